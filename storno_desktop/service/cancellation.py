"""Cancelling one invoice with a reason."""

from storno_desktop.domain.act import ActKind
from storno_desktop.domain.cancellation import CancellationReason
from storno_desktop.domain.facts import Facts
from storno_desktop.domain.finding import Check
from storno_desktop.domain.invoice_summary import InvoiceId
from storno_desktop.service.act_service import ActService
from storno_desktop.service.case import ActOutcome, Case
from storno_desktop.service.inquiry import Inquiry


class CancellationService(ActService):
    """The use case of cancelling (contract §8); owned by the I/O thread."""

    kind = ActKind.CANCEL

    async def cancel(
        self, case: Case, reason: CancellationReason, acknowledged: frozenset[Check], run: str = ""
    ) -> ActOutcome:
        """Cancel the invoice of this case, once; `acknowledged` are the warnings that the person accepted.

        `run` is the run of many that it belongs to, "" for a single one.
        """
        return await self._carry_out(
            case,
            acknowledged,
            lambda client, context: client.cancel(context, case.invoice_id, reason.text),
            {
                "method": "POST",
                "path": f"/api/v1/invoices/{case.invoice_id}/cancel",
                "fields": {"reason": reason.text},
            },
            reason.text,
            run,
        )

    async def _read(self, inquiry: Inquiry, invoice_id: InvoiceId) -> Facts:
        return await inquiry.for_cancellation(invoice_id)
