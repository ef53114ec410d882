"""A person in two organisations: whose headers go with what, and a server that answers for the wrong one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import httpx
import pytest
from PySide6.QtWidgets import QApplication

from storno_desktop.domain.act import ActKind
from storno_desktop.domain.evidence import Evidence
from storno_desktop.domain.facts import Reached
from storno_desktop.domain.finding import Check, Verdict
from storno_desktop.domain.problem import Problem, ProblemKind
from storno_desktop.domain.session import Company
from storno_desktop.sandbox.settings import DialectName
from storno_desktop.service.case import Case, CaseChanged, Done, NotSent
from storno_desktop.service.connection import Reach
from storno_desktop.service.session import Session
from tests.contract.arrivals import Arrivals, arrivals_at
from tests.contract.service_desk import IDS, STATUS_ACTS, Deed, ServiceDesk, open_desk

ACCOUNTANT = "contabil@exemplu.ro"
HOME = "019a0001-0000-7000-8000-000000000001"
OTHER = "019a0001-0000-7000-8000-000000000002"
OTHER_COMPANY = "019a0002-0000-7000-8000-000000000003"


@pytest.fixture(params=["observed", "documented"])
def desk(qapp: QApplication, request: pytest.FixtureRequest) -> Iterator[ServiceDesk]:
    dialect: DialectName = request.param
    with open_desk(dialect=dialect, control=True) as opened:
        joined = httpx.post(
            f"{opened.server.url}/_sandbox/membership",
            json={"email": ACCOUNTANT, "organization": OTHER, "role": "accountant"},
        )
        assert joined.is_success, joined.text
        opened.sign_in(ACCOUNTANT)
        yield opened


def switch(desk: ServiceDesk, organization_id: str) -> Session | Problem:
    return desk.do(desk.house.services.sessions.switch_organization(organization_id))


def reach(desk: ServiceDesk, company: Company) -> Reach | Problem:
    return desk.house.services.sessions._connection.reach(company)


def organizations_of(heard: Arrivals) -> set[str | None]:
    """The organisations in whose name requests of the API came."""
    return {each.headers.get("x-organization") for each in heard if each.path.startswith("/api/v1/")}


def test_a_session_names_all_organisations_and_works_for_one(desk: ServiceDesk) -> None:
    session = desk.session
    assert session is not None
    assert session.user.organization_id == HOME
    assert {each.id for each in session.user.organizations} == {HOME, OTHER}
    assert OTHER_COMPANY not in {each.id for each in session.companies}


def test_every_request_says_for_which_organisation_it_is(desk: ServiceDesk) -> None:
    heard = arrivals_at(desk.server)
    services = desk.house.services
    desk.do(services.invoices.begin_refresh(desk.company))
    assert isinstance(Deed(desk, ActKind.CANCEL).carry_out(), Done)
    assert isinstance(Deed(desk, ActKind.RESTORE).carry_out(), Done)
    assert organizations_of(heard) == {HOME}
    asked = {each.path.rsplit("/", 1)[-1] for each in heard}
    assert {"me", "companies", "invoices", "events", "payments", "cancel", "restore"} <= asked
    # X-Company goes wherever a company is meant, and is only ever one of /companies.
    named = {each.headers.get("x-company") for each in heard if "/invoices" in each.path}
    assert named == {desk.company.id}


def test_a_switch_is_believed_after_the_server_said_so_itself(desk: ServiceDesk) -> None:
    heard = arrivals_at(desk.server)
    session = switch(desk, OTHER)
    assert isinstance(session, Session), session
    assert session.user.organization_id == OTHER
    assert [each.id for each in session.companies] == [OTHER_COMPANY]
    assert [each.path for each in heard] == ["/api/v1/me", "/api/v1/companies"]
    assert organizations_of(heard) == {OTHER}
    heard.clear()
    desk.do(desk.house.services.invoices.begin_refresh(session.companies[0]))
    assert organizations_of(heard) == {OTHER}
    assert {each.headers["x-company"] for each in heard} == {OTHER_COMPANY}
    back = switch(desk, HOME)
    assert isinstance(back, Session)
    assert OTHER_COMPANY not in {each.id for each in back.companies}


@pytest.mark.parametrize("wrong", ["019a0001-0000-7000-8000-00000000ffff", "", "nonsense"])
def test_a_server_that_falls_back_to_another_organisation_changes_nothing(
    desk: ServiceDesk, wrong: str
) -> None:
    connection = desk.house.services.sessions._connection
    before = (connection.client, connection.user, connection.companies)
    refused = switch(desk, wrong)
    assert isinstance(refused, Problem)
    assert refused.kind is ProblemKind.FORBIDDEN
    assert (connection.client, connection.user, connection.companies) == before


@pytest.mark.parametrize("path", ["/api/v1/me", "/api/v1/companies"])
def test_a_switch_that_fails_on_the_way_changes_nothing(desk: ServiceDesk, path: str) -> None:
    connection = desk.house.services.sessions._connection
    before = (connection.client, connection.user, connection.companies)
    desk.fail("status", path, method="GET", status=500)
    refused = switch(desk, OTHER)
    assert isinstance(refused, Problem)
    assert refused.kind is ProblemKind.SERVER_FAULT
    assert (connection.client, connection.user, connection.companies) == before


def test_a_company_of_the_other_organisation_is_refused_before_anything_is_sent(desk: ServiceDesk) -> None:
    home = desk.session
    assert home is not None
    abroad = switch(desk, OTHER)
    assert isinstance(abroad, Session)
    foreign = next(each for each in home.companies if each.cif == "18547290")
    deeds = {kind: Deed(desk, kind) for kind in STATUS_ACTS}
    # Cases that were seen at home, before the switch.
    switch(desk, HOME)
    cases = {kind: deed.look() for kind, deed in deeds.items()}
    switch(desk, OTHER)
    heard = arrivals_at(desk.server)
    refused = reach(desk, foreign)
    assert isinstance(refused, Problem)
    assert refused.kind is ProblemKind.FORBIDDEN
    services = desk.house.services
    for kind, deed in deeds.items():
        outcome = desk.do(deed.carrying_out(cases[kind]))
        assert isinstance(outcome, NotSent), outcome
        assert outcome.problem is not None
        assert outcome.problem.kind is ProblemKind.FORBIDDEN
        looked = desk.do(deed.service.look(foreign, IDS[deed.name], Reached.NO))
        assert isinstance(looked, Case)
        assert looked.assessment.stopped
    assert isinstance(desk.do(services.invoices.begin_refresh(foreign)), Problem)
    assert heard == []
    assert {deed.status for deed in deeds.values()} == {"issued", "cancelled"}


def test_an_invented_company_is_never_sent(desk: ServiceDesk) -> None:
    heard = arrivals_at(desk.server)
    invented = replace(desk.company, id="019a0002-0000-7000-8000-00000000ffff")
    assert isinstance(reach(desk, invented), Problem)
    assert heard == []


# ------------------------------------------------------------------------------------------- rights


def permitted(case: object) -> Verdict:
    assert isinstance(case, Case), case
    return case.assessment.of(Check.PERMITTED).verdict


@pytest.mark.parametrize("kind", STATUS_ACTS, ids=lambda kind: kind.name.lower())
def test_a_right_that_was_taken_away_meanwhile_stops_the_act(desk: ServiceDesk, kind: ActKind) -> None:
    deed = Deed(desk, kind)
    case = deed.look()
    assert permitted(case) is Verdict.CLEAR
    user = desk.server.sandbox.world.accounts.user(ACCOUNTANT)
    assert user is not None
    for membership in user.memberships:
        membership.permissions[:] = ["invoice.view", "series.view", "payment.view", "efactura.view"]
    outcome = deed.carry_out(case)
    assert isinstance(outcome, CaseChanged), outcome
    assert permitted(outcome.case) is Verdict.BLOCKING
    assert deed.posts == 0
    assert deed.status == deed.before


@pytest.mark.parametrize("kind", STATUS_ACTS, ids=lambda kind: kind.name.lower())
def test_support_staff_in_a_persons_name_can_look_and_change_nothing(
    desk: ServiceDesk, kind: ActKind
) -> None:
    turned = httpx.post(
        f"{desk.server.url}/_sandbox/user", json={"email": ACCOUNTANT, "impersonator": "owner@exemplu.ro"}
    )
    assert turned.is_success, turned.text
    session = desk.sign_in(ACCOUNTANT)
    assert session.user.impersonating
    deed = Deed(desk, kind)
    case = deed.look()
    assert case.assessment.stopped
    assert case.assessment.with_verdict(Verdict.BLOCKING)
    assert isinstance(deed.carry_out(case), CaseChanged)
    assert deed.posts == 0


def test_a_person_deactivated_meanwhile_is_told_so(desk: ServiceDesk) -> None:
    user = desk.server.sandbox.world.accounts.user(ACCOUNTANT)
    assert user is not None
    case = Deed(desk, ActKind.CANCEL).look()
    user.active = False
    client, _ = desk.house.services.sessions._connection.require()
    answer = desk.do(client.me())
    assert not isinstance(answer, Evidence)
    # The documented shape has no word for it: there the server's sentence is all that can be shown.
    observed = desk.server.settings.dialect == "observed"
    assert answer.kind is (ProblemKind.ACCOUNT_INACTIVE if observed else ProblemKind.FORBIDDEN)
    assert "deactivated" in answer.server_text
    deed = Deed(desk, ActKind.CANCEL)
    deed.carry_out(case)
    assert (deed.posts, deed.status) == (0, "issued")
