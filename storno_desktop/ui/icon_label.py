"""A small still picture from the icon set, always in the colours of the present theme."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from storno_desktop.ui.icons import pixmap
from storno_desktop.ui.theme import ICON_SIZE, Tone


class IconLabel(QWidget):
    """An icon that only accompanies words; it says nothing of its own to a screen reader."""

    def __init__(
        self, name: str, tone: Tone = Tone.NEUTRAL, size: int = ICON_SIZE, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._name, self._tone, self._size = name, tone, size
        self.setFixedSize(size, size)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    @property
    def name(self) -> str:
        return self._name

    @property
    def tone(self) -> Tone:
        return self._tone

    def set(self, name: str, tone: Tone) -> None:
        """Show another icon."""
        self._name, self._tone = name, tone
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self._size, self._size)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.drawPixmap(0, 0, pixmap(self._name, self._tone, self._size, self.devicePixelRatioF()))
        painter.end()
