"""After a restore on screen: what is left to do stays in the list until somebody ticked it, and windows that close are told."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from storno_desktop.domain.follow_up import Task
from storno_desktop.ui import web_application
from storno_desktop.ui.after_restore_view import AfterRestoreView
from storno_desktop.ui.queue_delegate import COUNT_ROLE, URGENT_ROLE
from storno_desktop.ui.views_pane import RESTORABLE_VIEW, TO_CHECK_VIEW
from tests.gui.front_office import CTRL, IDS, NOW, SHIFT, Office, opened, said


@pytest.fixture
def office(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> Iterator[Office]:
    with opened(qapp, qtbot, tmp_path) as at:
        yield at


def restored(office: Office, name: str = "restore-1") -> AfterRestoreView:
    """Restored by a person; what the dialog goes on with."""
    office.go_to(name)
    office.press(Qt.Key.Key_R, CTRL | SHIFT)
    dialog = office.restore_dialog()
    office.answer(dialog)
    dialog.act_button.click()
    office.qtbot.waitUntil(lambda: bool(dialog.findChildren(AfterRestoreView)), timeout=20_000)
    (view,) = dialog.findChildren(AfterRestoreView)
    office.qtbot.waitUntil(lambda: view.follow_up is not None and not view.is_busy)
    return view


def tick(office: Office, view: AfterRestoreView, *tasks: Task) -> None:
    for task in tasks:
        view.boxes[task].click()
        office.qtbot.waitUntil(lambda: not view.is_busy)


def test_what_is_left_to_do_stays_until_it_is_ticked(
    office: Office, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    pages: list[str] = []
    opener = web_application.WebApplication.__init__.__defaults__
    assert opener is not None
    monkeypatch.setattr(
        web_application.WebApplication.__init__,
        "__defaults__",
        (lambda url: pages.append(QUrl(url).toString()),),
    )
    office.enter()
    line = office.queues.item(TO_CHECK_VIEW)
    assert line.isHidden()
    view = restored(office)
    dialog = view.window()
    assert "After the restore of" in dialog.windowTitle()
    assert "a draft, and all is in order" in view.headline.text()
    assert not pages
    view.page_button.click()
    assert [each.rpartition("/")[2] for each in pages] == [str(IDS["restore-1"])]
    view.sheet_button.click()
    (asks,) = dialog.findChildren(QFileDialog)
    asks.fileSelected.emit(str(tmp_path / "sheet.pdf"))
    assert (tmp_path / "sheet.pdf").read_bytes().startswith(b"%PDF")
    assert "sheet.pdf" in view.told.text()
    asks.reject()
    tick(office, view, Task.CLIENT_AND_AMOUNTS)
    dialog.close()

    office.qtbot.waitUntil(lambda: not line.isHidden())
    assert line.data(URGENT_ROLE)
    office.view(TO_CHECK_VIEW)
    number = str(office.book("restore-1").detail["number"])
    assert office.numbers() == [number]
    button = office.window._after.button
    assert button.isVisible()
    again = office.window.ask_follow_up()
    assert again is not None
    office.qtbot.waitUntil(lambda: again.view.follow_up is not None and not again.view.is_busy)
    assert again.view.boxes[Task.CLIENT_AND_AMOUNTS].isChecked()
    tick(office, again.view, *[each for each in again.view.boxes if each is not Task.CLIENT_AND_AMOUNTS])
    again.close()

    office.qtbot.waitUntil(lambda: office.numbers() == [])
    office.qtbot.waitUntil(button.isHidden)
    assert line.data(COUNT_ROLE) == 0


def test_what_is_not_in_order_is_told_at_once_with_what_to_do(office: Office) -> None:
    office.enter()
    client, _ = office.house.services.identity.connection.require()
    send = client.restore

    async def meanwhile(*words: object) -> object:
        answer = await send(*words)  # type: ignore[arg-type]
        book = office.book("restore-1")
        book.payments = list(office.book("cancelled-with-payments").payments)
        office.server.ledger.changed(book)
        return answer

    setattr(client, "restore", meanwhile)  # noqa: B010  an assignment would not pass the type checker
    view = restored(office)

    words = said(view)
    assert "is not as it should be" in words
    assert "There is a payment of" in words
    assert "do not issue this one before" in words
    assert next(iter(view.boxes)) is Task.DEVIATION
    assert view.again_button.isVisible()
    book = office.book("restore-1")
    book.payments = []
    office.server.ledger.changed(book)
    view.again_button.click()
    office.qtbot.waitUntil(lambda: not view.is_busy)
    assert "a draft, and all is in order" in view.headline.text()
    assert Task.DEVIATION not in view.boxes
    view.window().close()


def test_windows_that_close_soon_are_told_once_a_day_and_marked(office: Office) -> None:
    book = office.book("restore-1")
    book.detail["cancelledAt"] = (NOW - timedelta(days=28)).isoformat(timespec="seconds")
    office.server.ledger.changed(book)
    office.enter()
    office.qtbot.waitUntil(lambda: bool(office.notice))

    assert office.notice.startswith("1 cancelled invoice")
    assert office.notice.endswith("can be restored for 3 more days at most.")
    line = office.queues.item(RESTORABLE_VIEW)
    assert line.data(URGENT_ROLE)
    assert "1 of them" in str(line.data(Qt.ItemDataRole.AccessibleTextRole))
    office.window.notices._action.click()
    office.settle()
    assert office.queues.currentRow() == RESTORABLE_VIEW
    assert office.numbers()[0] == book.detail["number"], "the fewest days left come first"

    office.window.refresh()
    office.settle()
    assert office.notice == ""
