"""Without the server a cancellation is prepared: kept, shown, recalled and discarded, and never sent by itself."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from storno_desktop.sandbox.faults import Fault
from storno_desktop.ui.cancel_dialog import CancelDialog
from storno_desktop.ui.invoice_model import Cell
from storno_desktop.ui.language import Language
from storno_desktop.ui.prepare_dialog import PrepareDialog
from storno_desktop.ui.views_pane import PREPARED_VIEW
from tests.gui.front_office import (
    BAKERY,
    CANCEL,
    IDS,
    LIST,
    OUTGOING,
    Office,
    opened,
    said,
    type_text,
)
from tests.memory_ring import MemoryRing

REASON = "Comandă anulată de client"
ISSUED = IDS["issued-1"]
GONE = Fault("drop-before", path=LIST, count=-1)


@pytest.fixture(params=["ro", "en"])
def spoken(request: pytest.FixtureRequest, language: Language) -> str:
    language.choose(request.param)
    return str(request.param)


@pytest.fixture
def away(qapp: QApplication, qtbot: QtBot, tmp_path: Path, spoken: str, ring: MemoryRing) -> Iterator[Office]:
    """An office whose server went away, the cursor on an invoice that can be cancelled."""
    with opened(qapp, qtbot, tmp_path, cache=tmp_path / "cache") as office:
        office.enter()
        office.go_to("issued-1")
        go_away(office)
        yield office


def go_away(office: Office) -> None:
    office.fail(GONE)
    office.window.refresh()
    office.settle()


def come_back(office: Office) -> None:
    office.fail()
    office.window.refresh()
    office.settle()


def prepare(office: Office, reason: str = REASON) -> None:
    dialog = office.window.ask_prepare()
    assert dialog is not None
    type_text(dialog.reason_field.edit, reason)
    office.qtbot.waitUntil(dialog.act_button.isEnabled)
    dialog.act_button.click()
    office.qtbot.waitUntil(lambda: office.notice.startswith("BRS0001 "))
    office.settle()


def count_posts(office: Office) -> Callable[[], int]:
    """Requests for a cancellation from now on; the server is there again."""
    return office.meter("POST", CANCEL)


def test_the_button_prepares_in_the_place_of_cancelling_only_while_the_server_is_away(away: Office) -> None:
    window = away.window
    assert window.prepare_button.isVisible()
    assert window.prepare_button.isEnabled()
    assert not window.cancel_button.isVisible()
    away.go_to("paid")
    assert not window.prepare_button.isEnabled()
    assert window.prepare_button.accessibleDescription()
    assert window.ask_prepare() is None
    come_back(away)
    assert not window.prepare_button.isVisible()
    assert window.cancel_button.isVisible()


def test_delete_offers_to_prepare(away: Office, spoken: str) -> None:
    away.press(Qt.Key.Key_Delete)
    assert not away.window.findChildren(CancelDialog)
    offer = next(each for each in away.window.notices.findChildren(QPushButton) if each.isVisible())
    assert offer.text() == {"en": "Prepare the cancellation…", "ro": "Pregătește anularea…"}[spoken]
    offer.click()
    assert away.window.findChildren(PrepareDialog)


def test_the_whole_way_by_keyboard_and_nothing_is_sent(away: Office, spoken: str) -> None:
    posts = count_posts(away)
    dialog = away.window.ask_prepare()
    assert dialog is not None
    away.qtbot.waitUntil(dialog.safe_button.hasFocus)
    assert not dialog.act_button.isEnabled()
    dialog.reason_field.edit.setFocus()
    type_text(dialog.reason_field.edit, "scurt")
    QTest.keyClick(dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert dialog.isVisible()
    type_text(dialog.reason_field.edit, ", dar destul")
    away.qtbot.waitUntil(dialog.act_button.isEnabled)
    QTest.keyClick(dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    told = {
        "en": "BRS0001 is prepared, not cancelled. Nothing was sent.",
        "ro": "BRS0001 este pregătită, nu anulată. Nu s-a trimis nimic.",
    }
    away.qtbot.waitUntil(lambda: away.notice == told[spoken])
    away.view(OUTGOING)
    marked = {"en": "Issued, prepared", "ro": "Emisă, pregătită"}
    assert away.text(away.row("issued-1"), Cell.STATUS) == marked[spoken]
    come_back(away)
    away.view(PREPARED_VIEW)
    assert away.numbers() == ["BRS0001"]
    assert posts() == 0
    assert away.book("issued-1").status == "issued"


def test_once_the_server_is_back_it_waits_for_a_click_with_everything_checked_anew(
    away: Office, spoken: str
) -> None:
    prepare(away)
    posts = count_posts(away)
    away.window.refresh()
    away.settle()
    waiting = {"en": "1 prepared cancellation waits for you.", "ro": "1 anulare pregătită vă așteaptă."}
    away.qtbot.waitUntil(lambda: away.notice == waiting[spoken])
    show = next(each for each in away.window.notices.findChildren(QPushButton) if each.isVisible())
    show.click()
    away.settle()
    assert away.numbers() == ["BRS0001"]
    assert away.window.list.pick(ISSUED)
    assert away.window.ask_cancel() is not None
    dialog = away.cancel_dialog()
    assert dialog.prepared_note.isVisible()
    assert dialog.prepared_note.headline.startswith({"en": "Prepared on", "ro": "Pregătită pe"}[spoken])
    assert dialog.reason_field.text == REASON
    assert dialog.case is not None
    assert posts() == 0
    away.answer(dialog)
    dialog.act_button.click()
    away.qtbot.waitUntil(lambda: away.book("issued-1").status == "cancelled")
    away.qtbot.waitUntil(lambda: QApplication.activeModalWidget() is None)
    away.settle()
    assert posts() == 1
    assert away.book("issued-1").detail["cancellationReason"] == REASON
    away.qtbot.waitUntil(lambda: away.window.list.counts().prepared == 0)


def test_what_changed_since_it_was_prepared_is_shown(away: Office, spoken: str) -> None:
    prepare(away)
    away.book("issued-1").detail["total"] = "1.00"
    come_back(away)
    away.go_to("issued-1")
    assert away.window.ask_cancel() is not None
    dialog = away.cancel_dialog()
    assert "Total: 81" in dialog.prepared_note.body
    assert {"en": "changed since then", "ro": "s-a modificat de atunci"}[spoken] in dialog.prepared_note.body


@pytest.mark.parametrize("where", ["prepare", "cancel"])
def test_it_can_be_discarded(away: Office, where: str) -> None:
    prepare(away)
    if where == "cancel":
        come_back(away)
        away.go_to("issued-1")
        assert away.window.ask_cancel() is not None
        dialog = away.cancel_dialog()
        dialog.prepared_note.action_buttons[0].click()
        assert dialog.reason_field.text == ""
        dialog.reject()
    else:
        preparing = away.window.ask_prepare()
        assert preparing is not None
        assert preparing.reason_field.text == REASON
        preparing.note.action_buttons[0].click()
    away.qtbot.waitUntil(lambda: away.window.list.counts().prepared == 0)
    away.settle()
    assert away.house.reader.kept_reason(BAKERY, ISSUED) is None
    assert away.book("issued-1").status == "issued"


def test_one_that_a_colleague_cancelled_is_over_and_said(away: Office, spoken: str) -> None:
    prepare(away)
    away.set_status("issued-1", "cancelled")
    come_back(away)
    over = {"en": "can no longer be cancelled: BRS0001", "ro": "nu se mai poate anula: BRS0001"}[spoken]
    away.qtbot.waitUntil(lambda: over in away.notice)
    assert away.window.list.counts().prepared == 0
    assert away.house.reader.kept_reason(BAKERY, ISSUED) is None


def test_the_line_on_the_left_is_there_while_something_waits_or_somebody_looks(away: Office) -> None:
    line = away.queues.item(PREPARED_VIEW)
    assert line.isHidden()
    prepare(away)
    assert not line.isHidden()
    assert line.text()
    away.view(PREPARED_VIEW)
    assert away.window.ask_prepare() is not None
    away.window.findChildren(PrepareDialog)[-1].note.action_buttons[0].click()
    away.qtbot.waitUntil(lambda: away.numbers() == [])
    assert not line.isHidden()
    away.view(OUTGOING)
    away.window._show_counts()
    assert line.isHidden()


def test_closing_keeps_the_text_and_prepares_nothing(away: Office) -> None:
    dialog = away.window.ask_prepare()
    assert dialog is not None
    type_text(dialog.reason_field.edit, REASON)
    dialog.reject()
    away.qtbot.waitUntil(lambda: away.house.reader.kept_reason(BAKERY, ISSUED) is not None)
    assert away.window.list.counts().prepared == 0
    again = away.window.ask_prepare()
    assert again is not None
    assert again.reason_field.text == REASON
    assert not again.note.isVisible()


def test_without_a_copy_on_the_disk_it_says_that_it_ends_with_the_program(
    qapp: QApplication, qtbot: QtBot, tmp_path: Path, spoken: str, ring: MemoryRing
) -> None:
    with opened(qapp, qtbot, tmp_path) as office:
        office.enter()
        office.go_to("issued-1")
        go_away(office)
        dialog = office.window.ask_prepare()
        assert dialog is not None
        assert {"en": "gone when the program ends", "ro": "dispare la închiderea programului"}[
            spoken
        ] in said(dialog)


def test_an_outcome_that_nobody_knows_is_not_prepared_again(away: Office) -> None:
    come_back(away)
    away.window._desk.set_unsettled(frozenset({ISSUED}))
    go_away(away)
    assert away.window.ask_prepare() is None
