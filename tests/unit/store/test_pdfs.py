"""PDFs in the local copy: kept byte by byte, gone with their invoice, forgotten by size in the right order."""

from datetime import timedelta

import pytest

from storno_desktop.domain.evidence import Evidence
from storno_desktop.domain.invoice_summary import InvoiceId
from storno_desktop.domain.kept_pdf import KeptPdf
from storno_desktop.store.pdfs import MOST_BYTES, PdfStore
from tests.unit.store.kept import COMPANY, NOON, a_shelf, an_invoice

ID = InvoiceId("id-1")
LATER = NOON + timedelta(minutes=1)
EARLIER = NOON - timedelta(minutes=1)
PDF = b"%PDF-1.7\n" + bytes(range(256)) + b"\n%%EOF\n"


def test_a_pdf_is_kept_byte_by_byte_with_its_age() -> None:
    with a_shelf() as shelf:
        pdfs = PdfStore(shelf.database)
        assert pdfs.open(COMPANY, ID, LATER) is None
        assert pdfs.standing(COMPANY, ID) is None
        assert pdfs.keep(COMPANY, ID, PDF, NOON, EARLIER)
        assert pdfs.standing(COMPANY, ID) == KeptPdf(len(PDF), NOON, is_chosen=False, server_time=EARLIER)
        found = pdfs.open(COMPANY, ID, LATER)
        assert isinstance(found, Evidence)
        assert (found.value, found.observed_at, found.server_time, found.is_kept) == (
            PDF,
            NOON,
            EARLIER,
            True,
        )
        assert pdfs.standing("other", ID) is None


def test_a_late_answer_never_replaces_a_newer_one_and_what_was_chosen_stays_chosen() -> None:
    with a_shelf() as shelf:
        pdfs = PdfStore(shelf.database)
        assert not pdfs.choose(COMPANY, ID)
        pdfs.keep(COMPANY, ID, PDF, NOON)
        assert pdfs.choose(COMPANY, ID)
        pdfs.keep(COMPANY, ID, PDF + b"%%EOF", EARLIER)
        assert pdfs.standing(COMPANY, ID) == KeptPdf(len(PDF), NOON, is_chosen=True)
        pdfs.keep(COMPANY, ID, PDF + b"%%EOF", LATER)
        assert pdfs.standing(COMPANY, ID) == KeptPdf(len(PDF) + 5, LATER, is_chosen=True)


@pytest.mark.parametrize(
    "document",
    [b"", b"<html>%%EOF", b" " + PDF, PDF[:100], b"%PDF-" + bytes(MOST_BYTES) + b"%%EOF"],
    ids=("nothing", "html", "late", "cut", "huge"),
)
def test_what_is_no_pdf_or_too_large_is_not_kept(document: bytes) -> None:
    with a_shelf() as shelf:
        pdfs = PdfStore(shelf.database)
        assert not pdfs.keep(COMPANY, ID, document, NOON)
        assert pdfs.standing(COMPANY, ID) is None


def test_a_pdf_goes_with_its_invoice_and_with_its_company() -> None:
    with a_shelf() as shelf:
        pdfs = PdfStore(shelf.database)
        gone, stays = an_invoice("GONE"), an_invoice("STAYS")
        shelf.store.put(COMPANY, [gone, stays], EARLIER)
        for each in (gone.id, stays.id):
            pdfs.keep(COMPANY, each, PDF, NOON)
            pdfs.keep("other", each, PDF, NOON)
        shelf.store.mark_gone(COMPANY, [gone.id], EARLIER)
        assert pdfs.standing(COMPANY, gone.id)  # drawn after the invoice was missed
        shelf.store.mark_gone(COMPANY, [gone.id], LATER)
        assert pdfs.standing(COMPANY, gone.id) is None
        shelf.store.put(COMPANY, [an_invoice("STAYS", total="5.00", issued=gone.issue_date)], LATER)
        assert pdfs.standing(COMPANY, stays.id)
        shelf.store.forget(COMPANY)
        assert pdfs.standing(COMPANY, stays.id) is None
        assert pdfs.standing("other", stays.id)
        assert pdfs.forget("other", stays.id)
        assert pdfs.standing("other", stays.id) is None


def test_by_size_those_used_longest_ago_go_first_and_those_chosen_last() -> None:
    with a_shelf() as shelf:
        pdfs = PdfStore(shelf.database)
        names = [InvoiceId(name) for name in ("chosen", "old", "used", "new")]
        for minute, name in enumerate(names):
            pdfs.keep(COMPANY, name, PDF, NOON + timedelta(minutes=minute))
        pdfs.choose(COMPANY, names[0])
        pdfs.open(COMPANY, names[2], NOON + timedelta(hours=1))
        size = len(PDF)
        assert pdfs.total_bytes(COMPANY) == 4 * size
        assert pdfs.total_bytes("other") == 0
        left = []
        for at_most in (4 * size, 4 * size - 1, 2 * size, size, 0):
            pdfs.forget_until(COMPANY, at_most)
            left.append([str(name) for name in names if pdfs.standing(COMPANY, name)])
        assert left == [
            ["chosen", "old", "used", "new"],
            ["chosen", "used", "new"],
            ["chosen", "used"],
            ["chosen"],
            [],
        ]
