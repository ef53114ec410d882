"""The way back into a locked program, and the way out of it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QSignalSpy, QTest
from PySide6.QtWidgets import (
    QApplication,
    QLineEdit,
    QTableView,
)

from storno_desktop.sandbox.faults import Fault
from storno_desktop.service.window_lock import LockStanding
from tests.gui.front_office import CANCEL, Office, said, type_text
from tests.gui.locked_office import PASSPHRASE, REASON, Locked, no_ring
from tests.memory_ring import MemoryRing, installed


@pytest.fixture
def desk(desk_at_work: Office, qapp: QApplication) -> Iterator[Locked]:
    locked = Locked(desk_at_work, qapp)
    locked.set_passphrase()
    yield locked
    locked.guard.unlock()


def test_it_is_opened_by_keyboard_alone(desk: Locked) -> None:
    dialog = desk.go()
    assert dialog.passphrase.hasFocus()
    assert dialog.passphrase.echoMode() is QLineEdit.EchoMode.Password
    assert not dialog.unlock_button.isEnabled()
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert dialog.isVisible()
    met = []
    type_text(dialog.passphrase, "x")
    for _ in range(4):
        met.append(dialog.focusWidget())
        QTest.keyClick(dialog.focusWidget(), Qt.Key.Key_Tab)
    assert met == [dialog.passphrase, dialog.unlock_button, dialog.sign_in_button, dialog.quit_button]
    dialog.passphrase.clear()
    desk.come_back()
    assert desk.office.window.list.table.isVisible()


def test_every_control_has_a_name(desk: Locked) -> None:
    dialog = desk.go()
    for each in (dialog.passphrase, dialog.unlock_button, dialog.sign_in_button, dialog.quit_button):
        assert QAccessible.queryAccessibleInterface(each).text(QAccessible.Text.Name)
    assert QAccessible.queryAccessibleInterface(dialog.passphrase).text(QAccessible.Text.Name) == "Passphrase"


def test_a_wrong_one_is_counted_and_a_right_one_forgets_it(desk: Locked) -> None:
    dialog = desk.go()
    desk.try_with("nu e asta")
    assert dialog.banner.headline == "This is not the passphrase."
    assert dialog.banner.body == "Wrong tries in a row, counted by this program: 1."
    assert dialog.passphrase.text() == ""
    assert dialog.passphrase.hasFocus()
    desk.try_with("nici asta")
    assert dialog.banner.body.endswith("2.")
    desk.come_back()
    desk.go()
    desk.try_with("nu e asta")
    assert desk.dialog.banner.body.endswith("1.")
    desk.come_back()


def test_after_the_third_the_wait_counts_down_and_then_it_opens(desk: Locked) -> None:
    dialog = desk.go()
    for wrong in ("una", "două", "trei"):
        desk.try_with(wrong)
    assert "Next try in 5 seconds." in said(dialog)
    type_text(dialog.passphrase, PASSPHRASE)
    QTest.keyClick(dialog.passphrase, Qt.Key.Key_Return)
    assert not dialog.is_asking
    assert dialog.passphrase.text() == PASSPHRASE  # typed too early is not typed in vain
    desk.clock.now += 3.2
    desk.office.qtbot.waitUntil(lambda: "Next try in 2 seconds." in said(dialog))
    assert not dialog.unlock_button.isEnabled()
    desk.clock.now += 1.8
    desk.office.qtbot.waitUntil(dialog.unlock_button.isEnabled)
    assert "Next try" not in said(dialog)
    QTest.keyClick(dialog.passphrase, Qt.Key.Key_Return)
    desk.office.qtbot.waitUntil(lambda: not desk.guard.is_locked)


def test_a_fresh_sign_in_forgives_the_wrong_tries(desk: Locked) -> None:
    desk.go()
    for wrong in ("una", "două", "trei"):
        desk.try_with(wrong)
    desk.guard.unlock()
    desk.go()
    desk.come_back()


def test_without_a_passphrase_only_signing_in_opens(desk_at_work: Office, qapp: QApplication) -> None:
    locked = Locked(desk_at_work, qapp)
    dialog = locked.go()
    assert dialog.standing is LockStanding.NOT_SET
    assert dialog.lead == "No passphrase is set for this account. Sign in to go on; nothing was closed."
    assert not dialog.passphrase.isVisible()
    assert not dialog.unlock_button.isVisible()
    assert dialog.sign_in_button.hasFocus()
    asked = QSignalSpy(locked.guard.sign_in_asked)
    QTest.keyClick(dialog.sign_in_button, Qt.Key.Key_Return)
    assert asked.count() == 1
    locked.guard.unlock()


def test_without_a_keyring_it_says_so_and_opens_by_signing_in(desk: Locked) -> None:
    with installed(no_ring()):
        dialog = desk.go()
    assert dialog.standing is LockStanding.NO_PLACE
    assert "keyring" in dialog.lead
    assert not dialog.passphrase.isVisible()
    assert dialog.sign_in_button.hasFocus()


def test_a_keyring_that_goes_away_meanwhile_leaves_the_sign_in(desk: Locked) -> None:
    dialog = desk.go()
    type_text(dialog.passphrase, PASSPHRASE)
    with installed(no_ring()):
        QTest.keyClick(dialog.passphrase, Qt.Key.Key_Return)
        desk.office.qtbot.waitUntil(lambda: not dialog.is_asking)
    assert desk.guard.is_locked
    assert dialog.standing is LockStanding.NO_PLACE
    assert dialog.sign_in_button.hasFocus()


def test_the_passphrase_stays_in_no_field(desk: Locked) -> None:
    dialog = desk.go()
    type_text(dialog.passphrase, PASSPHRASE)
    QTest.keyClick(dialog.passphrase, Qt.Key.Key_Return)
    assert dialog.is_asking
    assert dialog.passphrase.text() == ""
    desk.office.qtbot.waitUntil(lambda: not desk.guard.is_locked)


# ------------------------------------------------------------------------------------------------ leaving


def test_quitting_closes_the_program_and_opens_nothing(desk: Locked) -> None:
    dialog = desk.go()
    dialog.quit_button.click()
    desk.office.qtbot.waitUntil(lambda: desk.guard.dialog is None)
    assert not desk.office.window.isVisible()
    assert desk.guard.is_locked
    assert "BRS" not in said(desk.office.window)


def test_the_close_button_of_the_window_works_while_it_is_covered(desk: Locked) -> None:
    desk.go()
    assert desk.office.window.close()
    desk.office.qtbot.waitUntil(lambda: desk.guard.dialog is None)


def test_quitting_waits_for_what_is_under_way(desk: Locked) -> None:
    office = desk.office
    office.go_to("issued-1")
    office.press(Qt.Key.Key_Delete)
    cancelling = office.cancel_dialog()
    office.answer(cancelling, REASON)
    office.fail(Fault("delay", method="POST", path=CANCEL, ms=1_500))
    cancelling.act_button.click()
    dialog = desk.go()
    dialog.quit_button.click()
    assert dialog.banner.headline == "Something is still under way."
    assert office.window.isVisible()
    assert cancelling.isVisible()
    assert desk.guard.is_locked
    office.qtbot.waitUntil(lambda: office.book("issued-1").status == "cancelled")
    desk.come_back()
    office.settle()


def test_the_dialog_cannot_be_closed_away(desk: Locked) -> None:
    first = desk.go()
    first.close()
    desk.office.qtbot.waitUntil(lambda: desk.guard.dialog not in {None, first})
    assert desk.guard.is_locked
    second = desk.dialog
    assert isinstance(second, QObject)
    desk.office.qtbot.waitUntil(lambda: second.standing is LockStanding.SET)
    desk.come_back()


def test_a_table_beneath_scrolls_nowhere(desk: Locked) -> None:
    table = desk.office.window.list.table
    assert isinstance(table, QTableView)
    QApplication.processEvents()
    bar = table.verticalScrollBar()
    bar.setValue(bar.maximum())
    at = bar.value()
    desk.go()
    desk.come_back()
    QApplication.processEvents()
    assert bar.value() == at


def test_a_ring_in_memory_is_what_these_tests_use(ring: MemoryRing, desk: Locked) -> None:
    assert any("window lock" in entry for _service, entry in ring.secrets)
    assert PASSPHRASE not in "".join(ring.secrets.values())
