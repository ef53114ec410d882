"""Working under an API key: it goes bare, its scopes cannot be read, and a refusal is explained, not guessed."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication

from storno_desktop.domain.act import ActKind
from storno_desktop.domain.finding import Check, Verdict
from storno_desktop.domain.problem import Problem, ProblemKind
from storno_desktop.domain.session import Permission, Right, SignInWay
from storno_desktop.sandbox.settings import DialectName
from storno_desktop.service.case import Done, Refused
from storno_desktop.service.session import Session
from storno_desktop.service.session_service import SignedOut
from tests.contract.arrivals import arrivals_at
from tests.contract.program import account_of, granted
from tests.contract.service_desk import STATUS_ACTS, WORLD, Deed, ServiceDesk, open_desk
from tests.memory_ring import MemoryRing, installed

OWNER = "owner@exemplu.ro"
READING = ["company.view", "client.view", "invoice.view", "series.view", "payment.view", "efactura.view"]
BOTH = pytest.mark.parametrize("kind", STATUS_ACTS, ids=lambda kind: kind.name.lower())


@pytest.fixture
def ring() -> MemoryRing:
    return MemoryRing()


@pytest.fixture(params=["observed", "documented"])
def desk(qapp: QApplication, ring: MemoryRing, request: pytest.FixtureRequest) -> Iterator[ServiceDesk]:
    dialect: DialectName = request.param
    with open_desk(dialect=dialect) as opened, installed(ring):
        yield opened


def a_key(desk: ServiceDesk, scopes: list[str], email: str = OWNER) -> str:
    world = desk.server.sandbox.world
    return world.accounts.add_api_key("desktop", email, scopes, world.clock, world.ledger.ids).key


def enter(desk: ServiceDesk, key: str, *, stay: bool = False) -> Session | Problem:
    came = desk.do(desk.house.services.sessions.sign_in_with_key(desk.address, key, stay=stay))
    if isinstance(came, Session):
        desk.session = came
    return came


def test_a_key_goes_without_bearer_on_every_request(desk: ServiceDesk) -> None:
    heard = arrivals_at(desk.server)
    key = a_key(desk, [*READING, "invoice.cancel"])
    assert isinstance(enter(desk, key), Session)
    assert isinstance(Deed(desk, ActKind.CANCEL).carry_out(), Done)
    said = {each.headers.get("authorization", "") for each in heard if not each.path.endswith("/version")}
    assert said == {key}
    # Its organisation is not known by the key: it is said (contract §3.7).
    assert all("x-organization" in each.headers for each in heard if "/invoices" in each.path)


def test_rights_are_offered_as_unreadable(desk: ServiceDesk) -> None:
    session = enter(desk, a_key(desk, READING))
    assert isinstance(session, Session)
    assert session.user.way is SignInWay.API_KEY
    assert session.user.right(Permission.CANCEL) is Right.UNREADABLE
    assert session.user.may(Permission.CANCEL)


def test_what_the_person_may_not_do_no_key_can(desk: ServiceDesk) -> None:
    session = enter(desk, a_key(desk, [*READING, "invoice.cancel"], "angajat@exemplu.ro"))
    assert isinstance(session, Session)
    assert session.user.right(Permission.CANCEL) is Right.MISSING


@BOTH
def test_a_refusal_for_a_missing_scope_is_told_and_changes_nothing(desk: ServiceDesk, kind: ActKind) -> None:
    assert isinstance(enter(desk, a_key(desk, READING)), Session)
    deed = Deed(desk, kind)
    case = deed.look()
    assert case.assessment.of(Check.PERMITTED).verdict is not Verdict.BLOCKING
    outcome = deed.carry_out(case)
    assert isinstance(outcome, Refused), outcome
    assert (outcome.problem.kind, outcome.problem.status) == (ProblemKind.FORBIDDEN, 403)
    assert (deed.posts, deed.recorded, deed.status) == (1, 0, deed.before)


@pytest.mark.parametrize("name", ["owner-revoked", "owner-expired", None])
def test_a_key_that_is_no_good_is_told_as_wrong(
    desk: ServiceDesk, ring: MemoryRing, name: str | None
) -> None:
    key = "af_" + "0" * 64 if name is None else str(WORLD["apiKeys"][name]["key"])
    came = enter(desk, key, stay=True)
    assert isinstance(came, Problem)
    assert came.kind is ProblemKind.WRONG_CREDENTIALS
    assert ring.secrets == {}


@pytest.mark.parametrize("key", ["", " ", "af_ă", "two words", "af_1\nX-Company: 1"])
def test_what_can_be_no_key_is_never_sent(desk: ServiceDesk, key: str) -> None:
    heard = arrivals_at(desk.server)
    came = enter(desk, key)
    assert isinstance(came, Problem)
    assert came.kind is ProblemKind.WRONG_CREDENTIALS
    assert {each.path for each in heard} <= {"/api/v1/version"}


def test_a_key_revoked_meanwhile_ends_the_session_without_a_renewal(
    desk: ServiceDesk, ring: MemoryRing
) -> None:
    key = a_key(desk, READING)
    assert isinstance(enter(desk, key, stay=True), Session)
    record = desk.server.sandbox.world.accounts.api_key(key)
    assert record is not None
    record.revoked_at = desk.server.sandbox.world.clock.stamp()
    heard = arrivals_at(desk.server)
    client, _ = desk.house.services.sessions._connection.require()
    answer = desk.do(client.me())
    assert isinstance(answer, Problem)
    assert answer.kind is ProblemKind.SIGNED_OUT
    assert heard.renewals == []


def test_signing_out_forgets_a_key_and_revokes_nothing(desk: ServiceDesk, ring: MemoryRing) -> None:
    assert isinstance(enter(desk, a_key(desk, READING), stay=True), Session)
    assert len(ring.secrets) == 1
    gone = desk.do(desk.house.services.sessions.sign_out())
    assert gone == SignedOut(revoked=None, forgotten=True)
    assert ring.secrets == {}


@BOTH
def test_a_browser_sign_in_without_the_scope_stops_before_anything_is_sent(
    desk: ServiceDesk, kind: ActKind
) -> None:
    """`/me` shows the person's rights; the scopes that narrow them came with the tokens (contract §3.4)."""
    account = account_of(desk.server)
    sessions = desk.house.services.sessions
    desk.do(sessions._vault.keep(account, granted(desk.server, scopes=tuple(READING)), durable=True))
    session = desk.do(sessions.resume(account))
    assert isinstance(session, Session), session
    desk.session = session
    needed = Permission.CANCEL if kind is ActKind.CANCEL else Permission.EDIT
    assert needed.value in (session.user.permissions or frozenset())
    assert session.user.right(needed) is Right.OUT_OF_SCOPE
    deed = Deed(desk, kind)
    case = deed.look()
    assert case.assessment.of(Check.PERMITTED).verdict is Verdict.BLOCKING
    deed.carry_out(case)
    assert (deed.posts, deed.status) == (0, deed.before)
