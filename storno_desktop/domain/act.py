"""One change that was asked of the server, and how its outcome is told from evidence alone."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum, auto
from typing import TypeVar

from storno_desktop.domain.evidence import Evidence
from storno_desktop.domain.facts import Facts
from storno_desktop.domain.invoice import Invoice, InvoiceEvent
from storno_desktop.domain.invoice_summary import InvoiceId, InvoiceStatus
from storno_desktop.domain.problem import Problem

T = TypeVar("T")

CLOCK_TOLERANCE = timedelta(seconds=5)
"""How much older than our intent an event may look: the server keeps whole seconds, and its `Date` header
may come from another machine than its events."""

LATE_LANDING = timedelta(minutes=2)
"""For how long after its own time limit a request may still reach the server and be carried out (decisions 4)."""


class ActKind(Enum):
    """What was asked; the values stand in the journal."""

    CANCEL = "cancel"
    RESTORE = "restore"


@dataclass(frozen=True, slots=True, kw_only=True)
class Intent:
    """What was meant, fixed before anything is sent.

    `act` names it in the journal. `account` is the e-mail of who sends it; `reason` the exact text sent ("" for a
    restore); `since` the server's clock at the last reading before sending, and `until` the moment by the same
    clock from which the request can land no more; `known` the marks of the events that were there before
    (`event_mark`). Without `by_server_clock` the server told no time, and both moments are this computer's.
    """

    act: str
    kind: ActKind
    invoice_id: InvoiceId
    number: str
    account: str
    since: datetime
    until: datetime
    reason: str = ""
    known: frozenset[str] = frozenset()
    by_server_clock: bool = True


class Standing(Enum):
    """What reading back shows (decisions 4)."""

    DONE = auto()
    """It happened, and it was us: the status and an event with our account (and reason) say so."""
    DONE_AND_UNDONE = auto()
    """It happened, and it was us; since then the invoice was brought into another state."""
    DONE_BY_OTHER = auto()
    """The invoice is in the wanted state, but somebody else brought it there."""
    NOT_DONE = auto()
    """Nothing shows it, and a request that late can land no more."""
    NOT_SEEN = auto()
    """Nothing shows it so far. A late request may still land: this is not "not done"."""
    NOT_READ = auto()
    """It could not be looked up."""


SETTLED = frozenset({Standing.DONE, Standing.DONE_AND_UNDONE, Standing.DONE_BY_OTHER, Standing.NOT_DONE})
"""What ends an act: the outcome is known, whatever it is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settlement:
    """The standing of an act, with what it rests on.

    `may_still_land`: somebody else did it, and could undo it, before our own request has become too late to be done.
    """

    standing: Standing
    invoice: Evidence[Invoice] | None = None
    event: InvoiceEvent | None = None
    problem: Problem | None = None
    may_still_land: bool = False

    @property
    def ends_the_act(self) -> bool:
        """Whether nothing that comes now can make another outcome of it."""
        return self.standing in SETTLED and not self.may_still_land


_WANTED = {ActKind.CANCEL: InvoiceStatus.CANCELLED, ActKind.RESTORE: InvoiceStatus.DRAFT}


def settle(intent: Intent, facts: Facts) -> Settlement:
    """Tell from a fresh reading of detail and events what became of an act whose answer was lost."""
    if not isinstance(facts.detail, Evidence):
        return Settlement(standing=Standing.NOT_READ, problem=facts.detail)
    if not isinstance(facts.events, Evidence):
        return Settlement(standing=Standing.NOT_READ, invoice=facts.detail, problem=facts.events)
    new = [event for event in facts.events.value if _is_new(event, intent) and _records(event, intent)]
    ours = next((event for event in new if _is_ours(event, intent)), None)
    is_wanted = facts.detail.value.summary.status is _WANTED[intent.kind]
    if ours is not None and is_wanted:
        return Settlement(standing=Standing.DONE, invoice=facts.detail, event=ours)
    if ours is not None and any(_undoes(event, ours, intent) for event in facts.events.value):
        return Settlement(standing=Standing.DONE_AND_UNDONE, invoice=facts.detail, event=ours)
    other = next(iter(new), None)
    # Detail and events are two answers: the event of what has just landed may be missing from one of them.
    is_too_late = all(_can_land_no_more(intent, each) for each in (facts.detail, facts.events))
    if is_wanted and (other is not None or _bears_another_reason(facts.detail.value, intent)):
        return Settlement(
            standing=Standing.DONE_BY_OTHER, invoice=facts.detail, event=other, may_still_land=not is_too_late
        )
    if ours is None and not is_wanted and is_too_late:
        return Settlement(standing=Standing.NOT_DONE, invoice=facts.detail, event=other)
    return Settlement(standing=Standing.NOT_SEEN, invoice=facts.detail)


def event_mark(event: InvoiceEvent) -> str:
    """What tells one event of an invoice from the others; the id where the server gives one."""
    return event.id or f"{event.at} {event.by} {event.reason}"


def answer_fits(intent: Intent, invoice: Invoice) -> bool:
    """Whether a 200 to the request really shows this invoice in the wanted state."""
    if invoice.id != intent.invoice_id or invoice.summary.status is not _WANTED[intent.kind]:
        return False
    return intent.kind is ActKind.RESTORE or invoice.cancellation_reason == intent.reason


def _records(event: InvoiceEvent, intent: Intent) -> bool:
    return event.is_cancellation if intent.kind is ActKind.CANCEL else event.is_restoration


def _bears_another_reason(invoice: Invoice, intent: Intent) -> bool:
    return intent.kind is ActKind.CANCEL and invoice.cancellation_reason != intent.reason


def _is_new(event: InvoiceEvent, intent: Intent) -> bool:
    if event.at is None or event_mark(event) in intent.known:
        return False
    return not intent.by_server_clock or event.at >= intent.since - CLOCK_TOLERANCE


def _undoes(event: InvoiceEvent, ours: InvoiceEvent, intent: Intent) -> bool:
    if event.at is None or ours.at is None or event_mark(event) in intent.known:
        return False
    return event.at >= ours.at and not _records(event, intent)


def _can_land_no_more(intent: Intent, reading: Evidence[T]) -> bool:
    at = reading.server_time if intent.by_server_clock else reading.observed_at
    return at is not None and at >= intent.until


def _is_ours(event: InvoiceEvent, intent: Intent) -> bool:
    return event.by.casefold() == intent.account.casefold() and event.reason == intent.reason
