"""Watches cancellations: from the final click to the row that is painted with its new status."""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication

from storno_desktop.app.application import make_application
from storno_desktop.app.opening import Opening
from storno_desktop.app.options import Options
from storno_desktop.app.program import Program
from storno_desktop.domain.facts import Reached
from storno_desktop.domain.invoice_summary import InvoiceId, InvoiceStatus, InvoiceSummary
from storno_desktop.places import Places
from storno_desktop.ui.cancel_dialog import CancelDialog
from storno_desktop.ui.main_window import MainWindow
from storno_desktop.ui.preferences import Preferences
from tests.bench.watcher import ENOUGH_ROWS, Steps, Watcher

REASON = "Emisă din greșeală de două ori"


class ClickWatcher(Watcher):
    """Signs in and cancels one row after the other."""

    def __init__(self, app: QApplication, account: tuple[str, str], cancellations: int) -> None:
        self._account, self._cancellations = account, cancellations
        self._awaited: InvoiceId | None = None
        self._repainted_at = 0.0
        super().__init__(app)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802  Qt's name
        if event.type() is QEvent.Type.Paint and watched is not self.window and self._awaited is not None:
            row = self._row_of(self._awaited)
            if row is None or row.status is InvoiceStatus.CANCELLED:  # some views do not list cancelled ones
                self._repainted_at, self._awaited = time.perf_counter(), None
        return super().eventFilter(watched, event)

    def work(self) -> Steps:
        from storno_desktop.ui.sign_in_dialog import SignInDialog  # no sooner than the program itself

        window = self.window
        yield lambda: window.findChild(SignInDialog) is not None
        dialog = window.findChild(SignInDialog)
        assert dialog is not None
        yield dialog.isVisible
        dialog.email.setText(self._account[0])
        dialog.password.setText(self._account[1])
        dialog.submit()
        yield lambda: self.painted_rows >= ENOUGH_ROWS
        yield lambda: not window.refreshing.is_running and not window.is_reading
        yield lambda: not window.list.is_counting
        taken: list[float] = []
        self.told["cancel_ms"] = taken
        position, tried = 0, set[InvoiceId]()
        while len(taken) < self._cancellations:
            row = self._row(position)
            if row is None:
                break
            if row.status is InvoiceStatus.ISSUED and row.id not in tried:
                tried.add(row.id)
                yield from self._cancel(window, position, taken)
            else:
                position += 1
        window.close()

    def _cancel(self, window: MainWindow, position: int, taken: list[float]) -> Steps:
        window.list.table.selectRow(position)
        yield lambda: not window.is_reading
        dialog = window.ask_cancel()
        if dialog is None:
            return
        yield lambda: not dialog.is_looking
        if dialog.asks_about_client():
            dialog.question.button(Reached.NO).click()
        dialog.reason_field.edit.setPlainText(REASON)
        yield lambda: self._is_decided(dialog)
        if dialog.case is None or dialog.case.assessment.stopped:
            dialog.reject()
            yield lambda: not self._is_open(window)
            return
        chosen = window.list.current
        assert chosen is not None
        self._awaited = chosen.id
        begun = time.perf_counter()
        dialog.act_button.click()
        yield lambda: self._awaited is None
        taken.append((self._repainted_at - begun) * 1e3)
        yield dialog.safe_button.isEnabled
        dialog.reject()  # it would stay for the public links that are still open
        yield lambda: not self._is_open(window)
        yield lambda: not window.is_reading and not window.refreshing.is_running
        yield lambda: not window.list.is_counting

    @staticmethod
    def _is_decided(dialog: CancelDialog) -> bool:
        """Take note of every warning, whenever it came; whether the act can be chosen, or never will."""
        case = dialog.case
        if dialog.is_looking:
            return False
        if case is None or case.assessment.stopped:
            return True
        for finding in case.assessment.warnings:
            dialog.note(finding.check, True)
        return dialog.act_button.isEnabled()

    def _row(self, position: int) -> InvoiceSummary | None:
        model = self.window.list.model
        return model.invoice(model.index(position, 0)) if position < model.rowCount() else None

    def _row_of(self, invoice_id: InvoiceId) -> InvoiceSummary | None:
        position = self.window.list.model.position_of(invoice_id)
        return None if position is None else self._row(position)

    @staticmethod
    def _is_open(window: MainWindow) -> bool:
        return any(each.isVisible() for each in window.findChildren(CancelDialog))


def watch(folder: Path, server: str, account: tuple[str, str], company: str, cancellations: int) -> int:
    """Work with this data folder on that server, and print one JSON line when the program has ended."""
    app = make_application()
    Preferences(Places.of(folder).settings_file).company_id = company
    options = Options(
        demo=False, server=server, language="ro", theme="light", data_dir=folder, screenshot=None
    )
    program = Program(app, Opening(options))
    watcher = ClickWatcher(app, account, cancellations)
    code = program.run()
    sys.stdout.write(json.dumps(watcher.told | {"modules": []}) + "\n")
    return code
