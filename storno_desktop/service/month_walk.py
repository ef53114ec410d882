"""Reading the whole list month by month, newest first: the first fill, and the sweep that sees everything."""

import asyncio
from calendar import monthrange
from datetime import date, datetime, timedelta

from storno_desktop.domain.fingerprint import Window
from storno_desktop.domain.invoice_summary import InvoiceId
from storno_desktop.domain.problem import Problem
from storno_desktop.service.refresh import CompanyList, ListPage, RefreshProgress

FEWEST_MONTHS, MOST_MONTHS = 4, 24
"""Months asked for in one step; the client itself keeps to four requests at a time (contract §17)."""

ROWS_A_STEP = 2_000
"""So many are aimed at: at the end of a step the line to the server runs empty, so small months are taken
together; and the window hears of a step only when it is through, so large ones are not."""

EMPTY_MONTHS = 36
"""After so many months in a row without an invoice the rest is fetched page by page, without dates."""


class MonthWalk:
    """Months, because a page out of the whole list costs the server more the longer the list is (decisions 5).

    With `since` only invoices issued on that day or later are fetched and stay in the list.
    """

    def __init__(self, listed: CompanyList, since: date | None = None) -> None:
        self._listed = listed
        self._since = since
        self._expected = 0
        self._month: date | None = None
        self._rest_page = 0
        self._seen: set[InvoiceId] = set()
        self._unreadable = 0
        self._empty_months = 0
        self._months_at_once = FEWEST_MONTHS
        self._is_done = False
        self._began_at: datetime | None = None

    async def begin(self) -> Problem | None:
        """Fetch the newest page and the server's count."""
        first = await self._listed.kept_page(Window(self._since))
        if isinstance(first, Problem):
            return first
        page = first.value
        newest = page.rows[0].issue_date if page.rows else None
        self._expected = page.total
        self._month = newest.replace(day=1) if newest else None
        self._began_at = first.observed_at
        if newest is None and page.total:
            self._rest_page = 1
        self._take(first)
        if not page.is_last:
            self._unreadable = 0  # these rows come again in their months
        return await self._settle()

    async def step(self) -> Problem | None:
        """The next months, or pages, once the months are through."""
        problem: Problem | None = None
        if self._is_done:
            return None
        if self._month is not None:
            problem = await self._read_months(self._month)
        elif self._rest_page:
            problem = await self._read_rest()
        return problem or await self._settle()

    def progress(self) -> RefreshProgress:
        """What was read so far."""
        if self._listed.observed_at is None:
            raise RuntimeError("asked before it began")
        return RefreshProgress(
            len(self._seen), self._expected, self._is_done, self._unreadable, self._listed.observed_at
        )

    @property
    def _is_complete(self) -> bool:
        return len(self._seen) + self._unreadable >= self._expected

    def _goes_on(self) -> bool:
        return (self._month is not None or self._rest_page > 0) and not self._is_complete

    async def _read_months(self, newest: date) -> Problem | None:
        months = _months_back_from(newest, self._months_at_once)
        if self._since is not None:
            months = [month for month in months if month >= self._since.replace(day=1)]
        before = len(self._seen)
        answers = await asyncio.gather(*(self._read_month(month) for month in months))
        for month, pages in zip(months, answers, strict=True):
            if isinstance(pages, Problem):
                self._month = month
                return pages
            for page in pages:
                self._take(page)
            self._empty_months = 0 if any(page.value.rows for page in pages) else self._empty_months + 1
        self._plan(len(self._seen) - before, len(months))
        self._month = _months_back_from(months[-1], 2)[-1] if months else None
        is_through = self._since is not None and (
            self._month is None or self._month < self._since.replace(day=1)
        )
        if not self._is_complete and (self._empty_months >= EMPTY_MONTHS or is_through):
            self._month, self._rest_page, self._unreadable = None, 1, 0
        return None

    def _plan(self, rows: int, months: int) -> None:
        """How many months to take next, if they are like these: no more than the rest needs."""
        rows_a_month = max(1, rows // max(1, months))
        left = -(-(self._expected - len(self._seen)) // rows_a_month)
        wanted = min(ROWS_A_STEP // rows_a_month, left, MOST_MONTHS)
        self._months_at_once = max(FEWEST_MONTHS, wanted)

    async def _read_month(self, month: date) -> list[ListPage] | Problem:
        last = month.replace(day=monthrange(month.year, month.month)[1])
        window = Window(month if self._since is None else max(month, self._since), last)
        first = await self._listed.kept_page(window)
        if isinstance(first, Problem):
            return first
        pages = -(-first.value.total // max(first.value.limit, 1))
        others = await asyncio.gather(
            *(self._listed.kept_page(window, number) for number in range(2, pages + 1))
        )
        read: list[ListPage] = [first]
        for each in others:
            if isinstance(each, Problem):
                return each
            read.append(each)
        return read

    async def _read_rest(self) -> Problem | None:
        answer = await self._listed.kept_page(Window(self._since), self._rest_page)
        if isinstance(answer, Problem):
            return answer
        self._take(answer)
        self._rest_page = 0 if answer.value.is_last else self._rest_page + 1
        return None

    def _take(self, answer: ListPage) -> None:
        self._seen.update(row.id for row in answer.value.rows)
        self._unreadable += answer.value.unreadable

    async def _settle(self) -> Problem | None:
        """At the end, rows that the server no longer has are taken out."""
        if self._goes_on():
            return None
        store, company = self._listed.store, self._listed.company
        known = store.known_ids(company.id, self._since)
        is_certain = self._is_complete and not self._unreadable
        gone = known - self._seen if is_certain else frozenset[InvoiceId]()
        if gone:
            # What came during the walk may have filled the count before the walk got to these.
            counted = await self._listed.page(Window(self._since), limit=1)
            if isinstance(counted, Problem):
                return counted
            if counted.value.total != self._expected:
                self._expected, gone = counted.value.total, frozenset()
                if self._goes_on():
                    return None
        if self._began_at is not None:
            store.mark_gone(company.id, gone, self._began_at)
            if self._since is not None and is_certain:
                older = store.known_ids(company.id, None, self._since - timedelta(days=1))
                store.leave_out(company.id, older, self._began_at)
        self._is_done = True
        return None


def _months_back_from(month: date, count: int) -> list[date]:
    """The first days of this month and of those before it; the wire reads no date near the calendar's ends."""
    newest = month.year * 12 + month.month - 1
    return [date(index // 12, index % 12 + 1, 1) for index in range(newest, newest - count, -1)]
