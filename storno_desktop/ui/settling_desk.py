"""Acts whose outcome is open: reads them back in the background until each is settled, and tells how."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer, Signal

from storno_desktop.domain.invoice_summary import InvoiceId
from storno_desktop.io_thread import IoThread, Ticket

if TYPE_CHECKING:
    # Loaded behind the first rows.
    from storno_desktop.service.recovery import OpenAct, ReadBack
    from storno_desktop.service.services import Services

LOOK_DELAYS_MS = (2_000, 5_000, 15_000, 60_000)
"""How long after an answer was lost, and after each look since, the invoices are read back; the last one goes on."""


class SettlingDesk(QObject):
    """Begins with what an earlier run left open, goes on with what this one loses, rests while nothing is open.

    `changed` brings the ids of the invoices whose outcome is open; `settled` what became of one. `is_busy` tells
    that somebody else is just looking at that invoice: then it is left to them. The delays are for tests.
    """

    changed = Signal(object)  # frozenset[InvoiceId]
    settled = Signal(object)  # ReadBack

    def __init__(
        self,
        io: IoThread,
        services: Services,
        is_busy: Callable[[InvoiceId], bool],
        parent: QObject | None = None,
        delays_ms: tuple[int, ...] = LOOK_DELAYS_MS,
    ) -> None:
        super().__init__(parent)
        self._io, self._services, self._is_busy = io, services, is_busy
        self._delays_ms = delays_ms
        self._looks = 0
        self._open: frozenset[InvoiceId] = frozenset()
        self._ticket: Ticket[Any] | None = None
        self._next = QTimer(self)
        self._next.setSingleShot(True)
        self._next.timeout.connect(self._look)

    @property
    def is_under_way(self) -> bool:
        """Whether something is being looked up, or will be."""
        return self._ticket is not None or self._next.isActive()

    def begin(self) -> None:
        """Somebody is in, or an answer was lost: see what is open."""
        self._looks = 0
        if self._ticket is None:
            self._next.stop()
            self._list()

    def stop(self) -> None:
        """Nobody is in any more; what is open stays in the journal."""
        self._next.stop()
        if self._ticket is not None:
            self._ticket.drop()
            self._ticket = None

    # -------------------------------------------------------------------------------------- inside

    def _list(self) -> None:
        self._ticket = self._io.run(self._services.recovery.open_acts(), self._listed, owner=self)

    def _listed(self, acts: tuple[OpenAct, ...]) -> None:
        self._ticket = None
        ids = frozenset(act.intent.invoice_id for act in acts)
        if ids != self._open:
            self._open = ids
            self.changed.emit(ids)
        if acts:
            self._next.start(self._delays_ms[min(self._looks, len(self._delays_ms) - 1)])

    def _look(self) -> None:
        self._looks += 1
        recovery = self._services.recovery

        async def look() -> tuple[ReadBack, ...]:
            acts = await recovery.open_acts()
            return tuple(
                [await recovery.read_back(act) for act in acts if not self._is_busy(act.intent.invoice_id)]
            )

        self._ticket = self._io.run(look(), self._looked, owner=self)

    def _looked(self, seen: tuple[ReadBack, ...]) -> None:
        for each in seen:
            if each.is_settled:
                self.settled.emit(each)
        self._list()
