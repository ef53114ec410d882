"""How a line of the views pane is painted: icon, name, and, where there is one, its count at the right edge."""

from typing import Final

from PySide6.QtCore import QLocale, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QApplication, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from storno_desktop.ui.theme import (
    CORNER,
    ICON_SIZE,
    ROW_NORMAL,
    SPACE_S,
    current_theme,
    secondary_font,
    tabular,
)

COUNT_ROLE: Final = int(Qt.ItemDataRole.UserRole) + 1
URGENT_ROLE: Final = COUNT_ROLE + 1
"""Whether the count stands on a chip, because something of it cannot wait."""
_INSET = 4
_CHIP_AIR = 6


class QueueDelegate(QStyledItemDelegate):
    """Paints the selected queue on an accent-tinted ground with a focus ring while the list has the focus."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(super().sizeHint(option, index).width(), ROW_NORMAL)

    def width_for(self, names: list[str], count: int) -> int:
        """How wide the list must be so that no name is cut."""
        names_metrics, counts = QFontMetrics(QApplication.font()), QFontMetrics(tabular(secondary_font()))
        widest = max((names_metrics.horizontalAdvance(name) for name in names), default=0)
        number = max(counts.horizontalAdvance(QLocale().toString(count)), counts.horizontalAdvance("000"))
        return widest + number + ICON_SIZE + 2 * _INSET + 4 * SPACE_S + SPACE_S

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        theme = current_theme()
        state = option.state
        room: QRect = option.rect
        box = room.adjusted(_INSET, 1, -_INSET, -1)
        selected = bool(state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        if selected or state & QStyle.StateFlag.State_MouseOver:
            painter.setBrush(theme.color("selected" if selected else "hover"))
            painter.drawRoundedRect(box, CORNER, CORNER)
        inside = box.adjusted(SPACE_S, 0, -SPACE_S, 0)
        mark = QRect(inside.left(), inside.center().y() - ICON_SIZE // 2 + 1, ICON_SIZE, ICON_SIZE)
        picture = index.data(Qt.ItemDataRole.DecorationRole)
        if picture is not None:
            picture.paint(painter, mark)
        number = index.data(COUNT_ROLE)
        count = "" if number is None else QLocale().toString(int(number))
        painter.setFont(tabular(secondary_font()))
        painter.setPen(theme.color("on_selected" if selected else "secondary"))
        painter.drawText(inside, int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter), count)
        width = painter.fontMetrics().horizontalAdvance(count)
        if count and index.data(URGENT_ROLE):
            height = painter.fontMetrics().height()
            chip = QRect(inside.right() - width, inside.center().y() - height // 2 + 1, width, height)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(theme.color("warning"))
            painter.drawRoundedRect(chip.adjusted(-_CHIP_AIR, 0, _CHIP_AIR, 0), CORNER, CORNER)
        painter.setFont(QApplication.font())
        painter.setPen(theme.color("on_selected" if selected else "ink"))
        text = QRect(
            mark.right() + SPACE_S,
            inside.top(),
            inside.right() - mark.right() - 2 * SPACE_S - width,
            inside.height(),
        )
        name = painter.fontMetrics().elidedText(
            str(index.data(Qt.ItemDataRole.DisplayRole) or ""), Qt.TextElideMode.ElideRight, text.width()
        )
        painter.drawText(text, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), name)
        painter.restore()
