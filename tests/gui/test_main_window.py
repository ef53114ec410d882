"""The window as a whole: one day's work with the keyboard, and what it says when something is not possible."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from storno_desktop.ui.invoice_model import Cell
from tests.gui.front_office import CTRL, IDS, SHIFT, Office, said

REASON = "Emisă din greșeală de două ori"


def test_from_the_list_to_cancelled_and_back_to_a_draft_by_keyboard(any_office: Office) -> None:
    office, window = any_office, any_office.window
    office.enter()
    office.go_to("issued-1")

    office.press(Qt.Key.Key_Delete)
    dialog = office.cancel_dialog()
    office.answer(dialog, REASON)
    office.press(Qt.Key.Key_Return, CTRL, at=dialog.reason_field.edit)
    office.qtbot.waitUntil(lambda: office.cell("issued-1", Cell.STATUS).data() == "Cancelled", timeout=10_000)
    office.settle()

    assert office.book("issued-1").detail["cancellationReason"] == REASON
    assert window.list.current is not None
    assert window.list.current.id == IDS["issued-1"]
    assert "was cancelled" in office.notice
    shown = said(window.detail)
    assert REASON in shown
    assert "contabil@exemplu.ro" in shown

    office.qtbot.waitUntil(lambda: QApplication.activeModalWidget() is None, timeout=5_000)
    office.press(Qt.Key.Key_R, CTRL | SHIFT)
    restoring = office.restore_dialog()
    office.answer(restoring)
    office.press(Qt.Key.Key_Return, CTRL, at=restoring)
    office.qtbot.waitUntil(lambda: office.cell("issued-1", Cell.STATUS).data() == "Draft", timeout=10_000)

    assert office.book("issued-1").status == "draft"
    assert "is a draft again" in office.notice
    office.settle()
    assert window.views.isVisible()
