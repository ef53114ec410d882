"""One change that was asked of the server, and how its outcome is told from evidence alone."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum, auto

from storno_desktop.domain.evidence import Evidence
from storno_desktop.domain.facts import Facts
from storno_desktop.domain.invoice import Invoice, InvoiceEvent
from storno_desktop.domain.invoice_summary import InvoiceId, InvoiceStatus
from storno_desktop.domain.problem import Problem

CLOCK_TOLERANCE = timedelta(seconds=5)
"""How much older than our intent an event may look: the server keeps whole seconds, and its `Date` header
may come from another machine than its events."""


class ActKind(Enum):
    """What was asked."""

    CANCEL = auto()
    RESTORE = auto()


@dataclass(frozen=True, slots=True, kw_only=True)
class Intent:
    """What was meant, fixed before anything is sent.

    `account` is the e-mail of who sends it; `reason` the exact text sent ("" for a restore); `since` the
    server's clock at the last reading before sending.
    """

    kind: ActKind
    invoice_id: InvoiceId
    number: str
    account: str
    since: datetime
    reason: str = ""


class Standing(Enum):
    """What reading back shows (decisions 4)."""

    DONE = auto()
    """It happened, and it was us: the status and an event with our account (and reason) say so."""
    DONE_BY_OTHER = auto()
    """The invoice is in the wanted state, but somebody else brought it there."""
    NOT_SEEN = auto()
    """Nothing shows it so far. A late request may still land: this is not "not done"."""
    NOT_READ = auto()
    """It could not be looked up."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settlement:
    """The standing of an act, with what it rests on."""

    standing: Standing
    invoice: Evidence[Invoice] | None = None
    event: InvoiceEvent | None = None
    problem: Problem | None = None


_WANTED = {ActKind.CANCEL: InvoiceStatus.CANCELLED, ActKind.RESTORE: InvoiceStatus.DRAFT}


def settle(intent: Intent, facts: Facts) -> Settlement:
    """Tell from a fresh reading of detail and events what became of an act whose answer was lost."""
    if not isinstance(facts.detail, Evidence):
        return Settlement(standing=Standing.NOT_READ, problem=facts.detail)
    if not isinstance(facts.events, Evidence):
        return Settlement(standing=Standing.NOT_READ, invoice=facts.detail, problem=facts.events)
    if facts.detail.value.summary.status is not _WANTED[intent.kind]:
        return Settlement(standing=Standing.NOT_SEEN, invoice=facts.detail)
    recent = [event for event in facts.events.value if _is_recent(event, intent) and _records(event, intent)]
    ours = next((event for event in recent if _is_ours(event, intent)), None)
    if ours is not None:
        return Settlement(standing=Standing.DONE, invoice=facts.detail, event=ours)
    other = next(iter(recent), None)
    if other is not None or _bears_another_reason(facts.detail.value, intent):
        return Settlement(standing=Standing.DONE_BY_OTHER, invoice=facts.detail, event=other)
    # Detail and events are two answers: the event of what has just landed may be missing from one of them.
    return Settlement(standing=Standing.NOT_SEEN, invoice=facts.detail)


def answer_fits(intent: Intent, invoice: Invoice) -> bool:
    """Whether a 200 to the request really shows this invoice in the wanted state."""
    if invoice.id != intent.invoice_id or invoice.summary.status is not _WANTED[intent.kind]:
        return False
    return intent.kind is ActKind.RESTORE or invoice.cancellation_reason == intent.reason


def _records(event: InvoiceEvent, intent: Intent) -> bool:
    return event.is_cancellation if intent.kind is ActKind.CANCEL else event.is_restoration


def _bears_another_reason(invoice: Invoice, intent: Intent) -> bool:
    return intent.kind is ActKind.CANCEL and invoice.cancellation_reason != intent.reason


def _is_recent(event: InvoiceEvent, intent: Intent) -> bool:
    return event.at is not None and event.at >= intent.since - CLOCK_TOLERANCE


def _is_ours(event: InvoiceEvent, intent: Intent) -> bool:
    return event.by.casefold() == intent.account.casefold() and event.reason == intent.reason
