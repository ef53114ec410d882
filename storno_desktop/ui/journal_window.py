"""What was done from this computer, and what became of it: every act, its steps, its evidence."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QLineEdit,
    QPushButton,
    QSplitter,
    QTableView,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from storno_desktop.domain.act_record import ActRecord
from storno_desktop.domain.journal_row import OPEN, ActState, FaultyRow
from storno_desktop.io_thread import IoThread, Ticket
from storno_desktop.ui.act_words import ActWords
from storno_desktop.ui.announcement import announce
from storno_desktop.ui.busy import BusyLine
from storno_desktop.ui.figures import Figures
from storno_desktop.ui.journal_model import Column, JournalModel
from storno_desktop.ui.operation_sheet import OperationSheet
from storno_desktop.ui.plain_text import plain_label
from storno_desktop.ui.row_table import show_as_rows
from storno_desktop.ui.sentence import filled
from storno_desktop.ui.sheet import style_on_screen
from storno_desktop.ui.theme import (
    SPACE_M,
    SPACE_S,
    SPACE_XL,
    Tone,
    current_theme,
    secondary_font,
    set_tone,
    title_font,
)

if TYPE_CHECKING:
    from storno_desktop.service.journal_book import JournalBook

_PAGE = 500
_SIZE = QSize(1180, 720)
_WIDTHS = {
    Column.WHEN: 160,
    Column.KIND: 105,
    Column.INVOICE: 100,
    Column.OUTCOME: 175,
    Column.WHO: 185,
    Column.COMPANY: 160,
}


class JournalWindow(QDialog):
    """Reads the journal page by page; nothing in it can be changed from here or from anywhere else.

    `sheet_asked` brings the act whose sheet is to be saved, `export_asked` and `code_asked` what they say.
    """

    sheet_asked = Signal(object)  # ActRecord
    export_asked = Signal()
    code_asked = Signal()

    def __init__(
        self,
        io: IoThread,
        book: JournalBook,
        clock: Callable[[], datetime],
        figures: Figures,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Journal of acts"))
        self.resize(_SIZE)
        self._io, self._book, self._clock, self._figures = io, book, clock, figures
        self._words, self._sheet = ActWords(figures, self), OperationSheet(figures, self)
        self._ticket: Ticket[tuple[ActRecord, ...]] | None = None
        self._checking: Ticket[FaultyRow | None] | None = None
        self.model = JournalModel(figures, self)
        self.search = QLineEdit(self)
        self.outcomes = QComboBox(self)
        self.table = QTableView(self)
        self.sheet = QTextBrowser(self)
        self.standing = plain_label(wraps=True, parent=self)
        self.counted = plain_label(font=secondary_font(), parent=self)
        self.verify_button = QPushButton(self.tr("&Verify"), self)
        self.sheet_button = QPushButton(self.tr("&Operation sheet…"), self)
        self.export_button = QPushButton(self.tr("&Export…"), self)
        self.code_button = QPushButton(self.tr("&Recovery code…"), self)
        self.close_button = QPushButton(self.tr("Close"), self)
        self._busy = BusyLine(parent=self)

        self._fill()
        self._lay_out()
        self.search.textChanged.connect(lambda _text: self._narrow())
        self.outcomes.currentIndexChanged.connect(lambda _index: self._narrow())
        self.table.selectionModel().currentRowChanged.connect(lambda *_rows: self._show_act())
        self.model.modelReset.connect(self._show_act)
        self.verify_button.clicked.connect(lambda _on=False: self.verify())
        self.sheet_button.clicked.connect(lambda _on=False: self._ask_sheet())
        self.export_button.clicked.connect(lambda _on=False: self.export_asked.emit())
        self.code_button.clicked.connect(lambda _on=False: self.code_asked.emit())
        self.close_button.clicked.connect(lambda _on=False: self.close())
        self.finished.connect(lambda _result: self._leave())
        self.reload()

    @property
    def is_reading(self) -> bool:
        """Whether acts are on their way, or the journal is being checked."""
        return self._ticket is not None or self._checking is not None

    @property
    def act(self) -> ActRecord | None:
        """The act under the cursor."""
        return self.model.record(self.table.currentIndex().row())

    def reload(self) -> None:
        """Read it afresh."""
        if self._ticket is not None:
            self._ticket.drop()
        self.model.clear()
        self.code_button.setVisible(bool(self._book.new_code))
        self._read(None)

    def verify(self) -> None:
        """Look whether every row is as it was written."""
        if self._checking is None:
            self.verify_button.setEnabled(False)
            self.say(self.tr("Checking every row…"), Tone.NEUTRAL)
            self._busy.start()
            self._checking = self._io.run(self._book.verify(), self._verified, owner=self)

    # -------------------------------------------------------------------------------------- inside

    def _read(self, before: int | None) -> None:
        self._busy.start()
        self._ticket = self._io.run(self._book.acts_before(before, _PAGE), self._came, owner=self)

    def _came(self, records: tuple[ActRecord, ...]) -> None:
        self._ticket = None
        was_empty = self.model.rowCount() == 0
        self.model.add(records)
        self._count()
        if was_empty and self.model.rowCount():
            self.table.selectRow(0)
        if len(records) == _PAGE:
            self._read(records[-1].rows[0].number)
            return
        if self._checking is None:
            self._busy.stop()
        self._show_act()

    def _verified(self, fault: FaultyRow | None) -> None:
        self._checking = None
        self.verify_button.setEnabled(True)
        if self._ticket is None:
            self._busy.stop()
        sentence, tone = self._words.fault(fault)
        if fault is None and not self._book.is_anchored and not self._book.is_in_memory:
            sentence += " " + self.tr("Without a keyring a cut-off end or an older copy cannot be noticed.")
        self.say(filled(self.tr("%1 Checked at %2."), sentence, self._figures.clock(self._clock())), tone)

    def say(self, sentence: str, tone: Tone) -> None:
        """Below the list, and read aloud."""
        self.standing.setText(sentence)
        set_tone(self.standing, tone)
        announce(self, sentence)

    def _narrow(self) -> None:
        states = self.outcomes.currentData()
        self.model.show_filter(self.search.text(), frozenset(states or ()))
        self._count()
        if self.model.rowCount():
            self.table.selectRow(0)

    def _count(self) -> None:
        shown, known = self.model.rowCount(), self.model.known
        if shown == known:
            self.counted.setText(self.tr("%Ln act(s)", "", known))
        else:
            self.counted.setText(
                filled(self.tr("%1 of %2 acts"), self._figures.count(shown), self._figures.count(known))
            )

    def _show_act(self) -> None:
        record = self.act
        self.sheet_button.setEnabled(record is not None)
        if record is not None:
            self.sheet.document().setDefaultStyleSheet(style_on_screen(current_theme()))
            self.sheet.setHtml(self._sheet.as_html(record))
        elif self._ticket is None and not self.model.known:
            self.sheet.setPlainText(self.tr("Nothing has been done from this computer yet."))
        else:
            self.sheet.clear()

    def _ask_sheet(self) -> None:
        record = self.act
        if record is not None:
            self.sheet_asked.emit(record)

    def _fill(self) -> None:
        self.search.setPlaceholderText(self.tr("Search: number, client, person, reason"))
        self.search.setAccessibleName(self.tr("Search in the journal"))
        self.search.setClearButtonEnabled(True)
        self.outcomes.setAccessibleName(self.tr("Outcome"))
        for text, states in (
            (self.tr("All outcomes"), frozenset[ActState]()),
            (self.tr("Done"), frozenset({ActState.CONFIRMED})),
            (self.tr("Refused"), frozenset({ActState.REFUSED})),
            (self.tr("Outcome unknown"), OPEN | {ActState.GONE}),
            (self.tr("Not done or given up"), frozenset({ActState.NOT_DONE, ActState.ABANDONED})),
        ):
            self.outcomes.addItem(text, tuple(states))
        table = self.table
        table.setModel(self.model)
        table.setAccessibleName(self.tr("Acts, newest first"))
        show_as_rows(table, 2 * self.fontMetrics().height() - SPACE_S)
        header = table.horizontalHeader()
        for column, width in _WIDTHS.items():
            table.setColumnWidth(column, width)
        header.setSectionResizeMode(Column.REASON, QHeaderView.ResizeMode.Stretch)
        self.sheet.setOpenLinks(False)
        self.sheet.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.sheet.setAccessibleName(self.tr("The chosen act"))
        self.sheet_button.setEnabled(False)

    def _lay_out(self) -> None:
        for each in (
            self.verify_button,
            self.sheet_button,
            self.export_button,
            self.code_button,
            self.close_button,
        ):
            each.setAutoDefault(False)
        top = QHBoxLayout()
        top.setSpacing(SPACE_S)
        top.addWidget(self.search, 1)
        top.addWidget(self.outcomes)
        top.addWidget(self.counted)
        parts = QSplitter(Qt.Orientation.Vertical, self)
        parts.addWidget(self.table)
        parts.addWidget(self.sheet)
        parts.setStretchFactor(0, 1)
        parts.setStretchFactor(1, 1)
        parts.setChildrenCollapsible(False)
        foot = QHBoxLayout()
        foot.setSpacing(SPACE_S)
        foot.addWidget(self.verify_button)
        foot.addWidget(self.sheet_button)
        foot.addWidget(self.export_button)
        foot.addWidget(self.code_button)
        foot.addStretch(1)
        foot.addWidget(self.close_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE_XL, SPACE_XL, SPACE_XL, SPACE_XL)
        column.setSpacing(SPACE_M)
        column.addWidget(plain_label(self.windowTitle(), title_font(), parent=self))
        column.addLayout(top)
        column.addWidget(self._busy)
        column.addWidget(parts, 1)
        column.addWidget(self.standing)
        column.addLayout(foot)
        self.table.setFocus()

    def _leave(self) -> None:
        for each in (self._ticket, self._checking):
            if each is not None:
                each.drop()
