"""Every cell of the table of restoring: what is clear, what warns, what blocks, what is unknown."""

from dataclasses import replace
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest

from storno_desktop.domain.evidence import Source
from storno_desktop.domain.facts import Facts, Reached
from storno_desktop.domain.finding import Assessment, Check, GroundKind, Verdict
from storno_desktop.domain.invoice import AnafState
from storno_desktop.domain.invoice_summary import Direction
from storno_desktop.domain.restoration import (
    DOCUMENTED,
    RestoreAdvice,
    RestorePolicy,
    advise_restoration,
    assess_restoration,
    days_left,
    number_consequence,
)
from tests.unit.domain.builders import (
    ASLEEP,
    BROKEN,
    CANCELLED_AT,
    ISSUED_AT,
    NO_RIGHT,
    NO_ROUTE,
    NOW,
    OWN_SERIES,
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
    at_utc,
    cancelled_facts,
    kinds,
    read,
)

FAILURES = pytest.mark.parametrize("failure", [None, NO_RIGHT, BROKEN, ASLEEP, NO_ROUTE], ids=str)


def assess(**given: Any) -> Assessment:
    return assess_restoration(cancelled_facts(**given))


def verdict(check: Check, **given: Any) -> Verdict:
    return assess(**given).of(check).verdict


def cancelled(**changes: Any) -> Any:
    return an_invoice("cancelled", **changes)


def test_nothing_against_it_is_clear_throughout() -> None:
    assessment = assess()
    assert {finding.verdict for finding in assessment.findings} == {Verdict.CLEAR}
    assert assessment.permits(frozenset())
    assert advise_restoration(assessment) is RestoreAdvice.RESTORE


def test_the_documented_five_come_first() -> None:
    assert tuple(finding.check for finding in assess().findings[:5]) == DOCUMENTED
    assert DOCUMENTED == (Check.ANAF, Check.CREDIT_NOTES, Check.PAYMENTS, Check.AGE, Check.SERIES)


# ANAF


@pytest.mark.parametrize(
    ("anaf", "kind"),
    [
        (AnafState(message_id="900121"), GroundKind.ANAF_MESSAGE),
        (AnafState(upload_id="5012345690"), GroundKind.ANAF_UPLOAD),
        (AnafState(download_id="3300112299"), GroundKind.ANAF_DOWNLOAD),
        *(
            (AnafState(status=word), GroundKind.ANAF_STATUS)
            for word in ("ok", "validated", "uploaded", "pending_timeout", "nok", "rejected", "OK")
        ),
    ],
)
def test_any_trace_of_anaf_in_the_detail_blocks(anaf: AnafState, kind: GroundKind) -> None:
    assessment = assess(invoice=cancelled(anaf=anaf))
    assert assessment.of(Check.ANAF).verdict is Verdict.BLOCKING
    assert kinds(assessment, Check.ANAF) == [kind]
    assert advise_restoration(assessment) is RestoreAdvice.NEW_INVOICE_AT_ANAF


@pytest.mark.parametrize("word", ["validation_failed", "no_token", "upload_failed"])
def test_a_document_that_never_left_for_anaf_is_clear(word: str) -> None:
    assert verdict(Check.ANAF, invoice=cancelled(anaf=AnafState(status=word))) is Verdict.CLEAR


def test_an_unfamiliar_word_of_anaf_is_unknown() -> None:
    assessment = assess(invoice=cancelled(anaf=AnafState(status="in prelucrare")))
    assert assessment.of(Check.ANAF).verdict is Verdict.UNKNOWN
    assert kinds(assessment, Check.ANAF) == [GroundKind.ANAF_STATUS_UNFAMILIAR]


@pytest.mark.parametrize(
    ("status", "action"),
    [
        ("validated", ""),
        ("cancelled", "anaf_validated"),
        ("cancelled", "synced_from_anaf"),
        ("synced", ""),
        ("sent_to_provider", ""),
        ("issued", "submitted_to_anaf"),
        ("issued", "submitted_to_einvoice"),
        ("issued", "submitted_to_peppol"),
        ("rejected", "anaf_rejected"),
        ("draft", "anaf_rejected"),
        ("rejected", ""),
    ],
)
def test_any_trace_of_anaf_in_the_events_blocks(status: str, action: str) -> None:
    events = (an_event("cancelled", "cancelled", CANCELLED_AT), an_event(status, action))
    assessment = assess(events=events)
    assert assessment.of(Check.ANAF).verdict is Verdict.BLOCKING
    assert kinds(assessment, Check.ANAF) == [GroundKind.ANAF_EVENT]


@pytest.mark.parametrize("word", ["pending", "submitted", "accepted", "rejected"])
def test_a_submission_blocks(word: str) -> None:
    assessment = assess(submissions=(a_submission(word),))
    assert assessment.of(Check.ANAF).verdict is Verdict.BLOCKING
    assert kinds(assessment, Check.ANAF) == [GroundKind.SUBMISSION]


def test_a_submission_that_failed_before_it_left_is_clear() -> None:
    assert verdict(Check.ANAF, submissions=(a_submission("error"),)) is Verdict.CLEAR


def test_every_submission_with_an_unfamiliar_word_is_named() -> None:
    assessment = assess(submissions=(a_submission("error"), a_submission("queued"), a_submission("parked")))
    assert assessment.of(Check.ANAF).verdict is Verdict.UNKNOWN
    assert kinds(assessment, Check.ANAF) == [GroundKind.SUBMISSION_UNFAMILIAR] * 2


def test_submissions_that_may_not_be_read_warn() -> None:
    assessment = assess(submissions=NO_RIGHT)
    assert assessment.of(Check.ANAF).verdict is Verdict.WARNING
    assert kinds(assessment, Check.ANAF) == [GroundKind.SUBMISSIONS_NOT_PERMITTED]


@pytest.mark.parametrize("failure", [None, BROKEN, ASLEEP, NO_ROUTE], ids=str)
def test_submissions_that_failed_otherwise_are_unknown(failure: Any) -> None:
    finding = assess(submissions=failure).of(Check.ANAF)
    assert finding.verdict is Verdict.UNKNOWN
    assert finding.problem is failure
    assert finding.sources == (Source.SUBMISSIONS,)


@FAILURES
def test_anaf_is_unknown_without_events(failure: Any) -> None:
    finding = assess(events=failure).of(Check.ANAF)
    assert finding.verdict is Verdict.UNKNOWN
    assert finding.sources == (Source.EVENTS,)


def test_a_trace_of_anaf_blocks_even_where_the_rest_was_not_read() -> None:
    assert verdict(Check.ANAF, events=BROKEN, submissions=(a_submission(),)) is Verdict.BLOCKING
    assert verdict(Check.ANAF, detail=BROKEN, submissions=(a_submission(),)) is Verdict.BLOCKING


# Without the detail


@FAILURES
def test_without_the_detail_every_check_that_rests_on_it_is_unknown(failure: Any) -> None:
    assessment = assess(detail=failure)
    unknown = {finding.check for finding in assessment.with_verdict(Verdict.UNKNOWN)}
    assert unknown == {
        *DOCUMENTED,
        Check.SPV_SYNCHRONISED,
        Check.STATUS,
        Check.OUTGOING,
        Check.RIGHT_COMPANY,
    }
    assert all(assessment.of(check).problem is failure for check in unknown)
    assert advise_restoration(assessment) is RestoreAdvice.NOT_YET_KNOWN


# Credit notes


def test_credit_notes_that_are_all_cancelled_warn() -> None:
    children = (a_credit_note("cancelled", "ST0001"), a_credit_note("cancelled", "ST0002"))
    assessment = assess(invoice=cancelled(credit_notes=children))
    assert assessment.of(Check.CREDIT_NOTES).verdict is Verdict.WARNING
    assert kinds(assessment, Check.CREDIT_NOTES) == [GroundKind.CREDIT_NOTE_CANCELLED] * 2


@pytest.mark.parametrize(
    "status", ["draft", "issued", "refund", "validated", "sent_to_provider", "rejected", "?"]
)
def test_a_credit_note_in_any_other_status_blocks(status: str) -> None:
    children = (a_credit_note("cancelled", "ST0001"), a_credit_note(status, "ST0002"))
    assert verdict(Check.CREDIT_NOTES, invoice=cancelled(credit_notes=children)) is Verdict.BLOCKING
    assert verdict(Check.CREDIT_NOTES, credit_notes=children) is Verdict.BLOCKING


def test_a_refund_without_its_credit_note_is_unknown() -> None:
    assessment = assess(events=(an_event("refunded", "refunded"), an_event("cancelled", "cancelled")))
    assert assessment.of(Check.CREDIT_NOTES).verdict is Verdict.UNKNOWN
    assert kinds(assessment, Check.CREDIT_NOTES) == [GroundKind.REFUNDED_WITHOUT_CHILD]


# Payments


def test_any_payment_blocks() -> None:
    assessment = assess(payments=(a_payment("0.01"),))
    assert assessment.of(Check.PAYMENTS).verdict is Verdict.BLOCKING
    assert advise_restoration(assessment) is RestoreAdvice.BLOCKED


@pytest.mark.parametrize(
    ("changes", "kind"),
    [
        ({"amount_paid": "0.01"}, GroundKind.AMOUNT_PAID),
        ({"amount_paid": "-5.00"}, GroundKind.AMOUNT_PAID),
        ({"paid_at": ISSUED_AT}, GroundKind.PAID_AT),
    ],
)
@pytest.mark.parametrize("total", ["0.00", "540.87"])
def test_something_paid_without_a_row_blocks_unless_the_total_is_negative(
    total: str, changes: dict[str, Any], kind: GroundKind
) -> None:
    changed = {key: _decimal(value) for key, value in changes.items()}
    assessment = assess(invoice=cancelled(total=_decimal(total), **changed))
    assert assessment.of(Check.PAYMENTS).verdict is Verdict.BLOCKING
    assert kinds(assessment, Check.PAYMENTS) == [kind]
    negative = assess(invoice=cancelled(total=_decimal("-540.87"), **changed))
    assert negative.of(Check.PAYMENTS).verdict is Verdict.CLEAR


def test_a_payment_row_blocks_a_negative_document_too() -> None:
    given = cancelled(total=_decimal("-540.87"))
    assert verdict(Check.PAYMENTS, invoice=given, payments=(a_payment("-1.00"),)) is Verdict.BLOCKING


def test_an_amount_paid_that_the_server_does_not_tell_is_unknown() -> None:
    assert verdict(Check.PAYMENTS, invoice=cancelled(amount_paid=None)) is Verdict.UNKNOWN


def test_a_detail_that_counts_payments_which_the_list_lacks_is_unknown() -> None:
    assessment = assess(invoice=cancelled(payment_count=2))
    assert assessment.of(Check.PAYMENTS).verdict is Verdict.UNKNOWN
    assert kinds(assessment, Check.PAYMENTS) == [GroundKind.PAYMENTS_DISAGREE]


@FAILURES
def test_payments_that_were_not_read_are_unknown(failure: Any) -> None:
    finding = assess(payments=failure).of(Check.PAYMENTS)
    assert finding.verdict is Verdict.UNKNOWN
    assert finding.problem is failure


def _decimal(value: Any) -> Any:
    return Decimal(value) if isinstance(value, str) else value


# Age


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        (0, Verdict.CLEAR),
        (27, Verdict.CLEAR),
        (28, Verdict.WARNING),
        (29, Verdict.WARNING),
        (30, Verdict.WARNING),
        (31, Verdict.BLOCKING),
        (400, Verdict.BLOCKING),
        (-1, Verdict.UNKNOWN),
    ],
)
def test_days_of_the_window(days: int, expected: Verdict) -> None:
    finding = assess(invoice=cancelled(cancelled_at=NOW - timedelta(days=days))).of(Check.AGE)
    assert finding.verdict is expected
    if days >= 0:
        assert (finding.grounds[0].count, finding.grounds[0].limit) == (days, 30)


def test_the_office_may_set_another_window() -> None:
    policy = RestorePolicy(window_days=5, closing_days=1)
    verdicts = [
        assess_restoration(
            cancelled_facts(an_invoice("cancelled", cancelled_at=NOW - timedelta(days=days))), policy
        )
        .of(Check.AGE)
        .verdict
        for days in (4, 5, 6)
    ]
    assert verdicts == [Verdict.CLEAR, Verdict.WARNING, Verdict.BLOCKING]


def test_a_cancellation_later_on_the_same_day_counts_as_day_nought() -> None:
    assessment = assess(invoice=cancelled(cancelled_at=NOW + timedelta(minutes=1)))
    assert assessment.of(Check.AGE).verdict is Verdict.CLEAR


def test_a_date_of_cancellation_in_the_future_is_unknown() -> None:
    assessment = assess(invoice=cancelled(cancelled_at=NOW + timedelta(days=1)))
    assert assessment.of(Check.AGE).verdict is Verdict.UNKNOWN
    assert kinds(assessment, Check.AGE) == [GroundKind.CANCELLED_IN_THE_FUTURE]


def test_a_cancelled_invoice_without_the_date_is_unknown() -> None:
    assessment = assess(invoice=cancelled(cancelled_at=None))
    assert assessment.of(Check.AGE).verdict is Verdict.UNKNOWN
    assert kinds(assessment, Check.AGE) == [GroundKind.CANCELLED_AT_MISSING]


@pytest.mark.parametrize(
    ("cancelled_at", "now", "expected"),
    [
        # 1 October in UTC is the 2nd in Bucharest already; the clock goes back on 2026-10-25.
        ("2026-10-01T21:30:00", "2026-11-01T20:00:00", Verdict.WARNING),
        ("2026-10-01T21:30:00", "2026-11-01T21:59:59", Verdict.WARNING),
        ("2026-10-01T21:30:00", "2026-11-01T22:00:00", Verdict.BLOCKING),
        # An hour more than 30 times 24, and yet day 31.
        ("2026-10-01T20:30:00", "2026-10-31T22:30:00", Verdict.BLOCKING),
        # The clock goes forward on 2026-03-29.
        ("2026-03-10T22:30:00", "2026-04-10T20:59:59", Verdict.WARNING),
        ("2026-03-10T22:30:00", "2026-04-10T21:00:00", Verdict.BLOCKING),
        ("2026-03-10T21:30:00", "2026-04-09T20:59:59", Verdict.WARNING),
    ],
)
def test_days_are_those_of_bucharest_across_daylight_time(
    cancelled_at: str, now: str, expected: Verdict
) -> None:
    given = cancelled(cancelled_at=at_utc(cancelled_at))
    assessment = assess(detail=read(given, server_time=at_utc(now)))
    assert assessment.of(Check.AGE).verdict is expected


def test_without_the_servers_clock_this_computers_counts_and_warns() -> None:
    def on_day(days: int) -> Assessment:
        given = cancelled(cancelled_at=NOW - timedelta(days=days))
        return assess(detail=read(given, server_time=None))

    assert on_day(3).of(Check.AGE).verdict is Verdict.WARNING
    assert GroundKind.COUNTED_BY_THIS_CLOCK in kinds(on_day(3), Check.AGE)
    assert on_day(29).of(Check.AGE).verdict is Verdict.WARNING
    assert on_day(31).of(Check.AGE).verdict is Verdict.BLOCKING


def test_a_cancelled_event_on_another_date_is_a_note_only() -> None:
    earlier = an_event("cancelled", "cancelled", CANCELLED_AT - timedelta(days=8))
    assessment = assess(events=(earlier,))
    assert assessment.of(Check.AGE).verdict is Verdict.CLEAR
    assert kinds(assessment, Check.AGE)[-1] is GroundKind.CANCEL_EVENT_DIFFERS
    for event in (
        an_event("cancelled", "cancelled", CANCELLED_AT + timedelta(hours=2)),
        an_event("cancelled", "cancelled", None),
    ):
        assert GroundKind.CANCEL_EVENT_DIFFERS not in kinds(assess(events=(event,)), Check.AGE)


def test_days_left_count_down_to_nought_and_below() -> None:
    policy = RestorePolicy()
    assert days_left(NOW - timedelta(days=30), NOW, policy) == 0
    assert days_left(NOW - timedelta(days=31), NOW, policy) == -1
    assert days_left(None, NOW, policy) is None


# Series


@pytest.mark.parametrize(
    ("listed", "expected", "kind"),
    [
        ((a_series(),), Verdict.CLEAR, GroundKind.SERIES_ACTIVE),
        ((a_series(active=False),), Verdict.WARNING, GroundKind.SERIES_INACTIVE),
        ((a_series(id="another"),), Verdict.BLOCKING, GroundKind.SERIES_NOT_LISTED),
        ((), Verdict.BLOCKING, GroundKind.SERIES_NOT_LISTED),
    ],
)
def test_the_series_of_a_numbered_invoice(listed: Any, expected: Verdict, kind: GroundKind) -> None:
    assessment = assess(series=listed)
    assert assessment.of(Check.SERIES).verdict is expected
    assert kinds(assessment, Check.SERIES) == [kind]


def test_a_numbered_invoice_without_series_blocks() -> None:
    assert verdict(Check.SERIES, invoice=cancelled(series=None)) is Verdict.BLOCKING
    assert verdict(Check.SERIES, invoice=cancelled(series=None), series=BROKEN) is Verdict.BLOCKING


@pytest.mark.parametrize("series", [None, OWN_SERIES])
@pytest.mark.parametrize("listed", [BROKEN, None, (), (a_series(active=False),)])
def test_a_draft_that_never_had_a_number_needs_no_series(series: Any, listed: Any) -> None:
    given = cancelled(number="DRAFT-019a0005", series=series)
    assert verdict(Check.SERIES, invoice=given, series=listed) is Verdict.CLEAR


@FAILURES
def test_a_list_of_series_that_was_not_read_is_unknown(failure: Any) -> None:
    assert verdict(Check.SERIES, series=failure) is Verdict.UNKNOWN


# Reached the client


@pytest.mark.parametrize("word", ["sent", "delivered", "opened", "complained", "a new word"])
def test_a_mail_that_may_have_arrived_warns(word: str) -> None:
    assessment = assess(emails=(a_mail(word),))
    assert assessment.of(Check.REACHED_CLIENT).verdict is Verdict.WARNING
    assert kinds(assessment, Check.REACHED_CLIENT)[0] is GroundKind.MAILED
    assert advise_restoration(assessment) is RestoreAdvice.NEW_INVOICE_REACHED_CLIENT


@pytest.mark.parametrize("word", ["bounced", "failed"])
def test_a_mail_that_came_back_is_no_sign_but_is_shown(word: str) -> None:
    assessment = assess(emails=(a_mail(word),))
    assert assessment.of(Check.REACHED_CLIENT).verdict is Verdict.CLEAR
    assert GroundKind.MAIL_CAME_BACK in kinds(assessment, Check.REACHED_CLIENT)
    assert advise_restoration(assessment) is RestoreAdvice.RESTORE


def test_a_mail_that_was_opened_arrived_whatever_its_status_says() -> None:
    assessment = assess(emails=(a_mail("bounced", opened_at=NOW),))
    assert assessment.of(Check.REACHED_CLIENT).verdict is Verdict.WARNING
    assert kinds(assessment, Check.REACHED_CLIENT)[0] is GroundKind.MAIL_OPENED


@pytest.mark.parametrize(("views", "expected"), [(0, Verdict.CLEAR), (1, Verdict.WARNING)])
def test_a_link_that_was_viewed_warns(views: int, expected: Verdict) -> None:
    assert verdict(Check.REACHED_CLIENT, share_links=(a_link(views=views, active=False),)) is expected


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        (Reached.YES, Verdict.WARNING),
        (Reached.NOT_KNOWN, Verdict.WARNING),
        (Reached.NO, Verdict.CLEAR),
        (None, Verdict.CLEAR),
    ],
)
def test_the_persons_own_answer(answer: Reached | None, expected: Verdict) -> None:
    assert verdict(Check.REACHED_CLIENT, reached=answer) is expected


def test_a_no_does_not_outweigh_a_mail() -> None:
    assert verdict(Check.REACHED_CLIENT, reached=Reached.NO, emails=(a_mail(),)) is Verdict.WARNING


@pytest.mark.parametrize("name", ["emails", "share_links"])
@FAILURES
def test_delivery_that_could_not_be_checked_warns(name: str, failure: Any) -> None:
    finding = assess(**{name: failure}).of(Check.REACHED_CLIENT)
    assert finding.verdict is Verdict.WARNING
    assert GroundKind.DELIVERY_NOT_CHECKED in [ground.kind for ground in finding.grounds]
    assert finding.problem is failure


# SPV


@pytest.mark.parametrize(
    ("uses_spv", "synced", "expected"),
    [
        (True, CANCELLED_AT + timedelta(seconds=1), Verdict.CLEAR),
        (True, CANCELLED_AT, Verdict.WARNING),
        (True, CANCELLED_AT - timedelta(days=1), Verdict.WARNING),
        (True, None, Verdict.WARNING),
        (False, None, Verdict.CLEAR),
        # Switched off after it had been in use: the last reading still counts.
        (False, CANCELLED_AT - timedelta(days=1), Verdict.WARNING),
        (False, CANCELLED_AT + timedelta(days=1), Verdict.CLEAR),
    ],
)
def test_spv_was_read_after_the_cancellation(
    uses_spv: bool, synced: datetime | None, expected: Verdict
) -> None:
    company = a_company(uses_spv=uses_spv, last_synced_at=synced)
    assert verdict(Check.SPV_SYNCHRONISED, company=company) is expected


def test_spv_warns_where_the_date_of_cancellation_is_missing() -> None:
    company = a_company(uses_spv=True, last_synced_at=NOW)
    given = cancelled(cancelled_at=None)
    assert verdict(Check.SPV_SYNCHRONISED, invoice=given, company=company) is Verdict.WARNING


# Restored before


@pytest.mark.parametrize(
    "event",
    [an_event("draft", "restored"), an_event("draft", "", previous_code="cancelled")],
)
def test_an_invoice_restored_before_warns(event: Any) -> None:
    events = (an_event("cancelled", "cancelled", CANCELLED_AT), event)
    assert verdict(Check.RESTORED_BEFORE, events=events) is Verdict.WARNING


@FAILURES
def test_history_that_was_not_read_is_unknown(failure: Any) -> None:
    assert verdict(Check.RESTORED_BEFORE, events=failure) is Verdict.UNKNOWN


# State and rights


@pytest.mark.parametrize(
    "status",
    ["draft", "issued", "sent_to_provider", "validated", "rejected", "paid", "refunded", "synced", "news"],
)
def test_only_a_cancelled_invoice_is_restored(status: str) -> None:
    given = an_invoice(status, cancelled_at=CANCELLED_AT)
    assert verdict(Check.STATUS, invoice=given) is Verdict.BLOCKING


@pytest.mark.parametrize(
    ("direction", "expected"),
    [
        (Direction.OUTGOING, Verdict.CLEAR),
        (Direction.INCOMING, Verdict.BLOCKING),
        (Direction.UNSPECIFIED, Verdict.UNKNOWN),
    ],
)
def test_only_outgoing_invoices(direction: Direction, expected: Verdict) -> None:
    assert verdict(Check.OUTGOING, invoice=cancelled(direction=direction)) is expected


@pytest.mark.parametrize(
    ("cif", "expected"),
    [
        ("18547290", Verdict.CLEAR),
        ("RO18547290", Verdict.CLEAR),
        ("ro 18547290", Verdict.CLEAR),
        ("14399840", Verdict.BLOCKING),
        ("", Verdict.UNKNOWN),
    ],
)
def test_only_the_selected_companys_invoices(cif: str, expected: Verdict) -> None:
    assert verdict(Check.RIGHT_COMPANY, invoice=cancelled(sender_cif=cif)) is expected


def test_a_read_only_company_blocks() -> None:
    assert verdict(Check.COMPANY_WRITABLE, company=a_company(is_read_only=True)) is Verdict.BLOCKING


@FAILURES
def test_a_company_that_was_not_read_is_unknown(failure: Any) -> None:
    assessment = assess(company=failure)
    for check in (Check.RIGHT_COMPANY, Check.COMPANY_WRITABLE, Check.SPV_SYNCHRONISED):
        assert assessment.of(check).verdict is Verdict.UNKNOWN


def test_restoring_needs_the_permission_to_edit_not_to_cancel() -> None:
    may_edit = a_user(permissions=frozenset({"invoice.edit"}))
    may_cancel = a_user(permissions=frozenset({"invoice.cancel", "invoice.view"}), role="owner")
    assert verdict(Check.PERMITTED, user=may_edit) is Verdict.CLEAR
    assert verdict(Check.PERMITTED, user=may_cancel) is Verdict.BLOCKING


def test_an_impersonated_session_blocks() -> None:
    assert verdict(Check.OWN_SESSION, user=a_user(impersonating=True)) is Verdict.BLOCKING


def test_without_an_account_rights_are_unknown() -> None:
    assessment = assess(user=None)
    assert assessment.of(Check.PERMITTED).verdict is Verdict.UNKNOWN
    assert assessment.of(Check.OWN_SESSION).verdict is Verdict.UNKNOWN


# Advice and number


def test_the_documentations_table_of_restoring() -> None:
    """`tests/data/storno/restore.txt`, "When to use restore vs. create new", where our facts decide a row."""
    rows: dict[RestoreAdvice, Facts] = {
        # Accidental cancellation; invoice not yet sent.
        RestoreAdvice.RESTORE: cancelled_facts(),
        # Invoice sent to client.
        RestoreAdvice.NEW_INVOICE_REACHED_CLIENT: cancelled_facts(emails=(a_mail(),)),
        # Invoice submitted to ANAF.
        RestoreAdvice.NEW_INVOICE_AT_ANAF: cancelled_facts(
            cancelled(anaf=AnafState(upload_id="1")), emails=(a_mail(),)
        ),
    }
    assert {advice: advise_restoration(assess_restoration(given)) for advice, given in rows.items()} == {
        advice: advice for advice in rows
    }


def test_unread_mail_alone_does_not_advise_a_new_invoice() -> None:
    assert advise_restoration(assess(emails=BROKEN)) is RestoreAdvice.RESTORE


@pytest.mark.parametrize(
    ("invoice", "listed", "expected", "gap"),
    [
        (an_invoice(number="BRS0012"), (a_series(next_number="BRS0070"),), "BRS0070", True),
        (an_invoice(number="BRS0012"), BROKEN, "BRS0061", True),
        (an_invoice(number="BRS0012"), (a_series(id="another"),), "BRS0061", True),
        (an_invoice(number="BRS0012"), (a_series(next_number=""),), "BRS0061", True),
        (an_invoice(number="BRS0012"), (a_series(next_number="61"),), "BRS0061", True),
        (an_invoice(number="BRS-12/A"), (a_series(next_number="61"),), "BRS61", True),
        (an_invoice(number="DRAFT-1", series=None), (a_series(next_number="61"),), "BRS61", False),
        (an_invoice(number="DRAFT-1", series=None), (a_series(),), "BRS0061", False),
        (an_invoice(number="DRAFT-1", series=None), (a_series(active=False),), "", False),
        (an_invoice(number="DRAFT-1", series=None), (a_series(type="credit_note"),), "", False),
        (an_invoice(number="DRAFT-1", series=None), None, "", False),
    ],
)
def test_what_becomes_of_the_number(invoice: Any, listed: Any, expected: str, gap: bool) -> None:
    consequence = number_consequence(invoice, cancelled_facts(invoice, series=listed))
    assert (consequence.present, consequence.next_number, consequence.leaves_gap) == (
        invoice.number,
        expected,
        gap,
    )


def test_evidence_names_its_oldest_part() -> None:
    old = NOW - timedelta(hours=3)
    finding = assess(payments=replace(read((), Source.PAYMENTS), observed_at=old)).of(Check.PAYMENTS)
    assert finding.observed_at == old
    assert finding.sources == (Source.PAYMENTS, Source.DETAIL)
