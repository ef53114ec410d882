"""Restoring on screen, against a server that checks nothing: every restriction is shown, none is got round."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QSignalSpy, QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from storno_desktop.domain.evidence import Evidence
from storno_desktop.domain.facts import Reached
from storno_desktop.domain.finding import Check, Verdict
from storno_desktop.domain.invoice import Invoice
from storno_desktop.domain.invoice_summary import InvoiceStatus
from storno_desktop.domain.restoration import DOCUMENTED
from storno_desktop.sandbox.faults import Fault
from storno_desktop.sandbox.settings import DialectName
from storno_desktop.ui.finding_words import FindingWords
from storno_desktop.ui.findings_view import FindingRow
from storno_desktop.ui.restore_dialog import RestoreDialog
from storno_desktop.ui.theme import ThemeChoice, apply_theme
from tests.gui.act_desk import Desk, heard, signed_in

RESTORE = "/api/v1/invoices/*/restore"


@pytest.fixture(params=["observed", "documented"])
def desk(qapp: QApplication, qtbot: QtBot, request: pytest.FixtureRequest) -> Iterator[Desk]:
    apply_theme(qapp, ThemeChoice.LIGHT)
    dialect: DialectName = request.param
    with signed_in(qtbot, dialect) as at:
        yield at


@pytest.fixture
def office_desk(qapp: QApplication, qtbot: QtBot) -> Iterator[Desk]:
    """A desk before the server as it is."""
    apply_theme(qapp, ThemeChoice.LIGHT)
    with signed_in(qtbot) as at:
        yield at


def row(dialog: RestoreDialog, check: Check) -> FindingRow:
    title = FindingWords().title(check)
    return next(each for each in dialog.findings.rows if each.title == title)


def make_ready(desk: Desk, dialog: RestoreDialog) -> None:
    dialog.question.button(Reached.NO).click()
    for check in list(dialog.findings.ticks):
        dialog.findings.ticks[check].click()
    desk.qtbot.waitUntil(dialog.act_button.isEnabled)


def test_five_clear_checks_an_answer_and_a_click_restore_the_invoice(desk: Desk) -> None:
    dialog = desk.restoring("restore-1")
    done = QSignalSpy(dialog.done)
    make_ready(desk, dialog)

    dialog.act_button.click()
    desk.qtbot.waitUntil(lambda: not dialog.isVisible())

    (evidence,) = heard(done)
    assert isinstance(evidence, Evidence)
    assert isinstance(evidence.value, Invoice)
    assert evidence.value.summary.status is InvoiceStatus.DRAFT
    assert desk.book("restore-1").status == "draft"
    assert desk.posts == 1


def test_its_first_line_its_buttons_and_its_five_rules_are_always_there(desk: Desk) -> None:
    summary = desk.summary("restore-1")
    dialog = RestoreDialog(desk.frame(summary), desk.house.services.restoration)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    desk.qtbot.addWidget(dialog)
    dialog.open()
    first = "Restoring makes it a draft again, not a valid invoice."
    assert dialog.is_looking
    assert {each.sign.word for each in dialog.findings.rows} == {"Checking"}
    assert all(row(dialog, check) for check in DOCUMENTED)

    desk.settle_down(dialog)

    assert dialog._sentence.text() == first
    assert [row(dialog, check).sign.word for check in DOCUMENTED] == ["Allowed"] * 5
    assert all(row(dialog, check).evidence and row(dialog, check).read_at for check in DOCUMENTED)
    assert dialog.safe_button.text() == "Keep cancelled"
    assert dialog.act_button.text() == "Restore as draft"
    assert len(dialog.findings.rows) == 9, "status, company and rights share one row when they are clear"


def test_each_finding_is_shown_as_soon_as_its_readings_are_there(office_desk: Desk) -> None:
    desk = office_desk
    summary = desk.summary("cancelled-with-credit-note")
    desk.fail(Fault("delay", method="GET", path="/api/v1/*/payments", ms=3_000))
    dialog = RestoreDialog(desk.frame(summary), desk.house.services.restoration)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    desk.qtbot.addWidget(dialog)
    dialog.open()

    others = [Check.ANAF, Check.AGE, Check.SERIES, Check.SPV_SYNCHRONISED, Check.RESTORED_BEFORE]
    desk.qtbot.waitUntil(lambda: {row(dialog, each).sign.word for each in others} == {"Allowed"})
    assert row(dialog, Check.CREDIT_NOTES).sign.word == "Blocks", "that stands, whatever else comes"
    assert row(dialog, Check.PAYMENTS).sign.word == "Checking"
    assert row(dialog, Check.ANAF).source == "invoice, history, transmissions"
    assert row(dialog, Check.ANAF).read_at
    assert dialog.is_looking
    assert dialog.case is None
    assert not dialog.act_button.isEnabled()
    assert not dialog.findings.ticks, "nothing is acknowledged before all is there"
    dialog.reject()


def test_one_finding_is_read_anew_without_the_others(office_desk: Desk) -> None:
    desk = office_desk
    dialog = desk.restoring("restore-1")
    make_ready(desk, dialog)
    assert dialog.case is not None
    series = dialog.case.facts.series
    book = desk.book("restore-1")
    book.payments = list(desk.book("cancelled-with-payments").payments)
    desk.server.ledger.changed(book)
    desk.fail(Fault("status", method="GET", path="/api/v1/*/events", status=500, body={"error": "x"}))

    button = dialog.findings.again_button(Check.PAYMENTS)
    assert button is not None
    button.click()
    assert not button.isEnabled()
    assert row(dialog, Check.SERIES).sign.word == "Allowed"
    desk.settle_down(dialog)

    assert row(dialog, Check.PAYMENTS).sign.word == "Blocks"
    assert row(dialog, Check.ANAF).sign.word == "Allowed", "the history was not asked for"
    assert "Payments: Allowed → Blocks." in dialog.banner.body
    assert dialog.case.facts.series is series
    assert not dialog.act_button.isEnabled()
    button = dialog.findings.again_button(Check.PAYMENTS)
    assert button is not None
    assert button.isEnabled()


def test_tab_follows_the_eye_and_a_reading_under_way_takes_no_keyboard_away(office_desk: Desk) -> None:
    """Rows are made when their readings are there, long after the field for the reason; a space on the button that
    closes would end what somebody is typing."""
    dialog = office_desk.restoring("restore-1")
    dialog.activateWindow()
    dialog.safe_button.setFocus()
    office_desk.qtbot.waitUntil(dialog.safe_button.hasFocus)
    dialog.reason_field.edit.clear()
    QTest.keyClick(dialog, Qt.Key.Key_Backtab, Qt.KeyboardModifier.ShiftModifier)
    assert dialog.reason_field.edit.hasFocus()

    again = dialog.findings.again_button(Check.PAYMENTS)
    assert again is not None
    again.setFocus()
    for _ in range(3):
        QTest.keyClick(again, Qt.Key.Key_Space)
        assert again.hasFocus()
        assert dialog.isVisible()
    office_desk.settle_down(dialog)
    assert again.hasFocus()
    steps = 0
    while not dialog.reason_field.edit.hasFocus():
        focused = QApplication.focusWidget()
        assert focused is not None
        QTest.keyClick(focused, Qt.Key.Key_Tab)
        assert not dialog.safe_button.hasFocus()
        steps += 1
    assert steps > len([each for each in dialog.findings.rows if each.again]) - 3


def test_both_numbers_are_named_and_the_gap(desk: Desk) -> None:
    dialog = desk.restoring("restore-1")
    number = desk.book("restore-1").detail["number"]

    line = dialog.consequences.lines[0]
    assert re.match(r"When issued again it gets another number \(probably (BRS00)?61\)\.", line)
    assert line.endswith(f"{number} stays unused.")
    assert any("vanishes from the invoice" in each for each in dialog.consequences.lines)
    assert any("do not come back" in each for each in dialog.consequences.lines)
    assert any("keep the number" in each for each in dialog.advice.reasons), (
        "the documentation is contradicted"
    )


def test_a_draft_that_was_never_issued_leaves_no_gap(desk: Desk) -> None:
    dialog = desk.restoring("cancelled-from-draft")

    assert "no gap is left" in dialog.consequences.lines[0]
    assert not any("XML" in line for line in dialog.consequences.lines)


@pytest.mark.parametrize(
    ("name", "check", "says"),
    [
        ("cancelled-anaf", Check.ANAF, "make a new invoice"),
        ("cancelled-with-credit-note", Check.CREDIT_NOTES, "There is a storno invoice (ST0002)"),
        ("cancelled-with-payments", Check.PAYMENTS, "There is a payment of"),
        ("cancelled-old-31d", Check.AGE, "only 30 are allowed"),
        ("cancelled-series-deleted", Check.SERIES, "Make a new invoice."),
    ],
)
def test_each_restriction_blocks_and_says_why(desk: Desk, name: str, check: Check, says: str) -> None:
    dialog = desk.restoring(name)

    assert row(dialog, check).sign.word == "Blocks"
    assert says in row(dialog, check).spoken
    others = [each for each in DOCUMENTED if each is not check]
    assert [row(dialog, each).sign.word for each in others] == ["Allowed"] * 4
    assert not dialog.act_button.isEnabled()
    assert dialog.hint.text()
    assert dialog.consequences.isHidden()
    dialog.committed.emit()
    QTest.keyClick(dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert desk.posts == 0
    assert desk.book(name).status == "cancelled"


def test_what_is_not_cancelled_gets_a_row_of_its_own(desk: Desk) -> None:
    dialog = desk.restoring("issued-1")

    assert row(dialog, Check.STATUS).sign.word == "Blocks"
    assert "Only cancelled invoices can be restored." in row(dialog, Check.STATUS).spoken
    assert not dialog.act_button.isEnabled()


def test_without_the_right_to_edit_it_says_so(qapp: QApplication, qtbot: QtBot) -> None:
    with signed_in(qtbot, email="angajat@exemplu.ro") as desk:
        dialog = desk.restoring("restore-1")

        assert "invoice.edit" in row(dialog, Check.PERMITTED).spoken
        assert not dialog.act_button.isEnabled()


def test_a_warning_needs_its_tick(desk: Desk) -> None:
    dialog = desk.restoring("cancelled-series-inactive")
    dialog.question.button(Reached.NO).click()
    assert list(dialog.findings.ticks) == [Check.SERIES]
    assert not dialog.act_button.isEnabled()
    assert "1 warning" in dialog.hint.text()

    dialog.findings.ticks[Check.SERIES].click()
    desk.qtbot.waitUntil(dialog.act_button.isEnabled)
    dialog.question.button(Reached.NOT_KNOWN).click()

    assert not dialog.act_button.isEnabled()
    assert dialog.findings.ticks[Check.SERIES].isChecked()
    dialog.findings.ticks[Check.REACHED_CLIENT].click()
    desk.qtbot.waitUntil(dialog.act_button.isEnabled)
    assert desk.posts == 0


def test_the_question_must_be_answered(desk: Desk) -> None:
    dialog = desk.restoring("restore-1")

    assert not dialog.act_button.isEnabled()
    assert "question" in dialog.hint.text()


@pytest.mark.parametrize(
    ("path", "check", "says"),
    [
        ("*/payments", Check.PAYMENTS, "Payments could not be checked (no permission)."),
        ("*/events", Check.ANAF, "history could not be checked (no permission)."),
        ("*/document-series", Check.SERIES, "The series could not be checked (no permission)."),
    ],
)
def test_what_could_not_be_read_is_unknown_and_stops(desk: Desk, path: str, check: Check, says: str) -> None:
    desk.fail(
        Fault("status", method="GET", path=f"/api/v1{path}", count=-1, status=403, body={"error": "nu"})
    )
    dialog = desk.restoring("restore-1")
    dialog.question.button(Reached.NO).click()

    assert row(dialog, check).sign.word == "Unknown"
    assert says in row(dialog, check).spoken
    assert not dialog.act_button.isEnabled()
    assert "Check again" in dialog.hint.text()
    dialog.committed.emit()
    assert desk.posts == 0

    desk.mend()
    dialog.facts_line.again_button.click()
    desk.settle_down(dialog)
    for box in list(dialog.findings.ticks.values()):
        box.click()
    desk.qtbot.waitUntil(dialog.act_button.isEnabled)


def test_an_unknown_payment_says_that_restoring_is_stopped(desk: Desk) -> None:
    desk.fail(
        Fault("status", path="/api/v1/*/payments", count=-1, status=403, body={"error": "Acces interzis"})
    )
    dialog = desk.restoring("restore-1")

    assert row(dialog, Check.PAYMENTS).spoken.endswith(
        "Payments could not be checked (no permission). Restoring is stopped until they are."
    )


def test_a_payment_that_came_meanwhile_stops_it_and_is_named(desk: Desk) -> None:
    dialog = desk.restoring("restore-1")
    make_ready(desk, dialog)
    book = desk.book("restore-1")
    book.payments = list(desk.book("cancelled-with-payments").payments)
    desk.server.ledger.changed(book)

    dialog.act_button.click()
    desk.settle_down(dialog)

    assert "changed" in dialog.banner.headline
    assert "Payments: Allowed → Blocks. There is a payment of" in dialog.banner.body
    assert not dialog.act_button.isEnabled()
    assert desk.posts == 0
    assert book.status == "cancelled"


def test_a_lost_answer_is_settled_by_reading_and_sent_once(desk: Desk) -> None:
    desk.fail(Fault("drop-after", method="POST", path=RESTORE))
    dialog = desk.restoring("restore-1")
    done = QSignalSpy(dialog.done)
    make_ready(desk, dialog)

    dialog.act_button.click()
    desk.qtbot.waitUntil(lambda: not dialog.isVisible())

    assert done.count() == 1
    assert desk.posts == 1
    assert [event["metadata"].get("action") for event in desk.book("restore-1").events].count("restored") == 1


def test_a_request_that_never_landed_stays_open(desk: Desk) -> None:
    desk.fail(Fault("drop-before", method="POST", path=RESTORE))
    dialog = desk.restoring("restore-1", delays=(0,))
    unsettled, looks = QSignalSpy(dialog.unsettled), QSignalSpy(dialog.seen)
    make_ready(desk, dialog)

    dialog.act_button.click()
    desk.qtbot.waitUntil(dialog.settling.isVisible)
    desk.qtbot.waitUntil(lambda: looks.count() >= 3)
    dialog.reject()

    assert "is “Cancelled”. A late request may still land." in dialog.settling.standing
    assert unsettled.count() == 1
    assert desk.posts == 1
    assert desk.book("restore-1").status == "cancelled"


def test_what_changed_is_not_missed_by_checking_again(desk: Desk) -> None:
    dialog = desk.restoring("restore-1")
    make_ready(desk, dialog)
    book = desk.book("restore-1")
    older = desk.server.ledger.clock.now() - timedelta(days=29)
    book.detail["cancelledAt"] = older.isoformat(timespec="seconds")
    desk.server.ledger.changed(book)

    QTest.keyClick(dialog, Qt.Key.Key_F5)
    desk.settle_down(dialog)

    assert row(dialog, Check.AGE).sign.word == "Warning"
    assert dialog.case is not None
    assert dialog.case.assessment.of(Check.AGE).verdict is Verdict.WARNING
    assert "Day 29 of 30" in row(dialog, Check.AGE).evidence
    assert not dialog.act_button.isEnabled()
    assert "Time limit: Allowed → Warning" in dialog.banner.body
