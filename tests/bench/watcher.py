"""Watches the program from inside its process while it works.

Moments are those of the system's monotonic clock, so that another process can set them beside its own.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Generator

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

from storno_desktop.ui.main_window import MainWindow

# httpx loads its own command line where these are installed, as they are beside the tools of this project and in no
# installation of the program: some 90 ms and several megabytes that nobody who uses it would pay for.
for _tool in ("rich", "pygments"):
    sys.modules[_tool] = None  # type: ignore[assignment]

ENOUGH_ROWS = 20
_GLANCE_MS = 1

Steps = Generator[Callable[[], bool], None, None]


class Watcher(QObject):
    """Goes through its steps, each of which waits for something to be there, and notes the moments."""

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self.told: dict[str, object] = {}
        self.window = next(each for each in app.topLevelWidgets() if isinstance(each, MainWindow))
        self.painted_rows = 0
        self.paints = 0
        self._steps = self.work()
        self._wanted = next(self._steps)
        self.window.installEventFilter(self)
        self.window.list.table.viewport().installEventFilter(self)
        self._glance = QTimer(self)
        self._glance.setInterval(_GLANCE_MS)
        self._glance.timeout.connect(self._look)
        self._glance.start()

    # -------------------------------------------------------------------------------------- the machinery

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802  Qt's name
        if event.type() is QEvent.Type.Paint:
            if "modules" not in self.told:
                self.told["modules"] = sorted(sys.modules)
                self.told["painted_at"] = time.monotonic()
            if watched is not self.window:
                self.paints += 1
                self.painted_rows = _rows_in_sight(self.window)
        return super().eventFilter(watched, event)

    def _look(self) -> None:
        while self._wanted():
            try:
                self._wanted = next(self._steps)
            except StopIteration:
                self._glance.stop()
                return

    def work(self) -> Steps:
        """What is waited for, one condition after the other."""
        raise NotImplementedError


def _rows_in_sight(window: MainWindow) -> int:
    table = window.list.table
    first = table.rowAt(0)
    last = table.rowAt(table.viewport().height() - 1)
    if first < 0:
        return 0
    return (table.model().rowCount() - 1 if last < 0 else last) - first + 1


def press(widget: QWidget, key: Qt.Key) -> None:
    """One key, down and up."""
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        QApplication.sendEvent(widget, QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier))
