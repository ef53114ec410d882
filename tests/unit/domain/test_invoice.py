"""What a person is shown of an invoice, and how codes and fiscal codes are read."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from storno_desktop.domain.display_state import DisplayState, display_state
from storno_desktop.domain.invoice_summary import Direction, InvoiceId, InvoiceStatus, bare_cif
from tests.unit.domain.builders import ISSUED_AT, a_mail, a_summary, an_event, an_invoice

TODAY = date(2026, 11, 22)
PAST, FUTURE = TODAY - timedelta(days=1), TODAY + timedelta(days=1)


def shown(status: str, **changes: Any) -> DisplayState:
    return display_state(a_summary(status, **({"due_date": FUTURE} | changes)), TODAY)


@pytest.mark.parametrize(
    ("status", "expected"),
    [
        ("draft", DisplayState.DRAFT),
        ("synced", DisplayState.RECEIVED),
        ("issued", DisplayState.ISSUED),
        ("sent_to_provider", DisplayState.SENT),
        ("validated", DisplayState.VALIDATED),
        ("rejected", DisplayState.REJECTED),
        ("cancelled", DisplayState.CANCELLED),
        ("paid", DisplayState.PAID),
        ("partially_paid", DisplayState.PART_PAID),
        ("overdue", DisplayState.OVERDUE),
        ("converted", DisplayState.CONVERTED),
        ("refund", DisplayState.STORNO),
        ("refunded", DisplayState.REFUNDED),
        ("a new status", DisplayState.UNRECOGNISED),
        ("", DisplayState.UNRECOGNISED),
    ],
)
def test_every_status_of_the_server_is_shown(status: str, expected: DisplayState) -> None:
    assert shown(status) is expected


OPEN = ("issued", "sent_to_provider", "validated", "synced")
FULLY = {"amount_paid": Decimal("540.87"), "balance": Decimal("0.00"), "paid_at": ISSUED_AT}
PARTLY = {"amount_paid": Decimal("150.00"), "balance": Decimal("390.87")}


@pytest.mark.parametrize("status", OPEN)
def test_payments_and_the_due_date_refine_an_open_invoice(status: str) -> None:
    assert shown(status, **FULLY) is DisplayState.PAID
    assert shown(status, **FULLY, due_date=PAST) is DisplayState.PAID
    assert shown(status, **PARTLY) is DisplayState.PART_PAID
    assert shown(status, **PARTLY, due_date=PAST) is DisplayState.PART_PAID
    assert shown(status, due_date=PAST) is DisplayState.OVERDUE
    for due in (TODAY, FUTURE, None):
        assert shown(status, due_date=due) is shown(status)


def test_paid_needs_the_balance_and_the_date() -> None:
    assert shown("issued", balance=Decimal(0)) is DisplayState.ISSUED
    assert shown("issued", paid_at=ISSUED_AT) is DisplayState.ISSUED
    assert shown("issued", paid_at=ISSUED_AT, balance=None) is DisplayState.ISSUED
    assert shown("issued", paid_at=ISSUED_AT, balance=Decimal("-1.00")) is DisplayState.PAID
    assert shown("issued", paid_at=ISSUED_AT, due_date=PAST) is DisplayState.ISSUED


def test_part_paid_lies_between_nothing_and_the_total() -> None:
    for paid in (None, Decimal(0), Decimal("540.87"), Decimal("600.00"), Decimal("-1.00")):
        assert shown("issued", amount_paid=paid) is DisplayState.ISSUED
    assert shown("issued", amount_paid=Decimal("0.01")) is DisplayState.PART_PAID
    assert shown("issued", amount_paid=Decimal("540.86")) is DisplayState.PART_PAID


def test_a_negative_document_is_never_overdue() -> None:
    assert shown("issued", total=Decimal("-540.87"), due_date=PAST) is DisplayState.ISSUED
    assert shown("issued", total=Decimal(0), due_date=PAST) is DisplayState.ISSUED


@pytest.mark.parametrize(
    "status", ["draft", "cancelled", "rejected", "converted", "refund", "refunded", "new"]
)
def test_nothing_refines_the_other_statuses(status: str) -> None:
    assert shown(status, **FULLY) is shown(status)
    assert shown(status, **PARTLY) is shown(status)
    assert shown(status, due_date=PAST) is shown(status)


def test_the_servers_own_paid_words_stand() -> None:
    assert shown("paid", due_date=PAST) is DisplayState.PAID
    assert shown("partially_paid", due_date=PAST) is DisplayState.PART_PAID
    assert shown("overdue") is DisplayState.OVERDUE


def test_codes_that_are_not_known_are_no_errors() -> None:
    assert InvoiceStatus.of("issued") is InvoiceStatus.ISSUED
    assert InvoiceStatus.of("ISSUED") is InvoiceStatus.UNRECOGNISED
    assert Direction.of("incoming") is Direction.INCOMING
    assert Direction.of(None) is Direction.UNSPECIFIED
    assert Direction.of("sideways") is Direction.UNSPECIFIED


@pytest.mark.parametrize(
    ("cif", "expected"),
    [
        ("RO18547290", "18547290"),
        (" ro 185 472 90 ", "18547290"),
        ("18547290", "18547290"),
        ("DE811257841", "DE811257841"),
        ("ROX12", "ROX12"),
        ("RO", "RO"),
        ("", ""),
        (None, ""),
    ],
)
def test_a_fiscal_code_without_its_prefix(cif: str | None, expected: str) -> None:
    assert bare_cif(cif) == expected


def test_the_other_party_hangs_on_the_direction() -> None:
    outgoing = a_summary(client_name="", receiver_cif="6719050")
    assert (outgoing.partner_name, outgoing.partner_cif) == ("Țesătoria Mureș SRL", "6719050")
    named = a_summary(client_name="Client SRL", client_cif="RO1")
    assert (named.partner_name, named.partner_cif) == ("Client SRL", "RO1")
    incoming = a_summary(direction=Direction.INCOMING, client_name="Client SRL")
    assert (incoming.partner_name, incoming.partner_cif) == ("Brutăria Șoimul SRL", "18547290")
    assert a_summary(direction=Direction.INCOMING, sender_name="", client_name="X").partner_name == "X"


def test_what_an_invoice_is() -> None:
    invoice = an_invoice("draft", number="DRAFT-019a0005", parent_id=InvoiceId("inv-0"))
    assert (invoice.id, invoice.number) == ("inv-1", "DRAFT-019a0005")
    assert invoice.summary.was_never_issued
    assert invoice.summary.is_storno
    assert not a_summary().was_never_issued
    assert not a_summary().is_storno


def test_what_an_event_records() -> None:
    assert an_event("cancelled", "").is_cancellation
    assert an_event("?", "cancelled").is_cancellation
    assert not an_event("draft", "restored").is_cancellation
    assert an_event("draft", "restored").is_restoration
    assert an_event("draft", "", previous_code="cancelled").is_restoration
    assert not an_event("draft", "created").is_restoration
    assert not an_event("issued", "", previous_code="cancelled").is_restoration


def test_which_mail_may_have_arrived() -> None:
    assert a_mail("delivered").may_have_arrived
    assert not a_mail("bounced").may_have_arrived
    assert a_mail("failed", opened_at=ISSUED_AT).may_have_arrived


@pytest.mark.parametrize(
    "change",
    [
        {"status_code": "validated"},
        {"number": "BRS0013"},
        {"total": Decimal("540.88")},
        {"currency": "EUR"},
        {"issue_date": PAST},
        {"amount_paid": Decimal(1)},
        {"balance": Decimal(1)},
        {"due_date": PAST},
    ],
)
def test_two_readings_that_tell_something_else_do_not_agree(change: dict[str, Any]) -> None:
    other = a_summary(**change)
    assert not a_summary().agrees_with(other)
    assert not other.agrees_with(a_summary())


def test_parties_and_what_only_one_reading_tells_are_no_disagreement() -> None:
    row = a_summary(paid_at=ISSUED_AT, client_name="Altfel scris SRL", client_cif="RO1")
    detail = a_summary(amount_paid=None, balance=None, due_date=None, total=Decimal("540.870"))
    assert row.agrees_with(detail)
    assert detail.agrees_with(row)
    assert not row.agrees_with(a_summary(paid_at=ISSUED_AT + timedelta(days=1)))
    assert not a_summary("cancelled").agrees_with(a_summary("cancelled", cancelled_at=ISSUED_AT))
