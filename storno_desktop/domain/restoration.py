"""The rules of restoring an invoice that was cancelled by accident, one finding for each restriction."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import Enum, auto

from storno_desktop.domain.calendar import calendar_days, day_in_bucharest
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
    is_not_permitted,
    not_read,
)
from storno_desktop.domain.evidence import Evidence, Source
from storno_desktop.domain.facts import Facts
from storno_desktop.domain.finding import Assessment, Check, Finding, Ground, GroundKind, Verdict
from storno_desktop.domain.invoice import Invoice
from storno_desktop.domain.invoice_summary import InvoiceStatus
from storno_desktop.domain.session import Permission

DOCUMENTED = (Check.ANAF, Check.CREDIT_NOTES, Check.PAYMENTS, Check.AGE, Check.SERIES)
"""The five restrictions of the documentation, always all shown. The server enforces none (contract §9)."""


RESTS_ON: Mapping[Check, frozenset[Source]] = {
    Check.ANAF: frozenset({Source.DETAIL, Source.EVENTS, Source.SUBMISSIONS}),
    Check.CREDIT_NOTES: frozenset({Source.DETAIL, Source.EVENTS, Source.CREDIT_NOTES}),
    Check.PAYMENTS: frozenset({Source.DETAIL, Source.PAYMENTS}),
    Check.AGE: frozenset({Source.DETAIL, Source.EVENTS}),
    Check.SERIES: frozenset({Source.DETAIL, Source.SERIES}),
    Check.REACHED_CLIENT: frozenset({Source.EMAILS, Source.SHARE_LINKS}),
    Check.SPV_SYNCHRONISED: frozenset({Source.DETAIL, Source.COMPANIES}),
    Check.RESTORED_BEFORE: frozenset({Source.EVENTS}),
    Check.STATUS: frozenset({Source.DETAIL}),
    Check.OUTGOING: frozenset({Source.DETAIL}),
    Check.RIGHT_COMPANY: frozenset({Source.DETAIL, Source.COMPANIES}),
    Check.COMPANY_WRITABLE: frozenset({Source.COMPANIES}),
    Check.PERMITTED: frozenset({Source.ACCOUNT}),
    Check.OWN_SESSION: frozenset({Source.ACCOUNT}),
}
"""What is read for each check of a restore; nothing else has a say in its finding."""


def still_to_come(facts: Facts, assessment: Assessment) -> frozenset[Check]:
    """Of facts that are still being read: the checks whose finding more of them can change.

    What blocks already blocks whatever else is read.
    """
    readings = (
        (Source.DETAIL, facts.detail),
        (Source.EVENTS, facts.events),
        (Source.PAYMENTS, facts.payments),
        (Source.EMAILS, facts.emails),
        (Source.SHARE_LINKS, facts.share_links),
        (Source.SUBMISSIONS, facts.submissions),
        (Source.SERIES, facts.series),
        (Source.CREDIT_NOTES, facts.credit_notes),
        (Source.COMPANIES, facts.company),
        (Source.ACCOUNT, facts.user),
    )
    missing = {source for source, reading in readings if reading is None}
    return frozenset(
        finding.check
        for finding in assessment.findings
        if finding.verdict is not Verdict.BLOCKING and RESTS_ON[finding.check] & missing
    )


@dataclass(frozen=True, slots=True)
class RestorePolicy:
    """The office's own limits: how many calendar days after the cancellation a restore is allowed, and
    for how many last days of them a warning stands.

    With `another_sends` a supervisor will restore in their own name: the rights of whoever asks do not matter.
    """

    window_days: int = 30
    closing_days: int = 3
    another_sends: bool = False


def assess_restoration(facts: Facts, policy: RestorePolicy | None = None) -> Assessment:
    """All that speaks for or against restoring this invoice now: the table of decisions 1.

    Blocking and unknown stop the restore and nobody can override them.
    """
    facts, limits = facts.asked_now, policy or RestorePolicy()
    return Assessment(
        findings=(
            check_anaf(facts),
            check_credit_notes(facts, only_cancelled_ones=Verdict.WARNING),
            check_payments(facts),
            _check_age(facts, limits),
            _check_series(facts),
            check_reached_client(facts, when_not_read=Verdict.WARNING),
            _check_spv(facts),
            _check_restored_before(facts),
            check_status(facts, frozenset({InvoiceStatus.CANCELLED})),
            check_outgoing(facts),
            check_company(facts),
            check_writable(facts),
            _left_to_another() if limits.another_sends else check_permitted(facts, Permission.EDIT),
            check_own_session(facts),
        )
    )


def _left_to_another() -> Finding:
    ground = Ground(kind=GroundKind.PERMISSION_OF_ANOTHER, text=Permission.EDIT.value)
    return Finding(check=Check.PERMITTED, verdict=Verdict.CLEAR, grounds=(ground,))


# ANAF. Rule: whatever shows that the document reached ANAF blocks, whether it was validated, rejected or
# the outcome is not known; words that only say that it never left here are clear; a word that is not
# listed is unknown.
_AT_ANAF = frozenset({"ok", "validated", "uploaded", "pending_timeout", "nok", "rejected"})
_NEVER_LEFT = frozenset({"", "validation_failed", "no_token", "upload_failed"})
_ANAF_ACTIONS = ("anaf_validated", "synced_from_anaf", "anaf_rejected", "submitted_")
"""How the actions begin that show the document at ANAF or another provider."""
_ANAF_STATUSES = frozenset(
    {InvoiceStatus.VALIDATED, InvoiceStatus.SENT_TO_PROVIDER, InvoiceStatus.REJECTED, InvoiceStatus.SYNCED}
)
_SUBMITTED = frozenset({"pending", "submitted", "accepted", "rejected"})
_NOT_SUBMITTED = frozenset({"error"})


def check_anaf(facts: Facts) -> Finding:
    """Nothing shows that the document reached ANAF or another provider (rule above)."""
    grounds = [*_anaf_in_detail(facts), *_anaf_in_events(facts), *_anaf_in_submissions(facts)]
    rests_on = (facts.detail, facts.events, facts.submissions)
    if grounds:
        return found(Check.ANAF, Verdict.BLOCKING, *grounds, rests_on=rests_on)
    if not isinstance(facts.detail, Evidence):
        return not_read(Check.ANAF, facts.detail, Source.DETAIL)
    if not isinstance(facts.events, Evidence):
        return not_read(Check.ANAF, facts.events, Source.EVENTS)
    word = facts.detail.value.anaf.status.lower()
    if word not in _NEVER_LEFT:
        ground = Ground(kind=GroundKind.ANAF_STATUS_UNFAMILIAR, text=facts.detail.value.anaf.status)
        return found(Check.ANAF, Verdict.UNKNOWN, ground, rests_on=rests_on)
    if not isinstance(facts.submissions, Evidence):
        if is_not_permitted(facts.submissions):
            ground = Ground(kind=GroundKind.SUBMISSIONS_NOT_PERMITTED)
            return found(Check.ANAF, Verdict.WARNING, ground, rests_on=rests_on)
        return not_read(Check.ANAF, facts.submissions, Source.SUBMISSIONS)
    unfamiliar = [
        Ground(kind=GroundKind.SUBMISSION_UNFAMILIAR, text=submission.status)
        for submission in facts.submissions.value
        if submission.status not in _NOT_SUBMITTED
    ]
    if unfamiliar:
        return found(Check.ANAF, Verdict.UNKNOWN, *unfamiliar, rests_on=rests_on)
    return found(Check.ANAF, Verdict.CLEAR, Ground(kind=GroundKind.NOTHING_AT_ANAF), rests_on=rests_on)


def _anaf_in_detail(facts: Facts) -> list[Ground]:
    if facts.invoice is None:
        return []
    anaf = facts.invoice.anaf
    grounds = [
        Ground(kind=kind, text=text, source=Source.DETAIL)
        for kind, text in (
            (GroundKind.ANAF_MESSAGE, anaf.message_id),
            (GroundKind.ANAF_UPLOAD, anaf.upload_id),
            (GroundKind.ANAF_DOWNLOAD, anaf.download_id),
        )
        if text
    ]
    if anaf.status.lower() in _AT_ANAF:
        grounds.append(Ground(kind=GroundKind.ANAF_STATUS, text=anaf.status, source=Source.DETAIL))
    return grounds


def _anaf_in_events(facts: Facts) -> list[Ground]:
    if not isinstance(facts.events, Evidence):
        return []
    return [
        Ground(
            kind=GroundKind.ANAF_EVENT,
            text=event.action or event.status_code,
            moment=event.at,
            source=Source.EVENTS,
        )
        for event in facts.events.value
        if event.action.startswith(_ANAF_ACTIONS) or event.status in _ANAF_STATUSES
    ]


def _anaf_in_submissions(facts: Facts) -> list[Ground]:
    if not isinstance(facts.submissions, Evidence):
        return []
    return [
        Ground(
            kind=GroundKind.SUBMISSION,
            text=submission.provider,
            state=submission.status,
            moment=submission.created_at,
            source=Source.SUBMISSIONS,
        )
        for submission in facts.submissions.value
        if submission.status in _SUBMITTED
    ]


# Age. Rule: calendar days in Europe/Bucharest from the detail's cancelledAt to the server's own date; the
# last day of the window is still allowed.


def _check_age(facts: Facts, policy: RestorePolicy) -> Finding:
    if not isinstance(facts.detail, Evidence):
        return not_read(Check.AGE, facts.detail, Source.DETAIL)
    cancelled_at, now = facts.detail.value.summary.cancelled_at, facts.detail.moment
    rests_on = (facts.detail, facts.events)
    if cancelled_at is None:
        ground = Ground(kind=GroundKind.CANCELLED_AT_MISSING)
        return found(Check.AGE, Verdict.UNKNOWN, ground, rests_on=rests_on)
    day = calendar_days(cancelled_at, now)
    if day < 0:
        ground = Ground(kind=GroundKind.CANCELLED_IN_THE_FUTURE, moment=cancelled_at)
        return found(Check.AGE, Verdict.UNKNOWN, ground, rests_on=rests_on)
    if day > policy.window_days:
        verdict, kind = Verdict.BLOCKING, GroundKind.WINDOW_PASSED
    elif day > policy.window_days - policy.closing_days:
        verdict, kind = Verdict.WARNING, GroundKind.LAST_DAYS_OF_WINDOW
    else:
        verdict, kind = Verdict.CLEAR, GroundKind.DAY_OF_WINDOW
    grounds = [
        Ground(kind=kind, count=day, limit=policy.window_days),
        Ground(kind=GroundKind.CANCELLED_AT, moment=cancelled_at),
    ]
    if not facts.has_server_clock:
        grounds.append(Ground(kind=GroundKind.COUNTED_BY_THIS_CLOCK))
        verdict = Verdict.WARNING if verdict is Verdict.CLEAR else verdict
    event = facts.last_cancellation
    if (
        event is not None
        and event.at is not None
        and day_in_bucharest(event.at) != day_in_bucharest(cancelled_at)
    ):
        grounds.append(Ground(kind=GroundKind.CANCEL_EVENT_DIFFERS, moment=event.at))
    return found(Check.AGE, verdict, *grounds, rests_on=rests_on)


def days_left(cancelled_at: datetime | None, now: datetime, policy: RestorePolicy) -> int | None:
    """Calendar days for which a restore is still allowed, today included as 0; negative once it has
    passed; None where the cancellation's date is not known."""
    return None if cancelled_at is None else policy.window_days - calendar_days(cancelled_at, now)


def _check_series(facts: Facts) -> Finding:
    if not isinstance(facts.detail, Evidence):
        return not_read(Check.SERIES, facts.detail, Source.DETAIL)
    invoice = facts.detail.value
    if invoice.summary.was_never_issued:
        ground = Ground(kind=GroundKind.NEVER_ISSUED)
        return found(Check.SERIES, Verdict.CLEAR, ground, rests_on=(facts.detail,))
    if invoice.series is None:
        ground = Ground(kind=GroundKind.SERIES_MISSING)
        return found(Check.SERIES, Verdict.BLOCKING, ground, rests_on=(facts.detail,))
    if not isinstance(facts.series, Evidence):
        return not_read(Check.SERIES, facts.series, Source.SERIES)
    rests_on = (facts.detail, facts.series)
    listed = next((series for series in facts.series.value if series.id == invoice.series.id), None)
    if listed is None:
        ground = Ground(kind=GroundKind.SERIES_NOT_LISTED, text=invoice.series.prefix)
        return found(Check.SERIES, Verdict.BLOCKING, ground, rests_on=rests_on)
    if not listed.active:
        ground = Ground(kind=GroundKind.SERIES_INACTIVE, text=listed.prefix)
        return found(Check.SERIES, Verdict.WARNING, ground, rests_on=rests_on)
    ground = Ground(kind=GroundKind.SERIES_ACTIVE, text=listed.prefix)
    return found(Check.SERIES, Verdict.CLEAR, ground, rests_on=rests_on)


def _check_spv(facts: Facts) -> Finding:
    """A manual upload shows only once SPV was read after the cancellation (contract §25)."""
    if not isinstance(facts.detail, Evidence):
        return not_read(Check.SPV_SYNCHRONISED, facts.detail, Source.DETAIL)
    if not isinstance(facts.company, Evidence):
        return not_read(Check.SPV_SYNCHRONISED, facts.company, Source.COMPANIES)
    company, cancelled_at = facts.company.value, facts.detail.value.summary.cancelled_at
    rests_on = (facts.company,)
    synced = company.last_synced_at
    if not company.uses_spv and synced is None:
        ground = Ground(kind=GroundKind.SPV_NOT_USED)
        return found(Check.SPV_SYNCHRONISED, Verdict.CLEAR, ground, rests_on=rests_on)
    if synced is not None and cancelled_at is not None and synced > cancelled_at:
        ground = Ground(kind=GroundKind.SPV_SYNCHRONISED_AFTER, moment=synced)
        return found(Check.SPV_SYNCHRONISED, Verdict.CLEAR, ground, rests_on=rests_on)
    ground = Ground(kind=GroundKind.SPV_NOT_SYNCHRONISED_SINCE, moment=synced)
    return found(Check.SPV_SYNCHRONISED, Verdict.WARNING, ground, rests_on=rests_on)


def _check_restored_before(facts: Facts) -> Finding:
    if not isinstance(facts.events, Evidence):
        return not_read(Check.RESTORED_BEFORE, facts.events, Source.EVENTS)
    grounds = [
        Ground(kind=GroundKind.RESTORED_ON, moment=event.at, text=event.by)
        for event in facts.events.value
        if event.is_restoration
    ]
    if grounds:
        return found(Check.RESTORED_BEFORE, Verdict.WARNING, *grounds, rests_on=(facts.events,))
    ground = Ground(kind=GroundKind.NEVER_RESTORED)
    return found(Check.RESTORED_BEFORE, Verdict.CLEAR, ground, rests_on=(facts.events,))


class RestoreAdvice(Enum):
    """Restore or a new invoice: the documentation's table, corrected where the server disproves it.

    The documentation recommends a restore "when the number must be preserved"; the server hands out a
    new number at the next issue (contract R1), so that row is not followed.
    """

    RESTORE = auto()
    NEW_INVOICE_REACHED_CLIENT = auto()
    NEW_INVOICE_AT_ANAF = auto()
    BLOCKED = auto()
    """Something else blocks; the findings say what, and whether it can be removed."""
    NOT_YET_KNOWN = auto()


def advise_restoration(assessment: Assessment) -> RestoreAdvice:
    """What is recommended on these findings. Advice never blocks."""
    if assessment.of(Check.ANAF).verdict is Verdict.BLOCKING:
        return RestoreAdvice.NEW_INVOICE_AT_ANAF
    if any(ground.kind in SIGNS for ground in assessment.of(Check.REACHED_CLIENT).grounds):
        return RestoreAdvice.NEW_INVOICE_REACHED_CLIENT
    if assessment.with_verdict(Verdict.BLOCKING):
        return RestoreAdvice.BLOCKED
    if assessment.with_verdict(Verdict.UNKNOWN):
        return RestoreAdvice.NOT_YET_KNOWN
    return RestoreAdvice.RESTORE


@dataclass(frozen=True, slots=True)
class NumberConsequence:
    """What happens to the number when the draft is issued again (contract R1): the next number of the
    series, as far as it is known, and whether the present one stays unused as a gap."""

    present: str
    next_number: str
    leaves_gap: bool


def number_consequence(invoice: Invoice, facts: Facts) -> NumberConsequence:
    """The old number and the one that issuing again would probably assign.

    The documented API counts with a bare number where the real server sends "BRS0061" (contract §13): the
    series' prefix is put before it, and as many digits as the present number has.
    """
    prefix, upcoming = _next_of_series(invoice, facts)
    if upcoming.isdecimal() and prefix:
        digits = invoice.number.removeprefix(prefix)
        upcoming = prefix + upcoming.zfill(len(digits) if digits.isdecimal() else 0)
    return NumberConsequence(invoice.number, upcoming, leaves_gap=not invoice.summary.was_never_issued)


def _next_of_series(invoice: Invoice, facts: Facts) -> tuple[str, str]:
    """Prefix and next number as the server tells them: of the invoice's own series, or of the default one
    where it has none."""
    own = invoice.series
    if isinstance(facts.series, Evidence):
        for series in facts.series.value:
            is_meant = (
                series.id == own.id
                if own
                else series.is_default and series.active and series.type == "invoice"
            )
            if is_meant and series.next_number:
                return series.prefix, series.next_number
    return (own.prefix, own.next_number) if own else ("", "")
