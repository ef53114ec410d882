"""The demonstration: a Storno server in this very process, with made-up invoices, and its owner signed in."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import TYPE_CHECKING

from storno_desktop.domain.problem import Problem, ProblemKind
from storno_desktop.domain.server_address import ServerAddress, parse_server_address
from storno_desktop.service.session import Session
from storno_desktop.service.session_service import SessionService

if TYPE_CHECKING:
    from storno_desktop.sandbox.listen import SandboxServer
    from storno_desktop.sandbox.settings import SandboxSettings


@dataclass(frozen=True, slots=True)
class Demonstration:
    """The running server and what signing in to it gave."""

    server: SandboxServer
    session: Session | Problem


async def open_demonstration(
    sessions: SessionService, settings: SandboxSettings | None = None
) -> Demonstration:
    """Start the server and sign its first sample account in; runs on the I/O thread."""
    server = await asyncio.to_thread(_started, settings)
    address, account = parse_server_address(server.url), server.accounts[0]
    if not isinstance(address, ServerAddress):
        return Demonstration(server, Problem(ProblemKind.NO_NETWORK))
    session = await sessions.sign_in(address, str(account["email"]), str(account["password"]))
    if isinstance(session, Session | Problem):
        return Demonstration(server, session)
    return Demonstration(server, Problem(ProblemKind.SIGNED_OUT))


def _started(settings: SandboxSettings | None) -> SandboxServer:
    from storno_desktop.sandbox.listen import SandboxServer
    from storno_desktop.sandbox.settings import SandboxSettings

    server = SandboxServer(settings or SandboxSettings())
    server.start()
    return server
