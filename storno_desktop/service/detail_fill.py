"""Reading ahead, while nobody waits, what the detail shows of invoices that can be cancelled or still be restored."""

from __future__ import annotations

import asyncio
import time
from collections import Counter, deque
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from storno_desktop.domain.calendar import day_in_bucharest
from storno_desktop.domain.evidence import Source
from storno_desktop.domain.facts import Facts
from storno_desktop.domain.invoice import Invoice
from storno_desktop.domain.invoice_summary import InvoiceId
from storno_desktop.domain.problem import Problem, ProblemKind
from storno_desktop.domain.session import Company
from storno_desktop.service.connection import Connection, Reach
from storno_desktop.service.inquiry import OF_ONE_PART, hindrance_in, parts_read
from storno_desktop.service.invoices import InvoiceService
from storno_desktop.store.detail_gaps import DetailGap, DetailGaps

if TYPE_CHECKING:
    # Only a name here: the window must not wait for HTTP to be imported.
    from storno_desktop.api.client import StornoClient

MOST_A_SESSION: Final = 500
"""Invoices that are read ahead from one sign-in to the next: the server is shared with others."""
AT_ONCE: Final = 100
"""Rows looked at in one go, so that nobody on this thread waits for more."""
FIRST_REST_S: Final = 30.0
LONGEST_REST_S: Final = 900.0
"""The server is left alone so long after a failure; each further one doubles the rest."""
MOST_FAILURES: Final = 5
"""In a row; then nothing is read ahead until the list was refreshed once more."""

MOST_MISSED: Final = 3
"""Invoices without a certain part, after which this server is taken not to have it."""

_OF_SERVER = frozenset({ProblemKind.THROTTLED, ProblemKind.CAPTCHA, ProblemKind.SERVER_FAULT})
_OF_INVOICE = frozenset({ProblemKind.NOT_FOUND, ProblemKind.UNREADABLE, ProblemKind.TOO_LARGE})
_OF_SESSION = frozenset({ProblemKind.FORBIDDEN, ProblemKind.PLAN_LIMIT, ProblemKind.UPGRADE_REQUIRED})


@dataclass(frozen=True, slots=True)
class DetailProgress:
    """How far it is: `done` of the `planned` invoices of this company.

    `is_over`: nothing more is to be read until the list changes. `changed`: a row of the list says something
    else now. `rest`: seconds for which the server is to be left alone before the next step.
    """

    done: int = 0
    planned: int = 0
    is_over: bool = False
    changed: bool = False
    rest: float = 0.0


@dataclass(slots=True)
class _Plan:
    """What is to be read of one company, the newest first."""

    company_id: str
    left: deque[InvoiceId]
    planned: int
    done: int = 0
    is_complete: bool = True
    """Whether everything that is missing is in it."""


@dataclass(slots=True)
class _Sitting:
    """From one sign-in to the next."""

    client: StornoClient
    asked: int = 0
    refused: set[Source] = field(default_factory=set)
    """Parts that this person may not see, or that this server does not have."""
    missed: Counter[Source] = field(default_factory=Counter)
    """How many invoices had no such part: one that was deleted meanwhile says nothing of the server."""
    unreadable: set[InvoiceId] = field(default_factory=set)
    is_stopped: bool = False
    failures: int = 0
    rests_until: float = 0.0
    """Seconds of the clock; the server is left alone until then, whoever wishes to go on."""

    def learn(self, facts: Facts) -> None:
        """Which parts need not be asked for again."""
        for source, reading in parts_read(facts):
            if source is Source.DETAIL or not isinstance(reading, Problem) or reading.kind not in OF_ONE_PART:
                continue
            self.missed[source] += 1
            if reading.kind is not ProblemKind.NOT_FOUND or self.missed[source] >= MOST_MISSED:
                self.refused.add(source)


class DetailFill:
    """One invoice a step; what is missing is found in the store, so that it goes on where it stopped however
    it stopped. Owned by the I/O thread.

    It lets everything go first that somebody waits for. It never ends a session: whatever is wrong, it only
    stops reading.
    """

    def __init__(
        self,
        connection: Connection,
        invoices: InvoiceService,
        gaps: DetailGaps,
        most: int = MOST_A_SESSION,
        seconds: Callable[[], float] = time.monotonic,
    ) -> None:
        self._connection = connection
        self._invoices = invoices
        self._gaps = gaps
        self._most = most
        self._seconds = seconds
        self._sitting: _Sitting | None = None
        self._plan: _Plan | None = None
        self._filled: dict[str, tuple[object, int]] = {}
        """By company: the mark and the day for which nothing was missing."""

    async def step(self, company: Company) -> DetailProgress:
        """Read the details of one more invoice."""
        reach = self._connection.reach(company)
        if isinstance(reach, Problem):
            return DetailProgress(is_over=True)
        sitting = self._sitting_of(reach)
        if sitting.is_stopped or sitting.asked >= self._most:
            return DetailProgress(is_over=True)
        plan = self._plan
        rest = sitting.rests_until - self._seconds()
        if rest > 0:
            return DetailProgress(plan.done if plan else 0, plan.planned if plan else 0, rest=rest)
        if plan is None or plan.company_id != company.id or not plan.left:
            plan = self._plan = await self._make_plan(company, sitting)
        if not plan.left:
            return DetailProgress(plan.done, plan.planned, is_over=True)
        sitting.asked += 1
        before = self._gaps.mark(company.id)
        facts = await self._invoices.open_for_later(company, plan.left[0], frozenset(sitting.refused))
        changed = self._gaps.mark(company.id) != before
        sitting.learn(facts)
        return self._after(sitting, plan, hindrance_in(facts), changed)

    # -------------------------------------------------------------------------------------- inside

    def _sitting_of(self, reach: Reach) -> _Sitting:
        if self._sitting is None or self._sitting.client is not reach.client:
            self._sitting, self._plan = _Sitting(reach.client), None
        return self._sitting

    def _after(
        self, sitting: _Sitting, plan: _Plan, hindrance: Problem | None, changed: bool
    ) -> DetailProgress:
        if hindrance is None or hindrance.kind in _OF_INVOICE:
            sitting.failures = 0
            invoice_id = plan.left.popleft()
            plan.done += 1
            if hindrance is not None:
                sitting.unreadable.add(invoice_id)
            return self._told(sitting, plan, changed)
        if hindrance.kind in _OF_SESSION:
            sitting.is_stopped = True
        elif hindrance.kind in _OF_SERVER and sitting.failures < MOST_FAILURES:
            sitting.failures += 1
            plan.left.rotate(-1)  # it may be this one that the server cannot digest
            rest = min(LONGEST_REST_S, FIRST_REST_S * 2.0 ** (sitting.failures - 1))
            rest = max(rest, hindrance.retry_after or 0.0)
            sitting.rests_until = self._seconds() + rest
            return DetailProgress(plan.done, plan.planned, rest=rest)
        sitting.failures = 0
        return DetailProgress(plan.done, plan.planned, is_over=True, changed=changed)

    def _told(self, sitting: _Sitting, plan: _Plan, changed: bool) -> DetailProgress:
        is_over = not plan.left and plan.is_complete
        return DetailProgress(plan.done, plan.planned, is_over or sitting.asked >= self._most, changed)

    async def _make_plan(self, company: Company, sitting: _Sitting) -> _Plan:
        """Look through the store, newest first, for what is missing."""
        at_most = self._most - sitting.asked
        today = day_in_bucharest(self._invoices.server_now())
        state = self._gaps.mark(company.id), today.toordinal()
        plan = _Plan(company.id, deque(), 0)
        if self._filled.get(company.id) == state:
            return plan
        before: int | None = None
        while True:
            await self._connection.nobody_asks()
            await asyncio.sleep(0)
            stretch = self._gaps.look(company.id, today, before, AT_ONCE)
            for gap in stretch.gaps:
                if gap.detail is not None:
                    await asyncio.sleep(0)  # comparing costs some tenths of a millisecond
                if gap.row.id not in sitting.unreadable and _is_open(gap):
                    plan.left.append(gap.row.id)
            before = stretch.before
            if before is None or len(plan.left) >= at_most:
                break
        plan.is_complete = before is None
        while len(plan.left) > at_most:
            plan.left.pop()
        plan.planned = len(plan.left)
        if not plan.left:
            self._filled[company.id] = state
        return plan


def _is_open(gap: DetailGap) -> bool:
    """Whether nothing is kept, or what is kept says something else than the row that was seen later."""
    from storno_desktop.wire.invoices import read_invoice

    if gap.detail is None:
        return True
    kept = read_invoice(gap.detail)
    return not isinstance(kept, Invoice) or not gap.row.agrees_with(kept.summary)
