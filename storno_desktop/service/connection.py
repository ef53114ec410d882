"""The server, account and company that all work here is about."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from storno_desktop.domain.problem import Problem, ProblemKind
from storno_desktop.domain.session import Company, CompanyContext, User

if TYPE_CHECKING:
    # Only a name here: the window must not wait for HTTP to be imported.
    from storno_desktop.api.client import StornoClient


@dataclass(frozen=True, slots=True)
class Reach:
    """How one company is spoken about with the server: through which client, as whom, with which headers.

    Taken once for a piece of work, so that all of it happens as the same person.
    """

    client: StornoClient
    user: User
    context: CompanyContext


@dataclass(slots=True)
class Connection:
    """Holds the one client of a signed-in session; owned by the I/O thread.

    Made once and handed to every service; signing in fills it, signing out empties it.
    """

    client: StornoClient | None = None
    user: User | None = None
    companies: tuple[Company, ...] = ()
    offline: Problem | None = None
    """Why the server cannot be asked, while somebody looks things up without it."""
    _acts: dict[StornoClient, int] = field(default_factory=dict)
    _asking: int = 0
    _unasked: asyncio.Event = field(default_factory=asyncio.Event)
    _ended: asyncio.Event = field(default_factory=asyncio.Event)

    @property
    def is_open(self) -> bool:
        """Whether somebody is signed in."""
        return self.client is not None and self.user is not None

    def require(self) -> tuple[StornoClient, User]:
        """The client and user of the session. Asking without one is a bug of the caller."""
        if self.client is None or self.user is None:
            raise RuntimeError("asked for a session before signing in")
        return self.client, self.user

    def reach(self, company: Company) -> Reach | Problem:
        """How this company is reached now; a Problem once the session is over or has become another's.

        `X-Company` only ever holds what `/companies` gave under the same organisation (contract §4.3).
        """
        if self.offline is not None:
            return self.offline
        if self.client is None or self.user is None:
            return Problem(ProblemKind.SIGNED_OUT, detail="the session ended")
        if all(company.id != each.id for each in self.companies):
            return Problem(ProblemKind.FORBIDDEN, detail="not a company of this session")
        context = CompanyContext(organization_id=self.user.organization_id, company_id=company.id)
        return Reach(self.client, self.user, context)

    @contextmanager
    def acting(self, reach: Reach) -> Iterator[None]:
        """An act is under way: its client stays open until it ends, whoever signs out or in meanwhile."""
        client = reach.client
        self._acts[client] = self._acts.get(client, 0) + 1
        try:
            yield
        finally:
            self._acts[client] -= 1
            if not self._acts[client]:
                del self._acts[client]
            self._ended.set()

    @contextmanager
    def asking(self) -> Iterator[None]:
        """Somebody waits for what is read or done meanwhile: what nobody waits for keeps out of the way."""
        self._asking += 1
        try:
            yield
        finally:
            self._asking -= 1
            self._unasked.set()

    async def nobody_asks(self) -> None:
        """Wait until nobody waits for the server."""
        while self._asking:
            self._unasked.clear()
            await self._unasked.wait()

    async def acts_end(self, client: StornoClient) -> None:
        """Wait until no act is under way with this client."""
        while client in self._acts:
            self._ended.clear()
            await self._ended.wait()
