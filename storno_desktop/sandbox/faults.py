"""Bad roads on purpose: delays, lost answers and nonsense, chosen by method, path and count.

A file of faults (`--faults FILE`) is a JSON list; so is the body of `POST /_sandbox/faults`. Each entry:

    {"kind": "drop-after",                     what happens, see below
     "method": "POST",                         optional, any method without it
     "path": "/api/v1/invoices/*/cancel",      optional, `*` stands for any run of characters
     "count": 1,                               how often it strikes, 1 without it, -1 for always
     "skip": 0,                                how many fitting requests it lets pass first
     "ms": 500,                                delay: milliseconds before the request is served
     "status": 503,                            status, html: the status of the answer
     "body": {"error": "..."},                 status: the JSON body
     "headers": {"Retry-After": "2"}}          status: more headers

Kinds that keep the request from being done: `drop-before` (the connection breaks), `status` (an answer of one's
own), `html` (a proxy's error page, 502 unless told). Kinds that spoil the answer after it was done: `drop-after`
(nothing comes back), `truncated` (the JSON breaks off in the middle, with a proper length), `huge` (5 MB of JSON),
`garbage` (bytes that are no text), `wrong-type` (the right body called text/plain). `delay` does both, later.

The first entry that fits strikes; paths below `/_sandbox/` are spared.
"""

from __future__ import annotations

import asyncio
import fnmatch
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

import orjson
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

CONTROL_PREFIX = "/_sandbox/"
TRANSPORT = "sandbox.transport"
KINDS = frozenset(
    ("delay", "drop-before", "drop-after", "status", "html", "truncated", "huge", "garbage", "wrong-type")
)
_HUGE = 5 * 1024 * 1024
_PROXY_PAGE = "<html><head><title>502 Bad Gateway</title></head><body><center>nginx</center></body></html>"
_NO_TEXT = bytes(range(128, 256)) * 4


class Breakable(Protocol):
    """The side of a connection that can be cut."""

    def abort(self) -> None: ...


@dataclass
class Fault:
    """One entry of the list; `count` falls with every strike."""

    kind: str
    method: str | None = None
    path: str = "*"
    count: int = 1
    skip: int = 0
    ms: int = 0
    status: int | None = None
    body: object = None
    headers: dict[str, str] = field(default_factory=dict)

    def fits(self, method: str, path: str) -> bool:
        """Whether a request is meant and the fault still has strikes left."""
        meant = self.method in {None, method} and fnmatch.fnmatchcase(path, self.path)
        return self.count != 0 and meant


class Faults:
    """The list in force."""

    def __init__(self, faults: Iterable[Fault] = ()) -> None:
        self._first = [*faults]
        self._faults = [Fault(**vars(fault)) for fault in self._first]

    @classmethod
    def of_file(cls, path: Path | None) -> Faults:
        """The faults of a file, none without one; raises ValueError for a file that is no list of faults."""
        return cls(faults_of(orjson.loads(path.read_bytes())) if path else ())

    def add(self, faults: Iterable[Fault]) -> None:
        """More faults, after those in force."""
        self._faults += faults

    def clear(self, *, keep_first: bool = True) -> None:
        """Back to the faults of the start, or to none at all."""
        self._faults = [Fault(**vars(fault)) for fault in self._first] if keep_first else []

    def strike(self, method: str, path: str) -> Fault | None:
        """The fault that meets this request, if any; counts the strike."""
        if path.startswith(CONTROL_PREFIX):
            return None
        for fault in self._faults:
            if not fault.fits(method, path):
                continue
            if fault.skip:
                fault.skip -= 1
                continue
            fault.count -= 1 if fault.count > 0 else 0
            return fault
        return None


def faults_of(listed: object) -> list[Fault]:
    """Faults from decoded JSON; raises ValueError with a sentence for what is none."""
    if not isinstance(listed, list):
        raise ValueError("faults are a JSON list")
    known = set(Fault.__dataclass_fields__)
    faults = []
    for entry in listed:
        if not isinstance(entry, dict) or entry.get("kind") not in KINDS:
            raise ValueError(f"a fault needs one of the kinds {', '.join(sorted(KINDS))}")
        if unknown := set(entry) - known:
            raise ValueError(f"a fault knows no {', '.join(sorted(unknown))}")
        faults.append(Fault(**entry))
    return faults


class FaultyRoad:
    """An ASGI layer through which every request passes and on which the faults strike."""

    def __init__(self, app: ASGIApp, faults: Faults) -> None:
        self._app = app
        self._faults = faults

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serves one request, spoiled or not."""
        fault = self._faults.strike(scope["method"], scope["path"])
        if fault is None:
            await self._app(scope, receive, send)
            return
        if fault.kind == "delay":
            await asyncio.sleep(fault.ms / 1000)
            await self._app(scope, receive, send)
        elif fault.kind == "drop-before":
            await _body_read(receive)
            await _cut(scope, receive)
        elif fault.kind == "status":
            answer = Response(
                orjson.dumps(fault.body), fault.status or 500, fault.headers, media_type="application/json"
            )
            await answer(scope, receive, send)
        elif fault.kind == "html":
            await Response(_PROXY_PAGE, fault.status or 502, media_type="text/html")(scope, receive, send)
        else:
            await self._spoil(fault, scope, receive, send)

    async def _spoil(self, fault: Fault, scope: Scope, receive: Receive, send: Send) -> None:
        """Lets the request be done and then ruins what it would have answered."""
        parts: list[Message] = []

        async def keep(message: Message) -> None:
            parts.append(message)

        await self._app(scope, receive, keep)
        if fault.kind == "drop-after":
            await _cut(scope, receive)
            return
        start = parts[0]
        body = b"".join(part.get("body", b"") for part in parts[1:])
        kind = _header(start, b"content-type")
        if fault.kind == "truncated":
            body = body[: max(1, len(body) // 2)]
        elif fault.kind == "huge":
            body = b'{"padding":"' + b"x" * _HUGE + b'"}'
        elif fault.kind == "garbage":
            body = _NO_TEXT
        elif fault.kind == "wrong-type":
            kind = "text/plain; charset=UTF-8"
        answer = Response(body, start["status"], media_type=kind)
        await answer(scope, receive, send)


def _header(start: Message, name: bytes) -> str:
    headers: Iterable[tuple[bytes, bytes]] = start["headers"]
    return next((value.decode("latin-1") for key, value in headers if key.lower() == name), "")


async def _body_read(receive: Receive) -> None:
    while (await receive()).get("more_body"):
        pass


async def _cut(scope: Scope, receive: Receive) -> None:
    """Breaks the connection without a word, and waits until the server has noticed."""
    transport: Breakable = scope[TRANSPORT]
    transport.abort()
    while (await receive())["type"] != "http.disconnect":
        pass
