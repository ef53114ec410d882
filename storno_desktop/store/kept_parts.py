"""How much the kept details of a company weigh, letting the oldest ones go, and giving the room back to the disk."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from storno_desktop.domain.invoice_summary import Direction, InvoiceId, InvoiceStatus
from storno_desktop.domain.listview import CANCELLABLE, RESTORE_WINDOW_DAYS
from storno_desktop.store.database import Databases
from storno_desktop.store.details import OF_COMPANY
from storno_desktop.store.invoice_row import DIRECTION_KEYS, STATUS_KEYS
from storno_desktop.store.trouble import write_or

PAGES_AT_ONCE = 250
"""A megabyte of pages in one transaction."""
LARGEST_REWRITE = 256 * 1024 * 1024
"""A file that cannot give single pages back is written anew through memory, if it is no larger (bytes)."""
WORTHWHILE = 0.1
"""From such a share of free pages on."""

_INCREMENTAL = 2
_CANCELLABLE = ", ".join(sorted(str(STATUS_KEYS[status]) for status in CANCELLABLE))


@dataclass(frozen=True, slots=True)
class PartWeight:
    """What is kept of one invoice beside its row: when it was last read (a moment's key), and its bytes."""

    invoice_id: InvoiceId
    observed: int
    size: int


class KeptParts:
    """The parts of every company's invoices by their weight; belongs to the thread that writes."""

    def __init__(self, databases: Databases) -> None:
        self._databases = databases

    def weights(self, company_id: str, after: InvoiceId, at_most: int) -> tuple[PartWeight, ...]:
        """Of the next invoices in the order of their ids, behind this one ("" for the beginning)."""
        found = self._databases.writer_of(company_id).rows(
            "SELECT invoice, max(part.observed), sum(length(document)) FROM part JOIN company ON slot = company"
            " WHERE id = ? AND invoice > ? GROUP BY invoice ORDER BY invoice LIMIT ?",
            (company_id, str(after), at_most),
        )
        return tuple(PartWeight(InvoiceId(row[0]), row[1], row[2]) for row in found)

    @write_or(0)
    def forget(self, company_id: str, ids: Sequence[InvoiceId], today: date) -> int:
        """Let go of what is kept beside the rows of these invoices, except of those that can be cancelled, or be
        restored on that day (Bucharest); how many bytes of documents that were."""
        connection, forgotten = self._databases.writer_of(company_id), 0
        with connection.transaction():
            for each in ids:
                if each == OF_COMPANY:
                    continue
                bound = (company_id, str(each), today.toordinal() - RESTORE_WINDOW_DAYS)
                size = connection.row(_WEIGHT_OF_CLOSED, bound)
                if size is not None and size[0]:
                    forgotten += int(size[0])
                    connection.run(_FORGET, bound[:2])
        return forgotten

    # -------------------------------------------------------------------------------------- the disk

    def free_share(self, company_id: str) -> float:
        """How much of the file holds nothing, from 0 to 1; 0 in memory."""
        if self._databases.writer_of(company_id).row("PRAGMA journal_mode") != ("wal",):
            return 0.0
        pages, free = self._number(company_id, "page_count"), self._number(company_id, "freelist_count")
        return free / pages if pages else 0.0

    @write_or(False)
    def give_back(self, company_id: str) -> bool:
        """Give some free pages back to the disk; whether there are more of them.

        A file that was made before files could do that is written anew at one stroke, and can from then on.
        """
        connection = self._databases.writer_of(company_id)
        free = self._number(company_id, "freelist_count")
        if not free:
            return False
        if self._number(company_id, "auto_vacuum") == _INCREMENTAL:
            with connection.transaction():
                connection.rows(f"PRAGMA incremental_vacuum({PAGES_AT_ONCE})")
            return 0 < self._number(company_id, "freelist_count") < free
        size = self._number(company_id, "page_count") * self._number(company_id, "page_size")
        if size <= LARGEST_REWRITE and self.free_share(company_id) >= WORTHWHILE:
            connection.run("PRAGMA auto_vacuum=incremental")
            connection.rewrite()
        return False

    def settle(self, company_id: str) -> None:
        """Bring what was written into the file itself, as far as nobody is reading."""
        self._databases.writer_of(company_id).rows("PRAGMA wal_checkpoint(truncate)")

    def _number(self, company_id: str, pragma: str) -> int:
        found = self._databases.writer_of(company_id).row(f"PRAGMA {pragma}")
        return 0 if found is None else int(found[0])


_OF_INVOICE = "company = (SELECT slot FROM company WHERE id = ?1) AND invoice = ?2"
_FORGET = f"DELETE FROM part WHERE {_OF_INVOICE}"  # noqa: S608
_WEIGHT_OF_CLOSED = (
    f"SELECT sum(length(part.document)) FROM part WHERE {_OF_INVOICE}"  # noqa: S608
    " AND NOT EXISTS (SELECT 1 FROM invoice WHERE invoice.company = part.company AND invoice.id = part.invoice"
    f" AND direction = {DIRECTION_KEYS[Direction.OUTGOING]} AND (status_key IN ({_CANCELLABLE}) AND NOT is_paid"
    f" OR status_key = {STATUS_KEYS[InvoiceStatus.CANCELLED]} AND cancelled_day >= ?3))"
)
