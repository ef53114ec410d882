"""The window while a whole company is downloaded, with a heart that beats in its event loop; prints one JSON line.

python -m tests.bench.watched_fill DATA_DIR URL EMAIL PASSWORD COMPANY_ID
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path

from PySide6.QtCore import Qt, QTimer

from storno_desktop.app.application import make_application
from storno_desktop.app.opening import Opening
from storno_desktop.app.options import Options
from storno_desktop.app.program import Program
from storno_desktop.places import Places
from storno_desktop.ui.preferences import Preferences
from storno_desktop.ui.sign_in_dialog import SignInDialog
from tests.bench.watcher import Steps, Watcher

_BEAT_MS = 5


class FillWatcher(Watcher):
    """Signs in and lets the list fill; `gui_block_ms` is the longest time between two beats, less the beat."""

    account = ("", "")

    def work(self) -> Steps:
        yield lambda: self.window.findChild(SignInDialog) is not None
        dialog = self.window.findChild(SignInDialog)
        assert dialog is not None
        yield dialog.isVisible
        dialog.email.setText(self.account[0])
        dialog.password.setText(self.account[1])
        dialog.submit()
        yield lambda: self.window.list.model.rowCount() > 0
        self._beaten_at, self._longest = time.perf_counter(), 0.0
        heart = QTimer(self)
        heart.setTimerType(Qt.TimerType.PreciseTimer)
        heart.timeout.connect(self._beat)
        heart.start(_BEAT_MS)
        yield lambda: not self.window.refreshing.is_running and not self.window.list.is_counting
        heart.stop()
        counts = self.window.list.counts()
        self.told = {
            "gui_block_ms": max(0.0, self._longest * 1e3 - _BEAT_MS),
            "rows": counts.all_outgoing + counts.all_incoming,
        }
        self.window.close()

    def _beat(self) -> None:
        now = time.perf_counter()
        self._longest, self._beaten_at = max(self._longest, now - self._beaten_at), now


def main(words: list[str]) -> int:
    folder, server, email, password, company = words
    app = make_application()
    Preferences(Places.of(Path(folder)).settings_file).company_id = company
    FillWatcher.account = (email, password)
    options = Options(
        demo=False, server=server, language="ro", theme="light", data_dir=Path(folder), screenshot=None
    )
    program = Program(app, Opening(options))
    watcher = FillWatcher(app)
    code = program.run()
    sys.stdout.write(json.dumps(watcher.told) + "\n")
    return code


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
