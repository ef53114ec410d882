"""Saving the list: what is asked, what is written, and what is told of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from storno_desktop.domain.invoice_summary import InvoiceStatus
from storno_desktop.export.outcome import Exported
from storno_desktop.store.reader import InvoiceReader
from storno_desktop.ui.export_dialog import ExportDialog, FileKind
from storno_desktop.ui.language import Language
from tests.gui.front_office import said
from tests.gui.list_at_hand import EVERYTHING, Hand, at_hand, pdf_pages
from tests.unit.export.written import csv_lines, opened_book
from tests.unit.store.kept import many_invoices

DRAFTS = replace(EVERYTHING, states=frozenset({InvoiceStatus.DRAFT}))


@pytest.fixture
def hand(qapp: QApplication, qtbot: QtBot, tmp_path: Path, language: Language) -> Iterator[Hand]:
    with at_hand(qtbot, tmp_path, many_invoices(120)) as place:
        yield place


def _save(hand: Hand, dialog: ExportDialog) -> list[Exported]:
    told: list[Exported] = []
    dialog.saved.connect(told.append)
    dialog.act_button.click()
    hand.qtbot.waitUntil(lambda: not dialog.is_busy, timeout=30_000)
    return told


def test_it_says_what_will_be_written(hand: Hand) -> None:
    shown = hand.shown(DRAFTS)
    dialog = hand.dialog(DRAFTS)
    words = said(dialog)
    assert f"{shown.count} invoice" in words
    assert "Filters in force: Drafts." in words
    assert "data of 10 Mar 2026, 13:48, local copy" in words
    assert dialog.focusWidget() is dialog.safe_button
    assert dialog.path == hand.folder / "Invoices Brutăria Șapte Spice SRL 2026-03-10.xlsx"


@pytest.mark.parametrize("kind", list(FileKind))
def test_each_form_is_written_with_the_filters_in_force(hand: Hand, kind: FileKind) -> None:
    dialog = hand.dialog(DRAFTS)
    dialog.kinds[kind].click()
    path = dialog.path
    assert path.suffix == kind.suffix
    count = hand.shown(DRAFTS).count
    assert _save(hand, dialog) == [Exported(path=path, rows=count)]
    assert list(hand.folder.iterdir()) == [path]
    match kind:
        case FileKind.XLSX:
            numbers = opened_book(path).column("Invoices", "A")
        case FileKind.PDF:
            numbers = [word for page in pdf_pages(path) for word in page.split()]
        case _:
            separator = ";" if kind is FileKind.CSV_ROMANIAN else ","
            numbers = [line[0] for line in csv_lines(path, separator) if line]
    assert len([each for each in numbers if each.startswith("FCT-")]) == count
    assert f"{path.name}, in the folder {hand.folder}" in said(dialog)


def test_what_was_saved_can_be_opened(hand: Hand) -> None:
    dialog = hand.dialog()
    path = dialog.path
    _save(hand, dialog)
    assert not dialog.act_button.isVisible()
    assert dialog.safe_button.text() == "Close"
    for word in ("Open the file", "Open the folder"):
        next(each for each in dialog.findChildren(QPushButton) if each.text() == word).click()
    assert hand.opened == [str(path), str(hand.folder)]
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_a_name_that_is_taken_is_not_proposed_and_replacing_is_said(hand: Hand) -> None:
    first = hand.dialog()
    taken = first.path
    taken.write_text("old")
    dialog = hand.dialog()
    assert dialog.path.name == f"{taken.stem} (2).xlsx"
    assert "is replaced" not in said(dialog)
    dialog.place.setText(str(taken))
    assert "A file of this name exists and is replaced." in said(dialog)
    _save(hand, dialog)
    assert taken.read_bytes().startswith(b"PK")


def test_a_place_that_takes_no_file_is_told_and_can_be_changed(hand: Hand) -> None:
    dialog = hand.dialog()
    good = dialog.path
    dialog.place.setText(str(hand.folder / "gone" / "a.xlsx"))
    assert _save(hand, dialog) == []
    assert "This folder does not exist." in said(dialog)
    assert dialog.safe_button.text() == "Do not save"
    dialog.place.setText("")
    assert not dialog.act_button.isEnabled()
    dialog.place.setText(str(good))
    assert "This folder does not exist." not in said(dialog)
    hand.qtbot.waitUntil(dialog.act_button.isEnabled)
    assert len(_save(hand, dialog)) == 1


@pytest.mark.parametrize("kind", [FileKind.XLSX, FileKind.PDF])
def test_stopping_leaves_nothing_and_the_dialog_stays(hand: Hand, kind: FileKind) -> None:
    dialog = hand.dialog()
    dialog.kinds[kind].click()
    dialog.act_button.click()
    assert dialog.is_busy
    assert dialog.safe_button.text() == "Stop"
    assert not dialog.place.isEnabled()
    dialog.safe_button.click()
    hand.qtbot.waitUntil(lambda: not dialog.is_busy, timeout=30_000)
    assert dialog.isVisible()
    assert "Nothing was written." in said(dialog)
    assert list(hand.folder.iterdir()) == []
    dialog.safe_button.click()
    assert not dialog.isVisible()


def test_personal_numbers_are_hidden_by_choice(
    qapp: QApplication, qtbot: QtBot, tmp_path: Path, language: Language
) -> None:
    person = [replace(each, client_cif="1960229410019") for each in many_invoices(3)]
    with at_hand(qtbot, tmp_path, person) as hand:
        dialog = hand.dialog()
        assert not dialog.masks.isChecked()
        dialog.masks.click()
        path = dialog.path
        _save(hand, dialog)
    assert "1960229410019" not in "".join(opened_book(path).parts.values())


def test_romanian_words_reach_the_file(hand: Hand, language: Language) -> None:
    language.choose("ro")
    dialog = hand.dialog()
    dialog.kinds[FileKind.CSV_ROMANIAN].click()
    path = dialog.path
    _save(hand, dialog)
    states = {line[6] for line in csv_lines(path)[1:] if len(line) > 6}
    assert "Anulată" in states


def test_closing_the_program_in_the_middle_leaves_nothing(
    qapp: QApplication, qtbot: QtBot, tmp_path: Path, language: Language
) -> None:
    with at_hand(qtbot, tmp_path, many_invoices(3_000)) as hand:
        dialog = hand.dialog()
        dialog.act_button.click()
        qtbot.waitUntil(lambda: bool(list(tmp_path.iterdir())))
    assert list(tmp_path.iterdir()) == []


def test_the_reader_of_the_file_is_not_the_windows(hand: Hand) -> None:
    """The window's own reader belongs to its thread; the dialog makes another where it is used."""
    made: list[InvoiceReader] = []
    dialog = hand.dialog()
    make = dialog._open_reader

    def counted() -> InvoiceReader:
        reader = make()
        assert isinstance(reader, InvoiceReader)
        made.append(reader)
        return reader

    dialog._open_reader = counted
    _save(hand, dialog)
    assert len(made) == 1
