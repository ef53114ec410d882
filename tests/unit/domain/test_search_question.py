from datetime import date
from decimal import Decimal

import pytest

from storno_desktop.domain.invoice_summary import InvoiceStatus
from storno_desktop.domain.search_part import (
    IssuedWithin,
    Misread,
    Phrase,
    Plain,
    SearchField,
    Sense,
    Sought,
    StatusAmong,
    TotalWithin,
    Unfinished,
)
from storno_desktop.domain.search_question import LONGEST_TEXT, SearchQuestion

CLIENT, CIF, NUMBER, STATUS, TOTAL, DATE, REASON = SearchField


def read(text: str) -> list[Sense]:
    return [part.sense for part in SearchQuestion.of(text).parts]


def among(*statuses: InvoiceStatus) -> StatusAmong:
    return StatusAmong(frozenset(statuses))


def from_to(first: tuple[int, int, int] | None, last: tuple[int, int, int] | None) -> IssuedWithin:
    return IssuedWithin(date(*first) if first else None, date(*last) if last else None)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("client:alfa prod", [Sought(CLIENT, "alfa"), Plain("prod")]),
        ('client:"Șapte Țări" 12', [Sought(CLIENT, "Șapte Țări"), Plain("12")]),
        ("client:„Șapte Țări” 12", [Sought(CLIENT, "Șapte Țări"), Plain("12")]),
        ('client:"Șapte Ța', [Sought(CLIENT, "Șapte Ța")]),  # still between the quotes
        ("CLIENT: alfa", [Sought(CLIENT, "alfa")]),
        ("Partener:alfa", [Sought(CLIENT, "alfa")]),
        ("client: total:>5", [Unfinished(CLIENT), TotalWithin(Decimal(5), with_least=False)]),
        ("cif:RO123 cui:123", [Sought(CIF, "RO123"), Sought(CIF, "123")]),
        ("cif:RO 123", [Sought(CIF, "RO 123")]),
        ("cif:RO alfa", [Unfinished(CIF), Plain("alfa")]),
        ("Număr:12 NUMĂR:12 nr:12 number:12", [Sought(NUMBER, "12")] * 4),
        ("numãr:12", [Sought(NUMBER, "12")]),  # a tilde, from a wrong keyboard
        ("nr:-", [Unfinished(NUMBER)]),
        ("motiv:dublă Motivul:x reason:", [Sought(REASON, "dublă"), Sought(REASON, "x"), Unfinished(REASON)]),
        ('motiv:"client greșit" 12', [Sought(REASON, "client greșit"), Plain("12")]),
        ("x:y http://a :a a:", [Plain("x:y"), Plain("http://a"), Plain(":a"), Plain("a:")]),
        ('"alfa prod" x', [Phrase("alfa prod"), Plain("x")]),
        ("„alfa prod” «x»", [Phrase("alfa prod"), Phrase("x")]),
        ('"alfa pr', [Plain('"alfa'), Plain("pr")]),
        ('"alfa"x AB"9 "" " "', [Plain('"alfa"x'), Plain('AB"9'), Plain('""'), Plain('"'), Plain('"')]),
        (" \t\n", []),
    ],
)
def test_a_text_is_taken_apart(text: str, expected: list[Sense]) -> None:
    assert read(text) == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (">1000", TotalWithin(Decimal(1000), with_least=False)),
        ("> 1000", TotalWithin(Decimal(1000), with_least=False)),
        (">=1.000,50", TotalWithin(Decimal("1000.50"))),
        ("≥1,000.50", TotalWithin(Decimal("1000.50"))),
        ("<1.234.567", TotalWithin(most=Decimal(1234567), with_most=False)),
        ("<=0,5", TotalWithin(most=Decimal("0.5"))),
        ("0.125", TotalWithin(Decimal("0.125"), Decimal("0.125"))),
        ("1.234", TotalWithin(Decimal(1234), Decimal(1234))),
        ("=−5", TotalWithin(Decimal(-5), Decimal(-5))),
        ('"1 000"', TotalWithin(Decimal(1000), Decimal(1000))),
        ("100..200", TotalWithin(Decimal(100), Decimal(200))),
        ("200…100", TotalWithin(Decimal(100), Decimal(200))),
        ("100..", TotalWithin(least=Decimal(100))),
        ("..100", TotalWithin(most=Decimal(100))),
        ("100.", TotalWithin(Decimal(100), Decimal(100))),
        ("", Unfinished(TOTAL)),
        (">", Unfinished(TOTAL)),
        (">=-", Unfinished(TOTAL)),
        ("..", Unfinished(TOTAL)),
        (">abc", Misread(TOTAL, ">abc")),
        ("1e5", Misread(TOTAL, "1e5")),
        ("1..2..3", Misread(TOTAL, "1..2..3")),
        (">1..2", Misread(TOTAL, ">1..2")),
        ("1.23.4", Misread(TOTAL, "1.23.4")),
        ("٣", Misread(TOTAL, "٣")),
        ("9" * 12, Misread(TOTAL, "9" * 12)),
    ],
)
def test_an_amount_is_read(value: str, expected: Sense) -> None:
    assert read(f"total:{value}") == [expected]


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("2026", from_to((2026, 1, 1), (2026, 12, 31))),
        ("2026-03", from_to((2026, 3, 1), (2026, 3, 31))),
        ("2024-02", from_to((2024, 2, 1), (2024, 2, 29))),
        ("03.2026", from_to((2026, 3, 1), (2026, 3, 31))),
        ("3/2026", from_to((2026, 3, 1), (2026, 3, 31))),
        ("2026-03-05", from_to((2026, 3, 5), (2026, 3, 5))),
        ("5.3.2026", from_to((2026, 3, 5), (2026, 3, 5))),
        ("2026-01..2026-03", from_to((2026, 1, 1), (2026, 3, 31))),
        ("2026-03..2026", from_to((2026, 3, 1), (2026, 12, 31))),
        ("2026..2025", from_to((2025, 1, 1), (2026, 12, 31))),
        ("2026-03..", from_to((2026, 3, 1), None)),
        ("..2026-03", from_to(None, (2026, 3, 31))),
        (">2026-03", from_to((2026, 4, 1), None)),
        (">=2026-03", from_to((2026, 3, 1), None)),
        ("<2026-03", from_to(None, (2026, 2, 28))),
        ("<=2026-03", from_to(None, (2026, 3, 31))),
        (">9999", from_to((9999, 12, 31), None)),
        ("<0001", from_to(None, (1, 1, 1))),
        ("", Unfinished(DATE)),
        (">", Unfinished(DATE)),
        ("202", Unfinished(DATE)),
        ("2026-", Unfinished(DATE)),
        ("2026-03-", Unfinished(DATE)),
        ("05.03.", Unfinished(DATE)),
        ("2026-03..20", Unfinished(DATE)),
        ("0000", Misread(DATE, "0000")),
        ("2026-13", Misread(DATE, "2026-13")),
        ("31.02.2026", Misread(DATE, "31.02.2026")),
        ("ieri", Misread(DATE, "ieri")),
        (">2025..2026", Misread(DATE, ">2025..2026")),
        ("2026-03..x", Misread(DATE, "2026-03..x")),
    ],
)
def test_a_date_is_read(value: str, expected: Sense) -> None:
    assert read(f"data:{value}") == [expected]


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("draft", among(InvoiceStatus.DRAFT)),
        ("Ciornă", among(InvoiceStatus.DRAFT)),
        ("ANULATE", among(InvoiceStatus.CANCELLED)),
        ("canceled", among(InvoiceStatus.CANCELLED)),
        ("sent_to_provider", among(InvoiceStatus.SENT_TO_PROVIDER)),
        ('"trimisă la ANAF"', among(InvoiceStatus.SENT_TO_PROVIDER)),
        ("partially-paid", among(InvoiceStatus.PARTIALLY_PAID)),
        ("plătită", among(InvoiceStatus.PAID)),  # as a whole word, not also "plătită parțial"
        ("storno", among(InvoiceStatus.REFUND)),  # not also "stornată"
        ("anu", among(InvoiceStatus.CANCELLED)),
        ("e", among(InvoiceStatus.ISSUED)),
        ("stor", among(InvoiceStatus.REFUND, InvoiceStatus.REFUNDED)),
        ("draft,emise", among(InvoiceStatus.DRAFT, InvoiceStatus.ISSUED)),
        ("draft, emise", among(InvoiceStatus.DRAFT, InvoiceStatus.ISSUED)),
        (",", Unfinished(STATUS)),
        ("draft,xyz", Misread(STATUS, "draft,xyz")),
        ("xyz", Misread(STATUS, "xyz")),
    ],
)
def test_a_status_is_read_in_both_languages_and_as_the_server_says_it(value: str, expected: Sense) -> None:
    assert read(f"status:{value}") == [expected]


def test_every_status_has_its_server_word() -> None:
    for status in InvoiceStatus:
        word = status.value or "other"
        assert read(f"stare:{word}") == [among(status)]


def test_what_narrows_is_gathered() -> None:
    question = SearchQuestion.of('fct  12 status:draft alfa "prod sa" stare:emise total:>5 data:2026 cif:x')
    assert question.plain == 'fct  12 alfa "prod sa"'
    assert question.words == ("fct  12", "alfa")
    assert question.phrases == ("prod sa",)
    assert question.sought == (Sought(CIF, "x"),)
    assert question.statuses == {InvoiceStatus.DRAFT, InvoiceStatus.ISSUED}
    assert question.totals == (TotalWithin(Decimal(5), with_least=False),)
    assert question.issued == (from_to((2026, 1, 1), (2026, 12, 31)),)
    assert question.seeks_text
    assert not SearchQuestion.of("status:draft total:5 data:2026 client:").seeks_text
    assert SearchQuestion.of("total:x").misread == (Misread(TOTAL, "x"),)


def test_a_part_is_taken_away_and_the_rest_stays_as_typed() -> None:
    question = SearchQuestion.of(' a  "b c"  total: > 5  client:"x y" d')
    total, client = question.in_force
    assert question.without(total) == ' a  "b c" client:"x y" d'
    assert question.without(client) == ' a  "b c"  total: > 5 d'
    only = SearchQuestion.of("status:draft ")
    assert only.without(only.in_force[0]) == ""


def test_only_so_much_of_a_text_counts() -> None:
    assert read("a" * 10_000) == [Plain("a" * LONGEST_TEXT)]
