"""The whole program in one process: a session that outlives it, the lock at its start, accounts and settings."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

from storno_desktop.app.options import parse_options
from storno_desktop.app.program import Program
from storno_desktop.sandbox.faults import Fault
from storno_desktop.sandbox.listen import SandboxServer
from storno_desktop.sandbox.settings import SandboxSettings
from storno_desktop.service.window_lock import SetOutcome
from storno_desktop.ui.invoice_model import Cell
from storno_desktop.ui.language import Language
from storno_desktop.ui.settings_dialog import LOOK, SettingsDialog
from storno_desktop.ui.sign_in_dialog import SignInDialog
from storno_desktop.ui.sign_out_dialog import SignOutDialog
from tests.memory_ring import MemoryRing

PATIENCE = 20_000
Start = Callable[..., Program]


@pytest.fixture
def server() -> Iterator[SandboxServer]:
    with SandboxServer(SandboxSettings(invoices=30, control=True)) as running:
        yield running


@pytest.fixture
def start(
    qapp: QApplication, language: Language, ring: MemoryRing, tmp_path: Path, server: SandboxServer
) -> Iterator[Start]:
    """Starts the program as somebody would from a terminal; all that were started are closed."""
    begun: list[Program] = []

    def open_program() -> Program:
        words = ["--server", server.url, "--lang", "en", "--data-dir", str(tmp_path / "data")]
        begun.append(Program(qapp, parse_options(words)))
        begun[-1].open()
        return begun[-1]

    yield open_program
    for program in begun:
        if not program.is_closed:
            program.close()
        program.deleteLater()
    # Nothing of theirs may be left to whoever comes next.
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    qapp.processEvents()
    assert QApplication.activeModalWidget() is None


D = TypeVar("D", bound=QDialog)


def dialog_of(program: Program, qtbot: QtBot, kind: type[D]) -> D:
    def found() -> list[D]:
        return [each for each in program.window.findChildren(kind) if each.isVisible()]

    qtbot.waitUntil(lambda: bool(found()), timeout=PATIENCE)
    return found()[-1]


def sign_in(program: Program, qtbot: QtBot, account: dict[str, str]) -> None:
    dialog = dialog_of(program, qtbot, SignInDialog)
    qtbot.waitUntil(dialog.stay.isEnabled, timeout=PATIENCE)  # the keyring was asked
    dialog.email.setText(account["email"])
    dialog.password.setText(account["password"])
    with qtbot.waitSignal(dialog.signed_in, timeout=PATIENCE):
        dialog.submit()
    settle(program, qtbot)


def settle(program: Program, qtbot: QtBot) -> None:
    window = program.window
    qtbot.waitUntil(lambda: window.session is not None and not window.is_busy, timeout=PATIENCE)


def rows(program: Program) -> int:
    return program.window.list.model.rowCount()


def test_who_signed_in_once_is_in_at_the_next_start(
    start: Start, qtbot: QtBot, server: SandboxServer
) -> None:
    first = start()
    sign_in(first, qtbot, server.accounts[0])
    assert rows(first) > 0
    first.close()
    second = start()
    settle(second, qtbot)
    assert second.window.session is not None
    assert second.window.session.user.email == server.accounts[0]["email"]
    assert not second.guard.is_locked
    assert rows(second) > 0


def test_a_passphrase_is_asked_for_before_a_kept_session_shows_anything(
    start: Start, qtbot: QtBot, server: SandboxServer
) -> None:
    first = start()
    sign_in(first, qtbot, server.accounts[0])
    session = first.window.session
    assert session is not None
    lock = first._house.services.lock
    assert first._house.io.wait(lock.set_passphrase(session.account, "o parolă lungă"), 30) is SetOutcome.SET
    first.close()

    second = start()
    qtbot.waitUntil(lambda: second.guard.is_locked, timeout=PATIENCE)
    settle(second, qtbot)
    dialog = second.guard.dialog
    assert dialog is not None
    qtbot.waitUntil(lambda: dialog.standing is not None, timeout=PATIENCE)
    assert not second.window.list.table.isVisible()
    dialog.passphrase.setText("o parolă lungă")
    with qtbot.waitSignal(second.guard.unlocked, timeout=PATIENCE):
        dialog.submit()
    assert second.window.list.table.isVisible()
    assert rows(second) > 0


def test_a_fresh_sign_in_opens_the_lock_too_and_only_for_the_same_person(
    start: Start, qtbot: QtBot, server: SandboxServer
) -> None:
    program = start()
    sign_in(program, qtbot, server.accounts[0])
    program.window.account_menu.lock.trigger()
    dialog = program.guard.dialog
    assert dialog is not None
    dialog.sign_in_asked.emit()
    asked = dialog_of(program, qtbot, SignInDialog)
    assert not asked.email.isVisible()
    asked.password.setText("nu e asta")
    asked.submit()
    qtbot.waitUntil(lambda: not asked.is_asking, timeout=PATIENCE)
    assert program.guard.is_locked
    asked.password.setText(server.accounts[0]["password"])
    with qtbot.waitSignal(program.guard.unlocked, timeout=PATIENCE):
        asked.submit()
    assert rows(program) > 0


def test_signing_out_leaves_nothing_and_asks_who_comes_next(
    start: Start, qtbot: QtBot, server: SandboxServer, ring: MemoryRing
) -> None:
    program = start()
    sign_in(program, qtbot, server.accounts[0])
    company = program.window.company
    assert company is not None
    program.window.account_menu.sign_out.trigger()
    leaving = dialog_of(program, qtbot, SignOutDialog)
    leaving.wipe.setChecked(True)
    qtbot.waitUntil(leaving.act_button.isEnabled, timeout=PATIENCE)
    leaving.act_button.click()
    asked = dialog_of(program, qtbot, SignInDialog)
    assert asked.email.text() == ""
    assert program.window.session is None
    assert ring.secrets == {}
    assert program._house.reader.currencies(company.id) == ()


def test_another_account_is_one_choice_away(start: Start, qtbot: QtBot, server: SandboxServer) -> None:
    program = start()
    one, other = server.accounts[0], server.accounts[1]
    sign_in(program, qtbot, one)
    program.window.account_menu.add_asked.emit()
    sign_in(program, qtbot, other)
    session = program.window.session
    assert session is not None
    assert session.user.email == other["email"]
    accounts = {each.email: each for each in program._preferences.accounts}
    program.window.account_menu.account_chosen.emit(accounts[one["email"]].id)
    qtbot.waitUntil(lambda: program.window.session is not session, timeout=PATIENCE)
    settle(program, qtbot)
    assert program.window.session is not None
    assert program.window.session.user.email == one["email"]


def test_the_language_changes_under_open_settings(
    start: Start, qtbot: QtBot, server: SandboxServer, language: Language
) -> None:
    program = start()
    sign_in(program, qtbot, server.accounts[0])
    program.window.settings_asked.emit()
    settings = dialog_of(program, qtbot, SettingsDialog)
    settings.show_page(LOOK)
    settings.language_chosen.emit("ro")
    again = dialog_of(program, qtbot, SettingsDialog)
    assert again.windowTitle() == "Setări"
    assert again.page == LOOK
    settle(program, qtbot)
    assert program.window.company is not None


def test_without_the_server_the_list_is_there_and_nothing_can_be_sent(
    start: Start, qtbot: QtBot, server: SandboxServer
) -> None:
    first = start()
    sign_in(first, qtbot, server.accounts[0])
    seen = [first.window.list.model.index(row, Cell.NUMBER).data() for row in range(rows(first))]
    first.close()
    server.sandbox.faults.add([Fault("drop-before", path="*", count=10_000)])

    second = start()
    qtbot.waitUntil(lambda: second.window.session is not None and not second.window.is_busy, timeout=PATIENCE)
    window = second.window
    assert window.session is not None
    assert window.session.offline is not None
    assert [window.list.model.index(row, Cell.NUMBER).data() for row in range(rows(second))] == seen
    assert not window.cancel_button.isEnabled()
    assert "server" in window.cancel_button.toolTip()
    assert window.ask_cancel() is None
    assert window.offline_banner.isVisible()
    assert window.refreshing.refreshed_at is not None
    assert "offline" in window.offline_banner.headline

    server.sandbox.faults.clear(keep_first=False)
    window.offline_banner.button.click()
    qtbot.waitUntil(lambda: window.session is not None and window.session.offline is None, timeout=PATIENCE)
    settle(second, qtbot)
    assert rows(second) == len(seen)
    assert window.cancel_button.isEnabled()
    assert not window.offline_banner.isVisible()


def test_a_program_that_closed_covers_nobodys_windows(
    start: Start, qtbot: QtBot, server: SandboxServer
) -> None:
    program = start()
    sign_in(program, qtbot, server.accounts[0])
    assert program._idle.minutes > 0
    program.close()
    assert program._idle.minutes == 0
