"""Every older version of the schema is brought up to date, with all that it holds."""

import hashlib
from dataclasses import replace
from pathlib import Path

import apsw
import pytest

from storno_desktop.domain.evidence import Source
from storno_desktop.domain.fingerprint import Fingerprint, Window
from storno_desktop.domain.listview import ListView
from storno_desktop.domain.local_copy import CopyTrouble
from storno_desktop.store.database import COPY, Connection, Database
from storno_desktop.store.details import CompanyNotes, DetailStore
from storno_desktop.store.folding import words_of
from storno_desktop.store.invoice_row import FIELDS, KEYS, values_of
from storno_desktop.store.invoices import InvoiceStore
from storno_desktop.store.place import place
from storno_desktop.store.reader import InvoiceReader
from storno_desktop.store.schema import STEPS
from storno_desktop.store.searched_text import spaced
from tests.unit.store.kept import COMPANY, NOON, TODAY, an_invoice, many_invoices
from tests.unit.store.test_file import KEY, opened

GIVEN_OUT = (
    "5720b1d4e3fbc1fd",
    "4dddca46728db80c",
    "aaf87280d9a06b4a",
    "d8f54051b5be168a",
    "b6548b42c63d7000",
    "caafc7e8dde37a6c",
)
"""The first 16 digits of the SHA-256 of each step that was given out."""

_PUT_TOGETHER = 5
"""The step that puts together from the rows what is searched and counted by days; the fixture writes rows alone."""


class AnOlderProgram:
    """What a program that knew only the first steps leaves behind."""

    def __init__(self, file: Path, steps: int) -> None:
        file.touch(mode=0o600)
        flags = apsw.SQLITE_OPEN_READWRITE
        self.connection = Connection(str(file), flags, key=KEY)
        self.connection.run("PRAGMA journal_mode=wal")
        self.connection.teach("words_of", words_of)
        self.connection.teach("spaced", spaced)
        for step in STEPS[:steps]:
            self.connection.run(step)
        self.connection.run(f"PRAGMA user_version = {steps}")

    def fill(self) -> None:
        """Two companies with invoices, by the statements of the first step alone."""
        self.connection.run(
            "INSERT INTO company (slot, id, revision, observed) VALUES (1, ?, 3, 7)", (COMPANY,)
        )
        rows = many_invoices(50)
        columns = f"place, company, observed, {FIELDS}, {KEYS}"
        marks = ", ".join("?" * len(columns.split(",")))
        by_age = enumerate(sorted(rows, key=lambda row: row.id), start=1)
        self.connection.run_many(
            f"INSERT INTO invoice ({columns}) VALUES ({marks})",  # noqa: S608
            [(place(1, row.issue_date.toordinal(), label), 1, 7, *values_of(row)) for label, row in by_age],
        )
        self.connection.run(
            "INSERT INTO tally SELECT company, direction, status_key, currency, coalesce(cancelled_day, 0), is_paid,"
            " count(*), sum(total_key) FILTER (WHERE NOT total_rounded), sum(total_rounded)"
            " FROM invoice GROUP BY 1, 2, 3, 4, 5, 6"
        )
        self.connection.run("INSERT INTO gone VALUES (1, 'went', 9)")

    def end(self) -> None:
        self.connection.close()


def test_no_step_that_was_given_out_is_ever_changed() -> None:
    marks = tuple(hashlib.sha256(step.encode()).hexdigest()[:16] for step in STEPS)
    assert marks == GIVEN_OUT, "add a new step instead, and its mark here"


@pytest.mark.parametrize("steps", range(len(STEPS) + 1))
def test_every_older_version_is_brought_up_to_date_with_all_it_holds(tmp_path: Path, steps: int) -> None:
    file = tmp_path / "old.store"
    older = AnOlderProgram(file, steps)
    if steps:
        older.fill()
    older.end()
    database = opened(file)
    reader = InvoiceReader(database)
    try:
        assert database.writer.row("PRAGMA user_version") == (len(STEPS),)
        assert _shape(database.writer) == _shape_of_a_new_one(tmp_path)
        if steps:
            rows = many_invoices(50)
            assert [reader.get(COMPANY, row.id) for row in rows] == rows
            assert len(reader.open(ListView(today=TODAY, direction=None), COMPANY)) == 50
            assert database.writer.rows("SELECT id FROM gone") == [("went",)]
        if 0 < steps < _PUT_TOGETHER:
            rows = many_invoices(50)
            everywhere = ListView(today=TODAY, direction=None, text="fct")
            assert len(reader.open(everywhere, COMPANY)) == 50
            assert InvoiceStore(database).windows(COMPANY).fingerprint(Window()) == Fingerprint.of_rows(rows)
            assert _days(database) == _days_of_a_new_one(tmp_path)
            inside = database.writer.rows("SELECT count(*) FROM names('antier')")
            assert inside == [(sum("ANTIER" in row.partner_name for row in rows),)]
        details = DetailStore(database)
        assert details.keep_part(COMPANY, an_invoice().id, Source.DETAIL, b"[1]", NOON)
        assert CompanyNotes(database).keep(COMPANY, "name", "text")
    finally:
        reader.close()
        database.close()


def test_a_step_that_fails_leaves_the_version_before_it(tmp_path: Path) -> None:
    file = tmp_path / "old.store"
    older = AnOlderProgram(file, 1)
    older.fill()
    older.end()
    broken = (STEPS[0], "CREATE TABLE half (a); INSERT INTO nowhere VALUES (1)")
    with pytest.raises(apsw.SQLError):
        Database.open(file, KEY, replace(COPY, steps=broken))
    database = opened(file)
    assert database.writer.row("SELECT count(*) FROM sqlite_schema WHERE name = 'half'") == (0,)
    assert database.writer.row("SELECT count(*) FROM invoice") == (50,)
    database.close()


def test_a_full_disk_during_a_step_leaves_the_version_before_it(
    tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    resource = pytest.importorskip("resource", reason="only POSIX limits the size of files")
    file = tmp_path / "old.store"
    older = AnOlderProgram(file, 1)
    older.fill()
    older.end()
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    request.addfinalizer(lambda: resource.setrlimit(resource.RLIMIT_FSIZE, before))
    resource.setrlimit(resource.RLIMIT_FSIZE, (4_096, before[1]))
    assert Database.open(file, KEY) in {CopyTrouble.FULL, CopyTrouble.DISK}
    resource.setrlimit(resource.RLIMIT_FSIZE, before)
    database = opened(file)
    assert database.writer.row("SELECT count(*) FROM invoice") == (50,)
    database.close()


def _days(database: Database) -> list[tuple[int, ...]]:
    return database.writer.rows("SELECT * FROM day ORDER BY company, day")


def _days_of_a_new_one(folder: Path) -> list[tuple[int, ...]]:
    fresh = opened(folder / "filled.store")
    try:
        InvoiceStore(fresh).put(COMPANY, many_invoices(50), NOON)
        return _days(fresh)
    finally:
        fresh.close()


def _shape(connection: Connection) -> list[tuple[str, ...]]:
    return connection.rows("SELECT type, name, sql FROM sqlite_schema ORDER BY name")


def _shape_of_a_new_one(folder: Path) -> list[tuple[str, ...]]:
    fresh = opened(folder / "new.store")
    try:
        return _shape(fresh.writer)
    finally:
        fresh.close()
