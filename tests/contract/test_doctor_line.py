"""The self-test on the line: the proxy, the name and the certificate, each as the system's own settings make them."""

from __future__ import annotations

import asyncio
import socket
import ssl
import sys
import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
import trustme

from storno_desktop.api.certificate import Certificate, read_certificate
from storno_desktop.api.line_check import Handshake, LineCheck
from storno_desktop.api.proxy import SystemProxy
from storno_desktop.domain.problem import NetworkFault, Problem, ProblemKind, TlsFault
from storno_desktop.service.examined import Advice, ExamCheck, Verdict
from tests.contract.doctors_desk import address_of, examined, the_doctor
from tests.contract.faulty_server import FaultyServer, answer, saying, silence
from tests.contract.network import FUTURE, PAST, Authority, closed_port, passing_on

ELSEWHERE = "storno.invalid"
OK = saying(answer("200 OK", b'{"version": "2.7.6"}'))
SINCE, UNTIL = PAST[0], FUTURE[0]
by_environment = pytest.mark.skipif(
    sys.platform in {"win32", "darwin"}, reason="the environment adds to the system's authorities only here"
)


@pytest.fixture(autouse=True)
def no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HTTPS_PROXY", "ALL_PROXY", "HTTP_PROXY", "NO_PROXY"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.lower(), raising=False)


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    return Authority(tmp_path_factory.mktemp("authority"))


@pytest.fixture
def known(authority: Authority, monkeypatch: pytest.MonkeyPatch) -> Authority:
    monkeypatch.setenv("SSL_CERT_FILE", str(authority.file))
    return authority


@pytest.fixture
def secure(known: Authority) -> Iterator[FaultyServer]:
    """A server whose certificate is good from 2020 to 2095."""
    with FaultyServer(OK, known.certified("127.0.0.1", ELSEWHERE, valid=(SINCE, UNTIL))) as server:
        yield server


# --------------------------------------------------------------------------------- the secure connection


@by_environment
@pytest.mark.parametrize("days", [14, 13, 1])
def test_a_certificate_is_told_with_its_issuer_and_its_end(secure: FaultyServer, days: int) -> None:
    def clock() -> datetime:
        return UNTIL - timedelta(days=days)

    found = examined(the_doctor(clock=clock), secure.url)
    line = found[ExamCheck.TLS]
    assert line.facts["days_left"] == days
    assert str(line.facts["protocol"]).startswith("TLSv1.")
    assert str(line.facts["issuer"]).startswith("trustme")
    late = days < 14
    assert line.verdict is (Verdict.WARNING if late else Verdict.OK)
    assert line.advice is (Advice.RENEW_CERTIFICATE if late else None)
    assert found[ExamCheck.SERVER].facts["version"] == "2.7.6"


@by_environment
def test_the_connection_goes_through_the_proxy_and_its_credentials_stay_secret(
    secure: FaultyServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    with FaultyServer(passing_on(secure.port)) as proxy:
        place = f"127.0.0.1:{proxy.port}"
        monkeypatch.setenv("HTTPS_PROXY", f"http://ana:Parola-7@{place}")
        found = examined(the_doctor(), f"https://{ELSEWHERE}")
        assert any(asked.startswith(b"CONNECT storno.invalid:443") for asked in proxy.asked)
    assert found[ExamCheck.PROXY].facts == {"proxy": "http", "place": place}
    assert found[ExamCheck.DNS].facts["name_of"] == "proxy"
    assert str(found[ExamCheck.TLS].facts["issuer"]).startswith("trustme")
    assert found[ExamCheck.SERVER].verdict is Verdict.OK
    assert "Parola" not in repr(found)


@by_environment
@pytest.mark.parametrize(
    ("valid", "names", "fault", "advice"),
    [
        (PAST, ("127.0.0.1",), TlsFault.EXPIRED, Advice.CHECK_CERTIFICATE),
        (FUTURE, ("127.0.0.1",), TlsFault.NOT_YET_VALID, Advice.SET_CLOCK),
        ((SINCE, UNTIL), ("storno.example",), TlsFault.WRONG_NAME, Advice.CHECK_ADDRESS),
    ],
)
def test_a_bad_certificate_has_its_own_advice(
    known: Authority,
    valid: tuple[datetime, datetime],
    names: tuple[str, ...],
    fault: TlsFault,
    advice: Advice,
) -> None:
    with FaultyServer(OK, known.certified(*names, valid=valid)) as server:
        found = examined(the_doctor(), server.url)
    line = found[ExamCheck.TLS]
    assert line.problem is not None
    assert (line.verdict, line.problem.tls, line.advice) == (Verdict.FAILED, fault, advice)
    assert found[ExamCheck.SERVER].facts == {"because": "tls"}
    assert found[ExamCheck.PAGE_CAP].facts == {"because": "tls"}


def test_an_unknown_issuer_is_not_believed(authority: Authority) -> None:
    with FaultyServer(OK, authority.certified("127.0.0.1")) as server:
        line = examined(the_doctor(), server.url)[ExamCheck.TLS]
    assert line.problem is not None
    assert line.problem.kind is ProblemKind.TLS
    assert line.advice is Advice.CHECK_CERTIFICATE


@by_environment
def test_nothing_need_be_said_for_a_certificate_to_be_told(
    known: Authority,
) -> None:
    async def look(url: str) -> object:
        return await LineCheck(address_of(url)).shake_hands(None)

    with FaultyServer(silence, known.certified("127.0.0.1", valid=(SINCE, UNTIL))) as server:
        shaken = asyncio.run(look(server.url))
    assert isinstance(shaken, Handshake)
    assert shaken.until == UNTIL


@pytest.mark.parametrize("through_a_proxy", [False, True])
def test_a_server_that_never_shakes_hands_is_given_up(
    through_a_proxy: bool,
) -> None:
    async def look(url: str, proxy: SystemProxy | None) -> object:
        return await LineCheck(address_of(url), seconds=0.05).shake_hands(proxy)

    with FaultyServer(silence, waits_for=b"what is never said") as server:
        place = f"127.0.0.1:{server.port}"
        proxy = SystemProxy(place=place, url=f"http://{place}") if through_a_proxy else None
        found = asyncio.run(look(f"https://{place}", proxy))
    assert isinstance(found, Problem)
    assert found.kind is (ProblemKind.PROXY if through_a_proxy else ProblemKind.NO_NETWORK)
    assert found.network is NetworkFault.TIMEOUT


def test_where_nobody_listens_there_is_no_connection() -> None:
    with closed_port() as port:
        found = examined(the_doctor(), f"https://127.0.0.1:{port}")
    line = found[ExamCheck.TLS]
    assert line.problem is not None
    assert (line.problem.kind, line.problem.network) == (ProblemKind.NO_NETWORK, NetworkFault.REFUSED)
    assert line.advice is Advice.CHECK_NETWORK


# ------------------------------------------------------------------------------------ proxy and name


@pytest.mark.parametrize("setting", ["socks5://127.0.0.1:1080", "http://ana:pa/ss@proxy.example:3128"])
def test_a_proxy_that_cannot_be_used_stops_everything_after_it(
    setting: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HTTPS_PROXY", setting)
    found = examined(the_doctor(), f"https://{ELSEWHERE}")
    assert (found[ExamCheck.PROXY].verdict, found[ExamCheck.PROXY].advice) == (
        Verdict.FAILED,
        Advice.CHECK_PROXY,
    )
    assert found[ExamCheck.TLS].facts == {"because": "proxy"}
    assert "ana" not in repr(found[ExamCheck.PROXY])


def test_a_proxy_that_is_not_there_is_the_proxys_problem(monkeypatch: pytest.MonkeyPatch) -> None:
    with closed_port() as port:
        monkeypatch.setenv("HTTPS_PROXY", f"http://127.0.0.1:{port}")
        found = examined(the_doctor(), f"https://{ELSEWHERE}")
    assert found[ExamCheck.DNS].verdict is Verdict.OK
    assert found[ExamCheck.TLS].advice is Advice.CHECK_PROXY


def test_a_name_that_is_not_known_stops_everything_after_it(monkeypatch: pytest.MonkeyPatch) -> None:
    def unknown(*_asked: object, **_more: object) -> object:
        raise socket.gaierror(socket.EAI_NONAME, "not known")

    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    found = examined(the_doctor(), f"https://{ELSEWHERE}")
    name = found[ExamCheck.DNS]
    assert name.problem is not None
    assert (name.problem.network, name.problem.place) == (NetworkFault.NAME_NOT_FOUND, ELSEWHERE)
    assert (name.verdict, name.advice) == (Verdict.FAILED, Advice.CHECK_ADDRESS)
    assert found[ExamCheck.SERVER].facts == {"because": "dns"}


def test_a_name_service_that_says_nothing_is_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nor does the end of the program wait for it: a lookup cannot be broken off."""
    let_go = threading.Event()

    def never(*_asked: object, **_more: object) -> list[object]:
        let_go.wait(60)
        return []

    monkeypatch.setattr(socket, "getaddrinfo", never)

    async def look() -> object:
        return await LineCheck(address_of(f"https://{ELSEWHERE}"), seconds=0.05).resolve(None)

    try:
        found = asyncio.run(look())
        assert not let_go.is_set()
    finally:
        let_go.set()
    assert isinstance(found, Problem)
    assert found.network is NetworkFault.NO_NAME_SERVICE


def test_each_address_of_a_name_is_counted_once(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [
        (socket.AF_INET, socket.SOCK_STREAM, 6, "", (host, 443))
        for host in ("10.0.0.1", "10.0.0.2", "10.0.0.1")
    ]
    asked: list[object] = []

    def two(host: str, port: int, **_more: object) -> list[object]:
        asked.append((host, port))
        return [*rows]

    monkeypatch.setattr(socket, "getaddrinfo", two)

    async def look(proxy: SystemProxy | None) -> object:
        return await LineCheck(address_of(f"https://{ELSEWHERE}:8443")).resolve(proxy)

    found = asyncio.run(look(None))
    asyncio.run(look(SystemProxy(place="[::1]:3128", url="http://[::1]:3128")))
    assert not isinstance(found, Problem)
    assert getattr(found, "addresses", None) == 2
    assert asked == [(ELSEWHERE, 8443), ("::1", 3128)]


# ----------------------------------------------------------------------------------- the certificate


def test_bytes_that_are_no_certificate_are_none(authority: Authority) -> None:
    whole = ssl.PEM_cert_to_DER_cert(authority.file.read_text())
    assert isinstance(read_certificate(whole), Certificate)
    for length in range(len(whole) - 1):
        assert read_certificate(whole[:length]) is None
    for spoiled in (b"", b"\x30", b"\x30\x80", b"\x30\x03\x02\x01\x01", b"\xff" * 100, b"0" * 500):
        assert read_certificate(spoiled) is None


def test_both_ways_of_writing_a_year_are_read() -> None:
    """RFC 5280: two digits up to 2049, four from 2050 on."""
    issuer = trustme.CA(organization_name="Emitent de probă")
    for year in (2049, 2050, 2095):
        until = datetime(year, 12, 31, 23, 59, 58, tzinfo=UTC)
        pem = issuer.issue_cert("storno.example", not_before=SINCE, not_after=until).cert_chain_pems[0]
        read = read_certificate(ssl.PEM_cert_to_DER_cert(pem.bytes().decode()))
        assert read == Certificate("Emitent de probă", until)
