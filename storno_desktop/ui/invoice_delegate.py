"""How a cell of the invoice table is painted: straight onto the paper, for a page has some two hundred of them."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, Qt
from PySide6.QtGui import QPainter, QPalette
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from storno_desktop.ui.invoice_model import InvoiceTableModel
from storno_desktop.ui.theme import ICON_SIZE, SPACE_S, current_theme

_RIGHT = (
    Qt.AlignmentFlag.AlignRight.value | Qt.AlignmentFlag.AlignVCenter.value | Qt.TextFlag.TextSingleLine.value
)
_LEFT = (
    Qt.AlignmentFlag.AlignLeft.value | Qt.AlignmentFlag.AlignVCenter.value | Qt.TextFlag.TextSingleLine.value
)
_INSET = SPACE_S + 3
"""Where the headings begin too: the padding of the style sheet, and the margin that the style leaves for a focus."""


class InvoiceDelegate(QStyledItemDelegate):
    """Paints what the model's line says. The style's own way asks for seven things a cell and its rules for each."""

    def __init__(self, model: InvoiceTableModel) -> None:
        super().__init__(model)
        self._model = model

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        line = self._model.line(index.row())
        if line is None:
            return
        cell = line[index.column()]
        rect: QRect = option.rect
        palette: QPalette = option.palette
        if option.state & QStyle.StateFlag.State_Selected:
            group = (
                QPalette.ColorGroup.Active
                if option.state & QStyle.StateFlag.State_Active
                else QPalette.ColorGroup.Inactive
            )
            painter.fillRect(rect, palette.color(group, QPalette.ColorRole.Highlight))
            ink = palette.color(group, QPalette.ColorRole.HighlightedText)
        else:
            ink = cell.ink or palette.color(QPalette.ColorRole.Text)
            if option.state & QStyle.StateFlag.State_HasFocus:  # the cursor went on without choosing
                painter.setPen(current_theme().color("accent"))
                painter.drawRect(rect.adjusted(0, 0, -1, -1))
        room = rect.adjusted(_INSET, 0, -_INSET, 0)
        if cell.icon is not None:
            mark = QRect(room.left(), room.center().y() - ICON_SIZE // 2 + 1, ICON_SIZE, ICON_SIZE)
            cell.icon.paint(painter, mark)
            room.setLeft(mark.right() + SPACE_S)
        if not cell.text:
            return
        painter.setFont(cell.font)
        painter.setPen(ink)
        text = cell.text
        if cell.width > room.width():
            text = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, _RIGHT if cell.is_figure else _LEFT, text)
