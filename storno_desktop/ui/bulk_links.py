"""Closes the public links of many cancelled invoices: one invoice after the other, each looked at afresh."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto

from PySide6.QtCore import QObject, Signal

from storno_desktop.domain.finding import Check, Finding
from storno_desktop.domain.invoice_summary import InvoiceId
from storno_desktop.domain.session import Company
from storno_desktop.io_thread import IoThread, Ticket
from storno_desktop.service.cancel_runs import CancelRuns
from storno_desktop.service.case import Unsent
from storno_desktop.service.link_closing import REQUESTS_TO_CLOSE, REQUESTS_TO_LOOK, LinkClosingService
from storno_desktop.ui.link_closer import LinkCloser


class LinksStanding(Enum):
    """How it stands with the links of one invoice."""

    OPEN = auto()
    """Open as far as is known, or not looked at yet."""
    UNDER_WAY = auto()
    CLOSED = auto()
    NONE_OPEN = auto()
    """When it was looked at, none was open any more."""
    AGAINST = auto()
    """Something stands against closing them."""
    UNKNOWN = auto()
    """Nobody knows what became of a closing."""


@dataclass(slots=True, eq=False)
class LinksRow:
    """One cancelled invoice; `count` of its links were open before it was cancelled, None where nobody looked."""

    invoice_id: InvoiceId
    number: str
    client: str
    count: int | None
    standing: LinksStanding = LinksStanding.OPEN
    against: Finding | None = None


class BulkLinks(QObject):
    """`changed` brings each row whose standing is another; `ended` tells that nothing more is done by itself.

    `unread` and `stopped` bring why it ended early, see `LinkCloser`: what is in the way of one may be in the way of
    all. Only what belongs to one invoice alone lets it go on with the next. `left_open` brings the intent of a closing
    whose outcome nobody knows.
    """

    changed = Signal(object)  # LinksRow
    unread = Signal(object)  # Problem
    stopped = Signal(object)  # Unsent
    left_open = Signal(object)  # Intent
    ended = Signal()

    def __init__(
        self,
        io: IoThread,
        service: LinkClosingService,
        runs: CancelRuns,
        company: Company,
        rows: Sequence[LinksRow],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._io, self._service, self._runs, self._company = io, service, runs, company
        self.rows = tuple(rows)
        self._queue: deque[LinksRow] = deque()
        self._closer: LinkCloser | None = None
        self._row: LinksRow | None = None
        self._turn: Ticket[None] | None = None
        self._closes = self._halted = False

    @property
    def to_do(self) -> list[LinksRow]:
        """The invoices whose links can still be closed."""
        return [row for row in self.rows if row.standing is LinksStanding.OPEN]

    def begin(self) -> None:
        """Close what is open, one invoice after the other."""
        self._queue, self._halted = deque(self.to_do), False
        self._next()

    def stop(self) -> None:
        """Take no further invoice; what is under way comes to its end."""
        self._queue.clear()
        if self._turn is not None:
            self._turn.drop()
            self._turn = None
            self._over(LinksStanding.OPEN)

    # -------------------------------------------------------------------------------------- inside

    def _next(self) -> None:
        self._drop_closer()
        if self._halted or not self._queue:
            self._row = None
            self._queue.clear()
            self.ended.emit()
            return
        row = self._row = self._queue.popleft()
        self._show(row, LinksStanding.UNDER_WAY)
        requests = REQUESTS_TO_LOOK + REQUESTS_TO_CLOSE * (row.count or 1)
        self._turn = self._io.run(self._runs.turns(self._company, requests), self._look, owner=self)

    def _look(self, _none: None) -> None:
        row, self._turn, self._closes = self._row, None, False
        if row is None:
            return
        closer = self._closer = LinkCloser(self._io, self._service, self._company, row.invoice_id, self)
        closer.looked.connect(self._looked)
        closer.ended.connect(self._closed)
        closer.unread.connect(self._halt)
        closer.unread.connect(self.unread)
        closer.left_open.connect(self._left_open)
        closer.look()

    def _looked(self) -> None:
        closer, row = self._closer, self._row
        if closer is None or row is None:
            return
        row.against = closer.against
        if closer.is_unknown:
            self._over(LinksStanding.UNKNOWN)
        elif not closer.is_read:
            self._halt()
            self._over(LinksStanding.OPEN)
        elif not closer.open_ones:
            self._over(LinksStanding.NONE_OPEN)
        elif row.against is not None:
            self._halted = row.against.check is not Check.STATUS
            self._over(LinksStanding.AGAINST)
        else:
            closer.close_all()

    def _closed(self, why: Unsent | None) -> None:
        closer, row = self._closer, self._row
        if closer is None or row is None:
            return
        row.against = closer.against
        if closer.is_unknown:
            self._over(LinksStanding.UNKNOWN)
        elif row.against is not None:
            self._over(LinksStanding.AGAINST)
        elif closer.open_ones:  # not sent, or the invoice changed meanwhile: a person may try it again
            self._halted = why is not None
            self._over(LinksStanding.OPEN)
        else:
            self._over(LinksStanding.CLOSED)
        if why is not None:
            self.stopped.emit(why)

    def _over(self, standing: LinksStanding) -> None:
        if self._row is not None:
            self._show(self._row, standing)
        self._next()

    def _show(self, row: LinksRow, standing: LinksStanding) -> None:
        row.standing = standing
        self.changed.emit(row)

    def _halt(self, _problem: object = None) -> None:
        self._halted = True

    def _left_open(self, intent: object) -> None:
        if intent is not None:
            self.left_open.emit(intent)

    def _drop_closer(self) -> None:
        if self._closer is not None:
            self._closer.deleteLater()
            self._closer = None
