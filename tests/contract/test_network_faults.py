"""A name that nobody knows, a port where nobody listens and a silence are told apart, and so are strangers."""

import asyncio
import errno
import socket
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime

import httpx
import pytest

from storno_desktop.api.client import StornoClient
from storno_desktop.api.failure import Way, network_fault, problem_of_failure
from storno_desktop.api.transport import Limits
from storno_desktop.domain.evidence import Evidence
from storno_desktop.domain.problem import Acted, NetworkFault, Problem, ProblemKind, Remedy
from tests.contract.faulty_server import FaultyServer, answer, saying
from tests.contract.network import CHANGE, closed_port, problem, sent

NOBODY = "storno.invalid"


@contextmanager
def full_queue() -> Iterator[int]:
    """A port whose queue is full, so that the system leaves further attempts to connect unanswered."""
    with ExitStack() as kept:
        listening = kept.enter_context(socket.socket())
        listening.bind(("127.0.0.1", 0))
        listening.listen(0)
        for _each in range(4):
            waiting = kept.enter_context(socket.socket())
            waiting.setblocking(False)
            waiting.connect_ex(listening.getsockname())
        yield listening.getsockname()[1]


def test_a_name_that_does_not_exist_asks_for_another_address() -> None:
    lost = problem(*sent(f"https://{NOBODY}", CHANGE))
    assert (lost.kind, lost.acted, lost.place) == (ProblemKind.NO_NETWORK, Acted.NO, NOBODY)
    # Without a name server nobody can say that a name does not exist.
    assert (lost.network, lost.remedy) in {
        (NetworkFault.NAME_NOT_FOUND, Remedy.CHECK_ADDRESS),
        (NetworkFault.NO_NAME_SERVICE, Remedy.TRY_AGAIN),
    }


def test_a_port_where_nobody_listens_refuses() -> None:
    with closed_port() as port:
        lost = problem(*sent(f"http://127.0.0.1:{port}", CHANGE))
    assert (lost.kind, lost.acted, lost.network) == (ProblemKind.NO_NETWORK, Acted.NO, NetworkFault.REFUSED)
    assert (lost.detail, lost.remedy) == ("ConnectError: REFUSED", Remedy.TRY_AGAIN)


@pytest.mark.skipif(sys.platform != "linux", reason="other systems answer for a full queue")
def test_an_attempt_to_connect_that_is_not_answered_times_out() -> None:
    with full_queue() as port:
        lost = problem(*sent(f"http://127.0.0.1:{port}", CHANGE, limits=Limits(connect=0.3)))
    assert (lost.kind, lost.acted, lost.network) == (ProblemKind.NO_NETWORK, Acted.NO, NetworkFault.TIMEOUT)
    assert lost.detail == "ConnectTimeout: TIMEOUT"


class WindowsKindOfError(OSError):
    """An error as that system gives it: with a number of its own."""

    def __init__(self, number: int) -> None:
        super().__init__(errno.EINVAL, "in the words of the system")
        self.winerror = number


@pytest.mark.parametrize(
    ("causes", "fault"),
    [
        ([socket.gaierror(socket.EAI_NONAME, "x")], NetworkFault.NAME_NOT_FOUND),
        ([socket.gaierror(socket.EAI_AGAIN, "x")], NetworkFault.NO_NAME_SERVICE),
        ([socket.gaierror(11001, "x")], NetworkFault.NAME_NOT_FOUND),
        ([ConnectionRefusedError(errno.ECONNREFUSED, "x")], NetworkFault.REFUSED),
        ([OSError(errno.ENETUNREACH, "x")], NetworkFault.NO_ROUTE),
        ([OSError(errno.EHOSTUNREACH, "x")], NetworkFault.NO_ROUTE),
        ([TimeoutError(errno.ETIMEDOUT, "x")], NetworkFault.TIMEOUT),
        ([WindowsKindOfError(1231)], NetworkFault.NO_ROUTE),
        ([WindowsKindOfError(121)], NetworkFault.TIMEOUT),
        ([OSError(errno.EACCES, "x")], NetworkFault.OTHER),
        # By IPv6 no way leads there, by IPv4 somebody answered: that tells more.
        (
            [OSError(errno.ENETUNREACH, "x"), ConnectionRefusedError(errno.ECONNREFUSED, "x")],
            NetworkFault.REFUSED,
        ),
        ([OSError(errno.ENETUNREACH, "x"), TimeoutError(errno.ETIMEDOUT, "x")], NetworkFault.TIMEOUT),
    ],
)
def test_the_systems_codes_tell_where_the_way_ended(causes: list[OSError], fault: NetworkFault) -> None:
    error = httpx.ConnectError("All connection attempts failed")
    error.__cause__ = ExceptionGroup("several", causes) if len(causes) > 1 else causes[0]
    assert network_fault(error) is fault
    lost = problem_of_failure(error, changes=True, way=Way("storno.ro", None))
    assert (lost.kind, lost.acted, lost.network) == (ProblemKind.NO_NETWORK, Acted.NO, fault)


# ---------------------------------------------------------------------------------------- strangers

HTML = b"<!DOCTYPE html><html><body><h1>Sign in to the hotel's network</h1></body></html>"


def version_at(url: str) -> Evidence[str] | Problem:
    async def all_of_it() -> Evidence[str] | Problem:
        client = StornoClient(url, clock=lambda: datetime(2026, 11, 22, tzinfo=UTC))
        try:
            return await client.version()
        finally:
            await client.aclose()

    return asyncio.run(all_of_it())


@pytest.mark.parametrize(
    "said",
    [
        pytest.param(answer("200 OK", HTML), id="page"),
        pytest.param(answer("200 OK", b'{"status": "ok", "service": "printer"}'), id="other-json"),
        pytest.param(answer("200 OK", b'{"version": {"major": 2}}'), id="other-version"),
        pytest.param(answer("200 OK", b'{"version": ""}'), id="empty-version"),
        pytest.param(answer("200 OK", b"[]"), id="list"),
        pytest.param(answer("200 OK", b"2.7.6"), id="number"),
        pytest.param(answer("200 OK", b""), id="nothing"),
        pytest.param(answer("204 No Content", b""), id="no-content"),
    ],
)
def test_a_server_that_is_no_storno_is_not_taken_for_one(said: bytes) -> None:
    with FaultyServer(saying(said)) as server:
        stranger = problem(version_at(server.url))
        assert len(server.asked) == 1
    assert (stranger.kind, stranger.remedy) == (ProblemKind.UNREADABLE, Remedy.CHECK_ADDRESS)
    assert "hotel" not in repr(stranger)


def test_a_storno_server_is_taken_for_one() -> None:
    with FaultyServer(saying(answer("200 OK", b'{"version": "2.7.6"}'))) as server:
        found = version_at(server.url)
    assert isinstance(found, Evidence)
    assert found.value == "2.7.6"


def test_a_proxy_that_intercepts_and_wants_to_know_who_asks_is_a_proxys_problem() -> None:
    with FaultyServer(saying(answer("407 Proxy Authentication Required", HTML))) as server:
        held = problem(version_at(server.url))
    assert (held.kind, held.status, held.acted) == (ProblemKind.PROXY, 407, Acted.NO)
