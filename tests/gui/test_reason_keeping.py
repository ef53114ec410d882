"""What somebody typed as a reason is there again: after Esc, an ended session, a program that ended in any way."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from PySide6.QtTest import QSignalSpy
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from storno_desktop.app.furnishing import furnish
from storno_desktop.domain.cancellation import CancelPurpose
from storno_desktop.domain.kept_reason import KeptReason
from storno_desktop.sandbox.faults import Fault
from storno_desktop.sandbox.listen import SandboxServer
from storno_desktop.sandbox.settings import SandboxSettings
from storno_desktop.ui.cancel_dialog import CancelDialog
from storno_desktop.ui.preferences import Preferences
from storno_desktop.ui.reason_field import ReasonField
from storno_desktop.ui.reason_preset import ReasonPreset
from tests.gui.front_office import (
    BAKERY,
    CANCEL,
    DETAIL,
    IDS,
    NOW,
    SEED,
    Office,
    has_gone,
    type_text,
)
from tests.memory_ring import MemoryRing

TYPED = "Comandă anul"
REASON = "Comandă anulată de client"
ISSUED = IDS["issued-1"]

Start = Callable[[], Office]


@pytest.fixture
def days(
    qapp: QApplication, qtbot: QtBot, tmp_path: Path, ring: MemoryRing, language: object
) -> Iterator[Start]:
    """A program that can be started again and again before one server, with its copies on the disk."""
    with _days(qapp, qtbot, tmp_path) as start:
        yield start


@contextmanager
def _days(qapp: QApplication, qtbot: QtBot, folder: Path) -> Iterator[Start]:
    settings = SandboxSettings(seed=SEED, now=NOW, dates="as-is")
    ended: list[Office] = []
    with SandboxServer(settings) as server:

        def end() -> None:
            for office in ended:
                office.window.close()
                office.house.close()
                qapp.processEvents()
            ended.clear()

        def start() -> Office:
            end()
            house = furnish(lambda: NOW, cache=folder / "cache")
            office = Office(qtbot, server, house, Preferences(folder / "settings.ini"))
            ended.append(office)
            office.enter()
            office.go_to("issued-1")
            return office

        yield start
        end()


def open_dialog(office: Office) -> CancelDialog:
    assert office.window.ask_cancel() is not None
    return office.cancel_dialog()


def kept(office: Office) -> KeptReason | None:
    return office.house.reader.kept_reason(BAKERY, ISSUED)


def until_kept(office: Office, text: str) -> None:
    def is_kept() -> bool:
        found = kept(office)
        return found is not None and found.text == text

    office.qtbot.waitUntil(is_kept)


def test_a_dialog_closed_by_accident_keeps_the_text(days: Start) -> None:
    office = days()
    dialog = open_dialog(office)
    type_text(dialog.reason_field.edit, TYPED)
    dialog.reject()
    assert open_dialog(office).reason_field.text == TYPED  # at once, whatever the disk takes


def test_the_text_is_there_after_the_program_ended_with_the_dialog_open(days: Start) -> None:
    dialog = open_dialog(days())
    type_text(dialog.reason_field.edit, TYPED)
    assert open_dialog(days()).reason_field.text == TYPED


def test_somebody_who_pauses_has_it_kept_already(days: Start) -> None:
    office = days()
    dialog = open_dialog(office)
    rested = QSignalSpy(dialog.reason_field.rested)
    type_text(dialog.reason_field.edit, TYPED)
    assert kept(office) is None
    office.qtbot.waitUntil(lambda: rested.count() > 0)
    until_kept(office, TYPED)
    assert dialog.isVisible()


def test_an_emptied_field_is_empty_the_next_time(days: Start) -> None:
    office = days()
    dialog = open_dialog(office)
    type_text(dialog.reason_field.edit, TYPED)
    dialog.reject()
    dialog = open_dialog(office)
    dialog.reason_field.edit.clear()
    dialog.reject()
    assert open_dialog(office).reason_field.text == ""
    assert open_dialog(days()).reason_field.text == ""


def test_the_text_is_there_after_the_session_ended_and_another_began(days: Start) -> None:
    office = days()
    dialog = open_dialog(office)
    type_text(dialog.reason_field.edit, REASON)
    office.fail(
        Fault("status", path=DETAIL, count=-1, status=401),
        Fault("status", path="*/refresh", count=-1, status=401),
    )
    dialog.check_again()
    office.qtbot.waitUntil(lambda: not dialog.is_looking)
    assert dialog.reason_field.text == REASON
    dialog.reject()
    office.fail()
    assert open_dialog(days()).reason_field.text == REASON


def test_it_is_kept_before_it_is_sent_and_stays_while_nobody_knows(days: Start) -> None:
    office = days()
    dialog = open_dialog(office)
    office.answer(dialog, REASON)
    office.fail(Fault("drop-before", method="POST", path=CANCEL, count=-1))
    dialog.act_button.click()
    office.qtbot.waitUntil(lambda: not dialog.settling.isHidden())
    until_kept(office, REASON)
    dialog.close()
    until_kept(days(), REASON)


def test_what_was_sent_is_not_there_again_but_a_recent_reason(days: Start) -> None:
    office = days()
    dialog = open_dialog(office)
    assert dialog.reason_field.recent.isHidden()
    office.answer(dialog, REASON)
    dialog.act_button.click()
    office.qtbot.waitUntil(lambda: has_gone(dialog))
    office.settle()
    assert kept(office) is None
    office = days()
    office.go_to("issued-2")
    field = open_dialog(office).reason_field
    assert field.text == ""
    assert not field.recent.isHidden()
    actions = field.recent.menu().actions()
    assert [each.text() for each in actions if not each.isSeparator()] == [REASON, "Forget these reasons"]
    actions[0].trigger()
    assert field.text == REASON
    actions[-1].trigger()
    assert field.recent.isHidden()
    assert field.text == REASON
    office.qtbot.waitUntil(lambda: not office.house.reader.recent_reasons(BAKERY))


def test_a_recent_reason_gives_way_to_another_and_never_to_what_was_typed(
    qtbot: QtBot, language: object
) -> None:
    field = ReasonField(recent=["Primul motiv trimis", "Al doilea & ultimul"])
    qtbot.addWidget(field)
    first, second = field.recent.menu().actions()[:2]
    first.trigger()
    second.trigger()
    assert field.text == "Al doilea & ultimul"
    field.edit.setPlainText("Scris de mână")
    first.trigger()
    assert field.text == "Scris de mână; Primul motiv trimis"
    field.edit.undo()
    assert field.text == "Scris de mână"


def test_the_presets_are_those_that_somebody_made(days: Start) -> None:
    office = days()
    mine = ReasonPreset("Telefon", "Anulată telefonic de client", CancelPurpose.ORDER_CANCELLED)
    office.preferences.reason_presets = [mine]
    field = open_dialog(office).reason_field
    assert [chip.text for chip in field.chips] == ["Telefon"]
    field.chips[0].findChildren(QPushButton)[0].click()
    assert field.text == mine.text
    assert field.purpose is CancelPurpose.ORDER_CANCELLED


HINTS = {
    "en": ("No words in it", "The same again and again", "keys pressed at random", "not why"),
    "ro": ("Nu conține cuvinte", "Mereu același lucru", "taste apăsate la întâmplare", "nu de ce"),
}


@pytest.mark.parametrize("code", ["en", "ro"])
def test_a_vague_reason_gets_a_hint_that_stops_nobody(days: Start, code: str, language: object) -> None:
    language.choose(code)  # type: ignore[attr-defined]
    office = days()
    dialog = open_dialog(office)
    office.answer(dialog, REASON)
    field = dialog.reason_field
    assert field.hint() == ""
    vague = ("1234567890", "greșit greșit greșit", "asdfghjkl asdf", "anulare factură BRS0001")
    for text, said in zip(vague, HINTS[code], strict=True):
        field.edit.setPlainText(text)
        assert said in field.hint()
        assert dialog.act_button.isEnabled()
    field.edit.setPlainText("123")
    assert field.hint() == ""  # what is missing comes first
