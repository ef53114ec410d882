"""A login service that tells of sleep and shutdown, played on a bus of its own, and the program's side of it.

python -m tests.e2e.login_script; prints what happened in order, as one JSON line.
"""

from __future__ import annotations

import json
import os
import sys
import threading
from typing import Any

import jeepney
import jeepney.bus_messages
import jeepney.io.blocking
from PySide6.QtCore import QCoreApplication, QTimer
from PySide6.QtDBus import QDBusConnection

from storno_desktop.app.login_service import Logind

NAME = "org.freedesktop.login1"
DBUS: Any = jeepney
"""It has no types."""
MANAGER = DBUS.DBusAddress("/org/freedesktop/login1", interface=f"{NAME}.Manager")
PATIENCE_MS = 20_000


class PlayedLogind:
    """Sleeps once somebody holds it and has let go, wakes, and shuts down in the same way."""

    def __init__(self, told: list[str]) -> None:
        self._told = told
        self._bus: Any = DBUS.io.blocking.open_dbus_connection("SESSION", enable_fds=True)
        self._bus.send_and_get_reply(DBUS.bus_messages.message_bus.RequestName(NAME))

    def play(self) -> None:
        held = self._held()
        self._say("PrepareForSleep", True)
        self._wait_for(held, "asleep")
        self._say("PrepareForSleep", False)
        held = self._held()
        self._say("PrepareForShutdown", True)
        self._wait_for(held, "off")

    def _held(self) -> int:
        """Wait until somebody asks for a lock; it ends when all copies of the other end are closed."""
        while True:
            message = self._bus.receive()
            if message.header.message_type is DBUS.MessageType.method_call:
                break
        asked = message.header.fields[DBUS.HeaderFields.member]
        self._told.append(f"{asked} {message.body[0]} {message.body[3]}")
        reading, writing = os.pipe()
        self._bus.send(DBUS.new_method_return(message, "h", (writing,)))
        os.close(writing)
        return reading

    def _say(self, signal: str, begins: bool) -> None:
        self._bus.send(DBUS.new_signal(MANAGER, signal, "b", (begins,)))

    def _wait_for(self, held: int, then: str) -> None:
        os.read(held, 1)
        os.close(held)
        self._told.append(then)


def main() -> int:
    """Both sides; 1 when the story does not come to its end."""
    app = QCoreApplication([])
    told: list[str] = []
    played = PlayedLogind(told)
    service = Logind(QDBusConnection.sessionBus())

    def let_go() -> None:
        told.append("lets go")
        service.let_go()

    def prepare(begins: bool) -> None:
        told.append("prepares" if begins else "awake")
        if begins:
            QTimer.singleShot(20, let_go)
        else:
            service.hold()

    service.prepares.connect(prepare)
    service.hold()
    thread = threading.Thread(target=played.play, daemon=True)
    thread.start()
    looking = QTimer()
    looking.timeout.connect(lambda: None if thread.is_alive() else app.quit())
    looking.start(10)
    QTimer.singleShot(PATIENCE_MS, lambda: app.exit(1))
    code = app.exec()
    service.close()
    sys.stdout.write(json.dumps(told) + "\n")
    return code


if __name__ == "__main__":
    sys.exit(main())
