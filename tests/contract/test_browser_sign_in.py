"""Signing in through the browser: PKCE and state, the door on this computer, and everybody who knocks at it."""

from __future__ import annotations

import asyncio
import base64
import hashlib
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import replace
from urllib.parse import parse_qs, urlencode, urlsplit

import httpx
import pytest

from storno_desktop.domain.problem import Problem, ProblemKind
from storno_desktop.domain.session import Permission, Right, SignInWay
from storno_desktop.sandbox.faults import Fault
from storno_desktop.sandbox.listen import SandboxServer
from storno_desktop.sandbox.second_factor import totp
from storno_desktop.sandbox.settings import DialectName, SandboxSettings
from storno_desktop.service.session import Session
from storno_desktop.service.session_service import BrowserErrand, SignedOut
from tests.contract.arrivals import TOKEN_PATH, arrivals_at
from tests.contract.program import (
    OWNER,
    Program,
    account_of,
    allow_in_browser,
    come_back,
    enter,
    password_of,
    profile_of,
    soon,
)
from tests.contract.service_desk import SEED, WORLD
from tests.memory_ring import MemoryRing, installed


@pytest.fixture(params=["observed", "documented"])
def server(request: pytest.FixtureRequest) -> Iterator[SandboxServer]:
    dialect: DialectName = request.param
    with SandboxServer(SandboxSettings(dialect=dialect, seed=SEED)) as running:
        yield running


@pytest.fixture(autouse=True)
def ring() -> Iterator[MemoryRing]:
    memory = MemoryRing()
    with installed(memory):
        yield memory


Person = Callable[[BrowserErrand], None]
"""What somebody does in a browser, on another thread."""


def query_of(address: str) -> dict[str, str]:
    return {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}


def allowing(server: SandboxServer, email: str = OWNER, **more: str) -> Person:
    def act(errand: BrowserErrand) -> None:
        back = allow_in_browser(errand.url, email, password=password_of(server, email), **more)
        assert come_back(back).status_code == 200

    return act


def play(server: SandboxServer, person: Person, *, stay: bool = True, patience: float = 60) -> object:
    """The whole way: what `finish_browser` gives, with the program left behind."""

    async def story(program: Program) -> object:
        return await browse(program, server, person, stay=stay, patience=patience)

    return in_program(story)


async def browse(
    program: Program, server: SandboxServer, person: Person, *, stay: bool = True, patience: float = 60
) -> object:
    errand = await program.sessions.begin_browser(profile_of(server), "Puteți închide pagina.", stay=stay)
    assert isinstance(errand, BrowserErrand), errand
    finishing = asyncio.create_task(program.sessions.finish_browser(errand, patience))
    await asyncio.to_thread(person, errand)
    return await soon(finishing)


def in_program(story: Callable[[Program], Awaitable[object]]) -> object:
    async def all_of_it() -> object:
        program = Program()
        try:
            return await story(program)
        finally:
            await program.sessions.leave()

    return asyncio.run(all_of_it())


# ------------------------------------------------------------------------------------- the usual way


def test_a_person_who_allows_it_is_in(server: SandboxServer, ring: MemoryRing) -> None:
    heard = arrivals_at(server)

    async def story(program: Program) -> None:
        session = await browse(program, server, allowing(server))
        assert isinstance(session, Session), session
        assert session.user.email == OWNER
        assert session.kept is True
        assert session.user.way is SignInWay.BROWSER
        assert program.tokens.access.startswith("storno_oat_")
        assert await program.vault.find(account_of(server)) == program.tokens

    in_program(story)
    asked = next(each for each in heard if each.path == TOKEN_PATH).fields
    assert asked["redirect_uri"].startswith("http://127.0.0.1:")
    assert "client_secret" not in asked


def test_the_question_carries_a_challenge_and_never_the_verifier(server: SandboxServer) -> None:
    heard = arrivals_at(server)
    seen: list[str] = []

    def person(errand: BrowserErrand) -> None:
        seen.append(errand.url)
        allowing(server)(errand)

    assert isinstance(play(server, person), Session)
    question = query_of(seen[0])
    verifier = next(each for each in heard if each.path == TOKEN_PATH).fields["code_verifier"]
    digest = base64.urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).rstrip(b"=").decode()
    assert (question["code_challenge"], question["code_challenge_method"]) == (digest, "S256")
    assert 43 <= len(verifier) <= 128
    assert verifier not in seen[0]
    assert len(question["state"]) >= 32
    assert question["redirect_uri"] == f"http://127.0.0.1:{urlsplit(question['redirect_uri']).port}/callback"


def test_a_second_factor_in_the_browser_is_no_concern_of_ours(server: SandboxServer) -> None:
    email = str(WORLD["mfa"]["email"])
    code = totp(str(WORLD["mfa"]["totpSecret"]), server.sandbox.world.clock.epoch())
    session = play(server, allowing(server, email, code=code, type="totp"))
    assert isinstance(session, Session), session
    assert session.user.email == email


def test_scopes_narrow_what_the_person_may_do(server: SandboxServer) -> None:
    def person(errand: BrowserErrand) -> None:
        parts = urlsplit(errand.url)
        question = {**query_of(errand.url), "scope": "invoice.view series.view"}
        page = parts._replace(query=urlencode(question)).geturl()
        allowing(server)(replace(errand, url=page))

    session = play(server, person)
    assert isinstance(session, Session), session
    assert session.user.right(Permission.VIEW) is Right.HELD
    assert session.user.right(Permission.CANCEL) is Right.OUT_OF_SCOPE
    assert not session.user.may(Permission.EDIT)


# --------------------------------------------------------------------------------- how it may end


def test_a_refusal_in_the_browser_is_told(server: SandboxServer, ring: MemoryRing) -> None:
    outcome = play(server, allowing(server, decision="deny"))
    assert isinstance(outcome, Problem)
    assert outcome.kind is ProblemKind.BROWSER_DENIED
    assert ring.secrets == {}


def test_a_browser_that_never_comes_back_is_waited_for_no_longer_than_said(server: SandboxServer) -> None:
    doors: list[str] = []
    outcome = play(server, lambda errand: doors.append(errand.redirect_uri), patience=0.05)
    assert isinstance(outcome, Problem)
    assert outcome.kind is ProblemKind.TIMED_OUT
    with pytest.raises(httpx.ConnectError):
        httpx.get(doors[0])


def test_a_sign_in_that_is_given_up_closes_its_door(server: SandboxServer) -> None:
    async def story(program: Program) -> None:
        errand = await program.sessions.begin_browser(profile_of(server))
        assert isinstance(errand, BrowserErrand)
        finishing = asyncio.create_task(program.sessions.finish_browser(errand))
        await asyncio.sleep(0)
        await program.sessions.give_up()
        outcome = await soon(finishing)
        assert isinstance(outcome, Problem)
        assert not program.connection.is_open
        with pytest.raises(httpx.ConnectError):
            await asyncio.to_thread(httpx.get, errand.redirect_uri)

    in_program(story)


def test_without_a_client_id_nobody_is_sent_anywhere(server: SandboxServer) -> None:
    heard = arrivals_at(server)

    async def story(program: Program) -> None:
        outcome = await program.sessions.begin_browser(replace(profile_of(server), client_id=""))
        assert isinstance(outcome, Problem)
        assert outcome.kind is ProblemKind.NO_CLIENT_ID

    in_program(story)
    assert heard == []


@pytest.mark.parametrize("fault", ["drop-after", "drop-before", "truncated", "html"])
def test_a_code_is_traded_once_whatever_becomes_of_the_answer(
    server: SandboxServer, ring: MemoryRing, fault: str
) -> None:
    heard = arrivals_at(server)
    server.sandbox.faults.add([Fault(fault, method="POST", path=TOKEN_PATH)])
    assert isinstance(play(server, allowing(server)), Problem)
    assert len([each for each in heard if each.path == TOKEN_PATH]) == 1
    assert ring.secrets == {}


# ------------------------------------------------------------------------------- others at the door


def test_an_answer_to_another_question_neither_lets_in_nor_ends_the_wait(server: SandboxServer) -> None:
    heard = arrivals_at(server)

    def person(errand: BrowserErrand) -> None:
        door, port = errand.redirect_uri, urlsplit(errand.redirect_uri).port
        state = query_of(errand.url)["state"]
        for query in ("", "?code=x", "?code=x&state=", "?code=x&state=wrong", f"?error=x&state={state[:-1]}"):
            assert httpx.get(f"{door}{query}").status_code == 400
        assert httpx.get(f"http://127.0.0.1:{port}/?code=x&state={state}").status_code == 404
        assert httpx.post(f"{door}?code=x&state={state}").status_code == 405
        # A page of another name that resolves to this computer may not answer either.
        strange = httpx.get(f"{door}?code=x&state={state}", headers={"Host": f"evil.example:{port}"})
        assert strange.status_code == 404
        allowing(server)(errand)

    assert isinstance(play(server, person), Session)
    assert len([each for each in heard if each.path == TOKEN_PATH]) == 1


def test_a_code_that_was_never_given_is_refused_by_the_server(server: SandboxServer) -> None:
    def person(errand: BrowserErrand) -> None:
        state = query_of(errand.url)["state"]
        assert httpx.get(f"{errand.redirect_uri}?code=made-up&state={state}").status_code == 200

    outcome = play(server, person)
    assert isinstance(outcome, Problem)
    assert outcome.kind is ProblemKind.SIGNED_OUT


def test_the_page_that_the_person_reads_holds_nothing_from_the_address(server: SandboxServer) -> None:
    def person(errand: BrowserErrand) -> None:
        state = query_of(errand.url)["state"]
        page = httpx.get(f"{errand.redirect_uri}?error=%3Cscript%3E&state={state}")
        assert "script" not in page.text
        assert state not in page.text
        assert page.headers["Cache-Control"] == "no-store"
        assert page.headers["Referrer-Policy"] == "no-referrer"

    assert isinstance(play(server, person), Problem)


# ------------------------------------------------------------------------------------ pasted by hand


@pytest.mark.parametrize("what", ["address", "code"])
def test_what_the_person_copies_from_the_browser_is_as_good(server: SandboxServer, what: str) -> None:
    async def story(program: Program) -> None:
        errand = await program.sessions.begin_browser(profile_of(server))
        assert isinstance(errand, BrowserErrand)
        finishing = asyncio.create_task(program.sessions.finish_browser(errand))
        password = password_of(server)
        back = await asyncio.to_thread(allow_in_browser, errand.url, OWNER, password=password)
        for wrong in ("", "  ", "două vorbe", f"{errand.redirect_uri}?code=x&state=other", "http://["):
            refused = await program.sessions.paste_answer(errand, wrong)
            assert isinstance(refused, Problem), wrong
            assert refused.kind is ProblemKind.WRONG_STATE
        pasted = f"  {back}\n" if what == "address" else query_of(back)["code"]
        assert await program.sessions.paste_answer(errand, pasted) is None
        assert isinstance(await soon(finishing), Session)

    in_program(story)


# ------------------------------------------------------------------------------------ going out again


def test_signing_out_revokes_both_tokens_and_forgets_them(server: SandboxServer, ring: MemoryRing) -> None:
    heard = arrivals_at(server)

    async def story(program: Program) -> None:
        assert isinstance(await browse(program, server, allowing(server)), Session)
        tokens = program.tokens
        assert await program.sessions.sign_out() == SignedOut(revoked=True, forgotten=True)
        revoked = [each.fields["token"] for each in heard if each.path == "/api/v1/oauth2/revoke"]
        assert sorted(revoked) == sorted([tokens.access, tokens.refresh])

    in_program(story)
    assert ring.secrets == {}
    assert server.sandbox.world.grants.in_use(OWNER) == {}


def test_a_server_that_cannot_be_reached_does_not_keep_anybody_in(
    server: SandboxServer, ring: MemoryRing
) -> None:
    async def story(program: Program) -> None:
        await enter(program, server, SignInWay.BROWSER)
        server.stop()
        assert await soon(program.sessions.sign_out()) == SignedOut(revoked=False, forgotten=True)
        assert not program.connection.is_open

    in_program(story)
    assert ring.secrets == {}


def test_an_account_that_is_not_in_use_is_signed_out_as_well(server: SandboxServer, ring: MemoryRing) -> None:
    other = "contabil@exemplu.ro"

    async def story(program: Program) -> None:
        first = Program()
        await enter(first, server, SignInWay.BROWSER, other)
        await first.sessions.leave()
        await enter(program, server, SignInWay.BROWSER)
        gone = await program.sessions.forget(account_of(server, other))
        assert gone == SignedOut(revoked=True, forgotten=True)
        assert len(ring.secrets) == 1
        assert program.connection.is_open
        assert server.sandbox.world.grants.in_use(other) == {}

    in_program(story)


def test_another_person_in_the_browser_changes_nothing_and_leaves_no_tokens_behind(
    server: SandboxServer, ring: MemoryRing
) -> None:
    other = "contabil@exemplu.ro"

    async def story(program: Program) -> None:
        session = await enter(program, server, SignInWay.PASSWORD)
        kept, client = dict(ring.secrets), program.client
        errand = await program.sessions.begin_browser(profile_of(server), stay=True, only=session.user)
        assert isinstance(errand, BrowserErrand)
        finishing = asyncio.create_task(program.sessions.finish_browser(errand))
        await asyncio.to_thread(allowing(server, other), errand)
        outcome = await soon(finishing)
        assert isinstance(outcome, Problem)
        assert outcome.kind is ProblemKind.OTHER_PERSON
        assert program.client is client
        assert ring.secrets == kept
        assert server.sandbox.world.grants.in_use(other) == {}

    in_program(story)
