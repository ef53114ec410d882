"""Everything that was read about one invoice before an act on it, each fact with its own fate."""

from dataclasses import dataclass, fields, replace
from datetime import datetime
from enum import Enum
from typing import Any

from storno_desktop.domain.evidence import Evidence, Reading
from storno_desktop.domain.invoice import (
    EmailDelivery,
    Invoice,
    InvoiceEvent,
    LinkedInvoice,
    Payment,
    Series,
    ShareLink,
    Submission,
)
from storno_desktop.domain.invoice_summary import InvoiceId, InvoiceStatus
from storno_desktop.domain.problem import ProblemKind
from storno_desktop.domain.session import Company, User


class Reached(Enum):
    """The person's own answer to the one question that no server can answer: did the invoice reach the
    client another way (printed, by messenger)?"""

    YES = "yes"
    NO = "no"
    NOT_KNOWN = "not_known"


@dataclass(frozen=True, slots=True)
class ChildFacts:
    """What was read of one credit note itself."""

    id: InvoiceId
    detail: Reading[Invoice] = None
    events: Reading[tuple[InvoiceEvent, ...]] = None


@dataclass(frozen=True, slots=True)
class Absence:
    """What was looked up because the server had no record of the invoice: whether the company's list names it, and
    after that its record once more."""

    listed: Reading[bool]
    again: Reading[Invoice]


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """The fetch set of contract §25; the letters are its names.

    Each reading is the evidence, the problem that kept it from being read, or None if it was not asked
    for. `user` is who will send the request, `company` the selected company as read now. `new_children` are the
    credit notes that appeared since a storno was asked for, `absence` what is known of an invoice without a record;
    only settling reads them.
    """

    detail: Reading[Invoice] = None  # D
    events: Reading[tuple[InvoiceEvent, ...]] = None  # E
    payments: Reading[tuple[Payment, ...]] = None  # P
    emails: Reading[tuple[EmailDelivery, ...]] = None  # M
    share_links: Reading[tuple[ShareLink, ...]] = None  # L
    submissions: Reading[tuple[Submission, ...]] = None  # S
    series: Reading[tuple[Series, ...]] = None  # DS
    credit_notes: Reading[tuple[LinkedInvoice, ...]] = None
    company: Reading[Company] = None
    user: User | None = None
    reached: Reached | None = None
    new_children: tuple[ChildFacts, ...] = ()
    absence: Absence | None = None

    @property
    def asked_now(self) -> "Facts":
        """Without what was read back from the local copy: that is good for looking, and an act never rests on it."""
        kept: dict[str, Any] = {
            each.name: None
            for each in fields(self)
            if isinstance(reading := getattr(self, each.name), Evidence) and reading.is_kept
        }
        return replace(self, **kept) if kept else self

    @property
    def invoice(self) -> Invoice | None:
        """The full record, if it was read."""
        return self.detail.value if isinstance(self.detail, Evidence) else None

    @property
    def now(self) -> datetime | None:
        """The moment of the detail's answer by the best clock known, None if it was not read."""
        return self.detail.moment if isinstance(self.detail, Evidence) else None

    @property
    def has_server_clock(self) -> bool:
        """Whether the server told its own time with the detail."""
        return isinstance(self.detail, Evidence) and self.detail.server_time is not None

    @property
    def known_credit_notes(self) -> Reading[tuple[LinkedInvoice, ...]]:
        """Children from the detail together with those of the documented route.

        A server without that route (404) is no failed read: the detail's list stands alone
        (decisions 1). Any other failure of it is, and so is not having asked. Where the two places
        disagree about one child, the one that is not cancelled counts.
        """
        detail = self.detail
        if not isinstance(detail, Evidence):
            return detail
        listed, route = detail.value.credit_notes, self.credit_notes
        if isinstance(route, Evidence):
            merged: dict[InvoiceId, LinkedInvoice] = {}
            for child in (*(listed or ()), *route.value):
                merged[child.id] = max(merged.get(child.id, child), child, key=_liveliness)
            return Evidence(
                tuple(merged.values()),
                route.source,
                min(route.observed_at, detail.observed_at),
                route.server_time,
            )
        if route is None or route.kind is not ProblemKind.NOT_FOUND:
            return route
        return (
            Evidence(listed, detail.source, detail.observed_at, detail.server_time)
            if listed is not None
            else None
        )

    @property
    def present_storno(self) -> LinkedInvoice | None:
        """A storno that there is already, as far as that was read; of several one that still stands."""
        listed = self.known_credit_notes
        if not isinstance(listed, Evidence):
            return None
        return max(listed.value, key=_liveliness, default=None)

    @property
    def last_change(self) -> datetime | None:
        """The moment of the newest entry of the history by the server's clock, None where none is known."""
        if not isinstance(self.events, Evidence):
            return None
        return max((event.at for event in self.events.value if event.at is not None), default=None)

    @property
    def last_cancellation(self) -> InvoiceEvent | None:
        """The newest event that records a cancellation, if the events were read and hold one.

        The server keeps whole seconds and orders ties at will (contract §7): of two in one second the
        greater id counts, so that the answer does not depend on the order of the list. An event without
        a time counts only where none has one.
        """
        if not isinstance(self.events, Evidence):
            return None
        return max(
            (event for event in self.events.value if event.is_cancellation),
            key=lambda event: (event.at is not None, event.at.timestamp() if event.at else 0.0, event.id),
            default=None,
        )


def _liveliness(child: LinkedInvoice) -> tuple[bool, str, str]:
    # What follows the first only makes the choice independent of the order.
    return child.status is not InvoiceStatus.CANCELLED, child.status_code, child.number
