"""A computer's proxy is gone through, told apart from the server when it fails, and its credentials stay inside."""

import asyncio
import logging
import sys
import threading
from collections.abc import Iterator
from contextlib import suppress

import pytest

from storno_desktop.api import proxy as proxy_module
from storno_desktop.api.ask import Ask
from storno_desktop.api.proxy import SystemProxy, UnusableProxy, proxy_for
from storno_desktop.api.transport import Answer, Limits, Transport
from storno_desktop.domain.problem import Acted, NetworkFault, Problem, ProblemKind, Remedy, TlsFault
from storno_desktop.domain.server_address import ServerAddress
from tests.contract.faulty_server import FaultyServer, Road, answer, reset, saying, silence
from tests.contract.network import (
    CHANGE,
    READ,
    SECRET,
    Authority,
    answered,
    closed_port,
    passing_on,
    problem,
    sent,
)

pytestmark = pytest.mark.skipif(
    sys.platform in {"win32", "darwin"}, reason="the environment adds to the system's authorities only here"
)

NAME = "storno.invalid"
URL = f"https://{NAME}"
OK = answer("200 OK", b'{"version": "2.7.6"}')
KEPT = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}"
USER, PASSWORD = "proxy-user-7f3", "proxy-pass-9d1"
SHORT = Limits(connect=2.0, read=0.3, whole=5.0)
FAILING = {
    "407": saying(answer("407 Proxy Authentication Required", headers=f"X-Echo: {PASSWORD}\r\n")),
    "502": saying(answer(f"502 {PASSWORD}", b"<html>")),
    "503": saying(answer("503 Service Unavailable")),
    "403": saying(answer("403 Forbidden", b"<html>Blocked</html>")),
    "silent": silence,
    "cut": reset,
    "no-proxy-at-all": saying(f"220 mail {PASSWORD}\r\n".encode()),
}


@pytest.fixture(autouse=True)
def no_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HTTPS_PROXY", "HTTP_PROXY", "ALL_PROXY", "NO_PROXY"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.lower(), raising=False)


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    return Authority(tmp_path_factory.mktemp("authority"))


@pytest.fixture
def server(authority: Authority, monkeypatch: pytest.MonkeyPatch) -> Iterator[FaultyServer]:
    """Called by a name that nobody can resolve; its authority is known."""
    monkeypatch.setenv("SSL_CERT_FILE", str(authority.file))
    with FaultyServer(saying(OK), authority.certified(NAME, "127.0.0.1")) as running:
        yield running


def with_credentials(proxy: FaultyServer) -> str:
    return proxy.url.replace("://", f"://{USER}:{PASSWORD}@")


# ------------------------------------------------------------------------------------ gone through


@pytest.mark.parametrize("variable", ["HTTPS_PROXY", "https_proxy", "ALL_PROXY"])
@pytest.mark.parametrize("ask", [READ, CHANGE], ids=["read", "change"])
def test_a_server_that_only_the_proxy_finds_is_reached_through_it(
    server: FaultyServer, monkeypatch: pytest.MonkeyPatch, variable: str, ask: Ask
) -> None:
    with FaultyServer(passing_on(server.port)) as proxy:
        monkeypatch.setenv(variable, proxy.url)
        assert answered(*sent(URL, ask)) == 200
        (connect,) = proxy.asked
    assert connect.startswith(f"CONNECT {NAME}:443 HTTP/1.1\r\n".encode())
    assert SECRET.encode() not in connect
    assert SECRET.encode() in server.asked[0]


def test_a_setting_without_a_scheme_means_a_plain_proxy(
    server: FaultyServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    with FaultyServer(passing_on(server.port)) as proxy:
        monkeypatch.setenv("HTTPS_PROXY", f"127.0.0.1:{proxy.port}")
        assert answered(*sent(URL, READ)) == 200


def test_a_proxy_may_be_spoken_to_by_tls(
    server: FaultyServer, authority: Authority, monkeypatch: pytest.MonkeyPatch
) -> None:
    with FaultyServer(passing_on(server.port), authority.certified("127.0.0.1")) as proxy:
        monkeypatch.setenv("HTTPS_PROXY", proxy.url)
        assert answered(*sent(URL, READ)) == 200


def test_the_proxy_is_told_its_own_credentials_and_the_server_is_not(
    server: FaultyServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    with FaultyServer(passing_on(server.port)) as proxy:
        monkeypatch.setenv("HTTPS_PROXY", with_credentials(proxy))
        assert answered(*sent(URL, READ)) == 200
        assert b"proxy-authorization: basic " in proxy.asked[0].lower()
    assert b"proxy-authorization" not in server.asked[0].lower()


@pytest.mark.parametrize(
    "exception", [NAME, ".invalid", "INVALID", "x.ro, storno.invalid", f"{NAME}:443", "*"]
)
def test_an_exception_goes_past_the_proxy(monkeypatch: pytest.MonkeyPatch, exception: str) -> None:
    with FaultyServer(saying(OK)) as proxy:
        monkeypatch.setenv("HTTPS_PROXY", proxy.url)
        monkeypatch.setenv("NO_PROXY", exception)
        lost = problem(*sent(URL, READ))
        assert proxy.asked == []
    assert lost.kind is ProblemKind.NO_NETWORK


@pytest.mark.parametrize("exception", ["torno.invalid", f"{NAME}:444", "other.ro"])
def test_an_exception_for_another_server_is_none(
    server: FaultyServer, monkeypatch: pytest.MonkeyPatch, exception: str
) -> None:
    with FaultyServer(passing_on(server.port)) as proxy:
        monkeypatch.setenv("HTTPS_PROXY", proxy.url)
        monkeypatch.setenv("NO_PROXY", exception)
        assert answered(*sent(URL, READ)) == 200


@pytest.mark.parametrize("variable", ["HTTPS_PROXY", "HTTP_PROXY", "ALL_PROXY"])
@pytest.mark.parametrize("is_encrypted", [False, True], ids=["http", "https"])
def test_this_computers_own_servers_are_never_asked_for_by_way_of_a_proxy(
    server: FaultyServer, monkeypatch: pytest.MonkeyPatch, variable: str, is_encrypted: bool
) -> None:
    with FaultyServer(saying(OK)) as proxy, FaultyServer(saying(OK)) as plain:
        monkeypatch.setenv(variable, proxy.url)
        assert answered(*sent(server.url if is_encrypted else plain.url, READ)) == 200
        assert proxy.asked == []


def test_the_exceptions_of_the_operating_system_count(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(proxy_module, "getproxies", lambda: {"https": "http://10.1.1.1:8080"})
    monkeypatch.setattr(proxy_module, "proxy_bypass", lambda host: host == "intern.firma.ro:443")
    assert proxy_for(ServerAddress("https://intern.firma.ro")) is None
    found = proxy_for(ServerAddress("https://api.storno.ro"))
    assert isinstance(found, SystemProxy)
    assert found.place == "10.1.1.1:8080"


# ----------------------------------------------------------------------------------- not let through


@pytest.mark.parametrize("ask", [READ, CHANGE], ids=["read", "change"])
@pytest.mark.parametrize("way", FAILING)
def test_a_proxy_that_lets_nothing_through_is_named_as_the_cause(
    server: FaultyServer, monkeypatch: pytest.MonkeyPatch, way: str, ask: Ask
) -> None:
    with FaultyServer(FAILING[way]) as proxy:
        monkeypatch.setenv("HTTPS_PROXY", proxy.url)
        held = problem(*sent(URL, ask, limits=SHORT))
        assert len(proxy.asked) == 1
        assert held.place == f"127.0.0.1:{proxy.port}"
    assert server.asked == []
    assert (held.kind, held.acted) == (ProblemKind.PROXY, Acted.NO)
    assert held.status == (int(way) if way.isdigit() else None)
    assert held.network is (NetworkFault.TIMEOUT if way == "silent" else None)
    assert held.remedy is Remedy.ASK_ADMINISTRATOR


def test_a_proxy_that_is_not_there(monkeypatch: pytest.MonkeyPatch) -> None:
    with closed_port() as port:
        monkeypatch.setenv("HTTPS_PROXY", f"http://127.0.0.1:{port}")
        held = problem(*sent(URL, CHANGE))
    assert (held.kind, held.acted, held.network) == (ProblemKind.PROXY, Acted.NO, NetworkFault.REFUSED)


def test_a_proxy_whose_name_cannot_be_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTPS_PROXY", "http://proxy.invalid:3128")
    held = problem(*sent(URL, CHANGE))
    assert (held.kind, held.acted, held.place) == (ProblemKind.PROXY, Acted.NO, "proxy.invalid:3128")
    assert held.network in {NetworkFault.NAME_NOT_FOUND, NetworkFault.NO_NAME_SERVICE}


def test_a_proxy_with_a_certificate_of_nobody_knows_whom(
    authority: Authority, monkeypatch: pytest.MonkeyPatch
) -> None:
    with FaultyServer(saying(OK), authority.certified("127.0.0.1")) as proxy:
        monkeypatch.setenv("HTTPS_PROXY", proxy.url)
        held = problem(*sent(URL, CHANGE))
        assert proxy.asked == []
    assert (held.kind, held.acted) == (ProblemKind.PROXY, Acted.NO)
    assert held.tls is TlsFault.SELF_SIGNED_OR_UNKNOWN_ISSUER


@pytest.mark.parametrize(
    "setting",
    [
        "socks5://127.0.0.1:1080",
        "socks4://127.0.0.1:1080",
        "ftp://127.0.0.1",
        "http://",
        "http://a..b:3128",
        "http://[::1:3128",
        f"http://{USER}:{PASSWORD[:5]}/{PASSWORD[5:]}@127.0.0.1:3128",
        f"http://{USER}:{PASSWORD[:5]}#{PASSWORD[5:]}@127.0.0.1:3128",
        f"http://{USER}:1?{PASSWORD}@127.0.0.1:3128",
        f"http://{USER}:1234#{PASSWORD}@127.0.0.1:3128",
        f"http://{USER}:1234/{PASSWORD}@127.0.0.1:3128",
        "127.0.0.1:port",
    ],
)
def test_a_setting_that_cannot_be_used_is_a_problem_and_repeats_nothing(
    monkeypatch: pytest.MonkeyPatch, setting: str
) -> None:
    monkeypatch.setenv("HTTPS_PROXY", setting)
    held = problem(*sent(URL, CHANGE))
    assert (held.kind, held.acted, held.place) == (ProblemKind.PROXY, Acted.NO, "")
    assert held.detail in {"not an address", "neither http nor https"}
    found = proxy_for(ServerAddress(URL))
    assert isinstance(found, UnusableProxy)
    for part in (USER, PASSWORD[:5], PASSWORD[5:]):
        assert part not in repr(held) + repr(found)


# --------------------------------------------------------------------------- past it, it is the server


@pytest.mark.parametrize("road", [silence, reset], ids=["silence", "reset"])
def test_behind_the_proxy_it_is_the_server_whose_answer_is_lost(
    server: FaultyServer, monkeypatch: pytest.MonkeyPatch, road: Road
) -> None:
    server.road = road
    with FaultyServer(passing_on(server.port)) as proxy:
        monkeypatch.setenv("HTTPS_PROXY", proxy.url)
        lost = problem(*sent(URL, CHANGE, limits=SHORT))
    assert (lost.kind, lost.acted) == (ProblemKind.TIMED_OUT, Acted.UNKNOWN)
    assert len(server.asked) == 1


def test_a_tunnel_is_kept_for_reading_and_a_loss_on_it_is_the_servers(
    server: FaultyServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def twice(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, _asked: bytes) -> None:
        writer.write(KEPT)
        await reader.readuntil(b"\r\n\r\n")
        await reader.read()

    server.road = twice
    with FaultyServer(passing_on(server.port)) as proxy:
        monkeypatch.setenv("HTTPS_PROXY", proxy.url)
        first, second = sent(URL, READ, READ, limits=SHORT)
        assert len(proxy.asked) == 1
    assert answered(first) == 200
    assert problem(second).kind is ProblemKind.TIMED_OUT


def test_a_change_never_travels_on_a_tunnel_that_was_used_before(
    server: FaultyServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    server.road = saying(KEPT)
    with FaultyServer(passing_on(server.port)) as proxy:
        monkeypatch.setenv("HTTPS_PROXY", proxy.url)
        assert [answered(each) for each in sent(URL, READ, CHANGE, CHANGE)] == [200, 200, 200]
        assert len(proxy.asked) == 3


def test_settings_that_were_corrected_are_taken_up_without_a_new_start(
    server: FaultyServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def all_of_it(good: str) -> list[Answer | Problem]:
        transport = Transport(ServerAddress(URL))
        outcomes = []
        try:
            for setting in ("socks5://127.0.0.1:1", bad, good, None):
                if setting is None:
                    monkeypatch.delenv("HTTPS_PROXY")
                else:
                    monkeypatch.setenv("HTTPS_PROXY", setting)
                outcomes.append(await transport.send(CHANGE))
        finally:
            await transport.aclose()
        return outcomes

    with FaultyServer(passing_on(server.port)) as proxy, closed_port() as port:
        bad = f"http://127.0.0.1:{port}"
        unusable, dead, through, still = asyncio.run(all_of_it(proxy.url))
    assert [problem(each).kind for each in (unusable, dead)] == [ProblemKind.PROXY] * 2
    assert answered(through) == 200
    assert answered(still) == 200, "a way that leads there is not left"


def test_a_way_that_was_left_is_given_back_in_the_end(
    server: FaultyServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    given_back = threading.Event()

    async def kept(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, _asked: bytes) -> None:
        writer.write(KEPT)
        await reader.read()
        given_back.set()

    async def all_of_it() -> None:
        transport = Transport(ServerAddress(URL))
        assert answered(await transport.send(READ)) == 200
        left.road = FAILING["407"]
        server.road = saying(OK)
        monkeypatch.setenv("HTTPS_PROXY", taken.url)
        assert problem(await transport.send(CHANGE)).kind is ProblemKind.PROXY
        assert answered(await transport.send(CHANGE)) == 200
        assert not given_back.is_set()
        await transport.aclose()
        assert await asyncio.to_thread(given_back.wait, 30)

    server.road = kept
    with FaultyServer(passing_on(server.port)) as left, FaultyServer(passing_on(server.port)) as taken:
        monkeypatch.setenv("HTTPS_PROXY", left.url)
        asyncio.run(all_of_it())


# ---------------------------------------------------------------------------------------- secrets


@pytest.mark.parametrize("way", [*FAILING, "through"])
def test_a_proxys_credentials_are_seen_nowhere(
    server: FaultyServer, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, way: str
) -> None:
    caplog.set_level(logging.DEBUG)

    async def all_of_it() -> str:
        transport = Transport(ServerAddress(URL), limits=SHORT)
        try:
            outcomes = [await transport.send(READ), await transport.send(CHANGE)]
            return (
                repr(outcomes) + repr(transport) + repr(vars(transport)) + repr(proxy_for(ServerAddress(URL)))
            )
        finally:
            with suppress(Exception):
                await transport.aclose()

    with FaultyServer(FAILING.get(way) or passing_on(server.port)) as proxy:
        monkeypatch.setenv("HTTPS_PROXY", with_credentials(proxy))
        shown = asyncio.run(all_of_it()) + caplog.text
        told = proxy.asked[0].split(b"asic ")[1].split(b"\r\n")[0].decode()
    assert f"127.0.0.1:{proxy.port}" in shown
    assert "storno_desktop.api.transport" in caplog.text
    for secret in (USER, PASSWORD, told, SECRET):
        assert secret not in shown
