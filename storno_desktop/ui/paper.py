"""Pages: their size, their letters, and what stands at the foot of each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QMarginsF, QRectF, QSizeF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QPagedPaintDevice,
    QPageLayout,
    QPageSize,
    QPainter,
)

from storno_desktop.ui.theme import LIGHT, interface_font, tabular

_MARGIN_MM: Final = 14.0
_POINTS_AN_INCH: Final = 72.0

INK: Final = QColor(LIGHT.ink)
SECONDARY: Final = QColor(LIGHT.secondary)
HAIRLINE: Final = QColor("#C9CED6")
BAND: Final = QColor(LIGHT.sunken)
"""Colours on paper: the light ones, whatever the window wears."""


def paper_font(points: float, *, strong: bool = False) -> QFont:
    """Letters for paper; their size does not follow the screen's."""
    font = tabular(interface_font())
    font.setPointSizeF(points)
    font.setWeight(QFont.Weight.DemiBold if strong else QFont.Weight.Normal)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return font


def file_name_of(title: str) -> str:
    """What a document is called, as a part of a file's name on every system."""
    return "".join(letter if letter.isalnum() or letter in "-_ " else "-" for letter in title)


def set_page(device: QPagedPaintDevice, *, landscape: bool) -> None:
    """A4 with the house's margins; a printer that cannot gives its own, which `Paper.of` then reads."""
    orientation = QPageLayout.Orientation.Landscape if landscape else QPageLayout.Orientation.Portrait
    margins = QMarginsF(_MARGIN_MM, _MARGIN_MM, _MARGIN_MM, _MARGIN_MM)
    size = QPageSize(QPageSize.PageSizeId.A4)
    device.setPageLayout(QPageLayout(size, orientation, margins, QPageLayout.Unit.Millimeter))


@dataclass(frozen=True, slots=True)
class Paper:
    """The room within the margins of one device, in its own dots; `dot` is dots for one typographic point."""

    size: QSizeF
    dot: float

    @classmethod
    def of(cls, device: QPagedPaintDevice) -> Paper:
        """The room that this device has now."""
        dot = device.logicalDpiY() / _POINTS_AN_INCH
        room = device.pageLayout().paintRect(QPageLayout.Unit.Point).size()
        return cls(QSizeF(room.width() * dot, room.height() * dot), dot)

    def points(self, count: float) -> float:
        """So many typographic points in dots."""
        return count * self.dot


@dataclass(frozen=True, slots=True)
class Foot:
    """The line below every page: the stamp on the left, the page's number on the right."""

    stamp: str
    page_of: str
    """With %1 and %2 for the number and for how many there are."""

    HEIGHT_POINTS = 18.0

    def draw(self, painter: QPainter, paper: Paper, number: int, pages: int) -> None:
        """At the bottom of the room within the margins."""
        font = paper_font(7)
        metrics = QFontMetricsF(font, painter.device())
        top = paper.size.height() - metrics.height() * 1.2
        painter.setPen(HAIRLINE)
        painter.drawLine(
            0, round(top - paper.points(2)), round(paper.size.width()), round(top - paper.points(2))
        )
        painter.setPen(SECONDARY)
        painter.setFont(font)
        room = QRectF(0, top, paper.size.width(), paper.size.height() - top)
        text = self.page_of.replace("%1", str(number)).replace("%2", str(pages))
        painter.drawText(room, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, text)
        left = room.adjusted(0, 0, -metrics.horizontalAdvance(text) - paper.points(12), 0)
        stamp = metrics.elidedText(self.stamp, Qt.TextElideMode.ElideMiddle, left.width())
        painter.drawText(left, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, stamp)
