"""Brings the server's hints about the company on show to the window."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from storno_desktop.domain.session import Company
from storno_desktop.io_thread import IoThread, Ticket

if TYPE_CHECKING:
    # Loaded by whoever makes it: start-up loads nothing that speaks with the server.
    from storno_desktop.service.watching import Hint, Watching


class HintReading(QObject):
    """Sends `came` for every hint between `start` and `stop`; silent where the server gives none. `watching` is asked
    for when the first wait begins."""

    came = Signal()

    def __init__(self, io: IoThread, watching: Callable[[], Watching], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._io = io
        self._watching = watching
        self._company: Company | None = None
        self._ticket: Ticket[Hint] | None = None

    @property
    def is_waiting(self) -> bool:
        """Whether a hint may still come: False before the start, and where there are none."""
        return self._ticket is not None

    def start(self, company: Company) -> None:
        """Wait for hints about this company, and no other."""
        if self._ticket is not None and self._company == company:
            return
        self.stop()
        self._company = company
        self._wait(company)

    def stop(self) -> None:
        """Nobody is signed in, or the window goes: leave the line."""
        ticket, self._ticket = self._ticket, None
        self._company = None
        if ticket is not None:
            ticket.drop()
            # A hint that is on its way home left the line open for the next wait.
            self._io.run(self._watching().stop(), lambda _none: None, owner=self)

    def _wait(self, company: Company) -> None:
        self._ticket = self._io.run(self._watching().next_hint(company), self._heard, owner=self)

    def _heard(self, hint: Hint) -> None:
        from storno_desktop.service.watching import Hint

        company = self._company
        self._ticket = None
        if company is None or hint is Hint.NOT_OFFERED:
            return
        self._wait(company)
        self.came.emit()
