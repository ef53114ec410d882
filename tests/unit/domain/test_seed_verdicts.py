"""The verdicts on every invoice of the server's own data, each expectation reasoned from the rules."""

import json
from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from storno_desktop.domain.cancellation import Advice, advise_cancellation, assess_cancellation
from storno_desktop.domain.evidence import Source
from storno_desktop.domain.facts import Facts
from storno_desktop.domain.finding import Assessment, Check, Verdict
from storno_desktop.domain.invoice import (
    AnafState,
    EmailDelivery,
    Invoice,
    InvoiceEvent,
    LinkedInvoice,
    Payment,
    Series,
    SeriesReference,
    ShareLink,
    Submission,
)
from storno_desktop.domain.invoice_summary import Direction, InvoiceId, InvoiceStatus, InvoiceSummary
from storno_desktop.domain.problem import Problem, ProblemKind
from storno_desktop.domain.restoration import DOCUMENTED, assess_restoration
from storno_desktop.domain.session import Company, User
from tests.unit.domain.builders import read

SEED = Path(__file__).parents[2] / "data" / "storno" / "seed.json"
SERVER_TIME = datetime.fromisoformat("2026-11-22T18:50:31+02:00")
OWNER, EMPLOYEE = "owner@exemplu.ro", "angajat@exemplu.ro"


@cache
def seed() -> dict[str, Any]:
    data: dict[str, Any] = json.loads(SEED.read_text(encoding="utf-8"))
    return data


@cache
def records() -> dict[str, dict[str, Any]]:
    return {record["key"]: record for record in seed()["invoices"].values()}


def moment(text: str | None) -> datetime | None:
    return None if text is None else datetime.fromisoformat(text)


def to_invoice(told: dict[str, Any]) -> Invoice:
    series = told["documentSeries"]
    return Invoice(
        summary=InvoiceSummary(
            id=InvoiceId(told["id"]),
            number=told["number"],
            status=InvoiceStatus.of(told["status"]),
            status_code=told["status"],
            direction=Direction.of(told["direction"]),
            issue_date=date.fromisoformat(told["issueDate"][:10]),
            total=Decimal(told["total"]),
            currency=told["currency"],
            sender_name=told["senderName"] or "",
            sender_cif=told["senderCif"] or "",
            receiver_name=told["receiverName"] or "",
            amount_paid=Decimal(told["amountPaid"]),
            paid_at=moment(told["paidAt"]),
            cancelled_at=moment(told["cancelledAt"]),
            scheduled_send_at=moment(told["scheduledSendAt"]),
        ),
        anaf=AnafState(
            message_id=told["anafMessageId"] or "",
            upload_id=told["anafUploadId"] or "",
            download_id=told["anafDownloadId"] or "",
            status=told["anafStatus"] or "",
        ),
        series=None if series is None else SeriesReference(id=series["id"], prefix=series["prefix"]),
        credit_notes=tuple(
            LinkedInvoice(
                id=InvoiceId(child["id"]),
                number=child["number"],
                status=InvoiceStatus.of(child["status"]),
                status_code=child["status"],
            )
            for child in told.get("refundInvoices", ())
        ),
        payment_count=len(told["payments"]),
        cancellation_reason=told["cancellationReason"] or "",
    )


def to_event(told: dict[str, Any]) -> InvoiceEvent:
    metadata = told["metadata"] or {}
    return InvoiceEvent(
        id=told["id"],
        status=InvoiceStatus.of(told["newStatus"]),
        status_code=told["newStatus"],
        previous_code=told["previousStatus"] or "",
        action=metadata.get("action", ""),
        at=moment(told["createdAt"]),
        by=told["createdBy"] or "",
    )


def to_payment(told: dict[str, Any]) -> Payment:
    return Payment(id=told["id"], amount=Decimal(told["amount"]), currency=told["currency"])


def to_mail(told: dict[str, Any]) -> EmailDelivery:
    return EmailDelivery(id=told["id"], to=told["toEmail"], status=told["status"])


def to_link(told: dict[str, Any]) -> ShareLink:
    return ShareLink(
        id=told["id"],
        is_active=told["status"] == "active",
        payment_enabled=told["paymentEnabled"],
        view_count=told["viewCount"],
    )


def to_submission(told: dict[str, Any]) -> Submission:
    return Submission(id=told["id"], provider=told["provider"], status=told["status"])


def to_series(told: dict[str, Any]) -> Series:
    return Series(id=told["id"], prefix=told["prefix"], type=told["type"], active=told["active"])


def company_of(name: str, user: dict[str, Any]) -> Company:
    identity = seed()["companies"][name]["id"]
    told = next(each for each in user["companies"]["data"] if each["id"] == identity)
    return Company(
        id=told["id"],
        name=told["name"],
        cif=str(told["cif"]),
        is_read_only=told["isReadOnly"],
        last_synced_at=moment(told["lastSyncedAt"]),
        uses_spv=told["syncEnabled"],
    )


def children_of(identity: str) -> tuple[LinkedInvoice, ...]:
    """What the documented route would list: every invoice that names this one as its parent."""
    return tuple(
        LinkedInvoice(
            id=InvoiceId(child["detail"]["id"]),
            number=child["detail"]["number"],
            status=InvoiceStatus.of(child["detail"]["status"]),
            status_code=child["detail"]["status"],
        )
        for child in seed()["invoices"].values()
        if child["detail"]["parentDocumentId"] == identity
    )


def facts_about(
    key: str, *, with_route: bool = False, user: str = OWNER, selected: str | None = None
) -> Facts:
    """The facts as the server gives them, with or without the documented route for credit notes."""
    record, account = records()[key], seed()["users"][user]

    def all_of(name: str, to: Callable[[dict[str, Any]], Any], source: Source) -> Any:
        return at_server_time(tuple(to(told) for told in record[name]), source)

    def at_server_time(value: Any, source: Source) -> Any:
        return read(value, source, observed_at=SERVER_TIME, server_time=SERVER_TIME)

    series = seed()["companies"][record["company"]]["series"]["data"]
    return Facts(
        detail=at_server_time(to_invoice(record["detail"]), Source.DETAIL),
        events=all_of("events", to_event, Source.EVENTS),
        payments=all_of("payments", to_payment, Source.PAYMENTS),
        emails=all_of("emails", to_mail, Source.EMAILS),
        share_links=all_of("shareLinks", to_link, Source.SHARE_LINKS),
        submissions=all_of("submissions", to_submission, Source.SUBMISSIONS),
        series=at_server_time(tuple(map(to_series, series)), Source.SERIES),
        credit_notes=at_server_time(children_of(record["detail"]["id"]), Source.CREDIT_NOTES)
        if with_route
        else Problem(ProblemKind.NOT_FOUND, status=404),
        company=at_server_time(company_of(selected or record["company"], account), Source.COMPANIES),
        user=User(
            id=account["me"]["id"],
            email=account["me"]["email"],
            permissions=frozenset(account["me"]["permissions"]),
        ),
    )


def not_clear(assessment: Assessment) -> dict[Check, Verdict]:
    return {
        finding.check: finding.verdict
        for finding in assessment.findings
        if finding.verdict is not Verdict.CLEAR
    }


both_dialects = pytest.mark.parametrize("with_route", [False, True], ids=["observed", "documented"])

RESTORABLE = {
    **{f"restore-{number}": {} for number in range(1, 7)},
    "B-cancelled": {},
    "cancelled-no-reason": {},
    "cancelled-from-issued": {},
    "cancelled-from-draft": {},
    "cancelled-series-inactive": {Check.SERIES: Verdict.WARNING},
    "cancelled-series-deleted": {Check.SERIES: Verdict.BLOCKING},
    "cancelled-anaf": {Check.ANAF: Verdict.BLOCKING},
    "cancelled-with-credit-note": {Check.CREDIT_NOTES: Verdict.BLOCKING},
    "cancelled-with-payments": {Check.PAYMENTS: Verdict.BLOCKING},
    "cancelled-old-31d": {Check.AGE: Verdict.BLOCKING},
}
"""What is not clear about each cancelled invoice; nothing else may be."""


def test_every_cancelled_invoice_has_its_expectation() -> None:
    cancelled = {key for key, record in records().items() if record["detail"]["status"] == "cancelled"}
    assert cancelled == set(RESTORABLE)


@both_dialects
@pytest.mark.parametrize("key", RESTORABLE)
def test_restoring_a_cancelled_invoice(key: str, with_route: bool) -> None:
    assessment = assess_restoration(facts_about(key, with_route=with_route))
    assert not_clear(assessment) == RESTORABLE[key]
    assert tuple(finding.check for finding in assessment.findings[:5]) == DOCUMENTED
    assert assessment.stopped is (Verdict.BLOCKING in RESTORABLE[key].values())


BLOCKED_BY_STATUS = {Check.STATUS: Verdict.BLOCKING}
AT_ANAF = {Check.STATUS: Verdict.BLOCKING, Check.ANAF: Verdict.BLOCKING}
PAID = {Check.PAYMENTS: Verdict.BLOCKING}
# From a supplier: another direction and, for the same reason, another issuer than the selected company.
FROM_SUPPLIER = {Check.OUTGOING: Verdict.BLOCKING, Check.RIGHT_COMPANY: Verdict.BLOCKING}

CANCELLABLE: dict[str, tuple[dict[Check, Verdict], Advice]] = {
    # Uploaded already, though still "issued": the server would refuse it.
    "issued-anaf": ({Check.ANAF: Verdict.BLOCKING}, Advice.CREDIT_NOTE),
    # To be sent in two days, not within five minutes.
    "issued-scheduled": ({}, Advice.CANCEL),
    "sent": (AT_ANAF, Advice.CREDIT_NOTE),
    "validated": (AT_ANAF, Advice.CREDIT_NOTE),
    "rejected": (AT_ANAF, Advice.CORRECT_AND_RESEND),
    "paid": (BLOCKED_BY_STATUS | PAID, Advice.CREDIT_NOTE),
    "partially-paid": (BLOCKED_BY_STATUS | PAID, Advice.CREDIT_NOTE),
    # "Issued" and paid: the status alone would let it through.
    "issued-paid": (PAID, Advice.CREDIT_NOTE),
    # The stored status counts, and it is neither draft nor issued.
    "overdue": (BLOCKED_BY_STATUS, Advice.CREDIT_NOTE),
    # Shown as overdue, stored as issued.
    "issued-overdue": ({}, Advice.CANCEL),
    "issued-no-due": ({}, Advice.CANCEL),
    # Its amount paid is its own settlement, no payment: only the status is in the way.
    "refund-child": (BLOCKED_BY_STATUS, Advice.NOTHING_TO_CANCEL),
    "credit-note-of-cancelled": (BLOCKED_BY_STATUS, Advice.NOTHING_TO_CANCEL),
    "refunded": (BLOCKED_BY_STATUS | {Check.CREDIT_NOTES: Verdict.BLOCKING}, Advice.NOTHING_TO_CANCEL),
    "converted": (BLOCKED_BY_STATUS, Advice.NOTHING_TO_CANCEL),
    # The server would take it.
    "incoming-issued": (FROM_SUPPLIER, Advice.NOTHING_TO_CANCEL),
    **{
        key: (
            FROM_SUPPLIER | BLOCKED_BY_STATUS | {Check.ANAF: Verdict.BLOCKING},  # it came through SPV
            Advice.NOTHING_TO_CANCEL,
        )
        for key in ("incoming-1", "incoming-2", "incoming-3", "incoming-4", "incoming-duplicate")
    },
    # Its name promises a draft storno, but no invoice of this data names it as the parent.
    "issued-with-draft-storno": ({}, Advice.CANCEL),
    "negative-issued": ({}, Advice.CANCEL),
    "no-client": ({}, Advice.CANCEL),
    "xss-search": ({}, Advice.CANCEL),
    **{key: ({}, Advice.CANCEL_DRAFT) for key in ("draft-1", "draft-2-eur", "draft-3", "draft-cancelme")},
    **{f"issued-{number}": ({}, Advice.CANCEL) for number in range(1, 13)},
    **{f"bulk-{number}": ({}, Advice.CANCEL) for number in range(1, 9)},
    **{f"B-issued-{number}": ({}, Advice.CANCEL) for number in range(1, 6)},
}
"""What is not clear about cancelling each other invoice, and what is advised."""

OF_ANOTHER_ORGANISATION = {"C-issued-1", "C-issued-2", "C-issued-3"}


def test_every_other_invoice_has_its_expectation() -> None:
    assert set(records()) - set(RESTORABLE) == set(CANCELLABLE) | OF_ANOTHER_ORGANISATION


@both_dialects
@pytest.mark.parametrize("key", CANCELLABLE)
def test_cancelling_an_invoice(key: str, with_route: bool) -> None:
    facts = facts_about(key, with_route=with_route)
    assessment = assess_cancellation(facts)
    verdicts, advice = CANCELLABLE[key]
    assert not_clear(assessment) == verdicts
    assert assessment.permits(frozenset()) is (not verdicts)
    assert advise_cancellation(facts, assessment).advice is advice


@both_dialects
@pytest.mark.parametrize("key", RESTORABLE)
def test_a_cancelled_invoice_is_not_cancelled_again(key: str, with_route: bool) -> None:
    facts = facts_about(key, with_route=with_route)
    assessment = assess_cancellation(facts)
    assert assessment.of(Check.STATUS).verdict is Verdict.BLOCKING
    assert advise_cancellation(facts, assessment).advice is Advice.NOTHING_TO_CANCEL


@pytest.mark.parametrize("key", CANCELLABLE)
def test_what_is_not_cancelled_is_not_restored(key: str) -> None:
    assert assess_restoration(facts_about(key)).of(Check.STATUS).verdict is Verdict.BLOCKING


def test_another_organisations_owner_cancels_his_own() -> None:
    for key in OF_ANOTHER_ORGANISATION:
        assert not not_clear(assess_cancellation(facts_about(key, user="altul@exemplu.ro")))


def test_an_employee_does_neither() -> None:
    cancel = assess_cancellation(facts_about("issued-1", user=EMPLOYEE))
    restore = assess_restoration(facts_about("restore-1", user=EMPLOYEE))
    assert not_clear(cancel) == not_clear(restore) == {Check.PERMITTED: Verdict.BLOCKING}


def test_an_invoice_opened_under_another_company_is_left_alone() -> None:
    cancel = assess_cancellation(facts_about("issued-1", selected="B"))
    restore = assess_restoration(facts_about("restore-1", selected="B"))
    assert not_clear(cancel) == not_clear(restore) == {Check.RIGHT_COMPANY: Verdict.BLOCKING}


def test_the_event_of_the_seed_has_another_date_than_the_cancellation() -> None:
    """An artefact of how the data was loaded: it is told, and decides nothing."""
    age = assess_restoration(facts_about("restore-1")).of(Check.AGE)
    assert [ground.kind.name for ground in age.grounds] == [
        "DAY_OF_WINDOW",
        "CANCELLED_AT",
        "CANCEL_EVENT_DIFFERS",
    ]
    assert age.grounds[0].count == 3
