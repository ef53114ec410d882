"""The review before many invoices are cancelled: what is still to be read, and which of them were decided about."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime

from PySide6.QtCore import QObject, Signal

from storno_desktop.domain.session import Company
from storno_desktop.io_thread import IoThread
from storno_desktop.service.cancel_run import Decided
from storno_desktop.service.cancel_runs import CancelRuns
from storno_desktop.ui.bulk_model import BulkModel
from storno_desktop.ui.bulk_reading import BulkReading
from storno_desktop.ui.bulk_row import BulkRow, Readiness
from storno_desktop.ui.bulk_words import BulkWords

_TO_READ = frozenset({Readiness.WAITING, Readiness.UNREAD, Readiness.OPEN})


class BulkReview(QObject):
    """`began` tells that a reading begins, `ended` that all was read, or nothing more can be for now: see `BulkReading`."""

    began = Signal()
    came = Signal(object)  # BulkRow
    ended = Signal(object)  # Problem | None

    def __init__(
        self,
        io: IoThread,
        runs: CancelRuns,
        company: Company,
        model: BulkModel,
        words: BulkWords,
        now: Callable[[], datetime],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._model, self._words, self._now = model, words, now
        self._rows: list[BulkRow] = []
        self.began_at: datetime | None = None
        """When the last reading began."""
        self.reading = BulkReading(io, runs, company, self)
        self.reading.came.connect(self.came)
        self.reading.ended.connect(self.ended)

    @property
    def is_under_way(self) -> bool:
        """Whether invoices are still being read."""
        return self.reading.is_under_way

    @property
    def whole(self) -> int:
        """How many the last reading is of."""
        return len(self._rows)

    @property
    def done(self) -> int:
        """How many of them were read."""
        return self.whole - sum(row.case is None and row.open is None for row in self._rows)

    def read_missing(self) -> None:
        """Read what has not been read, or could not be."""
        self.read([row for row in self._undone() if row.readiness(self._model.for_all) in _TO_READ])

    def read_all(self) -> None:
        """Read everything afresh that nothing came of yet."""
        self.read(self._undone())

    def read(self, rows: Sequence[BulkRow]) -> None:
        """Read these, but for those that the list itself rules out."""
        self._rows, self.began_at = [row for row in rows if not row.why_not], self._now()
        if self._rows:
            self.began.emit()
            self.reading.read(self._rows)

    def decided(self) -> list[Decided]:
        """What is ready to be cancelled."""
        for_all = self._model.for_all
        return [each for row in self._undone() if (each := row.decided(for_all)) is not None]

    def _undone(self) -> list[BulkRow]:
        return [row for row in self._model.rows if self._words.result(row) is None]
