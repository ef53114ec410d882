"""What a program that crashed leaves behind for its next start: where every thread stood, nothing of a person's."""

from __future__ import annotations

import faulthandler
import os
import re
import sys
from io import FileIO
from pathlib import Path

from storno_desktop.logs import redacted, told_of, within_package

MOST_BYTES = 64 * 1024
"""What is read of such a file."""
_FILE = re.compile(r'(\bFile ")([^"\n]*)(")')


class CrashFile:
    """One file beside the log, this person's alone. While `watch` is on, a hard crash writes into it; a program that
    ends in order takes it away. One that has something in it at the next start becomes `earlier`.
    """

    def __init__(self, place: Path) -> None:
        self._place = place
        self._earlier = place.with_name(f"earlier-{place.name}")
        self._file: FileIO | None = None

    def watch(self) -> bool:
        """Begin; whether the run before this one left something. A file that cannot be written is no obstacle."""
        try:
            left = self._place.stat().st_size > 0
            if left:
                self._place.replace(self._earlier)
        except OSError:
            left = False
        try:
            self._file = FileIO(self._place, "w", opener=lambda path, flags: os.open(path, flags, 0o600))
        except OSError:
            crashes_to_terminal()
            return left
        faulthandler.enable(self._file)
        return left

    @property
    def earlier(self) -> str:
        """What the last run that crashed left, without whose computer it is; "" for nothing."""
        try:
            with self._earlier.open("rb") as file:
                text = file.read(MOST_BYTES)
        except OSError:
            return ""
        return redacted(_without_folders(text.decode("utf-8", "replace")))

    def note(self, error: BaseException) -> None:
        """The program ends by this."""
        if self._file is not None:
            self._file.write(told_of(error).encode("utf-8", "replace") + b"\n")

    def close(self, *, in_order: bool = True) -> None:
        """The end; `in_order` nothing is left for the next start."""
        if self._file is None:
            return
        crashes_to_terminal()
        self._file.close()
        self._file = None
        if in_order:
            self._place.unlink(missing_ok=True)


def crashes_to_terminal() -> None:
    """Let a hard crash say where every thread stood, if there is a terminal."""
    if sys.stderr is None:  # a program of Windows without a console
        faulthandler.disable()
    else:
        faulthandler.enable()


def _without_folders(text: str) -> str:
    return _FILE.sub(lambda found: f"{found[1]}{within_package(found[2])}{found[3]}", text)
