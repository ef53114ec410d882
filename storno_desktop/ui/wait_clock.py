"""Counts a span of time down for the eye: what it says is reckoned from a clock, its timer only repaints."""

import math
import time
from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal

Monotonic = Callable[[], float]
"""Seconds that only ever grow."""

_REPAINT_MS = 200


class WaitClock(QObject):
    """`ticked` with every repaint while it runs, `ended` once when the time is over."""

    ticked = Signal()
    ended = Signal()

    def __init__(self, monotonic: Monotonic = time.monotonic, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._monotonic = monotonic
        self._until: float | None = None
        self._repaint = QTimer(self)
        self._repaint.setInterval(_REPAINT_MS)
        self._repaint.timeout.connect(self._look)

    @property
    def is_running(self) -> bool:
        """Whether there is something to wait for."""
        return self._until is not None

    @property
    def seconds_left(self) -> int:
        """Whole seconds still to wait, counted up: 1 until the very end; 0 when there is nothing to wait for."""
        return 0 if self._until is None else max(0, math.ceil(self._until - self._monotonic()))

    @property
    def reading(self) -> str:
        """What is left as minutes and seconds, such as 0:48."""
        minutes, seconds = divmod(self.seconds_left, 60)
        return f"{minutes}:{seconds:02}"

    def start(self, seconds: float) -> None:
        """Begin, or begin anew."""
        self._until = self._monotonic() + seconds
        self._repaint.start()
        self.ticked.emit()

    def stop(self) -> None:
        """Nothing to wait for any more; `ended` is not said."""
        self._until = None
        self._repaint.stop()

    def _look(self) -> None:
        if self._until is None:
            return
        if self._monotonic() < self._until:
            self.ticked.emit()
            return
        self.stop()
        self.ticked.emit()
        self.ended.emit()
