"""Closing public links of a cancelled invoice, one at a time."""

from dataclasses import replace

from storno_desktop.domain.act import ActKind, Intent
from storno_desktop.domain.evidence import Evidence
from storno_desktop.domain.facts import Facts
from storno_desktop.domain.invoice import Invoice
from storno_desktop.domain.invoice_summary import InvoiceId
from storno_desktop.service.act_service import ActService
from storno_desktop.service.case import ActOutcome, Case, Done
from storno_desktop.service.connection import Reach
from storno_desktop.service.inquiry import Inquiry

REQUESTS_TO_LOOK = 4
"""What reading the links of one invoice costs."""
REQUESTS_TO_CLOSE = REQUESTS_TO_LOOK + 1
"""What closing one of them costs: it is read again right before."""


class LinkClosingService(ActService):
    """The use case of closing what a cancellation leaves open (contract §14, N19); owned by the I/O thread."""

    kind = ActKind.REVOKE_LINK

    async def close(self, case: Case, link_id: str) -> ActOutcome:
        """Close this link of the case's invoice, once, if it is still open right before."""
        return await self._carry_out(
            replace(case, target=link_id),
            frozenset(),
            lambda client, context: client.revoke_link(context, case.invoice_id, link_id),
            {"method": "DELETE", "path": f"/api/v1/invoices/{case.invoice_id}/share-links/{link_id}"},
        )

    async def _read(self, inquiry: Inquiry, invoice_id: InvoiceId) -> Facts:
        return await inquiry.for_links(invoice_id)

    async def _taken(
        self, _reach: Reach, _intent: Intent, _answer: Evidence[object], before: Evidence[Invoice]
    ) -> Done | None:
        """The server answers without a word; the invoice itself stays as it was."""
        return Done(before)

    def _came_about(self, _done: Done) -> tuple[str, Invoice | None]:
        return "revoked", None
