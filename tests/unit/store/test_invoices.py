from dataclasses import replace
from datetime import date, timedelta

import pytest

from storno_desktop.domain.invoice_summary import Direction, InvoiceId, InvoiceStatus
from storno_desktop.domain.listview import ListView, Queue
from storno_desktop.store.database import Database
from storno_desktop.store.invoices import BATCH
from storno_desktop.store.schema import DIRECTION_RANKS, SORT_KEYS, STATUS_RANKS, STEPS
from tests.unit.store.kept import COMPANY, NOON, TODAY, a_shelf, an_invoice, many_invoices

EVERYTHING = ListView(today=TODAY, direction=None)
LATER = NOON + timedelta(minutes=1)
EARLIER = NOON - timedelta(minutes=1)


def test_the_ranks_are_the_statuses_and_directions_of_the_trade() -> None:
    assert [status.value for status in InvoiceStatus] == list(STATUS_RANKS)
    assert {direction.value for direction in Direction} == set(DIRECTION_RANKS)


def test_put_tells_how_much_was_new_or_different() -> None:
    with a_shelf() as shelf:
        first, second = an_invoice("FCT-1"), an_invoice("FCT-2")
        assert shelf.store.put(COMPANY, [first, second], NOON) == 2
        assert shelf.store.put(COMPANY, [first, second], LATER) == 0
        changed = an_invoice("FCT-2", status=InvoiceStatus.CANCELLED)
        assert shelf.store.put(COMPANY, [first, changed], LATER) == 1
        assert shelf.reader.get(COMPANY, changed.id) == changed


def test_only_a_visible_change_steps_the_generation() -> None:
    with a_shelf() as shelf:
        assert shelf.reader.generation(COMPANY) == 0
        shelf.store.put(COMPANY, [an_invoice()], NOON)
        seen = shelf.reader.generation(COMPANY)
        assert seen > 0
        shelf.store.put(COMPANY, [an_invoice()], LATER)
        shelf.store.mark_gone(COMPANY, [InvoiceId("nobody")], LATER)
        assert shelf.reader.generation(COMPANY) == seen
        shelf.store.put("other", [an_invoice()], LATER)
        assert shelf.reader.generation(COMPANY) == seen
        assert shelf.store.newest_observation(COMPANY) == LATER


def test_a_late_answer_never_replaces_a_newer_one() -> None:
    with a_shelf() as shelf:
        now = an_invoice(status=InvoiceStatus.CANCELLED, cancelled_at=NOON)
        shelf.store.replace(COMPANY, now, NOON)
        assert not shelf.store.replace(COMPANY, an_invoice(), EARLIER)
        assert shelf.reader.get(COMPANY, now.id) == now
        assert shelf.store.newest_observation(COMPANY) == NOON


def test_an_unchanged_answer_renews_the_observation() -> None:
    with a_shelf() as shelf:
        shelf.store.replace(COMPANY, an_invoice(), EARLIER)
        shelf.store.replace(COMPANY, an_invoice(), LATER)
        assert not shelf.store.replace(COMPANY, an_invoice(total="1.00"), NOON)


def test_what_is_gone_comes_back_only_by_a_later_observation() -> None:
    with a_shelf() as shelf:
        shelf.store.put(COMPANY, [an_invoice()], EARLIER)
        assert shelf.store.mark_gone(COMPANY, [an_invoice().id], NOON) == 1
        assert len(shelf.reader.open(EVERYTHING, COMPANY)) == 0
        assert len(shelf.reader.open(ListView(today=TODAY, text="fct"), COMPANY)) == 0
        assert shelf.store.put(COMPANY, [an_invoice()], NOON) == 0
        assert shelf.store.put(COMPANY, [an_invoice()], LATER) == 1
        assert shelf.store.mark_gone(COMPANY, [an_invoice().id], NOON) == 0
        assert shelf.store.count(COMPANY) == 1


def test_an_invoice_seen_later_is_not_gone() -> None:
    with a_shelf() as shelf:
        shelf.store.put(COMPANY, [an_invoice()], LATER)
        assert shelf.store.mark_gone(COMPANY, [an_invoice().id], NOON) == 0
        assert shelf.store.count(COMPANY) == 1


def test_a_new_issue_date_moves_the_invoice() -> None:
    with a_shelf() as shelf:
        shelf.store.put(COMPANY, [an_invoice("A"), an_invoice("B", issued=date(2026, 3, 2))], NOON)
        shelf.store.replace(COMPANY, an_invoice("A", issued=date(2026, 3, 5)), LATER)
        listing = shelf.reader.open(EVERYTHING, COMPANY)
        assert [row.number for position in (0, 1) if (row := listing.row(position))] == ["A", "B"]
        assert shelf.store.count(COMPANY) == 2
        assert shelf.store.known_ids(COMPANY, date(2026, 3, 1), date(2026, 3, 1)) == frozenset()
        assert shelf.store.known_ids(COMPANY, date_from=date(2026, 3, 3)) == {"id-A"}


def test_the_same_id_in_two_companies_stays_apart() -> None:
    with a_shelf() as shelf:
        shelf.store.put("one", [an_invoice(total="1.00")], NOON)
        shelf.store.put("two", [an_invoice(total="2.00")], NOON)
        shelf.store.mark_gone("one", [an_invoice().id], LATER)
        assert shelf.reader.get("one", an_invoice().id) is None
        assert shelf.reader.get("two", an_invoice().id) == an_invoice(total="2.00")


def test_a_company_without_invoices_is_empty() -> None:
    with a_shelf() as shelf:
        assert shelf.store.count("none") == 0
        assert shelf.store.newest_observation("none") is None
        assert shelf.store.known_ids("none") == frozenset()
        listing = shelf.reader.open(EVERYTHING, "none")
        assert (len(listing), listing.row(0), listing.ids, listing.is_complete) == (0, None, (), True)
        assert shelf.reader.totals(EVERYTHING, "none") == ()
        assert shelf.reader.currencies("none") == ()


def test_ids_that_crowd_into_one_gap_are_given_room() -> None:
    # Each id falls between the first and the one before it: the gap halves with every arrival.
    arriving = [f"m{'a' * depth}" for depth in range(60, 0, -1)]
    with a_shelf() as shelf:
        shelf.store.put(COMPANY, [an_invoice("first", identity="a"), an_invoice("last", identity="z")], NOON)
        for identity in reversed(arriving):
            shelf.store.put(COMPANY, [an_invoice(f"N-{identity}", identity=identity)], NOON)
        for identity in (f"b{index:03d}" for index in range(60)):
            shelf.store.put(COMPANY, [an_invoice(f"N-{identity}", identity=identity)], NOON)
        listing = shelf.reader.open(EVERYTHING, COMPANY)
        assert list(listing.ids) == sorted(listing.ids, reverse=True)
        assert len(listing) == 122
        for identity in listing.ids:
            found = shelf.reader.open(ListView(today=TODAY, text=f"N-{identity}"), COMPANY)
            assert identity in {*found.ids, "a", "z"}


def test_a_failed_write_leaves_nothing_behind() -> None:
    with a_shelf() as shelf:
        shelf.store.put(COMPANY, [an_invoice("FCT-1")], NOON)
        broken = an_invoice("FCT-\ud800")
        with pytest.raises(UnicodeEncodeError):
            shelf.store.put(COMPANY, [an_invoice("FCT-2"), broken], LATER)
        assert shelf.store.known_ids(COMPANY) == {"id-FCT-1"}
        assert shelf.store.newest_observation(COMPANY) == NOON
        assert shelf.store.put(COMPANY, [an_invoice("FCT-2")], LATER) == 1


def test_more_rows_than_one_batch_are_all_kept() -> None:
    rows = many_invoices(2 * BATCH + 1)
    with a_shelf() as shelf:
        assert shelf.store.put(COMPANY, iter(rows), NOON) == len(rows)
        assert shelf.store.known_ids(COMPANY) == {row.id for row in rows}


def test_the_schema_is_brought_up_to_date_once() -> None:
    database = Database()
    assert database.writer.row("PRAGMA user_version") == (len(STEPS),)
    indexes = {row[0] for row in database.writer.rows("SELECT name FROM sqlite_schema WHERE type = 'index'")}
    assert {f"invoice_by_{key}" for key in SORT_KEYS} <= indexes
    database.close()


def test_two_databases_share_nothing() -> None:
    with a_shelf() as one, a_shelf() as two:
        one.store.put(COMPANY, [an_invoice()], NOON)
        assert two.store.count(COMPANY) == 0


def test_nothing_of_what_is_gone_stays_behind_in_the_search() -> None:
    with a_shelf() as shelf:
        shelf.store.put(COMPANY, [an_invoice()], NOON)
        shelf.store.mark_gone(COMPANY, [an_invoice().id], LATER)
        for table, text in (("names", "alfa"), ("numbers", "fct"), ("cifs", "143")):
            left = shelf.database.writer.rows(f"SELECT rowid FROM {table}(?)", (text,))  # noqa: S608
            assert left == []


def test_a_paid_invoice_does_not_wait_to_be_cancelled() -> None:
    with a_shelf() as shelf:
        paid = replace(an_invoice("paid"), paid_at=NOON)
        shelf.store.put(COMPANY, [an_invoice("part", paid="1.00"), paid, an_invoice("open")], NOON)
        view = ListView(today=TODAY, queue=Queue.CAN_BE_CANCELLED)
        assert shelf.reader.open(view, COMPANY).ids == ("id-open",)
        assert shelf.reader.counts(COMPANY, TODAY).can_be_cancelled == 1


def test_forgetting_a_company_leaves_nothing_of_it_and_all_of_the_others() -> None:
    with a_shelf() as shelf:
        shelf.store.put(COMPANY, many_invoices(BATCH + 5), NOON)
        gone = an_invoice("FCT-DISPĂRUT")
        shelf.store.mark_gone(COMPANY, [gone.id], LATER)
        shelf.store.put("other", [an_invoice("ALT-1")], NOON)
        assert shelf.store.forget(COMPANY) == BATCH + 5
        assert shelf.store.count(COMPANY) == 0
        assert shelf.store.known_ids(COMPANY) == frozenset()
        assert shelf.store.newest_observation(COMPANY) is None
        assert shelf.store.count("other") == 1
        # Signed in again, even what was known to be gone is believed anew.
        shelf.store.put(COMPANY, [gone], NOON)
        assert shelf.store.known_ids(COMPANY) == {gone.id}


def test_forgetting_an_unknown_company_is_no_fault() -> None:
    with a_shelf() as shelf:
        assert shelf.store.forget("nobody") == 0
