"""Stretches of issue dates that move with the calendar."""

from datetime import date, timedelta
from enum import Enum

from storno_desktop.domain.calendar import months_before


class Period(Enum):
    """The periods that the list offers, in the order in which they are offered."""

    THIS_MONTH = "this_month"
    LAST_MONTH = "last_month"
    LAST_90_DAYS = "last_90_days"
    THIS_YEAR = "this_year"
    LAST_YEAR = "last_year"

    def dates(self, today: date) -> tuple[date, date | None]:
        """The first and last issue date, both inclusive, as of this date; None is open."""
        match self:
            case Period.THIS_MONTH:
                return today.replace(day=1), None
            case Period.LAST_MONTH:
                return months_before(today, 1), today.replace(day=1) - timedelta(days=1)
            case Period.LAST_90_DAYS:
                return today - timedelta(days=90), None
            case Period.THIS_YEAR:
                return date(today.year, 1, 1), None
            case Period.LAST_YEAR:
                return date(today.year - 1, 1, 1), date(today.year - 1, 12, 31)

    @classmethod
    def of(cls, first: date | None, last: date | None, today: date) -> "Period | None":
        """The period that has these dates today, None for no such; in January this month is not this year."""
        return next((each for each in cls if each.dates(today) == (first, last)), None)
