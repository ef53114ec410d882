"""What the real backend allows: almost everything (contract §5, §8, §9)."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from decimal import Decimal

from storno_desktop.sandbox.call import Call
from storno_desktop.sandbox.clock import BUCHAREST, Clock
from storno_desktop.sandbox.invoice import Invoice
from storno_desktop.sandbox.ledger import Ledger
from storno_desktop.sandbox.listing import ListQuery
from storno_desktop.sandbox.plain import Json, number, words
from storno_desktop.sandbox.refusal import Refusal, crashed

STATUSES = frozenset(
    words(
        "draft synced issued sent_to_provider validated rejected cancelled paid partially_paid overdue converted "
        "refund refunded"
    )
)
DIRECTIONS = frozenset(("incoming", "outgoing"))
KINDS = frozenset(("invoice", "credit_note", "proforma"))
SORTS = frozenset(("number", "issueDate", "total", "status", "direction", "createdAt"))
_DEFAULT_LIMIT, _GREATEST_LIMIT = 10, 20
_TEXT_COLUMN = 65_535
_FILTERS = frozenset(
    words(
        "search status direction type currency clientId supplierId dateFrom dateTo isDuplicate isLateSubmission isPaid "
        "isOverdue totalMin totalMax vatTotalMin vatTotalMax"
    )
)
_TRUE = frozenset(("1", "true", "on", "yes"))


class ObservedRules:
    """The backend's own checks, faults included."""

    refresh_path = "/api/auth/refresh"
    rotates_refresh_tokens = False
    leaks_refresh_tokens = True
    serves_credit_notes = False
    replay_kills_access = False

    def __init__(self, clock: Clock) -> None:
        self._clock = clock

    def mfa_methods(self, methods: list[str]) -> list[str]:
        """All of them."""
        return methods

    def no_company(self) -> Refusal:
        """Not found, for whatever reason."""
        return Refusal(404, "Company not found.")

    def query(self, call: Call) -> ListQuery:
        """Wrong values crash, unknown names and sorts are ignored, limits are clamped."""
        if any(name.split("[")[0] in _FILTERS for name in call.query if "[" in name):
            raise crashed()
        page = call.whole_number("page", 1)
        limit = call.whole_number("limit", _DEFAULT_LIMIT)
        if page < 1:
            raise crashed()
        sort = call.query.get("sort", "issueDate")
        return ListQuery(
            first=self._day(call.query.get("dateFrom")),
            last=self._day(call.query.get("dateTo")),
            search=call.query.get("search") or None,
            status=_one_of(call.query.get("status"), STATUSES),
            direction=_one_of(call.query.get("direction"), DIRECTIONS),
            kind=_one_of(call.query.get("type"), KINDS),
            currency=call.query.get("currency") or None,
            client_id=call.query.get("clientId") or None,
            supplier_id=call.query.get("supplierId") or None,
            duplicate=_mark(call.query.get("isDuplicate")),
            late=_mark(call.query.get("isLateSubmission")),
            paid=_mark(call.query.get("isPaid")),
            overdue=bool(_mark(call.query.get("isOverdue"))),
            total_min=_amount(call.query.get("totalMin")),
            total_max=_amount(call.query.get("totalMax")),
            vat_min=_amount(call.query.get("vatTotalMin")),
            vat_max=_amount(call.query.get("vatTotalMax")),
            sort=sort if sort in SORTS else "issueDate",
            descending=call.query.get("order", "desc").lower() != "asc",
            page=page,
            limit=max(1, min(_GREATEST_LIMIT, limit)),
        )

    def reason(self, fields: Json) -> str | None:
        """Whatever PHP can make a text of; lists and objects crash, and so does what the column cannot hold."""
        reason = fields.get("reason")
        if reason is None:
            return None
        if isinstance(reason, list | dict):
            raise crashed()
        text = php_text(reason)
        if len(text.encode()) > _TEXT_COLUMN:
            raise crashed()
        return text

    def may_cancel(self, ledger: Ledger, invoice: Invoice) -> None:  # noqa: ARG002
        """Drafts, and issued invoices that were not uploaded; nothing else is looked at."""
        if invoice.status == "issued" and invoice.detail["anafUploadId"] is not None:
            raise Refusal(422, "Factura a fost deja trimisa la ANAF si nu mai poate fi anulata.")
        if invoice.status not in {"draft", "issued"}:
            raise Refusal(422, "Doar facturile ciorna sau emise pot fi anulate.")

    def may_restore(self, ledger: Ledger, invoice: Invoice) -> None:  # noqa: ARG002
        """Whatever is cancelled."""
        if invoice.status != "cancelled":
            raise Refusal(422, "Doar facturile anulate pot fi restaurate.")

    def _day(self, text: str | None) -> date | None:
        """A date as PHP's DateTime reads it, in the forms that clients send; all others crash."""
        if not text:
            return None
        words = {"now": 0, "today": 0, "midnight": 0, "yesterday": -1, "tomorrow": 1}
        if text.strip().lower() in words:
            return self._clock.today() + timedelta(days=words[text.strip().lower()])
        try:
            if turned := re.fullmatch(r"(\d{1,2})[.-](\d{1,2})[.-](\d{4})", text):
                day, month, year = (int(part) for part in turned.groups())
                return date(year, month, day)
            if text.startswith("@"):
                return datetime.fromtimestamp(int(text[1:]), BUCHAREST).date()
            return datetime.fromisoformat(
                text.strip().replace("/", "-").replace(" ", "+", text.count("T"))
            ).date()
        except (ValueError, OverflowError, OSError):
            raise crashed() from None


def php_text(value: object) -> str:
    """A scalar as PHP writes it when a text is asked for."""
    if isinstance(value, bool):
        return "1" if value else ""
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    return str(value)


def _one_of(value: str | None, known: frozenset[str]) -> str | None:
    if value is not None and value not in known:
        raise crashed()
    return value


def _mark(value: str | None) -> bool | None:
    return None if value is None else value.lower() in _TRUE


def _amount(value: str | None) -> Decimal | None:
    return number(value) if value else None
