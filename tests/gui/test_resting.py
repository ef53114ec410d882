"""Sleep, shutdown, log-out and the end of the program while something is under way."""

from __future__ import annotations

import asyncio
import time
from pathlib import Path
from typing import cast

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QSessionManager
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from storno_desktop.app.errand import Errand
from storno_desktop.app.front_door import Call, Entry, FrontDoor
from storno_desktop.app.opening import Opening
from storno_desktop.app.options import parse_options
from storno_desktop.app.program import Program
from storno_desktop.app.rest_watch import RestWatch
from storno_desktop.domain.journal_row import ActState
from storno_desktop.sandbox.faults import Fault
from storno_desktop.sandbox.listen import SandboxServer
from storno_desktop.sandbox.settings import SandboxSettings
from storno_desktop.service.journal_book import JournalBook
from storno_desktop.service.open_acts import OpenActs
from storno_desktop.ui.invoice_model import Cell
from storno_desktop.ui.language import Language
from storno_desktop.ui.question_dialog import QuestionDialog
from storno_desktop.ui.sign_in_dialog import SignInDialog
from storno_desktop.vault.secret_vault import SecretVault
from tests.gui.front_office import (
    CANCEL,
    DETAIL,
    LIST,
    Office,
    opened,
    said,
)
from tests.memory_ring import MemoryRing

REASON = "Client greșit, se emite alta"


class FakeLogind(QObject):
    """A login service that does as the test says, and knows whether it is being held."""

    prepares = Signal(bool)

    def __init__(self) -> None:
        super().__init__()
        self.is_held = False

    def hold(self) -> None:
        self.is_held = True

    def let_go(self) -> None:
        self.is_held = False


def rest_watch(office: Office, service: FakeLogind) -> RestWatch:
    watch = RestWatch(service, office.house.io, office.house.services.bar, office.window)
    watch.rests.connect(office.window.set_resting)
    return watch


def cancelling(office: Office, name: str) -> QuestionDialog:
    """The dialog, the moment after its button was pressed."""
    office.go_to(name)
    office.window.ask_cancel()
    dialog = office.cancel_dialog()
    office.answer(dialog, REASON)
    dialog.act_button.click()
    return dialog


def test_a_write_under_way_holds_the_sleep_up_and_nothing_new_is_sent(desk_at_work: Office) -> None:
    office, service = desk_at_work, FakeLogind()
    rest_watch(office, service)
    assert service.is_held
    office.fail(Fault("delay", method="POST", path=CANCEL, ms=400))
    cancelling(office, "issued-1")
    office.qtbot.waitUntil(lambda: office.server.sandbox.faults.met["delay"] > 0)
    service.prepares.emit(True)
    assert service.is_held  # the answer is still to come
    office.qtbot.waitUntil(lambda: not service.is_held)
    assert office.book("issued-1").status == "cancelled"

    posts = office.meter("POST", CANCEL)
    dialog = cancelling(office, "issued-4")
    office.qtbot.waitUntil(lambda: "going to sleep" in said(dialog))
    assert posts() == 0
    assert office.book("issued-4").status == "issued"

    office.set_status("bulk-2", "validated")  # while the computer sleeps
    before = office.text(office.row("bulk-2"), Cell.STATUS)
    service.prepares.emit(False)
    assert service.is_held
    office.qtbot.waitUntil(lambda: office.text(office.row("bulk-2"), Cell.STATUS) != before)
    dialog.reject()


def test_a_sleep_that_never_came_is_over_after_a_while(office: Office) -> None:
    service = FakeLogind()
    watch = RestWatch(service, office.house.io, office.house.services.bar, office.window, longest_ms=20)
    with office.qtbot.waitSignals([watch.rests, watch.rests], check_params_cbs=[bool, lambda on: not on]):
        service.prepares.emit(True)
    assert office.house.services.bar.now is None
    assert service.is_held


# ------------------------------------------------------------------------------------------------ the end


def test_a_read_that_hangs_does_not_keep_the_program(desk_at_work: Office) -> None:
    office = desk_at_work
    office.fail(
        Fault("delay", path=LIST, ms=600_000, count=-1), Fault("delay", path=DETAIL, ms=600_000, count=-1)
    )
    office.window.refresh()
    office.qtbot.waitUntil(lambda: office.server.sandbox.faults.met["delay"] > 0)
    began = time.monotonic()
    office.window.close()
    office.house.close()
    assert time.monotonic() - began < 1


def test_a_write_under_way_has_its_grace_at_the_end(
    qapp: QApplication, qtbot: QtBot, tmp_path: Path, language: Language, ring: MemoryRing
) -> None:
    folder = tmp_path / "journal"
    with opened(qapp, qtbot, tmp_path, journal=folder) as office:
        office.enter()
        office.fail(Fault("delay", method="POST", path=CANCEL, ms=700))
        cancelling(office, "issued-1")
        qtbot.waitUntil(lambda: office.server.sandbox.faults.met["delay"] > 0)
        began = time.monotonic()
        office.window.close()
        office.house.close()
        assert time.monotonic() - began < 3
        assert office.book("issued-1").status == "cancelled"

    async def states() -> list[ActState]:
        book = JournalBook(SecretVault(), folder)
        await OpenActs(book, office.house.clock).ready()
        assert book.journal is not None
        found = [each.state for each in book.journal.acts_before(book.journal.head().number + 1, 9)]
        await book.close()
        return found

    assert asyncio.run(states()) == [ActState.CONFIRMED]  # its answer was waited for


# ------------------------------------------------------------------------------------------------ one window


class _LogOut:
    """What a session manager tells of a log-out."""

    def __init__(self) -> None:
        self.hint: QSessionManager.RestartHint | None = None

    def setRestartHint(self, hint: QSessionManager.RestartHint) -> None:  # noqa: N802  Qt's name
        self.hint = hint


def test_a_second_start_raises_the_window_and_hands_over_its_errand(
    qapp: QApplication, qtbot: QtBot, tmp_path: Path, language: Language, ring: MemoryRing
) -> None:
    with SandboxServer(SandboxSettings(invoices=30)) as server:
        words = ["--server", server.url, "--lang", "en", "--data-dir", str(tmp_path)]
        door = FrontDoor(tmp_path / "turns")
        assert door.enter(Call(Errand())) is Entry.FREE
        program = Program(qapp, Opening(parse_options(words)), door)
        program.open()
        qtbot.waitUntil(lambda: door.is_open, timeout=20_000)
        qtbot.waitUntil(lambda: bool(program.window.findChildren(SignInDialog)))
        dialog = program.window.findChildren(SignInDialog)[-1]
        qtbot.waitUntil(dialog.stay.isEnabled, timeout=20_000)
        dialog.email.setText(server.accounts[0]["email"])
        dialog.password.setText(server.accounts[0]["password"])
        dialog.submit()
        window = program.window
        qtbot.waitUntil(lambda: window.list.model.rowCount() > 3, timeout=20_000)
        qtbot.waitUntil(lambda: not window.is_busy, timeout=20_000)

        wanted = window.list.model.invoice(window.list.model.index(3, 0))
        assert wanted is not None
        assert window.list.current != wanted
        window.showMinimized()
        door.called.emit(Call(Errand(invoice=wanted.id)))
        assert not window.isMinimized()
        assert window.list.current is not None
        assert window.list.current.id == wanted.id
        door.called.emit(Call(Errand(request=tmp_path / "a.storno-request")))  # which is not there
        qtbot.waitUntil(lambda: "could not be read" in window.notices.text)

        log_out = _LogOut()
        program._keep_before_log_out(cast(QSessionManager, log_out))
        assert log_out.hint is QSessionManager.RestartHint.RestartNever
        program.close()
        assert not door.is_open
        program.deleteLater()
        qapp.processEvents()
