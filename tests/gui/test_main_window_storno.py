"""Reversing from the window: where the way out begins, what the list shows afterwards, and the page in the browser."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtCore import QObject, Qt, QUrl, Slot
from PySide6.QtGui import QAction, QDesktopServices
from PySide6.QtWidgets import QApplication, QPushButton

from storno_desktop.domain.facts import Reached
from storno_desktop.domain.invoice_summary import InvoiceId
from storno_desktop.sandbox.faults import Fault
from storno_desktop.sandbox.invoice import Invoice
from storno_desktop.ui.cancel_dialog import CancelDialog
from storno_desktop.ui.storno_dialog import StornoDialog
from storno_desktop.ui.storno_result import StornoResult
from tests.contract.service_desk import a_link
from tests.gui.front_office import IDS, OUTGOING, Office

STORNO = "/api/v1/invoices/bulk-storno"
REASON = "Emisă din greșeală de două ori"


class Browser(QObject):
    """Takes what the program would have the system open."""

    def __init__(self) -> None:
        super().__init__()
        self.pages: list[str] = []

    @Slot(QUrl)
    def take(self, page: QUrl) -> None:
        self.pages.append(page.toString())


@pytest.fixture
def browser() -> Iterator[Browser]:
    taker = Browser()
    setting: Any = QDesktopServices.setUrlHandler  # its stub wants bytes where Qt takes text only
    setting("http", taker, "take")
    yield taker
    QDesktopServices.unsetUrlHandler("http")


def children(office: Office, name: str) -> list[Invoice]:
    return office.server.ledger.children(office.book(name))


def make(office: Office, dialog: StornoDialog) -> StornoResult:
    office.qtbot.waitUntil(dialog.act_button.isEnabled)
    dialog.act_button.click()
    office.qtbot.waitUntil(lambda: dialog.findChild(StornoResult) is not None, timeout=20_000)
    found = dialog.findChild(StornoResult)
    assert found is not None
    return found


def test_from_a_validated_invoice_to_a_draft_in_the_list_and_its_page(
    any_office: Office, browser: Browser
) -> None:
    office = any_office
    office.enter()
    office.go_to("validated")
    office.press(Qt.Key.Key_Delete)
    assert "Use a storno invoice" in office.notice
    action = next(
        each for each in office.window.notices.findChildren(QPushButton) if each.text() == "Create storno…"
    )
    action.click()
    result = make(office, office.storno_dialog())
    (child,) = children(office, "validated")
    assert browser.pages == []  # nothing is opened unasked
    result.page_button.click()
    assert browser.pages == [f"{office.server.url}/invoices/{child.id}"]
    office.storno_dialog().reject()
    office.settle()
    office.view(OUTGOING)
    office.qtbot.waitUntil(lambda: str(child.detail["number"]) in office.numbers())
    office.go_to("validated")
    linked = [each.text() for each in office.window.detail.findChildren(QPushButton)]
    assert any(str(child.detail["number"]) in each for each in linked)


def test_the_menu_leads_there_and_says_why_not(desk_at_work: Office) -> None:
    office = desk_at_work
    menu = next(
        each for each in office.window.findChildren(QAction) if each.text().startswith("Create &storno")
    )
    office.go_to("issued-1")
    menu.trigger()
    office.storno_dialog().reject()
    for name, why in (
        ("draft-cancelme", "Only issued invoices are reversed by a storno. This one is: Draft."),
        ("rejected", "Rejected by ANAF: it is not reversed. Correct it and send it again."),
    ):
        office.go_to(name)
        menu.trigger()
        assert office.notice == why
    assert QApplication.activeModalWidget() is None


def test_the_cancel_dialog_gives_way_to_the_storno_and_keeps_the_reason(desk_at_work: Office) -> None:
    office = desk_at_work
    office.go_to("issued-1")
    office.press(Qt.Key.Key_Delete)
    dialog = office.cancel_dialog()
    dialog.reason_field.edit.setPlainText(REASON)
    dialog.question.button(Reached.YES).click()
    dialog.advice.way_out_button.click()
    storno = office.storno_dialog()
    assert office.window.findChildren(CancelDialog) == []
    storno.reject()
    office.press(Qt.Key.Key_Delete)
    assert office.cancel_dialog().reason_field.text == REASON
    assert children(office, "issued-1") == []


def test_an_open_outcome_is_settled_in_the_background_and_the_draft_appears(desk_at_work: Office) -> None:
    office = desk_at_work
    office.window._settling._delays_ms = (1,)
    office.go_to("validated")
    dialog = office.window.ask_storno()
    assert dialog is not None
    dialog = office.storno_dialog()
    office.qtbot.waitUntil(dialog.act_button.isEnabled)
    office.fail(
        Fault("drop-after", method="POST", path=STORNO),
        Fault("status", method="GET", path="*/events", status=500, count=2, skip=1),
    )
    dialog.act_button.click()
    office.qtbot.waitUntil(dialog.settling.isVisible, timeout=20_000)
    dialog.reject()
    office.qtbot.waitUntil(
        lambda: "The storno draft of BRS0016 was created" in office.window.notices.text, timeout=20_000
    )
    office.settle()
    office.qtbot.waitUntil(lambda: not office.window._desk.unsettled)
    (child,) = children(office, "validated")
    office.view(OUTGOING)
    office.qtbot.waitUntil(lambda: office.window.list.pick(InvoiceId(child.id)))
    office.qtbot.waitUntil(lambda: not office.window._settling.is_under_way)


def test_a_link_left_open_by_a_lost_answer_locks_the_invoice_until_it_is_known(desk_at_work: Office) -> None:
    office = desk_at_work
    book = office.book("issued-1")
    book.share_links = [a_link("019a0009-0000-7000-8000-000000000001")]
    office.server.ledger.changed(book)
    office.go_to("issued-1")
    office.press(Qt.Key.Key_Delete)
    dialog = office.cancel_dialog()
    office.answer(dialog, REASON)
    dialog.act_button.click()
    office.qtbot.waitUntil(lambda: dialog.open_links is not None, timeout=20_000)
    view = dialog.open_links
    assert view is not None
    office.qtbot.waitUntil(lambda: not view.is_looking)
    office.fail(Fault("drop-before", method="DELETE"))
    view.close_button.click()
    office.qtbot.waitUntil(lambda: "not known" in view.headline, timeout=20_000)
    dialog.reject()
    office.qtbot.waitUntil(lambda: IDS["issued-1"] in office.window._desk.unsettled)
    assert "outcome for BRS0001 is not known" in office.notice
    assert [each["status"] for each in book.share_links] == ["active"]


def test_the_bar_waits_while_a_dialog_stands_before_it(desk_at_work: Office) -> None:
    office, notices = desk_at_work, desk_at_work.window.notices
    office.go_to("issued-1")
    dialog = office.window.ask_storno()
    assert dialog is not None
    notices.say("Something can be done.", action="Do it", slot=lambda: None, timeout_ms=1)
    notices._time_is_up()
    assert office.notice
    dialog.reject()
    office.come_back()
    notices._time_is_up()
    assert not office.notice
