"""Making a storno draft that reverses one invoice."""

from storno_desktop.domain.act import ActKind, Intent
from storno_desktop.domain.evidence import Evidence
from storno_desktop.domain.facts import Facts
from storno_desktop.domain.finding import Check
from storno_desktop.domain.invoice import Invoice
from storno_desktop.domain.invoice_summary import InvoiceId
from storno_desktop.domain.settling import settle
from storno_desktop.service.act_service import ActService
from storno_desktop.service.case import ActOutcome, Case, Done
from storno_desktop.service.connection import Reach
from storno_desktop.service.inquiry import Inquiry


class StornoCreationService(ActService):
    """The use case of reversing instead of cancelling (contract §11); owned by the I/O thread.

    A second storno of an invoice is prevented three times over: by the checks, which are run again right before
    sending; by the journal, which sends nothing while an outcome is open; and by the server.
    """

    kind = ActKind.CREATE_STORNO

    async def create(self, case: Case, acknowledged: frozenset[Check]) -> ActOutcome:
        """Have the server make the draft, once, on checks that are run again right before."""
        return await self._carry_out(
            case,
            acknowledged,
            lambda client, context: client.create_storno(context, case.invoice_id),
            {
                "method": "POST",
                "path": "/api/v1/invoices/bulk-storno",
                "fields": {"ids": [str(case.invoice_id)]},
            },
        )

    async def _read(self, inquiry: Inquiry, invoice_id: InvoiceId) -> Facts:
        return await inquiry.for_storno(invoice_id)

    def _known(self, facts: Facts) -> frozenset[str]:
        listed = facts.known_credit_notes
        return frozenset(child.id for child in listed.value) if isinstance(listed, Evidence) else frozenset()

    async def _taken(
        self, reach: Reach, intent: Intent, _answer: Evidence[object], before: Evidence[Invoice]
    ) -> Done | None:
        """The answer only counts what was made: which draft that is, is read."""
        found = settle(intent, await Inquiry(reach).for_settlement(intent))
        return Done(found.invoice or before, found.made)

    def _came_about(self, done: Done) -> tuple[str, Invoice | None]:
        made = None if done.made is None else done.made.value
        return "" if made is None else made.summary.status_code, made
