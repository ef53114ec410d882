"""A later version is told of when nobody is in the middle of an act; one that is too old shows and does not act."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtCore import QUrl
from PySide6.QtWidgets import QDialog

from storno_desktop.domain.problem import Problem
from storno_desktop.domain.program_version import ProgramVersion
from storno_desktop.sandbox.faults import Fault
from storno_desktop.service.policy import UpdateFeed
from storno_desktop.service.update_watch import UpdateWatch
from storno_desktop.ui.update_desk import UpdateDesk
from storno_desktop.ui.update_dialog import UpdateDialog
from tests.contract.test_update_watch import ADDRESS, PUBLIC, feed
from tests.gui.front_office import CANCEL, Office, said


def update_desk(office: Office, place: Path, opened: list[str], **changes: Any) -> UpdateDesk:
    async def fetch(_address: str) -> bytes | Problem:
        return feed(**changes)

    def open_page(url: QUrl) -> bool:
        opened.append(url.toString())
        return True

    house = office.house
    watch = UpdateWatch(UpdateFeed(ADDRESS, PUBLIC), place, house.services.bar, fetch)
    desk = UpdateDesk(
        house.io,
        watch,
        ProgramVersion(0, 1, 0),
        window=lambda: office.window,
        notices=lambda: office.window.notices,
        language=lambda: "ro",
        clock=house.clock,
        parent=office.window,
        open_url=open_page,
        rest_ms=10,
    )
    desk.heard.connect(office.window.show_gate)
    return desk


def test_news_wait_for_the_end_of_an_act_and_open_a_page_on_a_click(
    desk_at_work: Office, tmp_path: Path
) -> None:
    office, opened = desk_at_work, list[str]()
    updates = update_desk(office, tmp_path / "news", opened, least_version=None, notes={"ro": "<b>Nou</b>"})
    office.go_to("issued-1")
    office.window.ask_cancel()
    dialog = office.cancel_dialog()
    with office.qtbot.waitSignal(updates.heard):
        updates.look()
    office.answer(dialog, "Client greșit, se emite alta")
    office.fail(Fault("delay", method="POST", path=CANCEL, ms=200))
    dialog.act_button.click()
    assert "1.4.0" not in office.notice
    office.qtbot.waitUntil(lambda: "was cancelled" in office.notice)
    office.qtbot.wait(50)
    assert "1.4.0" not in office.notice
    office.window.notices.close_notice()
    office.qtbot.waitUntil(lambda: "1.4.0" in office.notice)

    office.window.notices._action.click()
    shown = office.window.findChildren(UpdateDialog)[0]
    assert shown.notes.toPlainText() == "<b>Nou</b>"
    assert opened == []
    shown.page_button.click()
    assert opened == ["https://exemplu.ro/descarca"]
    office.window.notices.close_notice()
    updates.look()  # the same news are told once
    office.qtbot.wait(50)
    assert office.notice == ""


def test_a_version_that_is_too_old_shows_and_says_why_it_does_not_act(
    desk_at_work: Office, tmp_path: Path
) -> None:
    office = desk_at_work
    office.go_to("issued-1")
    assert office.window.cancel_button.isEnabled()
    updates = update_desk(office, tmp_path / "news", [])
    with office.qtbot.waitSignal(updates.heard):
        updates.look()
    assert not office.window.cancel_button.isEnabled()
    assert "too old" in office.window.cancel_button.toolTip()
    assert "too old" in said(office.window.session_banner)
    before = len(office.window.findChildren(QDialog))
    assert office.window.ask_cancel() is None
    assert office.window.ask_restore() is None
    assert len(office.window.findChildren(QDialog)) == before
    office.go_to("issued-4")  # looking goes on
    assert office.window.detail.invoice_id is not None
