"""Signing in with the browser: opened by a press, waited for, pasted, refused, given up."""

from __future__ import annotations

import asyncio
import socket
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

from storno_desktop.domain.session import SignInWay
from storno_desktop.sandbox.faults import Fault
from tests.gui.entrance import PATIENCE_MS, Entrance
from tests.gui.front_office import ACCOUNTANT, Office


@pytest.fixture
def entrance(any_office: Office, tmp_path: Path) -> Entrance:
    made = Entrance(any_office, tmp_path)
    made.dialog.choose(SignInWay.BROWSER)
    return made


@pytest.fixture
def waiting(entrance: Entrance) -> Entrance:
    """The page is open in the browser."""
    entrance.wait_for_browser()
    return entrance


def port_of(entrance: Entrance) -> int:
    """Where the browser is to come back to."""
    home = parse_qs(urlsplit(entrance.browser.pages[-1]).query)["redirect_uri"][0]
    port = urlsplit(home).port
    assert port is not None
    return port


def assert_closed(entrance: Entrance, port: int) -> None:
    """Nobody listens there any more, once the I/O thread has done what it was told until now."""
    entrance.office.house.io.wait(asyncio.sleep(0), 10)
    with socket.socket() as visitor:
        assert visitor.connect_ex(("127.0.0.1", port)) != 0


def test_the_browser_lets_in(waiting: Entrance) -> None:
    with waiting.office.qtbot.waitSignal(waiting.dialog.signed_in, timeout=PATIENCE_MS):
        seen = waiting.browser.come_back()
    assert "go back to Storno Desktop" in seen.text
    session = waiting.sessions[-1]
    assert (session.user.email, session.user.way) == (ACCOUNTANT, SignInWay.BROWSER)
    assert not waiting.dialog.isVisible()
    assert_closed(waiting, port_of(waiting))


def test_one_press_opens_one_page_and_the_wait_is_counted_down(entrance: Entrance) -> None:
    assert entrance.browser.pages == []
    entrance.wait_for_browser()
    page, dialog = entrance.dialog.browser_page, entrance.dialog
    assert len(entrance.browser.pages) == 1
    assert entrance.browser.pages[0].startswith(f"{entrance.office.server.url}/oauth/authorize?")
    assert page.sentence == "Waiting for you to sign in in the browser: 5:00 left."
    entrance.watch.now += 61
    entrance.office.qtbot.waitUntil(lambda: "3:59" in page.sentence)
    assert not dialog.server_part.isEnabled()
    assert not dialog.ways.isEnabled()

    page.again_button.click()
    assert entrance.browser.pages == [entrance.browser.pages[0]] * 2
    page.copy_button.click()
    assert QGuiApplication.clipboard().text() == entrance.browser.pages[0]
    assert dialog.banner.headline == "The address was copied."


def test_a_browser_that_does_not_open_is_told(entrance: Entrance) -> None:
    entrance.browser.works = False
    entrance.wait_for_browser()
    assert entrance.dialog.banner.headline == "The browser could not be opened."
    assert entrance.dialog.browser_page.is_waiting
    entrance.browser.works = True
    entrance.dialog.browser_page.again_button.click()
    assert not entrance.dialog.banner.isVisible()


@pytest.mark.parametrize("what", ["address", "code"])
def test_what_the_browser_ended_at_can_be_pasted(waiting: Entrance, what: str) -> None:
    ended_at = waiting.browser.sign_in()
    code = parse_qs(urlsplit(ended_at).query)["code"][0]
    dialog = waiting.dialog
    assert (dialog.act_button.text(), dialog.act_button.isEnabled()) == ("Continue", False)
    dialog.browser_page.paste.setText(f" {ended_at if what == 'address' else code} ")
    assert dialog.act_button.isEnabled()
    with waiting.office.qtbot.waitSignal(dialog.signed_in, timeout=PATIENCE_MS):
        QTest.keyClick(dialog.browser_page.paste, Qt.Key.Key_Return)
    assert waiting.sessions[-1].user.email == ACCOUNTANT


def test_an_answer_to_another_question_is_told_and_the_wait_goes_on(waiting: Entrance) -> None:
    dialog, strange = waiting.dialog, "http://127.0.0.1:1/callback?code=abc&state=altceva"
    dialog.browser_page.paste.setText(strange)
    waiting.submit()
    assert dialog.banner.headline == "This answer of the browser does not belong to this sign-in."
    assert dialog.browser_page.is_waiting
    assert dialog.browser_page.paste.text() == strange
    with waiting.office.qtbot.waitSignal(dialog.signed_in, timeout=PATIENCE_MS):
        waiting.browser.come_back()


def test_a_code_that_the_server_does_not_know_is_told(waiting: Entrance) -> None:
    dialog = waiting.dialog
    dialog.browser_page.paste.setText("storno_oac_nimic")
    waiting.dialog.submit()
    waiting.office.qtbot.waitUntil(lambda: not dialog.browser_page.is_waiting, timeout=PATIENCE_MS)
    assert dialog.banner.headline == "The server does not accept what the browser brought."
    assert (dialog.act_button.text(), dialog.act_button.isEnabled()) == ("Open the browser", True)


def test_a_refusal_in_the_browser_is_told(waiting: Entrance) -> None:
    waiting.browser.come_back(decision="deny")
    dialog = waiting.dialog
    waiting.office.qtbot.waitUntil(lambda: not dialog.browser_page.is_waiting, timeout=PATIENCE_MS)
    assert dialog.banner.headline == "The sign-in was refused in the browser."
    assert dialog.banner.body == "Nothing was changed. Begin again when you want to allow it."
    assert waiting.sessions == []


def test_cancel_stops_the_wait_and_closes_the_door(waiting: Entrance) -> None:
    port = port_of(waiting)
    assert httpx.get(f"http://127.0.0.1:{port}/").status_code == 404, "somebody listens"
    waiting.dialog.browser_page.give_up_button.click()
    assert_closed(waiting, port)
    assert waiting.dialog.isVisible()
    assert not waiting.dialog.browser_page.is_waiting
    assert not waiting.dialog.banner.isVisible()
    waiting.wait_for_browser()
    with waiting.office.qtbot.waitSignal(waiting.dialog.signed_in, timeout=PATIENCE_MS):
        waiting.browser.come_back()


def test_escape_closes_the_door_and_lets_nobody_in(waiting: Entrance) -> None:
    port, ended_at = port_of(waiting), waiting.browser.sign_in()
    QTest.keyClick(waiting.dialog.browser_page.paste, Qt.Key.Key_Escape)
    assert_closed(waiting, port)
    assert not waiting.dialog.isVisible()
    with pytest.raises(httpx.ConnectError):
        httpx.get(ended_at)
    assert waiting.sessions == []
    assert waiting.office.house.io.wait(nobody(waiting), 10) is None


async def nobody(entrance: Entrance) -> object:
    return entrance.office.house.services.sessions._connection.client


def test_escape_while_the_server_is_asked_first_opens_nothing(entrance: Entrance) -> None:
    entrance.office.fail(Fault("delay", path="/api/v1/version", ms=200))
    entrance.dialog.submit()
    entrance.dialog.reject()
    entrance.office.session_of()  # later than the answer that nobody waits for
    assert entrance.browser.pages == []


def test_without_a_client_the_field_for_it_opens(any_office: Office, tmp_path: Path) -> None:
    entrance = Entrance(any_office, tmp_path, knows_client=False)
    entrance.dialog.choose(SignInWay.BROWSER)
    entrance.submit()
    part = entrance.dialog.server_part
    assert entrance.dialog.banner.headline == "The sign-in with the browser is not set up for this server."
    assert part.client_id.isVisible()
    assert entrance.dialog.focusWidget() is part.client_id
    part.client_id.setText(str(any_office.server.oauth_client["clientId"]))
    entrance.wait_for_browser()
    assert entrance.desk.profile_of(entrance.address).client_id == part.client_id.text()


@pytest.mark.parametrize("page", ["file:///etc/passwd", "javascript:alert(1)", "storno://x"])
def test_only_web_pages_are_ever_opened(waiting: Entrance, page: str) -> None:
    errand = waiting.dialog._visit.errand
    assert errand is not None
    object.__setattr__(errand, "url", page)
    before = list(waiting.browser.pages)
    waiting.dialog.browser_page.again_button.click()
    assert waiting.browser.pages == before
    assert waiting.dialog.banner.headline == "The browser could not be opened."
