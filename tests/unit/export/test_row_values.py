from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from storno_desktop.domain.display_state import DisplayState
from storno_desktop.domain.invoice_summary import Direction, InvoiceId, InvoiceStatus
from storno_desktop.domain.listview import ListView, Queue
from storno_desktop.export.order import Field
from storno_desktop.export.row_values import RowValues, Sums, Value, masked, one_line
from tests.unit.export.written import EVERYTHING, an_order
from tests.unit.store.kept import NOON, TODAY, an_invoice


def _row(invoice_changes: Mapping[str, object], **order_changes: object) -> dict[Field, Value]:
    order = an_order(EVERYTHING, **order_changes)
    invoice = replace(an_invoice(), **invoice_changes)  # type: ignore[arg-type]
    return dict(zip(order.fields, RowValues(order).of(invoice), strict=True))


def test_what_was_never_received_is_neither_empty_nor_zero() -> None:
    row = _row({})
    assert row[Field.SUBTOTAL] == row[Field.VAT] == row[Field.PAID] == row[Field.BALANCE] == "necunoscut"
    received = _row({"amount_paid": Decimal(0), "subtotal": Decimal("100.00")})
    assert received[Field.PAID] == Decimal(0)
    assert received[Field.SUBTOTAL] == Decimal("100.00")


def test_a_cancelled_invoice_says_when_and_how_long_it_may_be_restored() -> None:
    cancelled = {"status": InvoiceStatus.CANCELLED, "cancelled_at": NOON - timedelta(days=29)}
    row = _row(cancelled)
    assert row[Field.CANCELLED_ON] == date(2026, 2, 9)
    assert row[Field.DAYS_LEFT] == 1
    assert _row(cancelled | {"cancelled_at": NOON - timedelta(days=31)})[Field.DAYS_LEFT] == "depășit"
    unknown = _row({"status": InvoiceStatus.CANCELLED})
    assert unknown[Field.CANCELLED_ON] == unknown[Field.DAYS_LEFT] == "necunoscut"
    assert _row({})[Field.CANCELLED_ON] is None
    assert _row({})[Field.DAYS_LEFT] is None


def test_the_state_is_the_one_on_the_screen() -> None:
    assert _row({"due_date": TODAY - timedelta(days=1)})[Field.STATUS] == DisplayState.OVERDUE.value
    assert _row({}, unsettled=frozenset({InvoiceId("id-FCT-0001")}))[Field.STATUS] == "rezultat necunoscut"
    new = {"status": InvoiceStatus.UNRECOGNISED, "status_code": "frozen"}
    assert _row(new)[Field.STATUS] == "frozen"


def test_the_columns_follow_the_view() -> None:
    assert Field.DIRECTION in an_order().fields
    outgoing = an_order(ListView(today=TODAY)).fields
    assert Field.DIRECTION not in outgoing
    assert Field.DAYS_LEFT in outgoing
    incoming = an_order(ListView(today=TODAY, direction=Direction.INCOMING)).fields
    assert Field.DAYS_LEFT not in incoming
    queue = an_order(replace(EVERYTHING, queue=Queue.CAN_BE_RESTORED)).fields
    assert Field.DAYS_LEFT in queue


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("1960229410019", "•••••••••0019"),
        ("Pop Ion, CNP 1960229410019.", "Pop Ion, CNP •••••••••0019."),
        ("RO14399840", "RO14399840"),
        ("01960229410019", "01960229410019"),
        ("19602294100191", "19602294100191"),
    ],
)
def test_personal_numbers_are_masked_and_nothing_else(text: str, shown: str) -> None:
    assert masked(text) == shown


def test_masking_is_by_choice() -> None:
    person = {"client_cif": "1960229410019", "client_name": "Pop Ion 1960229410019"}
    assert _row(person)[Field.CIF] == "1960229410019"
    hidden = _row(person, masks_personal_numbers=True)
    assert hidden[Field.CIF] == "•••••••••0019"
    assert hidden[Field.PARTNER] == "Pop Ion •••••••••0019"


def test_a_cell_is_one_line() -> None:
    assert one_line("Alfa\r\n  Prod\tSRL\x00 ") == "Alfa Prod SRL"


def test_sums_never_mix_currencies_and_are_exact() -> None:
    sums = Sums()
    for total, currency in (
        ("0.10", "RON"),
        ("0.20", "RON"),
        ("99999999999999999999.99", "EUR"),
        ("0.01", "EUR"),
    ):
        sums.add(an_invoice(total=total, currency=currency))
    sums.add(an_invoice(total="5000", status=InvoiceStatus.CANCELLED))
    assert list(sums) == [("EUR", Decimal("100000000000000000000.00"), 2), ("RON", Decimal("0.30"), 2)]
