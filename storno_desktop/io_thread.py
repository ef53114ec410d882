"""The one crossing between the windows (Qt) and the work that waits (asyncio)."""

import asyncio
import gc
import logging
import threading
from collections.abc import Awaitable, Callable, Coroutine
from concurrent.futures import Future
from typing import Any, Final, Generic, TypeVar

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot
from shiboken6 import isValid

log = logging.getLogger(__name__)

T = TypeVar("T")

WRITE_GRACE: Final = 5.0
"""Seconds that a write under way is waited for at shutdown; reads are dropped at once."""

COLLECT_EVERY_MS: Final = 5_000


class Ticket(Generic[T]):
    """One piece of work on its way. Touched on the GUI thread only."""

    __slots__ = ("_wanted", "future", "is_write", "owner", "then")

    def __init__(
        self, future: "Future[T]", then: Callable[[T], object], owner: QObject, is_write: bool
    ) -> None:
        self.future = future
        self.then = then
        self.owner = owner
        self.is_write = is_write
        self._wanted = True

    @property
    def is_open(self) -> bool:
        """Whether the result is still to come and still wanted."""
        return self._wanted and not self.future.done()

    def drop(self) -> None:
        """The result is not wanted any more. A read is cancelled; a write goes on unseen."""
        self._wanted = False
        if not self.is_write:
            self.future.cancel()

    def deliver(self) -> None:
        """Hand the result over, if somebody still waits for it. An exception inside the work is a bug and
        is raised here, on the GUI thread, whether anybody waits or not."""
        if self.future.cancelled():
            return
        result = self.future.result()
        if not self._wanted or not isValid(self.owner):
            return
        self._wanted = False
        self.then(result)


class IoThread(QObject):
    """Runs coroutines on a thread of its own and brings their results home to the GUI thread.

    `run` is for reads: dropped when nobody wants them. `commit` is for writes: never cancelled by the
    windows, waited for at shutdown. What is given to `then` is a plain value; expected failures are
    values too. While it lives the garbage collector runs on the GUI thread only: collected anywhere
    else, a Qt object would be destroyed on the wrong thread.
    """

    _settled = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._loop = asyncio.new_event_loop()
        self._loop.set_task_factory(_keep_tasks_alive())
        self._writes: set[Future[Any]] = set()
        self._closing = False
        # Queued even from this thread: work may be done before `run` returns, and its caller must hold the
        # ticket before `then` is called.
        self._settled.connect(self._deliver, Qt.ConnectionType.QueuedConnection)
        self._thread = threading.Thread(target=self._live, name="storno-io", daemon=True)
        self._collector = QTimer(self)
        self._collector.setInterval(COLLECT_EVERY_MS)
        self._collector.timeout.connect(self._collect)
        self._collected_by_itself = gc.isenabled()

    def start(self) -> None:
        """Begin; to be called on the GUI thread."""
        gc.disable()
        self._collector.start()
        self._thread.start()

    def run(self, work: Coroutine[Any, Any, T], then: Callable[[T], object], *, owner: QObject) -> Ticket[T]:
        """Read something; `then` gets the value on the GUI thread while `owner` lives."""
        return self._begin(work, then, owner, is_write=False)

    def commit(
        self, work: Coroutine[Any, Any, T], then: Callable[[T], object], *, owner: QObject
    ) -> Ticket[T]:
        """Change something; once begun it is carried through, whoever goes on waiting for it."""
        return self._begin(work, then, owner, is_write=True)

    def wait(self, work: Coroutine[Any, Any, T], timeout: float | None = None) -> T:
        """Block until the work is done: only before the first window and after the last.

        Raises TimeoutError, and cancels the work, when `timeout` seconds have passed.
        """
        future = asyncio.run_coroutine_threadsafe(work, self._loop)
        try:
            return future.result(timeout)
        except TimeoutError:
            future.cancel()
            raise

    def close(self, last: Callable[[], Awaitable[None]] | None = None, grace: float = WRITE_GRACE) -> None:
        """Take no new work, wait `grace` seconds for writes, cancel the rest, do `last` (close the client
        and the store), stop, join. Safe to call twice."""
        if self._closing:
            return
        self._closing = True
        self._collector.stop()
        if self._thread.is_alive():
            try:
                asyncio.run_coroutine_threadsafe(self._wind_down(last, grace), self._loop).result(grace + 5)
            except Exception:
                log.exception("the work that waits did not wind down")
            self._loop.call_soon_threadsafe(self._loop.stop)
            self._thread.join(5)
        if not self._thread.is_alive():
            self._loop.close()
        if self._collected_by_itself:
            gc.enable()
        gc.collect()

    # -------------------------------------------------------------------------------------- inside

    def _begin(
        self, work: Coroutine[Any, Any, T], then: Callable[[T], object], owner: QObject, is_write: bool
    ) -> Ticket[T]:
        if self._closing:
            work.close()
            closed: Future[T] = Future()
            closed.cancel()
            return Ticket(closed, then, owner, is_write)
        future = asyncio.run_coroutine_threadsafe(work, self._loop)
        if is_write:
            self._writes.add(future)
            future.add_done_callback(self._writes.discard)
        ticket = Ticket(future, then, owner, is_write)
        # Called on either thread; the receiver outlives the loop, and a queued signal carries it home.
        future.add_done_callback(lambda _done: self._settled.emit(ticket))
        return ticket

    @Slot(object)
    def _deliver(self, ticket: Ticket[Any]) -> None:
        ticket.deliver()

    @Slot()
    def _collect(self) -> None:
        gc.collect()

    def _live(self) -> None:
        asyncio.set_event_loop(self._loop)
        self._loop.run_forever()

    async def _wind_down(self, last: Callable[[], Awaitable[None]] | None, grace: float) -> None:
        writes = [asyncio.wrap_future(future) for future in self._writes]
        if writes:
            await asyncio.wait(writes, timeout=grace)
        others = asyncio.all_tasks() - {asyncio.current_task()}
        for task in others:
            task.cancel()
        await asyncio.gather(*others, return_exceptions=True)
        if last is not None:
            await last()
        await self._loop.shutdown_asyncgens()


def _keep_tasks_alive() -> Callable[..., "asyncio.Task[Any]"]:
    """asyncio itself holds tasks weakly; one that nobody awaits could vanish half done."""
    alive: set[asyncio.Task[Any]] = set()

    def make(loop: asyncio.AbstractEventLoop, work: Any, **options: Any) -> "asyncio.Task[Any]":
        task = asyncio.Task(work, loop=loop, **options)
        alive.add(task)
        task.add_done_callback(alive.discard)
        return task

    return make
