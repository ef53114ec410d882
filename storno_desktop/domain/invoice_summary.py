"""An invoice as the list tells of it."""

from dataclasses import dataclass
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


REVERSIBLE = frozenset(
    {
        InvoiceStatus.ISSUED,
        InvoiceStatus.SENT_TO_PROVIDER,
        InvoiceStatus.VALIDATED,
        InvoiceStatus.SYNCED,
    }
)
"""The statuses from which the server makes a storno of a whole invoice (contract §11)."""


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
    def owed(self) -> Decimal | None:
        """What is still to be paid: nothing of a cancelled invoice, though the server leaves its balance standing
        (contract N17)."""
        return Decimal("0.00") if self.status is InvoiceStatus.CANCELLED else self.balance

    @property
    def was_never_issued(self) -> bool:
        """Whether the number is a draft's placeholder (contract §5)."""
        return self.number.startswith(DRAFT_NUMBER_PREFIX)

    @property
    def is_storno(self) -> bool:
        """Whether this document reverses another one."""
        return self.parent_id is not None

    def agrees_with(self, other: "InvoiceSummary") -> bool:
        """Whether two readings of one invoice tell the same of its state, number, dates and amounts.

        The list and the detail name the parties from different places and each leaves out some fields
        (contract §6): parties are not compared, and what one of the two does not tell is no difference.
        """
        told = (self.status_code, self.number, self.total, self.currency, self.issue_date)
        if told != (other.status_code, other.number, other.total, other.currency, other.issue_date):
            return False
        pairs = (
            (self.amount_paid, other.amount_paid),
            (self.balance, other.balance),
            (self.due_date, other.due_date),
            (self.paid_at, other.paid_at),
            (self.cancelled_at, other.cancelled_at),
        )
        return all(mine is None or theirs is None or mine == theirs for mine, theirs in pairs)
