"""Which details are missing is found by the indexes, newest first, in pieces."""

from __future__ import annotations

from datetime import timedelta

from storno_desktop.domain.evidence import Source
from storno_desktop.domain.invoice_summary import Direction, InvoiceStatus
from storno_desktop.domain.listview import Queue, queue_of
from storno_desktop.store.detail_gaps import DETAILS, PLACES, DetailGaps
from storno_desktop.store.details import DetailStore
from tests.unit.store.kept import COMPANY, NOON, TODAY, a_shelf, an_invoice, many_invoices


def test_gaps_come_newest_first_in_pieces_and_are_what_the_queues_hold() -> None:
    rows = many_invoices(400)
    with a_shelf() as shelf:
        shelf.store.put(COMPANY, rows, NOON)
        gaps, before, found = DetailGaps(shelf.database), None, []
        while True:
            stretch = gaps.look(COMPANY, TODAY, before, 16)
            assert len(stretch.gaps) <= 16
            found += [gap.row for gap in stretch.gaps]
            before = stretch.before
            if before is None:
                break
    wanted = {Queue.CAN_BE_CANCELLED, Queue.CAN_BE_RESTORED}
    expected = [row for row in rows if queue_of(row, TODAY) in wanted]
    assert found == sorted(expected, key=lambda row: (row.issue_date, row.id), reverse=True)
    assert {row.status for row in found} == {
        InvoiceStatus.DRAFT,
        InvoiceStatus.ISSUED,
        InvoiceStatus.CANCELLED,
    }
    assert {row.direction for row in found} == {Direction.OUTGOING}


def test_a_detail_counts_until_its_row_is_seen_later() -> None:
    row = an_invoice()
    with a_shelf() as shelf:
        gaps, details = DetailGaps(shelf.database), DetailStore(shelf.database)
        shelf.store.put(COMPANY, [row], NOON)
        assert [gap.detail for gap in gaps.look(COMPANY, TODAY, None, 9).gaps] == [None]
        details.keep_part(COMPANY, row.id, Source.EVENTS, b"[]", NOON)
        assert len(gaps.look(COMPANY, TODAY, None, 9).gaps) == 1
        details.keep_part(COMPANY, row.id, Source.DETAIL, b"{}", NOON)
        assert gaps.look(COMPANY, TODAY, None, 9).gaps == ()
        shelf.store.put(COMPANY, [row], NOON + timedelta(seconds=1))
        assert [gap.detail for gap in gaps.look(COMPANY, TODAY, None, 9).gaps] == [b"{}"]


def test_no_table_is_walked_through() -> None:
    with a_shelf() as shelf:
        plans = [
            shelf.database.writer.rows(f"EXPLAIN QUERY PLAN {sql}", bound)
            for sql, bound in ((PLACES, (0, 1, 1, 0, 6, 9)), (DETAILS.replace("carray(?1)", "(?1)"), (1, "")))
        ]
    steps = [str(step[3]) for plan in plans for step in plan]
    assert not [step for step in steps if step.startswith("SCAN")]
    assert sum("USING COVERING INDEX" in step for step in steps) == 3
