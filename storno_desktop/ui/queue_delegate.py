"""How a line of the views pane is painted: icon, name, and its count at the right edge."""

from typing import Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QApplication, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from storno_desktop.ui.theme import (
    CORNER,
    ICON_SIZE,
    ROW_NORMAL,
    SPACE_M,
    SPACE_S,
    current_theme,
    secondary_font,
    strong_font,
    tabular,
)

COUNT_ROLE: Final = int(Qt.ItemDataRole.UserRole) + 1
_INSET = 8


class QueueDelegate(QStyledItemDelegate):
    """Paints the selected queue on an accent-tinted ground with a focus ring while the list has the focus."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(super().sizeHint(option, index).width(), ROW_NORMAL)

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
        count = str(index.data(COUNT_ROLE) or 0)
        painter.setFont(tabular(secondary_font()))
        painter.setPen(theme.color("on_selected" if selected else "secondary"))
        painter.drawText(inside, int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter), count)
        width = painter.fontMetrics().horizontalAdvance(count)
        painter.setFont(strong_font() if selected else QApplication.font())
        painter.setPen(theme.color("on_selected" if selected else "ink"))
        text = QRect(
            mark.right() + SPACE_M,
            inside.top(),
            inside.right() - mark.right() - 2 * SPACE_M - width,
            inside.height(),
        )
        name = painter.fontMetrics().elidedText(
            str(index.data(Qt.ItemDataRole.DisplayRole) or ""), Qt.TextElideMode.ElideRight, text.width()
        )
        painter.drawText(text, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), name)
        painter.restore()
