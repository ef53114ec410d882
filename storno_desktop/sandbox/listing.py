"""Picks, sorts, pages and adds up the invoices of one company for a list answer."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from storno_desktop.sandbox.folding import containing, folded
from storno_desktop.sandbox.invoice import Invoice
from storno_desktop.sandbox.invoice_source import InvoiceHead
from storno_desktop.sandbox.ledger import Company, Ledger
from storno_desktop.sandbox.shelf import NOTHING, Sums, sums_of

_CACHED_QUERIES = 32
_SUMMED_AT_MOST = 20_000


@dataclass(frozen=True)
class ListQuery:
    """What a list was asked for, already understood by the dialect; None means "any".

    `sort` names a column of `_SORTED_BY`. Texts compare without case and accents. Only the three
    marks that are tested against null (`paid`, `overdue`) and the window of dates (both days
    included) have rules of their own; `reversing` keeps credit notes and stornos alone.
    """

    first: date | None = None
    last: date | None = None
    search: str | None = None
    status: str | None = None
    direction: str | None = None
    kind: str | None = None
    currency: str | None = None
    client_id: str | None = None
    supplier_id: str | None = None
    duplicate: bool | None = None
    late: bool | None = None
    paid: bool | None = None
    overdue: bool = False
    reversing: bool = False
    total_min: Decimal | None = None
    total_max: Decimal | None = None
    vat_min: Decimal | None = None
    vat_max: Decimal | None = None
    sort: str = "issueDate"
    descending: bool = True
    page: int = 1
    limit: int = 10

    @property
    def only_dates(self) -> bool:
        """Whether nothing but the window narrows the list, in the order the shelf already has."""
        return self == ListQuery(
            first=self.first, last=self.last, descending=self.descending, page=self.page, limit=self.limit
        )


@dataclass(frozen=True)
class ListPage:
    """One page, the number of all matches, and their sums (None where adding up would take minutes)."""

    invoices: list[Invoice]
    total: int
    sums: Sums | None
    examined: int


_SORTED_BY: dict[str, Callable[[Invoice], object]] = {
    "issueDate": lambda invoice: invoice.issue_date,
    "number": lambda invoice: folded(str(invoice.detail["number"])),
    "total": lambda invoice: invoice.total,
    "status": lambda invoice: invoice.status,
    "direction": lambda invoice: invoice.detail["direction"] or "",
    "createdAt": lambda invoice: invoice.created,
    "dueDate": lambda invoice: invoice.detail["dueDate"] or "",
}


class Listing:
    """Answers list queries; the ids and sums of the last few are remembered until the books change."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._remembered: OrderedDict[tuple[str, ListQuery, int], tuple[list[str], Sums]] = OrderedDict()

    def page(self, company: Company, query: ListQuery) -> ListPage:
        """The page of a company's invoices that the query asks for."""
        shelf = self._ledger.shelf(company)
        skip = (query.page - 1) * query.limit
        examined = shelf.count(query.first, query.last)
        if query.only_dates:
            ids = shelf.page(
                query.first, query.last, oldest_first=not query.descending, skip=skip, take=query.limit
            )
            sums = shelf.sums(query.first, query.last) if examined <= _SUMMED_AT_MOST else None
            return ListPage(self._found(ids), examined, sums, examined)
        matching, found_sums = self._matching(company, query)
        return ListPage(self._found(matching[skip : skip + query.limit]), len(matching), found_sums, examined)

    def _found(self, ids: list[str]) -> list[Invoice]:
        return [invoice for invoice in map(self._ledger.find, ids) if invoice is not None]

    def _matching(self, company: Company, query: ListQuery) -> tuple[list[str], Sums]:
        key = company.id, replace(query, page=1, limit=1), self._ledger.version
        if key not in self._remembered:
            self._remembered[key] = self._scan(company, query)
            if len(self._remembered) > _CACHED_QUERIES:
                self._remembered.popitem(last=False)
        return self._remembered[key]

    def _scan(self, company: Company, query: ListQuery) -> tuple[list[str], Sums]:
        now = self._ledger.clock.stamp()
        sort = _SORTED_BY[query.sort]
        sums = NOTHING
        found: list[tuple[object, str]] = []
        for invoice_id in self._ledger.shelf(company).ids(query.first, query.last):
            head = self._ledger.head(invoice_id)
            if head is not None and not _head_matches(head, query):
                continue
            invoice = self._ledger.find(invoice_id)
            if invoice is not None and matches(invoice, query, now):
                found.append((sort(invoice), invoice.id))
                sums += sums_of(invoice)
        found.sort(key=lambda entry: entry[1], reverse=True)
        found.sort(key=lambda entry: entry[0], reverse=query.descending)  # type: ignore[arg-type,return-value]
        return [invoice_id for _, invoice_id in found], sums


def matches(invoice: Invoice, query: ListQuery, now: str) -> bool:
    """Whether an invoice passes every filter of the query apart from the window of dates."""
    detail = invoice.detail
    exact = (
        (query.status, detail["status"]),
        (query.direction, detail["direction"]),
        (query.kind, detail["documentType"]),
        (query.duplicate, detail["isDuplicate"]),
        (query.late, detail["isLateSubmission"]),
        (query.paid, None if query.paid is None else detail["paidAt"] is not None),
    )
    if any(wanted is not None and wanted != found for wanted, found in exact):
        return False
    if query.currency is not None and folded(query.currency) != folded(str(detail["currency"])):
        return False
    if query.client_id is not None and _id_of(detail["client"]) != query.client_id.lower():
        return False
    if query.supplier_id is not None and _id_of(detail["supplier"]) != query.supplier_id.lower():
        return False
    if query.overdue and not (
        detail["paidAt"] is None and detail["dueDate"] and str(detail["dueDate"]) < now
    ):
        return False
    if query.reversing and invoice.parent_id is None and detail["documentType"] != "credit_note":
        return False
    if not _between(query.total_min, invoice.total, query.total_max):
        return False
    if not _between(query.vat_min, Decimal(str(detail["vatTotal"])), query.vat_max):
        return False
    return query.search is None or _speaks_of(invoice, query.search)


def _head_matches(head: InvoiceHead, query: ListQuery) -> bool:
    """The filters that need no more than a head; they spare building what will not be shown."""
    wanted = (
        (query.status, head.status),
        (query.direction, head.direction),
        (query.kind, head.document_type),
    )
    return all(value is None or value == found for value, found in wanted)


def _between(least: Decimal | None, value: Decimal, most: Decimal | None) -> bool:
    return (least is None or value >= least) and (most is None or value <= most)


def _id_of(party: object) -> str | None:
    return str(party["id"]) if isinstance(party, dict) else None


def _speaks_of(invoice: Invoice, wanted: str) -> bool:
    detail = invoice.detail
    pattern = containing(wanted)
    client = detail["client"]
    texts = (
        detail["number"],
        client["name"] if client else None,
        detail["senderName"],
        detail["receiverName"],
        detail["senderCif"],
        detail["receiverCif"],
    )
    return any(text is not None and pattern.search(folded(str(text))) for text in texts)
