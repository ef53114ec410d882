"""Reading the details of the invoice under the cursor, and remembering what was read."""

from PySide6.QtCore import QObject, QTimer, Signal

from storno_desktop.domain.evidence import Evidence
from storno_desktop.domain.facts import Facts
from storno_desktop.domain.invoice import InvoiceId
from storno_desktop.domain.session import Company
from storno_desktop.io_thread import IoThread, Ticket
from storno_desktop.service.invoices import InvoiceService

REST_MS = 120
"""How long the cursor must rest on a row before its details are read: moving through the list asks nothing."""
KEPT = 200


class DetailReading(QObject):
    """Reads one invoice at a time: asking for another one drops the reading under way."""

    began = Signal()
    came = Signal(object, object)  # InvoiceId, Facts
    rested = Signal()  # the cursor has rested where `rest` was called

    def __init__(self, io: IoThread, service: InvoiceService) -> None:
        super().__init__()
        self._io = io
        self._service = service
        self._known: dict[InvoiceId, Facts] = {}
        self._ticket: Ticket[Facts] | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(REST_MS)
        self._timer.timeout.connect(self.rested)

    @property
    def is_under_way(self) -> bool:
        """Whether details are on their way or about to be asked for."""
        return self._ticket is not None or self._timer.isActive()

    def known(self, invoice_id: InvoiceId) -> Facts | None:
        """What was read of this invoice earlier in this session."""
        return self._known.get(invoice_id)

    def forget(self, invoice_id: InvoiceId | None = None) -> None:
        """This invoice, or all of them, must be read anew."""
        if invoice_id is None:
            self._known.clear()
        else:
            self._known.pop(invoice_id, None)

    def rest(self) -> None:
        """The cursor came to a row; `rested` follows if it stays."""
        self._timer.start()

    def read(self, company: Company, invoice_id: InvoiceId) -> None:
        """Read this invoice now."""
        self._timer.stop()
        if self._ticket is not None:
            self._ticket.drop()
        self._ticket = self._io.run(
            self._service.open(company, invoice_id), lambda facts: self._take(invoice_id, facts), owner=self
        )
        self.began.emit()

    def stop(self) -> None:
        """Nobody waits for it any more."""
        self._timer.stop()
        if self._ticket is not None:
            self._ticket.drop()
            self._ticket = None

    def _take(self, invoice_id: InvoiceId, facts: Facts) -> None:
        self._ticket = None
        if isinstance(facts.detail, Evidence) and not facts.detail.is_kept:  # else it is read again
            self._known.pop(invoice_id, None)
            self._known[invoice_id] = facts
            while len(self._known) > KEPT:
                del self._known[next(iter(self._known))]
        self.came.emit(invoice_id, facts)
