"""What became of a request whose answer was lost, told from the invoice and its history alone."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storno_desktop.domain.act import (
    CLOCK_TOLERANCE,
    ActKind,
    Intent,
    Standing,
    event_mark,
)
from storno_desktop.domain.evidence import Evidence
from storno_desktop.domain.facts import Facts
from storno_desktop.domain.invoice import InvoiceEvent
from storno_desktop.domain.invoice_summary import InvoiceId
from storno_desktop.domain.problem import Problem
from storno_desktop.domain.settling import settle
from storno_desktop.domain.settling_status import answer_fits
from tests.unit.domain.builders import (
    ASLEEP,
    BROKEN,
    NO_RIGHT,
    NO_ROUTE,
    NOW,
    an_event,
    an_invoice,
    facts,
)

REASON = "Client greșit, se emite alta"
ME = "contabil@exemplu.ro"

CANCELLING = Intent(
    act="a1",
    kind=ActKind.CANCEL,
    invoice_id=InvoiceId("inv-1"),
    number="BRS0012",
    account=ME,
    since=NOW,
    until=NOW + timedelta(minutes=4),
    reason=REASON,
)
RESTORING = replace(CANCELLING, kind=ActKind.RESTORE, reason="")


def a_cancellation(by: str = ME, reason: str = REASON, at: datetime | None = NOW) -> InvoiceEvent:
    return an_event("cancelled", "cancelled", at, by=by, reason=reason, cancelled_from="issued")


def a_restoration(by: str = ME, at: datetime | None = NOW) -> InvoiceEvent:
    return an_event("draft", "restored", at, by=by, previous_code="cancelled")


def after_cancelling(*events: InvoiceEvent, reason: str = REASON) -> Facts:
    """The invoice is cancelled; these are the newest events."""
    invoice = replace(an_invoice("cancelled"), cancellation_reason=reason)
    return facts(invoice, events=(*events, an_event()))


def after_restoring(*events: InvoiceEvent) -> Facts:
    """The invoice is a draft; these are the newest events."""
    earlier = NOW - timedelta(days=2)
    return facts(an_invoice("draft"), events=(*events, a_cancellation(at=earlier), an_event()))


def test_our_event_shows_that_it_was_us() -> None:
    settlement = settle(CANCELLING, after_cancelling(a_cancellation()))
    assert settlement.standing is Standing.DONE
    assert settlement.event == a_cancellation()
    assert settlement.invoice is not None
    assert settlement.problem is None
    assert settle(RESTORING, after_restoring(a_restoration())).standing is Standing.DONE


def test_the_account_is_compared_without_case() -> None:
    event = a_cancellation(by="Contabil@Exemplu.RO")
    assert settle(CANCELLING, after_cancelling(event)).standing is Standing.DONE
    assert settle(RESTORING, after_restoring(a_restoration(by=ME.upper()))).standing is Standing.DONE


@pytest.mark.parametrize(
    "event",
    [
        a_cancellation(by="owner@exemplu.ro", reason="Alt motiv, al altcuiva"),
        a_cancellation(by="owner@exemplu.ro"),
        a_cancellation(reason="Alt motiv, tot al nostru"),
        a_cancellation(reason=REASON.lower()),
        a_cancellation(reason=""),
        a_cancellation(by=""),
    ],
    ids=["other person", "other person, our words", "other words", "other case", "no reason", "nobody"],
)
def test_another_event_shows_that_somebody_else_did_it(event: InvoiceEvent) -> None:
    settlement = settle(CANCELLING, after_cancelling(event, reason=event.reason))
    assert settlement.standing is Standing.DONE_BY_OTHER
    assert settlement.event == event


def test_a_restoration_by_somebody_else_is_told_from_ours() -> None:
    settlement = settle(RESTORING, after_restoring(a_restoration(by="owner@exemplu.ro")))
    assert settlement.standing is Standing.DONE_BY_OTHER


def test_ours_is_found_among_others() -> None:
    other = a_cancellation(
        by="owner@exemplu.ro", reason="Alt motiv, al altcuiva", at=NOW + timedelta(hours=1)
    )
    back = a_restoration(by="owner@exemplu.ro", at=NOW + timedelta(minutes=30))
    settlement = settle(CANCELLING, after_cancelling(other, back, a_cancellation()))
    assert settlement.standing is Standing.DONE
    assert settlement.event == a_cancellation()


@pytest.mark.parametrize(
    ("age", "standing"),
    [
        (timedelta(0), Standing.DONE),
        (CLOCK_TOLERANCE, Standing.DONE),
        (-timedelta(hours=1), Standing.DONE),
        (CLOCK_TOLERANCE + timedelta(seconds=1), Standing.NOT_SEEN),
    ],
)
def test_an_event_from_before_the_intent_is_not_ours(age: timedelta, standing: Standing) -> None:
    assert settle(CANCELLING, after_cancelling(a_cancellation(at=NOW - age))).standing is standing
    assert settle(RESTORING, after_restoring(a_restoration(at=NOW - age))).standing is standing


def test_an_event_without_a_time_proves_nothing() -> None:
    assert settle(CANCELLING, after_cancelling(a_cancellation(at=None))).standing is Standing.NOT_SEEN
    assert settle(RESTORING, after_restoring(a_restoration(at=None))).standing is Standing.NOT_SEEN


def test_without_an_event_nobody_is_named() -> None:
    """Detail and events are two answers: the event of a deed that has just landed may be missing from one."""
    assert settle(CANCELLING, after_cancelling()).standing is Standing.NOT_SEEN
    assert settle(RESTORING, after_restoring()).standing is Standing.NOT_SEEN


def test_another_reason_on_the_invoice_is_evidence_of_somebody_else() -> None:
    settlement = settle(CANCELLING, after_cancelling(reason="Alt motiv, al altcuiva"))
    assert settlement.standing is Standing.DONE_BY_OTHER
    assert settlement.event is None


@pytest.mark.parametrize("status", ["issued", "draft", "validated", "paid", "never-heard-of"])
def test_a_cancellation_is_not_seen_on_an_invoice_that_stands(status: str) -> None:
    settlement = settle(CANCELLING, facts(an_invoice(status), events=(a_cancellation(), an_event())))
    assert settlement.standing is Standing.NOT_SEEN


@pytest.mark.parametrize("status", ["cancelled", "issued", "never-heard-of"])
def test_a_restoration_is_not_seen_on_an_invoice_that_is_no_draft(status: str) -> None:
    settlement = settle(RESTORING, facts(an_invoice(status), events=(a_restoration(),)))
    assert settlement.standing is Standing.NOT_SEEN


@pytest.mark.parametrize("problem", [ASLEEP, BROKEN, NO_RIGHT, NO_ROUTE, None])
def test_what_could_not_be_read_settles_nothing(problem: Problem | None) -> None:
    lost_detail = replace(after_cancelling(a_cancellation()), detail=problem)
    assert settle(CANCELLING, lost_detail).standing is Standing.NOT_READ
    assert settle(CANCELLING, lost_detail).problem == problem
    lost_events = replace(after_cancelling(a_cancellation()), events=problem)
    assert settle(CANCELLING, lost_events).standing is Standing.NOT_READ
    assert settle(CANCELLING, lost_events).problem == problem
    assert settle(CANCELLING, lost_events).invoice == lost_events.detail


def test_an_answer_fits_only_this_invoice_in_this_state_with_this_reason() -> None:
    cancelled = replace(an_invoice("cancelled"), cancellation_reason=REASON)
    assert answer_fits(CANCELLING, cancelled)
    assert not answer_fits(CANCELLING, an_invoice("issued"))
    assert not answer_fits(CANCELLING, replace(cancelled, cancellation_reason="Alt motiv"))
    assert not answer_fits(CANCELLING, replace(cancelled, cancellation_reason=""))
    assert not answer_fits(
        CANCELLING, replace(cancelled, summary=replace(cancelled.summary, id=InvoiceId("inv-2")))
    )
    assert answer_fits(RESTORING, an_invoice("draft"))
    assert not answer_fits(RESTORING, cancelled)
    assert not answer_fits(RESTORING, an_invoice("draft", id="inv-2"))


# ------------------------------------------------------------------------------- settled after a while


def read_at(at: datetime | None, read: Facts) -> Facts:
    """The same reading, with the server's clock at this moment."""
    detail, events = read.detail, read.events
    assert isinstance(detail, Evidence)
    assert isinstance(events, Evidence)
    return replace(read, detail=replace(detail, server_time=at), events=replace(events, server_time=at))


def test_it_counts_as_not_done_only_once_the_request_can_land_no_more() -> None:
    unchanged = facts(an_invoice("issued"), events=(an_event(),))
    moment = timedelta(seconds=1)
    for at, standing in (
        (CANCELLING.until - moment, Standing.NOT_SEEN),
        (CANCELLING.until, Standing.NOT_DONE),
        (CANCELLING.until + moment, Standing.NOT_DONE),
        (None, Standing.NOT_SEEN),  # without the server's clock nothing tells how late it is
    ):
        assert settle(CANCELLING, read_at(at, unchanged)).standing is standing


@pytest.mark.parametrize("late_by", [-timedelta(seconds=1), timedelta(0)])
def test_what_somebody_else_did_ends_the_act_only_once_ours_can_land_no_more(late_by: timedelta) -> None:
    """They could undo it, and then our own request arrive."""
    other = a_cancellation(by="owner@exemplu.ro", reason="Alt motiv, al altcuiva")
    read = read_at(CANCELLING.until + late_by, after_cancelling(other, reason=other.reason))
    settlement = settle(CANCELLING, read)
    assert settlement.standing is Standing.DONE_BY_OTHER
    assert settlement.ends_the_act is (late_by == timedelta(0))
    ours = settle(CANCELLING, read_at(NOW, after_cancelling(a_cancellation())))
    assert ours.ends_the_act  # it is done once, and cannot be done again


def test_both_readings_must_be_late_enough() -> None:
    late = read_at(CANCELLING.until, facts(an_invoice("issued"), events=(an_event(),)))
    assert isinstance(late.events, Evidence)
    early = replace(late, events=replace(late.events, server_time=NOW))
    assert settle(CANCELLING, early).standing is Standing.NOT_SEEN


def test_where_the_server_tells_no_time_this_computers_clock_counts() -> None:
    intent = replace(CANCELLING, by_server_clock=False)
    read = read_at(None, facts(an_invoice("issued"), events=(an_event(),)))
    assert isinstance(read.detail, Evidence)
    assert isinstance(read.events, Evidence)
    assert settle(intent, read).standing is Standing.NOT_SEEN
    late = replace(
        read,
        detail=replace(read.detail, observed_at=intent.until),
        events=replace(read.events, observed_at=intent.until),
    )
    assert settle(intent, late).standing is Standing.NOT_DONE
    # Its events' times are another clock's.
    done = read_at(None, after_cancelling(a_cancellation(at=NOW - timedelta(hours=1))))
    assert settle(intent, done).standing is Standing.DONE


def test_what_was_there_before_is_never_taken_for_ours() -> None:
    earlier = a_cancellation(at=NOW - timedelta(seconds=1))
    intent = replace(CANCELLING, known=frozenset({event_mark(earlier)}))
    assert settle(intent, after_cancelling(earlier)).standing is Standing.NOT_SEEN
    assert settle(CANCELLING, after_cancelling(earlier)).standing is Standing.DONE


def test_what_was_undone_since_is_still_ours() -> None:
    undone = replace(a_restoration(by="owner@exemplu.ro", at=NOW + timedelta(seconds=9)), id="e-9")
    read = facts(an_invoice("draft"), events=(undone, a_cancellation()))
    settlement = settle(CANCELLING, read)
    assert settlement.standing is Standing.DONE_AND_UNDONE
    assert settlement.event == a_cancellation()


def test_ours_without_the_status_and_without_an_undoing_is_read_again() -> None:
    """Detail and events are two answers: the status may be the one of a moment before."""
    read = read_at(CANCELLING.until, facts(an_invoice("issued"), events=(a_cancellation(),)))
    assert settle(CANCELLING, read).standing is Standing.NOT_SEEN


# ---------------------------------------------------------------------------------------- properties

_MOMENTS = st.none() | st.integers(-20, 20).map(lambda seconds: NOW + timedelta(seconds=seconds))
_PEOPLE = st.sampled_from([ME, ME.upper(), "owner@exemplu.ro", ""])
_REASONS = st.sampled_from([REASON, REASON + ".", "", "Alt motiv, al altcuiva"])
_EVENTS = st.lists(
    st.builds(a_cancellation, by=_PEOPLE, reason=_REASONS, at=_MOMENTS)
    | st.builds(a_restoration, by=_PEOPLE, at=_MOMENTS)
    | st.builds(an_event, at=_MOMENTS),
    max_size=5,
)
_STATUSES = st.sampled_from(["draft", "issued", "cancelled", "paid", "odd"])


@st.composite
def readings(draw: st.DrawFn) -> Facts:
    invoice = replace(an_invoice(draw(_STATUSES)), cancellation_reason=draw(_REASONS))
    problems: st.SearchStrategy[Problem | None] = st.sampled_from([None, ASLEEP, BROKEN])
    return facts(
        draw(st.just(invoice)) if draw(st.booleans()) else None,
        events=draw(_EVENTS.map(tuple) | problems),
        detail=draw(st.just(invoice) | problems),
    )


@given(readings(), st.sampled_from([CANCELLING, RESTORING]))
def test_ours_is_claimed_only_on_our_own_recent_event(read: Facts, intent: Intent) -> None:
    settlement = settle(intent, read)
    if settlement.standing is not Standing.DONE:
        return
    event = settlement.event
    assert event is not None
    assert event.by.casefold() == ME
    assert event.reason == intent.reason
    assert event.at is not None
    assert event.at >= NOW - CLOCK_TOLERANCE
    assert event.is_cancellation if intent is CANCELLING else event.is_restoration
    assert read.invoice is not None


@given(readings(), st.sampled_from([CANCELLING, RESTORING]))
def test_the_wanted_state_is_never_claimed_of_another_one(read: Facts, intent: Intent) -> None:
    standing = settle(intent, read).standing
    wanted = "cancelled" if intent is CANCELLING else "draft"
    if read.invoice is None or read.invoice.summary.status_code != wanted:
        assert standing in {Standing.NOT_SEEN, Standing.NOT_READ, Standing.DONE_AND_UNDONE}


def test_of_two_that_could_be_ours_the_later_one_counts_in_any_order() -> None:
    """Undone is only what something undid after it, wherever the server lists the two."""
    first, then = a_restoration(), replace(a_restoration(at=NOW + timedelta(seconds=2)), id="e-3")
    between = replace(a_cancellation(at=NOW + timedelta(seconds=1)), id="e-2")
    for events in ((first, between, then), (then, between, first)):
        settlement = settle(RESTORING, facts(an_invoice("cancelled"), events=events))
        assert settlement.standing is Standing.NOT_SEEN
        assert settle(RESTORING, facts(an_invoice("draft"), events=events)).event == then


@given(readings(), st.sampled_from([CANCELLING, RESTORING]), st.randoms(use_true_random=False))
def test_the_order_of_the_events_changes_no_standing(read: Facts, intent: Intent, chance: object) -> None:
    events = read.events
    if events is None or isinstance(events, Problem):
        return
    backwards = replace(read, events=replace(events, value=events.value[::-1]))
    assert settle(intent, read).standing is settle(intent, backwards).standing


@given(readings(), st.sampled_from([CANCELLING, RESTORING]))
def test_less_evidence_never_claims_more(read: Facts, intent: Intent) -> None:
    for poorer in (replace(read, detail=None), replace(read, events=None)):
        assert settle(intent, poorer).standing is Standing.NOT_READ
