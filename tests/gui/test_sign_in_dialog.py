"""Signing in: what is asked, what is said when it fails, and that nothing is sent twice."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QSignalSpy, QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QWidget

from storno_desktop.sandbox.faults import Fault
from storno_desktop.ui.language import Language
from storno_desktop.ui.sign_in_dialog import SignInDialog
from tests.gui.front_office import ACCOUNTANT, LOGIN, PASSWORD, WORLD, Office
from tests.memory_ring import MemoryRing


def a_dialog(office: Office, email: str = ACCOUNTANT, password: str = PASSWORD) -> SignInDialog:
    """Open, everything filled in."""
    dialog = office.window.ask_sign_in(office.server.url)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    dialog.activateWindow()
    dialog.email.setText(email)
    dialog.password.setText(password)
    return dialog


def button(dialog: SignInDialog, text: str = "Sign in") -> QPushButton:
    return next(each for each in dialog.findChildren(QPushButton) if each.text().replace("&", "") == text)


def answered(office: Office, dialog: SignInDialog) -> None:
    """Wait for the answer."""
    office.qtbot.waitUntil(lambda: dialog.password.isEnabled() or not dialog.isVisible(), timeout=20_000)


def test_enter_signs_in_and_the_window_fills(any_office: Office) -> None:
    dialog = a_dialog(any_office)
    with any_office.qtbot.waitSignal(dialog.signed_in):
        QTest.keyClick(dialog.password, Qt.Key.Key_Return)
    any_office.settle()

    assert not dialog.isVisible()
    assert dialog.password.text() == ""
    assert any_office.window.session is not None
    assert any_office.window.session.user.email == ACCOUNTANT
    assert any_office.numbers()
    assert any_office.preferences.email == ACCOUNTANT
    assert any_office.window.list.table.hasFocus() or any_office.window.isActiveWindow() is False


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("", "Type the server's address."),
        ("nu este", "This is not an address."),
        ("ftp://storno.ro", "This is not an address."),
        ("http://storno.example", "Only addresses that begin with https://"),
        ("https://eu:parola@storno.example", "Remove the name and the password"),
    ],
)
def test_an_address_that_cannot_be_is_told_before_anything_is_sent(
    office: Office, typed: str, sentence: str
) -> None:
    dialog = a_dialog(office)
    dialog.server.setText(typed)

    dialog.submit()

    assert dialog.banner.headline.startswith(sentence)
    assert (dialog.server.text(), dialog.email.text(), dialog.password.text()) == (
        typed,
        ACCOUNTANT,
        PASSWORD,
    )
    assert dialog.focusWidget() is dialog.server


@pytest.mark.parametrize(
    ("email", "password", "field", "sentence"),
    [
        ("contabil", PASSWORD, "email", "Type the e-mail address of your account."),
        ("", PASSWORD, "email", "Type the e-mail address of your account."),
        (ACCOUNTANT, "", "password", "Type your password."),
    ],
)
def test_what_is_missing_is_asked_for(
    office: Office, email: str, password: str, field: str, sentence: str
) -> None:
    logins = office.meter("POST", LOGIN)
    dialog = a_dialog(office, email, password)

    QTest.keyClick(dialog.password, Qt.Key.Key_Return)

    assert dialog.banner.headline == sentence
    focused = dialog.focusWidget()
    assert focused is not None
    assert focused.objectName() == field
    assert logins() == 0


def test_a_wrong_password_is_told_and_what_was_typed_stays(any_office: Office) -> None:
    dialog = a_dialog(any_office, password="Altceva-1")
    dialog.submit()
    answered(any_office, dialog)

    assert dialog.isVisible()
    assert dialog.banner.headline == "The e-mail or the password is wrong."
    assert (dialog.email.text(), dialog.password.text()) == (ACCOUNTANT, "Altceva-1")
    assert dialog.focusWidget() is dialog.password
    assert dialog.password.selectedText() == "Altceva-1"


@pytest.mark.parametrize(
    ("email", "headline"),
    [
        ("inactiv@exemplu.ro", "This account is deactivated."),
        ("neconfirmat@exemplu.ro", "The e-mail address of this account has not been confirmed."),
    ],
)
def test_accounts_that_may_not_enter_are_told_why(office: Office, email: str, headline: str) -> None:
    dialog = a_dialog(office, email)
    dialog.submit()
    answered(office, dialog)
    assert dialog.banner.headline in {headline, "The e-mail or the password is wrong."}
    assert dialog.isVisible()


@pytest.mark.parametrize(
    ("fault", "headline"),
    [
        (Fault("html", path=LOGIN), "The server has a fault."),
        (Fault("truncated", path=LOGIN), "The server's answer could not be understood."),
        (
            Fault("status", path=LOGIN, status=200, body={"nimic": 1}),
            "The server's answer could not be understood.",
        ),
        (Fault("huge", path=LOGIN), "The server's answer was too large and was not read."),
        (Fault("drop-after", path=LOGIN), "The server did not answer in time."),
        (Fault("status", path="/api/v1/me", status=500, count=-1), "The server has a fault."),
    ],
    ids=["html", "truncated", "other-fields", "huge", "lost", "me-500"],
)
def test_bad_answers_end_in_a_sentence_and_a_form_as_it_was(
    office: Office, fault: Fault, headline: str
) -> None:
    office.fail(fault)
    dialog = a_dialog(office)
    dialog.submit()
    answered(office, dialog)

    assert dialog.banner.headline == headline
    assert (dialog.email.text(), dialog.password.text()) == (ACCOUNTANT, PASSWORD)
    office.fail()
    with office.qtbot.waitSignal(dialog.signed_in):
        button(dialog).click()


def test_a_server_that_is_not_there_is_told(office: Office) -> None:
    dialog = a_dialog(office)
    office.server.stop()
    dialog.submit()
    answered(office, dialog)
    assert dialog.banner.headline == "The server cannot be reached."
    assert dialog.password.text() == PASSWORD


def test_the_sentences_are_romanian_in_romanian(office: Office, language: Language) -> None:
    language.choose("ro")
    dialog = a_dialog(office, password="Altceva-1")
    dialog.submit()
    answered(office, dialog)
    assert dialog.banner.headline == "E-mailul sau parola este greșită."


def test_each_press_sends_one_login(office: Office) -> None:
    logins = office.meter("POST", LOGIN)
    dialog = a_dialog(office, password="Altceva-1")
    act = button(dialog)

    for _ in range(3):
        QTest.mouseClick(act, Qt.MouseButton.LeftButton)
        QTest.keyClick(dialog, Qt.Key.Key_Return)
        dialog.submit()
    answered(office, dialog)

    assert logins() == 1
    QTest.keyClick(dialog.password, Qt.Key.Key_Return)
    office.qtbot.waitUntil(lambda: logins() == 2)
    answered(office, dialog)


def test_the_form_sleeps_while_the_server_thinks(office: Office) -> None:
    office.fail(Fault("delay", path=LOGIN, ms=300))
    dialog = a_dialog(office)
    dialog.submit()
    assert not any(
        each.isEnabled() for each in (dialog.server, dialog.email, dialog.password, button(dialog))
    )
    with office.qtbot.waitSignal(dialog.signed_in):
        pass


def test_closing_while_the_server_thinks_enters_nobody(office: Office) -> None:
    office.fail(Fault("delay", path=LOGIN, ms=300))
    logins = QSignalSpy(office.window.signed_out)
    dialog = a_dialog(office)
    entered = QSignalSpy(dialog.signed_in)
    dialog.submit()
    button(dialog, "Close").click()
    office.fail()
    office.session_of()  # later than the answer that nobody waits for

    assert not dialog.isVisible()
    assert entered.count() == logins.count() == 0
    assert office.window.session is None


# ------------------------------------------------------------------------------------------------ the second step


def at_second_step(office: Office) -> SignInDialog:
    dialog = a_dialog(office, WORLD["mfa"]["email"])
    dialog.submit()
    office.qtbot.waitUntil(lambda: dialog.code.isVisible() and dialog.code.isEnabled(), timeout=10_000)
    return dialog


def test_the_second_step_asks_again_for_a_wrong_code_and_enters_with_a_right_one(any_office: Office) -> None:
    dialog = at_second_step(any_office)
    dialog.submit()
    assert dialog.banner.headline == "Type the code."

    dialog.method.setCurrentIndex(dialog.method.findData("backup_code"))
    dialog.code.setText("zzzz-9999")
    dialog.submit()
    any_office.qtbot.waitUntil(dialog.code.isEnabled, timeout=10_000)
    assert dialog.banner.isVisible()
    assert dialog.code.text() == "zzzz-9999"
    assert dialog.code.isVisible()

    dialog.code.setText(WORLD["mfa"]["backup"][0])
    with any_office.qtbot.waitSignal(dialog.signed_in):
        QTest.keyClick(dialog.code, Qt.Key.Key_Return)
    assert any_office.window.session is not None
    assert any_office.window.session.user.email == WORLD["mfa"]["email"]


def test_back_leads_to_the_password_again(office: Office) -> None:
    dialog = at_second_step(office)
    button(dialog, "Back").click()
    assert dialog.password.isVisible()
    assert not dialog.code.isVisible()
    assert dialog.email.text() == WORLD["mfa"]["email"]


# ------------------------------------------------------------------------------------------------ keys and names


def test_tab_goes_through_the_form_from_top_to_bottom(office: Office) -> None:
    dialog = a_dialog(office)
    dialog.server.setFocus()
    order: list[QWidget] = []
    for _ in range(10):
        order.append(dialog.focusWidget())
        QTest.keyClick(dialog.focusWidget(), Qt.Key.Key_Tab)
    server = dialog.server_part
    assert order[:4] == [dialog.server, server.check_button, server.more_button, dialog.ways]
    secret = dialog.password_page.secret
    assert order[4:8] == [dialog.email, dialog.password, secret.reveal, dialog.stay]
    assert set(order[8:]) == {button(dialog), button(dialog, "Close")}


def test_the_first_empty_field_has_the_focus(office: Office) -> None:
    assert office.window.ask_sign_in(office.server.url).focusWidget().objectName() == "email"
    office.preferences.welcome(office.session_of().server, office.session_of().user, stays=False)
    dialog = office.window.ask_sign_in(office.server.url)
    assert dialog.email.text() == ACCOUNTANT
    assert dialog.focusWidget() is dialog.password


def test_escape_closes_and_the_password_is_hidden(office: Office) -> None:
    dialog = a_dialog(office)
    assert dialog.password.echoMode() is QLineEdit.EchoMode.Password
    QTest.keyClick(dialog.password, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_a_session_is_kept_only_when_that_was_asked(office: Office, ring: MemoryRing) -> None:
    dialog = a_dialog(office)
    assert dialog.stay.isChecked()
    dialog.stay.setChecked(False)
    with office.qtbot.waitSignal(dialog.signed_in):
        dialog.submit()
    assert ring.secrets == {}
    again = a_dialog(office)
    assert not again.stay.isChecked()
    again.stay.setChecked(True)
    with office.qtbot.waitSignal(again.signed_in):
        again.submit()
    assert len(ring.secrets) == 1
    assert PASSWORD not in str(ring.secrets)
    assert office.preferences.stays_signed_in


def test_the_settings_file_never_holds_a_secret(office: Office, tmp_path: Path) -> None:
    dialog = a_dialog(office)
    with office.qtbot.waitSignal(dialog.signed_in):
        dialog.submit()
    office.settle()
    office.window.close()
    office.preferences.keep()
    stored = (tmp_path / "settings.ini").read_text(encoding="utf-8")
    assert ACCOUNTANT in stored
    assert PASSWORD not in stored
    assert "token" not in stored.lower()
    assert QApplication.activeModalWidget() is None
