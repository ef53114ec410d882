"""What the server counts and the rows that it sends do not account for, day by day."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from storno_desktop.domain.fingerprint import NO_INVOICES, Fingerprint, Window
from storno_desktop.domain.invoice_summary import InvoiceStatus


class Unexplained:
    """Of one company: rows that cannot be read, or sums that follow another rule than ours.

    Remembered after a day was read whole, so that the next refresh does not go there again.
    """

    def __init__(self) -> None:
        self._rests: dict[InvoiceStatus | None, dict[date, Fingerprint]] = defaultdict(dict)
        self._unreadable: dict[date, int] = {}

    def rest(self, window: Window, status: InvoiceStatus | None = None) -> Fingerprint:
        """What the server says of the window beyond what its rows say; of all invoices or of one status."""
        rests = self._rests[status].items()
        return sum((rest for day, rest in rests if day in window), NO_INVOICES)

    def unreadable(self, besides: Iterable[Window]) -> int:
        """How many rows could not be read on the days outside these windows."""
        windows = tuple(besides)
        return sum(
            count for day, count in self._unreadable.items() if not any(day in window for window in windows)
        )

    def learn(self, day: date, status: InvoiceStatus | None, rest: Fingerprint) -> None:
        """This is what remained after the day was read."""
        if rest.count or (rest.sums is not None and not rest.is_nothing):
            self._rests[status][day] = Fingerprint(rest.count, rest.sums or NO_INVOICES.sums)
        else:
            self._rests[status].pop(day, None)

    def learn_unreadable(self, day: date, count: int) -> None:
        """So many rows of the day could not be read."""
        if count:
            self._unreadable[day] = count
        else:
            self._unreadable.pop(day, None)
