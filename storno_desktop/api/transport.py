"""HTTP as this program speaks it: what is sent with every request, every limit, and what each failure means."""

import asyncio
import logging
import time
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from http.cookiejar import CookieJar, DefaultCookiePolicy
from urllib.parse import urlsplit

import httpx

from storno_desktop import __version__
from storno_desktop.api.ask import Ask
from storno_desktop.api.failure import Way, problem_of_failure
from storno_desktop.api.proxy import SystemProxy, UnusableProxy, proxy_for
from storno_desktop.api.trust import SystemTrust
from storno_desktop.domain.problem import Acted, Problem, ProblemKind
from storno_desktop.domain.server_address import ServerAddress

_log = logging.getLogger(__name__)

MOST_AT_ONCE = 4
"""Requests in parallel (contract §17)."""

_HAND_OVER = 6
"""Turns of the loop in which whoever waited for its turn gets its request out: the server works on that while
this answer is being read."""


@dataclass(frozen=True, slots=True)
class Limits:
    """Seconds and bytes that no exchange may exceed (contract §22); `whole` bounds a dripping answer too."""

    connect: float = 5.0
    read: float = 30.0
    write: float = 30.0
    pool: float = 60.0
    whole: float = 90.0
    pdf_read: float = 70.0
    pdf_whole: float = 120.0
    answer: int = 4 * 1024 * 1024
    pdf: int = 40 * 1024 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What the server said, whatever the status."""

    status: int
    headers: Mapping[str, str] = field(repr=False)
    body: bytes = field(repr=False)


def forgetful_jar() -> CookieJar:
    """A cookie jar that accepts no cookie: a kept one could refresh another user's session (contract §1)."""
    return CookieJar(policy=DefaultCookiePolicy(allowed_domains=[]))


def _quiet_libraries() -> None:
    # At INFO httpx logs addresses with the query, at DEBUG httpcore logs headers with their tokens.
    for name in ("httpx", "httpcore"):
        logger = logging.getLogger(name)
        if logger.level < logging.WARNING:
            logger.setLevel(logging.WARNING)


@dataclass(frozen=True, slots=True)
class _Doors:
    """The two ways out: connections that are kept for reading, and one for each request that is sent once."""

    reading: httpx.AsyncClient
    sent_once: httpx.AsyncClient
    proxy: SystemProxy | None

    async def aclose(self) -> None:
        await self.reading.aclose()
        await self.sent_once.aclose()


class Transport:
    """The one door to the network: at most four requests at once, no cookies, no redirects followed.

    Requests that are sent only once travel on connections of their own that are never used again: an
    idle connection that the server has just closed would otherwise leave their outcome open.
    """

    def __init__(
        self,
        address: ServerAddress,
        *,
        limits: Limits | None = None,
        transport: httpx.AsyncBaseTransport | None = None,
    ) -> None:
        self._limits = limits or Limits()
        self._address = address
        self._host = urlsplit(address.url).hostname or ""
        self._turns = asyncio.Semaphore(MOST_AT_ONCE)
        self._transport = transport
        self._trust = SystemTrust(address)
        self._opening = asyncio.Lock()
        self._doors: _Doors | None = None
        self._left: list[_Doors] = []
        self._asks_for_proxy = True
        self._reads_authorities = False
        self._under_way: set[asyncio.Timeout] = set()
        self._at_rest = asyncio.Event()
        self._closed = False
        _quiet_libraries()

    async def _open(self) -> _Doors | Problem:
        """The ways out, by the proxy and the authorities of this computer; asked again after a way led nowhere."""
        async with self._opening:
            if self._reads_authorities:
                self._reads_authorities = False
                self._trust.read_again()
            if self._doors is not None and not self._asks_for_proxy:
                return self._doors
            wanted = None if self._address.is_loopback else await asyncio.to_thread(proxy_for, self._address)
            if isinstance(wanted, UnusableProxy):
                return Problem(ProblemKind.PROXY, detail=wanted.why)
            self._asks_for_proxy = False
            if self._doors is None or self._doors.proxy != wanted:
                if self._doors is not None:
                    self._left.append(self._doors)  # requests may still be under way there
                self._doors = _Doors(self._make(MOST_AT_ONCE, wanted), self._make(0, wanted), wanted)
            return self._doors

    def _make(self, kept_connections: int, proxy: SystemProxy | None) -> httpx.AsyncClient:
        through = None
        if proxy is not None and self._transport is None:
            through = httpx.Proxy(proxy.url, ssl_context=self._trust.context if proxy.is_encrypted else None)
        return httpx.AsyncClient(
            base_url=self._address.url,
            headers={"Accept": "application/json", "User-Agent": f"storno-desktop/{__version__}"},
            cookies=forgetful_jar(),
            verify=self._trust.context,
            timeout=self._timeout(is_pdf=False),
            follow_redirects=False,
            limits=self._pool(kept_connections),
            transport=self._transport,
            proxy=through,
            trust_env=False,  # it would not know the system's exceptions, and fail over a proxy of a strange kind
        )

    @staticmethod
    def _pool(kept_connections: int) -> httpx.Limits:
        return httpx.Limits(max_connections=MOST_AT_ONCE, max_keepalive_connections=kept_connections)

    def _timeout(self, *, is_pdf: bool) -> httpx.Timeout:
        limits = self._limits
        return httpx.Timeout(
            connect=limits.connect,
            read=limits.pdf_read if is_pdf else limits.read,
            write=limits.write,
            pool=limits.pool,
        )

    def __repr__(self) -> str:
        return f"Transport({self._address.url})"

    async def aclose(self) -> None:
        """Gives all connections back; requests under way are cut off, those that still wait are not sent."""
        self._closed = True
        for deadline in self._under_way:
            if not deadline.expired():
                deadline.reschedule(0)
        while self._under_way:  # a connection that is just being made would outlive its pool
            self._at_rest.clear()
            await self._at_rest.wait()
        for doors in (*self._left, self._doors):
            if doors is not None:
                await doors.aclose()

    async def send(self, ask: Ask) -> Answer | Problem:
        """The server's answer with whatever status, or why there is none. Tries once."""
        async with self._turns:
            began = time.monotonic()
            outcome = await self._exchange(ask)
            spent = (time.monotonic() - began) * 1000
        said = outcome.status if isinstance(outcome, Answer) else outcome.kind.name
        _log.info("%s %s: %s in %.0f ms", ask.method, ask.template, said, spent)
        for _ in range(_HAND_OVER if self._turns.locked() else 0):
            await asyncio.sleep(0)
        return outcome

    async def _exchange(self, ask: Ask) -> Answer | Problem:
        doors = await self._open()
        if isinstance(doors, Problem):
            return doors
        if self._closed:
            return Problem(ProblemKind.SIGNED_OUT, detail="the session ended")
        client = doors.reading if ask.may_be_repeated else doors.sent_once
        way = Way(self._host, doors.proxy)
        request = client.build_request(
            ask.method,
            ask.path,
            params=list(ask.query) or None,
            headers=dict(ask.headers),
            content=ask.body,
            timeout=self._timeout(is_pdf=ask.is_pdf),
            extensions=way.extensions,
        )
        status: int | None = None
        headers: Mapping[str, str] = {}
        try:
            async with self._deadline(ask):
                response = await client.send(request, stream=True)
                try:
                    status, headers = response.status_code, dict(response.headers)
                    body = await self._body(response, self._limits.pdf if ask.is_pdf else self._limits.answer)
                finally:
                    await response.aclose()
        except (httpx.TransportError, httpx.DecodingError, TimeoutError) as error:
            failure = problem_of_failure(error, changes=ask.changes, way=way)
            if failure.kind in {ProblemKind.NO_NETWORK, ProblemKind.PROXY}:
                self._asks_for_proxy = True  # the person may be on another network by then
            if failure.tls is not None:
                self._reads_authorities = True  # the administrator may have installed one by then
        else:
            if body is not None:
                return Answer(status=status, headers=headers, body=body)
            failure = Problem(
                ProblemKind.TOO_LARGE,
                Acted.UNKNOWN if ask.changes else Acted.NO,
                status,
                detail="body too large",
            )
        # The status alone tells of a refusal or a fault, even if its explanation was lost on the way.
        return Answer(status=status, headers=headers, body=b"") if status and status >= 300 else failure

    @asynccontextmanager
    async def _deadline(self, ask: Ask) -> AsyncIterator[None]:
        """The longest that this request may take; closing brings it forward."""
        async with asyncio.timeout(self._limits.pdf_whole if ask.is_pdf else self._limits.whole) as deadline:
            self._under_way.add(deadline)
            try:
                yield
            finally:
                self._under_way.discard(deadline)
                self._at_rest.set()

    @staticmethod
    async def _body(response: httpx.Response, most: int) -> bytes | None:
        """The whole body, None as soon as it is known to be larger than `most` bytes."""
        declared = response.headers.get("Content-Length", "")
        if declared.isascii() and declared.isdigit() and len(declared) < 19 and int(declared) > most:
            return None
        body = bytearray()
        async for piece in response.aiter_bytes():
            body += piece
            if len(body) > most:
                return None
        return bytes(body)
