"""One window for each data folder: a second start hands over what it was to open, and ends."""

from __future__ import annotations

import logging
import os
import stat
import sys
from dataclasses import dataclass
from enum import Enum, auto
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QLockFile, QObject, QTimer, Signal

from storno_desktop.app.errand import Errand, errand_of

if TYPE_CHECKING:
    # Qt's network library is loaded behind the first rows, or where there is somebody to hand over to.
    from PySide6.QtNetwork import QLocalServer, QLocalSocket

log = logging.getLogger(__name__)

MOST_BYTES = 8 * 1024
"""What a caller may say."""
MOST_CALLERS = 8
"""Who is listened to at the same time; the others are sent away."""
CALLER_MS = 3_000
"""So long a caller may take to say it."""
ANSWER_MS = 5_000
"""So long a window that is busy is waited for."""
OPENING_MS = 10_000
"""So long another start may take to load its window."""
_LONGEST_SOCKET = 100
"""Bytes: systems allow the path of a socket 104 or 108."""
_LONGEST_TOKEN = 200
_HEARD = b"ok\n"


class Entry(Enum):
    """What a start finds at the door."""

    FREE = auto()
    """No window is open on this data folder: this start opens it."""
    HANDED_OVER = auto()
    """The window that is open has taken the call."""
    SILENT = auto()
    """Another program is there and does not answer."""


@dataclass(frozen=True, slots=True)
class Call:
    """What a second start tells the first. `token` is the desktop's permission to come to the front, "" for none."""

    errand: Errand
    token: str = ""

    def to_bytes(self) -> bytes:
        """One line."""
        import json

        return json.dumps({"call": 1, "open": self.errand.word, "token": self.token}).encode() + b"\n"

    @classmethod
    def from_bytes(cls, line: bytes) -> Call | None:
        """The call in a line, None for anything else: whoever reaches the socket could write there."""
        import json

        try:
            told = json.loads(line)
        except (ValueError, RecursionError):
            return None
        if not isinstance(told, dict) or told.keys() != {"call", "open", "token"} or told["call"] != 1:
            return None
        word, token = told["open"], told["token"]
        if not isinstance(word, str) or not isinstance(token, str):
            return None
        if len(token) > _LONGEST_TOKEN or not all("!" <= letter <= "~" for letter in token):
            return None
        errand = errand_of(word, Path("/nowhere"))
        if errand is None or (errand.request is not None and not Path(word).is_absolute()):
            return None
        return cls(errand, token)


def call_of(errand: Errand) -> Call:
    """The call of this very process, with the permission that the desktop gave to it."""
    token = os.environ.get("XDG_ACTIVATION_TOKEN", "")
    fits = len(token) <= _LONGEST_TOKEN and all("!" <= letter <= "~" for letter in token)
    return Call(errand, token if fits else "")


class FrontDoor(QObject):
    """The way to the one window on a data folder; `called` brings a `Call`.

    A start asks with `enter`. From FREE until `open` a lock keeps others waiting, so that two starts at the same
    moment make one window. `folder` is this person's alone (mode 0700), and so is the socket in it. A socket that
    a program left behind when it died refuses every call, and is replaced.
    """

    called = Signal(object)  # Call

    def __init__(self, folder: Path, parent: QObject | None = None, *, caller_ms: int = CALLER_MS) -> None:
        super().__init__(parent)
        self._caller_ms = caller_ms
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._address = _address_in(folder)
        self._lock = QLockFile(str(folder / "window.lock"))
        self._server: QLocalServer | None = None
        self._callers: set[_Caller] = set()

    def enter(self, call: Call, *, answer_ms: int = ANSWER_MS, opening_ms: int = OPENING_MS) -> Entry:
        """Hand `call` over to the window that is open, or be the one who opens it."""
        if not self._address:
            return Entry.FREE
        found = self._hand_over(call, answer_ms)
        if found is not Entry.FREE:
            return found
        if not self._lock.tryLock(opening_ms):
            cannot = self._lock.error() is not QLockFile.LockError.LockFailedError
            return Entry.FREE if cannot else Entry.SILENT
        found = self._hand_over(call, answer_ms)
        if found is not Entry.FREE:
            self._lock.unlock()
        return found

    @property
    def is_open(self) -> bool:
        """Whether others are listened to."""
        return self._server is not None

    def open(self) -> bool:
        """Listen from now on; False where that cannot be, which only means that a second start opens a window too."""
        from PySide6.QtNetwork import QLocalServer

        if self._server is not None or not self._address:
            return self._server is not None
        server = QLocalServer(self)
        server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        server.setMaxPendingConnections(MOST_CALLERS)
        server.newConnection.connect(self._receive)
        QLocalServer.removeServer(self._address)
        if server.listen(self._address):
            self._server = server
        else:
            log.warning("a second start will not find this window: %s", server.serverError().name)
            server.deleteLater()
        self._lock.unlock()
        return self._server is not None

    def close(self) -> None:
        """Nobody is listened to any more; the next start opens a window."""
        for each in list(self._callers):
            each.send_off()
        if self._server is not None:
            self._server.close()
            self._server.deleteLater()
            self._server = None
        self._lock.unlock()

    # -------------------------------------------------------------------------------------- the second start

    def _hand_over(self, call: Call, answer_ms: int) -> Entry:
        if sys.platform != "win32" and not _is_socket_of_mine(Path(self._address)):
            return Entry.FREE
        from PySide6.QtNetwork import QLocalSocket

        socket = QLocalSocket()
        socket.connectToServer(self._address)
        if not socket.waitForConnected(answer_ms):
            is_busy = socket.error() is QLocalSocket.LocalSocketError.SocketTimeoutError
            return Entry.SILENT if is_busy else Entry.FREE
        _let_it_come_forward()
        socket.write(call.to_bytes())
        socket.waitForBytesWritten(answer_ms)
        if not socket.bytesAvailable() and not socket.waitForReadyRead(answer_ms):
            return Entry.SILENT
        return Entry.HANDED_OVER if socket.readLine().data() == _HEARD else Entry.SILENT

    # -------------------------------------------------------------------------------------- the first one

    def _receive(self) -> None:
        while self._server is not None and self._server.hasPendingConnections():
            socket = self._server.nextPendingConnection()
            if len(self._callers) >= MOST_CALLERS:
                socket.disconnected.connect(socket.deleteLater)
                socket.disconnectFromServer()
                continue
            caller = _Caller(socket, self._caller_ms, self)
            self._callers.add(caller)
            caller.left.connect(self._forget)
            caller.called.connect(self.called)
            caller.listen()

    def _forget(self, caller: _Caller) -> None:
        self._callers.discard(caller)
        caller.deleteLater()


class _Caller(QObject):
    """One connection, until a line was said, too much was, or its time is up."""

    called = Signal(object)  # Call
    left = Signal(object)  # this very caller

    def __init__(self, socket: QLocalSocket, patience_ms: int, parent: QObject) -> None:
        super().__init__(parent)
        self._socket = socket
        self._has_spoken = False
        socket.setParent(self)
        socket.setReadBufferSize(MOST_BYTES + 1)
        socket.readyRead.connect(self.listen)
        socket.disconnected.connect(self._leave)
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.setInterval(patience_ms)
        self._patience.timeout.connect(self.send_off)
        self._patience.start()

    def listen(self) -> None:
        """See whether a whole line is there."""
        if self._has_spoken:
            return
        if not self._socket.canReadLine():
            if self._socket.bytesAvailable() > MOST_BYTES:
                self.send_off()
            return
        self._has_spoken = True
        call = Call.from_bytes(bytes(self._socket.readLine(MOST_BYTES + 1).data()))
        if call is None:
            log.warning("somebody called who is no second start")
        else:
            self._socket.write(_HEARD)
            self._socket.flush()  # whoever is called may be busy for a while
        self.send_off()
        if call is not None:
            self.called.emit(call)

    def send_off(self) -> None:
        """What was answered still goes out."""
        self._has_spoken = True
        self._socket.disconnectFromServer()

    def _leave(self) -> None:
        self._patience.stop()
        self.left.emit(self)


def _address_in(folder: Path) -> str:
    """Where this folder's door is; "" where there can be none."""
    folder = folder.resolve()
    if sys.platform == "win32":
        return f"storno-desktop-{_mark_of(folder)}"  # a named pipe; the folder's path names the person
    inside = folder / "window.sock"
    if len(os.fsencode(inside)) <= _LONGEST_SOCKET:
        return str(inside)
    elsewhere = Path("/tmp") / f"storno-desktop-{os.getuid()}"  # noqa: S108  made and owned by this person alone
    try:
        elsewhere.mkdir(mode=0o700, exist_ok=True)
        known = elsewhere.lstat()
    except OSError:
        return ""
    mine = stat.S_ISDIR(known.st_mode) and known.st_uid == os.getuid() and not known.st_mode & 0o077
    return str(elsewhere / _mark_of(folder)) if mine else ""


def _mark_of(folder: Path) -> str:
    import hashlib

    return hashlib.sha256(str(folder).encode("utf-8", "surrogateescape")).hexdigest()[:32]


def _is_socket_of_mine(place: Path) -> bool:
    if sys.platform == "win32":
        return True
    try:
        known = place.lstat()
    except OSError:
        return False
    return stat.S_ISSOCK(known.st_mode) and known.st_uid == os.getuid()


def _let_it_come_forward() -> None:
    """Windows lets only the program that the person used last bring a window to the front, or whom it names."""
    if sys.platform == "win32":
        import ctypes

        ctypes.windll.user32.AllowSetForegroundWindow(-1)
