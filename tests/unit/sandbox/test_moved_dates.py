"""A seed file's dates move with the calendar, so that ages stay."""

from __future__ import annotations

from datetime import date

import pytest

from storno_desktop.sandbox.moved_dates import day_of_making, moved_to


def world() -> dict[str, object]:
    return {
        "users": {"a@example.test": {"me": {"createdAt": "2026-11-22T18:50:31+02:00"}}, "b@example.test": {}},
        "invoices": {
            "x": {
                "issueDate": "2026-11-12T00:00:00+02:00",
                "parentDocumentDate": "2026-11-12",
                "cancelledAt": "2026-11-19T18:50:31+02:00",
                "number": "2026-11",
                "notes": "Livrat la 2026-11-12, ora 10",
                "total": "1.00",
                "lines": [None, 3, True],
            }
        },
    }


def test_the_file_says_when_it_was_made() -> None:
    assert day_of_making(world()) == date(2026, 11, 22)
    assert day_of_making({"users": {}}) is None


def test_every_date_moves_by_whole_days_and_keeps_the_time_on_the_wall() -> None:
    moved = moved_to(world(), date(2027, 6, 10))["invoices"]["x"]
    assert moved["issueDate"] == "2027-05-31T00:00:00+03:00"
    assert moved["parentDocumentDate"] == "2027-05-31"
    assert moved["cancelledAt"] == "2027-06-07T18:50:31+03:00"


def test_what_is_no_date_stays() -> None:
    moved = moved_to(world(), date(2027, 6, 10))["invoices"]["x"]
    assert moved["number"] == "2026-11"
    assert moved["notes"] == "Livrat la 2026-11-12, ora 10"
    assert moved["lines"] == [None, 3, True]


@pytest.mark.parametrize(
    "today", [date(2026, 11, 22), date(2026, 11, 23), date(2020, 2, 29), date(2031, 3, 30)]
)
def test_ages_stay(today: date) -> None:
    moved = moved_to(world(), today)["invoices"]["x"]
    assert (today - date.fromisoformat(moved["cancelledAt"][:10])).days == 3
    assert (today - date.fromisoformat(moved["issueDate"][:10])).days == 10
