"""The store's own rows counted and added up by windows of issue dates, as the server does it in its lists."""

from datetime import date

from storno_desktop.domain.fingerprint import Fingerprint, Window
from storno_desktop.domain.invoice import Direction, InvoiceStatus
from storno_desktop.store.database import Connection
from storno_desktop.store.invoice_row import DIRECTION_KEYS, STATUS_KEYS
from storno_desktop.store.place import date_range

_CANCELLED = STATUS_KEYS[InvoiceStatus.CANCELLED]
_INCOMING = DIRECTION_KEYS[Direction.INCOMING]
_OPEN = "total_key - coalesce(paid_key, 0)"

# The names come from constants of this package; every value is bound.
_FINGERPRINT = f"""
SELECT count(*),
    total(round(coalesce(subtotal, 0) * 10000)) FILTER (WHERE status_key <> {_CANCELLED}),
    total(round(coalesce(vat_total, 0) * 10000)) FILTER (WHERE status_key <> {_CANCELLED}),
    total(total_key) FILTER (WHERE status_key <> {_CANCELLED}),
    total({_OPEN}) FILTER (WHERE status_key <> {_CANCELLED} AND direction <> {_INCOMING}),
    total({_OPEN}) FILTER (WHERE status_key <> {_CANCELLED} AND direction = {_INCOMING})
FROM invoice WHERE place BETWEEN ? AND ?
"""  # noqa: S608


class WindowTally:
    """What is kept of one company, seen by windows. Used by the thread that owns the connection.

    The server's rules (contract §5): the count holds every row, the sums leave cancelled ones out and
    mix the currencies; what is not paid is receivable, of incoming invoices payable. Amounts are added
    as floating-point numbers of ten-thousandths, exact up to nine hundred milliards.
    """

    def __init__(self, connection: Connection, company: int) -> None:
        self._connection = connection
        self._company = company

    def fingerprint(self, window: Window) -> Fingerprint:
        """What the server would say of the window if it had what is kept."""
        row = self._connection.row(_FINGERPRINT, self._range(window))
        if row is None:
            raise RuntimeError("an aggregate has one row")
        return Fingerprint(row[0], tuple(int(sum_) for sum_ in row[1:]))

    def count(self, window: Window, status: InvoiceStatus | None = None) -> int:
        """How many of the window's invoices are kept, of all or of one status."""
        low, high = self._range(window)
        if status is None:
            row = self._connection.row(
                "SELECT count(*) FROM invoice INDEXED BY invoice_by_date"
                " WHERE company = ? AND place BETWEEN ? AND ?",
                (self._company, low, high),
            )
        else:
            row = self._connection.row(
                "SELECT count(*) FROM invoice INDEXED BY invoice_by_status_key"
                " WHERE company = ? AND status_key = ? AND place BETWEEN ? AND ?",
                (self._company, STATUS_KEYS[status], low, high),
            )
        return int(row[0]) if row else 0

    def middle(self, window: Window) -> date | None:
        """The issue date with about as many of the window's invoices before it as after it; None for none."""
        count = self.count(window)
        row = self._connection.row(
            "SELECT issue_day FROM invoice INDEXED BY invoice_by_date"
            " WHERE company = ? AND place BETWEEN ? AND ? ORDER BY place LIMIT 1 OFFSET ?",
            (self._company, *self._range(window), count // 2),
        )
        return date.fromordinal(row[0]) if row else None

    def _range(self, window: Window) -> tuple[int, int]:
        return date_range(self._company, window.first, window.last)
