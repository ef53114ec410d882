"""Every clause of the rules of cancelling, and the documentation's table of advice."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest

from storno_desktop.domain.cancellation import (
    Advice,
    CancelPurpose,
    advise_cancellation,
    assess_cancellation,
)
from storno_desktop.domain.evidence import Source
from storno_desktop.domain.facts import Facts, Reached
from storno_desktop.domain.finding import Assessment, Check, GroundKind, Verdict
from storno_desktop.domain.invoice import AnafState
from storno_desktop.domain.invoice_summary import Direction
from tests.unit.domain.builders import (
    ASLEEP,
    BROKEN,
    ISSUED_AT,
    NO_RIGHT,
    NO_ROUTE,
    NOW,
    a_company,
    a_credit_note,
    a_link,
    a_mail,
    a_payment,
    a_user,
    an_event,
    an_invoice,
    facts,
    kinds,
    read,
)

FAILURES = pytest.mark.parametrize("failure", [None, NO_RIGHT, BROKEN, ASLEEP, NO_ROUTE], ids=str)


def assess(**given: Any) -> Assessment:
    return assess_cancellation(facts(**given))


def verdict(check: Check, **given: Any) -> Verdict:
    return assess(**given).of(check).verdict


def advice(purpose: CancelPurpose | None = None, /, **given: Any) -> Advice:
    known = facts(**given)
    return advise_cancellation(known, assess_cancellation(known), purpose).advice


@pytest.mark.parametrize("status", ["draft", "issued"])
def test_drafts_and_issued_invoices_are_cancelled(status: str) -> None:
    assessment = assess(invoice=an_invoice(status))
    assert {finding.verdict for finding in assessment.findings} == {Verdict.CLEAR}
    assert assessment.permits(frozenset())


@pytest.mark.parametrize(
    "status",
    [
        "synced",
        "sent_to_provider",
        "validated",
        "cancelled",
        "paid",
        "partially_paid",
        "overdue",
        "converted",
        "refund",
        "refunded",
        "a new status",
    ],
)
def test_no_other_status_is_cancelled(status: str) -> None:
    assessment = assess(invoice=an_invoice(status))
    assert assessment.of(Check.STATUS).verdict is Verdict.BLOCKING
    assert kinds(assessment, Check.STATUS) == [GroundKind.STATUS_IS]


def test_a_rejected_invoice_is_corrected_and_sent_again() -> None:
    assessment = assess(invoice=an_invoice("rejected"))
    assert assessment.of(Check.STATUS).verdict is Verdict.BLOCKING
    assert kinds(assessment, Check.STATUS) == [GroundKind.REJECTED_BY_ANAF]
    for purpose in (None, *CancelPurpose):
        given = an_invoice("rejected", anaf=AnafState(upload_id="5012345681", status="nok"))
        assert advice(purpose, invoice=given, emails=(a_mail(),)) is Advice.CORRECT_AND_RESEND


# ANAF


@pytest.mark.parametrize(
    ("anaf", "kind"),
    [
        (AnafState(upload_id="5012345678"), GroundKind.ANAF_UPLOAD),
        (AnafState(message_id="900121"), GroundKind.ANAF_MESSAGE),
    ],
)
@pytest.mark.parametrize("status", ["draft", "issued"])
def test_an_upload_blocks(status: str, anaf: AnafState, kind: GroundKind) -> None:
    assessment = assess(invoice=an_invoice(status, anaf=anaf))
    assert assessment.of(Check.ANAF).verdict is Verdict.BLOCKING
    assert kinds(assessment, Check.ANAF) == [kind]


def test_sending_under_way_blocks() -> None:
    assert verdict(Check.ANAF, invoice=an_invoice("sent_to_provider")) is Verdict.BLOCKING


@pytest.mark.parametrize(
    ("seconds", "expected"),
    [
        (-86_400, Verdict.BLOCKING),
        (0, Verdict.BLOCKING),
        (299, Verdict.BLOCKING),
        (300, Verdict.BLOCKING),
        (301, Verdict.CLEAR),
        (2 * 86_400, Verdict.CLEAR),
    ],
)
def test_sending_due_within_five_minutes_blocks(seconds: int, expected: Verdict) -> None:
    invoice = an_invoice(scheduled_send_at=NOW + timedelta(seconds=seconds))
    assessment = assess(invoice=invoice)
    assert assessment.of(Check.ANAF).verdict is expected
    assert assessment.of(Check.ANAF).grounds[0].moment == invoice.summary.scheduled_send_at


def test_sending_is_timed_by_the_servers_clock() -> None:
    late = read(
        an_invoice(scheduled_send_at=NOW + timedelta(minutes=20)), server_time=NOW + timedelta(minutes=16)
    )
    assert verdict(Check.ANAF, detail=late) is Verdict.BLOCKING


@FAILURES
def test_a_history_that_was_not_read_stops(failure: Any) -> None:
    finding = assess(events=failure).of(Check.ANAF)
    assert finding.verdict is Verdict.UNKNOWN
    assert finding.sources == (Source.EVENTS,)


# Payments and credit notes


def test_any_payment_blocks() -> None:
    assert verdict(Check.PAYMENTS, payments=(a_payment(),)) is Verdict.BLOCKING
    assert verdict(Check.PAYMENTS, invoice=an_invoice(amount_paid=Decimal("1.00"))) is Verdict.BLOCKING
    assert verdict(Check.PAYMENTS, invoice=an_invoice(paid_at=ISSUED_AT)) is Verdict.BLOCKING


@FAILURES
def test_payments_that_were_not_read_stop(failure: Any) -> None:
    assert verdict(Check.PAYMENTS, payments=failure) is Verdict.UNKNOWN


@pytest.mark.parametrize(
    ("statuses", "expected"),
    [
        ((), Verdict.CLEAR),
        (("cancelled",), Verdict.CLEAR),
        (("draft",), Verdict.BLOCKING),
        (("refund",), Verdict.BLOCKING),
        (("cancelled", "draft"), Verdict.BLOCKING),
    ],
)
def test_a_credit_note_that_is_not_cancelled_blocks(statuses: tuple[str, ...], expected: Verdict) -> None:
    children = tuple(a_credit_note(status, f"ST{number}") for number, status in enumerate(statuses))
    assert verdict(Check.CREDIT_NOTES, invoice=an_invoice(credit_notes=children)) is expected
    assert verdict(Check.CREDIT_NOTES, credit_notes=children) is expected


@pytest.mark.parametrize("failure", [None, NO_RIGHT, BROKEN, ASLEEP], ids=str)
def test_credit_notes_that_were_not_read_stop(failure: Any) -> None:
    assert verdict(Check.CREDIT_NOTES, credit_notes=failure) is Verdict.UNKNOWN


# Reached the client, payment link


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({"emails": (a_mail("sent"),)}, Verdict.WARNING),
        ({"emails": (a_mail("delivered"),)}, Verdict.WARNING),
        ({"emails": (a_mail("bounced"),)}, Verdict.CLEAR),
        ({"share_links": (a_link(views=3),)}, Verdict.WARNING),
        ({"share_links": (a_link(),)}, Verdict.CLEAR),
        ({"reached": Reached.YES}, Verdict.WARNING),
        ({"reached": Reached.NOT_KNOWN}, Verdict.WARNING),
        ({"reached": Reached.NO}, Verdict.CLEAR),
    ],
)
def test_an_invoice_that_reached_the_client_warns(given: dict[str, Any], expected: Verdict) -> None:
    assert verdict(Check.REACHED_CLIENT, **given) is expected


@pytest.mark.parametrize("name", ["emails", "share_links"])
@FAILURES
def test_delivery_that_could_not_be_checked_stops(name: str, failure: Any) -> None:
    assessment = assess(**{name: failure}, reached=Reached.YES)
    finding = assessment.of(Check.REACHED_CLIENT)
    assert finding.verdict is Verdict.UNKNOWN
    assert finding.problem is failure
    assert not assessment.permits(frozenset(Check))


@pytest.mark.parametrize(
    ("link", "expected"),
    [
        (a_link(active=True, payable=True), Verdict.WARNING),
        (a_link(active=False, payable=True), Verdict.CLEAR),
        (a_link(active=True, payable=False), Verdict.CLEAR),
    ],
)
def test_an_active_payment_link_warns(link: Any, expected: Verdict) -> None:
    assert verdict(Check.PAYMENT_LINK, share_links=(link,)) is expected


@FAILURES
def test_links_that_were_not_read_stop(failure: Any) -> None:
    assert verdict(Check.PAYMENT_LINK, share_links=failure) is Verdict.UNKNOWN


def test_each_warning_needs_its_own_acknowledgement() -> None:
    assessment = assess(share_links=(a_link(views=1, payable=True),))
    both = {Check.REACHED_CLIENT, Check.PAYMENT_LINK}
    assert {finding.check for finding in assessment.warnings} == both
    assert assessment.permits(frozenset(both))
    for missing in both:
        assert not assessment.permits(frozenset(set(Check) - {missing}))


# Company and rights


@pytest.mark.parametrize(
    ("given", "check", "expected"),
    [
        ({"invoice": an_invoice(direction=Direction.INCOMING)}, Check.OUTGOING, Verdict.BLOCKING),
        ({"invoice": an_invoice(direction=Direction.UNSPECIFIED)}, Check.OUTGOING, Verdict.UNKNOWN),
        ({"invoice": an_invoice(sender_cif="14399840")}, Check.RIGHT_COMPANY, Verdict.BLOCKING),
        ({"company": a_company(is_read_only=True)}, Check.COMPANY_WRITABLE, Verdict.BLOCKING),
        ({"company": BROKEN}, Check.COMPANY_WRITABLE, Verdict.UNKNOWN),
        ({"company": BROKEN}, Check.RIGHT_COMPANY, Verdict.UNKNOWN),
        ({"user": a_user(permissions=frozenset({"invoice.edit"}))}, Check.PERMITTED, Verdict.BLOCKING),
        ({"user": a_user(permissions=frozenset({"invoice.cancel"}))}, Check.PERMITTED, Verdict.CLEAR),
        ({"user": a_user(impersonating=True)}, Check.OWN_SESSION, Verdict.BLOCKING),
        ({"user": None}, Check.PERMITTED, Verdict.UNKNOWN),
        ({"user": None}, Check.OWN_SESSION, Verdict.UNKNOWN),
    ],
)
def test_company_and_rights(given: dict[str, Any], check: Check, expected: Verdict) -> None:
    assert verdict(check, **given) is expected


@FAILURES
def test_without_the_detail_nothing_is_cancelled(failure: Any) -> None:
    assessment = assess(detail=failure)
    for check in (Check.STATUS, Check.ANAF, Check.CREDIT_NOTES, Check.PAYMENTS, Check.OUTGOING):
        assert assessment.of(check).verdict is Verdict.UNKNOWN
    assert advice(detail=failure) is Advice.NOT_YET_KNOWN


# Advice


@pytest.mark.parametrize(
    ("purpose", "delivered", "expected"),
    [
        # `tests/data/storno/cancel.txt`, "When to cancel vs. credit note".
        (None, False, Advice.CANCEL),
        (CancelPurpose.DUPLICATE, False, Advice.CANCEL),
        (CancelPurpose.CREATED_IN_ERROR, False, Advice.CANCEL),
        (CancelPurpose.CORRECT_AMOUNTS, False, Advice.CREDIT_NOTE),
        (CancelPurpose.PARTIAL_REFUND, False, Advice.CREDIT_NOTE),
        (CancelPurpose.ALREADY_RECORDED, False, Advice.CREDIT_NOTE),
        (CancelPurpose.WRONG_CLIENT, False, Advice.CANCEL),
        (CancelPurpose.ORDER_CANCELLED, False, Advice.CANCEL),
        # The client has it: only duplicates and errors are still cancelled, with the law's sentence.
        (None, True, Advice.CREDIT_NOTE),
        (CancelPurpose.DUPLICATE, True, Advice.CANCEL_THOUGH_DELIVERED),
        (CancelPurpose.CREATED_IN_ERROR, True, Advice.CANCEL_THOUGH_DELIVERED),
        (CancelPurpose.WRONG_CLIENT, True, Advice.CREDIT_NOTE),
        (CancelPurpose.ORDER_CANCELLED, True, Advice.CREDIT_NOTE),
        (CancelPurpose.CORRECT_AMOUNTS, True, Advice.CREDIT_NOTE),
        (CancelPurpose.PARTIAL_REFUND, True, Advice.CREDIT_NOTE),
        (CancelPurpose.ALREADY_RECORDED, True, Advice.CREDIT_NOTE),
    ],
)
def test_the_documentations_table_of_cancelling(
    purpose: CancelPurpose | None, delivered: bool, expected: Advice
) -> None:
    assert advice(purpose, emails=(a_mail(),) if delivered else ()) is expected


def test_advice_never_blocks() -> None:
    known = facts(emails=(a_mail(),))
    assessment = assess_cancellation(known)
    assert advise_cancellation(known, assessment).advice is Advice.CREDIT_NOTE
    assert assessment.permits(frozenset({Check.REACHED_CLIENT}))


@pytest.mark.parametrize(
    "given",
    [
        {"payments": (a_payment(),)},
        {"invoice": an_invoice(anaf=AnafState(upload_id="5012345678"))},
        {"invoice": an_invoice(credit_notes=(a_credit_note("draft"),))},
        {"invoice": an_invoice("validated")},
        {"invoice": an_invoice("overdue")},
        {"invoice": an_invoice("synced")},
    ],
)
def test_what_cannot_be_cancelled_any_more_wants_a_credit_note(given: dict[str, Any]) -> None:
    known = facts(**given)
    better = advise_cancellation(known, assess_cancellation(known), CancelPurpose.CREATED_IN_ERROR)
    assert better.advice is Advice.CREDIT_NOTE
    assert better.grounds


@pytest.mark.parametrize(
    "invoice",
    [
        *(an_invoice(status) for status in ("cancelled", "refund", "refunded", "converted", "a new status")),
        an_invoice(direction=Direction.INCOMING),
        an_invoice(sender_cif="14399840"),
    ],
    ids=lambda invoice: f"{invoice.summary.status_code}-{invoice.summary.direction.value}",
)
def test_there_is_nothing_to_cancel_where_it_is_over_or_not_ours(invoice: Any) -> None:
    assert advice(invoice=invoice) is Advice.NOTHING_TO_CANCEL


def test_a_draft_is_cancelled_or_corrected_never_reversed() -> None:
    draft = an_invoice("draft", number="DRAFT-1")
    for purpose in (None, *CancelPurpose):
        assert advice(purpose, invoice=draft) is Advice.CANCEL_DRAFT


@pytest.mark.parametrize("name", ["emails", "payments", "company", "events"])
def test_nothing_is_advised_on_what_was_not_read(name: str) -> None:
    assert advice(**{name: BROKEN}) is Advice.NOT_YET_KNOWN


def test_a_permission_that_is_missing_does_not_change_the_advice() -> None:
    assert advice(user=a_user(permissions=frozenset())) is Advice.CANCEL


def test_a_later_sending_is_named() -> None:
    invoice = an_invoice(scheduled_send_at=NOW + timedelta(days=2))
    assert kinds(assess(invoice=invoice), Check.ANAF) == [GroundKind.SENDING_SCHEDULED_LATER]
    assert advice(invoice=invoice) is Advice.CANCEL


def test_a_refund_without_its_credit_note_stops() -> None:
    known: Facts = facts(events=(an_event("refunded", "refunded"),))
    assert assess_cancellation(known).of(Check.CREDIT_NOTES).verdict is Verdict.UNKNOWN
