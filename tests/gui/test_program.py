"""The whole program in one process: a session that outlives it, the lock at its start, accounts and settings."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType
from typing import NamedTuple, TypeVar

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QObject
from PySide6.QtTest import QSignalSpy
from PySide6.QtWidgets import QApplication, QDialog, QLabel
from pytestqt.qtbot import QtBot

from storno_desktop.app.opening import Opening
from storno_desktop.app.options import parse_options
from storno_desktop.app.program import Program
from storno_desktop.domain.problem import Problem, ProblemKind
from storno_desktop.domain.session import Company
from storno_desktop.sandbox.faults import Fault
from storno_desktop.sandbox.listen import SandboxServer
from storno_desktop.sandbox.settings import SandboxSettings
from storno_desktop.service.connection import Connection
from storno_desktop.service.journal_book import JournalStanding
from storno_desktop.service.window_lock import SetOutcome
from storno_desktop.ui.invoice_model import Cell
from storno_desktop.ui.journal_key_dialog import JournalKeyDialog
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
        begun.append(Program(qapp, Opening(parse_options(words))))
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


class _Paints(QObject):
    """Calls back before each paint of what it is installed on."""

    def __init__(self, then: Callable[[], object]) -> None:
        super().__init__()
        self._then = then

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802  Qt's name
        if event.type() is QEvent.Type.Paint:
            self._then()
        return False


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


def test_the_kind_of_keyring_is_remembered_for_the_next_start(
    start: Start, qtbot: QtBot, server: SandboxServer, ring: MemoryRing, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(MemoryRing, "__module__", "keyring.backends.trial")
    monkeypatch.setitem(sys.modules, "keyring.backends.trial", ModuleType("keyring.backends.trial"))
    first = start()
    assert first._preferences.keyring_kind == ""
    sign_in(first, qtbot, server.accounts[0])
    first.close()
    assert first._preferences.keyring_kind == "keyring.backends.trial.MemoryRing"
    second = start()  # it cannot be had by that name, and is found nevertheless
    settle(second, qtbot)
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
    # The journal's key and head stay: what was done here outlives whoever did it.
    assert {name for _, name in ring.secrets} <= {"note: journal", "note: journal head"}
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


def test_an_older_version_leaves_what_a_newer_one_wrote_alone_and_says_what_to_do(
    start: Start, qtbot: QtBot, server: SandboxServer, tmp_path: Path
) -> None:
    first = start()
    sign_in(first, qtbot, server.accounts[0])
    company, house = first.window.company, first._house
    assert company is not None

    async def newer_version_writes() -> None:
        journal = house.services.journal.journal
        assert journal is not None
        for writer in (house.library.writer_of(company.id), journal._database.writer):
            with writer.transaction():
                writer.run("PRAGMA user_version = 99")

    house.io.wait(newer_version_writes(), 30)
    first.close()
    data = tmp_path / "data" / "data"
    kept = [*(data / "cache").rglob("*.*"), *(data / "journal").iterdir()]
    files = [each for each in kept if each.is_file() and each.suffix != ".lock"]
    assert len(files) == 2
    before = [each.read_bytes() for each in files]

    second = start()
    settle(second, qtbot)
    window = second.window
    assert rows(second) > 0  # from the server, in memory
    said = " ".join(line.text for line in window.session_banner.lines)
    assert "newer version" in said
    assert "install that version" in said
    window.show_journal()
    dialog = dialog_of(second, qtbot, JournalKeyDialog)
    told = " ".join(label.text() for label in dialog.findChildren(QLabel))
    assert "A newer version of this program wrote the journal. Install that version to act." in told
    dialog.reject()
    assert second._house.services.journal.standing is JournalStanding.NEWER
    second.close()
    assert [each.read_bytes() for each in files] == before


# ----------------------------------------------------------------------------- what is on show before the server


FOREVER = Fault("delay", path="*", count=-1, ms=600_000)
"""The server gets the request and does not answer while the test runs."""


def numbers(program: Program) -> list[object]:
    model = program.window.list.model
    return [model.index(row, Cell.NUMBER).data() for row in range(rows(program))]


class Used(NamedTuple):
    """What a program that was closed had on show at the end."""

    numbers: list[object]
    company: Company


def a_program_that_was_used(start: Start, qtbot: QtBot, server: SandboxServer) -> Used:
    program = start()
    sign_in(program, qtbot, server.accounts[0])
    company = program.window.company
    assert company is not None
    used = Used(numbers(program), company)
    program.close()
    return used


def connection_of(program: Program) -> Connection:
    return program._house.services.sessions._connection


def test_rows_are_on_show_before_the_server_has_answered_and_nothing_rests_on_them(
    start: Start, qtbot: QtBot, server: SandboxServer
) -> None:
    seen = a_program_that_was_used(start, qtbot, server).numbers
    server.sandbox.faults.add([FOREVER])
    program = start()
    window = program.window
    qtbot.waitUntil(lambda: rows(program) == len(seen), timeout=PATIENCE)
    assert numbers(program) == seen
    session, company, invoice = window.session, window.company, window.list.current
    assert session is not None
    assert company is not None
    assert session.is_connecting
    assert window.refreshing.sentence()[0].startswith("Connecting… Data from")
    assert not window.offline_banner.isVisible()
    assert window.list.banner.isHidden()

    assert not window.cancel_button.isEnabled()
    assert "Connecting…" in window.cancel_button.toolTip()
    assert window.ask_cancel() is None
    assert window.ask_restore() is None
    refused = connection_of(program).reach(company)
    assert isinstance(refused, Problem)
    assert refused.kind is ProblemKind.CONNECTING
    window.refresh()
    assert not window.refreshing.is_running
    assert invoice is None or window.list.current == invoice


def test_the_session_goes_on_and_nothing_moves_when_the_server_has_answered(
    start: Start, qtbot: QtBot, server: SandboxServer
) -> None:
    a_program_that_was_used(start, qtbot, server)
    program = start()
    window = program.window
    entered = QSignalSpy(window.sessions.entered)
    views = QSignalSpy(window.list.view_changed)
    qtbot.waitUntil(lambda: rows(program) > 3, timeout=PATIENCE)
    window.list.table.selectRow(3)
    chosen = window.list.current
    window.list.filters.search.setFocus()
    settle(program, qtbot)
    assert [each[0].is_connecting for each in [entered.at(n) for n in range(entered.count())]] == [
        True,
        False,
    ]
    assert window.list.current == chosen
    assert window.list.filters.search.hasFocus() or QApplication.focusWidget() is None
    assert views.count() <= 1
    assert window.refreshing.problem is None
    assert window.cancel_button.isEnabled() or window.cancel_button.toolTip() != ""
    assert "Connecting" not in window.cancel_button.toolTip()


def test_nobody_sees_a_row_before_the_passphrase_while_the_server_does_not_answer(
    start: Start, qtbot: QtBot, server: SandboxServer
) -> None:
    first = start()
    sign_in(first, qtbot, server.accounts[0])
    session = first.window.session
    assert session is not None
    lock = first._house.services.lock
    assert first._house.io.wait(lock.set_passphrase(session.account, "o parolă lungă"), 30) is SetOutcome.SET
    first.close()
    server.sandbox.faults.add([FOREVER])

    second = start()
    seen_uncovered: list[int] = []
    table = second.window.list.table
    watcher = _Paints(lambda: seen_uncovered.append(rows(second)) if rows(second) else None)
    table.viewport().installEventFilter(watcher)
    qtbot.waitUntil(lambda: rows(second) > 0, timeout=PATIENCE)
    assert second.guard.is_locked
    assert not table.isVisible()
    assert seen_uncovered == []
    dialog = second.guard.dialog
    assert dialog is not None
    qtbot.waitUntil(lambda: dialog.standing is not None, timeout=PATIENCE)
    dialog.passphrase.setText("o parolă lungă")
    with qtbot.waitSignal(second.guard.unlocked, timeout=PATIENCE):
        dialog.submit()
    assert table.isVisible()
    assert second.window.session is not None
    assert second.window.session.is_connecting
    table.viewport().removeEventFilter(watcher)


def test_a_session_that_the_server_ended_asks_for_a_sign_in_over_the_rows(
    start: Start, qtbot: QtBot, server: SandboxServer
) -> None:
    seen = a_program_that_was_used(start, qtbot, server).numbers
    server.sandbox.world.tokens.expire_all()
    server.sandbox.world.tokens.forget_refresh(server.accounts[0]["email"])
    program = start()
    asked = dialog_of(program, qtbot, SignInDialog)
    window = program.window
    assert numbers(program) == seen
    ended = window.session
    assert ended is not None
    assert ended.offline is not None
    assert ended.offline.kind is ProblemKind.SIGNED_OUT
    assert not window.cancel_button.isEnabled()
    qtbot.waitUntil(window.offline_banner.isVisible, timeout=PATIENCE)
    assert window.offline_banner.button.text() == "Sign in…"
    assert window.company is not None
    assert isinstance(connection_of(program).reach(window.company), Problem)
    asked.password.setText(server.accounts[0]["password"])
    with qtbot.waitSignal(asked.signed_in, timeout=PATIENCE):
        asked.submit()
    settle(program, qtbot)
    assert window.session is not None
    assert window.session.offline is None
    assert not window.offline_banner.isVisible()
    assert numbers(program) == seen


def test_who_was_deactivated_sees_nothing_any_more(start: Start, qtbot: QtBot, server: SandboxServer) -> None:
    a_program_that_was_used(start, qtbot, server)
    server.sandbox.world.accounts.users[server.accounts[0]["email"]].active = False
    program = start()
    asked = dialog_of(program, qtbot, SignInDialog)
    assert asked.banner.headline == "This account is deactivated."
    assert program.window.session is None
    assert program.window.company is None
    assert rows(program) == 0
    assert connection_of(program).user is None


def test_a_company_that_was_lost_gives_way_to_another(
    start: Start, qtbot: QtBot, server: SandboxServer
) -> None:
    lost = a_program_that_was_used(start, qtbot, server).company
    server.sandbox.world.ledger.companies[lost.id].deleted = True
    program = start()
    window = program.window
    qtbot.waitUntil(lambda: rows(program) > 0, timeout=PATIENCE)
    settle(program, qtbot)
    assert window.session is not None
    assert lost.id not in {each.id for each in window.session.companies}
    assert window.company is not None
    assert window.company.id != lost.id
    assert isinstance(connection_of(program).reach(lost), Problem)


def test_what_the_server_does_not_answer_is_offline_with_its_cause(
    start: Start, qtbot: QtBot, server: SandboxServer
) -> None:
    seen = a_program_that_was_used(start, qtbot, server).numbers
    server.sandbox.faults.add([Fault("status", path="*", count=-1, status=503)])
    program = start()
    window = program.window
    entered = QSignalSpy(window.sessions.entered)
    qtbot.waitUntil(window.offline_banner.isVisible, timeout=PATIENCE)
    assert "The server has a fault." in window.offline_banner.body
    assert [entered.at(n)[0].offline.kind for n in range(entered.count())] == [
        ProblemKind.CONNECTING,
        ProblemKind.SERVER_FAULT,
    ]
    assert numbers(program) == seen
    server.sandbox.faults.clear(keep_first=False)
    window.offline_banner.button.click()
    qtbot.waitUntil(lambda: not window.offline_banner.isVisible(), timeout=PATIENCE)
    settle(program, qtbot)
    assert numbers(program) == seen


def test_a_program_that_closed_covers_nobodys_windows(
    start: Start, qtbot: QtBot, server: SandboxServer
) -> None:
    program = start()
    sign_in(program, qtbot, server.accounts[0])
    assert program._idle.minutes > 0
    program.close()
    assert program._idle.minutes == 0
