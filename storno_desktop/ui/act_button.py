"""The button that does the thing: filled, so that it is seen, and deaf to Enter, so that it is meant."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QWidget

from storno_desktop.ui.plain_text import plain_button_text
from storno_desktop.ui.theme import CORNER, FOCUS_RING, Theme, Tone, current_theme, mixed

_GAP = 2  # paper between the focus ring and the fill, so that the ring shows around any colour


class ActButton(QPushButton):
    """A filled button named by a verb. Space or a click presses it; Enter never does, not even with the focus.

    Somebody who confirms dialogs by habit presses Enter; what cannot be taken back must not follow from habit.
    """

    def __init__(self, text: str, tone: Tone = Tone.DANGER, parent: QWidget | None = None) -> None:
        super().__init__(plain_button_text(text), parent)
        self._tone = tone
        self.setAutoDefault(False)
        self.setDefault(False)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    @property
    def tone(self) -> Tone:
        return self._tone

    def keyPressEvent(self, event: QKeyEvent) -> None:
        # Some desktops press every button by Enter, so it is not enough not to be a default button.
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.accept()
            return
        super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme = current_theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect())
        if self.hasFocus():
            _ring(painter, box, theme.color("accent"))
            inset = FOCUS_RING + _GAP
            box.adjust(inset, inset, -inset, -inset)
        radius = CORNER - (_GAP if self.hasFocus() else 0)
        if self.isEnabled():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._fill(theme))
            painter.drawRoundedRect(box, radius, radius)
            ink = theme.color("on_tone")
        else:
            painter.setPen(theme.color("hairline"))
            painter.setBrush(theme.color("raised"))
            painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)
            ink = theme.color("disabled")
        painter.setPen(ink)
        flags = Qt.AlignmentFlag.AlignCenter.value | Qt.TextFlag.TextShowMnemonic.value
        painter.drawText(QRectF(self.rect()), flags, self.text())
        painter.end()

    def _fill(self, theme: Theme) -> QColor:
        tone = theme.hex(self._tone)
        if self.isDown():
            return QColor(mixed(theme.ink, tone, 0.24))
        return QColor(mixed(theme.ink, tone, 0.12)) if self.underMouse() else QColor(tone)


def _ring(painter: QPainter, box: QRectF, colour: QColor) -> None:
    half = FOCUS_RING / 2
    pen = painter.pen()
    pen.setColor(colour)
    pen.setWidthF(FOCUS_RING)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(box.adjusted(half, half, -half, -half), CORNER, CORNER)
