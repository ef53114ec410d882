"""The local copy on disk: found again, for its own account alone, and every trouble with it is survived and said."""

import asyncio
import os
import stat
from collections.abc import Coroutine, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any, TypeVar

import pytest
from keyring.errors import KeyringLocked

from storno_desktop.domain.account import AccountId, account_id
from storno_desktop.domain.listview import ListView
from storno_desktop.domain.local_copy import CopyPlace, CopyStanding, CopyTrouble
from storno_desktop.domain.server_address import ServerAddress
from storno_desktop.service.local_copy import LocalCopy
from storno_desktop.store.invoices import InvoiceStore
from storno_desktop.store.library import Library
from storno_desktop.store.reader import InvoiceReader
from storno_desktop.store.schema import STEPS
from storno_desktop.vault.secret_vault import SecretVault
from tests.memory_ring import MemoryRing, installed
from tests.unit.store.kept import NOON, TODAY, an_invoice, many_invoices

T = TypeVar("T")

ANA = account_id(ServerAddress("https://api.exemplu.ro"), "ana@exemplu.ro")
IOAN = account_id(ServerAddress("https://api.exemplu.ro"), "ioan@exemplu.ro")
COMPANY = "0b0e3a52-6f3c-4b0e-9a4e-0c6f2a1d7e11"
OTHER_COMPANY = "1c1f4b63-7a4d-4c1f-8b5f-1d7a3b2e8f22"
WELL = CopyStanding(CopyPlace.ON_DISK)
EVERYTHING = ListView(today=TODAY, direction=None)


class LockedRing(MemoryRing):
    """There, and closed."""

    def get_password(self, service: str, username: str) -> str | None:
        raise KeyringLocked

    def set_password(self, service: str, username: str, password: str) -> None:
        raise KeyringLocked


class HesitantRing(MemoryRing):
    """Answers only from the third question on, as one that is just being unlocked."""

    def __init__(self, secrets: dict[tuple[str, str], str]) -> None:
        super().__init__()
        self.secrets = secrets
        self.asked = 0

    def get_password(self, service: str, username: str) -> str | None:
        self.asked += 1
        if self.asked < 3:
            raise KeyringLocked
        return super().get_password(service, username)


class Run:
    """One run of the program, as far as copies go."""

    def __init__(self, folder: Path | None, **vault: Any) -> None:
        self.library = Library()
        self.copy = LocalCopy(self.library, SecretVault(**vault), folder)
        self.store = InvoiceStore(self.library)
        self.reader = InvoiceReader(self.library)

    def do(self, work: Coroutine[Any, Any, T]) -> T:
        return asyncio.run(work)

    def open(self, account: AccountId = ANA, company: str = COMPANY) -> CopyStanding:
        return self.do(self.copy.open(account, f"user of {account.email}", "organisation", company))

    def numbers(self, company: str = COMPANY) -> set[str]:
        return set(self.store.known_ids(company))

    def seen(self, company: str = COMPANY) -> set[str]:
        return set(self.reader.open(EVERYTHING, company).ids)

    def end(self) -> None:
        self.reader.close()
        self.do(self.copy.close())
        self.library.close()


@pytest.fixture
def ring() -> Iterator[MemoryRing]:
    memory = MemoryRing()
    with installed(memory):
        yield memory


@pytest.fixture
def cache(tmp_path: Path) -> Path:
    return tmp_path / "data" / "cache"


def fill(cache: Path, count: int = 30) -> set[str]:
    """A run that keeps so many invoices, and their ids."""
    run = Run(cache)
    assert run.open() == WELL
    run.store.put(COMPANY, many_invoices(count), NOON)
    kept = run.numbers()
    run.end()
    return kept


def files(cache: Path) -> list[Path]:
    return sorted(cache.rglob("*.store"))


def test_what_was_kept_is_there_at_the_next_start(cache: Path, ring: MemoryRing) -> None:
    kept = fill(cache)
    run = Run(cache)
    assert run.numbers() == set()
    assert run.open() == WELL
    assert run.numbers() == run.seen() == kept
    assert run.do(run.copy.standing(COMPANY)) == WELL
    run.end()


def test_opening_again_changes_nothing(cache: Path, ring: MemoryRing) -> None:
    fill(cache)
    run = Run(cache)
    run.open()
    listing = run.reader.open(EVERYTHING, COMPANY)
    assert run.open() == WELL
    assert listing.row(29) is not None
    assert len(files(cache)) == 1
    run.end()


def test_one_file_for_each_company_and_nothing_in_the_names(cache: Path, ring: MemoryRing) -> None:
    run = Run(cache)
    run.open()
    run.open(company=OTHER_COMPANY)
    run.store.put(COMPANY, [an_invoice("A")], NOON)
    run.store.put(OTHER_COMPANY, [an_invoice("B")], NOON)
    assert run.seen() == {"id-A"}
    assert run.seen(OTHER_COMPANY) == {"id-B"}
    assert len(files(cache)) == 2
    names = " ".join(str(each.relative_to(cache)) for each in cache.rglob("*")).casefold()
    for told in ("ana", "exemplu", COMPANY, COMPANY[:8], "organisation", ring_key(ring)):
        assert told not in names
    run.end()


def ring_key(ring: MemoryRing) -> str:
    (key,) = ring.secrets.values()
    assert len(key) == 64
    return key


def test_the_key_lies_in_the_keyring_alone(cache: Path, ring: MemoryRing) -> None:
    fill(cache)
    key = ring_key(ring)
    for each in cache.rglob("*"):
        if each.is_file():
            content = each.read_bytes()
            assert bytes.fromhex(key) not in content
            assert key.encode() not in content


@pytest.mark.skipif(os.name != "posix", reason="modes of files are POSIX's")
def test_folders_and_files_are_for_this_person_alone(cache: Path, ring: MemoryRing) -> None:
    before = os.umask(0)
    try:
        fill(cache)
    finally:
        os.umask(before)
    for each in (cache.parent, cache, *cache.rglob("*")):
        assert stat.S_IMODE(each.stat().st_mode) == (0o700 if each.is_dir() else 0o600), each


def test_another_account_sees_nothing_of_it(cache: Path, ring: MemoryRing) -> None:
    kept = fill(cache)
    run = Run(cache)
    run.open()
    run.open(company=OTHER_COMPANY)
    assert run.open(IOAN) == WELL
    assert run.seen() == set()
    assert set(run.library.companies) == {COMPANY}
    run.store.put(COMPANY, [an_invoice("IOAN")], NOON)
    assert run.open(ANA) == WELL
    assert run.seen() == kept
    run.end()


def test_the_demonstration_and_tests_stay_in_memory(tmp_path: Path, ring: MemoryRing) -> None:
    run = Run(None)
    assert run.open() == CopyStanding(CopyPlace.IN_MEMORY)
    run.store.put(COMPANY, [an_invoice()], NOON)
    assert len(run.seen()) == 1
    assert run.do(run.copy.size()) == 0
    run.end()
    assert ring.secrets == {}
    assert list(tmp_path.iterdir()) == []


def test_without_a_keyring_nothing_is_written(cache: Path) -> None:
    with installed(LockedRing()):
        run = Run(cache)
        standing = CopyStanding(CopyPlace.IN_MEMORY, CopyTrouble.NO_KEYRING)
        assert run.open() == standing
        assert run.do(run.copy.standing(COMPANY)) == standing
        run.store.put(COMPANY, [an_invoice()], NOON)
        assert len(run.seen()) == 1
        run.end()
    assert not cache.exists()


def test_a_keyring_that_is_locked_for_once_does_not_cost_the_key(cache: Path, ring: MemoryRing) -> None:
    kept = fill(cache)
    with installed(LockedRing()):
        run = Run(cache)
        assert run.open().trouble is CopyTrouble.NO_KEYRING
        run.end()
    run = Run(cache)
    assert run.open() == WELL
    assert run.seen() == kept
    run.end()


def test_a_keyring_that_is_just_being_unlocked_does_not_cost_the_key(cache: Path, ring: MemoryRing) -> None:
    kept, before = fill(cache), dict(ring.secrets)
    with installed(HesitantRing(ring.secrets)):
        run = Run(cache)
        assert run.open() == CopyStanding(CopyPlace.IN_MEMORY, CopyTrouble.NO_KEYRING)
        assert ring.secrets == before
        assert run.open() == WELL
        assert run.seen() == kept
        run.end()


def test_a_keyring_that_opens_later_is_used_from_then_on(cache: Path, ring: MemoryRing) -> None:
    kept = fill(cache)
    run = Run(cache)
    with installed(LockedRing()):
        run.open()
    assert run.seen() == set()
    assert run.open() == WELL
    assert run.seen() == kept
    run.end()


def test_another_key_is_told_from_damage_and_the_old_file_is_not_touched(
    cache: Path, ring: MemoryRing
) -> None:
    kept = fill(cache)
    (old,) = files(cache)
    before = old.read_bytes()
    earlier_secrets = dict(ring.secrets)
    ring.secrets.clear()
    run = Run(cache)
    assert run.open() == CopyStanding(CopyPlace.ON_DISK, CopyTrouble.WRONG_KEY)
    assert run.open().trouble is CopyTrouble.WRONG_KEY
    assert run.seen() == set()
    run.store.put(COMPANY, [an_invoice("NEW")], NOON)
    run.end()
    assert old.read_bytes() == before
    run = Run(cache)
    assert run.open() == WELL
    assert run.seen() == {"id-NEW"}
    run.end()
    ring.secrets.update(earlier_secrets)
    run = Run(cache)
    assert run.open() == WELL
    assert run.seen() == kept
    run.end()


def test_a_note_that_is_no_key_counts_as_another_key(cache: Path, ring: MemoryRing) -> None:
    fill(cache)
    for name in ring.secrets:
        ring.secrets[name] = "nothing of the kind"
    run = Run(cache)
    assert run.open().place is CopyPlace.IN_MEMORY  # what it holds may be somebody's: it is not replaced
    run.end()


def test_a_damaged_file_is_set_aside_and_begun_anew(cache: Path, ring: MemoryRing) -> None:
    fill(cache)
    (file,) = files(cache)
    damaged = bytearray(file.read_bytes())
    damaged[200] ^= 1
    file.write_bytes(damaged)
    run = Run(cache)
    assert run.open() == CopyStanding(CopyPlace.ON_DISK, CopyTrouble.DAMAGED)
    run.store.put(COMPANY, [an_invoice("NEW")], NOON)
    assert run.seen() == {"id-NEW"}
    run.end()
    (aside,) = cache.rglob("*.damaged")
    assert aside.read_bytes() == damaged
    run = Run(cache)
    assert run.open() == WELL
    assert run.seen() == {"id-NEW"}
    run.end()


def test_damage_that_shows_while_working_is_said_and_mended_on_the_next_opening(
    cache: Path, ring: MemoryRing
) -> None:
    fill(cache, 1_000)
    (file,) = files(cache)
    content = bytearray(file.read_bytes())
    for page in range(60, len(content) // 4096):  # behind what the schema takes
        content[page * 4096 + 100] ^= 1
    file.write_bytes(content)
    run = Run(cache)
    assert run.open() == WELL
    listing = run.reader.open(EVERYTHING, COMPANY)
    assert listing.row(0) is None
    assert run.do(run.copy.standing(COMPANY)) == CopyStanding(CopyPlace.ON_DISK, CopyTrouble.DAMAGED)
    assert run.store.put(COMPANY, [an_invoice("LOST")], NOON) == 0
    assert run.open() == CopyStanding(CopyPlace.ON_DISK, CopyTrouble.DAMAGED)
    run.store.put(COMPANY, [an_invoice("NEW")], NOON)
    assert run.seen() == {"id-NEW"}
    run.end()
    run = Run(cache)
    assert run.open() == WELL
    assert run.seen() == {"id-NEW"}
    run.end()


def test_only_one_damaged_file_is_set_aside(cache: Path, ring: MemoryRing) -> None:
    for _ in range(3):
        fill_anyway(cache)
        file = files(cache)[-1]
        file.write_bytes(b"x" * 5_000)
    run = Run(cache)
    run.open()
    run.end()
    assert len(list(cache.rglob("*.damaged"))) == 1
    assert len(files(cache)) == 1


def fill_anyway(cache: Path) -> None:
    run = Run(cache)
    assert run.open().place is CopyPlace.ON_DISK
    run.store.put(COMPANY, many_invoices(10), NOON)
    run.end()


def test_a_file_of_a_later_version_is_not_touched(cache: Path, ring: MemoryRing) -> None:
    run = Run(cache)
    run.open()
    writer = run.library.writer_of(COMPANY)
    with writer.transaction():
        writer.run(f"PRAGMA user_version = {len(STEPS) + 1}")
    run.end()
    (file,) = files(cache)
    before = file.read_bytes()
    run = Run(cache)
    assert run.open() == CopyStanding(CopyPlace.IN_MEMORY, CopyTrouble.NEWER_SCHEMA)
    run.store.put(COMPANY, [an_invoice()], NOON)
    assert len(run.seen()) == 1
    run.end()
    assert file.read_bytes() == before


def test_a_folder_that_cannot_be_made_is_said(tmp_path: Path, ring: MemoryRing) -> None:
    (tmp_path / "data").write_text("a file where a folder should be")
    run = Run(tmp_path / "data" / "cache")
    assert run.open() == CopyStanding(CopyPlace.IN_MEMORY, CopyTrouble.NOT_WRITABLE)
    run.store.put(COMPANY, [an_invoice()], NOON)
    assert len(run.seen()) == 1
    run.end()


def test_a_full_disk_is_said_and_tried_again(
    cache: Path, ring: MemoryRing, request: pytest.FixtureRequest
) -> None:
    resource = pytest.importorskip("resource", reason="only POSIX limits the size of files")
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    request.addfinalizer(lambda: resource.setrlimit(resource.RLIMIT_FSIZE, before))
    rows = many_invoices(1_500)
    run = Run(cache)
    run.open()
    resource.setrlimit(resource.RLIMIT_FSIZE, (1_000_000, before[1]))
    run.store.put(COMPANY, rows, NOON)
    full = CopyStanding(CopyPlace.ON_DISK, CopyTrouble.FULL)
    assert run.do(run.copy.standing(COMPANY)) == full
    assert 0 < len(run.seen()) < len(rows)
    run.store.put(COMPANY, rows, NOON + timedelta(minutes=1))
    assert run.do(run.copy.standing(COMPANY)) == full
    resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert run.open() == WELL
    run.store.put(COMPANY, rows, NOON)
    assert run.seen() == {row.id for row in rows}
    run.end()


def test_wiping_an_account_leaves_nothing_of_it_and_all_of_the_others(cache: Path, ring: MemoryRing) -> None:
    kept = fill(cache)
    run = Run(cache)
    run.open(IOAN)
    run.store.put(COMPANY, [an_invoice("IOAN")], NOON)
    assert run.do(run.copy.size()) > 0
    assert run.do(run.copy.wipe(IOAN))
    assert run.seen() == set()
    assert run.open(IOAN) == WELL
    assert run.seen() == set()
    assert run.do(run.copy.wipe(IOAN))
    assert run.open(ANA) == WELL
    assert run.seen() == kept
    assert run.do(run.copy.wipe(ANA))
    run.end()
    assert ring.secrets == {}
    assert [each.name for each in cache.iterdir()] == ["names"]


def test_the_size_is_what_lies_on_the_disk(cache: Path, ring: MemoryRing) -> None:
    fill(cache, 500)
    run = Run(cache)
    assert run.do(run.copy.size()) == sum(each.stat().st_size for each in cache.rglob("*") if each.is_file())
    run.end()
