"""The rules of reversing an invoice by a storno draft (contract §11)."""

from storno_desktop.domain.eligibility import (
    check_company,
    check_credit_notes,
    check_outgoing,
    check_own_session,
    check_permitted,
    check_status,
    check_writable,
    found,
)
from storno_desktop.domain.evidence import Evidence
from storno_desktop.domain.facts import Facts
from storno_desktop.domain.finding import Assessment, Check, Finding, Ground, GroundKind, Verdict
from storno_desktop.domain.invoice_summary import REVERSIBLE
from storno_desktop.domain.session import Permission


def assess_storno(facts: Facts) -> Assessment:
    """All that speaks against making a storno draft of this invoice now.

    Blocking: a status that is not reversed, a storno of it in any status (a second one is never made), a document
    that is a storno itself, incoming, read-only or other company, no `invoice.refund`, impersonated. A fact that
    was not read is UNKNOWN and stops as well. Payments and a delivery are no obstacle: they are why one is made.
    """
    facts = facts.asked_now
    return Assessment(
        findings=(
            check_status(facts, REVERSIBLE),
            _check_not_reversed(facts),
            check_outgoing(facts),
            check_company(facts),
            check_writable(facts),
            check_permitted(facts, Permission.REFUND),
            check_own_session(facts),
        )
    )


def _check_not_reversed(facts: Facts) -> Finding:
    if isinstance(facts.detail, Evidence) and facts.detail.value.summary.is_storno:
        ground = Ground(kind=GroundKind.IS_A_STORNO, text=facts.detail.value.parent_number)
        return found(Check.CREDIT_NOTES, Verdict.BLOCKING, ground, rests_on=(facts.detail,))
    # The server refuses even where the only one is cancelled.
    return check_credit_notes(facts, only_cancelled_ones=Verdict.BLOCKING)
