"""The file appears whole or not at all, says what the list says, and costs no memory."""

from __future__ import annotations

import asyncio
import os
import sys
import threading
import tracemalloc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from storno_desktop.domain.invoice_summary import Direction, InvoiceStatus, InvoiceSummary
from storno_desktop.domain.listview import Column, ListView, Queue
from storno_desktop.export.course import Course
from storno_desktop.export.list_export import SheetFormat, export_list, export_list_aside
from storno_desktop.export.order import Order
from storno_desktop.export.outcome import Exported, ExportFault, ExportProblem, Stopped
from storno_desktop.store.listing import Listing
from storno_desktop.store.reader import InvoiceReader
from tests.unit.export.written import EVERYTHING, an_order, csv_lines, opened_book
from tests.unit.store.kept import COMPANY, NOON, TODAY, Shelf, a_shelf, an_invoice, many_invoices

KINDS = list(SheetFormat)


def _export(shelf: Shelf, path: Path, kind: SheetFormat, order: Order | None = None) -> Exported:
    told = export_list(lambda: InvoiceReader(shelf.database), order or an_order(), kind, path, Course())
    assert isinstance(told, Exported)
    return told


def _numbers(path: Path, kind: SheetFormat) -> list[str]:
    if kind is SheetFormat.XLSX:
        texts = opened_book(path).column("Facturi", "A")
    else:
        separator = ";" if kind is SheetFormat.CSV_ROMANIAN else ","
        texts = [line[0] for line in csv_lines(path, separator)[1:] if line]
    return [text for text in texts if text.startswith("FCT-")]


class Disturbed(InvoiceReader):
    """A reader in whose work something happens: `at` is called when its row of that position is read."""

    def __init__(self, shelf: Shelf, position: int, at: Callable[[], None]) -> None:
        super().__init__(shelf.database)
        self._position, self._at = position, at
        self.opened = 0

    def open(self, view: ListView, company_id: str, first: int | None = None) -> Listing:
        self.opened += 1
        listing = super().open(view, company_id, first)
        read, at, position = listing.row, self._at, self._position

        def row(wanted: int) -> InvoiceSummary | None:
            if wanted == position:
                at()
            return read(wanted)

        listing.row = row  # type: ignore[method-assign,assignment]
        return listing


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    "view",
    [
        EVERYTHING,
        replace(EVERYTHING, sort=Column.TOTAL, descending=False),
        replace(EVERYTHING, states=frozenset({InvoiceStatus.DRAFT}), currency="EUR"),
        replace(EVERYTHING, direction=Direction.INCOMING, sort=Column.PARTNER),
        replace(EVERYTHING, date_from=TODAY - timedelta(days=90), date_to=TODAY - timedelta(days=9)),
        replace(EVERYTHING, total_min=Decimal(100), total_max=Decimal(2000), sort=Column.NUMBER),
        replace(EVERYTHING, queue=Queue.CAN_BE_RESTORED, sort=Column.DAYS_LEFT, descending=False),
        replace(EVERYTHING, text="santier"),
        replace(EVERYTHING, text="nu există"),
    ],
    ids=str,
)
def test_every_filter_and_the_order_are_those_of_the_list(
    tmp_path: Path, view: ListView, kind: SheetFormat
) -> None:
    rows = many_invoices(400)
    with a_shelf() as shelf:
        shelf.store.put(COMPANY, rows, NOON)
        listing = shelf.reader.open(view, COMPANY)
        shown = [listing.row(position) for position in range(len(listing))]
        path = tmp_path / f"a{kind.suffix}"
        told = _export(shelf, path, kind, an_order(view))
    assert told == Exported(path=path, rows=len(shown))
    assert _numbers(path, kind) == [each.number for each in shown if each is not None]
    if view.text != "nu există":
        assert len(shown) > 0


def test_the_totals_are_those_under_the_list(tmp_path: Path) -> None:
    with a_shelf() as shelf:
        shelf.store.put(COMPANY, many_invoices(300), NOON)
        path = tmp_path / "a.csv"
        _export(shelf, path, SheetFormat.CSV_ROMANIAN)
        under = {
            (each.currency, each.total, each.invoice_count)
            for each in shelf.reader.totals(EVERYTHING, COMPANY)
        }
    lines = csv_lines(path)
    total, currency = lines[0].index("total"), lines[0].index("currency")
    written = {
        (line[currency], Decimal(line[total].replace(",", ".")), int(line[1].split()[0]))
        for line in lines
        if line and line[0] == "Total"
    }
    assert written == under
    assert len(written) == 2


@pytest.mark.parametrize("kind", KINDS)
def test_it_replaces_a_file_as_a_whole_and_leaves_nothing_beside_it(
    tmp_path: Path, kind: SheetFormat
) -> None:
    path = tmp_path / f"a{kind.suffix}"
    path.write_text("old")
    with a_shelf() as shelf:
        shelf.store.put(COMPANY, many_invoices(10), NOON)
        _export(shelf, path, kind)
    assert len(_numbers(path, kind)) == 10
    assert list(tmp_path.iterdir()) == [path]


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    aim, link = tmp_path / "there.csv", tmp_path / "here.csv"
    aim.write_text("old")
    link.symlink_to(aim)
    with a_shelf() as shelf:
        shelf.store.put(COMPANY, many_invoices(3), NOON)
        _export(shelf, link, SheetFormat.CSV_ROMANIAN)
    assert link.is_symlink()
    assert len(_numbers(aim, SheetFormat.CSV_ROMANIAN)) == 3


@pytest.mark.parametrize("kind", KINDS)
def test_stopping_in_the_middle_leaves_what_was_there(tmp_path: Path, kind: SheetFormat) -> None:
    path = tmp_path / f"a{kind.suffix}"
    path.write_text("old")
    course = Course()
    with a_shelf() as shelf:
        shelf.store.put(COMPANY, many_invoices(500), NOON)
        told = export_list(lambda: Disturbed(shelf, 250, course.stop), an_order(), kind, path, course)
    assert told == Stopped()
    assert course.done == 251
    assert path.read_text() == "old"
    assert list(tmp_path.iterdir()) == [path]


class StoppedWhilePacking(Course):
    """Somebody stops it when all rows are written."""

    def pack(self) -> None:
        super().pack()
        self.stop()


@pytest.mark.parametrize("kind", KINDS)
def test_stopping_while_the_file_is_put_together_leaves_nothing(tmp_path: Path, kind: SheetFormat) -> None:
    with a_shelf() as shelf:
        shelf.store.put(COMPANY, many_invoices(50), NOON)
        told = export_list(
            lambda: InvoiceReader(shelf.database),
            an_order(),
            kind,
            tmp_path / "a",
            StoppedWhilePacking(),
        )
    assert told == Stopped()
    assert list(tmp_path.iterdir()) == []


@contextmanager
def _no_file_larger_than(size: int) -> Iterator[None]:
    import resource

    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


@pytest.mark.skipif(sys.platform == "win32", reason="no such limit there")
@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("room", [0, 2_000, 9_000, 30_000])
def test_a_full_disk_is_told_and_leaves_what_was_there(tmp_path: Path, kind: SheetFormat, room: int) -> None:
    path = tmp_path / f"a{kind.suffix}"
    path.write_text("old")
    with a_shelf() as shelf:
        shelf.store.put(COMPANY, many_invoices(600), NOON)
        with _no_file_larger_than(room):
            told = export_list(lambda: InvoiceReader(shelf.database), an_order(), kind, path, Course())
    assert told == ExportProblem(ExportFault.DISK_FULL, path)
    assert path.read_text() == "old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_folder_that_is_gone_or_a_name_that_cannot_be(tmp_path: Path) -> None:
    with a_shelf() as shelf:
        for path, fault in (
            (tmp_path / "gone" / "a.csv", ExportFault.NO_FOLDER),
            (tmp_path, ExportFault.BAD_NAME),
            (tmp_path / ("x" * 300), ExportFault.BAD_NAME),
        ):
            told = export_list(
                lambda: InvoiceReader(shelf.database), an_order(), SheetFormat.CSV_ROMANIAN, path, Course()
            )
            assert isinstance(told, ExportProblem)
            assert told.fault is fault
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="nothing is closed to root")
def test_a_closed_folder_is_told(tmp_path: Path) -> None:
    closed = tmp_path / "closed"
    closed.mkdir(mode=0o500)
    with a_shelf() as shelf:
        told = export_list(
            lambda: InvoiceReader(shelf.database), an_order(), SheetFormat.XLSX, closed / "a", Course()
        )
    assert isinstance(told, ExportProblem)
    assert told.fault is ExportFault.NOT_WRITABLE


@pytest.mark.parametrize("kind", KINDS)
def test_rows_are_read_once_more_where_the_store_changed(tmp_path: Path, kind: SheetFormat) -> None:
    path = tmp_path / f"a{kind.suffix}"
    with a_shelf() as shelf:
        shelf.store.put(COMPANY, many_invoices(300), NOON)
        newcomers = iter([[an_invoice("FCT-once")]])

        def come() -> None:
            for rows in newcomers:
                shelf.store.put(COMPANY, rows, NOON)

        reader = Disturbed(shelf, 200, come)
        told = export_list(lambda: reader, an_order(), kind, path, Course())
    assert told == Exported(path=path, rows=301)
    assert reader.opened == 2
    assert "FCT-once" in _numbers(path, kind)


def test_a_store_that_never_rests_is_told_and_what_vanished_is_left_out(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    with a_shelf() as shelf:
        rows = [an_invoice(f"FCT-{number:03}") for number in range(300)]
        shelf.store.put(COMPANY, rows, NOON)
        gone = iter([rows[0].id, rows[1].id])

        def vanish() -> None:
            shelf.store.mark_gone(COMPANY, frozenset({next(gone)}), NOON)

        told = export_list(
            lambda: Disturbed(shelf, 100, vanish), an_order(), SheetFormat.CSV_ROMANIAN, path, Course()
        )
    assert told == Exported(path=path, rows=298, changed_meanwhile=True)
    assert len(_numbers(path, SheetFormat.CSV_ROMANIAN)) == 298


def test_the_reader_belongs_to_the_thread_that_writes(tmp_path: Path) -> None:
    threads = []

    with a_shelf() as shelf:
        shelf.store.put(COMPANY, many_invoices(5), NOON)

        def open_reader() -> InvoiceReader:
            threads.append(threading.current_thread())
            return InvoiceReader(shelf.database)

        path = tmp_path / "a.csv"
        told = asyncio.run(
            export_list_aside(open_reader, an_order(), SheetFormat.CSV_ROMANIAN, path, Course())
        )
    assert isinstance(told, Exported)
    assert threads != [threading.main_thread()]


def test_being_cancelled_stops_it_and_waits_until_it_has_cleaned_up(tmp_path: Path) -> None:
    began = threading.Event()
    course = Course()

    async def cancelled(shelf: Shelf) -> None:
        def wait() -> None:
            began.set()
            while not course.is_stopped:
                threading.Event().wait(0.001)

        work = asyncio.create_task(
            export_list_aside(
                lambda: Disturbed(shelf, 3, wait), an_order(), SheetFormat.XLSX, tmp_path / "a", course
            )
        )
        await asyncio.to_thread(began.wait)
        assert os.listdir(tmp_path)
        work.cancel()
        with pytest.raises(asyncio.CancelledError):
            await work
        assert os.listdir(tmp_path) == []

    with a_shelf() as shelf:
        shelf.store.put(COMPANY, many_invoices(10), NOON)
        asyncio.run(cancelled(shelf))


def test_ten_thousand_invoices(tmp_path: Path) -> None:
    with a_shelf() as shelf:
        shelf.store.put(COMPANY, many_invoices(10_000), NOON)
        course = Course()
        told = export_list(
            lambda: InvoiceReader(shelf.database), an_order(), SheetFormat.XLSX, tmp_path / "a.xlsx", course
        )
    assert isinstance(told, Exported)
    assert (told.rows, course.done, course.total) == (10_000, 10_000, 10_000)
    assert (tmp_path / "a.xlsx").stat().st_size > 200_000


@pytest.mark.parametrize("kind", KINDS)
def test_memory_does_not_grow_with_the_rows(tmp_path: Path, kind: SheetFormat) -> None:
    """A row held back would cost a kilobyte or more."""

    def cost(shelf: Shelf) -> int:
        tracemalloc.start()
        try:
            _export(shelf, tmp_path / "a", kind)
            return tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()

    few, many = 2_200, 3_200  # both more than the pages that a listing keeps
    with a_shelf() as shelf:
        shelf.store.put(COMPANY, many_invoices(50), NOON)
        cost(shelf)  # what is loaded once
        shelf.store.put(COMPANY, many_invoices(few, seed=7), NOON)
        least = cost(shelf)
        shelf.store.put(COMPANY, many_invoices(many, seed=8)[: many - few], NOON)
        assert (cost(shelf) - least) / (many - few) < 200
