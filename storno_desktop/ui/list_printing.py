"""Putting the list on paper piece by piece, so that the window goes on answering meanwhile."""

from __future__ import annotations

from itertools import islice
from time import monotonic
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal, SignalInstance
from PySide6.QtGui import QPagedPaintDevice, QPainter

from storno_desktop.export.order import Order
from storno_desktop.service.listing import InvoiceListReader, Listing
from storno_desktop.ui.figures import Figures
from storno_desktop.ui.list_pages import ListPages
from storno_desktop.ui.paper import Foot, Paper

_TURN_SECONDS: Final = 0.015
"""How long one turn works before the window may answer."""
_ROWS_AT_ONCE: Final = 25


class ListPrinting(QObject):
    """Reads, measures and draws a little at a time. Ends with exactly one of its two last signals.

    `device` is a printer or a PDF with its page set; it is drawn on until the end, and belongs to the caller.
    With `first_page` and `last_page` (counted from 1, 0 for all) only those are drawn.
    """

    progressed = Signal(int, int)  # steps done, steps in all
    finished = Signal()
    stopped = Signal()  # by `stop`, or because the device would not begin a page

    def __init__(
        self,
        reader: InvoiceListReader,
        order: Order,
        heading: str,
        foot: Foot,
        figures: Figures,
        device: QPagedPaintDevice,
        *,
        first_page: int = 0,
        last_page: int = 0,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._reader, self._order = reader, order
        self._device = device
        self._range = (first_page or 1, last_page or 10**9)
        self._pages = ListPages(order, heading, foot, figures, device, Paper.of(device))
        self._listing: Listing | None = None
        self._painter = QPainter()
        self._measured = 0
        self._page = 0
        self._is_first = True
        self._turn = QTimer(self)
        self._turn.setInterval(0)
        self._turn.setSingleShot(
            True
        )  # begun again at the end of each turn: a fault must not repeat for ever
        self._turn.timeout.connect(self._work)
        self._is_over = False

    def start(self) -> None:
        """Begin; the signals come later."""
        self._turn.start()

    def stop(self) -> None:
        """Leave it as it is: half a document, for the caller to throw away."""
        if not self._is_over:
            self._end(self.stopped)

    @property
    def page_count(self) -> int:
        """How many pages the whole list takes; known once all rows are measured."""
        return len(self._pages.pages.all)

    @property
    def row_count(self) -> int:
        """How many invoices were found."""
        return self._pages.pages.rows

    # -------------------------------------------------------------------------------------- inside

    def _work(self) -> None:
        listing = self._listing
        if listing is None:
            self._listing = self._reader.open(self._order.view, self._order.company_id)
            self._turn.start()
            return
        until = monotonic() + _TURN_SECONDS
        if self._measured < len(listing):
            self._measure(listing, until)
        elif not self._painter.isActive():
            self._pages.end_measuring()
            if not self._painter.begin(self._device):
                self._end(self.stopped)
                return
        else:
            self._draw(listing, until)
        if not self._is_over:
            self._turn.start()
            self.progressed.emit(self._done(len(listing)), max(2 * len(listing), 1))

    def _done(self, rows: int) -> int:
        pages = self._pages.pages.all
        drawn = pages[self._page - 1].end if self._page and self._painter.isActive() else 0
        return min(self._measured, rows) + drawn

    def _measure(self, listing: Listing, until: float) -> None:
        positions = iter(range(self._measured, len(listing)))
        while monotonic() < until:
            some = list(islice(positions, _ROWS_AT_ONCE))
            for position in some:
                self._pages.measure(position, listing.row(position))
            self._measured += len(some)
            if len(some) < _ROWS_AT_ONCE:
                return

    def _draw(self, listing: Listing, until: float) -> None:
        pages = self._pages.pages.all
        while monotonic() < until:
            first, last = self._range
            number = self._page + 1
            if number > min(len(pages), last):
                self._end(self.finished)
                return
            self._page = number
            if number < first:
                continue
            if not self._is_first and not self._new_page():
                self._end(self.stopped)
                return
            self._is_first = False
            page = pages[number - 1]
            rows = (listing.row(position) for position in range(page.first, page.end))
            self._pages.draw(self._painter, number - 1, rows)

    def _new_page(self) -> bool:
        return bool(self._device.newPage())

    def _end(self, told: SignalInstance) -> None:
        self._is_over = True
        self._turn.stop()
        if self._painter.isActive():
            self._painter.end()
        self._listing = None
        told.emit()
