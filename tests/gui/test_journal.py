"""The journal before a person: what was done, what became of it, whether it is intact, and how it is opened."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QSignalSpy, QTest
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from storno_desktop.app.furnishing import House, furnish
from storno_desktop.domain.journal_row import FaultyRow, JournalFault
from storno_desktop.export.journal_export import HEADINGS
from storno_desktop.sandbox.faults import Fault
from storno_desktop.service.journal_book import KEY_NOTE, JournalBook, JournalStanding
from storno_desktop.service.store_key import recovery_code_of
from storno_desktop.ui.act_words import ActWords
from storno_desktop.ui.figures import Figures
from storno_desktop.ui.invoice_model import Cell
from storno_desktop.ui.journal_desk import JournalDesk
from storno_desktop.ui.journal_key_dialog import JournalKeyDialog
from storno_desktop.ui.journal_model import Column
from storno_desktop.ui.journal_window import JournalWindow
from storno_desktop.ui.language import Language
from storno_desktop.ui.recovery_code_dialog import RecoveryCodeDialog
from storno_desktop.ui.theme import ThemeChoice, Tone, apply_theme
from tests.gui.front_office import CANCEL, CTRL, NOW, Office, has_gone, opened, said, type_text
from tests.memory_ring import MemoryRing

REASON = "Client greșit, se emite alta"
KEY = bytes(range(32))


@pytest.fixture
def office(qapp: QApplication, qtbot: QtBot, tmp_path: Path, language: Language) -> Iterator[Office]:
    apply_theme(qapp, ThemeChoice.LIGHT)
    with opened(qapp, qtbot, tmp_path) as place:
        place.enter()
        yield place


def cancel(office: Office, name: str, reason: str = REASON) -> None:
    """From the row to the end of the dialog, whatever the end is."""
    office.go_to(name)
    office.press(Qt.Key.Key_Delete)
    dialog = office.cancel_dialog()
    office.answer(dialog, reason)
    closed = QSignalSpy(dialog.finished)
    dialog.act_button.click()
    office.qtbot.waitUntil(lambda: not dialog.is_busy or closed.count() > 0, timeout=20_000)
    if closed.count() == 0:
        dialog.reject()
    office.settle()


def journal_of(office: Office) -> JournalWindow:
    """The window as Ctrl+J brings it, read to the end."""
    office.press(Qt.Key.Key_J, CTRL)
    window = office.window.show_journal()
    assert window is not None
    office.qtbot.waitUntil(lambda: not window.is_reading, timeout=20_000)
    return window


def column(window: JournalWindow, which: Column) -> list[str]:
    model = window.model
    return [str(model.index(row, which).data()) for row in range(model.rowCount())]


# ----------------------------------------------------------------------------------------- the window


def test_every_attempt_stands_in_the_journal_with_its_outcome(office: Office) -> None:
    cancel(office, "issued-1")
    office.fail(Fault("status", method="POST", path=CANCEL, status=422, body={"error": "Nu se poate."}))
    cancel(office, "issued-2")
    office.fail(Fault("drop-before", method="POST", path=CANCEL))
    cancel(office, "issued-9")
    office.fail()
    window = journal_of(office)
    assert column(window, Column.OUTCOME) == ["Outcome unknown", "Refused", "Done"]
    assert column(window, Column.INVOICE)[2] == "BRS0001"
    assert set(column(window, Column.REASON)) == {REASON}
    text = window.sheet.toPlainText()
    assert "Cancellation BRS0009" in text
    assert "The answer was lost." in text
    window.table.selectRow(1)
    assert "Nu se poate." in window.sheet.toPlainText()
    window.table.selectRow(2)
    text = window.sheet.toPlainText()
    assert "The server confirmed it." in text
    assert "Payments" in text  # the evidence that the person saw


def test_it_is_narrowed_by_words_and_by_outcome(office: Office) -> None:
    cancel(office, "issued-1")
    cancel(office, "issued-2", "Dublură la factura din martie")
    window = journal_of(office)
    type_text(window.search, "DUBLURA")
    assert column(window, Column.INVOICE) == ["BRS0002"]
    assert window.counted.text() == "1 of 2 acts"
    window.search.clear()
    window.outcomes.setCurrentIndex(2)
    assert window.model.rowCount() == 0
    assert window.sheet.toPlainText() == ""
    window.outcomes.setCurrentIndex(1)
    assert window.model.rowCount() == 2
    assert window.counted.text() == "2 acts"


def test_verify_tells_that_all_is_well_and_what_is_not(office: Office) -> None:
    cancel(office, "issued-1")
    window = journal_of(office)
    QTest.mouseClick(window.verify_button, Qt.MouseButton.LeftButton)
    office.qtbot.waitUntil(lambda: not window.is_reading)
    assert window.standing.text() == "Every row is as it was written. Checked at 19:00:00."
    journal = office.house.services.journal.journal
    assert journal is not None

    async def tamper() -> None:
        connection = journal._connection
        connection.run("DROP TRIGGER row_is_never_changed")
        connection.run("UPDATE row SET told = replace(told, 'sent', 'Sent') WHERE number = 2")

    office.house.io.wait(tamper(), 10)
    window.verify()
    office.qtbot.waitUntil(lambda: not window.is_reading)
    assert window.standing.text().startswith("Row 2 was changed after it was written, or moved.")
    assert window.verify_button.isEnabled()


def test_a_journal_with_nothing_in_it_says_so(office: Office) -> None:
    window = journal_of(office)
    assert window.sheet.toPlainText() == "Nothing has been done from this computer yet."
    assert not window.sheet_button.isEnabled()
    assert journal_of(office) is window  # there is one


def save_as(office: Office, path: Path) -> None:
    """The dialog for a place, answered."""
    dialog = office.window.findChildren(QFileDialog)[-1]
    dialog.fileSelected.emit(str(path))
    dialog.close()


def test_an_act_is_printed_as_a_sheet_and_all_rows_are_written_out(office: Office, tmp_path: Path) -> None:
    cancel(office, "issued-1")
    window = journal_of(office)
    window.sheet_button.click()
    save_as(office, tmp_path / "fișă.pdf")
    assert (tmp_path / "fișă.pdf").read_bytes().startswith(b"%PDF")
    assert "Saved" in window.standing.text()
    for name in ("jurnal.csv", "jurnal.json"):
        window.export_button.click()
        save_as(office, tmp_path / name)
        office.qtbot.waitUntil((tmp_path / name).exists)
    text = (tmp_path / "jurnal.csv").read_bytes().decode("utf-8-sig")
    lines = list(csv.reader(io.StringIO(text, newline=""), delimiter=";"))
    assert tuple(lines[0]) == HEADINGS
    assert [line[4] for line in lines[1:]] == ["prepared", "sent", "confirmed"]
    assert {line[11] for line in lines[1:]} == {REASON}
    told = json.loads((tmp_path / "jurnal.json").read_bytes())
    assert [row["told"]["state"] for row in told] == ["prepared", "sent", "confirmed"]


def test_where_nothing_can_be_written_the_window_says_so(office: Office, tmp_path: Path) -> None:
    cancel(office, "issued-1")
    window = journal_of(office)
    window.export_button.click()
    save_as(office, tmp_path / "no folder" / "jurnal.csv")
    office.qtbot.waitUntil(lambda: "could not be written" in window.standing.text())


@pytest.mark.parametrize("fault", list(JournalFault))
def test_every_fault_names_its_row(qapp: QApplication, language: Language, fault: JournalFault) -> None:
    language.choose("ro")
    sentence, tone = ActWords(Figures()).fault(FaultyRow(17, fault))
    assert "17" in sentence
    assert tone is Tone.DANGER


# ------------------------------------------------------------------------------------ behind the window


def test_an_open_outcome_is_settled_in_the_background_and_told(office: Office) -> None:
    office.window._settling._delays_ms = (1,)
    office.go_to("issued-1")
    # Only the reading right after the lost answer fails: the background look finds it done.
    office.press(Qt.Key.Key_Delete)
    dialog = office.cancel_dialog()
    office.answer(dialog, REASON)
    office.fail(
        Fault("drop-after", method="POST", path=CANCEL),
        Fault("status", method="GET", path="*/events", status=500, count=1, skip=1),
    )
    dialog.act_button.click()
    office.qtbot.waitUntil(dialog.settling.isVisible)
    dialog.reject()
    office.qtbot.waitUntil(lambda: "BRS0001 is cancelled" in office.window.notices.text, timeout=20_000)
    office.settle()
    office.qtbot.waitUntil(lambda: not office.window._desk.unsettled)
    assert office.book("issued-1").status == "cancelled"
    office.qtbot.waitUntil(lambda: not office.window._settling.is_under_way)


def test_a_row_left_open_by_an_earlier_run_is_locked_at_the_next_start(
    qapp: QApplication, qtbot: QtBot, tmp_path: Path, office: Office
) -> None:
    office.fail(Fault("drop-before", method="POST", path=CANCEL))
    cancel(office, "issued-1")
    office.fail()
    assert len(office.window._desk.unsettled) == 1
    office.window.close()
    office.window = office.open_window()
    office.enter()
    office.qtbot.waitUntil(lambda: len(office.window._desk.unsettled) == 1)
    office.go_to("issued-1")
    assert office.text(office.row("issued-1"), Cell.STATUS) == "Outcome unknown"
    # Both ways in open the view that reads back, never the form.
    for dialog in (office.window.ask_cancel(), office.window.ask_restore()):
        assert dialog is not None
        qtbot.waitUntil(dialog.settling.isVisible)
        assert not dialog.act_button.isVisible()
    for each in office.window.findChildren(QDialog):
        each.reject()


# --------------------------------------------------------------------------------------- opening it


@pytest.fixture
def house(qapp: QApplication, ring: MemoryRing, tmp_path: Path) -> Iterator[House]:
    built = furnish(lambda: NOW, journal=tmp_path / "journal")
    yield built
    built.close()


@pytest.fixture
def below(qtbot: QtBot) -> QWidget:
    """What lies below a dialog that destroys itself."""
    window = QWidget()
    qtbot.addWidget(window)
    return window


def key_dialog(below: QWidget, house: House, standing: JournalStanding) -> JournalKeyDialog:
    dialog = JournalKeyDialog(house.io, house.services.journal, standing, below)
    dialog.show()
    return dialog


def test_a_passphrase_is_chosen_twice_and_opens_the_journal_later(
    below: QWidget, qtbot: QtBot, house: House, language: Language
) -> None:
    dialog = key_dialog(below, house, JournalStanding.NO_PASSPHRASE)
    type_text(dialog.passphrase.edit, "prea scurt")
    type_text(dialog.again.edit, "prea scurt")
    assert not dialog.open_button.isEnabled()
    type_text(dialog.passphrase.edit, ", acum nu")
    assert not dialog.open_button.isEnabled()  # the two differ
    type_text(dialog.again.edit, ", acum nu")
    with qtbot.waitSignal(dialog.opened, timeout=20_000):
        dialog.open_button.click()
    assert dialog.passphrase.edit.text() == ""
    book = house.services.journal
    house.io.wait(book.close(), 10)
    again = key_dialog(below, house, JournalStanding.PASSPHRASE_WANTED)
    type_text(again.passphrase.edit, "alta cu totul")
    again.open_button.click()
    qtbot.waitUntil(lambda: not again.is_busy, timeout=20_000)
    assert "That is not the passphrase." in said(again)
    again.passphrase.edit.clear()
    type_text(again.passphrase.edit, "prea scurt, acum nu")
    with qtbot.waitSignal(again.opened, timeout=20_000):
        again.open_button.click()


def test_the_recovery_code_opens_a_journal_whose_key_was_lost(
    below: QWidget, qtbot: QtBot, house: House, language: Language
) -> None:
    book = house.services.journal
    assert house.io.wait(book.open(), 10) is JournalStanding.OPEN
    code = book.new_code

    async def lose() -> JournalStanding:
        await book.close()
        await book._vault.forget_note(KEY_NOTE)
        return await book.open()

    assert house.io.wait(lose(), 10) is JournalStanding.KEY_LOST
    dialog = key_dialog(below, house, JournalStanding.KEY_LOST)
    type_text(dialog.code, recovery_code_of(KEY))
    dialog.submit()
    qtbot.waitUntil(lambda: not dialog.is_busy)
    assert "Compare it letter by letter" in said(dialog)
    assert dialog.code.text() == recovery_code_of(KEY)  # nothing typed is lost
    dialog.code.clear()
    type_text(dialog.code, code.lower())
    with qtbot.waitSignal(dialog.opened, timeout=20_000):
        dialog.submit()


def test_a_new_journal_is_begun_where_nobody_knows_the_code(
    below: QWidget, qtbot: QtBot, house: House, language: Language
) -> None:
    book = house.services.journal

    async def lose() -> None:
        await book.open()
        await book.close()
        await book._vault.forget_note(KEY_NOTE)
        await book.open()

    house.io.wait(lose(), 10)
    dialog = key_dialog(below, house, JournalStanding.KEY_LOST)
    with qtbot.waitSignal(dialog.opened, timeout=20_000):
        dialog.anew_button.click()
    assert book.standing is JournalStanding.OPEN


@pytest.mark.parametrize(
    "standing", [each for each in JournalStanding if each.name not in {"OPEN", "CLOSED"}]
)
@pytest.mark.parametrize("code", ["en", "ro"])
def test_every_standing_says_what_to_do(
    below: QWidget, qtbot: QtBot, house: House, language: Language, standing: JournalStanding, code: str
) -> None:
    language.choose(code)
    dialog = key_dialog(below, house, standing)
    assert len(dialog.lead.text()) > 30
    assert dialog.open_button.text()


def test_the_code_counts_as_kept_only_when_the_person_says_so(
    below: QWidget, qtbot: QtBot, qapp: QApplication, language: Language
) -> None:
    code = recovery_code_of(KEY)
    dialog = RecoveryCodeDialog(code, below)
    dialog.show()
    assert dialog.code.text().replace("\n", "-") == code
    assert not dialog.done_button.isEnabled()
    dialog.copy_button.click()
    assert QGuiApplication.clipboard().text() == code
    accepted = QSignalSpy(dialog.accepted)
    dialog.kept.click()
    dialog.done_button.click()
    assert accepted.count() == 1


def test_the_code_is_shown_once(below: QWidget, qtbot: QtBot, house: House, language: Language) -> None:
    desk = JournalDesk(house.io, house.services, lambda: NOW, below)
    told = QSignalSpy(desk.told)
    desk.opened(house.io.wait(house.services.load(), 10))
    assert told.count() == 1
    assert "Keep its recovery code." in told.at(0)[0]
    dialog = desk.show_code()
    assert dialog is not None
    dialog.reject()
    again = desk.show_code()  # later means later
    assert again is not None
    again.kept.click()
    again.done_button.click()
    qtbot.waitUntil(lambda: house.services.journal.new_code == "")
    assert desk.show_code() is None


def test_a_cancellation_asks_for_the_journal_and_keeps_what_was_typed(
    office: Office, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    book = office.house.services.journal
    office.go_to("issued-1")
    office.press(Qt.Key.Key_Delete)
    dialog = office.cancel_dialog()
    office.answer(dialog, REASON)

    async def shut() -> None:
        await book.close()

    async def stays_shut(_book: JournalBook) -> JournalStanding:
        book._standing = JournalStanding.KEYRING_SILENT
        return book._standing

    with monkeypatch.context() as patched:
        patched.setattr(JournalBook, "open", stays_shut)
        office.house.io.wait(shut(), 10)
        dialog.act_button.click()
        qtbot.waitUntil(
            lambda: (
                bool(office.window.findChildren(JournalKeyDialog))
                or bool(dialog.findChildren(JournalKeyDialog))
            )
        )
        assert "the journal is not open" in said(dialog)
        asked = dialog.findChildren(JournalKeyDialog)[-1]
    with qtbot.waitSignal(asked.opened, timeout=20_000):
        asked.open_button.click()
    assert dialog.reason_field.text == REASON
    assert office.book("issued-1").status == "issued"
    qtbot.waitUntil(lambda: has_gone(asked))
    qtbot.waitUntil(dialog.act_button.isEnabled)
    done = QSignalSpy(dialog.done)
    dialog.act_button.click()
    qtbot.waitUntil(lambda: done.count() == 1, timeout=20_000)
    assert office.book("issued-1").status == "cancelled"
