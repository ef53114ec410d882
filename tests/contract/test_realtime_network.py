"""The line for hints goes the way of all other requests: the system's proxy and authorities, and nowhere else."""

from __future__ import annotations

import asyncio
import base64
import hashlib
import json
import re
import sys
from pathlib import Path

import pytest

from storno_desktop.api.ask import Ask
from storno_desktop.api.realtime import Heard, Patience, Realtime
from storno_desktop.api.transport import Answer
from storno_desktop.domain.problem import NetworkFault, Problem, ProblemKind, TlsFault
from storno_desktop.domain.server_address import ServerAddress
from storno_desktop.domain.session import CompanyContext
from tests.contract.faulty_server import FaultyServer, Road, answer, saying, silence
from tests.contract.network import Authority, closed_port, passing_on

pytestmark = pytest.mark.skipif(
    sys.platform in {"win32", "darwin"}, reason="the environment adds to the system's authorities only here"
)

NAME = "storno.invalid"
SECRET = "opaque-hint-secret"
CONTEXT = CompanyContext(organization_id="organisation", company_id="company")
CHANNEL = "invoices:company_company"
ALL_IS_WELL = [Heard.READY, Heard.CHANGED]
_GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11"  # RFC 6455, 1.3


def frame(message: object) -> bytes:
    text = json.dumps(message).encode()
    return bytes((0x81, len(text))) + text


async def centrifugo(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, asked: bytes) -> None:
    """Shakes hands, welcomes, tells one change on our channel and one on another, and leaves."""
    key = re.search(rb"Sec-WebSocket-Key: (\S+)", asked, re.IGNORECASE)
    assert key is not None
    accept = base64.b64encode(hashlib.sha1(key[1] + _GUID.encode()).digest()).decode()  # noqa: S324
    head = f"HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: {accept}\r\n\r\n"
    writer.write(head.encode())
    await reader.read(1024)
    writer.write(frame({"id": 1, "connect": {"ping": 25, "pong": True}}))
    await reader.read(1024)
    writer.write(frame({"id": 2, "subscribe": {}}))
    for channel in ("invoices:company_other", CHANNEL):
        writer.write(frame({"push": {"channel": channel, "pub": {"data": {}}}}))
    writer.write(bytes((0x88, 2)) + (3000).to_bytes(2, "big"))
    await writer.drain()
    await reader.read(1)


async def given(_ask: Ask) -> Answer | Problem:
    """Tokens, as from a server that is on good terms."""
    return Answer(status=200, headers={}, body=json.dumps({"token": SECRET}).encode())


def listened(url: str, opening: float = 10.0) -> tuple[list[Heard], Problem]:
    """What was heard over one line, and how it ended."""
    heard: list[Heard] = []

    async def all_of_it() -> Problem | None:
        realtime = Realtime(ServerAddress(url), given, Patience(opening=opening))
        return await realtime.listen(CONTEXT, heard.append)

    ended = asyncio.run(all_of_it())
    assert isinstance(ended, Problem)
    assert SECRET not in repr(ended)
    return heard, ended


@pytest.fixture(autouse=True)
def no_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HTTPS_PROXY", "HTTP_PROXY", "ALL_PROXY", "NO_PROXY"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.lower(), raising=False)


@pytest.fixture
def authority(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Authority:
    made = Authority(tmp_path)
    monkeypatch.setenv("SSL_CERT_FILE", str(made.file))
    return made


def test_over_a_secure_line_changes_of_the_company_are_heard(authority: Authority) -> None:
    with FaultyServer(centrifugo, authority.certified("127.0.0.1")) as server:
        heard, ended = listened(server.url)
        (asked,) = server.asked
    assert heard == ALL_IS_WELL
    assert (ended.kind, ended.detail) == (ProblemKind.TIMED_OUT, "hints: ConnectionClosedError 3000")
    assert asked.startswith(b"GET /connection/websocket HTTP/1.1\r\n")
    assert b"origin:" not in asked.lower()
    assert b"cookie:" not in asked.lower()
    assert b"user-agent: storno-desktop/" in asked.lower()


@pytest.mark.parametrize("is_encrypted", [False, True], ids=["plain-proxy", "proxy-with-tls"])
def test_a_server_that_only_the_proxy_finds_is_reached_through_it(
    authority: Authority, monkeypatch: pytest.MonkeyPatch, is_encrypted: bool
) -> None:
    shown = authority.certified("127.0.0.1") if is_encrypted else None
    with (
        FaultyServer(centrifugo, authority.certified(NAME)) as server,
        FaultyServer(passing_on(server.port), shown) as proxy,
    ):
        monkeypatch.setenv("HTTPS_PROXY", proxy.url)
        heard, _ended = listened(f"https://{NAME}")
        (connect,) = proxy.asked
    assert heard == ALL_IS_WELL
    assert connect.startswith(f"CONNECT {NAME}:443 HTTP/1.1\r\n".encode())


def test_an_unknown_authority_is_not_believed(
    tmp_path_factory: pytest.TempPathFactory, authority: Authority
) -> None:
    stranger = Authority(tmp_path_factory.mktemp("stranger"))
    with FaultyServer(centrifugo, stranger.certified("127.0.0.1")) as server:
        heard, ended = listened(server.url)
        assert server.asked == []
    assert heard == []
    assert (ended.kind, ended.tls) == (ProblemKind.TLS, TlsFault.SELF_SIGNED_OR_UNKNOWN_ISSUER)


def test_nobody_is_followed_elsewhere(authority: Authority) -> None:
    shown = authority.certified("127.0.0.1")
    with FaultyServer(centrifugo, shown) as elsewhere:
        place = f"Location: wss://127.0.0.1:{elsewhere.port}/connection/websocket\r\n"
        with FaultyServer(saying(answer("302 Found", headers=place)), shown) as server:
            heard, ended = listened(server.url)
        assert elsewhere.asked == []
    assert heard == []
    assert (ended.kind, ended.status) == (ProblemKind.SERVER_FAULT, 302)


@pytest.mark.parametrize(
    ("road", "kind"),
    [
        (saying(answer("404 Not Found")), ProblemKind.NOT_FOUND),
        (saying(answer("502 Bad Gateway", b"<html>")), ProblemKind.SERVER_FAULT),
        (saying(answer("200 OK", b"{}")), ProblemKind.SERVER_FAULT),
        (saying(b"220 mail\r\n"), ProblemKind.TIMED_OUT),
    ],
    ids=["no-such-path", "gateway", "a-page", "no-http"],
)
def test_what_is_no_line_for_hints_is_a_problem(authority: Authority, road: Road, kind: ProblemKind) -> None:
    with FaultyServer(road, authority.certified("127.0.0.1")) as server:
        heard, ended = listened(server.url)
    assert (heard, ended.kind) == ([], kind)


def test_a_server_that_says_nothing_is_not_waited_for_long(authority: Authority) -> None:
    with FaultyServer(silence, authority.certified("127.0.0.1")) as server:
        _heard, ended = listened(server.url, opening=0.2)
    assert (ended.kind, ended.network) == (ProblemKind.NO_NETWORK, NetworkFault.TIMEOUT)


def test_nobody_there_and_a_proxy_in_the_way_are_told_apart(
    authority: Authority, monkeypatch: pytest.MonkeyPatch
) -> None:
    with closed_port() as port:
        _heard, ended = listened(f"https://127.0.0.1:{port}")
    assert (ended.kind, ended.network) == (ProblemKind.NO_NETWORK, NetworkFault.REFUSED)
    with FaultyServer(saying(answer("407 Proxy Authentication Required"))) as proxy:
        monkeypatch.setenv("HTTPS_PROXY", proxy.url.replace("://", "://user:pass-9d1@"))
        _heard, ended = listened(f"https://{NAME}")
    assert ended.kind is ProblemKind.PROXY
    assert "pass-9d1" not in repr(ended)
    monkeypatch.setenv("HTTPS_PROXY", "socks5://127.0.0.1:1")
    _heard, ended = listened(f"https://{NAME}")
    assert ended.kind is ProblemKind.PROXY
