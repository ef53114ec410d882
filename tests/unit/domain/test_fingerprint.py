"""Windows of dates and what they look like from afar."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storno_desktop.domain.fingerprint import EARLIEST, LATEST, NO_INVOICES, Fingerprint, Window
from storno_desktop.domain.listing import ListTotals

DAYS = st.dates(EARLIEST, LATEST)


def totals(total: str) -> ListTotals:
    amount = Decimal(total)
    return ListTotals(
        subtotal=amount, vat_total=Decimal(0), total=amount, receivable=amount, payable=Decimal(0)
    )


@given(st.none() | DAYS, st.none() | DAYS, DAYS)
def test_the_parts_of_a_window_hold_each_of_its_days_once(
    first: date | None, last: date | None, day: date
) -> None:
    if first and last and first > last:
        first, last = last, first
    window = Window(first, last)
    if window.days < 2:
        return
    before, after = window.split(window.middle())
    assert before.days + after.days == window.days
    assert (day in before) + (day in after) == (day in window)
    assert (before.first, after.last) == (first, last)


def test_a_single_day_is_not_split() -> None:
    day = date(2026, 3, 1)
    with pytest.raises(ValueError, match="within"):
        Window(day, day).split(day)


def test_open_ends_beyond_every_invoice_hold_one_day() -> None:
    assert Window(None, EARLIEST).days == 1
    assert Window(LATEST + timedelta(days=9), None).days == 1
    assert Window(None, EARLIEST - timedelta(days=9)).days == 1


def test_what_is_the_same_leaves_nothing() -> None:
    one = Fingerprint.of(3, totals("119.00"))
    assert (one - one).is_nothing
    assert (one + one - one - one).is_nothing
    assert (Fingerprint.of(3, totals("0.30000000004")) - Fingerprint.of(3, totals("0.30"))).is_nothing


@pytest.mark.parametrize(
    "other", [Fingerprint.of(4, totals("119.00")), Fingerprint.of(3, totals("119.01")), Fingerprint(3)]
)
def test_another_count_another_cent_or_unknown_sums_are_a_difference(other: Fingerprint) -> None:
    assert not (Fingerprint.of(3, totals("119.00")) - other).is_nothing


def test_nothing_adds_up_to_nothing() -> None:
    assert Fingerprint.of(0, None) == NO_INVOICES
    assert Fingerprint.of(1, None).sums is None
