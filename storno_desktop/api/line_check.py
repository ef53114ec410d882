"""Looking at the way to a server piece by piece, for the self-test: the proxy, the name, the secure connection."""

from __future__ import annotations

import asyncio
import socket
import ssl
import threading
import time
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar
from urllib.parse import urlsplit

import httpx
import truststore

from storno_desktop import __version__
from storno_desktop.api.certificate import read_certificate
from storno_desktop.api.failure import Way, network_fault, problem_of_failure
from storno_desktop.api.proxy import SystemProxy, UnusableProxy, proxy_for
from storno_desktop.api.transport import forgetful_jar
from storno_desktop.domain.problem import NetworkFault, Problem, ProblemKind
from storno_desktop.domain.server_address import ServerAddress

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class ResolvedName:
    """A host's name was found: how many addresses it has, and after how many milliseconds they were known."""

    addresses: int
    milliseconds: float


@dataclass(frozen=True, slots=True)
class Handshake:
    """A secure connection stood: its protocol ("TLSv1.3"), and whose signature the certificate bears until
    when (aware); "" and None where the certificate's bytes could not be read."""

    protocol: str
    issuer: str
    until: datetime | None


class LineCheck:
    """Looks at one server's line. Nothing here knows a token. `seconds` bound each look, of which shaking
    hands may take half as long again."""

    def __init__(self, server: ServerAddress, seconds: float = 10.0) -> None:
        self._server = server
        self._seconds = seconds
        parts = urlsplit(server.url)
        self._host = parts.hostname or ""
        self._port = parts.port or {"http": 80}.get(parts.scheme, 443)

    async def proxy(self) -> SystemProxy | Problem | None:
        """The proxy that this computer wants for the server, None for none."""
        wanted = await self._on_own_thread(lambda: proxy_for(self._server))
        if isinstance(wanted, UnusableProxy):
            return Problem(ProblemKind.PROXY, detail=wanted.why)
        if isinstance(wanted, TimeoutError):
            return Problem(
                ProblemKind.PROXY, network=NetworkFault.TIMEOUT, detail="settings not read in time"
            )
        return wanted

    async def resolve(self, proxy: SystemProxy | None) -> ResolvedName | Problem:
        """Look the server's name up; through a proxy only the proxy's name is this computer's affair."""
        host, port = self._host, self._port
        if proxy is not None:
            parts = urlsplit(f"//{proxy.place}")
            host, port = parts.hostname or "", parts.port or port

        def look() -> int | OSError:
            try:
                return len({found[4][0] for found in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)})
            except OSError as error:
                return error

        began = time.monotonic()
        found = await self._on_own_thread(look)
        if isinstance(found, int):
            return ResolvedName(found, (time.monotonic() - began) * 1000)
        kind = ProblemKind.NO_NETWORK if proxy is None else ProblemKind.PROXY
        late = isinstance(found, TimeoutError)
        fault = NetworkFault.NO_NAME_SERVICE if late else network_fault(found)
        return Problem(kind, network=fault, place=host, detail=f"{type(found).__name__}: {fault.name}")

    async def shake_hands(self, proxy: SystemProxy | None) -> Handshake | Problem:
        """Open a secure connection on the very way that every request takes; once it stood, it is let go."""
        way = Way(self._host, proxy)
        stood: asyncio.Future[Handshake] = asyncio.get_running_loop().create_future()
        standing = "connection.start_tls.complete" if proxy is None else "proxy.start_tls.complete"

        async def watch(event: str, about: Mapping[str, Any]) -> None:
            for listen in way.extensions.values():
                await listen(event, about)
            if event == standing and not stood.done():
                stood.set_result(_handshake_of(about["return_value"].get_extra_info("ssl_object")))

        asking = asyncio.create_task(self._ask(way, watch))
        either: set[asyncio.Future[Any]] = {asking, stood}
        try:
            await asyncio.wait(either, return_when=asyncio.FIRST_COMPLETED)
        finally:
            if not asking.done():
                asking.cancel()
                await asyncio.wait({asking})
        return stood.result() if stood.done() else asking.result()

    async def _ask(self, way: Way, watch: Callable[[str, Mapping[str, Any]], Awaitable[None]]) -> Problem:
        """Ask for the version, watched on the way; returns why no secure connection came about."""
        context = truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        through = None
        if way.proxy is not None:
            through = httpx.Proxy(way.proxy.url, ssl_context=context if way.proxy.is_encrypted else None)
        client = httpx.AsyncClient(
            headers={"Accept": "application/json", "User-Agent": f"storno-desktop/{__version__}"},
            cookies=forgetful_jar(),
            verify=context,
            timeout=self._seconds / 2,  # for the line, the proxy's word and the handshake each
            proxy=through,
            trust_env=False,
        )
        request = client.build_request(
            "GET", f"{self._server.url}/api/v1/version", extensions={"trace": watch}
        )
        try:
            async with client:
                response = await client.send(request, stream=True)
                await response.aclose()
        except httpx.TransportError as error:
            return problem_of_failure(error, changes=False, way=way)
        return Problem(ProblemKind.TLS, place=self._host, detail="no handshake")

    async def _on_own_thread(self, look: Callable[[], T]) -> T | TimeoutError:
        """Ask the operating system what cannot be broken off, on a thread that nobody waits for in the end."""
        loop = asyncio.get_running_loop()
        answer: asyncio.Future[T] = loop.create_future()

        def settle(value: T) -> None:
            if not answer.done():
                answer.set_result(value)

        def ask() -> None:
            value = look()
            try:
                loop.call_soon_threadsafe(settle, value)
            except RuntimeError:  # the program ended meanwhile
                return

        threading.Thread(target=ask, name="storno-line-check", daemon=True).start()
        try:
            return await asyncio.wait_for(answer, self._seconds)
        except TimeoutError as late:
            return late


def _handshake_of(line: ssl.SSLObject) -> Handshake:
    held = read_certificate(line.getpeercert(binary_form=True) or b"")
    protocol = line.version() or ""
    return Handshake(protocol, held.issuer, held.until) if held else Handshake(protocol, "", None)
