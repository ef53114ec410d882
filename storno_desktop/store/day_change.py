"""Counts and sums by issue days, kept with every write, so that no fingerprint costs a walk over the rows."""

from decimal import Decimal

from storno_desktop.domain.fingerprint import sums_of
from storno_desktop.domain.invoice_summary import Direction, InvoiceStatus
from storno_desktop.store.database import Connection, Row
from storno_desktop.store.invoice_row import DIRECTION_KEYS, LARGEST_KEY, STATUS_KEYS

COUNTED = {
    InvoiceStatus.DRAFT: "drafts",
    InvoiceStatus.ISSUED: "issued",
    InvoiceStatus.CANCELLED: "cancelled",
}
"""Statuses that are counted by themselves, with their columns."""

SUMS = ("subtotal", "vat_total", "total", "receivable", "payable")
"""The columns of the sums, in the order of a fingerprint."""

_FIGURES = ("invoices", *COUNTED.values(), *SUMS)
_PLACE_OF = {STATUS_KEYS[status]: place for place, status in enumerate(COUNTED, start=1)}
_FIRST_SUM = 1 + len(COUNTED)
_CANCELLED = STATUS_KEYS[InvoiceStatus.CANCELLED]
_INCOMING = DIRECTION_KEYS[Direction.INCOMING]

_ADD = (
    f"INSERT INTO day (company, day, {', '.join(_FIGURES)}) VALUES ({', '.join('?' * (2 + len(_FIGURES)))})"  # noqa: S608
    f" ON CONFLICT DO UPDATE SET {', '.join(f'{each} = {each} + excluded.{each}' for each in _FIGURES)}"
)


class DayChange:
    """What one batch adds to a company's days and takes away from them.

    The sums are those of a fingerprint, in ten-thousandths; an invoice counts in each of them with no more
    than LARGEST_KEY.
    """

    FIELDS = ("issue_day", "status_key", "direction", "subtotal", "vat_total", "total", "amount_paid")
    """What `came` and `went` are told, in this order."""

    def __init__(self) -> None:
        self._changes: dict[int, list[int]] = {}

    def came(self, row: Row) -> None:
        """A row of FIELDS was added."""
        self._count(row, 1)

    def went(self, row: Row) -> None:
        """A row of FIELDS was taken away."""
        self._count(row, -1)

    def write(self, connection: Connection, company: int) -> None:
        """Add the change to the company's days, within the caller's transaction."""
        changes = [(company, day, *change) for day, change in self._changes.items() if any(change)]
        connection.run_many(_ADD, changes)
        emptied = [(company, day) for _, day, invoices, *_ in changes if invoices < 0]
        connection.run_many("DELETE FROM day WHERE company = ? AND day = ? AND invoices = 0", emptied)

    def _count(self, row: Row, sign: int) -> None:
        day, status, direction, subtotal, vat_total, total, paid = row
        change = self._changes.setdefault(day, [0] * len(_FIGURES))
        change[0] += sign
        if status in _PLACE_OF:
            change[_PLACE_OF[status]] += sign
        if status == _CANCELLED:
            return
        adds = sums_of(
            _decimal(subtotal),
            _decimal(vat_total),
            Decimal(total),
            _decimal(paid),
            is_owed=direction == _INCOMING,
        )
        for place, amount in enumerate(adds, start=_FIRST_SUM):
            change[place] += sign * max(-LARGEST_KEY, min(amount, LARGEST_KEY))


def _decimal(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)
