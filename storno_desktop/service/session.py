"""Signing in and out, and which companies a person may work in."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from storno_desktop.domain.evidence import Evidence
from storno_desktop.domain.problem import Problem, ProblemKind
from storno_desktop.domain.server_address import ServerAddress
from storno_desktop.domain.session import Company, SecondFactorChallenge, Tokens, User
from storno_desktop.service.connection import Connection

if TYPE_CHECKING:
    # Only a name here: the window must not wait for HTTP to be imported.
    from storno_desktop.api.client import StornoClient


@dataclass(frozen=True, slots=True)
class Session:
    """A person signed in at a server, with the companies of the active organisation."""

    server: ServerAddress
    user: User
    companies: tuple[Company, ...]


class SessionService:
    """The use cases of identity; owned by the I/O thread."""

    def __init__(self, connection: Connection, make_client: Callable[[ServerAddress], StornoClient]) -> None:
        self._connection = connection
        self._make_client = make_client
        self._waiting: StornoClient | None = None

    async def sign_in(
        self, server: ServerAddress, email: str, password: str
    ) -> Session | SecondFactorChallenge | Problem:
        """Sign in with a password, then ask who that is and for which companies.

        A login is sent once and never retried (contract §3.1). On failure the previous session, if there
        is one, stays as it was.
        """
        client = self._make_client(server)
        tokens = await client.sign_in(email, password)
        if isinstance(tokens, SecondFactorChallenge):
            await self._put_aside(client)
            return tokens
        return await self._admit(client, tokens)

    async def answer_challenge(
        self, challenge: SecondFactorChallenge, code: str, method: str
    ) -> Session | SecondFactorChallenge | Problem:
        """Finish a sign-in with a second factor; `method` is one of the challenge's (contract §3.2)."""
        client = self._waiting
        if client is None:
            return Problem(ProblemKind.SIGNED_OUT, detail="no sign-in is waiting for a code")
        tokens = await client.verify(challenge, code, method)
        if not isinstance(tokens, Tokens):
            return tokens
        self._waiting = None
        return await self._admit(client, tokens)

    async def sign_out(self) -> None:
        """Forget the session; the server has no log-out for password sessions (contract §3.6)."""
        await self._put_aside(None)
        client, self._connection.client = self._connection.client, None
        self._connection.user, self._connection.companies = None, ()
        if client is not None:
            await client.aclose()

    async def _put_aside(self, client: StornoClient | None) -> None:
        previous, self._waiting = self._waiting, client
        if previous is not None:
            await previous.aclose()

    async def _admit(
        self, client: StornoClient, tokens: Tokens | SecondFactorChallenge | Problem
    ) -> Session | Problem:
        """Ask who this is and for which companies; only then does the new session replace the old one."""
        user = await client.me() if isinstance(tokens, Tokens) else tokens
        companies = await client.companies() if isinstance(user, Evidence) else user
        if not isinstance(user, Evidence) or not isinstance(companies, Evidence):
            await client.aclose()
            problem = companies if isinstance(companies, Problem) else user
            return problem if isinstance(problem, Problem) else Problem(ProblemKind.UNREADABLE)
        session = Session(client.address, user.value, companies.value)
        await self.sign_out()
        self._connection.client = client
        self._connection.user = session.user
        self._connection.companies = session.companies
        return session
