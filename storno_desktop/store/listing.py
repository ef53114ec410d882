"""An answer to the list's question: every place in order, and the rows only where somebody looks."""

from array import array
from collections import OrderedDict
from itertools import chain, islice

from storno_desktop.domain.invoice import InvoiceId, InvoiceStatus, InvoiceSummary
from storno_desktop.domain.listview import Column
from storno_desktop.store.database import Connection, Row, among
from storno_desktop.store.invoice_row import FIELDS, STATUS_KEYS, summary_of
from storno_desktop.store.search import Exact, Search, Term, places_of
from storno_desktop.store.selection import Selection

PAGE = 128
"""Rows that are read at once."""
STRETCH = 20_000
"""Places that one call of `extend` adds: a few milliseconds."""
_PAGES_KEPT = 16
_GROWTH = 8
"""How much longer each stretch of a search for several words is: where they seldom meet, few stretches reach the end."""

_BY_PLACE = f"SELECT place, {FIELDS} FROM invoice WHERE place IN carray(?)"  # noqa: S608


class Listing:
    """The invoices that answer a question, by position.

    `len()` counts those known so far: all of them once `is_complete`. The order stays as it was at
    `generation` (the company's count of visible changes); rows are read when they are asked for, so one
    that was changed since shows its newest state and one that is gone is None. Opening the question anew
    gives the present order. Belongs to the thread of the reader that made it.
    """

    def __init__(self, connection: Connection, selection: Selection, first: int | None) -> None:
        self._connection = connection
        self._selection = selection
        self._search = selection.search
        self._pages: OrderedDict[int, list[InvoiceSummary | None]] = OrderedDict()
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
        return self._part >= self._selection.part_count

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

    def amounts(self) -> list[Row]:
        """Currency and total of all known positions that are not cancelled, in no order."""
        return (
            self._connection.rows(
                "SELECT currency, total FROM invoice WHERE place IN carray(?) AND status_key <> ?",
                (among(self._places), STATUS_KEYS[InvoiceStatus.CANCELLED]),
            )
            if self._places
            else []
        )

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
        try:
            return self._places.index(found[0])
        except ValueError:
            return None

    def forget_rows(self) -> None:
        """Read every row anew when it is next asked for, in the order known."""
        self._pages.clear()

    def extend(self, at_most: int = STRETCH) -> bool:
        """Learn further positions; whether all are known now.

        Where the company was changed meanwhile the whole order is read anew, so that no invoice stands
        twice or is passed over.
        """
        if self.is_complete:
            return True
        with self._connection.snapshot():
            if self._search is not None or self._revision() != self._generation:
                self._pages.clear()
                self._begin(None)
            else:
                self._append(at_most)
        return self.is_complete

    def _begin(self, first: int | None) -> None:
        self._generation = self._revision()
        self._places: array[int] = array("q")
        self._part = 0
        self._last: int | None = None
        if self._search is None:
            self._append(-1 if first is None else first)
        else:
            self._find(self._search, first)

    def _revision(self) -> int:
        row = self._connection.row("SELECT revision FROM company WHERE slot = ?", (self._selection.company,))
        return int(row[0]) if row else 0

    def _append(self, limit: int) -> None:
        while self._part < self._selection.part_count and limit:
            found = self._next(limit)
            self._places.extend(found)
            if found:
                self._last = found[-1]
            if limit < 0 or len(found) < limit:
                self._part, self._last = self._part + 1, None
            if limit > 0:
                limit -= len(found)

    def _next(self, limit: int) -> "array[int]":
        after = None
        if self._last is not None:
            key = self._connection.row(
                f"SELECT {self._selection.key} FROM invoice WHERE place = ?",  # noqa: S608
                (self._last,),
            )
            after = (key[0] if key else None, self._last)
        return _places(self._connection.rows(*self._selection.part(self._part, after, limit)))

    def _find(self, search: Search, first: int | None) -> None:
        exact = self._exact(search)
        self._places.extend(exact)
        lazily = self._selection.view.sort is Column.ISSUE_DATE
        if search.terms and first is not None and lazily:
            complete = self._find_first(search, set(exact), first)
        else:
            complete = True
            if search.terms:
                self._extend_without(self._found(search), set(exact))
        self._part = self._selection.part_count if complete else 0

    def _extend_without(self, found: "array[int]", exact: set[int]) -> None:
        self._places.extend((place for place in found if place not in exact) if exact else found)

    def _found(self, search: Search) -> "array[int]":
        selection = self._selection
        sought, bound = search.places(selection.company, *selection.bounds)
        where, bindings = selection.where()
        return _places(
            self._connection.rows(
                f"WITH hit (spot) AS MATERIALIZED ({sought}) SELECT place FROM hit CROSS JOIN invoice"  # noqa: S608
                f" ON place = spot WHERE {where} ORDER BY {selection.order}",
                (*bound, *bindings),
            )
        )

    def _find_first(self, search: Search, exact: set[int], first: int) -> bool:
        """The first answers in the order of places, found one stretch of matches after the other."""
        selection = self._selection
        way = "DESC" if selection.view.descending else "ASC"
        lead, others = search.parted
        sought, bound = places_of((lead,), selection.company, *selection.bounds)
        cursor = self._connection.stream(f"{sought} ORDER BY place {way}", bound)
        size = 2 * PAGE
        try:
            while len(self._places) < first:
                stretch = array("q", chain.from_iterable(islice(cursor, size)))
                if not stretch:
                    return True
                self._extend_without(self._filtered(self._that_answer(others, stretch)), exact)
                if others:
                    size *= _GROWTH
            return False
        finally:
            cursor.close()

    def _filtered(self, places: "array[int]") -> "array[int]":
        if not places:
            return places
        where, bindings = self._selection.where()
        return _places(
            self._connection.rows(
                f"SELECT place FROM invoice NOT INDEXED WHERE place IN carray(?) AND {where}"  # noqa: S608
                f" ORDER BY {self._selection.order}",
                (among(places), *bindings),
            )
        )

    def _exact(self, search: Search) -> "array[int]":
        places = array("q", dict.fromkeys(place for exact in search.exacts for place in self._meant(exact)))
        return self._filtered(places)

    def _meant(self, exact: Exact) -> list[int]:
        """The places of invoices with this very number or CIF that answer the other terms as well."""
        candidates = (row for key, value in exact.keys for row in self._candidates(key, value))
        places = [row[0] for row in candidates if exact.is_meant(row[1:])]
        return list(self._that_answer(exact.others, array("q", places)))

    def _that_answer(self, terms: tuple[Term, ...], places: "array[int]") -> "array[int]":
        """Those of the places at which all the terms are found."""
        if not places or not terms:
            return places
        sought, bound = places_of(terms, self._selection.company, min(places), max(places))
        return _places(
            self._connection.rows(
                f"WITH hit (spot) AS MATERIALIZED ({sought})"  # noqa: S608
                " SELECT spot FROM hit WHERE spot IN carray(?)",
                (*bound, among(places)),
            )
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


def _places(rows: list[Row]) -> "array[int]":
    return array("q", chain.from_iterable(rows))
