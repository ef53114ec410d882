"""What will happen, line by line, before anything does."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from storno_desktop.ui.plain_text import plain_label
from storno_desktop.ui.theme import SPACE_S, SPACE_XS, Tone, set_tone, strong_font


class ConsequenceList(QWidget):
    """A heading and short lines with a dash before each."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines: tuple[str, ...] = ()
        self._heading = plain_label(self.tr("What happens"), strong_font(), parent=self)
        self._labels: list[QLabel] = []
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(SPACE_S)
        self._grid.setVerticalSpacing(SPACE_XS // 2)
        self._grid.setColumnStretch(1, 1)
        self._grid.addWidget(self._heading, 0, 0, 1, 2)
        self.setAccessibleName(self._heading.text())

    @property
    def lines(self) -> tuple[str, ...]:
        return self._lines

    def show_lines(self, lines: Sequence[str]) -> None:
        """Put these lines in place of the others."""
        if tuple(lines) == self._lines:
            return
        self._lines = tuple(lines)
        for label in self._labels:
            self._grid.removeWidget(label)
            label.hide()
            label.deleteLater()
        self._labels = []
        for row, line in enumerate(lines, 1):
            dash, words = plain_label("–", parent=self), plain_label(line, wraps=True, parent=self)
            set_tone(dash, Tone.NEUTRAL)
            self._grid.addWidget(dash, row, 0, Qt.AlignmentFlag.AlignTop)
            self._grid.addWidget(words, row, 1)
            self._labels += [dash, words]
        self.setAccessibleDescription(" ".join(lines))
