"""One change that was asked of the server: what was meant, and what reading back can show of it."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum, auto
from typing import TypeVar

from storno_desktop.domain.evidence import Evidence
from storno_desktop.domain.invoice import Invoice, InvoiceEvent
from storno_desktop.domain.invoice_summary import InvoiceId
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
    CREATE_STORNO = "create_storno"
    """A draft that reverses the whole invoice (contract §11)."""
    REVOKE_LINK = "revoke_link"
    """One public page of the invoice is closed (contract §14, N19)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Intent:
    """What was meant, fixed before anything is sent.

    `act` names it in the journal. `account` is the e-mail of who sends it; `reason` the exact text sent ("" where
    the act takes none); `target` the id of the link that is closed ("" for the other acts); `since` the server's
    clock at the last reading before sending, and `until` the moment by the same clock from which the request can
    land no more; `known` what was there before: the marks of the events (`event_mark`), for a storno the ids of the
    credit notes. Without `by_server_clock` the server told no time, and both moments are this computer's.
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
    target: str = ""


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
    GONE = auto()
    """The server does not have the invoice any more, and a request that late can land no more. Whether it happened
    before the invoice was deleted, nothing tells."""
    NOT_SEEN = auto()
    """Nothing shows it so far. A late request may still land: this is not "not done"."""
    NOT_READ = auto()
    """It could not be looked up."""


_SETTLED = frozenset(
    {Standing.DONE, Standing.DONE_AND_UNDONE, Standing.DONE_BY_OTHER, Standing.NOT_DONE, Standing.GONE}
)
"""What ends an act: the outcome is known, whatever it is, or nothing is left that could tell it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settlement:
    """The standing of an act, with what it rests on; `made` is the storno that was found, `listed` the answer of the
    company's list where the invoice itself is gone.

    `may_still_land`: somebody else did it, and could undo it, before our own request has become too late to be done.
    """

    standing: Standing
    invoice: Evidence[Invoice] | None = None
    event: InvoiceEvent | None = None
    problem: Problem | None = None
    made: Evidence[Invoice] | None = None
    listed: Evidence[bool] | None = None
    may_still_land: bool = False

    @property
    def can_be_told(self) -> bool:
        """Whether this is told to a person as what became of it. The act may stay open all the same: see
        `ends_the_act`, which the journal, the next act and a run go by."""
        return self.standing in _SETTLED

    @property
    def ends_the_act(self) -> bool:
        """Whether nothing that comes now can make another outcome of it."""
        return self.can_be_told and not self.may_still_land


def event_mark(event: InvoiceEvent) -> str:
    """What tells one event of an invoice from the others; the id where the server gives one."""
    return event.id or f"{event.at} {event.by} {event.reason}"


def is_recent(at: datetime, intent: Intent) -> bool:
    """Whether something of this moment (the server's clock) can have come from the request; where the server told no
    time, nothing tells."""
    return not intent.by_server_clock or at >= intent.since - CLOCK_TOLERANCE


def is_by_us(who: str, intent: Intent) -> bool:
    """Whether this e-mail is that of the account that sent the request."""
    return who.casefold() == intent.account.casefold()


def can_land_no_more(intent: Intent, reading: Evidence[T]) -> bool:
    """Whether this was read so late that the request cannot arrive any more."""
    at = reading.server_time if intent.by_server_clock else reading.observed_at
    return at is not None and at >= intent.until
