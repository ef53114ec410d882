"""The database: one writer, readers with connections of their own, and a schema that is brought up to date."""

from array import array
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from itertools import count
from threading import Condition
from typing import Any

import apsw

from storno_desktop.store.schema import STEPS

Row = tuple[Any, ...]
"""A row as the database gives it; the statement beside the call says what stands in it."""
Bindings = Sequence[Any]

_WAIT_MS = 10_000
_SERIAL = count(1)
_NEW = apsw.SQLITE_OPEN_READWRITE | apsw.SQLITE_OPEN_CREATE | apsw.SQLITE_OPEN_URI
_READ = apsw.SQLITE_OPEN_READONLY | apsw.SQLITE_OPEN_URI


def among(keys: "array[int]") -> Any:
    """Many keys (at least one) as one binding, for `IN carray(?)`."""
    return apsw.carray(keys)


class Turns:
    """Lets the readers and the writer of a database in memory take turns.

    In memory a reader is refused while something is being written. The library would try again after
    growing pauses, and behind a busy writer a window would wait for half a second. Here whoever reads
    waits for the rest of one batch at most, and the writer for those who read or wait when it comes.
    """

    def __init__(self) -> None:
        self._changed = Condition()
        self._reading = 0
        self._waiting = 0
        self._owed = 0  # readers that waited through the last write and pass before the next one
        self._wanted = False
        self._writing = False
        self._writes = 0

    @contextmanager
    def reading(self) -> Iterator[None]:
        """While nothing is written."""
        with self._changed:
            came_at = self._writes
            self._waiting += 1
            self._changed.wait_for(lambda: not self._writing and (not self._wanted or self._writes > came_at))
            self._waiting -= 1
            self._owed -= self._writes > came_at
            self._reading += 1
        try:
            yield
        finally:
            with self._changed:
                self._reading -= 1
                self._changed.notify_all()

    @contextmanager
    def writing(self) -> Iterator[None]:
        """While nobody reads; for the one writer."""
        with self._changed:
            self._wanted = True
            self._changed.wait_for(lambda: not (self._reading or self._owed))
            self._wanted, self._writing = False, True
        try:
            yield
        finally:
            with self._changed:
                self._writing = False
                self._writes += 1
                self._owed = self._waiting
                self._changed.notify_all()


class Connection:
    """One thread's way into the database. Made in the thread that uses it, and closed there."""

    def __init__(self, address: str, flags: int, turns: Turns | None = None) -> None:
        self._turns = turns or Turns()
        self._connection = apsw.Connection(address, flags=flags, statementcachesize=200)
        self._connection.set_busy_timeout(_WAIT_MS)
        for pragma in ("temp_store=memory", "mmap_size=0", "cache_size=-16384", "trusted_schema=off"):
            self._connection.execute(f"PRAGMA {pragma}")

    def rows(self, sql: str, bindings: Bindings = ()) -> list[Row]:
        """All rows of the answer."""
        with self._turn():
            return self._connection.execute(sql, bindings).fetchall()

    def row(self, sql: str, bindings: Bindings = ()) -> Row | None:
        """The first row of the answer, None for none."""
        with self._turn():
            cursor = self._connection.execute(sql, bindings)
            found: Row | None = cursor.fetchone()
            cursor.close()
        return found

    def stream(self, sql: str, bindings: Bindings = ()) -> apsw.Cursor:
        """The rows of the answer as they are found; only within a snapshot, and closed there."""
        return self._connection.execute(sql, bindings)

    def run(self, sql: str, bindings: Bindings = ()) -> None:
        """Carry out one statement (or several without bindings)."""
        self._connection.execute(sql, bindings).close()

    def run_many(self, sql: str, bindings: Sequence[Bindings]) -> None:
        """Carry out one statement for each set of bindings."""
        self._connection.executemany(sql, bindings).close()

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """Everything read inside sees one and the same state; nested ones are part of the outermost."""
        if self._connection.in_transaction:
            yield
            return
        with self._turns.reading():
            self._connection.execute("BEGIN")
            try:
                yield
            finally:
                self._connection.execute("COMMIT")

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Everything written inside is kept as a whole, or not at all where an exception passes."""
        with self._turns.writing():
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield
                self._connection.execute("COMMIT")
            except BaseException:
                if self._connection.in_transaction:
                    self._connection.execute("ROLLBACK")
                raise

    def _turn(self) -> AbstractContextManager[None]:
        return nullcontext() if self._connection.in_transaction else self._turns.reading()

    def close(self) -> None:
        """Let go of the database; idempotent."""
        self._connection.close()


class Database:
    """Where the store lives. It stays as long as this object is not closed.

    This storey keeps everything in the computer's memory: nothing is written to disk. `writer` belongs to
    the thread that made the database; `reader()` gives every other thread its own.
    """

    def __init__(self) -> None:
        self._address = f"file:/storno-{next(_SERIAL)}?vfs=memdb"
        self._turns = Turns()
        self.writer = Connection(self._address, _NEW, self._turns)
        self._bring_up_to_date()

    def reader(self) -> Connection:
        """A connection that can only read; made and closed by the thread that uses it."""
        return Connection(self._address, _READ, self._turns)

    def close(self) -> None:
        """Close the writer. What is in memory vanishes with the last reader."""
        self.writer.close()

    def _bring_up_to_date(self) -> None:
        version_row = self.writer.row("PRAGMA user_version")
        version = version_row[0] if version_row else 0
        if not isinstance(version, int) or version > len(STEPS):
            raise RuntimeError(f"the database is of a later version: {version}")
        for number, step in enumerate(STEPS[version:], start=version + 1):
            with self.writer.transaction():
                self.writer.run(step)
                self.writer.run(f"PRAGMA user_version = {number}")
