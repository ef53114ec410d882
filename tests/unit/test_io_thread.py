"""The crossing between windows and waiting work: order, dropping, shutting down, and the collector."""

import asyncio
import gc
import random
import subprocess
import sys
import threading
import time
import weakref
from collections.abc import Coroutine, Iterator
from concurrent.futures import Future, wait
from typing import Any

import pytest
from PySide6.QtCore import QObject, QTimer
from pytestqt.qtbot import QtBot
from shiboken6 import delete, isValid

from storno_desktop.io_thread import IoThread

LONG = 600.0
"""Seconds that a request hangs in these tests: far longer than any of them may take."""


@pytest.fixture
def io(qtbot: QtBot) -> Iterator[IoThread]:
    thread = IoThread()
    thread.start()
    yield thread
    thread.close()


async def value(of: int) -> int:
    return of


class Gate:
    """Work waits in front of it on the I/O thread until the test opens it."""

    def __init__(self, io: IoThread) -> None:
        self._io = io
        self._event = io.wait(self._make())
        self.entered = 0
        self.cancelled = 0
        self.passed = 0

    @staticmethod
    async def _make() -> asyncio.Event:
        return asyncio.Event()

    async def pass_through(self, brings: int = 0) -> int:
        self.entered += 1
        try:
            await self._event.wait()
        except asyncio.CancelledError:
            self.cancelled += 1
            raise
        self.passed += 1
        return brings

    def open(self) -> None:
        async def opening() -> None:
            self._event.set()

        self._io.wait(opening())


def settle_down(qtbot: QtBot, io: IoThread) -> None:
    """Everything that was on its way before has been delivered or let go."""
    marker = QObject()
    seen: list[int] = []
    io.run(value(1), seen.append, owner=marker)
    qtbot.waitUntil(lambda: bool(seen))


def test_results_come_in_order_on_the_gui_thread(qtbot: QtBot, io: IoThread) -> None:
    came: list[tuple[int, int]] = []
    owner = QObject()
    for number in range(100):
        io.run(value(number), lambda got: came.append((got, threading.get_ident())), owner=owner)
    qtbot.waitUntil(lambda: len(came) == 100)
    assert came == [(number, threading.get_ident()) for number in range(100)]


def test_work_runs_on_a_thread_of_its_own(qtbot: QtBot, io: IoThread) -> None:
    async def where() -> int:
        return threading.get_ident()

    assert io.wait(where()) != threading.get_ident()
    assert io.wait(where()) == io.wait(where())


def test_a_ticket_is_open_until_its_result_came(qtbot: QtBot, io: IoThread) -> None:
    gate, owner, came = Gate(io), QObject(), list[int]()
    ticket = io.run(gate.pass_through(7), came.append, owner=owner)
    assert ticket.is_open
    gate.open()
    qtbot.waitUntil(lambda: came == [7])
    assert not ticket.is_open


@pytest.mark.parametrize("is_write", [False, True])
def test_nothing_is_delivered_to_an_owner_that_is_gone(qtbot: QtBot, io: IoThread, is_write: bool) -> None:
    gate, owner, came = Gate(io), QObject(), list[int]()
    begin = io.commit if is_write else io.run
    begin(gate.pass_through(), came.append, owner=owner)
    qtbot.waitUntil(lambda: gate.entered == 1)
    delete(owner)
    gate.open()
    settle_down(qtbot, io)
    assert gate.passed == 1
    assert came == []


def test_a_result_never_comes_before_the_caller_holds_the_ticket(
    qtbot: QtBot, io: IoThread, monkeypatch: pytest.MonkeyPatch
) -> None:
    hand_over = asyncio.run_coroutine_threadsafe

    def done_at_once(work: Coroutine[Any, Any, int], loop: asyncio.AbstractEventLoop) -> Future[int]:
        future = hand_over(work, loop)
        wait([future])
        return future

    owner, came = QObject(), list[int]()
    monkeypatch.setattr(asyncio, "run_coroutine_threadsafe", done_at_once)
    io.run(value(1), came.append, owner=owner)
    assert came == []
    qtbot.waitUntil(lambda: came == [1])


def test_a_result_on_its_way_does_not_reach_an_owner_deleted_before_it_came(
    qtbot: QtBot, io: IoThread
) -> None:
    owner, came = QObject(), list[int]()
    io.run(value(1), came.append, owner=owner)
    io.wait(value(2))  # the first result is queued by now, but nobody has looked
    delete(owner)
    settle_down(qtbot, io)
    assert came == []


def test_a_dropped_read_is_cancelled_at_once(qtbot: QtBot, io: IoThread) -> None:
    gate, owner, came = Gate(io), QObject(), list[int]()
    ticket = io.run(gate.pass_through(), came.append, owner=owner)
    qtbot.waitUntil(lambda: gate.entered == 1)
    ticket.drop()
    assert not ticket.is_open
    qtbot.waitUntil(lambda: gate.cancelled == 1)
    gate.open()
    settle_down(qtbot, io)
    assert (gate.passed, came) == (0, [])


def test_a_dropped_write_goes_on_unseen(qtbot: QtBot, io: IoThread) -> None:
    gate, owner, came = Gate(io), QObject(), list[int]()
    ticket = io.commit(gate.pass_through(), came.append, owner=owner)
    qtbot.waitUntil(lambda: gate.entered == 1)
    ticket.drop()
    gate.open()
    settle_down(qtbot, io)
    assert (gate.passed, gate.cancelled, came) == (1, 0, [])


def test_a_result_that_already_came_can_still_be_dropped(qtbot: QtBot, io: IoThread) -> None:
    owner, came = QObject(), list[int]()
    ticket = io.run(value(1), came.append, owner=owner)
    io.wait(value(2))
    ticket.drop()
    settle_down(qtbot, io)
    assert came == []


# ---------------------------------------------------------------------------------------- mistakes


class MistakeError(Exception):
    pass


async def go_wrong() -> int:
    raise MistakeError


@pytest.mark.parametrize("is_write", [False, True])
def test_a_mistake_in_the_work_surfaces_on_the_gui_thread(qtbot: QtBot, io: IoThread, is_write: bool) -> None:
    owner, came = QObject(), list[int]()
    with qtbot.capture_exceptions() as caught:
        (io.commit if is_write else io.run)(go_wrong(), came.append, owner=owner)
        qtbot.waitUntil(lambda: bool(caught))
    assert [kind for kind, _error, _trace in caught] == [MistakeError]
    assert came == []


def test_a_mistake_surfaces_even_if_nobody_waits_any_more(qtbot: QtBot, io: IoThread) -> None:
    owner = QObject()

    async def wait_then_go_wrong() -> int:
        await gate.pass_through()
        raise MistakeError

    gate = Gate(io)
    with qtbot.capture_exceptions() as caught:
        io.commit(wait_then_go_wrong(), lambda _: None, owner=owner)
        qtbot.waitUntil(lambda: gate.entered == 1)
        delete(owner)
        gate.open()
        settle_down(qtbot, io)
    assert [kind for kind, _error, _trace in caught] == [MistakeError]


def test_a_mistake_in_the_receiver_surfaces_and_harms_nobody_else(qtbot: QtBot, io: IoThread) -> None:
    owner = QObject()

    def stumble(_: int) -> None:
        raise MistakeError

    with qtbot.capture_exceptions() as caught:
        io.run(value(1), stumble, owner=owner)
        settle_down(qtbot, io)
    assert [kind for kind, _error, _trace in caught] == [MistakeError]


# ----------------------------------------------------------------------------------- waiting, tasks


def test_waiting_gives_up_in_time_and_cancels(qtbot: QtBot, io: IoThread) -> None:
    gate = Gate(io)
    with pytest.raises(TimeoutError):
        io.wait(gate.pass_through(), timeout=0.01)
    qtbot.waitUntil(lambda: gate.cancelled == gate.entered)


def test_work_that_only_itself_refers_to_does_not_vanish(qtbot: QtBot, io: IoThread) -> None:
    lived: list[bool] = []
    wake: list[weakref.ref[asyncio.Future[None]]] = []

    async def on_its_own() -> None:
        future = asyncio.get_running_loop().create_future()
        wake.append(weakref.ref(future))
        await future
        lived.append(True)

    async def begin() -> None:
        asyncio.get_running_loop().create_task(on_its_own())  # that nobody holds it is the point
        await asyncio.sleep(0)

    async def wake_up() -> None:
        future = wake[0]()
        assert future is not None
        future.set_result(None)

    io.wait(begin())
    gc.collect()
    io.wait(wake_up())
    io.wait(value(1))
    assert lived == [True]


# ------------------------------------------------------------------------------------ shutting down


def test_closing_does_not_wait_for_a_read_that_hangs(qtbot: QtBot) -> None:
    io, ended = IoThread(), list[str]()
    io.start()

    async def hang() -> None:
        ended.append("begun")
        try:
            await asyncio.sleep(LONG)
        finally:
            ended.append("given up")

    io.run(hang(), lambda _: None, owner=QObject())
    qtbot.waitUntil(lambda: bool(ended))
    began = time.monotonic()
    io.close()
    assert time.monotonic() - began < LONG / 100
    assert ended == ["begun", "given up"]


LOOKS_UP = f"""
import asyncio, socket, sys, time
from PySide6.QtCore import QCoreApplication, QObject
from storno_desktop.io_thread import IoThread
app, io, owner = QCoreApplication([]), IoThread(), QObject()
entered = []
def hang(*_args, **_named):
    entered.append(time.monotonic())
    time.sleep({LONG})
socket.getaddrinfo = hang
async def look_up():
    await asyncio.get_running_loop().getaddrinfo("api.exemplu.ro", 443)
io.start()
io.run(look_up(), print, owner=owner)
while not entered:
    time.sleep(0.005)
print(time.time(), flush=True)
io.close()
"""
"""A program that ends while the system looks for a server's name and does not come back."""


def test_a_name_that_the_system_looks_up_for_ever_does_not_keep_the_program() -> None:
    done = subprocess.run(
        [sys.executable, "-c", LOOKS_UP], capture_output=True, text=True, timeout=LONG / 20, check=False
    )
    assert time.time() - float(done.stdout) < 2  # half a second of grace, and Python's own end
    assert (done.returncode, done.stderr) == (0, "")


def test_closing_waits_for_a_write_under_way_then_does_the_last_thing(qtbot: QtBot) -> None:
    io, order = IoThread(), list[str]()
    io.start()

    async def write() -> None:
        order.append("begun")
        await asyncio.sleep(0.2)
        order.append("written")

    async def read() -> None:
        try:
            await asyncio.sleep(LONG)
        finally:
            order.append("read given up")

    async def last() -> None:
        order.append("last")

    owner = QObject()
    io.run(read(), lambda _: None, owner=owner)
    io.commit(write(), lambda _: None, owner=owner)
    qtbot.waitUntil(lambda: bool(order))
    io.close(last, grace=LONG)
    assert order == ["begun", "written", "read given up", "last"]


def test_closing_waits_for_a_dropped_write_too(qtbot: QtBot) -> None:
    io, order = IoThread(), list[str]()
    io.start()

    async def write() -> None:
        await asyncio.sleep(0.1)
        order.append("written")

    io.commit(write(), lambda _: None, owner=QObject()).drop()
    io.close(grace=LONG)
    assert order == ["written"]


def test_a_write_without_end_is_waited_for_no_longer_than_its_grace(qtbot: QtBot) -> None:
    io, ended = IoThread(), list[str]()
    io.start()

    async def write() -> None:
        try:
            await asyncio.sleep(LONG)
        finally:
            ended.append("given up")

    io.commit(write(), lambda _: None, owner=QObject())
    began = time.monotonic()
    io.close(grace=0.05)
    assert time.monotonic() - began < LONG / 100
    assert ended == ["given up"]


def test_closing_twice_does_the_last_thing_once(qtbot: QtBot) -> None:
    io, done = IoThread(), list[str]()
    io.start()

    async def last() -> None:
        done.append("last")

    io.close(last)
    io.close(last)
    assert done == ["last"]


@pytest.mark.parametrize("is_write", [False, True])
def test_work_after_closing_is_neither_begun_nor_delivered(qtbot: QtBot, is_write: bool) -> None:
    io, owner, touched = IoThread(), QObject(), list[int]()
    io.start()
    io.close()

    async def work() -> int:
        touched.append(1)
        return 1

    ticket = (io.commit if is_write else io.run)(work(), touched.append, owner=owner)
    assert not ticket.is_open
    ticket.drop()
    ticket.deliver()
    assert touched == []


def test_results_that_were_on_their_way_still_come_after_closing(qtbot: QtBot) -> None:
    io, owner, came = IoThread(), QObject(), list[int]()
    io.start()
    io.commit(value(5), came.append, owner=owner)
    io.close()
    qtbot.waitUntil(lambda: came == [5])


@pytest.mark.logs_warnings
def test_a_last_thing_that_fails_does_not_keep_the_thread(
    qtbot: QtBot, caplog: pytest.LogCaptureFixture
) -> None:
    io = IoThread()
    io.start()

    async def last() -> None:
        raise MistakeError

    io.close(last)
    assert "did not wind down" in caplog.text
    assert not [each for each in threading.enumerate() if each.name == "storno-io"]


def test_the_thread_is_gone_after_closing(qtbot: QtBot) -> None:
    io = IoThread()
    io.start()
    assert [each for each in threading.enumerate() if each.name == "storno-io"]
    io.close()
    assert not [each for each in threading.enumerate() if each.name == "storno-io"]


# -------------------------------------------------------------------------------------- the collector


class Circle:
    """Only the collector can destroy it, since it holds itself."""

    def __init__(self, ended: list[int]) -> None:
        self.itself = self
        self.ended = ended

    def __del__(self) -> None:
        self.ended.append(threading.get_ident())


def test_the_collector_rests_while_the_thread_lives(qtbot: QtBot) -> None:
    assert gc.isenabled()
    io = IoThread()
    io.start()
    assert not gc.isenabled()
    io.close()
    assert gc.isenabled()


def test_a_collector_that_was_off_stays_off(qtbot: QtBot) -> None:
    gc.disable()
    try:
        io = IoThread()
        io.start()
        io.close()
        assert not gc.isenabled()
    finally:
        gc.enable()


def test_circles_are_collected_on_the_gui_thread_only(qtbot: QtBot, io: IoThread) -> None:
    ended: list[int] = []

    async def make_circles() -> None:
        for _ in range(5_000):  # far more than the collector's own threshold
            Circle(ended)

    io.wait(make_circles())
    assert ended == []
    timer = io.findChild(QTimer)
    assert timer is not None
    assert timer.isActive()
    timer.setInterval(1)
    qtbot.waitUntil(lambda: len(ended) == 5_000)
    assert set(ended) == {threading.get_ident()}


# --------------------------------------------------------------------------------------------- stress


class Window(QObject):
    """Counts what it got; what comes after its end would touch a deleted object and raise."""

    def __init__(self) -> None:
        super().__init__()
        self.got = 0

    def take(self, _: int) -> None:
        self.got += 1
        self.setObjectName(str(self.got))


def test_many_windows_come_and_go_with_requests_in_flight(qtbot: QtBot, io: IoThread) -> None:
    chance = random.Random(20261122)  # noqa: S311
    windows: list[Window] = []
    begun, ended = 0, list[int]()

    async def request(turns: int) -> int:
        try:
            for _ in range(turns):
                await asyncio.sleep(0)
        finally:
            ended.append(turns)
        return turns

    for _ in range(400):
        for _ in range(10):
            window = Window()
            windows.append(window)
            for _ in range(3):
                begin = io.commit if chance.random() < 0.3 else io.run
                ticket = begin(request(chance.randrange(12)), window.take, owner=window)
                begun += 1
                if chance.random() < 0.2:
                    ticket.drop()
        for window in chance.sample(windows, k=min(len(windows), 8)):
            windows.remove(window)
            if chance.random() < 0.5:
                delete(window)
            else:
                window.deleteLater()
        if chance.random() < 0.1:
            settle_down(qtbot, io)
    settle_down(qtbot, io)
    qtbot.waitUntil(lambda: not io._writes)
    settle_down(qtbot, io)
    assert all(isValid(window) for window in windows)
    # A read that was dropped before its first step never began.
    assert len(ended) <= begun
    assert sum(window.got for window in windows) > len(windows)


def test_a_result_goes_with_whoever_takes_it(io: IoThread, qtbot: QtBot) -> None:
    """A list of a million must not wait for somebody to look for garbage."""

    class Long:
        """Something large."""

    seen: list[weakref.ref[Long]] = []

    async def work() -> Long:
        return Long()

    io._collector.stop()
    io.run(work(), lambda result: seen.append(weakref.ref(result)), owner=io)
    io.glance(Long, lambda result: seen.append(weakref.ref(result)), owner=io)
    qtbot.waitUntil(lambda: len(seen) == 2)
    qtbot.waitUntil(lambda: all(each() is None for each in seen))
    assert not gc.isenabled()
