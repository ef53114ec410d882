"""Restoring one invoice that was cancelled by accident."""

from __future__ import annotations

from collections.abc import Callable, Set
from dataclasses import dataclass
from enum import Enum, auto

from storno_desktop.domain.act import ActKind, Intent
from storno_desktop.domain.act_record import Fields
from storno_desktop.domain.cancellation import reason_length
from storno_desktop.domain.evidence import Source
from storno_desktop.domain.facts import Facts
from storno_desktop.domain.finding import Assessment, Check
from storno_desktop.domain.invoice_summary import InvoiceId
from storno_desktop.domain.problem import Problem
from storno_desktop.domain.restoration import RESTS_ON, RestorePolicy
from storno_desktop.domain.restore_rules import RestoreRules, WhenApproved
from storno_desktop.domain.supervision import Requester
from storno_desktop.domain.verification import assess_restored
from storno_desktop.service.act_service import ActService
from storno_desktop.service.case import ActOutcome, Case, NotAllowed, OutcomeUnknown
from storno_desktop.service.connection import Connection, Reach
from storno_desktop.service.inquiry import Inquiry
from storno_desktop.service.journal_book import JournalStanding
from storno_desktop.service.kept_details import KeptDetails
from storno_desktop.service.open_acts import OpenActs


async def verified(reach: Reach, invoice_id: InvoiceId, number: str) -> Assessment:
    """What reading a restored invoice again shows; `number` is the one that it had before."""
    return assess_restored(number, await Inquiry(reach).for_verification(invoice_id))


class Supervised(Enum):
    """How a restore was approved; the names stand in the journal."""

    BY_ANOTHER = auto()
    ALONE = auto()
    """Confirmed by the requester after a wait, in a firm of one person."""
    NOT_NEEDED = auto()
    """The office's rules ask for nobody."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RestoreOrder:
    """Who asks for a restore and why; `supervised` how it was approved, `note` what the supervisor added.

    `request` is the nonce of the request file that asked, "" where nobody asked by a file.
    """

    requester: Requester
    reason: str
    supervised: Supervised = Supervised.NOT_NEEDED
    note: str = ""
    request: str = ""

    def told(self) -> Fields:
        """For the journal."""
        asked = self.requester
        return {
            "own_reason": self.reason,
            "requested_by": {"user_id": asked.user_id, "email": asked.email, "name": asked.name},
            "supervised": self.supervised.name.lower(),
            **({"note": self.note} if self.note else {}),
            **({"request": self.request} if self.request else {}),
        }


class RestorationService(ActService):
    """The use case of restoring (contract §9); owned by the I/O thread.

    Without a supervisor it restores only where the office's rules ask for none; see `Supervision` for the rest.
    """

    kind = ActKind.RESTORE

    def __init__(
        self,
        connection: Connection,
        acts: OpenActs,
        rules: RestoreRules | None = None,
        details: KeptDetails | None = None,
        *,
        as_supervisor: bool = False,
    ) -> None:
        """`as_supervisor`: whoever this connection belongs to sends what somebody else asked for."""
        self.rules = rules or RestoreRules()
        another_sends = self.rules.approval is WhenApproved.ALWAYS and not as_supervisor
        limits = RestorePolicy(window_days=self.rules.window_days, another_sends=another_sends)
        super().__init__(connection, acts, limits)
        self._details = details

    async def restore(self, case: Case, acknowledged: frozenset[Check], reason: str) -> ActOutcome:
        """Restore to a draft, once, on checks that are run again right before; `reason` is kept in the journal.

        Only where the rules ask for no supervisor; else it is refused and the journal says so.
        """
        requester = self._requester()
        if requester is None:
            return NotAllowed("session_ended")
        order = RestoreOrder(requester=requester, reason=reason)
        if self.rules.needs_supervisor(case.assessment):
            return await self.decline(case, order, "needs_supervisor")
        return await self.carry_out(case, acknowledged, order)

    async def carry_out(self, case: Case, acknowledged: frozenset[Check], order: RestoreOrder) -> ActOutcome:
        """For whoever has made sure that it is allowed."""
        if reason_length(order.reason.strip()) < self.rules.reason_length:
            return await self.decline(case, order, "reason_too_short")
        return await self._carry_out(
            case,
            acknowledged,
            lambda client, context: client.restore(context, case.invoice_id),
            {"method": "POST", "path": f"/api/v1/invoices/{case.invoice_id}/restore"},
            more=order.told(),
        )

    async def decline(self, case: Case, order: RestoreOrder, why: str) -> ActOutcome:
        """Nothing is sent; the journal keeps who asked, and `why` it was not allowed (one word)."""
        await self._acts.ready(tries_again=True)
        reach = self._connection.reach(case.company)
        if not isinstance(reach, Problem) and case.facts.invoice is not None:
            act = self._acts.prepare(self._told(reach, case, frozenset(), more=order.told()))
            if not isinstance(act, JournalStanding):
                self._acts.abandon(act, why)
        return NotAllowed(why)

    def _requester(self) -> Requester | None:
        user = self._connection.user
        return None if user is None else Requester.of(user)

    async def look_at(
        self, case: Case, checks: Set[Check], arrived: Callable[[Case], object] | None = None
    ) -> Case | OutcomeUnknown:
        """Read afresh what these checks rest on; all else stays as the case has it, with the time of its reading."""
        company, invoice_id, reached = case.company, case.invoice_id, case.facts.reached
        reach = self._connection.reach(company)
        if isinstance(reach, Problem):
            return await self.look(company, invoice_id, reached, arrived)
        parts = frozenset[Source]().union(*(RESTS_ON[check] for check in checks))
        telling = self._telling(company, invoice_id, reached, arrived)
        with self._connection.asking():
            facts = await Inquiry(reach).for_restoration(invoice_id, telling, case.facts, parts)
        return self.case_of(company, invoice_id, facts, reached)

    async def _after(self, reach: Reach, intent: Intent) -> None:
        """Read it again, and write down what that showed: without that it counts as unknown."""
        self._acts.note_verified(intent.act, await verified(reach, intent.invoice_id, intent.number))

    async def _read(self, inquiry: Inquiry, invoice_id: InvoiceId) -> Facts:
        return await self._read_telling(inquiry, invoice_id, None)

    async def _read_telling(
        self, inquiry: Inquiry, invoice_id: InvoiceId, arrived: Callable[[Facts], object] | None
    ) -> Facts:
        facts = await inquiry.for_restoration(invoice_id, arrived)
        if self._details is not None:  # nobody else reads the series: the details show them from here
            self._details.keep_series(inquiry.reach.context.company_id, facts.series)
        return facts
