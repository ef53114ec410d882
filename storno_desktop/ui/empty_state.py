"""What stands where there is nothing to list: one sentence and one thing to do about it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from storno_desktop.ui.icon_label import IconLabel
from storno_desktop.ui.plain_text import plain_button_text, plain_label
from storno_desktop.ui.theme import SPACE_L, SPACE_M, SPACE_XL, Tone, set_tone

_ICON = 32
_WIDEST = 420


class EmptyState(QWidget):
    """An icon, a sentence and at most one button, in the middle of the room that is given."""

    acted = Signal()

    def __init__(
        self, icon_name: str, sentence: str, action: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._icon = IconLabel(icon_name, size=_ICON, parent=self)
        self._sentence = plain_label(wraps=True, parent=self)
        self._sentence.setAlignment(Qt.AlignmentFlag.AlignCenter)
        set_tone(self._sentence, Tone.NEUTRAL)
        self._button = QPushButton(self)
        self._button.setAutoDefault(False)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE_XL, SPACE_XL, SPACE_XL, SPACE_XL)
        column.setSpacing(0)
        column.addStretch(2)
        column.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addSpacing(SPACE_M)
        column.addWidget(self._sentence, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addSpacing(SPACE_L)
        column.addWidget(self._button, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(3)
        self._button.clicked.connect(lambda _checked=False: self.acted.emit())
        self.set(icon_name, sentence, action)

    def set(self, icon_name: str, sentence: str, action: str = "") -> None:
        """Say something else; without `action` there is no button."""
        self._icon.set(icon_name, Tone.NEUTRAL)
        self._sentence.setText(sentence)
        self._button.setText(plain_button_text(action))
        self._button.setVisible(bool(action))
        self.setAccessibleName(sentence)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._sentence.setFixedWidth(max(min(_WIDEST, self.width() - 2 * SPACE_XL), 1))

    @property
    def sentence(self) -> str:
        return self._sentence.text()

    @property
    def button(self) -> QPushButton:
        return self._button
