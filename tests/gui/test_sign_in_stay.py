"""The box that keeps a session, and why it sometimes sleeps."""

from __future__ import annotations

from pathlib import Path

import pytest
from keyring.backends.fail import Keyring as NoKeyring
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from storno_desktop.service.policy import Policy
from storno_desktop.service.session_service import SafePlace
from storno_desktop.ui.sign_in_stay import StayChoice
from tests.gui.entrance import PATIENCE_MS, Entrance
from tests.gui.front_office import PASSWORD, Office
from tests.memory_ring import MemoryRing, installed


def test_a_session_is_kept_where_that_is_wanted(office: Office, tmp_path: Path, ring: MemoryRing) -> None:
    entrance = Entrance(office, tmp_path)
    entrance.dialog.stay.setChecked(True)
    assert entrance.enter().kept is True
    assert len(ring.secrets) == 1
    assert PASSWORD not in str(ring.secrets)


def test_without_a_keyring_the_box_is_off_and_says_why(office: Office, tmp_path: Path) -> None:
    with installed(NoKeyring()):  # type: ignore[no-untyped-call]
        entrance = Entrance(office, tmp_path)
        choice = entrance.dialog.stay_choice
        office.qtbot.waitUntil(lambda: bool(choice.why), timeout=PATIENCE_MS)
        assert (choice.box.isChecked(), choice.box.isEnabled()) == (False, False)
        assert choice.why == (
            "This computer has no keyring where a session could be kept safely. "
            "The session lasts until the program is closed."
        )
        assert entrance.enter().kept is None


@pytest.mark.parametrize(
    ("place", "words"),
    [
        (SafePlace.UNSAFE, "plain files"),
        (SafePlace.REFUSING, "locked or does not work"),
        (SafePlace.SILENT, "does not answer"),
    ],
)
def test_each_reason_has_its_sentence_and_the_wish_is_remembered(
    qtbot: QtBot, qapp: QApplication, place: SafePlace, words: str
) -> None:
    choice = StayChoice(True, fixed=False)
    qtbot.addWidget(choice)
    choice.show_place(place)
    assert words in choice.why
    assert choice.box.accessibleDescription() == choice.why
    assert (choice.stays, choice.box.isEnabled()) == (False, False)
    choice.show_place(SafePlace.AVAILABLE)
    assert (choice.stays, choice.box.isEnabled(), choice.why) == (True, True, "")


@pytest.mark.parametrize("keeps", [True, False])
def test_an_office_may_decide(office: Office, tmp_path: Path, ring: MemoryRing, keeps: bool) -> None:
    entrance = Entrance(office, tmp_path, policy=Policy(keep_signed_in=keeps))
    assert (entrance.dialog.stay.isChecked(), entrance.dialog.stay.isEnabled()) == (keeps, False)
    assert entrance.enter().kept is (True if keeps else None)
    assert bool(ring.secrets) is keeps
