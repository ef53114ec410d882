"""The PDF of an invoice: drawn by the server, kept on this computer once it was seen or chosen."""

from collections.abc import Callable
from datetime import datetime

from storno_desktop.domain.evidence import Evidence
from storno_desktop.domain.invoice_summary import InvoiceId
from storno_desktop.domain.kept_pdf import KeptPdf
from storno_desktop.domain.problem import Problem
from storno_desktop.domain.session import Company
from storno_desktop.service.connection import Connection
from storno_desktop.store.pdfs import PdfStore


class PdfService:
    """The use cases of an invoice's PDF; owned by the I/O thread. `clock` gives the aware present."""

    def __init__(self, connection: Connection, store: PdfStore, clock: Callable[[], datetime]) -> None:
        self._connection = connection
        self._store = store
        self._clock = clock

    async def read(self, company: Company, invoice_id: InvoiceId) -> Evidence[bytes] | Problem:
        """The invoice as the server draws it now, which may take a minute (contract §16); it is kept."""
        reach = self._connection.reach(company)
        if isinstance(reach, Problem):
            return reach
        with self._connection.asking():
            drawn = await reach.client.pdf(reach.context, invoice_id)
        if isinstance(drawn, Evidence):
            self._store.keep(company.id, invoice_id, drawn.value, drawn.observed_at, drawn.server_time)
        return drawn

    async def kept(self, company: Company, invoice_id: InvoiceId) -> Evidence[bytes] | None:
        """The PDF that lies on this computer, at once and without asking the server; None for none."""
        return self._store.open(company.id, invoice_id, self._clock())

    async def standing(self, company: Company, invoice_id: InvoiceId) -> KeptPdf | None:
        """What is known of the PDF on this computer, None where there is none."""
        return self._store.standing(company.id, invoice_id)

    async def choose(self, company: Company, invoice_id: InvoiceId) -> KeptPdf | Problem | None:
        """Keep the PDF from now on, drawn by the server where it is not here yet; None if it could not be kept."""
        if self._store.standing(company.id, invoice_id) is None:
            drawn = await self.read(company, invoice_id)
            if isinstance(drawn, Problem):
                return drawn
        self._store.choose(company.id, invoice_id)
        return self._store.standing(company.id, invoice_id)

    async def remove(self, company: Company, invoice_id: InvoiceId) -> KeptPdf | None:
        """Remove the PDF from this computer; what is there still, None where nothing is."""
        self._store.forget(company.id, invoice_id)
        return self._store.standing(company.id, invoice_id)
