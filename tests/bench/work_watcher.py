"""Watches a person's work: signing in, opening details, cancelling."""

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
from storno_desktop.domain.invoice_summary import InvoiceStatus
from storno_desktop.places import Places
from storno_desktop.ui.main_window import MainWindow
from storno_desktop.ui.preferences import Preferences
from tests.bench.bare_window import resident_mb
from tests.bench.watcher import ENOUGH_ROWS, Steps, Watcher, press

REASON = "Emisă din greșeală de două ori"


class WorkWatcher(Watcher):
    """Signs in, opens details, cancels."""

    def __init__(self, app: QApplication, account: tuple[str, str], cancellations: int) -> None:
        self._account = account
        self._cancellations = cancellations
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
        for _ in range(self._cancellations):
            window.list.table.selectRow(0)  # one that can be cancelled, in this made-up company
            yield from self._cancel(window)
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

    def _cancel(self, window: MainWindow) -> Steps:
        """From the final click to the status in the list."""
        from storno_desktop.domain.facts import Reached

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


def watch(folder: Path, server: str, account: tuple[str, str], company: str, cancellations: int) -> int:
    """Work with this data folder on that server, and print one JSON line when the program has ended."""
    app = make_application()
    Preferences(Places.of(folder).settings_file).company_id = company
    options = Options(
        demo=False, server=server, language="ro", theme="light", data_dir=folder, screenshot=None
    )
    program = Program(app, Opening(options))
    watcher = WorkWatcher(app, account, cancellations)
    code = program.run()
    sys.stdout.write(json.dumps(watcher.told) + "\n")
    return code
