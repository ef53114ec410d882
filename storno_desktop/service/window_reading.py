"""Reading every row of one window, and taking out of the store what the server no longer has there."""

import asyncio
from dataclasses import dataclass

from storno_desktop.domain.fingerprint import Fingerprint, Window
from storno_desktop.domain.invoice_summary import InvoiceId, InvoiceSummary
from storno_desktop.domain.problem import Problem
from storno_desktop.service.refresh import CompanyList


@dataclass(frozen=True, slots=True)
class WindowReading:
    """A window as it was read: what the server said of it, and what its rows say.

    `is_consistent` is false where the list moved between two of its pages; then rows may be missing.
    """

    told: Fingerprint
    rows: tuple[InvoiceSummary, ...]
    unreadable: int
    is_consistent: bool

    @property
    def rest(self) -> Fingerprint:
        """What the server counts beyond the rows that it sent and that could be read."""
        return self.told - Fingerprint.of_rows(self.rows)


async def read_window(listed: CompanyList, window: Window) -> WindowReading | Problem:
    """All rows of the window, kept as they come."""
    first = await listed.kept_page(window)
    if isinstance(first, Problem):
        return first
    pages = [first]
    count = -(-first.value.total // max(first.value.limit, 1))
    for answer in await asyncio.gather(*(listed.kept_page(window, number) for number in range(2, count + 1))):
        if isinstance(answer, Problem):
            return answer
        pages.append(answer)
    listed.keep_arrived()  # pages of other windows may still be on their way
    rows: dict[InvoiceId, InvoiceSummary] = {row.id: row for page in pages for row in page.value.rows}
    unreadable = sum(page.value.unreadable for page in pages)
    total = first.value.total
    is_consistent = len(rows) + unreadable == total and all(page.value.total == total for page in pages)
    if is_consistent and not unreadable:
        store, company = listed.store, listed.company.id
        gone = store.known_ids(company, window.first, window.last) - rows.keys()
        store.mark_gone(company, gone, first.observed_at)
    told = Fingerprint.of(total, first.value.totals)
    return WindowReading(told, tuple(rows.values()), unreadable, is_consistent)
