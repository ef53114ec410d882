"""What became of a storno or of a closed link whose answer was lost, told from what is read alone."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storno_desktop.domain.act import ActKind, Intent, Standing
from storno_desktop.domain.evidence import Evidence
from storno_desktop.domain.facts import Absence, ChildFacts, Facts
from storno_desktop.domain.invoice import InvoiceEvent, LinkedInvoice
from storno_desktop.domain.invoice_summary import InvoiceId
from storno_desktop.domain.problem import Problem, ProblemKind
from storno_desktop.domain.settling import settle
from tests.unit.domain.builders import (
    ASLEEP,
    BROKEN,
    NO_RIGHT,
    NO_ROUTE,
    NOW,
    a_credit_note,
    a_link,
    an_event,
    an_invoice,
    facts,
    read,
)

ME = "contabil@exemplu.ro"
REVERSING = Intent(
    act="a1",
    kind=ActKind.CREATE_STORNO,
    invoice_id=InvoiceId("inv-1"),
    number="BRS0012",
    account=ME,
    since=NOW,
    until=NOW + timedelta(minutes=4),
)
CLOSING = replace(REVERSING, kind=ActKind.REVOKE_LINK, target="l-1")
DRAFT = a_credit_note("draft", "DRAFT-1")


def a_creation(by: str = ME, at: datetime | None = NOW, action: str = "storno_created") -> InvoiceEvent:
    return an_event("draft", action, at, by=by)


def child_of(
    note: LinkedInvoice,
    *events: InvoiceEvent,
    **given: Any,
) -> ChildFacts:
    record = read(an_invoice("draft", id=note.id, number=note.number))
    return ChildFacts(note.id, given.get("detail", record), given.get("history", read(events)))


def after(*children: ChildFacts, notes: tuple[LinkedInvoice, ...] = (DRAFT,), at: datetime = NOW) -> Facts:
    seen = facts(an_invoice(credit_notes=notes))
    assert isinstance(seen.detail, Evidence)
    return replace(seen, detail=replace(seen.detail, server_time=at), new_children=children)


# ------------------------------------------------------------------------------------ a storno


def test_a_new_credit_note_of_our_account_is_ours() -> None:
    settlement = settle(REVERSING, after(child_of(DRAFT, a_creation())))
    assert settlement.standing is Standing.DONE
    assert settlement.made is not None
    assert settlement.made.value.id == DRAFT.id
    assert settlement.event == a_creation()


def test_the_account_is_compared_without_case() -> None:
    assert settle(REVERSING, after(child_of(DRAFT, a_creation(ME.upper())))).standing is Standing.DONE


def test_the_beginning_of_its_history_tells_who_made_it() -> None:
    """Whoever issued it afterwards did not make it; the server lists the newest entry first."""
    issued = an_event("refund", "refund_issued", NOW + timedelta(minutes=1), by="owner@exemplu.ro")
    for history in ((issued, a_creation()), (a_creation(), issued)):
        assert settle(REVERSING, after(child_of(DRAFT, *history))).standing is Standing.DONE
    theirs = a_creation("owner@exemplu.ro")
    ours_later = an_event("refund", "refund_issued", NOW + timedelta(minutes=1), by=ME)
    assert settle(REVERSING, after(child_of(DRAFT, ours_later, theirs))).standing is Standing.DONE_BY_OTHER


@pytest.mark.parametrize("history", [(), (a_creation(""),)])
def test_where_the_server_does_not_tell_who_made_it_a_new_one_is_ours(
    history: tuple[InvoiceEvent, ...],
) -> None:
    assert settle(REVERSING, after(child_of(DRAFT, *history))).standing is Standing.DONE


def test_one_of_another_account_is_not_ours() -> None:
    settlement = settle(REVERSING, after(child_of(DRAFT, a_creation("owner@exemplu.ro"))))
    assert settlement.standing is Standing.DONE_BY_OTHER
    assert settlement.event is not None
    assert settlement.event.by == "owner@exemplu.ro"
    assert not settlement.ends_the_act  # were it deleted, ours could still be made
    late = settle(REVERSING, after(child_of(DRAFT, a_creation("owner@exemplu.ro")), at=REVERSING.until))
    assert late.standing is Standing.DONE_BY_OTHER
    assert late.ends_the_act


def test_one_that_is_older_than_the_intent_is_not_ours() -> None:
    earlier = a_creation(at=NOW - timedelta(minutes=1))
    assert settle(REVERSING, after(child_of(DRAFT, earlier))).standing is Standing.DONE_BY_OTHER
    # Where the server told no time, its entries' times are another clock's.
    by_this_clock = replace(REVERSING, by_server_clock=False)
    assert settle(by_this_clock, after(child_of(DRAFT, earlier))).standing is Standing.DONE


def test_what_was_there_before_is_never_taken_for_ours() -> None:
    known = replace(REVERSING, known=frozenset({DRAFT.id}))
    seen = after(child_of(DRAFT, a_creation()))
    assert settle(known, seen).standing is Standing.NOT_SEEN


@pytest.mark.parametrize("problem", [ASLEEP, BROKEN, NO_RIGHT, NO_ROUTE, None])
def test_a_new_one_that_could_not_be_read_settles_nothing(problem: Problem | None) -> None:
    late = NOW + timedelta(hours=1)
    for child in (
        child_of(DRAFT, detail=problem),
        child_of(DRAFT, history=problem),
    ):
        settlement = settle(REVERSING, after(child, at=late))
        assert settlement.standing is Standing.NOT_READ
        assert settlement.problem == problem
    assert settle(REVERSING, after(at=late)).standing is Standing.NOT_READ


def test_ours_counts_whatever_else_is_there() -> None:
    other, third = a_credit_note("draft", "DRAFT-2"), a_credit_note("draft", "DRAFT-3")
    seen = after(
        child_of(third, history=BROKEN),
        child_of(other, a_creation("owner@exemplu.ro")),
        child_of(DRAFT, a_creation()),
        notes=(third, other, DRAFT),
    )
    settlement = settle(REVERSING, seen)
    assert settlement.standing is Standing.DONE
    assert settlement.made is not None
    assert settlement.made.value.id == DRAFT.id
    unread = settle(REVERSING, replace(seen, new_children=seen.new_children[:2]))
    assert unread.standing is Standing.NOT_READ


def test_none_counts_as_not_made_only_once_the_request_can_land_no_more() -> None:
    moment = timedelta(seconds=1)
    for at, standing in (
        (REVERSING.until - moment, Standing.NOT_SEEN),
        (REVERSING.until, Standing.NOT_DONE),
        (REVERSING.until + moment, Standing.NOT_DONE),
    ):
        assert settle(REVERSING, after(notes=(), at=at)).standing is standing


def test_the_documented_list_must_be_late_enough_too() -> None:
    late = after(notes=(), at=REVERSING.until)
    early = replace(late, credit_notes=read((), server_time=NOW))
    assert settle(REVERSING, early).standing is Standing.NOT_SEEN
    both = replace(late, credit_notes=read((), server_time=REVERSING.until))
    assert settle(REVERSING, both).standing is Standing.NOT_DONE


def test_one_that_only_the_documented_list_names_is_found() -> None:
    seen = replace(after(child_of(DRAFT, a_creation()), notes=()), credit_notes=read((DRAFT,)))
    assert settle(REVERSING, seen).standing is Standing.DONE


@pytest.mark.parametrize("problem", [ASLEEP, BROKEN, None])
def test_what_could_not_be_read_settles_no_storno(problem: Problem | None) -> None:
    seen = after(child_of(DRAFT, a_creation()))
    for poorer in (replace(seen, detail=problem), replace(seen, credit_notes=problem)):
        assert settle(REVERSING, poorer).standing is Standing.NOT_READ
    untold = after(child_of(DRAFT, a_creation()))
    assert isinstance(untold.detail, Evidence)
    untold = replace(untold, detail=read(replace(untold.detail.value, credit_notes=None)))
    assert settle(REVERSING, untold).standing is Standing.NOT_READ


# ------------------------------------------------------------------------------------ a link


def links_after(*links: object, at: datetime = NOW) -> Facts:
    return facts(an_invoice("cancelled"), share_links=read(links, server_time=at))


def test_a_link_that_is_closed_now_was_closed_by_us() -> None:
    for at in (None, NOW):
        closed = a_link(active=False, is_revoked=True, revoked_at=at)
        assert settle(CLOSING, links_after(closed)).standing is Standing.DONE


def test_one_that_was_closed_before_was_not() -> None:
    closed = a_link(active=False, is_revoked=True, revoked_at=NOW - timedelta(minutes=1))
    assert settle(CLOSING, links_after(closed)).standing is Standing.DONE_BY_OTHER


def test_another_link_tells_nothing() -> None:
    other = a_link(active=False, is_revoked=True, id="l-2")
    assert settle(CLOSING, links_after(other, a_link())).standing is Standing.NOT_SEEN


def test_one_that_is_gone_is_closed_but_not_by_this() -> None:
    assert settle(CLOSING, links_after()).standing is Standing.DONE_BY_OTHER


@pytest.mark.parametrize("active", [True, False])
def test_one_that_is_open_or_has_run_out_counts_as_not_closed_only_late(active: bool) -> None:
    link = a_link(active=active)
    moment = timedelta(seconds=1)
    assert settle(CLOSING, links_after(link, at=CLOSING.until - moment)).standing is Standing.NOT_SEEN
    assert settle(CLOSING, links_after(link, at=CLOSING.until)).standing is Standing.NOT_DONE


@pytest.mark.parametrize("problem", [ASLEEP, BROKEN, None])
def test_what_could_not_be_read_settles_no_link(problem: Problem | None) -> None:
    seen = links_after(a_link(active=False, is_revoked=True))
    for poorer in (replace(seen, detail=problem), replace(seen, share_links=problem)):
        settlement = settle(CLOSING, poorer)
        assert (settlement.standing, settlement.problem) == (Standing.NOT_READ, problem)


# ------------------------------------------------------------------------- an invoice that is gone


def missing(at: datetime = CLOSING.until, **given: Any) -> Facts:
    absence = Absence(given.get("listed", read(False, server_time=at)), given.get("again", NO_ROUTE))
    return Facts(detail=given.get("detail", NO_ROUTE), events=NO_ROUTE, absence=absence)


@pytest.mark.parametrize("kind", ActKind)
def test_of_an_invoice_that_is_gone_nothing_tells_the_outcome(kind: ActKind) -> None:
    intent = replace(CLOSING, kind=kind)
    settlement = settle(intent, missing())
    assert (settlement.standing, settlement.ends_the_act) == (Standing.GONE, True)
    assert settlement.listed is not None
    assert not settlement.listed.value
    # A request that is still on its way is waited for, by the server's clock; or by this one where it told no time.
    early = missing(CLOSING.until - timedelta(seconds=1))
    assert settle(intent, early).standing is Standing.NOT_READ
    by_this_clock = replace(intent, by_server_clock=False)
    assert settle(by_this_clock, early).standing is Standing.NOT_READ
    assert (
        settle(by_this_clock, missing(listed=read(False, observed_at=CLOSING.until))).standing
        is Standing.GONE
    )


def test_one_not_found_is_no_proof_that_it_is_gone() -> None:
    found = read(an_invoice("cancelled"), server_time=CLOSING.until)
    for poorer in (
        missing(again=found),
        missing(again=BROKEN),
        missing(again=None),
        missing(again=Problem(ProblemKind.NOT_FOUND, status=405)),
        missing(detail=BROKEN),
        missing(detail=None),
        missing(listed=read(True, server_time=CLOSING.until)),
        missing(listed=read(False, server_time=None)),
        missing(listed=NO_ROUTE),
        missing(listed=NO_RIGHT),
        missing(listed=None),
        replace(missing(), absence=None),
    ):
        assert settle(CLOSING, poorer).standing is Standing.NOT_READ


# ---------------------------------------------------------------------------------- properties

_MOMENTS = st.none() | st.integers(-20, 300).map(lambda seconds: NOW + timedelta(seconds=seconds))
_PEOPLE = st.sampled_from([ME, ME.upper(), "owner@exemplu.ro", ""])
_HISTORIES = st.lists(st.builds(a_creation, by=_PEOPLE, at=_MOMENTS), max_size=3).map(tuple)


@given(
    st.lists(_HISTORIES, max_size=3),
    st.sets(st.sampled_from(["inv-DRAFT-0", "inv-DRAFT-1", "inv-DRAFT-2"])),
    st.integers(0, 300),
)
def test_made_is_claimed_only_of_one_that_is_new_and_nobody_elses(
    histories: list[tuple[InvoiceEvent, ...]], known: set[str], seconds: int
) -> None:
    notes = tuple(a_credit_note("draft", f"DRAFT-{number}") for number in range(len(histories)))
    children = tuple(child_of(note, *history) for note, history in zip(notes, histories, strict=True))
    intent = replace(REVERSING, known=frozenset(known))
    settlement = settle(intent, after(*children, notes=notes, at=NOW + timedelta(seconds=seconds)))
    new = [note for note in notes if note.id not in known]
    if settlement.standing is Standing.DONE:
        assert settlement.made is not None
        assert settlement.made.value.id in {note.id for note in new}
        assert settlement.event is None or settlement.event.by.casefold() in {ME, ""}
    elif settlement.standing is Standing.NOT_DONE:
        assert not new
        assert NOW + timedelta(seconds=seconds) >= intent.until
    else:
        assert settlement.standing is (Standing.DONE_BY_OTHER if new else Standing.NOT_SEEN)
