"""Invoices that are gone or have another number are found by the number that they had."""

from dataclasses import replace
from datetime import timedelta

import pytest

from storno_desktop.domain.invoice_summary import Direction
from storno_desktop.domain.tombstone import Tombstone
from tests.unit.store.kept import COMPANY, NOON, TODAY, Shelf, a_shelf, an_invoice

INVOICE = an_invoice("FCT-2026-0012", buyer="Șantier SRL", total="12.50", currency="EUR")
MOMENTS = [NOON + timedelta(minutes=minute) for minute in range(10)]


def former(shelf: Shelf, text: str = "FCT-2026-0012") -> list[tuple[str, str | None]]:
    return [(each.number, each.new_number) for each in shelf.reader.former(COMPANY, text)]


def test_a_gone_invoice_is_remembered_with_what_was_known_of_it() -> None:
    with a_shelf() as shelf:
        shelf.store.put(COMPANY, [INVOICE], NOON)
        assert former(shelf) == []
        shelf.store.mark_gone(COMPANY, [INVOICE.id, an_invoice("never seen").id], MOMENTS[1])
        (stone,) = shelf.reader.former(COMPANY, "fct-2026-0012")
        assert stone == Tombstone(
            invoice_id=INVOICE.id,
            number="FCT-2026-0012",
            new_number=None,
            partner="Șantier SRL",
            issue_date=INVOICE.issue_date,
            total=INVOICE.total,
            currency="EUR",
            observed_at=MOMENTS[1],
        )
        assert stone.is_gone
        assert shelf.reader.former("another", "FCT-2026-0012") == ()


@pytest.mark.parametrize(
    ("text", "is_found"),
    [
        ("FCT-2026-0012", True),
        ('"fct-2026-0012"', True),
        ("nr:FCT-2026-0012", True),
        (" număr:fct-2026-0012 status:emise", True),
        ("FCT-2026-12", False),  # sorts alike, and is another number
        ("FCT-2026-001", False),
        ("FCT-2026-0012 Șantier", False),
        ("nr:FCT-2026-0012 client:alfa", False),
        ("client:FCT-2026-0012", False),
        ("", False),
    ],
)
def test_only_the_exact_number_finds_it(text: str, is_found: bool) -> None:
    with a_shelf() as shelf:
        shelf.store.put(COMPANY, [INVOICE], NOON)
        shelf.store.mark_gone(COMPANY, [INVOICE.id], MOMENTS[1])
        assert bool(former(shelf, text)) == is_found


@pytest.mark.parametrize("moves", [False, True])
def test_a_changed_number_leaves_the_former_one_with_the_new_one(moves: bool) -> None:
    with a_shelf() as shelf:
        day = TODAY if moves else INVOICE.issue_date
        draft = replace(INVOICE, number="DRAFT-1", issue_date=day)
        shelf.store.put(COMPANY, [INVOICE], NOON)
        shelf.store.put(COMPANY, [draft], MOMENTS[1])
        assert former(shelf) == [("FCT-2026-0012", "DRAFT-1")]
        shelf.store.put(COMPANY, [replace(draft, number="FCT-2026-0013")], MOMENTS[2])
        assert former(shelf) == [("FCT-2026-0012", "FCT-2026-0013")]
        assert former(shelf, "DRAFT-1") == []
        assert not shelf.reader.former(COMPANY, "FCT-2026-0012")[0].is_gone
        # What was known of it under that number stays; gone, both numbers lead to it.
        shelf.store.mark_gone(COMPANY, [INVOICE.id], MOMENTS[3])
        assert former(shelf) == [("FCT-2026-0012", None)]
        assert former(shelf, "FCT-2026-0013") == [("FCT-2026-0013", None)]


def test_an_invoice_that_has_its_number_again_needs_no_tombstone() -> None:
    with a_shelf() as shelf:
        shelf.store.put(COMPANY, [INVOICE], NOON)
        shelf.store.put(COMPANY, [replace(INVOICE, number="FCT-7")], MOMENTS[1])
        shelf.store.put(COMPANY, [INVOICE], MOMENTS[2])
        assert former(shelf) == []
        assert former(shelf, "FCT-7") == [("FCT-7", "FCT-2026-0012")]


def test_an_invoice_that_returns_is_gone_no_longer() -> None:
    with a_shelf() as shelf:
        shelf.store.put(COMPANY, [INVOICE], NOON)
        shelf.store.mark_gone(COMPANY, [INVOICE.id], MOMENTS[1])
        shelf.store.put(COMPANY, [INVOICE], NOON)  # a late answer brings nothing back
        assert former(shelf) == [("FCT-2026-0012", None)]
        shelf.store.put(COMPANY, [INVOICE], MOMENTS[2])
        assert former(shelf) == []
        shelf.store.mark_gone(COMPANY, [INVOICE.id], MOMENTS[3])
        shelf.store.put(COMPANY, [replace(INVOICE, number="FCT-8")], MOMENTS[4])
        assert former(shelf) == [("FCT-2026-0012", "FCT-8")]


@pytest.mark.parametrize(("first", "then"), [("DRAFT-1", "FCT-1"), ("", "FCT-1"), ("fct-1 ", "FCT-1")])
def test_what_was_no_other_number_leaves_nothing(first: str, then: str) -> None:
    with a_shelf() as shelf:
        invoice = replace(INVOICE, number=first)
        shelf.store.put(COMPANY, [invoice], NOON)
        shelf.store.put(COMPANY, [replace(invoice, number=then)], MOMENTS[1])
        assert shelf.database.writer.row("SELECT count(*) FROM tombstone") == (0,)


def test_what_is_left_out_here_is_not_gone_there() -> None:
    with a_shelf() as shelf:
        shelf.store.put(COMPANY, [replace(INVOICE, number="FCT-1")], NOON)
        shelf.store.put(COMPANY, [INVOICE], MOMENTS[1])
        assert shelf.store.leave_out(COMPANY, [INVOICE.id], MOMENTS[2]) == 1
        assert shelf.store.count(COMPANY) == 0
        assert former(shelf) == []
        assert former(shelf, "FCT-1") == [("FCT-1", "FCT-2026-0012")]
        shelf.store.forget(COMPANY)
        assert former(shelf, "FCT-1") == []


def test_the_one_that_was_noticed_last_comes_first() -> None:
    with a_shelf() as shelf:
        rows = [replace(INVOICE, id=an_invoice(name).id, direction=Direction.INCOMING) for name in "abc"]
        shelf.store.put(COMPANY, rows, NOON)
        for row, moment in zip((rows[1], rows[0], rows[2]), MOMENTS[1:], strict=False):
            shelf.store.mark_gone(COMPANY, [row.id], moment)
        found = shelf.reader.former(COMPANY, "FCT-2026-0012")
        assert [each.invoice_id for each in found] == [rows[2].id, rows[0].id, rows[1].id]
