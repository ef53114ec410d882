"""What the store's convenience costs beside the bare database, measured in the same run."""

# ruff: noqa: S608 - the floors put their statements together from names of constants

import gc
from collections.abc import Callable, Iterator
from datetime import timedelta
from time import perf_counter

import pytest

from storno_desktop.domain.listview import Column, ListView
from storno_desktop.store.invoice_row import FIELDS, KEYS
from storno_desktop.store.place import date_range
from storno_desktop.store.searched_text import TABLES, spaced
from tests.unit.store.kept import COMPANY, NOON, TODAY, Shelf, a_shelf, many_invoices

ROWS = 20_000


def fastest(act: Callable[[], object], tries: int) -> float:
    """Seconds of the fastest of some tries: what a busy machine disturbs least."""
    gc.collect()
    times = []
    for _ in range(tries):
        begun = perf_counter()
        act()
        times.append(perf_counter() - begun)
    return min(times)


@pytest.fixture(scope="module")
def full() -> Iterator[Shelf]:
    with a_shelf() as shelf:
        shelf.store.put(COMPANY, many_invoices(ROWS), NOON)
        yield shelf


@pytest.mark.parametrize("column", [Column.ISSUE_DATE, Column.TOTAL, Column.PARTNER])
def test_opening_costs_little_more_than_the_bare_first_page(full: Shelf, column: Column) -> None:
    key = {Column.ISSUE_DATE: "place", Column.TOTAL: "total_key", Column.PARTNER: "partner_key"}[column]
    bare = full.database.reader()

    def floor() -> None:
        bare.rows(
            f"SELECT {FIELDS} FROM invoice WHERE company = 1 AND place BETWEEN ? AND ? AND direction = 1"
            f" AND {key} IS NOT NULL ORDER BY {key} DESC, place DESC LIMIT 128",
            date_range(1, None, None),
        )

    def ours() -> None:
        listing = full.reader.open(ListView(today=TODAY, sort=column), COMPANY, first=128)
        listing.row(0)

    # Ours also makes 128 invoices with their dates and decimals out of the texts.
    ratio = fastest(ours, 200) / fastest(floor, 200)
    bare.close()
    assert ratio <= 5, ratio


def test_the_whole_order_costs_little_more_than_the_bare_keys(full: Shelf) -> None:
    bare = full.database.reader()

    def floor() -> None:
        bare.rows("SELECT place FROM invoice WHERE company = 1 ORDER BY total_key DESC, place DESC")

    ratio = fastest(
        lambda: full.reader.open(ListView(today=TODAY, sort=Column.TOTAL), COMPANY), 15
    ) / fastest(floor, 15)
    bare.close()
    assert ratio <= 3, ratio


def test_a_page_does_not_grow_dearer_towards_the_end(full: Shelf) -> None:
    listing = full.reader.open(ListView(today=TODAY, sort=Column.PARTNER), COMPANY)

    def look(position: int) -> None:
        listing.forget_rows()
        listing.row(position)

    ratio = fastest(lambda: look(len(listing) - 1), 30) / fastest(lambda: look(0), 30)
    assert ratio <= 3, ratio


def test_figures_do_not_cost_a_walk_over_the_rows(full: Shelf) -> None:
    bare = full.database.reader()

    def floor() -> None:
        bare.rows(
            "SELECT currency, sum(total_key) FROM invoice INDEXED BY invoice_by_date"
            " WHERE company = 1 GROUP BY currency"
        )

    ratio = fastest(lambda: full.reader.totals(ListView(today=TODAY), COMPANY), 30) / fastest(floor, 30)
    bare.close()
    assert ratio <= 0.5, ratio


def test_a_key_press_in_the_search_does_not_grow_with_its_matches(full: Shelf) -> None:
    few = ListView(today=TODAY, text="fct-2026-0000")
    every = ListView(today=TODAY, text="srl")
    assert len(full.reader.open(every, COMPANY)) > 50 * len(full.reader.open(few, COMPANY))
    floor = fastest(lambda: full.reader.open(every, COMPANY), 10)
    ratio = fastest(lambda: full.reader.open(every, COMPANY, first=128), 10) / floor
    assert ratio <= 0.5, ratio


@pytest.mark.parametrize("text", ["alfa prod", "client:srl fct", "nr:fct-2026-000123 srl"])
def test_several_words_cost_no_more_than_the_first_page_of_them(full: Shelf, text: str) -> None:
    view = ListView(today=TODAY, text=text, direction=None)
    every = ListView(today=TODAY, text="srl fct", direction=None, sort=Column.PARTNER)
    assert len(full.reader.open(every, COMPANY)) > ROWS / 2
    floor = fastest(lambda: full.reader.open(every, COMPANY), 10)
    ratio = fastest(lambda: full.reader.open(view, COMPANY, first=128), 10) / floor
    assert ratio <= 0.5, ratio


@pytest.mark.parametrize(
    "text", ["total:>1000", "data:2026", "status:anulate", "total:>100 data:2025 stare:emise"]
)
def test_a_named_field_costs_little_more_than_the_same_filter(full: Shelf, text: str) -> None:
    floor = fastest(lambda: full.reader.open(ListView(today=TODAY), COMPANY, first=128).row(0), 50)
    ratio = fastest(lambda: full.reader.open(ListView(today=TODAY, text=text), COMPANY, first=128).row(0), 50)
    assert ratio / floor <= 5, ratio / floor


def test_keeping_a_thousand_rows_costs_little_more_than_bare_inserts() -> None:
    rows = many_invoices(1_000)
    columns = f"place, company, observed, {FIELDS}, {KEYS}"
    marks = ", ".join("?" * len(columns.split(",")))
    with a_shelf() as shelf:
        shelf.store.put(COMPANY, rows, NOON)
        kept = shelf.database.writer.rows(f"SELECT {columns} FROM invoice ORDER BY random()")
    texts = [(row[0], *map(spaced, (row[4], row[32], row[33]))) for row in kept]

    def floor() -> float:
        """The same rows in the same places, ready made, in one transaction."""
        with a_shelf() as shelf:
            writer = shelf.database.writer
            begun = perf_counter()
            with writer.transaction():
                writer.run_many(f"INSERT INTO invoice ({columns}) VALUES ({marks})", kept)
                for index, table in enumerate(TABLES, start=1):
                    bare = [(row[0], row[index]) for row in texts]
                    writer.run_many(f"INSERT INTO {table} (rowid, text) VALUES (?, ?)", bare)
            return perf_counter() - begun

    def ours() -> float:
        with a_shelf() as shelf:
            begun = perf_counter()
            shelf.store.put(COMPANY, rows, NOON)
            return perf_counter() - begun

    ratio = min(ours() for _ in range(7)) / min(floor() for _ in range(7))
    assert ratio <= 3, ratio


def test_an_unchanged_answer_is_cheaper_than_a_new_one() -> None:
    rows = many_invoices(1_000)
    with a_shelf() as shelf:
        begun = perf_counter()
        shelf.store.put(COMPANY, rows, NOON)
        new = perf_counter() - begun
        moments = iter(NOON + timedelta(minutes=minute) for minute in range(1, 10))
        again = fastest(lambda: shelf.store.put(COMPANY, rows, next(moments)), 5)
    assert again <= new, (again, new)
