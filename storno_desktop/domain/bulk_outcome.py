"""What is known of each invoice after one request that was to cancel many (contract §10)."""

from dataclasses import dataclass

from storno_desktop.domain.invoice_summary import InvoiceId
from storno_desktop.domain.problem import Acted


@dataclass(frozen=True, slots=True, kw_only=True)
class BulkOutcome:
    """The server's count and its refusals; it never names the invoices that it did cancel.

    `refused` holds the server's sentence for each refused id, "" where that sentence is not fit to be shown.
    """

    asked: tuple[InvoiceId, ...]
    cancelled: int
    refused: dict[InvoiceId, str]

    def acted_on(self, invoice: InvoiceId) -> Acted:
        """Whether this invoice was cancelled.

        YES only if the count agrees with the number of ids that were not refused; otherwise those
        are UNKNOWN and have to be read back one by one.
        """
        if invoice in self.refused or invoice not in self.asked:
            return Acted.NO
        open_ids = set(self.asked) - set(self.refused)
        return Acted.YES if self.cancelled == len(open_ids) else Acted.UNKNOWN
