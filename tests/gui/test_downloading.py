"""The foot of the pane: how much is downloaded, held and gone on with; and what nobody asked for stays quiet."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolButton
from pytestqt.qtbot import QtBot

from storno_desktop.sandbox.faults import Fault
from storno_desktop.ui.detail_filling import DetailFilling
from storno_desktop.ui.language import Language
from tests.gui.front_office import BAKERY, BUILDERS, DETAIL, LIST, OUTGOING, Office, opened, said

_ALWAYS = -1


@pytest.fixture
def office(qapp: QApplication, qtbot: QtBot, tmp_path: Path, language: Language) -> Iterator[Office]:
    with opened(qapp, qtbot, tmp_path) as place:
        yield place


def button(office: Office) -> QToolButton:
    return office.window.views.download.button


def foot(office: Office) -> str:
    """What stands there; figures are kept in one line by spaces of their own."""
    return said(office.window.views.download).replace("\u00a0", " ")


def begin_to_fill(office: Office) -> None:
    """The first page is there; the next ones are as slow as the other end of the world."""
    office.fail(Fault("delay", path=LIST, skip=1, count=_ALWAYS, ms=400))
    office.preferences.company_id = BAKERY
    office.window.enter(office.session_of())
    office.qtbot.waitUntil(lambda: "%" in foot(office), timeout=20_000)


def press_button(office: Office) -> None:
    """As somebody without a mouse does."""
    button(office).setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(button(office), Qt.Key.Key_Space)


def paused(office: Office) -> None:
    begin_to_fill(office)
    press_button(office)
    assert office.window.refreshing.is_paused


def test_a_fill_says_how_much_of_how_many_and_is_held_and_gone_on_with_by_keyboard(office: Office) -> None:
    begin_to_fill(office)
    sentence = foot(office)
    percent, rest = sentence.removeprefix("Downloading: ").split("% (")
    received, expected = rest.rstrip(")").split(" of ")
    assert int(percent) == 100 * int(received) // int(expected) < 100
    assert button(office).isVisible()
    assert button(office).accessibleName() == "Pause"
    press_button(office)
    assert foot(office) == f"The download is paused: {percent}%"
    assert button(office).accessibleName() == "Resume"
    assert not office.window.list.busy.is_busy
    press_button(office)
    assert office.window.refreshing.is_filling
    office.fail()
    office.settle()
    assert foot(office).startswith("Updated")
    assert not button(office).isVisible()


def test_nothing_but_the_person_goes_on_with_a_download_that_is_held(office: Office) -> None:
    paused(office)
    office.window._look_again(quiet=True)
    office.window._hints.came.emit()
    assert office.window.refreshing.is_paused
    office.fail()
    office.window.refresh_button.click()
    office.settle()
    assert foot(office).startswith("Updated")


def test_another_company_is_not_held_and_the_first_one_still_is_on_return(office: Office) -> None:
    paused(office)
    sentence = foot(office)
    office.fail()
    companies = {each.id: each for each in office.session_of().companies}
    office.window.views.company_chosen.emit(companies[BUILDERS])
    office.settle()
    assert foot(office).startswith("Updated")
    rows = office.meter("GET", LIST)
    office.window.views.company_chosen.emit(companies[BAKERY])
    office.settle()
    assert foot(office) == sentence
    assert rows() == 0
    press_button(office)
    office.settle()
    assert foot(office).startswith("Updated")
    office.view(OUTGOING)
    assert len(office.numbers()) > 20


def test_another_window_keeps_what_is_held(office: Office) -> None:
    paused(office)
    old = office.window
    office.window = office.open_window()
    office.window.inherit(old)
    session = old.session
    assert session is not None
    office.window.enter(session)
    old.close()
    office.settle()
    assert office.window.refreshing.is_paused
    assert foot(office).startswith("The download is paused")


# ------------------------------------------------------------------------------------------------ details


def filling(office: Office) -> DetailFilling:
    """Reading ahead that begins at once."""
    office.enter()
    found = office.window.filling
    found.stop()
    found._after_ms = 0
    return found


def test_details_come_behind_the_list_and_are_held_and_gone_on_with(office: Office) -> None:
    ahead = filling(office)
    asked = office.meter("GET", DETAIL)
    office.window.refresh()
    office.qtbot.waitUntil(lambda: "Details for offline use: 2 of" in foot(office))
    assert foot(office).startswith("Updated")
    assert not office.window.list.busy.is_shown
    press_button(office)
    office.qtbot.waitUntil(lambda: ahead._ticket is None)
    sentence, read = foot(office), asked()
    assert "Details for offline use, paused:" in sentence
    office.window._look_again(quiet=True)
    office.settle()
    assert asked() == read
    assert foot(office).splitlines()[1] == sentence.splitlines()[1]
    press_button(office)
    office.qtbot.waitUntil(lambda: not button(office).isVisible(), timeout=20_000)
    assert asked() > read
    assert "Details" not in foot(office)


def test_nothing_is_read_ahead_while_the_windows_are_covered_or_for_another_company(office: Office) -> None:
    ahead = filling(office)
    office.fail(Fault("delay", path=DETAIL, count=_ALWAYS, ms=2_000))
    office.window.refresh()
    office.qtbot.waitUntil(lambda: ahead._ticket is not None)
    office.window.set_locked(True)
    assert ahead._ticket is None
    assert not ahead._timer.isActive()
    office.window.set_locked(False)
    office.qtbot.waitUntil(lambda: ahead._ticket is not None)
    session = office.window.session
    assert session is not None
    other = next(each for each in session.companies if each.id == BUILDERS)
    office.window.views.company_chosen.emit(other)
    assert ahead._ticket is None
    assert not ahead._timer.isActive()


def test_a_refresh_that_nobody_asked_for_shows_no_bar_and_moves_nothing(office: Office) -> None:
    office.enter()
    office.go_to("issued-1")
    before = said(office.window.views), office.window.list.current
    office.fail(Fault("delay", path=LIST, count=_ALWAYS, ms=200))
    appeared: list[bool] = []
    office.window.list.busy.appeared.connect(lambda: appeared.append(True))
    office.window._look_again(quiet=True)
    assert office.window.refreshing.is_running
    assert not office.window.list.busy.is_busy
    office.settle()
    assert (said(office.window.views), office.window.list.current) == before
    assert not appeared
