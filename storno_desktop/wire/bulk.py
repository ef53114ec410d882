"""The answer to a request that cancels many invoices at once (contract §10, E15)."""

from collections.abc import Sequence
from typing import Annotated

from pydantic import Field

from storno_desktop.domain.bulk_outcome import BulkOutcome
from storno_desktop.domain.invoice_summary import InvoiceId
from storno_desktop.wire.document import Listed, Text, Unreadable, WireDocument, read
from storno_desktop.wire.problems import presentable


class _Refusal(WireDocument):
    id: Text = ""
    error: Text = ""


class _Bulk(WireDocument):
    cancelled: Annotated[int, Field(ge=0)]
    errors: Annotated[list[_Refusal], Listed] = Field(default_factory=list)


def read_bulk_outcome(body: bytes, asked: Sequence[InvoiceId]) -> BulkOutcome | Unreadable:
    """What the server tells about the invoices that were `asked` for."""
    document = read(_Bulk, body)
    if isinstance(document, Unreadable):
        return document
    by_text = {str(invoice).lower(): invoice for invoice in asked}
    refused = {
        by_text[refusal.id.lower()]: presentable(refusal.error)
        for refusal in document.errors
        if refusal.id.lower() in by_text
    }
    return BulkOutcome(asked=tuple(asked), cancelled=document.cancelled, refused=refused)
