"""A row that goes on in the next line where the room ends, as words do."""

from PySide6.QtCore import QMargins, QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget


class FlowLayout(QLayout):
    """Places its items from left to right in as many lines as they need; its height follows from its width."""

    def __init__(self, parent: QWidget | None, gap: int) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self._gap = gap
        self.setContentsMargins(QMargins())

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:  # Qt asks until there is none
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._place(QRect(0, 0, width, 0), moves=False)

    def setGeometry(self, room: QRect) -> None:
        super().setGeometry(room)
        self._place(room, moves=True)

    def sizeHint(self) -> QSize:
        return self.minimumSize()

    def minimumSize(self) -> QSize:
        """The highest item in no width at all: an item that is wider than the room is cut to it."""
        margins = self.contentsMargins()
        height = max((item.sizeHint().height() for item in self._items), default=0)
        return QSize(0, height + margins.top() + margins.bottom())

    def _place(self, room: QRect, *, moves: bool) -> int:
        """The height that the items need in this room."""
        inside = room.marginsRemoved(self.contentsMargins())
        at, line = inside.topLeft(), 0
        for item in self._items:
            size = item.sizeHint().boundedTo(QSize(max(inside.width(), 0), item.sizeHint().height()))
            if line and at.x() + size.width() > inside.left() + inside.width():
                at, line = QPoint(inside.left(), at.y() + line + self._gap), 0
            if moves:
                item.setGeometry(QRect(at, size))
            at.setX(at.x() + size.width() + self._gap)
            line = max(line, size.height())
        return at.y() + line - room.top() + self.contentsMargins().bottom()
