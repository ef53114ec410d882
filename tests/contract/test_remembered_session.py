"""A start without the server: who it was and for which companies is remembered, and nothing can be sent."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from storno_desktop.api.client import StornoClient
from storno_desktop.domain.account import AccountId, account_id
from storno_desktop.domain.problem import Problem, ProblemKind
from storno_desktop.domain.server_address import ServerAddress, parse_server_address
from storno_desktop.domain.session import Company, Organization, SignInWay, User
from storno_desktop.sandbox.faults import Fault
from storno_desktop.sandbox.listen import SandboxServer
from storno_desktop.sandbox.settings import SandboxSettings
from storno_desktop.service.connection import Connection, Reach
from storno_desktop.service.remembered_session import RememberedSession, parsed, text_of
from storno_desktop.service.session import Session
from storno_desktop.service.session_service import SessionService
from storno_desktop.vault.secret_vault import SecretVault
from tests.memory_ring import MemoryRing, installed


def a_program() -> SessionService:
    """A fresh start with a local copy."""
    vault = SecretVault()
    return SessionService(
        Connection(),
        lambda server, keeper: StornoClient(server.url, clock=lambda: datetime.now(UTC), keeper=keeper),  # noqa: TID251
        vault,
        RememberedSession(vault),
    )


GONE = Problem(ProblemKind.NO_NETWORK)


@pytest.fixture
def ring() -> Iterator[MemoryRing]:
    memory = MemoryRing()
    with installed(memory):
        yield memory


def enter(ring: MemoryRing, *, stay: bool = True) -> tuple[Session, AccountId]:
    """Somebody works for a while; then program and server end."""
    with SandboxServer(SandboxSettings(invoices=5)) as server:
        address, account = parse_server_address(server.url), server.accounts[0]
        assert isinstance(address, ServerAddress)

        async def work() -> Session:
            program = a_program()
            entered = await program.sign_in(address, account["email"], account["password"], stay=stay)
            assert isinstance(entered, Session)
            await program.leave()
            return entered

        return asyncio.run(work()), account_id(address, account["email"])


def test_person_and_companies_are_there_again(ring: MemoryRing) -> None:
    entered, account = enter(ring)

    async def story() -> None:
        program = a_program()
        answer = await program.resume(account)
        assert isinstance(answer, Problem)
        recalled = await program.recall(account, answer)
        assert recalled is not None
        assert (recalled.user, recalled.companies) == (entered.user, entered.companies)
        assert recalled.offline is answer
        reach = program._connection.reach(recalled.companies[0])
        assert reach is answer
        assert not program._connection.is_open
        await program.leave()

    asyncio.run(story())


def test_a_session_that_was_not_kept_is_not_remembered(ring: MemoryRing) -> None:
    _, account = enter(ring, stay=False)
    assert asyncio.run(a_program().recall(account, GONE)) is None
    assert ring.secrets == {}


@pytest.mark.parametrize(
    "kind",
    [
        ProblemKind.SIGNED_OUT,
        ProblemKind.ACCOUNT_INACTIVE,
        ProblemKind.FORBIDDEN,
        ProblemKind.WRONG_CREDENTIALS,
    ],
)
def test_who_is_turned_away_by_the_server_sees_nothing(ring: MemoryRing, kind: ProblemKind) -> None:
    _, account = enter(ring)
    assert asyncio.run(a_program().recall(account, Problem(kind))) is None


def test_signing_out_without_the_server_forgets_everything(ring: MemoryRing) -> None:
    _, account = enter(ring)

    async def story() -> None:
        program = a_program()
        assert await program.recall(account, GONE) is not None
        left = await program.forget(account)
        assert left.forgotten
        assert program._connection.user is None

    asyncio.run(story())
    assert ring.secrets == {}
    assert asyncio.run(a_program().recall(account, GONE)) is None


def test_until_the_server_has_answered_nothing_is_sent_on_a_recalled_session(ring: MemoryRing) -> None:
    connecting = Problem(ProblemKind.CONNECTING)
    with SandboxServer(SandboxSettings(invoices=5)) as server:
        address, known = parse_server_address(server.url), server.accounts[0]
        assert isinstance(address, ServerAddress)
        account = account_id(address, known["email"])

        async def story() -> None:
            first = a_program()
            assert isinstance(
                await first.sign_in(address, known["email"], known["password"], stay=True), Session
            )
            await first.leave()

            program = a_program()
            recalled = await program.recall(account, connecting)
            assert recalled is not None
            assert recalled.is_connecting
            company = recalled.companies[0]
            assert program._connection.reach(company) is connecting

            server.sandbox.faults.add([Fault("status", path="*", count=-1, status=503)])
            answer = await program.resume(account)
            assert isinstance(answer, Problem)
            assert program._connection.reach(company) is answer

            server.sandbox.faults.clear(keep_first=False)
            assert isinstance(await program.resume(account), Session)
            assert isinstance(program._connection.reach(company), Reach)
            await program.leave()

        asyncio.run(story())


def test_who_signs_out_while_the_server_is_being_asked_stays_out(ring: MemoryRing) -> None:
    with SandboxServer(SandboxSettings(invoices=5)) as server:
        address, known = parse_server_address(server.url), server.accounts[0]
        assert isinstance(address, ServerAddress)
        account = account_id(address, known["email"])

        async def story() -> None:
            first = a_program()
            assert isinstance(
                await first.sign_in(address, known["email"], known["password"], stay=True), Session
            )
            await first.leave()

            program = a_program()
            server.sandbox.faults.add([Fault("delay", path="/api/v1/companies", ms=300)])
            assert await program.recall(account, Problem(ProblemKind.CONNECTING)) is not None
            resuming = asyncio.create_task(program.resume(account))
            while account not in program._resuming:  # noqa: ASYNC110  nothing tells of it
                await asyncio.sleep(0)
            assert (await program.forget(account)).forgotten
            answer = await resuming
            assert isinstance(answer, Problem)
            assert answer.kind is ProblemKind.SIGNED_OUT
            assert not program._connection.is_open
            assert program._connection.user is None

        asyncio.run(story())
    assert ring.secrets == {}


def test_forgetting_the_same_person_at_another_server_leaves_this_one_open(ring: MemoryRing) -> None:
    _, account = enter(ring)
    elsewhere = account_id(ServerAddress("https://alt.exemplu.ro"), account.email)

    async def story() -> None:
        program = a_program()
        assert await program.recall(account, GONE) is not None
        assert (await program.forget(elsewhere)).forgotten
        assert program._connection.user is not None
        assert len(ring.secrets) == 2
        await program.leave()

    asyncio.run(story())


def test_what_is_remembered_reads_back_whole() -> None:
    user = User(
        id="u",
        email="ană@firmă.ro",
        full_name="Ană Șoim",
        role="owner",
        permissions=None,
        organization_id="o",
        organization_name="Organizație",
        impersonating=True,
        organizations=(Organization(id="o", name="Organizație", role="owner"),),
        way=SignInWay.BROWSER,
        scopes=frozenset({"invoice.view"}),
    )
    companies = (Company(id="c", name="Brutăria", cif="123", is_read_only=True, uses_spv=True),)
    assert parsed(text_of(user, companies)) == (user, companies)


@pytest.mark.parametrize("damage", ["", "[]", "null", "{}", '{"version": 2}', "nimic"])
def test_damage_reads_as_nothing(damage: str) -> None:
    assert parsed(damage) is None


def test_every_missing_piece_reads_as_nothing() -> None:
    whole = json.loads(text_of(User(id="u", email="a@b.ro"), (Company(id="c", name="n", cif="1"),)))
    for part in ("user", "companies"):
        keys = list(whole["user"]) if part == "user" else list(whole["companies"][0])
        for key in keys:
            spoilt = json.loads(json.dumps(whole))
            del (spoilt["user"] if part == "user" else spoilt["companies"][0])[key]
            assert parsed(json.dumps(spoilt)) is None, key
