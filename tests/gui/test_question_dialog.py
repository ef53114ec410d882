"""The dialog that asks before it acts: no key pressed by habit may reach the act."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent, QShortcut
from PySide6.QtTest import QSignalSpy, QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPlainTextEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from storno_desktop.ui.act_button import ActButton
from storno_desktop.ui.question_dialog import NARROWEST, WIDEST, QuestionDialog
from storno_desktop.ui.theme import LIGHT, ThemeChoice, apply_theme

NEVER_MS = 1_000_000
ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)

Asked = Callable[..., QuestionDialog]


@pytest.fixture
def asked(qapp: QApplication, qtbot: QtBot) -> Asked:
    """Opens a dialog as the windows do, with a field inside, its guard already asleep unless told."""
    apply_theme(qapp, ThemeChoice.LIGHT)

    def ask(guard_ms: int = 0) -> QuestionDialog:
        dialog = QuestionDialog(
            "Cancel invoice FCT-0042?",
            "The client has not received it.",
            safe="Keep invoice",
            act="Cancel invoice",
            guard_ms=guard_ms,
        )
        # Tests look at the dialog after it closed; the program does not.
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
        qtbot.addWidget(dialog)
        dialog.add_evidence(QLineEdit())
        dialog.add_evidence(QPlainTextEdit())
        dialog.open()
        dialog.activateWindow()
        qtbot.waitUntil(dialog.safe_button.hasFocus)
        if guard_ms == 0:
            qtbot.waitUntil(dialog.act_button.isEnabled)
        return dialog

    return ask


def test_the_safe_way_is_default_and_has_the_focus(asked: Asked) -> None:
    dialog = asked()

    assert dialog.safe_button.hasFocus()
    assert dialog.safe_button.isDefault()
    assert not dialog.act_button.isDefault()
    assert not dialog.act_button.autoDefault()
    assert dialog.windowTitle() == "Cancel invoice FCT-0042?"
    assert dialog.isModal()


@pytest.mark.parametrize("key", ENTER)
@pytest.mark.parametrize("modifier", [Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier])
def test_enter_never_acts_even_with_the_focus_on_the_act(
    asked: Asked, qtbot: QtBot, key: Qt.Key, modifier: Qt.KeyboardModifier
) -> None:
    dialog = asked()
    committed, closed = QSignalSpy(dialog.committed), QSignalSpy(dialog.finished)
    dialog.act_button.setFocus()

    QTest.keyClick(dialog.act_button, key, modifier)

    assert committed.count() == 0
    assert closed.count() == 0


@pytest.mark.parametrize("key", ENTER)
def test_the_act_swallows_enter_itself(qtbot: QtBot, key: Qt.Key) -> None:
    """Some desktops press every button by Enter; this test runs on none of them, so it looks who took the key."""
    act = ActButton("Cancel invoice")
    qtbot.addWidget(act)
    event = QKeyEvent(QEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier, "\r")
    event.ignore()

    QApplication.sendEvent(act, event)

    assert event.isAccepted()


@pytest.mark.parametrize("key", ENTER)
def test_enter_in_a_field_neither_acts_nor_loses_what_was_typed(
    asked: Asked, qtbot: QtBot, key: Qt.Key
) -> None:
    dialog = asked()
    committed, closed = QSignalSpy(dialog.committed), QSignalSpy(dialog.finished)
    field = dialog.findChild(QLineEdit)
    assert isinstance(field, QLineEdit)
    field.setFocus()

    QTest.keyClicks(field, "Issued twice")
    QTest.keyClick(field, key)

    assert (committed.count(), closed.count()) == (0, 0)
    assert field.text() == "Issued twice"


def test_enter_on_the_safe_button_leaves(asked: Asked, qtbot: QtBot) -> None:
    dialog = asked()
    rejected = QSignalSpy(dialog.rejected)

    QTest.keyClick(dialog.safe_button, Qt.Key.Key_Return)

    assert rejected.count() == 1


def test_an_enter_still_held_from_before_does_not_close_the_dialog(asked: Asked) -> None:
    dialog = asked()
    held = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier, "\r", True)

    QApplication.sendEvent(dialog.safe_button, held)

    assert dialog.isVisible()


def test_escape_leaves(asked: Asked, qtbot: QtBot) -> None:
    dialog = asked()
    rejected, committed = QSignalSpy(dialog.rejected), QSignalSpy(dialog.committed)

    QTest.keyClick(dialog, Qt.Key.Key_Escape)

    assert (rejected.count(), committed.count()) == (1, 0)


def test_a_click_space_and_control_enter_act_and_the_dialog_stays(asked: Asked, qtbot: QtBot) -> None:
    dialog = asked()
    committed = QSignalSpy(dialog.committed)

    QTest.mouseClick(dialog.act_button, Qt.MouseButton.LeftButton)
    dialog.act_button.setFocus()
    QTest.keyClick(dialog.act_button, Qt.Key.Key_Space)
    QTest.keyClick(dialog.act_button, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)

    assert committed.count() == 3
    assert dialog.isVisible()


def test_control_enter_acts_from_within_a_text(asked: Asked, qtbot: QtBot) -> None:
    dialog = asked()
    committed = QSignalSpy(dialog.committed)
    text = dialog.findChild(QPlainTextEdit)
    assert isinstance(text, QPlainTextEdit)
    text.setFocus()

    QTest.keyClick(text, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)

    assert committed.count() == 1
    assert text.toPlainText() == ""


def test_nothing_acts_while_the_guard_is_awake(asked: Asked, qtbot: QtBot) -> None:
    dialog = asked(guard_ms=NEVER_MS)
    committed = QSignalSpy(dialog.committed)

    QTest.mouseClick(dialog.act_button, Qt.MouseButton.LeftButton)
    QTest.keyClick(dialog.act_button, Qt.Key.Key_Space)
    QTest.keyClick(dialog.safe_button, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)

    assert committed.count() == 0
    assert not dialog.act_button.isEnabled()
    assert dialog.isVisible()


def test_a_closed_act_says_why_and_hears_no_key(asked: Asked, qtbot: QtBot) -> None:
    dialog = asked()
    committed = QSignalSpy(dialog.committed)

    dialog.allow_act(False, "The reason needs 10 characters.")
    QTest.keyClick(dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)

    assert committed.count() == 0
    assert dialog.hint.text() == "The reason needs 10 characters."
    assert dialog.act_button.accessibleDescription() == "The reason needs 10 characters."

    dialog.allow_act(True)
    assert dialog.hint.text() == ""
    assert dialog.act_button.isEnabled()


def test_the_key_of_the_act_never_leaves_by_the_safe_button(asked: Asked) -> None:
    """It comes to the button itself where the window is not active yet, and would close what has just come."""
    dialog = asked()
    dialog.allow_act(False, "Done")
    for shortcut in dialog.findChildren(QShortcut):
        shortcut.setEnabled(False)  # none is heard in a window that is not active
    control = Qt.KeyboardModifier.ControlModifier
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            QApplication.sendEvent(dialog.safe_button, QKeyEvent(kind, key, control, "\r"))
    assert dialog.isVisible()


def test_while_it_works_it_stays_open_and_deaf(asked: Asked, qtbot: QtBot) -> None:
    dialog = asked()
    field = dialog.findChild(QLineEdit)
    assert isinstance(field, QLineEdit)
    field.setFocus()
    committed = QSignalSpy(dialog.committed)

    dialog.set_busy("Cancelling FCT-0042…")
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    dialog.close()
    QTest.keyClick(dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)

    assert dialog.isVisible()
    assert committed.count() == 0
    assert not field.isEnabled()
    assert dialog.hint.text() == "Cancelling FCT-0042…"

    dialog.set_idle()
    assert field.isEnabled()
    assert field.hasFocus()
    qtbot.waitUntil(dialog.act_button.isEnabled)


def test_work_that_only_reads_may_be_left(asked: Asked, qtbot: QtBot) -> None:
    dialog = asked()

    dialog.set_busy("Reading what the server knows…", may_leave=True)
    QTest.keyClick(dialog, Qt.Key.Key_Escape)

    assert not dialog.isVisible()


def test_the_guard_wakes_again_after_work(asked: Asked, qtbot: QtBot) -> None:
    dialog = asked()
    dialog.set_busy("Reading…")
    dialog.set_idle()

    assert not dialog.act_button.isEnabled()
    qtbot.waitUntil(dialog.act_button.isEnabled)


def test_the_keyboard_passes_the_evidence_then_the_safe_way_then_the_act(asked: Asked, qtbot: QtBot) -> None:
    dialog = asked()
    field, text = dialog.findChild(QLineEdit), dialog.findChild(QPlainTextEdit)
    assert isinstance(field, QLineEdit)
    assert isinstance(text, QPlainTextEdit)
    text.setTabChangesFocus(True)
    again = dialog.show_problem("Refused").add_action("Read again", lambda: None)
    QApplication.processEvents()
    field.setFocus()

    passed: list[QWidget | None] = []
    for _ in range(4):
        QTest.keyClick(dialog.focusWidget(), Qt.Key.Key_Tab)
        passed.append(dialog.focusWidget())

    assert passed == [text, again, dialog.safe_button, dialog.act_button]


def test_it_is_as_wide_as_promised_and_as_high_as_its_words(asked: Asked) -> None:
    dialog = asked()
    before = dialog.height()

    dialog.set_sentence("What will happen on the server, and what will not happen. " * 8)
    dialog.show_problem("Refused", "Nothing was changed. " * 12, "Invoice cannot be cancelled. " * 6)
    QApplication.processEvents()

    assert NARROWEST <= dialog.width() <= WIDEST
    assert dialog.height() > before
    for label in dialog.findChildren(QLabel):
        if label.isVisible() and label.wordWrap() and label.text():
            assert label.height() >= label.heightForWidth(label.width()), label.text()


def test_what_grows_grows_upwards(asked: Asked) -> None:
    dialog = asked()
    dialog.move(100, 300)
    QApplication.processEvents()
    act = dialog.act_button.mapToGlobal(dialog.act_button.rect().center())

    dialog.show_problem("Refused", "Nothing was changed.")
    QApplication.processEvents()

    assert dialog.act_button.mapToGlobal(dialog.act_button.rect().center()) == act


def test_the_focus_ring_of_the_act_is_the_accent(asked: Asked) -> None:
    dialog = asked()
    dialog.act_button.setFocus()

    picture = dialog.act_button.grab().toImage()

    middle = picture.height() // 2
    assert [picture.pixelColor(x, middle) for x in (0, 1)] == [LIGHT.color("accent")] * 2
    assert picture.pixelColor(6, middle) == LIGHT.color("danger")


def test_buttons_show_an_ampersand_of_a_foreign_name(qtbot: QtBot, asked: Asked) -> None:
    dialog = asked()
    button = dialog.show_problem("Refused").add_action("Open Ion & Fiii", lambda: None)

    assert isinstance(button, QPushButton)
    assert button.text() == "Open Ion && Fiii"
