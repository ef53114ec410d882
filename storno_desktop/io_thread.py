"""The one crossing between the windows (Qt) and the work that waits (asyncio)."""

from __future__ import annotations

import gc
import logging
import threading
from collections.abc import Awaitable, Callable, Coroutine
from concurrent.futures import Future, ThreadPoolExecutor
from queue import SimpleQueue
from time import monotonic
from typing import TYPE_CHECKING, Any, Final, Generic, TypeVar

from PySide6.QtCore import QCoreApplication, QObject, Qt, QTimer, Signal, Slot
from shiboken6 import isValid

if TYPE_CHECKING:
    import asyncio

log = logging.getLogger(__name__)

T = TypeVar("T")

WRITE_GRACE: Final = 5.0
"""Seconds that a write under way is waited for at shutdown; reads are dropped at once."""

BLOCKED_GRACE: Final = 0.5
"""Seconds that steps which block a thread of their own (a name that is looked up, a file) are waited for at the end."""

COLLECT_EVERY_MS: Final = 5_000
FULL_COLLECTION_EVERY: Final = 12
"""Of so many collections one looks through everything."""


class Ticket(Generic[T]):
    """One piece of work on its way. Touched on the GUI thread only."""

    __slots__ = ("_wanted", "future", "is_write", "owner", "then")

    def __init__(
        self, future: Future[T], then: Callable[[T], object], owner: QObject, is_write: bool
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
    windows, waited for at shutdown. `glance` is for what waits for nothing else: asyncio takes a while to be
    loaded, and the loop turns only once something is given to it. What is given to `then` is a plain value; expected failures are
    values too. While it lives the garbage collector runs on the GUI thread only: collected anywhere
    else, a Qt object would be destroyed on the wrong thread.
    """

    writes_ended = Signal()  # the last write under way has come to its end
    _settled = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._loop: asyncio.AbstractEventLoop | None = None
        self._glances: SimpleQueue[Callable[[], None] | None] = SimpleQueue()
        self._turns = threading.Event()
        self._writes: set[Future[Any]] = set()
        self._blocked = _Blocked()
        self._closing = False
        self._collections = 0
        # Queued even from this thread: work may be done before `run` returns, and its caller must hold the
        # ticket before `then` is called.
        self._settled.connect(self._deliver, Qt.ConnectionType.QueuedConnection)
        self._thread = threading.Thread(target=self._live, name="storno-io", daemon=True)
        self._collector = QTimer(self)
        self._collector.setInterval(COLLECT_EVERY_MS)
        self._collector.timeout.connect(self._collect)
        self._collected_by_itself = gc.isenabled()

    def start(self) -> None:
        """Begin; to be called on the GUI thread, before there is an application or after."""
        gc.disable()
        self.collect_regularly()
        self._thread.start()

    def collect_regularly(self) -> None:
        """Look for garbage now and then, as soon as there is an application, without which no timer runs."""
        if QCoreApplication.instance() is not None and not self._closing:
            self._collector.start()

    @property
    def collects(self) -> bool:
        """Whether anybody looks for garbage."""
        return gc.isenabled() or self._collector.isActive()

    def glance(self, work: Callable[[], T], then: Callable[[T], object], *, owner: QObject) -> Ticket[T]:
        """Look at something that no other work on the thread has to go on beside; a read like that of `run`."""
        future: Future[T] = Future()
        ticket = Ticket(future, then, owner, is_write=False)

        def look() -> None:
            if not future.set_running_or_notify_cancel():
                return
            try:
                future.set_result(work())
            except BaseException as error:
                future.set_exception(error)

        future.add_done_callback(self._telling(ticket))
        if self._closing:
            future.cancel()
        elif self._loop is None:
            self._glances.put(look)
        else:
            self._loop.call_soon_threadsafe(look)
        return ticket

    def run(self, work: Coroutine[Any, Any, T], then: Callable[[T], object], *, owner: QObject) -> Ticket[T]:
        """Read something; `then` gets the value on the GUI thread while `owner` lives."""
        return self._begin(work, then, owner, is_write=False)

    def commit(
        self, work: Coroutine[Any, Any, T], then: Callable[[T], object], *, owner: QObject
    ) -> Ticket[T]:
        """Change something; once begun it is carried through, whoever goes on waiting for it."""
        return self._begin(work, then, owner, is_write=True)

    @property
    def is_writing(self) -> bool:
        """Whether a write is under way."""
        return bool(self._writes)

    def relay(self, then: Callable[[T], object], *, owner: QObject) -> Callable[[T], None]:
        """A way home for work that has news before it ends: what it calls on its thread calls `then` on the GUI
        thread, in order and before the end of the work itself, while `owner` lives."""

        def tell(value: T) -> None:
            news: Future[T] = Future()
            news.set_result(value)
            self._settled.emit(Ticket(news, then, owner, is_write=False))

        return tell

    def wait(self, work: Coroutine[Any, Any, T], timeout: float | None = None) -> T:
        """Block until the work is done: only before the first window and after the last.

        Raises TimeoutError, and cancels the work, when `timeout` seconds have passed.
        """
        future = self._submit(work)
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
            loop = self._turning_loop(grace)
            if loop is None:
                log.warning("a first look did not end")
            else:
                self._end(loop, last, grace)
        if self._collected_by_itself:
            gc.enable()
        gc.collect()

    # -------------------------------------------------------------------------------------- inside

    def _turning_loop(self, patience: float | None = None) -> asyncio.AbstractEventLoop | None:
        """The loop, which begins to turn when it is first needed; None where a glance takes longer than this."""
        if self._loop is None:
            self._glances.put(None)
            if not self._turns.wait(patience):
                return None
        return self._loop

    def _submit(self, work: Coroutine[Any, Any, T]) -> Future[T]:
        loop = self._turning_loop()
        if loop is None:
            raise RuntimeError("without patience there is always a loop")
        import asyncio

        return asyncio.run_coroutine_threadsafe(work, loop)

    def _end(
        self, loop: asyncio.AbstractEventLoop, last: Callable[[], Awaitable[None]] | None, grace: float
    ) -> None:
        import asyncio

        try:
            asyncio.run_coroutine_threadsafe(self._wind_down(loop, last, grace), loop).result(grace + 5)
        except Exception:
            log.exception("the work that waits did not wind down")
        self._blocked.shutdown()
        loop.call_soon_threadsafe(loop.stop)
        self._thread.join(5)
        if not self._thread.is_alive():
            loop.close()

    def _begin(
        self, work: Coroutine[Any, Any, T], then: Callable[[T], object], owner: QObject, is_write: bool
    ) -> Ticket[T]:
        if self._closing:
            work.close()
            closed: Future[T] = Future()
            closed.cancel()
            return Ticket(closed, then, owner, is_write)
        future = self._submit(work)
        if is_write:
            self._writes.add(future)
            future.add_done_callback(self._writes.discard)
        ticket = Ticket(future, then, owner, is_write)
        # Called on either thread; the receiver outlives the loop, and a queued signal carries it home.
        future.add_done_callback(self._telling(ticket))
        return ticket

    def _telling(self, ticket: Ticket[Any]) -> Callable[[Future[Any]], None]:
        """What a future calls at its end. It keeps what it calls for ever: were the ticket in there, both and the
        result, perhaps a list of a million, would live until somebody looks for garbage."""
        held = [ticket]
        return lambda _done: self._settled.emit(held.pop())

    @Slot(object)
    def _deliver(self, ticket: Ticket[Any]) -> None:
        try:
            ticket.deliver()
        finally:
            if ticket.is_write and not self._writes:
                self.writes_ended.emit()

    @Slot()
    def _collect(self) -> None:
        """What was made lately, and now and then all: that takes as long as some frames."""
        self._collections += 1
        gc.collect(2 if self._collections % FULL_COLLECTION_EVERY == 0 else 1)

    def _live(self) -> None:
        while (look := self._glances.get()) is not None:
            look()
        import asyncio

        loop = asyncio.new_event_loop()
        loop.set_default_executor(self._blocked)
        loop.set_task_factory(_keep_tasks_alive())
        asyncio.set_event_loop(loop)
        self._loop = loop
        self._turns.set()
        loop.run_forever()

    async def _wind_down(
        self, loop: asyncio.AbstractEventLoop, last: Callable[[], Awaitable[None]] | None, grace: float
    ) -> None:
        import asyncio

        writes = [asyncio.wrap_future(future) for future in self._writes]
        if writes:
            await asyncio.wait(writes, timeout=grace)
        others = asyncio.all_tasks() - {asyncio.current_task()}
        for task in others:
            task.cancel()
        await asyncio.gather(*others, return_exceptions=True)
        if last is not None:
            await last()
        await loop.shutdown_asyncgens()


class _Blocked(ThreadPoolExecutor):
    """What blocks a thread: each step has one of its own, and none keeps the program from ending.

    The system looks up the name of a server for as long as it likes, and Python's own pool waits for that to the end.
    """

    def __init__(self) -> None:
        super().__init__()
        self._under_way: set[threading.Thread] = set()

    def submit(self, work: Callable[..., T], /, *args: Any, **named: Any) -> Future[T]:
        future: Future[T] = Future()

        def carry_out() -> None:
            try:
                if future.set_running_or_notify_cancel():
                    future.set_result(work(*args, **named))
            except BaseException as error:
                future.set_exception(error)
            finally:
                self._under_way.discard(threading.current_thread())

        thread = threading.Thread(target=carry_out, name="storno-blocked", daemon=True)
        self._under_way.add(thread)
        thread.start()
        return future

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """Wait a little for what is under way."""
        until = monotonic() + (BLOCKED_GRACE if wait and not cancel_futures else 0)
        for thread in list(self._under_way):
            thread.join(max(0, until - monotonic()))


def _keep_tasks_alive() -> Callable[..., asyncio.Task[Any]]:
    """asyncio itself holds tasks weakly; one that nobody awaits could vanish half done."""
    import asyncio

    alive: set[asyncio.Task[Any]] = set()

    def make(loop: asyncio.AbstractEventLoop, work: Any, **options: Any) -> asyncio.Task[Any]:
        task = asyncio.Task(work, loop=loop, **options)
        alive.add(task)
        task.add_done_callback(alive.discard)
        return task

    return make
