"""Rows are added one after the other, and whatever is done to the file behind its back is found and named."""

from __future__ import annotations

import json
import secrets
import shutil
from collections.abc import Iterator
from pathlib import Path

import apsw
import pytest

from storno_desktop.domain.journal_row import (
    NO_SEAL,
    ActState,
    Anchor,
    FaultyRow,
    JournalFault,
    JournalRow,
    seal_of,
)
from storno_desktop.domain.local_copy import CopyTrouble
from storno_desktop.store.journal import Journal, NotNext

KEY = secrets.token_bytes(32)
INVOICE = {"invoice": {"id": "inv-1", "number": "BRS0012"}}


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "j.journal"


@pytest.fixture
def journal(file: Path) -> Iterator[Journal]:
    opened = opened_in(file)
    yield opened
    opened.close()


def opened_in(file: Path, key: bytes = KEY) -> Journal:
    opened = Journal.open(file, key)
    assert isinstance(opened, Journal)
    return opened


def write(journal: Journal, *steps: tuple[str, ActState]) -> None:
    for act, state in steps:
        row = journal.add(act, state, INVOICE if state is ActState.PREPARED else {})
        assert isinstance(row, JournalRow), row


def acts(count: int) -> list[tuple[str, ActState]]:
    states = (ActState.PREPARED, ActState.SENT, ActState.CONFIRMED)
    return [(f"a{number}", state) for number in range(count) for state in states]


def tamper(file: Path, *statements: str) -> None:
    """What somebody with the key could do."""
    connection = apsw.Connection(str(file))
    connection.pragma("cipher", "chacha20")
    connection.pragma("key", f"raw:{KEY.hex()}")
    try:
        connection.execute("DROP TRIGGER row_is_never_changed; DROP TRIGGER row_is_never_removed")
        for statement in statements:
            connection.execute(statement)
    finally:
        connection.close()


# ------------------------------------------------------------------------------------------ adding


def test_rows_are_numbered_and_each_is_sealed_with_the_one_before(journal: Journal) -> None:
    write(journal, ("a", ActState.PREPARED), ("a", ActState.SENT))
    first, second = journal.rows()
    assert (first.number, second.number) == (1, 2)
    assert first.seal == seal_of(NO_SEAL, 1, first.told.encode())
    assert second.seal == seal_of(first.seal, 2, second.told.encode())
    assert journal.head() == Anchor(2, second.seal)
    assert journal.first_fault(journal.head()) is None


@pytest.mark.parametrize(
    ("before", "step"),
    [
        ([], ActState.SENT),
        ([], ActState.CONFIRMED),
        ([ActState.PREPARED], ActState.CONFIRMED),
        ([ActState.PREPARED], ActState.PREPARED),
        ([ActState.PREPARED, ActState.SENT], ActState.SENT),
        ([ActState.PREPARED, ActState.SENT], ActState.ABANDONED),
        ([ActState.PREPARED, ActState.SENT], ActState.NOT_DONE),
        ([ActState.PREPARED, ActState.SENT, ActState.CONFIRMED], ActState.UNKNOWN),
        ([ActState.PREPARED, ActState.ABANDONED], ActState.SENT),
    ],
)
def test_no_step_is_left_out_or_taken_twice(journal: Journal, before: list[ActState], step: ActState) -> None:
    write(journal, *(("a", state) for state in before))
    head = journal.head()
    assert journal.add("a", step, {}) == NotNext(before[-1] if before else None)
    assert journal.head() == head


def test_two_programs_never_take_the_same_step(file: Path, journal: Journal) -> None:
    other = opened_in(file)
    write(journal, ("a", ActState.PREPARED))
    assert isinstance(other.add("a", ActState.SENT, {}), JournalRow)
    assert journal.add("a", ActState.SENT, {}) == NotNext(ActState.SENT)
    assert isinstance(other.add("b", ActState.PREPARED, {}), JournalRow)
    assert isinstance(journal.add("a", ActState.UNKNOWN, {}), JournalRow)
    assert [row.number for row in other.rows()] == [1, 2, 3, 4]
    assert other.first_fault(None) is None
    other.close()


def test_nothing_is_ever_changed_or_removed_from_here(journal: Journal) -> None:
    write(journal, ("a", ActState.PREPARED))
    for statement in ("UPDATE row SET told = '{}'", "DELETE FROM row"):
        with pytest.raises(apsw.ConstraintError, match="only grows"):
            journal._connection.run(statement)


def test_it_is_there_again_and_only_with_its_key(file: Path, journal: Journal) -> None:
    write(journal, *acts(2))
    head = journal.head()
    journal.close()
    again = opened_in(file)
    assert again.head() == head
    again.close()
    assert Journal.open(file, secrets.token_bytes(32)) is CopyTrouble.DAMAGED


def test_no_text_stands_in_the_file(file: Path, journal: Journal) -> None:
    journal.add("a", ActState.PREPARED, {"reason": "Client greșit, se emite alta", "marker": "harmless"})
    for each in file.parent.iterdir():
        assert "greșit".encode() not in each.read_bytes()
        assert b"harmless" not in each.read_bytes()
    plain = file.parent / "plain"
    connection = apsw.Connection(str(plain))
    connection.execute("CREATE TABLE row (told TEXT)")
    connection.execute("INSERT INTO row VALUES (?)", (next(journal.rows()).told,))
    connection.close()
    assert b"harmless" in plain.read_bytes()


def copied(file: Path, *names: str) -> list[ActState]:
    """The steps that a copy of these files, as they are at this moment, holds."""
    place = file.parent / "copy"
    shutil.rmtree(place, ignore_errors=True)
    place.mkdir()
    for name in names:
        (place / name).write_bytes((file.parent / name).read_bytes())
    copy = opened_in(place / file.name)
    states = [row.state for row in copy.rows()]
    copy.close()
    return states


def test_a_row_is_in_the_files_when_it_is_written(file: Path, journal: Journal) -> None:
    """It outlives the program, whatever happens to it afterwards."""
    write(journal, ("a", ActState.PREPARED))
    assert copied(file, file.name, f"{file.name}-wal") == [ActState.PREPARED]


def test_what_is_about_to_be_sent_waits_for_the_disk_and_nothing_else_does(journal: Journal) -> None:
    told: list[str] = []

    def noted(_cursor: object, sql: str, _bindings: object) -> bool:
        told.append(sql)
        return True

    journal._connection._connection.exec_trace = noted
    for state in (ActState.PREPARED, ActState.SENT, ActState.CONFIRMED):
        told.clear()
        write(journal, ("a", state))
        level = [sql.partition("=")[2] for sql in told if sql.startswith("PRAGMA synchronous=")]
        assert level == (["full", "normal"] if state is ActState.SENT else [])
        if level:
            begun, ended = told.index("PRAGMA synchronous=full"), told.index("PRAGMA synchronous=normal")
            assert begun < told.index("BEGIN IMMEDIATE") < told.index("COMMIT") < ended
    assert journal._connection.row("PRAGMA synchronous") == (1,)


def test_all_of_it_is_brought_to_the_disk_when_that_is_asked_for(file: Path, journal: Journal) -> None:
    write(journal, *acts(1))
    assert copied(file, file.name) == []
    journal.bring_to_disk()
    assert copied(file, file.name) == [ActState.PREPARED, ActState.SENT, ActState.CONFIRMED]


def test_it_lives_in_memory_where_there_is_no_file() -> None:
    journal = Journal.open(None, None)
    assert isinstance(journal, Journal)
    write(journal, *acts(1))
    assert journal.head().number == 3
    journal.close()


# ----------------------------------------------------------------------------------------- finding


def test_acts_are_found_by_their_name_their_invoice_and_their_run(journal: Journal) -> None:
    write(journal, ("a", ActState.PREPARED), ("a", ActState.SENT))
    journal.add("b", ActState.PREPARED, {"invoice": {"id": "inv-2", "number": "X"}, "run": "r1"})
    write(journal, *acts(1))
    assert [each.act for each in journal.unfinished()] == ["a", "b"]
    assert [each.act for each in journal.unfinished_of("inv-1")] == ["a"]
    assert [each.act for each in journal.run_of("r1")] == ["b"]
    record = journal.act("a")
    assert record is not None
    assert record.state is ActState.SENT
    assert journal.act("z") is None
    assert [each.act for each in journal.acts_before(99, 9)] == ["a0", "b", "a"]
    assert [each.act for each in journal.acts_before(4, 1)] == ["b"]
    assert [each.act for each in journal.acts_before(3, 9)] == ["a"]
    assert journal.acts_before(1, 9) == ()


# ---------------------------------------------------------------------------------------- tampering

SWAP = (
    "UPDATE row SET number = -1 WHERE number = 2;"
    "UPDATE row SET number = 2 WHERE number = 6;"
    "UPDATE row SET number = 6 WHERE number = -1"
)
TAMPERED: list[tuple[str, FaultyRow]] = [
    (
        "UPDATE row SET told = replace(told, 'sent', 'refused') WHERE number = 5",
        FaultyRow(5, JournalFault.CHANGED),
    ),
    ("UPDATE row SET seal = lower(hex(randomblob(32))) WHERE number = 4", FaultyRow(4, JournalFault.CHANGED)),
    ("DELETE FROM row WHERE number = 3", FaultyRow(3, JournalFault.MISSING)),
    ("DELETE FROM row WHERE number = 1", FaultyRow(1, JournalFault.MISSING)),
    (SWAP, FaultyRow(2, JournalFault.CHANGED)),
    ("DELETE FROM row WHERE number > 7", FaultyRow(8, JournalFault.CUT_OFF)),
    ("DELETE FROM row", FaultyRow(1, JournalFault.CUT_OFF)),
]


@pytest.mark.parametrize(("statement", "fault"), TAMPERED, ids=lambda value: str(value)[:40])
def test_what_is_done_behind_its_back_is_found_and_named(
    file: Path, journal: Journal, statement: str, fault: FaultyRow
) -> None:
    write(journal, *acts(3))
    anchor = journal.head()
    journal.close()
    tamper(file, statement)
    again = opened_in(file)
    assert again.first_fault(anchor) == fault
    again.close()


def test_an_older_copy_that_was_written_on_is_found(file: Path, journal: Journal) -> None:
    write(journal, *acts(2))
    older = journal.head()
    journal.close()
    kept = {each: each.read_bytes() for each in file.parent.glob("j.journal*")}
    journal = opened_in(file)
    write(journal, ("x", ActState.PREPARED), ("x", ActState.SENT))
    anchor = journal.head()
    journal.close()
    for each in file.parent.glob("j.journal*"):
        each.unlink()
    for each, content in kept.items():
        each.write_bytes(content)
    journal = opened_in(file)
    assert journal.head() == older
    assert journal.first_fault(anchor) == FaultyRow(older.number + 1, JournalFault.CUT_OFF)
    write(journal, ("y", ActState.PREPARED), ("y", ActState.SENT), ("y", ActState.UNKNOWN))
    assert journal.first_fault(None) is None
    assert journal.first_fault(anchor) == FaultyRow(anchor.number, JournalFault.OTHER_PAST)
    journal.close()


def test_a_file_with_a_broken_page_is_found(file: Path, journal: Journal) -> None:
    fields = {"filler": "x" * 20_000}
    for number in range(20):
        journal.add(f"a{number}", ActState.PREPARED, fields)
    journal.close()
    content = bytearray(file.read_bytes())
    place = len(content) // 2
    content[place : place + 64] = bytes(64)
    file.write_bytes(content)
    again = opened_in(file)
    fault = again.first_fault(None)
    assert fault is not None
    assert fault.fault is JournalFault.UNREADABLE
    assert 1 <= fault.number <= 20
    assert again.trouble is CopyTrouble.DAMAGED
    again.close()


def test_what_is_told_is_json(journal: Journal) -> None:
    write(journal, ("a", ActState.PREPARED))
    told = json.loads(next(journal.rows()).told)
    assert told == {"format": 1, "act": "a", "state": "prepared", **INVOICE}


def test_a_full_disk_refuses_the_step_and_takes_it_later(
    journal: Journal, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(journal, ("a", ActState.PREPARED))

    def full(*_: object) -> None:
        raise apsw.FullError

    with monkeypatch.context() as patched:
        patched.setattr(journal._connection, "run", full)
        assert journal.add("a", ActState.SENT, {}) is CopyTrouble.FULL
    assert journal.head().number == 1
    assert isinstance(journal.add("a", ActState.SENT, {}), JournalRow)
