"""The details beside the list: everything that was read, how old it is, and plain text only."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QToolButton

from storno_desktop.ui.detail_section import DetailSection
from tests.gui.front_office import DETAIL, IDS, INCOMING, OUTGOING, Office, said


def sections(office: Office) -> list[str]:
    QApplication.processEvents()  # a layout shows new children in its own time
    return [
        each.accessibleName()
        for each in office.window.detail.findChildren(DetailSection)
        if not each.isHidden()
    ]


def test_a_cancelled_invoice_tells_when_by_whom_and_why(any_office: Office) -> None:
    any_office.enter()
    any_office.go_to("cancelled-from-issued")
    shown = said(any_office.window.detail)
    assert "Emisă de două ori — dublură" in shown
    assert "20 Nov 2026, 18:50" in shown
    assert "owner@exemplu.ro" in shown
    assert "Void: not counted in any sum." in shown
    assert "issued" in shown


def test_a_missing_reason_is_said(desk_at_work: Office) -> None:
    desk_at_work.go_to("cancelled-no-reason")
    assert "no reason was given" in said(desk_at_work.window.detail)


def test_lines_amounts_payments_and_history_are_there(desk_at_work: Office) -> None:
    desk_at_work.go_to("partially-paid")
    shown = said(desk_at_work.window.detail)
    for word in (
        "Amounts",
        "Without VAT",
        "447.00\u00a0RON",
        "540.87\u00a0RON",
        "2 lines",
        "VAT 21%",
        "Payments",
    ):
        assert word in shown
    assert "Paid " in shown
    assert "to be paid " in shown
    assert {"Payments", "Amounts", "History", "Sent to the client"} <= set(sections(desk_at_work))


def test_a_paid_invoice_without_payments_says_so(desk_at_work: Office) -> None:
    desk_at_work.go_to("issued-1")
    shown = said(desk_at_work.window.detail)
    assert "No payment recorded" in shown
    assert "No e-mail and no opened link known to Storno" in shown
    assert "Read on the server: just now" in shown


def test_a_storno_leads_to_its_original_and_back(desk_at_work: Office) -> None:
    office = desk_at_work
    office.go_to("refunded")
    link = next(each for each in office.window.detail.findChildren(QPushButton) if "ST0001" in each.text())
    link.click()
    office.settle()
    assert office.window.list.current is not None
    assert office.window.list.current.number == "ST0001"
    back = next(each for each in office.window.detail.findChildren(QPushButton) if "BRS0026" in each.text())
    back.click()
    assert office.window.list.current.number == "BRS0026"


def test_what_others_wrote_is_shown_letter_by_letter(desk_at_work: Office) -> None:
    office = desk_at_work
    nasty = "<b>SC & fiii</b><img src=x>"
    for name in ("xss-search",):
        detail = office.book(name).detail
        detail["receiverName"] = nasty
        detail["client"]["name"] = nasty
        detail["lines"][0]["description"] = "<script>alert(1)</script>"
    office.go_to(name)

    shown = said(office.window.detail)

    assert nasty in shown
    assert "<script>alert(1)</script>" in shown
    for label in office.window.findChildren(QLabel):
        if label.text():
            assert label.textFormat() is Qt.TextFormat.PlainText, label.text()


def test_an_incoming_invoice_says_nothing_about_a_client(desk_at_work: Office) -> None:
    desk_at_work.view(INCOMING)
    desk_at_work.window.list.pick(IDS["incoming-1"])
    desk_at_work.settle()
    assert "Sent to the client" not in sections(desk_at_work)
    assert "Amounts" in sections(desk_at_work)


def test_moving_through_the_list_asks_only_where_the_cursor_rests(desk_at_work: Office) -> None:
    office = desk_at_work
    office.view(OUTGOING)
    reads = office.meter("GET", DETAIL)
    for _ in range(10):
        office.press(Qt.Key.Key_Down)
    assert office.window.list.current is not None
    assert office.window.detail.invoice_id == office.window.list.current.id
    office.settle()
    assert reads() == 1


def test_details_read_once_are_there_again_at_once(desk_at_work: Office) -> None:
    office = desk_at_work
    office.go_to("issued-1")
    office.go_to("issued-2")
    reads = office.meter("GET", DETAIL)
    office.window.list.pick(IDS["issued-1"])
    assert not office.window.is_reading
    assert "Amounts" in sections(office)
    assert reads() == 0


def test_reading_again_and_closing(desk_at_work: Office) -> None:
    office = desk_at_work
    office.go_to("issued-1")
    office.set_status("issued-1", "validated")
    buttons = {each.accessibleName(): each for each in office.window.detail.findChildren(QToolButton)}
    buttons["Read this invoice again"].click()
    office.settle()
    assert "Validated" in said(office.window.detail)
    buttons["Close the details"].click()
    assert not office.window.detail.isVisible()
    office.press(Qt.Key.Key_Return)
    assert office.window.detail.isVisible()
