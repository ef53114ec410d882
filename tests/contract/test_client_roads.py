"""What the client makes of everything that can happen between it and a server, over real sockets."""

import asyncio
import base64
import json
import logging
import socket
import threading
from collections.abc import Callable, Coroutine
from datetime import UTC, datetime, timedelta
from typing import Any, TypeVar

import pytest

from storno_desktop.api.client import StornoClient
from storno_desktop.api.transport import MOST_AT_ONCE, Limits
from storno_desktop.domain.evidence import Evidence
from storno_desktop.domain.invoice_summary import InvoiceId
from storno_desktop.domain.listing import ServerListing
from storno_desktop.domain.problem import Acted, Problem, ProblemKind, Remedy
from storno_desktop.domain.session import CompanyContext, SignInWay, Tokens
from tests.contract.faulty_server import FaultyServer, Road, answer, reset, saying, silence
from tests.contract.recording_keeper import RecordingKeeper
from tests.unit.wire.recorded import documented_answer, recording

T = TypeVar("T")
NOW = datetime(2026, 11, 22, 17, 0, tzinfo=UTC)
COMPANY = CompanyContext(organization_id="org-1", company_id="company-1")
INVOICE = InvoiceId("7c9e6679-7425-40de-944b-e07fc1f90ae7")
DATE = "Date: Sun, 22 Nov 2026 17:00:00 GMT\r\n"
CANCEL = f"/api/v1/invoices/{INVOICE}/cancel"
SECRET, RENEWED = "opaque-access-secret", "opaque-renewed-secret"
EXPIRED = answer("401 Unauthorized", b'{"code": 401, "message": "Expired JWT Token"}')
PAIR = answer("200 OK", json.dumps({"token": RENEWED, "refresh_token": "r-2"}).encode())
ME = answer("200 OK", b'{"id": "1", "email": "ana@exemplu.ro"}', headers=DATE)
SHORT = Limits(connect=2.0, read=0.2, write=0.2, whole=5.0)
Script = Callable[[StornoClient], Coroutine[Any, Any, T]]


def jwt(expires: datetime, lifetime: timedelta = timedelta(hours=1), mark: str = "x") -> str:
    def part(value: object) -> str:
        return base64.urlsafe_b64encode(json.dumps(value).encode()).rstrip(b"=").decode()

    claims = {"exp": int(expires.timestamp()), "iat": int((expires - lifetime).timestamp())}
    return f"{part({'alg': 'none'})}.{part(claims)}.{mark}"


class Visit:
    """One client at one server; waits are noted instead of waited for."""

    def __init__(self, url: str, limits: Limits | None = None, tokens: Tokens | None = None) -> None:
        self.waits: list[float] = []
        self.keeper = RecordingKeeper()
        self._url = url
        self._limits = limits
        self._tokens = tokens or Tokens(access=SECRET, refresh="r-1")

    async def _note(self, seconds: float) -> None:
        self.waits.append(seconds)

    def play(self, script: Script[T]) -> T:
        async def all_of_it() -> T:
            client = StornoClient(
                self._url,
                clock=lambda: NOW,
                keeper=self.keeper,
                limits=self._limits,
                sleep=self._note,
                chance=lambda: 0.5,
            )
            client.set_tokens(self._tokens)
            try:
                return await script(client)
            finally:
                await client.aclose()

        return asyncio.run(all_of_it())


async def me(client: StornoClient) -> object:
    return await client.me()


async def cancel(client: StornoClient) -> object:
    return await client.cancel(COMPANY, INVOICE, "Motiv de anulare bun")


def problem(outcome: object) -> Problem:
    assert isinstance(outcome, Problem), outcome
    return outcome


# ------------------------------------------------------------------------------- lost on the way


@pytest.mark.parametrize("road", [silence, reset], ids=["silence", "reset"])
def test_a_lost_answer_to_a_change_leaves_its_outcome_open_and_is_not_repeated(road: Road) -> None:
    with FaultyServer(road) as server:
        lost = problem(Visit(server.url, SHORT).play(cancel))
        assert server.requests(CANCEL) == 1
    assert (lost.kind, lost.acted) == (ProblemKind.TIMED_OUT, Acted.UNKNOWN)
    assert lost.remedy is Remedy.LOOK_AT_SERVER


@pytest.mark.parametrize("road", [silence, reset], ids=["silence", "reset"])
def test_a_lost_answer_to_a_read_is_asked_for_again(road: Road) -> None:
    with FaultyServer(road) as server:
        visit = Visit(server.url, SHORT)
        lost = problem(visit.play(me))
        assert server.requests("/api/v1/me") == 3
    assert (lost.kind, lost.acted) == (ProblemKind.TIMED_OUT, Acted.NO)
    assert visit.waits == [0.25, 0.5]


def test_a_read_that_succeeds_at_the_second_try_is_no_problem() -> None:
    with FaultyServer(saying(answer("503 Service Unavailable", b"<html>"), ME)) as server:
        assert isinstance(Visit(server.url).play(me), Evidence)


def test_a_sign_in_is_never_repeated() -> None:
    with FaultyServer(saying(answer("503 Service Unavailable"))) as server:
        outcome = problem(Visit(server.url).play(lambda client: client.sign_in("a@b.ro", "p")))
        assert server.requests("/api/auth") == 1
    assert (outcome.kind, outcome.acted) == (ProblemKind.SERVER_FAULT, Acted.NO)


def test_where_nobody_listens_nothing_was_sent() -> None:
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{closed.getsockname()[1]}"
        refused = problem(Visit(url).play(cancel))
    assert (refused.kind, refused.acted) == (ProblemKind.NO_NETWORK, Acted.NO)


def test_a_server_without_tls_is_a_tls_problem() -> None:
    async def babble(_reader: asyncio.StreamReader, writer: asyncio.StreamWriter, _asked: bytes) -> None:
        writer.write(b"no handshake\r\n\r\n")

    async def greet(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.read(1)
        await babble(reader, writer, b"")
        writer.close()

    async def all_of_it() -> object:
        server = await asyncio.start_server(greet, "127.0.0.1", 0)
        client = StornoClient(f"https://127.0.0.1:{server.sockets[0].getsockname()[1]}", clock=lambda: NOW)
        client.set_tokens(Tokens(access=SECRET))
        try:
            return await cancel(client)
        finally:
            await client.aclose()
            server.close()

    outcome = problem(asyncio.run(all_of_it()))
    assert (outcome.kind, outcome.acted) == (ProblemKind.TLS, Acted.NO)


def test_an_answer_that_drips_is_given_up() -> None:
    async def drip(_reader: asyncio.StreamReader, writer: asyncio.StreamWriter, _asked: bytes) -> None:
        writer.write(answer("200 OK", b"{", declared=10_000))
        while True:
            writer.write(b" ")
            await writer.drain()
            await asyncio.sleep(0.01)

    with FaultyServer(drip) as server:
        outcome = problem(Visit(server.url, Limits(read=5.0, whole=0.3)).play(cancel))
    assert (outcome.kind, outcome.acted) == (ProblemKind.TIMED_OUT, Acted.UNKNOWN)


# --------------------------------------------------------------------------- answers that are wrong

HUGE = b"[" + b'"x",' * (5 * 1024 * 1024 // 4) + b'"x"]'


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        pytest.param(answer("200 OK", b'{"id": "7c9e66'), ProblemKind.UNREADABLE, id="cut-json"),
        pytest.param(answer("200 OK", b'{"id":', declared=500), ProblemKind.TIMED_OUT, id="cut-short"),
        pytest.param(answer("200 OK", b"<html>Hello</html>"), ProblemKind.UNREADABLE, id="html"),
        pytest.param(answer("200 OK", b""), ProblemKind.UNREADABLE, id="empty"),
        pytest.param(answer("204 No Content", b""), ProblemKind.UNREADABLE, id="204"),
        pytest.param(answer("200 OK", b"null"), ProblemKind.UNREADABLE, id="null"),
        pytest.param(answer("200 OK", b"\xff\xfe\x00"), ProblemKind.UNREADABLE, id="bytes"),
        pytest.param(answer("200 OK", HUGE), ProblemKind.TOO_LARGE, id="huge"),
        pytest.param(answer("200 OK", b"{}", declared=10**12), ProblemKind.TOO_LARGE, id="claims-to-be-huge"),
        pytest.param(
            answer("200 OK", documented_answer("restore")), ProblemKind.UNREADABLE, id="not-cancelled"
        ),
        pytest.param(answer("200 OK", recording("174").body), ProblemKind.UNREADABLE, id="another-invoice"),
        pytest.param(answer("500 Internal Server Error"), ProblemKind.SERVER_FAULT, id="500"),
        pytest.param(answer("502 Bad Gateway", b"<html>"), ProblemKind.SERVER_FAULT, id="502"),
        pytest.param(answer("504 Gateway Timeout", b"<html>"), ProblemKind.SERVER_FAULT, id="504"),
        pytest.param(answer("302 Found", headers="Location: /login\r\n"), ProblemKind.REDIRECTED, id="302"),
        pytest.param(b"SSH-2.0-OpenSSH_9.2\r\n", ProblemKind.TIMED_OUT, id="no-http"),
    ],
)
def test_a_change_with_such_an_answer_stays_open(said: bytes, kind: ProblemKind) -> None:
    with FaultyServer(saying(said)) as server:
        outcome = problem(Visit(server.url).play(cancel))
        assert server.requests(CANCEL) == 1
    assert (outcome.kind, outcome.acted) == (kind, Acted.UNKNOWN)


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        pytest.param(answer("422 Unprocessable", b'{"error": "Nu."}'), ProblemKind.REFUSED, id="422"),
        pytest.param(
            answer("409 Conflict", b'{"error": "cut', declared=90), ProblemKind.CONFLICT, id="cut-refusal"
        ),
        pytest.param(answer("403 Forbidden", HUGE), ProblemKind.FORBIDDEN, id="huge-refusal"),
        pytest.param(answer("401 Unauthorized"), ProblemKind.SIGNED_OUT, id="401"),
        pytest.param(answer("429 Too Many", headers="Retry-After: 3\r\n"), ProblemKind.THROTTLED, id="429"),
    ],
)
def test_a_change_that_was_refused_was_not_done(said: bytes, kind: ProblemKind) -> None:
    with FaultyServer(saying(said)) as server:
        outcome = problem(Visit(server.url).play(cancel))
        assert server.requests(CANCEL) == 1
    assert (outcome.kind, outcome.acted) == (kind, Acted.NO)


def test_the_documented_answer_to_a_cancellation_is_read() -> None:
    with FaultyServer(saying(answer("200 OK", documented_answer("cancel"), headers=DATE))) as server:
        outcome = Visit(server.url).play(cancel)
    assert isinstance(outcome, Evidence)
    assert outcome.value.cancelled_by == "john@yourcompany.ro"
    assert outcome.server_time == NOW


def test_throttling_is_waited_for_as_long_as_told() -> None:
    with FaultyServer(saying(answer("429 Too Many", headers="Retry-After: 7\r\n"), ME)) as server:
        visit = Visit(server.url)
        assert isinstance(visit.play(me), Evidence)
    assert visit.waits == [7.0]


def test_a_long_wait_is_told_and_not_waited_for() -> None:
    with FaultyServer(saying(answer("429 Too Many", headers="Retry-After: 120\r\n"))) as server:
        visit = Visit(server.url)
        assert problem(visit.play(me)).retry_after == 120.0
        assert server.requests("/api/v1/me") == 1


def test_a_redirect_carries_no_credentials_along() -> None:
    with FaultyServer(saying(ME)) as elsewhere:
        away = answer("307 Temporary Redirect", headers=f"Location: {elsewhere.url}/api/v1/me\r\n")
        with FaultyServer(saying(away)) as server:
            assert problem(Visit(server.url).play(me)).kind is ProblemKind.REDIRECTED
        assert elsewhere.asked == []


def test_no_cookie_is_ever_sent_back() -> None:
    cookie = "Set-Cookie: __refresh__token=abc; path=/; httponly\r\nSet-Cookie: other=1\r\n"
    said = answer("200 OK", b'{"id": "1", "email": "ana@exemplu.ro"}', headers=cookie)
    with FaultyServer(saying(said)) as server:

        async def thrice(client: StornoClient) -> None:
            for _ in range(3):
                assert isinstance(await client.me(), Evidence)

        Visit(server.url).play(thrice)
        assert len(server.asked) == 3
        assert not any(b"cookie" in asked.lower() for asked in server.asked)


def test_what_goes_with_every_request() -> None:
    with FaultyServer(saying(answer("200 OK", documented_answer("cancel")))) as server:
        Visit(server.url).play(cancel)
        head, body = server.asked[0].split(b"\r\n\r\n")
    lines = head.decode().split("\r\n")
    assert lines[0] == f"POST {CANCEL} HTTP/1.1"
    assert "Accept: application/json" in lines
    assert f"Authorization: Bearer {SECRET}" in lines
    assert "X-Company: company-1" in lines
    assert "X-Organization: org-1" in lines
    assert "Content-Type: application/json" in lines
    assert any(line.startswith("User-Agent: storno-desktop/") for line in lines)
    assert json.loads(body) == {"reason": "Motiv de anulare bun"}


def test_an_id_cannot_leave_its_place_in_the_path() -> None:
    with FaultyServer(saying(answer("404 Not Found"))) as server:
        visit = Visit(server.url)
        for identifier in ("../../auth", "a/b?c=d#e", ".", "", "ț"):
            visit.play(lambda client, of=identifier: client.invoice(COMPANY, InvoiceId(of)))  # type: ignore[misc]
        paths = [asked.split(b" ")[1] for asked in server.asked]
    assert all(path.startswith(b"/api/v1/invoices/") and path.count(b"/") == 4 for path in paths)
    assert not any(b"?" in path or b"#" in path or b"/." in path for path in paths)


def test_a_text_that_is_no_unicode_is_not_sent() -> None:
    with FaultyServer(saying(ME)) as server:
        visit = Visit(server.url)
        spoilt = problem(visit.play(lambda client: client.cancel(COMPANY, INVOICE, "motiv \ud800 lung")))
        search = problem(
            visit.play(lambda client: client.list_invoices(COMPANY, ServerListing(search="\ud800")))
        )
        header = CompanyContext(organization_id="o", company_id="a\r\nX-Evil: 1")
        injected = problem(visit.play(lambda client: client.series(header)))
        assert server.asked == []
    for outcome in (spoilt, search, injected):
        assert (outcome.kind, outcome.acted) == (ProblemKind.INVALID, Acted.NO)


def test_four_requests_at_most_at_once() -> None:
    together, most = 0, 0

    async def count(_reader: asyncio.StreamReader, writer: asyncio.StreamWriter, _asked: bytes) -> None:
        nonlocal together, most
        together += 1
        most = max(most, together)
        await asyncio.sleep(0.02)
        together -= 1
        writer.write(ME)
        await writer.drain()

    with FaultyServer(count) as server:

        async def many(client: StornoClient) -> list[object]:
            return list(await asyncio.gather(*(client.me() for _ in range(12))))

        assert all(isinstance(each, Evidence) for each in Visit(server.url).play(many))
    assert most == 4


# ------------------------------------------------------------------------------------- the session


def by_path(**roads: bytes | list[bytes]) -> Road:
    """Answers by the last step of the path."""

    async def road(_reader: asyncio.StreamReader, writer: asyncio.StreamWriter, asked: bytes) -> None:
        step = asked.split(b" ")[1].split(b"?")[0].rsplit(b"/", 1)[-1].decode()
        said = roads[step]
        writer.write(said if isinstance(said, bytes) else said.pop(0))
        await writer.drain()

    return road


def only_renewed(asked: bytes) -> bytes:
    return ME if RENEWED.encode() in asked else EXPIRED


def test_thirty_refused_reads_cause_one_refresh() -> None:
    async def road(_reader: asyncio.StreamReader, writer: asyncio.StreamWriter, asked: bytes) -> None:
        writer.write(PAIR if asked.startswith(b"POST /api/auth/refresh ") else only_renewed(asked))
        await writer.drain()

    with FaultyServer(road) as server:
        visit = Visit(server.url)

        async def many(client: StornoClient) -> list[object]:
            return list(await asyncio.gather(*(client.me() for _ in range(30))))

        assert all(isinstance(each, Evidence) for each in visit.play(many))
        assert server.requests("/api/auth/refresh") == 1
    assert [tokens.refresh for tokens in visit.keeper.kept] == ["r-2"]


def test_the_documented_refresh_path_is_found_and_remembered() -> None:
    async def road(_reader: asyncio.StreamReader, writer: asyncio.StreamWriter, asked: bytes) -> None:
        path = asked.split(b" ")[1]
        if path == b"/api/auth/refresh":
            writer.write(answer("404 Not Found"))
        elif path == b"/api/auth/token/refresh":
            writer.write(PAIR)
        else:
            writer.write(only_renewed(asked))
        await writer.drain()

    with FaultyServer(road) as server:
        visit = Visit(server.url)

        async def twice(client: StornoClient) -> None:
            for _ in range(2):
                visit.keeper.kept.clear()
                client.set_tokens(Tokens(access=SECRET, refresh="r-1"))
                assert isinstance(await client.me(), Evidence)

        visit.play(twice)
        assert server.requests("/api/auth/refresh") == 1
        assert server.requests("/api/auth/token/refresh") == 2


def test_a_change_refused_for_its_token_is_not_replayed_but_the_next_one_goes_out_fresh() -> None:
    async def road(_reader: asyncio.StreamReader, writer: asyncio.StreamWriter, asked: bytes) -> None:
        done = answer("200 OK", documented_answer("cancel"))
        if asked.startswith(b"POST /api/auth/refresh "):
            writer.write(PAIR)
        else:
            writer.write(done if RENEWED.encode() in asked else EXPIRED)
        await writer.drain()

    with FaultyServer(road) as server:

        async def twice(client: StornoClient) -> tuple[object, int, object]:
            first = await cancel(client)
            return first, server.requests(CANCEL), await cancel(client)

        first, sent, second = Visit(server.url).play(twice)
        assert (problem(first).kind, problem(first).acted) == (ProblemKind.SIGNED_OUT, Acted.NO)
        assert sent == 1
        assert isinstance(second, Evidence)
        assert server.requests(CANCEL) == 2


@pytest.mark.parametrize(("left", "refreshes"), [(timedelta(seconds=59), 1), (timedelta(seconds=61), 0)])
def test_a_token_is_renewed_a_minute_ahead(left: timedelta, refreshes: int) -> None:
    with FaultyServer(by_path(refresh=PAIR, cancel=answer("200 OK", documented_answer("cancel")))) as server:
        visit = Visit(server.url, tokens=Tokens(access=jwt(NOW + left), refresh="r-1"))
        assert isinstance(visit.play(cancel), Evidence)
        assert server.requests("/api/auth/refresh") == refreshes


def test_a_wrong_clock_does_not_renew_a_good_token() -> None:
    """This computer runs two hours ahead; the first answer's Date tells."""
    fresh = jwt(NOW - timedelta(hours=1))
    said = answer("200 OK", b'{"version": "2.7.6"}', headers="Date: Sun, 22 Nov 2026 15:00:00 GMT\r\n")
    with FaultyServer(by_path(version=said, me=ME, refresh=PAIR)) as server:

        async def script(client: StornoClient) -> object:
            await client.version()
            return await client.me()

        tokens = Tokens(access=fresh, refresh="r-1")
        assert isinstance(Visit(server.url, tokens=tokens).play(script), Evidence)
        assert server.requests("/api/auth/refresh") == 0


def test_a_refresh_that_fails_on_the_way_keeps_the_session() -> None:
    road = by_path(me=[EXPIRED, ME], refresh=[answer("502 Bad Gateway", b"<html>"), PAIR])
    with FaultyServer(road) as server:

        async def script(client: StornoClient) -> object:
            return await client.me()

        visit = Visit(server.url)
        assert isinstance(visit.play(script), Evidence)
        assert server.requests("/api/auth/refresh") == 2
    assert len(visit.keeper.kept) == 1


def test_an_ended_session_is_told_once_and_asked_for_no_more() -> None:
    gone = answer("401 Unauthorized", b'{"code": 401, "message": "JWT Refresh Token Not Found"}')
    with FaultyServer(by_path(me=EXPIRED, refresh=gone)) as server:

        async def twice(client: StornoClient) -> list[object]:
            return [await client.me(), await client.me()]

        visit = Visit(server.url)
        assert {problem(each).kind for each in visit.play(twice)} == {ProblemKind.SIGNED_OUT}
        assert server.requests("/api/auth/refresh") == 1
    assert visit.keeper.kept == []


def test_an_api_key_goes_bare_and_is_never_refreshed() -> None:
    refused = answer("403 Forbidden", b'{"message": "Invalid API Token", "error_code": "AUTH_HEADER_TOKEN"}')
    with FaultyServer(saying(refused)) as server:
        visit = Visit(server.url, tokens=Tokens(access="af_0123", way=SignInWay.API_KEY))
        assert problem(visit.play(me)).kind is ProblemKind.SIGNED_OUT
        assert len(server.asked) == 1
        assert b"\r\nAuthorization: af_0123\r\n" in server.asked[0]


def test_a_waiter_that_leaves_does_not_cut_the_refresh_off() -> None:
    arrived, go_on = threading.Event(), threading.Event()

    async def road(_reader: asyncio.StreamReader, writer: asyncio.StreamWriter, asked: bytes) -> None:
        if asked.startswith(b"POST /api/auth/refresh "):
            arrived.set()
            await asyncio.to_thread(go_on.wait, 30)
            writer.write(PAIR)
        else:
            writer.write(only_renewed(asked))
        await writer.drain()

    with FaultyServer(road) as server:

        async def script(client: StornoClient) -> object:
            leaving = asyncio.create_task(client.me())
            assert await asyncio.to_thread(arrived.wait, 30)
            leaving.cancel()
            await asyncio.gather(leaving, return_exceptions=True)
            staying = asyncio.create_task(client.me())
            go_on.set()
            return await staying

        visit = Visit(server.url)
        assert isinstance(visit.play(script), Evidence)
        assert server.requests("/api/auth/refresh") == 1
    assert len(visit.keeper.kept) == 1


def test_the_challenge_comes_before_the_token_beside_it() -> None:
    said = answer("200 OK", recording("009").body)
    with FaultyServer(saying(said)) as server:

        async def script(client: StornoClient) -> tuple[object, object]:
            client.set_tokens(None)
            return await client.sign_in("a@b.ro", "p"), await client.me()

        visit = Visit(server.url)
        challenge, after = visit.play(script)
        assert type(challenge).__name__ == "SecondFactorChallenge"
        assert problem(after).kind is ProblemKind.SIGNED_OUT
        assert len(server.asked) == 1
    assert visit.keeper.kept == []


def test_nothing_secret_or_personal_is_logged_or_shown(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    with FaultyServer(by_path(invoices=EXPIRED, refresh=PAIR)) as server:
        visit = Visit(server.url)

        async def script(client: StornoClient) -> str:
            await client.list_invoices(COMPANY, ServerListing(search="Popescu-marker"))
            return repr(client) + repr(vars(client))

        shown = visit.play(script) + caplog.text
    assert "GET /api/v1/invoices: 401" in caplog.text
    for secret in (SECRET, RENEWED, "r-1", "r-2", "Popescu-marker", "company-1"):
        assert secret not in shown


def test_closing_cuts_off_what_is_under_way_and_sends_nothing_that_still_waits() -> None:
    arrived = threading.Event()

    async def road(reader: asyncio.StreamReader, _writer: asyncio.StreamWriter, _asked: bytes) -> None:
        arrived.set()
        await reader.read()

    with FaultyServer(road) as server:

        async def story() -> list[object]:
            client = StornoClient(server.url, clock=lambda: NOW)
            client.set_tokens(Tokens(access=SECRET))
            asking = [asyncio.create_task(client.me()) for _ in range(40)]
            assert await asyncio.to_thread(arrived.wait, 30)
            await client.aclose()
            outcomes = list(await asyncio.wait_for(asyncio.gather(*asking), 30))
            after = await client.me()
            return [*outcomes, after]

        outcomes = asyncio.run(story())
        assert {problem(each).kind for each in outcomes} <= {ProblemKind.SIGNED_OUT, ProblemKind.TIMED_OUT}
        assert len(server.asked) <= MOST_AT_ONCE
