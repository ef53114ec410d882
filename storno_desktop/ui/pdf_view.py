"""Shows the PDF of an invoice inside the program: pages, zoom, and a copy of it as a file."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeySequence, QPixmap, QResizeEvent, QShortcut
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from storno_desktop.export.fresh_file import FreshFile
from storno_desktop.export.outcome import Exported, ExportProblem, problem_of
from storno_desktop.ui.export_words import ExportWords
from storno_desktop.ui.icons import set_icon
from storno_desktop.ui.pdf_page import PdfPages
from storno_desktop.ui.plain_text import plain_label
from storno_desktop.ui.problem_banner import ProblemBanner
from storno_desktop.ui.save_place import ask_save_place
from storno_desktop.ui.sentence import filled
from storno_desktop.ui.theme import SPACE_M, SPACE_S, SPACE_XL, Tone, secondary_font, set_tone

_SIZE: Final = QSize(820, 900)
_STEP: Final = 1.25
_LEAST, _MOST = 0.25, 6.0


class PdfView(QDialog):
    """One PDF. `title` tells which invoice and how old the file is; `data` is the file as it came.

    It fits the width until somebody zooms. Saving writes the bytes unchanged, whole or not at all. Whoever answers
    `read_again_asked` brings what came with `show_data`.
    """

    saved = Signal(object)  # Exported
    read_again_asked = Signal()

    def __init__(
        self,
        data: bytes,
        title: str,
        file_name: str,
        words: ExportWords,
        folder: Path,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        self._data, self._file_name, self._words, self._folder = data, file_name, words, folder
        self._pages = PdfPages(data)
        self._number = 0
        self._zoom: float | None = None  # None: as wide as the window
        self.page = QLabel(self)
        self.banner = ProblemBanner(dismissible=True, parent=self)
        self._where = plain_label(parent=self)
        self._age = plain_label(font=secondary_font(), parent=self)
        self._scroll = QScrollArea(self)
        self.previous = self._tool("arrow-left", self.tr("Previous page"))
        self.next = self._tool("arrow-right", self.tr("Next page"))
        self.smaller = self._tool("", self.tr("Smaller"), "−")
        self.larger = self._tool("", self.tr("Larger"), "+")
        self.fit = QPushButton(self.tr("Fit the width"), self)
        self.again_button = QPushButton(self.tr("Read again"), self)
        self.save_button = QPushButton(self.tr("Save…"), self)

        self._lay_out()

        self.previous.clicked.connect(lambda _on=False: self.show_page(self._number - 1))
        self.next.clicked.connect(lambda _on=False: self.show_page(self._number + 1))
        self.larger.clicked.connect(lambda _on=False: self._zoom_by(_STEP))
        self.smaller.clicked.connect(lambda _on=False: self._zoom_by(1 / _STEP))
        self.fit.clicked.connect(lambda _on=False: self._fit_width())
        self.again_button.clicked.connect(lambda _on=False: self.read_again_asked.emit())
        self.save_button.clicked.connect(lambda _on=False: self._ask_place())
        for keys, button in (
            (QKeySequence(QKeySequence.StandardKey.ZoomIn), self.larger),
            (QKeySequence(QKeySequence.StandardKey.ZoomOut), self.smaller),
            (QKeySequence(QKeySequence.StandardKey.Save), self.save_button),
            (QKeySequence(Qt.Key.Key_PageDown), self.next),
            (QKeySequence(Qt.Key.Key_PageUp), self.previous),
        ):
            QShortcut(keys, self).activated.connect(button.click)
        self._tell_if_unreadable()
        self.show_page(0)

    def _tell_if_unreadable(self) -> None:
        if self._pages.count:
            self.banner.clear()
        else:
            self.banner.show_problem(
                self.tr("This PDF cannot be shown."),
                self.tr("It can be saved and opened in another program."),
                tone=Tone.WARNING,
            )

    def _tool(self, name: str, word: str, text: str = "") -> QToolButton:
        button = QToolButton(self)
        if name:
            set_icon(button, name)
        else:
            button.setText(text)
        button.setAccessibleName(word)
        button.setToolTip(word)
        return button

    def _lay_out(self) -> None:
        self.page.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self._scroll.setWidget(self.page)
        self._scroll.setWidgetResizable(True)
        self._scroll.setAccessibleName(self.windowTitle())
        bar = QHBoxLayout()
        bar.setContentsMargins(SPACE_M, SPACE_S, SPACE_M, SPACE_S)
        bar.setSpacing(SPACE_S)
        for each in (self.previous, self._where, self.next):
            bar.addWidget(each)
        bar.addStretch(1)
        bar.addWidget(self._age)
        for button in (self.smaller, self.larger, self.fit, self.again_button, self.save_button):
            bar.addWidget(button)
        for push in (self.fit, self.again_button, self.save_button):
            push.setAutoDefault(False)
        set_tone(self._age, Tone.NEUTRAL)
        set_icon(self.again_button, "refresh")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(bar)
        column.addWidget(self.banner)
        column.addWidget(self._scroll, 1)
        self.resize(_SIZE)

    # -------------------------------------------------------------------------------------- what it shows

    @property
    def number(self) -> int:
        """The page on show, counted from 0."""
        return self._number

    def show_data(self, data: bytes, title: str) -> None:
        """Show this PDF in the place of the one on show, at the same page if it has that many."""
        self._pages.close()
        self._data, self._pages = data, PdfPages(data)
        self.setWindowTitle(title)
        self._scroll.setAccessibleName(title)
        self._number = min(self._number, max(self._pages.count - 1, 0))
        self._tell_if_unreadable()
        self.show_page(self._number)

    @property
    def age(self) -> str:
        """What is said of its origin and age."""
        return self._age.text()

    def show_age(self, sentence: str) -> None:
        """Where the PDF came from and how old it is, in a few words."""
        self._age.setText(sentence)

    def set_reading(self, reading: bool) -> None:
        """Whether the server is drawing it anew."""
        self.again_button.setEnabled(not reading)
        self.again_button.setText(self.tr("Reading…") if reading else self.tr("Read again"))

    def show_page(self, number: int) -> None:
        """Go to a page, counted from 0; beyond the ends nothing happens."""
        count = self._pages.count
        if 0 <= number < count:
            self._number = number
            self._scroll.verticalScrollBar().setValue(0)
        self.previous.setEnabled(self._number > 0)
        self.next.setEnabled(self._number + 1 < count)
        for each in (self.smaller, self.larger, self.fit):
            each.setEnabled(count > 0)
        text = filled(self.tr("Page %1 of %2"), str(self._number + 1), str(count)) if count else ""
        self._where.setText(text)
        self._draw()

    def save(self, path: Path) -> Exported | ExportProblem:
        """Write the file as it came to `path`; told in place too."""
        told = _written(self._data, path)
        match told:
            case Exported():
                self.banner.show_problem(filled(self.tr("Saved: %1"), str(path)), tone=Tone.SUCCESS)
                self.saved.emit(told)
            case ExportProblem():
                headline, advice = self._words.problem(told)
                self.banner.show_problem(headline, advice, told.detail)
        return told

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._zoom is None:
            self._draw()

    def done(self, result: int) -> None:
        self._pages.close()
        super().done(result)

    # -------------------------------------------------------------------------------------- inside

    def _scale(self) -> float:
        if self._zoom is not None:
            return self._zoom
        width = self._pages.width(self._number)
        room = self._scroll.width() - self._scroll.verticalScrollBar().sizeHint().width() - SPACE_XL
        return min(max(room / width, _LEAST), _MOST) if width else 1.0

    def _zoom_by(self, factor: float) -> None:
        self._zoom = min(max(self._scale() * factor, _LEAST), _MOST)
        self._draw()

    def _fit_width(self) -> None:
        self._zoom = None
        self._draw()

    def _draw(self) -> None:
        ratio = self.devicePixelRatioF()
        picture = self._pages.picture(self._number, self._scale() * ratio)
        if picture is None:
            self.page.clear()
            return
        picture.setDevicePixelRatio(ratio)
        self.page.setPixmap(QPixmap.fromImage(picture))
        self.page.setAccessibleName(self._where.text())

    def _ask_place(self) -> None:
        ask_save_place(
            self,
            self.tr("Save the PDF"),
            kinds={"PDF (*.pdf)": "pdf"},
            folder=self._folder,
            name=self._file_name,
            save=self.save,
        )


def _written(data: bytes, path: Path) -> Exported | ExportProblem:
    try:
        with FreshFile(path) as fresh:
            fresh.draft.write_bytes(data)
            return fresh.publish() or Exported(path=path, rows=1)
    except OSError as error:
        return problem_of(error, path)
