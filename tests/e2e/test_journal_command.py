"""`storno-desktop journal` as it is typed: exit codes, both forms, and the first bad row by its number."""

from __future__ import annotations

import asyncio
import csv
import io
import json
from pathlib import Path

import apsw
import pytest

from storno_desktop.__main__ import main
from storno_desktop.app.journal_command import main as journal_command
from storno_desktop.domain.journal_row import ActState, JournalRow
from storno_desktop.places import Places
from storno_desktop.service.journal_book import KEY_NOTE, JournalBook, JournalStanding
from storno_desktop.vault.secret_vault import SecretVault
from tests.e2e.programs import bare_environment, run_script
from tests.memory_ring import MemoryRing, installed

STEPS = (ActState.PREPARED, ActState.SENT, ActState.CONFIRMED)
FIRST = {
    "kind": "cancel",
    "invoice": {"id": "inv-1", "number": "BRS0001"},
    "reason": "=Client greșit\nse emite alta",
    "by": {"email": "a@b.ro", "server": "http://127.0.0.1:1", "user_id": "u", "name": ""},
    "company": {"id": "c", "name": "Brutăria", "cif": "1"},
}


def write(data: Path, acts: int = 2) -> str:
    """A journal of so many acts; its recovery code."""

    async def work() -> str:
        book = JournalBook(SecretVault(), Places.of(data).journal)
        assert await book.open() is JournalStanding.OPEN
        for number in range(acts):
            for state in STEPS:
                fields = {"at": "2026-11-22T19:00:00+02:00", **(FIRST if state is ActState.PREPARED else {})}
                assert isinstance(book.add(f"a{number}", state, fields), JournalRow)
        code = book.new_code
        await book.close()
        return code

    return asyncio.run(work())


def tamper(data: Path, ring: MemoryRing, statement: str) -> None:
    (file,) = Places.of(data).journal.glob("*.journal")
    key = next(secret for (_, name), secret in ring.secrets.items() if name == f"note: {KEY_NOTE}")
    connection = apsw.Connection(str(file))
    connection.pragma("cipher", "chacha20")
    connection.pragma("key", f"raw:{key}")
    connection.execute("DROP TRIGGER row_is_never_changed; DROP TRIGGER row_is_never_removed")
    connection.execute(statement)
    connection.close()


def test_an_intact_journal_is_said_to_be_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with installed(MemoryRing()):
        write(tmp_path)
        assert main(["journal", "verify", "--data-dir", str(tmp_path)]) == 0
        assert capsys.readouterr().out == "6 rows, each as it was written\n"
        assert main(["journal", "verify", "--json", "--data-dir", str(tmp_path)]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told == {"rows": 6, "intact": True, "anchored": True, "first_bad_row": None, "fault": None}


@pytest.mark.parametrize(
    ("statement", "row", "fault"),
    [
        ("UPDATE row SET told = replace(told, 'Brut', 'Prut') WHERE number = 4", 4, "changed"),
        ("DELETE FROM row WHERE number = 2", 2, "missing"),
        ("DELETE FROM row WHERE number > 4", 5, "cut_off"),
    ],
)
def test_the_first_bad_row_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], statement: str, row: int, fault: str
) -> None:
    ring = MemoryRing()
    with installed(ring):
        write(tmp_path)
        tamper(tmp_path, ring, statement)
        assert journal_command(["verify", "--json", "--data-dir", str(tmp_path)]) == 1
        told = json.loads(capsys.readouterr().out)
        assert (told["intact"], told["first_bad_row"], told["fault"]) == (False, row, fault)
        assert journal_command(["verify", "--data-dir", str(tmp_path)]) == 1
        assert f"row {row} " in capsys.readouterr().out
        # What can be read is still given out, and the fault said beside it.
        assert journal_command(["export", "--data-dir", str(tmp_path)]) == 1
        said = capsys.readouterr()
        assert json.loads(said.out)
        assert f"row {row} " in said.err


def test_all_rows_are_given_out_in_both_forms(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with installed(MemoryRing()):
        write(tmp_path)
        assert journal_command(["export", "--data-dir", str(tmp_path)]) == 0
        told = json.loads(capsys.readouterr().out)
        assert journal_command(["export", "--csv", "--data-dir", str(tmp_path)]) == 0
        table = list(csv.DictReader(io.StringIO(capsys.readouterr().out, newline="")))
    assert [each["number"] for each in told] == list(range(1, 7))
    assert [each["told"]["state"] for each in told[:3]] == [state.value for state in STEPS]
    assert [each["state"] for each in table] == [state.value for state in STEPS] * 2
    assert {each["invoice"] for each in table} == {"BRS0001"}
    assert table[0]["reason"] == "'=Client greșit se emite alta"  # no formula, one line


def test_a_lost_key_is_said_and_the_code_opens_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    with installed(MemoryRing()):
        code = write(tmp_path)
    with installed(MemoryRing()):
        assert journal_command(["verify", "--data-dir", str(tmp_path)]) == 3
        assert "--code" in capsys.readouterr().err
        monkeypatch.setattr("sys.stdin", io.StringIO(code + "\n"))
        assert journal_command(["verify", "--code", "--data-dir", str(tmp_path)]) == 0


def test_words_that_are_not_understood_end_with_2(tmp_path: Path) -> None:
    environment = bare_environment(tmp_path / "home")
    for words in (["journal"], ["journal", "mend"], ["journal", "verify", "--csv"]):
        ended = run_script(*words, environment=environment)
        assert ended.returncode == 2
        assert "usage" in ended.stderr
    ended = run_script("journal", "verify", "--data-dir", str(tmp_path / "nothing"), environment=environment)
    assert ended.returncode == 3
    assert "no journal" in ended.stderr
    assert not (tmp_path / "nothing").exists()
