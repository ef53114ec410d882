"""The one question that no server can answer: did the invoice reach the client another way?"""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QRadioButton, QVBoxLayout, QWidget

from storno_desktop.domain.facts import Reached
from storno_desktop.ui.plain_text import plain_label
from storno_desktop.ui.theme import SPACE_L, SPACE_XS, strong_font


class ReachedQuestion(QWidget):
    """Three answers, none of them chosen beforehand."""

    answered = Signal(object)  # the Reached

    def __init__(self, parent: QWidget | None = None, *, of_many: bool = False) -> None:
        super().__init__(parent)
        question = self.tr("Did it reach the client another way (printed, WhatsApp)?")
        if of_many:
            question = self.tr("Did any of them reach the client another way (printed, WhatsApp)?")
        self._label = plain_label(question, strong_font(), wraps=True, parent=self)
        self._group = QButtonGroup(self)
        words = {
            Reached.NO: self.tr("No"),
            Reached.YES: self.tr("Yes"),
            Reached.NOT_KNOWN: self.tr("I do not know"),
        }
        self._buttons = {answer: QRadioButton(word, self) for answer, word in words.items()}
        row = QHBoxLayout()
        row.setSpacing(SPACE_L)
        for answer, button in self._buttons.items():
            self._group.addButton(button)
            button.setAccessibleName(f"{question} {button.text()}")
            button.toggled.connect(lambda on, which=answer: self._chosen(which, on))
            row.addWidget(button)
        row.addStretch(1)
        self._label.setBuddy(self._buttons[Reached.NO])
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_XS)
        column.addWidget(self._label)
        column.addLayout(row)
        self.setAccessibleName(question)

    @property
    def answer(self) -> Reached | None:
        """What was chosen; None before that."""
        return next((answer for answer, button in self._buttons.items() if button.isChecked()), None)

    def button(self, answer: Reached) -> QRadioButton:
        return self._buttons[answer]

    def _chosen(self, which: Reached, on: bool) -> None:
        if on:
            self.answered.emit(which)
