"""The answers to requests that change many invoices at once (contract §10, §11, E15)."""

from collections.abc import Sequence
from typing import Annotated

from pydantic import Field

from storno_desktop.domain.bulk_outcome import BulkOutcome
from storno_desktop.domain.invoice_summary import InvoiceId
from storno_desktop.domain.problem import Acted, Problem, ProblemKind
from storno_desktop.wire.document import Listed, Text, Unreadable, WireDocument, read
from storno_desktop.wire.problems import presentable


class _Refusal(WireDocument):
    id: Text = ""
    error: Text = ""


class _Bulk(WireDocument):
    cancelled: Annotated[int, Field(ge=0)]
    errors: Annotated[list[_Refusal], Listed] = Field(default_factory=list)


class _Storno(WireDocument):
    created: Annotated[int, Field(ge=0)]
    errors: Annotated[list[_Refusal], Listed] = Field(default_factory=list)


_NO_RIGHT = "Access Denied."
"""What stands in the place of a 403 for a single invoice."""


def read_storno_answer(body: bytes, asked: InvoiceId) -> InvoiceId | Problem | Unreadable:
    """The invoice if one storno of it was made, or why the server made none; anything else proves nothing."""
    document = read(_Storno, body)
    if isinstance(document, Unreadable):
        return document
    refusals = [each for each in document.errors if each.id.lower() == str(asked).lower()]
    if document.created == 1 and not document.errors:
        return asked
    if document.created == 0 and refusals:
        said = refusals[0].error
        kind = ProblemKind.FORBIDDEN if said == _NO_RIGHT else ProblemKind.REFUSED
        return Problem(kind, Acted.NO, status=200, server_text=presentable(said))
    return Unreadable("created: neither one nor refused")


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
