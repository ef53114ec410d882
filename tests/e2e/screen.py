"""A screen of its own for a program under test: an X server without a monitor, a keyboard, and its pictures."""

from __future__ import annotations

import os
import shutil
import struct
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from types import TracebackType

import pytest
from PySide6.QtGui import QImage

PATIENCE = 60.0
"""Seconds after which something that should happen soon is taken to never happen."""
MAIN_WINDOW = "Storno Desktop"
_GLANCE = 0.05
_KEY_DELAY_MS = 20
_LIBRARIES = ("libxcb-cursor.so.0", "libxcb-icccm.so.4", "libxcb-keysyms.so.1", "libxkbcommon-x11.so.0")


def until(
    holds: Callable[[], object], what: str, patience: float = PATIENCE, *, glance: float = _GLANCE
) -> None:
    """Look every `glance` seconds until this holds; fails with a sentence when `patience` seconds have passed."""
    deadline = time.monotonic() + patience
    while not holds():
        assert time.monotonic() < deadline, f"waited {patience:.0f} s in vain: {what}"
        time.sleep(glance)  # noqa: TID251  a glance at a time, up to a deadline


def need_a_screen() -> None:
    """Skip where no screen can be had; where everything must run (CI=true) that is a failure."""
    missing = [name for name in ("Xvfb", "xdotool", "setxkbmap") if shutil.which(name) is None]
    missing += [name for name in _LIBRARIES if not _loads(name)]
    if not missing:
        return
    reason = f"needs {', '.join(missing)}; packaging/test.sh installs them"
    if os.environ.get("CI", "").lower() in {"1", "true"}:
        pytest.fail(reason)
    pytest.skip(reason)


def _loads(library: str) -> bool:
    code = "import ctypes, sys; ctypes.CDLL(sys.argv[1])"
    return (
        subprocess.run([sys.executable, "-c", code, library], capture_output=True, check=False).returncode
        == 0
    )


class Screen:
    """An X server on a free display, 1440 × 900; it ends with the `with` block."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder / "screen"
        self._folder.mkdir()
        self._pictures = 0
        self._server: subprocess.Popen[bytes] | None = None
        self.display = ""

    def __enter__(self) -> Screen:
        told, tell = os.pipe()
        words = ["Xvfb", "-displayfd", str(tell), "-screen", "0", "1440x900x24"]
        words += ["-nolisten", "tcp", "-noreset", "-fbdir", str(self._folder)]
        with (self._folder / "xvfb.log").open("wb") as log:
            self._server = subprocess.Popen(words, pass_fds=[tell], stdout=log, stderr=log)
        os.close(tell)
        with os.fdopen(told) as answer:
            number = answer.readline().strip()
        if not number:
            self._end()
            pytest.fail((self._folder / "xvfb.log").read_text(errors="replace"))
        self.display = f":{number}"
        # A letter that the layout lacks would be put on a spare key for a moment, and lost where a busy program
        # looks that key up only after it was taken away again.
        self._run("setxkbmap", "-layout", "ro")
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._end()

    def _end(self) -> None:
        if self._server is not None:
            self._server.terminate()
            self._server.wait(10)
            self._server = None

    # -------------------------------------------------------------------------------------- looking

    @property
    def titles(self) -> dict[str, str]:
        """The windows to be seen: their titles by X's number."""
        numbers = self._xdotool("search", "--onlyvisible", "--name", ".").split()
        named = {number: self._xdotool("getwindowname", number) for number in numbers}
        return {number: title for number, title in named.items() if title}

    def bring(self, title: str, *, above: str = MAIN_WINDOW) -> None:
        """Wait until the window with a title that begins so is the only one beside the main window and the one
        whose title begins with `above`, and give it the keyboard, which is what a desktop does when a window opens
        or the one above it goes."""

        def came() -> bool:
            seen = self.titles
            below = (MAIN_WINDOW, above)
            dialogs = {each: name for each, name in seen.items() if not name.startswith(below)}
            front = dialogs or seen
            if len(front) != 1 or not next(iter(front.values())).startswith(title):
                return False
            number = next(iter(front))
            if self._xdotool("getwindowfocus") == number:
                return True
            self._xdotool("windowfocus", number)
            return False

        until(came, f"the window “{title}” in front of all others")

    def look(self) -> QImage:
        """What the screen shows."""
        raw = (self._folder / "Xvfb_screen0").read_bytes()
        # The X window dump: a head of big-endian words, a colour table, then the lines.
        head = struct.unpack(">25I", raw[:100])
        width, height, line, colours = head[4], head[5], head[12], head[19]
        begin = head[0] + colours * 12
        shown = raw[begin : begin + line * height]
        return QImage(shown, width, height, line, QImage.Format.Format_RGB32).copy()

    def picture(self, name: str) -> Path:
        """Save what the screen shows, for whoever wants to see how it went."""
        self._pictures += 1
        file = self._folder / f"{self._pictures:02}-{name}.png"
        assert self.look().save(str(file))
        return file

    # -------------------------------------------------------------------------------------- typing

    def key(self, *keys: str) -> None:
        """Press keys one after the other, each by its X name: `ctrl+Return`, `Tab`."""
        self._xdotool("key", "--delay", str(_KEY_DELAY_MS), "--clearmodifiers", *keys)

    def type(self, text: str) -> None:
        """Type a text letter by letter."""
        self._xdotool("type", "--delay", str(_KEY_DELAY_MS), text)

    def _xdotool(self, *words: str) -> str:
        return self._run("xdotool", *words)

    def _run(self, *words: str) -> str:
        done = subprocess.run(
            words,
            env={**os.environ, "DISPLAY": self.display},
            capture_output=True,
            text=True,
            check=False,
        )
        return done.stdout.strip()
