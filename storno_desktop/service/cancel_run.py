"""Cancelling many invoices: a loop of single cancels that stops for a person whenever something is not as usual."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable, Iterable
from contextlib import ExitStack
from dataclasses import dataclass
from enum import Enum, auto

from storno_desktop.domain.act import Intent
from storno_desktop.domain.cancellation import CancellationReason
from storno_desktop.domain.facts import Facts
from storno_desktop.domain.finding import Check
from storno_desktop.domain.invoice_summary import InvoiceId
from storno_desktop.domain.problem import UNASKED, Problem, ProblemKind
from storno_desktop.service.cancellation import CancellationService
from storno_desktop.service.case import (
    ActOutcome,
    Case,
    CaseChanged,
    Done,
    NotAllowed,
    NotJournalled,
    NotSent,
    OutcomeUnknown,
    Refused,
)


@dataclass(frozen=True, slots=True)
class Decided:
    """What a person saw of one invoice, which warnings they took note of, and the reason that they give."""

    case: Case
    reason: CancellationReason
    acknowledged: frozenset[Check]

    @property
    def invoice_id(self) -> InvoiceId:
        """Which invoice."""
        return self.case.invoice_id


class RunStanding(Enum):
    """Whether the next invoice may be taken."""

    GOING = auto()
    PAUSED = auto()
    """Nothing is sent until a person says so."""
    STOPPED = auto()
    """A person ended it; what was not begun stays as it is."""
    FINISHED = auto()


class PauseReason(Enum):
    """Why a run waits for a person."""

    ASKED = auto()
    OUTCOME_UNKNOWN = auto()
    """The answer to the last request was lost."""
    HINDERED = auto()
    """The server, the session or the person's rights stand in the way, and would with the next one too."""
    NOT_JOURNALLED = auto()
    BARRED = auto()
    """The program may not act now, see `ActBar`."""


@dataclass(frozen=True, slots=True)
class RunProgress:
    """How a run stands after a step. `outcome` is what became of `invoice_id`, None where no invoice was taken.

    `returned` tells that nothing was sent for that invoice and that it is next again. `problem` is what is in the
    way of a hindered run, as far as it has a name.
    """

    standing: RunStanding
    left: int
    following: InvoiceId | None = None
    invoice_id: InvoiceId | None = None
    outcome: ActOutcome | None = None
    returned: bool = False
    why: PauseReason | None = None
    problem: Problem | None = None


_OF_ONE_INVOICE = frozenset(
    {ProblemKind.CONFLICT, ProblemKind.REFUSED, ProblemKind.INVALID, ProblemKind.NOT_FOUND}
)
"""Refusals that say nothing about the next invoice."""


class CancelRun:
    """One run over the invoices that a person decided about; owned by the I/O thread.

    Whoever shows it calls `step` again and again: each call cancels one invoice, if the run is going, and never
    two at a time. So nothing is sent any more once nobody asks for the next step. Each invoice leaves the queue
    before its request leaves; it comes back only where provably nothing was sent.
    """

    def __init__(
        self,
        run: str,
        decided: Iterable[Decided],
        cancellation: CancellationService,
        turn: Callable[[], Awaitable[None]],
        *,
        held: ExitStack,
        forget_plan: Callable[[], object],
    ) -> None:
        """`turn` is waited for before each invoice; `held` is what the run holds until it is left; `forget_plan`
        is called once there is nothing to go on with."""
        self.run = run
        self._queue = deque(decided)
        self._cancellation = cancellation
        self._turn = turn
        self._held = held
        self._forget_plan = forget_plan
        self._open: dict[InvoiceId, tuple[Case, Intent]] = {}
        self._standing = RunStanding.GOING if self._queue else RunStanding.FINISHED
        self._why: PauseReason | None = None
        self._problem: Problem | None = None
        self._stepping = asyncio.Lock()

    async def step(self) -> RunProgress:
        """Cancel the next invoice; does nothing unless the run is going."""
        async with self._stepping:
            if not self._stands(RunStanding.GOING):
                return self._told()
            await self._turn()
            if not self._stands(RunStanding.GOING):  # somebody asked while it waited
                return self._told()
            decided = self._queue.popleft()
            outcome = await self._cancellation.cancel(
                decided.case, decided.reason, decided.acknowledged, run=self.run
            )
            returned = self._take(decided, outcome)
            if not self._queue and not self._stands(RunStanding.STOPPED):
                self._standing, self._why, self._problem = RunStanding.FINISHED, None, None
            return self._told(decided.invoice_id, outcome, returned=returned)

    async def pause(self) -> RunProgress:
        """Take no further invoice until `go_on`; one that is under way comes to its end."""
        if self._stands(RunStanding.GOING):
            self._pause(PauseReason.ASKED)
        return self._told()

    async def go_on(self) -> RunProgress:
        """A person has seen why it waits, and wants the next one."""
        if self._stands(RunStanding.PAUSED):
            self._standing, self._why, self._problem = RunStanding.GOING, None, None
        return self._told()

    async def stop(self) -> RunProgress:
        """End it: no further invoice is taken."""
        if not self._stands(RunStanding.FINISHED):
            self._standing, self._why, self._problem = RunStanding.STOPPED, None, None
        return self._told()

    async def look_again(self, invoice_id: InvoiceId) -> Done | OutcomeUnknown | None:
        """Read back an invoice of this run whose answer was lost; None for one whose outcome is known."""
        found = self._open.get(invoice_id)
        if found is None:
            return None
        case, intent = found
        outcome = await self._cancellation.look_again(case.company, intent)
        if isinstance(outcome, Done) or outcome.settlement.ends_the_act:
            self._open.pop(invoice_id, None)
        return outcome

    async def leave(self) -> None:
        """Nobody shows it any more. Its plan stays where something is left to do that nobody gave up."""
        await self.pause()
        async with self._stepping:
            if not self._stands(RunStanding.PAUSED):
                self._forget_plan()
            self._held.close()

    # -------------------------------------------------------------------------------------- inside

    def _take(self, decided: Decided, outcome: ActOutcome) -> bool:
        """What follows from this outcome; whether the invoice is next again because nothing was sent."""
        match outcome:
            case OutcomeUnknown() if not outcome.settlement.ends_the_act:
                self._open[decided.invoice_id] = (decided.case, outcome.intent)
                self._pause(PauseReason.OUTCOME_UNKNOWN)
            case Refused(problem) if problem.kind not in _OF_ONE_INVOICE:
                self._pause(PauseReason.HINDERED, problem)
            case NotJournalled():
                self._pause(PauseReason.NOT_JOURNALLED)
                self._queue.appendleft(decided)
                return True
            case NotAllowed():
                self._pause(PauseReason.BARRED)
                self._queue.appendleft(decided)
                return True
            case NotSent(problem) if problem is not None:
                self._pause(PauseReason.HINDERED, problem)
                self._queue.appendleft(decided)
                return True
            case CaseChanged(case) if _is_unread(case.facts):
                self._pause(PauseReason.HINDERED, _problem_of(case.facts))
                self._queue.appendleft(decided)
                return True
            case _:
                pass
        return False

    def _pause(self, why: PauseReason, problem: Problem | None = None) -> None:
        if not self._stands(RunStanding.STOPPED):
            self._standing, self._why, self._problem = RunStanding.PAUSED, why, problem

    def _stands(self, standing: RunStanding) -> bool:
        return self._standing is standing

    def _told(
        self,
        invoice_id: InvoiceId | None = None,
        outcome: ActOutcome | None = None,
        *,
        returned: bool = False,
    ) -> RunProgress:
        return RunProgress(
            standing=self._standing,
            left=len(self._queue),
            following=self._queue[0].invoice_id if self._queue else None,
            invoice_id=invoice_id,
            outcome=outcome,
            returned=returned,
            why=self._why,
            problem=self._problem,
        )


def _problem_of(facts: Facts) -> Problem | None:
    """Why the server could not be asked about this invoice, nor about any other."""
    readings = (
        facts.detail,
        facts.events,
        facts.payments,
        facts.emails,
        facts.share_links,
        facts.credit_notes,
        facts.company,
    )
    for reading in readings:
        if isinstance(reading, Problem) and reading.kind in UNASKED | {ProblemKind.SIGNED_OUT}:
            return reading
    return None


def _is_unread(facts: Facts) -> bool:
    """Whether it is the way to the server that changed, not the invoice."""
    return facts.user is None or _problem_of(facts) is not None
