"""Staying signed in: the session survives the program, and signing out leaves nothing behind."""

import asyncio
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from storno_desktop.api.client import StornoClient
from storno_desktop.domain.account import account_id
from storno_desktop.domain.problem import Problem, ProblemKind
from storno_desktop.domain.server_address import ServerAddress, parse_server_address
from storno_desktop.sandbox.listen import SandboxServer
from storno_desktop.sandbox.settings import DialectName, SandboxSettings
from storno_desktop.service.connection import Connection
from storno_desktop.service.session import Session
from storno_desktop.service.session_service import SessionService
from storno_desktop.vault.secret_vault import SecretVault
from tests.memory_ring import MemoryRing, installed


@pytest.fixture
def ring() -> Iterator[MemoryRing]:
    memory = MemoryRing()
    with installed(memory):
        yield memory


@pytest.fixture(params=["observed", "documented"])
def server(request: pytest.FixtureRequest) -> Iterator[SandboxServer]:
    dialect: DialectName = request.param
    with SandboxServer(SandboxSettings(dialect=dialect, invoices=5)) as running:
        yield running


def a_program() -> SessionService:
    """What a fresh start of the program has: nothing but the keyring."""
    return SessionService(
        Connection(),
        lambda server, keeper: StornoClient(server.url, clock=lambda: datetime.now(UTC), keeper=keeper),  # noqa: TID251
        SecretVault(),
    )


def address_of(server: SandboxServer) -> ServerAddress:
    address = parse_server_address(server.url)
    assert isinstance(address, ServerAddress)
    return address


def test_a_kept_session_goes_on_without_a_password(server: SandboxServer, ring: MemoryRing) -> None:
    account = server.accounts[0]

    async def story() -> None:
        first = a_program()
        entered = await first.sign_in(address_of(server), account["email"], account["password"], stay=True)
        assert isinstance(entered, Session)
        assert entered.kept is True
        await first.leave()
        second = a_program()
        resumed = await second.resume(account_id(address_of(server), account["email"]))
        assert isinstance(resumed, Session)
        assert resumed.user == entered.user
        await second.leave()

    asyncio.run(story())


def test_without_the_wish_nothing_is_kept(server: SandboxServer, ring: MemoryRing) -> None:
    account = server.accounts[0]

    async def story() -> None:
        program = a_program()
        entered = await program.sign_in(address_of(server), account["email"], account["password"])
        assert isinstance(entered, Session)
        assert entered.kept is None
        assert ring.secrets == {}
        assert await a_program().resume(account_id(address_of(server), account["email"])) is None
        await program.leave()

    asyncio.run(story())


def test_signing_out_empties_the_keyring(server: SandboxServer, ring: MemoryRing) -> None:
    account = server.accounts[0]

    async def story() -> None:
        program = a_program()
        await program.sign_in(address_of(server), account["email"], account["password"], stay=True)
        assert len(ring.secrets) == 1
        assert account["password"] not in str(ring.secrets)
        await program.sign_out()
        assert ring.secrets == {}

    asyncio.run(story())


def test_a_session_that_the_server_ended_is_forgotten(server: SandboxServer, ring: MemoryRing) -> None:
    account = server.accounts[0]

    async def story() -> None:
        first = a_program()
        await first.sign_in(address_of(server), account["email"], account["password"], stay=True)
        await first.leave()
        for key in ring.secrets:
            ring.secrets[key] = '{"access": "a.b.c", "refresh": "nimic"}'
        answer = await a_program().resume(account_id(address_of(server), account["email"]))
        assert isinstance(answer, Problem)
        assert answer.kind is ProblemKind.SIGNED_OUT
        assert ring.secrets == {}

    asyncio.run(story())


def test_a_server_that_cannot_be_reached_leaves_the_session_kept(ring: MemoryRing) -> None:
    with SandboxServer(SandboxSettings(invoices=5)) as server:
        address, account = address_of(server), server.accounts[0]

        async def enter() -> None:
            program = a_program()
            await program.sign_in(address, account["email"], account["password"], stay=True)
            await program.leave()

        asyncio.run(enter())

    async def resume() -> None:
        answer = await a_program().resume(account_id(address, account["email"]))
        assert isinstance(answer, Problem)
        assert answer.kind is ProblemKind.NO_NETWORK
        assert len(ring.secrets) == 1

    asyncio.run(resume())
