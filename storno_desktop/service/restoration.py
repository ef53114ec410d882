"""Restoring one invoice that was cancelled by accident."""

from storno_desktop.domain.act import ActKind
from storno_desktop.domain.facts import Facts
from storno_desktop.domain.finding import Check
from storno_desktop.domain.invoice_summary import InvoiceId
from storno_desktop.domain.restoration import RestorePolicy
from storno_desktop.service.act_service import ActService
from storno_desktop.service.case import ActOutcome, Case
from storno_desktop.service.connection import Connection
from storno_desktop.service.inquiry import Inquiry
from storno_desktop.service.kept_details import KeptDetails
from storno_desktop.service.open_acts import OpenActs


class RestorationService(ActService):
    """The use case of restoring (contract §9); owned by the I/O thread."""

    kind = ActKind.RESTORE

    def __init__(
        self,
        connection: Connection,
        acts: OpenActs,
        policy: RestorePolicy | None = None,
        details: KeptDetails | None = None,
    ) -> None:
        super().__init__(connection, acts, policy)
        self._details = details

    async def restore(self, case: Case, acknowledged: frozenset[Check]) -> ActOutcome:
        """Restore the invoice of this case to a draft, once, on checks that are run again right before."""
        return await self._carry_out(
            case,
            acknowledged,
            lambda client, context: client.restore(context, case.invoice_id),
            {"method": "POST", "path": f"/api/v1/invoices/{case.invoice_id}/restore"},
        )

    async def _read(self, inquiry: Inquiry, invoice_id: InvoiceId) -> Facts:
        facts = await inquiry.for_restoration(invoice_id)
        if self._details is not None:  # nobody else reads the series: the details show them from here
            self._details.keep_series(inquiry.reach.context.company_id, facts.series)
        return facts
