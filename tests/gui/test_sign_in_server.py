"""The server's address: checked when a person wants it, and every answer told in words."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from storno_desktop.domain.server_address import ServerAddress, parse_server_address
from storno_desktop.domain.session import SignInWay
from storno_desktop.sandbox.faults import Fault
from storno_desktop.sandbox.listen import SandboxServer
from storno_desktop.sandbox.settings import SandboxSettings
from storno_desktop.service.policy import Policy
from storno_desktop.ui.preferences import Preferences
from storno_desktop.ui.sign_in_desk import SignInDesk
from tests.contract.faulty_server import FaultyServer, answer, saying
from tests.contract.network import Authority
from tests.gui.entrance import PATIENCE_MS, Entrance
from tests.gui.front_office import LOGIN, NOW, PASSWORD, Office, said

VERSION = "/api/v1/version"


@pytest.fixture
def entrance(office: Office, tmp_path: Path) -> Entrance:
    return Entrance(office, tmp_path)


def checked(entrance: Entrance) -> str:
    """What is said once the server has answered."""
    part = entrance.dialog.server_part
    entrance.office.qtbot.waitUntil(lambda: not part.is_checking, timeout=PATIENCE_MS)
    return part.sentence


def test_nobody_is_asked_until_a_person_wants_it(entrance: Entrance) -> None:
    asked = entrance.office.meter("GET", VERSION)
    part = entrance.dialog.server_part
    entrance.dialog.server.setFocus()
    QTest.keyClick(entrance.dialog.server, Qt.Key.Key_Tab)
    assert (asked(), part.is_checking, part.sentence) == (0, False, "Not checked yet.")

    part.check_button.click()
    says = checked(entrance)
    assert asked() == 1
    assert says.startswith("Storno ")
    assert says.endswith(" ms).")
    assert "clock" not in says


def test_an_address_that_was_edited_is_checked_when_it_is_left(entrance: Entrance) -> None:
    asked = entrance.office.meter("GET", VERSION)
    server = entrance.dialog.server
    server.setFocus()
    server.selectAll()
    QTest.keyClicks(server, entrance.office.server.url)
    assert asked() == 0
    QTest.keyClick(server, Qt.Key.Key_Tab)
    assert checked(entrance).startswith("Storno ")
    assert asked() == 1
    server.setFocus()
    QTest.keyClick(server, Qt.Key.Key_Tab)  # not edited again
    assert (asked(), entrance.dialog.server_part.is_checking) == (1, False)


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("", "Type the server's address."),
        ("nu este", "This is not an address."),
        ("http://storno.example", "Only addresses that begin with https://"),
        ("https://eu:parola@storno.example", "Remove the name and the password"),
    ],
)
def test_a_wrong_address_is_told_below_it(entrance: Entrance, typed: str, sentence: str) -> None:
    entrance.dialog.server.setText(typed)
    entrance.dialog.server_part.check_button.click()
    assert checked(entrance).startswith(sentence)


@pytest.mark.parametrize(
    "fault",
    [
        Fault("status", path=VERSION, status=404, body={"error": "x"}, count=-1),
        Fault("status", path=VERSION, status=401, body={"error": "x"}, count=-1),
        Fault("status", path=VERSION, status=200, body={"nimic": 1}, count=-1),
        Fault("huge", path=VERSION, count=-1),
    ],
    ids=["404", "401", "other", "huge"],
)
def test_a_server_that_is_no_storno_is_told(entrance: Entrance, fault: Fault) -> None:
    entrance.office.fail(fault)
    entrance.dialog.server_part.check_button.click()
    assert checked(entrance).startswith("No Storno server answers at this address.")


def test_no_password_goes_to_a_server_that_is_no_storno(entrance: Entrance) -> None:
    with FaultyServer(saying(answer("404 Not Found", b"{}"))) as stranger:
        entrance.dialog.server.setText(stranger.url)
        entrance.submit()
        assert entrance.dialog.banner.headline == "No Storno server answers at this address."
        assert stranger.requests(LOGIN) == 0
        assert all(PASSWORD.encode() not in asked for asked in stranger.asked)
    assert entrance.dialog.password.text() == PASSWORD


def test_a_self_signed_certificate_is_explained_and_nothing_is_sent(
    entrance: Entrance, tmp_path: Path
) -> None:
    with FaultyServer(saying(answer("200 OK")), Authority(tmp_path).shown_itself()) as stranger:
        entrance.dialog.server.setText(stranger.url)
        entrance.dialog.server_part.check_button.click()
        says = checked(entrance)
        assert says.startswith(
            "The server's certificate comes from an authority that this computer does not know."
        )
        assert "Nothing was sent." in says
        entrance.submit()
        assert entrance.dialog.banner.headline.startswith("The server's certificate comes from an authority")
        assert stranger.asked == []
    assert entrance.dialog.password.text() == PASSWORD
    assert not any("anyway" in each.text().lower() for each in entrance.dialog.banner.action_buttons)


def test_a_server_that_is_not_there_is_told(entrance: Entrance) -> None:
    entrance.office.server.stop()
    entrance.dialog.server_part.check_button.click()
    assert checked(entrance).startswith("The server cannot be reached.")


@pytest.mark.parametrize(
    ("ahead", "sentence"),
    [(timedelta(minutes=14), "behind"), (timedelta(minutes=-3), "ahead"), (timedelta(minutes=2), "")],
)
def test_a_clock_that_differs_is_a_warning(
    office: Office, tmp_path: Path, ahead: timedelta, sentence: str
) -> None:
    with SandboxServer(SandboxSettings(invoices=1, now=NOW + ahead)) as server:
        entrance = Entrance(office, tmp_path)
        entrance.dialog.server.setText(server.url)
        entrance.dialog.server_part.check_button.click()
        says = checked(entrance)
    assert says.startswith("Storno ")
    assert ("clock of this computer" in says) is bool(sentence)
    assert sentence in says
    if sentence:
        assert str(abs(round(ahead / timedelta(minutes=1)))) in says


def test_what_self_hosted_servers_need_stands_behind_more_and_is_remembered(
    entrance: Entrance, office: Office
) -> None:
    part = entrance.dialog.server_part
    assert not part.web_address.isVisible()
    QTest.keyClick(part.more_button, Qt.Key.Key_Space)
    assert part.web_address.isVisible()
    part.web_address.setText("facturi.example")
    part.client_id.setText(" birou-client ")
    entrance.enter()

    again = SignInDesk(Preferences(Path(entrance.preferences.file)), Policy()).profile_of(entrance.address)
    assert (again.web_address, again.client_id) == ("https://facturi.example", "birou-client")


def test_a_wrong_web_address_is_told_at_its_field(entrance: Entrance) -> None:
    entrance.dialog.server_part.web_address.setText("http://web.example")
    entrance.dialog.submit()
    assert entrance.dialog.banner.headline.startswith("Only addresses that begin with https://")
    assert entrance.dialog.focusWidget() is entrance.dialog.server_part.web_address


def test_another_server_brings_what_is_known_about_it(entrance: Entrance) -> None:
    part = entrance.dialog.server_part
    assert part.client_id.text() == entrance.office.server.oauth_client["clientId"]
    entrance.dialog.server.setText("api.storno.ro")
    assert (part.web_address.text(), part.client_id.text()) == ("https://app.storno.ro", "")
    entrance.dialog.server.setText(entrance.office.server.url)
    assert part.client_id.text() == entrance.office.server.oauth_client["clientId"]


def test_what_an_office_fixed_is_shown_and_cannot_be_changed(
    office: Office, tmp_path: Path, qtbot: QtBot
) -> None:
    address = parse_server_address(office.server.url)
    assert isinstance(address, ServerAddress)
    fixed = Policy(
        server=address,
        web_address="https://web.example",
        client_id="fix",
        keep_signed_in=False,
        ways=frozenset({SignInWay.PASSWORD, SignInWay.API_KEY}),
    )
    entrance = Entrance(office, tmp_path, policy=fixed, knows_client=False)
    dialog = entrance.dialog
    dialog.server_part.more_button.click()
    QApplication.processEvents()

    assert not dialog.server.isVisible()
    assert office.server.url in said(dialog)
    assert dialog.server_part.web_address.isReadOnly()
    assert dialog.server_part.client_id.text() == "fix"
    assert (dialog.stay.isChecked(), dialog.stay.isEnabled()) == (False, False)
    assert dialog.stay_choice.why == "Your organisation decides this."
    assert [dialog.ways.tabText(each) for each in range(dialog.ways.count())] == ["Passwo&rd", "&API key"]
    assert entrance.enter().kept is None
