"""A cancellation or restoration whose answer was lost: the invoice's status and its history tell the outcome."""

from collections.abc import Iterable
from operator import itemgetter

from storno_desktop.domain.act import (
    ActKind,
    Intent,
    Settlement,
    Standing,
    can_land_no_more,
    event_mark,
    is_by_us,
    is_recent,
)
from storno_desktop.domain.evidence import Evidence
from storno_desktop.domain.facts import Facts
from storno_desktop.domain.invoice import Invoice, InvoiceEvent
from storno_desktop.domain.invoice_summary import InvoiceStatus

_WANTED = {ActKind.CANCEL: InvoiceStatus.CANCELLED, ActKind.RESTORE: InvoiceStatus.DRAFT}


def settle_status(intent: Intent, facts: Facts) -> Settlement:
    """Tell from a fresh reading of detail and events what became of it."""
    if not isinstance(facts.detail, Evidence):
        return Settlement(standing=Standing.NOT_READ, problem=facts.detail)
    if not isinstance(facts.events, Evidence):
        return Settlement(standing=Standing.NOT_READ, invoice=facts.detail, problem=facts.events)
    new = _newest_first(
        event for event in facts.events.value if _is_new(event, intent) and _records(event, intent)
    )
    ours = next((event for event in new if _is_ours(event, intent)), None)
    is_wanted = facts.detail.value.summary.status is _WANTED[intent.kind]
    if ours is not None and is_wanted:
        return Settlement(standing=Standing.DONE, invoice=facts.detail, event=ours)
    if ours is not None and any(_undoes(event, ours, intent) for event in facts.events.value):
        return Settlement(standing=Standing.DONE_AND_UNDONE, invoice=facts.detail, event=ours)
    other = next(iter(new), None)
    # Detail and events are two answers: the event of what has just landed may be missing from one of them.
    is_too_late = all(can_land_no_more(intent, each) for each in (facts.detail, facts.events))
    if is_wanted and (other is not None or _bears_another_reason(facts.detail.value, intent)):
        return Settlement(
            standing=Standing.DONE_BY_OTHER, invoice=facts.detail, event=other, may_still_land=not is_too_late
        )
    if ours is None and not is_wanted and is_too_late:
        return Settlement(standing=Standing.NOT_DONE, invoice=facts.detail, event=other)
    return Settlement(standing=Standing.NOT_SEEN, invoice=facts.detail)


def answer_fits(intent: Intent, invoice: Invoice) -> bool:
    """Whether a 200 to the request really shows this invoice in the wanted state."""
    if invoice.id != intent.invoice_id or invoice.summary.status is not _WANTED[intent.kind]:
        return False
    return intent.kind is ActKind.RESTORE or invoice.cancellation_reason == intent.reason


def _newest_first(events: Iterable[InvoiceEvent]) -> list[InvoiceEvent]:
    """Whatever order the server lists them in: of two that could be ours, the later one says what stands now."""
    dated = [(event.at, event.id, event) for event in events if event.at is not None]
    return [event for *_, event in sorted(dated, key=itemgetter(0, 1), reverse=True)]


def _records(event: InvoiceEvent, intent: Intent) -> bool:
    return event.is_cancellation if intent.kind is ActKind.CANCEL else event.is_restoration


def _bears_another_reason(invoice: Invoice, intent: Intent) -> bool:
    return intent.kind is ActKind.CANCEL and invoice.cancellation_reason != intent.reason


def _is_new(event: InvoiceEvent, intent: Intent) -> bool:
    if event.at is None or event_mark(event) in intent.known:
        return False
    return is_recent(event.at, intent)


def _undoes(event: InvoiceEvent, ours: InvoiceEvent, intent: Intent) -> bool:
    if event.at is None or ours.at is None or event_mark(event) in intent.known:
        return False
    return event.at >= ours.at and not _records(event, intent)


def _is_ours(event: InvoiceEvent, intent: Intent) -> bool:
    return is_by_us(event.by, intent) and event.reason == intent.reason
