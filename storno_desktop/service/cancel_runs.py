"""Where runs over many invoices begin, and where those that broke off are found again."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from datetime import datetime
from enum import Enum, auto

from storno_desktop.domain.facts import Reached
from storno_desktop.domain.invoice_summary import InvoiceId
from storno_desktop.domain.problem import Problem
from storno_desktop.domain.run_plan import LeftRun, PlannedInvoice, RunPlan, left_run
from storno_desktop.domain.session import Company
from storno_desktop.service.cancel_run import CancelRun, Decided
from storno_desktop.service.cancellation import CancellationService
from storno_desktop.service.case import Case, OutcomeUnknown
from storno_desktop.service.connection import Connection, Reach
from storno_desktop.service.journal_book import JournalStanding
from storno_desktop.service.open_acts import OpenActs
from storno_desktop.service.pace import Pace
from storno_desktop.store.journal import Journal

MOST_AT_ONCE = 1_000
"""Invoices of one run; nobody has looked at more than that."""

REQUESTS_TO_LOOK = 7
"""What reading one invoice costs."""

_RUNS = InvoiceId("cancel-runs")
"""Stands in the place of an invoice for the right to cancel many; no server gives such an id."""


class NoRun(Enum):
    """Why a run does not begin; nothing was sent."""

    ANOTHER_RUNS = auto()
    """This person cancels many at this server already, in this program or in another one."""
    NOT_KEPT = auto()
    """What is planned could not be written down."""


class CancelRuns:
    """Reads invoices for a review, begins runs, and knows which of them broke off; owned by the I/O thread.

    A run's plan is on the disk before its first request leaves and until nothing of it is left, so that a program
    that dies in the middle is found out by the next one. That one sends nothing by itself: `left` only tells.
    """

    def __init__(
        self,
        connection: Connection,
        acts: OpenActs,
        cancellation: CancellationService,
        clock: Callable[[], datetime],
    ) -> None:
        self._connection = connection
        self._acts = acts
        self._cancellation = cancellation
        self._clock = clock
        self._pace = Pace()

    async def look(
        self, company: Company, invoice_id: InvoiceId, reached: Reached | None = None
    ) -> Case | OutcomeUnknown:
        """Read one invoice afresh for a review, no faster than a server that others share can bear."""
        await self.turns(company, REQUESTS_TO_LOOK)
        return await self._cancellation.look(company, invoice_id, reached)

    async def begin(
        self, company: Company, decided: Sequence[Decided], goes_on: str = ""
    ) -> CancelRun | Problem | JournalStanding | NoRun:
        """Write the plan down and begin; nothing is sent before the first step.

        With `goes_on`, the name of an earlier run, this is the rest of that one. Raises ValueError for more than
        MOST_AT_ONCE invoices, or for one of them twice.
        """
        ids = {each.invoice_id for each in decided}
        if len(decided) > MOST_AT_ONCE or len(ids) != len(decided):
            raise ValueError("a run is of different invoices, and not of too many")
        standing = await self._acts.ready(tries_again=True)
        journal = self._acts.book.journal
        if standing is not JournalStanding.OPEN or journal is None:
            return standing
        reach = self._connection.reach(company)
        if isinstance(reach, Problem):
            return reach
        held = ExitStack()
        if not held.enter_context(self._acts.taking(reach.client.address.url, _RUNS)):
            held.close()
            return NoRun.ANOTHER_RUNS
        plan = self._plan(journal, reach, decided, goes_on)
        if not journal.plans.keep(plan.run, plan.as_text()):
            held.close()
            return NoRun.NOT_KEPT
        return CancelRun(
            plan.run,
            decided,
            self._cancellation,
            # Each invoice is read again, and one request more is sent.
            lambda: self.turns(company, REQUESTS_TO_LOOK + 1),
            held=held,
            forget_plan=lambda: journal.plans.drop(plan.run),
        )

    async def left(self) -> tuple[LeftRun, ...]:
        """This person's runs at this server that broke off and have something left, the oldest first."""
        journal, client, user = self._acts.book.journal, self._connection.client, self._connection.user
        if journal is None or client is None or user is None:
            return ()
        with self._acts.taking(client.address.url, _RUNS) as free:
            if not free:  # one of them is under way
                return ()
            ids = {company.id for company in self._connection.companies}
            found = [
                left_run(plan, journal.run_of(plan.run))
                for plan in _plans(journal)
                if (plan.server, plan.user_id) == (client.address.url, user.id) and plan.company_id in ids
            ]
            for each in found:
                if not each.to_do:  # what is open is read back like every other act
                    journal.plans.drop(each.plan.run)
        return tuple(sorted((each for each in found if each.to_do), key=lambda each: each.plan.begun))

    async def drop(self, run: str) -> None:
        """A person gives up what is left of a run; what it did stays in the journal."""
        journal = self._acts.book.journal
        if journal is not None:
            journal.plans.drop(run)

    async def turns(self, company: Company, requests: int) -> None:
        """Wait until so many requests more are not too many for a server that others share."""
        reach = self._connection.reach(company)
        if isinstance(reach, Problem) or reach.client.address.is_loopback:
            return
        for _ in range(requests):
            await self._pace.turn()

    # -------------------------------------------------------------------------------------- inside

    def _plan(self, journal: Journal, reach: Reach, decided: Sequence[Decided], goes_on: str) -> RunPlan:
        earlier = next((plan for plan in _plans(journal) if plan.run == goes_on), None) if goes_on else None
        planned = {each.invoice_id: each for each in earlier.invoices} if earlier is not None else {}
        planned |= {each.invoice_id: _planned(each) for each in decided}
        return RunPlan(
            run=goes_on or secrets.token_hex(8),
            server=reach.client.address.url,
            user_id=reach.user.id,
            company_id=reach.context.company_id,
            begun=self._clock() if earlier is None else earlier.begun,
            invoices=tuple(planned.values()),
        )


def _plans(journal: Journal) -> list[RunPlan]:
    return [plan for told in journal.plans.all() if (plan := RunPlan.parse(told)) is not None]


def _planned(decided: Decided) -> PlannedInvoice:
    invoice = decided.case.facts.invoice
    if invoice is None:
        raise ValueError("nobody has seen this invoice")
    summary = invoice.summary
    return PlannedInvoice(
        invoice_id=decided.invoice_id,
        number=summary.number,
        client=summary.partner_name,
        total=summary.total,
        currency=summary.currency,
        reason=decided.reason.text,
    )
