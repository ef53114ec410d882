"""Notices that nobody has touched keyboard, mouse or screen for a while."""

import sys
import time
from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QMouseEvent

LOOK_MS: Final = 10_000
"""How long at most until the clock is read again: a timer stands still while the computer sleeps."""

_Kind = QEvent.Type
_SIGNS: Final = frozenset(
    (
        _Kind.KeyPress,
        _Kind.ShortcutOverride,  # a key that becomes a shortcut is never pressed for anybody
        _Kind.InputMethod,
        _Kind.MouseButtonPress,
        _Kind.MouseButtonDblClick,
        _Kind.MouseMove,
        _Kind.Wheel,
        _Kind.TouchBegin,
        _Kind.TouchUpdate,
        _Kind.TabletPress,
        _Kind.TabletMove,
        _Kind.NativeGesture,
        _Kind.DragMove,
        _Kind.NonClientAreaMouseButtonPress,
        _Kind.NonClientAreaMouseMove,
    )
)


def lasting_clock() -> Callable[[], float]:
    """Seconds since some moment, which never go back and go on while the computer sleeps."""
    if sys.platform == "linux":
        return lambda: time.clock_gettime(time.CLOCK_BOOTTIME)
    elif sys.platform == "darwin":  # where Python's own clock stops, and this one does not
        return lambda: time.clock_gettime(time.CLOCK_MONOTONIC)
    else:
        return time.monotonic


class IdleWatch(QObject):
    """Sends `idle` once when the program has had no key, pointer, wheel or touch for the minutes that are set.

    After that the next sign of a person starts it anew. A sign that comes too late, as the first key after
    the computer woke up, does not undo the time that has passed: `idle` is sent first, and that sign reaches
    nobody. Without minutes (0) it never speaks. `clock` counts seconds as `lasting_clock` does; `look_ms` is
    how long at most the timer rests.
    """

    idle = Signal()

    def __init__(
        self,
        app: QCoreApplication,
        minutes: int = 0,
        *,
        clock: Callable[[], float] | None = None,
        look_ms: int = LOOK_MS,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._app = app
        self._clock = clock or lasting_clock()
        self._look_ms = look_ms
        self._limit = 0.0
        self._last = self._clock()
        self._told = False
        self._late_key = False
        self._pointer = QPoint()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setTimerType(Qt.TimerType.CoarseTimer)
        self._timer.timeout.connect(self.look)
        self.set_minutes(minutes)

    @property
    def minutes(self) -> int:
        """The time that is set; 0 for never."""
        return round(self._limit / 60)

    @property
    def rest_ms(self) -> int | None:
        """Milliseconds until the clock is read again by itself, None while nothing is waited for."""
        return self._timer.interval() if self._timer.isActive() else None

    def set_minutes(self, minutes: int) -> None:
        """Speak after so many minutes, counted from now; 0 or less for never."""
        self._limit = max(minutes, 0) * 60.0
        self._timer.stop()
        if self._limit:
            self._app.installEventFilter(self)
            self._begin()
        else:
            self._app.removeEventFilter(self)

    def look(self) -> None:
        """Read the clock: speak if the time is over, else rest for what is left of it."""
        if self._told or not self._limit:
            return
        left = self._last + self._limit - self._clock()
        if left > 0:
            self._timer.start(max(1, min(round(left * 1000), self._look_ms)))
            return
        self._told = True
        self._timer.stop()
        self.idle.emit()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        # Called for every event of the program: one question, and no more for all that a person did not do.
        return event.type() in _SIGNS and self._sign(event)

    # -------------------------------------------------------------------------------------- inside

    def _sign(self, event: QEvent) -> bool:
        """A sign of a person; True if it came too late and may reach nobody."""
        kind = event.type()
        if kind is _Kind.KeyPress and self._late_key:
            self._late_key = False
            return True
        if isinstance(event, QMouseEvent) and kind is _Kind.MouseMove:
            # Some systems tell of a move when only a window opened or closed under the pointer.
            place = event.globalPosition().toPoint()
            if place == self._pointer:
                return False
            self._pointer = place
        if self._told:
            self._begin()
            return False
        now = self._clock()
        if now - self._last >= self._limit:
            self._late_key = kind is _Kind.ShortcutOverride  # the same key comes once more, as a press
            self.look()
            return True
        self._last = now
        return False

    def _begin(self) -> None:
        self._last = self._clock()
        self._told = False
        self.look()
