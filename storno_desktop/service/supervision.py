"""A second person's part in a restore: they hear what their own account reads, approve or refuse, and send it."""

from __future__ import annotations

import secrets
from abc import ABC, abstractmethod
from collections.abc import Callable
from dataclasses import dataclass

from storno_desktop.domain.facts import Facts, Reached
from storno_desktop.domain.finding import Check
from storno_desktop.domain.invoice_summary import InvoiceId
from storno_desktop.domain.problem import Problem, ProblemKind
from storno_desktop.domain.restore_rules import RestoreRules
from storno_desktop.domain.session import Company, User
from storno_desktop.domain.supervision import (
    APPROVAL_LASTS,
    Approval,
    Objection,
    Requester,
    confirms_alone,
    objections,
)
from storno_desktop.service.case import ActOutcome, Case, NotAllowed, OutcomeUnknown
from storno_desktop.service.connection import Connection
from storno_desktop.service.open_acts import OpenActs
from storno_desktop.service.restoration import RestorationService, RestoreOrder, Supervised


@dataclass(frozen=True, slots=True)
class Hearing:
    """What a supervisor has before them: the case as their own account reads it, and what speaks against them.

    `alone` tells that the only objection is that the firm has one person, and that the office allows for it.
    """

    case: Case
    supervisor: User
    objections: tuple[Objection, ...]
    alone: bool

    @property
    def may_approve(self) -> bool:
        """Whether this person may say yes, with a wait where `alone`."""
        return not self.objections or self.alone


class Supervision(ABC):
    """One restore under supervision; made for one dialog. Owned by the I/O thread.

    `connection` is the supervisor's own. An approval is good for one invoice, for what the checks found, once, and for
    two minutes by a clock that nobody can set.
    """

    def __init__(
        self, connection: Connection, acts: OpenActs, rules: RestoreRules, monotonic: Callable[[], float]
    ) -> None:
        self._rules = rules
        self._monotonic = monotonic
        self._connection = connection
        self.restoration = RestorationService(connection, acts, rules, as_supervisor=True)
        """Reads and restores in the supervisor's name."""
        self._began = monotonic()
        self._approval: Approval | None = None
        self._used = False
        self._good_until = 0.0

    @property
    def rules(self) -> RestoreRules:
        """What the office fixed."""
        return self._rules

    @property
    def waits(self) -> float:
        """Seconds that whoever confirms alone still has to wait, counted from when the restore was asked for."""
        return max(0.0, self._rules.alone_after.total_seconds() - (self._monotonic() - self._began))

    @property
    def lasts(self) -> float:
        """Seconds for which what was heard, and an approval of it, may still be used; 0 for not at all."""
        return max(0.0, self._good_until - self._monotonic())

    def extend(self) -> bool:
        """Two minutes more from now on, while it still holds; whether it did."""
        holds = self.lasts > 0
        if holds:
            self._good_until = self._monotonic() + APPROVAL_LASTS.total_seconds()
        return holds

    async def hear(
        self, company: Company, invoice_id: InvoiceId, reached: Reached | None
    ) -> Hearing | OutcomeUnknown | Problem:
        """Read everything with the supervisor's own account, and see whether they may approve."""
        user = await self._supervisor()
        requester = self._requester()
        if isinstance(user, Problem):
            return user
        if requester is None:
            return Problem(ProblemKind.SIGNED_OUT, detail="whoever asked has left")
        case = await self.restoration.look(company, invoice_id, reached)
        if isinstance(case, OutcomeUnknown):
            return case
        # The rights of this moment, as the checks read them, not those of the sign-in.
        now = case.facts.user or user
        found = self._objections(now, requester, case.facts)
        self._good_until = self._monotonic() + APPROVAL_LASTS.total_seconds()
        return Hearing(case, now, found, self._confirms_alone(found))

    def approve(self, hearing: Hearing) -> Approval | None:
        """The supervisor says yes to what they see; None where they may not, or looked too long ago."""
        assessment = hearing.case.assessment
        if not hearing.may_approve or assessment.stopped or (hearing.alone and self.waits > 0):
            return None
        if self.lasts <= 0:
            return None
        self._used = False
        self._approval = Approval(
            company_id=hearing.case.company.id,
            invoice_id=str(hearing.case.invoice_id),
            fingerprint=assessment.fingerprint,
            by=hearing.supervisor.id,
            secret=secrets.token_hex(16),
        )
        return self._approval

    async def restore(
        self,
        approval: Approval,
        hearing: Hearing,
        acknowledged: frozenset[Check],
        reason: str,
        note: str = "",
    ) -> ActOutcome:
        """Restore with the supervisor's token what they approved; every use of an approval is its last.

        The checks run again right before; whatever differs voids the approval. What is not allowed is written into
        the journal, and nothing is sent.
        """
        requester = self._requester()
        if requester is None:
            return NotAllowed("session_ended")
        how = Supervised.ALONE if hearing.alone else Supervised.BY_ANOTHER
        order = self._order(RestoreOrder(requester=requester, reason=reason, supervised=how, note=note))
        why = self._why_not(approval, hearing)
        self._used = True
        if why:
            return await self.restoration.decline(hearing.case, order, why)
        return await self.restoration.carry_out(hearing.case, acknowledged, order)

    async def refuse(self, hearing: Hearing, reason: str, comment: str) -> ActOutcome:
        """The supervisor says no, and why; both stand in the journal."""
        requester = self._requester()
        if requester is None:
            return NotAllowed("session_ended")
        self._used = True
        order = self._order(
            RestoreOrder(requester=requester, reason=reason, supervised=Supervised.BY_ANOTHER, note=comment)
        )
        return await self.restoration.decline(hearing.case, order, "supervisor_refused")

    # -------------------------------------------------------------------------------------- what a subclass says

    @abstractmethod
    async def _supervisor(self) -> User | Problem:
        """Who is to approve, in the organisation where the restore was asked for."""

    @abstractmethod
    def _requester(self) -> Requester | None:
        """Who asks; None once they have left."""

    def _objections(self, user: User, requester: Requester, facts: Facts) -> tuple[Objection, ...]:
        return objections(user, requester, facts, self._rules)

    def _confirms_alone(self, found: tuple[Objection, ...]) -> bool:
        return confirms_alone(found, self._rules)

    def _order(self, order: RestoreOrder) -> RestoreOrder:
        return order

    def _why_not(self, approval: Approval, hearing: Hearing) -> str:
        """Why this may not be sent, in the journal's word; "" where it may."""
        case, user = hearing.case, self._connection.user
        if self._used or approval != self._approval:
            return "approval_used"
        if self.lasts <= 0:
            return "approval_expired"
        if (approval.company_id, approval.invoice_id) != (case.company.id, str(case.invoice_id)):
            return "approval_for_another"
        if approval.fingerprint != case.assessment.fingerprint:
            return "approval_void"
        if user is None or user.id != approval.by:
            return "approval_of_another"
        requester = self._requester()
        if requester is None:
            return "session_ended"
        found = self._objections(case.facts.user or user, requester, case.facts)
        if found and not (self._confirms_alone(found) and self.waits <= 0):
            return found[0].name.lower()
        return ""
