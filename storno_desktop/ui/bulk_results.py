"""What comes of a run over many invoices, row by row, and how far it has come."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import QObject, Signal

from storno_desktop.domain.act import Intent
from storno_desktop.domain.invoice_summary import InvoiceId
from storno_desktop.service.cancel_run import Decided, RunProgress
from storno_desktop.service.case import CaseChanged, Done, OutcomeUnknown
from storno_desktop.ui.bulk_model import BulkModel
from storno_desktop.ui.bulk_row import BulkRow


class BulkResults(QObject):
    """`cancelled` brings each invoice as the server has it; `taken` of `planned` invoices have been taken."""

    cancelled = Signal(object)  # Evidence[Invoice]

    def __init__(self, model: BulkModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self.planned = self.taken = 0
        self.following: InvoiceId | None = None
        """The next invoice of the run."""
        self.began_at: datetime | None = None

    @property
    def is_any_done(self) -> bool:
        """Whether anything was cancelled, by this run or by an earlier part of it."""
        return any(row.is_done for row in self._model.rows)

    @property
    def again(self) -> list[BulkRow]:
        """Those of which it is certain that nothing happened."""
        return [row for row in self._model.rows if row.can_be_tried_again]

    @property
    def with_links(self) -> list[BulkRow]:
        """The cancelled ones whose public links are still open, or were not looked at."""
        return [row for row in self._model.rows if row.open_links != 0]

    @property
    def left_open(self) -> list[Intent]:
        """Those whose outcome nobody knows."""
        outcomes = [row.outcome for row in self._model.rows if row.is_unknown]
        return [each.intent for each in outcomes if isinstance(each, OutcomeUnknown)]

    def begin(self, decided: Sequence[Decided], at: datetime) -> None:
        """A run over these begins."""
        ids = {each.invoice_id for each in decided}
        for row in self._model.rows:
            row.is_planned = row.invoice_id in ids
        self.planned, self.taken, self.following = len(decided), 0, decided[0].invoice_id
        self.began_at = at

    def end(self) -> None:
        """The run is over, or did not begin: nothing waits any more."""
        for row in self._model.rows:
            row.is_planned = False

    def row_of(self, invoice_id: InvoiceId | None) -> BulkRow | None:
        """The row of this invoice."""
        position = None if invoice_id is None else self._model.position_of(invoice_id)
        return None if position is None else self._model.row(position)

    def take(self, progress: RunProgress) -> BulkRow | None:
        """A step of the run; the row that it was about, if it was about one."""
        self.following = progress.following
        row = self.row_of(progress.invoice_id)
        if row is not None and not progress.returned:
            self.taken += 1
            row.is_planned, row.outcome = False, progress.outcome
            if isinstance(progress.outcome, Done):
                self.cancelled.emit(progress.outcome.invoice)
            elif isinstance(progress.outcome, CaseChanged):
                row.case = progress.outcome.case
        return row

    def take_read_back(self, invoice_id: InvoiceId, outcome: Done | OutcomeUnknown) -> BulkRow | None:
        """What reading back has shown of one whose answer was lost."""
        row = self.row_of(invoice_id)
        if row is not None:
            row.outcome = outcome
            if isinstance(outcome, Done):
                self.cancelled.emit(outcome.invoice)
        return row

    def forget(self, rows: Sequence[BulkRow]) -> None:
        """These are looked at anew."""
        for row in rows:
            row.forget_reading()
