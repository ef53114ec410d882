"""Watches a start on a company that this computer holds, up to twenty painted rows and an answered key."""

from __future__ import annotations

import json
import sys
import time

from PySide6.QtCore import QByteArray, Qt

from storno_desktop.app.application import make_application
from storno_desktop.app.opening import Opening
from storno_desktop.app.program import Program
from tests.bench.bare_window import resident_mb
from tests.bench.watcher import ENOUGH_ROWS, Steps, Watcher, press


class StartWatcher(Watcher):
    """Notes when twenty real rows were painted and a key was answered, and ends there."""

    def work(self) -> Steps:
        yield lambda: "painted_at" in self.told
        yield lambda: self.painted_rows >= ENOUGH_ROWS
        self.told["rows_at"] = time.monotonic()
        self.told["modules"] = list(sys.modules)
        table = self.window.list.table
        before, paints = table.currentIndex().row(), self.paints
        press(table, Qt.Key.Key_Down)
        yield lambda: table.currentIndex().row() != before and self.paints > paints
        self.told["usable_at"] = time.monotonic()
        self.told["rows"] = self.painted_rows
        self.told["memory_mb"] = resident_mb()
        self.told["left_at"] = time.monotonic()
        self.window.close()


def watch(opening: Opening) -> int:
    """Go on from there as the program does, and print one JSON line when it has ended."""
    app = make_application()
    program = Program(app, opening)
    watcher = StartWatcher(app)
    code = program.run()
    # The screen of the measurement is small, and a window that is fitted to it next time shows too few rows.
    opening.preferences.geometry = QByteArray()
    sys.stdout.write(json.dumps(watcher.told) + "\n")
    return code
