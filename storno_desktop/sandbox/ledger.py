"""The books of the sandbox: companies, series and invoices, changed ones kept, all others derived."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass, field

from storno_desktop.sandbox.clock import Clock, Identities
from storno_desktop.sandbox.invoice import Invoice
from storno_desktop.sandbox.invoice_source import InvoiceHead, InvoiceSource, source_invoice
from storno_desktop.sandbox.plain import Json
from storno_desktop.sandbox.shelf import Shelf

_REMEMBERED = 30_000


@dataclass
class Company:
    """A company of an organisation with its document series, by prefix."""

    key: str
    document: Json
    organization: str
    series: list[Json] = field(default_factory=list)
    deleted: bool = False

    @property
    def id(self) -> str:
        """The UUID that `X-Company` carries."""
        return str(self.document["id"])

    @property
    def read_only(self) -> bool:
        """Whether the plan was downgraded (contract §21)."""
        return bool(self.document["isReadOnly"])

    def series_by_id(self, series_id: str | None) -> Json | None:
        """One of its series, None when it was deleted or never was."""
        return next((series for series in self.series if series["id"] == series_id), None)

    def default_series(self, kind: str) -> Json | None:
        """The series that numbers documents of this type when none is named."""
        fitting = [series for series in self.series if series["type"] == kind and series["active"]]
        return next((series for series in fitting if series["isDefault"]), fitting[0] if fitting else None)


class Ledger:
    """All companies and invoices; what was never touched is derived anew from its source."""

    def __init__(self, companies: list[Company], source: InvoiceSource, clock: Clock) -> None:
        self.companies = {company.id: company for company in companies}
        self.clock = clock
        self.ids = Identities(clock)
        self.version = 0
        self.keys_of_creation: dict[str, str] = {}
        self._by_key = {company.key: company for company in companies}
        self._source = source
        self._kept: dict[str, Invoice] = {}
        self._derived: OrderedDict[str, Invoice] = OrderedDict()
        self._born = 1 << 62
        self._shelves: dict[str, Shelf] = {}
        self._currencies: dict[str, list[str]] = {}

    def company_of(self, invoice: Invoice) -> Company:
        """The company an invoice belongs to."""
        return self._by_key[invoice.company]

    def shelf(self, company: Company) -> Shelf:
        """The company's invoices by day."""
        if company.key not in self._shelves:
            self._shelves[company.key] = Shelf(self._source, company.key, self.find)
        return self._shelves[company.key]

    def find(self, invoice_id: str) -> Invoice | None:
        """The invoice as it is now; None when it never was or was deleted."""
        kept = self._kept.get(invoice_id)
        if kept is not None:
            return None if kept.deleted else kept
        if invoice_id in self._derived:
            self._derived.move_to_end(invoice_id)
            return self._derived[invoice_id]
        index = self._source.index_of(invoice_id)
        if index is None:
            return None
        derived = self._derived[invoice_id] = source_invoice(self._source, index)
        if len(self._derived) > _REMEMBERED:
            self._derived.popitem(last=False)
        return derived

    def head(self, invoice_id: str) -> InvoiceHead | None:
        """What is known of an invoice without building it; None for one that was touched."""
        index = None if invoice_id in self._kept else self._source.index_of(invoice_id)
        return None if index is None else self._source.head(index)

    def changed(self, invoice: Invoice) -> None:
        """Keeps an invoice that was changed, so that it is never derived again."""
        self._kept[invoice.id] = invoice
        self._derived.pop(invoice.id, None)
        self.shelf(self.company_of(invoice)).stale(invoice.issue_date)
        self.version += 1

    def redate(self, invoice: Invoice, issue_date: str) -> None:
        """Gives an invoice another issue date (as the backend writes it) and its new place in the list."""
        shelf = self.shelf(self.company_of(invoice))
        shelf.take(invoice.id, invoice.issue_date)
        invoice.detail["issueDate"] = issue_date
        shelf.put(invoice.id, invoice.issue_date)
        self.changed(invoice)

    def add(self, detail: Json, company: Company) -> Invoice:
        """Books a new document."""
        self._born += 1
        invoice = Invoice(detail=detail, company=company.key, created=self._born)
        self.shelf(company).put(invoice.id, invoice.issue_date)
        self.changed(invoice)
        parent = self.find(invoice.parent_id) if invoice.parent_id else None
        if parent is not None:
            parent.detail["refundInvoices"] = [{"id": invoice.id}, *parent.detail.get("refundInvoices", [])]
            self.changed(parent)
        known = self.currencies(company)
        if detail["currency"] not in known:
            known.append(str(detail["currency"]))
        return invoice

    def delete(self, invoice: Invoice) -> None:
        """Deletes softly: the document is found no more."""
        invoice.deleted = True
        self.shelf(self.company_of(invoice)).take(invoice.id, invoice.issue_date)
        self.changed(invoice)

    def children(self, invoice: Invoice) -> list[Invoice]:
        """The stornos of an invoice that are not deleted, newest first."""
        ids = [str(child["id"]) for child in invoice.detail.get("refundInvoices", [])]
        return [child for child in map(self.find, ids) if child is not None]

    def currencies(self, company: Company) -> list[str]:
        """All currencies the company ever used."""
        if company.key not in self._currencies:
            self._currencies[company.key] = self._source.currencies(company.key)
        return self._currencies[company.key]

    def dealing_with(self, company: Company, client_id: str) -> Invoice | None:
        """Any invoice to this client, newest first; the client's data stand in it."""
        for invoice in self.shelf(company).invoices(None, None):
            client = invoice.detail["client"]
            if client is not None and client["id"] == client_id:
                return invoice
        return None

    def event(self, before: str | None, after: str, by: str | None, metadata: Json) -> Json:
        """A new entry for an invoice's history (contract §7)."""
        return {
            "id": self.ids.next(),
            "previousStatus": before,
            "newStatus": after,
            "metadata": metadata,
            "createdAt": self.clock.stamp(),
            "createdBy": by,
        }
