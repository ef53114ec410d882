"""The sign-in window for the eye, the ear and the keyboard, in each of its states and both languages."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QTabBar,
    QWidget,
)

from storno_desktop.domain.problem import NetworkFault, Problem, ProblemKind, TlsFault
from storno_desktop.domain.session import SecondFactorChallenge, SignInWay
from storno_desktop.service.session_service import SafePlace, ServerCheck
from storno_desktop.ui.language import Language
from storno_desktop.ui.sign_in_code import MOST_TRIES
from storno_desktop.ui.theme import ThemeChoice, apply_theme
from tests.gui.entrance import Entrance
from tests.gui.front_office import Office
from tests.gui.test_main_window_looks import cut_words, visible

ALL_METHODS = ("totp", "backup_code", "email_otp", "passkey")


def _password(_entrance: Entrance) -> None:
    """As it opens."""


def _checked(entrance: Entrance) -> None:
    entrance.dialog.server_part.show_check(ServerCheck("2.7.6", 40.2, timedelta(minutes=-14)))


def _stranger(entrance: Entrance) -> None:
    entrance.dialog.server_part.more_button.click()
    fault = Problem(ProblemKind.TLS, tls=TlsFault.SELF_SIGNED_OR_UNKNOWN_ISSUER, place="storno.example")
    entrance.dialog.server_part.show_check(fault)
    entrance.dialog.stay_choice.show_place(SafePlace.UNSAFE)


def _refused(entrance: Entrance) -> None:
    entrance.dialog.show_answer(Problem(ProblemKind.NO_NETWORK, network=NetworkFault.NO_ROUTE))


def _captcha(entrance: Entrance) -> None:
    entrance.dialog.show_answer(Problem(ProblemKind.CAPTCHA, status=401))


def _browser(entrance: Entrance) -> None:
    entrance.dialog.choose(SignInWay.BROWSER)


def _waiting(entrance: Entrance) -> None:
    entrance.dialog.choose(SignInWay.BROWSER)
    entrance.browser.works = False
    entrance.wait_for_browser()


def _key(entrance: Entrance) -> None:
    entrance.dialog.choose(SignInWay.API_KEY)
    entrance.dialog.submit()


def _code(entrance: Entrance) -> None:
    entrance.dialog.show_answer(SecondFactorChallenge(token="t", methods=ALL_METHODS))
    entrance.dialog.show_answer(Problem(ProblemKind.WRONG_CREDENTIALS, status=401))


def _mailed(entrance: Entrance) -> None:
    entrance.dialog.show_answer(SecondFactorChallenge(token="t", methods=ALL_METHODS))
    entrance.dialog.method.setCurrentIndex(2)
    entrance.dialog.code_page.was_sent()


def _passkey(entrance: Entrance) -> None:
    entrance.dialog.show_answer(SecondFactorChallenge(token="t", methods=ALL_METHODS))
    entrance.dialog.method.setCurrentIndex(3)


def _back(entrance: Entrance) -> None:
    entrance.dialog.show_answer(SecondFactorChallenge(token="t", methods=ALL_METHODS))
    for _ in range(MOST_TRIES):
        entrance.dialog.show_answer(Problem(ProblemKind.WRONG_CREDENTIALS, status=401))


STATES = [
    _password,
    _checked,
    _stranger,
    _refused,
    _captcha,
    _browser,
    _waiting,
    _key,
    _code,
    _mailed,
    _passkey,
    _back,
]


@pytest.fixture(params=["ro", "en"])
def entrance(request: pytest.FixtureRequest, office: Office, language: Language, tmp_path: Path) -> Entrance:
    language.choose(request.param)
    return Entrance(office, tmp_path)


def cut(window: QWidget) -> list[str]:
    """The words that are not wholly drawn; the ampersand of a label's key is no word."""
    labels = [each for each in window.findChildren(QLabel) if each.buddy() is not None and each.isVisible()]
    short = [each.text() for each in labels if each.width() < each.sizeHint().width()]
    return short + [each for each in cut_words(window) if "&" not in each]


def keys(window: QWidget) -> list[str]:
    """The letters that lead somewhere together with Alt, wherever they can be pressed now."""
    texts: list[str] = []
    for each in visible(window):
        buddy = each.buddy() if isinstance(each, QLabel) else None
        if isinstance(each, QTabBar) and each.isEnabled():
            texts += [each.tabText(index) for index in range(each.count())]
        elif (isinstance(each, QAbstractButton) and each.isEnabled()) or (
            isinstance(each, QLabel) and buddy is not None and buddy.isEnabled()
        ):
            texts.append(each.text())
    found = [QKeySequence.mnemonic(text).toString() for text in texts]
    return [each for each in found if each]


@pytest.mark.parametrize("state", STATES, ids=lambda state: state.__name__.strip("_"))
def test_no_word_is_cut_and_everything_has_a_name_and_a_key_of_its_own(
    entrance: Entrance, state: Callable[[Entrance], None]
) -> None:
    state(entrance)
    assert cut(entrance.dialog) == []
    for each in visible(entrance.dialog):
        if isinstance(each, QLineEdit | QAbstractButton | QComboBox | QTabBar):
            found = QAccessible.queryAccessibleInterface(each)
            name = found.text(QAccessible.Text.Name)
            assert name, f"{type(each).__name__} {each.objectName()} has no name"
    assert [key for key, times in Counter(keys(entrance.dialog)).items() if times > 1] == []


@pytest.mark.parametrize("choice", [ThemeChoice.LIGHT, ThemeChoice.DARK])
def test_the_buttons_stay_in_the_window_however_much_is_said(
    qapp: QApplication, office: Office, tmp_path: Path, choice: ThemeChoice
) -> None:
    apply_theme(qapp, choice)
    entrance = Entrance(office, tmp_path)
    low = entrance.dialog.height()
    _stranger(entrance)
    _refused(entrance)
    assert cut(entrance.dialog) == []
    assert low < entrance.dialog.height() < 700
    entrance.dialog.server_part.more_button.click()
    entrance.dialog.banner.clear()
    assert cut(entrance.dialog) == []


def test_all_ways_are_reached_by_the_keyboard(office: Office, tmp_path: Path) -> None:
    dialog = Entrance(office, tmp_path).dialog
    dialog.ways.setFocus()
    QTest.keyClick(dialog.ways, Qt.Key.Key_Right)
    assert (dialog.way, dialog.browser_page.isVisible()) == (SignInWay.BROWSER, True)
    assert dialog.focusWidget() is dialog.ways, "the arrows go on"
    QTest.keyClick(dialog.ways, Qt.Key.Key_Right)
    assert (dialog.way, dialog.key.isVisible()) == (SignInWay.API_KEY, True)
    QTest.keyClick(dialog.ways, Qt.Key.Key_Tab)
    assert dialog.focusWidget() is dialog.key


def test_enter_presses_the_button_that_has_the_focus(office: Office, tmp_path: Path) -> None:
    entrance = Entrance(office, tmp_path)
    dialog = entrance.dialog
    dialog.server_part.check_button.setFocus()
    QTest.keyClick(dialog.server_part.check_button, Qt.Key.Key_Return)
    assert (dialog.server_part.is_checking, dialog.is_asking) == (True, False)
