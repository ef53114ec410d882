from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from storno_desktop.domain.listview import ListView
from storno_desktop.store.database import Database
from storno_desktop.store.invoices import InvoiceStore
from storno_desktop.store.library import Library
from storno_desktop.store.reader import InvoiceReader
from tests.unit.store.kept import NOON, TODAY, an_invoice, many_invoices
from tests.unit.store.test_file import KEY, opened

EVERYTHING = ListView(today=TODAY, direction=None)


@pytest.fixture
def library() -> Iterator[Library]:
    library = Library()
    yield library
    library.close()


@pytest.fixture
def reader(library: Library) -> Iterator[InvoiceReader]:
    reader = InvoiceReader(library)
    yield reader
    reader.close()


def test_companies_without_a_file_are_kept_in_memory(library: Library, reader: InvoiceReader) -> None:
    store = InvoiceStore(library)
    store.put("one", [an_invoice("A")], NOON)
    store.put("two", [an_invoice("B")], NOON)
    assert store.count("one") == store.count("two") == 1
    assert reader.open(EVERYTHING, "one").ids == ("id-A",)
    assert reader.open(EVERYTHING, "nobody").ids == ()


def test_each_company_is_written_and_read_in_its_own_file(
    library: Library, reader: InvoiceReader, tmp_path: Path
) -> None:
    store = InvoiceStore(library)
    library.put_up("one", opened(tmp_path / "1.store"))
    library.put_up("two", opened(tmp_path / "2.store"))
    store.put("one", [an_invoice("A")], NOON)
    store.put("two", [an_invoice("B")], NOON)
    store.put("three", [an_invoice("C")], NOON)
    assert [reader.open(EVERYTHING, each).ids for each in ("one", "two", "three")] == [
        ("id-A",),
        ("id-B",),
        ("id-C",),
    ]
    assert InvoiceStore(library.memory).count("one") == 0
    library.let_go("two")
    alone = opened(tmp_path / "2.store")
    assert InvoiceStore(alone).known_ids("two") == {"id-B"}
    assert InvoiceStore(alone).known_ids("one") == frozenset()
    alone.close()


def test_a_reader_follows_a_company_to_its_file_and_back(
    library: Library, reader: InvoiceReader, tmp_path: Path
) -> None:
    store = InvoiceStore(library)
    store.put("one", [an_invoice("IN-MEMORY")], NOON)
    before = reader.open(EVERYTHING, "one")
    library.put_up("one", opened(tmp_path / "1.store"))
    assert reader.open(EVERYTHING, "one").ids == ()
    store.put("one", many_invoices(40), NOON)
    on_disk = reader.open(EVERYTHING, "one")
    assert len(on_disk) == 40
    library.let_go("one")
    assert len(reader.open(EVERYTHING, "one")) == 0
    assert on_disk.row(0) is None
    assert before.row(0) is None
    library.put_up("one", opened(tmp_path / "1.store"))
    assert len(reader.open(EVERYTHING, "one")) == 40


def test_a_file_in_the_place_of_another_is_read_from_then_on(
    library: Library, reader: InvoiceReader, tmp_path: Path
) -> None:
    store = InvoiceStore(library)
    library.put_up("one", opened(tmp_path / "1.store"))
    store.put("one", [an_invoice("OLD")], NOON)
    assert reader.open(EVERYTHING, "one").ids == ("id-OLD",)
    library.put_up("one", opened(tmp_path / "2.store"))
    store.put("one", [an_invoice("NEW")], NOON + timedelta(minutes=1))
    assert reader.open(EVERYTHING, "one").ids == ("id-NEW",)


def test_a_file_that_vanished_is_a_trouble_and_reads_as_empty(
    library: Library, reader: InvoiceReader, tmp_path: Path
) -> None:
    database = Database(tmp_path / "1.store", KEY)
    library.put_up("one", database)
    for each in tmp_path.glob("1.store*"):
        each.unlink()
    assert reader.open(EVERYTHING, "one").ids == ()
    assert database.health.trouble is not None
