"""Every filter that can be in force is said where the list leaves the program."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import date
from decimal import Decimal

from storno_desktop.domain.invoice_summary import Direction, InvoiceStatus
from storno_desktop.domain.listview import Column, ListView, Queue
from storno_desktop.ui.figures import Figures
from storno_desktop.ui.language import Language
from storno_desktop.ui.view_words import ViewWords
from tests.unit.store.kept import TODAY

EVERYTHING = ListView(today=TODAY, direction=None)

SAID: dict[str, tuple[object, str]] = {
    "text": ("client:alfa", "search “client:alfa”"),
    "states": (frozenset({InvoiceStatus.DRAFT}), "Drafts"),
    "direction": (Direction.INCOMING, "Incoming"),
    "currency": ("EUR", "currency EUR"),
    "date_from": (date(2026, 1, 2), "issued from 2 Jan 2026"),
    "date_to": (date(2026, 1, 3), "issued until 3 Jan 2026"),
    "total_min": (Decimal("1000.5"), "total from 1,000.50"),
    "total_max": (Decimal(2000), "total up to 2,000.00"),
    "queue": (Queue.WINDOW_PASSED, "Cancelled – window passed"),
}
NO_FILTERS = {"today", "sort", "descending", "window_days", "ids"}
"""The ids are those of a queue, which is said."""


def test_each_filter_in_force_is_said(language: Language) -> None:
    words = ViewWords(Figures())
    assert words.filters(EVERYTHING) == []
    for name, (value, said) in SAID.items():
        assert words.filters(replace(EVERYTHING, **{name: value})) == [said]  # type: ignore[arg-type]


def test_a_filter_that_comes_to_the_list_comes_here_too() -> None:
    assert {each.name for each in fields(ListView)} == set(SAID) | NO_FILTERS


def test_the_order_is_said(language: Language) -> None:
    words = ViewWords(Figures())
    said = {words.order(replace(EVERYTHING, sort=each)) for each in Column}
    assert len(said) == len(Column)
    assert words.order(replace(EVERYTHING, sort=Column.TOTAL, descending=False)) == "Total, ascending"
