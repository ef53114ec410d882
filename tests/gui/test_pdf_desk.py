"""The PDF of an invoice is kept once it was seen, is there without the server, and goes when somebody says so."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication

from storno_desktop.sandbox.faults import Fault
from storno_desktop.ui.pdf_line import PdfLine
from storno_desktop.ui.pdf_view import PdfView
from tests.gui.front_office import IDS, Office

PDF = "/api/v1/invoices/*/pdf"


def line(office: Office) -> PdfLine:
    return office.window.detail.pdf


def says(office: Office, beginning: str) -> None:
    """Wait until the line below the age says this."""
    office.qtbot.waitUntil(lambda: line(office).text.startswith(beginning))


def view_on(office: Office) -> PdfView:
    def shown() -> list[PdfView]:
        return [each for each in office.window.findChildren(PdfView) if each.isVisible()]

    office.qtbot.waitUntil(lambda: bool(shown()), timeout=20_000)
    return shown()[0]


def seen_once(office: Office) -> None:
    office.go_to("issued-1")
    line(office).view_button.click()
    view_on(office).reject()
    office.qtbot.waitUntil(lambda: "·" in line(office).text)  # its size and its age


def test_a_pdf_that_was_opened_is_there_again_without_asking(desk_at_work: Office) -> None:
    office = desk_at_work
    office.go_to("issued-1")
    assert line(office).text == "PDF: not downloaded"
    assert line(office).remove_button.isHidden()
    seen_once(office)
    asked = office.meter("GET", PDF)
    office.window.view_pdf()
    view = view_on(office)
    assert asked() == 0
    assert "22 Nov 2026, 19:00" in view.windowTitle()
    assert view.age == "From the local copy: just now"
    with office.qtbot.waitSignal(view.read_again_asked):
        view.again_button.click()
    office.qtbot.waitUntil(lambda: view.age == "Read on the server: just now")
    assert asked() == 1
    view.reject()


def test_without_the_server_a_kept_pdf_is_shown_and_another_one_says_why_not(desk_at_work: Office) -> None:
    office = desk_at_work
    seen_once(office)
    office.fail(Fault("drop-before", count=-1))
    office.window.view_pdf()
    view = view_on(office)
    view.again_button.click()
    office.qtbot.waitUntil(view.banner.isVisible, timeout=20_000)
    assert view.again_button.isEnabled()
    assert view.number == 0
    view.reject()
    office.window.list.pick(IDS["issued-2"])
    office.settle()
    assert line(office).text == "PDF: not downloaded"
    office.window.view_pdf()
    office.qtbot.waitUntil(lambda: "was not downloaded" in office.notice, timeout=20_000)
    assert "the server cannot draw it now" in office.notice


def test_a_pdf_is_kept_without_being_viewed_and_removed_again(desk_at_work: Office) -> None:
    office = desk_at_work
    office.go_to("issued-1")
    line(office).keep_button.click()
    says(office, "PDF kept: ")
    assert line(office).keep_button.isHidden()
    assert "just now" in line(office).text
    office.qtbot.waitUntil(lambda: "until the program ends" in office.notice)  # no keyring: nothing on disk
    assert not office.window.findChildren(PdfView)
    office.go_to("issued-2")
    says(office, "PDF: not downloaded")
    office.go_to("issued-1")
    says(office, "PDF kept: ")
    line(office).remove_button.click()
    says(office, "PDF: not downloaded")


@pytest.mark.parametrize("kind", ["garbage", "html", "truncated"])
def test_what_is_no_pdf_is_neither_shown_nor_kept(desk_at_work: Office, kind: str) -> None:
    office = desk_at_work
    office.go_to("issued-1")
    office.fail(Fault(kind, path=PDF, count=-1))
    line(office).keep_button.click()
    office.qtbot.waitUntil(lambda: bool(office.notice), timeout=20_000)
    QApplication.processEvents()
    assert line(office).text == "PDF: not downloaded"


def test_a_pdf_from_before_the_last_change_says_so_beside_it_and_in_its_window(desk_at_work: Office) -> None:
    office = desk_at_work
    seen_once(office)
    event = {
        "id": "e-new",
        "previousStatus": "issued",
        "newStatus": "validated",
        "metadata": {"action": "anaf_validated"},
        "createdAt": "2026-11-22T19:01:00+02:00",
        "createdBy": None,
    }
    office.book("issued-1").moves_to("validated", event)
    office.window.refresh()
    office.settle()
    office.qtbot.waitUntil(lambda: line(office).text.endswith("before the last change"))
    office.window.view_pdf()
    view = view_on(office)
    assert view.banner.headline == "The invoice changed after this PDF was drawn."
    view.again_button.click()
    office.qtbot.waitUntil(lambda: view.age.startswith("Read on the server"), timeout=20_000)
    assert not view.banner.isVisible()
    view.reject()
