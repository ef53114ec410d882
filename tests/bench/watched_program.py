"""The program itself in a process of its own, watched from inside at its work; prints one JSON line at the end.

    python -m tests.bench.watched_program DATA_DIR URL EMAIL PASSWORD COMPANY_ID CANCELLATIONS

Moments are those of the system's monotonic clock, so that the caller can set them beside its own.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable, Generator
from pathlib import Path

from PySide6.QtCore import QElapsedTimer, QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

from storno_desktop.app.application import make_application
from storno_desktop.app.options import Options
from storno_desktop.app.program import Program
from storno_desktop.domain.facts import Reached
from storno_desktop.domain.invoice import InvoiceStatus
from storno_desktop.places import Places
from storno_desktop.ui.main_window import MainWindow
from storno_desktop.ui.preferences import Preferences
from storno_desktop.ui.sign_in_dialog import SignInDialog
from tests.bench.bare_window import resident_mb

# httpx loads its own command line where these are installed, as they are beside the tools of this project and in no
# installation of the program: some 90 ms and several megabytes that nobody who uses it would pay for.
for _tool in ("rich", "pygments"):
    sys.modules[_tool] = None  # type: ignore[assignment]

ENOUGH_ROWS = 20
REASON = "Emisă din greșeală de două ori"
_GLANCE_MS = 1

Steps = Generator[Callable[[], bool], None, None]


class Watcher(QObject):
    """Goes through its steps, each of which waits for something to be there, and notes the moments."""

    def __init__(self, app: QApplication, account: tuple[str, str], cancellations: int) -> None:
        super().__init__(app)
        self.told: dict[str, object] = {}
        self._window = next(each for each in app.topLevelWidgets() if isinstance(each, MainWindow))
        self._account = account
        self._cancellations = cancellations
        self._painted_rows = 0
        self._paints = 0
        self._steps = self._work()
        self._wanted = next(self._steps)
        self._window.installEventFilter(self)
        self._window.list.table.viewport().installEventFilter(self)
        self._glance = QTimer(self)
        self._glance.setInterval(_GLANCE_MS)
        self._glance.timeout.connect(self._look)
        self._glance.start()

    # -------------------------------------------------------------------------------------- the machinery

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802  Qt's name
        if event.type() is QEvent.Type.Paint:
            if "modules" not in self.told:
                self.told["modules"] = sorted(sys.modules)
                self.told["painted_at"] = time.monotonic()
            if watched is not self._window:
                self._paints += 1
                self._painted_rows = _rows_in_sight(self._window)
        return super().eventFilter(watched, event)

    def _look(self) -> None:
        while self._wanted():
            try:
                self._wanted = next(self._steps)
            except StopIteration:
                self._glance.stop()
                return

    # -------------------------------------------------------------------------------------- the work

    def _work(self) -> Steps:
        yield lambda: "painted_at" in self.told
        window = self._window
        yield lambda: window.findChild(SignInDialog) is not None
        dialog = window.findChild(SignInDialog)
        assert dialog is not None
        yield dialog.isVisible
        dialog.email.setText(self._account[0])
        dialog.password.setText(self._account[1])
        dialog.submit()
        yield lambda: self._painted_rows >= ENOUGH_ROWS
        table = window.list.table
        before, paints = table.currentIndex().row(), self._paints
        _press(table, Qt.Key.Key_Down)
        yield lambda: table.currentIndex().row() != before and self._paints > paints
        self.told["usable_at"] = time.monotonic()
        self.told["rows"] = self._painted_rows
        yield lambda: not window.refreshing.is_running and not window.is_reading
        self.told["memory_mb"] = resident_mb()
        yield from self._open_details(window)
        for _ in range(self._cancellations):
            yield from self._cancel(window)
        self.told["left_at"] = time.monotonic()
        window.close()

    def _open_details(self, window: MainWindow) -> Steps:
        """From the key that opens an invoice to all of its parts on screen."""
        taken: list[float] = []
        for _ in range(3):
            table = window.list.table
            _press(table, Qt.Key.Key_Down)
            begun = QElapsedTimer()
            begun.start()
            _press(table, Qt.Key.Key_Return)
            assert window.is_reading
            yield lambda: not window.is_reading
            taken.append(begun.nsecsElapsed() / 1e6)
        self.told["detail_open_ms"] = sorted(taken)[1]

    def _cancel(self, window: MainWindow) -> Steps:
        """From the final click to the status in the list."""
        dialog = window.ask_cancel()
        assert dialog is not None
        yield lambda: not dialog.is_looking
        if dialog.asks_about_client():
            dialog.question.button(Reached.NO).click()
        dialog.reason_field.edit.setPlainText(REASON)
        for finding in list(dialog.case.assessment.warnings) if dialog.case is not None else []:
            dialog.note(finding.check, True)
        yield dialog.act_button.isEnabled
        reader, company, chosen = window.list.model, window.company, window.list.current
        assert company is not None
        assert chosen is not None
        begun = QElapsedTimer()
        begun.start()
        dialog.act_button.click()

        def status() -> InvoiceStatus | None:
            position = reader.position_of(chosen.id)
            found = None if position is None else reader.invoice(reader.index(position, 0))
            return None if found is None else found.status

        yield lambda: status() is not InvoiceStatus.ISSUED and status() is not InvoiceStatus.DRAFT
        taken = self.told.setdefault("cancel_ms", [])
        assert isinstance(taken, list)
        taken.append(begun.nsecsElapsed() / 1e6)
        yield lambda: not any(each.isVisible() for each in window.findChildren(type(dialog)))
        yield lambda: not window.is_reading


def _rows_in_sight(window: MainWindow) -> int:
    table = window.list.table
    first = table.rowAt(0)
    last = table.rowAt(table.viewport().height() - 1)
    if first < 0:
        return 0
    return (table.model().rowCount() - 1 if last < 0 else last) - first + 1


def _press(widget: QWidget, key: Qt.Key) -> None:
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        QApplication.sendEvent(widget, QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier))


def main(words: list[str]) -> int:
    folder, server, email, password, company, cancellations = words
    app = make_application()
    Preferences(Places.of(Path(folder)).settings_file).company_id = company
    options = Options(
        demo=False, server=server, language="ro", theme="light", data_dir=Path(folder), screenshot=None
    )
    program = Program(app, options)
    watcher = Watcher(app, (email, password), int(cancellations))
    code = program.run()
    sys.stdout.write(json.dumps(watcher.told) + "\n")
    return code


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
