"""Ending the program in order when the terminal or the system asks for it, not only when the window is closed."""

import signal
import socket
from types import FrameType

from PySide6.QtCore import QObject, QSocketNotifier, Signal

# The terminal's Ctrl+C, the system's wish at shutdown, and a terminal that was closed (which Windows does not know).
_SIGNALS = [getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name)]
_BY_SIGNAL = 128
"""What shells add to a signal's number to make an exit code of it."""


class Interruption(QObject):
    """Brings the first signal that asks for the end into Qt's event loop; a second one ends the process at once.

    Python looks at signals only between two of its own steps, of which a window at rest takes none; a byte
    through a socket wakes it.
    """

    asked = Signal(int)  # the exit code that the caller of this program expects for it

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._near, self._far = socket.socketpair()
        for end in (self._near, self._far):
            end.setblocking(False)
        self._woken = QSocketNotifier(self._near.fileno(), QSocketNotifier.Type.Read, self)
        self._woken.activated.connect(self._wake)
        self._wakeup_before = signal.set_wakeup_fd(self._far.fileno(), warn_on_full_buffer=False)
        self._handlers_before = {each: signal.signal(each, self._hear) for each in _SIGNALS}

    def close(self) -> None:
        """Let go of the signals."""
        self._woken.setEnabled(False)
        signal.set_wakeup_fd(self._wakeup_before)
        for each, before in self._handlers_before.items():
            signal.signal(each, before)
        self._near.close()
        self._far.close()

    @staticmethod
    def _hear(_number: int, _frame: FrameType | None) -> None:
        for each in _SIGNALS:
            signal.signal(each, signal.SIG_DFL)

    def _wake(self) -> None:
        for number in self._near.recv(64):
            self.asked.emit(_BY_SIGNAL + number)
