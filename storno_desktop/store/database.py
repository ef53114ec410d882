"""The database: one writer, readers with connections of their own, and a schema that is brought up to date."""

import os
from array import array
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass, field
from itertools import chain, count
from pathlib import Path
from typing import Any, Protocol

import apsw

from storno_desktop.domain.local_copy import CopyTrouble
from storno_desktop.store.folding import words_of
from storno_desktop.store.schema import STEPS
from storno_desktop.store.searched_text import spaced
from storno_desktop.store.trouble import NewerSchema, WriteRefused, trouble_of
from storno_desktop.store.turns import Turns

Row = tuple[Any, ...]
"""A row as the database gives it; the statement beside the call says what stands in it."""
Bindings = Sequence[Any]

KEY_BYTES = 32
"""A key is so many random bytes; it is used as it is, so that no start waits for a key to be derived."""

_WAIT_MS = 10_000
_SERIAL = count(1)
_NEW = apsw.SQLITE_OPEN_READWRITE | apsw.SQLITE_OPEN_CREATE | apsw.SQLITE_OPEN_URI
_READ = apsw.SQLITE_OPEN_READONLY | apsw.SQLITE_OPEN_URI
_PRAGMAS = ("temp_store=memory", "mmap_size=0", "cache_size=-16384", "trusted_schema=off")


@dataclass(frozen=True, slots=True)
class DatabaseForm:
    """What kind of database a file holds.

    `steps` lead to the present schema, one number each; `functions` of one text are what they call;
    `first_pragmas` are for a file that is just begun, `pragmas` for every one.
    """

    steps: tuple[str, ...]
    functions: Mapping[str, Callable[[str], str]] = field(default_factory=dict)
    first_pragmas: tuple[str, ...] = ()
    pragmas: tuple[str, ...] = ()


COPY = DatabaseForm(
    STEPS,
    functions={"words_of": words_of, "spaced": spaced},
    # A file can give single pages back only if it was begun so.
    first_pragmas=("auto_vacuum=incremental",),
    # Few checkpoints: a page that is written again and again goes into the file once.
    pragmas=("synchronous=normal", "wal_autocheckpoint=4000", f"journal_size_limit={16 * 1024 * 1024}"),
)
"""A local copy of a company: what is lost with the power is read again from the server."""


def among(keys: "array[int]") -> Any:
    """Many keys (at least one) as one binding, for `IN carray(?)`."""
    return apsw.carray(keys)


class Health:
    """What is known to be wrong with a database on disk; shared by all its connections, on any thread.

    Once something is wrong nothing is written any more until `recover` is called: a later success would
    hide that something before it was lost.
    """

    def __init__(self) -> None:
        self.trouble: CopyTrouble | None = None

    def note(self, trouble: CopyTrouble) -> None:
        """Damage is never replaced by a lesser trouble."""
        if self.trouble is not CopyTrouble.DAMAGED:
            self.trouble = trouble

    def recover(self) -> None:
        """Let writing be tried again."""
        self.trouble = None


class Connection:
    """One thread's way into the database. Made in the thread that uses it, and closed there.

    Once a file turns out to be unreadable, questions to it are answered with nothing, and `health` says so.
    A connection that was closed knows nothing either.
    """

    def __init__(
        self,
        address: str,
        flags: int,
        turns: Turns | None = None,
        key: bytes | None = None,
        health: Health | None = None,
    ) -> None:
        self.health = health or Health()
        self._turns = turns
        self._may_fail = health is not None
        self._is_open = True
        self._writing = False
        self._connection = apsw.Connection(address, flags=flags, statementcachesize=200)
        try:
            if key is not None:
                self._connection.pragma("cipher", "chacha20")
                self._connection.pragma("key", f"raw:{key.hex()}")
            self._connection.set_busy_timeout(_WAIT_MS)
            for pragma in _PRAGMAS:
                self._connection.execute(f"PRAGMA {pragma}")
        except BaseException:
            self._connection.close()
            raise

    def rows(self, sql: str, bindings: Bindings = ()) -> list[Row]:
        """All rows of the answer."""
        if not self._is_open:
            return []
        try:
            with self._turn():
                return self._connection.execute(sql, bindings).fetchall()
        except apsw.InterruptError:
            return []
        except apsw.Error as error:
            self._survive(error)
            return []

    def row(self, sql: str, bindings: Bindings = ()) -> Row | None:
        """The first row of the answer, None for none."""
        if not self._is_open:
            return None
        try:
            with self._turn():
                cursor = self._connection.execute(sql, bindings)
                found: Row | None = cursor.fetchone()
                cursor.close()
        except apsw.InterruptError:
            return None
        except apsw.Error as error:
            self._survive(error)
            return None
        return found

    def column(self, sql: str, bindings: Bindings = ()) -> "array[int]":
        """The whole numbers that the answer consists of, one a row: eight bytes for each, however many there are."""
        if not self._is_open:
            return array("q")
        try:
            with self._turn():
                return array("q", chain.from_iterable(self._connection.execute(sql, bindings)))
        except apsw.InterruptError:
            return array("q")
        except apsw.Error as error:
            self._survive(error)
            return array("q")

    def stream(self, sql: str, bindings: Bindings = ()) -> "Stream":
        """The rows of the answer as they are found; only within a snapshot, and closed there."""
        return Stream(self._stream(sql, bindings))

    def run(self, sql: str, bindings: Bindings = ()) -> None:
        """Carry out one statement (or several without bindings)."""
        self._connection.execute(sql, bindings).close()

    def run_many(self, sql: str, bindings: Sequence[Bindings]) -> None:
        """Carry out one statement for each set of bindings."""
        self._connection.executemany(sql, bindings).close()

    def teach(self, name: str, function: Callable[..., str]) -> None:
        """Let statements call a function of one text by this name."""
        self._connection.create_scalar_function(name, function, 1, deterministic=True)

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """Everything read inside sees one and the same state; nested ones are part of the outermost."""
        if not self._is_open or self._is_in_transaction():
            yield
            return
        with self._reading():
            self._connection.execute("BEGIN")
            try:
                yield
            finally:
                self._end_snapshot()

    @contextmanager
    def waiting_for_disk(self) -> Iterator[None]:
        """What is written inside, and all before it, outlives a power failure once its transaction has ended."""
        self.row("PRAGMA synchronous=full")
        try:
            yield
        finally:
            self.row("PRAGMA synchronous=normal")

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Everything written inside is kept as a whole, or not at all where an exception passes.

        Raises WriteRefused where the disk does not take it, now or since an earlier refusal.
        """
        if self.health.trouble is not None:
            raise WriteRefused(self.health.trouble)
        with nullcontext() if self._turns is None else self._turns.writing():
            self._writing = True
            try:
                self._connection.execute("BEGIN IMMEDIATE")
                yield
                self._connection.execute("COMMIT")
            except BaseException as error:
                self._roll_back()
                trouble = self._trouble(error)
                if trouble is None:
                    raise
                self.health.note(trouble)
                raise WriteRefused(trouble) from error
            finally:
                self._writing = False

    def rewrite(self) -> None:
        """Write the whole database anew, without room that holds nothing; it passes through memory.

        Raises WriteRefused where the disk does not take it.
        """
        if self.health.trouble is not None:
            raise WriteRefused(self.health.trouble)
        try:
            self._connection.execute("VACUUM")
        except apsw.Error as error:
            trouble = self._trouble(error)
            if trouble is None:
                raise
            self.health.note(trouble)
            raise WriteRefused(trouble) from error

    def interrupt(self) -> None:
        """End what another thread is asking through this connection: it gets no answer."""
        if self._is_open:
            self._connection.interrupt()

    def close(self) -> None:
        """Let go of the database; idempotent."""
        self._is_open = False
        self._connection.close()

    # -------------------------------------------------------------------------------------- inside

    def _turn(self) -> AbstractContextManager[None]:
        return nullcontext() if self._is_in_transaction() else self._reading()

    def _is_in_transaction(self) -> bool:
        return self._is_open and self._connection.in_transaction

    def _reading(self) -> AbstractContextManager[None]:
        return nullcontext() if self._turns is None else self._turns.reading()

    def _stream(self, sql: str, bindings: Bindings) -> Iterator[Row]:
        if not self._is_open:
            return
        try:
            cursor = self._connection.execute(sql, bindings)
            try:
                yield from cursor
            finally:
                cursor.close()
        except apsw.InterruptError:
            return
        except apsw.Error as error:
            self._survive(error)

    def _end_snapshot(self) -> None:
        try:
            if self._is_in_transaction():
                self._connection.execute("COMMIT")
        except apsw.Error as error:  # nothing was written: what is wrong was wrong with the reading
            self._roll_back()
            self._survive(error)

    def _roll_back(self) -> None:
        try:
            if self._is_in_transaction():
                self._connection.execute("ROLLBACK")
        except apsw.Error as error:
            if self._trouble(error) is None:
                raise

    def _survive(self, error: apsw.Error) -> None:
        """Note what is wrong with the file; what is no trouble of a file's is raised on."""
        trouble = self._trouble(error)
        if trouble is None or self._writing:
            raise error
        self.health.note(trouble)

    def _trouble(self, error: BaseException) -> CopyTrouble | None:
        if not self._may_fail or not isinstance(error, apsw.Error):
            return None
        return trouble_of(error, self._connection.system_errno if self._is_open else 0)


class Stream:
    """Rows one after the other, until it is closed."""

    def __init__(self, rows: Iterator[Row]) -> None:
        self._rows = rows

    def __iter__(self) -> Iterator[Row]:
        return self._rows

    def __next__(self) -> Row:
        return next(self._rows)

    def close(self) -> None:
        """Ask for no more."""
        close = getattr(self._rows, "close", None)
        if close is not None:
            close()


class Readers(Protocol):
    """One thread's connections for reading, each found by the company that is asked about."""

    def of(self, company_id: str) -> Connection:
        """The connection to where this company is kept."""

    def interrupt(self) -> None:
        """End what is being asked through any of them."""

    def close(self) -> None:
        """Let go of all of them."""


class Databases(Protocol):
    """Where companies are kept: one database for all, or one for each."""

    def writer_of(self, company_id: str) -> Connection:
        """The one connection that writes this company's rows."""

    def readers(self) -> Readers:
        """Connections of its own for the thread that asks."""


class Database:
    """Where the store lives: without `file` in the computer's memory, where it stays as long as this object
    is not closed; else in that file, encrypted page by page with `key` (KEY_BYTES random bytes).

    `writer` belongs to the thread that made the database; `reader()` gives every other thread its own. In a
    file readers never wait for the writer: each sees the state before the transaction under way.
    """

    def __init__(self, file: Path | None = None, key: bytes | None = None, form: DatabaseForm = COPY) -> None:
        if file is not None and (key is None or len(key) != KEY_BYTES):
            raise ValueError("a file needs a key")  # without one it would lie there open to anybody
        self.file = file
        self._key = key
        self._form = form
        self.health = Health()
        if file is None:
            self._address = f"file:/storno-{next(_SERIAL)}?vfs=memdb"
            self._turns: Turns | None = Turns()
        else:
            _make_private(file)
            self._address, self._turns = str(file), None
        self.writer = self._connect(_NEW if file is None else apsw.SQLITE_OPEN_READWRITE)
        try:
            self._bring_up_to_date()
        except BaseException:
            self.writer.close()
            raise

    @classmethod
    def open(cls, file: Path, key: bytes, form: DatabaseForm = COPY) -> "Database | CopyTrouble":
        """The database in this file, made where there is none; or why it cannot be used.

        A file of a later version is left as it is.
        """
        try:
            return cls(file, key, form)
        except WriteRefused as refused:
            return refused.trouble
        except (apsw.Error, OSError, NewerSchema) as error:
            trouble = trouble_of(error)
            if trouble is None:
                raise
            return trouble

    def reader(self) -> Connection:
        """A connection that can only read; made and closed by the thread that uses it."""
        return self._connect(_READ if self.file is None else apsw.SQLITE_OPEN_READONLY)

    def writer_of(self, company_id: str) -> Connection:  # noqa: ARG002  one for all companies
        """The writer, whichever company."""
        return self.writer

    def readers(self) -> Readers:
        """One connection for all companies."""
        return _OneReader(self.reader())

    def close(self) -> None:
        """Close the writer. What is in memory vanishes with the last reader."""
        self.writer.close()

    # -------------------------------------------------------------------------------------- inside

    def _connect(self, flags: int) -> Connection:
        return Connection(
            self._address, flags, self._turns, self._key, None if self.file is None else self.health
        )

    def _bring_up_to_date(self) -> None:
        writer, form = self.writer, self._form
        version = _version(writer)
        if version > len(form.steps):
            raise NewerSchema(f"the database is of a later version: {version}")
        if self.file is not None:
            if version == 0:
                for pragma in form.first_pragmas:
                    writer.run(f"PRAGMA {pragma}")
            writer.run("PRAGMA journal_mode=wal")
            for pragma in form.pragmas:
                writer.run(f"PRAGMA {pragma}")
        if version < len(form.steps):
            for name, function in form.functions.items():
                writer.teach(name, function)
        for number, step in enumerate(form.steps[version:], start=version + 1):
            with writer.transaction():
                if _version(writer) < number:  # another program may just have done it
                    writer.run(step)
                    writer.run(f"PRAGMA user_version = {number}")


class _OneReader:
    """The same connection for every company."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def of(self, company_id: str) -> Connection:  # noqa: ARG002
        return self._connection

    def interrupt(self) -> None:
        self._connection.interrupt()

    def close(self) -> None:
        self._connection.close()


def _version(connection: Connection) -> int:
    found = connection.row("PRAGMA user_version")
    if connection.health.trouble is not None:
        raise WriteRefused(connection.health.trouble)
    if found is None or not isinstance(found[0], int):
        raise RuntimeError("a database without a version")
    return found[0]


def _make_private(file: Path) -> None:
    """The file, for this person alone; its companions (-wal, -shm) get the same mode from the library."""
    missing = [each for each in (file.parent, *file.parent.parents) if not each.exists()]
    for folder in reversed(missing):
        folder.mkdir(mode=0o700, exist_ok=True)
    try:
        os.close(os.open(file, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600))
    except FileExistsError:
        if file.stat().st_mode & 0o077 and os.name == "posix":
            file.chmod(0o600)
