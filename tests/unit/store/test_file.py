import os
import stat
import threading
from collections.abc import Iterator
from datetime import timedelta
from decimal import Decimal
from pathlib import Path

import apsw
import pytest

from storno_desktop.domain.invoice_summary import InvoiceStatus
from storno_desktop.domain.listview import ListView
from storno_desktop.domain.local_copy import CopyTrouble
from storno_desktop.store.database import KEY_BYTES, Database
from storno_desktop.store.invoices import InvoiceStore
from storno_desktop.store.reader import InvoiceReader
from storno_desktop.store.schema import STEPS
from tests.unit.store.kept import COMPANY, NOON, TODAY, an_invoice, many_invoices

KEY = bytes(range(KEY_BYTES))
OTHER_KEY = bytes(KEY_BYTES)
EVERYTHING = ListView(today=TODAY, direction=None)
LATER = NOON + timedelta(minutes=1)


def opened(file: Path, key: bytes = KEY) -> Database:
    database = Database.open(file, key)
    assert isinstance(database, Database), database
    return database


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "cache" / "one.store"


@pytest.fixture
def filled(file: Path) -> Path:
    """A file with enough in it that most of its pages are not the first ones."""
    database = opened(file)
    InvoiceStore(database).put(COMPANY, many_invoices(1_000), NOON)
    database.close()
    return file


@pytest.fixture
def few_bytes(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    resource = pytest.importorskip("resource", reason="only POSIX limits the size of files")
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (2_000_000, before[1]))
    yield
    resource.setrlimit(resource.RLIMIT_FSIZE, before)


def test_what_was_kept_is_there_again(file: Path) -> None:
    rows = many_invoices(300)
    first = opened(file)
    InvoiceStore(first).put(COMPANY, rows, NOON)
    first.close()
    second = opened(file)
    reader = InvoiceReader(second)
    try:
        assert InvoiceStore(second).known_ids(COMPANY) == {row.id for row in rows}
        assert [reader.get(COMPANY, row.id) for row in rows] == rows
        assert len(reader.open(ListView(today=TODAY, text=rows[7].number), COMPANY)) == 1
        assert InvoiceStore(second).newest_observation(COMPANY) == NOON
    finally:
        reader.close()
        second.close()


@pytest.mark.skipif(os.name != "posix", reason="modes of files are POSIX's")
def test_the_file_its_companions_and_its_folder_are_for_this_person_alone(file: Path) -> None:
    before = os.umask(0)
    try:
        database = opened(file)
        InvoiceStore(database).put(COMPANY, [an_invoice()], NOON)
    finally:
        os.umask(before)
    companions = sorted(each.name for each in file.parent.iterdir())
    assert companions == ["one.store", "one.store-shm", "one.store-wal"]
    assert {stat.S_IMODE(each.stat().st_mode) for each in file.parent.iterdir()} == {0o600}
    assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700
    database.close()
    file.chmod(0o644)
    opened(file).close()
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_the_file_is_written_ahead_and_flushed_where_that_counts(file: Path) -> None:
    database = opened(file)
    assert database.writer.row("PRAGMA journal_mode") == ("wal",)
    assert database.writer.row("PRAGMA synchronous") == (1,)
    assert database.writer.row("PRAGMA temp_store") == (2,)
    database.close()


def test_another_key_opens_nothing_and_changes_nothing(filled: Path) -> None:
    before = filled.read_bytes()
    assert Database.open(filled, OTHER_KEY) is CopyTrouble.DAMAGED
    assert filled.read_bytes() == before
    opened(filled).close()


def test_a_file_that_is_something_else_is_not_taken_for_one(file: Path) -> None:
    file.parent.mkdir()
    file.write_bytes(b"not a database " * 1_000)
    assert Database.open(file, KEY) is CopyTrouble.DAMAGED


def test_a_shortened_file_is_found_at_the_door(filled: Path) -> None:
    content = filled.read_bytes()
    filled.write_bytes(content[: len(content) // 2])
    assert Database.open(filled, KEY) is CopyTrouble.DAMAGED


_PAGES_OF_THE_SCHEMA = 60
"""More than the tables' names and first pages take."""


def test_damage_further_in_is_found_when_it_is_read_and_nothing_is_written_over_it(filled: Path) -> None:
    content = bytearray(filled.read_bytes())
    for page in range(_PAGES_OF_THE_SCHEMA, len(content) // 4096):
        content[page * 4096 + 100] ^= 1  # one bit of each
    filled.write_bytes(content)
    database = opened(filled)
    reader = InvoiceReader(database)
    try:
        listing = reader.open(EVERYTHING, COMPANY)
        assert [listing.row(position) for position in range(10)] == [None] * 10
        assert database.health.trouble is CopyTrouble.DAMAGED
        assert reader.open(ListView(today=TODAY, text="fct"), COMPANY).row(0) is None
        assert InvoiceStore(database).put(COMPANY, [an_invoice()], LATER) == 0
    finally:
        reader.close()
        database.close()
    assert filled.read_bytes() == content


def test_a_file_of_a_later_version_is_left_as_it_is(filled: Path) -> None:
    database = opened(filled)
    with database.writer.transaction():
        database.writer.run(f"PRAGMA user_version = {len(STEPS) + 1}")
    database.close()
    before = filled.read_bytes()
    assert Database.open(filled, KEY) is CopyTrouble.NEWER_SCHEMA
    assert filled.read_bytes() == before


@pytest.mark.skipif(os.name != "posix", reason="modes of folders are POSIX's")
def test_a_folder_that_may_not_be_written_is_said(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    person = os.geteuid()
    if person == 0:
        os.seteuid(65534)  # nothing is closed to root
    try:
        assert Database.open(tmp_path / "one.store", KEY) is CopyTrouble.NOT_WRITABLE
    finally:
        os.seteuid(person)
        tmp_path.chmod(0o700)


def test_a_place_where_no_folder_can_be_is_said(tmp_path: Path) -> None:
    (tmp_path / "cache").write_text("a file")
    assert Database.open(tmp_path / "cache" / "one.store", KEY) is CopyTrouble.NOT_WRITABLE


@pytest.mark.usefixtures("few_bytes")
def test_a_full_disk_refuses_what_comes_and_leaves_what_is_there(file: Path) -> None:
    rows = many_invoices(3_000)
    database = opened(file)
    store, reader = InvoiceStore(database), InvoiceReader(database)
    try:
        taken = store.put(COMPANY, rows, NOON)
        kept = store.known_ids(COMPANY)
        assert database.health.trouble is CopyTrouble.FULL
        assert taken == 0 < len(kept) < len(rows)
        listing = reader.open(EVERYTHING, COMPANY)
        assert len(listing) == len(kept)
        assert listing.row(0) is not None
        assert store.put(COMPANY, [an_invoice()], NOON) == 0
        assert store.mark_gone(COMPANY, kept, LATER) == 0
        assert store.known_ids(COMPANY) == kept
    finally:
        reader.close()
        database.close()


def test_a_full_disk_that_has_room_again_goes_on_after_recovery(
    file: Path, request: pytest.FixtureRequest
) -> None:
    resource = pytest.importorskip("resource", reason="only POSIX limits the size of files")
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    request.addfinalizer(lambda: resource.setrlimit(resource.RLIMIT_FSIZE, before))
    resource.setrlimit(resource.RLIMIT_FSIZE, (1_000_000, before[1]))
    rows = many_invoices(1_500)
    database = opened(file)
    store = InvoiceStore(database)
    store.put(COMPANY, rows, NOON)
    resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert store.put(COMPANY, rows, NOON) == 0
    database.health.recover()
    assert store.put(COMPANY, rows, NOON) > 0
    assert store.known_ids(COMPANY) == {row.id for row in rows}
    database.close()


def test_a_reader_sees_the_state_before_a_write_under_way_and_does_not_wait_for_it(filled: Path) -> None:
    database = opened(filled)
    reader = InvoiceReader(database)
    seen = reader.counts(COMPANY, TODAY)
    with database.writer.transaction():
        database.writer.run("DELETE FROM tally")
        # On this very thread: were the reader to wait for the writer, this would never end.
        assert reader.counts(COMPANY, TODAY) == seen
    assert reader.counts(COMPANY, TODAY).all_outgoing == 0
    reader.close()
    database.close()


def test_reading_goes_on_while_another_thread_writes(filled: Path) -> None:
    begun, enough = threading.Event(), threading.Event()

    def write() -> None:
        database = opened(filled)
        store = InvoiceStore(database)
        for step in range(1, 200):
            store.put(COMPANY, [an_invoice("N-1", total=f"{step}.00")], NOON + timedelta(seconds=step))
            begun.set()
            if enough.is_set():
                break
        database.close()

    database = opened(filled)
    reader = InvoiceReader(database)
    writer = threading.Thread(target=write)
    writer.start()
    try:
        assert begun.wait(30)
        totals: list[Decimal] = []
        while len(totals) < 50:
            found = reader.get(COMPANY, an_invoice("N-1").id)
            assert found is not None
            totals.append(found.total)
        assert totals == sorted(totals)
    finally:
        enough.set()
        writer.join(30)
        reader.close()
        database.close()


def test_two_programs_share_a_file(filled: Path) -> None:
    one, two = opened(filled), opened(filled)
    reader = InvoiceReader(two)
    before = reader.generation(COMPANY)
    InvoiceStore(one).put(COMPANY, [an_invoice("N-1", status=InvoiceStatus.DRAFT)], LATER)
    assert reader.generation(COMPANY) > before
    assert reader.get(COMPANY, an_invoice("N-1").id) is not None
    reader.close()
    one.close()
    two.close()


def test_a_bug_is_no_trouble_of_the_disk(file: Path) -> None:
    database = opened(file)
    with pytest.raises(apsw.SQLError):
        database.writer.rows("SELECT nothing FROM nowhere")
    with pytest.raises(UnicodeEncodeError):
        InvoiceStore(database).put(COMPANY, [an_invoice("FCT-\ud800")], NOON)
    assert database.health.trouble is None
    database.close()


def test_a_listing_of_a_closed_reader_knows_nothing_more(filled: Path) -> None:
    database = opened(filled)
    reader = InvoiceReader(database)
    listing = reader.open(EVERYTHING, COMPANY, first=10)
    reader.close()
    assert listing.row(3) is None
    assert listing.position_of(an_invoice().id) is None
    assert reader.figures(EVERYTHING, COMPANY).count == 0
    database.close()
