"""Three panes side by side; on a narrow window the right one slides over the middle one."""

from PySide6.QtCore import QEvent, QObject, QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QWidget

NARROW = 1100
LEAST_DETAIL, MOST_DETAIL = 360, 480


class Panes(QWidget):
    """Places views, list and detail. The detail takes 360 to 480 px; below 1100 px it lies over the list, under
    `head`, the bar on top of it, whose buttons stay within reach. Its place is free until `put_detail`."""

    def __init__(self, views: QWidget, middle: QWidget, head: QWidget) -> None:
        super().__init__()
        self._views, self._middle, self._head = views, middle, head
        self._detail: QWidget | None = None
        self._lines = [QFrame(self), QFrame(self)]
        for line in self._lines:
            line.setObjectName("hairline")
        for pane in (views, middle):
            pane.setParent(self)
        self._detail_wanted = True
        for each in (views, head):
            each.installEventFilter(self)

    def put_detail(self, detail: QWidget) -> None:
        """The pane on the right, once."""
        self._detail = detail
        detail.setParent(self)
        self._place()

    def show_detail(self, shown: bool) -> None:
        """Open or close the pane on the right."""
        self._detail_wanted = shown
        self._place()

    @property
    def detail_is_shown(self) -> bool:
        """Whether the pane on the right is open."""
        return self._detail_wanted

    @property
    def is_narrow(self) -> bool:
        """Whether the detail lies over the list."""
        return self.width() < NARROW

    def minimumSizeHint(self) -> QSize:
        return QSize(960, 560)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched in (self._views, self._head) and event.type() is QEvent.Type.Resize:
            self._place()
        return super().eventFilter(watched, event)

    def _place(self) -> None:
        left = self._views.minimumWidth()
        width, height = self.width(), self.height()
        detail = min(max(round(width * 0.25), LEAST_DETAIL), MOST_DETAIL) if self._detail_wanted else 0
        beside = 0 if self.is_narrow or not detail else detail + 1
        self._views.setGeometry(0, 0, left, height)
        self._lines[0].setGeometry(left, 0, 1, height)
        self._middle.setGeometry(left + 1, 0, max(width - left - 1 - beside, 0), height)
        self._lines[1].setVisible(bool(detail))
        if self._detail is None:
            self._lines[1].setGeometry(width - detail - 1, 0, 1, height)
            return
        self._detail.setVisible(bool(detail))
        if detail:
            top = self._head.height() if self.is_narrow else 0
            self._detail.setGeometry(width - detail, top, detail, height - top)
            self._lines[1].setGeometry(width - detail - 1, top, 1, height - top)
            self._detail.raise_()
            self._lines[1].raise_()
