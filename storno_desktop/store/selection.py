"""A question to the list, as conditions and orders that the indexes answer."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from decimal import ROUND_CEILING, ROUND_FLOOR
from typing import TYPE_CHECKING

from storno_desktop.domain.invoice_summary import Direction, InvoiceStatus
from storno_desktop.domain.listview import CANCELLABLE, Column, ListView, Queue
from storno_desktop.store.invoice_row import DIRECTION_KEYS, STATUS_KEYS, amount_bound, moment_key
from storno_desktop.store.place import date_range

if TYPE_CHECKING:
    # Imported when something is looked for: a start reads no words.
    from storno_desktop.domain.search_part import TotalWithin
    from storno_desktop.domain.search_question import SearchQuestion
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

_OF_CANCELLED = {Queue.CAN_BE_RESTORED, Queue.WINDOW_PASSED}
_IS_PREPARED = (
    "place IN (SELECT meant.place FROM typed CROSS JOIN invoice AS meant"
    " ON meant.company = typed.company AND meant.id = typed.invoice"
    " WHERE typed.company = ? AND typed.prepared IS NOT NULL)"
)

_IS_AMONG = (
    "place IN (SELECT meant.place FROM json_each(?) AS one CROSS JOIN invoice AS meant"
    " ON meant.company = ? AND meant.id = one.value)"
)
NAMED = {Queue.PREPARED, Queue.TO_BE_CHECKED}
"""Queues whose invoices are named one by one: a handful, each found by its place; no figure of the tally knows them."""

Condition = tuple[str, tuple[object, ...]]


def _question(view: ListView) -> SearchQuestion | None:
    """What is typed, None for nothing."""
    if not view.text:
        return None
    from storno_desktop.domain.search_question import SearchQuestion

    return SearchQuestion.of(view.text)


def _one_of(column: str, keys: list[int]) -> Condition:
    return f"{column} IN ({', '.join('?' * len(keys))})", tuple(keys)


def _queue_conditions(view: ListView) -> list[Condition]:
    if view.queue is None:
        return []
    outgoing = ("direction = ?", (DIRECTION_KEYS[Direction.OUTGOING],))
    cancellable = _one_of("status_key", sorted(STATUS_KEYS[status] for status in CANCELLABLE))
    if view.queue is Queue.CAN_BE_CANCELLED:
        return [outgoing, cancellable, ("NOT is_paid", ())]
    if view.queue is Queue.PREPARED:
        return [outgoing, cancellable]
    if view.queue is Queue.TO_BE_CHECKED:
        return [outgoing]
    last_day = view.today.toordinal() - view.window_days
    compared = ">=" if view.queue is Queue.CAN_BE_RESTORED else "<"
    return [
        outgoing,
        ("status_key = ?", (STATUS_KEYS[InvoiceStatus.CANCELLED],)),
        (f"cancelled_day {compared} ?", (last_day,)),
    ]


def _moments(view: ListView) -> list[Condition]:
    """A wider limit of the same kind on the moment of cancellation, where that sorts: its index knows no days."""
    if view.queue not in _OF_CANCELLED or view.sort is not Column.CANCELLED_AT:
        return []
    last_day = datetime.combine(view.today - timedelta(days=view.window_days), time(), UTC)
    if view.queue is Queue.CAN_BE_RESTORED:
        return [("cancelled_key >= ?", (moment_key(last_day - timedelta(days=1)),))]
    return [("cancelled_key < ?", (moment_key(last_day + timedelta(days=1)),))]


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
    return [*kind_filters(view), *total_filters(view)]


def total_filters(view: ListView) -> list[Condition]:
    """The conditions on the total."""
    question = _question(view)
    limits = [] if question is None else [*question.totals]
    if view.total_min is not None or view.total_max is not None:
        from storno_desktop.domain.search_part import TotalWithin

        limits.append(TotalWithin(view.total_min, view.total_max))
    return [condition for each in limits for condition in _within(each)]


def kind_filters(view: ListView) -> list[Condition]:
    """The conditions on what the tally counts by: direction, status, currency, payment, day of cancellation."""
    found = _queue_conditions(view)
    question = _question(view)
    if question is not None and question.statuses:
        found.append(_one_of("status_key", sorted(STATUS_KEYS[status] for status in question.statuses)))
    if view.direction is not None:
        found.append(("direction = ?", (DIRECTION_KEYS[view.direction],)))
    if view.states:
        found.append(_one_of("status_key", sorted(STATUS_KEYS[status] for status in view.states)))
    if view.currency:
        found.append(("currency = ?", (view.currency,)))
    return found


def tally_filters(view: ListView) -> list[Condition] | None:
    """The conditions on a row of the tally; None where the view asks for more than a tally knows."""
    question = _question(view)
    if question is not None and (question.seeks_text or question.issued or question.totals):
        return None
    if view.date_from or view.date_to or view.total_min is not None or view.total_max is not None:
        return None
    return kind_filters(view)


@dataclass(frozen=True, slots=True)
class Selection:
    """A view of one company's invoices (by its slot) as statements that give places in their order."""

    view: ListView
    company: int

    @property
    def search(self) -> Search | None:
        """The words that are looked for, None for none."""
        question = _question(self.view)
        if question is None:
            return None
        from storno_desktop.store.search import Search

        return Search.of(question)

    @property
    def bounds(self) -> tuple[int, int]:
        """The lowest and highest place that the dates leave; the lowest is above the highest where none is left."""
        low, high = date_range(self.company, self.view.date_from, self.view.date_to)
        question = _question(self.view)
        for period in () if question is None else question.issued:
            first, last = date_range(self.company, period.first, period.last)
            low, high = max(low, first), min(high, last)
        return low, high

    @property
    def has_dates(self) -> bool:
        """Whether issue dates are limited."""
        view, question = self.view, _question(self.view)
        return bool(view.date_from or view.date_to or (question is not None and question.issued))

    @property
    def key(self) -> str:
        """The column that sorts."""
        return _SORT_KEYS[self.view.sort]

    @property
    def is_answered_by_date(self) -> bool:
        """Whether the index by date holds all that is asked of a row, its order included."""
        return self.view.sort is Column.ISSUE_DATE and self.view.queue not in _OF_CANCELLED

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
        if self.view.queue is Queue.PREPARED:
            conditions.append((_IS_PREPARED, (self.company,)))
        if self.view.queue is Queue.TO_BE_CHECKED:
            conditions.append((_IS_AMONG, (json.dumps(sorted(self.view.ids)), self.company)))
        return (
            " AND ".join(condition for condition, _ in conditions),
            tuple(value for _, values in conditions for value in values),
        )

    def part(self, number: int, limit: int) -> Condition:
        """The statement for at most `limit` places of a part; -1 is all."""
        where, bindings = self.where()
        for condition, values in _moments(self.view):
            where, bindings = f"{where} AND {condition}", (*bindings, *values)
        way = "DESC" if self.view.descending else "ASC"
        key = self.key
        if self.part_count == 2:
            where += f" AND {key} IS NULL" if number else f" AND {key} IS NOT NULL"
        order = f"place {way}" if number == 1 or key == "place" else f"{key} {way}, place {way}"
        return (
            f"SELECT place FROM invoice {self._index()} WHERE {where} ORDER BY {order} LIMIT ?",  # noqa: S608
            (*bindings, limit),
        )

    def _index(self) -> str:
        if self.view.queue in NAMED:
            return ""
        if self.view.sort is Column.ISSUE_DATE:
            question = _question(self.view)
            named = self.view.states, frozenset() if question is None else question.statuses
            single = any(len(statuses) == 1 for statuses in named) or self.view.queue in _OF_CANCELLED
            return f"INDEXED BY invoice_by_{'status_key' if single else 'date'}"
        return f"INDEXED BY invoice_by_{self.key}"
