"""The invoices that are to be cancelled as rows of a table: advice, state and reason of each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from enum import IntEnum
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from storno_desktop.domain.invoice_summary import InvoiceId
from storno_desktop.ui.bulk_row import BulkRow, ForAll, Readiness
from storno_desktop.ui.bulk_words import BulkWords
from storno_desktop.ui.figures import Figures
from storno_desktop.ui.icons import icon
from storno_desktop.ui.plain_text import plain_tooltip
from storno_desktop.ui.theme import current_theme
from storno_desktop.ui.words import Sign

_Index = QModelIndex | QPersistentModelIndex
_TICKED = frozenset(
    {Readiness.READY, Readiness.LEFT_OUT, Readiness.UNANSWERED, Readiness.UNNOTED, Readiness.WITHOUT_REASON}
)
"""Rows that a person can take out or put back."""
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class BulkColumn(IntEnum):
    """From left to right."""

    NUMBER = 0
    CLIENT = 1
    TOTAL = 2
    ADVICE = 3
    STATE = 4
    REASON = 5


class BulkModel(QAbstractTableModel):
    """A tick before the number takes an invoice out or puts it back; `ticked` tells of it."""

    ticked = Signal()

    def __init__(
        self, rows: Sequence[BulkRow], words: BulkWords, figures: Figures, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.rows = list(rows)
        self.for_all = ForAll()
        self.is_review = True
        """Whether ticks can be changed."""
        self._words, self._figures = words, figures
        self._positions = {row.invoice_id: position for position, row in enumerate(self.rows)}

    def row(self, position: int) -> BulkRow | None:
        """The invoice in this row."""
        return self.rows[position] if 0 <= position < len(self.rows) else None

    def position_of(self, invoice_id: InvoiceId) -> int | None:
        """Where an invoice stands."""
        return self._positions.get(invoice_id)

    def counts(self) -> Counter[Readiness]:
        """How many rows wait for what; those with a result are left out."""
        return Counter(
            row.readiness(self.for_all)
            for row in self.rows
            if row.outcome is None and not row.was_done_before
        )

    def say_for_all(self, for_all: ForAll) -> None:
        """From now on this holds wherever a row has nothing of its own."""
        if for_all != self.for_all:
            self.for_all = for_all
            self.show_all()

    def show_all(self) -> None:
        """Every row may look different."""
        if self.rows:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self.rows) - 1, len(BulkColumn) - 1))

    def show_row(self, row: BulkRow) -> None:
        """This row may look different."""
        position = self._positions[row.invoice_id]
        self.dataChanged.emit(self.index(position, 0), self.index(position, len(BulkColumn) - 1))

    # -------------------------------------------------------------------------------------- Qt's questions

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008  Qt's own default
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(BulkColumn)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.heading(BulkColumn(section))
        if role == Qt.ItemDataRole.TextAlignmentRole and section == BulkColumn.TOTAL:
            return _RIGHT
        return None

    def heading(self, column: BulkColumn) -> str:
        """What a column holds."""
        match column:
            case BulkColumn.NUMBER:
                return self.tr("Number")
            case BulkColumn.CLIENT:
                return self.tr("Client")
            case BulkColumn.TOTAL:
                return self.tr("Total")
            case BulkColumn.ADVICE:
                return self.tr("Advice")
            case BulkColumn.STATE:
                return self.tr("State")
            case BulkColumn.REASON:
                return self.tr("Reason")

    def flags(self, index: _Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        if index.column() == BulkColumn.NUMBER and self.is_review and self._has_tick(self.rows[index.row()]):
            flags |= Qt.ItemFlag.ItemIsUserCheckable
        return flags

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = self.row(index.row())
        if row is None:
            return None
        column = BulkColumn(index.column())
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self.text(row, column)
            case Qt.ItemDataRole.DecorationRole:
                sign = self._sign(row, column)
                return None if sign is None else icon(sign.icon, sign.tone)
            case Qt.ItemDataRole.TextAlignmentRole:
                return _RIGHT if column is BulkColumn.TOTAL else None
            case Qt.ItemDataRole.ForegroundRole:
                own = column is not BulkColumn.REASON or row.reason is not None
                return None if own else current_theme().color("secondary")
            case Qt.ItemDataRole.CheckStateRole if (
                column is BulkColumn.NUMBER and self.is_review and self._has_tick(row)
            ):
                return Qt.CheckState.Checked if row.is_chosen else Qt.CheckState.Unchecked
            case Qt.ItemDataRole.ToolTipRole:
                return plain_tooltip(self._whole(row, column))
            case Qt.ItemDataRole.AccessibleTextRole:
                return f"{self.heading(column)}: {self._whole(row, column)}"
            case _:
                return None

    def setData(self, index: _Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        row = self.row(index.row())
        if row is None or role != Qt.ItemDataRole.CheckStateRole:
            return False
        row.is_chosen = Qt.CheckState(value) is Qt.CheckState.Checked
        self.show_row(row)
        self.ticked.emit()
        return True

    def text(self, row: BulkRow, column: BulkColumn) -> str:
        """What a cell says."""
        match column:
            case BulkColumn.NUMBER:
                return row.number
            case BulkColumn.CLIENT:
                return row.client or "—"
            case BulkColumn.TOTAL:
                return self._figures.amount(row.total, row.currency)
            case BulkColumn.REASON:
                return self._words.remark(row, self.for_all)
            case BulkColumn.ADVICE | BulkColumn.STATE:
                sign = self._sign(row, column)
                return "" if sign is None else sign.word

    # -------------------------------------------------------------------------------------- inside

    def _has_tick(self, row: BulkRow) -> bool:
        return self._words.result(row) is None and row.readiness(self.for_all) in _TICKED

    def _sign(self, row: BulkRow, column: BulkColumn) -> Sign | None:
        if column is BulkColumn.STATE:
            return self._words.state(row, self.for_all)
        return self._words.advice(row, self.for_all) if column is BulkColumn.ADVICE else None

    def _whole(self, row: BulkRow, column: BulkColumn) -> str:
        text = self.text(row, column)
        if column is not BulkColumn.STATE:
            return text
        return "\n".join(filter(None, (text, self._words.why(row, self.for_all))))
