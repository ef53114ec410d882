"""What is typed as the reason for cancelling, and cancellations prepared for later: kept here, never sent from here."""

from collections.abc import Callable
from datetime import datetime

from storno_desktop.domain.cancellation import CancellationReason
from storno_desktop.domain.invoice_summary import InvoiceId, InvoiceSummary
from storno_desktop.domain.session import Company
from storno_desktop.store.kept_reasons import KeptReasons


class Reasons:
    """The use cases around a reason that is not sent; owned by the I/O thread. `clock` gives the aware present.

    It has no way to the server: whatever is kept here, only a person's click in the dialog sends anything.
    """

    def __init__(self, kept: KeptReasons, clock: Callable[[], datetime]) -> None:
        self._kept = kept
        self._clock = clock

    async def keep(self, company: Company, invoice_id: InvoiceId, text: str) -> bool:
        """Keep what is typed for this invoice by now; whether it was kept."""
        return self._kept.keep(company.id, invoice_id, text, self._clock())

    async def prepare(self, company: Company, invoice: InvoiceSummary, reason: CancellationReason) -> bool:
        """Keep that somebody means to cancel this invoice, as it is now, for this reason; whether it was kept."""
        return self._kept.prepare(company.id, invoice, reason.text, self._clock())

    async def discard(self, company: Company, invoice_id: InvoiceId) -> bool:
        """Nobody means to cancel it any more: keep nothing of it; whether that was done."""
        return self._kept.drop(company.id, invoice_id)

    async def drop_moot(self, company: Company) -> tuple[InvoiceSummary, ...]:
        """Drop what was typed for invoices that can no longer be cancelled; those that were prepared, as they are
        now."""
        return self._kept.drop_moot(company.id)

    async def waiting(self, company: Company) -> int:
        """How many cancellations are prepared, of invoices that can still be cancelled as far as rows tell."""
        return self._kept.waiting(company.id)

    async def forget_recent(self, company: Company) -> bool:
        """Keep no reasons that were sent lately; whether that was done."""
        return self._kept.forget_recent(company.id)

    def sent(self, company: Company, invoice_id: InvoiceId, reason: str) -> None:
        """The invoice was cancelled for this reason: it is a recent one, and nothing is left to be sent."""
        self._kept.sent(company.id, invoice_id, reason, self._clock())
