"""A question to the list, as conditions and orders that the indexes answer."""

from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR

from storno_desktop.domain.invoice import Direction, InvoiceStatus
from storno_desktop.domain.listview import CANCELLABLE, Column, ListView, Queue
from storno_desktop.domain.search_part import TotalWithin
from storno_desktop.domain.search_question import SearchQuestion
from storno_desktop.store.invoice_row import DIRECTION_KEYS, STATUS_KEYS, amount_bound
from storno_desktop.store.place import date_range
from storno_desktop.store.search import Search

_SORT_KEYS = {
    Column.NUMBER: "number_key",
    Column.ISSUE_DATE: "place",
    Column.PARTNER: "partner_key",
    Column.CIF: "cif_key",
    Column.TOTAL: "total_key",
    Column.PAID: "paid_key",
    Column.STATUS: "status_key",
    Column.CANCELLED_AT: "cancelled_key",
    Column.DAYS_LEFT: "cancelled_day",
    Column.DUE_DATE: "due_day",
}
_ALWAYS_KNOWN = {Column.NUMBER, Column.ISSUE_DATE, Column.TOTAL, Column.STATUS}

Condition = tuple[str, tuple[object, ...]]


def _one_of(column: str, keys: list[int]) -> Condition:
    return f"{column} IN ({', '.join('?' * len(keys))})", tuple(keys)


def _queue_conditions(view: ListView) -> list[Condition]:
    if view.queue is None:
        return []
    outgoing = ("direction = ?", (DIRECTION_KEYS[Direction.OUTGOING],))
    if view.queue is Queue.CAN_BE_CANCELLED:
        return [
            outgoing,
            _one_of("status_key", sorted(STATUS_KEYS[status] for status in CANCELLABLE)),
            ("NOT is_paid", ()),
        ]
    last_day = view.today.toordinal() - view.window_days
    compared = ">=" if view.queue is Queue.CAN_BE_RESTORED else "<"
    return [
        outgoing,
        ("status_key = ?", (STATUS_KEYS[InvoiceStatus.CANCELLED],)),
        (f"cancelled_day {compared} ?", (last_day,)),
    ]


def _within(limits: TotalWithin) -> list[Condition]:
    found: list[Condition] = []
    if limits.least is not None:
        compared = ">=" if limits.with_least else ">"
        found.append((f"total_key {compared} ?", (amount_bound(limits.least, ROUND_CEILING),)))
    if limits.most is not None:
        compared = "<=" if limits.with_most else "<"
        found.append((f"total_key {compared} ?", (amount_bound(limits.most, ROUND_FLOOR),)))
    return found


def filters(view: ListView) -> list[Condition]:
    """The conditions on a row's own columns; company, dates and words are asked for elsewhere."""
    found = _queue_conditions(view)
    question = SearchQuestion.of(view.text)
    if question.statuses:
        found.append(_one_of("status_key", sorted(STATUS_KEYS[status] for status in question.statuses)))
    for limits in question.totals:
        found += _within(limits)
    if view.direction is not None:
        found.append(("direction = ?", (DIRECTION_KEYS[view.direction],)))
    if view.states:
        found.append(_one_of("status_key", sorted(STATUS_KEYS[status] for status in view.states)))
    if view.currency:
        found.append(("currency = ?", (view.currency,)))
    found += _within(TotalWithin(view.total_min, view.total_max))
    return found


def tally_filters(view: ListView) -> list[Condition] | None:
    """The conditions on a row of the tally; None where the view asks for more than a tally knows."""
    question = SearchQuestion.of(view.text)
    if question.seeks_text or question.issued or question.totals:
        return None
    if view.date_from or view.date_to or view.total_min is not None or view.total_max is not None:
        return None
    return filters(view)


@dataclass(frozen=True, slots=True)
class Selection:
    """A view of one company's invoices (by its slot) as statements that give places in their order."""

    view: ListView
    company: int

    @property
    def search(self) -> Search | None:
        """The words that are looked for, None for none."""
        return Search.of(SearchQuestion.of(self.view.text))

    @property
    def bounds(self) -> tuple[int, int]:
        """The lowest and highest place that the dates leave; the lowest is above the highest where none is left."""
        low, high = date_range(self.company, self.view.date_from, self.view.date_to)
        for period in SearchQuestion.of(self.view.text).issued:
            first, last = date_range(self.company, period.first, period.last)
            low, high = max(low, first), min(high, last)
        return low, high

    @property
    def key(self) -> str:
        """The column that sorts."""
        return _SORT_KEYS[self.view.sort]

    @property
    def order(self) -> str:
        """ORDER BY, for rows whose key is known as well as for the others."""
        way = "DESC" if self.view.descending else "ASC"
        return f"{self.key} IS NULL, {self.key} {way}, place {way}"

    @property
    def part_count(self) -> int:
        """How many parts stand one after the other: known keys first, then unknown ones."""
        return 1 if self.view.sort in _ALWAYS_KNOWN else 2

    def where(self) -> Condition:
        """Everything but the text."""
        conditions: list[Condition] = [
            ("company = ?", (self.company,)),
            ("place BETWEEN ? AND ?", self.bounds),
        ]
        conditions += filters(self.view)
        return (
            " AND ".join(condition for condition, _ in conditions),
            tuple(value for _, values in conditions for value in values),
        )

    def part(self, number: int, after: tuple[object, int] | None, limit: int) -> Condition:
        """The statement for at most `limit` places of a part, behind a key and a place; -1 is all."""
        where, bindings = self.where()
        way = "DESC" if self.view.descending else "ASC"
        compared = "<" if self.view.descending else ">"
        key = self.key
        if self.part_count == 2:
            where += f" AND {key} IS NULL" if number else f" AND {key} IS NOT NULL"
        by_place = number == 1 or key == "place"
        if after is not None:
            if by_place:
                where, bindings = f"{where} AND place {compared} ?", (*bindings, after[1])
            else:
                where, bindings = f"{where} AND ({key}, place) {compared} (?, ?)", (*bindings, *after)
        order = f"place {way}" if by_place else f"{key} {way}, place {way}"
        return (
            f"SELECT place FROM invoice {self._index()} WHERE {where} ORDER BY {order} LIMIT ?",  # noqa: S608
            (*bindings, limit),
        )

    def _index(self) -> str:
        if self.view.queue is Queue.CAN_BE_RESTORED:
            return "INDEXED BY invoice_by_cancelled_day"  # a few hundred rows, whatever sorts them
        if self.view.sort is Column.ISSUE_DATE:
            named = self.view.states, SearchQuestion.of(self.view.text).statuses
            single = any(len(statuses) == 1 for statuses in named)
            return f"INDEXED BY invoice_by_{'status_key' if single else 'date'}"
        return f"INDEXED BY invoice_by_{self.key}"
