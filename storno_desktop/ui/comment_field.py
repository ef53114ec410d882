"""A few words that stay in the journal of this program: a label, a field, and how much is still missing."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from storno_desktop.domain.cancellation import MAX_REASON, reason_length
from storno_desktop.ui.plain_text import plain_label
from storno_desktop.ui.sentence import filled
from storno_desktop.ui.theme import SPACE_S, SPACE_XS, Tone, secondary_font, set_tone, strong_font

_LINES = 2


class CommentField(QWidget):
    """At least `least` characters as a person counts them, at most MAX_REASON, not counting spaces at the ends."""

    changed = Signal()

    def __init__(self, label: str, help_text: str, least: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._least = least
        self._label = plain_label(label, strong_font(), parent=self)
        self.edit = QPlainTextEdit(self)
        self._help = plain_label(help_text, secondary_font(), wraps=True, parent=self)
        self.counter = plain_label(font=secondary_font(), parent=self)
        set_tone(self._help, Tone.NEUTRAL)
        edges = self.edit.contentsMargins().top() + self.edit.contentsMargins().bottom() + 2 * SPACE_S
        self.edit.setFixedHeight(_LINES * self.edit.fontMetrics().lineSpacing() + edges)
        self.edit.setTabChangesFocus(True)
        self.edit.setAccessibleName(label)
        self.edit.setAccessibleDescription(help_text)
        self._label.setBuddy(self.edit)
        foot = QHBoxLayout()
        foot.setSpacing(SPACE_S)
        foot.addWidget(self._help, 1)
        foot.addWidget(self.counter)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_XS)
        column.addWidget(self._label)
        column.addWidget(self.edit)
        column.addLayout(foot)
        self.edit.textChanged.connect(self._count)
        self._count()

    @property
    def text(self) -> str:
        """What was typed, in one line, without spaces at the ends."""
        return " ".join(self.edit.toPlainText().split())

    @property
    def length(self) -> int:
        """Characters as a person counts them."""
        return reason_length(self.text)

    def shortfall(self) -> str:
        """What is missing, as a sentence; "" for nothing."""
        if self.length == 0:
            return self.tr("Write the reason.")
        if self.length < self._least:
            return self.tr("%n more character(s) needed.", "", self._least - self.length)
        if self.length > MAX_REASON:
            return self.tr("%n character(s) too many.", "", self.length - MAX_REASON)
        return ""

    def _count(self) -> None:
        enough = not self.shortfall()
        self.counter.setText(
            filled(self.tr("%1 / minimum %2 characters"), str(self.length), str(self._least))
        )
        set_tone(self.counter, Tone.SUCCESS if enough else Tone.NEUTRAL)
        self.changed.emit()
