"""The journal's key lies in the keyring or under a passphrase; without either nothing is written."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path

import pytest
from keyring.backends import fail

from storno_desktop.domain.journal_row import ActState, FaultyRow, JournalFault, JournalRow
from storno_desktop.service.journal_book import KEY_NOTE, JournalBook, JournalStanding
from storno_desktop.service.store_key import CODE_GROUPS, key_of_recovery_code, recovery_code_of
from storno_desktop.vault.secret_vault import SecretVault
from tests.memory_ring import MemoryRing, installed

OPEN = JournalStanding.OPEN
PASSPHRASE = "trei pisici pe acoperiș"


@pytest.fixture
def ring() -> Iterator[MemoryRing]:
    kept = MemoryRing()
    with installed(kept):
        yield kept


@pytest.fixture
def no_ring() -> Iterator[None]:
    with installed(fail.Keyring()):  # type: ignore[no-untyped-call]
        yield


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "journal"


def with_book(folder: Path, work: Callable[[JournalBook], Awaitable[None]]) -> None:
    """One program's time with its journal."""

    async def run() -> None:
        book = JournalBook(SecretVault(), folder)
        await work(book)
        await book.close()

    asyncio.run(run())


def write(book: JournalBook, act: str) -> None:
    assert isinstance(book.add(act, ActState.PREPARED, {}), JournalRow)


# ----------------------------------------------------------------------------------------- keyring


def test_it_is_begun_once_and_there_again_at_the_next_start(ring: MemoryRing, folder: Path) -> None:
    async def first(book: JournalBook) -> None:
        assert await book.open() is OPEN
        assert await book.open() is OPEN
        write(book, "a")
        assert len(book.new_code.split("-")) == CODE_GROUPS
        book.code_is_kept()
        assert book.new_code == ""

    async def second(book: JournalBook) -> None:
        assert await book.open() is OPEN
        assert book.new_code == ""  # it is shown once
        assert book.journal is not None
        assert book.journal.head().number == 1
        assert await book.verify() is None

    with_book(folder, first)
    with_book(folder, second)
    (file,) = folder.glob("*.journal")
    assert file.stat().st_mode & 0o077 == 0
    assert folder.stat().st_mode & 0o077 == 0


def test_the_head_stands_in_the_keyring_and_betrays_a_missing_file(ring: MemoryRing, folder: Path) -> None:
    async def first(book: JournalBook) -> None:
        await book.open()
        write(book, "a")
        write(book, "b")

    async def without_its_file(book: JournalBook) -> None:
        assert await book.open() is OPEN
        assert await book.verify() == FaultyRow(1, JournalFault.CUT_OFF)

    with_book(folder, first)
    for each in folder.glob("*.journal*"):
        each.unlink()
    with_book(folder, without_its_file)


def test_a_keyring_that_lost_the_key_is_told_and_the_code_brings_it_back(
    ring: MemoryRing, folder: Path
) -> None:
    codes: list[str] = []

    async def first(book: JournalBook) -> None:
        await book.open()
        write(book, "a")
        codes.append(book.new_code)

    async def second(book: JournalBook) -> None:
        await book._vault.forget_note(KEY_NOTE)
        assert await book.open() is JournalStanding.KEY_LOST
        assert book.add("b", ActState.PREPARED, {}) is JournalStanding.KEY_LOST
        wrong = ("B" if codes[0][0] == "A" else "A") + codes[0][1:]
        assert await book.open_with_code(wrong) is JournalStanding.KEY_LOST
        assert await book.open_with_code(codes[0].lower().replace("-", " ")) is OPEN
        assert book.journal is not None
        assert book.journal.head().number == 1

    async def third(book: JournalBook) -> None:
        assert await book.open() is OPEN

    for each in (first, second, third):
        with_book(folder, each)


def test_another_journal_can_be_begun_beside_one_that_nobody_can_open(ring: MemoryRing, folder: Path) -> None:
    async def first(book: JournalBook) -> None:
        await book.open()
        write(book, "a")

    async def second(book: JournalBook) -> None:
        await book._vault.forget_note(KEY_NOTE)
        assert await book.open() is JournalStanding.KEY_LOST
        assert await book.begin_anew() is OPEN
        assert book.new_code
        assert await book.verify() is None
        write(book, "b")

    async def third(book: JournalBook) -> None:
        assert await book.open() is OPEN
        assert book.journal is not None
        assert [row.act for row in book.journal.rows()] == ["b"]

    for each in (first, second, third):
        with_book(folder, each)
    assert len(list(folder.glob("*.journal"))) == 2  # the earlier one is left where it is


class SilentRing(MemoryRing):
    """It is locked: every question is refused."""

    def get_password(self, service: str, username: str) -> str | None:
        from keyring.errors import KeyringLocked

        raise KeyringLocked


def test_a_locked_keyring_begins_nothing(folder: Path) -> None:
    async def work(book: JournalBook) -> None:
        assert await book.open() is JournalStanding.KEYRING_SILENT
        assert book.add("a", ActState.PREPARED, {}) is JournalStanding.KEYRING_SILENT

    with installed(SilentRing()):
        with_book(folder, work)
    assert not list(folder.glob("*.journal"))


def test_a_folder_that_cannot_be_made_is_told(ring: MemoryRing, tmp_path: Path) -> None:
    place = tmp_path / "a file"
    place.write_text("")

    async def work(book: JournalBook) -> None:
        assert await book.open() is JournalStanding.NOT_WRITABLE

    with_book(place / "journal", work)


# -------------------------------------------------------------------------------------- passphrase


@pytest.mark.usefixtures("no_ring")
def test_without_a_keyring_it_lies_under_a_passphrase(folder: Path) -> None:
    codes: list[str] = []

    async def first(book: JournalBook) -> None:
        assert await book.open() is JournalStanding.NO_PASSPHRASE
        assert book.add("a", ActState.PREPARED, {}) is JournalStanding.NO_PASSPHRASE
        assert await book.open_with_passphrase(PASSPHRASE) is OPEN
        assert not book.is_anchored
        write(book, "a")
        codes.append(book.new_code)

    async def second(book: JournalBook) -> None:
        assert await book.open() is JournalStanding.PASSPHRASE_WANTED
        assert await book.open_with_passphrase(PASSPHRASE + "!") is JournalStanding.PASSPHRASE_WANTED
        assert await book.open_with_passphrase(PASSPHRASE) is OPEN
        assert await book.verify() is None

    async def third(book: JournalBook) -> None:
        assert await book.open_with_code(codes[0]) is OPEN

    for each in (first, second, third):
        with_book(folder, each)


def test_without_a_folder_it_lives_in_memory() -> None:
    async def work() -> None:
        book = JournalBook(SecretVault(keyring=False), None)
        assert await book.open() is OPEN
        assert book.is_in_memory
        write(book, "a")
        assert book.new_code == ""
        assert await book.verify() is None
        await book.close()

    asyncio.run(work())


# -------------------------------------------------------------------------------------------- code


def test_a_recovery_code_is_read_however_it_is_typed() -> None:
    key = bytes(range(32))
    code = recovery_code_of(key)
    assert key_of_recovery_code(code) == key
    assert key_of_recovery_code(f" {code.lower()}\n") == key
    assert key_of_recovery_code(code.replace("O", "0").replace("I", "1").replace("B", "8")) == key
    for wrong in ("", code[:-1], code + "A", code.replace(code[5], "?", 1), "ș" * 56):
        assert key_of_recovery_code(wrong) is None
    for place in (0, 7, 31):
        letter = "C" if code[place] != "C" else "D"
        if code[place] != "-":
            assert key_of_recovery_code(code[:place] + letter + code[place + 1 :]) is None
