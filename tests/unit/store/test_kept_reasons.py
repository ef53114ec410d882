"""What is typed and not sent: kept letter by letter, prepared or not, and gone when there is nothing left to do."""

import json
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from storno_desktop.domain.invoice_summary import Direction, InvoiceStatus
from storno_desktop.domain.kept_reason import KeptReason
from storno_desktop.domain.listview import Column, ListView, Queue
from storno_desktop.store.invoices import InvoiceStore
from storno_desktop.store.kept_reason_reader import PREPARED as PREPARED_IDS
from storno_desktop.store.kept_reasons import RECENT_KEPT, KeptReasons
from storno_desktop.store.reader import InvoiceReader
from storno_desktop.store.selection import NAMED, Condition, Selection
from tests.unit.store.kept import COMPANY, NOON, TODAY, Shelf, a_shelf, an_invoice, many_invoices
from tests.unit.store.test_file import opened

LATER = NOON + timedelta(minutes=1)
ISSUED = an_invoice("FCT-1", paid="0.00", due=TODAY)
OTHER = an_invoice("FCT-2", status=InvoiceStatus.DRAFT)
REASON = "Client greșit, se emite alta"
PREPARED = ListView(today=TODAY, queue=Queue.PREPARED)


def kept(shelf: Shelf, company: str = COMPANY) -> KeptReason | None:
    return shelf.reader.kept_reason(company, ISSUED.id)


@pytest.mark.parametrize(
    "text", [REASON, " \tcu spații \n", "cu\0nul", "👍🏽❤️", "a" * 5_000, "\u200b", "două\r\nrânduri"]
)
def test_what_was_typed_is_kept_letter_by_letter(text: str) -> None:
    with a_shelf() as shelf:
        reasons = KeptReasons(shelf.database)
        assert kept(shelf) is None
        assert reasons.keep(COMPANY, ISSUED.id, text, NOON)
        assert kept(shelf) == KeptReason(text, NOON)
        assert kept(shelf, "other") is None
        assert reasons.keep(COMPANY, ISSUED.id, text + "!", LATER)
        assert kept(shelf) == KeptReason(text + "!", LATER)
        assert reasons.drop(COMPANY, ISSUED.id)
        assert kept(shelf) is None


def test_half_a_surrogate_is_kept_as_something_that_is_refused_as_well() -> None:
    with a_shelf() as shelf:
        assert KeptReasons(shelf.database).keep(COMPANY, ISSUED.id, "Client \ud83d greșit", NOON)
        assert kept(shelf) == KeptReason("Client \ufffe greșit", NOON)


def test_blanks_keep_nothing_and_leave_what_was_prepared() -> None:
    with a_shelf() as shelf:
        reasons = KeptReasons(shelf.database)
        reasons.keep(COMPANY, ISSUED.id, REASON, NOON)
        reasons.keep(COMPANY, ISSUED.id, " \n\t ", LATER)
        assert kept(shelf) is None
        reasons.prepare(COMPANY, ISSUED, REASON, NOON)
        reasons.keep(COMPANY, ISSUED.id, "  ", LATER)
        assert kept(shelf) == KeptReason(REASON, NOON, NOON, ISSUED)
        reasons.keep(COMPANY, ISSUED.id, "Alt motiv decât acela", LATER)
        assert kept(shelf) == KeptReason("Alt motiv decât acela", LATER, NOON, ISSUED)


def test_what_was_prepared_is_a_view_of_the_list_with_its_figures() -> None:
    with a_shelf() as shelf:
        reasons = KeptReasons(shelf.database)
        shelf.store.put(COMPANY, [ISSUED, OTHER, *many_invoices(700)], NOON)
        shelf.store.put("other", [ISSUED], NOON)
        reasons.keep(COMPANY, OTHER.id, REASON, NOON)
        assert shelf.reader.counts(COMPANY, TODAY).prepared == 0
        for each in (ISSUED, OTHER):
            reasons.prepare(COMPANY, each, REASON, NOON)
        assert shelf.reader.prepared(COMPANY) == {ISSUED.id, OTHER.id}
        assert shelf.reader.prepared("other") == frozenset()
        assert shelf.reader.counts(COMPANY, TODAY).of(Queue.PREPARED) == 2
        for column in Column:
            listing = shelf.reader.open(replace(PREPARED, sort=column), COMPANY)
            assert {listing.row(0), listing.row(1)} == {ISSUED, OTHER}
            assert len(listing) == 2
        assert len(shelf.reader.open(PREPARED, "other")) == 0
        found = shelf.reader.open(replace(PREPARED, text="fct-2"), COMPANY)
        assert [found.row(position) for position in range(len(found))] == [OTHER]
        assert shelf.reader.figures(PREPARED, COMPANY).count == 2
        assert shelf.reader.figures_at_hand(PREPARED, COMPANY) == shelf.reader.figures(PREPARED, COMPANY)


@pytest.mark.parametrize(
    "status", [InvoiceStatus.CANCELLED, InvoiceStatus.PAID, InvoiceStatus.SENT_TO_PROVIDER]
)
def test_what_can_no_longer_be_cancelled_is_dropped_and_told(status: InvoiceStatus) -> None:
    with a_shelf() as shelf:
        reasons = KeptReasons(shelf.database)
        shelf.store.put(COMPANY, [ISSUED, OTHER], NOON)
        shelf.store.put("other", [ISSUED], NOON)
        reasons.prepare(COMPANY, ISSUED, REASON, NOON)
        reasons.prepare("other", ISSUED, REASON, NOON)
        reasons.keep(COMPANY, OTHER.id, REASON, NOON)
        assert reasons.drop_moot(COMPANY) == ()
        over = replace(ISSUED, status=status, status_code=status.value)
        shelf.store.put(COMPANY, [over, replace(OTHER, status=status, status_code=status.value)], LATER)
        assert shelf.reader.prepared(COMPANY) == frozenset()
        assert shelf.reader.counts(COMPANY, TODAY).prepared == 0
        assert len(shelf.reader.open(PREPARED, COMPANY)) == 0
        assert reasons.drop_moot(COMPANY) == (over,)
        assert kept(shelf) is None
        assert shelf.reader.kept_reason(COMPANY, OTHER.id) is None
        assert kept(shelf, "other") is not None


def test_an_incoming_invoice_is_never_prepared() -> None:
    with a_shelf() as shelf:
        incoming = replace(ISSUED, direction=Direction.INCOMING)
        shelf.store.put(COMPANY, [incoming], NOON)
        KeptReasons(shelf.database).prepare(COMPANY, incoming, REASON, NOON)
        assert shelf.reader.prepared(COMPANY) == frozenset()
        assert len(shelf.reader.open(PREPARED, COMPANY)) == 0


def test_a_reason_that_was_sent_is_a_recent_one_and_nothing_else_is_left() -> None:
    with a_shelf() as shelf:
        reasons = KeptReasons(shelf.database)
        reasons.prepare(COMPANY, ISSUED, REASON, NOON)
        assert reasons.sent(COMPANY, ISSUED.id, REASON, NOON)
        assert kept(shelf) is None
        assert reasons.sent(COMPANY, OTHER.id, "Dublură a facturii", LATER)
        assert shelf.reader.recent_reasons(COMPANY) == ("Dublură a facturii", REASON)
        reasons.sent(COMPANY, ISSUED.id, REASON, LATER + timedelta(minutes=1))
        assert shelf.reader.recent_reasons(COMPANY) == (REASON, "Dublură a facturii")
        assert shelf.reader.recent_reasons("other") == ()
        for minute in range(RECENT_KEPT):
            reasons.sent(COMPANY, ISSUED.id, f"Motivul {minute}", LATER + timedelta(hours=1, minutes=minute))
        newest_first = [f"Motivul {minute}" for minute in reversed(range(RECENT_KEPT))]
        assert list(shelf.reader.recent_reasons(COMPANY)) == newest_first
        assert reasons.forget_recent(COMPANY)
        assert shelf.reader.recent_reasons(COMPANY) == ()


def test_it_goes_with_its_invoice_and_with_its_company() -> None:
    with a_shelf() as shelf:
        reasons = KeptReasons(shelf.database)
        shelf.store.put(COMPANY, [ISSUED, OTHER], NOON)
        for company in (COMPANY, "other"):
            reasons.keep(company, ISSUED.id, REASON, NOON)
            reasons.prepare(company, OTHER, REASON, NOON)
            reasons.sent(company, an_invoice("FCT-3").id, REASON, NOON)
        shelf.store.mark_gone(COMPANY, [ISSUED.id], LATER)
        assert kept(shelf) is None
        assert shelf.reader.kept_reason(COMPANY, OTHER.id) is not None
        shelf.store.forget(COMPANY)
        assert shelf.reader.kept_reason(COMPANY, OTHER.id) is None
        assert shelf.reader.recent_reasons(COMPANY) == ()
        assert kept(shelf, "other") is not None
        assert shelf.reader.recent_reasons("other") == (REASON,)


@pytest.mark.parametrize("seen", ["", "[]", "{}", "null", '{"id": 3}', "no json"])
def test_what_another_version_wrote_down_as_seen_is_no_obstacle(seen: str) -> None:
    with a_shelf() as shelf:
        KeptReasons(shelf.database).prepare(COMPANY, ISSUED, REASON, NOON)
        told = json.loads(shelf.database.writer.rows("SELECT seen FROM typed")[0][0])
        assert told["number"] == "FCT-1"
        shelf.database.writer.run("UPDATE typed SET seen = ?", (seen,))
        assert kept(shelf) == KeptReason(REASON, NOON, NOON)


def test_it_is_there_after_a_restart_and_not_readable_on_the_disk(tmp_path: Path) -> None:
    file = tmp_path / "one.store"
    database = opened(file)
    InvoiceStore(database).put(COMPANY, [ISSUED], NOON)
    KeptReasons(database).prepare(COMPANY, ISSUED, REASON, NOON)
    KeptReasons(database).sent(COMPANY, OTHER.id, "Dublură a facturii", NOON)
    on_disk = b"".join(each.read_bytes() for each in tmp_path.iterdir())
    database.close()
    on_disk += b"".join(each.read_bytes() for each in tmp_path.iterdir())
    for text in (REASON, "Dublură", "typed", "FCT-1"):
        assert text.encode() not in on_disk
    again = opened(file)
    reader = InvoiceReader(again)
    assert reader.kept_reason(COMPANY, ISSUED.id) == KeptReason(REASON, NOON, NOON, ISSUED)
    assert reader.recent_reasons(COMPANY) == ("Dublură a facturii",)
    reader.close()
    again.close()


def test_the_few_that_are_named_are_found_without_looking_through_all_invoices() -> None:
    """With a million invoices a start would wait for that."""
    with a_shelf() as shelf:
        shelf.store.put(COMPANY, [*many_invoices(300), ISSUED], NOON)
        KeptReasons(shelf.database).prepare(COMPANY, ISSUED, REASON, NOON)
        connection = shelf.database.reader()
        asked: list[Condition] = [(PREPARED_IDS, (COMPANY,))]
        for queue in NAMED:
            selection = Selection(ListView(today=TODAY, queue=queue, ids=frozenset({ISSUED.id})), 1)
            asked += [selection.part(part, 128) for part in range(selection.part_count)]
        for statement, bindings in asked:
            plan = [row[3] for row in connection.rows(f"EXPLAIN QUERY PLAN {statement}", bindings)]
            by_id = [step for step in plan if "invoice_by_id" in step]
            first = next(index for index, step in enumerate(plan) if "typed" in step or "one" in step.split())
            assert by_id, plan
            assert first < plan.index(by_id[0]), plan
            assert not any(step.startswith(("SCAN invoice", "SCAN meant")) for step in plan), plan
        connection.close()
