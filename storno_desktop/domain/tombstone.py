"""What is remembered of an invoice under a number that it no longer has."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from storno_desktop.domain.invoice_summary import InvoiceId


@dataclass(frozen=True, slots=True, kw_only=True)
class Tombstone:
    """An invoice as it was last seen under a former number.

    `new_number` is the number that it has now; None where the server no longer has the invoice at all.
    `observed_at` (aware, UTC) is when that was noticed. `partner` is the other party's name, `total` in
    `currency`.
    """

    invoice_id: InvoiceId
    number: str
    new_number: str | None
    partner: str
    issue_date: date
    total: Decimal
    currency: str
    observed_at: datetime

    @property
    def is_gone(self) -> bool:
        """Whether the server no longer has the invoice."""
        return self.new_number is None
