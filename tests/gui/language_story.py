"""A process of its own: the demonstration runs, another language is chosen, and what the new window kept is told.

The program's event loop ends with it, and no test could have a loop after that; hence the process.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from storno_desktop.app.application import make_application
from storno_desktop.app.opening import Opening
from storno_desktop.app.options import Options
from storno_desktop.app.program import Program
from storno_desktop.ui.main_window import MainWindow


def shown_window(app: QApplication) -> MainWindow | None:
    """The one main window on screen; None before it is there and while two change places."""
    shown = [each for each in app.topLevelWidgets() if isinstance(each, MainWindow) and each.isVisible()]
    return shown[0] if len(shown) == 1 else None


def story(app: QApplication) -> Iterator[None]:
    """Yields until what it waits for is there."""
    while (
        (first := shown_window(app)) is None or not first.list.model.rowCount() or first.refreshing.is_running
    ):
        yield
    assert first.session is not None
    other = first.session.companies[-1]
    first.views.company_chosen.emit(other)
    first.resize(960, 640)
    first.language_chosen.emit("ro")
    while (second := shown_window(app)) is None or second is first or not second.list.model.rowCount():
        yield
    kept = {
        "company": second.company == other,
        "session": second.session == first.session,
        "size": [second.width(), second.height()],
        "button": second.cancel_button.text(),
    }
    sys.stdout.write(json.dumps(kept) + "\n")


def main(folder: Path) -> int:
    app = make_application()
    options = Options(demo=True, server="", language="en", theme="light", data_dir=folder, screenshot=None)
    program = Program(app, Opening(options))
    steps, timer = story(app), QTimer()

    def step() -> None:
        try:
            next(steps)
        except StopIteration:
            timer.stop()
            app.quit()

    timer.timeout.connect(step)
    timer.start(10)
    return program.run()


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
