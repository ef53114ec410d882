"""The menu of who works here, and the lines above the list."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QMainWindow, QMenu, QToolButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from storno_desktop.domain.account import AccountId
from storno_desktop.domain.server_address import HOSTED_SERVER, ServerAddress
from storno_desktop.domain.session import Organization, User
from storno_desktop.service.policy import Flaw, FlawKind, PolicyFault, strictest_policy
from storno_desktop.service.session import Session
from storno_desktop.ui.account_menu import AccountMenu
from storno_desktop.ui.known_account import KnownAccount
from storno_desktop.ui.language import Language
from storno_desktop.ui.session_banner import SessionBanner

ANA = KnownAccount(server=HOSTED_SERVER, email="ana@exemplu.ro", name="Ana & Dan\tPop")
DAN = KnownAccount(server=HOSTED_SERVER, email="dan@exemplu.ro")
OWN = KnownAccount(server="https://facturi.example", email="ana@exemplu.ro", name="Ana & Dan\tPop")
SESSION = Session(
    ServerAddress(HOSTED_SERVER),
    User(
        id="1",
        email="Ana@exemplu.ro",
        organization_id="o-2",
        organizations=(Organization(id="o-2", name="Zimbru & Fiii"), Organization(id="o-1", name="Alfa")),
    ),
    (),
    kept=True,
)

Shown = tuple[QMainWindow, AccountMenu]


@pytest.fixture
def shown(qtbot: QtBot, language: Language) -> Shown:
    window = QMainWindow()
    qtbot.addWidget(window)
    menu = AccountMenu(window)
    window.menuBar().addMenu(menu)
    window.show()
    window.activateWindow()
    return window, menu


def entries(menu: QMenu) -> list[str]:
    return [each.text() for each in menu.actions() if each.isVisible() and not each.isSeparator()]


def entry(menu: QMenu, text: str) -> QAction:
    return next(each for each in menu.actions() if each.text() == text)


def ticked(menu: QMenu) -> list[str]:
    return [each.text() for each in menu.actions() if each.isChecked()]


def test_accounts_stand_on_top_by_name_the_current_one_ticked(shown: Shown) -> None:
    _window, menu = shown
    menu.show_accounts((ANA, DAN), ANA.id)
    menu.show_session(SESSION)

    assert menu.title() == "&Account"
    assert entries(menu) == [
        "Ana && Dan Pop",
        "dan@exemplu.ro",
        "A&dd an account…",
        "Or&ganisation",
        "&Lock now",
        "&Settings…",
        "Sign &out…",
    ]
    assert ticked(menu) == ["Ana && Dan Pop"]


def test_accounts_that_look_alike_are_told_apart(shown: Shown) -> None:
    _window, menu = shown
    menu.show_accounts((ANA, OWN, DAN), OWN.id, closed={ANA.id})
    assert entries(menu)[:3] == [
        "Ana && Dan Pop · ana@exemplu.ro · api.storno.ro (not allowed by your organisation)",
        "Ana && Dan Pop · ana@exemplu.ro · facturi.example",
        "dan@exemplu.ro · api.storno.ro",
    ]
    assert [each.isEnabled() for each in menu.actions()[:3]] == [False, True, True]


def test_a_choice_is_told_and_the_tick_waits_for_the_window(qtbot: QtBot, shown: Shown) -> None:
    _window, menu = shown
    menu.show_accounts((ANA, DAN), ANA.id)
    menu.show_session(SESSION)
    chosen: list[AccountId] = []
    menu.account_chosen.connect(chosen.append)

    entry(menu, "dan@exemplu.ro").trigger()
    assert chosen == [DAN.id]
    assert ticked(menu) == ["Ana && Dan Pop"]
    entry(menu, "Ana && Dan Pop").trigger()  # it is in use already
    assert chosen == [DAN.id]
    assert ticked(menu) == ["Ana && Dan Pop"]

    menu.show_accounts((DAN, ANA), DAN.id)
    assert entries(menu)[:2] == ["dan@exemplu.ro", "Ana && Dan Pop"]
    assert ticked(menu) == ["dan@exemplu.ro"]


def test_several_organisations_are_offered_and_one_is_not(shown: Shown) -> None:
    _window, menu = shown
    menu.show_session(SESSION)
    assert entries(menu.organizations) == ["Alfa", "Zimbru && Fiii"]
    assert ticked(menu.organizations) == ["Zimbru && Fiii"]
    chosen: list[str] = []
    menu.organization_chosen.connect(chosen.append)
    entry(menu.organizations, "Alfa").trigger()
    assert chosen == ["o-1"]
    assert ticked(menu.organizations) == ["Zimbru && Fiii"]

    alone = replace(SESSION.user, organizations=SESSION.user.organizations[:1])
    menu.show_session(replace(SESSION, user=alone))
    assert "Or&ganisation" not in entries(menu)


def test_entries_and_keys_ask_the_window(shown: Shown) -> None:
    window, menu = shown
    asked: list[str] = []

    def note(name: str) -> Callable[[], None]:
        return lambda: asked.append(name)

    menu.lock_asked.connect(note("lock"))
    menu.settings_asked.connect(note("settings"))
    menu.add_asked.connect(note("add"))
    menu.sign_out_asked.connect(note("sign out"))
    control, shift = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
    QTest.keyClick(window, Qt.Key.Key_L, control | shift)  # nobody is signed in
    QTest.keyClick(window, Qt.Key.Key_Comma, control)
    assert asked == ["settings"]
    assert not menu.sign_out.isEnabled()

    menu.show_session(SESSION)
    QTest.keyClick(window, Qt.Key.Key_L, control | shift)
    entry(menu, "A&dd an account…").trigger()
    menu.sign_out.trigger()
    assert asked == ["settings", "lock", "add", "sign out"]


# ------------------------------------------------------------------------------------------------ the banner


@pytest.fixture
def banner(qtbot: QtBot, language: Language) -> Iterator[SessionBanner]:
    window = QWidget()
    qtbot.addWidget(window)
    column = QVBoxLayout(window)
    made = SessionBanner(window)
    column.addWidget(made)
    column.addStretch(1)
    window.resize(960, 400)
    window.show()
    yield made
    window.close()


def told(banner: SessionBanner) -> list[str]:
    return [line.text for line in banner.lines if line.isVisible()]


def test_an_ordinary_session_has_no_line(banner: SessionBanner) -> None:
    banner.show_session(SESSION)
    banner.show_session(replace(SESSION, kept=None))  # nobody asked for it to be kept
    assert not banner.isVisible()
    assert told(banner) == []


def test_lines_stack_and_go_one_by_one(banner: SessionBanner) -> None:
    banner.show_policy(strictest_policy(PolicyFault((Flaw(FlawKind.NOT_TOML, "line 3 <b>"),))))
    support = replace(SESSION, user=replace(SESSION.user, impersonating=True), kept=False)
    banner.show_session(support)

    lines = told(banner)
    assert [line.split(".")[0] for line in lines] == [
        "Your organisation's rules for this computer cannot be relied on, so the strictest hold",
        "You see this account as support staff",
        "This computer has no safe place to keep the session",
    ]
    assert "line 3 &lt;b&gt;" in banner.lines[0].toolTip()
    for label in banner.findChildren(QLabel):
        assert label.textFormat() is Qt.TextFormat.PlainText

    banner.show_session(SESSION)
    assert told(banner) == lines[:1]
    banner.show_session(None)
    assert told(banner) == lines[:1]


def test_only_the_line_about_the_keyring_can_be_closed_and_stays_closed(banner: SessionBanner) -> None:
    unkept = replace(SESSION, kept=False)
    banner.show_session(unkept)
    closes = [each for each in banner.findChildren(QToolButton) if each.isVisibleTo(banner)]
    assert len(closes) == 1
    assert closes[0].accessibleName() == "Close this notice"
    closes[0].click()
    assert not banner.isVisible()

    banner.show_session(unkept)  # signed in again in place
    assert not banner.isVisible()
    banner.show_session(replace(unkept, user=replace(SESSION.user, email="dan@exemplu.ro")))
    assert banner.isVisible()
