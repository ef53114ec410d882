"""Decides when the list is looked at again without anybody asking: on return, after sleep, on a hint, in time."""

import random
from collections.abc import Callable
from enum import Enum, auto
from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

POLL_S: Final = 90.0
"""Seconds between two looks, give or take a fifth: programs that were started together must not ask together
(contract §19: 60 to 120)."""
LONGEST_S: Final = 900.0
"""The longest rest while looks go on failing."""
FOCUS_S: Final = 15.0
"""Who comes back to the window sooner than this finds what was seen last."""
HINT_S: Final = 5.0
"""Hints that come thick, as while somebody cancels fifty invoices, are followed no faster than this."""
ASLEEP_S: Final = 30.0
"""A timer that is so much too late did not run: the computer slept."""
WAKING_S: Final = 15.0
"""The network is there later than the program: a first failure after waking is tried again so soon."""
TICK_MS: Final = 5_000
"""How long at most until the clock is read again."""

_SPREAD: Final = 0.2


class LookReason(Enum):
    """Why the server should be asked again."""

    FOCUS = auto()
    """The person came back to the window."""
    WAKE = auto()
    """The computer slept, or its clock was put forward."""
    POLL = auto()
    """Time went by."""
    HINT = auto()
    """The server said that something changed."""


class Watch(QObject):
    """Sends `look_asked` with a `LookReason` whenever the list may be out of date and somebody can see it.

    It begins with `start` and is told of every refresh, whoever asked for it: `began`, then `succeeded` or
    `failed`. While the window is hidden, minimised or locked nothing is asked; what was due meanwhile is asked
    once when it shows again. `clock` counts seconds and goes on while the computer sleeps; it may be put back
    or forward. `chance` gives numbers from 0 up to 1.
    """

    look_asked = Signal(object)  # LookReason

    def __init__(
        self,
        window: QWidget,
        *,
        clock: Callable[[], float],
        chance: Callable[[], float] = random.random,
        tick_ms: int = TICK_MS,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._window = window
        self._clock = clock
        self._chance = chance
        self._tick_ms = tick_ms
        self._is_on = self._is_locked = self._is_looking = False
        self._wanted: LookReason | None = None
        self._not_before = self._poll_at = self._ended_at = 0.0
        self._failures = 0
        self._has_woken = False
        self._read_at = clock()
        self._rest = 0.0
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setTimerType(Qt.TimerType.CoarseTimer)
        self._timer.timeout.connect(self.tick)
        window.installEventFilter(self)

    # -------------------------------------------------------------------------------------- what it is told

    def start(self) -> None:
        """There is something to look at, as if it had just been looked at; for another company, anew."""
        now = self._clock()
        self._is_on, self._is_looking = True, False
        self._wanted, self._failures, self._has_woken = None, 0, False
        self._read_at = self._ended_at = now
        self._poll_at = now + self._spread(POLL_S)
        self._rest_until_due(now)

    def stop(self) -> None:
        """Nothing to look at any more: nobody is signed in, or the window goes."""
        self._is_on = False
        self._wanted = None
        self._timer.stop()

    def began(self) -> None:
        """A refresh is under way; until it ends nothing is asked. A hint that comes meanwhile is kept: the
        refresh may have passed the place already."""
        self._is_looking = True
        self._wanted = None

    def succeeded(self) -> None:
        """The refresh brought what there is."""
        self._failures, self._has_woken = 0, False
        self._ended(self._spread(POLL_S))

    def failed(self) -> None:
        """The refresh stopped on a problem: rests double up to a quarter of an hour."""
        if self._has_woken:
            self._has_woken = False
            self._ended(WAKING_S)
            return
        self._ended(min(self._spread(POLL_S * 2.0 ** min(self._failures, 8)), LONGEST_S))
        self._failures += 1

    def hint(self) -> None:
        """The server said that something changed."""
        self._want(LookReason.HINT, self._ended_at + HINT_S)

    def set_locked(self, locked: bool) -> None:
        """The windows are covered, or are no more."""
        self._is_locked = locked
        self._settle(self._clock())

    # -------------------------------------------------------------------------------------- how it behaves

    @property
    def rest_ms(self) -> int | None:
        """Milliseconds until the clock is read again by itself, None while nothing is waited for."""
        return self._timer.interval() if self._timer.isActive() else None

    def tick(self) -> None:
        """Read the clock, and ask if it is time."""
        if not self._is_on or not isValid(self._window):
            return
        now = self._clock()
        passed, self._read_at = now - self._read_at, now
        if passed < 0:  # put back: what was to come stays as far away as it was
            self._not_before += passed
            self._poll_at += passed
            self._ended_at += passed
        elif passed > self._rest + ASLEEP_S:
            self._failures, self._has_woken = 0, True
            self._want(LookReason.WAKE, now)
            return
        self._settle(now)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._window:
            kind = event.type()
            if kind is QEvent.Type.WindowActivate:
                self._came_back()
            elif kind in {QEvent.Type.Show, QEvent.Type.WindowStateChange}:
                # The window says that it is visible only when this event has reached it.
                QTimer.singleShot(0, self, lambda: self._settle(self._clock()))
        return False

    # -------------------------------------------------------------------------------------- inside

    @property
    def _is_seen(self) -> bool:
        return self._window.isVisible() and not self._window.isMinimized() and not self._is_locked

    def _came_back(self) -> None:
        now = self._clock()
        if self._is_on and not self._is_looking and now - self._ended_at >= FOCUS_S:
            self._want(LookReason.FOCUS, now)

    def _want(self, reason: LookReason, not_before: float) -> None:
        if not self._is_on:
            return
        if self._wanted is None or not_before < self._not_before:
            self._wanted, self._not_before = reason, not_before
        self._settle(self._clock())

    def _ended(self, rest: float) -> None:
        now = self._clock()
        self._is_looking = False
        self._ended_at = now
        self._poll_at = now + rest
        self._not_before = max(self._not_before, now + HINT_S)
        self._settle(now)

    def _settle(self, now: float) -> None:
        """Ask if something is due and can be asked; then rest until something is."""
        if not self._is_on:
            return
        if self._is_seen and not self._is_looking:
            if self._wanted is not None and now >= self._not_before:
                self._ask(self._wanted, now)
            elif now >= self._poll_at:
                self._ask(LookReason.POLL, now)
        self._rest_until_due(now)

    def _ask(self, reason: LookReason, now: float) -> None:
        self._wanted = None
        self._ended_at = now  # as far as nobody says that a refresh began
        self._poll_at = now + self._spread(POLL_S)
        self.look_asked.emit(reason)

    def _rest_until_due(self, now: float) -> None:
        if not self._is_on:  # whoever was asked may have stopped it
            return
        due = self._poll_at if self._wanted is None else min(self._poll_at, self._not_before)
        rest_ms = max(1, min(round((due - now) * 1000), self._tick_ms)) if due > now else self._tick_ms
        self._rest = rest_ms / 1000
        self._timer.start(rest_ms)

    def _spread(self, seconds: float) -> float:
        return seconds * (1 - _SPREAD + 2 * _SPREAD * self._chance())
