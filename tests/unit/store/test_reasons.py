"""Why an invoice was cancelled: known from its detail, as long as that cancellation stands."""

from dataclasses import replace
from datetime import timedelta

from storno_desktop.domain.invoice_summary import InvoiceStatus
from tests.unit.store.kept import COMPANY, NOON, TODAY, Shelf, a_shelf, an_invoice

CANCELLED = an_invoice(status=InvoiceStatus.CANCELLED, cancelled_at=NOON)
LATER = NOON + timedelta(minutes=1)


def reasons(shelf: Shelf) -> list[str]:
    return [row[0] for row in shelf.database.writer.rows("SELECT text FROM reason")]


def test_the_newest_reason_of_a_cancelled_invoice_is_kept() -> None:
    with a_shelf() as shelf:
        assert not shelf.store.know_reason(COMPANY, CANCELLED.id, "too early", NOON)
        shelf.store.put(COMPANY, [CANCELLED, an_invoice("FCT-2")], NOON)
        assert shelf.store.know_reason(COMPANY, CANCELLED.id, " Dublă emitere ", NOON)
        assert not shelf.store.know_reason(COMPANY, CANCELLED.id, "Dublă emitere", LATER)
        assert shelf.store.know_reason(COMPANY, CANCELLED.id, "Client greșit", LATER)
        assert not shelf.store.know_reason(COMPANY, CANCELLED.id, "a late answer", NOON)
        assert not shelf.store.know_reason(COMPANY, an_invoice("FCT-2").id, "it is issued", LATER)
        assert not shelf.store.know_reason("another", CANCELLED.id, "of nobody", LATER)
        assert reasons(shelf) == ["Client greșit"]
        assert shelf.store.know_reason(COMPANY, CANCELLED.id, "", LATER)
        assert reasons(shelf) == []


def test_it_goes_with_the_cancellation() -> None:
    issued = replace(CANCELLED, status=InvoiceStatus.DRAFT, status_code="draft", cancelled_at=None)
    again = replace(CANCELLED, cancelled_at=LATER)
    without_moment = replace(CANCELLED, cancelled_at=None)
    for after, stays in ((issued, False), (again, False), (without_moment, True)):
        for day in (CANCELLED.issue_date, TODAY):
            with a_shelf() as shelf:
                shelf.store.put(COMPANY, [CANCELLED], NOON)
                shelf.store.know_reason(COMPANY, CANCELLED.id, "Dublă emitere", NOON)
                shelf.store.put(COMPANY, [replace(after, issue_date=day)], LATER)
                assert reasons(shelf) == ["Dublă emitere"] * stays, (after, day)


def test_learning_a_reason_changes_nothing_that_the_list_shows() -> None:
    with a_shelf() as shelf:
        shelf.store.put(COMPANY, [CANCELLED], NOON)
        before = shelf.reader.generation(COMPANY)
        shelf.store.know_reason(COMPANY, CANCELLED.id, "Dublă emitere", NOON)
        assert shelf.reader.generation(COMPANY) == before
