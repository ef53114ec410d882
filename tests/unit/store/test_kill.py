"""Killed at any moment of writing, the store is whole at the next start, holds all that was said to be written,
and goes on."""

import random
import subprocess
import sys
from itertools import islice
from pathlib import Path

import pytest

from storno_desktop.domain.listview import ListView
from storno_desktop.store.database import Database
from storno_desktop.store.details import CompanyNotes
from storno_desktop.store.invoices import InvoiceStore
from storno_desktop.store.reader import InvoiceReader
from tests.unit.store.kept import COMPANY, TODAY
from tests.unit.store.test_file import opened
from tests.unit.store.writing_program import coming, gone

ROOT = Path(__file__).parents[3]


def written_until_killed(file: Path, begin: int, chance: random.Random) -> int:
    """The last round that the program told of before it was killed, at some moment after it told of another."""
    program = subprocess.Popen(
        [sys.executable, "-m", "tests.unit.store.writing_program", str(file), str(begin)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        assert program.stdout is not None
        lines = list(islice(program.stdout, chance.randrange(1, 12)))
        for _ in range(chance.randrange(200_000)):  # into the middle of a round: no clock is asked
            pass
    finally:
        program.kill()
        rest, _ = program.communicate(timeout=60)
    lines += rest.splitlines(keepends=True)
    return int([line for line in lines if line.endswith("\n")][-1])


def assert_whole(database: Database) -> None:
    """Pages, rows, figures and search agree with each other."""
    assert database.writer.rows("PRAGMA integrity_check") == [("ok",)]
    rows = database.writer.rows("SELECT place, number FROM invoice")
    assert database.writer.row("SELECT coalesce(sum(invoices), 0) FROM tally") == (len(rows),)
    counted = database.writer.rows(
        "SELECT status_key, count(*), sum(total_key) FROM invoice GROUP BY 1 ORDER BY 1"
    )
    assert counted == database.writer.rows(
        "SELECT status_key, sum(invoices), sum(total) FROM tally GROUP BY 1 HAVING sum(invoices) ORDER BY 1"
    )
    places = {place for place, _ in rows}
    assert {place for (place,) in database.writer.rows("SELECT rowid FROM numbers('\"  r  0\"')")} == places
    assert {place for (place,) in database.writer.rows("SELECT rowid FROM names('\"lfa  pro\"')")} == places
    assert database.writer.row("SELECT coalesce(sum(invoices), 0) FROM day") == (len(rows),)


def assert_holds(database: Database, last: int) -> None:
    """Everything up to the round that was told of last."""
    known = InvoiceStore(database).known_ids(COMPANY)
    for step in range(last + 1):
        missing = {row.id for row in coming(step)} - set(gone(step)) - known
        assert not missing, (step, missing)
        if step < last:
            assert known.isdisjoint(gone(step))
    assert int(CompanyNotes(database).find(COMPANY, "round") or -1) >= last
    reader = InvoiceReader(database)
    assert len(reader.open(ListView(today=TODAY, direction=None), COMPANY)) == len(known)
    reader.close()


def kill_and_look(file: Path, times: int, seed: int) -> None:
    chance, begin = random.Random(seed), 0  # noqa: S311
    for _ in range(times):
        last = written_until_killed(file, begin, chance)
        database = opened(file)
        try:
            assert_whole(database)
            assert_holds(database, last)
        finally:
            database.close()
        begin = last + 1  # the round in which it was killed is repeated, as a synchronisation does


def test_a_program_killed_five_times_loses_nothing_that_was_written(tmp_path: Path) -> None:
    kill_and_look(tmp_path / "one.store", 5, seed=1)


@pytest.mark.long
def test_a_program_killed_a_hundred_times_loses_nothing_that_was_written(tmp_path: Path) -> None:
    kill_and_look(tmp_path / "one.store", 100, seed=2)
