"""Finding what was typed and not sent yet, and what was sent lately, through a connection that only reads."""

import json
from decimal import InvalidOperation

from storno_desktop.domain.invoice_summary import Direction, InvoiceId, InvoiceSummary
from storno_desktop.domain.kept_reason import KeptReason
from storno_desktop.domain.listview import CANCELLABLE
from storno_desktop.store.database import Connection
from storno_desktop.store.invoice_row import DIRECTION_KEYS, FIELDS, STATUS_KEYS, moment_of, summary_of

NAMES = FIELDS.split(", ")
"""The names under which an invoice is written down as it was seen."""
# CROSS JOIN keeps this order: what was typed is little, and its invoices are found by their ids.
JOINED = "FROM typed CROSS JOIN invoice ON invoice.company = typed.company AND invoice.id = typed.invoice"
OPEN_STILL = (
    f"direction = {DIRECTION_KEYS[Direction.OUTGOING]}"
    f" AND status_key IN ({', '.join(sorted(str(STATUS_KEYS[status]) for status in CANCELLABLE))})"
)
"""Whether an invoice can be cancelled, as far as its row tells."""
_PREPARED = f"SELECT typed.invoice {JOINED} WHERE prepared IS NOT NULL AND {OPEN_STILL} AND typed.company = "
_PREPARED_IN_SLOT = f"{_PREPARED}?"
PREPARED = f"{_PREPARED}(SELECT slot FROM company WHERE id = ?)"  # noqa: S608
"""The invoices of a company, by its id, whose cancellation is prepared."""


class KeptReasonReader:
    """Finds what was typed, through one thread's connection."""

    def __init__(self, connection: Connection, company: int) -> None:
        self._connection = connection
        self._company = company

    def kept(self, invoice_id: InvoiceId) -> KeptReason | None:
        """What was typed for this invoice and not sent, None for nothing."""
        row = self._connection.row(
            "SELECT text, kept, prepared, seen FROM typed WHERE company = ? AND invoice = ?",
            (self._company, invoice_id),
        )
        if row is None:
            return None
        text, kept, prepared, seen = row
        at = None if prepared is None else moment_of(prepared)
        return KeptReason(text, moment_of(kept), at, None if seen is None else _seen(seen))

    def prepared(self) -> frozenset[InvoiceId]:
        """The invoices that can still be cancelled, as far as their rows tell, and that somebody means to cancel."""
        rows = self._connection.rows(_PREPARED_IN_SLOT, (self._company,))
        return frozenset(InvoiceId(row[0]) for row in rows)

    def recent(self) -> tuple[str, ...]:
        """The reasons sent lately, the last one first."""
        rows = self._connection.rows(
            "SELECT text FROM recent WHERE company = ? ORDER BY used DESC, text", (self._company,)
        )
        return tuple(row[0] for row in rows)


def _seen(told: str) -> InvoiceSummary | None:
    """The invoice as it was seen; None where another version of the program wrote that differently."""
    try:
        fields = json.loads(told)
        return summary_of(tuple(fields[name] for name in NAMES))
    except (AttributeError, InvalidOperation, KeyError, LookupError, TypeError, ValueError):
        return None
