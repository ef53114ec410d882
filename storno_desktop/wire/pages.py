"""Pages of the invoice list, where one bad row must not hide the others (contract §5)."""

from typing import Annotated, Any

from pydantic import Field

from storno_desktop.domain.invoice import LinkedInvoice
from storno_desktop.domain.invoice_summary import InvoiceSummary
from storno_desktop.domain.listing import ListTotals, Page
from storno_desktop.wire.document import (
    Listed,
    OptionalObject,
    Unreadable,
    WireDocument,
    read,
    read_part,
)
from storno_desktop.wire.elements import elements_of
from storno_desktop.wire.invoices import InvoiceRow
from storno_desktop.wire.money import Amount

_GREATEST_COUNT = 10**12


class _Totals(WireDocument):
    subtotal: Amount
    vat_total: Amount
    total: Amount
    receivable: Amount
    payable: Amount


class _Page(WireDocument):
    data: Annotated[list[Any], Listed]
    total: Annotated[int, Field(ge=0, le=_GREATEST_COUNT)]
    page: Annotated[int, Field(ge=1, le=_GREATEST_COUNT)]
    limit: Annotated[int, Field(ge=1, le=_GREATEST_COUNT)]
    totals: Any = None
    distinct_currencies: Annotated[list[Any], Listed] = Field(default_factory=list)


class _TotalsHolder(WireDocument):
    totals: Annotated[_Totals | None, OptionalObject] = None


def read_page(body: bytes) -> Page[InvoiceSummary] | Unreadable:
    """A page of rows; rows that cannot be read are left out and counted in `unreadable`.

    Sums that cannot be read are left out as a whole.
    """
    page = read(_Page, body)
    if isinstance(page, Unreadable):
        return page
    rows = [read_part(InvoiceRow, row) for row in page.data]
    documents = elements_of(body, "data", page.data)
    totals = read_part(_TotalsHolder, {"totals": page.totals})
    sums = None if isinstance(totals, Unreadable) else totals.totals
    return Page(
        rows=tuple(row.to_summary() for row in rows if not isinstance(row, Unreadable)),
        total=page.total,
        page=page.page,
        limit=page.limit,
        unreadable=sum(isinstance(row, Unreadable) for row in rows),
        totals=(
            ListTotals(
                subtotal=sums.subtotal,
                vat_total=sums.vat_total,
                total=sums.total,
                receivable=sums.receivable,
                payable=sums.payable,
            )
            if sums is not None
            else None
        ),
        currencies=tuple(code for code in page.distinct_currencies if isinstance(code, str)),
        documents=tuple(
            document
            for document, row in zip(documents, rows, strict=bool(documents))
            if not isinstance(row, Unreadable)
        ),
    )


def as_linked(note: InvoiceSummary) -> LinkedInvoice:
    """A credit note of the documented list as the child that it is of its parent."""
    return LinkedInvoice(
        id=note.id,
        number=note.number,
        status=note.status,
        status_code=note.status_code,
        issue_date=note.issue_date,
    )
