"""How long the bundle takes from its start to the list of the demonstration, beside the source in the same place."""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtGui import QImage

from tests.e2e.programs import bare_environment
from tests.e2e.screen import Screen, until
from tests.smoke.front_desk import lines_in

WORDS = ("--demo", "--lang", "ro", "--theme", "light")
FEWEST_LINES = 3
"""Lines of writing in the middle of the first list that the demonstration shows; its head is one of them."""


def measure(bundle: Path, place: Path, times: int) -> str:
    """Start both by turns, `times` times each after one start that does not count; medians in ms, as JSON."""
    source = [sys.executable, "-P", "-m", "storno_desktop"]
    taken: dict[str, list[float]] = {"bundle": [], "source": []}
    with Screen(place) as screen:
        for run in range(times + 1):
            for name, command in (("bundle", [str(bundle)]), ("source", source)):
                home = place / f"{name}-{run}"
                taken[name].append(start(screen, [*command, *WORDS], home))
    middle = {f"{name}_ms": round(statistics.median(each[1:])) for name, each in taken.items()}
    ratio = middle["bundle_ms"] / middle["source_ms"]
    return json.dumps({**middle, "ratio": round(ratio, 2), "times": times})


def start(screen: Screen, command: Sequence[str], home: Path) -> float:
    """Milliseconds from starting the process until rows stand in the list; it is closed again."""
    until(lambda: is_empty(screen.look()), "an empty screen")
    begun = time.monotonic()
    with subprocess.Popen(
        command,
        env=bare_environment(home, DISPLAY=screen.display),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as process:
        try:
            until(lambda: lines_in(screen.look()) >= FEWEST_LINES, "rows in the list", glance=0.005)
            return (time.monotonic() - begun) * 1000
        finally:
            process.kill()


def is_empty(picture: QImage) -> bool:
    """Whether there is no window on the screen."""
    return lines_in(picture) == 0
