"""Days as they are counted in Bucharest."""

from datetime import date

import pytest

from storno_desktop.domain.calendar import calendar_days, day_in_bucharest
from tests.unit.domain.builders import at_utc


@pytest.mark.parametrize(
    ("moment", "expected"),
    [
        ("2026-11-20T21:59:59", date(2026, 11, 20)),
        ("2026-11-20T22:00:00", date(2026, 11, 21)),
        ("2026-07-20T20:59:59", date(2026, 7, 20)),
        ("2026-07-20T21:00:00", date(2026, 7, 21)),
        # Summer ends at 01:00 UTC: midnight before it lies at 21:00 UTC, midnight after it at 22:00.
        ("2026-10-24T21:00:00", date(2026, 10, 25)),
        ("2026-10-25T21:30:00", date(2026, 10, 25)),
        ("2026-10-25T22:00:00", date(2026, 10, 26)),
        ("2026-03-28T22:00:00", date(2026, 3, 29)),
        ("2026-03-29T20:59:59", date(2026, 3, 29)),
        ("2026-03-29T21:00:00", date(2026, 3, 30)),
    ],
)
def test_midnight_is_that_of_bucharest(moment: str, expected: date) -> None:
    assert day_in_bucharest(at_utc(moment)) == expected


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        ("2026-11-20T22:00:00", "2026-11-21T21:59:59", 0),
        ("2026-11-20T21:59:59", "2026-11-20T22:00:00", 1),
        # The day with 25 hours and the day with 23.
        ("2026-10-24T21:00:00", "2026-10-25T21:59:59", 0),
        ("2026-10-24T20:59:59", "2026-10-25T22:00:00", 2),
        ("2026-03-28T22:00:00", "2026-03-29T21:00:00", 1),
        ("2026-10-10T12:00:00", "2026-11-09T22:00:00", 31),
        ("2026-11-21T12:00:00", "2026-11-20T12:00:00", -1),
        ("2028-02-28T12:00:00", "2028-03-01T12:00:00", 2),
    ],
)
def test_days_are_counted_by_dates_not_hours(first: str, last: str, expected: int) -> None:
    assert calendar_days(at_utc(first), at_utc(last)) == expected
