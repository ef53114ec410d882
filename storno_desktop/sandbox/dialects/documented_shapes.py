"""How the documentation writes things: numbers, plain dates, UTC moments, history inside the invoice."""

from __future__ import annotations

import math
from collections.abc import Iterable
from http import HTTPStatus

from storno_desktop.sandbox.accounts import Accounts, Membership, User
from storno_desktop.sandbox.call import Answer, Call
from storno_desktop.sandbox.dialects.documented_parts import (
    amount,
    day,
    documented_email,
    documented_event,
    documented_line,
    documented_payment,
    documented_share_link,
    documented_submission,
    utc,
)
from storno_desktop.sandbox.invoice import Invoice
from storno_desktop.sandbox.ledger import Company, Ledger
from storno_desktop.sandbox.listing import ListPage, ListQuery
from storno_desktop.sandbox.plain import Json, words
from storno_desktop.sandbox.refusal import Refusal

_CREDIT_NOTE_CODE, _INVOICE_CODE = "381", "380"
_SAME = words(
    "id number documentType status direction currency language notes paymentTerms senderName senderCif receiverName "
    "receiverCif paymentMethod isDuplicate isLateSubmission parentDocumentId"
)


class DocumentedShapes:
    """The shapes of the documentation's examples."""

    def __init__(self, accounts: Accounts) -> None:
        self._accounts = accounts

    def refused(self, refusal: Refusal, call: Call) -> Answer:  # noqa: ARG002 - JSON for everybody
        """One shape for every error: a phrase, a sentence and the status as a number."""
        status = refusal.promised
        if refusal.style == "OAUTH":
            return Answer(refusal.body, status)
        phrase = HTTPStatus(status).phrase
        return Answer({"error": phrase, "message": refusal.text or phrase, "code": status}, status)

    def me(self, user: User, membership: Membership | None) -> Json:
        """The profile with a subscription and flat memberships."""
        kept = ("id", "email", "firstName", "lastName", "phone", "locale", "timezone", "roles", "mfaEnabled")
        shown: Json = {name: user.profile.get(name) for name in kept}
        shown["emailConfirmed"] = user.confirmed
        shown["createdAt"] = shown["updatedAt"] = utc(user.profile.get("createdAt"))
        shown["memberships"] = [
            {
                "id": each.document["id"],
                "role": each.role,
                "organizationId": each.organization["id"],
                "organizationName": each.organization["name"],
                "joinedAt": utc(user.profile.get("createdAt")),
            }
            for each in user.memberships
            if each.active
        ]
        if membership is not None:
            shown["organization"] = membership.organization
            shown["subscription"] = membership.plan
        shown["permissions"] = list(membership.permissions) if membership else []
        shown["currentRole"] = membership.role if membership else None
        return shown

    def companies(self, companies: Iterable[Company]) -> object:
        """A bare list."""
        return [
            {
                **{name: value for name, value in company.document.items() if name != "id"},
                "uuid": company.id,
                "cif": str(company.document["cif"]),
                "lastSyncedAt": utc(company.document["lastSyncedAt"]),
                "tokenStatus": "missing",
            }
            for company in companies
        ]

    def series(self, company: Company) -> object:
        """A bare list with plain next numbers."""
        ordered = sorted(company.series, key=lambda series: str(series["prefix"]))
        return [
            {
                **{name: value for name, value in series.items() if name != "id"},
                "uuid": series["id"],
                "nextNumber": series["currentNumber"] + 1,
            }
            for series in ordered
        ]

    def page(self, ledger: Ledger, company: Company, query: ListQuery, page: ListPage) -> Json:  # noqa: ARG002
        """Rows and counts, the number of pages among them; no sums."""
        return {
            "data": [self._row(invoice) for invoice in page.invoices],
            "total": page.total,
            "page": query.page,
            "limit": query.limit,
            "pages": math.ceil(page.total / query.limit),
        }

    def detail(self, ledger: Ledger, invoice: Invoice, *, with_children: bool = True) -> Json:  # noqa: ARG002
        """Everything of the row, and lines, payments, history, series and the state at ANAF."""
        detail = invoice.detail
        restored = invoice.restored or {"at": None, "by": None}
        return {
            **self._row(invoice),
            "lines": [documented_line(line) for line in detail["lines"]],
            "payments": [self.payment(payment) for payment in invoice.payments],
            "attachments": detail["attachments"],
            "events": self._history(invoice),
            "series": _series_of(ledger, invoice),
            "cancellationReason": detail["cancellationReason"],
            "cancelledBy": self._person(_canceller(invoice)),
            "restoredAt": utc(restored["at"]),
            "restoredBy": self._person(restored["by"]),
            "anafState": detail["anafStatus"],
            "anafSubmissionId": detail["anafUploadId"],
            "anafMessageId": detail["anafMessageId"],
            "anafDownloadId": detail["anafDownloadId"],
            "anafValidationErrors": detail["anafErrorMessage"],
            "syncedAt": utc(detail["syncedAt"]),
            "parentDocument": detail["parentDocumentId"]
            and {"id": detail["parentDocumentId"], "number": detail["parentDocumentNumber"]},
            "refundInvoices": [
                {
                    "id": child.id,
                    "number": child.detail["number"],
                    "issueDate": child.issue_date.isoformat(),
                    "status": child.status,
                }
                for child in ledger.children(invoice)
            ],
            "xmlPath": None,
            "pdfPath": None,
        }

    def events(self, invoice: Invoice) -> object:
        """A bare list, newest first."""
        return self._history(invoice)

    def payment(self, payment: Json) -> Json:
        """With `uuid` and a number."""
        return documented_payment(payment)

    def email(self, email: Json) -> Json:
        """With plain addresses and one delivery status."""
        return documented_email(email, self._person(email.get("sentByEmail")))

    def share_link(self, link: Json) -> Json:
        """With UTC moments."""
        return documented_share_link(link)

    def submission(self, submission: Json) -> Json:
        """With UTC moments."""
        return documented_submission(submission)

    def bulk(self, done: str, count: int, errors: list[Json]) -> Json:
        """Not documented; as observed."""
        return {done: count, "errors": errors}

    def _history(self, invoice: Invoice) -> list[Json]:
        return [documented_event(event, self._person(event["createdBy"])) for event in invoice.events]

    def _person(self, email: object) -> Json | None:
        user = self._accounts.user(str(email)) if email else None
        if user is None:
            return None
        return {"id": user.profile["id"], "name": user.profile.get("fullName"), "email": user.email}

    def _row(self, invoice: Invoice) -> Json:
        detail = invoice.detail
        reversing = detail["documentType"] == "credit_note" or invoice.parent_id is not None
        moments = sorted(str(event["createdAt"]) for event in invoice.events)
        return {
            **{name: detail[name] for name in _SAME},
            "invoiceTypeCode": _CREDIT_NOTE_CODE if reversing else _INVOICE_CODE,
            "isCreditNote": reversing,
            "isIncoming": detail["direction"] == "incoming",
            "client": _party(detail["client"], "cui"),
            "supplier": _party(
                detail["supplier"] and {**detail["supplier"], "cui": detail["senderCif"]}, "cui"
            ),
            "issueDate": day(detail["issueDate"]),
            "dueDate": day(detail["dueDate"]),
            "subtotal": amount(detail["subtotal"]),
            "vatTotal": amount(detail["vatTotal"]),
            "total": amount(detail["total"]),
            "discount": amount(detail["discount"]),
            "amountPaid": amount(detail["amountPaid"]),
            "balance": 0.0 if invoice.status == "cancelled" else amount(invoice.balance),
            "paidAt": utc(detail["paidAt"]),
            "cancelledAt": utc(detail["cancelledAt"]),
            "scheduledSendAt": utc(detail["scheduledSendAt"]),
            "scheduledEmailAt": utc(detail["scheduledEmailAt"]),
            "createdAt": utc(moments[0]) if moments else None,
            "updatedAt": utc(max(moments[-1], str(detail["cancelledAt"] or ""))) if moments else None,
            "deletedAt": None,
        }


def _party(party: Json | None, tax_field: str) -> Json | None:
    if party is None:
        return None
    shown = {name: value for name, value in party.items() if name != tax_field}
    return {**shown, "cif": party[tax_field]}


def _series_of(ledger: Ledger, invoice: Invoice) -> Json | None:
    series = ledger.company_of(invoice).series_by_id(invoice.series_id)
    if series is None:
        return None
    number = series["currentNumber"] + 1
    return {"id": series["id"], "name": series["prefix"], "prefix": series["prefix"], "nextNumber": number}


def _canceller(invoice: Invoice) -> object:
    if invoice.status != "cancelled":
        return None
    return next((event["createdBy"] for event in invoice.events if event["newStatus"] == "cancelled"), None)
