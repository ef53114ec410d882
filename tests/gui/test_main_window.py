"""The window as a whole: one day's work with the keyboard, and what it says when something is not possible."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QToolButton

from storno_desktop.sandbox.faults import Fault
from storno_desktop.ui.invoice_model import Cell
from storno_desktop.ui.main_window import MainWindow
from storno_desktop.ui.shortcuts import ShortcutsDialog
from tests.gui.front_office import BUILDERS, CTRL, IDS, INCOMING, LIST, OUTGOING, SHIFT, Office, said

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


# ------------------------------------------------------------------------------------------------ keys


def test_the_search_key_leads_to_the_search_and_escape_back(desk_at_work: Office) -> None:
    office, field = desk_at_work, desk_at_work.window.list.filters.search
    office.view(OUTGOING)
    rows = office.numbers()
    office.press(Qt.Key.Key_F, CTRL)
    assert field.hasFocus()
    office.search("BRS0012")
    assert office.numbers() == ["BRS0012"]

    office.press(Qt.Key.Key_Down, at=field)
    assert office.window.list.table.hasFocus()
    office.press(Qt.Key.Key_F, CTRL)
    assert field.selectedText() == "BRS0012"
    office.press(Qt.Key.Key_Escape, at=field)

    assert field.text() == ""
    assert office.window.list.table.hasFocus()
    assert office.numbers() == rows


def test_control_and_a_figure_go_to_the_views(desk_at_work: Office) -> None:
    for position, key in enumerate((Qt.Key.Key_1, Qt.Key.Key_2, Qt.Key.Key_3, Qt.Key.Key_4, Qt.Key.Key_5)):
        desk_at_work.press(key, CTRL)
        assert desk_at_work.queues.currentRow() == position


def test_arrows_move_and_enter_and_f8_open_and_close_the_details(desk_at_work: Office) -> None:
    office = desk_at_work
    office.view(OUTGOING)
    first = office.window.list.current
    office.press(Qt.Key.Key_Down)
    assert office.window.list.current != first
    office.press(Qt.Key.Key_Up)
    assert office.window.list.current == first
    office.press(Qt.Key.Key_F8)
    assert not office.window.detail.isVisible()
    office.press(Qt.Key.Key_Return)
    assert office.window.detail.isVisible()
    assert office.preferences.shows_detail


def test_f5_asks_the_server_again(desk_at_work: Office) -> None:
    lists = desk_at_work.meter("GET", LIST)
    desk_at_work.press(Qt.Key.Key_F5)
    desk_at_work.settle()
    assert lists() > 0


def test_f1_lists_the_keys_and_escape_closes_the_list(desk_at_work: Office) -> None:
    desk_at_work.press(Qt.Key.Key_F1)
    dialog = desk_at_work.window.findChildren(ShortcutsDialog)[-1]
    shown = said(dialog)
    for key in ("Ctrl+F", "F5", "F8", "Del", "Ctrl+Shift+R", "F1", "Ctrl+1 … Ctrl+6"):
        assert key in shown
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert not desk_at_work.window.findChildren(ShortcutsDialog) or not dialog.isVisible()


def test_copying_puts_the_number_on_the_clipboard(desk_at_work: Office) -> None:
    desk_at_work.go_to("issued-1")
    desk_at_work.press(Qt.Key.Key_C, CTRL)
    assert QApplication.clipboard().text() == "BRS0001"
    assert desk_at_work.notice == "BRS0001 copied."


# ------------------------------------------------------------------------------------------------ why not


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("restore-1", "BRS0032 is already cancelled."),
        ("sent", "Cannot be cancelled: sent to ANAF. Use a storno invoice."),
        ("validated", "Cannot be cancelled: sent to ANAF. Use a storno invoice."),
        ("rejected", "Rejected by ANAF: cannot be cancelled. Correct it and send it again."),
        ("paid", "Only drafts and issued invoices can be cancelled. This one is: Paid."),
        ("converted", "Only drafts and issued invoices can be cancelled. This one is: Converted."),
    ],
)
def test_an_invoice_that_cannot_be_cancelled_says_why_on_the_key_and_on_the_button(
    desk_at_work: Office, name: str, why: str
) -> None:
    desk_at_work.go_to(name)

    desk_at_work.press(Qt.Key.Key_Delete)

    assert desk_at_work.notice == why
    assert not desk_at_work.window.cancel_button.isEnabled()
    assert desk_at_work.window.cancel_button.accessibleDescription() == why
    assert QApplication.activeModalWidget() is None


def test_an_invoice_that_is_not_cancelled_cannot_be_restored(desk_at_work: Office) -> None:
    desk_at_work.go_to("issued-1")
    desk_at_work.press(Qt.Key.Key_R, CTRL | SHIFT)
    assert desk_at_work.notice == "Only cancelled invoices can be restored."
    assert not desk_at_work.window.restore_button.isEnabled()


def test_incoming_invoices_are_left_to_their_issuer(desk_at_work: Office) -> None:
    desk_at_work.view(INCOMING)
    for key, modifier in ((Qt.Key.Key_Delete, Qt.KeyboardModifier.NoModifier), (Qt.Key.Key_R, CTRL | SHIFT)):
        desk_at_work.window.notices.close_notice()
        desk_at_work.press(key, modifier)
        assert desk_at_work.notice == "Incoming invoices are changed by who issued them."


def test_no_key_is_silent_where_there_is_nothing_to_act_on(desk_at_work: Office) -> None:
    desk_at_work.search("nu există așa ceva")
    for key, modifier in (
        (Qt.Key.Key_Delete, Qt.KeyboardModifier.NoModifier),
        (Qt.Key.Key_R, CTRL | SHIFT),
        (Qt.Key.Key_C, CTRL),
    ):
        desk_at_work.window.notices.close_notice()
        act = {Qt.Key.Key_Delete: "Cancel invoice…", Qt.Key.Key_R: "Restore…", Qt.Key.Key_C: "Copy number"}[
            key
        ]
        entry(desk_at_work.window, act).trigger()
        assert desk_at_work.notice == "Choose an invoice first.", act
        assert modifier is not None


def test_no_key_is_silent_before_anybody_has_signed_in(office: Office) -> None:
    for act in ("Cancel invoice…", "Restore…", "Refresh", "Copy number"):
        office.window.notices.close_notice()
        entry(office.window, act).trigger()
        assert office.notice == "Sign in first.", act


def entry(window: MainWindow, text: str) -> QAction:
    """An entry of the menu bar, by its words."""
    for menu in window.menuBar().findChildren(QMenu):
        for action in menu.actions():
            if action.text().partition("\t")[0].replace("&", "") == text:
                return action
    raise AssertionError(f"no entry {text}")


@pytest.mark.parametrize(("email", "why"), [("angajat@exemplu.ro", "Your account may not ")])
def test_rights_that_are_missing_are_named(office: Office, email: str, why: str) -> None:
    office.enter(email)
    office.go_to("issued-1")
    office.press(Qt.Key.Key_Delete)
    assert office.notice.startswith(why)


def test_a_read_only_company_says_so_everywhere(office: Office) -> None:
    ledger = office.server.ledger
    ledger.company_of(office.book("issued-1")).document["isReadOnly"] = True
    office.enter()
    office.go_to("issued-1")

    office.press(Qt.Key.Key_Delete)

    assert office.notice == "This company is read-only."
    assert "Read-only company: nothing can be cancelled or restored." in said(office.window.views)
    assert not office.window.cancel_button.isEnabled()


# ------------------------------------------------------------------------------------------------ companies


def test_another_company_changes_everything(desk_at_work: Office) -> None:
    office = desk_at_work
    office.go_to("issued-1")
    office.search("BRS")
    switch = office.window.views.findChild(QToolButton, "companySwitch")
    assert isinstance(switch, QToolButton)
    menu = switch.menu()
    assert menu is not None
    other = next(each for each in menu.actions() if "Construcții" in each.text())
    assert "&&" in other.text()  # one ampersand of the name, shown as such

    other.trigger()
    office.settle()

    assert office.window.company is not None
    assert office.window.company.id == BUILDERS == office.preferences.company_id
    assert office.window.list.filters.search.text() == ""
    assert all(number.startswith("CBF") for number in office.numbers())
    assert office.window.list.current is not None
    assert office.window.list.current.number.startswith("CBF")
    assert "Construcții Brânză & Fiii SRL" in said(office.window.views)
    assert "BRS" not in said(office.window.detail)
    assert office.window.refreshing.problem is None


def test_a_slow_answer_for_the_former_company_changes_nothing(desk_at_work: Office) -> None:
    office = desk_at_work
    office.fail(Fault("delay", method="GET", path=LIST, ms=300))
    office.window.refresh()
    assert office.window.session is not None
    builders = next(each for each in office.window.session.companies if each.id == BUILDERS)
    office.window.views.company_chosen.emit(builders)
    office.settle()
    assert office.numbers()
    assert all(number.startswith("CBF") for number in office.numbers())


# ------------------------------------------------------------------------------------------------ never blocking


def test_the_window_goes_on_while_a_slow_server_thinks(desk_at_work: Office) -> None:
    office = desk_at_work
    office.view(OUTGOING)

    def beats_until_slow_work_is_done(slow: bool) -> int:
        """How often the window's loop comes round within half a second of the server's time."""
        beats = 0

        def beat() -> None:
            nonlocal beats
            beats += 1

        timer, end = QTimer(), QTimer()
        timer.timeout.connect(beat)
        end.setSingleShot(True)
        timer.start(5)
        if slow:
            office.fail(Fault("delay", method="GET", path=LIST, ms=500))
            office.window.refresh()
            with office.qtbot.waitSignal(office.window.refreshing.finished, timeout=20_000):
                pass
        else:
            with office.qtbot.waitSignal(end.timeout, timeout=20_000):
                end.start(500)
        timer.stop()
        return beats

    idle = beats_until_slow_work_is_done(slow=False)
    waiting = beats_until_slow_work_is_done(slow=True)

    assert waiting > idle * 0.5
    office.press(Qt.Key.Key_Down)
