"""Signing in and out, and which companies a person may work in."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from storno_desktop.domain.evidence import Evidence
from storno_desktop.domain.problem import Problem, ProblemKind
from storno_desktop.domain.server_address import ServerAddress
from storno_desktop.domain.session import Company, SecondFactorChallenge, Tokens, User
from storno_desktop.service.connection import Connection
from storno_desktop.vault import SecretVault

if TYPE_CHECKING:
    # Only a name here: the window must not wait for HTTP to be imported.
    from storno_desktop.api.client import StornoClient


@dataclass(frozen=True, slots=True)
class Session:
    """A person signed in at a server, with the companies of the active organisation.

    `kept` tells whether the session was put into the keyring, None if nobody asked for that.
    """

    server: ServerAddress
    user: User
    companies: tuple[Company, ...]
    kept: bool | None = None


@dataclass(slots=True)
class _Entrance:
    """Somebody on the way in: the client that asks for them, and whether they want to stay."""

    client: StornoClient
    email: str
    stay: bool
    tokens: Tokens | None = None
    is_in: bool = False


class SessionService:
    """The use cases of identity; owned by the I/O thread."""

    def __init__(
        self,
        connection: Connection,
        make_client: Callable[[ServerAddress, Callable[[Tokens], None]], StornoClient],
        vault: SecretVault,
    ) -> None:
        self._connection = connection
        self._make_client = make_client
        self._vault = vault
        self._waiting: _Entrance | None = None
        self._kept_for: tuple[str, str] | None = None
        self._keeping: set[asyncio.Task[bool]] = set()

    async def sign_in(
        self, server: ServerAddress, email: str, password: str, *, stay: bool = False
    ) -> Session | SecondFactorChallenge | Problem:
        """Sign in with a password, then ask who that is and for which companies.

        A login is sent once and never retried (contract §3.1). With `stay` the tokens go into the keyring,
        where `resume` finds them. On failure the previous session, if there is one, stays as it was.
        """
        entrance = self._entrance(server, email, stay=stay)
        async with self._closing_unless_kept(entrance):
            tokens = await entrance.client.sign_in(email, password)
            if isinstance(tokens, SecondFactorChallenge):
                await self._put_aside(entrance)
                return tokens
            return await self._admit(entrance, tokens)

    async def answer_challenge(
        self, challenge: SecondFactorChallenge, code: str, method: str
    ) -> Session | SecondFactorChallenge | Problem:
        """Finish a sign-in with a second factor; `method` is one of the challenge's (contract §3.2)."""
        entrance = self._waiting
        if entrance is None:
            return Problem(ProblemKind.SIGNED_OUT, detail="no sign-in is waiting for a code")
        tokens = await entrance.client.verify(challenge, code, method)
        if not isinstance(tokens, Tokens):
            return tokens
        self._waiting = None
        async with self._closing_unless_kept(entrance):
            return await self._admit(entrance, tokens)

    async def resume(self, server: ServerAddress, email: str) -> Session | Problem | None:
        """Go on with the session that is kept for this account; None if there is none.

        A session that the server ended is forgotten; one that cannot be asked about now is kept.
        """
        tokens = await self._vault.find(server.url, email)
        if tokens is None:
            return None
        entrance = self._entrance(server, email, stay=True)
        entrance.client.set_tokens(tokens)
        entrance.tokens = tokens
        async with self._closing_unless_kept(entrance):
            session = await self._admit(entrance, tokens)
        if isinstance(session, Problem) and session.kind is ProblemKind.SIGNED_OUT:
            await self._vault.forget(server.url, email)
        return session

    async def sign_out(self) -> None:
        """Forget the session, here and in the keyring; the server has no log-out for password sessions
        (contract §3.6)."""
        kept_for, self._kept_for = self._kept_for, None
        await self.leave()
        if kept_for is not None:
            await self._vault.forget(*kept_for)

    async def leave(self) -> None:
        """The program ends, or another session takes this one's place: what is kept stays kept."""
        await self._put_aside(None)
        client, self._connection.client = self._connection.client, None
        self._connection.user, self._connection.companies = None, ()
        if client is not None:
            await client.aclose()
        if self._keeping:
            await asyncio.wait(self._keeping)

    # -------------------------------------------------------------------------------------- inside

    def _entrance(self, server: ServerAddress, email: str, *, stay: bool) -> _Entrance:
        entrance: _Entrance | None = None

        def save(tokens: Tokens) -> None:
            if entrance is not None:
                entrance.tokens = tokens
                if entrance.is_in and stay:
                    task = asyncio.ensure_future(self._vault.keep(server.url, email, tokens))
                    self._keeping.add(task)
                    task.add_done_callback(self._keeping.discard)

        entrance = _Entrance(self._make_client(server, save), email, stay)
        return entrance

    @asynccontextmanager
    async def _closing_unless_kept(self, entrance: _Entrance) -> AsyncIterator[None]:
        """A sign-in that fails or is given up leaves no connection behind."""
        try:
            yield
        finally:
            if entrance is not self._waiting and entrance.client is not self._connection.client:
                await entrance.client.aclose()

    async def _put_aside(self, entrance: _Entrance | None) -> None:
        previous, self._waiting = self._waiting, entrance
        if previous is not None:
            await previous.client.aclose()

    async def _admit(
        self, entrance: _Entrance, tokens: Tokens | SecondFactorChallenge | Problem
    ) -> Session | Problem:
        """Ask who this is and for which companies; only then does the new session replace the old one."""
        client = entrance.client
        user = await client.me() if isinstance(tokens, Tokens) else tokens
        companies = await client.companies() if isinstance(user, Evidence) else user
        if not isinstance(user, Evidence) or not isinstance(companies, Evidence):
            problem = companies if isinstance(companies, Problem) else user
            return problem if isinstance(problem, Problem) else Problem(ProblemKind.UNREADABLE)
        kept: bool | None = None
        if entrance.stay and entrance.tokens is not None:
            kept = await self._vault.keep(client.address.url, entrance.email, entrance.tokens)
        entrance.is_in = True
        session = Session(client.address, user.value, companies.value, kept)
        # At one stroke: a reading under way finds the old session or the new one, never none.
        previous, self._connection.client = self._connection.client, client
        self._connection.user, self._connection.companies = session.user, session.companies
        self._kept_for = (client.address.url, entrance.email) if kept else None
        await self._put_aside(None)
        if previous is not None:
            await previous.aclose()
        return session
