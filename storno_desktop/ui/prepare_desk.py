"""Cancellations that somebody prepared: where they begin, how they are recalled, when they are over."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from storno_desktop.domain.invoice_summary import InvoiceId, InvoiceSummary
from storno_desktop.domain.session import Company
from storno_desktop.io_thread import IoThread
from storno_desktop.service.listing import InvoiceListReader
from storno_desktop.ui.guard_time import GUARD_MS
from storno_desktop.ui.reason_shelf import ReasonShelf
from storno_desktop.ui.sentence import filled
from storno_desktop.ui.theme import Tone

if TYPE_CHECKING:
    # Imported when it is opened: start-up loads nothing that it does not show.
    from storno_desktop.service.services import Services
    from storno_desktop.ui.prepare_dialog import PrepareDialog


class PrepareDesk(QObject):
    """Opens the dialog that prepares, and reminds of what waits; it sends nothing.

    `told` brings a sentence and its tone; `waiting` how many prepared cancellations wait for somebody, as a
    sentence. Each company is reminded of once in a run, and again whenever the server came back.
    """

    told = Signal(str, object)  # sentence, Tone
    waiting = Signal(str)

    def __init__(
        self,
        io: IoThread,
        services: Services,
        reader: InvoiceListReader,
        shelf: ReasonShelf,
        clock: Callable[[], datetime],
        window: QWidget,
        guard_ms: int = GUARD_MS,
    ) -> None:
        super().__init__(window)
        self._io, self._services, self._reader, self._shelf = io, services, reader, shelf
        self._clock, self._window, self._guard_ms = clock, window, guard_ms
        self._reminded: set[str] = set()
        self._open: PrepareDialog | None = None

    def keep_text(self) -> None:
        """The window goes: what is typed in a dialog that is open is kept."""
        if self._open is not None:
            self._open.keep_text()

    def inherit(self, other: PrepareDesk) -> None:
        """Go on where the desk of another window stopped."""
        self._reminded = set(other._reminded)

    def prepared(self, company: Company) -> frozenset[InvoiceId]:
        """The invoices of the company that wait for somebody."""
        return self._reader.prepared(company.id)

    def open(self, invoice: InvoiceSummary, company: Company, *, lasts: bool) -> PrepareDialog:
        """Ask for the reason; `lasts` tells whether what is kept outlives the program."""
        from storno_desktop.ui.prepare_dialog import PrepareDialog

        dialog = PrepareDialog(
            self._shelf,
            company,
            invoice,
            read_at=self._reader.read_at(company.id, invoice.id),
            lasts=lasts,
            now=self._clock,
            parent=self._window,
            guard_ms=self._guard_ms,
        )
        dialog.prepared.connect(self._prepared)
        dialog.finished.connect(lambda _result: self._closed())
        self._open = dialog
        dialog.open()
        return dialog

    def refreshed(self, company: Company, *, came_back: bool) -> None:
        """The server has told how things are: what can no longer be cancelled is over, the rest waits."""
        self._io.commit(
            self._services.reasons.drop_moot(company),
            lambda over: self._looked(company, over, came_back=came_back),
            owner=self,
        )

    # -------------------------------------------------------------------------------------- inside

    def _closed(self) -> None:
        self._open = None

    def _prepared(self, invoice: InvoiceSummary) -> None:
        sentence = filled(self.tr("%1 is prepared, not cancelled. Nothing was sent."), invoice.number)
        self.told.emit(sentence, Tone.NEUTRAL)

    def _looked(self, company: Company, over: tuple[InvoiceSummary, ...], *, came_back: bool) -> None:
        if over:
            self._shelf.changed.emit()
            numbers = ", ".join(each.number for each in over)
            sentence = self.tr("Prepared here, but it can no longer be cancelled: %1. Nothing was sent.")
            self.told.emit(filled(sentence, numbers), Tone.WARNING)
            return
        count = len(self.prepared(company))
        if count and (came_back or company.id not in self._reminded):
            self._reminded.add(company.id)
            self.waiting.emit(self.tr("%Ln prepared cancellation(s) wait(s) for you.", "", count))
