"""The company that something belongs to: its colour, its name and its CIF, wherever a mix-up would hurt."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from storno_desktop.ui.elided_label import ElidedLabel
from storno_desktop.ui.plain_text import plain_label
from storno_desktop.ui.theme import SPACE_S, Tone, set_tone, strong_font, tabular

_DOT = 12


class CompanyChip(QWidget):
    """A coloured dot, the company's name, its CIF.

    The name gives way when there is little room; the CIF, which tells two companies apart, never does.
    """

    def __init__(
        self, name: str = "", cif: str = "", colour: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._dot = _Dot(self)
        self._name = ElidedLabel(parent=self)
        self._name.setFont(strong_font())
        self._cif = plain_label(font=tabular(self.font()), parent=self)
        set_tone(self._cif, Tone.NEUTRAL)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE_S)
        row.addWidget(self._dot)
        row.addWidget(self._name)
        row.addWidget(self._cif)
        row.addStretch(1)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.set(name, cif, colour)

    def set(self, name: str, cif: str, colour: str = "") -> None:
        """Show a company; `colour` is `#RRGGBB` or empty, when one is derived from the CIF and always the same."""
        self._dot.colour = QColor(colour) if QColor.isValidColorName(colour) else colour_of_company(cif)
        self._dot.update()
        self._name.setText(name)
        self._cif.setText(cif)
        self.setAccessibleName(f"{name}, {cif}" if cif else name)

    @property
    def colour(self) -> QColor:
        return self._dot.colour


def colour_of_company(cif: str) -> QColor:
    """One of twelve hues, far enough apart to be told from each other, chosen by the CIF's digits."""
    digits = int("".join(c for c in cif if c.isascii() and c.isdigit()) or "0")
    return QColor.fromHsl((digits * 7 % 12) * 30, 140, 130)


class _Dot(QWidget):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.colour = QColor(Qt.GlobalColor.gray)
        self.setFixedSize(_DOT, _DOT)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self.colour)
        painter.drawEllipse(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5))
        painter.end()
