"""A reason that was typed for an invoice and not sent: kept text, or a cancellation prepared for later."""

from dataclasses import dataclass
from datetime import datetime

from storno_desktop.domain.invoice_summary import InvoiceSummary


@dataclass(frozen=True, slots=True)
class KeptReason:
    """What was typed, letter by letter, and when (aware, UTC).

    With `prepared_at` somebody meant to cancel the invoice, and had `seen` it so; None where it was only typed, or
    where what was seen cannot be read any more. Nothing follows from it by itself: a person opens the dialog.
    """

    text: str
    kept_at: datetime
    prepared_at: datetime | None = None
    seen: InvoiceSummary | None = None

    @property
    def is_prepared(self) -> bool:
        """Whether somebody meant to cancel the invoice."""
        return self.prepared_at is not None
