"""An answer to the list's question: every place in order, and the rows only where somebody looks."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections import OrderedDict
from itertools import chain, islice
from typing import TYPE_CHECKING

from storno_desktop.domain.invoice_summary import InvoiceId, InvoiceSummary
from storno_desktop.domain.listview import Column
from storno_desktop.store.database import Connection, Row, among
from storno_desktop.store.invoice_row import FIELDS, summary_of
from storno_desktop.store.narrowing import gathered
from storno_desktop.store.selection import Selection

if TYPE_CHECKING:
    # Imported when something is looked for: a start reads no words.
    from storno_desktop.store.search import Exact, Search, Term

PAGE = 32
"""Rows that are read at once: a screen and a half, so that a jump to anywhere reads little that is not shown."""
FEW_MATCHES = 8_000
"""So many matches are sorted by another column than the date while somebody waits for a key."""
_PAGES_KEPT = 64
_STRETCH = 96
"""Matches of a search that are looked at together."""
_GROWTH = 8
"""How much longer each stretch of a search for several words is: where they seldom meet, few stretches reach the end."""

_BY_PLACE = f"SELECT place, {FIELDS} FROM invoice WHERE place IN carray(?)"  # noqa: S608


class Listing:
    """The invoices that answer a question, by position.

    `len()` counts those known so far: all of them once `is_complete`, which opening with `first` may leave to
    another thread's listing of the same question, that is adopted. The order stays as it was at `generation`
    (the company's count of visible changes); rows are read when they are asked for, so one that was changed
    since shows its newest state and one that is gone is None. Opening the question anew gives the present
    order. Belongs to the thread of the reader that made it.
    """

    def __init__(self, connection: Connection, selection: Selection, first: int | None) -> None:
        self._connection = connection
        self._selection = selection
        self._search = selection.search
        self._pages: OrderedDict[int, list[InvoiceSummary | None]] = OrderedDict()
        self._generation = 0
        self._places: array[int] = array("q")
        self._first_of_order = 0  # before it stand exact numbers and CIFs
        self._is_complete = True
        with connection.snapshot():
            self._begin(first)

    def __len__(self) -> int:
        return len(self._places)

    @property
    def generation(self) -> int:
        """The company's count of visible changes when the order was read."""
        return self._generation

    @property
    def is_complete(self) -> bool:
        """Whether every answer is known by position."""
        return self._is_complete

    @property
    def places(self) -> array[int]:
        """The places of all known positions in their order."""
        return self._places

    @property
    def ids(self) -> tuple[InvoiceId, ...]:
        """The ids of all known positions in their order; costs a walk over all of them."""
        found: dict[int, InvoiceId] = dict(
            self._connection.rows(
                "SELECT place, id FROM invoice WHERE place IN carray(?)", (among(self._places),)
            )
            if self._places
            else ()
        )
        return tuple(found[place] for place in self._places if place in found)

    def row(self, position: int) -> InvoiceSummary | None:
        """The invoice at a position, None beyond the end or where it is gone by now."""
        if not 0 <= position < len(self._places):
            return None
        number, offset = divmod(position, PAGE)
        page = self._pages.get(number)
        if page is None:
            page = self._read(number)
        else:
            self._pages.move_to_end(number)
        return page[offset]

    def position_of(self, invoice_id: InvoiceId) -> int | None:
        """Where the invoice stands among the known positions; None where it does not."""
        found = self._connection.row(
            "SELECT place FROM invoice WHERE company = ? AND id = ?", (self._selection.company, invoice_id)
        )
        if found is None:
            return None
        place, places = int(found[0]), self._places
        if self._is_by_place:
            sign = -1 if self._selection.view.descending else 1
            at = bisect_left(places, sign * place, lo=self._first_of_order, key=lambda each: sign * each)
            if at < len(places) and places[at] == place:
                return at
            places = places[: self._first_of_order]
        try:
            return places.index(place)
        except ValueError:
            return None

    def forget_rows(self) -> None:
        """Read every row anew when it is next asked for, in the order known."""
        self._pages.clear()

    def adopt(self, other: Listing) -> None:
        """Take over the order that another thread's listing of the same question found; that one is not used any
        more."""
        self._pages.clear()
        self._places, self._generation = other._places, other._generation
        self._first_of_order, self._is_complete = other._first_of_order, other._is_complete

    def _begin(self, first: int | None) -> None:
        self._generation = self._revision()
        if self._search is not None:
            self._find(self._search, first)
            return
        few = gathered(self._connection, self._selection)
        if few is not None:
            self._places = few
        else:
            self._walk(first)

    @property
    def _is_by_place(self) -> bool:
        return self._selection.view.sort is Column.ISSUE_DATE

    def _revision(self) -> int:
        row = self._connection.row("SELECT revision FROM company WHERE slot = ?", (self._selection.company,))
        return int(row[0]) if row else 0

    def _walk(self, first: int | None) -> None:
        for part in range(self._selection.part_count):
            limit = -1 if first is None else first - len(self._places)
            self._places.extend(self._connection.column(*self._selection.part(part, limit)))
            if first is not None and len(self._places) >= first:
                self._is_complete = False
                return

    def _find(self, search: Search, first: int | None) -> None:
        self._places.extend(self._exact(search))
        self._first_of_order = len(self._places)
        if not search.terms:
            return
        if first is not None and self._is_by_place:
            self._is_complete = self._find_first(search, first)
        elif first is not None and self._are_many(search):
            self._is_complete = False
        else:
            self._extend_without_exact(self._found(search))

    def _extend_without_exact(self, found: array[int]) -> None:
        exact = frozenset(self._places[: self._first_of_order])
        self._places.extend((place for place in found if place not in exact) if exact else found)

    def _found(self, search: Search) -> array[int]:
        selection = self._selection
        sought, bound = search.places(selection.company, *selection.bounds)
        where, bindings = selection.where()
        return self._connection.column(
            f"WITH hit (spot) AS MATERIALIZED ({sought}) SELECT place FROM hit CROSS JOIN invoice"  # noqa: S608
            f" ON place = spot WHERE {where} ORDER BY {selection.order}",
            (*bound, *bindings),
        )

    def _are_many(self, search: Search) -> bool:
        selection = self._selection
        sought, bound = search.places(selection.company, *selection.bounds)
        row = self._connection.row(
            f"SELECT count(*) FROM ({sought} ORDER BY place LIMIT {FEW_MATCHES + 1})",  # noqa: S608
            bound,
        )
        return row is not None and row[0] > FEW_MATCHES

    def _find_first(self, search: Search, first: int) -> bool:
        """The first answers in the order of places, found one stretch of matches after the other; whether these
        are all."""
        from storno_desktop.store.search import places_of

        selection = self._selection
        lead, others = search.parted
        sought, bound = places_of((lead,), selection.company, *selection.bounds)
        way = "DESC" if selection.view.descending else "ASC"
        cursor = self._connection.stream(f"{sought} ORDER BY place {way}", bound)
        size = _STRETCH
        try:
            while len(self._places) < first:
                stretch = array("q", chain.from_iterable(islice(cursor, size)))
                if not stretch:
                    return True
                self._extend_without_exact(self._filtered(self._that_answer(others, stretch)))
                if others:
                    size *= _GROWTH
            return False
        finally:
            cursor.close()

    def _filtered(self, places: array[int]) -> array[int]:
        if not places:
            return places
        where, bindings = self._selection.where()
        # Entries of an index lie far closer together than rows, of which most would be read for this alone.
        index = "INDEXED BY invoice_by_date" if self._selection.is_answered_by_date else "NOT INDEXED"
        return self._connection.column(
            f"SELECT place FROM invoice {index} WHERE place IN carray(?) AND {where}"  # noqa: S608
            f" ORDER BY {self._selection.order}",
            (among(places), *bindings),
        )

    def _exact(self, search: Search) -> array[int]:
        places = array("q", dict.fromkeys(place for exact in search.exacts for place in self._meant(exact)))
        return self._filtered(places)

    def _meant(self, exact: Exact) -> list[int]:
        """The places of invoices with this very number or CIF that answer the other terms as well."""
        candidates = (row for key, value in exact.keys for row in self._candidates(key, value))
        places = [row[0] for row in candidates if exact.is_meant(row[1:])]
        return list(self._that_answer(exact.others, array("q", places)))

    def _that_answer(self, terms: tuple[Term, ...], places: array[int]) -> array[int]:
        """Those of the places at which all the terms are found."""
        if not places or not terms:
            return places
        from storno_desktop.store.search import places_of

        sought, bound = places_of(terms, self._selection.company, min(places), max(places))
        return self._connection.column(
            f"WITH hit (spot) AS MATERIALIZED ({sought})"  # noqa: S608
            " SELECT spot FROM hit WHERE spot IN carray(?)",
            (*bound, among(places)),
        )

    def _candidates(self, key: str, value: str) -> list[Row]:
        return self._connection.rows(
            f"SELECT place, number, cif_key FROM invoice WHERE company = ? AND {key} = ?",  # noqa: S608
            (self._selection.company, value),
        )

    def _read(self, number: int) -> list[InvoiceSummary | None]:
        places = self._places[number * PAGE : (number + 1) * PAGE]
        found = {row[0]: summary_of(row[1:]) for row in self._connection.rows(_BY_PLACE, (among(places),))}
        page = [found.get(place) for place in places]
        self._pages[number] = page
        if len(self._pages) > _PAGES_KEPT:
            self._pages.popitem(last=False)
        return page
