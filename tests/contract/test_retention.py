"""The chosen size is kept to at the file itself, and what matters most goes last or never."""

from __future__ import annotations

import asyncio
import json
import secrets
from collections.abc import Coroutine, Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any, TypeVar

import pytest

from storno_desktop.domain.account import account_id
from storno_desktop.domain.evidence import Source
from storno_desktop.domain.invoice_summary import InvoiceId, InvoiceStatus, InvoiceSummary
from storno_desktop.domain.listview import Queue as WorkQueue
from storno_desktop.domain.listview import queue_of
from storno_desktop.domain.local_copy import CopyPlace, CopyStanding
from storno_desktop.domain.server_address import ServerAddress
from storno_desktop.service.local_copy import CopyOwner, LocalCopy
from storno_desktop.service.retention import AGAIN_AFTER, Retained, Retention
from storno_desktop.store.details import DetailStore
from storno_desktop.store.invoices import InvoiceStore
from storno_desktop.store.kept_parts import KeptParts
from storno_desktop.store.library import Library
from storno_desktop.store.pdfs import PdfStore
from storno_desktop.vault.secret_vault import SecretVault
from tests.memory_ring import MemoryRing, installed
from tests.unit.store.kept import NOON, TODAY, an_invoice, many_invoices

T = TypeVar("T")

ANA = CopyOwner(account_id(ServerAddress("https://api.exemplu.ro"), "ana@exemplu.ro"), "ana", "organisation")
BAKERY, BUILDERS = "0b0e3a52-6f3c-4b0e-9a4e-0c6f2a1d7e11", "1c1f4b63-7a4d-4c1f-8b5f-1d7a3b2e8f22"
OPEN = {WorkQueue.CAN_BE_CANCELLED, WorkQueue.CAN_BE_RESTORED}
DETAIL_BYTES = 6_000


@dataclass
class Pdfs:
    """PDFs as far as retention goes: their weight, and what was let go."""

    bytes_of: dict[str, int] = field(default_factory=dict)
    asked: list[tuple[str, int]] = field(default_factory=list)

    def total_bytes(self, company_id: str) -> int:
        return self.bytes_of.get(company_id, 0)

    def forget_until(self, company_id: str, at_most_bytes: int) -> None:
        self.asked.append((company_id, at_most_bytes))
        self.bytes_of[company_id] = min(self.total_bytes(company_id), at_most_bytes)


class Run:
    """One run of the program, as far as copies go."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.library = Library()
        self.copy = LocalCopy(self.library, SecretVault(), folder)
        self.store, self.details = InvoiceStore(self.library), DetailStore(self.library)
        self.pdfs, self.now = Pdfs(), NOON
        self.retention = Retention(self.copy, KeptParts(self.library), lambda: self.now, self.pdfs)

    def do(self, work: Coroutine[Any, Any, T]) -> T:
        return asyncio.run(work)

    def open(self, company: str = BAKERY) -> CopyStanding:
        return self.do(self.copy.open(ANA.account, ANA.user_id, ANA.organization_id, company))

    def fill(self, company: str, rows: list[InvoiceSummary], *, days_ago: int = 0) -> None:
        """Rows, and of each a detail that was read a minute after that of the one before."""
        self.store.put(company, rows, NOON)
        for minute, row in enumerate(rows):
            body = json.dumps({"id": row.id, "filler": secrets.token_hex(DETAIL_BYTES // 2)}).encode()
            moment = NOON + timedelta(minutes=minute) - timedelta(days=days_ago)
            assert self.details.keep_part(company, row.id, Source.DETAIL, body, moment)

    def enforce(self, at_most: int | None, companies: tuple[str, ...] = (BAKERY,)) -> Retained:
        return self.do(self.retention.enforce(ANA, companies, at_most))

    def has_details(self, row: InvoiceSummary, company: str = BAKERY) -> bool:
        return bool(self.details.parts(company, row.id))

    def on_disk(self) -> int:
        """The bytes of all files, with everything written where it belongs."""
        for company in self.library.companies:
            self.library.database_of(company).writer.rows("PRAGMA wal_checkpoint(truncate)")
        return sum(each.stat().st_size for each in self.folder.rglob("*.store*"))

    def end(self) -> None:
        self.do(self.copy.close())
        self.library.close()


@pytest.fixture
def ring() -> Iterator[MemoryRing]:
    memory = MemoryRing()
    with installed(memory):
        yield memory


@pytest.fixture
def run(tmp_path: Path, ring: MemoryRing) -> Iterator[Run]:
    begun = Run(tmp_path / "cache")
    assert begun.open() == CopyStanding(CopyPlace.ON_DISK)
    yield begun
    begun.end()


def parted(rows: list[InvoiceSummary]) -> tuple[list[InvoiceSummary], list[InvoiceSummary]]:
    """Those that can be cancelled or restored, and the others."""
    is_open = [queue_of(row, TODAY) in OPEN for row in rows]
    return (
        [row for row, each in zip(rows, is_open, strict=True) if each],
        [row for row, each in zip(rows, is_open, strict=True) if not each],
    )


def test_the_file_itself_becomes_smaller_and_what_was_read_longest_ago_goes_first(run: Run) -> None:
    rows = many_invoices(400)
    run.fill(BAKERY, rows)
    still_open, closed = parted(rows)
    before = run.on_disk()
    at_most = before - len(closed) // 2 * DETAIL_BYTES
    told = run.enforce(at_most)
    after = run.on_disk()
    assert told == Retained(after, at_most)
    assert after <= at_most < before
    assert run.store.count(BAKERY) == len(rows)
    assert all(map(run.has_details, still_open))
    left = [run.has_details(row) for row in closed]
    assert left == sorted(left)  # none of an older reading is left behind a younger one that went
    assert len(closed) // 4 < sum(left) < len(closed)
    assert run.library.database_of(BAKERY).writer.rows("PRAGMA integrity_check") == [("ok",)]


def test_what_can_be_cancelled_or_restored_stays_and_the_bound_is_said_to_be_missed(run: Run) -> None:
    rows = many_invoices(200)
    run.fill(BAKERY, rows)
    still_open, closed = parted(rows)
    told = run.enforce(100_000)
    assert not told.fits
    assert told.taken == run.on_disk()
    assert run.store.count(BAKERY) == len(rows)
    assert all(map(run.has_details, still_open))
    assert not any(map(run.has_details, closed))
    assert run.library.database_of(BAKERY).writer.row("PRAGMA freelist_count") == (0,)


def test_pdfs_go_before_any_details(run: Run) -> None:
    rows = [an_invoice(f"P-{index}", status=InvoiceStatus.PAID) for index in range(50)]
    run.fill(BAKERY, rows)
    run.pdfs.bytes_of[BAKERY] = 10_000_000
    excess = 5_000
    run.enforce(run.on_disk() - excess)
    assert run.pdfs.asked[0] == (BAKERY, 10_000_000 - excess)
    assert all(map(run.has_details, rows))


def test_other_companies_lose_theirs_first_and_are_closed_again(tmp_path: Path, ring: MemoryRing) -> None:
    rows = [an_invoice(f"P-{index}", status=InvoiceStatus.PAID) for index in range(100)]
    earlier = Run(tmp_path / "cache")
    earlier.open(BUILDERS)
    earlier.fill(BUILDERS, rows, days_ago=9)
    earlier.end()
    run = Run(tmp_path / "cache")
    run.open()
    run.fill(BAKERY, rows)
    before = run.on_disk()
    assert run.enforce(before - 50 * DETAIL_BYTES, (BAKERY, BUILDERS)).fits
    assert all(map(run.has_details, rows))
    assert run.library.companies == (BAKERY,)
    run.open(BUILDERS)
    assert sum(run.has_details(row, BUILDERS) for row in rows) < 60
    assert run.store.count(BUILDERS) == len(rows)
    run.end()


def test_without_a_bound_or_within_it_nothing_happens(run: Run) -> None:
    rows = many_invoices(50)
    run.fill(BAKERY, rows)
    assert run.enforce(None).fits
    size = run.on_disk()
    assert run.enforce(1 << 40) == Retained(size, 1 << 40)
    assert all(map(run.has_details, rows))


def test_a_file_that_was_begun_otherwise_is_written_anew(run: Run) -> None:
    rows = many_invoices(200)
    run.fill(BAKERY, rows)
    writer = run.library.database_of(BAKERY).writer
    writer.run("PRAGMA auto_vacuum=none")
    writer.rewrite()
    assert writer.row("PRAGMA auto_vacuum") == (0,)
    before = run.on_disk()
    run.enforce(100_000)
    assert run.on_disk() < before * 0.8
    assert writer.row("PRAGMA auto_vacuum") == (2,)
    assert run.store.count(BAKERY) == len(rows)


def test_a_company_that_is_not_to_be_kept_has_nothing_on_the_disk_and_begins_anew_in_memory(run: Run) -> None:
    run.fill(BAKERY, many_invoices(20))
    assert run.do(run.copy.sizes(ANA, (BAKERY, BUILDERS)))[BAKERY] > 0
    assert run.do(run.copy.keep_in_memory(ANA, BAKERY)) == CopyStanding(CopyPlace.IN_MEMORY)
    assert run.do(run.copy.sizes(ANA, (BAKERY, BUILDERS))) == {BAKERY: 0, BUILDERS: 0}
    assert run.on_disk() == 0
    assert run.store.count(BAKERY) == 0
    run.store.put(BAKERY, many_invoices(20), NOON)
    assert run.on_disk() == 0
    assert run.open() == CopyStanding(CopyPlace.ON_DISK)
    assert run.store.count(BAKERY) == 0


def test_ids_are_only_those_of_invoices(run: Run) -> None:
    """The series of the company as a whole are never let go."""
    assert run.details.keep_part(BAKERY, InvoiceId(""), Source.SERIES, b"[]", NOON)
    run.fill(BAKERY, [an_invoice(status=InvoiceStatus.PAID)])
    run.enforce(1)
    assert run.details.parts(BAKERY, InvoiceId(""))


def test_what_was_in_vain_is_not_tried_again_at_once(run: Run) -> None:
    run.fill(BAKERY, [an_invoice(status=InvoiceStatus.PAID)])
    assert not run.enforce(1).fits
    run.pdfs.bytes_of[BAKERY] = 100
    assert not run.enforce(1).fits
    assert run.pdfs.asked == []
    run.now += AGAIN_AFTER
    assert not run.enforce(1).fits
    assert run.pdfs.asked == [(BAKERY, 0)]


def test_the_pdfs_that_the_program_keeps_give_their_room_back(run: Run) -> None:
    rows = [an_invoice(f"P-{index}", status=InvoiceStatus.PAID) for index in range(20)]
    run.fill(BAKERY, rows)
    pdfs = PdfStore(run.library)
    for row in rows:
        assert pdfs.keep(BAKERY, row.id, b"%PDF-1.4 " + secrets.token_bytes(100_000) + b"%%EOF", NOON)
    retention = Retention(run.copy, KeptParts(run.library), lambda: NOON, pdfs)
    at_most = run.on_disk() - 1_000_000
    assert run.do(retention.enforce(ANA, (BAKERY,), at_most)).fits
    assert run.on_disk() <= at_most
    assert 500_000 < pdfs.total_bytes(BAKERY) < 1_200_000
    assert all(map(run.has_details, rows))
