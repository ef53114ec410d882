"""The invoice and its parts, as the trade names them; complete, frozen values."""

from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from typing import NewType

InvoiceId = NewType("InvoiceId", str)
"""The server's UUID of an invoice. Numbers are handed out again after deletions: never identify by number."""

DRAFT_NUMBER_PREFIX = "DRAFT-"
"""How the number of an invoice that was never issued begins (contract §5)."""


class InvoiceStatus(Enum):
    """The server's document statuses (contract §1). A code that is not listed is UNRECOGNISED."""

    DRAFT = "draft"
    SYNCED = "synced"
    ISSUED = "issued"
    SENT_TO_PROVIDER = "sent_to_provider"
    VALIDATED = "validated"
    REJECTED = "rejected"
    CANCELLED = "cancelled"
    PAID = "paid"
    PARTIALLY_PAID = "partially_paid"
    OVERDUE = "overdue"
    CONVERTED = "converted"
    REFUND = "refund"
    REFUNDED = "refunded"
    UNRECOGNISED = ""

    @classmethod
    def of(cls, code: str) -> "InvoiceStatus":
        """The status for the server's code; UNRECOGNISED, never an error, for one not known here."""
        try:
            return cls(code)
        except ValueError:
            return cls.UNRECOGNISED


class Direction(Enum):
    """Who issued the invoice: the company itself (outgoing) or a supplier (incoming)."""

    OUTGOING = "outgoing"
    INCOMING = "incoming"
    UNSPECIFIED = ""

    @classmethod
    def of(cls, code: str | None) -> "Direction":
        """The direction for the server's code; UNSPECIFIED for null or one not known here."""
        try:
            return cls(code or "")
        except ValueError:
            return cls.UNSPECIFIED


def bare_cif(cif: str | None) -> str:
    """A Romanian fiscal code without the VAT prefix RO, spaces and case differences; "" for none.

    Foreign VAT ids keep their country letters.
    """
    text = (cif or "").replace(" ", "").upper()
    return text[2:] if text.startswith("RO") and text[2:].isdigit() else text


@dataclass(frozen=True, slots=True, kw_only=True)
class InvoiceSummary:
    """One row of the list (contract §5, InvoiceRow). Amounts are in `currency`; None means not known.

    Dates are calendar dates of the issuer; moments are aware datetimes.
    """

    id: InvoiceId
    number: str
    status: InvoiceStatus
    status_code: str
    direction: Direction
    issue_date: date
    total: Decimal
    currency: str
    document_type: str = "invoice"
    sender_name: str = ""
    sender_cif: str = ""
    receiver_name: str = ""
    receiver_cif: str = ""
    client_name: str = ""
    client_cif: str = ""
    subtotal: Decimal | None = None
    vat_total: Decimal | None = None
    amount_paid: Decimal | None = None
    balance: Decimal | None = None
    due_date: date | None = None
    paid_at: datetime | None = None
    cancelled_at: datetime | None = None
    scheduled_send_at: datetime | None = None
    scheduled_email_at: datetime | None = None
    anaf_error: str = ""
    is_duplicate: bool = False
    is_late: bool = False
    parent_id: InvoiceId | None = None

    @property
    def partner_name(self) -> str:
        """The other party: the buyer of an outgoing invoice, the issuer of an incoming one."""
        if self.direction is Direction.INCOMING:
            return self.sender_name or self.client_name
        return self.client_name or self.receiver_name

    @property
    def partner_cif(self) -> str:
        """The other party's fiscal code, as the server sent it."""
        if self.direction is Direction.INCOMING:
            return self.sender_cif
        return self.client_cif or self.receiver_cif

    @property
    def was_never_issued(self) -> bool:
        """Whether the number is a draft's placeholder (contract §5)."""
        return self.number.startswith(DRAFT_NUMBER_PREFIX)

    @property
    def is_storno(self) -> bool:
        """Whether this document reverses another one."""
        return self.parent_id is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """A buyer or supplier as printed on the invoice."""

    name: str
    cif: str = ""
    registration_number: str = ""
    address: str = ""
    city: str = ""
    county: str = ""
    country: str = ""
    email: str = ""
    phone: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class InvoiceLine:
    """One line. `net_total` excludes VAT (contract §6); rates are percents; None means not known."""

    position: int
    description: str
    quantity: Decimal | None = None
    unit: str = ""
    unit_price: Decimal | None = None
    vat_rate: Decimal | None = None
    vat_amount: Decimal | None = None
    net_total: Decimal | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AnafState:
    """What the server knows of the invoice at ANAF (contract §15). Empty text means null."""

    message_id: str = ""
    upload_id: str = ""
    download_id: str = ""
    status: str = ""
    error: str = ""
    synced_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SeriesReference:
    """The series an invoice belongs to; `next_number` is what issuing now would probably assign."""

    id: str
    prefix: str = ""
    next_number: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkedInvoice:
    """A credit note (storno) that names this invoice as its parent."""

    id: InvoiceId
    number: str
    status: InvoiceStatus
    status_code: str
    issue_date: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class InvoiceEvent:
    """One entry of the server's history (contract §7).

    `action` is the server's kind of event; `by` the e-mail of who did it; `reason` and
    `cancelled_from` are set on cancellations only.
    """

    id: str
    status: InvoiceStatus
    status_code: str
    previous_code: str = ""
    action: str = ""
    at: datetime | None = None
    by: str = ""
    reason: str = ""
    cancelled_from: str = ""

    @property
    def is_cancellation(self) -> bool:
        """Whether this entry records that the invoice was cancelled."""
        return self.status is InvoiceStatus.CANCELLED or self.action == "cancelled"

    @property
    def is_restoration(self) -> bool:
        """Whether this entry records that a cancelled invoice became a draft again."""
        return self.action == "restored" or (
            self.previous_code == InvoiceStatus.CANCELLED.value and self.status is InvoiceStatus.DRAFT
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Payment:
    """A recorded payment (contract §12). `amount` is in `currency`; `paid_on` a calendar date."""

    id: str
    amount: Decimal
    currency: str
    method: str = ""
    paid_on: date | None = None
    reference: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class EmailDelivery:
    """An e-mail with this invoice (contract §14). `status` is the server's word."""

    id: str
    to: str
    status: str
    subject: str = ""
    sent_at: datetime | None = None
    opened_at: datetime | None = None

    @property
    def may_have_arrived(self) -> bool:
        """False only where the server says that it bounced or failed and nobody opened it."""
        return self.opened_at is not None or self.status not in {"bounced", "failed"}


@dataclass(frozen=True, slots=True, kw_only=True)
class ShareLink:
    """A public page of the invoice (contract §14). Its token and address are never kept."""

    id: str
    is_active: bool
    payment_enabled: bool
    view_count: int
    last_viewed_at: datetime | None = None
    expires_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Submission:
    """One transmission to an e-invoice provider (contract §15); `accepted` is no proof of validation."""

    id: str
    provider: str
    status: str
    created_at: datetime | None = None
    updated_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """A document series of the company (contract §13)."""

    id: str
    prefix: str
    type: str
    active: bool
    next_number: str = ""
    is_default: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Invoice:
    """The full record (contract §6).

    `credit_notes` is None where the answer does not tell (replies to cancel and restore leave them
    out); an empty tuple means that there are none. `payment_count` and `embedded_events` are None
    likewise. `cancelled_by` is filled by servers that follow the documentation.
    """

    summary: InvoiceSummary
    anaf: AnafState = field(default_factory=AnafState)
    buyer: Party | None = None
    lines: tuple[InvoiceLine, ...] = ()
    series: SeriesReference | None = None
    credit_notes: tuple[LinkedInvoice, ...] | None = None
    payment_count: int | None = None
    cancellation_reason: str = ""
    cancelled_by: str = ""
    restored_at: datetime | None = None
    parent_number: str = ""
    notes: str = ""
    discount: Decimal | None = None
    exchange_rate: Decimal | None = None
    embedded_events: tuple[InvoiceEvent, ...] | None = None

    @property
    def id(self) -> InvoiceId:
        """The server's UUID."""
        return self.summary.id

    @property
    def number(self) -> str:
        """The number as printed, or a draft's placeholder."""
        return self.summary.number


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
