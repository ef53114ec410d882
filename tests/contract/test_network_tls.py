"""A server is believed only as far as the operating system believes its certificate, and each fault has its name."""

import asyncio
import ssl
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import datetime
from pathlib import Path

import pytest
import truststore

from storno_desktop.api.ask import Ask
from storno_desktop.api.failure import tls_fault
from storno_desktop.api.transport import Answer, Limits, Transport
from storno_desktop.api.trust import SystemTrust
from storno_desktop.domain.problem import Acted, NetworkFault, Problem, ProblemKind, Remedy, TlsFault
from storno_desktop.domain.server_address import ServerAddress
from tests.contract.faulty_server import FaultyServer, answer, saying, silence
from tests.contract.network import (
    CHANGE,
    FUTURE,
    PAST,
    READ,
    VERSION,
    Authority,
    answered,
    passing_on,
    problem,
    sent,
)

Lead = Callable[[FaultyServer], str]
ELSEWHERE = "storno.invalid"
OK = answer("200 OK", b'{"version": "2.7.6"}')
by_environment = pytest.mark.skipif(
    sys.platform in {"win32", "darwin"}, reason="the environment adds to the system's authorities only here"
)


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    return Authority(tmp_path_factory.mktemp("authority"))


@pytest.fixture
def known(authority: Authority, monkeypatch: pytest.MonkeyPatch) -> Authority:
    monkeypatch.setenv("SSL_CERT_FILE", str(authority.file))
    return authority


@pytest.fixture(params=["directly", "through-a-proxy"])
def lead(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[Lead]:
    """A server's address: 127.0.0.1, or a name that only a proxy can find."""
    proxies: list[FaultyServer] = []
    with ExitStack() as open_ones:

        def to(server: FaultyServer) -> str:
            if request.param == "directly":
                return server.url
            proxies.append(open_ones.enter_context(FaultyServer(passing_on(server.port))))
            monkeypatch.setenv("HTTPS_PROXY", proxies[-1].url)
            return f"https://{ELSEWHERE}"

        yield to
        assert all(proxy.asked for proxy in proxies), "the proxy was passed by"


@pytest.mark.parametrize("is_self_signed", [False, True], ids=["unknown-issuer", "self-signed"])
@pytest.mark.parametrize("ask", [READ, CHANGE], ids=["read", "change"])
def test_an_unknown_authority_is_not_believed_and_nothing_is_sent(
    authority: Authority, lead: Lead, is_self_signed: bool, ask: Ask
) -> None:
    shown = authority.shown_itself() if is_self_signed else authority.certified("127.0.0.1", ELSEWHERE)
    with FaultyServer(saying(OK), shown) as server:
        refused = problem(*sent(lead(server), ask))
        assert server.asked == []
    assert (refused.kind, refused.acted) == (ProblemKind.TLS, Acted.NO)
    assert refused.tls is TlsFault.SELF_SIGNED_OR_UNKNOWN_ISSUER
    assert refused.remedy is Remedy.ASK_ADMINISTRATOR
    if sys.platform == "linux":
        assert refused.detail == f"ConnectError: SSLCertVerificationError {18 if is_self_signed else 20}"


@by_environment
def test_an_authority_that_the_system_knows_is_believed(known: Authority, lead: Lead) -> None:
    with FaultyServer(saying(OK), known.certified("127.0.0.1", ELSEWHERE)) as server:
        assert answered(*sent(lead(server), READ)) == 200


@by_environment
@pytest.mark.parametrize("is_known", [False, True])
def test_a_fresh_process_believes_whom_its_system_believes(authority: Authority, is_known: bool) -> None:
    with FaultyServer(saying(OK), authority.certified("127.0.0.1")) as server:
        program = (
            "from tests.contract.network import VERSION, sent\n"
            f"(outcome,) = sent({server.url!r}, VERSION)\n"
            "print(getattr(outcome, 'status', None), getattr(outcome, 'tls', None))"
        )
        environment = {"PATH": "", **({"SSL_CERT_FILE": str(authority.file)} if is_known else {})}
        said = subprocess.run(
            [sys.executable, "-c", program], env=environment, capture_output=True, text=True, check=True
        )
    expected = "200 None" if is_known else "None TlsFault.SELF_SIGNED_OR_UNKNOWN_ISSUER"
    assert said.stdout.strip() == expected


@by_environment
def test_an_authority_that_is_installed_meanwhile_is_believed_without_a_new_start(
    authority: Authority, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    system = tmp_path / "system.pem"
    system.write_bytes(Authority(tmp_path).file.read_bytes())
    monkeypatch.setenv("SSL_CERT_FILE", str(system))

    async def all_of_it(url: str) -> list[Answer | Problem]:
        transport = Transport(ServerAddress(url))
        try:
            early = [await transport.send(CHANGE), await transport.send(CHANGE)]
            system.write_bytes(system.read_bytes() + authority.file.read_bytes())
            return [*early, await transport.send(CHANGE)]
        finally:
            await transport.aclose()

    with FaultyServer(saying(OK), authority.certified("127.0.0.1")) as server:
        *early, after = asyncio.run(all_of_it(server.url))
        assert [problem(each).kind for each in early] == [ProblemKind.TLS] * 2
    assert answered(after) == 200


@by_environment
def test_the_authorities_are_not_read_for_each_connection_but_after_a_doubt(
    authority: Authority, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = Authority(tmp_path)
    monkeypatch.setenv("SSL_CERT_FILE", str(first.file))
    shown = first.certified("127.0.0.1")

    async def all_of_it(url: str) -> list[Answer | Problem]:
        transport = Transport(ServerAddress(url))
        try:
            before = await transport.send(CHANGE)
            first.file.write_bytes(first.file.read_bytes() + authority.file.read_bytes())
            authority.certify(shown, "127.0.0.1")
            return [before, await transport.send(CHANGE), await transport.send(CHANGE)]
        finally:
            await transport.aclose()

    with FaultyServer(saying(OK), shown) as server:
        before, doubted, after = asyncio.run(all_of_it(server.url))
        assert len(server.asked) == 2
    assert (answered(before), problem(doubted).kind, answered(after)) == (200, ProblemKind.TLS, 200)


@by_environment
def test_where_openssl_finds_nothing_the_places_of_other_distributions_serve(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "absent.pem"))
    assert isinstance(SystemTrust(ServerAddress("https://api.storno.ro")).context, truststore.SSLContext)


@by_environment
@pytest.mark.parametrize(
    ("names", "valid", "fault", "remedy"),
    [
        pytest.param(
            ("127.0.0.1", ELSEWHERE), PAST, TlsFault.EXPIRED, Remedy.ASK_ADMINISTRATOR, id="expired"
        ),
        pytest.param(
            ("127.0.0.1", ELSEWHERE), FUTURE, TlsFault.NOT_YET_VALID, Remedy.ASK_ADMINISTRATOR, id="not-yet"
        ),
        pytest.param(("another.invalid",), None, TlsFault.WRONG_NAME, Remedy.CHECK_ADDRESS, id="wrong-name"),
    ],
)
def test_each_fault_of_a_certificate_is_told_apart(
    known: Authority,
    lead: Lead,
    names: tuple[str, ...],
    valid: tuple[datetime, datetime] | None,
    fault: TlsFault,
    remedy: Remedy,
) -> None:
    with FaultyServer(saying(OK), known.certified(*names, valid=valid)) as server:
        address = lead(server)
        refused = problem(*sent(address, CHANGE))
        assert server.asked == []
    assert (refused.kind, refused.acted, refused.tls) == (ProblemKind.TLS, Acted.NO, fault)
    assert refused.remedy is remedy
    assert refused.place == (ELSEWHERE if ELSEWHERE in address else "127.0.0.1")


@by_environment
def test_a_name_beside_the_certified_one_is_wrong(known: Authority) -> None:
    with FaultyServer(saying(OK), known.certified("storno.invalid")) as server:
        refused = problem(*sent(f"https://localhost:{server.port}", VERSION))
    assert refused.tls is TlsFault.WRONG_NAME


HELLO = b"\x16"
"""How a TLS client begins."""


@pytest.mark.parametrize("said", [answer("400 Bad Request"), b"SSH-2.0-OpenSSH_9.2\r\n"], ids=["http", "ssh"])
def test_a_server_without_tls_is_neither_believed_nor_asked(lead: Lead, said: bytes) -> None:
    with FaultyServer(saying(said), waits_for=HELLO) as server:
        refused = problem(*sent(lead(server).replace("http:", "https:"), CHANGE))
    assert (refused.kind, refused.acted, refused.tls) == (ProblemKind.TLS, Acted.NO, TlsFault.OTHER)


def test_a_handshake_that_is_not_answered_is_no_fault_of_a_certificate(lead: Lead) -> None:
    with FaultyServer(silence, waits_for=HELLO) as server:
        address = lead(server).replace("http:", "https:")
        lost = problem(*sent(address, CHANGE, limits=Limits(connect=0.3)))
    assert (lost.kind, lost.acted, lost.tls) == (ProblemKind.NO_NETWORK, Acted.NO, None)
    assert lost.network is NetworkFault.TIMEOUT


def test_a_server_that_speaks_only_what_is_too_old_is_a_tls_problem(authority: Authority) -> None:
    old = authority.certified("127.0.0.1")
    old.set_ciphers("AES128-SHA")
    old.maximum_version = ssl.TLSVersion.TLSv1_2
    with FaultyServer(saying(OK), old) as server:
        refused = problem(*sent(server.url, CHANGE))
    assert (refused.kind, refused.acted, refused.tls) == (ProblemKind.TLS, Acted.NO, TlsFault.OTHER)


@pytest.mark.parametrize(
    ("code", "fault"),
    [
        pytest.param(0x800B0109, TlsFault.SELF_SIGNED_OR_UNKNOWN_ISSUER, id="windows-root"),
        pytest.param(0x800B010A, TlsFault.SELF_SIGNED_OR_UNKNOWN_ISSUER, id="windows-chain"),
        pytest.param(0x800B0101, TlsFault.EXPIRED, id="windows-expired"),
        pytest.param(0x800B010F, TlsFault.WRONG_NAME, id="windows-name"),
        pytest.param(0x800B010C, TlsFault.OTHER, id="windows-revoked"),
        pytest.param(-67843, TlsFault.SELF_SIGNED_OR_UNKNOWN_ISSUER, id="macos-root"),
        pytest.param(-67818, TlsFault.EXPIRED, id="macos-expired"),
        pytest.param(-67819, TlsFault.NOT_YET_VALID, id="macos-not-yet"),
        pytest.param(-67602, TlsFault.WRONG_NAME, id="macos-name"),
        pytest.param(None, TlsFault.OTHER, id="none"),
    ],
)
def test_what_other_systems_say_of_a_certificate(code: int | None, fault: TlsFault) -> None:
    error = ssl.SSLCertVerificationError("in the words of the system")
    if code is not None:
        error.verify_code = code
    assert tls_fault(error) is fault
