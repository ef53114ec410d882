"""Signing in and out, and which companies a person may work in."""

from collections.abc import Callable
from dataclasses import dataclass

from storno_desktop.api.client import StornoClient
from storno_desktop.domain.evidence import Evidence
from storno_desktop.domain.problem import Problem
from storno_desktop.domain.server_address import ServerAddress
from storno_desktop.domain.session import Company, SecondFactorChallenge, Tokens, User
from storno_desktop.service.connection import Connection


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

    async def sign_in(
        self, server: ServerAddress, email: str, password: str
    ) -> Session | SecondFactorChallenge | Problem:
        """Sign in with a password, then ask who that is and for which companies.

        A login is sent once and never retried (contract §3.1). On failure the previous session, if there
        is one, stays as it was.
        """
        client = self._make_client(server)
        tokens = await client.sign_in(email, password)
        if not isinstance(tokens, Tokens):
            await client.aclose()
            return tokens
        client.set_tokens(tokens)
        session = await self._introduce(server, client)
        if isinstance(session, Problem):
            await client.aclose()
            return session
        await self.sign_out()
        self._connection.client = client
        self._connection.user = session.user
        self._connection.companies = session.companies
        return session

    async def sign_out(self) -> None:
        """Forget the session; the server has no log-out for password sessions (contract §3.6)."""
        client, self._connection.client = self._connection.client, None
        self._connection.user, self._connection.companies = None, ()
        if client is not None:
            await client.aclose()

    async def _introduce(self, server: ServerAddress, client: StornoClient) -> Session | Problem:
        user = await client.me()
        if isinstance(user, Problem):
            return user
        companies: Evidence[tuple[Company, ...]] | Problem = await client.companies()
        if isinstance(companies, Problem):
            return companies
        return Session(server, user.value, companies.value)
