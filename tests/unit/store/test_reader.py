import threading
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import apsw
import pytest

from storno_desktop.domain.invoice_summary import Direction, InvoiceId, InvoiceStatus
from storno_desktop.domain.listview import Column, ListView, Queue, days_left
from storno_desktop.store.invoices import BATCH
from storno_desktop.store.listing import PAGE
from storno_desktop.store.reader import InvoiceReader
from storno_desktop.store.selection import Selection
from tests.unit.store.kept import COMPANY, NOON, TODAY, a_shelf, an_invoice, many_invoices

EVERYTHING = ListView(today=TODAY, direction=None)


def test_the_window_closes_after_its_last_day_in_bucharest() -> None:
    with a_shelf() as shelf:
        rows = [
            an_invoice(f"D{days}", status=InvoiceStatus.CANCELLED, cancelled_at=NOON - timedelta(days=days))
            for days in (0, 29, 30, 31)
        ]
        unknown = an_invoice("unknown", status=InvoiceStatus.CANCELLED)
        shelf.store.put(COMPANY, [*rows, unknown], NOON)
        asked = {"today": TODAY, "sort": Column.DAYS_LEFT, "descending": False}
        still = shelf.reader.open(ListView(queue=Queue.CAN_BE_RESTORED, **asked), COMPANY)  # type: ignore[arg-type]
        passed = shelf.reader.open(ListView(queue=Queue.WINDOW_PASSED, **asked), COMPANY)  # type: ignore[arg-type]
        assert still.ids == ("id-D30", "id-D29", "id-D0")
        assert passed.ids == ("id-D31",)
        assert [days_left(row, TODAY) for row in [*rows, unknown]] == [30, 1, 0, -1, None]


def test_a_day_begins_at_midnight_in_bucharest() -> None:
    evening = datetime(2026, 2, 7, 21, 59, 59, tzinfo=UTC)
    rows = [
        an_invoice("before", status=InvoiceStatus.CANCELLED, cancelled_at=evening),
        an_invoice("after", status=InvoiceStatus.CANCELLED, cancelled_at=evening + timedelta(seconds=1)),
    ]
    with a_shelf() as shelf:
        shelf.store.put(COMPANY, rows, NOON)
        view = ListView(today=date(2026, 3, 10), queue=Queue.CAN_BE_RESTORED)
        assert shelf.reader.open(view, COMPANY).ids == ("id-after",)
        assert shelf.reader.counts(COMPANY, date(2026, 3, 10)).can_be_restored == 1


def test_totals_leave_cancelled_ones_out_and_take_negative_ones_in() -> None:
    with a_shelf() as shelf:
        shelf.store.put(
            COMPANY,
            [
                an_invoice("1", total="100.10"),
                an_invoice("2", total="-0.20"),
                an_invoice("3", total="999.00", status=InvoiceStatus.CANCELLED),
                an_invoice("4", total="5.00", currency="EUR"),
                an_invoice("5", total="7.00", direction=Direction.INCOMING),
            ],
            NOON,
        )
        for view in (ListView(today=TODAY), ListView(today=TODAY, date_from=date(2026, 1, 1))):
            euros, lei = shelf.reader.totals(view, COMPANY)
            assert (euros.currency, str(euros.total), euros.invoice_count) == ("EUR", "5.00", 1)
            assert (lei.currency, str(lei.total), lei.invoice_count) == ("RON", "99.90", 2)
        assert shelf.reader.totals(ListView(today=TODAY, text="alfa"), COMPANY)[1].total == Decimal("99.90")
        only_cancelled = ListView(today=TODAY, states=frozenset({InvoiceStatus.CANCELLED}))
        assert shelf.reader.totals(only_cancelled, COMPANY) == ()


def test_rows_are_read_where_somebody_looks() -> None:
    rows = many_invoices(PAGE * 8 + 5)
    with a_shelf() as shelf:
        shelf.store.put(COMPANY, rows, NOON)
        listing = shelf.reader.open(EVERYTHING, COMPANY)
        newest = sorted(rows, key=lambda row: (row.issue_date, row.id), reverse=True)
        for position in (0, PAGE - 1, PAGE, len(rows) - 1, 2 * PAGE):
            assert listing.row(position) == newest[position]
        assert listing.row(-1) is None
        assert listing.row(len(rows)) is None
        assert listing.position_of(newest[200].id) == 200
        assert listing.position_of(InvoiceId("nobody")) is None


def test_a_listing_keeps_its_order_and_shows_the_newest_state() -> None:
    rows = many_invoices(10)
    with a_shelf() as shelf:
        shelf.store.put(COMPANY, rows, NOON)
        listing = shelf.reader.open(EVERYTHING, COMPANY)
        first = listing.row(0)
        assert first is not None
        shelf.store.mark_gone(COMPANY, [first.id], NOON + timedelta(minutes=1))
        assert listing.row(0) == first
        listing.forget_rows()
        assert listing.row(0) is None
        assert len(listing) == 10
        assert listing.generation < shelf.reader.generation(COMPANY)
        assert len(shelf.reader.open(EVERYTHING, COMPANY)) == 9


def test_a_listing_adopts_the_order_of_a_later_one() -> None:
    rows = many_invoices(400)
    with a_shelf() as shelf:
        shelf.store.put(COMPANY, rows, NOON)
        listing = shelf.reader.open(EVERYTHING, COMPANY, first=PAGE)
        assert (len(listing), listing.is_complete) == (PAGE, False)
        assert listing.row(0) is not None
        newest = an_invoice("NEW", issued=TODAY + timedelta(days=1))
        shelf.store.put(COMPANY, [newest], NOON + timedelta(minutes=1))
        listing.adopt(shelf.reader.open(EVERYTHING, COMPANY))
        assert listing.is_complete
        assert listing.row(0) == newest
        assert sorted(listing.ids) == sorted([newest.id, *(row.id for row in rows)])
        assert listing.generation == shelf.reader.generation(COMPANY)


@pytest.mark.parametrize(
    ("view", "answered"),
    [
        (ListView(today=TODAY, currency="XXX"), False),
        (ListView(today=TODAY, states=frozenset({InvoiceStatus.REFUND}), sort=Column.PARTNER), False),
        (ListView(today=TODAY, total_min=Decimal(10**9), sort=Column.PARTNER), False),
        (
            ListView(today=TODAY, date_from=date(2010, 1, 1), date_to=date(2010, 12, 31), sort=Column.CIF),
            False,
        ),
        (ListView(today=TODAY, states=frozenset({InvoiceStatus.DRAFT}), sort=Column.TOTAL), True),
        (ListView(today=TODAY, total_min=Decimal(19_000), sort=Column.PARTNER), True),
    ],
)
def test_a_filter_that_leaves_little_touches_little(view: ListView, answered: bool) -> None:
    with a_shelf() as shelf:
        shelf.store.put(COMPANY, many_invoices(1_500), NOON)
        listing = shelf.reader.open(view, COMPANY, first=1)
        assert listing.is_complete
        assert bool(len(listing)) is answered


def test_figures_at_hand_are_those_that_a_walk_finds() -> None:
    with a_shelf() as shelf:
        shelf.store.put(
            COMPANY, [*many_invoices(500), an_invoice("VOID", status=InvoiceStatus.CANCELLED)], NOON
        )
        for queue in (None, *Queue):
            view = ListView(today=TODAY, queue=queue)
            at_hand = shelf.reader.figures_at_hand(view, COMPANY)
            assert at_hand is not None
            walked = replace(view, date_from=date(1990, 1, 1))
            assert shelf.reader.figures_at_hand(walked, COMPANY) is None
            assert shelf.reader.figures(walked, COMPANY) == at_hand
            assert at_hand.count == len(shelf.reader.open(view, COMPANY))


def test_a_reader_cannot_write() -> None:
    with a_shelf() as shelf:
        connection = shelf.database.reader()
        with pytest.raises(apsw.ReadOnlyError):
            connection.run("DELETE FROM invoice")
        connection.close()


def test_a_reader_sees_whole_writes_only() -> None:
    # Every write turns all rows from one status to the other: no reader may ever see a mixture.
    rows = PAGE  # what is read at once
    assert rows <= BATCH
    with a_shelf() as shelf:
        turns = [InvoiceStatus.ISSUED, InvoiceStatus.PAID]

        def turned(turn: int) -> None:
            status = turns[turn % 2]
            invoices = [an_invoice(f"N{index}", status=status, total="2.00") for index in range(rows)]
            shelf.store.put(COMPANY, invoices, NOON + timedelta(seconds=turn))

        turned(0)
        seen: list[tuple[int, int]] = []
        wrong: list[object] = []
        reading, finished = threading.Event(), threading.Event()

        def read() -> None:
            reader = InvoiceReader(shelf.database)
            while True:
                last = finished.is_set()
                counts = reader.counts(COMPANY, TODAY)
                pair = (counts.in_status(turns[0]), counts.in_status(turns[1]))
                listing = reader.open(ListView(today=TODAY, sort=Column.STATUS), COMPANY, first=rows)
                shown = {row.status for position in range(rows) if (row := listing.row(position))}
                seen.append(pair)
                if sorted(pair) != [0, rows] or len(listing) != rows or len(shown) != 1:
                    wrong.append((pair, len(listing), shown))
                reading.set()
                if last:
                    break
            reader.close()

        thread = threading.Thread(target=read)
        thread.start()
        assert reading.wait(30)
        for turn in range(1, 60):
            turned(turn)
        finished.set()
        thread.join(30)
        assert not thread.is_alive()
        assert not wrong
        assert seen[-1] == (0, rows)


@pytest.mark.parametrize("column", Column)
@pytest.mark.parametrize("descending", [True, False])
def test_equal_rows_follow_by_date_and_id_in_the_same_direction(column: Column, descending: bool) -> None:
    rows = [
        an_invoice("same", identity=identity, issued=date(2026, 3, day))
        for day, identity in ((1, "b"), (1, "a"), (2, "a2"), (2, "c2"), (2, "b2"))
    ]
    with a_shelf() as shelf:
        shelf.store.put(COMPANY, rows, NOON)
        view = ListView(today=TODAY, sort=column, descending=descending)
        in_order = ("a", "b", "a2", "b2", "c2")
        expected = tuple(reversed(in_order)) if descending else in_order
        assert shelf.reader.open(view, COMPANY).ids == expected
        stepwise = shelf.reader.open(view, COMPANY, first=2)
        stepwise.adopt(shelf.reader.open(view, COMPANY))
        assert stepwise.ids == expected


def test_no_index_is_missed_by_any_sort() -> None:
    with a_shelf() as shelf:
        connection = shelf.database.reader()
        shelf.store.put(COMPANY, many_invoices(300), NOON)
        for column in Column:
            selection = Selection(ListView(today=TODAY, sort=column), 1)
            for part in range(selection.part_count):
                statement, bindings = selection.part(part, 128)
                plan = [row[3] for row in connection.rows(f"EXPLAIN QUERY PLAN {statement}", bindings)]
                assert all("COVERING INDEX" in step and "TEMP B-TREE" not in step for step in plan), plan
        connection.close()
