"""Reading the details of the invoice under the cursor, and remembering what was read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from storno_desktop.domain.evidence import Evidence
from storno_desktop.domain.invoice_summary import InvoiceId
from storno_desktop.domain.session import Company
from storno_desktop.io_thread import IoThread, Ticket

if TYPE_CHECKING:
    from storno_desktop.domain.facts import Facts
    from storno_desktop.service.services import Services

REST_MS = 120
"""How long the cursor must rest on a row before the server is asked for its details: moving through the list asks
nothing."""
GLANCE_MS = 40
"""How long before the local copy is looked at: longer than a held key needs from one row to the next."""
KEPT = 200


class DetailReading(QObject):
    """Reads one invoice at a time: going to another one drops the reading under way.

    While the server is asked, `recalled` brings what the local copy holds of the invoice, if it holds its
    details; never after the server's answer.
    """

    began = Signal()
    recalled = Signal(object, object)  # InvoiceId, Facts from the local copy
    came = Signal(object, object)  # InvoiceId, Facts
    rested = Signal()  # the cursor has rested where `rest` was called

    def __init__(self, io: IoThread, services: Services) -> None:
        super().__init__()
        self._io = io
        self._services = services
        self._known: dict[InvoiceId, Facts] = {}
        self._at: tuple[Company, InvoiceId] | None = None
        self._ticket: Ticket[Facts] | None = None
        self._looking: Ticket[Facts] | None = None
        self._timer = self._make_timer(REST_MS)
        self._glance = self._make_timer(GLANCE_MS)
        self._timer.timeout.connect(self.rested)
        self._glance.timeout.connect(self._look_in_copy)

    def _make_timer(self, interval_ms: int) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(interval_ms)
        return timer

    @property
    def is_under_way(self) -> bool:
        """Whether details are on their way or about to be asked for."""
        return self._ticket is not None or self._looking is not None or self._timer.isActive()

    def known(self, invoice_id: InvoiceId) -> Facts | None:
        """What was read of this invoice earlier in this session."""
        return self._known.get(invoice_id)

    def forget(self, invoice_id: InvoiceId | None = None) -> None:
        """This invoice, or all of them, must be read anew."""
        if invoice_id is None:
            self._known.clear()
        else:
            self._known.pop(invoice_id, None)

    def rest(self, company: Company, invoice_id: InvoiceId, *, looks_in_copy: bool) -> None:
        """The cursor came to a row; `rested` follows if it stays. With `looks_in_copy` nothing of its details is
        on show yet, and what the local copy holds of them is wanted at once."""
        self._glance.stop()
        self._at = (company, invoice_id)
        self._timer.start()
        if looks_in_copy:
            self._glance.start()

    def read(self, company: Company, invoice_id: InvoiceId) -> None:
        """Read this invoice now."""
        self._timer.stop()
        if self._glance.isActive():  # the copy first: asked later it could only tell the same
            self._glance.stop()
            self._look_in_copy()
        if self._ticket is not None:
            self._ticket.drop()
        self._ticket = self._io.run(
            self._services.invoices.open(company, invoice_id),
            lambda facts: self._take(invoice_id, facts),
            owner=self,
        )
        self.began.emit()

    def stop(self) -> None:
        """Nobody waits for it any more."""
        self._timer.stop()
        self._glance.stop()
        self._drop_looking()
        if self._ticket is not None:
            self._ticket.drop()
            self._ticket = None

    # -------------------------------------------------------------------------------------- inside

    def _look_in_copy(self) -> None:
        self._drop_looking()
        if self._at is not None:
            company, invoice_id = self._at
            work = self._services.invoices.kept(company, invoice_id)
            self._looking = self._io.run(work, lambda facts: self._recall(invoice_id, facts), owner=self)

    def _drop_looking(self) -> None:
        if self._looking is not None:
            self._looking.drop()
            self._looking = None

    def _recall(self, invoice_id: InvoiceId, facts: Facts) -> None:
        self._looking = None
        if isinstance(facts.detail, Evidence):
            self.recalled.emit(invoice_id, facts)

    def _take(self, invoice_id: InvoiceId, facts: Facts) -> None:
        self._ticket = None
        self._drop_looking()
        if isinstance(facts.detail, Evidence) and not facts.detail.is_kept:  # else it is read again
            self._known.pop(invoice_id, None)
            self._known[invoice_id] = facts
            while len(self._known) > KEPT:
                del self._known[next(iter(self._known))]
        self.came.emit(invoice_id, facts)
