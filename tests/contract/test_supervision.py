"""A second person approves a restore at the desk: in their own name, once, for what they saw, and nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication

from storno_desktop.domain.act_record import ActRecord
from storno_desktop.domain.facts import Reached
from storno_desktop.domain.finding import Check, Verdict
from storno_desktop.domain.journal_row import ActState
from storno_desktop.domain.problem import Problem
from storno_desktop.domain.restore_rules import RestoreRules, WhenApproved
from storno_desktop.domain.session import Permission, SecondFactorChallenge
from storno_desktop.domain.supervision import Approval, Objection
from storno_desktop.sandbox.settings import DialectName
from storno_desktop.service.case import ActOutcome, Case, CaseChanged, Done, NotAllowed, OutcomeUnknown
from storno_desktop.service.desk_supervision import DeskSupervision
from storno_desktop.service.policy import Policy
from storno_desktop.service.services import Services
from storno_desktop.service.session import Session
from storno_desktop.service.supervision import Hearing
from tests.contract.service_desk import IDS, WHY, ServiceDesk, open_desk

OWNER, CLERK = "owner@exemplu.ro", "contabil@exemplu.ro"
NAME = "restore-1"


class Seconds:
    """A clock that only runs when it is told to."""

    def __init__(self) -> None:
        self.now = 1_000.0

    def __call__(self) -> float:
        return self.now


class Bench:
    """An operator at the desk, and whoever comes to supervise."""

    def __init__(self, desk: ServiceDesk, rules: RestoreRules | None = None) -> None:
        self.desk, self.seconds = desk, Seconds()
        self.supervision = self._made(rules or desk.house.services.policy.restore)

    def _made(self, rules: RestoreRules) -> DeskSupervision:
        made = self.services.supervise()
        made._rules, made.restoration.rules = rules, rules
        made._monotonic, made._began = self.seconds, self.seconds.now
        return made

    @property
    def services(self) -> Services:
        return self.desk.house.services

    def come(self, email: str = OWNER) -> Session:
        """Sign in beside the operator."""
        accounts = self.desk.server.accounts
        password = next(str(each["password"]) for each in accounts if each["email"] == email)
        answer = self.desk.do(self.supervision.sessions.sign_in(self.desk.address, email, password))
        assert isinstance(answer, Session), answer
        return answer

    def hear(self, name: str = NAME) -> Hearing:
        heard = self.desk.do(self.supervision.hear(self.desk.company, IDS[name], Reached.NO))
        assert isinstance(heard, Hearing), heard
        return heard

    def approve(self, hearing: Hearing) -> Approval:
        approval = self.supervision.approve(hearing)
        assert approval is not None
        return approval

    def restore(self, approval: Approval, hearing: Hearing, reason: str = WHY) -> ActOutcome:
        noted = frozenset(each.check for each in hearing.case.assessment.warnings)
        return self.desk.do(self.supervision.restore(approval, hearing, noted, reason))

    @property
    def posts(self) -> int:
        return self.desk.count("POST", "/restore")

    @property
    def newest(self) -> ActRecord:
        async def read() -> ActRecord:
            return (await self.services.journal.acts_before(None, 1))[0]

        return self.desk.do(read())


@pytest.fixture(params=["observed", "documented"])
def desk(qapp: QApplication, request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[ServiceDesk]:
    dialect: DialectName = request.param
    with open_desk(journal=tmp_path / "journal", policy=Policy(), dialect=dialect) as opened:
        opened.sign_in(CLERK)
        for name in (NAME, "restore-2"):  # the clerk's own mistake
            for event in opened.book(name).events:
                event["createdBy"] = CLERK
        yield opened


@pytest.fixture
def bench(desk: ServiceDesk) -> Bench:
    return Bench(desk)


def refused(bench: Bench, outcome: ActOutcome, why: str) -> None:
    """Nothing was sent, and the journal holds why and who asked."""
    assert outcome == NotAllowed(why)
    assert bench.posts == 0
    record = bench.newest
    assert record.state is ActState.ABANDONED
    assert record.steps[-1]["why"] == why
    assert CLERK in record.requester


# ----------------------------------------------------------------------------------------- the usual way


def test_the_restore_is_sent_in_the_supervisors_name_and_both_stand_in_the_journal(bench: Bench) -> None:
    supervisor = bench.come()
    hearing = bench.hear()
    assert hearing.objections == ()
    outcome = bench.restore(bench.approve(hearing), hearing)
    assert isinstance(outcome, Done), outcome
    assert bench.posts == 1
    event = bench.desk.book(NAME).events[0]
    assert event["createdBy"] == OWNER
    record = bench.newest
    assert record.author.email == OWNER
    assert CLERK in record.requester
    assert record.own_reason == WHY
    assert record.steps[0]["supervised"] == "by_another"
    assert bench.desk.do(bench.services.journal.verify()) is None
    # The operator's session went on all the time.
    assert bench.services.sessions._connection.user is not None
    assert bench.services.sessions._connection.user.email == CLERK
    bench.desk.do(bench.supervision.leave())
    assert bench.supervision._connection.client is None
    assert supervisor.user.email == OWNER


def test_a_supervisors_tokens_are_kept_nowhere(bench: Bench) -> None:
    bench.come()
    vault = bench.desk.house.vault

    async def found() -> object:
        from storno_desktop.domain.account import account_id

        return await vault.find(account_id(bench.desk.address, OWNER))

    assert bench.desk.do(found()) is None


def test_an_operator_restores_nothing_alone(bench: Bench) -> None:
    service = bench.services.restoration
    case = bench.desk.do(service.look(bench.desk.company, IDS[NAME], Reached.NO))
    assert isinstance(case, Case)
    refused(bench, bench.desk.do(service.restore(case, frozenset(), WHY)), "needs_supervisor")


def test_a_lost_answer_is_settled_in_the_supervisors_name(bench: Bench) -> None:
    bench.come()
    hearing = bench.hear()
    bench.desk.fail("drop-after", "*/restore", method="POST")
    assert isinstance(bench.restore(bench.approve(hearing), hearing), Done)
    assert [row.state for row in bench.newest.rows][-3:] == [
        ActState.UNKNOWN,
        ActState.CONFIRMED,
        ActState.NOTED,
    ]
    assert bench.posts == 1


def test_what_stays_open_is_read_back_by_the_operator_afterwards(bench: Bench) -> None:
    bench.come()
    hearing = bench.hear()
    bench.desk.fail("drop-after", "*/restore", method="POST")
    bench.desk.fail("status", f"*/{IDS[NAME]}", method="GET", status=500, count=1, skip=1)
    assert isinstance(bench.restore(bench.approve(hearing), hearing), OutcomeUnknown)
    bench.desk.do(bench.supervision.leave())
    recovery = bench.services.recovery
    (act,) = bench.desk.do(recovery.open_acts())
    assert bench.desk.do(recovery.read_back(act)).is_settled
    assert bench.newest.state is ActState.CONFIRMED


# ------------------------------------------------------------------------------------------- the attacks


def test_the_same_person_cannot_approve(bench: Bench) -> None:
    bench.come(CLERK)
    hearing = bench.hear()
    assert Objection.SAME_PERSON in hearing.objections
    assert bench.supervision.approve(hearing) is None
    forged = _forged(bench, hearing)
    refused(bench, bench.restore(forged, hearing), "approval_used")


def test_an_operator_under_a_supervisors_name_is_still_the_operator(bench: Bench) -> None:
    """The name in the hearing is nobody's proof: whose token it is counts."""
    bench.come(CLERK)
    hearing = bench.hear()
    user = bench.supervision._connection.user
    assert user is not None
    pretended = replace(hearing, objections=(), supervisor=replace(user, id="u-owner", email=OWNER))
    approval = bench.supervision.approve(pretended)
    assert approval is not None
    refused(bench, bench.restore(approval, pretended), "approval_of_another")


def test_an_approval_is_used_once(bench: Bench) -> None:
    """Planted defect: approval reused."""
    bench.come()
    hearing = bench.hear()
    approval = bench.approve(hearing)
    bench.desk.fail("status", "*/restore", method="POST", status=422, body={"error": "Nu."})
    bench.restore(approval, hearing)
    again = bench.restore(approval, hearing)
    assert again == NotAllowed("approval_used")
    assert bench.posts == 1
    assert bench.newest.steps[-1]["why"] == "approval_used"


def test_an_approval_is_for_one_invoice(bench: Bench) -> None:
    bench.come()
    hearing, other = bench.hear(), bench.hear("restore-2")
    approval = bench.approve(hearing)
    refused(bench, bench.restore(approval, other), "approval_for_another")


def test_an_approval_ends_after_two_minutes_by_a_clock_that_nobody_can_set(bench: Bench) -> None:
    bench.come()
    hearing = bench.hear()
    approval = bench.approve(hearing)
    bench.seconds.now += 121
    refused(bench, bench.restore(approval, hearing), "approval_expired")
    assert bench.supervision.approve(hearing) is None
    assert not bench.supervision.extend()  # what has ended is not extended


def test_an_approval_can_be_extended_while_it_holds(bench: Bench) -> None:
    bench.come()
    hearing = bench.hear()
    approval = bench.approve(hearing)
    bench.seconds.now += 100
    assert bench.supervision.extend()
    bench.seconds.now += 100
    assert isinstance(bench.restore(approval, hearing), Done)


def test_a_changed_finding_voids_the_approval(bench: Bench) -> None:
    bench.come()
    hearing = bench.hear()
    approval = bench.approve(hearing)
    bench.desk.by_another(NAME, "payments", amount="1.00")
    outcome = bench.restore(approval, hearing)
    assert isinstance(outcome, CaseChanged), outcome
    assert bench.posts == 0
    assert bench.newest.steps[-1]["why"] == "changed"
    # Not even for what is found now.
    now = replace(hearing, case=outcome.case)
    assert bench.restore(approval, now) == NotAllowed("approval_used")


def test_an_approval_does_not_fit_other_findings(bench: Bench) -> None:
    bench.come()
    hearing = bench.hear()
    approval = bench.approve(hearing)
    facts = replace(hearing.case.facts, reached=Reached.YES)
    other = replace(hearing, case=replace(hearing.case, facts=facts))
    refused(bench, bench.restore(approval, other), "approval_void")


def test_a_forged_approval_is_none(bench: Bench) -> None:
    bench.come()
    hearing = bench.hear()
    bench.approve(hearing)
    refused(bench, bench.restore(_forged(bench, hearing), hearing), "approval_used")


def test_two_clerks_cannot_approve_each_other(desk: ServiceDesk) -> None:
    bench = Bench(desk)
    others = [each["email"] for each in desk.server.accounts if each["email"] not in {OWNER, CLERK}]
    for email in others:
        bench = Bench(desk)
        answer = desk.do(bench.supervision.sessions.sign_in(desk.address, str(email), _password(desk, email)))
        if isinstance(answer, Problem | SecondFactorChallenge):
            continue
        heard = desk.do(bench.supervision.hear(desk.company, IDS[NAME], Reached.NO))
        if isinstance(heard, Hearing) and answer.user.role not in {"owner", "admin"}:
            assert Objection.NO_SUPERVISOR in heard.objections
            assert bench.supervision.approve(heard) is None


def test_whoever_cancelled_cannot_approve(bench: Bench) -> None:
    for event in bench.desk.book(NAME).events:
        event["createdBy"] = OWNER
    bench.come()
    assert Objection.CANCELLED_IT in bench.hear().objections


@pytest.mark.parametrize("reason", [" prea scur ", "🇷🇴" * 5])  # as a person counts: nine and five
def test_a_short_reason_is_refused_in_the_service_too(bench: Bench, reason: str) -> None:
    bench.come()
    hearing = bench.hear()
    refused(bench, bench.restore(bench.approve(hearing), hearing, reason), "reason_too_short")


@pytest.mark.parametrize("part", ["events", "payments"])
def test_what_cannot_be_read_is_never_approved(bench: Bench, part: str) -> None:
    bench.come()
    bench.desk.fail("status", f"*/{part}", method="GET", status=500, count=-1)
    hearing = bench.hear()
    assert hearing.case.assessment.stopped
    assert bench.supervision.approve(hearing) is None


# ---------------------------------------------------------------------------------------------- saying no


def test_a_refusal_stands_in_the_journal_with_its_comment(bench: Bench) -> None:
    bench.come()
    hearing = bench.hear()
    outcome = bench.desk.do(bench.supervision.refuse(hearing, WHY, "Clientul a primit-o deja"))
    refused(bench, outcome, "supervisor_refused")
    assert bench.newest.steps[0]["note"] == "Clientul a primit-o deja"
    assert bench.newest.author.email == OWNER
    approval = bench.supervision.approve(hearing)
    assert approval is not None  # thinking better of it is allowed, with a new approval
    assert isinstance(bench.restore(approval, hearing), Done)


# ------------------------------------------------------------------------------------ a firm of one person


def test_one_person_confirms_alone_after_the_wait(desk: ServiceDesk) -> None:
    rules = RestoreRules(confirms_alone=True, roles=frozenset({"owner", "admin", "accountant"}))
    bench = Bench(desk, rules)
    bench.come(CLERK)
    hearing = bench.hear()
    assert hearing.alone
    assert bench.supervision.approve(hearing) is None
    bench.seconds.now += 10 * 60 + 1
    hearing = bench.hear()
    outcome = bench.restore(bench.approve(hearing), hearing)
    assert isinstance(outcome, Done), outcome
    assert bench.newest.steps[0]["supervised"] == "alone"


def test_only_where_a_check_warns(desk: ServiceDesk) -> None:
    rules = RestoreRules(approval=WhenApproved.ON_WARNING)
    service = desk.house.services.restoration
    service.rules = rules
    warned = desk.do(service.look(desk.company, IDS["cancelled-series-inactive"], Reached.NO))
    assert isinstance(warned, Case)
    assert [each.check for each in warned.assessment.warnings] == [Check.SERIES]
    noted = frozenset({Check.SERIES})
    assert desk.do(service.restore(warned, noted, WHY)) == NotAllowed("needs_supervisor")
    clear = desk.do(service.look(desk.company, IDS[NAME], Reached.NO))
    assert isinstance(clear, Case)
    assert isinstance(desk.do(service.restore(clear, frozenset(), WHY)), Done)


def _forged(bench: Bench, hearing: Hearing) -> Approval:
    user = bench.supervision._connection.user
    assert user is not None
    return Approval(
        company_id=bench.desk.company.id,
        invoice_id=str(hearing.case.invoice_id),
        fingerprint=hearing.case.assessment.fingerprint,
        by=user.id,
        secret="0" * 32,
    )


def _password(desk: ServiceDesk, email: Any) -> str:
    return next(str(each["password"]) for each in desk.server.accounts if each["email"] == email)


def test_an_operator_without_the_right_to_change_invoices_asks_and_the_supervisor_restores(
    desk: ServiceDesk,
) -> None:
    """As the administrator's guide has it: then the server itself refuses everybody but supervisors."""
    email = "angajat@exemplu.ro"
    desk.sign_in(email)
    user = desk.house.services.sessions._connection.user
    assert user is not None
    assert not user.may(Permission.EDIT)
    service = desk.house.services.restoration
    asked = desk.do(service.look(desk.company, IDS[NAME], Reached.NO))
    assert isinstance(asked, Case)
    assert asked.assessment.of(Check.PERMITTED).verdict is Verdict.CLEAR
    bench = Bench(desk)
    bench.come()
    hearing = bench.hear()
    assert isinstance(bench.restore(bench.approve(hearing), hearing), Done)
    assert email in bench.newest.requester
