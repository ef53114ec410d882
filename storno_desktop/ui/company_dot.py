"""The spot of colour by which a company is known."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

_SIZE = 12


class CompanyDot(QWidget):
    """A round spot in the company's colour; it never stands without the company's name."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.colour = QColor(Qt.GlobalColor.gray)
        self.setFixedSize(_SIZE, _SIZE)

    def show_company(self, cif: str, colour: str = "") -> None:
        """`colour` is `#RRGGBB` or empty, when one is derived from the CIF and always the same."""
        self.colour = QColor(colour) if QColor.isValidColorName(colour) else colour_of_company(cif)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self.colour)
        painter.drawEllipse(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5))
        painter.end()


def colour_of_company(cif: str) -> QColor:
    """One of twelve hues, far enough apart to be told from each other, chosen by the CIF's digits."""
    digits = int("".join(c for c in cif if c.isascii() and c.isdigit()) or "0")
    return QColor.fromHsl((digits * 7 % 12) * 30, 140, 130)
