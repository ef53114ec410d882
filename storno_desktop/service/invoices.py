"""Listing and opening invoices: the store answers at once, the network fills it behind."""

import asyncio
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from storno_desktop.domain.evidence import Evidence
from storno_desktop.domain.facts import Facts
from storno_desktop.domain.invoice import Invoice, InvoiceId, InvoiceSummary
from storno_desktop.domain.listing import Page, ServerListing
from storno_desktop.domain.problem import Problem
from storno_desktop.domain.session import Company
from storno_desktop.service.connection import Connection
from storno_desktop.service.inquiry import Inquiry
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
    observed_at: datetime
    seen: set[InvoiceId] = field(default_factory=set)
    unreadable: int = 0
    empty_months: int = 0
    rest_page: int = 0

    @property
    def is_complete(self) -> bool:
        return len(self.seen) + self.unreadable >= self.expected


class InvoiceService:
    """The use cases of looking; owned by the I/O thread.

    A refresh walks through the server's list month by month, newest first, because a page out of the
    whole list costs the server more the longer the list is (decisions 5).
    """

    def __init__(self, connection: Connection, inquiry: Inquiry, store: InvoiceStore) -> None:
        self._connection = connection
        self._inquiry = inquiry
        self._store = store
        self._walks: dict[str, _Walk] = {}

    async def begin_refresh(self, company: Company) -> RefreshProgress | Problem:
        """Fetch the newest page and the server's count; `continue_refresh` fetches the rest."""
        first = await self._page(company, ServerListing(limit=WIDEST_PAGE))
        if isinstance(first, Problem):
            return first
        page = first.value
        newest = page.rows[0].issue_date if page.rows else None
        walk = _Walk(page.total, newest.replace(day=1) if newest else None, first.observed_at)
        if newest is None and page.total:
            walk.rest_page = 1
        self._walks[company.id] = walk
        self._take(company, walk, first)
        return self._finished(company, walk) or self._progress(walk, done=False)

    async def continue_refresh(self, company: Company) -> RefreshProgress | Problem:
        """The next months (or pages, once the months are through). A problem leaves the walk where it is,
        so that it can be continued."""
        walk = self._walks.get(company.id)
        if walk is None:
            return await self.begin_refresh(company)
        problem = await (self._read_months(company, walk) if walk.month else self._read_rest(company, walk))
        if problem is not None:
            return problem
        return self._finished(company, walk) or self._progress(walk, done=False)

    async def open(self, company: Company, invoice_id: InvoiceId) -> Facts:
        """Everything that the detail shows, read now; the row in the store follows."""
        facts = await self._inquiry.for_view(company, invoice_id)
        if isinstance(facts.detail, Evidence):
            await self.keep(company, facts.detail)
        return facts

    async def keep(self, company: Company, invoice: Evidence[Invoice]) -> None:
        """Bring the row in the store up to what the server has just said of this invoice."""
        self._store.replace(company.id, invoice.value.summary, invoice.observed_at)

    # -------------------------------------------------------------------------------------- inside

    async def _read_months(self, company: Company, walk: _Walk) -> Problem | None:
        assert walk.month is not None  # noqa: S101  the caller chose this way by it
        months = [_months_before(walk.month, back) for back in range(MONTHS_AT_ONCE)]
        answers = await asyncio.gather(*(self._month(company, month) for month in months))
        for month, pages in zip(months, answers, strict=True):
            if isinstance(pages, Problem):
                walk.month = month
                return pages
            for page in pages:
                self._take(company, walk, page)
            walk.empty_months = 0 if any(page.value.rows for page in pages) else walk.empty_months + 1
        walk.month = _months_before(months[-1], 1)
        if not walk.is_complete and walk.empty_months >= EMPTY_MONTHS:
            walk.month, walk.rest_page = None, 1
        return None

    async def _month(self, company: Company, month: date) -> list[Evidence[Page[InvoiceSummary]]] | Problem:
        last = _months_before(month, -1) - timedelta(days=1)
        first = await self._page(company, ServerListing(limit=WIDEST_PAGE, date_from=month, date_to=last))
        if isinstance(first, Problem):
            return first
        pages = -(-first.value.total // max(first.value.limit, 1))
        others = await asyncio.gather(
            *(
                self._page(
                    company, ServerListing(limit=WIDEST_PAGE, date_from=month, date_to=last, page=number)
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
        answer = await self._page(company, ServerListing(limit=WIDEST_PAGE, page=walk.rest_page))
        if isinstance(answer, Problem):
            return answer
        self._take(company, walk, answer)
        walk.rest_page = 0 if answer.value.is_last else walk.rest_page + 1
        return None

    async def _page(
        self, company: Company, question: ServerListing
    ) -> Evidence[Page[InvoiceSummary]] | Problem:
        client, _ = self._connection.require()
        return await client.list_invoices(self._connection.context(company), question)

    def _take(self, company: Company, walk: _Walk, answer: Evidence[Page[InvoiceSummary]]) -> None:
        self._store.put(company.id, answer.value.rows, answer.observed_at)
        walk.seen.update(row.id for row in answer.value.rows)
        walk.unreadable += answer.value.unreadable
        walk.observed_at = max(walk.observed_at, answer.observed_at)

    def _finished(self, company: Company, walk: _Walk) -> RefreshProgress | None:
        if not walk.is_complete and (walk.month is not None or walk.rest_page):
            return None
        del self._walks[company.id]
        if walk.is_complete and not walk.unreadable:
            gone = self._store.known_ids(company.id) - walk.seen
            self._store.mark_gone(company.id, gone, walk.observed_at)
        return self._progress(walk, done=True)

    @staticmethod
    def _progress(walk: _Walk, *, done: bool) -> RefreshProgress:
        return RefreshProgress(len(walk.seen), walk.expected, done, walk.unreadable, walk.observed_at)


def _months_before(month: date, back: int) -> date:
    """The first day of the month that lies `back` months earlier (negative: later)."""
    index = month.year * 12 + month.month - 1 - back
    return date(index // 12, index % 12 + 1, 1)
