"""A question to the list that somebody gave a name, as the settings file remembers it."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal, InvalidOperation
from enum import Enum
from typing import Final, TypeVar

from storno_desktop.domain.invoice_summary import Direction, InvoiceStatus
from storno_desktop.domain.listview import RESTORE_WINDOW_DAYS, Column, ListView, Queue
from storno_desktop.domain.period import Period
from storno_desktop.ui.numbered_entries import Entry

LONGEST_NAME: Final = 60
"""Letters of a name; the pane cuts what does not fit and tells it whole in the tooltip."""

_NO_DAY: Final = date.min

E = TypeVar("E", bound=Enum)
V = TypeVar("V")


def view_name(typed: str) -> str:
    """The name as it is kept: on one line, without control characters, and not too long."""
    shown = "".join(letter if letter.isprintable() else " " for letter in typed)
    return " ".join(shown.split())[:LONGEST_NAME].strip()


@dataclass(frozen=True, slots=True)
class SavedView:
    """A name, and filters, search and order without the day on which they were saved.

    Dates that are a `period` of today move with the calendar; others stay as they are. The same name in another
    case is the same view. Made by `SavedView.of`.
    """

    name: str
    asked: ListView
    period: Period | None

    @classmethod
    def of(cls, name: str, view: ListView) -> "SavedView":
        """What is on show, under this name."""
        period = Period.of(view.date_from, view.date_to, view.today)
        asked = replace(_of_any_office(view), today=_NO_DAY)
        if period is not None:
            asked = replace(asked, date_from=None, date_to=None)
        return cls(view_name(name), asked, period)

    @property
    def key(self) -> str:
        """Equal for names that differ only by case."""
        return self.name.casefold()

    def on(self, today: date) -> ListView:
        """The question as of this date."""
        if self.period is None:
            return replace(self.asked, today=today)
        first, last = self.period.dates(today)
        return replace(self.asked, today=today, date_from=first, date_to=last)

    def asks(self, view: ListView) -> bool:
        """Whether this is the question on show."""
        return self.on(view.today) == _of_any_office(view)


def _of_any_office(view: ListView) -> ListView:
    """Without what the office's rules and its journal add by themselves."""
    return replace(view, text=view.text.strip(), window_days=RESTORE_WINDOW_DAYS, ids=frozenset())


def entry_of(saved: SavedView) -> Entry:
    """How the view is written down; what does not narrow it is left out."""
    asked = saved.asked
    entry = {
        "name": saved.name,
        "text": asked.text,
        "states": " ".join(sorted(status.name for status in asked.states)),
        "direction": "" if asked.direction is None else asked.direction.name,
        "currency": asked.currency,
        "period": "" if saved.period is None else saved.period.name,
        "from": "" if asked.date_from is None else asked.date_from.isoformat(),
        "to": "" if asked.date_to is None else asked.date_to.isoformat(),
        "least": "" if asked.total_min is None else str(asked.total_min),
        "most": "" if asked.total_max is None else str(asked.total_max),
        "queue": "" if asked.queue is None else asked.queue.name,
        "sort": asked.sort.name,
        "descending": "true" if asked.descending else "false",
    }
    return {key: value for key, value in entry.items() if value}


def view_of(entry: Entry) -> SavedView | None:
    """The view that was written down; None where any of it is damaged, for half a filter would mislead."""
    name = view_name(entry.get("name", ""))
    try:
        asked = ListView(
            today=_NO_DAY,
            text=entry.get("text", ""),
            states=frozenset(InvoiceStatus[word] for word in entry.get("states", "").split()),
            direction=_member(Direction, entry.get("direction", "")),
            currency=entry.get("currency", ""),
            date_from=_read(date.fromisoformat, entry.get("from", "")),
            date_to=_read(date.fromisoformat, entry.get("to", "")),
            total_min=_read(_amount, entry.get("least", "")),
            total_max=_read(_amount, entry.get("most", "")),
            queue=_member(Queue, entry.get("queue", "")),
            sort=_member(Column, entry.get("sort", "")) or Column.ISSUE_DATE,
            descending=entry.get("descending", "true") != "false",
        )
        period = _member(Period, entry.get("period", ""))
    except (KeyError, ValueError):
        return None
    return SavedView(name, asked, period) if name else None


def _member(kind: type[E], name: str) -> E | None:
    return kind[name] if name else None


def _read(read: Callable[[str], V], text: str) -> V | None:
    return read(text) if text else None


def _amount(text: str) -> Decimal:
    try:
        amount = Decimal(text)
    except InvalidOperation as error:
        raise ValueError(text) from error
    if not amount.is_finite():
        raise ValueError(text)
    return amount
