"""Mistakes of this program that nobody caught: written to the log, shown in a window, and the program goes on."""

from __future__ import annotations

import logging
import sys
import threading
from collections.abc import Callable
from types import TracebackType
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QApplication, QWidget

from storno_desktop.logs import told_of

if TYPE_CHECKING:
    from storno_desktop.ui.fault_window import FaultWindow

log = logging.getLogger(__name__)


class FaultDesk(QObject):
    """Hears of every exception that came through, on whichever thread; `diagnostics_asked` when a person wants to
    look further. There is one window, whatever comes: further faults are added to it.
    """

    diagnostics_asked = Signal()
    _came = Signal(object)  # BaseException

    def __init__(self, front: Callable[[], QWidget], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._front = front
        self._window: FaultWindow | None = None
        self._is_showing = False
        self._came.connect(self._show, Qt.ConnectionType.QueuedConnection)

    def open(self) -> None:
        """Hear of them from now on."""
        sys.excepthook = self._caught
        threading.excepthook = self._caught_elsewhere

    def close(self) -> None:
        """Leave them to Python again."""
        sys.excepthook = sys.__excepthook__
        threading.excepthook = threading.__excepthook__
        if self._window is not None:
            self._window.close()

    def _caught(self, _kind: type[BaseException], error: BaseException, _trace: TracebackType | None) -> None:
        log.critical("a fault in the program", exc_info=error)
        # Later: a window that opens in the middle of a paint, or of a fault, makes the next one.
        self._came.emit(error)

    def _caught_elsewhere(self, what: threading.ExceptHookArgs) -> None:
        if what.exc_value is not None:
            self._caught(what.exc_type, what.exc_value, what.exc_traceback)

    def _show(self, error: BaseException) -> None:
        if self._is_showing:
            return  # the window that shows it has a fault of its own: the log tells
        self._is_showing = True
        try:
            if self._window is None:
                from storno_desktop.ui.fault_window import FaultWindow

                window = FaultWindow(QApplication.activeModalWidget() or self._front())
                window.diagnostics_asked.connect(self.diagnostics_asked)
                window.finished.connect(self._closed)
                window.destroyed.connect(self._closed)
                self._window = window
                window.open()
            self._window.add(told_of(error))
        finally:
            self._is_showing = False

    def _closed(self) -> None:
        self._window = None
