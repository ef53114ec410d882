"""Renewing tokens: once for all who ask, kept before use, and never again with one whose answer was lost."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from keyring.errors import KeyringLocked

from storno_desktop.api.retry import MOST_TRIES
from storno_desktop.domain.evidence import Evidence
from storno_desktop.domain.invoice_summary import InvoiceId
from storno_desktop.domain.problem import Acted, Problem, ProblemKind
from storno_desktop.domain.session import CompanyContext, SignInWay, Tokens
from storno_desktop.sandbox.faults import Fault
from storno_desktop.sandbox.listen import SandboxServer
from storno_desktop.sandbox.settings import DialectName, SandboxSettings
from storno_desktop.service.session import Session
from storno_desktop.service.session_service import SignedOut
from tests.contract.arrivals import TOKEN_PATH, Arrivals, arrivals_at, hold_answers
from tests.contract.program import (
    OWNER,
    Program,
    account_of,
    address_of,
    enter,
    expire,
    granted,
    password_of,
    soon,
)
from tests.contract.service_desk import IDS, SEED
from tests.memory_ring import MemoryRing, installed

AT_ONCE = 50
REFRESH = "*/refresh"


class Case(NamedTuple):
    """One server's dialect and one way of having signed in."""

    dialect: DialectName
    way: SignInWay

    @property
    def path(self) -> str:
        """Where new tokens are asked for."""
        if self.way is SignInWay.BROWSER:
            return TOKEN_PATH
        return "/api/auth/refresh" if self.dialect == "observed" else "/api/auth/token/refresh"

    @property
    def rotates(self) -> bool:
        """Whether each renewal gives a new refresh token and ends the old one."""
        return self.way is SignInWay.BROWSER or self.dialect == "documented"


CASES = [
    Case("observed", SignInWay.PASSWORD),
    Case("documented", SignInWay.PASSWORD),
    Case("observed", SignInWay.BROWSER),
    Case("documented", SignInWay.BROWSER),
]


@pytest.fixture(params=CASES, ids=lambda case: f"{case.way.value}-{case.dialect}")
def case(request: pytest.FixtureRequest) -> Case:
    found: Case = request.param
    return found


@pytest.fixture
def server(case: Case) -> Iterator[SandboxServer]:
    with SandboxServer(SandboxSettings(dialect=case.dialect, seed=SEED)) as running:
        yield running


@pytest.fixture
def browser_server() -> Iterator[SandboxServer]:
    with SandboxServer(SandboxSettings(seed=SEED)) as running:
        yield running


@pytest.fixture
def ring() -> Iterator[MemoryRing]:
    memory = MemoryRing()
    with installed(memory):
        yield memory


def fail(server: SandboxServer, kind: str, path: str, count: int = 1, **more: Any) -> None:
    server.sandbox.faults.add([Fault(kind, method="POST", path=path, count=count, **more)])


def kinds(outcomes: Sequence[object]) -> set[ProblemKind | None]:
    """The kinds of failure among these, None for success."""
    return {each.kind if isinstance(each, Problem) else None for each in outcomes}


async def until(condition: object) -> None:
    """Look again and again until this holds: it comes about on another thread."""
    assert callable(condition)
    while not condition():  # noqa: ASYNC110
        await asyncio.sleep(0.005)


# -------------------------------------------------------------------------------------- exactly one


@pytest.mark.parametrize("how", ["refused by the server", "over by the own clock"])
def test_fifty_requests_at_the_end_of_a_token_cause_one_refresh(
    case: Case, server: SandboxServer, ring: MemoryRing, how: str
) -> None:
    async def story() -> None:
        program = Program()
        await enter(program, server, case.way)
        first = program.tokens
        if how == "over by the own clock":
            # What was learnt of the server's clock stands: an hour has passed here.
            program.client.set_tokens(replace(first, until=program.clock() + timedelta(hours=1)))
            program.ahead = timedelta(hours=1)
        else:
            expire(server)
        heard = arrivals_at(server)
        outcomes = await soon(program.ask(AT_ONCE))
        assert kinds(outcomes) == {None}
        assert heard.renewals == [first.refresh]
        refused = [each for each in heard.at("/api/v1/me") if each.status == 401]
        assert how == "refused by the server" or not refused
        assert (program.tokens.refresh != first.refresh) is case.rotates
        assert await program.vault.find(account_of(server)) == program.tokens
        # The next end is met the same way, with what the first one brought.
        second = program.tokens
        expire(server)
        assert kinds(await soon(program.ask(AT_ONCE))) == {None}
        assert heard.renewals == [first.refresh, second.refresh]
        await program.sessions.leave()

    asyncio.run(story())


def test_two_services_of_one_process_renew_once(
    case: Case, server: SandboxServer, ring: MemoryRing, tmp_path: Path
) -> None:
    async def story() -> None:
        one, other = Program(turns=tmp_path / "turns"), Program(turns=tmp_path / "turns")
        await enter(one, server, case.way)
        first = one.tokens
        assert isinstance(await other.sessions.resume(account_of(server)), Session)
        heard = arrivals_at(server)
        fail(server, "delay", case.path, count=-1, ms=200)
        for times in (1, 2, 3):
            expire(server)
            outcomes = await soon(asyncio.gather(one.ask(25), other.ask(25)))
            assert kinds([*outcomes[0], *outcomes[1]]) == {None}
            assert len(heard.renewals) == times
            assert one.tokens == other.tokens
        assert heard.renewals[0] == first.refresh
        await one.sessions.leave()
        await other.sessions.leave()

    asyncio.run(story())


def test_another_programs_new_tokens_are_taken_over_without_asking(
    case: Case, server: SandboxServer, ring: MemoryRing, tmp_path: Path
) -> None:
    async def story() -> None:
        one, other = Program(turns=tmp_path / "turns"), Program(turns=tmp_path / "turns")
        await enter(one, server, case.way)
        assert isinstance(await other.sessions.resume(account_of(server)), Session)
        expire(server)
        assert kinds(await one.ask()) == {None}
        heard = arrivals_at(server)
        assert kinds(await other.ask(10)) == {None}
        assert heard.renewals == []
        await one.sessions.leave()
        await other.sessions.leave()

    asyncio.run(story())


# ----------------------------------------------------------------------------------- kept before use


def test_a_new_pair_is_kept_before_it_is_used(case: Case, server: SandboxServer) -> None:
    order: list[str] = []

    class SlowRing(MemoryRing):
        """Takes its time, so that whoever does not wait for it is caught."""

        def set_password(self, service: str, username: str, password: str) -> None:
            asyncio.run(_pause())
            super().set_password(service, username, password)
            order.append(f"kept {password}")

    async def _pause() -> None:
        await asyncio.sleep(0.2)

    async def story() -> None:
        program = Program()
        await enter(program, server, case.way)
        heard = arrivals_at(server)
        expire(server)
        order.clear()
        asking = asyncio.create_task(program.ask(10))
        # A request with a token that the ring does not hold yet would stand in `heard` before its writing.
        while not asking.done():
            for each in heard:
                word = each.headers.get("authorization", "").removeprefix("Bearer ")
                if word and not any(word in line for line in order):
                    order.append(f"seen {word}")
            await asyncio.sleep(0.005)
        assert kinds(await asking) == {None}
        new = program.tokens.access
        first = next(position for position, line in enumerate(order) if new in line)
        assert order[first].startswith("kept ")
        await program.sessions.leave()

    with installed(SlowRing()):
        asyncio.run(story())


class FailingRing(MemoryRing):
    """Works until it is locked."""

    locked = False

    def get_password(self, service: str, username: str) -> str | None:
        self._ask()
        return super().get_password(service, username)

    def set_password(self, service: str, username: str, password: str) -> None:
        self._ask()
        super().set_password(service, username, password)

    def _ask(self) -> None:
        if self.locked:
            raise KeyringLocked


def test_a_keyring_that_is_locked_meanwhile_does_not_end_the_session(
    case: Case, server: SandboxServer, tmp_path: Path
) -> None:
    failing = FailingRing()

    async def story() -> None:
        program = Program(turns=tmp_path / "turns")
        await enter(program, server, case.way)
        heard = arrivals_at(server)
        failing.locked = True
        for times in (1, 2):
            expire(server)
            assert kinds(await soon(program.ask(20))) == {None}
            assert len(heard.renewals) == times
            assert program.vault.is_remembered(account_of(server))
        # Unlocked again, it gets the newest pair with the next renewal.
        failing.locked = False
        expire(server)
        assert kinds(await soon(program.ask(20))) == {None}
        assert not program.vault.is_remembered(account_of(server))
        assert program.tokens.access in str(failing.secrets)
        await program.sessions.leave()

    with installed(failing):
        asyncio.run(story())


# ------------------------------------------------------------------------------------- lost answers

LOST = ["drop-after", "drop-before", "truncated", "garbage", "huge"]
"""The server may have handed out new tokens that never arrived."""


@pytest.mark.parametrize("kind", LOST)
def test_a_password_session_outlives_a_refresh_without_an_answer(kind: str, ring: MemoryRing) -> None:
    with SandboxServer(SandboxSettings(seed=SEED)) as server:

        async def story() -> None:
            program = Program()
            await enter(program, server, SignInWay.PASSWORD)
            first = program.tokens
            heard = arrivals_at(server)
            expire(server)
            fail(server, kind, REFRESH, count=-1)
            failed = await soon(program.ask())
            assert None not in kinds(failed)
            assert ProblemKind.SIGNED_OUT not in kinds(failed)
            assert 1 <= len(heard.renewals) <= MOST_TRIES
            assert program.tokens == first
            assert len(ring.secrets) == 1
            server.sandbox.faults.clear(keep_first=False)
            assert kinds(await soon(program.ask(5))) == {None}
            await program.sessions.leave()

        asyncio.run(story())


def test_many_who_wait_for_a_refresh_without_an_answer_do_not_storm_the_server(ring: MemoryRing) -> None:
    with SandboxServer(SandboxSettings(seed=SEED)) as server:

        async def story() -> None:
            program = Program(unhurried=True)  # each at a moment of their own, were they to try alone
            await enter(program, server, SignInWay.PASSWORD)
            heard = arrivals_at(server)
            expire(server)
            fail(server, "drop-after", REFRESH, count=-1)
            assert None not in kinds(await soon(program.ask(AT_ONCE)))
            assert len(heard.renewals) <= MOST_TRIES
            await program.sessions.leave()

        asyncio.run(story())


def test_a_rotated_password_session_whose_answer_was_lost_ends_when_the_server_says_so(
    ring: MemoryRing,
) -> None:
    with SandboxServer(SandboxSettings(dialect="documented", seed=SEED)) as server:

        async def story() -> None:
            program = Program()
            await enter(program, server, SignInWay.PASSWORD)
            first = program.tokens
            heard = arrivals_at(server)
            expire(server)
            fail(server, "drop-after", "/api/auth/token/refresh")
            assert kinds(await soon(program.ask(10))) == {ProblemKind.SIGNED_OUT}
            assert heard.renewals == [first.refresh, first.refresh]
            assert kinds(await soon(program.ask(20))) == {ProblemKind.SIGNED_OUT}
            assert len(heard.renewals) == 2
            assert ring.secrets == {}
            await program.sessions.leave()

        asyncio.run(story())


@pytest.mark.parametrize("kind", LOST)
def test_a_browser_session_ends_with_the_lost_answer_to_its_refresh(
    kind: str, browser_server: SandboxServer, ring: MemoryRing
) -> None:
    server = browser_server

    async def story() -> None:
        program = Program()
        await enter(program, server, SignInWay.BROWSER)
        first = program.tokens
        heard = arrivals_at(server)
        expire(server)
        fail(server, kind, TOKEN_PATH)
        assert kinds(await soon(program.ask(20))) == {ProblemKind.SIGNED_OUT}
        assert ring.secrets == {}
        # Nobody tries the old token again: not the same window, not the next start.
        assert kinds(await soon(program.ask(20))) == {ProblemKind.SIGNED_OUT}
        await program.sessions.leave()
        assert await Program().sessions.resume(account_of(server)) is None
        assert heard.renewals == [first.refresh]

    asyncio.run(story())


def test_a_lost_answer_is_no_reason_for_another_program_to_try_the_same_token(
    browser_server: SandboxServer, ring: MemoryRing, tmp_path: Path
) -> None:
    server = browser_server

    async def story() -> None:
        one, other = Program(turns=tmp_path / "turns"), Program(turns=tmp_path / "turns")
        await enter(one, server, SignInWay.BROWSER)
        first = one.tokens
        assert isinstance(await other.sessions.resume(account_of(server)), Session)
        heard = arrivals_at(server)
        expire(server)
        fail(server, "drop-after", TOKEN_PATH)
        outcomes = await soon(asyncio.gather(one.ask(20), other.ask(20)))
        assert kinds([*outcomes[0], *outcomes[1]]) == {ProblemKind.SIGNED_OUT}
        assert heard.renewals == [first.refresh]
        assert ring.secrets == {}
        await one.sessions.leave()
        await other.sessions.leave()

    asyncio.run(story())


def test_a_refresh_that_never_left_keeps_a_browser_session(ring: MemoryRing) -> None:
    with SandboxServer(SandboxSettings(seed=SEED)) as server:

        async def story() -> None:
            program = Program()
            await enter(program, server, SignInWay.BROWSER)
            first = program.tokens
            program.client.set_tokens(replace(first, until=program.clock() - timedelta(seconds=1)))
            server.stop()
            assert kinds(await soon(program.ask(10))) == {ProblemKind.NO_NETWORK}
            assert len(ring.secrets) == 1
            server.start()
            assert kinds(await soon(program.ask(10))) == {None}
            assert program.tokens.refresh != first.refresh
            await program.sessions.leave()

        asyncio.run(story())


def test_a_session_that_the_server_ended_is_asked_for_once(
    case: Case, server: SandboxServer, ring: MemoryRing
) -> None:
    async def story() -> None:
        program = Program()
        await enter(program, server, case.way)
        world = server.sandbox.world
        world.tokens.forget_refresh(OWNER)
        world.grants.expire(OWNER, renewal=True)
        expire(server)
        heard = arrivals_at(server)
        for _ in range(2):
            assert kinds(await soon(program.ask(AT_ONCE))) == {ProblemKind.SIGNED_OUT}
        assert len(heard.renewals) == 1
        assert ring.secrets == {}
        await program.sessions.leave()

    asyncio.run(story())


# ----------------------------------------------------------------------------- only reads go twice


def test_an_act_that_met_the_end_of_a_token_is_not_sent_again(
    case: Case, server: SandboxServer, ring: MemoryRing
) -> None:
    async def story() -> None:
        program = Program()
        session = await enter(program, server, case.way)
        company = next(each for each in session.companies if each.cif == "18547290")
        context = CompanyContext(organization_id=session.user.organization_id, company_id=company.id)
        invoice = InvoiceId(IDS["issued-1"])
        expire(server)
        heard = arrivals_at(server)
        outcome = await program.client.cancel(context, invoice, "Client greșit, se emite alta")
        assert isinstance(outcome, Problem)
        assert (outcome.kind, outcome.acted) == (ProblemKind.SIGNED_OUT, Acted.NO)
        assert len(heard.at(f"/api/v1/invoices/{invoice}/cancel", "POST")) == 1
        book = server.ledger.find(invoice)
        assert book is not None
        assert book.status == "issued"
        # A second order by a person goes out under a new token, once.
        again = await program.client.cancel(context, invoice, "Client greșit, se emite alta")
        assert isinstance(again, Evidence), again
        assert len(heard.at(f"/api/v1/invoices/{invoice}/cancel", "POST")) == 2
        assert len(heard.renewals) == 1
        await program.sessions.leave()

    asyncio.run(story())


# -------------------------------------------------------------------------- going out, others coming in


def renewing(heard: Arrivals) -> bool:
    return any(each.path in {TOKEN_PATH} or each.path.endswith("refresh") for each in heard)


def test_a_sign_out_during_a_refresh_leaves_nothing_behind(
    case: Case, server: SandboxServer, ring: MemoryRing, tmp_path: Path
) -> None:
    async def story() -> None:
        program = Program(turns=tmp_path / "turns")
        await enter(program, server, case.way)
        heard = arrivals_at(server)
        expire(server)
        fail(server, "delay", case.path, ms=300)
        asking = asyncio.create_task(program.ask(10))
        await soon(until(lambda: renewing(heard)))
        signed_out = await soon(program.sessions.sign_out())
        assert isinstance(signed_out, SignedOut)
        assert signed_out.forgotten
        await soon(asyncio.gather(asking, return_exceptions=True))
        assert ring.secrets == {}
        assert await program.vault.find(account_of(server)) is None
        assert not program.connection.is_open
        if case.way is SignInWay.BROWSER:
            assert signed_out.revoked is True
            assert server.sandbox.world.grants.in_use(OWNER) == {}
            assert all(each.revoked for each in server.sandbox.world.grants._renewal.values())

    asyncio.run(story())


def test_a_sign_out_revokes_the_tokens_that_are_just_being_handed_out(
    browser_server: SandboxServer, ring: MemoryRing
) -> None:
    """The server has renewed them already, the answer is still on its way."""
    server = browser_server
    grants = server.sandbox.world.grants

    async def story() -> None:
        program = Program()
        await enter(program, server, SignInWay.BROWSER)
        expire(server)
        gate = hold_answers(server, TOKEN_PATH)
        asking = asyncio.create_task(program.ask(5))
        await soon(until(lambda: len(grants._renewal) == 2))
        asyncio.get_running_loop().call_later(0.2, gate.set)
        assert await soon(program.sessions.sign_out()) == SignedOut(revoked=True, forgotten=True)
        await soon(asyncio.gather(asking, return_exceptions=True))
        assert ring.secrets == {}
        assert grants.in_use(OWNER) == {}
        assert all(each.revoked for each in grants._renewal.values())

    asyncio.run(story())


def test_a_sign_in_during_a_refresh_is_not_undone_by_it(
    case: Case, server: SandboxServer, ring: MemoryRing
) -> None:
    """The same person comes in anew, in place, while the old session is still trying to go on."""

    async def story() -> None:
        program = Program()
        session = await enter(program, server, case.way)
        heard = arrivals_at(server)
        expire(server)
        fail(server, "delay", case.path, ms=300)
        asking = asyncio.create_task(program.ask(10))
        await soon(until(lambda: renewing(heard)))
        back = await soon(
            program.sessions.sign_in(
                address_of(server), OWNER, password_of(server), stay=True, only=session.user
            )
        )
        assert isinstance(back, Session), back
        newest = program.tokens
        await soon(asyncio.gather(asking, return_exceptions=True))
        assert program.tokens == newest
        assert await program.vault.find(account_of(server)) == newest
        assert kinds(await program.ask(5)) == {None}
        await program.sessions.leave()

    asyncio.run(story())


def test_somebody_else_cannot_take_the_place_of_whoever_was_signed_in(
    case: Case, server: SandboxServer, ring: MemoryRing
) -> None:
    async def story() -> None:
        program = Program()
        session = await enter(program, server, case.way)
        client, tokens, kept = program.client, program.tokens, dict(ring.secrets)
        other = "contabil@exemplu.ro"
        heard = arrivals_at(server)
        came = await program.sessions.sign_in(
            address_of(server), other, password_of(server, other), stay=True, only=session.user
        )
        assert isinstance(came, Problem)
        assert came.kind is ProblemKind.OTHER_PERSON
        assert program.client is client
        assert program.tokens == tokens
        assert program.connection.user == session.user
        assert ring.secrets == kept
        assert heard.renewals == []
        assert kinds(await program.ask()) == {None}
        await program.sessions.leave()

    asyncio.run(story())


def test_a_key_is_never_renewed(browser_server: SandboxServer, ring: MemoryRing) -> None:
    async def story() -> None:
        program = Program()
        key = next(str(each["key"]) for each in browser_server.api_keys if each["works"])
        entered = await program.sessions.sign_in_with_key(address_of(browser_server), key, stay=True)
        assert isinstance(entered, Session), entered
        heard = arrivals_at(browser_server)
        record = browser_server.sandbox.world.accounts.api_key(key)
        assert record is not None
        record.revoked_at = "2026-01-01T00:00:00+02:00"
        assert kinds(await program.ask(10)) == {ProblemKind.SIGNED_OUT}
        assert heard.renewals == []
        await program.sessions.leave()

    asyncio.run(story())


def test_tokens_of_a_grant_are_told_apart_from_a_password_sessions(browser_server: SandboxServer) -> None:
    """What the vault gives back after a restart still knows how it is renewed."""
    tokens = granted(browser_server)
    with installed(MemoryRing()):

        async def story() -> Tokens | None:
            await Program().vault.keep(account_of(browser_server), tokens, durable=True)
            return await Program().vault.find(account_of(browser_server))

        assert asyncio.run(story()) == tokens
