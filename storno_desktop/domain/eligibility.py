"""The checks that cancelling and restoring share: state, company, rights, credit notes, delivery."""

from dataclasses import replace

from storno_desktop.domain.evidence import Evidence, Reading, Source, T_co
from storno_desktop.domain.facts import Facts, Reached
from storno_desktop.domain.finding import Check, Finding, Ground, GroundKind, Verdict
from storno_desktop.domain.invoice_summary import Direction, InvoiceStatus
from storno_desktop.domain.problem import Problem, ProblemKind
from storno_desktop.domain.session import Permission, Right


def found(
    check: Check, verdict: Verdict, *grounds: Ground, rests_on: tuple[Reading[object], ...] = ()
) -> Finding:
    """A finding whose sources and age follow from the evidence that it rests on."""
    evidence = [reading for reading in rests_on if isinstance(reading, Evidence)]
    return Finding(
        check=check,
        verdict=verdict,
        grounds=grounds,
        sources=tuple(dict.fromkeys(reading.source for reading in evidence)),
        observed_at=min((reading.observed_at for reading in evidence), default=None),
    )


def not_read(check: Check, reading: Reading[T_co], source: Source) -> Finding:
    """UNKNOWN, because this fact could not be read or was not asked for."""
    return Finding(
        check=check,
        verdict=Verdict.UNKNOWN,
        grounds=(Ground(kind=GroundKind.NOT_READ, source=source),),
        sources=(source,),
        problem=reading if isinstance(reading, Problem) else None,
    )


def check_status(facts: Facts, allowed: frozenset[InvoiceStatus]) -> Finding:
    """The invoice stands in one of the allowed statuses now."""
    if not isinstance(facts.detail, Evidence):
        return not_read(Check.STATUS, facts.detail, Source.DETAIL)
    summary = facts.detail.value.summary
    if summary.status in allowed:
        ground, verdict = Ground(kind=GroundKind.STATUS_FITS, state=summary.status_code), Verdict.CLEAR
    elif summary.status is InvoiceStatus.REJECTED:
        ground, verdict = (
            Ground(kind=GroundKind.REJECTED_BY_ANAF, state=summary.status_code),
            Verdict.BLOCKING,
        )
    else:
        ground, verdict = Ground(kind=GroundKind.STATUS_IS, state=summary.status_code), Verdict.BLOCKING
    return found(Check.STATUS, verdict, ground, rests_on=(facts.detail,))


_DIRECTIONS = {
    Direction.OUTGOING: (Verdict.CLEAR, GroundKind.DIRECTION_FITS),
    Direction.INCOMING: (Verdict.BLOCKING, GroundKind.IS_INCOMING),
    Direction.UNSPECIFIED: (Verdict.UNKNOWN, GroundKind.DIRECTION_UNKNOWN),
}


def check_outgoing(facts: Facts) -> Finding:
    """Only the company's own invoices; the server would take incoming ones too (contract N8)."""
    if not isinstance(facts.detail, Evidence):
        return not_read(Check.OUTGOING, facts.detail, Source.DETAIL)
    verdict, kind = _DIRECTIONS[facts.detail.value.summary.direction]
    return found(Check.OUTGOING, verdict, Ground(kind=kind), rests_on=(facts.detail,))


def check_company(facts: Facts) -> Finding:
    """The issuer is the selected company: the server itself never compares them (contract §4.3)."""
    if not isinstance(facts.detail, Evidence):
        return not_read(Check.RIGHT_COMPANY, facts.detail, Source.DETAIL)
    if not isinstance(facts.company, Evidence):
        return not_read(Check.RIGHT_COMPANY, facts.company, Source.COMPANIES)
    summary = facts.detail.value.summary
    rests_on = (facts.detail, facts.company)
    if not summary.sender_cif:
        ground = Ground(kind=GroundKind.ISSUER_UNKNOWN)
        return found(Check.RIGHT_COMPANY, Verdict.UNKNOWN, ground, rests_on=rests_on)
    if facts.company.value.issued(summary.sender_cif):
        return found(
            Check.RIGHT_COMPANY, Verdict.CLEAR, Ground(kind=GroundKind.COMPANY_FITS), rests_on=rests_on
        )
    other = Ground(kind=GroundKind.OTHER_COMPANY, text=summary.sender_name or summary.sender_cif)
    return found(Check.RIGHT_COMPANY, Verdict.BLOCKING, other, rests_on=rests_on)


def check_writable(facts: Facts) -> Finding:
    """Read-only companies are blocked here; the server lets a restore through (contract §21)."""
    if not isinstance(facts.company, Evidence):
        return not_read(Check.COMPANY_WRITABLE, facts.company, Source.COMPANIES)
    read_only = facts.company.value.is_read_only
    return found(
        Check.COMPANY_WRITABLE,
        Verdict.BLOCKING if read_only else Verdict.CLEAR,
        Ground(kind=GroundKind.COMPANY_IS_READ_ONLY if read_only else GroundKind.COMPANY_IS_WRITABLE),
        rests_on=(facts.company,),
    )


def check_permitted(facts: Facts, permission: Permission) -> Finding:
    """Who will send the request holds the server's permission for it.

    Where that cannot be read the act is offered all the same: it is the one thing that the server does
    check, and its refusal changes nothing (decisions 6).
    """
    if facts.user is None:
        return not_read(Check.PERMITTED, None, Source.ACCOUNT)
    right = facts.user.right(permission)
    return Finding(
        check=Check.PERMITTED,
        verdict=Verdict.CLEAR if facts.user.may(permission) else Verdict.BLOCKING,
        grounds=(Ground(kind=_RIGHTS[right], text=permission.value),),
        sources=(Source.ACCOUNT,),
    )


_RIGHTS = {
    Right.HELD: GroundKind.PERMISSION_GRANTED,
    Right.MISSING: GroundKind.PERMISSION_MISSING,
    Right.OUT_OF_SCOPE: GroundKind.PERMISSION_OUT_OF_SCOPE,
    Right.UNREADABLE: GroundKind.PERMISSION_UNREADABLE,
}


def check_own_session(facts: Facts) -> Finding:
    """A support session that impersonates somebody writes nothing (contract §4.1)."""
    if facts.user is None:
        return not_read(Check.OWN_SESSION, None, Source.ACCOUNT)
    borrowed = facts.user.impersonating
    return Finding(
        check=Check.OWN_SESSION,
        verdict=Verdict.BLOCKING if borrowed else Verdict.CLEAR,
        grounds=(Ground(kind=GroundKind.SESSION_IS_IMPERSONATED if borrowed else GroundKind.SESSION_IS_OWN),),
        sources=(Source.ACCOUNT,),
    )


def check_credit_notes(facts: Facts, only_cancelled_ones: Verdict) -> Finding:
    """No child that is not cancelled. A draft child counts: issuing it later would change the
    cancelled parent (contract R7, N4). `only_cancelled_ones` is the verdict where every child is
    cancelled: a warning for a restore, clear for a cancellation (decisions 1 and 2)."""
    reading = facts.known_credit_notes
    if not isinstance(reading, Evidence):
        return not_read(Check.CREDIT_NOTES, reading, Source.DETAIL)
    rests_on: tuple[Reading[object], ...] = (reading, facts.events)
    grounds = tuple(
        Ground(kind=GroundKind.CREDIT_NOTE_CANCELLED, text=child.number, state=child.status_code)
        if child.status is InvoiceStatus.CANCELLED
        else Ground(kind=GroundKind.CREDIT_NOTE, text=child.number, state=child.status_code)
        for child in reading.value
    )
    if any(ground.kind is GroundKind.CREDIT_NOTE for ground in grounds):
        return found(Check.CREDIT_NOTES, Verdict.BLOCKING, *grounds, rests_on=rests_on)
    if isinstance(facts.events, Evidence):
        refunds = tuple(
            Ground(kind=GroundKind.REFUNDED_WITHOUT_CHILD, moment=event.at)
            for event in facts.events.value
            if event.action == "refunded"
        )
        if refunds and not grounds:
            return found(Check.CREDIT_NOTES, Verdict.UNKNOWN, *refunds, rests_on=rests_on)
    if grounds:
        return found(Check.CREDIT_NOTES, only_cancelled_ones, *grounds, rests_on=rests_on)
    return found(
        Check.CREDIT_NOTES, Verdict.CLEAR, Ground(kind=GroundKind.NO_CREDIT_NOTE), rests_on=(reading,)
    )


def check_payments(facts: Facts) -> Finding:
    """No payment row; for totals of zero or more nothing paid either (negative documents are settled
    without a payment, contract §12)."""
    if not isinstance(facts.payments, Evidence):
        return not_read(Check.PAYMENTS, facts.payments, Source.PAYMENTS)
    rests_on: tuple[Reading[object], ...] = (facts.payments, facts.detail)
    grounds = [
        Ground(
            kind=GroundKind.PAYMENT, amount=payment.amount, currency=payment.currency, text=payment.reference
        )
        for payment in facts.payments.value
    ]
    if grounds:
        return found(Check.PAYMENTS, Verdict.BLOCKING, *grounds, rests_on=rests_on)
    if not isinstance(facts.detail, Evidence):
        return not_read(Check.PAYMENTS, facts.detail, Source.DETAIL)
    invoice = facts.detail.value
    summary = invoice.summary
    if summary.total >= 0:
        if summary.amount_paid is None:
            ground = Ground(kind=GroundKind.AMOUNT_PAID_UNKNOWN)
            return found(Check.PAYMENTS, Verdict.UNKNOWN, ground, rests_on=rests_on)
        if summary.amount_paid != 0:
            grounds.append(
                Ground(kind=GroundKind.AMOUNT_PAID, amount=summary.amount_paid, currency=summary.currency)
            )
        if summary.paid_at is not None:
            grounds.append(Ground(kind=GroundKind.PAID_AT, moment=summary.paid_at))
        if grounds:
            return found(Check.PAYMENTS, Verdict.BLOCKING, *grounds, rests_on=rests_on)
    if invoice.payment_count:
        ground = Ground(kind=GroundKind.PAYMENTS_DISAGREE, count=invoice.payment_count)
        return found(Check.PAYMENTS, Verdict.UNKNOWN, ground, rests_on=rests_on)
    return found(Check.PAYMENTS, Verdict.CLEAR, Ground(kind=GroundKind.NO_PAYMENT), rests_on=rests_on)


def signs_of_delivery(facts: Facts) -> tuple[Ground, ...]:
    """Everything that says, or that a person says, that the invoice reached the client (contract §14).

    Mails that came back and a plain "no" are listed too: they are no signs, but evidence.
    """
    grounds: list[Ground] = []
    if isinstance(facts.emails, Evidence):
        for mail in facts.emails.value:
            if mail.opened_at is not None:
                grounds.append(Ground(kind=GroundKind.MAIL_OPENED, text=mail.to, moment=mail.opened_at))
            elif mail.may_have_arrived:
                grounds.append(
                    Ground(kind=GroundKind.MAILED, text=mail.to, state=mail.status, moment=mail.sent_at)
                )
            else:
                grounds.append(Ground(kind=GroundKind.MAIL_CAME_BACK, text=mail.to, state=mail.status))
    if isinstance(facts.share_links, Evidence):
        grounds.extend(
            Ground(kind=GroundKind.LINK_VIEWED, count=link.view_count, moment=link.last_viewed_at)
            for link in facts.share_links.value
            if link.view_count > 0
        )
    if facts.reached is not None:
        grounds.append(Ground(kind=_ANSWERS[facts.reached]))
    return tuple(grounds)


_ANSWERS = {
    Reached.YES: GroundKind.PERSON_SAYS_YES,
    Reached.NO: GroundKind.PERSON_SAYS_NO,
    Reached.NOT_KNOWN: GroundKind.PERSON_DOES_NOT_KNOW,
}

SIGNS = frozenset(
    {
        GroundKind.MAILED,
        GroundKind.MAIL_OPENED,
        GroundKind.LINK_VIEWED,
        GroundKind.PERSON_SAYS_YES,
        GroundKind.PERSON_DOES_NOT_KNOW,
    }
)
"""The grounds that speak for the invoice having reached the client."""


def check_reached_client(facts: Facts, when_not_read: Verdict) -> Finding:
    """Whether the client may have the invoice: a warning, never a block.

    `when_not_read` is what a failed reading of e-mails or links means: a warning for a restore
    (decisions 1), UNKNOWN for a cancellation (decisions 2).
    """
    grounds = signs_of_delivery(facts)
    rests_on: tuple[Reading[object], ...] = (facts.emails, facts.share_links)
    missing: list[tuple[Source, Problem | None]] = [
        (source, reading if isinstance(reading, Problem) else None)
        for source, reading in ((Source.EMAILS, facts.emails), (Source.SHARE_LINKS, facts.share_links))
        if not isinstance(reading, Evidence)
    ]
    verdict = Verdict.CLEAR
    if any(ground.kind in SIGNS for ground in grounds):
        verdict = Verdict.WARNING
    if missing:
        verdict = Verdict.UNKNOWN if when_not_read is Verdict.UNKNOWN else Verdict.WARNING
        grounds += tuple(Ground(kind=GroundKind.DELIVERY_NOT_CHECKED, source=source) for source, _ in missing)
    if not any(ground.kind in SIGNS or ground.kind is GroundKind.DELIVERY_NOT_CHECKED for ground in grounds):
        grounds = (Ground(kind=GroundKind.NO_SIGN_OF_DELIVERY), *grounds)
    finding = found(Check.REACHED_CLIENT, verdict, *grounds, rests_on=rests_on)
    problem = next((problem for _, problem in missing if problem is not None), None)
    return replace(finding, problem=problem)


def is_not_permitted(reading: Reading[object]) -> bool:
    """Whether the server refused this reading for want of a permission."""
    return isinstance(reading, Problem) and reading.kind is ProblemKind.FORBIDDEN
