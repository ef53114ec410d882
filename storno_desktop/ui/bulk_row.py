"""One invoice among many that are to be cancelled: what was read, what a person decided about it, what came of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from enum import Enum, auto

from storno_desktop.domain.act import Standing
from storno_desktop.domain.cancellation import (
    CancelAdvice,
    CancellationReason,
    CancelPurpose,
    advise_cancellation,
)
from storno_desktop.domain.evidence import Evidence
from storno_desktop.domain.facts import Reached
from storno_desktop.domain.finding import Assessment, Check, Verdict, fingerprint
from storno_desktop.domain.invoice_summary import InvoiceId, InvoiceStatus, InvoiceSummary
from storno_desktop.domain.run_plan import PlannedInvoice
from storno_desktop.service.cancel_run import Decided
from storno_desktop.service.case import ActOutcome, Case, CaseChanged, Done, NotSent, OutcomeUnknown, Refused


class Readiness(Enum):
    """What an invoice still waits for before it may be cancelled."""

    WAITING = auto()
    """It has not been read yet."""
    INELIGIBLE = auto()
    UNREAD = auto()
    """Not everything could be read."""
    OPEN = auto()
    """An earlier act on it has an open outcome."""
    UNANSWERED = auto()
    UNNOTED = auto()
    """A warning wants to be taken note of."""
    WITHOUT_REASON = auto()
    LEFT_OUT = auto()
    """A person took it out."""
    READY = auto()


@dataclass(frozen=True, slots=True)
class ForAll:
    """What a person said once for all invoices; a single one may have its own answer and reason."""

    reached: Reached | None = None
    reason: CancellationReason | None = None
    purpose: CancelPurpose | None = None


@dataclass(slots=True, kw_only=True, eq=False)
class BulkRow:
    """`why_not` is why the list itself says that it cannot be cancelled; such a row is not read.

    `reached` and `reason` are None where those for all hold. `note` is a remark on how an earlier run left it.
    """

    invoice_id: InvoiceId
    number: str
    client: str
    total: Decimal | None
    currency: str
    why_not: str = ""
    is_draft: bool = False
    is_chosen: bool = True
    reached: Reached | None = None
    reason: CancellationReason | None = None
    case: Case | None = None
    open: OutcomeUnknown | None = None
    outcome: ActOutcome | None = None
    is_planned: bool = False
    """It is in the queue of the run, or just being cancelled."""
    was_done_before: bool = False
    """An earlier part of this run cancelled it."""
    links_are_closed: bool = False
    """Its public links were closed, or looked at and found closed, since it was cancelled."""
    _noted: dict[Check, str] = field(default_factory=dict)
    _answered: tuple[Case, Reached | None, Case, Assessment] | None = None

    @classmethod
    def of_summary(cls, summary: InvoiceSummary, why_not: str) -> BulkRow:
        """A row of the list."""
        row = cls(
            invoice_id=summary.id,
            number=summary.number,
            client=summary.partner_name,
            total=summary.total,
            currency=summary.currency,
            why_not=why_not,
        )
        row.is_draft = summary.status is InvoiceStatus.DRAFT
        return row

    @classmethod
    def of_plan(cls, planned: PlannedInvoice, reason: CancellationReason | None) -> BulkRow:
        """A row of a plan that broke off."""
        return cls(
            invoice_id=planned.invoice_id,
            number=planned.number,
            client=planned.client,
            total=planned.total,
            currency=planned.currency,
            reason=reason,
        )

    # -------------------------------------------------------------------------------------- what was read

    def take(self, seen: Case | OutcomeUnknown) -> None:
        """It was read; what was noted of another reading that said something else counts no more."""
        self._answered = None
        if isinstance(seen, OutcomeUnknown):
            self.case, self.open = None, seen
            return
        self.case, self.open = seen, None
        invoice = seen.facts.invoice
        if invoice is not None:
            summary = invoice.summary
            self.number, self.client = summary.number, summary.partner_name
            self.total, self.currency = summary.total, summary.currency
            self.is_draft = summary.status is InvoiceStatus.DRAFT

    def forget_reading(self) -> None:
        """It has to be looked at again before anything is decided about it."""
        self.case = self.open = self.outcome = self._answered = None
        self.is_planned = False
        self._noted.clear()

    def answered(self, for_all: ForAll) -> tuple[Case, Assessment] | None:
        """The case with the answer that holds for it, and what that comes to; None before it was read."""
        if self.case is None:
            return None
        reached = None if self.is_draft else self.reached or for_all.reached
        known = self._answered
        if known is None or known[0] is not self.case or known[1] is not reached:
            case = self.case.answered(reached)
            known = self._answered = (self.case, reached, case, case.assessment)
        return known[2], known[3]

    def is_answered(self, for_all: ForAll) -> bool:
        """Whether the question about the client is answered for this one, or does not arise."""
        return self.is_draft or (self.reached or for_all.reached) is not None

    def advice(self, for_all: ForAll) -> CancelAdvice | None:
        """What is recommended; None before it was read."""
        found = self.answered(for_all)
        return None if found is None else advise_cancellation(found[0].facts, found[1], for_all.purpose)

    # -------------------------------------------------------------------------------------- what was decided

    def note(self, check: Check, ticked: bool, for_all: ForAll) -> None:
        """A person took note of a warning of this invoice, or took that back."""
        self._noted.pop(check, None)
        found = self.answered(for_all)
        if ticked and found is not None:
            self._noted[check] = fingerprint([found[1].of(check)])

    def noted(self, for_all: ForAll) -> frozenset[Check]:
        """The warnings that were noted and still say what they said then."""
        found = self.answered(for_all)
        if found is None or not self._noted:
            return frozenset()
        return frozenset(
            finding.check
            for finding in found[1].warnings
            if self._noted.get(finding.check) == fingerprint([finding])
        )

    def readiness(self, for_all: ForAll) -> Readiness:
        """What it waits for, the most important first."""
        if self.why_not:
            return Readiness.INELIGIBLE
        if self.open is not None and not self.open.settlement.ends_the_act:
            return Readiness.OPEN
        found = self.answered(for_all)
        if found is None:
            return Readiness.WAITING
        _case, assessment = found
        if assessment.with_verdict(Verdict.BLOCKING):
            return Readiness.INELIGIBLE
        if assessment.stopped:
            return Readiness.UNREAD
        if not self.is_chosen:
            return Readiness.LEFT_OUT
        if not self.is_answered(for_all):
            return Readiness.UNANSWERED
        if not assessment.permits(self.noted(for_all)):
            return Readiness.UNNOTED
        return Readiness.READY if self.reason or for_all.reason else Readiness.WITHOUT_REASON

    def decided(self, for_all: ForAll) -> Decided | None:
        """What goes into the run; None unless it is ready."""
        found, reason = self.answered(for_all), self.reason or for_all.reason
        if found is None or reason is None or self.readiness(for_all) is not Readiness.READY:
            return None
        return Decided(found[0], reason, self.noted(for_all))

    # -------------------------------------------------------------------------------------- what came of it

    @property
    def is_done(self) -> bool:
        """Whether it is cancelled by this run."""
        return self.was_done_before or isinstance(self.outcome, Done)

    @property
    def open_links(self) -> int | None:
        """How many public links it had when it was cancelled and has still, as far as is known; None where nobody
        looked."""
        if not self.is_done or self.links_are_closed:
            return 0
        links = None if self.case is None else self.case.facts.share_links
        return sum(link.is_active for link in links.value) if isinstance(links, Evidence) else None

    @property
    def is_unknown(self) -> bool:
        """Whether nobody knows what became of it."""
        outcome = self.outcome
        return isinstance(outcome, OutcomeUnknown) and not outcome.settlement.ends_the_act

    @property
    def can_be_tried_again(self) -> bool:
        """Whether it is certain that nothing happened: refused, not sent, or proven not to have arrived."""
        outcome = self.outcome
        if isinstance(outcome, OutcomeUnknown):
            return outcome.settlement.standing is Standing.NOT_DONE
        return isinstance(outcome, Refused | NotSent | CaseChanged)
