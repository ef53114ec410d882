"""The presets for reasons: made, changed, put in order, and used by the next dialog."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from storno_desktop.domain.cancellation import CancelPurpose
from storno_desktop.ui.language import Language
from storno_desktop.ui.preferences import Preferences
from storno_desktop.ui.reason_field import ReasonField
from storno_desktop.ui.reason_preset import LONGEST_NAME, MOST_PRESETS, ReasonPreset, usual_presets
from storno_desktop.ui.settings_reasons import ReasonsPage
from tests.gui.front_office import said, type_text


@pytest.fixture(params=["ro", "en"])
def spoken(request: pytest.FixtureRequest, language: Language) -> str:
    language.choose(request.param)
    return str(request.param)


@pytest.fixture
def preferences(tmp_path: Path) -> Preferences:
    return Preferences(tmp_path / "settings.ini")


@pytest.fixture
def page(qtbot: QtBot, preferences: Preferences, spoken: str) -> ReasonsPage:
    shown = ReasonsPage(preferences)
    qtbot.addWidget(shown)
    shown.show()
    return shown


def names(page: ReasonsPage) -> list[str]:
    return [page.list.item(row).text() for row in range(page.list.count())]


def kept(preferences: Preferences) -> list[str]:
    """What another start of the program finds."""
    preferences.keep()
    found = Preferences(preferences.file).reason_presets
    assert found is not None
    return [each.name for each in found]


def test_it_begins_with_the_usual_ones_in_the_language_chosen(
    page: ReasonsPage, preferences: Preferences, spoken: str
) -> None:
    assert names(page) == [each.name for each in usual_presets()]
    assert names(page)[0] == {"en": "Issued by mistake", "ro": "Emisă din greșeală"}[spoken]
    assert preferences.reason_presets is None  # looking changes nothing: another language brings its own


def test_a_new_one_is_written_and_offered_by_the_next_dialog(
    qtbot: QtBot, page: ReasonsPage, preferences: Preferences
) -> None:
    page.add_button.click()
    assert {"Without a text there is no button.", "Fără text nu există buton."} & set(said(page).splitlines())
    type_text(page.name, "Telefon")
    type_text(page.text, "Anulată telefonic de client")
    page.purpose.setCurrentIndex(4)
    page.purpose.activated.emit(4)
    assert names(page)[-1] == "Telefon"
    made = preferences.reason_presets
    assert made is not None
    assert made[-1] == ReasonPreset("Telefon", "Anulată telefonic de client", CancelPurpose.ORDER_CANCELLED)
    field = ReasonField(presets=made)
    qtbot.addWidget(field)
    assert [chip.text for chip in field.chips] == names(page)


def test_order_and_removal(page: ReasonsPage, preferences: Preferences) -> None:
    first, second, *rest = names(page)
    assert not page.up_button.isEnabled()
    page.down_button.click()
    assert names(page) == [second, first, *rest]
    assert page.list.currentRow() == 1
    assert kept(preferences) == [second, first, *rest]
    page.up_button.click()
    page.remove_button.click()
    assert names(page) == kept(preferences) == [second, *rest]
    while page.remove_button.isEnabled():
        page.remove_button.click()
    assert kept(preferences) == []  # none at all is a choice, too
    assert not page.text.isEnabled()
    page.usual_button.click()
    assert preferences.reason_presets is None
    assert len(names(page)) == 4


@pytest.mark.parametrize("text", ["", "   ", "a" * 501, "cu\u200bceva invizibil"])
def test_what_could_not_be_sent_is_not_offered_and_said(
    page: ReasonsPage, preferences: Preferences, text: str
) -> None:
    first, *rest = names(page)
    page.text.setText(text)
    page.text.textEdited.emit(text)
    assert page.objection.text()
    assert kept(preferences) == rest
    assert names(page) == [first, *rest]  # still there to be corrected


def test_a_short_one_is_offered_and_said_to_need_more(page: ReasonsPage, preferences: Preferences) -> None:
    page.text.selectAll()
    type_text(page.text, "Vezi nr.")
    assert "10" in page.objection.text()
    assert len(kept(preferences)) == 4


def test_no_more_than_fit_into_the_dialog(page: ReasonsPage) -> None:
    for _ in range(MOST_PRESETS - 4):
        page.add_button.click()
    assert not page.add_button.isEnabled()


def test_a_damaged_file_reads_as_what_is_left_of_it(preferences: Preferences) -> None:
    preferences.reason_presets = [
        ReasonPreset("Bun", "Un motiv ca lumea", CancelPurpose.DUPLICATE),
        ReasonPreset("x" * 100, "Un nume prea lung"),
        ReasonPreset("", "Numele lipsește"),
        ReasonPreset("Gol", ""),
        ReasonPreset("Invizibil", "cu \u200b ceva"),
    ]
    preferences._settings.setValue("presets/2/purpose", "no such purpose")
    found = preferences.reason_presets
    assert found is not None
    assert [each.name for each in found] == ["Bun", "x" * LONGEST_NAME, "Numele lipsește"]
    assert found[1].purpose is None


def test_by_keyboard(page: ReasonsPage, qtbot: QtBot) -> None:
    page.activateWindow()
    page.list.setFocus()
    qtbot.waitUntil(page.list.hasFocus)
    order = [page.list, page.add_button, page.remove_button, page.down_button, page.usual_button, page.name]
    for before, after in pairwise(order):
        QTest.keyClick(before, Qt.Key.Key_Tab)
        qtbot.waitUntil(after.hasFocus)
