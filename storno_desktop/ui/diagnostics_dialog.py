"""What support would get to see, before anybody gets it: every text whole, and one button that saves them."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from storno_desktop.export.diagnostics_bundle import Paper, write_bundle
from storno_desktop.export.outcome import Exported, ExportProblem
from storno_desktop.io_thread import IoThread, Ticket
from storno_desktop.ui.announcement import announce
from storno_desktop.ui.busy import BusyLine
from storno_desktop.ui.fault_window import plain_view
from storno_desktop.ui.plain_text import plain_label
from storno_desktop.ui.save_place import ask_save_place, documents_folder
from storno_desktop.ui.sentence import filled
from storno_desktop.ui.theme import SPACE_L, SPACE_M, SPACE_S, SPACE_XL, SPACE_XS, Tone, set_tone, title_font

_WIDTH, _HEIGHT, _NAMES_WIDTH = 860, 620, 180
_FILE = "storno-desktop-diagnostics.zip"

Gathering = Callable[[], Coroutine[Any, Any, tuple[Paper, ...]]]
Examining = Callable[[], Coroutine[Any, Any, Paper]]


class DiagnosticsDialog(QDialog):
    """Shows the papers that `gather` brings; `examine` makes one more when somebody asks for the self-test. A paper
    whose tick is taken away is not saved. Nothing is sent."""

    def __init__(
        self, io: IoThread, gather: Gathering, examine: Examining, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Diagnostics"))
        self.resize(_WIDTH, _HEIGHT)
        self._io, self._examine = io, examine
        self._papers: list[Paper] = []
        self._testing: Ticket[Paper] | None = None
        self.names = QListWidget(self)
        self.names.setAccessibleName(self.tr("Parts"))
        self.names.setFixedWidth(_NAMES_WIDTH)
        self.names.setSpacing(SPACE_XS)
        self.view = plain_view(self.tr("Text of the chosen part"), self)
        self.status = plain_label(wraps=True, parent=self)
        self.busy = BusyLine(parent=self)
        self.test_button = QPushButton(self.tr("&Add the self-test"), self)
        self.save_button = QPushButton(self.tr("&Save as ZIP…"), self)
        self.close_button = QPushButton(self.tr("Close"), self)
        self.names.currentRowChanged.connect(self._show)
        self.names.itemChanged.connect(lambda _item: self._refresh())
        self.test_button.clicked.connect(lambda _on=False: self.examine())
        self.save_button.clicked.connect(lambda _on=False: self.save())
        self.close_button.clicked.connect(lambda _on=False: self.reject())
        self._lay_out()
        self._refresh()
        self.busy.start()
        io.run(gather(), self._gathered, owner=self)

    @property
    def papers(self) -> tuple[Paper, ...]:
        """What would be saved."""
        rows = range(self.names.count())
        return tuple(
            self._papers[row] for row in rows if self.names.item(row).checkState() is Qt.CheckState.Checked
        )

    @property
    def is_busy(self) -> bool:
        """Whether something is still being gathered."""
        return not self._papers or self._testing is not None

    def examine(self) -> None:
        """Examine network, server and session, and add what was found."""
        if self._testing is None:
            self.busy.start()
            self._testing = self._io.run(self._examine(), self._examined, owner=self)
            self._refresh()

    def save(self) -> QFileDialog:
        """Ask where, then write what is shown."""
        return ask_save_place(
            self,
            self.tr("Save the diagnostics"),
            kinds={"ZIP (*.zip)": "zip"},
            folder=documents_folder(),
            name=_FILE,
            save=self.write,
        )

    def write(self, path: Path) -> None:
        """Save the ticked papers there."""
        papers = self.papers

        async def write() -> Exported | ExportProblem:
            import asyncio

            return await asyncio.to_thread(write_bundle, path, papers)

        self._io.run(write(), self._written, owner=self)

    # -------------------------------------------------------------------------------------- inside

    def _gathered(self, papers: tuple[Paper, ...]) -> None:
        self.busy.stop()
        for paper in papers:
            self._add(paper)
        self.names.setCurrentRow(0)
        self._refresh()

    def _examined(self, paper: Paper) -> None:
        self._testing = None
        self.busy.stop()
        self._add(paper)
        self.names.setCurrentRow(self.names.count() - 1)
        self.test_button.hide()
        self._refresh()

    def _add(self, paper: Paper) -> None:
        self._papers.append(paper)
        item = QListWidgetItem(paper.name)
        item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
        item.setCheckState(Qt.CheckState.Checked)
        self.names.addItem(item)

    def _show(self, row: int) -> None:
        if 0 <= row < len(self._papers):
            self.view.setPlainText(self._papers[row].text)

    def _refresh(self) -> None:
        self.test_button.setEnabled(not self.is_busy)
        self.save_button.setEnabled(not self.is_busy and bool(self.papers))

    def _written(self, outcome: Exported | ExportProblem) -> None:
        if isinstance(outcome, Exported):
            self.status.setText(filled(self.tr("Saved: %1"), str(outcome.path)))
            set_tone(self.status, Tone.SUCCESS)
        else:
            self.status.setText(self.tr("The file could not be written. Choose another place."))
            set_tone(self.status, Tone.DANGER)
        announce(self, self.status.text())

    def _lay_out(self) -> None:
        lead = plain_label(
            self.tr(
                "This is all that the file will hold. Nothing is sent: you save it, and decide who gets it. "
                "Names, fiscal codes, e-mail addresses, amounts and keys are left out."
            ),
            wraps=True,
            parent=self,
        )
        middle = QHBoxLayout()
        middle.setSpacing(SPACE_M)
        middle.addWidget(self.names)
        middle.addWidget(self.view, 1)
        foot = QHBoxLayout()
        foot.setSpacing(SPACE_S)
        for each in (self.test_button, self.save_button, self.close_button):
            each.setAutoDefault(False)
        foot.addWidget(self.test_button)
        foot.addStretch(1)
        foot.addWidget(self.close_button)
        foot.addWidget(self.save_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE_XL, SPACE_XL, SPACE_XL, SPACE_L)
        column.setSpacing(SPACE_M)
        column.addWidget(plain_label(self.windowTitle(), title_font(), parent=self))
        column.addWidget(lead)
        column.addLayout(middle, 1)
        column.addWidget(self.busy)
        column.addWidget(self.status)
        column.addLayout(foot)
        self.names.setFocus()
