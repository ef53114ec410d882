"""What leaves the window: the list in a file, the server's PDF, and what is said where it cannot."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QDialog

from storno_desktop.sandbox.faults import Fault
from storno_desktop.ui.export_dialog import ExportDialog
from storno_desktop.ui.pdf_view import PdfView
from tests.gui.front_office import OUTGOING, Office

PATIENCE = 20_000


def test_the_list_on_show_is_saved_as_it_stands(desk_at_work: Office, tmp_path: Path) -> None:
    desk_at_work.view(OUTGOING)
    desk_at_work.search("restore-does-not-exist")
    desk_at_work.window.list.filters.search.clear()
    shown = desk_at_work.numbers()
    dialog = desk_at_work.window.save_list()
    assert isinstance(dialog, ExportDialog)
    file = tmp_path / "listă.csv"
    dialog.kinds[next(kind for kind in dialog.kinds if kind.name == "CSV_ROMANIAN")].setChecked(True)
    dialog.place.setText(str(file))
    desk_at_work.qtbot.waitUntil(dialog.act_button.isEnabled, timeout=PATIENCE)
    with desk_at_work.qtbot.waitSignal(dialog.saved, timeout=PATIENCE):
        dialog.act_button.click()
    written = file.read_text(encoding="utf-8-sig").splitlines()
    assert [line.split(";")[0] for line in written[1 : len(shown) + 1]] == shown
    dialog.reject()


def test_the_servers_pdf_is_shown_inside(desk_at_work: Office) -> None:
    desk_at_work.go_to("issued-1")
    desk_at_work.window.view_pdf()
    views = desk_at_work.window.findChildren
    desk_at_work.qtbot.waitUntil(lambda: bool(views(PdfView)), timeout=PATIENCE)
    view = views(PdfView)[0]
    number = desk_at_work.book("issued-1").detail["number"]
    assert isinstance(view, QDialog)
    assert str(number) in view.windowTitle()
    view.reject()


def test_a_pdf_that_does_not_come_is_said(desk_at_work: Office) -> None:
    desk_at_work.go_to("issued-1")
    desk_at_work.fail(Fault("status", path="/api/v1/invoices/*/pdf", count=9, status=500))
    desk_at_work.window.view_pdf()
    desk_at_work.qtbot.waitUntil(lambda: "fault" in desk_at_work.notice, timeout=PATIENCE)
    assert not desk_at_work.window.findChildren(PdfView)


def test_nothing_is_saved_where_nothing_is_on_show(office: Office) -> None:
    assert office.window.save_list() is None
    assert office.window.save_invoice() is None
    assert office.notice
