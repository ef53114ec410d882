"""What reached a sandbox, word by word, whatever became of it there."""

from __future__ import annotations

import asyncio
import json
import threading
from dataclasses import dataclass, field
from typing import Any

from starlette.types import Message, Receive, Scope, Send

from storno_desktop.sandbox.listen import SandboxServer

REFRESHES = frozenset(("/api/auth/refresh", "/api/auth/token/refresh"))
TOKEN_PATH = "/api/v1/oauth2/token"


@dataclass
class Arrived:
    """One request; `status` is what it was answered with, 0 as long as it was not."""

    method: str
    path: str
    headers: dict[str, str]
    body: bytearray = field(default_factory=bytearray)
    status: int = 0

    @property
    def fields(self) -> dict[str, Any]:
        """The body as JSON; empty where there is none."""
        found = json.loads(self.body) if self.body else {}
        return found if isinstance(found, dict) else {}

    @property
    def renews(self) -> bool:
        """Whether it asks for a new pair of tokens."""
        if self.path == TOKEN_PATH:
            return bool(self.fields.get("grant_type") == "refresh_token")
        return self.path in REFRESHES and self.status != 404


class Arrivals(list[Arrived]):
    """All requests in the order in which they came."""

    @property
    def renewals(self) -> list[str]:
        """The refresh tokens that were sent, one for each time that new tokens were asked for."""
        return [str(each.fields.get("refresh_token")) for each in self if each.renews]

    def at(self, path: str, method: str = "GET") -> list[Arrived]:
        """Those of one method at one path."""
        return [each for each in self if each.path == path and each.method == method]


def arrivals_at(server: SandboxServer) -> Arrivals:
    """Listens from now on; paths of the back door are left out."""
    heard = Arrivals()
    road = server.sandbox._road

    async def listening(scope: Scope, receive: Receive, send: Send) -> None:
        headers = {name.decode().lower(): value.decode("latin-1") for name, value in scope["headers"]}
        one = Arrived(scope["method"], scope["path"], headers)
        if not one.path.startswith("/_sandbox/"):
            heard.append(one)

        async def read() -> Message:
            message = await receive()
            one.body.extend(message.get("body", b""))
            return message

        async def told(message: Message) -> None:
            if message["type"] == "http.response.start":
                one.status = message["status"]
            await send(message)

        await road(scope, read, told)

    setattr(server.sandbox, "_road", listening)  # noqa: B010  an assignment would not pass the type checker
    return heard


def hold_answers(server: SandboxServer, path: str) -> threading.Event:
    """What is asked at this path is done, and answered only once the event is set."""
    gate = threading.Event()
    road = server.sandbox._road

    async def holding(scope: Scope, receive: Receive, send: Send) -> None:
        async def late(message: Message) -> None:
            if message["type"] == "http.response.start":
                await asyncio.to_thread(gate.wait, 30)
            await send(message)

        await road(scope, receive, late if scope["path"] == path else send)

    setattr(server.sandbox, "_road", holding)  # noqa: B010  an assignment would not pass the type checker
    return gate
