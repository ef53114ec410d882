"""Signing in and out through the real services, and working in one company after another."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from storno_desktop.domain.evidence import Evidence
from storno_desktop.domain.facts import Reached
from storno_desktop.domain.problem import Problem, ProblemKind
from storno_desktop.domain.session import SecondFactorChallenge
from storno_desktop.sandbox.settings import DialectName
from storno_desktop.service.case import Case
from storno_desktop.service.refresh import RefreshProgress
from storno_desktop.service.session import Session
from tests.contract.service_desk import IDS, WORLD, ServiceDesk, open_desk

PASSWORD = str(WORLD["password"])
OWNER = "owner@exemplu.ro"


@pytest.fixture(params=["observed", "documented"])
def desk(qapp: QApplication, request: pytest.FixtureRequest) -> Iterator[ServiceDesk]:
    dialect: DialectName = request.param
    with open_desk(dialect=dialect) as opened:
        yield opened


def sign_in(desk: ServiceDesk, email: str, password: str = PASSWORD) -> object:
    return desk.do(desk.house.services.sessions.sign_in(desk.address, email, password))


def company_names(desk: ServiceDesk) -> list[str]:
    """The companies of whoever is signed in, asked of the server now."""
    client, _ = desk.house.services.sessions._connection.require()
    listed = desk.do(client.companies())
    assert isinstance(listed, Evidence)
    return sorted(each.name for each in listed.value)


def test_a_session_tells_the_person_and_the_companies(desk: ServiceDesk) -> None:
    session = sign_in(desk, OWNER)
    assert isinstance(session, Session)
    assert session.user.email == OWNER
    assert session.server == desk.address
    assert {each.cif for each in session.companies} == {"14399840", "18547290"}
    assert desk.count("POST", "/api/auth") == 1


@pytest.mark.parametrize(
    ("email", "password", "kind"),
    [
        (OWNER, "gresit", ProblemKind.WRONG_CREDENTIALS),
        ("nimeni@exemplu.ro", PASSWORD, ProblemKind.WRONG_CREDENTIALS),
        ("inactiv@exemplu.ro", PASSWORD, None),
        ("neconfirmat@exemplu.ro", PASSWORD, None),
    ],
)
def test_whoever_may_not_come_in_is_told_after_one_try(
    desk: ServiceDesk, email: str, password: str, kind: ProblemKind | None
) -> None:
    problem = sign_in(desk, email, password)
    assert isinstance(problem, Problem), problem
    assert kind in {None, problem.kind}
    assert desk.count("POST", "/api/auth") == 1
    assert not desk.house.services.sessions._connection.is_open


@pytest.mark.parametrize("kind", ["drop-before", "drop-after", "html", "truncated"])
def test_a_login_that_got_lost_is_not_repeated(desk: ServiceDesk, kind: str) -> None:
    desk.fail(kind, "/api/auth", method="POST")
    assert isinstance(sign_in(desk, OWNER), Problem)
    assert desk.count("POST", "/api/auth") == 1
    assert isinstance(sign_in(desk, OWNER), Session)


@pytest.mark.parametrize("path", ["/api/v1/me", "/api/v1/companies"])
def test_a_sign_in_that_stops_half_way_leaves_nobody_signed_in(desk: ServiceDesk, path: str) -> None:
    desk.fail("status", path, method="GET", status=500)
    problem = sign_in(desk, OWNER)
    assert isinstance(problem, Problem)
    assert problem.kind is ProblemKind.SERVER_FAULT
    assert not desk.house.services.sessions._connection.is_open


def test_without_a_server_the_sign_in_says_so(desk: ServiceDesk) -> None:
    desk.server.stop()
    problem = sign_in(desk, OWNER)
    assert isinstance(problem, Problem)
    assert problem.kind is ProblemKind.NO_NETWORK


# ------------------------------------------------------------------------------------ second factor


def challenge(desk: ServiceDesk) -> SecondFactorChallenge:
    asked = sign_in(desk, str(WORLD["mfa"]["email"]))
    assert isinstance(asked, SecondFactorChallenge), asked
    return asked


def test_a_second_factor_finishes_the_sign_in(desk: ServiceDesk) -> None:
    asked = challenge(desk)
    assert not desk.house.services.sessions._connection.is_open
    wrong = desk.do(desk.house.services.sessions.answer_challenge(asked, "000000", "totp"))
    assert isinstance(wrong, Problem), wrong
    code = str(WORLD["mfa"]["backup"][0])
    session = desk.do(desk.house.services.sessions.answer_challenge(asked, code, "backup_code"))
    assert isinstance(session, Session), session
    assert company_names(desk)


def test_a_code_without_a_sign_in_is_no_way_in(desk: ServiceDesk) -> None:
    asked = challenge(desk)
    desk.do(desk.house.services.sessions.give_up())
    answer = desk.do(desk.house.services.sessions.answer_challenge(asked, "aaaa-1111", "backup_code"))
    assert isinstance(answer, Problem)
    assert answer.kind is ProblemKind.SIGNED_OUT


def test_a_second_factor_that_is_not_given_leaves_the_old_session(desk: ServiceDesk) -> None:
    sign_in(desk, OWNER)
    challenge(desk)
    assert "Brutăria Șoimul SRL" in company_names(desk)


# ----------------------------------------------------------------------------- one after the other


def test_a_second_sign_in_replaces_the_first(desk: ServiceDesk) -> None:
    sign_in(desk, OWNER)
    first, _ = desk.house.services.sessions._connection.require()
    assert isinstance(sign_in(desk, "altul@exemplu.ro"), Session)
    second, user = desk.house.services.sessions._connection.require()
    assert second is not first
    assert user.email == "altul@exemplu.ro"
    assert company_names(desk) == ["Altă Firmă Țesături SRL"]


def test_a_sign_in_that_fails_leaves_the_session_as_it_was(desk: ServiceDesk) -> None:
    sign_in(desk, OWNER)
    assert isinstance(sign_in(desk, "altul@exemplu.ro", "gresit"), Problem)
    assert "Brutăria Șoimul SRL" in company_names(desk)


def test_nobody_is_signed_in_after_signing_out(desk: ServiceDesk) -> None:
    sign_in(desk, OWNER)
    desk.do(desk.house.services.sessions.sign_out())
    desk.do(desk.house.services.sessions.sign_out())
    with pytest.raises(RuntimeError):
        desk.house.services.sessions._connection.require()


@pytest.mark.parametrize("where", ["/api/auth", "/api/v1/me", "/api/v1/companies"])
def test_a_sign_in_that_is_given_up_leaves_no_connection_behind(
    desk: ServiceDesk, qtbot: QtBot, where: str
) -> None:
    desk.fail("delay", where, ms=60_000)

    async def begin_and_give_up() -> None:
        trying = asyncio.create_task(desk.house.services.sessions.sign_in(desk.address, OWNER, PASSWORD))
        while not any(path == where for _method, path in desk.arrived):  # noqa: ASYNC110  on another thread
            await asyncio.sleep(0.005)
        trying.cancel()
        await asyncio.gather(trying, return_exceptions=True)

    desk.do(begin_and_give_up())
    running = desk.server._server
    assert running is not None
    qtbot.waitUntil(lambda: not running.server_state.connections)
    assert not desk.house.services.sessions._connection.is_open


# ---------------------------------------------------------------------------------------- companies


def test_each_company_is_asked_in_its_own_name(desk: ServiceDesk) -> None:
    session = sign_in(desk, OWNER)
    assert isinstance(session, Session)
    for company in session.companies:
        step = desk.do(desk.house.services.invoices.begin_refresh(company))
        assert isinstance(step, RefreshProgress)
        assert step.expected == (64 if company.cif == "18547290" else 6)


def test_an_invoice_of_another_company_cannot_be_acted_upon(desk: ServiceDesk) -> None:
    """The server finds it by its id whatever company is named; the rules are ours."""
    session = sign_in(desk, OWNER)
    assert isinstance(session, Session)
    other = next(each for each in session.companies if each.cif != "18547290")
    services = desk.house.services
    for service, name in ((services.cancellation, "issued-1"), (services.restoration, "restore-1")):
        case = desk.do(service.look(other, IDS[name], Reached.NO))
        assert isinstance(case, Case)
        assert case.assessment.stopped


def test_without_a_company_there_is_a_session_without_companies(desk: ServiceDesk) -> None:
    for company in desk.server.ledger.companies.values():
        company.deleted = True
    session = sign_in(desk, OWNER)
    assert isinstance(session, Session)
    assert session.companies == ()
