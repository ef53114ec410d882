"""Bad roads on purpose: delays, lost answers and nonsense, chosen by method, path, count and chance.

A file of faults (`storno-desktop sandbox --faults FILE`) is a JSON list; so is the body of `POST /_sandbox/faults`.
Each entry:

    {"kind": "drop-after",                     what happens, see below
     "method": "POST",                         optional, any method without it
     "path": "/api/v1/invoices/*/cancel",      optional, `*` stands for any run of characters
     "count": 1,                               how often it strikes, 1 without it, -1 for always
     "skip": 0,                                how many fitting requests it lets pass first
     "chance": 0.25,                           how likely it meets a fitting request after those, 1 without it
     "ms": 500,                                delay: milliseconds before the request is served; drip: between pieces
     "bytes": 16,                              drip: the size of a piece (1); reset: how much of the body comes first (0)
     "status": 503,                            status, html: the status of the answer, 401, 422, 429 or any other
     "body": {"error": "..."},                 status: the JSON body
     "headers": {"Retry-After": "2"}}          status, html: more headers

Kinds that keep the request from being done: `drop-before` (the connection ends), `reset-before` (it is reset, as a
TCP RST says), `status` (an answer of one's own), `html` (a proxy's error page, 502 unless told). Kinds that spoil the
answer after it was done: `drop-after` (nothing comes back), `reset` (the connection is reset instead of an answer, or
in the middle of it), `drip` (the right answer, a few bytes at a time), `truncated` (the JSON breaks off in the middle,
with a proper length), `huge` (5 MB of JSON), `garbage` (bytes that are no text), `wrong-type` (the right body called
text/plain). `delay` does both, later.

The first entry that fits strikes; one whose chance passes a request by leaves it to the next entry. Paths below
`/_sandbox/` are spared. Chances are drawn from a seed: the file may be an object instead, {"seed": 7, "faults": [...]},
and the same seed meets the same requests again (1 without it). The first draw of an entry belongs to the first request
that fits it, whatever happens to other entries meanwhile.

In Python: `server.sandbox.faults.add([Fault("drop-after", method="POST", path="*/cancel")])`, `clear()` and
`seeded(7)`; `met` counts the strikes of each kind.
"""

from __future__ import annotations

import asyncio
import fnmatch
import os
import socket
import struct
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

import orjson
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from storno_desktop.sandbox.generator_random import mixed

CONTROL_PREFIX = "/_sandbox/"
TRANSPORT = "sandbox.transport"
KINDS = frozenset(
    (
        *("delay", "drop-before", "reset-before", "status", "html"),
        *("drop-after", "reset", "drip", "truncated", "huge", "garbage", "wrong-type"),
    )
)
_HUGE = 5 * 1024 * 1024
_PROXY_PAGE = "<html><head><title>502 Bad Gateway</title></head><body><center>nginx</center></body></html>"
_NO_TEXT = bytes(range(128, 256)) * 4
_AT_ONCE = struct.pack("hh" if os.name == "nt" else "ii", 1, 0)
"""Lingering for no time: closing then sends a reset instead of an orderly end."""
_DRAWN_OF = 1 << 64


class Breakable(Protocol):
    """The side of a connection that can be cut."""

    def abort(self) -> None: ...

    def get_extra_info(self, name: str) -> socket.socket: ...


@dataclass
class Fault:
    """One entry of the list; `count` falls with every strike."""

    kind: str
    method: str | None = None
    path: str = "*"
    count: int = 1
    skip: int = 0
    chance: float = 1
    ms: int = 0
    bytes: int = 0
    status: int | None = None
    body: object = None
    headers: dict[str, str] = field(default_factory=dict)

    def fits(self, method: str, path: str) -> bool:
        """Whether a request is meant and the fault still has strikes left."""
        meant = self.method in {None, method} and fnmatch.fnmatchcase(path, self.path)
        return self.count != 0 and meant


class Faults:
    """The list in force; `seed` is where the chances are drawn from."""

    def __init__(self, faults: Iterable[Fault] = (), seed: int = 1) -> None:
        self._first = [*faults]
        self._faults: list[Fault] = []
        self._seed = seed
        self._draws: Counter[int] = Counter()
        self.met: Counter[str] = Counter()
        self.clear()

    @classmethod
    def of_file(cls, path: Path | None) -> Faults:
        """The faults of a file, none without one; raises ValueError for a file that tells none."""
        if path is None:
            return cls()
        told = orjson.loads(path.read_bytes())
        if not isinstance(told, dict):
            return cls(faults_of(told))
        seed = told.get("seed", 1)
        if set(told) - {"seed", "faults"} or not isinstance(seed, int):
            raise ValueError('a file of faults tells a "seed", which is a whole number, and "faults"')
        return cls(faults_of(told.get("faults")), seed)

    def seeded(self, seed: int) -> None:
        """Draw the chances from this seed, from its beginning."""
        self._seed = seed
        self._draws.clear()

    def add(self, faults: Iterable[Fault]) -> None:
        """More faults, after those in force."""
        self._faults += faults

    def clear(self, *, keep_first: bool = True) -> None:
        """Back to the faults of the start, or to none at all; the chances are drawn from the beginning again."""
        self._faults = [Fault(**vars(fault)) for fault in self._first] if keep_first else []
        self._draws.clear()

    def strike(self, method: str, path: str) -> Fault | None:
        """The fault that meets this request, if any; counts the strike."""
        if path.startswith(CONTROL_PREFIX):
            return None
        for place, fault in enumerate(self._faults):
            if not fault.fits(method, path):
                continue
            if fault.skip:
                fault.skip -= 1
                continue
            if not self._is_drawn(place, fault.chance):
                continue
            fault.count -= 1 if fault.count > 0 else 0
            self.met[fault.kind] += 1
            return fault
        return None

    def _is_drawn(self, place: int, chance: float) -> bool:
        if chance >= 1:
            return True
        self._draws[place] += 1
        return mixed(mixed(self._seed, place), self._draws[place]) < chance * _DRAWN_OF


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
        if wrong := [
            name for name, value in entry.items() if not isinstance(value, _FORMS.get(name, object))
        ]:
            raise ValueError(f"of the wrong form in a fault: {', '.join(sorted(wrong))}")
        fault = Fault(**entry)
        if not 0 <= fault.chance <= 1 or fault.ms < 0 or fault.bytes < 0:
            raise ValueError("in a fault a chance lies between 0 and 1, and nothing else is below 0")
        faults.append(fault)
    return faults


_FORMS: dict[str, type | tuple[type, ...]] = {
    **dict.fromkeys(("kind", "method", "path"), str),
    **dict.fromkeys(("count", "skip", "ms", "bytes", "status"), int),
    "chance": (int, float),
    "headers": dict,
}


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
        elif fault.kind in {"drop-before", "reset-before"}:
            await _body_read(receive)
            await _cut(scope, receive, resets=fault.kind == "reset-before")
        elif fault.kind == "status":
            answer = Response(
                orjson.dumps(fault.body), fault.status or 500, fault.headers, media_type="application/json"
            )
            await answer(scope, receive, send)
        elif fault.kind == "html":
            page = Response(_PROXY_PAGE, fault.status or 502, fault.headers, media_type="text/html")
            await page(scope, receive, send)
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
        if fault.kind in {"reset", "drip"}:
            await self._in_pieces(fault, start, body, scope, receive, send)
            return
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

    async def _in_pieces(
        self, fault: Fault, start: Message, body: bytes, scope: Scope, receive: Receive, send: Send
    ) -> None:
        """The right answer, slowly, or no more of it than a reset lets through."""
        if fault.kind == "reset":
            if fault.bytes:
                await send(start)
                await send(_piece(body[: min(fault.bytes, len(body) - 1)], more=True))
            await _cut(scope, receive, resets=True)
            return
        size = max(1, fault.bytes)
        await send(start)
        for begin in range(0, len(body), size):
            await send(_piece(body[begin : begin + size], more=True))
            await asyncio.sleep(fault.ms / 1000)
        await send(_piece(b"", more=False))


def _header(start: Message, name: bytes) -> str:
    headers: Iterable[tuple[bytes, bytes]] = start["headers"]
    return next((value.decode("latin-1") for key, value in headers if key.lower() == name), "")


async def _body_read(receive: Receive) -> None:
    while (await receive()).get("more_body"):
        pass


def _piece(body: bytes, *, more: bool) -> Message:
    return {"type": "http.response.body", "body": body, "more_body": more}


async def _cut(scope: Scope, receive: Receive, *, resets: bool = False) -> None:
    """Breaks the connection without a word, and waits until the server has noticed."""
    transport: Breakable = scope[TRANSPORT]
    if resets:
        transport.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _AT_ONCE)
    transport.abort()
    while (await receive())["type"] != "http.disconnect":
        pass
