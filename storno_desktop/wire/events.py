"""The history of an invoice, in the real form and in the documented one (contract §7)."""

from dataclasses import replace
from typing import Annotated

from pydantic import AliasChoices, Field

from storno_desktop.domain.invoice import InvoiceEvent
from storno_desktop.domain.invoice_summary import InvoiceStatus
from storno_desktop.wire.dates import OptionalMoment
from storno_desktop.wire.document import OptionalObject, Text, Unreadable, WireDocument, read_all
from storno_desktop.wire.person import Person


class _Metadata(WireDocument):
    action: Text = ""
    reason: Text = ""
    cancelled_from_status: Text = ""


class EventDocument(WireDocument):
    """One entry; the documented form says `status`, `timestamp`, `user` and `type`."""

    id: Text = Field("", validation_alias=AliasChoices("id", "uuid"))
    previous_status: Text = ""
    new_status: Text = Field("", validation_alias=AliasChoices("newStatus", "status"))
    metadata: Annotated[_Metadata | None, OptionalObject] = None
    created_at: OptionalMoment = Field(None, validation_alias=AliasChoices("createdAt", "timestamp"))
    created_by: Person = Field("", validation_alias=AliasChoices("createdBy", "user"))
    type: Text = ""

    def to_event(self) -> InvoiceEvent:
        """The entry as the program knows it; the kind is `metadata.action`, else the documented `type`."""
        metadata = self.metadata or _Metadata()
        return InvoiceEvent(
            id=self.id,
            status=InvoiceStatus.of(self.new_status),
            status_code=self.new_status,
            previous_code=self.previous_status,
            action=metadata.action or self.type,
            at=self.created_at,
            by=self.created_by,
            reason=metadata.reason,
            cancelled_from=metadata.cancelled_from_status,
        )


def read_events(body: bytes) -> tuple[InvoiceEvent, ...] | Unreadable:
    """The whole history, newest first, as `GET …/events` gives it."""
    events = read_all(EventDocument, body, EventDocument.to_event)
    return events if isinstance(events, Unreadable) else _with_previous(events)


def _with_previous(events: tuple[InvoiceEvent, ...]) -> tuple[InvoiceEvent, ...]:
    """Fills in where each change came from, which the documented form does not say.

    It is the status of the next older entry that changed one. Histories in which any entry names its
    previous status are left alone.
    """
    if any(event.previous_code for event in events):
        return events
    filled = []
    for position, event in enumerate(events):
        older = next((other.status_code for other in events[position + 1 :] if other.status_code), "")
        previous = older if event.status_code else ""
        came_from = event.cancelled_from or (previous if event.is_cancellation else "")
        filled.append(replace(event, previous_code=previous, cancelled_from=came_from))
    return tuple(filled)
