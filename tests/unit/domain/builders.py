"""Invoices and facts for tests: everything in order unless a test says otherwise."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from typing import Any, TypeVar

from storno_desktop.domain.evidence import Evidence, Source
from storno_desktop.domain.facts import Facts, Reached
from storno_desktop.domain.finding import Assessment, Check, GroundKind
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
from storno_desktop.domain.session import Company, User

T = TypeVar("T")

BUCHAREST_WINTER = timezone(timedelta(hours=2))
NOW = datetime(2026, 11, 22, 18, 50, 31, tzinfo=BUCHAREST_WINTER)
"""The server's clock in these tests."""

OWN_CIF = "18547290"
OWN_SERIES = SeriesReference(id="s-brs", prefix="BRS", next_number="BRS0061")
ISSUED_AT = datetime(2026, 11, 12, 10, 0, tzinfo=BUCHAREST_WINTER)
CANCELLED_AT = datetime(2026, 11, 20, 9, 30, tzinfo=BUCHAREST_WINTER)

NO_ROUTE = Problem(ProblemKind.NOT_FOUND, status=404)
NO_RIGHT = Problem(ProblemKind.FORBIDDEN, status=403)
BROKEN = Problem(ProblemKind.SERVER_FAULT, status=500)
ASLEEP = Problem(ProblemKind.TIMED_OUT)


def a_summary(status: str = "issued", **changes: Any) -> InvoiceSummary:
    """A list row: outgoing, 540.87 RON, nothing paid, issued on 2026-11-12 by the own company."""
    row = InvoiceSummary(
        id=InvoiceId("inv-1"),
        number="BRS0012",
        status=InvoiceStatus.of(status),
        status_code=status,
        direction=Direction.OUTGOING,
        issue_date=date(2026, 11, 12),
        total=Decimal("540.87"),
        currency="RON",
        sender_name="Brutăria Șoimul SRL",
        sender_cif=OWN_CIF,
        receiver_name="Țesătoria Mureș SRL",
        amount_paid=Decimal("0.00"),
        balance=Decimal("540.87"),
        due_date=date(2026, 12, 12),
        cancelled_at=CANCELLED_AT if status == "cancelled" else None,
    )
    return replace(row, **changes)


def an_invoice(
    status: str = "issued",
    *,
    anaf: AnafState | None = None,
    series: SeriesReference | None = OWN_SERIES,
    credit_notes: tuple[LinkedInvoice, ...] | None = (),
    payment_count: int | None = 0,
    **summary: Any,
) -> Invoice:
    """A full record without anything against cancelling it (or restoring, with status "cancelled").

    Further names are those of `InvoiceSummary`.
    """
    return Invoice(
        summary=a_summary(status, **summary),
        anaf=anaf or AnafState(),
        series=series,
        credit_notes=credit_notes,
        payment_count=payment_count,
    )


def an_event(
    status: str = "issued", action: str = "issued", at: datetime | None = ISSUED_AT, **changes: Any
) -> InvoiceEvent:
    """An entry of the history."""
    event = InvoiceEvent(
        id=f"e-{status}-{action}", status=InvoiceStatus.of(status), status_code=status, action=action, at=at
    )
    return replace(event, **changes)


def a_credit_note(status: str = "refund", number: str = "ST0001") -> LinkedInvoice:
    """A child of the invoice."""
    return LinkedInvoice(
        id=InvoiceId(f"inv-{number}"), number=number, status=InvoiceStatus.of(status), status_code=status
    )


def a_payment(amount: str = "120.00", **changes: Any) -> Payment:
    """A recorded payment in RON."""
    return replace(Payment(id=f"p-{amount}", amount=Decimal(amount), currency="RON"), **changes)


def a_mail(status: str = "delivered", **changes: Any) -> EmailDelivery:
    """A mail to the client, sent the day after issue."""
    mail = EmailDelivery(
        id=f"m-{status}", to="client@exemplu.ro", status=status, sent_at=ISSUED_AT + timedelta(days=1)
    )
    return replace(mail, **changes)


def a_link(*, views: int = 0, active: bool = True, payable: bool = False, **changes: Any) -> ShareLink:
    """A public page of the invoice."""
    return replace(
        ShareLink(id="l-1", is_active=active, payment_enabled=payable, view_count=views), **changes
    )


def a_submission(status: str = "submitted", provider: str = "anaf") -> Submission:
    """A transmission to an e-invoice provider."""
    return Submission(id=f"t-{status}", provider=provider, status=status, created_at=ISSUED_AT)


def a_series(**changes: Any) -> Series:
    """The active series BRS."""
    return replace(
        Series(id="s-brs", prefix="BRS", type="invoice", active=True, next_number="BRS0061", is_default=True),
        **changes,
    )


def a_company(**changes: Any) -> Company:
    """The own company, writable, without SPV."""
    return replace(Company(id="c-1", name="Brutăria Șoimul SRL", cif=OWN_CIF), **changes)


def a_user(*, permissions: frozenset[str] | None = None, **changes: Any) -> User:
    """An accountant who may cancel and edit."""
    granted = frozenset({"invoice.view", "invoice.cancel", "invoice.edit"})
    user = User(
        id="u-1",
        email="contabil@exemplu.ro",
        permissions=granted if permissions is None else permissions,
    )
    return replace(user, **changes)


def read(value: T, source: Source = Source.DETAIL, **changes: Any) -> Evidence[T]:
    """Evidence read just now, with the server's clock."""
    return replace(Evidence(value, source, observed_at=NOW, server_time=NOW), **changes)


_SOURCES = {
    "detail": Source.DETAIL,
    "events": Source.EVENTS,
    "payments": Source.PAYMENTS,
    "emails": Source.EMAILS,
    "share_links": Source.SHARE_LINKS,
    "submissions": Source.SUBMISSIONS,
    "series": Source.SERIES,
    "credit_notes": Source.CREDIT_NOTES,
    "company": Source.COMPANIES,
}

READINGS = tuple(_SOURCES)
"""The names of the readings in `Facts`."""


def facts(
    invoice: Invoice | None = None, *, reached: Reached | None = Reached.NO, user: Any = ..., **given: Any
) -> Facts:
    """All facts about an issued invoice with nothing against cancelling it, on a server that does not
    offer the credit notes' route.

    A plain value is wrapped as evidence read just now; evidence, a Problem and None stay as they are.
    """
    usual: dict[str, Any] = {
        "detail": invoice or an_invoice(),
        "events": (an_event(), an_event("draft", "created", ISSUED_AT - timedelta(hours=1))),
        "payments": (),
        "emails": (),
        "share_links": (),
        "submissions": (),
        "series": (a_series(),),
        "credit_notes": NO_ROUTE,
        "company": a_company(),
    }
    readings: dict[str, Any] = {
        name: value if value is None or isinstance(value, Evidence | Problem) else read(value, _SOURCES[name])
        for name, value in (usual | given).items()
    }
    return Facts(**readings, user=a_user() if user is ... else user, reached=reached)


def cancelled_facts(invoice: Invoice | None = None, **given: Any) -> Facts:
    """All facts about a cancelled invoice with nothing against restoring it."""
    history = (
        an_event("cancelled", "cancelled", CANCELLED_AT, cancelled_from="issued", by="owner@exemplu.ro"),
        an_event(),
        an_event("draft", "created", ISSUED_AT - timedelta(hours=1)),
    )
    return facts(invoice or an_invoice("cancelled"), **({"events": history} | given))


def kinds(assessment: Assessment, check: Check) -> list[GroundKind]:
    """The kinds of the grounds of one finding, in order."""
    return [ground.kind for ground in assessment.of(check).grounds]


def at_utc(text: str) -> datetime:
    """An aware moment from ISO text without an offset, read as UTC."""
    return datetime.fromisoformat(text).replace(tzinfo=UTC)
