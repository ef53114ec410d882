"""Signing out: asked first, done wholly, and told where something is left."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import keyring
import pytest
from keyring.errors import PasswordDeleteError
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from storno_desktop.domain.session import SignInWay
from storno_desktop.service.prepared_acts import PreparedActs
from storno_desktop.service.window_lock import LockStanding, SetOutcome
from storno_desktop.ui.known_account import KnownAccount
from storno_desktop.ui.language import Language
from storno_desktop.ui.sign_out_dialog import Leaving, SignOutDialog
from tests.gui.account_desk import AccountDesk, settled_in
from tests.gui.front_office import ACCOUNTANT, has_gone, said
from tests.memory_ring import MemoryRing


@pytest.fixture
def desk(
    qapp: QApplication, qtbot: QtBot, tmp_path: Path, language: Language, ring: MemoryRing
) -> Iterator[AccountDesk]:
    with settled_in(qapp, qtbot, tmp_path) as place:
        yield place


class _KeepingRing(MemoryRing):
    """Gives nothing up."""

    def delete_password(self, service: str, username: str) -> None:
        raise PasswordDeleteError("locked")


def current(desk: AccountDesk) -> KnownAccount:
    account = desk.preferences.current
    known = None if account is None else desk.preferences.known(account)
    assert known is not None
    return known


def leave(desk: AccountDesk, dialog: SignOutDialog) -> list[Leaving]:
    """Press the act; what was told of it."""
    told: list[Leaving] = []
    dialog.signed_out.connect(told.append)
    dialog.act_button.click()
    desk.qtbot.waitUntil(lambda: not dialog.is_busy)
    return told


def test_the_safe_button_is_in_focus_and_changes_nothing(desk: AccountDesk, ring: MemoryRing) -> None:
    desk.sign_in()
    dialog = desk.sign_out_dialog(current(desk))
    assert dialog.windowTitle() == f"Sign out of {ACCOUNTANT}?"
    assert dialog.safe_button.text() == "Keep me signed in"
    assert dialog.focusWidget() is dialog.safe_button
    assert not dialog.wipe.isChecked()

    QTest.keyClick(dialog, Qt.Key.Key_Escape)

    assert not dialog.isVisible()
    assert ring.secrets
    assert current(desk).stays


def test_signing_out_empties_the_keyring_and_keeps_the_account_in_mind(
    desk: AccountDesk, ring: MemoryRing
) -> None:
    session = desk.sign_in()
    assert ring.secrets
    account = current(desk)
    dialog = desk.sign_out_dialog(account)
    assert "the password again" in said(dialog)

    assert leave(desk, dialog) == [Leaving(account, forgets=False)]

    assert not dialog.isVisible()
    assert ring.secrets == {}
    assert not current(desk).stays
    assert desk.house.io.wait(desk.services.sessions.resume(session.account), 10) is None


def test_what_is_known_of_the_account_goes_when_asked(desk: AccountDesk, ring: MemoryRing) -> None:
    session = desk.sign_in()
    desk.know("dan@exemplu.ro", stays=False)
    lock = desk.services.lock
    set_it = lock.set_passphrase(session.account, "mere și pere")
    assert desk.house.io.wait(set_it, 30) is SetOutcome.SET
    account = current(desk)
    dialog = desk.sign_out_dialog(account)
    dialog.wipe.click()

    assert leave(desk, dialog) == [Leaving(account, forgets=True)]

    assert ring.secrets == {}
    assert desk.house.io.wait(lock.standing(session.account), 10) is LockStanding.NOT_SET
    assert [each.email for each in desk.preferences.accounts] == ["dan@exemplu.ro"]
    assert desk.preferences.current is None


def test_the_passphrase_stays_for_who_only_signs_out(desk: AccountDesk) -> None:
    session = desk.sign_in()
    desk.house.io.wait(desk.services.lock.set_passphrase(session.account, "mere și pere"), 30)
    leave(desk, desk.sign_out_dialog(current(desk)))
    assert desk.house.io.wait(desk.services.lock.has_passphrase(session.account), 10)


def test_an_account_that_is_not_in_use_is_removed_and_the_session_stays(
    desk: AccountDesk, ring: MemoryRing
) -> None:
    session = desk.sign_in()
    other = desk.know("dan@exemplu.ro")
    dialog = desk.sign_out_dialog(other, removes=True)
    assert dialog.windowTitle() == "Remove dan@exemplu.ro from this computer?"
    assert not dialog.wipe.isVisible()
    assert dialog.safe_button.text() == "Keep it"

    assert leave(desk, dialog) == [Leaving(other, forgets=True)]

    assert [each.id for each in desk.preferences.accounts] == [session.account]
    assert all("dan@exemplu.ro" not in entry for _service, entry in ring.secrets)
    assert ring.secrets
    assert desk.preferences.current == session.account


def test_a_server_that_cannot_be_told_is_said_and_read_before_going_on(desk: AccountDesk) -> None:
    other = desk.know("dan@exemplu.ro", SignInWay.BROWSER)
    desk.server.stop()
    dialog = desk.sign_out_dialog(other)
    assert "ended on the server too" in said(dialog)

    told = leave(desk, dialog)

    assert dialog.isVisible()
    assert told == []
    assert "The server could not be told" in dialog.banner.body
    assert "keyring" not in dialog.banner.body
    assert not dialog.act_button.isVisible()
    assert dialog.focusWidget() is dialog.safe_button
    assert dialog.safe_button.text() == "Close"
    dialog.safe_button.click()
    assert told == [Leaving(other, forgets=False)]
    assert not dialog.isVisible()


def test_a_keyring_that_gives_nothing_up_is_said(desk: AccountDesk, ring: MemoryRing) -> None:
    desk.sign_in()
    keeping = _KeepingRing()
    keeping.secrets = ring.secrets
    keyring.set_keyring(keeping)
    dialog = desk.sign_out_dialog(current(desk))

    told = leave(desk, dialog)

    assert "Storno Desktop" in dialog.banner.body
    assert "The server could not be told" not in dialog.banner.body
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert len(told) == 1


def test_what_becomes_of_prepared_cancellations_is_said(desk: AccountDesk, language: Language) -> None:
    desk.sign_in()

    async def prepared() -> PreparedActs:
        return PreparedActs(kept=2, passing=1)

    dialog = desk.sign_out_dialog(current(desk), prepared=prepared())
    stay = "2 prepared cancellations stay on this computer, unsent, until you sign in again."
    desk.qtbot.waitUntil(lambda: stay in dialog.lines)
    assert "1 prepared cancellation will be lost, unsent." in said(dialog)
    dialog.wipe.click()
    assert stay not in dialog.lines
    assert "3 prepared cancellations will be lost, unsent." in said(dialog)


def test_an_act_under_way_is_waited_for_and_said(desk: AccountDesk) -> None:
    desk.sign_in()
    dialog = desk.sign_out_dialog(current(desk), acting=True)
    assert "An act is under way. It is carried through first." in said(dialog)
    dialog.act_button.click()
    assert dialog.is_busy
    assert dialog.hint.text() == "Waiting for the act under way, then signing out…"
    QTest.keyClick(dialog, Qt.Key.Key_Escape)  # nobody leaves half-way
    assert dialog.isVisible()
    desk.qtbot.waitUntil(lambda: has_gone(dialog))
