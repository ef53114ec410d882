"""Which invoices that can be cancelled or still be restored have no details kept, or may have older ones than their row."""

from array import array
from dataclasses import dataclass
from datetime import date

from storno_desktop.domain.evidence import Source
from storno_desktop.domain.invoice_summary import Direction, InvoiceStatus, InvoiceSummary
from storno_desktop.domain.listview import CANCELLABLE, RESTORE_WINDOW_DAYS
from storno_desktop.store.database import Databases, among
from storno_desktop.store.invoice_row import DIRECTION_KEYS, FIELDS, STATUS_KEYS, summary_of

_ROWS = ", ".join(f"invoice.{name.strip()}" for name in FIELDS.split(","))
_CANCELLABLE = sorted(STATUS_KEYS[status] for status in CANCELLABLE)

# Each part comes from an index in the order of places, so that the newest are found without sorting the others;
# of cancelled ones only those within the window, a few hundred. Every value is bound.
_UNPAID = (
    "SELECT place FROM invoice INDEXED BY invoice_by_status_key WHERE company = ?1 AND status_key = {status}"
    " AND place < ?2 AND direction = ?3 AND NOT is_paid"
)
_RESTORABLE = (
    "SELECT place FROM invoice INDEXED BY invoice_by_cancelled_day WHERE company = ?1 AND cancelled_day >= ?4"
    " AND place < ?2 AND direction = ?3 AND status_key = ?5"
)
PLACES = (
    " UNION ALL ".join([*(_UNPAID.format(status=status) for status in _CANCELLABLE), _RESTORABLE])
    + " ORDER BY place DESC LIMIT ?6"
)
DETAILS = (
    f"SELECT CASE WHEN part.observed < invoice.observed THEN part.document END, part.observed IS NULL, {_ROWS}"  # noqa: S608
    " FROM invoice LEFT JOIN part ON part.company = invoice.company AND part.invoice = invoice.id"
    " AND part.source = ?2 WHERE place IN carray(?1) ORDER BY place DESC"
)
_BEYOND = (1 << 63) - 1


@dataclass(frozen=True, slots=True)
class DetailGap:
    """An invoice as its row says, and the detail that was kept before the row was last seen; None for no detail."""

    row: InvoiceSummary
    detail: bytes | None


@dataclass(frozen=True, slots=True)
class GapStretch:
    """Some of the invoices in question, newest first. `before` is where the next ones begin, None at the end."""

    gaps: tuple[DetailGap, ...]
    before: int | None


class DetailGaps:
    """Looks for them, newest first, some at a time; reads on the thread that writes."""

    def __init__(self, databases: Databases) -> None:
        self._databases = databases

    def mark(self, company_id: str) -> object:
        """What stays equal as long as the company is kept in the same place and nothing visible changes there:
        until then no new gap can have come up."""
        writer = self._databases.writer_of(company_id)
        return writer, writer.row("SELECT revision FROM company WHERE id = ?", (company_id,))

    def look(self, company_id: str, today: date, before: int | None, at_most: int) -> GapStretch:
        """Look through the next `at_most` invoices that can be cancelled, or be restored on that day (Bucharest).

        Those whose detail was kept after the row was last seen are left out.
        """
        connection = self._databases.writer_of(company_id)
        company = connection.row("SELECT slot FROM company WHERE id = ?", (company_id,))
        if company is None:
            return GapStretch((), None)
        first_day = today.toordinal() - RESTORE_WINDOW_DAYS
        cancelled, outgoing = STATUS_KEYS[InvoiceStatus.CANCELLED], DIRECTION_KEYS[Direction.OUTGOING]
        bound = (company[0], _BEYOND if before is None else before, outgoing, first_day, cancelled, at_most)
        places = array("q", (row[0] for row in connection.rows(PLACES, bound)))
        if not places:
            return GapStretch((), None)
        found = connection.rows(DETAILS, (among(places), Source.DETAIL.name))
        gaps = tuple(
            DetailGap(summary_of(tuple(row)), document)
            for document, is_missing, *row in found
            if is_missing or document is not None
        )
        return GapStretch(gaps, places[-1] if len(places) == at_most else None)
