"""What one start of the program has behind its window: a connection, a vault, and the services of identity."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TypeVar

import httpx

from storno_desktop.api.client import StornoClient
from storno_desktop.domain.account import AccountId, ServerProfile, account_id
from storno_desktop.domain.evidence import Evidence
from storno_desktop.domain.problem import Problem
from storno_desktop.domain.server_address import ServerAddress, parse_server_address
from storno_desktop.domain.session import SignInWay, Tokens, User
from storno_desktop.sandbox.grants import Consent
from storno_desktop.sandbox.listen import SandboxServer
from storno_desktop.service.account_keeper import AccountKeeper
from storno_desktop.service.connection import Connection
from storno_desktop.service.session import Session
from storno_desktop.service.session_service import SessionService
from storno_desktop.vault.secret_vault import SecretVault

T = TypeVar("T")

OWNER = "owner@exemplu.ro"
PATIENCE = 60.0
"""Seconds after which something that should happen soon is taken to never happen."""


class Program:
    """One start of the program; the keyring is whichever is installed, `turns` the folder for taking turns.

    `ahead` moves this computer's clock; waits between tries are left out unless it is `unhurried`.
    """

    def __init__(self, turns: Path | None = None, *, unhurried: bool = False) -> None:
        self.ahead = timedelta(0)
        self._sleep = asyncio.sleep if unhurried else _no_wait
        self.connection = Connection()
        self.vault = SecretVault(turns=turns)
        self.sessions = SessionService(self.connection, self._client_for, self.vault)

    def _client_for(self, server: ServerAddress, keeper: AccountKeeper) -> StornoClient:
        return StornoClient(server.url, clock=self.clock, keeper=keeper, sleep=self._sleep)

    def clock(self) -> datetime:
        """The present, as this computer has it."""
        return datetime.now(UTC) + self.ahead  # noqa: TID251  the clock of this program

    @property
    def client(self) -> StornoClient:
        """The client of whoever is signed in."""
        return self.connection.require()[0]

    @property
    def tokens(self) -> Tokens:
        """The tokens in use."""
        held = self.client.tokens
        assert held is not None
        return held

    async def ask(self, times: int = 1) -> list[Evidence[User] | Problem]:
        """So many harmless readings at the same moment."""
        client = self.client
        return list(await asyncio.gather(*(client.me() for _ in range(times))))


async def _no_wait(_seconds: float) -> None:
    """The wait before another try is not what is tested."""
    await asyncio.sleep(0)


def address_of(server: SandboxServer) -> ServerAddress:
    """The sandbox's address as a person would have typed it."""
    address = parse_server_address(server.url)
    assert isinstance(address, ServerAddress)
    return address


def profile_of(server: SandboxServer) -> ServerProfile:
    """The sandbox with its own web pages, and the client that is registered there."""
    return ServerProfile(address_of(server), server.url, str(server.oauth_client["clientId"]))


def account_of(server: SandboxServer, email: str = OWNER) -> AccountId:
    """What the keyring knows the person by."""
    return account_id(address_of(server), email)


def password_of(server: SandboxServer, email: str = OWNER) -> str:
    """The password of a sample account."""
    return next(str(each["password"]) for each in server.accounts if each["email"] == email)


def granted(server: SandboxServer, email: str = OWNER, scopes: tuple[str, ...] | None = None) -> Tokens:
    """The tokens of a browser sign-in, as if the person had just allowed it."""
    world = server.sandbox.world
    client = world.grants.clients[world.settings.oauth_client_id]
    user = world.accounts.user(email)
    assert user is not None
    organization = str(user.memberships[0].organization["id"])
    wanted = client.scopes if scopes is None else scopes
    pair = world.grants.grant(Consent(client, user.email, organization, wanted))
    return Tokens(
        access=pair.access.value,
        refresh=pair.renewal.value,
        way=SignInWay.BROWSER,
        client_id=client.client_id,
        scopes=frozenset(wanted),
    )


async def enter(
    program: Program, server: SandboxServer, way: SignInWay, email: str = OWNER, *, stay: bool = True
) -> Session:
    """Sign in one way or the other; a browser sign-in is found in the keyring, where an earlier start left it."""
    entered: object
    if way is SignInWay.PASSWORD:
        password = password_of(server, email)
        entered = await program.sessions.sign_in(address_of(server), email, password, stay=stay)
    else:
        await program.vault.keep(account_of(server, email), granted(server, email), durable=stay)
        entered = await program.sessions.resume(account_of(server, email))
    assert isinstance(entered, Session), entered
    return entered


def expire(server: SandboxServer) -> None:
    """All access tokens have run out; what renews them is still good."""
    server.sandbox.world.tokens.expire_all()
    server.sandbox.world.grants.expire(None, renewal=False)


async def soon(what: Awaitable[T]) -> T:
    """Wait, but not for ever."""
    return await asyncio.wait_for(what, PATIENCE)


def allow_in_browser(page: str, email: str, *, decision: str = "allow", **more: str) -> str:
    """What a person does in the browser: sign in on the page and decide; where the browser is sent afterwards."""
    fields = {"email": email, "decision": decision, **more}
    answer = httpx.post(page, data=fields, timeout=PATIENCE)
    assert answer.status_code == 303, answer.text
    return answer.headers["Location"]


def come_back(location: str) -> httpx.Response:
    """The browser follows the way back to the program."""
    return httpx.get(location, timeout=PATIENCE)
