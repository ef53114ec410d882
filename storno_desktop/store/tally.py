"""Counts and sums that are kept with every write, so that a figure never costs a walk over the rows."""

from collections import Counter

from storno_desktop.store.database import Connection, Row
from storno_desktop.store.day_change import DayChange

TallyKey = tuple[int, int, str, int, int]
"""Direction, status, currency, day of cancellation (0 for none) and whether anything was paid."""

_ADD = """
INSERT INTO tally VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
ON CONFLICT DO UPDATE SET
    invoices = invoices + excluded.invoices, total = total + excluded.total, rounded = rounded + excluded.rounded
"""


class TallyChange:
    """What one batch adds to a company's tally and to its days, and takes away from them."""

    OWN = ("direction", "status_key", "currency", "cancelled_day", "is_paid", "total_key", "total_rounded")
    FIELDS = (*OWN, *DayChange.FIELDS)
    """What `came` and `went` are told, in this order."""

    def __init__(self) -> None:
        self._invoices: Counter[TallyKey] = Counter()
        self._total: Counter[TallyKey] = Counter()
        self._rounded: Counter[TallyKey] = Counter()
        self._days = DayChange()

    def came(self, row: Row) -> None:
        """A row of FIELDS was added."""
        self._count(row[: len(self.OWN)], 1)
        self._days.came(row[len(self.OWN) :])

    def went(self, row: Row) -> None:
        """A row of FIELDS was taken away."""
        self._count(row[: len(self.OWN)], -1)
        self._days.went(row[len(self.OWN) :])

    def write(self, connection: Connection, company: int) -> None:
        """Add the change to what is kept of the company, within the caller's transaction."""
        changes = [
            (company, *key, self._invoices[key], self._total[key], self._rounded[key])
            for key in self._invoices
            if self._invoices[key] or self._total[key] or self._rounded[key]
        ]
        connection.run_many(_ADD, changes)
        if any(count < 0 for count in self._invoices.values()):
            connection.run("DELETE FROM tally WHERE company = ? AND invoices = 0", (company,))
        self._days.write(connection, company)

    def _count(self, row: Row, sign: int) -> None:
        direction, status, currency, day, paid, total, rounded = row
        key = (direction, status, currency, day or 0, paid)
        self._invoices[key] += sign
        self._rounded[key] += sign * rounded
        if not rounded:
            self._total[key] += sign * total
