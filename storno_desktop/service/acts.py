"""Which invoices have an act whose outcome is open."""

from storno_desktop.domain.act import Intent
from storno_desktop.domain.invoice import InvoiceId


class OpenActs:
    """Keeps an invoice from being acted upon twice; owned by the I/O thread.

    An act is open from before its request leaves until an answer or a reading settles it. It is remembered
    for as long as the program runs.
    """

    def __init__(self) -> None:
        self._open: dict[InvoiceId, Intent] = {}

    def begin(self, intent: Intent) -> bool:
        """Take the invoice for this act; False if another act holds it."""
        return self._open.setdefault(intent.invoice_id, intent) is intent

    def end(self, intent: Intent) -> None:
        """The outcome is known."""
        if self._open.get(intent.invoice_id) is intent:
            del self._open[intent.invoice_id]

    def unsettled(self, invoice_id: InvoiceId) -> Intent | None:
        """The act on this invoice whose outcome is not known, if there is one."""
        return self._open.get(invoice_id)
