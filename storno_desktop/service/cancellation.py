"""Cancelling one invoice with a reason."""

from storno_desktop.domain.act import ActKind, Intent
from storno_desktop.domain.cancellation import CancellationReason
from storno_desktop.domain.facts import Facts
from storno_desktop.domain.finding import Check
from storno_desktop.domain.invoice_summary import InvoiceId
from storno_desktop.domain.session import Company
from storno_desktop.service.act_service import ActService
from storno_desktop.service.case import ActOutcome, Case, Done, OutcomeUnknown
from storno_desktop.service.connection import Connection
from storno_desktop.service.inquiry import Inquiry
from storno_desktop.service.open_acts import OpenActs
from storno_desktop.service.reasons import Reasons


class CancellationService(ActService):
    """The use case of cancelling (contract §8); owned by the I/O thread."""

    kind = ActKind.CANCEL

    def __init__(self, connection: Connection, acts: OpenActs, reasons: Reasons) -> None:
        super().__init__(connection, acts)
        self._reasons = reasons

    async def cancel(
        self, case: Case, reason: CancellationReason, acknowledged: frozenset[Check], run: str = ""
    ) -> ActOutcome:
        """Cancel the invoice of this case, once; `acknowledged` are the warnings that the person accepted.

        `run` is the run of many that it belongs to, "" for a single one.
        """
        outcome = await self._carry_out(
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
        if isinstance(outcome, Done):
            self._reasons.sent(case.company, case.invoice_id, reason.text)
        return outcome

    async def look_again(self, company: Company, intent: Intent) -> Done | OutcomeUnknown:
        """See `ActService.look_again`."""
        outcome = await super().look_again(company, intent)
        if isinstance(outcome, Done):
            self._reasons.sent(company, intent.invoice_id, intent.reason)
        return outcome

    async def _read(self, inquiry: Inquiry, invoice_id: InvoiceId) -> Facts:
        return await inquiry.for_cancellation(invoice_id)
