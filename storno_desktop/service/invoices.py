"""Listing and opening invoices: the store answers at once, the network fills it behind."""

import asyncio
from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime

from storno_desktop.domain.evidence import Evidence
from storno_desktop.domain.facts import Facts
from storno_desktop.domain.invoice import Invoice, InvoiceId, InvoiceSummary
from storno_desktop.domain.listing import Page, ServerListing
from storno_desktop.domain.problem import Problem
from storno_desktop.domain.session import Company
from storno_desktop.service.connection import Connection
from storno_desktop.service.inquiry import Inquiry, unread
from storno_desktop.store.invoices import InvoiceStore

MONTHS_AT_ONCE = 4
"""Months asked for in one step; the client itself keeps to four requests at a time (contract §17)."""

WIDEST_PAGE = 100
"""Rows asked for; a server that gives fewer says so in its answer, and that is what is counted with."""

EMPTY_MONTHS = 36
"""After so many months in a row without an invoice the rest is fetched page by page, without dates."""


@dataclass(frozen=True, slots=True)
class RefreshProgress:
    """How far a refresh has come: `received` of the `expected` invoices that the server counts.

    `unreadable` rows came but could not be understood; they are not shown. `observed_at` is the time of
    the newest answer.
    """

    received: int
    expected: int
    done: bool
    unreadable: int
    observed_at: datetime


@dataclass(slots=True)
class _Walk:
    """One refresh of one company under way; lives on the I/O thread."""

    expected: int
    month: date | None
    began_at: datetime
    observed_at: datetime
    since: date | None = None
    turn: asyncio.Lock = field(default_factory=asyncio.Lock)
    seen: set[InvoiceId] = field(default_factory=set)
    unreadable: int = 0
    empty_months: int = 0
    rest_page: int = 0

    @property
    def is_complete(self) -> bool:
        return len(self.seen) + self.unreadable >= self.expected

    @property
    def goes_on(self) -> bool:
        """Whether something is left to be asked for."""
        return self.month is not None or self.rest_page > 0


class InvoiceService:
    """The use cases of looking; owned by the I/O thread.

    A refresh walks through the server's list month by month, newest first, because a page out of the
    whole list costs the server more the longer the list is (decisions 5).
    """

    def __init__(self, connection: Connection, store: InvoiceStore) -> None:
        self._connection = connection
        self._store = store
        self._walks: dict[str, _Walk] = {}

    async def begin_refresh(self, company: Company, since: date | None = None) -> RefreshProgress | Problem:
        """Fetch the newest page and the server's count; `continue_refresh` fetches the rest.

        With `since` only invoices issued on that day or later are fetched and stay in the list.
        """
        first = await self._page(company, ServerListing(limit=WIDEST_PAGE, date_from=since))
        if isinstance(first, Problem):
            return first
        page = first.value
        newest = page.rows[0].issue_date if page.rows else None
        began = first.observed_at
        walk = _Walk(page.total, newest.replace(day=1) if newest else None, began, began, since)
        if newest is None and page.total:
            walk.rest_page = 1
        self._walks[company.id] = walk
        self._take(company, walk, first)
        if not page.is_last:
            walk.unreadable = 0  # these rows come again in their months
        return await self._step_taken(company, walk)

    async def continue_refresh(self, company: Company) -> RefreshProgress | Problem:
        """The next months (or pages, once the months are through). A problem leaves the walk where it is,
        so that it can be continued."""
        walk = self._walks.get(company.id)
        if walk is None:
            return await self.begin_refresh(company)
        async with walk.turn:
            problem: Problem | None = None
            if walk.month is not None:
                problem = await self._read_months(company, walk, walk.month)
            elif walk.rest_page:
                problem = await self._read_rest(company, walk)
            return problem or await self._step_taken(company, walk)

    async def open(self, company: Company, invoice_id: InvoiceId) -> Facts:
        """Everything that the detail shows, read now; the row in the store follows."""
        reach = self._connection.reach(company)
        facts = unread(reach) if isinstance(reach, Problem) else await Inquiry(reach).for_view(invoice_id)
        if isinstance(facts.detail, Evidence):
            await self.keep(company, facts.detail)
        return facts

    async def keep(self, company: Company, invoice: Evidence[Invoice]) -> None:
        """Bring the row in the store up to what the server has just said of this invoice."""
        self._store.replace(company.id, invoice.value.summary, invoice.observed_at)

    async def forget(self, companies: Iterable[Company]) -> None:
        """Remove what is kept of these companies from this computer; the server is not asked."""
        for company in companies:
            self._walks.pop(company.id, None)
            self._store.forget(company.id)

    # -------------------------------------------------------------------------------------- inside

    async def _read_months(self, company: Company, walk: _Walk, newest: date) -> Problem | None:
        months = _months_back_from(newest, MONTHS_AT_ONCE)
        if walk.since is not None:
            months = [month for month in months if month >= walk.since.replace(day=1)]
        answers = await asyncio.gather(*(self._month(company, month, walk.since) for month in months))
        for month, pages in zip(months, answers, strict=True):
            if isinstance(pages, Problem):
                walk.month = month
                return pages
            for page in pages:
                self._take(company, walk, page)
            walk.empty_months = 0 if any(page.value.rows for page in pages) else walk.empty_months + 1
        walk.month = _months_back_from(months[-1], 2)[-1] if months else None
        is_through = walk.since is not None and (walk.month is None or walk.month < walk.since.replace(day=1))
        if not walk.is_complete and (walk.empty_months >= EMPTY_MONTHS or is_through):
            walk.month, walk.rest_page, walk.unreadable = None, 1, 0
        return None

    async def _month(
        self, company: Company, month: date, since: date | None
    ) -> list[Evidence[Page[InvoiceSummary]]] | Problem:
        last = month.replace(day=monthrange(month.year, month.month)[1])
        begin = month if since is None else max(month, since)
        first = await self._page(company, ServerListing(limit=WIDEST_PAGE, date_from=begin, date_to=last))
        if isinstance(first, Problem):
            return first
        pages = -(-first.value.total // max(first.value.limit, 1))
        others = await asyncio.gather(
            *(
                self._page(
                    company, ServerListing(limit=WIDEST_PAGE, date_from=begin, date_to=last, page=number)
                )
                for number in range(2, pages + 1)
            )
        )
        read: list[Evidence[Page[InvoiceSummary]]] = [first]
        for each in others:
            if isinstance(each, Problem):
                return each
            read.append(each)
        return read

    async def _read_rest(self, company: Company, walk: _Walk) -> Problem | None:
        answer = await self._page(
            company, ServerListing(limit=WIDEST_PAGE, page=walk.rest_page, date_from=walk.since)
        )
        if isinstance(answer, Problem):
            return answer
        self._take(company, walk, answer)
        walk.rest_page = 0 if answer.value.is_last else walk.rest_page + 1
        return None

    async def _page(
        self, company: Company, question: ServerListing
    ) -> Evidence[Page[InvoiceSummary]] | Problem:
        reach = self._connection.reach(company)
        return (
            reach if isinstance(reach, Problem) else await reach.client.list_invoices(reach.context, question)
        )

    def _take(self, company: Company, walk: _Walk, answer: Evidence[Page[InvoiceSummary]]) -> None:
        self._store.put(company.id, answer.value.rows, answer.observed_at)
        walk.seen.update(row.id for row in answer.value.rows)
        walk.unreadable += answer.value.unreadable
        walk.observed_at = max(walk.observed_at, answer.observed_at)

    async def _step_taken(self, company: Company, walk: _Walk) -> RefreshProgress | Problem:
        """How far the walk is; at its end, rows that the server no longer has are taken out."""
        if walk.goes_on and not walk.is_complete:
            return self._progress(walk, done=False)
        known = self._store.known_ids(company.id)
        gone = known - walk.seen if walk.is_complete and not walk.unreadable else frozenset[InvoiceId]()
        if gone:
            # What came during the walk may have filled the count before the walk got to these.
            counted = await self._page(company, ServerListing(limit=1, date_from=walk.since))
            if isinstance(counted, Problem):
                return counted
            if counted.value.total != walk.expected:
                walk.expected, gone = counted.value.total, frozenset()
                if walk.goes_on and not walk.is_complete:
                    return self._progress(walk, done=False)
        self._store.mark_gone(company.id, gone, walk.began_at)
        if self._walks.get(company.id) is walk:
            del self._walks[company.id]
        return self._progress(walk, done=True)

    @staticmethod
    def _progress(walk: _Walk, *, done: bool) -> RefreshProgress:
        return RefreshProgress(len(walk.seen), walk.expected, done, walk.unreadable, walk.observed_at)


def _months_back_from(month: date, count: int) -> list[date]:
    """The first days of this month and of those before it; the wire reads no date near the calendar's ends."""
    newest = month.year * 12 + month.month - 1
    return [date(index // 12, index % 12 + 1, 1) for index in range(newest, newest - count, -1)]
