"""Signing in with an API key, and what its refusal says."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QLineEdit

from storno_desktop.domain.session import SignInWay
from storno_desktop.ui.preferences import KnownAccount
from tests.gui.entrance import Entrance
from tests.gui.front_office import WORLD, Office, said

KEYS = WORLD["apiKeys"]


@pytest.fixture
def entrance(any_office: Office, tmp_path: Path) -> Entrance:
    made = Entrance(any_office, tmp_path)
    made.dialog.choose(SignInWay.API_KEY)
    return made


def test_a_key_lets_in_and_is_not_left_in_the_window(entrance: Entrance) -> None:
    assert "cannot be read" in said(entrance.dialog)
    entrance.dialog.key.setText(f"  {KEYS['owner-all']['key']}\n")
    session = entrance.enter()
    assert session.user.way is SignInWay.API_KEY
    assert entrance.dialog.key.text() == ""


@pytest.mark.parametrize("name", ["owner-revoked", "owner-expired"])
def test_a_key_that_is_no_good_is_told(entrance: Entrance, name: str) -> None:
    entrance.dialog.key.setText(KEYS[name]["key"])
    entrance.submit()
    banner = entrance.dialog.banner
    assert banner.headline == "The server does not accept this API key (wrong, revoked or expired)."
    assert banner.body == "Copy the key again, or make a new one on the web."
    assert entrance.dialog.key.text() == KEYS[name]["key"]
    assert entrance.dialog.focusWidget() is entrance.dialog.key


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("", "Type or paste the API key."),
        ("Parola-123", "This is no API key."),
        ("af_", "This is no API key."),
        ("af_12 34567890123", "This is no API key."),
    ],
)
def test_what_is_no_key_is_not_sent(entrance: Entrance, typed: str, sentence: str) -> None:
    asked = entrance.office.meter("GET", "/api/v1/*")
    entrance.dialog.key.setText(typed)
    entrance.dialog.submit()
    assert entrance.dialog.banner.headline.startswith(sentence)
    assert (asked(), entrance.dialog.is_asking) == (0, False)


def test_the_key_is_hidden_until_it_is_shown(entrance: Entrance) -> None:
    secret, mode = entrance.dialog.key_page.secret, QLineEdit.EchoMode
    assert (secret.edit.echoMode(), secret.reveal.accessibleName()) == (mode.Password, "Show the key")
    secret.reveal.click()
    assert (secret.edit.echoMode(), secret.reveal.accessibleName()) == (mode.Normal, "Hide the key")
    secret.reveal.click()
    assert secret.edit.echoMode() is mode.Password


def test_the_way_used_last_is_there_again(office: Office) -> None:
    session = office.session_of()
    known = KnownAccount(server=session.server.url, email=session.user.email, way=SignInWay.API_KEY)
    office.preferences.add(known)
    office.preferences.current = known.id
    assert office.window.sessions.ask().way is SignInWay.API_KEY
    assert office.window.sessions.ask(newcomer=True).way is SignInWay.PASSWORD
