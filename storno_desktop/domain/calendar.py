"""Days as the law and the bookkeeper count them: calendar dates in Europe/Bucharest."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

BUCHAREST = ZoneInfo("Europe/Bucharest")


def day_in_bucharest(moment: datetime) -> date:
    """The calendar date of an aware moment in Europe/Bucharest, daylight time included."""
    return moment.astimezone(BUCHAREST).date()


def calendar_days(first: datetime, last: datetime) -> int:
    """Calendar days from one aware moment to another in Europe/Bucharest; 0 on the same date."""
    return (day_in_bucharest(last) - day_in_bucharest(first)).days


def months_before(day: date, months: int) -> date:
    """The first day of the month that lies so many months before this date's own."""
    index = day.year * 12 + day.month - 1 - months
    return date(index // 12, index % 12 + 1, 1)
