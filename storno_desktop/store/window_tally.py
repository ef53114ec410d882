"""The store's own rows counted and added up by windows of issue dates, as the server does it in its lists."""

from datetime import date

from storno_desktop.domain.fingerprint import Fingerprint, Window
from storno_desktop.domain.invoice_summary import InvoiceStatus
from storno_desktop.store.database import Bindings, Connection
from storno_desktop.store.day_change import COUNTED, SUMS
from storno_desktop.store.invoice_row import STATUS_KEYS
from storno_desktop.store.place import date_range

# The names come from constants of this package; every value is bound.
_FINGERPRINT = (
    f"SELECT total(invoices), {', '.join(f'total({each})' for each in SUMS)}"  # noqa: S608
    " FROM day WHERE company = ? AND day BETWEEN ? AND ?"
)


class WindowTally:
    """What is kept of one company, seen by windows. Used by the thread that owns the connection.

    The server's rules (contract §5): the count holds every row, the sums leave cancelled ones out and
    mix the currencies; what is not paid is receivable, of incoming invoices payable. All of it is a sum over
    days, exact up to nine hundred milliards.
    """

    def __init__(self, connection: Connection, company: int) -> None:
        self._connection = connection
        self._company = company

    def fingerprint(self, window: Window) -> Fingerprint:
        """What the server would say of the window if it had what is kept."""
        row = self._connection.row(_FINGERPRINT, self._days(window))
        if row is None:
            raise RuntimeError("an aggregate has one row")
        return Fingerprint(int(row[0]), tuple(int(sum_) for sum_ in row[1:]))

    def count(self, window: Window, status: InvoiceStatus | None = None) -> int:
        """How many of the window's invoices are kept, of all or of one status; a walk for those not in COUNTED."""
        if status is None or status in COUNTED:
            column = "invoices" if status is None else COUNTED[status]
            return self._number(
                f"SELECT sum({column}) FROM day WHERE company = ? AND day BETWEEN ? AND ?",  # noqa: S608
                self._days(window),
            )
        return self._number(
            "SELECT count(*) FROM invoice INDEXED BY invoice_by_status_key"
            " WHERE company = ? AND status_key = ? AND place BETWEEN ? AND ?",
            (self._company, STATUS_KEYS[status], *date_range(self._company, window.first, window.last)),
        )

    def middle(self, window: Window) -> date | None:
        """The issue date with about as many of the window's invoices before it as after it; None for none."""
        days = self._connection.rows(
            "SELECT day, invoices FROM day WHERE company = ? AND day BETWEEN ? AND ? ORDER BY day",
            self._days(window),
        )
        left = sum(invoices for _, invoices in days) // 2
        for day, invoices in days:
            if left < invoices:
                return date.fromordinal(day)
            left -= invoices
        return None

    def _number(self, sql: str, bindings: Bindings) -> int:
        row = self._connection.row(sql, bindings)
        return int(row[0] or 0) if row else 0

    def _days(self, window: Window) -> tuple[int, int, int]:
        first, last = window.first or date.min, window.last or date.max
        return self._company, first.toordinal(), last.toordinal()
