"""Reading an invoice again after it was restored: whether it is what a restore promises."""

from dataclasses import replace

from storno_desktop.domain.eligibility import check_payments, check_status, found, not_read
from storno_desktop.domain.evidence import Evidence, Source
from storno_desktop.domain.facts import Facts
from storno_desktop.domain.finding import Assessment, Check, Finding, Ground, GroundKind, Verdict
from storno_desktop.domain.invoice_summary import InvoiceStatus
from storno_desktop.domain.problem import Problem, ProblemKind
from storno_desktop.domain.restoration import check_anaf

VERIFIED = (Check.STATUS, Check.REASON_CLEARED, Check.PAYMENTS, Check.ANAF, Check.NUMBER_KEPT)
"""What is looked at, in this order. What was not read is UNKNOWN and never fine."""


def assess_restored(number: str, facts: Facts) -> Assessment:
    """What a fresh reading shows of a restored invoice whose number was `number` before.

    It is a draft, the reason for cancelling is gone, no payment slipped in, nothing reached ANAF, and the number is
    the same: it changes only when the draft is issued again (contract R1).
    """
    return Assessment(
        findings=(
            _check_draft(facts),
            _check_reason(facts),
            check_payments(facts),
            check_anaf(facts),
            _check_number(number, facts),
        )
    )


def _check_draft(facts: Facts) -> Finding:
    finding = check_status(facts, frozenset({InvoiceStatus.DRAFT}))
    if isinstance(facts.detail, Problem) and facts.detail.kind is ProblemKind.NOT_FOUND:
        # Not unread, but deleted: a draft can be (contract R2).
        return replace(finding, verdict=Verdict.BLOCKING, grounds=(Ground(kind=GroundKind.GONE),))
    return finding


def _check_reason(facts: Facts) -> Finding:
    if not isinstance(facts.detail, Evidence):
        return not_read(Check.REASON_CLEARED, facts.detail, Source.DETAIL)
    left = facts.detail.value.cancellation_reason
    if left:
        ground, verdict = Ground(kind=GroundKind.REASON_STILL_THERE, text=left), Verdict.BLOCKING
    else:
        ground, verdict = Ground(kind=GroundKind.REASON_GONE), Verdict.CLEAR
    return found(Check.REASON_CLEARED, verdict, ground, rests_on=(facts.detail,))


def _check_number(number: str, facts: Facts) -> Finding:
    if not isinstance(facts.detail, Evidence):
        return not_read(Check.NUMBER_KEPT, facts.detail, Source.DETAIL)
    now = facts.detail.value.number
    if now == number:
        ground, verdict = Ground(kind=GroundKind.NUMBER_IS_THE_SAME, text=now), Verdict.CLEAR
    else:
        ground, verdict = (
            Ground(kind=GroundKind.NUMBER_IS_ANOTHER, text=now, state=number),
            Verdict.BLOCKING,
        )
    return found(Check.NUMBER_KEPT, verdict, ground, rests_on=(facts.detail,))
