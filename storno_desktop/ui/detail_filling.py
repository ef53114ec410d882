"""Reading details ahead behind the window: only when it is quiet, and how far it is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer, Signal

from storno_desktop.domain.session import Company
from storno_desktop.io_thread import IoThread, Ticket
from storno_desktop.ui.figures import Figures
from storno_desktop.ui.refreshing import unbroken

if TYPE_CHECKING:
    from storno_desktop.service.detail_fill import DetailProgress
    from storno_desktop.service.services import Services

QUIET_MS: Final = 5_000
"""After the list is there, or the window is uncovered, the person comes first for so long."""
SHOWN_EVERY: Final = 20
"""Rows that turned out to be different are shown after so many invoices, and at the end."""


class DetailFilling(QObject):
    """One company at a time, one invoice after the other, between `start` and `stop`."""

    told = Signal()  # `sentence` reads differently now
    rows_changed = Signal()  # the list can show something newer

    def __init__(self, io: IoThread, services: Services, figures: Figures, after_ms: int = QUIET_MS) -> None:
        super().__init__()
        self._io = io
        self._services = services
        self._figures = figures
        self._after_ms = after_ms
        self._company: Company | None = None
        self._ticket: Ticket[DetailProgress] | None = None
        self._progress: DetailProgress | None = None
        self._paused: set[str] = set()
        self._unshown = 0
        self._is_changed = self._is_locked = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._step)

    @property
    def is_running(self) -> bool:
        """Whether there is something to read, as far as is known, and it goes on by itself."""
        return self._progress is not None and not self.is_paused

    @property
    def is_paused(self) -> bool:
        """Whether the person holds it for the company on show."""
        return self._company is not None and self._company.id in self._paused

    def start(self, company: Company) -> None:
        """The list of this company is complete: read ahead after a while; what runs for it is left alone."""
        if self._company is not None and self._company.id == company.id:
            if self._ticket is not None or self._timer.isActive():
                return
        else:
            self.stop()
        self._company = company
        self._rest(self._after_ms)

    def stop(self) -> None:
        """Drop what is under way: another company, nobody signed in, no server."""
        self._hold()
        self._show_rows()
        self._company, self._progress = None, None
        self.told.emit()

    def pause(self) -> None:
        """The invoice under way is read to its end, and no further one."""
        if self._company is not None and self._progress is not None:
            self._paused.add(self._company.id)
            self._timer.stop()
            self._show_rows()
            self.told.emit()

    def resume(self) -> None:
        """Go on at once."""
        if self.is_paused and self._company is not None:
            self._paused.discard(self._company.id)
            self.told.emit()
            if self._ticket is None:
                self._step()

    def inherit(self, other: DetailFilling) -> None:
        """What was paused in another window stays so."""
        self._paused |= other._paused

    def set_locked(self, locked: bool) -> None:
        """The windows are covered, or are no more."""
        self._is_locked = locked
        if locked:
            self._hold()
        elif self._company is not None and self._ticket is None:
            self._rest(self._after_ms)

    def sentence(self) -> str:
        """How far it is, "" where there is nothing to say."""
        progress = self._progress
        if progress is None:
            return self.tr("Details for offline use are paused.") if self.is_paused else ""
        text = (
            self.tr("Details for offline use, paused: %1 of %2")
            if self.is_paused
            else self.tr("Details for offline use: %1 of %2")
        )
        done, planned = self._figures.count(progress.done), self._figures.count(progress.planned)
        return unbroken(text.replace("%1", done).replace("%2", planned), ": ")

    # -------------------------------------------------------------------------------------- inside

    def _rest(self, ms: int) -> None:
        if not self.is_paused and not self._is_locked:
            self._timer.start(ms)

    def _hold(self) -> None:
        self._timer.stop()
        if self._ticket is not None:
            self._ticket.drop()
            self._ticket = None

    def _step(self) -> None:
        if self._company is not None and self._ticket is None and not self._is_locked:
            self._ticket = self._io.run(self._services.details.step(self._company), self._stepped, owner=self)

    def _stepped(self, progress: DetailProgress) -> None:
        self._ticket = None
        self._is_changed = self._is_changed or progress.changed
        self._unshown += 1
        self._progress = None if progress.is_over else progress
        if progress.is_over or self._unshown >= SHOWN_EVERY:
            self._show_rows()
        self.told.emit()
        if progress.is_over:
            return
        if progress.rest:
            self._rest(round(progress.rest * 1000))
        elif not self.is_paused:
            self._step()

    def _show_rows(self) -> None:
        is_changed, self._unshown, self._is_changed = self._is_changed, 0, False
        if is_changed:
            self.rows_changed.emit()
