"""Hints from the server: followed when they come, done without where there are none, and never in the way."""

from __future__ import annotations

import asyncio
import logging
import threading
import time
from collections.abc import Awaitable, Callable, Coroutine, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any, TypeVar

import httpx
import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from storno_desktop.api.client import StornoClient
from storno_desktop.api.realtime import Heard, Patience, Realtime
from storno_desktop.domain.evidence import Evidence
from storno_desktop.domain.problem import Problem, ProblemKind
from storno_desktop.domain.session import Company, CompanyContext, Tokens
from storno_desktop.io_thread import IoThread
from storno_desktop.sandbox.faults import Fault
from storno_desktop.sandbox.listen import SandboxServer
from storno_desktop.sandbox.realtime import invoice_channel
from storno_desktop.sandbox.settings import SandboxSettings
from storno_desktop.service.connection import Connection, Reach
from storno_desktop.service.watching import GATHER_S, LONGEST_WAIT_S, Hint, Watching
from tests.contract.service_desk import IDS, SEED

CONNECTION = "/api/v1/centrifugo/connection-token"
SOCKET = "/connection/*"
PATIENCE = 30.0
T = TypeVar("T")


class Post:
    """Somebody signed in at a server, who waits for hints; sleeps are written down and over at once."""

    def __init__(self, server: SandboxServer) -> None:
        self.server = server
        self.client = StornoClient(server.url, clock=lambda: datetime.now(UTC))  # noqa: TID251
        self.connection = Connection()
        self.slept: list[float] = []
        self.asked: list[str] = []
        self.heard: list[Heard] = []
        self.gate = asyncio.Event()
        self.gate.set()
        self.watching = Watching(self.connection, sleep=self.sleep, chance=lambda: 1.0)
        strike = server.sandbox.faults.strike

        def counted(method: str, path: str) -> Fault | None:
            self.asked.append(path)
            return strike(method, path)

        setattr(server.sandbox.faults, "strike", counted)  # noqa: B010  an assignment would not pass the type checker

    async def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        if seconds == GATHER_S:
            await self.gate.wait()
        await asyncio.sleep(0)

    async def sign_in(self) -> None:
        account = self.server.accounts[0]
        assert isinstance(await self.client.sign_in(account["email"], account["password"]), Tokens)
        user, companies = await self.client.me(), await self.client.companies()
        assert isinstance(user, Evidence)
        assert isinstance(companies, Evidence)
        self.connection.client = self.client
        self.connection.user, self.connection.companies = user.value, companies.value
        hints = self.client.hints

        async def spied(context: CompanyContext, heard: Callable[[Heard], None]) -> Problem | None:
            def both(what: Heard) -> None:
                self.heard.append(what)
                heard(what)

            return await hints(context, both)

        setattr(self.client, "hints", spied)  # noqa: B010  as above

    @property
    def company(self) -> Company:
        return self.connection.companies[0]

    @property
    def other(self) -> Company:
        return self.connection.companies[1]

    @property
    def reach(self) -> Reach:
        reach = self.connection.reach(self.company)
        assert isinstance(reach, Reach)
        return reach

    def channels(self) -> list[str]:
        return self.server.sandbox.world.realtime.channels

    def publish(self, company: Company | None = None) -> None:
        named = (company or self.company).id
        self.server.sandbox.world.realtime.publish(invoice_channel(named), {"type": "invoice.updated"})

    def wait(self) -> asyncio.Task[Hint]:
        return asyncio.create_task(self.watching.next_hint(self.company))

    async def listened_to(self, *companies: Company) -> None:
        """The server has listeners for these companies, and the program knows that it is one."""
        wanted = sorted(invoice_channel(each.id) for each in companies)
        await until(lambda: self.channels() == wanted and (not wanted or Heard.READY in self.heard))


async def until(fulfilled: Callable[[], bool]) -> None:
    async with asyncio.timeout(PATIENCE):
        while not fulfilled():  # noqa: ASYNC110  the server lives on another thread
            await asyncio.sleep(0.005)


async def soon(waiting: Awaitable[T]) -> T:
    return await asyncio.wait_for(waiting, PATIENCE)


@contextmanager
def serving(*, offered: bool = True, **settings: Any) -> Iterator[SandboxServer]:
    with SandboxServer(SandboxSettings(seed=SEED, control=True, **settings)) as server:
        httpx.post(f"{server.url}/_sandbox/realtime", json={"offered": offered})
        yield server


def carry_out(
    story: Callable[[Post], Coroutine[Any, Any, None]], *, offered: bool = True, **settings: Any
) -> None:
    """Tell this story before a server of its own."""

    async def told(server: SandboxServer) -> None:
        post = Post(server)
        try:
            await post.sign_in()
            await story(post)
        finally:
            await post.watching.stop()
            await post.client.aclose()

    with serving(offered=offered, **settings) as server:
        asyncio.run(told(server))


def test_a_change_by_somebody_else_is_a_reason_to_look() -> None:
    async def story(post: Post) -> None:
        invoice = post.server.ledger.find(IDS["issued-4"])
        assert invoice is not None
        place = post.server.ledger.company_of(invoice).id
        company = next(each for each in post.connection.companies if each.id == place)
        waiting = asyncio.create_task(post.watching.next_hint(company))
        await post.listened_to(company)
        async with httpx.AsyncClient(
            base_url=post.server.url, headers={"Accept": "application/json"}
        ) as other:
            account = post.server.accounts[0]
            token = await other.post(
                "/api/auth", json={each: account[each] for each in ("email", "password")}
            )
            done = await other.post(
                f"/api/v1/invoices/{invoice.id}/cancel",
                json={"reason": "Anulată de altcineva"},
                headers={"Authorization": f"Bearer {token.json()['token']}"},
            )
        assert done.status_code == 200, done.text
        assert await soon(waiting) is Hint.CHANGED

    carry_out(story)


def test_hints_that_come_together_are_one() -> None:
    async def story(post: Post) -> None:
        post.gate.clear()
        waiting = post.wait()
        await post.listened_to(post.company)
        for _ in range(7):
            post.publish()
        await until(lambda: post.heard.count(Heard.CHANGED) == 7)
        assert not waiting.done()
        post.gate.set()
        assert await soon(waiting) is Hint.CHANGED
        again = post.wait()
        for _ in range(10):
            await asyncio.sleep(0)
        assert not again.done()
        post.publish()
        assert await soon(again) is Hint.CHANGED

    carry_out(story)


def test_what_comes_while_nobody_waits_is_not_lost() -> None:
    async def story(post: Post) -> None:
        waiting = post.wait()
        await post.listened_to(post.company)
        post.publish()
        await soon(waiting)
        post.publish()
        await until(lambda: post.heard.count(Heard.CHANGED) == 2)
        assert await soon(post.wait()) is Hint.CHANGED

    carry_out(story)


def test_a_plan_without_hints_is_asked_once_in_a_session() -> None:
    async def story(post: Post) -> None:
        for company in (post.company, post.other, post.company):
            assert await soon(post.watching.next_hint(company)) is Hint.NOT_OFFERED
        assert post.asked.count(CONNECTION) == 1
        assert post.slept == []

    carry_out(story, offered=False)


def test_a_server_without_the_route_is_asked_once() -> None:
    async def story(post: Post) -> None:
        post.server.sandbox.faults.add([Fault("status", path=CONNECTION, status=404, count=-1)])
        for _ in range(2):
            assert await soon(post.wait()) is Hint.NOT_OFFERED
        assert post.asked.count(CONNECTION) == 1

    carry_out(story)


def test_a_lost_line_is_made_anew_and_what_was_missed_is_looked_for() -> None:
    async def story(post: Post) -> None:
        waiting = post.wait()
        await post.listened_to(post.company)
        post.server.sandbox.world.realtime.cut()
        assert await soon(waiting) is Hint.CHANGED
        assert Heard.CHANGED not in post.heard
        await post.listened_to(post.company)

    carry_out(story)


def test_failures_make_the_waits_longer_and_a_line_makes_them_short_again() -> None:
    async def story(post: Post) -> None:
        post.server.sandbox.faults.add([Fault("drop-before", path=SOCKET, count=10)])
        waiting = post.wait()
        await post.listened_to(post.company)
        assert post.slept == [2, 4, 8, 16, 32, 64, 128, 256, LONGEST_WAIT_S, LONGEST_WAIT_S]
        post.server.sandbox.world.realtime.cut()
        assert await soon(waiting) is Hint.CHANGED
        assert post.slept[10:] == [2, GATHER_S]

    carry_out(story)


def test_who_waits_no_more_leaves_the_line() -> None:
    async def story(post: Post) -> None:
        waiting = post.wait()
        await post.listened_to(post.company)
        waiting.cancel()
        await post.listened_to()
        again = post.wait()
        await post.listened_to(post.company)
        await post.watching.stop()
        assert await soon(again) is Hint.NOT_OFFERED
        await post.listened_to()

    carry_out(story)


def test_one_company_at_a_time_is_listened_to() -> None:
    async def story(post: Post) -> None:
        first = post.wait()
        await post.listened_to(post.company)
        second = asyncio.create_task(post.watching.next_hint(post.other))
        assert await soon(first) is Hint.NOT_OFFERED
        await post.listened_to(post.other)
        post.publish(post.other)
        assert await soon(second) is Hint.CHANGED

    carry_out(story)


def test_beginning_anew_while_the_old_wait_is_given_up_finds_a_line() -> None:
    async def story(post: Post) -> None:
        first = post.wait()
        await post.listened_to(post.company)
        first.cancel()
        second = post.wait()
        await until(first.done)
        await post.listened_to(post.company)
        post.publish()
        assert await soon(second) is Hint.CHANGED

    carry_out(story)


def test_when_the_session_ends_so_does_the_line() -> None:
    async def story(post: Post) -> None:
        waiting = post.wait()
        await post.listened_to(post.company)
        company = post.company
        post.connection.client, post.connection.user = None, None
        await post.client.aclose()
        assert await soon(waiting) is Hint.NOT_OFFERED
        await post.listened_to()
        assert await soon(post.watching.next_hint(company)) is Hint.NOT_OFFERED

    carry_out(story)


def test_the_line_is_made_anew_before_its_tokens_run_out() -> None:
    async def story(post: Post) -> None:
        post.server.sandbox.world.realtime.token_seconds = 1
        waiting = post.wait()
        assert await soon(waiting) is Hint.CHANGED
        assert post.heard.count(Heard.READY) == 2

    carry_out(story)


def test_pings_are_answered() -> None:
    async def story(post: Post) -> None:
        realtime = post.server.sandbox.world.realtime
        realtime.ping_seconds = 0.2
        waiting = post.wait()
        await until(lambda: realtime.pongs == 3)
        post.publish()
        assert await soon(waiting) is Hint.CHANGED
        assert post.heard.count(Heard.READY) == 1

    carry_out(story)


def test_a_server_that_falls_silent_is_left() -> None:
    async def story(post: Post) -> None:
        realtime = post.server.sandbox.world.realtime
        realtime.ping_seconds = 1

        async def ask(asked: Any) -> Any:
            return await post.client._server.answer(asked, signed=True)

        line = Realtime(post.client.address, ask, Patience(late_ping=0.2))
        listening = asyncio.create_task(line.listen(post.reach.context, post.heard.append))
        await post.listened_to(post.company)
        realtime.is_deaf = True
        problem = await soon(listening)
        assert isinstance(problem, Problem)
        assert problem.kind is ProblemKind.TIMED_OUT
        assert problem.detail == "hints: silent"

    carry_out(story)


def test_a_server_that_never_answers_is_not_waited_for() -> None:
    async def story(post: Post) -> None:
        post.server.sandbox.world.realtime.is_deaf = True

        async def ask(asked: Any) -> Any:
            return await post.client._server.answer(asked, signed=True)

        line = Realtime(post.client.address, ask, Patience(answer=0.05))
        problem = await soon(line.listen(post.reach.context, post.heard.append))
        assert isinstance(problem, Problem)
        assert problem.kind is ProblemKind.TIMED_OUT
        assert post.heard == []

    carry_out(story)


def test_no_origin_is_named_and_a_read_only_company_is_listened_to_as_well() -> None:
    async def story(post: Post) -> None:
        body = {"id": post.company.id, "readOnly": True}
        async with httpx.AsyncClient() as control:
            await control.post(f"{post.server.url}/_sandbox/company", json=body)
        waiting = post.wait()
        await post.listened_to(post.company)
        assert post.server.sandbox.world.realtime.origins == []
        waiting.cancel()

    carry_out(story)


def test_no_token_stands_in_the_log(caplog: pytest.LogCaptureFixture) -> None:
    async def story(post: Post) -> None:
        waiting = post.wait()
        await post.listened_to(post.company)
        post.publish()
        await soon(waiting)

    with caplog.at_level(logging.DEBUG):
        carry_out(story)
    assert "listening for hints" in caplog.text
    said = [each.getMessage() for each in caplog.records if not each.name.startswith("uvicorn")]
    assert not [each for each in said if "eyJ" in each or "token" in each.replace("-token", "")]


def test_the_program_ends_at_once_with_a_line_open(qapp: QApplication) -> None:
    """Far below the five seconds that a write is given, and the ten that a farewell may take, though the
    server hangs."""
    with serving() as server:
        io, owner = IoThread(), QObject()
        io.start()
        post = io.wait(_signed_in(server), PATIENCE)
        try:
            io.run(post.watching.next_hint(post.company), lambda _hint: None, owner=owner)
            io.wait(post.listened_to(post.company), PATIENCE)
            wakes = hang(server)
            began = time.monotonic()
            io.close(post.client.aclose)
            spent = time.monotonic() - began
            wakes.set()
        finally:
            io.close()
        assert spent < 2.5
    assert not any(thread.name == "storno-io" for thread in threading.enumerate())


def hang(server: SandboxServer) -> threading.Event:
    """The server does nothing at all until the event is set."""
    hanging, wakes = threading.Event(), threading.Event()
    running = server._server
    assert running is not None
    assert running._loop is not None

    def sleep() -> None:
        hanging.set()
        wakes.wait(PATIENCE)

    running._loop.call_soon_threadsafe(sleep)
    assert hanging.wait(PATIENCE)
    return wakes


async def _signed_in(server: SandboxServer) -> Post:
    post = Post(server)
    await post.sign_in()
    return post
