"""Three years of Romanian working life: how many invoices fall on which day, and moments on those days."""

from bisect import bisect_right
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from itertools import accumulate
from typing import Final
from zoneinfo import ZoneInfo

BUCHAREST: Final = ZoneInfo("Europe/Bucharest")
DAYS: Final = 3 * 365 + 1
_HOLIDAYS: Final = frozenset(
    ((1, 1), (1, 2), (1, 6), (1, 7), (1, 24), (5, 1), (6, 1), (8, 15), (11, 30), (12, 1), (12, 25), (12, 26))
)


@lru_cache(maxsize=4096)
def midnight_text(day: date) -> str:
    """A date as the server writes it: local midnight with that day's offset (contract section 1)."""
    return datetime.combine(day, time(), BUCHAREST).isoformat()


def stamp(moment: int) -> str:
    """Seconds since 1970 as a local timestamp with offset, second precision."""
    return datetime.fromtimestamp(moment, BUCHAREST).isoformat()


def moment_at(day: date, hour: int, minute: int, fold: int = 0) -> int:
    """Seconds since 1970 of a time on the Romanian clock; ``fold`` 1 is the second of a repeated hour."""
    return int(datetime.combine(day, time(hour, minute, fold=fold), BUCHAREST).timestamp())


def last_clock_change(before: date, spring: bool) -> date:
    """The newest Sunday before a day on which Romanian clocks went forward (spring) or back."""
    year = before.year
    while True:
        end = date(year, 3 if spring else 10, 31)
        sunday = end - timedelta(days=(end.weekday() + 1) % 7)
        if sunday < before:
            return sunday
        year -= 1


def _weight(day: date, growth: int) -> int:
    if (day.month, day.day) in _HOLIDAYS:
        base = 1
    elif day.weekday() == 5:
        base = 4
    elif day.weekday() == 6:
        base = 1
    else:
        base = 24
        if (day + timedelta(days=3)).month != day.month:
            base = 80
        elif day.day <= 2:
            base = 34
    return base * (1000 + growth)


class BusinessCalendar:
    """Where each of a firm's invoices lies in the three years that end at ``now``.

    ``ordinary`` invoices follow the rhythm of working days and month ends; ``special`` are the dates, in
    order, of those with a fixed date. On each day the ordinary ones come first. Ranks count from 0 in order
    of issue date.
    """

    def __init__(self, now: datetime, ordinary: int, special: Sequence[date]) -> None:
        local = now.astimezone(BUCHAREST)
        self.now = int(now.timestamp())
        self.today = local.date()
        self.first = self.today - timedelta(days=DAYS - 1)
        days = [self.first + timedelta(days=number) for number in range(DAYS)]
        weights = [_weight(day, number) for number, day in enumerate(days)]
        weights[-1] = weights[-1] * (local.hour * 60 + local.minute) // 1440
        running = [0, *accumulate(weights)]
        whole = running[-1]
        self.ordinary_before = [ordinary * part // whole for part in running]
        fixed = [0] * (DAYS + 1)
        for day in special:
            fixed[(day - self.first).days + 1] += 1
        self.special_before = list(accumulate(fixed))
        self.before = [a + b for a, b in zip(self.ordinary_before, self.special_before, strict=True)]
        self._opened = [moment_at(day, 8, 0) for day in days]

    def place(self, rank: int) -> tuple[int, int, int]:
        """For a rank: its day's number, its ordinary number or -1, its special number or -1."""
        number = bisect_right(self.before, rank) - 1
        ordinary = self.ordinary_before[number] + rank - self.before[number]
        if ordinary < self.ordinary_before[number + 1]:
            return number, ordinary, -1
        return number, -1, self.special_before[number] + ordinary - self.ordinary_before[number + 1]

    def day(self, number: int) -> date:
        """The date of a day's number."""
        return self.first + timedelta(days=number)

    def ranks(self, first: date, last: date) -> range:
        """The ranks of the invoices issued from one date to another, both included."""
        start = min(max((first - self.first).days, 0), DAYS)
        end = min(max((last - self.first).days + 1, 0), DAYS)
        return range(self.before[start], max(self.before[start], self.before[end]))

    def created(self, rank: int, number: int) -> int:
        """When the invoice was drawn up, in milliseconds since 1970: in working hours, later ranks later.

        On the last day nothing lies after ``now``.
        """
        opened = self._opened[number]
        length = 9 * 3600
        if number == DAYS - 1 and opened + length > self.now:
            # Before half past eight there is no working day yet, only the night before it.
            if self.now < opened + 1800:
                opened = int(datetime.combine(self.today, time(), BUCHAREST).timestamp())
            length = self.now - opened
        place = rank - self.before[number]
        count = self.before[number + 1] - self.before[number]
        return opened * 1000 + length * 1000 * place // count


def local_day(moment: int) -> date:
    """The Romanian calendar day of a moment in seconds since 1970."""
    return datetime.fromtimestamp(moment, BUCHAREST).date()


def midnight_moment(day: date) -> int:
    """The first second of a Romanian calendar day, in seconds since 1970."""
    return moment_at(day, 0, 0)
