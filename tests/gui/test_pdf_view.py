"""A PDF of an invoice is seen page by page, zoomed, and saved as it came; a damaged one says so."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QBuffer, QIODevice
from PySide6.QtGui import QPainter, QPdfWriter
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from storno_desktop.export.outcome import Exported, ExportFault, ExportProblem
from storno_desktop.ui.export_words import ExportWords
from storno_desktop.ui.figures import Figures
from storno_desktop.ui.language import Language
from storno_desktop.ui.pdf_view import PdfView
from storno_desktop.ui.words import Words
from tests.gui.front_office import said


def _a_pdf(pages: int) -> bytes:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    painter = QPainter(writer)
    for number in range(pages):
        if number:
            writer.newPage()
        painter.drawText(200, 400, f"page {number}")
    painter.end()
    return bytes(buffer.data().data())


@pytest.fixture
def folder(qapp: QApplication, tmp_path: Path, language: Language) -> Iterator[Path]:
    yield tmp_path
    qapp.processEvents()


def _view(qtbot: QtBot, data: bytes, folder: Path) -> PdfView:
    view = PdfView(data, "FCT-1 – PDF", "FCT-1.pdf", ExportWords(Words(), Figures()), folder)
    view.open()
    qtbot.waitExposed(view)
    return view


def test_pages_are_turned_and_zoomed(qtbot: QtBot, folder: Path) -> None:
    view = _view(qtbot, _a_pdf(3), folder)
    assert "Page 1 of 3" in said(view)
    assert not view.previous.isEnabled()
    first = view.page.pixmap().toImage()
    view.next.click()
    assert view.number == 1
    assert "Page 2 of 3" in said(view)
    assert view.page.pixmap().toImage() != first
    view.next.click()
    assert not view.next.isEnabled()
    width = view.page.pixmap().width()
    view.larger.click()
    assert view.page.pixmap().width() > width
    view.smaller.click()
    view.smaller.click()
    assert view.page.pixmap().width() < width
    view.fit.click()
    assert abs(view.page.pixmap().width() - width) <= 1
    view.close()


def test_it_is_saved_as_it_came(qtbot: QtBot, folder: Path) -> None:
    data = _a_pdf(1)
    view = _view(qtbot, data, folder)
    told: list[Exported] = []
    view.saved.connect(told.append)
    path = folder / "FCT-1.pdf"
    assert view.save(path) == Exported(path=path, rows=1)
    assert path.read_bytes() == data
    assert len(told) == 1
    assert f"Saved: {path}" in said(view)
    failed = view.save(folder / "gone" / "a.pdf")
    assert isinstance(failed, ExportProblem)
    assert failed.fault is ExportFault.NO_FOLDER
    assert "This folder does not exist." in said(view)
    assert list(folder.glob("*.pdf")) == [path]
    view.close()


@pytest.mark.parametrize("data", [b"", b"<html>", b"%PDF-1.7\n%%EOF"])
def test_what_is_no_pdf_says_so_and_can_be_saved(qtbot: QtBot, folder: Path, data: bytes) -> None:
    view = _view(qtbot, data, folder)
    assert "This PDF cannot be shown." in said(view)
    assert not view.larger.isEnabled()
    assert isinstance(view.save(folder / "a.pdf"), Exported)
    assert (folder / "a.pdf").read_bytes() == data
    view.close()


def test_half_a_pdf_is_no_fault(qtbot: QtBot, folder: Path) -> None:
    data = _a_pdf(2)
    view = _view(qtbot, data[: len(data) // 2], folder)
    view.close()
