"""What holds for the rules whatever was read: less evidence never permits more, and order decides nothing."""

from collections.abc import Callable
from dataclasses import fields, replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storno_desktop.domain.calendar import BUCHAREST, calendar_days
from storno_desktop.domain.cancellation import CancelPurpose, advise_cancellation, assess_cancellation
from storno_desktop.domain.evidence import Evidence
from storno_desktop.domain.facts import Facts, Reached
from storno_desktop.domain.finding import Assessment, Check, Verdict
from storno_desktop.domain.invoice import AnafState
from storno_desktop.domain.invoice_summary import Direction, InvoiceId, InvoiceStatus
from storno_desktop.domain.problem import Problem, ProblemKind
from storno_desktop.domain.restoration import (
    DOCUMENTED,
    RestorePolicy,
    advise_restoration,
    assess_restoration,
    number_consequence,
    still_to_come,
)
from tests.unit.domain.builders import (
    BROKEN,
    CANCELLED_AT,
    NOW,
    OWN_CIF,
    OWN_SERIES,
    READINGS,
    a_company,
    a_credit_note,
    a_link,
    a_mail,
    a_payment,
    a_series,
    a_submission,
    a_user,
    an_event,
    an_invoice,
    cancelled_facts,
    read,
)
from tests.unit.domain.builders import facts as facts_of

Assess = Callable[[Facts], Assessment]

RESTORE_CHECKS = [
    *DOCUMENTED,
    Check.REACHED_CLIENT,
    Check.SPV_SYNCHRONISED,
    Check.RESTORED_BEFORE,
    Check.STATUS,
    Check.OUTGOING,
    Check.RIGHT_COMPANY,
    Check.COMPANY_WRITABLE,
    Check.PERMITTED,
    Check.OWN_SESSION,
]
CANCEL_CHECKS = [
    Check.STATUS,
    Check.ANAF,
    Check.CREDIT_NOTES,
    Check.PAYMENTS,
    Check.REACHED_CLIENT,
    Check.PAYMENT_LINK,
    Check.OUTGOING,
    Check.RIGHT_COMPANY,
    Check.COMPANY_WRITABLE,
    Check.PERMITTED,
    Check.OWN_SESSION,
]
BOTH = pytest.mark.parametrize("assess", [assess_restoration, assess_cancellation])

statuses = st.sampled_from([status.value for status in InvoiceStatus])
# Mostly near the days that matter, in both halves of the year; some far away.
shifts = st.one_of(
    st.integers(-35 * 24 * 60, 60).map(lambda minutes: timedelta(minutes=minutes)),
    st.integers(-4_000, 4_000).map(lambda days: timedelta(days=days)),
)
moments = shifts.map(lambda shift: NOW + shift)
maybe_moments = st.none() | moments
amounts = st.sampled_from([Decimal(text) for text in ("0.00", "120.00", "540.87", "-540.87", "-0.00")])
problems = st.builds(
    Problem,
    st.sampled_from(ProblemKind),
    status=st.sampled_from([None, 403, 404, 500]),
    server_text=st.text(max_size=5),
)


def rarely(strategy: st.SearchStrategy[Any], usual: Any) -> st.SearchStrategy[Any]:
    """Mostly what is in order, so that what goes wrong goes wrong alone."""
    return st.one_of(*([st.just(usual)] * 4), strategy)


anaf_states = st.builds(
    AnafState,
    message_id=rarely(st.just("900121"), ""),
    upload_id=rarely(st.just("5012345678"), ""),
    download_id=rarely(st.just("774"), ""),
    status=rarely(st.sampled_from(["ok", "nok", "uploaded", "no_token", "in prelucrare", "OK"]), ""),
)
credit_notes = st.lists(
    st.builds(a_credit_note, rarely(statuses, "cancelled"), st.sampled_from(["ST1", "ST2", "ST3"])),
    max_size=3,
).map(tuple)
events = st.lists(
    st.builds(
        an_event,
        statuses,
        st.sampled_from(
            ["", "created", "issued", "cancelled", "restored", "refunded", "submitted_to_x", "anaf_validated"]
        ),
        maybe_moments,
        id=st.sampled_from(["e-1", "e-2", "e-3"]),
    ),
    max_size=4,
).map(tuple)
payments = st.lists(st.builds(a_payment, st.sampled_from(["120.00", "0.01", "-5.00"])), max_size=3).map(tuple)
mails = st.lists(
    st.builds(
        a_mail,
        st.sampled_from(["sent", "delivered", "bounced", "failed", "?"]),
        opened_at=rarely(moments, None),
    ),
    max_size=3,
).map(tuple)
links = st.lists(
    st.builds(a_link, views=rarely(st.just(2), 0), active=st.booleans(), payable=st.booleans()), max_size=3
).map(tuple)
submissions = st.lists(
    st.builds(a_submission, st.sampled_from(["error", "error", "submitted", "queued", "accepted"])),
    max_size=3,
).map(tuple)
series = st.lists(
    st.builds(a_series, id=st.sampled_from(["s-brs", "s-exp"]), active=st.booleans()),
    max_size=3,
    unique_by=lambda each: each.id,
).map(tuple)
companies = st.builds(
    a_company,
    cif=rarely(st.sampled_from(["14399840", ""]), OWN_CIF),
    is_read_only=rarely(st.just(True), False),
    uses_spv=st.booleans(),
    last_synced_at=maybe_moments,
)
users = st.none() | st.builds(
    a_user,
    permissions=st.frozensets(st.sampled_from(["invoice.cancel", "invoice.edit"])),
    impersonating=rarely(st.just(True), False),
)
invoices = st.builds(
    an_invoice,
    rarely(statuses, "cancelled") | rarely(statuses, "issued"),
    anaf=anaf_states,
    series=rarely(st.none(), OWN_SERIES),
    credit_notes=st.none() | credit_notes,
    payment_count=st.sampled_from([None, 0, 0, 2]),
    number=rarely(st.just("DRAFT-1"), "BRS0012"),
    direction=rarely(st.sampled_from(Direction), Direction.OUTGOING),
    sender_cif=rarely(st.sampled_from(["14399840", ""]), OWN_CIF),
    total=rarely(amounts, Decimal("540.87")),
    amount_paid=rarely(st.none() | amounts, Decimal("0.00")),
    paid_at=rarely(maybe_moments, None),
    cancelled_at=rarely(maybe_moments, CANCELLED_AT),
    scheduled_send_at=rarely(moments, None),
    id=st.just(InvoiceId("inv-1")),
)


def or_lost(strategy: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.one_of(strategy, strategy, strategy, strategy, problems, st.none())


details = st.builds(
    lambda invoice, server_time: read(invoice, server_time=server_time), invoices, rarely(st.none(), NOW)
)

any_content: dict[str, st.SearchStrategy[Any]] = {
    "detail": details,
    "events": events,
    "payments": payments,
    "emails": mails,
    "share_links": links,
    "submissions": submissions,
    "series": series,
    "credit_notes": credit_notes,
    "company": companies,
}
any_facts = st.builds(
    facts_of,
    reached=st.none() | st.sampled_from(Reached),
    user=users,
    **{name: or_lost(content) for name, content in any_content.items()},
)
# One or two things at most are out of order, so that an assessment is often stopped by a single fact.
nearly_in_order = st.builds(
    lambda usual, odd, reached: usual(**odd, reached=reached),
    st.sampled_from([cancelled_facts, facts_of]),
    st.lists(st.sampled_from(READINGS), max_size=2, unique=True).flatmap(
        lambda names: st.fixed_dictionaries({name: or_lost(any_content[name]) for name in names})
    ),
    st.none() | st.sampled_from(Reached),
)
many_facts = any_facts | nearly_in_order


@given(many_facts)
def test_a_restore_always_has_the_same_findings_the_documented_five_first(facts: Facts) -> None:
    checks = [finding.check for finding in assess_restoration(facts).findings]
    assert checks == RESTORE_CHECKS


@given(many_facts)
def test_a_cancellation_always_has_the_same_findings(facts: Facts) -> None:
    assert [finding.check for finding in assess_cancellation(facts).findings] == CANCEL_CHECKS


@BOTH
@given(facts=many_facts)
def test_every_finding_says_why(assess: Assess, facts: Facts) -> None:
    for finding in assess(facts).findings:
        assert finding.grounds
        assert finding.verdict is not Verdict.CLEAR or finding.problem is None


EXEMPT = {
    # Decisions 1: not being allowed to read submissions is a warning.
    ("submissions", ProblemKind.FORBIDDEN),
    # Decisions 1: a server that does not offer the route is no failed read.
    ("credit_notes", ProblemKind.NOT_FOUND),
}


@BOTH
@given(facts=many_facts, name=st.sampled_from(READINGS), lost=st.none() | problems)
def test_less_evidence_never_permits_more(
    assess: Assess, facts: Facts, name: str, lost: Problem | None
) -> None:
    if lost is not None and (name, lost.kind) in EXEMPT:
        return
    before, after = assess(facts), assess(replace(facts, **{name: lost}))  # type: ignore[arg-type]
    assert after.stopped or not before.stopped


@BOTH
@given(facts=many_facts, names=st.frozensets(st.sampled_from(READINGS), min_size=1))
def test_older_evidence_never_permits_more(assess: Assess, facts: Facts, names: frozenset[str]) -> None:
    """What was read back from the local copy counts as not asked for."""
    older: dict[str, Any] = {
        name: replace(reading, is_kept=True)
        for name in names
        if isinstance(reading := getattr(facts, name), Evidence)
    }
    lost: dict[str, Any] = dict.fromkeys(older)
    found = assess(replace(facts, **older))
    assert found.stopped or not assess(facts).stopped
    assert found == assess(replace(facts, **lost))


@given(
    many_facts,
    st.timedeltas(timedelta(0), timedelta(days=60)),
    st.timedeltas(timedelta(0), timedelta(days=60)),
)
def test_what_was_found_out_longer_ago_never_permits_more(
    facts: Facts, cancelled: timedelta, synchronised: timedelta
) -> None:
    """An earlier cancellation, and an earlier synchronisation with SPV."""
    invoice, company = facts.invoice, facts.company
    if invoice is None or not isinstance(company, Evidence) or invoice.summary.cancelled_at is None:
        return
    at, synced = invoice.summary.cancelled_at, company.value.last_synced_at
    if calendar_days(at, NOW) < 0:
        return  # in the future: stopped whatever else
    earlier = replace(invoice, summary=replace(invoice.summary, cancelled_at=at - cancelled))
    before = replace(company.value, last_synced_at=None if synced is None else synced - synchronised)
    assert isinstance(facts.detail, Evidence)
    old = assess_restoration(
        replace(facts, detail=replace(facts.detail, value=earlier), company=replace(company, value=before))
    )
    new = assess_restoration(facts)
    assert old.stopped or not new.stopped
    assert _SEVERITY.index(old.of(Check.AGE).verdict) >= _SEVERITY.index(new.of(Check.AGE).verdict)
    spv_only = assess_restoration(replace(facts, company=replace(company, value=before)))
    if spv_only.of(Check.SPV_SYNCHRONISED).verdict is Verdict.CLEAR:
        assert new.of(Check.SPV_SYNCHRONISED).verdict is Verdict.CLEAR


_SEVERITY = [Verdict.CLEAR, Verdict.WARNING, Verdict.UNKNOWN, Verdict.BLOCKING]


@given(many_facts, many_facts, st.sampled_from([*READINGS, "user", "reached"]))
def test_no_approval_survives_a_changed_finding(facts: Facts, others: Facts, name: str) -> None:
    """An approval is bound to a fingerprint; whatever a check finds anew makes another one."""
    changed: dict[str, Any] = {name: getattr(others, name)}
    before, after = assess_restoration(facts), assess_restoration(replace(facts, **changed))
    said = [(each.check, each.verdict, frozenset(each.grounds)) for each in before.findings]
    says = [(each.check, each.verdict, frozenset(each.grounds)) for each in after.findings]
    assert said == says or before.fingerprint != after.fingerprint


@given(many_facts, st.frozensets(st.sampled_from([*READINGS, "user"])))
def test_a_finding_is_shown_before_all_is_read_only_if_nothing_can_change_it(
    facts: Facts, to_come: frozenset[str]
) -> None:
    """While readings arrive one by one, and nothing rests on what is not said to."""
    lacking: dict[str, Any] = dict.fromkeys(to_come)
    so_far = replace(facts, **lacking)
    partly, whole = assess_restoration(so_far), assess_restoration(facts)
    waits = still_to_come(so_far, partly)
    for finding in partly.findings:
        if finding.check not in waits:
            assert finding.verdict is whole.of(finding.check).verdict, finding.check


@BOTH
@given(data=st.data())
def test_what_alone_stops_an_act_still_stops_it_when_it_is_lost(assess: Assess, data: st.DataObject) -> None:
    """The same with everything else in order, where nothing else can hide what is missing."""
    usual = data.draw(st.sampled_from([cancelled_facts, facts_of]))
    name = data.draw(st.sampled_from(READINGS))
    lost = data.draw(st.none() | problems)
    if lost is not None and (name, lost.kind) in EXEMPT:
        return
    facts = usual(**{name: data.draw(any_content[name])})
    assert assess(replace(facts, **{name: lost})).stopped or not assess(facts).stopped


@BOTH
@given(facts=many_facts)
def test_without_an_account_nothing_is_permitted(assess: Assess, facts: Facts) -> None:
    assert assess(replace(facts, user=None)).stopped


@given(many_facts, st.sampled_from(["emails", "share_links"]), st.none() | problems)
def test_delivery_that_was_not_read_is_never_better_than_what_was(
    facts: Facts, name: str, lost: Problem | None
) -> None:
    after = assess_restoration(replace(facts, **{name: lost}))  # type: ignore[arg-type]
    assert after.of(Check.REACHED_CLIENT).verdict is Verdict.WARNING


@BOTH
@given(facts=many_facts, acknowledged=st.frozensets(st.sampled_from(Check)))
def test_blocking_and_unknown_are_never_permitted_and_warnings_only_if_acknowledged(
    assess: Assess, facts: Facts, acknowledged: frozenset[Check]
) -> None:
    assessment = assess(facts)
    verdicts = {finding.verdict for finding in assessment.findings}
    warned = {finding.check for finding in assessment.findings if finding.verdict is Verdict.WARNING}
    stopped = bool(verdicts & {Verdict.BLOCKING, Verdict.UNKNOWN})
    assert assessment.stopped is stopped
    assert assessment.permits(acknowledged) is (not stopped and warned <= acknowledged)


ROWS = [name for name in READINGS if name not in {"detail", "company"}]


@BOTH
@given(facts=many_facts, data=st.data())
def test_the_order_of_rows_decides_nothing(assess: Assess, facts: Facts, data: st.DataObject) -> None:
    changed: dict[str, Any] = {}
    for name in ROWS:
        reading = getattr(facts, name)
        if isinstance(reading, Evidence):
            changed[name] = replace(reading, value=tuple(data.draw(st.permutations(reading.value))))
    if isinstance(facts.detail, Evidence) and facts.detail.value.credit_notes:
        shuffled = tuple(data.draw(st.permutations(facts.detail.value.credit_notes)))
        changed["detail"] = replace(facts.detail, value=replace(facts.detail.value, credit_notes=shuffled))
    before, after = assess(facts), assess(replace(facts, **changed))
    assert [finding.verdict for finding in before.findings] == [finding.verdict for finding in after.findings]
    assert before.fingerprint == after.fingerprint


@BOTH
@given(facts=many_facts, minutes=st.integers(0, 600))
def test_reading_the_same_again_keeps_the_fingerprint(assess: Assess, facts: Facts, minutes: int) -> None:
    """Only where the server's own clock counts the days: this computer's is part of what is found."""
    later: dict[str, Any] = {
        field.name: replace(reading, observed_at=reading.observed_at + timedelta(minutes=minutes))
        for field in fields(facts)
        if isinstance(reading := getattr(facts, field.name), Evidence) and reading.server_time is not None
    }
    assert assess(replace(facts, **later)).fingerprint == assess(facts).fingerprint


@given(many_facts, st.integers(0, 400), st.integers(0, 30), st.integers(0, 10))
def test_a_wider_window_never_makes_the_age_worse(facts: Facts, days: int, wider: int, closing: int) -> None:
    severity = [Verdict.CLEAR, Verdict.WARNING, Verdict.UNKNOWN, Verdict.BLOCKING]
    narrow, wide = (
        severity.index(assess_restoration(facts, RestorePolicy(window, closing)).of(Check.AGE).verdict)
        for window in (days, days + wider)
    )
    assert wide <= narrow


@given(many_facts)
def test_fewer_rows_that_speak_against_it_never_stop_it(facts: Facts) -> None:
    """Taking away every payment, submission and mail that was read leaves no new reason to stop."""
    fewer = {
        name: replace(getattr(facts, name), value=())
        for name in ("payments", "submissions", "emails", "share_links")
        if isinstance(getattr(facts, name), Evidence)
    }
    before, after = assess_restoration(facts), assess_restoration(replace(facts, **fewer))
    for check in (Check.ANAF, Check.REACHED_CLIENT):
        if before.of(check).verdict is Verdict.CLEAR:
            assert after.of(check).verdict is Verdict.CLEAR
    assert before.stopped or not after.stopped or after.of(Check.PAYMENTS).verdict is Verdict.UNKNOWN


@given(many_facts, st.none() | st.sampled_from(CancelPurpose))
def test_there_is_always_an_advice(facts: Facts, purpose: CancelPurpose | None) -> None:
    advise_cancellation(facts, assess_cancellation(facts), purpose)
    advise_restoration(assess_restoration(facts))
    if facts.invoice is not None:
        assert number_consequence(facts.invoice, facts).present == facts.invoice.number


@given(st.datetimes(datetime(1990, 1, 1), datetime(2100, 1, 1), timezones=st.just(UTC)), st.integers(0, 60))  # noqa: DTZ001
def test_the_last_day_of_the_window_is_whole_in_every_season(now: datetime, extra: int) -> None:
    """Day 30 is allowed and day 31 is not, at any hour, whatever daylight time does in between."""
    for days, expected in ((30 - min(extra, 30), False), (31 + extra, True)):
        invoice = an_invoice("cancelled", cancelled_at=_noon_before(now, days))
        age = assess_restoration(cancelled_facts(detail=read(invoice, server_time=now))).of(Check.AGE)
        assert (age.verdict is Verdict.BLOCKING) is expected


def _noon_before(now: datetime, days: int) -> datetime:
    """Noon in Bucharest, so many calendar days earlier."""
    day = now.astimezone(BUCHAREST).date() - timedelta(days=days)
    return datetime(day.year, day.month, day.day, 12, tzinfo=BUCHAREST)


def test_the_exempt_losses_are_what_they_are_said_to_be() -> None:
    sent = cancelled_facts(submissions=(a_submission(),))
    assert assess_restoration(sent).stopped
    forbidden = Problem(ProblemKind.FORBIDDEN, status=403)
    assert not assess_restoration(replace(sent, submissions=forbidden)).stopped
    assert assess_restoration(replace(sent, submissions=BROKEN)).stopped
