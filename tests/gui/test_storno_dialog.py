"""Reversing on screen, against a server: one draft, shown, never a second one, nothing opened unasked."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QSignalSpy, QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from storno_desktop.domain.act import ActKind, Intent
from storno_desktop.domain.invoice_summary import InvoiceStatus
from storno_desktop.sandbox.faults import Fault
from storno_desktop.sandbox.invoice import Invoice
from storno_desktop.sandbox.settings import DialectName
from storno_desktop.service.case import Done
from storno_desktop.ui.storno_dialog import StornoDialog
from storno_desktop.ui.storno_result import StornoResult
from storno_desktop.ui.theme import ThemeChoice, apply_theme
from tests.gui.act_desk import Desk, heard, signed_in

STORNO = "/api/v1/invoices/bulk-storno"


@pytest.fixture
def desk(qapp: QApplication, qtbot: QtBot) -> Iterator[Desk]:
    apply_theme(qapp, ThemeChoice.LIGHT)
    with signed_in(qtbot) as at:
        yield at


@pytest.fixture(params=["observed", "documented"])
def any_desk(qapp: QApplication, qtbot: QtBot, request: pytest.FixtureRequest) -> Iterator[Desk]:
    apply_theme(qapp, ThemeChoice.LIGHT)
    dialect: DialectName = request.param
    with signed_in(qtbot, dialect) as at:
        yield at


def children(desk: Desk, name: str) -> list[Invoice]:
    return desk.server.ledger.children(desk.book(name))


def make(desk: Desk, dialog: StornoDialog) -> None:
    desk.qtbot.waitUntil(dialog.act_button.isEnabled)
    dialog.act_button.click()
    desk.settle_down(dialog)


def result_in(dialog: StornoDialog) -> StornoResult:
    found = dialog.findChild(StornoResult)
    assert found is not None
    assert found.isVisible()
    return found


def test_a_click_makes_the_draft_and_shows_it(any_desk: Desk) -> None:
    dialog = any_desk.reversing("validated")
    created, pages, closed = (
        QSignalSpy(signal) for signal in (dialog.created, dialog.page_asked, dialog.finished)
    )
    assert dialog.windowTitle() == "Create a storno (credit note) for BRS0016?"
    assert dialog.safe_button.hasFocus()
    make(any_desk, dialog)

    (child,) = children(any_desk, "validated")
    result = result_in(dialog)
    assert str(child.detail["number"]) in result.headline.text()
    assert "−540.87\xa0RON" in result.headline.text()
    assert dialog.windowTitle() == "Storno of BRS0016"
    assert dialog.hint.text() == "Created ✓"
    assert not dialog.act_button.isVisible()
    assert dialog.safe_button.hasFocus()
    (done,) = heard(created)
    assert isinstance(done, Done)
    assert done.made is not None
    assert done.made.value.summary.status is InvoiceStatus.DRAFT
    assert any_desk.posts == 1
    # Nothing is opened unasked, and nothing goes away by itself.
    QApplication.processEvents()  # the moment after which it would close has no length here
    assert (pages.count(), closed.count()) == (0, 0)
    result.page_button.click()
    assert heard(pages) == [child.id]
    dialog.safe_button.click()
    assert not dialog.isVisible()


def test_neither_enter_nor_f5_make_a_second_one(desk: Desk) -> None:
    dialog = desk.reversing("validated")
    make(desk, dialog)
    QTest.keyClick(dialog, Qt.Key.Key_F5)
    QTest.keyClick(dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    dialog.committed.emit()
    desk.settle_down(dialog)
    assert (desk.posts, len(children(desk, "validated"))) == (1, 1)


def test_one_that_exists_is_offered_instead(any_desk: Desk) -> None:
    any_desk.add_storno_draft("issued-1")
    dialog = any_desk.reversing("issued-1")
    pages = QSignalSpy(dialog.page_asked)
    assert not dialog.act_button.isEnabled()
    assert "already" in dialog.advice.sentence
    assert dialog.advice.way_out_button.text() == "Open DRAFT-storno in Storno.ro"
    assert not dialog.consequences.isVisible()
    dialog.advice.way_out_button.click()
    assert heard(pages) == [children(any_desk, "issued-1")[0].id]
    assert any_desk.posts == 0


def test_one_that_came_meanwhile_is_told_and_nothing_is_sent(any_desk: Desk) -> None:
    dialog = any_desk.reversing("issued-1")
    any_desk.qtbot.waitUntil(dialog.act_button.isEnabled)
    any_desk.add_storno_draft("issued-1")
    dialog.act_button.click()
    any_desk.settle_down(dialog)
    assert any_desk.posts == 0
    assert not dialog.act_button.isEnabled()
    assert "Storno invoices" in dialog.banner.body


def test_what_happens_is_said_beforehand(desk: Desk) -> None:
    book = desk.book("issued-1")
    book.detail["amountPaid"] = "20.00"
    book.detail["scheduledSendAt"] = "2027-01-01T10:00:00+02:00"
    desk.server.ledger.changed(book)
    dialog = desk.reversing("issued-1")
    said = " ".join(dialog.consequences.lines)
    for part in (
        "−81.07\xa0RON",
        "1 Jan 2027, 10:00 goes on",
        "(20.00\xa0RON) stays recorded",
        "nobody is told",
    ):
        assert part in said
    assert not dialog.question.isVisible()


def test_without_the_right_it_says_which_one_is_missing(qapp: QApplication, qtbot: QtBot) -> None:
    with signed_in(qtbot, email="angajat@exemplu.ro") as desk:
        dialog = desk.reversing("issued-1")
        assert "invoice.refund" in " ".join(row.spoken for row in dialog.findings.rows)
        assert not dialog.act_button.isEnabled()


def test_a_refusal_is_told_in_the_servers_words(desk: Desk) -> None:
    dialog = desk.reversing("issued-1")
    body = {"created": 0, "errors": [{"id": desk.ids["issued-1"], "error": "Nu se poate."}]}
    desk.fail(Fault("status", method="POST", path=STORNO, status=200, body=body))
    make(desk, dialog)
    assert dialog.banner.headline == "The server refused."
    assert "Nu se poate." in dialog.banner.quotation
    assert children(desk, "issued-1") == []


def test_a_lost_answer_becomes_no_second_one_and_is_found_again(desk: Desk) -> None:
    dialog = desk.reversing("issued-1")
    unsettled = QSignalSpy(dialog.unsettled)
    desk.fail(Fault("drop-before", method="POST", path=STORNO))
    make(desk, dialog)
    assert "Outcome unknown" in dialog.settling.headline
    assert "So far BRS0001 has no storno draft." in dialog.settling.standing
    assert not dialog.act_button.isVisible()
    dialog.settling.check_button.click()
    desk.settle_down(dialog)
    assert desk.posts == 1
    dialog.reject()
    (intent,) = heard(unsettled)
    assert isinstance(intent, Intent)
    assert intent.kind is ActKind.CREATE_STORNO
    # Whatever is opened next about this invoice shows what is open.
    again = desk.reversing("issued-1")
    assert "So far BRS0001 has no storno draft." in again.settling.standing
    cancelling = desk.cancelling("issued-1")
    assert "So far BRS0001 has no storno draft." in cancelling.settling.standing
    assert desk.posts == 1


def test_what_landed_late_is_shown_where_it_is_looked_up(desk: Desk) -> None:
    dialog = desk.reversing("issued-1")
    # The draft is made, its answer is lost, and so is the first reading back.
    desk.fail(
        Fault("drop-after", method="POST", path=STORNO),
        Fault("status", method="GET", path=f"*/{desk.ids['issued-1']}", status=500, count=-1, skip=1),
    )
    make(desk, dialog)
    assert "Outcome unknown" in dialog.settling.headline
    desk.mend()
    dialog.settling.check_button.click()
    desk.settle_down(dialog)
    (child,) = children(desk, "issued-1")
    assert str(child.detail["number"]) in result_in(dialog).headline.text()
    assert desk.posts == 1


def test_another_dialog_does_not_take_a_storno_for_its_own_success(desk: Desk) -> None:
    dialog = desk.reversing("issued-1")
    desk.fail(
        Fault("drop-after", method="POST", path=STORNO),
        Fault("status", method="GET", path=f"*/{desk.ids['issued-1']}", status=500, count=-1, skip=1),
    )
    make(desk, dialog)
    dialog.reject()
    summary = dialog._invoice
    cancelling = desk.cancelling("issued-1", summary=summary)
    done = QSignalSpy(cancelling.done)
    assert "Outcome unknown" in cancelling.settling.headline
    desk.mend()
    cancelling.settling.check_button.click()
    desk.settle_down(cancelling)
    assert cancelling.settling.headline == "It happened."
    assert done.count() == 0
    assert desk.book("issued-1").status == "issued"
