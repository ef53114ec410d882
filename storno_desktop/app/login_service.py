"""What manages the logins of this computer: it tells of sleep and shutdown beforehand, and can be asked to wait."""

from __future__ import annotations

import logging
from typing import Any, Protocol

from PySide6.QtCore import SLOT, QObject, Signal, SignalInstance, Slot
from PySide6.QtDBus import QDBusConnection, QDBusMessage, QDBusPendingCallWatcher, QDBusUnixFileDescriptor

log = logging.getLogger(__name__)

_SERVICE, _PATH, _INTERFACE = (
    "org.freedesktop.login1",
    "/org/freedesktop/login1",
    "org.freedesktop.login1.Manager",
)
_SLOT: Any = SLOT("_prepare(bool)")
"""A text, whatever the library's own types say."""
_WHO, _WHY = "Storno Desktop", "an act that was sent waits for its answer"


class LoginService(Protocol):
    """`prepares` is a signal that brings True before the computer sleeps or shuts down, False when it is awake again
    or stays on. Between `hold` and `let_go` the computer waits a little (at most some seconds) with that."""

    @property
    def prepares(self) -> SignalInstance:
        """See above."""

    def hold(self) -> None:
        """Ask the computer to wait, from the next time on."""

    def let_go(self) -> None:
        """It need not wait any more."""


class Logind(QObject):
    """systemd's login service, over the system's bus; where there is none, it never says anything."""

    prepares = Signal(bool)

    def __init__(self, bus: QDBusConnection, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._bus = bus
        self._is_wanted = False
        self._asking: QDBusPendingCallWatcher | None = None
        self._held: QDBusUnixFileDescriptor | None = None
        for signal in ("PrepareForSleep", "PrepareForShutdown"):
            bus.connect(_SERVICE, _PATH, _INTERFACE, signal, self, _SLOT)

    def hold(self) -> None:
        """Ask for it without waiting for the answer."""
        self._is_wanted = True
        if self._asking is not None or self._held is not None:
            return
        call = QDBusMessage.createMethodCall(_SERVICE, _PATH, _INTERFACE, "Inhibit")
        call.setArguments(["sleep:shutdown", _WHO, _WHY, "delay"])
        self._asking = QDBusPendingCallWatcher(self._bus.asyncCall(call), self)
        self._asking.finished.connect(self._answered)

    def let_go(self) -> None:
        """The lock is a file that is closed."""
        self._is_wanted = False
        self._held = None

    def close(self) -> None:
        """Nothing is heard any more."""
        self.let_go()
        for signal in ("PrepareForSleep", "PrepareForShutdown"):
            self._bus.disconnect(_SERVICE, _PATH, _INTERFACE, signal, self, _SLOT)

    @Slot(bool)
    def _prepare(self, begins: bool) -> None:
        self.prepares.emit(begins)

    def _answered(self, asked: QDBusPendingCallWatcher) -> None:
        answer = asked.reply()
        self._asking = None
        asked.deleteLater()
        held = next(iter(answer.arguments()), None)
        if answer.type() is QDBusMessage.MessageType.ReplyMessage and isinstance(
            held, QDBusUnixFileDescriptor
        ):
            self._held = held if self._is_wanted else None
        else:
            log.info("the computer does not wait before it sleeps: %s", answer.errorName())


def system_logind(parent: QObject | None = None) -> Logind | None:
    """That of this computer, None where there is no system bus."""
    bus = QDBusConnection.systemBus()
    return Logind(bus, parent) if bus.isConnected() else None
