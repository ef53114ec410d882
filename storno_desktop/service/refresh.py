"""What every way of refreshing has in common: steps, a figure for how far it is, and an end."""

import asyncio
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from storno_desktop.domain.evidence import Evidence
from storno_desktop.domain.fingerprint import Window
from storno_desktop.domain.invoice_summary import InvoiceStatus, InvoiceSummary
from storno_desktop.domain.listing import SERVER_PAGE_LIMIT, Page, ServerListing
from storno_desktop.domain.problem import Problem
from storno_desktop.domain.session import Company
from storno_desktop.service.connection import Connection
from storno_desktop.service.hold import Hold
from storno_desktop.service.pace import Pace
from storno_desktop.store.invoices import InvoiceStore

WIDEST_PAGE = 100
"""Rows asked for; a server that gives fewer says so in its answer, and that is what is counted with."""

WRITTEN_TOGETHER = 2 * SERVER_PAGE_LIMIT
"""Rows of two pages that are written at once: one by one, each would cost its own way to the disk; more of them keep
the answers that come meanwhile waiting, and the server idle."""

ListPage = Evidence[Page[InvoiceSummary]]


@dataclass(frozen=True, slots=True)
class RefreshProgress:
    """How far a refresh has come: `received` of the `expected` invoices that the server counts.

    `received` counts what was read as well as what was found to be unchanged. `unreadable` rows came but
    could not be understood; they are not shown. `observed_at` is the time of the newest answer.
    """

    received: int
    expected: int
    done: bool
    unreadable: int
    observed_at: datetime


@dataclass(slots=True)
class CompanyList:
    """One company's list at the server and its place in the store."""

    connection: Connection
    store: InvoiceStore
    company: Company
    pace: Pace
    """Kept towards every server but this computer's own."""
    hold: Hold
    """Where a pause is waited for, between two pages."""
    speaks_in_totals: bool = False
    """Whether any page so far came with the sums that tell a change from afar."""
    requests: int = 0
    server_ahead: timedelta | None = None
    """How far the server's clock is ahead of this computer's, by the newest answer that told its time."""
    observed_at: datetime | None = None
    """Of the newest answer."""
    turn: asyncio.Lock = field(default_factory=asyncio.Lock)
    """Held by whoever takes a step."""
    _under_way: int = 0
    """Pages to be kept that are still waited for."""
    _arrived: list[ListPage] = field(default_factory=list)
    """Pages that wait for those."""

    async def page(
        self,
        window: Window,
        number: int = 1,
        *,
        limit: int = WIDEST_PAGE,
        status: InvoiceStatus | None = None,
    ) -> ListPage | Problem:
        """One page of a window, newest first."""
        await self.hold.passes()
        reach = self.connection.reach(self.company)
        if isinstance(reach, Problem):
            return reach
        self.requests += 1
        if not reach.client.address.is_loopback:
            await self.pace.turn()
        question = ServerListing(
            limit=limit, page=number, date_from=window.first, date_to=window.last, status=status
        )
        with self.connection.asking():
            answer = await reach.client.list_invoices(reach.context, question)
        if isinstance(answer, Problem):
            return answer
        if answer.server_time is not None:
            self.server_ahead = answer.server_time - answer.observed_at
        self.observed_at = max(answer.observed_at, self.observed_at or answer.observed_at)
        self.speaks_in_totals = self.speaks_in_totals or answer.value.totals is not None
        return answer

    async def kept_page(self, window: Window, number: int = 1) -> ListPage | Problem:
        """One page of a window, in the store as soon as it came or together with some that are still on their way:
        once none is, all are there."""
        await (
            self.hold.passes()
        )  # a page that a pause holds back is not on its way: what came does not wait for it
        self._under_way += 1
        try:
            answer = await self.page(window, number)
            if not isinstance(answer, Problem):
                self._arrived.append(answer)
        finally:
            self._under_way -= 1
            rows = sum(len(each.value.rows) for each in self._arrived)
            if not self._under_way or rows >= WRITTEN_TOGETHER:
                self.keep_arrived()
        return answer

    def keep_arrived(self) -> None:
        """Put what came into the store, without waiting for more."""
        arrived, self._arrived = self._arrived, []
        self.store.put_together(
            self.company.id,
            [(each.value.rows, each.observed_at, each.value.documents) for each in arrived],
        )
