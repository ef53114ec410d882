"""Findings as rows: what was looked at, the result, what it rests on, when it was read, and a tick where one is due."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QCheckBox, QGridLayout, QLabel, QSizePolicy, QWidget

from storno_desktop.domain.finding import Check
from storno_desktop.ui.icon_label import IconLabel
from storno_desktop.ui.plain_text import plain_label
from storno_desktop.ui.theme import SPACE_S, Tone, current_theme, secondary_font, set_tone, tabular
from storno_desktop.ui.words import Sign

_TITLE, _ICON, _RESULT, _EVIDENCE, _READ_AT = range(5)


@dataclass(frozen=True, slots=True)
class FindingRow:
    """One row in words. `advice` says what to do next; `tick` is the check that needs an acknowledgement."""

    title: str
    sign: Sign
    evidence: str = ""
    advice: str = ""
    read_at: str = ""
    tick: Check | None = None

    @property
    def spoken(self) -> str:
        """The whole row for a screen reader."""
        return " ".join(filter(None, (f"{self.title}: {self.sign.word}.", self.evidence, self.advice)))


class FindingsView(QWidget):
    """A table of labels that is as high as its words; warnings carry a tick box of their own.

    It never scrolls by itself: the dialog around it does when the screen is too small.
    """

    acknowledged = Signal(object, bool)  # the Check, and whether its box is ticked now

    def __init__(self, *, headed: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._headed = headed
        self._rows: tuple[FindingRow, ...] = ()
        self._ticks: dict[Check, QCheckBox] = {}
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(SPACE_S)
        self._grid.setVerticalSpacing(0)
        self._grid.setColumnStretch(_EVIDENCE, 1)
        self.hide()

    @property
    def rows(self) -> tuple[FindingRow, ...]:
        return self._rows

    @property
    def ticks(self) -> dict[Check, QCheckBox]:
        """The tick boxes, by the check that they acknowledge."""
        return dict(self._ticks)

    def show_rows(self, rows: Sequence[FindingRow], ticked: frozenset[Check]) -> None:
        """Put these rows in place of the others. The focus stays on the tick box that had it."""
        if tuple(rows) == self._rows:
            for check, box in self._ticks.items():
                box.setChecked(check in ticked)
            return
        focused = next((check for check, box in self._ticks.items() if box.hasFocus()), None)
        self._clear()
        self._rows = tuple(rows)
        self.setVisible(bool(rows))
        if rows and self._headed:
            self._add_header()
        for row in rows:
            self._add(row, ticked)
        self.setAccessibleDescription(" ".join(row.spoken for row in rows))
        if focused in self._ticks:
            self._ticks[focused].setFocus()

    def _add_header(self) -> None:
        words = (
            (_TITLE, self.tr("Rule")),
            (_ICON, self.tr("Result")),
            (_EVIDENCE, self.tr("Evidence")),
            (_READ_AT, self.tr("Read at")),
        )
        for column, word in words:
            span = 2 if column == _ICON else 1
            self._grid.addWidget(_quiet(word, self), 0, column, 1, span)

    def _add(self, row: FindingRow, ticked: frozenset[Check]) -> None:
        line = self._grid.rowCount()
        if line > 1 or self._headed:
            self._grid.addWidget(_Hairline(self), line, 0, 1, _READ_AT + 1)
            line += 1
        top = Qt.AlignmentFlag.AlignTop
        title = _padded(plain_label(row.title, parent=self))
        result = _padded(plain_label(row.sign.word, parent=self))
        set_tone(result, row.sign.tone)
        icon = IconLabel(row.sign.icon, row.sign.tone, parent=self)
        holder = _icon_cell(icon, self)
        said = " ".join(filter(None, (row.evidence, row.advice)))
        evidence = _padded(plain_label(said, wraps=True, parent=self))
        if row.tick is None and not row.advice:
            set_tone(evidence, Tone.NEUTRAL)
        read_at = _padded(_quiet(row.read_at, self))
        evidence.setAccessibleName(row.spoken)
        self._grid.addWidget(title, line, _TITLE, top)
        self._grid.addWidget(holder, line, _ICON, top)
        self._grid.addWidget(result, line, _RESULT, top)
        self._grid.addWidget(evidence, line, _EVIDENCE)
        self._grid.addWidget(read_at, line, _READ_AT, top)
        if row.tick is not None:
            self._add_tick(row, row.tick, line + 1, row.tick in ticked)

    def _add_tick(self, row: FindingRow, check: Check, line: int, on: bool) -> None:
        box = QCheckBox(self.tr("I have taken note of this"), self)
        box.setChecked(on)
        box.setAccessibleName(f"{box.text()}: {row.title}")
        box.setAccessibleDescription(row.spoken)
        box.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        box.toggled.connect(lambda now, which=check: self.acknowledged.emit(which, now))
        self._ticks[check] = box
        self._grid.addWidget(box, line, _EVIDENCE, 1, 2)

    def _clear(self) -> None:
        self._ticks.clear()
        while (item := self._grid.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()


_ROW_PADDING = 3


def _padded(label: QLabel) -> QLabel:
    label.setContentsMargins(0, _ROW_PADDING, SPACE_S, _ROW_PADDING)
    return label


def _quiet(text: str, parent: QWidget) -> QLabel:
    label = plain_label(text, tabular(secondary_font()), parent=parent)
    set_tone(label, Tone.NEUTRAL)
    return label


def _icon_cell(icon: IconLabel, parent: QWidget) -> QWidget:
    """The icon, centred on the first line of the words beside it."""
    cell = QWidget(parent)
    icon.setParent(cell)
    height = cell.fontMetrics().height() + 2 * _ROW_PADDING
    cell.setFixedSize(icon.width(), max(height, icon.height()))
    icon.move(0, (cell.height() - icon.height()) // 2)
    return cell


class _Hairline(QWidget):
    """A line of one pixel in the theme's own colour for that."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setFixedHeight(1)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), current_theme().color("hairline"))
        painter.end()
