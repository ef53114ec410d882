"""The program locked: nothing seen, nothing reached, nothing lost."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QPoint, Qt, QTimer
from PySide6.QtGui import QAction, QShortcut, QShortcutEvent
from PySide6.QtTest import QSignalSpy, QTest
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QLineEdit,
    QMenu,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from storno_desktop.sandbox.faults import Fault
from storno_desktop.ui.idle_watch import IdleWatch
from storno_desktop.ui.invoice_model import Cell
from storno_desktop.ui.lock_cover import LockCover
from storno_desktop.ui.lock_dialog import LockDialog
from tests.gui.front_office import CANCEL, CTRL, IDS, SHIFT, Office, said, type_text
from tests.gui.locked_office import REASON, Clock, Locked, heard_below, minutes


@pytest.fixture
def desk(desk_at_work: Office, qapp: QApplication) -> Iterator[Locked]:
    locked = Locked(desk_at_work, qapp)
    locked.set_passphrase()
    yield locked
    locked.guard.unlock()


def test_nothing_of_the_office_is_seen_or_heard(desk: Locked) -> None:
    office = desk.office
    office.go_to("issued-1")
    office.press(Qt.Key.Key_Delete)
    cancelling = office.cancel_dialog()
    assert "BRS0001" in cancelling.windowTitle()

    desk.go()

    words = desk.shown_words() + " ".join(heard_below(office.window) + heard_below(cancelling))
    for secret in ("BRS0001", "Brutăria", "lei", "exemplu.ro", "Cancel invoice"):
        assert secret not in words, secret
    assert "Locked" in words
    desk.come_back()
    assert "BRS0001" in cancelling.windowTitle()
    assert "BRS0001" in said(office.window)
    cancelling.reject()


def test_no_key_reaches_a_covered_window(desk: Locked) -> None:
    office = desk.office
    office.go_to("issued-1")
    posts = office.meter("GET", "/api/v1/*")
    desk.go()
    for key, modifier in (
        (Qt.Key.Key_Delete, Qt.KeyboardModifier.NoModifier),
        (Qt.Key.Key_R, CTRL | SHIFT),
        (Qt.Key.Key_F5, Qt.KeyboardModifier.NoModifier),
        (Qt.Key.Key_F8, Qt.KeyboardModifier.NoModifier),
        (Qt.Key.Key_F1, Qt.KeyboardModifier.NoModifier),
        (Qt.Key.Key_C, CTRL),
        (Qt.Key.Key_2, CTRL),
        (Qt.Key.Key_Return, CTRL),
        (Qt.Key.Key_Down, Qt.KeyboardModifier.NoModifier),
    ):
        for at in (office.window, office.window.list.table):
            office.window.activateWindow()  # as if the system let somebody have it in front
            QTest.keyClick(at, key, modifier)
    QTest.mouseClick(office.window.cancel_button, Qt.MouseButton.LeftButton)
    QTest.mouseClick(office.window, Qt.MouseButton.LeftButton, pos=QPoint(300, 300))
    QApplication.processEvents()

    assert QApplication.topLevelWidgets() != []
    dialogs = [each for each in office.window.findChildren(QDialog) if each.isVisible()]
    assert dialogs == [desk.dialog]
    assert posts() == 0
    desk.come_back()
    assert office.window.list.current is not None
    assert office.window.list.current.number == "BRS0001"
    assert office.window.panes.detail_is_shown


def test_a_shortcut_that_gets_through_to_a_covered_window_does_nothing(desk: Locked) -> None:
    window = desk.office.window
    requests = desk.office.meter("GET", "/api/v1/*")
    desk.go()
    for key in window.findChildren(QShortcut):
        QApplication.sendEvent(key, QShortcutEvent(key.key(), key))
    assert [each for each in window.findChildren(QDialog) if each.isVisible()] == [desk.dialog]
    assert window.isVisible()
    assert not window.refreshing.is_running
    desk.come_back()
    assert requests() == 0


def test_ctrl_return_does_not_carry_out_a_covered_dialog(desk: Locked) -> None:
    office = desk.office
    office.go_to("issued-1")
    office.press(Qt.Key.Key_Delete)
    cancelling = office.cancel_dialog()
    office.answer(cancelling, REASON)
    desk.go()
    for at in (cancelling, cancelling.reason_field.edit, cancelling.act_button, office.window):
        cancelling.activateWindow()
        QTest.keyClick(at, Qt.Key.Key_Return, CTRL)
        QTest.keyClick(at, Qt.Key.Key_F5)
        QTest.keyClick(at, Qt.Key.Key_Escape)
        QTest.keyClick(at, Qt.Key.Key_Space)
    assert office.book("issued-1").status == "issued"
    assert cancelling.isVisible()
    desk.come_back()
    assert cancelling.reason_field.text == REASON
    cancelling.reject()


def test_everything_comes_back_as_it_was(desk: Locked) -> None:
    office = desk.office
    office.go_to("issued-1")
    office.press(Qt.Key.Key_Delete)
    cancelling = office.cancel_dialog()
    office.answer(cancelling, REASON)
    edit = cancelling.reason_field.edit
    edit.setFocus()

    def state() -> list[object]:
        QApplication.processEvents()
        parts: list[object] = [office.window.geometry(), cancelling.geometry(), edit.toPlainText()]
        parts += [office.window.focusWidget(), cancelling.focusWidget(), cancelling.windowTitle()]
        for window in (office.window, cancelling):
            parts += [
                (each, each.isVisible(), each.isEnabled(), each.geometry(), each.accessibleName())
                for each in window.findChildren(QWidget)
                if not isinstance(each, LockDialog | LockCover) and not isinstance(each.window(), LockDialog)
            ]
        return parts

    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    before = state()
    desk.go()
    QApplication.processEvents()
    desk.come_back()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    assert state() == before
    assert QApplication.activeWindow() is cancelling
    cancelling.reject()


def test_the_search_goes_on_where_it_was(desk: Locked) -> None:
    field = desk.office.window.list.filters.search
    field.setFocus()
    desk.office.search("BRS")
    desk.go()
    desk.come_back()
    assert field.hasFocus()
    type_text(field, "0001")
    assert field.text() == "BRS0001"


def test_a_cancel_on_its_way_goes_on_and_its_result_is_there(desk: Locked) -> None:
    office = desk.office
    office.go_to("issued-1")
    office.press(Qt.Key.Key_Delete)
    cancelling = office.cancel_dialog()
    office.answer(cancelling, REASON)
    office.fail(Fault("delay", method="POST", path=CANCEL, ms=400))
    cancelling.act_button.click()
    assert cancelling.is_busy

    desk.go()
    assert cancelling.is_busy
    gone = QSignalSpy(cancelling.destroyed)
    office.qtbot.waitUntil(lambda: office.book("issued-1").status == "cancelled")
    office.qtbot.waitUntil(lambda: gone.count() == 1)  # it says its farewell beneath the sheet
    office.settle()
    assert desk.guard.is_locked
    assert "BRS0001" not in desk.shown_words()

    desk.come_back()
    office.settle()
    assert office.notice == (
        "BRS0001 was cancelled. By mistake? This is no undo: restoring makes it a draft."
    )
    assert office.text(office.row("issued-1"), Cell.STATUS) == "Cancelled"


def test_a_notice_that_comes_meanwhile_waits_for_somebody_to_read_it(desk: Locked, qtbot: QtBot) -> None:
    notices = desk.office.window.notices
    timer = notices.findChild(QTimer)
    assert timer is not None
    desk.go()
    with qtbot.waitSignals([timer.timeout, timer.timeout]):
        notices.say("BRS0001 was cancelled.", timeout_ms=1)
    timer.setInterval(60_000)
    desk.come_back()
    assert desk.office.notice == "BRS0001 was cancelled."


def test_a_refusal_that_comes_meanwhile_is_told_afterwards(desk: Locked) -> None:
    office = desk.office
    office.go_to("issued-1")
    office.press(Qt.Key.Key_Delete)
    cancelling = office.cancel_dialog()
    office.answer(cancelling, REASON)
    slow = Fault("delay", method="POST", path=CANCEL, ms=400)
    office.fail(slow)
    cancelling.act_button.click()
    office.qtbot.waitUntil(lambda: slow.count == 0)
    office.set_status("issued-1", "validated")  # while the request is there and waits
    desk.go()
    assert cancelling.is_busy
    office.qtbot.waitUntil(lambda: not cancelling.is_busy)
    assert not cancelling.banner.isVisible()

    desk.come_back()

    assert cancelling.isVisible()
    assert cancelling.banner.isVisible()
    assert cancelling.banner.headline
    assert cancelling.reason_field.text == REASON
    assert cancelling.focusWidget() is cancelling.reason_field.edit
    cancelling.reject()


def test_an_outcome_that_got_lost_meanwhile_is_told_afterwards(desk: Locked) -> None:
    office = desk.office
    office.go_to("issued-1")
    office.press(Qt.Key.Key_Delete)
    cancelling = office.cancel_dialog()
    office.answer(cancelling, REASON)
    office.fail(
        Fault("drop-after", method="POST", path=CANCEL),
        Fault(
            "status", method="GET", path=f"/api/v1/invoices/{IDS['issued-1']}", status=503, skip=1, count=-1
        ),
    )
    cancelling.act_button.click()
    desk.go()
    office.qtbot.waitUntil(lambda: not cancelling.is_busy, timeout=20_000)
    office.qtbot.waitUntil(lambda: "BRS0001" not in desk.shown_words())
    desk.come_back()
    assert cancelling.windowTitle() == "BRS0001: outcome unknown"
    assert cancelling.settling.isVisible()
    assert not cancelling.act_button.isVisible()
    office.fail()
    cancelling.reject()


def test_a_window_that_opens_meanwhile_is_covered_and_the_dialog_stays_in_front(
    desk: Locked, qtbot: QtBot
) -> None:
    desk.go()
    type_text(desk.dialog.passphrase, "half a pas")
    late = QDialog(desk.office.window)
    late.setWindowTitle("Late secret")
    column = QVBoxLayout(late)
    field = QLineEdit("late secret", late)
    column.addWidget(field)
    qtbot.addWidget(late)
    QTimer.singleShot(0, late, late.open)
    qtbot.waitUntil(late.isVisible)
    qtbot.waitUntil(lambda: QApplication.activeModalWidget() is desk.dialog)
    assert "secret" not in desk.shown_words()
    assert not field.isVisible()
    QTest.keyClick(late, Qt.Key.Key_Escape)
    assert late.isVisible()
    assert desk.dialog.passphrase.text() == "half a pas"
    desk.dialog.passphrase.clear()
    desk.come_back()
    assert field.isVisible()
    assert late.windowTitle() == "Late secret"
    assert QApplication.activeModalWidget() is late
    late.reject()


@pytest.mark.qt_log_ignore("This plugin does not support grabbing the keyboard")
def test_menus_are_closed(desk: Locked) -> None:
    menu = QMenu(desk.office.window)
    menu.addAction(QAction("Cancel BRS0001", menu))
    menu.popup(QPoint(40, 40))
    assert menu.isVisible()
    desk.go()
    assert not menu.isVisible()
    desk.come_back()


def test_signing_in_instead_is_done_over_the_dialog(desk: Locked) -> None:
    asked: list[QWidget] = []
    desk.guard.sign_in_asked.connect(asked.append)
    dialog = desk.go()
    dialog.sign_in_button.click()
    assert asked == [dialog]
    sign_in = desk.office.window.ask_sign_in(parent=asked[0])
    type_text(sign_in.password, "typed here")
    assert sign_in.password.text() == "typed here"
    assert sign_in.password.isVisible()
    assert "typed here" not in desk.dialog.passphrase.text()
    desk.guard.unlock()
    assert not desk.guard.is_locked
    assert desk.office.window.list.table.isVisible()


def test_without_anybody_signed_in_there_is_nothing_to_lock(office: Office, qapp: QApplication) -> None:
    locked = Locked(office, qapp)
    locked.account = None
    locked.guard.lock()
    assert not locked.guard.is_locked
    assert office.window.list.isVisible()


def test_locking_twice_is_locking_once(desk: Locked) -> None:
    dialog = desk.go()
    desk.guard.lock()
    assert desk.dialog is dialog
    desk.come_back()
    desk.guard.unlock()
    assert desk.opened.count() == 1
    assert desk.office.window.findChildren(LockCover) == []


def test_nobody_there_locks_by_itself(desk: Locked, qapp: QApplication) -> None:
    clock = Clock()
    watch = IdleWatch(qapp, 15, clock=clock)
    watch.idle.connect(desk.guard.lock)
    minutes(clock, 16)
    desk.office.window.list.table.setFocus()
    QTest.keyClick(desk.office.window.list.table, Qt.Key.Key_Delete)
    assert desk.guard.is_locked
    assert [each for each in desk.office.window.findChildren(QDialog) if each.isVisible()] == [desk.dialog]
    watch.set_minutes(0)
