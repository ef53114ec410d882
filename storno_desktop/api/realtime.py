"""Listening to the server's hints that something changed, over a line that stays open (contract §19)."""

from __future__ import annotations

import asyncio
import json
import logging
import ssl
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from enum import Enum, auto
from http import HTTPStatus
from typing import Any, Final

from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import (
    ConnectionClosed,
    InvalidProxy,
    InvalidStatus,
    ProxyError,
    WebSocketException,
)

from storno_desktop import __version__
from storno_desktop.api.ask import Ask, make_ask
from storno_desktop.api.failure import network_fault, tls_fault
from storno_desktop.api.proxy import SystemProxy, UnusableProxy, proxy_for
from storno_desktop.api.transport import Answer
from storno_desktop.api.trust import SystemTrust
from storno_desktop.domain.problem import Problem, ProblemKind
from storno_desktop.domain.server_address import ServerAddress
from storno_desktop.domain.session import CompanyContext
from storno_desktop.wire.document import Unreadable
from storno_desktop.wire.problems import unreadable
from storno_desktop.wire.realtime import HintMessage, Said, read_hint_messages, read_hint_token

_log = logging.getLogger(__name__)

_PATH: Final = "/connection/websocket"
_LARGEST: Final = 256 * 1024
"""Bytes of one frame: hints are small."""
_BEFORE_THE_END: Final = 0.9
"""The part of a token's life after which the line is made anew. That costs one look at the list in an hour and
spares the program a second way of handing tokens in."""
_NO_END: Final = 3600.0

AskServer = Callable[[Ask], Awaitable[Answer | Problem]]


@dataclass(frozen=True, slots=True)
class Patience:
    """Seconds to wait: for the line to stand, for an answer, and for a ping that is late."""

    opening: float = 10.0
    answer: float = 10.0
    late_ping: float = 10.0


class Heard(Enum):
    """What is passed on; more than "look" is never taken from a hint."""

    READY = auto()
    """From now on changes are told. What changed before was not."""
    CHANGED = auto()


class _Straight(connect):
    """Follows the server nowhere else: the token would go along."""

    def process_redirect(self, exc: Exception) -> Exception | str:
        return exc


def _silent_logger() -> logging.Logger:
    # At DEBUG the library writes down every frame, tokens included.
    logger = logging.getLogger("websockets")
    if logger.level < logging.CRITICAL:
        logger.setLevel(logging.CRITICAL)
    return logger


class Realtime:
    """The lines to one server; `ask` is how tokens are asked for. Cancelling a listener cuts its line at once."""

    def __init__(self, address: ServerAddress, ask: AskServer, patience: Patience | None = None) -> None:
        self._address = address
        self._ask = ask
        self._patience = patience or Patience()
        self._lines: set[ClientConnection] = set()

    def close(self) -> None:
        """Cut all lines without waiting for anybody; their listeners end."""
        for line in self._lines:
            line.transport.abort()

    async def listen(self, context: CompanyContext, heard: Callable[[Heard], None]) -> Problem | None:
        """Pass on what is said about the company's invoices, until the line ends.

        Returns None when its tokens are nearly used up, so that it can be made anew at once; a Problem for
        every other end: PLAN_LIMIT where the plan has no hints, NOT_FOUND where the server has none.
        """
        channel = f"invoices:company_{context.company_id}"
        connecting = await self._token(context, "/api/v1/centrifugo/connection-token", {})
        if isinstance(connecting, Problem):
            return connecting
        path = "/api/v1/centrifugo/subscription-token"
        subscribing = await self._token(context, path, {"channel": channel})
        if isinstance(subscribing, Problem):
            return subscribing
        line = await self._open()
        if isinstance(line, Problem):
            return line
        self._lines.add(line)
        try:
            return await _Listener(line, channel, heard, self._patience).run(connecting, subscribing)
        except TimeoutError:
            return Problem(ProblemKind.TIMED_OUT, detail="hints: no answer")
        except (WebSocketException, OSError) as error:
            return _problem_of(error)
        finally:
            self._lines.discard(line)
            line.transport.abort()  # a farewell could keep the program from ending

    async def _token(self, context: CompanyContext, path: str, fields: dict[str, object]) -> str | Problem:
        # Without X-Company: a read-only company would be refused, though nothing is changed (contract §21).
        ask = make_ask("POST", path, organization_id=context.organization_id, fields=fields or None)
        outcome = ask if isinstance(ask, Problem) else await self._ask(ask)
        if isinstance(outcome, Problem):
            return outcome
        token = read_hint_token(outcome.body)
        return unreadable(token, outcome.status, changes=False) if isinstance(token, Unreadable) else token

    async def _open(self) -> ClientConnection | Problem:
        proxy = None if self._address.is_loopback else await asyncio.to_thread(proxy_for, self._address)
        if isinstance(proxy, UnusableProxy):
            return Problem(ProblemKind.PROXY, detail=proxy.why)
        scheme, _, place = self._address.url.partition("://")
        try:
            return await _Straight(
                f"{'wss' if scheme == 'https' else 'ws'}://{place}{_PATH}",
                origin=None,  # the server lets in the origins of its web pages and those that have none
                user_agent_header=f"storno-desktop/{__version__}",
                compression=None,
                proxy=None if proxy is None else proxy.url,
                open_timeout=self._patience.opening,
                ping_interval=None,  # the protocol above has pings of its own
                max_size=_LARGEST,
                logger=_silent_logger(),
                **self._security(proxy),
            )
        except (WebSocketException, OSError) as error:
            return _problem_of(error)

    def _security(self, proxy: SystemProxy | None) -> dict[str, Any]:
        if not self._address.url.startswith("https:"):
            return {}
        context = SystemTrust(self._address).context
        return {
            "ssl": context,
            **({"proxy_ssl": context} if proxy is not None and proxy.is_encrypted else {}),
        }


class _Listener:
    """One line from its first word to its last."""

    def __init__(
        self, line: ClientConnection, channel: str, heard: Callable[[Heard], None], patience: Patience
    ) -> None:
        self._line, self._channel, self._heard, self._patience = line, channel, heard, patience
        self._ping = 0.0
        self._answers_pings = False

    async def run(self, connecting: str, subscribing: str) -> Problem | None:
        """Say who asks and for what, then listen; raises what the line raises."""
        client = {"token": connecting, "name": "storno-desktop", "version": __version__}
        welcome = await self._ask(Said.WELCOME, {"id": 1, "connect": client})
        if isinstance(welcome, Problem):
            return welcome
        self._ping, self._answers_pings = welcome.ping, welcome.pong
        wanted = {"channel": self._channel, "token": subscribing}
        place = await self._ask(Said.SUBSCRIBED, {"id": 2, "subscribe": wanted})
        if isinstance(place, Problem):
            return place
        _log.info("listening for hints")
        self._heard(Heard.READY)
        life = min(filter(None, (welcome.ttl, place.ttl)), default=_NO_END) * _BEFORE_THE_END
        end = asyncio.get_running_loop().time() + life
        while True:
            left = end - asyncio.get_running_loop().time()
            if left <= 0:
                return None
            is_silent_too_long = self._ping and self._ping + self._patience.late_ping < left
            try:
                problem = await self._hear(
                    self._ping + self._patience.late_ping if is_silent_too_long else left
                )
            except TimeoutError:
                if is_silent_too_long:
                    return Problem(ProblemKind.TIMED_OUT, detail="hints: silent")
                return None
            if problem is not None:
                return problem

    async def _ask(self, wanted: Said, command: dict[str, object]) -> HintMessage | Problem:
        """Send a command and wait for what it is answered with; whatever else comes is dealt with."""
        await self._line.send(json.dumps(command))
        async with asyncio.timeout(self._patience.answer):
            while True:
                for message in await self._receive():
                    if message.said is wanted:
                        return message
                    problem = await self._obey(message)
                    if problem is not None:
                        return problem

    async def _hear(self, seconds: float) -> Problem | None:
        async with asyncio.timeout(seconds):
            messages = await self._receive()
        for message in messages:
            problem = await self._obey(message)
            if problem is not None:
                return problem
        return None

    async def _receive(self) -> tuple[HintMessage, ...]:
        frame = await self._line.recv()
        messages = read_hint_messages(frame if isinstance(frame, str) else frame.decode(errors="replace"))
        if isinstance(messages, Unreadable):
            return (HintMessage(Said.DISMISSED),)  # not Centrifugo: nothing more is expected of it
        return messages

    async def _obey(self, message: HintMessage) -> Problem | None:
        if message.said is Said.PING and self._answers_pings:
            await self._line.send("{}")
        elif message.said is Said.NEWS and message.channel == self._channel:
            self._heard(Heard.CHANGED)
        elif message.said is Said.REFUSED:
            return Problem(ProblemKind.REFUSED, detail=f"hints: refused {message.code}")
        elif message.said is Said.DISMISSED:
            return Problem(ProblemKind.TIMED_OUT, detail="hints: dismissed")
        return None


def _problem_of(error: Exception) -> Problem:
    """Types and codes only: texts of errors may quote what a stranger said."""
    name = f"hints: {type(error).__name__}"
    if isinstance(error, InvalidStatus):
        status = error.response.status_code
        kind = ProblemKind.NOT_FOUND if status == HTTPStatus.NOT_FOUND else ProblemKind.SERVER_FAULT
        return Problem(kind, status=status, detail=name)
    if isinstance(error, ConnectionClosed):
        code = error.rcvd.code if error.rcvd is not None else 0
        return Problem(ProblemKind.TIMED_OUT, detail=f"{name} {code}")
    if isinstance(error, ProxyError | InvalidProxy):
        return Problem(ProblemKind.PROXY, detail=name)
    if isinstance(error, ssl.SSLError):
        return Problem(ProblemKind.TLS, detail=name, tls=tls_fault(error))
    if isinstance(error, OSError):
        return Problem(ProblemKind.NO_NETWORK, detail=name, network=network_fault(error))
    return Problem(ProblemKind.TIMED_OUT, detail=name)
