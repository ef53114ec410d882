"""The invoice and its parts, as the trade names them; complete, frozen values."""

from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal

from storno_desktop.domain.invoice_summary import InvoiceId, InvoiceStatus, InvoiceSummary


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
    """A public page of the invoice (contract §14). Its token and address are never kept.

    `is_revoked` means closed by somebody; one that is neither active nor revoked has run out.
    """

    id: str
    is_active: bool
    payment_enabled: bool
    view_count: int
    last_viewed_at: datetime | None = None
    expires_at: datetime | None = None
    is_revoked: bool = False
    revoked_at: datetime | None = None


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
