"""What the readings say together: credit notes of two places, the newest cancellation, whose clock."""

from datetime import timedelta
from itertools import permutations
from typing import Any

import pytest

from storno_desktop.domain.evidence import Evidence, Source
from storno_desktop.domain.facts import Facts
from storno_desktop.domain.kept_pdf import KeptPdf
from tests.unit.domain.builders import (
    ASLEEP,
    BROKEN,
    CANCELLED_AT,
    NO_RIGHT,
    NO_ROUTE,
    NOW,
    a_credit_note,
    an_event,
    an_invoice,
    facts,
    read,
)


def children(given: Facts) -> dict[str, str]:
    reading = given.known_credit_notes
    assert isinstance(reading, Evidence)
    return {child.number: child.status_code for child in reading.value}


def test_credit_notes_of_both_places_are_merged() -> None:
    invoice = an_invoice(credit_notes=(a_credit_note("draft", "ST1"), a_credit_note("refund", "ST2")))
    notes = (a_credit_note("refund", "ST2"), a_credit_note("refund", "ST3"))
    assert children(facts(invoice, credit_notes=notes)) == {"ST1": "draft", "ST2": "refund", "ST3": "refund"}


@pytest.mark.parametrize(("listed", "route"), [("cancelled", "refund"), ("refund", "cancelled")])
def test_where_two_places_disagree_the_living_one_counts(listed: str, route: str) -> None:
    invoice = an_invoice(credit_notes=(a_credit_note(listed),))
    assert children(facts(invoice, credit_notes=(a_credit_note(route),))) == {"ST0001": "refund"}


def test_one_child_told_twice_is_one_child_in_any_order() -> None:
    twice = (a_credit_note("draft"), a_credit_note("refund"))
    for told in permutations(twice):
        assert children(facts(credit_notes=told)) == {"ST0001": "refund"}


def test_the_route_alone_is_enough() -> None:
    invoice = an_invoice(credit_notes=None)
    assert children(facts(invoice, credit_notes=(a_credit_note(),))) == {"ST0001": "refund"}


def test_merged_evidence_is_as_old_as_its_older_part() -> None:
    early = NOW - timedelta(minutes=2)
    notes = read((a_credit_note(),), Source.CREDIT_NOTES, observed_at=early)
    reading = facts(credit_notes=notes).known_credit_notes
    assert isinstance(reading, Evidence)
    assert reading.observed_at == early
    reading = facts(detail=read(an_invoice(), observed_at=early), credit_notes=()).known_credit_notes
    assert isinstance(reading, Evidence)
    assert reading.observed_at == early


def test_a_server_without_the_route_is_no_failed_read() -> None:
    assert children(facts(credit_notes=NO_ROUTE)) == {}
    invoice = an_invoice(credit_notes=(a_credit_note(),))
    assert children(facts(invoice, credit_notes=NO_ROUTE)) == {"ST0001": "refund"}


@pytest.mark.parametrize("failure", [NO_RIGHT, BROKEN, ASLEEP, None], ids=str)
def test_any_other_failure_is_one(failure: Any) -> None:
    assert facts(credit_notes=failure).known_credit_notes is failure


def test_without_the_route_a_detail_that_does_not_tell_leaves_it_open() -> None:
    assert facts(an_invoice(credit_notes=None), credit_notes=NO_ROUTE).known_credit_notes is None


@pytest.mark.parametrize("failure", [BROKEN, None], ids=str)
def test_without_the_detail_credit_notes_are_not_known(failure: Any) -> None:
    assert facts(detail=failure, credit_notes=()).known_credit_notes is failure


def test_the_newest_cancellation_does_not_hang_on_the_order() -> None:
    first = an_event("cancelled", "cancelled", CANCELLED_AT - timedelta(days=5), id="e-1")
    twin = an_event("cancelled", "cancelled", CANCELLED_AT, id="e-2")
    last = an_event("cancelled", "cancelled", CANCELLED_AT, id="e-3")
    undated = an_event("cancelled", "cancelled", None, id="e-9")
    other = an_event("draft", "restored", CANCELLED_AT + timedelta(days=1))
    for events in permutations((first, twin, last, undated, other)):
        assert facts(events=events).last_cancellation is last
    assert facts(events=(other, undated)).last_cancellation is undated
    assert facts(events=(other,)).last_cancellation is None
    assert facts(events=BROKEN).last_cancellation is None


def test_the_servers_clock_comes_before_this_computers() -> None:
    ahead = NOW + timedelta(hours=1)
    assert facts(detail=read(an_invoice(), server_time=ahead)).now == ahead
    assert facts(detail=read(an_invoice(), server_time=None)).now == NOW
    assert not facts(detail=read(an_invoice(), server_time=None)).has_server_clock
    assert facts().has_server_clock
    assert facts(detail=BROKEN).now is None
    assert not facts(detail=BROKEN).has_server_clock
    assert facts(detail=BROKEN).invoice is None


def test_the_last_change_is_the_newest_moment_of_the_history() -> None:
    events = (
        an_event(at=None),
        an_event("draft", "created", CANCELLED_AT - timedelta(days=3)),
        an_event("cancelled", "cancelled", CANCELLED_AT),
    )
    assert facts(events=events).last_change == CANCELLED_AT
    assert facts(events=()).last_change is None
    assert facts(events=(an_event(at=None),)).last_change is None
    assert facts(events=BROKEN).last_change is None


def test_a_pdf_is_older_than_what_happened_after_it_by_the_servers_clock() -> None:
    skewed = KeptPdf(9, NOW + timedelta(hours=2), is_chosen=False, server_time=NOW)
    assert skewed.is_older_than(NOW + timedelta(hours=1))
    assert not skewed.is_older_than(NOW)
    assert not skewed.is_older_than(None)
    assert KeptPdf(9, NOW, is_chosen=False).is_older_than(NOW + timedelta(seconds=1))
