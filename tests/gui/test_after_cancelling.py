"""After a cancellation: fifteen seconds in which its restoring is one click away, and no word of an undo."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPointF, Qt, QTimer
from PySide6.QtGui import QCursor, QEnterEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QToolButton
from pytestqt.qtbot import QtBot

from storno_desktop.ui.language import Language
from storno_desktop.ui.notice_bar import NoticeBar
from storno_desktop.ui.restore_dialog import RestoreDialog
from tests.gui.front_office import BUILDERS, IDS, INCOMING, Office, opened
from tests.memory_ring import MemoryRing

REASON = "Comandă anulată de client"


@pytest.fixture(params=["ro", "en"])
def spoken(request: pytest.FixtureRequest, language: Language) -> str:
    language.choose(request.param)
    return str(request.param)


@pytest.fixture
def done(qapp: QApplication, qtbot: QtBot, tmp_path: Path, spoken: str, ring: MemoryRing) -> Iterator[Office]:
    """An office that has just cancelled BRS0001."""
    with opened(qapp, qtbot, tmp_path) as office:
        office.enter()
        office.go_to("issued-1")
        assert office.window.ask_cancel() is not None
        dialog = office.cancel_dialog()
        office.answer(dialog, REASON)
        dialog.act_button.click()
        qtbot.waitUntil(lambda: office.book("issued-1").status == "cancelled")
        qtbot.waitUntil(lambda: QApplication.activeModalWidget() is None)
        office.settle()
        yield office


def timer(bar: NoticeBar) -> QTimer:
    found = bar.findChild(QTimer)
    assert found is not None
    return found


def test_the_bar_says_what_was_done_and_that_it_is_no_undo(done: Office, spoken: str) -> None:
    assert (
        done.notice
        == {
            "en": "BRS0001 was cancelled. By mistake? This is no undo: restoring makes it a draft.",
            "ro": "BRS0001 a fost anulată. Din greșeală? Nu se poate reveni pur și simplu: restaurarea o face ciornă.",
        }[spoken]
    )
    assert timer(done.window.notices).interval() == 15_000


def test_by_keyboard_to_the_restoring_of_that_very_invoice(done: Office) -> None:
    done.view(INCOMING)  # whatever the list shows by now
    done.press(Qt.Key.Key_F6)
    button = next(each for each in done.window.notices.findChildren(QPushButton) if each.isVisible())
    done.qtbot.waitUntil(button.hasFocus)
    QTest.keyClick(button, Qt.Key.Key_Space)
    dialog = done.restore_dialog()
    assert "BRS0001" in dialog.windowTitle()
    assert done.book("issued-1").status == "cancelled"  # it only asks


def test_it_restores_in_the_company_of_the_invoice_though_another_is_on_show(done: Office) -> None:
    session = done.window.session
    assert session is not None
    other = next(each for each in session.companies if each.id == BUILDERS)
    done.window.views.company_chosen.emit(other)
    done.settle()
    button = next(each for each in done.window.notices.findChildren(QPushButton) if each.isVisible())
    button.click()
    dialog = done.restore_dialog()
    assert dialog.case is not None
    assert dialog.case.invoice_id == IDS["issued-1"]
    assert dialog.case.company.id != BUILDERS


def test_escape_closes_it_and_leads_back_to_the_list(done: Office) -> None:
    done.press(Qt.Key.Key_F6)
    focused = QApplication.focusWidget()
    assert focused is not None
    QTest.keyClick(focused, Qt.Key.Key_Escape)
    assert done.notice == ""
    done.qtbot.waitUntil(done.window.list.table.hasFocus)
    assert not done.window.findChildren(RestoreDialog)
    done.press(Qt.Key.Key_F6)  # without a notice it leads to the list
    assert done.window.list.table.hasFocus()


def test_the_time_stands_still_while_the_keyboard_or_the_pointer_is_there(
    qtbot: QtBot, language: Language
) -> None:
    bar = NoticeBar()
    qtbot.addWidget(bar)
    QCursor.setPos(1, 1)
    bar.move(200, 200)  # away from the pointer
    bar.say("Done", action="Restore…", timeout_ms=15_000)
    time, close = timer(bar), bar.findChild(QToolButton)
    assert close is not None
    bar.activateWindow()
    close.setFocus()
    qtbot.waitUntil(close.hasFocus)
    assert not time.isActive()
    close.clearFocus()
    assert time.isActive()
    assert 0 < time.interval() <= 15_000  # it goes on where it stood
    bar.setAttribute(Qt.WidgetAttribute.WA_UnderMouse)
    QApplication.sendEvent(bar, QEnterEvent(QPointF(), QPointF(), QPointF()))
    assert not time.isActive()
    bar.say("Another", timeout_ms=15_000)
    assert not time.isActive()
    bar.setAttribute(Qt.WidgetAttribute.WA_UnderMouse, False)
    QApplication.sendEvent(bar, QEvent(QEvent.Type.Leave))
    assert time.isActive()
    bar.close_notice()
    QApplication.sendEvent(bar, QEvent(QEvent.Type.Leave))
    assert not time.isActive()
