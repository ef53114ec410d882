"""Which invoices have an act whose outcome is open."""

from collections.abc import Iterator
from contextlib import contextmanager

from storno_desktop.domain.act import Intent
from storno_desktop.domain.invoice_summary import InvoiceId


class OpenActs:
    """Keeps an invoice from being acted upon twice; owned by the I/O thread.

    An invoice is taken from before its last reading until its act has ended one way or another: what
    somebody read before another act cannot lead to a second one. An act is open from before its request
    leaves until an answer or a reading settles it, and is remembered for as long as the program runs.
    """

    def __init__(self) -> None:
        self._taken: set[InvoiceId] = set()
        self._open: dict[InvoiceId, Intent] = {}

    @contextmanager
    def taking(self, invoice_id: InvoiceId) -> Iterator[bool]:
        """Hold the invoice for one act; False if another one holds it."""
        free = invoice_id not in self._taken
        self._taken.add(invoice_id)
        try:
            yield free
        finally:
            if free:
                self._taken.discard(invoice_id)

    def begin(self, intent: Intent) -> None:
        """From here on the outcome counts as open."""
        self._open[intent.invoice_id] = intent

    def end(self, intent: Intent) -> None:
        """The outcome is known."""
        if self._open.get(intent.invoice_id) is intent:
            del self._open[intent.invoice_id]

    def unsettled(self, invoice_id: InvoiceId) -> Intent | None:
        """The act on this invoice whose outcome is not known, if there is one."""
        return self._open.get(invoice_id)
