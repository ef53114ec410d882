"""The local question: what the list shows, out of everything that was received."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import Enum

from storno_desktop.domain.calendar import day_in_bucharest
from storno_desktop.domain.invoice_summary import Direction, InvoiceId, InvoiceStatus, InvoiceSummary

RESTORE_WINDOW_DAYS = 30
"""For how many calendar days after its cancellation an invoice may be restored (contract §9)."""

CLOSING_DAYS = 3
"""With so many days left or fewer a restore has become urgent."""


class Column(Enum):
    """What the list can be sorted by. STATUS follows the order in which `InvoiceStatus` names its members."""

    NUMBER = "number"
    ISSUE_DATE = "issue_date"
    PARTNER = "partner"
    CIF = "cif"
    TOTAL = "total"
    PAID = "paid"
    STATUS = "status"
    CANCELLED_AT = "cancelled_at"
    DAYS_LEFT = "days_left"
    DUE_DATE = "due_date"


class Queue(Enum):
    """Work that waits, as far as the row in the list tells; all of it concerns outgoing invoices only.

    CAN_BE_CANCELLED: draft or issued and without any payment. CAN_BE_RESTORED: cancelled, and the window
    is still open. WINDOW_PASSED: cancelled longer ago. A cancelled invoice whose moment of cancellation
    is not known is in neither of these two. PREPARED: draft or issued, and somebody means to cancel it; the row
    alone does not tell. TO_BE_CHECKED: what the journal says is open, see `ListView.ids`.
    """

    CAN_BE_CANCELLED = "can_be_cancelled"
    CAN_BE_RESTORED = "can_be_restored"
    WINDOW_PASSED = "window_passed"
    PREPARED = "prepared"
    TO_BE_CHECKED = "to_be_checked"


CANCELLABLE = frozenset({InvoiceStatus.DRAFT, InvoiceStatus.ISSUED})
"""The statuses from which the server cancels (contract §8)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ListView:
    """A question to the local store. Empty sets and texts and None mean "not filtered".

    Dates are issue dates, both inclusive; limits of the total are inclusive too, in each row's currency
    and to four decimals. `text` is searched for in number, partner's name, partner's CIF, total and,
    as far as it is known here, the reason of the cancellation.
    Equal rows follow by issue date and then by id, in the same direction as the column; rows for which
    the column is not known stand last in either direction, and an exact number or CIF stands first.
    `today` is the calendar date in Europe/Bucharest. `ids` are the invoices of the queue TO_BE_CHECKED, which no row
    tells; without that queue they narrow nothing.
    """

    today: date
    text: str = ""
    states: frozenset[InvoiceStatus] = frozenset()
    direction: Direction | None = Direction.OUTGOING
    currency: str = ""
    date_from: date | None = None
    date_to: date | None = None
    total_min: Decimal | None = None
    total_max: Decimal | None = None
    queue: Queue | None = None
    sort: Column = Column.ISSUE_DATE
    descending: bool = True
    window_days: int = RESTORE_WINDOW_DAYS
    ids: frozenset[InvoiceId] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class QueueCounts:
    """How many invoices wait in each queue, and how many outgoing ones stand in each status.

    `all_outgoing` and `all_incoming` count everything that is kept for the company; `closing` counts those of
    `can_be_restored` whose window closes within `CLOSING_DAYS`. `to_be_checked` is the journal's to tell.
    """

    can_be_cancelled: int = 0
    can_be_restored: int = 0
    window_passed: int = 0
    prepared: int = 0
    closing: int = 0
    to_be_checked: int = 0
    by_status: tuple[tuple[InvoiceStatus, int], ...] = ()
    all_outgoing: int = 0
    all_incoming: int = 0

    def of(self, queue: Queue) -> int:
        """The count of one queue."""
        match queue:
            case Queue.CAN_BE_CANCELLED:
                return self.can_be_cancelled
            case Queue.CAN_BE_RESTORED:
                return self.can_be_restored
            case Queue.WINDOW_PASSED:
                return self.window_passed
            case Queue.PREPARED:
                return self.prepared
            case Queue.TO_BE_CHECKED:
                return self.to_be_checked

    def in_status(self, status: InvoiceStatus) -> int:
        """How many outgoing invoices stand in this status."""
        return dict(self.by_status).get(status, 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class CurrencyTotal:
    """The exact sum of the totals of `invoice_count` invoices in one currency, cancelled ones left out."""

    currency: str
    total: Decimal
    invoice_count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ListFigures:
    """How many invoices answer a view, cancelled ones included, and the sums over the others by currency."""

    count: int
    totals: tuple[CurrencyTotal, ...]


def days_left(invoice: InvoiceSummary, today: date, window_days: int = RESTORE_WINDOW_DAYS) -> int | None:
    """Calendar days in Europe/Bucharest until the window closes; 0 on its last day, negative once passed.

    None where the moment of cancellation is not known.
    """
    if invoice.cancelled_at is None:
        return None
    return window_days - (today - day_in_bucharest(invoice.cancelled_at)).days


def is_closing(left: int | None) -> bool:
    """Whether the window is open still, and closes soon."""
    return left is not None and 0 <= left <= CLOSING_DAYS


def queue_of(invoice: InvoiceSummary, today: date, window_days: int = RESTORE_WINDOW_DAYS) -> Queue | None:
    """The queue in which this invoice waits, as far as its row tells; None for no queue."""
    if invoice.direction is not Direction.OUTGOING:
        return None
    if invoice.status in CANCELLABLE and not invoice.amount_paid and invoice.paid_at is None:
        return Queue.CAN_BE_CANCELLED
    left = days_left(invoice, today, window_days)
    if invoice.status is not InvoiceStatus.CANCELLED or left is None:
        return None
    return Queue.CAN_BE_RESTORED if left >= 0 else Queue.WINDOW_PASSED
