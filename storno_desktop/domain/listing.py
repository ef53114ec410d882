"""Asking for a list: what the server can filter and sort, and a page of its answer."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import Generic, TypeVar

from storno_desktop.domain.invoice_summary import Direction, InvoiceStatus

T_co = TypeVar("T_co", covariant=True)

SERVER_PAGE_LIMIT = 20
"""The most rows that the real server gives at once, whatever is asked (contract §5)."""


class ServerSort(Enum):
    """The columns that the server really sorts by (contract §5); others are silently ignored there."""

    NUMBER = "number"
    ISSUE_DATE = "issueDate"
    TOTAL = "total"
    STATUS = "status"
    DIRECTION = "direction"
    CREATED_AT = "createdAt"


@dataclass(frozen=True, slots=True, kw_only=True)
class ServerListing:
    """A question to the server's list. None and "" mean "not filtered"; both dates are inclusive.

    `only_overdue` has an effect only when true. Amount limits are inclusive, in each row's currency.
    """

    page: int = 1
    limit: int = SERVER_PAGE_LIMIT
    search: str = ""
    status: InvoiceStatus | None = None
    direction: Direction | None = None
    date_from: date | None = None
    date_to: date | None = None
    client_id: str = ""
    supplier_id: str = ""
    document_type: str = ""
    currency: str = ""
    is_duplicate: bool | None = None
    is_late: bool | None = None
    is_paid: bool | None = None
    only_overdue: bool = False
    total_min: Decimal | None = None
    total_max: Decimal | None = None
    vat_min: Decimal | None = None
    vat_max: Decimal | None = None
    sort: ServerSort = ServerSort.ISSUE_DATE
    descending: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class ListTotals:
    """Sums over all rows that match, cancelled ones left out by the server; currencies are mixed unless
    the question named one (contract §5)."""

    subtotal: Decimal
    vat_total: Decimal
    total: Decimal
    receivable: Decimal
    payable: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Page(Generic[T_co]):
    """One page of a list. `unreadable` counts rows that were left out because they could not be read;
    `total` is the server's count over all pages; `limit` the page size it really used.

    `documents` are the rows as they were received (JSON), in the same order, only on their way into the
    local copy; empty where they could not be told apart."""

    rows: tuple[T_co, ...]
    total: int
    page: int
    limit: int
    unreadable: int = 0
    totals: ListTotals | None = None
    currencies: tuple[str, ...] = ()
    documents: tuple[bytes, ...] = field(default=(), repr=False, compare=False)

    def __iter__(self) -> Iterator[T_co]:
        return iter(self.rows)

    @property
    def is_last(self) -> bool:
        """Whether nothing follows this page."""
        return self.page * self.limit >= self.total or not (self.rows or self.unreadable)
