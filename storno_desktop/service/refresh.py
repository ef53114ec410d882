"""What every way of refreshing has in common: steps, a figure for how far it is, and an end."""

import asyncio
from dataclasses import dataclass, field
from datetime import datetime

from storno_desktop.domain.evidence import Evidence
from storno_desktop.domain.fingerprint import Window
from storno_desktop.domain.invoice import InvoiceStatus, InvoiceSummary
from storno_desktop.domain.listing import Page, ServerListing
from storno_desktop.domain.problem import Problem
from storno_desktop.domain.session import Company
from storno_desktop.service.connection import Connection
from storno_desktop.service.pace import Pace
from storno_desktop.store.invoices import InvoiceStore

WIDEST_PAGE = 100
"""Rows asked for; a server that gives fewer says so in its answer, and that is what is counted with."""

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
    speaks_in_totals: bool = False
    """Whether any page so far came with the sums that tell a change from afar."""
    requests: int = 0
    observed_at: datetime | None = None
    """Of the newest answer."""
    turn: asyncio.Lock = field(default_factory=asyncio.Lock)
    """Held by whoever takes a step."""

    async def page(
        self,
        window: Window,
        number: int = 1,
        *,
        limit: int = WIDEST_PAGE,
        status: InvoiceStatus | None = None,
    ) -> ListPage | Problem:
        """One page of a window, newest first."""
        reach = self.connection.reach(self.company)
        if isinstance(reach, Problem):
            return reach
        self.requests += 1
        if not reach.client.address.is_loopback:
            await self.pace.turn()
        question = ServerListing(
            limit=limit, page=number, date_from=window.first, date_to=window.last, status=status
        )
        answer = await reach.client.list_invoices(reach.context, question)
        if isinstance(answer, Problem):
            return answer
        self.observed_at = max(answer.observed_at, self.observed_at or answer.observed_at)
        self.speaks_in_totals = self.speaks_in_totals or answer.value.totals is not None
        return answer

    async def kept_page(self, window: Window, number: int = 1) -> ListPage | Problem:
        """One page of a window, in the store as soon as it came: others are still on their way meanwhile."""
        answer = await self.page(window, number)
        if not isinstance(answer, Problem):
            self.keep(answer)
        return answer

    def keep(self, answer: ListPage) -> None:
        """Put a page's rows into the store."""
        self.store.put(self.company.id, answer.value.rows, answer.observed_at)
