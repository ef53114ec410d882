"""Nothing of an invoice can be read in what lies on the disk; the same search finds it all in a plain copy."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import apsw
import pytest

from storno_desktop.domain.evidence import Source
from storno_desktop.domain.invoice_summary import Direction, InvoiceId, InvoiceStatus, InvoiceSummary
from storno_desktop.domain.listview import Column, ListView
from storno_desktop.store.database import Connection, Database, Readers
from storno_desktop.store.details import CompanyNotes, DetailStore
from storno_desktop.store.folding import fold, words_of
from storno_desktop.store.invoices import InvoiceStore
from storno_desktop.store.reader import InvoiceReader
from storno_desktop.store.schema import STEPS
from storno_desktop.store.searched_text import spaced
from tests.disguises import found_in, found_under
from tests.unit.store.kept import NOON, TODAY, many_invoices
from tests.unit.store.test_file import KEY

COMPANY = "companie-7f3a91"
TOLD = InvoiceSummary(
    id=InvoiceId("0199-id-cu-nimic-altceva"),
    number="ZQX-2026-08151",
    status=InvoiceStatus.CANCELLED,
    status_code="cuvant_de_server",
    direction=Direction.OUTGOING,
    issue_date=date(2026, 3, 1),
    total=Decimal("918273.6455"),
    currency="XQZ",
    document_type="tip-neobisnuit",
    client_name="Brânzărie Împărătească & Fiii",
    client_cif="RO98765401",
    sender_name="Expeditor Ștețcu",
    sender_cif="RO98765402",
    receiver_name="Destinatar Țuțu",
    receiver_cif="RO98765403",
    subtotal=Decimal("771658.5256"),
    amount_paid=Decimal("31415.9265"),
    cancelled_at=datetime(2026, 3, 5, 10, 11, 12, 131415, tzinfo=UTC),
    anaf_error="Eroare foarte deosebită",
)
DOCUMENT = '{"note": "Livrare la poarta de nord", "lines": [{"description": "Cașcaval afumat de Năsăud"}]}'
NOTE = "luna 2026-03 e gata"
TEXTS = (
    TOLD.id,
    TOLD.number,
    TOLD.status_code,
    str(TOLD.total),
    TOLD.document_type,
    *(TOLD.client_name, TOLD.client_cif, TOLD.sender_name, TOLD.sender_cif),
    *(TOLD.receiver_name, TOLD.receiver_cif),
    *(str(TOLD.subtotal), str(TOLD.amount_paid), TOLD.anaf_error),
    *(fold(TOLD.client_name), "imparateasca"),
    *("Livrare la poarta de nord", "Cașcaval afumat de Năsăud", NOTE, COMPANY),
    "2026-03-05T10:11:12.131415",
)


class PlainDatabase:
    """The same schema without a key: what the program never makes."""

    def __init__(self, file: Path) -> None:
        file.touch()
        self.file = file
        self.writer = Connection(str(file), apsw.SQLITE_OPEN_READWRITE)
        self.writer.run("PRAGMA journal_mode=wal")
        self.writer.teach("words_of", words_of)
        self.writer.teach("spaced", spaced)
        for step in STEPS:
            self.writer.run(step)

    def writer_of(self, company_id: str) -> Connection:
        return self.writer

    def readers(self) -> Readers:
        raise NotImplementedError

    def close(self) -> None:
        self.writer.close()


def fill(database: Database | PlainDatabase) -> None:
    """Every kind of thing that is kept, written, changed, moved and partly taken away again."""
    store = InvoiceStore(database)
    store.put(COMPANY, many_invoices(400), NOON)
    store.put(COMPANY, [TOLD], NOON)
    store.put(COMPANY, [replace(TOLD, issue_date=date(2026, 3, 2))], NOON + timedelta(minutes=1))
    store.mark_gone(COMPANY, [many_invoices(3)[2].id], NOON + timedelta(minutes=1))
    DetailStore(database).keep_part(COMPANY, TOLD.id, Source.DETAIL, DOCUMENT.encode(), NOON)
    CompanyNotes(database).keep(COMPANY, "fill", NOTE)


@contextmanager
def everything_written(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder for the file and another for whatever the library may put down for a while."""
    temporary = folder / "temporary"
    temporary.mkdir()
    for name in ("SQLITE_TMPDIR", "TMPDIR"):
        monkeypatch.setenv(name, str(temporary))
    yield folder / "one.store"


def read_everything(database: Database) -> None:
    """Searches and sorts that could make the library put rows down somewhere."""
    reader = InvoiceReader(database)
    for column in Column:
        reader.open(ListView(today=TODAY, direction=None, sort=column), COMPANY)
    assert TOLD.id in reader.open(ListView(today=TODAY, text="imparateasca fiii"), COMPANY).ids
    reader.totals(ListView(today=TODAY, direction=None, text="z"), COMPANY)
    reader.close()


def test_no_text_of_an_invoice_stands_in_any_file_in_any_form(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with everything_written(tmp_path, monkeypatch) as file:
        database = Database(file, KEY)
        fill(database)
        read_everything(database)
        assert {each.name for each in tmp_path.glob("one.store*")} == {
            "one.store",
            "one.store-wal",
            "one.store-shm",
        }
        assert (tmp_path / "one.store-wal").stat().st_size > 100_000
        assert found_under(tmp_path, TEXTS) == []
        database.close()
        assert found_under(tmp_path, TEXTS) == []
        assert b"SQLite format 3" not in file.read_bytes()
        assert b"CREATE TABLE" not in file.read_bytes()


def test_the_same_search_finds_every_text_in_a_plain_copy(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with everything_written(tmp_path, monkeypatch) as file:
        plain = PlainDatabase(file)
        fill(plain)
        plain.close()
        content = file.read_bytes()
    missed = [text for text in TEXTS if not list(found_in(content, [text]))]
    assert missed == []


def test_a_file_without_a_key_is_never_made(tmp_path: Path) -> None:
    for key in (None, b"", KEY[:-1]):
        with pytest.raises(ValueError, match="key"):
            Database(tmp_path / "one.store", key)
    assert list(tmp_path.iterdir()) == []
