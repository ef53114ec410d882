"""Closes the public links of one cancelled invoice, one after the other; shown by whoever made it."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QObject, Signal

from storno_desktop.domain.act import Intent
from storno_desktop.domain.evidence import Evidence
from storno_desktop.domain.finding import Check, Finding, Verdict
from storno_desktop.domain.invoice import ShareLink
from storno_desktop.domain.invoice_summary import InvoiceId
from storno_desktop.domain.problem import Problem
from storno_desktop.domain.session import Company
from storno_desktop.io_thread import IoThread, Ticket
from storno_desktop.service.case import (
    ActOutcome,
    Case,
    CaseChanged,
    Done,
    NotAllowed,
    NotJournalled,
    NotSent,
    OutcomeUnknown,
    Refused,
    Unsent,
)
from storno_desktop.service.link_closing import LinkClosingService


class LinkCloser(QObject):
    """Each closing is an act of its own, sent by the service once and on fresh checks.

    `changed` tells that something else is known or under way; `looked` that a reading ended, `ended` that closing did,
    with the outcome of the closing that did not happen where that is why. `closing` brings how many are still to be
    closed, `unread` the problem of a reading, `left_open` the intent of a closing whose outcome nobody knows, None once
    it is known.
    """

    changed = Signal()
    looked = Signal()
    closing = Signal(int)
    ended = Signal(object)  # Unsent | None
    unread = Signal(object)  # Problem
    left_open = Signal(object)  # Intent | None

    def __init__(
        self,
        io: IoThread,
        service: LinkClosingService,
        company: Company,
        invoice_id: InvoiceId,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._io, self._service, self._company, self._invoice_id = io, service, company, invoice_id
        self._case: Case | None = None
        self._intent: Intent | None = None
        self._ticket: Ticket[Any] | None = None
        self._queue: list[str] = []
        self._closed: set[str] = set()

    @property
    def is_looking(self) -> bool:
        """Whether the links are being read."""
        return self._ticket is not None

    @property
    def is_read(self) -> bool:
        """Whether the links are known."""
        return self._case is not None and isinstance(self._case.facts.share_links, Evidence)

    @property
    def is_unknown(self) -> bool:
        """Whether nobody knows what became of a closing; nothing more is sent until it is known."""
        return self._intent is not None

    @property
    def open_ones(self) -> list[ShareLink]:
        """The links that are open."""
        links = None if self._case is None else self._case.facts.share_links
        if not isinstance(links, Evidence):
            return []
        return [link for link in links.value if link.is_active and link.id not in self._closed]

    @property
    def against(self) -> Finding | None:
        """Why none can be closed now; None where that is possible or nothing is known yet."""
        if self._case is None or self._intent is not None:
            return None
        for finding in self._case.assessment.findings:
            stops = finding.verdict in {Verdict.BLOCKING, Verdict.UNKNOWN}
            if stops and finding.check is not Check.PUBLIC_LINK:
                return finding
        return None

    def look(self) -> None:
        """Read them afresh; an open outcome is settled on the way."""
        if self._ticket is None and not self._queue:
            look = self._service.look(self._company, self._invoice_id)
            self._ticket = self._io.run(look, self._looked, owner=self)
            self.changed.emit()

    def close_all(self) -> None:
        """Close those that are open, as they were read last."""
        self._queue = [link.id for link in self.open_ones]
        self._next()

    # -------------------------------------------------------------------------------------- inside

    def _looked(self, result: Case | OutcomeUnknown) -> None:
        self._ticket = None
        if isinstance(result, OutcomeUnknown):
            self._become_unknown(result)
        else:
            self._take(result)
            reading = result.facts.share_links
            if isinstance(reading, Problem):
                self.unread.emit(reading)
        self.changed.emit()
        self.looked.emit()

    def _take(self, case: Case) -> None:
        self._case = case
        if self._intent is not None:
            self._intent = None
            self.left_open.emit(None)

    def _next(self) -> None:
        if not self._queue or self._case is None:
            self._end()
            return
        self.closing.emit(len(self._queue))
        act = self._service.close(self._case, self._queue[0])
        self._io.commit(act, self._acted, owner=self)

    def _acted(self, outcome: ActOutcome) -> None:
        match outcome:
            case Done():
                self._closed.add(self._queue.pop(0))
                self._next()
            case CaseChanged(case):
                self._take(case)
                if (
                    case.assessment.of(Check.PUBLIC_LINK).verdict is Verdict.BLOCKING
                    and len(case.assessment.with_verdict(Verdict.BLOCKING)) == 1
                ):  # somebody closed it meanwhile; the others may still be open
                    self._queue.pop(0)
                    self._next()
                else:
                    self._end()
            case OutcomeUnknown():
                self._become_unknown(outcome)
                self._end()
            case NotSent() | NotJournalled() | NotAllowed() | Refused():
                self._end(outcome)

    def _end(self, why: Unsent | None = None) -> None:
        self._queue = []
        self.changed.emit()
        self.ended.emit(why)

    def _become_unknown(self, outcome: OutcomeUnknown) -> None:
        if not outcome.settlement.ends_the_act:
            self._intent = outcome.intent
            self.left_open.emit(outcome.intent)
