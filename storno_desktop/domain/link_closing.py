"""The rules of closing a public link of a cancelled invoice (contract §14, N19)."""

from storno_desktop.domain.eligibility import (
    check_company,
    check_own_session,
    check_permitted,
    check_status,
    check_writable,
    found,
    not_read,
)
from storno_desktop.domain.evidence import Evidence, Source
from storno_desktop.domain.facts import Facts
from storno_desktop.domain.finding import Assessment, Check, Finding, Ground, GroundKind, Verdict
from storno_desktop.domain.invoice_summary import InvoiceStatus
from storno_desktop.domain.session import Permission


def assess_link_closing(facts: Facts, link_id: str) -> Assessment:
    """All that speaks against closing this link now; "" asks for any link.

    Blocking: the link is not open (any more), an invoice that is not cancelled (its page is still wanted),
    read-only or other company, no `invoice.edit`, impersonated. What was not read stops as well.
    """
    facts = facts.asked_now
    return Assessment(
        findings=(
            check_status(facts, frozenset({InvoiceStatus.CANCELLED})),
            _check_link(facts, link_id),
            check_company(facts),
            check_writable(facts),
            check_permitted(facts, Permission.EDIT),
            check_own_session(facts),
        )
    )


def _check_link(facts: Facts, link_id: str) -> Finding:
    links = facts.share_links
    if not isinstance(links, Evidence):
        return not_read(Check.PUBLIC_LINK, links, Source.SHARE_LINKS)
    open_ones = [link for link in links.value if link.is_active and link_id in {"", link.id}]
    if not open_ones:
        ground = Ground(kind=GroundKind.NO_PUBLIC_LINK)
        return found(Check.PUBLIC_LINK, Verdict.BLOCKING, ground, rests_on=(links,))
    ground = Ground(kind=GroundKind.PUBLIC_LINK_OPEN, count=len(open_ones))
    return found(Check.PUBLIC_LINK, Verdict.CLEAR, ground, rests_on=(links,))
