"""Waits until a window, or a part of one, was painted: what it does not show can be loaded after that."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QWidget

_PATIENCE_MS = 400
"""A window that opens minimised or behind others may not be painted at all."""


class FirstPaint(QObject):
    """Calls `then` once: after the next paint of the window and `rest_ms` more, or when that paint does not come
    soon."""

    def __init__(self, window: QWidget, then: Callable[[], object], rest_ms: int = 0) -> None:
        super().__init__(window)
        self._window, self._then, self._rest_ms = window, then, rest_ms
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.timeout.connect(self._seen)
        self._patience.start(_PATIENCE_MS)
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Paint:
            watched.removeEventFilter(self)
            self._patience.start(self._rest_ms)  # after this paint, not within it
        return False

    def _seen(self) -> None:
        self._window.removeEventFilter(self)
        self._then()
        self.deleteLater()
