"""The requests for a supervisor elsewhere: those made here and those received, and how each stands."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from storno_desktop.domain.kept_request import KeptRequest, RequestState
from storno_desktop.domain.signed_paper import SUFFIX, key_fingerprint
from storno_desktop.domain.supervision import Requester
from storno_desktop.ui.announcement import announce
from storno_desktop.ui.busy import BusyLine
from storno_desktop.ui.figures import Figures
from storno_desktop.ui.icons import icon
from storno_desktop.ui.plain_text import plain_label
from storno_desktop.ui.request_words import RequestWords
from storno_desktop.ui.row_table import show_as_rows
from storno_desktop.ui.sentence import filled
from storno_desktop.ui.theme import SPACE_M, SPACE_S, SPACE_XL, Tone, secondary_font, set_tone, title_font

_SIZE = QSize(1180, 480)
_WIDTHS = (180, 100, 170, 270, 150)


class RequestsWindow(QDialog):
    """`decide_asked`, `save_asked` and `answer_asked` bring the chosen request; `dropped` a file that was let fall here."""

    decide_asked = Signal(object)  # KeptRequest
    save_asked = Signal(object)
    answer_asked = Signal(object)
    file_asked = Signal()
    look_asked = Signal()
    dropped = Signal(object)  # Path

    def __init__(
        self,
        words: RequestWords,
        figures: Figures,
        clock: Callable[[], datetime],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAcceptDrops(True)
        self.setWindowTitle(self.tr("Requests for approval"))
        self.resize(_SIZE)
        self._words, self._figures, self._clock = words, figures, clock
        self._kept: tuple[KeptRequest, ...] = ()
        self._me: Requester | None = None
        self.table = QTableWidget(0, len(_WIDTHS) + 1, self)
        self.standing = plain_label(wraps=True, parent=self)
        self.key = plain_label(font=secondary_font(), wraps=True, parent=self)
        self.said = plain_label(wraps=True, parent=self)
        self.decide_button = QPushButton(self.tr("Check and &decide…"), self)
        self.save_button = QPushButton(self.tr("&Save the request again…"), self)
        self.answer_button = QPushButton(self.tr("Save the &answer…"), self)
        self.file_button = QPushButton(self.tr("&Open a request file…"), self)
        self.look_button = QPushButton(self.tr("&Ask the server"), self)
        self.close_button = QPushButton(self.tr("Close"), self)
        self.busy = BusyLine(parent=self)

        self._fill()
        self._lay_out()
        self.table.itemSelectionChanged.connect(self._show_chosen)
        self.table.itemActivated.connect(lambda _item: self._activate())
        self.decide_button.clicked.connect(lambda _on=False: self._ask(self.decide_asked.emit))
        self.save_button.clicked.connect(lambda _on=False: self._ask(self.save_asked.emit))
        self.answer_button.clicked.connect(lambda _on=False: self._ask(self.answer_asked.emit))
        self.file_button.clicked.connect(lambda _on=False: self.file_asked.emit())
        self.look_button.clicked.connect(lambda _on=False: self.look_asked.emit())
        self.close_button.clicked.connect(lambda _on=False: self.close())
        self._show_chosen()

    @property
    def chosen(self) -> KeptRequest | None:
        """The request under the cursor."""
        row = self.table.currentRow()
        return self._kept[row] if 0 <= row < len(self._kept) else None

    def show_requests(self, kept: Sequence[KeptRequest], me: Requester | None) -> None:
        """These, in their order, as they stand for whoever is signed in; the cursor stays on its request."""
        self._me = me
        before = None if self.chosen is None else self.chosen.request.nonce
        self._kept = tuple(kept)
        blocked = self.table.blockSignals(True)
        self.table.setRowCount(len(self._kept))
        for row, each in enumerate(self._kept):
            self._show_row(row, each)
        nonces = [each.request.nonce for each in self._kept]
        if nonces:
            self.table.selectRow(nonces.index(before) if before in nonces else 0)
        self.table.blockSignals(blocked)
        self._show_chosen()

    def say(self, sentence: str, tone: Tone) -> None:
        """Below the list, and read aloud."""
        self.said.setText(sentence)
        self.said.setVisible(bool(sentence))
        set_tone(self.said, tone)
        announce(self, sentence)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if self._file_in(event) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        path = self._file_in(event)
        if path is not None:
            event.acceptProposedAction()
            self.dropped.emit(path)

    # -------------------------------------------------------------------------------------- inside

    @staticmethod
    def _file_in(event: QDropEvent) -> Path | None:
        urls = event.mimeData().urls()
        local = urls[0].toLocalFile() if len(urls) == 1 else ""
        return Path(local) if local.endswith(SUFFIX) else None

    def _show_row(self, row: int, kept: KeptRequest) -> None:
        request = kept.request
        sign = self._words.state(kept, self._me, self._clock())
        texts = (
            sign.word,
            request.number,
            request.company_name,
            self.tr("me") if kept.is_of(self._me) else request.requester.full,
            self._figures.moment(kept.ended_at if not kept.waits else request.made_at),
            request.reason,
        )
        for column, text in enumerate(texts):
            item = QTableWidgetItem(text)
            item.setFlags(Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEnabled)
            if column == 0:
                item.setIcon(icon(sign.icon, sign.tone))
            self.table.setItem(row, column, item)

    def _show_chosen(self) -> None:
        kept = self.chosen
        open_here = kept is not None and kept.waits and not kept.request.is_over(self._clock())
        mine = kept is not None and kept.is_of(self._me)
        self.decide_button.setEnabled(open_here and not mine)
        self.save_button.setEnabled(open_here and mine)
        answered = kept is not None and kept.state in {RequestState.RESTORED, RequestState.REFUSED}
        self.answer_button.setEnabled(answered and not mine)
        if kept is None:
            self.standing.setText(
                self.tr(
                    "Nothing was asked yet. “Supervisor elsewhere…” beside a supervisor's sign-in saves a request as a "
                    "file; whoever receives one opens it here."
                )
            )
            self.key.setText("")
        else:
            self.standing.setText(self._words.standing(kept, self._me))
            self.key.setText(filled(self.tr("Fingerprint of its key: %1"), key_fingerprint(kept.paper.key)))

    def _activate(self) -> None:
        if self.decide_button.isEnabled():
            self._ask(self.decide_asked.emit)

    def _ask(self, ask: Callable[[KeptRequest], None]) -> None:
        if self.chosen is not None:
            ask(self.chosen)

    def _fill(self) -> None:
        table = self.table
        table.setHorizontalHeaderLabels(
            [
                self.tr("State"),
                self.tr("Invoice"),
                self.tr("Company"),
                self.tr("Asked by"),
                self.tr("Since"),
                self.tr("Reason"),
            ]
        )
        table.setAccessibleName(self.tr("Requests, newest first"))
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        show_as_rows(table, 2 * self.fontMetrics().height() - SPACE_S)
        header = table.horizontalHeader()
        for column, width in enumerate(_WIDTHS):
            table.setColumnWidth(column, width)
        header.setSectionResizeMode(len(_WIDTHS), QHeaderView.ResizeMode.Stretch)
        set_tone(self.key, Tone.NEUTRAL)
        self.key.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.said.hide()

    def _lay_out(self) -> None:
        buttons = (self.decide_button, self.save_button, self.answer_button)
        others = (self.file_button, self.look_button, self.close_button)
        for each in (*buttons, *others):
            each.setAutoDefault(False)
        chosen, foot = QHBoxLayout(), QHBoxLayout()
        for row, held in ((chosen, buttons), (foot, others)):
            row.setSpacing(SPACE_S)
            for each in held[:-1] if row is foot else held:
                row.addWidget(each)
            row.addStretch(1)
        foot.addWidget(self.close_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE_XL, SPACE_XL, SPACE_XL, SPACE_XL)
        column.setSpacing(SPACE_M)
        column.addWidget(plain_label(self.windowTitle(), title_font(), parent=self))
        column.addWidget(self.busy)
        column.addWidget(self.table, 1)
        column.addWidget(self.standing)
        column.addWidget(self.key)
        column.addLayout(chosen)
        column.addWidget(self.said)
        column.addLayout(foot)
        self.table.setFocus()
