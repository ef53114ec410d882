"""The one state of an invoice that a person is shown."""

from datetime import date
from enum import Enum

from storno_desktop.domain.invoice_summary import InvoiceStatus, InvoiceSummary


class DisplayState(Enum):
    """The one state that a person is shown (contract §6, "derived display state")."""

    DRAFT = "draft"
    ISSUED = "issued"
    SENT = "sent"
    VALIDATED = "validated"
    REJECTED = "rejected"
    CANCELLED = "cancelled"
    PAID = "paid"
    PART_PAID = "part_paid"
    OVERDUE = "overdue"
    STORNO = "storno"
    REFUNDED = "refunded"
    RECEIVED = "received"
    CONVERTED = "converted"
    UNRECOGNISED = "unrecognised"


_PLAIN_STATES: dict[InvoiceStatus, DisplayState] = {
    InvoiceStatus.DRAFT: DisplayState.DRAFT,
    InvoiceStatus.SYNCED: DisplayState.RECEIVED,
    InvoiceStatus.ISSUED: DisplayState.ISSUED,
    InvoiceStatus.SENT_TO_PROVIDER: DisplayState.SENT,
    InvoiceStatus.VALIDATED: DisplayState.VALIDATED,
    InvoiceStatus.REJECTED: DisplayState.REJECTED,
    InvoiceStatus.CANCELLED: DisplayState.CANCELLED,
    InvoiceStatus.PAID: DisplayState.PAID,
    InvoiceStatus.PARTIALLY_PAID: DisplayState.PART_PAID,
    InvoiceStatus.OVERDUE: DisplayState.OVERDUE,
    InvoiceStatus.CONVERTED: DisplayState.CONVERTED,
    InvoiceStatus.REFUND: DisplayState.STORNO,
    InvoiceStatus.REFUNDED: DisplayState.REFUNDED,
    InvoiceStatus.UNRECOGNISED: DisplayState.UNRECOGNISED,
}

_MAY_BE_SETTLED = {
    InvoiceStatus.ISSUED,
    InvoiceStatus.SENT_TO_PROVIDER,
    InvoiceStatus.VALIDATED,
    InvoiceStatus.SYNCED,
    InvoiceStatus.OVERDUE,
    InvoiceStatus.PARTIALLY_PAID,
    InvoiceStatus.PAID,
}


def display_state(invoice: InvoiceSummary, today: date) -> DisplayState:
    """What a person is shown: payments and the due date refine the server's status.

    `today` is the calendar date in Europe/Bucharest.
    """
    plain = _PLAIN_STATES[invoice.status]
    if invoice.status not in _MAY_BE_SETTLED:
        return plain
    paid, balance = invoice.amount_paid, invoice.balance
    if balance is not None and balance <= 0 and invoice.paid_at is not None:
        return DisplayState.PAID
    if paid is not None and 0 < paid < invoice.total:
        return DisplayState.PART_PAID
    if (
        invoice.due_date is not None
        and invoice.due_date < today
        and invoice.paid_at is None
        and invoice.total > 0
        and plain not in {DisplayState.PAID, DisplayState.PART_PAID}
    ):
        return DisplayState.OVERDUE
    return plain
