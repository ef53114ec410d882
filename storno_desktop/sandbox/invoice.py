"""One invoice of the ledger with all that hangs on it, kept in the observed shape."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from storno_desktop.sandbox.plain import Json, money

DRAFT_PREFIX = "DRAFT-"


@dataclass
class Invoice:
    """A document, its history and its parts.

    `detail` is the body of the backend's detail answer without what is computed on the way out
    (`payments`, `balance`, `refundInvoices`, the series' next number). `company` is the key of the
    owning company, `created` sorts invoices by their creation. Lists are newest first.
    """

    detail: Json
    company: str
    created: int
    events: list[Json] = field(default_factory=list)
    payments: list[Json] = field(default_factory=list)
    emails: list[Json] = field(default_factory=list)
    share_links: list[Json] = field(default_factory=list)
    submissions: list[Json] = field(default_factory=list)
    deleted: bool = False
    restored: Json | None = None

    @classmethod
    def of_record(cls, record: Json, created: int) -> Invoice:
        """An invoice from one record of a seed file or of the generator."""
        return cls(
            detail=dict(record["detail"]),
            company=record["company"],
            created=created,
            events=list(record["events"]),
            payments=list(record["payments"]),
            emails=list(record["emails"]),
            share_links=list(record["shareLinks"]),
            submissions=list(record["submissions"]),
        )

    @property
    def id(self) -> str:
        """The UUID."""
        return str(self.detail["id"])

    @property
    def status(self) -> str:
        """The status as the backend names it (contract §1)."""
        return str(self.detail["status"])

    @property
    def parent_id(self) -> str | None:
        """The invoice this one reverses, if it is a storno."""
        parent = self.detail["parentDocumentId"]
        return None if parent is None else str(parent)

    @property
    def series_id(self) -> str | None:
        """The series its number comes from."""
        series = self.detail["documentSeries"]
        return None if series is None else str(series["id"])

    @property
    def issue_date(self) -> date:
        """The day on the document."""
        return date.fromisoformat(str(self.detail["issueDate"])[:10])

    @property
    def total(self) -> Decimal:
        """The amount due, VAT included."""
        return Decimal(str(self.detail["total"]))

    @property
    def paid(self) -> Decimal:
        """What was paid or, on a negative document, settled without payment."""
        return Decimal(str(self.detail["amountPaid"]))

    @property
    def balance(self) -> str:
        """Total less paid, whatever the status."""
        return money(self.total - self.paid)

    def moves_to(self, status: str, event: Json) -> None:
        """Takes a new status and writes the event of it, newest first."""
        self.detail["status"] = status
        self.events.insert(0, event)

    def settle_payments(self, paid_at: str) -> None:
        """Recomputes what is paid after a payment came or went; the status never follows (contract §12)."""
        paid = sum((Decimal(str(payment["amount"])) for payment in self.payments), Decimal(0))
        self.detail["amountPaid"] = money(paid)
        settled = bool(self.payments) and paid >= self.total
        self.detail["paidAt"] = paid_at if settled else None
        self.detail["paymentMethod"] = self.payments[0]["paymentMethod"] if settled else None
