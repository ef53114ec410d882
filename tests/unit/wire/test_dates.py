"""Dates are never shifted; moments are always aware."""

from datetime import UTC, date, datetime, timedelta

import pytest

from storno_desktop.wire.dates import calendar_day, moment


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("2024-02-15", date(2024, 2, 15)),
        ("2024-02-15T00:00:00+02:00", date(2024, 2, 15)),
        ("2024-07-15T00:00:00+03:00", date(2024, 7, 15)),
        ("2024-02-15T23:59:59-11:00", date(2024, 2, 15)),
        ("2024-02-29T00:00:00Z", date(2024, 2, 29)),
    ],
)
def test_a_day_is_its_first_ten_characters(written: str, meant: date) -> None:
    assert calendar_day(written) == meant


@pytest.mark.parametrize(
    "written", ["", "15.02.2024", "2024-02-30", "2024-W07-4", "20240215", "0001-01-01", 5, None, []]
)
def test_what_is_no_day_is_refused(written: object) -> None:
    with pytest.raises(ValueError, match=r"date|day|moment|isoformat"):
        calendar_day(written)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("2024-02-16T14:30:00Z", datetime(2024, 2, 16, 14, 30, tzinfo=UTC)),
        ("2024-02-16T14:30:00+02:00", datetime(2024, 2, 16, 12, 30, tzinfo=UTC)),
        ("2024-07-16T14:30:00+03:00", datetime(2024, 7, 16, 11, 30, tzinfo=UTC)),
        ("2024-02-16T14:30:00.250Z", datetime(2024, 2, 16, 14, 30, 0, 250_000, tzinfo=UTC)),
        ("2024-02-16T14:30:00", datetime(2024, 2, 16, 12, 30, tzinfo=UTC)),
        ("2024-07-16T14:30:00", datetime(2024, 7, 16, 11, 30, tzinfo=UTC)),
        ("2024-02-16", datetime(2024, 2, 15, 22, 0, tzinfo=UTC)),
    ],
)
def test_a_moment_is_aware_whatever_its_offset(written: str, meant: datetime) -> None:
    read = moment(written)
    assert read == meant
    assert read.utcoffset() is not None


def test_the_offset_of_the_server_is_kept() -> None:
    assert moment("2024-02-16T14:30:00+02:00").utcoffset() == timedelta(hours=2)


@pytest.mark.parametrize("written", ["", "now", "1708093800", "9999-12-31T23:59:59Z", 1708093800, None, {}])
def test_what_is_no_moment_is_refused(written: object) -> None:
    with pytest.raises(ValueError, match=r"date|day|moment|isoformat"):
        moment(written)
