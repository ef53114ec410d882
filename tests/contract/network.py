"""Parts of a network for tests: certificates, a forward proxy, and one request over it as the program sends it."""

import asyncio
import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import trustme

from storno_desktop.api.ask import Ask
from storno_desktop.api.transport import Answer, Limits, Transport
from storno_desktop.domain.problem import Problem
from storno_desktop.domain.server_address import ServerAddress
from tests.contract.faulty_server import Road

SECRET = "opaque-access-secret"
VERSION = Ask(method="GET", path="/api/v1/version", template="/api/v1/version")
READ = Ask(
    method="GET",
    path="/api/v1/me",
    template="/api/v1/me",
    headers={"Authorization": f"Bearer {SECRET}"},
)
CHANGE = Ask(
    method="POST",
    path="/api/v1/invoices/1/cancel",
    template="/api/v1/invoices/{id}/cancel",
    headers={"Authorization": f"Bearer {SECRET}"},
    body=b'{"reason": "Motiv bun"}',
    changes=True,
)
PAST = (datetime(2020, 1, 1, tzinfo=UTC), datetime(2020, 2, 1, tzinfo=UTC))
FUTURE = (datetime(2095, 1, 1, tzinfo=UTC), datetime(2095, 2, 1, tzinfo=UTC))


class Authority:
    """A certificate authority that nobody knows until `file` is made known to the system."""

    def __init__(self, folder: Path) -> None:
        self._authority = trustme.CA()
        self.file = folder / "authority.pem"
        self._authority.cert_pem.write_to_path(str(self.file))

    def certified(self, *names: str, valid: tuple[datetime, datetime] | None = None) -> ssl.SSLContext:
        """What a server of these names needs; `valid` is from when to when, by default now."""
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        self.certify(context, *names, valid=valid)
        return context

    def certify(
        self, context: ssl.SSLContext, *names: str, valid: tuple[datetime, datetime] | None = None
    ) -> None:
        """Gives a server a new certificate, for the connections to come."""
        since, until = valid or (None, None)
        self._authority.issue_cert(*names, not_before=since, not_after=until).configure_cert(context)

    def shown_itself(self) -> ssl.SSLContext:
        """A server that shows the authority's own certificate, which is signed by itself."""
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        whole = self._authority.private_key_pem.bytes() + self._authority.cert_pem.bytes()
        with_key = self.file.with_name("itself.pem")
        with_key.write_bytes(whole)
        context.load_cert_chain(with_key)
        return context


def passing_on(port: int) -> Road:
    """A proxy that opens a tunnel to this port of this computer, whatever server it is asked for."""

    async def copy(source: asyncio.StreamReader, target: asyncio.StreamWriter) -> None:
        while piece := await source.read(65536):
            target.write(piece)
            await target.drain()

    async def road(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, _asked: bytes) -> None:
        from_server, to_server = await asyncio.open_connection("127.0.0.1", port)
        writer.write(b"HTTP/1.1 200 Connection established\r\n\r\n")
        there = asyncio.ensure_future(copy(reader, to_server))
        back = asyncio.ensure_future(copy(from_server, writer))
        try:
            await asyncio.wait({there, back}, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for each in (there, back):
                each.cancel()
            await asyncio.gather(there, back, return_exceptions=True)
            to_server.transport.abort()

    return road


def sent(url: str, *asks: Ask, limits: Limits | None = None) -> list[Answer | Problem]:
    """What comes of these requests, sent one after the other by one transport."""

    async def all_of_it() -> list[Answer | Problem]:
        transport = Transport(ServerAddress(url), limits=limits)
        try:
            return [await transport.send(ask) for ask in asks]
        finally:
            await transport.aclose()

    return asyncio.run(all_of_it())


def problem(outcome: object) -> Problem:
    assert isinstance(outcome, Problem), outcome
    return outcome


def answered(outcome: object) -> int:
    assert isinstance(outcome, Answer), outcome
    return outcome.status


@contextmanager
def closed_port() -> Iterator[int]:
    """A port of this computer at which nobody listens."""
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        yield closed.getsockname()[1]
