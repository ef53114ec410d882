"""Which cancelled numbers belong to a month, and what a copy that is not whole cannot tell."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from storno_desktop.domain.cancelled_numbers import (
    MissingNumbers,
    MonthOf,
    cancelled_numbers,
    parted,
)
from storno_desktop.domain.copy_coverage import CopyCoverage
from storno_desktop.domain.invoice_summary import Direction, InvoiceId, InvoiceStatus, InvoiceSummary
from storno_desktop.domain.month import Month

MARCH = Month(2026, 3)
CANCELLED = InvoiceStatus.CANCELLED


def an_invoice(
    number: str,
    issued: date = date(2026, 3, 5),
    cancelled: datetime | None = datetime(2026, 3, 10, 12, tzinfo=UTC),
    status: InvoiceStatus = CANCELLED,
    direction: Direction = Direction.OUTGOING,
) -> InvoiceSummary:
    return InvoiceSummary(
        id=InvoiceId(f"id-{number}"),
        number=number,
        status=status,
        status_code=status.value,
        direction=direction,
        issue_date=issued,
        total=Decimal("119.00"),
        currency="RON",
        client_name="Alfa Prod SRL",
        cancelled_at=cancelled,
    )


def issued(number: str, day: date = date(2026, 3, 5)) -> InvoiceSummary:
    return an_invoice(number, day, None, InvoiceStatus.ISSUED)


def numbers(month_of: MonthOf, *invoices: InvoiceSummary) -> list[str]:
    return [each.invoice for each in cancelled_numbers(MARCH, month_of, invoices).numbers]


@pytest.mark.parametrize(
    ("number", "series_and_digits"),
    [
        ("BRS0012", ("BRS", "0012")),
        ("FCT-2026-000123", ("FCT-2026-", "000123")),
        ("A1", ("A", "1")),
        ("0042", ("", "0042")),
        ("12/A", ("", "12/A")),
        ("", ("", "")),
        (" X 7 ", ("X ", "7")),
    ],
)
def test_the_series_is_what_stands_before_the_last_digits(
    number: str, series_and_digits: tuple[str, str]
) -> None:
    assert parted(number) == series_and_digits


def test_months_follow_each_other() -> None:
    assert Month(2026, 12).after == Month(2027, 1)
    assert Month(2026, 1).before == Month(2025, 12)
    assert MARCH.after.before == MARCH
    assert date(2026, 3, 31) in MARCH
    assert date(2026, 4, 1) not in MARCH
    assert date(2025, 3, 1) not in MARCH


def test_a_month_by_the_day_of_cancelling_is_that_of_bucharest() -> None:
    last_moment = datetime(2026, 3, 31, 20, 59, tzinfo=UTC)  # 23:59 in Bucharest
    too_late = datetime(2026, 3, 31, 21, 0, tzinfo=UTC)
    first_moment = datetime(2026, 2, 28, 22, 0, tzinfo=UTC)
    too_early = datetime(2026, 2, 28, 21, 59, tzinfo=UTC)
    found = numbers(
        MonthOf.CANCELLATION,
        an_invoice("A4", cancelled=too_late),
        an_invoice("A3", cancelled=last_moment),
        an_invoice("A2", date(2026, 1, 31), first_moment),
        an_invoice("A1", date(2026, 1, 31), too_early),
    )
    assert found == ["A2", "A3"]


def test_a_month_by_the_day_of_issue_takes_what_was_cancelled_later() -> None:
    later = datetime(2026, 5, 1, tzinfo=UTC)
    invoices = [
        an_invoice("A1", cancelled=later),
        an_invoice("A2", date(2026, 2, 28)),
        an_invoice("A3", cancelled=None),
    ]
    assert numbers(MonthOf.ISSUE, *invoices) == ["A1", "A3"]
    told = cancelled_numbers(MARCH, MonthOf.ISSUE, invoices)
    assert told.undated == ()
    assert [each.cancelled_on for each in told.numbers] == [date(2026, 5, 1), None]


def test_the_order_is_that_of_series_and_number_and_nothing_comes_twice() -> None:
    each = [an_invoice(number) for number in ("B2", "A10", "A9", "X/Y", "A9")]
    assert numbers(MonthOf.CANCELLATION, *each) == ["X/Y", "A9", "A10", "B2"]


def test_only_own_invoices_that_had_a_number_and_are_cancelled() -> None:
    told = cancelled_numbers(
        MARCH,
        MonthOf.CANCELLATION,
        [
            an_invoice("MB-1", direction=Direction.INCOMING),
            an_invoice("DRAFT-019a"),
            an_invoice("A1", status=InvoiceStatus.DRAFT),
            issued("A2"),
        ],
    )
    assert (told.numbers, told.drafts) == ((), 1)


def test_a_day_of_cancelling_that_nobody_told_may_be_in_the_month_or_later() -> None:
    told = cancelled_numbers(
        MARCH,
        MonthOf.CANCELLATION,
        [
            an_invoice("A1", date(2025, 1, 1), None),
            an_invoice("A2", date(2026, 3, 31), None),
            an_invoice("A3", date(2026, 4, 1), None),
            an_invoice("DRAFT-1", cancelled=None),
        ],
    )
    assert [each.invoice for each in told.undated] == ["A1", "A2"]
    assert (told.numbers, told.drafts) == ((), 0)


def test_numbers_that_nobody_bears_are_named_within_each_series_of_the_month() -> None:
    told = cancelled_numbers(
        MARCH,
        MonthOf.CANCELLATION,
        [
            issued("A0007"),
            issued("A0009"),
            issued("A0013"),
            issued("A0010", date(2026, 2, 27)),  # dated back: it is there
            issued("A0001", date(2026, 2, 1)),
            issued("B1"),
            issued("B2"),
            issued("12/A"),
            an_invoice("DRAFT-5"),
        ],
    )
    assert told.missing == (
        MissingNumbers("A", "0008", "0008", 1),
        MissingNumbers("A", "0011", "0012", 2),
    )
    assert [list(each) for each in told.missing] == [["A0008"], ["A0011", "A0012"]]


def test_numbers_without_zeros_before_them_are_missing_without_zeros() -> None:
    told = cancelled_numbers(MARCH, MonthOf.ISSUE, [issued("A8"), issued("A12")])
    assert [list(each) for each in told.missing] == [["A9", "A10", "A11"]]


def test_an_open_outcome_is_named() -> None:
    told = cancelled_numbers(
        MARCH, MonthOf.ISSUE, [issued("A1"), issued("A2")], frozenset({InvoiceId("id-A2")})
    )
    assert told.unsettled == ("A2",)


def test_what_a_copy_can_hold() -> None:
    before, after = datetime(2026, 3, 31, 20, 59, tzinfo=UTC), datetime(2026, 3, 31, 21, tzinfo=UTC)
    assert not CopyCoverage(None).was_over(MARCH)
    assert not CopyCoverage(before).was_over(MARCH)
    assert CopyCoverage(after).was_over(MARCH)
    assert CopyCoverage(after).holds_all_issued_in(MARCH)
    assert CopyCoverage(after, date(2026, 3, 1)).holds_all_issued_in(MARCH)
    assert not CopyCoverage(after, date(2026, 3, 2)).holds_all_issued_in(MARCH)
