"""Faults that are shown and lose nothing, a crash that is told at the next start, and what support gets to see."""

from __future__ import annotations

import sys
import threading
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from pytestqt.exceptions import capture_exceptions
from pytestqt.qtbot import QtBot

from storno_desktop.app.crash_file import CrashFile
from storno_desktop.app.diagnostics import Diagnostics
from storno_desktop.app.fault_desk import FaultDesk
from storno_desktop.app.opening import Opening
from storno_desktop.app.options import parse_options
from storno_desktop.app.program import Program
from storno_desktop.domain.account import ServerProfile
from storno_desktop.domain.server_address import ServerAddress
from storno_desktop.logs import start_log, stop_log
from storno_desktop.places import Places
from storno_desktop.ui.diagnostics_dialog import DiagnosticsDialog
from storno_desktop.ui.fault_window import FaultWindow
from storno_desktop.ui.language import Language
from tests.gui.front_office import ACCOUNTANT, IDS, Office
from tests.memory_ring import MemoryRing


@pytest.fixture
def faults(office: Office) -> Iterator[FaultDesk]:
    before = sys.excepthook, threading.excepthook
    desk = FaultDesk(lambda: office.window)
    desk.open()
    yield desk
    desk.close()
    sys.excepthook, threading.excepthook = before


def fault_window(office: Office) -> FaultWindow:
    office.qtbot.waitUntil(lambda: bool(office.window.findChildren(FaultWindow)))
    return office.window.findChildren(FaultWindow)[0]


@pytest.mark.logs_warnings
@pytest.mark.qt_no_exception_capture
def test_a_fault_is_shown_once_however_often_it_comes_and_the_window_stays(
    office: Office, faults: FaultDesk
) -> None:
    office.enter()
    numbers = office.numbers()

    async def fail() -> None:
        raise KeyError("Popescu Construct SRL")

    def stumble() -> None:
        raise AttributeError("no such part")

    office.house.io.run(fail(), lambda _none: None, owner=office.window)
    window = fault_window(office)
    office.qtbot.waitUntil(lambda: "KeyError: […]" in window.details.toPlainText())
    QTimer.singleShot(0, stumble)
    thread = threading.Thread(target=stumble)
    thread.start()
    thread.join()
    office.qtbot.waitUntil(lambda: "3 faults" in window.headline.text())
    assert office.window.findChildren(FaultWindow) == [window]
    assert "Popescu" not in window.details.toPlainText()
    assert "no such part" in window.details.toPlainText()
    assert office.window.isVisible()
    assert office.numbers() == numbers
    with office.qtbot.waitSignal(faults.diagnostics_asked):
        window.diagnostics_button.click()
    assert office.window.isVisible()


def test_support_sees_what_happened_and_nothing_of_anybody(office: Office, tmp_path: Path) -> None:
    places = Places(tmp_path / "settings", tmp_path / "data")
    handler = start_log(places.log_file)
    try:
        office.enter()
        office.go_to("issued-1")
    finally:
        stop_log(handler)
    crash = CrashFile(places.crash_file)
    crash.watch()
    crash.note(ValueError(ACCOUNTANT))
    crash.close(in_order=False)
    crash.watch()
    diagnostics = Diagnostics(office.house, places, crash)
    profile = ServerProfile(ServerAddress(office.server.url), office.server.url, "")
    dialog = DiagnosticsDialog(
        office.house.io,
        diagnostics.papers,
        lambda: diagnostics.self_test(profile, None),
        office.window,
    )
    dialog.open()
    office.qtbot.waitUntil(lambda: not dialog.is_busy)
    assert [paper.name for paper in dialog.papers] == ["crash.txt", "about.txt", "log.txt"]
    assert "ValueError" in dialog.view.toPlainText()
    dialog.examine()
    office.qtbot.waitUntil(lambda: not dialog.is_busy, timeout=20_000)
    assert "Storno Desktop" in dialog.view.toPlainText()  # what was found is on show

    dialog.names.item(1).setCheckState(dialog.names.item(1).checkState().Unchecked)
    file = tmp_path / "out.zip"
    dialog.write(file)
    office.qtbot.waitUntil(lambda: "out.zip" in dialog.status.text())
    with zipfile.ZipFile(file) as bundle:
        texts = {name: bundle.read(name).decode() for name in bundle.namelist()}
    assert texts == {paper.name: paper.text for paper in dialog.papers}  # as it was shown, and no more
    assert list(texts) == ["crash.txt", "log.txt", "self-test.txt"]
    assert "GET /api/v1/invoices/{id}: 200" in texts["log.txt"]
    whole = "\n".join(texts.values())
    detail = office.book("issued-1").detail
    for secret in (
        ACCOUNTANT,
        IDS["issued-1"],
        detail["number"],
        detail["receiverName"],
        detail["receiverCif"],
    ):
        assert secret
        assert str(secret) not in whole
    assert "18547290" not in whole
    assert office.server.url.removeprefix("http://") not in texts["self-test.txt"]
    crash.close()
    dialog.reject()


def test_the_next_start_tells_of_a_crash_and_shows_what_is_known(
    qapp: QApplication, qtbot: QtBot, tmp_path: Path, language: Language, ring: MemoryRing
) -> None:
    words = ["--server", "http://127.0.0.1:9", "--lang", "en", "--data-dir", str(tmp_path)]
    options = parse_options(words)
    crash = CrashFile(Places.of(options.data_dir).crash_file)
    crash.watch()
    crash.note(AttributeError("no such part"))
    crash.close(in_order=False)
    with capture_exceptions() as caught:
        assert crash.watch()
        program = Program(qapp, Opening(options), None, crash)
        program.open()
        program.tell_of_crash()
        window = program.window
        window.notices.say("Something else")  # other news come at a start
        window.notices.close_notice()
        assert "ended unexpectedly" in window.notices.text
        window.notices._action.click()
        dialog = window.findChildren(DiagnosticsDialog)[0]
        qtbot.waitUntil(lambda: not dialog.is_busy)
        assert "no such part" in dialog.view.toPlainText()
        program.close()
        program.deleteLater()
        qapp.processEvents()
    assert caught == []
    assert not Places.of(options.data_dir).crash_file.exists()
