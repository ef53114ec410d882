"""The one way in which this program changes anything: look, decide, write down, look again, send once, make sure."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING

from storno_desktop.domain.act import (
    LATE_LANDING,
    ActKind,
    Intent,
    Standing,
    event_mark,
)
from storno_desktop.domain.act_record import Author, Fields, told_checks, told_prepared, told_problem
from storno_desktop.domain.evidence import Evidence
from storno_desktop.domain.facts import Facts, Reached
from storno_desktop.domain.finding import Check
from storno_desktop.domain.invoice import Invoice
from storno_desktop.domain.invoice_summary import InvoiceId
from storno_desktop.domain.problem import Problem, ProblemKind
from storno_desktop.domain.restoration import RestorePolicy
from storno_desktop.domain.session import Company, CompanyContext
from storno_desktop.domain.settling import settle
from storno_desktop.domain.settling_status import answer_fits
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
from storno_desktop.service.connection import Connection, Reach
from storno_desktop.service.inquiry import Inquiry, unread
from storno_desktop.service.journal_book import JournalStanding
from storno_desktop.service.open_acts import OpenActs

if TYPE_CHECKING:
    # Only a name here: the window must not wait for HTTP to be imported.
    from storno_desktop.api.client import StornoClient

    Sending = Callable[[StornoClient, CompanyContext], Awaitable[Evidence[object] | Problem]]


class ActService(ABC):
    """What all acts on an invoice have in common; owned by the I/O thread."""

    kind: ActKind

    def __init__(self, connection: Connection, acts: OpenActs, policy: RestorePolicy | None = None) -> None:
        self._connection = connection
        self._acts = acts
        self._policy = policy or RestorePolicy()

    @abstractmethod
    async def _read(self, inquiry: Inquiry, invoice_id: InvoiceId) -> Facts:
        """All facts that this act rests on."""

    async def _read_telling(
        self, inquiry: Inquiry, invoice_id: InvoiceId, _arrived: Callable[[Facts], object] | None
    ) -> Facts:
        """The same, for somebody who wants to see each reading as it arrives."""
        return await self._read(inquiry, invoice_id)

    async def _after(self, reach: Reach, intent: Intent) -> None:  # noqa: B027  most acts have nothing more to do
        """It came about, and that is written down: what belongs to it besides."""

    def _known(self, facts: Facts) -> frozenset[str]:
        """What is there before the act and must not be taken for its work, see `Intent.known`."""
        events = facts.events
        return frozenset(map(event_mark, events.value)) if isinstance(events, Evidence) else frozenset()

    async def _taken(
        self, _reach: Reach, intent: Intent, answer: Evidence[object], _before: Evidence[Invoice]
    ) -> Done | None:
        """What the server's answer says, None where it proves nothing; `_before` is the last reading."""
        invoice = answer.value
        if not isinstance(invoice, Invoice) or not answer_fits(intent, invoice):
            return None
        return Done(
            Evidence(invoice, answer.source, answer.observed_at, answer.server_time, document=answer.document)
        )

    async def look(
        self,
        company: Company,
        invoice_id: InvoiceId,
        reached: Reached | None = None,
        arrived: Callable[[Case], object] | None = None,
    ) -> Case | OutcomeUnknown:
        """Read everything afresh. An invoice with an act that is not settled gives that act instead.

        `arrived` is told what is known so far, where this kind of act tells that; called on this thread.
        """
        telling = self._telling(company, invoice_id, reached, arrived)
        await self._acts.ready()
        with self._connection.asking():
            reach = self._connection.reach(company)
            if isinstance(reach, Problem):
                return self._unread(reach, company, invoice_id, reached)
            with self._acts.taking(reach.client.address.url, invoice_id) as free:
                if not free:  # somebody is just looking at it or acting: what it comes to is theirs to write
                    intent = self._acts.under_way(reach.client.address.url, invoice_id)
                    if intent is not None:
                        return OutcomeUnknown(intent, settle(intent, await self._for_settling(reach, intent)))
                    facts = await self._read_telling(Inquiry(reach), invoice_id, telling)
                    return self.case_of(company, invoice_id, facts, reached)
                return await self._look(reach, company, invoice_id, reached, telling=telling)

    async def look_again(self, company: Company, intent: Intent) -> Done | OutcomeUnknown:
        """Read an invoice back whose answer was lost; nothing is ever sent from here."""
        await self._acts.ready()
        with self._connection.asking():
            reach = self._connection.reach(company)
            if isinstance(reach, Problem):
                settlement = settle(intent, unread(reach))
                return OutcomeUnknown(intent, settlement)
            with self._acts.taking(reach.client.address.url, intent.invoice_id) as free:
                return await self._settle(reach, intent, writes=free)

    @property
    def journal_standing(self) -> JournalStanding:
        """Whether an act can be written down now; without that none is sent."""
        return self._acts.book.standing

    # -------------------------------------------------------------------------------------- looking

    def _unread(
        self, problem: Problem, company: Company, invoice_id: InvoiceId, reached: Reached | None
    ) -> Case | OutcomeUnknown:
        client = self._connection.client
        if client is not None:
            with self._acts.taking(client.address.url, invoice_id) as free:
                intent = self._acts.unsettled(client.address.url, invoice_id) if free else None
            if intent is not None:
                return OutcomeUnknown(intent, settle(intent, unread(problem)))
        return self.case_of(company, invoice_id, unread(problem), reached)

    async def _look(
        self,
        reach: Reach,
        company: Company,
        invoice_id: InvoiceId,
        reached: Reached | None,
        own: str = "",
        telling: Callable[[Facts], object] | None = None,
    ) -> Case | OutcomeUnknown:
        """For whoever has taken the invoice; `own` is the act that is about to be carried out."""
        open_act = self._acts.unsettled(reach.client.address.url, invoice_id, own)
        if open_act is not None:
            standing = await self._settle(reach, open_act)
            if isinstance(standing, OutcomeUnknown) and not standing.settlement.ends_the_act:
                return standing
        facts = await self._read_telling(Inquiry(reach), invoice_id, telling)
        return self.case_of(company, invoice_id, facts, reached)

    def _telling(
        self,
        company: Company,
        invoice_id: InvoiceId,
        reached: Reached | None,
        arrived: Callable[[Case], object] | None,
    ) -> Callable[[Facts], object] | None:
        if arrived is None:
            return None
        return lambda facts: arrived(self.case_of(company, invoice_id, facts, reached))

    def case_of(self, company: Company, invoice_id: InvoiceId, facts: Facts, reached: Reached | None) -> Case:
        """The case that these facts make."""
        return Case(self.kind, company, invoice_id, replace(facts, reached=reached), self._policy)

    @staticmethod
    async def _for_settling(reach: Reach, intent: Intent) -> Facts:
        return await Inquiry(reach).for_settlement(intent)

    async def _settle(self, reach: Reach, intent: Intent, *, writes: bool = True) -> Done | OutcomeUnknown:
        """By evidence only, and written down by whoever has taken the invoice."""
        settlement = settle(intent, await self._for_settling(reach, intent))
        if writes:
            self._acts.settle(intent, settlement)
        if settlement.standing is Standing.DONE and settlement.invoice is not None:
            if writes:
                await self._after(reach, intent)
            return Done(settlement.invoice, settlement.made)
        return OutcomeUnknown(intent, settlement)

    # -------------------------------------------------------------------------------------- acting

    async def _carry_out(
        self,
        case: Case,
        acknowledged: frozenset[Check],
        send: Sending,
        request: Mapping[str, object],
        reason: str = "",
        run: str = "",
        more: Fields | None = None,
    ) -> ActOutcome:
        """Send once, if a fresh reading says the same as what the person saw and allowed.

        `request` is what will be sent, for the journal; `more` what the journal is told besides.
        """
        if self._acts.bar.now is not None:
            return NotAllowed(self._acts.bar.now.value)
        standing = await self._acts.ready(tries_again=True)
        if standing is not JournalStanding.OPEN:
            return NotJournalled(standing)
        reach = self._connection.reach(case.company)
        if isinstance(reach, Problem):
            return NotSent(reach)
        with (
            self._connection.asking(),
            self._connection.acting(reach),
            self._acts.taking(reach.client.address.url, case.invoice_id) as free,
        ):
            if not free:
                return NotSent(None)
            if case.facts.invoice is None:
                return CaseChanged(case)
            act = self._acts.prepare(self._told(reach, case, acknowledged, reason, run, more))
            if isinstance(act, JournalStanding):
                return NotJournalled(act)
            return await self._look_and_send(reach, case, acknowledged, _Prepared(act, send, request, reason))

    async def _look_and_send(
        self, reach: Reach, case: Case, acknowledged: frozenset[Check], prepared: _Prepared
    ) -> ActOutcome:
        now = await self._look(reach, case.company, case.invoice_id, case.facts.reached, prepared.act)
        if isinstance(now, OutcomeUnknown):
            self._acts.abandon(prepared.act, "another_open")
            return now
        now = replace(now, target=case.target)
        allowed = now.says_the_same(case) and now.assessment.permits(acknowledged)
        if not allowed or not isinstance(now.facts.detail, Evidence):
            self._acts.abandon(prepared.act, "changed", {"found": told_checks(now.assessment)})
            return CaseChanged(now)
        if self._connection.client is not reach.client:
            ended = Problem(ProblemKind.SIGNED_OUT, detail="the session ended during the checks")
            self._acts.abandon(prepared.act, "session_ended", told_problem(ended))
            return NotSent(ended)
        barred = self._acts.bar.now  # the checks took a while: the computer may have begun to fall asleep
        if barred is not None:
            self._acts.abandon(prepared.act, barred.value)
            return NotAllowed(barred.value)
        intent = self._intent(reach, now, prepared, now.facts.detail)
        refused = self._acts.begin(intent, prepared.request, now.assessment)
        if refused is not None:
            self._acts.abandon(prepared.act, "not_written")
            return NotJournalled(refused)
        return await self._send(reach, intent, prepared.send, now.facts.detail)

    async def _send(
        self, reach: Reach, intent: Intent, send: Sending, before: Evidence[Invoice]
    ) -> ActOutcome:
        answer = await send(reach.client, reach.context)
        done = None if isinstance(answer, Problem) else await self._taken(reach, intent, answer, before)
        if done is not None:
            self._acts.confirm(intent, *self._came_about(done))
            await self._after(reach, intent)
            return done
        if isinstance(answer, Problem) and answer.outcome_known:
            self._acts.refuse(intent, answer)
            return NotSent(answer) if answer.status is None else Refused(answer)
        problem = answer if isinstance(answer, Problem) else None
        self._acts.lose(intent, problem)
        standing = await self._settle(reach, intent)
        return standing if isinstance(standing, Done) else replace(standing, problem=problem)

    def _came_about(self, done: Done) -> tuple[str, Invoice | None]:
        """The status that the act has brought about, and the storno that it made, for the journal."""
        return done.invoice.value.summary.status_code, None

    def _intent(self, reach: Reach, now: Case, prepared: _Prepared, read: Evidence[Invoice]) -> Intent:
        since = read.moment
        return Intent(
            act=prepared.act,
            kind=self.kind,
            invoice_id=now.invoice_id,
            number=read.value.number,
            account=reach.user.email,
            since=since,
            until=since + timedelta(seconds=reach.client.longest_change) + LATE_LANDING,
            reason=prepared.reason,
            known=self._known(now.facts),
            by_server_clock=now.facts.has_server_clock,
            target=now.target,
        )

    def _told(
        self,
        reach: Reach,
        case: Case,
        acknowledged: frozenset[Check],
        reason: str = "",
        run: str = "",
        more: Fields | None = None,
    ) -> Fields:
        user, invoice = reach.user, case.facts.invoice
        if invoice is None:
            raise RuntimeError("an act on an invoice that nobody saw")
        author = Author(
            server=reach.client.address.url, email=user.email, user_id=user.id, name=user.full_name
        )
        return told_prepared(
            self.kind,
            author,
            case.company,
            invoice.summary,
            reason=reason,
            seen=case.assessment,
            acknowledged=(check.value for check in acknowledged),
            run=run,
            more=more,
            target=case.target,
        )


@dataclass(frozen=True, slots=True)
class _Prepared:
    """An act that was decided and written down; `request` is what `send` will send."""

    act: str
    send: Sending
    request: Mapping[str, object]
    reason: str
