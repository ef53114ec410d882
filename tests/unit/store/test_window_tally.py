"""Counts and sums by windows, compared with adding up by hand."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from storno_desktop.domain.fingerprint import NO_INVOICES, Fingerprint, Window
from storno_desktop.domain.invoice_summary import Direction, InvoiceStatus, InvoiceSummary
from storno_desktop.domain.listing import ListTotals
from storno_desktop.store.window_tally import WindowTally
from tests.unit.store.kept import COMPANY, NOON, TODAY, a_shelf, an_invoice, many_invoices

WINDOWS = (
    Window(),
    Window(None, date(2025, 3, 31)),
    Window(date(2025, 4, 1), date(2025, 4, 30)),
    Window(date(2025, 12, 24), date(2025, 12, 24)),
    Window(date(2026, 1, 1), None),
    Window(date(2030, 1, 1), None),
)
ROWS = [
    replace(
        row,
        subtotal=(row.total / Decimal("1.19")).quantize(Decimal("0.01")),
        vat_total=row.total - (row.total / Decimal("1.19")).quantize(Decimal("0.01")),
        amount_paid=Decimal(index % 7) if index % 3 else None,
    )
    for index, row in enumerate(many_invoices(600))
]


def added_up(rows: list[InvoiceSummary]) -> Fingerprint:
    live = [row for row in rows if row.status is not InvoiceStatus.CANCELLED]
    incoming = [row for row in live if row.direction is Direction.INCOMING]
    outgoing = [row for row in live if row.direction is not Direction.INCOMING]

    def owed(among: list[InvoiceSummary]) -> Decimal:
        return sum((row.total - (row.amount_paid or 0) for row in among), Decimal(0))

    return Fingerprint.of(
        len(rows),
        ListTotals(
            subtotal=sum((row.subtotal or Decimal(0) for row in live), Decimal(0)),
            vat_total=sum((row.vat_total or Decimal(0) for row in live), Decimal(0)),
            total=sum((row.total for row in live), Decimal(0)),
            receivable=owed(outgoing),
            payable=owed(incoming),
        ),
    )


@pytest.fixture(scope="module")
def tally() -> Iterator[WindowTally]:
    with a_shelf() as shelf:
        shelf.store.put("another", [an_invoice("X-1", issued=TODAY)], NOON)
        shelf.store.put(COMPANY, ROWS, NOON)
        yield shelf.store.windows(COMPANY)


@pytest.mark.parametrize("window", WINDOWS)
def test_a_window_is_counted_and_added_up_as_by_hand(tally: WindowTally, window: Window) -> None:
    inside = [row for row in ROWS if row.issue_date in window]
    assert tally.fingerprint(window) == Fingerprint.of_rows(inside) == added_up(inside)
    assert tally.count(window) == len(inside)
    for status in InvoiceStatus:
        assert tally.count(window, status) == sum(row.status is status for row in inside)


@pytest.mark.parametrize("window", WINDOWS)
def test_the_middle_has_as_many_before_it_as_after(tally: WindowTally, window: Window) -> None:
    days = sorted(row.issue_date for row in ROWS if row.issue_date in window)
    assert tally.middle(window) == (days[len(days) // 2] if days else None)


def test_parts_add_up_to_the_whole(tally: WindowTally) -> None:
    before, after = Window().split(TODAY - timedelta(days=365))
    assert tally.fingerprint(before) + tally.fingerprint(after) == tally.fingerprint(Window())


def test_a_company_that_is_not_kept_is_empty() -> None:
    with a_shelf() as shelf:
        tally = shelf.store.windows("nobody")
        assert tally.fingerprint(Window()) == NO_INVOICES
        assert tally.middle(Window()) is None
