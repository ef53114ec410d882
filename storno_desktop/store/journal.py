"""The journal's rows on disk: added one after the other, never changed, each sealed with all before it."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import nullcontext
from dataclasses import dataclass
from pathlib import Path

from storno_desktop.domain.act_record import ActRecord, record_of
from storno_desktop.domain.journal_row import (
    NEXT,
    UNFINISHED,
    ActState,
    Anchor,
    FaultyRow,
    JournalFault,
    JournalRow,
    looked_through,
    seal_of,
    told_of,
)
from storno_desktop.domain.local_copy import CopyTrouble
from storno_desktop.store.database import Connection, Database, DatabaseForm
from storno_desktop.store.kept_requests import KeptRequests
from storno_desktop.store.run_plans import RunPlans
from storno_desktop.store.trouble import WriteRefused

_STEPS = (
    """
    CREATE TABLE row (
        number INTEGER PRIMARY KEY,
        told TEXT NOT NULL,
        seal TEXT NOT NULL,
        act TEXT GENERATED ALWAYS AS (told ->> '$.act') VIRTUAL,
        state TEXT GENERATED ALWAYS AS (told ->> '$.state') VIRTUAL,
        invoice TEXT GENERATED ALWAYS AS (told ->> '$.invoice.id') VIRTUAL,
        run TEXT GENERATED ALWAYS AS (told ->> '$.run') VIRTUAL
    ) STRICT;
    CREATE INDEX row_by_act ON row (act, number, state);
    CREATE INDEX row_by_invoice ON row (invoice, act) WHERE invoice IS NOT NULL;
    CREATE INDEX row_by_run ON row (run, act) WHERE run IS NOT NULL;
    CREATE TRIGGER row_is_never_changed BEFORE UPDATE ON row
        BEGIN SELECT RAISE(ABORT, 'the journal only grows'); END;
    CREATE TRIGGER row_is_never_removed BEFORE DELETE ON row
        BEGIN SELECT RAISE(ABORT, 'the journal only grows'); END;
    """,
    # Beside the journal and no part of it: see `RunPlans`.
    "CREATE TABLE plan (run TEXT PRIMARY KEY, told TEXT NOT NULL) STRICT, WITHOUT ROWID;",
    # The same: see `KeptRequests`.
    """
    CREATE TABLE request (nonce TEXT PRIMARY KEY, told TEXT NOT NULL) STRICT, WITHOUT ROWID;
    CREATE TABLE trusted (server TEXT NOT NULL, person TEXT NOT NULL, email TEXT NOT NULL, key TEXT NOT NULL) STRICT;
    CREATE INDEX trusted_by_server ON trusted (server);
    """,
    # Restores are few among many acts.
    """
    ALTER TABLE row ADD COLUMN kind TEXT GENERATED ALWAYS AS (told ->> '$.kind') VIRTUAL;
    CREATE INDEX row_of_restore ON row (invoice) WHERE kind = 'restore';
    """,
)

JOURNAL = DatabaseForm(
    _STEPS,
    first_pragmas=("page_size=16384",),
    pragmas=("synchronous=normal", "wal_autocheckpoint=256"),
)

_UNFINISHED = ", ".join(f"'{state.value}'" for state in sorted(UNFINISHED, key=lambda each: each.value))
_ALL = "SELECT number, told, seal FROM row ORDER BY number"
_ALL_AS_BYTES = "SELECT number, CAST(told AS BLOB), seal FROM row ORDER BY number"


@dataclass(frozen=True, slots=True)
class NotNext:
    """The act has come to another step meanwhile (None: it is not known): what was to be added does not follow it."""

    state: ActState | None


class Journal:
    """The one writer of the journal in this program; belongs to the thread that made it.

    Without a file it lives in memory and ends with the program.
    """

    def __init__(self, database: Database) -> None:
        self._database = database
        self._connection: Connection = database.writer
        self.plans = RunPlans(self._connection)
        self.requests = KeptRequests(self._connection)

    @classmethod
    def open(cls, file: Path | None, key: bytes | None) -> "Journal | CopyTrouble":
        """The journal in this file, begun where there is none; or why it cannot be used."""
        if file is None or key is None:
            return cls(Database(form=JOURNAL))
        database = Database.open(file, key, JOURNAL)
        return database if isinstance(database, CopyTrouble) else cls(database)

    @property
    def trouble(self) -> CopyTrouble | None:
        """What turned out to be wrong with the file since it was opened."""
        return self._database.health.trouble

    def add(
        self, act: str, state: ActState, fields: Mapping[str, object]
    ) -> JournalRow | NotNext | CopyTrouble:
        """Add one step of an act. One that is about to be SENT is on the disk when this returns, with all before it.

        The others outlive the program at once and a power failure a little later (`bring_to_disk`): what such a
        failure takes of them leaves an act that was only prepared, or one whose outcome is read from the server.
        Which step may follow is checked together with the writing, so that of two programs only one adds it.
        """
        connection = self._connection
        self._database.health.recover()  # a full disk may have room again: each step is tried
        told = told_of(act, state, fields)
        waits = connection.waiting_for_disk() if state is ActState.SENT else nullcontext()
        try:
            with waits, connection.transaction():
                last = connection.row(
                    "SELECT state FROM row WHERE act = ? ORDER BY number DESC LIMIT 1", (act,)
                )
                before = None if last is None else ActState(last[0])
                if state not in NEXT[before]:
                    return NotNext(before)
                head = self.head()
                row = JournalRow(head.number + 1, told, seal_of(head.seal, head.number + 1, told.encode()))
                connection.run(
                    "INSERT INTO row (number, told, seal) VALUES (?, ?, ?)", (row.number, row.told, row.seal)
                )
        except WriteRefused as refused:
            return refused.trouble
        return row

    def bring_to_disk(self) -> None:
        """All rows so far outlive a power failure from here on."""
        self._connection.row("PRAGMA wal_checkpoint(passive)")  # which brings the log to the disk first

    def head(self) -> Anchor:
        """The last row."""
        found = self._connection.row("SELECT number, seal FROM row ORDER BY number DESC LIMIT 1")
        return Anchor() if found is None else Anchor(found[0], found[1])

    def act(self, act: str) -> ActRecord | None:
        """All of one act."""
        rows = self._connection.rows(
            "SELECT number, told, seal FROM row WHERE act = ? ORDER BY number", (act,)
        )
        return record_of(JournalRow(*each) for each in rows) if rows else None

    def unfinished(self) -> tuple[ActRecord, ...]:
        """The acts that have come to no end, oldest first: prepared, sent, or with an open outcome."""
        began = self._connection.rows(
            f"SELECT act FROM row GROUP BY act HAVING MAX(state NOT IN ({_UNFINISHED})) = 0 ORDER BY MIN(number)"  # noqa: S608
        )
        return self._records(act for (act,) in began)

    def unfinished_of(self, invoice_id: str) -> tuple[ActRecord, ...]:
        """The same for one invoice of any server."""
        return tuple(record for record in self.acts_on(invoice_id) if record.state in UNFINISHED)

    def acts_on(self, invoice_id: str) -> tuple[ActRecord, ...]:
        """The acts on one invoice of any server, oldest first."""
        began = self._connection.rows(
            "SELECT DISTINCT act FROM row WHERE invoice = ? ORDER BY number", (invoice_id,)
        )
        return self._records(act for (act,) in began)

    def restored(self) -> tuple[str, ...]:
        """The ids of the invoices that anybody meant to restore."""
        found = self._connection.rows(
            "SELECT DISTINCT invoice FROM row WHERE kind = 'restore' AND invoice IS NOT NULL ORDER BY invoice"
        )
        return tuple(invoice for (invoice,) in found)

    def run_of(self, run: str) -> tuple[ActRecord, ...]:
        """The acts of one run of many, in their order."""
        began = self._connection.rows("SELECT DISTINCT act FROM row WHERE run = ? ORDER BY number", (run,))
        return self._records(act for (act,) in began)

    def acts_before(self, number: int, count: int) -> tuple[ActRecord, ...]:
        """Up to `count` acts that began before the row of this number, the newest first."""
        # Every act begins with a row that names its invoice.
        began = self._connection.rows(
            "SELECT act FROM row WHERE number < ? AND invoice IS NOT NULL ORDER BY number DESC LIMIT ?",
            (number, count),
        )
        return self._records(act for (act,) in began)

    def rows(self) -> Iterator[JournalRow]:
        """Every row, oldest first, read as it is asked for; not while something is added."""
        with self._connection.snapshot():
            stream = self._connection.stream(_ALL)
            try:
                for number, told, seal in stream:
                    yield JournalRow(number, told, seal)
            finally:
                stream.close()

    def first_fault(self, anchor: Anchor | None) -> FaultyRow | None:
        """The first row that is not as it was sealed, or not as the anchor knows it; None where all is well."""
        return fault_of(self._connection, anchor)

    def reader(self) -> Connection:
        """A connection of its own for a thread that looks through all of it."""
        return self._database.reader()

    def close(self) -> None:
        """Let go of the file."""
        self._database.close()

    # -------------------------------------------------------------------------------------- inside

    def _records(self, acts: Iterable[str]) -> tuple[ActRecord, ...]:
        found = (self.act(each) for each in acts)
        return tuple(record for record in found if record is not None)


def fault_of(connection: Connection, anchor: Anchor | None) -> FaultyRow | None:
    """See `Journal.first_fault`; through any connection to the file."""
    with connection.snapshot():
        # As bytes: making text of each row would cost more than hashing it.
        stream = connection.stream(_ALL_AS_BYTES)
        try:
            fault, good = looked_through(stream, anchor)
        finally:
            stream.close()
    if connection.health.trouble is not None:
        return FaultyRow(good + 1, JournalFault.UNREADABLE)
    return fault
