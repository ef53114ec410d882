"""A refresh whose cost follows what changed: windows that look alike here and there are not read again."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from storno_desktop.domain.calendar import months_before
from storno_desktop.domain.fingerprint import NO_INVOICES, Fingerprint, Window
from storno_desktop.domain.invoice_summary import InvoiceStatus
from storno_desktop.domain.problem import Problem
from storno_desktop.service.refresh import CompanyList, RefreshProgress
from storno_desktop.service.unexplained import Unexplained
from storno_desktop.service.window_reading import WindowReading, read_window
from storno_desktop.store.window_tally import WindowTally

AT_ONCE = 4
"""Windows looked into in one step; the client itself keeps to four requests at a time (contract §17)."""

FEW_ROWS = 40
"""So many are read at once rather than narrowed down: two pages of the real server."""

FILLED_BY_DAYS = 31
FILLED_BY_ROWS = 400
"""A window of which most is missing is read in pieces of at most such a length or so many invoices, for a
page costs the server more the more invoices its window holds (decisions 5)."""

WATCHED = (InvoiceStatus.DRAFT, InvoiceStatus.ISSUED, InvoiceStatus.CANCELLED)
"""Counted by themselves: issuing a draft moves no sum, and cancelled invoices have none (contract §5)."""


@dataclass(frozen=True, slots=True)
class _Doubt:
    """A window of which the server said this; of one status only its count is known."""

    window: Window
    told: Fingerprint
    status: InvoiceStatus | None = None
    must_be_read: bool = False


class Comparison:
    """Asks for counts and sums of windows at one row each, and goes into those that differ from the store's.

    First the newest months, then this year, the last one and all before, then the watched statuses. A
    window that differs is halved where the store has as many rows before as after; what the server
    says of the other half follows. `today` is the calendar date in Europe/Bucharest. It begins anew
    without harm at any time: what came by then is found alike.
    """

    def __init__(
        self, listed: CompanyList, unexplained: Unexplained, today: date, since: date | None = None
    ) -> None:
        self._listed = listed
        self._unexplained = unexplained
        self._domain = Window(since)
        self._roots = _roots(self._domain, today)
        self._doubts: list[_Doubt] = []
        self._asked_roots = False
        self._by_status: list[_Doubt] = []
        self._read: dict[Window, int] = {}
        self._expected = 0
        self._is_done = False
        self._began_at: datetime | None = None

    @property
    def is_blind(self) -> bool:
        """Whether the server leaves out the sums, so that nothing can be seen from afar."""
        said = bool(self._expected) and (self._asked_roots or any(doubt.told.count for doubt in self._doubts))
        return said and not self._listed.speaks_in_totals

    @property
    def _tally(self) -> WindowTally:
        """Asked for each time: a company may be put into another file meanwhile."""
        return self._listed.store.windows(self._listed.company.id)

    async def begin(self) -> Problem | None:
        """Fetch the newest page of the present month."""
        answer = await self._listed.kept_page(self._roots[0])
        if isinstance(answer, Problem):
            return answer
        page = answer.value
        self._began_at = answer.observed_at
        self._doubts = [_Doubt(self._roots[0], Fingerprint.of(page.total, page.totals))]
        self._expected = max(self._kept_rows(), page.total)
        if page.unreadable:
            newest = self._roots[0]
            if page.rows:
                newest = Window(min(row.issue_date for row in page.rows), newest.last)
            self._doubts.append(_Doubt(newest, NO_INVOICES, must_be_read=True))
        return None

    async def step(self) -> Problem | None:
        """Some requests more; what needs none is settled on the way."""
        before = self._listed.requests
        while not self._is_done and self._listed.requests == before:
            problem = await self._advance()
            if problem is not None:
                return problem
        return None

    def progress(self) -> RefreshProgress:
        """Windows that look alike count as received."""
        kept = self._kept_rows()
        open_ = sum(doubt.told.count for doubt in self._doubts if doubt.status is None)
        settled = kept if self._is_done else min(kept, max(0, self._expected - open_))
        if not self._asked_roots:
            settled = 0
        unreadable = sum(self._read.values()) + self._unexplained.unreadable(self._read)
        if self._listed.observed_at is None:
            raise RuntimeError("asked before it began")
        return RefreshProgress(settled, self._expected, self._is_done, unreadable, self._listed.observed_at)

    async def _advance(self) -> Problem | None:
        if not self._asked_roots:
            return await self._ask_roots()
        if self._doubts:
            return await self._look_into_some()
        if self._by_status:
            self._doubts, self._by_status = self._by_status, []
            return None
        self._leave_out_what_is_older()
        self._is_done = True
        return None

    async def _ask_roots(self) -> Problem | None:
        """The counts and sums of the other windows to begin with, and of the watched statuses."""
        questions: list[tuple[Window, InvoiceStatus | None]] = [
            *((root, None) for root in self._roots[1:]),
            *((self._domain, status) for status in WATCHED),
        ]
        answers = await asyncio.gather(*(self._ask(window, status) for window, status in questions))
        doubts: list[_Doubt] = []
        for answer in answers:
            if isinstance(answer, Problem):
                return answer
            doubts.append(answer)
        self._doubts += [doubt for doubt in doubts if doubt.status is None]
        self._by_status = [doubt for doubt in doubts if doubt.status is not None]
        self._expected = sum(doubt.told.count for doubt in self._doubts)
        self._asked_roots = True
        return None

    async def _look_into_some(self) -> Problem | None:
        """The newest windows in doubt."""
        self._doubts.sort(key=lambda doubt: doubt.window.upper, reverse=True)
        some, rest = self._doubts[:AT_ONCE], self._doubts[AT_ONCE:]
        outcomes = await asyncio.gather(*(self._look_into(doubt) for doubt in some))
        problem: Problem | None = None
        for doubt, outcome in zip(some, outcomes, strict=True):
            if isinstance(outcome, Problem):
                problem = problem or outcome
                rest.append(doubt)
            else:
                rest += outcome
        self._doubts = rest
        return problem

    async def _look_into(self, doubt: _Doubt) -> Sequence[_Doubt] | Problem:
        """What remains in doubt afterwards."""
        if self._looks_alike(doubt) and not doubt.must_be_read:
            return ()
        if doubt.must_be_read or self._is_worth_reading(doubt):
            return await self._read_whole(doubt)
        return await self._halve(doubt)

    def _looks_alike(self, doubt: _Doubt) -> bool:
        kept = self._kept(doubt.window, doubt.status)
        return (doubt.told - kept - self._unexplained.rest(doubt.window, doubt.status)).is_nothing

    def _kept_rows(self) -> int:
        if self._domain.first is None:
            return self._listed.store.count(self._listed.company.id)
        return self._tally.count(self._domain)

    def _kept(self, window: Window, status: InvoiceStatus | None) -> Fingerprint:
        if status is None:
            return self._tally.fingerprint(window)
        return Fingerprint(self._tally.count(window, status), NO_INVOICES.sums)

    def _is_worth_reading(self, doubt: _Doubt) -> bool:
        window = doubt.window
        if window.days == 1:
            return True
        kept = self._tally.count(window)
        if max(kept, doubt.told.count) <= FEW_ROWS:
            return True
        is_mostly_missing = doubt.status is None and 2 * kept <= doubt.told.count
        return is_mostly_missing and (window.days <= FILLED_BY_DAYS or doubt.told.count <= FILLED_BY_ROWS)

    async def _read_whole(self, doubt: _Doubt) -> Sequence[_Doubt] | Problem:
        window, status = doubt.window, doubt.status
        reading = await read_window(self._listed, window)
        if isinstance(reading, Problem):
            return reading
        self._count_unreadable(window, reading.unreadable)
        if doubt.must_be_read:
            return ()
        if status is None:
            after = _Doubt(window, reading.told)
        else:
            asked = await self._ask(window, status)
            if isinstance(asked, Problem):
                return asked
            after = asked
        if self._looks_alike(after) or reading.told.sums is None:
            return ()
        if window.days > 1:
            self._read.pop(window, None)  # its parts count by themselves
            return await self._halve(after)
        if reading.is_consistent:
            self._learn(reading, after)
        return ()

    def _count_unreadable(self, window: Window, count: int) -> None:
        """Once for each row, although windows may lie in one another."""
        if any(window.lower in other and window.upper in other for other in self._read if other != window):
            return
        inside = [other for other in self._read if other.lower in window and other.upper in window]
        for other in inside:
            del self._read[other]
        self._read[window] = count

    def _learn(self, reading: WindowReading, doubt: _Doubt) -> None:
        day, status = doubt.window.lower, doubt.status
        if status is None:
            self._unexplained.learn(day, None, reading.rest)
        else:
            kept = sum(row.status is status for row in reading.rows)
            self._unexplained.learn(day, status, doubt.told - Fingerprint(kept, NO_INVOICES.sums))
        self._unexplained.learn_unreadable(day, reading.unreadable)

    async def _halve(self, doubt: _Doubt) -> Sequence[_Doubt] | Problem:
        """The server is asked about the newer part; about the older one only where it does not follow."""
        older, newer = doubt.window.split(self._cut(doubt))
        told = await self._ask(newer, doubt.status)
        if isinstance(told, Problem):
            return told
        rest = doubt.told - told.told
        if rest.count >= 0 and rest.sums is not None:
            return told, _Doubt(older, rest, doubt.status)
        asked = await self._ask(older, doubt.status)
        return asked if isinstance(asked, Problem) else (told, asked)

    def _cut(self, doubt: _Doubt) -> date:
        window = doubt.window
        kept = self._tally.count(window)
        middle = self._tally.middle(window) if 2 * kept > doubt.told.count else None
        earliest = window.lower + timedelta(days=1)
        return max(earliest, min(middle or window.middle(), window.upper))

    async def _ask(self, window: Window, status: InvoiceStatus | None) -> _Doubt | Problem:
        answer = await self._listed.page(window, limit=1, status=status)
        if isinstance(answer, Problem):
            return answer
        page = answer.value
        if status is not None:
            return _Doubt(window, Fingerprint(page.total, NO_INVOICES.sums), status)
        return _Doubt(window, Fingerprint.of(page.total, page.totals))

    def _leave_out_what_is_older(self) -> None:
        since = self._domain.first
        if since is None or self._began_at is None:
            return
        store, company = self._listed.store, self._listed.company.id
        older = store.known_ids(company, None, since - timedelta(days=1))
        store.leave_out(company, older, self._began_at)


def _roots(domain: Window, today: date) -> list[Window]:
    """The windows that are always compared, newest first: this month and all after it, the month before it,
    the rest of this year, the last year, and everything older."""
    cuts = {today.replace(day=1), months_before(today, 1), date(today.year, 1, 1), date(today.year - 1, 1, 1)}
    roots: list[Window] = []
    for cut in sorted(cuts, reverse=True):
        if domain.lower < cut <= domain.upper:
            domain, newer = domain.split(cut)
            roots.append(newer)
    return [*roots, domain]
