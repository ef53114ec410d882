"""Captcha and throttling are no wrong password: they are waited for, counted down, and nothing is sent by itself."""

from __future__ import annotations

from pathlib import Path

import pytest

from storno_desktop.domain.session import SignInWay
from storno_desktop.sandbox.faults import Fault
from storno_desktop.service.policy import Policy
from tests.gui.entrance import Entrance
from tests.gui.front_office import LOGIN, PASSWORD, Office

CAPTCHA = "The server asks for a captcha, which can be shown only in a browser."


@pytest.fixture
def entrance(office: Office, tmp_path: Path) -> Entrance:
    return Entrance(office, tmp_path)


def until_captcha(entrance: Entrance) -> None:
    """The third login within a minute."""
    entrance.office.server.sandbox.world.captcha = True
    for _ in range(2):
        entrance.dialog.password.setText("Altceva-1")
        entrance.submit()
        assert entrance.dialog.banner.headline == "The e-mail or the password is wrong."
        assert entrance.dialog.act_button.isEnabled()
    entrance.dialog.password.setText(PASSWORD)
    entrance.submit()


def test_the_third_login_meets_the_captcha_and_waits(entrance: Entrance) -> None:
    until_captcha(entrance)
    logins = entrance.office.meter("POST", LOGIN)
    dialog, act = entrance.dialog, entrance.dialog.act_button
    assert dialog.banner.headline == CAPTCHA
    assert (act.text(), act.isEnabled()) == ("Wait 1:00", False)
    entrance.watch.now += 12
    entrance.office.qtbot.waitUntil(lambda: act.text() == "Wait 0:48")
    dialog.submit()
    assert not dialog.is_asking

    entrance.watch.now += 48
    entrance.office.qtbot.waitUntil(act.isEnabled)
    assert (act.text(), dialog.banner.isVisible(), logins()) == ("Sign in", False, 0)
    assert dialog.password.text() == PASSWORD
    entrance.office.server.sandbox.world.captcha = False
    entrance.enter()
    assert logins() == 1


def test_the_browser_is_the_way_around_a_captcha(entrance: Entrance) -> None:
    until_captcha(entrance)
    entrance.button("Sign in with the browser").click()
    assert entrance.dialog.way is SignInWay.BROWSER
    assert (entrance.dialog.act_button.text(), entrance.dialog.act_button.isEnabled()) == (
        "Open the browser",
        True,
    )
    assert entrance.browser.pages == []
    entrance.dialog.choose(SignInWay.PASSWORD)
    assert not entrance.dialog.act_button.isEnabled(), "the password still waits"


@pytest.mark.parametrize("reason", ["fixed-ways", "no-client"])
def test_a_way_that_is_not_open_is_not_offered(office: Office, tmp_path: Path, reason: str) -> None:
    policy = Policy(ways=frozenset({SignInWay.PASSWORD})) if reason == "fixed-ways" else None
    entrance = Entrance(office, tmp_path, policy=policy, knows_client=reason == "fixed-ways")
    until_captcha(entrance)
    assert entrance.dialog.banner.headline == CAPTCHA
    assert entrance.dialog.banner.action_buttons == ()


@pytest.mark.parametrize(
    ("fault", "wait"),
    [
        (
            Fault("status", path=LOGIN, status=401, body={"code": 401, "message": "Too many requests."}),
            "1:00",
        ),
        (
            Fault("status", path=LOGIN, status=429, body={"error": "x"}, headers={"Retry-After": "90"}),
            "1:30",
        ),
    ],
    ids=["401", "429-with-a-time"],
)
def test_too_many_logins_wait(entrance: Entrance, fault: Fault, wait: str) -> None:
    entrance.office.fail(fault)
    entrance.submit()
    assert entrance.dialog.banner.headline == "Too many requests in a short time."
    assert entrance.dialog.act_button.text() == f"Wait {wait}"
    assert (entrance.dialog.password.text(), entrance.dialog.password.isEnabled()) == (PASSWORD, True)


def test_another_server_does_not_wait(entrance: Entrance) -> None:
    until_captcha(entrance)
    server = entrance.dialog.server
    server.setText("https://alt.invalid")
    server.setModified(True)
    server.editingFinished.emit()
    assert entrance.dialog.act_button.isEnabled()
    assert entrance.dialog.act_button.text() == "Sign in"
