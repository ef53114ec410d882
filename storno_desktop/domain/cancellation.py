"""The rules of cancelling: the reason, what may be cancelled, and when a credit note is the better way."""

import unicodedata
from dataclasses import dataclass
from datetime import timedelta
from enum import Enum, auto

import regex

from storno_desktop.domain.eligibility import (
    SIGNS,
    check_company,
    check_credit_notes,
    check_outgoing,
    check_own_session,
    check_payments,
    check_permitted,
    check_reached_client,
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

MIN_REASON = 10
"""Least length of a reason in grapheme clusters, after trimming (documentation of cancel; decisions 2)."""

MAX_REASON = 500
"""Greatest length of a reason in grapheme clusters; a longer one is refused, never cut (decisions 2)."""

CANCELLABLE = frozenset({InvoiceStatus.DRAFT, InvoiceStatus.ISSUED})
"""The statuses from which the server cancels (contract §8)."""

SENDING_IS_NEAR = timedelta(minutes=5)
"""An invoice due to be sent to ANAF within this time is not cancelled any more (decisions 2)."""

# The look-behind lets a run of blanks be tried from its start only: a pasted megabyte of them would
# otherwise take the square of that.
_LINE_BREAKS = regex.compile(
    r"(?:(?<![ \t])[ \t]++)?+(?:\r\n|[\n\r\v\f\x85\u2028\u2029])[ \t]*(?:[\r\n\v\f\x85\u2028\u2029][ \t]*)*"
)
_BLANKS = (
    " \u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000\t"
)
_CLUSTER = regex.compile(r"\X")

# Control, zero-width and direction marks, halves of surrogates, code points without a meaning, breaks, and
# the fillers that have a width but no shape. The two variation selectors that choose between the plain and
# the coloured form of a character are part of the emoji that keyboards write, and of nothing else.
_INVISIBLE = regex.compile(
    r"[[\p{Cc}\p{Cf}\p{Cs}\p{Cn}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\u2800]--[\ufe0e\ufe0f]]"
    r"|(?<!\p{Emoji})[\ufe0e\ufe0f]",
    regex.VERSION1,
)


class ReasonFault(Enum):
    """Why a text is not a reason."""

    TOO_SHORT = auto()
    TOO_LONG = auto()
    INVISIBLE_CHARACTER = auto()
    """It holds a control or zero-width character, which nobody can see or check."""


@dataclass(frozen=True, slots=True)
class ReasonProblem:
    """A text that is not a reason: `missing` clusters to the minimum or `excess` over the maximum."""

    fault: ReasonFault
    length: int
    missing: int = 0
    excess: int = 0


@dataclass(frozen=True, slots=True)
class CancellationReason:
    """A reason that may be sent: NFC, trimmed, one line, 10 to 500 grapheme clusters, all visible.

    Made only by `parse`; whoever holds one need not check again. `text` is exactly what is sent and
    what an outcome is later compared with.
    """

    text: str

    @classmethod
    def parse(cls, raw: str) -> "CancellationReason | ReasonProblem":
        """The reason in a typed text, or what is wrong with it."""
        text = unicodedata.normalize(
            "NFC", _LINE_BREAKS.sub(" ", raw.strip(_BLANKS + "\r\n\v\f\x85\u2028\u2029"))
        )
        text = text.strip(_BLANKS)
        length = reason_length(text)
        if holds_invisible(text):
            return ReasonProblem(ReasonFault.INVISIBLE_CHARACTER, length)
        if length < MIN_REASON:
            return ReasonProblem(ReasonFault.TOO_SHORT, length, missing=MIN_REASON - length)
        if length > MAX_REASON:
            return ReasonProblem(ReasonFault.TOO_LONG, length, excess=length - MAX_REASON)
        return cls(text)


def holds_invisible(text: str) -> bool:
    """Whether a control or zero-width character stands in it, which nobody can see or check."""
    return _INVISIBLE.search(text) is not None


def made_visible(text: str) -> str:
    """The text in one line, without the characters that nobody can see."""
    return " ".join(_INVISIBLE.sub(" ", text).split())


def reason_length(text: str) -> int:
    """Length in grapheme clusters: what a person counts as characters."""
    return sum(1 for _ in _CLUSTER.finditer(text))


def assess_cancellation(facts: Facts) -> Assessment:
    """All that speaks for or against cancelling this invoice now (decisions 2).

    Blocking: another status than draft or issued, at ANAF or about to be sent, payments, credit notes,
    incoming, read-only or other company, no `invoice.cancel`, impersonated. A fact that was not read
    is UNKNOWN and stops as well. Warnings: it reached the client, a payment link is active.
    """
    facts = facts.asked_now
    return Assessment(
        findings=(
            check_status(facts, CANCELLABLE),
            _check_anaf(facts),
            check_credit_notes(facts, only_cancelled_ones=Verdict.CLEAR),
            check_payments(facts),
            check_reached_client(facts, when_not_read=Verdict.UNKNOWN),
            _check_payment_link(facts),
            check_outgoing(facts),
            check_company(facts),
            check_writable(facts),
            check_permitted(facts, Permission.CANCEL),
            check_own_session(facts),
        )
    )


def _check_anaf(facts: Facts) -> Finding:
    if not isinstance(facts.detail, Evidence):
        return not_read(Check.ANAF, facts.detail, Source.DETAIL)
    invoice, rests_on = facts.detail.value, (facts.detail,)
    if invoice.anaf.upload_id:
        ground = Ground(kind=GroundKind.ANAF_UPLOAD, text=invoice.anaf.upload_id)
        return found(Check.ANAF, Verdict.BLOCKING, ground, rests_on=rests_on)
    if invoice.anaf.message_id:
        ground = Ground(kind=GroundKind.ANAF_MESSAGE, text=invoice.anaf.message_id)
        return found(Check.ANAF, Verdict.BLOCKING, ground, rests_on=rests_on)
    if invoice.summary.status is InvoiceStatus.SENT_TO_PROVIDER:
        ground = Ground(kind=GroundKind.STATUS_IS, state=invoice.summary.status_code)
        return found(Check.ANAF, Verdict.BLOCKING, ground, rests_on=rests_on)
    if not isinstance(facts.events, Evidence):
        return not_read(Check.ANAF, facts.events, Source.EVENTS)
    due = invoice.summary.scheduled_send_at
    if due is not None:
        if due - facts.detail.moment <= SENDING_IS_NEAR:
            ground = Ground(kind=GroundKind.SENDING_SCHEDULED, moment=due)
            return found(Check.ANAF, Verdict.BLOCKING, ground, rests_on=rests_on)
        ground = Ground(kind=GroundKind.SENDING_SCHEDULED_LATER, moment=due)
        return found(Check.ANAF, Verdict.CLEAR, ground, rests_on=rests_on)
    return found(Check.ANAF, Verdict.CLEAR, Ground(kind=GroundKind.NOTHING_AT_ANAF), rests_on=rests_on)


def _check_payment_link(facts: Facts) -> Finding:
    """The public page of a cancelled invoice can still be paid (contract N19)."""
    if not isinstance(facts.share_links, Evidence):
        return not_read(Check.PAYMENT_LINK, facts.share_links, Source.SHARE_LINKS)
    active = sum(1 for link in facts.share_links.value if link.is_active and link.payment_enabled)
    if active:
        ground = Ground(kind=GroundKind.PAYMENT_LINK_ACTIVE, count=active)
        return found(Check.PAYMENT_LINK, Verdict.WARNING, ground, rests_on=(facts.share_links,))
    ground = Ground(kind=GroundKind.NO_PAYMENT_LINK)
    return found(Check.PAYMENT_LINK, Verdict.CLEAR, ground, rests_on=(facts.share_links,))


class CancelPurpose(Enum):
    """What a person wants to put right, as far as a chosen preset tells: the rows of the documentation's
    table "When to cancel vs. credit note" and two daily ones."""

    CREATED_IN_ERROR = "created_in_error"
    DUPLICATE = "duplicate"
    WRONG_CLIENT = "wrong_client"
    ORDER_CANCELLED = "order_cancelled"
    CORRECT_AMOUNTS = "correct_amounts"
    PARTIAL_REFUND = "partial_refund"
    ALREADY_RECORDED = "already_recorded"


class Advice(Enum):
    """What is recommended. Advice never blocks."""

    CANCEL = auto()
    CANCEL_DRAFT = auto()
    """It may be cancelled; deleting a draft is the usual way (contract N3)."""
    CANCEL_THOUGH_DELIVERED = auto()
    """Duplicates and errors are cancelled even if mailed, but Romanian law expects a storno once the
    client has the invoice (decisions 2)."""
    CREDIT_NOTE = auto()
    CORRECT_AND_RESEND = auto()
    """ANAF rejected it: neither cancelled nor reversed."""
    NOTHING_TO_CANCEL = auto()
    """Cancelled, reversed or converted already, or not this company's own invoice."""
    NOT_YET_KNOWN = auto()


@dataclass(frozen=True, slots=True)
class CancelAdvice:
    """The recommendation and the facts that it rests on."""

    advice: Advice
    grounds: tuple[Ground, ...] = ()


_NEEDS_CREDIT_NOTE = frozenset(
    {CancelPurpose.CORRECT_AMOUNTS, CancelPurpose.PARTIAL_REFUND, CancelPurpose.ALREADY_RECORDED}
)
_CANCEL_ANYWAY = frozenset({CancelPurpose.DUPLICATE, CancelPurpose.CREATED_IN_ERROR})
_OVER = frozenset(
    {
        InvoiceStatus.CANCELLED,
        InvoiceStatus.REFUND,
        InvoiceStatus.REFUNDED,
        InvoiceStatus.CONVERTED,
        InvoiceStatus.UNRECOGNISED,
    }
)


def advise_cancellation(
    facts: Facts, assessment: Assessment, purpose: CancelPurpose | None = None
) -> CancelAdvice:
    """Cancel or credit note, by the documentation's table, on the evidence at hand."""
    invoice = facts.invoice
    if invoice is None:
        return CancelAdvice(Advice.NOT_YET_KNOWN)
    if invoice.summary.status is InvoiceStatus.REJECTED:
        return CancelAdvice(Advice.CORRECT_AND_RESEND, assessment.of(Check.STATUS).grounds)
    foreign = _blocking_grounds(assessment, Check.OUTGOING, Check.RIGHT_COMPANY)
    if foreign or invoice.summary.status in _OVER:
        return CancelAdvice(Advice.NOTHING_TO_CANCEL, foreign or assessment.of(Check.STATUS).grounds)
    against = _blocking_grounds(assessment, Check.STATUS, Check.ANAF, Check.CREDIT_NOTES, Check.PAYMENTS)
    is_draft = invoice.summary.status is InvoiceStatus.DRAFT
    # A draft is corrected as it stands; the server reverses issued documents only (contract §11).
    if against or (purpose in _NEEDS_CREDIT_NOTE and not is_draft):
        return CancelAdvice(Advice.CREDIT_NOTE, against)
    delivered = tuple(
        ground for ground in assessment.of(Check.REACHED_CLIENT).grounds if ground.kind in SIGNS
    )
    if delivered:
        better = Advice.CANCEL_THOUGH_DELIVERED if purpose in _CANCEL_ANYWAY else Advice.CREDIT_NOTE
        return CancelAdvice(better, delivered)
    if assessment.with_verdict(Verdict.UNKNOWN):
        return CancelAdvice(Advice.NOT_YET_KNOWN)
    if is_draft:
        return CancelAdvice(Advice.CANCEL_DRAFT)
    return CancelAdvice(Advice.CANCEL, assessment.of(Check.REACHED_CLIENT).grounds)


def _blocking_grounds(assessment: Assessment, *checks: Check) -> tuple[Ground, ...]:
    return tuple(
        ground
        for check in checks
        if assessment.of(check).verdict is Verdict.BLOCKING
        for ground in assessment.of(check).grounds
    )
