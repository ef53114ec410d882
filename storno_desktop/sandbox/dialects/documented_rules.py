"""What the documentation promises to check: filters, reasons, and the restrictions of cancelling and restoring."""

from __future__ import annotations

from datetime import date, datetime

from storno_desktop.sandbox.call import Call
from storno_desktop.sandbox.clock import BUCHAREST, Clock
from storno_desktop.sandbox.dialects.observed_rules import DIRECTIONS, STATUSES
from storno_desktop.sandbox.invoice import DRAFT_PREFIX, Invoice
from storno_desktop.sandbox.ledger import Ledger
from storno_desktop.sandbox.listing import ListQuery
from storno_desktop.sandbox.plain import Json
from storno_desktop.sandbox.refusal import Refusal

SORTS = frozenset(("issueDate", "number", "total", "dueDate"))
_DEFAULT_LIMIT, _GREATEST_LIMIT = 20, 100
_SHORTEST_REASON = 10
_RESTORABLE_DAYS = 30


class DocumentedRules:
    """The documentation taken at its word."""

    refresh_path = "/api/auth/token/refresh"
    rotates_refresh_tokens = True
    leaks_refresh_tokens = False
    serves_credit_notes = True
    replay_kills_access = True

    def __init__(self, clock: Clock) -> None:
        self._clock = clock

    def mfa_methods(self, methods: list[str]) -> list[str]:
        """Mailed codes are not documented."""
        return [method for method in methods if method != "email_otp"]

    def no_company(self) -> Refusal:
        """Forbidden without a company."""
        return Refusal(403, "Company context required")

    def query(self, call: Call) -> ListQuery:
        """Wrong values are refused with 422, unknown names ignored."""
        sort, order = call.query.get("sort", "issueDate"), call.query.get("order", "desc")
        if sort not in SORTS or order not in {"asc", "desc"}:
            raise Refusal(422, "Invalid sort or order.")
        return ListQuery(
            first=_day(call.query.get("from")),
            last=_day(call.query.get("to")),
            search=call.query.get("search") or None,
            status=_one_of("status", call.query.get("status"), STATUSES),
            direction=_one_of("direction", call.query.get("direction"), DIRECTIONS),
            client_id=call.query.get("clientId"),
            sort=sort,
            descending=order == "desc",
            page=_number("page", call.query.get("page", "1"), None),
            limit=_number("limit", call.query.get("limit", str(_DEFAULT_LIMIT)), _GREATEST_LIMIT),
        )

    def reason(self, fields: Json) -> str | None:
        """A text of at least ten characters."""
        reason = fields.get("reason")
        if not isinstance(reason, str) or len(reason.strip()) < _SHORTEST_REASON:
            raise Refusal(
                400, f"The cancellation reason must be at least {_SHORTEST_REASON} characters long."
            )
        return reason

    def may_cancel(self, ledger: Ledger, invoice: Invoice) -> None:
        """Issued invoices without credit notes."""
        if invoice.status != "issued":
            raise Refusal(409, f"Invoice cannot be cancelled in status {invoice.status}.")
        if _standing_children(ledger, invoice):
            raise Refusal(422, "Invoice has associated credit notes.")

    def may_restore(self, ledger: Ledger, invoice: Invoice) -> None:
        """Cancelled invoices that none of the five restrictions holds back."""
        if invoice.status != "cancelled":
            raise Refusal(409, "Invoice is not cancelled.")
        if _validated(invoice):
            raise Refusal(422, "Invoice was submitted to ANAF and validated.")
        if _standing_children(ledger, invoice):
            raise Refusal(422, "Invoice has associated credit notes.")
        if invoice.payments:
            raise Refusal(422, "Invoice has recorded payments; they must be removed first.")
        if self._days_cancelled(invoice) > _RESTORABLE_DAYS:
            raise Refusal(422, f"Invoice was cancelled more than {_RESTORABLE_DAYS} days ago.")
        if _without_series(ledger, invoice):
            raise Refusal(422, "The invoice series has been deleted.")

    def _days_cancelled(self, invoice: Invoice) -> int:
        cancelled = datetime.fromisoformat(str(invoice.detail["cancelledAt"])).astimezone(BUCHAREST)
        return (self._clock.today() - cancelled.date()).days


def _standing_children(ledger: Ledger, invoice: Invoice) -> list[Invoice]:
    return [child for child in ledger.children(invoice) if child.status != "cancelled"]


def _validated(invoice: Invoice) -> bool:
    detail = invoice.detail
    return (
        detail["anafMessageId"] is not None
        or detail["anafStatus"] in {"ok", "validated"}
        or any(event["newStatus"] == "validated" for event in invoice.events)
    )


def _without_series(ledger: Ledger, invoice: Invoice) -> bool:
    if invoice.series_id is None:
        return not str(invoice.detail["number"]).startswith(DRAFT_PREFIX)
    return ledger.company_of(invoice).series_by_id(invoice.series_id) is None


def _one_of(name: str, value: str | None, known: frozenset[str]) -> str | None:
    if value is not None and value not in known:
        raise Refusal(422, f"Invalid value for {name}.")
    return value


def _number(name: str, text: str, greatest: int | None) -> int:
    if not text.isdecimal() or int(text) < 1 or (greatest is not None and int(text) > greatest):
        raise Refusal(422, f"Invalid value for {name}.")
    return int(text)


def _day(text: str | None) -> date | None:
    if text is None:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise Refusal(422, "Dates are written YYYY-MM-DD.") from None
