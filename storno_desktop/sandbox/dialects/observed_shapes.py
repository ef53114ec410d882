"""How the real backend writes things (contract §2 to §15)."""

from __future__ import annotations

from collections.abc import Iterable

from storno_desktop.sandbox.accounts import Membership, User
from storno_desktop.sandbox.call import Answer, Call
from storno_desktop.sandbox.invoice import Invoice
from storno_desktop.sandbox.ledger import Company, Ledger
from storno_desktop.sandbox.listing import ListPage, ListQuery
from storno_desktop.sandbox.plain import Json, money, words
from storno_desktop.sandbox.refusal import Refusal, error_page, problem
from storno_desktop.sandbox.shelf import NOTHING

_ROW_FIELDS = words(
    "id company client documentType status direction senderCif receiverCif senderName receiverName number subtotal "
    "vatTotal total currency invoiceTypeCode issueDate dueDate anafErrorMessage isDuplicate isLateSubmission paidAt "
    "paymentMethod cancelledAt scheduledSendAt scheduledEmailAt supplier amountPaid payeeBankAccount payeeBankName "
    "parentDocumentId clientName balance"
)


class ObservedShapes:
    """The shapes of the recordings: money as text, dates as local midnight, empty objects as lists."""

    def refused(self, refusal: Refusal, call: Call) -> Answer:
        """A controller's sentence, the firewall's code, or the framework's problem in JSON or as a page."""
        if refusal.style in {"FIXED", "OAUTH"}:
            return Answer(refusal.body, refusal.status)
        if refusal.style in {"JWT", "REFRESH"}:
            body = {"code": refusal.status, "message": refusal.text}
            challenge = {"WWW-Authenticate": "Bearer"} if refusal.style == "JWT" else {}
            return Answer(body, refusal.status, headers=challenge)
        if refusal.style == "E1":
            return Answer({"error": refusal.text, **(refusal.body or {})}, refusal.status)
        if call.wants_json:
            return Answer(problem(refusal.status), refusal.status)
        page = error_page(refusal.status).encode()
        return Answer(status=refusal.status, raw=page, kind="text/html; charset=UTF-8")

    def me(self, user: User, membership: Membership | None) -> Json:
        """The profile; organisation and plan are left out by who has none."""
        place = {"organization", "plan", "memberships", "permissions", "currentRole"}
        shown = {name: value for name, value in user.profile.items() if name not in place}
        if membership is not None:
            shown["organization"] = membership.organization
            shown["plan"] = membership.plan
        shown["memberships"] = [each.document for each in user.memberships if each.active]
        shown["permissions"] = list(membership.permissions) if membership else []
        shown["currentRole"] = membership.role if membership else None
        return shown

    def companies(self, companies: Iterable[Company]) -> object:
        """In an envelope."""
        return {"data": [company.document for company in companies]}

    def series(self, company: Company) -> object:
        """In an envelope, by prefix."""
        shown = [{**series, "nextNumber": next_number(series)} for series in company.series]
        return {"data": sorted(shown, key=lambda series: str(series["prefix"]))}

    def page(self, ledger: Ledger, company: Company, query: ListQuery, page: ListPage) -> Json:
        """Rows, counts and sums; no number of pages. Sums too long to add up are left out."""
        shown: Json = {
            "data": [row(invoice) for invoice in page.invoices],
            "total": page.total,
            "page": query.page,
            "limit": query.limit,
            "currency": query.currency or company.document["defaultCurrency"],
            "distinctCurrencies": ledger.currencies(company),
        }
        if page.sums is not None:
            sums = NOTHING if query.status == "cancelled" else page.sums
            shown["totals"] = {
                "subtotal": money(sums.subtotal),
                "vatTotal": money(sums.vat),
                "total": money(sums.total),
                "receivable": money(sums.receivable),
                "payable": money(sums.payable),
            }
        return shown

    def detail(self, ledger: Ledger, invoice: Invoice, *, with_children: bool = True) -> Json:
        """All fields of the group, payments as empty lists, stornos only where they exist and are asked for."""
        shown = {name: value for name, value in invoice.detail.items() if name != "refundInvoices"}
        shown["payments"] = [[] for _ in invoice.payments]
        shown["documentSeries"] = _series_of(ledger, invoice)
        shown["balance"] = invoice.balance
        children = ledger.children(invoice) if with_children else []
        if children:
            shown["refundInvoices"] = [
                {
                    "id": child.id,
                    "number": child.detail["number"],
                    "issueDate": child.issue_date.isoformat(),
                    "status": child.status,
                }
                for child in children
            ]
        return shown

    def events(self, invoice: Invoice) -> object:
        """A bare list, newest first; empty metadata are a list."""
        return [{**event, "metadata": event["metadata"] or []} for event in invoice.events]

    def payment(self, payment: Json) -> Json:
        """As it is kept."""
        return payment

    def email(self, email: Json) -> Json:
        """As it is kept."""
        return email

    def share_link(self, link: Json) -> Json:
        """As it is kept."""
        return link

    def submission(self, submission: Json) -> Json:
        """As it is kept."""
        return submission

    def bulk(self, done: str, count: int, errors: list[Json]) -> Json:
        """The count and what went wrong; who succeeded is not said (contract §10)."""
        return {done: count, "errors": errors}


def next_number(series: Json) -> str:
    """The number the next document of a series will get."""
    return f"{series['prefix']}{int(series['currentNumber']) + 1:04d}"


def row(invoice: Invoice) -> Json:
    """An invoice in a list; its company is always an empty list."""
    detail = invoice.detail
    client, supplier = detail["client"], detail["supplier"]
    own = {
        "company": [],
        "client": client and {name: client[name] for name in ("id", "name", "cui", "isVatPayer", "country")},
        "clientName": client and client["name"],
        "supplier": supplier
        and {
            "id": supplier["id"],
            "name": supplier["name"],
            "cif": detail["senderCif"],
            "isVatPayer": supplier["isVatPayer"],
        },
        "balance": invoice.balance,
    }
    return {name: own[name] if name in own else detail[name] for name in _ROW_FIELDS}


def _series_of(ledger: Ledger, invoice: Invoice) -> Json | None:
    kept = invoice.detail["documentSeries"]
    series = ledger.company_of(invoice).series_by_id(invoice.series_id)
    if series is None:
        return dict(kept) if kept else None
    return {"id": series["id"], "prefix": series["prefix"], "nextNumber": next_number(series)}
