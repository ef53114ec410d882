"""What the self-test found, look by look, in the settings window."""

from collections.abc import Sequence
from typing import Protocol

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from storno_desktop.service.examined import Advice, ExamCheck, Examined, Verdict
from storno_desktop.ui.announcement import announce
from storno_desktop.ui.icon_label import IconLabel
from storno_desktop.ui.plain_text import plain_label
from storno_desktop.ui.theme import SPACE_M, SPACE_S, SPACE_XS, Tone, secondary_font, set_tone, strong_font

_ICONS = {
    Verdict.OK: ("allowed", Tone.SUCCESS),
    Verdict.WARNING: ("warning", Tone.WARNING),
    Verdict.FAILED: ("blocks", Tone.DANGER),
    Verdict.SKIPPED: ("waiting", Tone.NEUTRAL),
}
_WORST_FIRST = (Verdict.FAILED, Verdict.WARNING, Verdict.OK)


class ExamWords(Protocol):
    """The self-test in words; the command line says the same ones."""

    def title(self, check: ExamCheck) -> str:
        """What was looked at."""

    def found(self, examined: Examined) -> str:
        """What was found, in one line."""

    def advice(self, advice: Advice) -> str:
        """What a person can do."""

    def summary(self, verdict: Verdict) -> str:
        """The whole in one sentence."""


class DoctorView(QWidget):
    """A summary, then a row for each look: icon, name, what was found, and what to do about it."""

    def __init__(self, words: ExamWords, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._words = words
        self._lines: tuple[str, ...] = ()
        self._widgets: list[QWidget] = []
        self._icon = IconLabel("info", parent=self)
        self._summary = plain_label(font=strong_font(), wraps=True, parent=self)
        head = QHBoxLayout()
        head.setSpacing(SPACE_S)
        head.addWidget(self._icon)
        head.addWidget(self._summary, 1)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(SPACE_S)
        self._grid.setVerticalSpacing(SPACE_S)
        self._grid.setColumnStretch(2, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, SPACE_XS, 0, 0)
        column.setSpacing(SPACE_M)
        column.addLayout(head)
        column.addLayout(self._grid)
        self.hide()

    @property
    def summary(self) -> str:
        return self._summary.text()

    @property
    def lines(self) -> tuple[str, ...]:
        """Each row as it reads."""
        return self._lines

    def clear(self) -> None:
        """Nothing was looked at yet."""
        for widget in self._widgets:
            self._grid.removeWidget(widget)
            widget.hide()
            widget.deleteLater()
        self._widgets, self._lines = [], ()
        self._summary.setText("")
        self.hide()

    def show_results(self, results: Sequence[Examined]) -> None:
        """Put these in the place of earlier ones; the summary is read aloud."""
        self.clear()
        verdicts = {each.verdict for each in results}
        worst = next((each for each in _WORST_FIRST if each in verdicts), Verdict.SKIPPED)
        self._icon.set(*_ICONS[worst])
        self._summary.setText(self._words.summary(worst))
        self._lines = tuple(self._row(row, each) for row, each in enumerate(results))
        self.show()
        announce(self, self.summary)

    def _row(self, row: int, examined: Examined) -> str:
        name, tone = _ICONS[examined.verdict]
        title = plain_label(self._words.title(examined.check), parent=self)
        found = plain_label(_capital(self._words.found(examined)), wraps=True, parent=self)
        found.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        set_tone(found, tone if examined.verdict in {Verdict.WARNING, Verdict.FAILED} else Tone.NEUTRAL)
        words = QWidget(self)
        column = QVBoxLayout(words)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(found)
        parts = [title.text(), self._verdict(examined.verdict), found.text()]
        if examined.advice is not None:
            advice: QLabel = plain_label(
                self._words.advice(examined.advice), secondary_font(), wraps=True, parent=words
            )
            column.addWidget(advice)
            parts.append(advice.text())
        said = ". ".join(part.rstrip(".") for part in parts if part)
        words.setAccessibleName(said)
        picture = IconLabel(name, tone, parent=self)
        top = Qt.AlignmentFlag.AlignTop
        for column_number, widget in enumerate((picture, title)):
            self._grid.addWidget(widget, row, column_number, top)
        self._grid.addWidget(words, row, 2)
        self._widgets += [picture, title, words]
        return said

    def _verdict(self, verdict: Verdict) -> str:
        match verdict:
            case Verdict.OK:
                return self.tr("in order")
            case Verdict.WARNING:
                return self.tr("needs attention")
            case Verdict.FAILED:
                return self.tr("failed")
            case Verdict.SKIPPED:
                return self.tr("left out")


def _capital(text: str) -> str:
    """A sentence begins large; an address or a number stays as it is."""
    first = text.split(maxsplit=1)[:1]
    is_word = bool(first) and first[0].rstrip(",;:").isalpha()
    return text[:1].upper() + text[1:] if is_word else text
