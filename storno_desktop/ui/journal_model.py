"""The journal's acts as rows of a table, narrowed by what somebody types or chooses."""

from __future__ import annotations

from collections.abc import Sequence
from enum import IntEnum
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from storno_desktop.domain.act_record import ActRecord
from storno_desktop.domain.folding import fold
from storno_desktop.domain.journal_row import ActState
from storno_desktop.ui.act_words import ActWords
from storno_desktop.ui.figures import Figures
from storno_desktop.ui.icons import icon

_Index = QModelIndex | QPersistentModelIndex


class Column(IntEnum):
    """From left to right."""

    WHEN = 0
    KIND = 1
    INVOICE = 2
    OUTCOME = 3
    WHO = 4
    COMPANY = 5
    REASON = 6


class JournalModel(QAbstractTableModel):
    """Newest first; `show_filter` narrows what is there and what comes."""

    def __init__(self, figures: Figures, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._figures, self._words = figures, ActWords(figures, self)
        self._records: list[tuple[ActRecord, str]] = []
        self._shown: list[ActRecord] = []
        self._typed, self._states = "", frozenset[ActState]()

    @property
    def known(self) -> int:
        """How many acts there are, shown or not."""
        return len(self._records)

    def record(self, row: int) -> ActRecord | None:
        """The act in this row."""
        return self._shown[row] if 0 <= row < len(self._shown) else None

    def clear(self) -> None:
        """Nothing is known."""
        self.beginResetModel()
        self._records, self._shown = [], []
        self.endResetModel()

    def add(self, records: Sequence[ActRecord]) -> None:
        """Older acts, newest first."""
        more = [(each, self._searched(each)) for each in records]
        self._records += more
        fitting = [each for each, text in more if self._fits(each, text)]
        if fitting:
            first = len(self._shown)
            self.beginInsertRows(QModelIndex(), first, first + len(fitting) - 1)
            self._shown += fitting
            self.endInsertRows()

    def show_filter(self, typed: str, states: frozenset[ActState]) -> None:
        """Only acts whose texts hold all these words, in one of these states (all of them for none)."""
        self._typed, self._states = typed, states
        self.beginResetModel()
        self._shown = [each for each, text in self._records if self._fits(each, text)]
        self.endResetModel()

    # -------------------------------------------------------------------------------------- Qt's questions

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008  Qt's own default
        return 0 if parent.isValid() else len(self._shown)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(Column)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation is not Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        return (
            self.tr("When"),
            self.tr("Act"),
            self.tr("Invoice"),
            self.tr("Outcome"),
            self.tr("Who"),
            self.tr("Company"),
            self.tr("Reason"),
        )[section]

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        record = self.record(index.row())
        if record is None:
            return None
        column = Column(index.column())
        if role == Qt.ItemDataRole.DisplayRole:
            return self._text(record, column)
        if role == Qt.ItemDataRole.DecorationRole and column is Column.OUTCOME:
            sign = self._words.outcome(record)
            return icon(sign.icon, sign.tone)
        return None

    # -------------------------------------------------------------------------------------- inside

    def _text(self, record: ActRecord, column: Column) -> str:
        match column:
            case Column.WHEN:
                return self._figures.moment(record.begun)
            case Column.KIND:
                return self._words.kind(record.kind)
            case Column.INVOICE:
                return record.number
            case Column.OUTCOME:
                return self._words.outcome(record).word
            case Column.WHO:
                return record.author.email
            case Column.COMPANY:
                return record.company[1]
            case Column.REASON:
                return record.reason or record.own_reason

    def _searched(self, record: ActRecord) -> str:
        client = str(record.steps[0]["invoice"].get("client", ""))
        texts = [self._text(record, column) for column in Column]
        return fold(" ".join([*texts, record.company[2], client]))

    def _fits(self, record: ActRecord, text: str) -> bool:
        if self._states and record.state not in self._states:
            return False
        return all(word in text for word in fold(self._typed).split())
