"""Amounts, dates, ages and plurals as they are written in both languages."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from PySide6.QtCore import QCoreApplication

from storno_desktop.ui.figures import Figures
from storno_desktop.ui.language import Language

NB = "\u00a0"
THEN = datetime(2026, 3, 12, 12, 32, 7, tzinfo=UTC)  # winter time in Bucharest: 14:32:07


@pytest.fixture
def english(language: Language) -> Figures:
    return Figures()


@pytest.fixture
def romanian(language: Language) -> Figures:
    language.choose("ro")
    return Figures()


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("0", "0,00"),
        ("-0.00", "0,00"),
        ("0.5", "0,50"),
        ("1234.56", "1.234,56"),
        ("-1234.56", "−1.234,56"),
        ("-0.01", "−0,01"),
        ("0.001", "0,001"),
        ("1E+3", "1.000,00"),
        ("1234567.8900", "1.234.567,89"),
        ("12345.6789", "12.345,6789"),
        ("9007199254740993.01", "9.007.199.254.740.993,01"),
        ("99999999999999999999.99", "99.999.999.999.999.999.999,99"),
        ("-123456789012345678901234567890.12", "−123.456.789.012.345.678.901.234.567.890,12"),
    ],
)
def test_amounts_keep_every_digit(romanian: Figures, value: str, expected: str) -> None:
    assert romanian.amount(Decimal(value)) == expected
    assert romanian.amount(Decimal(value), "RON") == f"{expected}{NB}lei"
    assert romanian.amount(Decimal(value), "EUR") == f"{expected}{NB}EUR"


def test_amounts_in_english(english: Figures) -> None:
    assert english.amount(Decimal("-1234567.89"), "RON") == f"−1,234,567.89{NB}RON"
    assert english.amount(Decimal("99999999999999999999.99")) == "99,999,999,999,999,999,999.99"
    assert english.amount(None, "RON") == "—"


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("10.0000", "10"),
        ("0.5000", "0,5"),
        ("1234.25", "1.234,25"),
        ("-3", "−3"),
        ("100", "100"),
        ("0.00001", "0"),
        ("-0.00001", "0"),
        ("0.00005", "0"),
        ("0.00015", "0,0002"),
        ("9.99999", "10"),
        ("99999999999999999999", "99.999.999.999.999.999.999"),
        ("123456789012345678901234567890.5", "123.456.789.012.345.678.901.234.567.890,5"),
    ],
)
def test_quantities_lose_only_empty_decimals(romanian: Figures, value: str, expected: str) -> None:
    assert romanian.quantity(Decimal(value)) == expected


def test_dates_follow_the_language(language: Language) -> None:
    language.choose("ro")
    assert Figures().day(date(2026, 3, 2)) == "02.03.2026"
    assert Figures().moment(THEN) == "12.03.2026, 14:32"
    assert Figures().clock(THEN) == "14:32:07"
    language.choose("en")
    assert Figures().day(date(2026, 3, 2)) == "2 Mar 2026"
    assert Figures().day(None) == Figures().moment(None) == "—"


def test_the_hour_follows_daylight_time_in_romania(romanian: Figures) -> None:
    night = datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    assert romanian.moment(night) == "25.10.2026, 03:30"
    assert romanian.moment(night + timedelta(hours=1)) == "25.10.2026, 03:30"
    assert romanian.moment(night + timedelta(hours=2)) == "25.10.2026, 04:30"
    assert romanian.day_of(datetime(2026, 12, 31, 22, 30, tzinfo=UTC)) == "01.01.2027"


@pytest.mark.parametrize(
    ("ago", "expected"),
    [
        (timedelta(seconds=-3), "chiar acum"),
        (timedelta(seconds=4), "chiar acum"),
        (timedelta(seconds=5), "acum 5 secunde"),
        (timedelta(seconds=20), "acum 20 de secunde"),
        (timedelta(minutes=1), "acum un minut"),
        (timedelta(minutes=2), "acum 2 minute"),
        (timedelta(minutes=19), "acum 19 minute"),
        (timedelta(minutes=20), "acum 20 de minute"),
        (timedelta(hours=1), "acum o oră"),
        (timedelta(hours=21), "acum 21 de ore"),
        (timedelta(days=1), "12.03.2026, 14:32"),
    ],
)
def test_ages_in_romanian(romanian: Figures, ago: timedelta, expected: str) -> None:
    assert romanian.age(THEN, THEN + ago) == expected


@pytest.mark.parametrize(
    ("ago", "expected"),
    [
        (timedelta(seconds=0), "just now"),
        (timedelta(minutes=1), "1 minute ago"),
        (timedelta(hours=3), "3 hours ago"),
    ],
)
def test_ages_in_english(english: Figures, ago: timedelta, expected: str) -> None:
    assert english.age(THEN, THEN + ago) == expected


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        (0, "0 facturi"),
        (1, "o factură"),
        (2, "2 facturi"),
        (19, "19 facturi"),
        (20, "20 de facturi"),
        (100, "100 de facturi"),
        (101, "101 facturi"),
        (119, "119 facturi"),
        (120, "120 de facturi"),
    ],
)
def test_romanian_plurals_have_three_forms(language: Language, number: int, expected: str) -> None:
    language.choose("ro")
    assert QCoreApplication.translate("InvoiceListPage", "%Ln invoice(s)", "", number) == expected
