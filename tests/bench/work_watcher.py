"""Watches a person's work: signing in, opening details."""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path

from PySide6.QtCore import QElapsedTimer, Qt
from PySide6.QtWidgets import QApplication

from storno_desktop.app.application import make_application
from storno_desktop.app.opening import Opening
from storno_desktop.app.options import Options
from storno_desktop.app.program import Program
from storno_desktop.places import Places
from storno_desktop.ui.main_window import MainWindow
from storno_desktop.ui.preferences import Preferences
from tests.bench.bare_window import resident_mb
from tests.bench.watcher import ENOUGH_ROWS, Steps, Watcher, press


class WorkWatcher(Watcher):
    """Signs in and opens details."""

    def __init__(self, app: QApplication, account: tuple[str, str]) -> None:
        self._account = account
        super().__init__(app)

    def work(self) -> Steps:
        from storno_desktop.ui.sign_in_dialog import SignInDialog  # no sooner than the program itself

        yield lambda: "painted_at" in self.told
        window = self.window
        yield lambda: window.findChild(SignInDialog) is not None
        dialog = window.findChild(SignInDialog)
        assert dialog is not None
        yield dialog.isVisible
        dialog.email.setText(self._account[0])
        dialog.password.setText(self._account[1])
        dialog.submit()
        yield lambda: self.painted_rows >= ENOUGH_ROWS
        table = window.list.table
        before, paints = table.currentIndex().row(), self.paints
        press(table, Qt.Key.Key_Down)
        yield lambda: table.currentIndex().row() != before and self.paints > paints
        self.told["usable_at"] = time.monotonic()
        self.told["rows"] = self.painted_rows
        yield lambda: not window.refreshing.is_running and not window.is_reading
        self.told["memory_mb"] = resident_mb()
        yield from self._open_details(window)
        self.told["left_at"] = time.monotonic()
        window.close()

    def _open_details(self, window: MainWindow) -> Steps:
        """From the key that opens an invoice to all of its parts on screen."""
        taken: list[float] = []
        for _ in range(3):
            table = window.list.table
            press(table, Qt.Key.Key_Down)
            begun = QElapsedTimer()
            begun.start()
            press(table, Qt.Key.Key_Return)
            assert window.is_reading
            yield lambda: not window.is_reading
            taken.append(begun.nsecsElapsed() / 1e6)
        self.told["detail_open_ms"] = sorted(taken)[1]


def watch(folder: Path, server: str, account: tuple[str, str], company: str) -> int:
    """Work with this data folder on that server, and print one JSON line when the program has ended."""
    app = make_application()
    Preferences(Places.of(folder).settings_file).company_id = company
    options = Options(
        demo=False, server=server, language="ro", theme="light", data_dir=folder, screenshot=None
    )
    program = Program(app, Opening(options))
    watcher = WorkWatcher(app, account)
    code = program.run()
    sys.stdout.write(json.dumps(watcher.told) + "\n")
    return code
