"""Reads many invoices for a review behind the window, a few at a time, while the person writes the reason."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QObject, Signal

from storno_desktop.domain.problem import UNASKED, Problem, ProblemKind
from storno_desktop.domain.session import Company
from storno_desktop.io_thread import IoThread, Ticket
from storno_desktop.service.cancel_runs import CancelRuns
from storno_desktop.service.case import Case, OutcomeUnknown
from storno_desktop.ui.bulk_row import BulkRow

AT_ONCE = 2
"""Each asks for several parts at once, and others want to be read too."""

_FOR_ALL = UNASKED | {ProblemKind.SIGNED_OUT}
"""Failures that the next invoice would meet too."""


class BulkReading(QObject):
    """`came` brings each row as soon as it was read; `ended` once all were, or None of the rest can be for now: then
    it brings the problem, and the rest stays to be read."""

    came = Signal(object)  # BulkRow
    ended = Signal(object)  # Problem | None

    def __init__(
        self, io: IoThread, runs: CancelRuns, company: Company, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._io, self._runs, self._company = io, runs, company
        self._queue: deque[BulkRow] = deque()
        self._under_way: dict[BulkRow, Ticket[Case | OutcomeUnknown]] = {}
        self._problem: Problem | None = None

    @property
    def is_under_way(self) -> bool:
        """Whether anything is still to come."""
        return bool(self._under_way or self._queue)

    def read(self, rows: Sequence[BulkRow]) -> None:
        """These rows too, in their order."""
        waiting = set(self._queue) | self._under_way.keys()
        self._queue.extend(row for row in rows if row not in waiting)
        self._problem = None
        self._next()

    def read_first(self, row: BulkRow) -> None:
        """Somebody looks at this one: it comes before the others."""
        if row in self._queue:
            self._queue.remove(row)
            self._queue.appendleft(row)

    def stop(self) -> None:
        """Nobody wants the rest any more."""
        self._queue.clear()
        for ticket in self._under_way.values():
            ticket.drop()
        self._under_way.clear()

    def _next(self) -> None:
        while self._queue and len(self._under_way) < AT_ONCE:
            row = self._queue.popleft()
            look = self._runs.look(self._company, row.invoice_id)
            self._under_way[row] = self._io.run(look, partial(self._looked, row), owner=self)

    def _looked(self, row: BulkRow, seen: Case | OutcomeUnknown) -> None:
        del self._under_way[row]
        problem = _problem_for_all(seen)
        if problem is not None:
            self._problem = problem
            self._queue.clear()
        else:
            row.take(seen)
        self.came.emit(row)
        self._next()
        if not self.is_under_way:
            self.ended.emit(self._problem)


def _problem_for_all(seen: Case | OutcomeUnknown) -> Problem | None:
    found = (
        [seen.settlement.problem]
        if isinstance(seen, OutcomeUnknown)
        else [finding.problem for finding in seen.assessment.findings]
    )
    return next((each for each in found if each is not None and each.kind in _FOR_ALL), None)
