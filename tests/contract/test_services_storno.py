"""A storno instead of a cancellation: made once, found by reading, and never a second time."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from storno_desktop.domain.act import ActKind, Standing
from storno_desktop.domain.finding import Check, GroundKind, Verdict
from storno_desktop.domain.invoice_summary import InvoiceId, InvoiceStatus
from storno_desktop.domain.problem import ProblemKind
from storno_desktop.sandbox.settings import DialectName
from storno_desktop.service.case import Case, CaseChanged, Done, OutcomeUnknown, Refused
from tests.contract.sandbox_visitor import visitor
from tests.contract.service_desk import Deed, Reversal, ServiceDesk, open_desk


@pytest.fixture(params=["observed", "documented"])
def desk(qapp: QApplication, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[ServiceDesk]:
    dialect: DialectName = request.param
    with open_desk(turns=tmp_path / "turns", journal=tmp_path / "journal", dialect=dialect) as opened:
        opened.sign_in()
        yield opened


@pytest.fixture
def reversal(desk: ServiceDesk) -> Reversal:
    return Reversal(desk)


def blocking(case: Case) -> set[Check]:
    return {finding.check for finding in case.assessment.with_verdict(Verdict.BLOCKING)}


# ------------------------------------------------------------------------------------ the usual way


@pytest.mark.parametrize("name", ["issued-1", "validated", "sent"])
def test_a_draft_that_reverses_everything_is_made_with_one_request_and_read(
    reversal: Reversal, name: str
) -> None:
    reversal.name = name
    before = reversal.desk.book(name).status
    outcome = reversal.carry_out()
    assert isinstance(outcome, Done), outcome
    assert outcome.made is not None
    made, parent = outcome.made.value, outcome.invoice.value
    assert (made.summary.status, made.summary.parent_id) == (InvoiceStatus.DRAFT, reversal.invoice_id)
    assert made.summary.total == -parent.summary.total
    assert [child.id for child in parent.credit_notes or ()] == [made.id]
    assert (reversal.posts, reversal.recorded, reversal.desk.book(name).status) == (1, 1, before)
    assert reversal.children[0].id == made.id


def test_the_draft_stands_in_the_journal(reversal: Reversal) -> None:
    outcome = reversal.carry_out()
    assert isinstance(outcome, Done)
    assert outcome.made is not None
    (record,) = reversal.desk.journalled()
    assert record.kind is ActKind.CREATE_STORNO
    assert record.steps[-1]["answer"]["made"] == {
        "id": str(outcome.made.value.id),
        "number": outcome.made.value.number,
    }


def test_it_counts_as_made_even_if_it_cannot_be_read_afterwards(reversal: Reversal) -> None:
    case = reversal.look()
    # The reading before the request passes, those after it fail.
    reversal.desk.fail("status", f"*/{reversal.invoice_id}", method="GET", status=500, count=-1, skip=1)
    outcome = reversal.carry_out(case)
    assert isinstance(outcome, Done), outcome
    assert outcome.made is None
    assert outcome.invoice.value.id == reversal.invoice_id
    assert (reversal.posts, reversal.recorded) == (1, 1)


# ------------------------------------------------------------------------------- never a second one


@pytest.mark.parametrize("status", ["draft", "issued", "cancelled"])
def test_a_storno_in_whatever_status_prevents_a_second_one(reversal: Reversal, status: str) -> None:
    reversal.by_colleague()
    reversal.children[0].detail["status"] = status
    case = reversal.look()
    assert blocking(case) == {Check.CREDIT_NOTES}
    assert isinstance(reversal.carry_out(case), CaseChanged)
    assert reversal.posts == 1  # the colleague's own


def test_one_that_a_colleague_made_since_the_person_looked_prevents_it(reversal: Reversal) -> None:
    case = reversal.look()
    reversal.by_colleague()
    outcome = reversal.carry_out(case)
    assert isinstance(outcome, CaseChanged), outcome
    assert blocking(outcome.case) == {Check.CREDIT_NOTES}
    assert reversal.posts == 1
    assert len(reversal.children) == 1


def test_our_own_prevents_a_second_one_too(reversal: Reversal) -> None:
    case = reversal.look()
    assert isinstance(reversal.carry_out(case), Done)
    assert isinstance(reversal.carry_out(case), CaseChanged)
    assert (reversal.posts, len(reversal.children)) == (1, 1)


def test_the_server_refuses_one_that_came_between_and_says_so(reversal: Reversal) -> None:
    """The last reading saw none, and the server has one all the same."""
    reversal.desk.fail("status", "*/credit-notes", method="GET", status=404, count=-1)
    case = reversal.look()
    reversal.by_colleague()
    ledger = reversal.desk.server.ledger
    children = ledger.children
    setattr(ledger, "children", lambda parent: [])  # noqa: B010  an assignment would not pass the type checker
    strike = reversal.desk.server.sandbox.faults.strike

    def arriving(method: str, path: str) -> object:
        if path.endswith("bulk-storno"):
            setattr(ledger, "children", children)  # noqa: B010
        return strike(method, path)

    setattr(reversal.desk.server.sandbox.faults, "strike", arriving)  # noqa: B010
    outcome = reversal.carry_out(case)
    assert isinstance(outcome, Refused), outcome
    assert outcome.problem.kind is ProblemKind.REFUSED
    assert outcome.problem.server_text == "Invoice is already part of a reversal."
    assert len(reversal.children) == 1


def test_two_at_one_time_make_one(reversal: Reversal) -> None:
    case = reversal.look()
    outcomes = reversal.desk.do_together(*(reversal.carrying_out(case) for _ in range(4)))
    assert sum(isinstance(outcome, Done) for outcome in outcomes) == 1, outcomes
    assert (reversal.posts, len(reversal.children)) == (1, 1)


# ------------------------------------------------------------------------------------- lost answers


@pytest.mark.parametrize("fault", ["drop-after", "truncated", "huge", "garbage"])
def test_a_lost_answer_is_found_by_reading_and_sent_once(reversal: Reversal, fault: str) -> None:
    reversal.desk.fail(fault, reversal.path, method="POST")
    outcome = reversal.carry_out()
    assert isinstance(outcome, Done), outcome
    assert outcome.made is not None
    assert outcome.made.value.id == reversal.children[0].id
    assert (reversal.posts, reversal.recorded) == (1, 1)


@pytest.mark.parametrize("part", ["events", "detail"])
def test_a_new_one_whose_maker_could_not_be_read_settles_nothing(reversal: Reversal, part: str) -> None:
    case = reversal.look()
    reversal.desk.fail("drop-after", reversal.path, method="POST")
    ours = "*/events" if part == "events" else "/api/v1/invoices/*-*-*-*-????????????"
    reversal.desk.fail("status", ours, method="GET", status=500, count=-1, skip=1)
    outcome = reversal.carry_out(case)
    assert isinstance(outcome, OutcomeUnknown), outcome
    assert outcome.settlement.standing is Standing.NOT_READ
    reversal.desk.mend()
    settled = reversal.look_again(outcome.intent)
    assert isinstance(settled, Done)
    assert settled.made is not None
    assert reversal.posts == 1


def test_one_that_never_arrived_stays_open_and_is_never_sent_again(reversal: Reversal) -> None:
    """Planted defect: resend on timeout."""
    case = reversal.look()
    intent = reversal.lose()
    second = reversal.carry_out(case)
    assert isinstance(second, OutcomeUnknown), second
    assert second.intent == intent
    assert (reversal.posts, reversal.children) == (1, [])


def test_a_colleagues_is_not_taken_for_ours(reversal: Reversal) -> None:
    intent = reversal.lose()
    reversal.by_colleague()
    settled = reversal.look_again(intent)
    assert isinstance(settled, OutcomeUnknown), settled
    assert settled.settlement.standing is Standing.DONE_BY_OTHER
    assert settled.settlement.event is not None
    assert settled.settlement.event.by == "owner@exemplu.ro"
    # Our own request may still be on its way; nothing is sent meanwhile.
    assert isinstance(
        reversal.desk.do(reversal.service.look(reversal.desk.company, reversal.invoice_id)), OutcomeUnknown
    )
    reversal.desk.server.sandbox.world.clock._frozen = intent.until + timedelta(seconds=1)
    case = reversal.look()  # the outcome is known, and there is one now
    assert blocking(case) == {Check.CREDIT_NOTES}


def test_a_colleagues_does_not_hide_a_late_request(reversal: Reversal) -> None:
    """They make one, and delete it; then our request arrives after all."""
    intent = reversal.lose()
    reversal.by_colleague()
    assert isinstance(reversal.look_again(intent), OutcomeUnknown)
    (theirs,) = reversal.children
    with visitor(reversal.desk.server) as other:
        path, headers = f"/api/v1/invoices/{theirs.id}", {"X-Company": reversal.desk.company.id}
        assert other.delete(path, headers=headers).is_success
    assert reversal.children == []
    reversal.by_colleague("accountant")
    settled = reversal.look_again(intent)
    assert isinstance(settled, Done), settled
    assert settled.made is not None
    assert settled.made.value.id == reversal.children[0].id


def test_one_that_lands_late_is_found(reversal: Reversal) -> None:
    intent = reversal.lose()
    # The bytes were still under way: the server does now what it was asked.
    reversal.by_colleague("accountant")
    settled = reversal.look_again(intent)
    assert isinstance(settled, Done), settled
    assert settled.made is not None


def test_a_cancellation_waits_for_an_open_storno(desk: ServiceDesk) -> None:
    reversal, cancelling = Reversal(desk), Deed(desk, ActKind.CANCEL)
    reversal.name = cancelling.name
    case = cancelling.look()
    intent = reversal.lose()
    outcome = cancelling.carry_out(case)
    assert isinstance(outcome, OutcomeUnknown)
    assert outcome.intent == intent
    assert cancelling.posts == 0
    # What is settled from there is the storno, and it blocks the cancellation.
    reversal.by_colleague("accountant")
    looked = desk.do(cancelling.service.look(desk.company, cancelling.invoice_id))
    assert isinstance(looked, Case)
    assert Check.CREDIT_NOTES in blocking(looked)
    assert desk.do(desk.house.services.recovery.open_acts()) == ()


# ------------------------------------------------------------------------------------------ refusals


def test_without_the_right_nothing_is_sent(desk: ServiceDesk) -> None:
    desk.sign_in("angajat@exemplu.ro")
    reversal = Reversal(desk)
    case = reversal.look()
    assert Check.PERMITTED in blocking(case)
    assert case.assessment.of(Check.PERMITTED).grounds[0].text == "invoice.refund"
    assert isinstance(reversal.carry_out(case), CaseChanged)
    assert reversal.posts == 0


def test_a_right_that_the_server_misses_is_a_refusal_like_a_403(reversal: Reversal) -> None:
    body = {"created": 0, "errors": [{"id": reversal.invoice_id, "error": "Access Denied."}]}
    case = reversal.look()
    reversal.desk.fail("status", reversal.path, method="POST", status=200, body=body)
    outcome = reversal.carry_out(case)
    assert isinstance(outcome, Refused), outcome
    assert outcome.problem.kind is ProblemKind.FORBIDDEN
    assert reversal.children == []


@pytest.mark.parametrize(
    "body",
    [
        {"created": 0, "errors": []},
        {"created": 2, "errors": []},
        {"created": 0, "errors": [{"id": "019a0008-0000-7000-8000-0000000000ff", "error": "x"}]},
        {"cancelled": 1, "errors": []},
    ],
)
def test_an_answer_that_proves_nothing_leaves_it_open(reversal: Reversal, body: object) -> None:
    reversal.desk.fail("status", reversal.path, method="POST", status=200, body=body)
    outcome = reversal.carry_out()
    assert isinstance(outcome, OutcomeUnknown), outcome
    assert outcome.settlement.standing is Standing.NOT_SEEN
    assert reversal.posts == 1


@pytest.mark.parametrize(
    ("name", "check", "kind"),
    [
        ("draft-cancelme", Check.STATUS, GroundKind.STATUS_IS),
        ("rejected", Check.STATUS, GroundKind.REJECTED_BY_ANAF),
        ("restore-1", Check.STATUS, GroundKind.STATUS_IS),
        ("incoming-1", Check.OUTGOING, GroundKind.IS_INCOMING),
    ],
)
def test_what_the_server_does_not_reverse_is_said_beforehand(
    reversal: Reversal, name: str, check: Check, kind: GroundKind
) -> None:
    reversal.name = name
    case = reversal.look()
    assert check in blocking(case)
    assert kind in {ground.kind for ground in case.assessment.of(check).grounds}
    assert isinstance(reversal.carry_out(case), CaseChanged)
    assert reversal.posts == 0


def test_a_storno_is_not_reversed_again(reversal: Reversal) -> None:
    reversal.by_colleague()
    storno = reversal.children[0]
    storno.detail["status"] = "issued"
    looked = reversal.desk.do(reversal.service.look(reversal.desk.company, InvoiceId(storno.id)))
    assert isinstance(looked, Case)
    (ground,) = looked.assessment.of(Check.CREDIT_NOTES).grounds
    assert ground.kind is GroundKind.IS_A_STORNO
    assert ground.text == reversal.desk.book(reversal.name).detail["number"]
