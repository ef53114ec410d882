"""Cancelling and restoring through the real services: sent once, and told truly, whatever gets lost."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication

from storno_desktop.domain.act import ActKind, Intent, Standing
from storno_desktop.domain.finding import Check, Verdict
from storno_desktop.domain.invoice_summary import InvoiceStatus
from storno_desktop.domain.journal_row import ActState
from storno_desktop.domain.problem import Acted, Problem, ProblemKind
from storno_desktop.sandbox.settings import DialectName
from storno_desktop.service.case import Case, CaseChanged, Done, NotSent, OutcomeUnknown, Refused
from tests.contract.sandbox_visitor import visitor
from tests.contract.service_desk import IDS, REASON, STATUS_ACTS, WHY, Deed, ServiceDesk, open_desk

BOTH = pytest.mark.parametrize("kind", STATUS_ACTS, ids=lambda kind: kind.name.lower())
WANTED = {ActKind.CANCEL: InvoiceStatus.CANCELLED, ActKind.RESTORE: InvoiceStatus.DRAFT}


@pytest.fixture(params=["observed", "documented"])
def desk(qapp: QApplication, request: pytest.FixtureRequest) -> Iterator[ServiceDesk]:
    dialect: DialectName = request.param
    with open_desk(dialect=dialect) as opened:
        opened.sign_in()
        yield opened


@pytest.fixture
def observed(qapp: QApplication) -> Iterator[ServiceDesk]:
    with open_desk() as opened:
        opened.sign_in()
        yield opened


@pytest.fixture(params=STATUS_ACTS, ids=lambda kind: kind.name.lower())
def deed(desk: ServiceDesk, request: pytest.FixtureRequest) -> Deed:
    return Deed(desk, request.param)


def assert_nothing_changed(deed: Deed) -> None:
    assert deed.status == deed.before
    assert deed.recorded == 0


def problem_of(outcome: object) -> Problem:
    assert isinstance(outcome, Refused | NotSent | OutcomeUnknown), outcome
    assert outcome.problem is not None
    return outcome.problem


# ------------------------------------------------------------------------------------ the usual way


def test_an_act_is_done_with_one_request(deed: Deed) -> None:
    outcome = deed.carry_out()
    assert isinstance(outcome, Done), outcome
    assert outcome.invoice.value.summary.status is WANTED[deed.kind]
    assert (deed.posts, deed.recorded, deed.status) == (1, 1, deed.after)


def test_the_reason_arrives_as_it_was_written(desk: ServiceDesk) -> None:
    deed = Deed(desk, ActKind.CANCEL)
    outcome = deed.carry_out()
    assert isinstance(outcome, Done)
    assert outcome.invoice.value.cancellation_reason == REASON
    assert desk.book(deed.name).detail["cancellationReason"] == REASON


def test_there_and_back(desk: ServiceDesk) -> None:
    cancelling, restoring = Deed(desk, ActKind.CANCEL), Deed(desk, ActKind.RESTORE)
    restoring.name = cancelling.name
    assert isinstance(cancelling.carry_out(), Done)
    assert isinstance(restoring.carry_out(), Done)
    third = cancelling.carry_out()
    assert (cancelling.posts, restoring.posts) == (2, 1)
    if desk.server.settings.dialect == "observed":
        assert isinstance(third, Done)
    else:  # the documentation lets nobody cancel a draft
        assert isinstance(third, Refused)
        assert third.problem.kind is ProblemKind.CONFLICT


# ------------------------------------------------------------------------------ lost on the way back

SPOILED: list[dict[str, Any]] = [
    {"kind": "drop-after"},
    {"kind": "truncated"},
    {"kind": "huge"},
    {"kind": "garbage"},
]


@pytest.mark.parametrize("fault", SPOILED, ids=lambda fault: fault["kind"])
def test_a_deed_whose_answer_was_lost_is_found_by_reading_and_sent_once(
    deed: Deed, fault: dict[str, Any]
) -> None:
    deed.desk.fail(path=deed.path, method="POST", **fault)
    outcome = deed.carry_out()
    assert isinstance(outcome, Done), outcome
    assert outcome.invoice.value.summary.status is WANTED[deed.kind]
    assert (deed.posts, deed.recorded) == (1, 1)


def test_an_act_is_open_while_neither_answer_nor_reading_came(deed: Deed) -> None:
    case = deed.look()
    deed.desk.fail("drop-after", deed.path, method="POST")
    # The reading before the request passes, those after it fail.
    deed.desk.fail("status", f"*/{deed.invoice_id}", method="GET", status=500, count=-1, skip=1)
    outcome = deed.carry_out(case)
    assert isinstance(outcome, OutcomeUnknown), outcome
    assert outcome.settlement.standing is Standing.NOT_READ
    assert problem_of(outcome).acted is Acted.UNKNOWN
    assert isinstance(deed.look_again(outcome.intent), OutcomeUnknown)
    deed.desk.mend()
    settled = deed.look_again(outcome.intent)
    assert isinstance(settled, Done)
    assert (deed.posts, deed.recorded) == (1, 1)


def test_unread_history_settles_nothing(deed: Deed) -> None:
    """The status alone does not tell who did it. Planted defect: settle without evidence."""
    case = deed.look()
    deed.desk.fail("drop-after", deed.path, method="POST")
    deed.desk.fail("status", "*/events", method="GET", status=500, count=-1, skip=1)
    outcome = deed.carry_out(case)
    assert isinstance(outcome, OutcomeUnknown), outcome
    assert outcome.settlement.standing is Standing.NOT_READ
    deed.desk.mend()
    assert isinstance(deed.look_again(outcome.intent), Done)


@pytest.mark.parametrize("status", [500, 502, 503, 504])
def test_a_server_fault_leaves_it_open_and_is_never_asked_twice(deed: Deed, status: int) -> None:
    deed.desk.fail(
        "status", deed.path, method="POST", status=status, body={"error": "x"}, headers={"Retry-After": "0"}
    )
    outcome = deed.carry_out()
    assert isinstance(outcome, OutcomeUnknown), outcome
    assert outcome.settlement.standing is Standing.NOT_SEEN
    assert problem_of(outcome).kind is ProblemKind.SERVER_FAULT
    assert deed.posts == 1
    assert_nothing_changed(deed)


def test_a_page_of_a_proxy_leaves_it_open(deed: Deed) -> None:
    deed.desk.fail("html", deed.path, method="POST")
    outcome = deed.carry_out()
    assert isinstance(outcome, OutcomeUnknown), outcome
    assert deed.posts == 1
    deed.desk.fail("html", deed.path, method="POST", status=200)
    assert isinstance(deed.look_again(outcome.intent), OutcomeUnknown)
    assert deed.posts == 1


# ----------------------------------------------------------------------------- lost on the way there


def test_a_request_that_never_arrived_stays_open_and_is_never_sent_again(deed: Deed) -> None:
    """Planted defect: resend on timeout."""
    case = deed.look()
    deed.desk.fail("drop-before", deed.path, method="POST")
    outcome = deed.carry_out(case)
    assert isinstance(outcome, OutcomeUnknown), outcome
    assert outcome.settlement.standing is Standing.NOT_SEEN
    assert outcome.intent.number == deed.desk.book(deed.name).detail["number"]
    assert outcome.intent.account == "contabil@exemplu.ro"
    assert problem_of(outcome).kind is ProblemKind.TIMED_OUT
    for _ in range(3):
        again = deed.look_again(outcome.intent)
        assert isinstance(again, OutcomeUnknown)
        assert again.settlement.standing is Standing.NOT_SEEN
    assert deed.posts == 1
    assert_nothing_changed(deed)


def test_a_second_try_is_refused_while_the_first_is_open(deed: Deed) -> None:
    case = deed.look()
    intent = deed.lose()
    second = deed.carry_out(case)
    assert isinstance(second, OutcomeUnknown), second
    assert second.intent == intent
    looked = deed.desk.do(deed.service.look(deed.desk.company, deed.invoice_id))
    assert isinstance(looked, OutcomeUnknown)
    assert deed.posts == 1
    assert_nothing_changed(deed)


def test_the_other_act_waits_for_the_open_one_too(desk: ServiceDesk) -> None:
    cancelling, restoring = Deed(desk, ActKind.CANCEL), Deed(desk, ActKind.RESTORE)
    restoring.name = cancelling.name
    intent = cancelling.lose()
    looked = desk.do(restoring.service.look(desk.company, restoring.invoice_id))
    assert isinstance(looked, OutcomeUnknown)
    assert looked.intent == intent


# ----------------------------------------------------------------------------------- deleted meanwhile


def delete_elsewhere(deed: Deed) -> None:
    """The owner deletes the invoice."""
    with visitor(deed.desk.server) as other:
        path = f"/api/v1/invoices/{deed.invoice_id}"
        answer = other.delete(path, headers={"X-Company": deed.desk.company.id})
    assert answer.status_code == 204, answer.text


def stands(deed: Deed, intent: Intent) -> tuple[Standing, ActState]:
    """What reading back shows, and what the journal says afterwards."""
    seen = deed.look_again(intent)
    assert isinstance(seen, OutcomeUnknown), seen
    return seen.settlement.standing, deed.desk.journalled()[0].state


STILL_OPEN = (Standing.NOT_READ, ActState.UNKNOWN)


@pytest.mark.parametrize("road", ["drop-after", "drop-before"])
def test_an_act_whose_invoice_was_deleted_ends_without_a_claim(desk: ServiceDesk, road: str) -> None:
    deed = Deed(desk, ActKind.RESTORE)  # a draft may be deleted, and so may what is cancelled
    case = deed.look()
    desk.fail(road, deed.path, method="POST")
    desk.fail("status", f"*/{deed.invoice_id}", method="GET", status=500, count=-1, skip=1)
    outcome = deed.carry_out(case)
    assert isinstance(outcome, OutcomeUnknown), outcome
    desk.mend()
    delete_elsewhere(deed)
    assert stands(deed, outcome.intent) == STILL_OPEN  # the request may be on its way still
    desk.server.sandbox.world.clock._frozen = outcome.intent.until
    for status in (404, 500):
        desk.fail("status", "/api/v1/invoices", method="GET", status=status, count=-1, body={"error": "x"})
        assert stands(deed, outcome.intent) == STILL_OPEN  # where nothing is found, nothing is proven
        desk.mend()
    assert stands(deed, outcome.intent) == (Standing.GONE, ActState.GONE)
    assert desk.do(desk.house.services.recovery.open_acts()) == ()
    (record,) = desk.journalled()
    assert record.standing is Standing.GONE
    assert record.steps[-1]["settled"]["listed"]["found"] is False
    assert record.steps[-1]["problem"]["status"] == 404
    assert deed.posts == 1


def test_an_invoice_that_the_list_still_names_is_not_gone(observed: ServiceDesk) -> None:
    deed = Deed(observed, ActKind.CANCEL)
    intent = deed.lose()
    observed.server.sandbox.world.clock._frozen = intent.until
    observed.fail("status", f"*/{deed.invoice_id}*", method="GET", status=404, count=-1, body={"error": "x"})
    assert stands(deed, intent) == STILL_OPEN
    observed.mend()
    assert stands(deed, intent) == (Standing.NOT_DONE, ActState.NOT_DONE)


def test_other_invoices_are_free_meanwhile(desk: ServiceDesk) -> None:
    deed, other = Deed(desk, ActKind.CANCEL), Deed(desk, ActKind.CANCEL)
    deed.lose()
    other.name = "issued-2"
    assert isinstance(other.carry_out(), Done)


def test_a_request_that_lands_late_is_found_and_frees_the_invoice(deed: Deed) -> None:
    intent = deed.lose()
    # The bytes were still under way: the server does now what it was asked.
    fields = {"reason": REASON} if deed.kind is ActKind.CANCEL else {}
    other_history = len(deed.desk.book(deed.name).events)
    deed.desk.by_another(deed.name, deed.word, **fields)
    deed.desk.book(deed.name).events[0]["createdBy"] = "contabil@exemplu.ro"
    assert len(deed.desk.book(deed.name).events) == other_history + 1
    settled = deed.look_again(intent)
    assert isinstance(settled, Done), settled
    assert isinstance(deed.look(), Case)


def test_somebody_else_was_faster(deed: Deed) -> None:
    intent = deed.lose()
    fields = {"reason": "Anulată de altcineva"} if deed.kind is ActKind.CANCEL else {}
    deed.desk.by_another(deed.name, deed.word, **fields)
    settled = deed.look_again(intent)
    assert isinstance(settled, OutcomeUnknown), settled
    assert settled.settlement.standing is Standing.DONE_BY_OTHER
    assert settled.settlement.event is not None
    assert settled.settlement.event.by == "owner@exemplu.ro"
    # They could undo it, and then our own request arrive: the invoice is free once that can be no more.
    looked = deed.desk.do(deed.service.look(deed.desk.company, deed.invoice_id))
    assert isinstance(looked, OutcomeUnknown)
    deed.desk.server.sandbox.world.clock._frozen = intent.until + timedelta(seconds=1)
    assert isinstance(deed.look(), Case)


# ------------------------------------------------------------------------------------------ refusals

REFUSALS = [
    (400, ProblemKind.INVALID),
    (401, ProblemKind.SIGNED_OUT),
    (403, ProblemKind.FORBIDDEN),
    (404, ProblemKind.NOT_FOUND),
    (409, ProblemKind.CONFLICT),
    (422, ProblemKind.REFUSED),
    (429, ProblemKind.THROTTLED),
]


@pytest.mark.parametrize(("status", "expected"), REFUSALS)
def test_a_refusal_is_told_and_changes_nothing(deed: Deed, status: int, expected: ProblemKind) -> None:
    case = deed.look()
    deed.desk.fail("status", deed.path, method="POST", status=status, body={"error": "Nu se poate."})
    outcome = deed.carry_out(case)
    assert isinstance(outcome, Refused), outcome
    assert (outcome.problem.kind, outcome.problem.status) == (expected, status)
    assert deed.posts == 1
    assert_nothing_changed(deed)
    # Nothing is open afterwards: the person may try again, and then it happens.
    assert isinstance(deed.carry_out(case), Done)
    assert deed.posts == 2


def test_the_servers_own_refusal_carries_its_sentence(observed: ServiceDesk) -> None:
    deed = Deed(observed, ActKind.CANCEL)
    observed.fail("status", deed.path, method="POST", status=422, body={"error": "Nu se poate."})
    assert problem_of(deed.carry_out()).server_text == "Nu se poate."


def test_without_any_connection_the_last_reading_stops_the_act(deed: Deed) -> None:
    case = deed.look()
    deed.desk.server.stop()
    outcome = deed.carry_out(case)
    assert isinstance(outcome, CaseChanged), outcome
    assert outcome.case.assessment.stopped
    assert deed.posts == 0
    assert_nothing_changed(deed)


def test_a_request_that_finds_no_connection_was_not_sent(deed: Deed) -> None:
    case = deed.look()
    # Connections that stand go on serving readings; the act wants one of its own.
    deed.desk.stop_listening()
    outcome = deed.carry_out(case)
    assert isinstance(outcome, NotSent), outcome
    assert problem_of(outcome).kind is ProblemKind.NO_NETWORK
    assert deed.posts == 0
    assert_nothing_changed(deed)
    assert isinstance(deed.look(), Case)  # nothing is open


# -------------------------------------------------------------------------------- changed meanwhile


def test_a_payment_that_came_meanwhile_stops_the_act(deed: Deed) -> None:
    case = deed.look()
    deed.desk.by_another(deed.name, "payments", amount="1.00")
    outcome = deed.carry_out(case)
    assert isinstance(outcome, CaseChanged), outcome
    assert outcome.case.assessment.of(Check.PAYMENTS).verdict is Verdict.BLOCKING
    assert deed.posts == 0
    assert_nothing_changed(deed)


def test_a_faster_colleague_is_noticed_before_anything_is_sent(deed: Deed) -> None:
    case = deed.look()
    fields = {"reason": "Anulată de altcineva"} if deed.kind is ActKind.CANCEL else {}
    deed.desk.by_another(deed.name, deed.word, **fields)
    posted = deed.posts
    assert isinstance(deed.carry_out(case), CaseChanged)
    assert deed.posts == posted


@pytest.mark.parametrize("part", ["events", "payments"])
def test_a_fact_that_cannot_be_read_is_never_taken_as_clear(deed: Deed, part: str) -> None:
    """Planted defect: unknown taken as clear."""
    deed.desk.fail("status", f"*/{part}", method="GET", status=500, count=-1)
    case = deed.look()
    assert case.assessment.with_verdict(Verdict.UNKNOWN)
    assert case.assessment.stopped
    outcome = deed.carry_out(case)
    assert isinstance(outcome, CaseChanged), outcome
    assert deed.posts == 0
    assert_nothing_changed(deed)


@pytest.mark.parametrize("part", ["events", "payments"])
def test_a_fact_that_got_lost_since_the_person_looked_stops_the_act(deed: Deed, part: str) -> None:
    case = deed.look()
    deed.desk.fail("status", f"*/{part}", method="GET", status=500, count=-1)
    outcome = deed.carry_out(case)
    assert isinstance(outcome, CaseChanged), outcome
    assert outcome.case.assessment.stopped
    assert deed.posts == 0


def test_another_record_never_passes_for_this_one(deed: Deed) -> None:
    case = deed.look()
    deed.desk.fail("status", f"*/{deed.invoice_id}", method="GET", status=200, body={"id": IDS["issued-9"]})
    assert isinstance(deed.carry_out(case), CaseChanged)
    assert deed.posts == 0


def test_an_answer_that_tells_of_another_state_is_no_success(deed: Deed) -> None:
    body = {"id": deed.invoice_id, "status": deed.before, "number": "X"}
    deed.desk.fail("status", deed.path, method="POST", status=200, body=body)
    outcome = deed.carry_out()
    assert isinstance(outcome, OutcomeUnknown), outcome
    assert outcome.settlement.standing is Standing.NOT_SEEN
    assert deed.posts == 1


def test_an_answer_with_another_reason_is_no_success(observed: ServiceDesk) -> None:
    deed = Deed(observed, ActKind.CANCEL)
    record = {**observed.book(deed.name).detail, "status": "cancelled", "cancellationReason": "Alt motiv"}
    observed.fail("status", deed.path, method="POST", status=200, body=record)
    outcome = deed.carry_out()
    assert isinstance(outcome, OutcomeUnknown), outcome
    assert outcome.settlement.standing is Standing.NOT_SEEN
    assert deed.posts == 1


def test_a_warning_that_was_not_acknowledged_stops_the_act(observed: ServiceDesk) -> None:
    deed = Deed(observed, ActKind.RESTORE)
    deed.name = "cancelled-series-inactive"
    case = deed.look()
    assert [finding.check for finding in case.assessment.warnings] == [Check.SERIES]
    outcome = observed.do(observed.house.services.restoration.restore(case, frozenset(), WHY))
    assert isinstance(outcome, CaseChanged)
    assert deed.posts == 0


# -------------------------------------------------------------------------------------- at one time


def test_two_commits_at_one_time_send_one_request(deed: Deed) -> None:
    case = deed.look()
    outcomes = deed.desk.do_together(*(deed.carrying_out(case) for _ in range(5)))
    assert sum(isinstance(outcome, Done) for outcome in outcomes) == 1, outcomes
    assert (deed.posts, deed.recorded) == (1, 1)


def test_a_slow_second_commit_does_not_act_on_what_it_read_before_the_first(deed: Deed) -> None:
    case = deed.look()
    # Whichever asks for the links second waits until the other one is long through.
    deed.desk.fail("delay", "*/share-links", method="GET", ms=700, skip=1)
    outcomes = deed.desk.do_together(deed.carrying_out(case), deed.carrying_out(case))
    assert sum(isinstance(outcome, Done) for outcome in outcomes) == 1, outcomes
    assert (deed.posts, deed.recorded) == (1, 1)


def test_signing_out_waits_for_an_act_under_way(deed: Deed) -> None:
    case = deed.look()
    deed.desk.fail("delay", deed.path, method="POST", ms=300)
    outcomes: list[object] = []

    async def act_and_leave() -> None:
        acting = asyncio.create_task(deed.carrying_out(case))
        while not deed.posts:  # noqa: ASYNC110  the request arrives on another thread
            await asyncio.sleep(0.005)
        await deed.desk.house.services.sessions.sign_out()
        outcomes.append(await acting)

    deed.desk.do(act_and_leave())
    assert isinstance(outcomes[0], Done), outcomes
    assert (deed.posts, deed.recorded, deed.status) == (1, 1, deed.after)
    assert not deed.desk.house.services.sessions._connection.is_open
