"""The one way in which this program changes anything: look, decide, look again, send once, make sure."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from storno_desktop.domain.act import ActKind, Intent, Standing, answer_fits, settle
from storno_desktop.domain.evidence import Evidence
from storno_desktop.domain.facts import Facts, Reached
from storno_desktop.domain.finding import Check
from storno_desktop.domain.invoice import Invoice
from storno_desktop.domain.invoice_summary import InvoiceId
from storno_desktop.domain.problem import Problem, ProblemKind
from storno_desktop.domain.restoration import RestorePolicy
from storno_desktop.domain.session import Company, CompanyContext
from storno_desktop.service.acts import OpenActs
from storno_desktop.service.case import ActOutcome, Case, CaseChanged, Done, NotSent, OutcomeUnknown, Refused
from storno_desktop.service.connection import Connection, Reach
from storno_desktop.service.inquiry import Inquiry, unread

if TYPE_CHECKING:
    # Only a name here: the window must not wait for HTTP to be imported.
    from storno_desktop.api.client import StornoClient

    Sending = Callable[[StornoClient, CompanyContext], Awaitable[Evidence[Invoice] | Problem]]


class ActService(ABC):
    """What cancelling and restoring have in common; owned by the I/O thread."""

    kind: ActKind

    def __init__(self, connection: Connection, acts: OpenActs, policy: RestorePolicy | None = None) -> None:
        self._connection = connection
        self._acts = acts
        self._policy = policy or RestorePolicy()

    @abstractmethod
    async def _read(self, inquiry: Inquiry, invoice_id: InvoiceId) -> Facts:
        """All facts that this act rests on."""

    async def look(
        self, company: Company, invoice_id: InvoiceId, reached: Reached | None = None
    ) -> Case | OutcomeUnknown:
        """Read everything afresh. An invoice with an act that is not settled gives that act instead."""
        with self._connection.asking():
            return await self._look(self._connection.reach(company), company, invoice_id, reached)

    async def look_again(self, company: Company, intent: Intent) -> Done | OutcomeUnknown:
        """Read an invoice back whose answer was lost; nothing is ever sent from here."""
        with self._connection.asking():
            return await self._settle(self._connection.reach(company), intent)

    async def _look(
        self, reach: Reach | Problem, company: Company, invoice_id: InvoiceId, reached: Reached | None
    ) -> Case | OutcomeUnknown:
        open_act = self._acts.unsettled(invoice_id)
        if open_act is not None:
            standing = await self._settle(reach, open_act)
            if isinstance(standing, OutcomeUnknown) and self._acts.unsettled(invoice_id) is not None:
                return standing
        facts = unread(reach) if isinstance(reach, Problem) else await self._read(Inquiry(reach), invoice_id)
        return Case(self.kind, company, invoice_id, replace(facts, reached=reached), self._policy)

    async def _settle(self, reach: Reach | Problem, intent: Intent) -> Done | OutcomeUnknown:
        facts = (
            unread(reach)
            if isinstance(reach, Problem)
            else await Inquiry(reach).for_settlement(intent.invoice_id)
        )
        settlement = settle(intent, facts)
        if settlement.standing in {Standing.DONE, Standing.DONE_BY_OTHER}:
            self._acts.end(intent)
        if settlement.standing is Standing.DONE and settlement.invoice is not None:
            return Done(settlement.invoice)
        return OutcomeUnknown(intent, settlement)

    async def _carry_out(
        self, case: Case, acknowledged: frozenset[Check], send: Sending, reason: str = ""
    ) -> ActOutcome:
        """Send once, if a fresh reading says the same as what the person saw and allowed."""
        reach = self._connection.reach(case.company)
        if isinstance(reach, Problem):
            return NotSent(reach)
        with (
            self._connection.asking(),
            self._connection.acting(reach),
            self._acts.taking(case.invoice_id) as free,
        ):
            return (
                await self._look_and_send(reach, case, acknowledged, send, reason) if free else NotSent(None)
            )

    async def _look_and_send(
        self, reach: Reach, case: Case, acknowledged: frozenset[Check], send: Sending, reason: str
    ) -> ActOutcome:
        now = await self._look(reach, case.company, case.invoice_id, case.facts.reached)
        if isinstance(now, OutcomeUnknown):
            return now
        if not now.says_the_same(case) or not now.assessment.permits(acknowledged):
            return CaseChanged(now)
        if now.facts.invoice is None or now.facts.now is None:
            return CaseChanged(now)
        intent = Intent(
            kind=self.kind,
            invoice_id=case.invoice_id,
            number=now.facts.invoice.number,
            account=reach.user.email,
            since=now.facts.now,
            reason=reason,
        )
        if self._connection.client is not reach.client:
            return NotSent(Problem(ProblemKind.SIGNED_OUT, detail="the session ended during the checks"))
        self._acts.begin(intent)
        answer = await send(reach.client, reach.context)
        if isinstance(answer, Evidence) and answer_fits(intent, answer.value):
            self._acts.end(intent)
            return Done(answer)
        if isinstance(answer, Problem) and answer.outcome_known:
            self._acts.end(intent)
            return NotSent(answer) if answer.status is None else Refused(answer)
        standing = await self._settle(reach, intent)
        if isinstance(standing, Done):
            return standing
        return replace(standing, problem=answer if isinstance(answer, Problem) else None)
