"""A listener on the wire between the program and a server: it passes every byte on and notes the requests."""

from __future__ import annotations

import re
import socket
import threading
from contextlib import suppress
from dataclasses import dataclass
from types import TracebackType
from urllib.parse import urlsplit

_HEAD = re.compile(rb"([A-Z]+) (\S+) HTTP/1\.1\r\n")
_ANSWER = re.compile(rb"HTTP/1\.1 \d{3} ")
_LENGTH = re.compile(rb"\r\ncontent-length: *(\d+)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Heard:
    """One request as it went over the wire."""

    method: str
    path: str
    body: bytes


class WireTap:
    """Listens on a loopback port of its own and stands for the server behind it."""

    def __init__(self, server_url: str) -> None:
        parts = urlsplit(server_url)
        self._server = (str(parts.hostname), int(parts.port or 80))
        self._listener = socket.create_server(("127.0.0.1", 0))
        self._lock = threading.Lock()
        self._heard: list[Heard] = []
        self._answers: list[bytes] = []
        self._sockets: list[socket.socket] = [self._listener]
        self._threads: list[threading.Thread] = []

    @property
    def url(self) -> str:
        """The address to give to the program."""
        return f"http://127.0.0.1:{self._listener.getsockname()[1]}"

    def __enter__(self) -> WireTap:
        self._begin(self._accept)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        with self._lock:
            sockets = list(self._sockets)
        for each in sockets:
            _cut(each)
        for thread in list(self._threads):
            thread.join(10)

    # -------------------------------------------------------------------------------------- what was heard

    def heard(self, method: str, path: str = "") -> list[Heard]:
        """The requests so far with this method whose path, without the query, ends so."""
        with self._lock:
            return [
                each
                for each in self._heard
                if each.method == method and each.path.partition("?")[0].endswith(path)
            ]

    @property
    def answers(self) -> bytes:
        """All that the server sent so far."""
        with self._lock:
            return b"".join(self._answers)

    @property
    def is_quiet(self) -> bool:
        """Whether every request so far has been answered, as far as its first line."""
        with self._lock:
            return len(self._heard) == len(_ANSWER.findall(b"".join(self._answers)))

    # -------------------------------------------------------------------------------------- inside

    def _begin(self, work: object, *given: object) -> None:
        assert callable(work)
        thread = threading.Thread(target=work, args=given, daemon=True)
        self._threads.append(thread)
        thread.start()

    def _accept(self) -> None:
        while True:
            try:
                near, _ = self._listener.accept()
                far = socket.create_connection(self._server, timeout=30)
            except OSError:
                return
            far.settimeout(None)
            with self._lock:
                self._sockets += [near, far]
            self._begin(self._to_server, near, far)
            self._begin(self._to_program, far, near)

    def _to_server(self, near: socket.socket, far: socket.socket) -> None:
        waiting = b""
        while part := _read(near):
            waiting = self._note(waiting + part)
            if not _send(far, part):
                break
        _cut(far)

    def _to_program(self, far: socket.socket, near: socket.socket) -> None:
        while part := _read(far):
            with self._lock:
                self._answers.append(part)
            if not _send(near, part):
                break
        _cut(near)

    def _note(self, waiting: bytes) -> bytes:
        """Take the whole requests off the front; the rest is returned."""
        while (end := waiting.find(b"\r\n\r\n")) >= 0:
            head, length = _HEAD.match(waiting), _LENGTH.search(waiting, 0, end)
            begin = end + 4
            whole = begin + (int(length[1]) if length else 0)
            if len(waiting) < whole:
                break
            assert head is not None, waiting[:200]
            with self._lock:
                self._heard.append(Heard(head[1].decode(), head[2].decode(), waiting[begin:whole]))
            waiting = waiting[whole:]
        return waiting


def _read(near: socket.socket) -> bytes:
    try:
        return near.recv(65_536)
    except OSError:
        return b""


def _send(far: socket.socket, part: bytes) -> bool:
    try:
        far.sendall(part)
    except OSError:
        return False
    return True


def _cut(end: socket.socket) -> None:
    with suppress(OSError):
        end.shutdown(socket.SHUT_RDWR)
    end.close()
