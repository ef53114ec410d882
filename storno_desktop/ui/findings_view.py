"""Findings as rows: what was looked at, the result, what it rests on, when it was read, and a tick where one is due."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QCheckBox, QGridLayout, QLabel, QSizePolicy, QToolButton, QWidget

from storno_desktop.domain.finding import Check
from storno_desktop.ui.icon_label import IconLabel
from storno_desktop.ui.icons import set_icon
from storno_desktop.ui.plain_text import plain_label, plain_tooltip
from storno_desktop.ui.theme import SPACE_S, Tone, current_theme, secondary_font, set_tone, tabular
from storno_desktop.ui.words import Sign

_TITLE, _ICON, _RESULT, _EVIDENCE, _READ_AT, _AGAIN = range(6)


@dataclass(frozen=True, slots=True)
class FindingRow:
    """One row in words. `advice` says what to do next; `tick` is the check that needs an acknowledgement, `again` the
    checks that can be read anew for this row alone; `source` where the evidence was read, shown under a heading."""

    title: str
    sign: Sign
    evidence: str = ""
    advice: str = ""
    read_at: str = ""
    tick: Check | None = None
    again: frozenset[Check] = frozenset()
    source: str = ""

    @property
    def shape(self) -> tuple[object, ...]:
        """Rows of one shape can take each other's place without anything being built anew."""
        return self.title, self.tick, self.again, self.is_quiet

    @property
    def is_quiet(self) -> bool:
        """Whether nothing is asked of anybody."""
        return self.tick is None and not self.advice

    @property
    def spoken(self) -> str:
        """The whole row for a screen reader."""
        return " ".join(filter(None, (f"{self.title}: {self.sign.word}.", self.evidence, self.advice)))


class FindingsView(QWidget):
    """A table of labels that is as high as its words; warnings carry a tick box of their own.

    It never scrolls by itself: the dialog around it does when the screen is too small.
    """

    acknowledged = Signal(object, bool)  # the Check, and whether its box is ticked now
    again_asked = Signal(object)  # frozenset[Check]: what is to be read anew

    def __init__(self, *, headed: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._headed = headed
        self._rows: tuple[FindingRow, ...] = ()
        self._ticks: dict[Check, QCheckBox] = {}
        self._lines: list[_Line] = []
        self._may_ask = True
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
        """Put these rows in place of the others. The focus stays on the tick box that had it.

        A row that only says something else now stays where it is: rows come in one by one.
        """
        if [row.shape for row in rows] == [row.shape for row in self._rows]:
            for line, before, row in zip(self._lines, self._rows, rows, strict=True):
                if row != before:
                    line.fill(row)
            for check, box in self._ticks.items():
                box.setChecked(check in ticked)
            self._tell(rows)
            return
        focused = next((check for check, box in self._ticks.items() if box.hasFocus()), None)
        self._clear()
        self.setVisible(bool(rows))
        if rows and self._headed:
            self._add_header()
        for row in rows:
            self._add(row, ticked)
        self._tell(rows)
        if focused in self._ticks:
            self._ticks[focused].setFocus()

    def allow_again(self, allowed: bool) -> None:
        """Whether a single row can be read anew now. The button that was pressed keeps the keyboard: a closed one
        would hand it to the next, and a second press do something else."""
        self._may_ask = allowed
        for line in self._lines:
            line.again.setEnabled(allowed or line.again.hasFocus())

    def again_button(self, check: Check) -> QToolButton | None:
        """The button that reads this check anew, where its row has one."""
        return next(
            (line.again for line, row in zip(self._lines, self._rows, strict=True) if check in row.again),
            None,
        )

    def _tell(self, rows: Sequence[FindingRow]) -> None:
        self._rows = tuple(rows)
        self.setAccessibleDescription(" ".join(row.spoken for row in rows))

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
        at = self._grid.rowCount()
        if at > 1 or self._headed:
            self._grid.addWidget(_Hairline(self), at, 0, 1, _AGAIN + 1)
            at += 1
        top = Qt.AlignmentFlag.AlignTop
        line = _Line(self, tells_source=self._headed)
        line.fill(row)
        line.again.setEnabled(self._may_ask)
        line.again.setVisible(bool(row.again))
        line.again.clicked.connect(lambda _on=False, which=row.again: self.again_asked.emit(which))
        self._lines.append(line)
        self._grid.addWidget(line.title, at, _TITLE, top)
        self._grid.addWidget(line.holder, at, _ICON, top)
        self._grid.addWidget(line.result, at, _RESULT, top)
        self._grid.addWidget(line.evidence, at, _EVIDENCE)
        self._grid.addWidget(line.read_at, at, _READ_AT, top)
        self._grid.addWidget(line.again, at, _AGAIN, top)
        if row.tick is not None:
            self._add_tick(row, row.tick, at + 1, row.tick in ticked)

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
        self._lines.clear()
        while (item := self._grid.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()


_ROW_PADDING = 3
LEAST_TARGET = 24
"""Pixels: what a pointer still hits with ease."""


class _Line:
    """The labels of one row, and the button that reads it anew."""

    def __init__(self, view: QWidget, *, tells_source: bool) -> None:
        self._tells_source = tells_source
        self.title = _padded(plain_label(parent=view))
        self._icon = IconLabel("waiting", Tone.NEUTRAL, parent=view)
        self.holder = _icon_cell(self._icon, view)
        self.result = _padded(plain_label(parent=view))
        self.evidence = _padded(plain_label(wraps=True, parent=view))
        self.evidence.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self.read_at = _padded(_quiet("", view))
        self.again = QToolButton(view)
        self.again.setAutoRaise(True)
        self.again.setFixedSize(LEAST_TARGET, LEAST_TARGET)
        set_icon(self.again, "refresh")

    def fill(self, row: FindingRow) -> None:
        """Say this from now on."""
        self.title.setText(row.title)
        self._icon.set(row.sign.icon, row.sign.tone)
        self.result.setText(row.sign.word)
        set_tone(self.result, row.sign.tone)
        said = " ".join(filter(None, (row.evidence, row.advice)))
        source = f" ·\N{NO-BREAK SPACE}{row.source}" if self._tells_source and row.source else ""
        self.evidence.setText(said + source)
        if row.is_quiet:
            set_tone(self.evidence, Tone.NEUTRAL)
        self.evidence.setAccessibleName(row.spoken)
        self.read_at.setText(row.read_at)
        again = QCoreApplication.translate("FindingsView", "Check this again")
        self.again.setToolTip(plain_tooltip(again))
        self.again.setAccessibleName(f"{again}: {row.title}")


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
