"""Cancelling on screen, against a server: nothing leaves by habit, nothing twice, nothing typed is lost."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt, QTranslator
from PySide6.QtTest import QSignalSpy, QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from storno_desktop.domain.cancellation import CancelPurpose
from storno_desktop.domain.evidence import Evidence
from storno_desktop.domain.facts import Reached
from storno_desktop.domain.finding import Check, Verdict
from storno_desktop.domain.invoice import Invoice
from storno_desktop.domain.invoice_summary import InvoiceStatus
from storno_desktop.sandbox.faults import Fault
from storno_desktop.sandbox.settings import DialectName
from storno_desktop.ui.cancel_dialog import CancelDialog
from storno_desktop.ui.chip import Chip
from storno_desktop.ui.theme import ThemeChoice, Tone, apply_theme
from tests.gui.act_desk import REASON, Desk, heard, signed_in

CANCEL = "/api/v1/invoices/*/cancel"
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture(params=["observed", "documented"])
def dialect(request: pytest.FixtureRequest) -> DialectName:
    chosen: DialectName = request.param
    return chosen


@pytest.fixture
def desk(qapp: QApplication, qtbot: QtBot) -> Iterator[Desk]:
    apply_theme(qapp, ThemeChoice.LIGHT)
    with signed_in(qtbot) as at:
        yield at


@pytest.fixture
def any_desk(qapp: QApplication, qtbot: QtBot, dialect: DialectName) -> Iterator[Desk]:
    apply_theme(qapp, ThemeChoice.LIGHT)
    with signed_in(qtbot, dialect) as at:
        yield at


def against(dialog: CancelDialog) -> str:
    return " ".join(row.spoken for row in dialog.findings.rows)


def press(chip: Chip) -> None:
    button = chip.focusProxy()
    assert button is not None
    QTest.keyClick(button, Qt.Key.Key_Space)


# ------------------------------------------------------------------------------------------------ the way through


def test_a_reason_an_answer_and_a_click_cancel_the_invoice(any_desk: Desk) -> None:
    dialog = any_desk.cancelling("issued-1")
    done, kept, unsettled = (
        QSignalSpy(signal) for signal in (dialog.done, dialog.reason_kept, dialog.unsettled)
    )
    any_desk.make_ready(dialog, f"  {REASON}\n")

    dialog.act_button.click()
    any_desk.qtbot.waitUntil(lambda: not dialog.isVisible())

    (evidence,) = heard(done)
    assert isinstance(evidence, Evidence)
    assert isinstance(evidence.value, Invoice)
    assert evidence.value.summary.status is InvoiceStatus.CANCELLED
    assert any_desk.book("issued-1").detail["cancellationReason"] == REASON
    assert any_desk.posts == 1
    assert set(heard(kept)) == {f"  {REASON}\n"}  # before it was sent, for the answer might have been lost
    assert unsettled.count() == 0


def test_the_whole_way_by_keyboard(desk: Desk) -> None:
    dialog, bot = desk.cancelling("issued-1"), desk.qtbot
    QTest.keyClick(dialog.question.button(Reached.NO), Qt.Key.Key_Space)
    QTest.keyClicks(dialog.reason_field.edit, "Issued to the wrong client")  # keys have no diacritics
    bot.waitUntil(dialog.act_button.isEnabled)

    QTest.keyClick(dialog.reason_field.edit, Qt.Key.Key_Return, CTRL)

    bot.waitUntil(lambda: not dialog.isVisible())
    assert desk.book("issued-1").status == "cancelled"


def test_tab_goes_from_top_to_bottom_and_leaves_the_reason(desk: Desk) -> None:
    dialog = desk.cancelling("issued-1")
    desk.make_ready(dialog)
    dialog.facts_line.again_button.setFocus()
    met = []
    for _ in range(9):
        met.append(dialog.focusWidget())
        QTest.keyClick(dialog.focusWidget(), Qt.Key.Key_Tab)

    assert met == [
        dialog.facts_line.again_button,
        dialog.advice.why_button,
        dialog.question.button(Reached.NO),
        *(dialog.reason_field.chip(each).focusProxy() for each in list(CancelPurpose)[:4]),
        dialog.reason_field.edit,
        dialog.safe_button,
    ]
    assert dialog.focusWidget() is dialog.act_button


def test_it_opens_with_the_safe_way_focused_and_the_invoice_named(desk: Desk) -> None:
    dialog = desk.cancelling("issued-1")

    assert dialog.windowTitle() == "Cancel invoice BRS0001?"
    assert dialog.safe_button.hasFocus()
    assert dialog.safe_button.text() == "Keep invoice"
    assert dialog.act_button.text() == "Cancel invoice"
    assert dialog.accessibleDescription() == dialog.advice.sentence != ""
    assert dialog.facts_line.age == "just now"


# ------------------------------------------------------------------------------------------------ what may not leave


def test_nine_characters_are_no_reason_by_any_key(desk: Desk) -> None:
    dialog, bot = desk.cancelling("issued-1"), desk.qtbot
    dialog.question.button(Reached.NO).click()
    dialog.reason_field.edit.setPlainText("  nouă car.  ")
    assert not dialog.act_button.isEnabled()
    assert "1 more character" in dialog.hint.text()
    assert dialog.reason_field.counter.text() == "9 / minimum 10 characters"

    QTest.mouseClick(dialog.act_button, Qt.MouseButton.LeftButton)
    QTest.keyClick(dialog.act_button, Qt.Key.Key_Space)
    QTest.keyClick(dialog.reason_field.edit, Qt.Key.Key_Return, CTRL)
    QTest.keyClick(dialog, Qt.Key.Key_Enter, CTRL)
    dialog.committed.emit()  # even if the button were pressed somehow

    assert not dialog.is_busy
    assert desk.posts == 0
    dialog.reason_field.edit.setPlainText("zece carac")
    bot.waitUntil(dialog.act_button.isEnabled)


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter])
def test_enter_never_acts(desk: Desk, key: Qt.Key) -> None:
    dialog = desk.cancelling("issued-1")
    desk.make_ready(dialog)

    for place in (
        dialog,
        dialog.reason_field.edit,
        dialog.act_button,
        dialog.question.button(Reached.NO),
    ):
        QTest.keyClick(place, key)

    assert dialog.isVisible()
    assert not dialog.is_busy
    assert desk.posts == 0


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("", "Write the reason"),
        ("a" * 501, "too many"),
        ("Client greșit\u200b de tot", "invisible"),
        ("\n" * 30, "Write the reason"),
    ],
)
def test_what_is_no_reason_is_said_beside_the_button(desk: Desk, typed: str, says: str) -> None:
    dialog = desk.cancelling("issued-1")
    dialog.question.button(Reached.NO).click()

    dialog.reason_field.edit.setPlainText(typed)

    assert says in dialog.hint.text()
    assert dialog.act_button.accessibleDescription() == dialog.hint.text()
    assert not dialog.act_button.isEnabled()


def test_the_question_has_no_default_and_must_be_answered(desk: Desk) -> None:
    dialog = desk.cancelling("issued-1", reason=REASON)

    assert dialog.question.answer is None
    assert not dialog.act_button.isEnabled()
    assert "question" in dialog.hint.text()


def test_a_draft_is_not_asked_about_the_client(desk: Desk) -> None:
    dialog = desk.cancelling("draft-cancelme", reason=REASON)

    assert dialog.question.isHidden()
    desk.qtbot.waitUntil(dialog.act_button.isEnabled)
    dialog.act_button.click()
    desk.qtbot.waitUntil(lambda: not dialog.isVisible())
    assert desk.book("draft-cancelme").status == "cancelled"


@pytest.mark.parametrize("answer", [Reached.YES, Reached.NOT_KNOWN])
def test_each_warning_needs_its_own_tick(desk: Desk, answer: Reached) -> None:
    book = desk.book("issued-1")
    book.share_links = [_payment_link()]
    desk.server.ledger.changed(book)
    dialog = desk.cancelling("issued-1", reason=REASON)
    dialog.question.button(answer).click()
    ticks = dialog.findings.ticks
    assert set(ticks) == {Check.REACHED_CLIENT, Check.PAYMENT_LINK}
    assert dialog.advice.tone is Tone.WARNING

    ticks[Check.REACHED_CLIENT].click()
    assert not dialog.act_button.isEnabled()
    ticks[Check.PAYMENT_LINK].click()
    desk.qtbot.waitUntil(dialog.act_button.isEnabled)
    ticks[Check.REACHED_CLIENT].click()
    assert not dialog.act_button.isEnabled()

    assert desk.posts == 0


class _Counting(QTranslator):
    """Knows one plural, in the one context where it is looked up."""

    def isEmpty(self) -> bool:  # noqa: N802  Qt's name
        return False

    def translate(
        self, context: str, source: str, _disambiguation: str | None = None, n: int = -1
    ) -> str | None:
        known = (context, source) == ("FindingWords", "Take note of %n warning(s) first.")
        return "%n de luat la cunoștință" if known and n >= 0 else None


def test_a_plural_is_translated_in_the_dialogs_that_share_it(desk: Desk, qapp: QApplication) -> None:
    words = _Counting()
    qapp.installTranslator(words)
    try:
        dialog = desk.cancelling("issued-1", reason=REASON)
        dialog.question.button(Reached.YES).click()

        assert dialog.hint.text() == "1 de luat la cunoștință"
    finally:
        qapp.removeTranslator(words)


def test_a_tick_holds_only_for_what_it_was_put_to(desk: Desk) -> None:
    dialog = desk.cancelling("issued-1", reason=REASON)
    dialog.question.button(Reached.NOT_KNOWN).click()
    dialog.findings.ticks[Check.REACHED_CLIENT].click()
    desk.qtbot.waitUntil(dialog.act_button.isEnabled)

    dialog.question.button(Reached.YES).click()

    assert not dialog.findings.ticks[Check.REACHED_CLIENT].isChecked()
    assert not dialog.act_button.isEnabled()


# ------------------------------------------------------------------------------------------------ what stands against it

BLOCKED = [
    ("issued-anaf", Check.ANAF, "use a storno invoice"),
    ("sent", Check.STATUS, "Use a storno invoice"),
    ("validated", Check.STATUS, "Use a storno invoice"),
    ("rejected", Check.STATUS, "Correct it and send it again."),
    ("paid", Check.PAYMENTS, "There is a payment of"),
    ("partially-paid", Check.PAYMENTS, "There is a payment of"),
    ("issued-paid", Check.PAYMENTS, "There is a payment of"),
    ("overdue", Check.STATUS, "Only drafts and issued invoices"),
    ("refunded", Check.CREDIT_NOTES, "reversed already"),
    ("converted", Check.STATUS, "reversed already"),
    ("restore-1", Check.STATUS, "restore it"),
    ("incoming-issued", Check.OUTGOING, "supplier"),
    ("B-issued-1", Check.RIGHT_COMPANY, "another company than the one selected"),
]


@pytest.mark.parametrize(("name", "check", "says"), BLOCKED)
def test_what_cannot_be_cancelled_says_why_and_cannot(desk: Desk, name: str, check: Check, says: str) -> None:
    dialog = desk.cancelling(name, reason=REASON)

    assert dialog.case is not None
    assert dialog.case.assessment.of(check).verdict is Verdict.BLOCKING
    assert says in against(dialog)
    blocking = dialog.case.assessment.with_verdict(Verdict.BLOCKING)
    assert len(dialog.findings.rows) == len(blocking), "all of them at once"
    assert not dialog.findings.ticks
    assert not dialog.act_button.isEnabled()
    assert dialog.hint.text()
    assert dialog.reason_field.text == REASON
    assert dialog.reason_field.isVisible(), "what was typed stays in sight"
    dialog.committed.emit()
    assert desk.posts == 0


def test_a_storno_draft_stands_against_it(any_desk: Desk) -> None:
    any_desk.add_storno_draft("issued-1")
    dialog = any_desk.cancelling("issued-1", reason=REASON)

    assert "There is a storno draft" in against(dialog)
    assert "Issuing it would change the cancelled invoice's status. Delete it first." in against(dialog)
    assert not dialog.act_button.isEnabled()


def test_without_the_right_it_says_so(qapp: QApplication, qtbot: QtBot) -> None:
    with signed_in(qtbot, email="angajat@exemplu.ro") as desk:
        dialog = desk.cancelling("issued-1", reason=REASON)

        assert "invoice.cancel" in against(dialog)
        assert "administrator" in against(dialog)
        assert not dialog.act_button.isEnabled()


def test_an_unreadable_fact_stops_and_checking_again_goes_on(desk: Desk) -> None:
    desk.fail(_status(403, "/api/v1/invoices/*/payments"))
    dialog = desk.cancelling("issued-1", reason=REASON)
    dialog.question.button(Reached.NO).click()
    assert "Payments could not be checked (no permission). Cancelling is stopped until they are." in against(
        dialog
    )
    assert not dialog.act_button.isEnabled()

    desk.mend()
    QTest.keyClick(dialog, Qt.Key.Key_F5)
    desk.settle_down(dialog)

    desk.qtbot.waitUntil(dialog.act_button.isEnabled)
    assert dialog.question.answer is Reached.NO
    assert dialog.reason_field.text == REASON


def test_the_adviser_follows_the_chosen_preset(desk: Desk) -> None:
    dialog = desk.cancelling("issued-1")
    dialog.question.button(Reached.YES).click()
    assert dialog.advice.sentence.startswith("Recommended: storno invoice.")

    press(dialog.reason_field.chip(CancelPurpose.DUPLICATE))

    assert dialog.advice.sentence.startswith("Recommended: cancel. But Romanian law")
    assert dialog.reason_field.text == "Duplicate of another invoice"
    assert any("art. 330" in reason for reason in dialog.advice.reasons)
    assert desk.posts == 0


def test_a_preset_never_takes_away_what_was_typed(desk: Desk) -> None:
    dialog = desk.cancelling("issued-1")
    field = dialog.reason_field
    field.edit.setPlainText("Comanda 123")

    for purpose in (CancelPurpose.WRONG_CLIENT, CancelPurpose.WRONG_CLIENT):
        press(field.chip(purpose))
    assert field.text == "Comanda 123; Issued to the wrong client"

    field.edit.undo()
    assert field.text == "Comanda 123"


# ------------------------------------------------------------------------------------------------ how it may end


@pytest.mark.parametrize("kind", ["drop-after", "truncated", "garbage"])
def test_a_lost_answer_is_settled_by_reading_and_sent_once(desk: Desk, kind: str) -> None:
    desk.fail(Fault(kind, method="POST", path=CANCEL))
    dialog = desk.cancelling("issued-1")
    done = QSignalSpy(dialog.done)
    desk.make_ready(dialog)

    dialog.act_button.click()
    desk.qtbot.waitUntil(lambda: not dialog.isVisible())

    assert done.count() == 1
    assert desk.posts == 1
    assert desk.book("issued-1").status == "cancelled"


def test_an_outcome_that_nobody_knows_stays_open_until_reading_settles_it(desk: Desk) -> None:
    reading = _status(503, "/api/v1/invoices/*", skip=0)
    dialog = desk.cancelling("issued-1")
    desk.make_ready(dialog)
    done, unsettled = QSignalSpy(dialog.done), QSignalSpy(dialog.unsettled)
    # The second reading before the request passes, everything after it fails.
    desk.fail(
        Fault("drop-after", method="POST", path=CANCEL),
        replace(reading, path=f"/api/v1/invoices/{desk.ids['issued-1']}", skip=1, count=-1, method="GET"),
    )

    dialog.act_button.click()
    desk.qtbot.waitUntil(dialog.settling.isVisible)

    assert dialog.settling.headline == "Outcome unknown. Do not repeat; checking with the server."
    assert "could not be read back" in dialog.settling.standing
    assert dialog.act_button.isHidden()
    assert not dialog.act_button.isEnabled()
    dialog.committed.emit()
    QTest.keyClick(dialog, Qt.Key.Key_Return, CTRL)
    assert done.count() == 0

    desk.mend()
    dialog.settling.check_button.click()
    desk.qtbot.waitUntil(lambda: not dialog.isVisible())

    assert done.count() == 1
    assert unsettled.count() == 0
    assert desk.book("issued-1").status == "cancelled"
    assert desk.book("issued-1").detail["cancellationReason"] == REASON


def test_a_request_that_never_landed_is_not_called_done_nor_sent_again(desk: Desk) -> None:
    desk.fail(Fault("drop-before", method="POST", path=CANCEL))
    dialog = desk.cancelling("issued-1", delays=(0, 0, 0))
    desk.make_ready(dialog)
    unsettled, kept = QSignalSpy(dialog.unsettled), QSignalSpy(dialog.reason_kept)
    looks = QSignalSpy(dialog.seen)

    dialog.act_button.click()
    desk.qtbot.waitUntil(dialog.settling.isVisible)
    desk.qtbot.waitUntil(lambda: looks.count() >= 4)  # it goes on looking by itself

    assert "So far the status of BRS0001 is “Issued”" in dialog.settling.standing
    dialog.reject()
    (intent,) = heard(unsettled)
    assert getattr(intent, "reason", "") == REASON
    assert heard(kept) == [REASON]
    assert desk.posts == 1
    assert desk.book("issued-1").status == "issued"

    again = desk.cancelling("issued-1", reason=REASON)  # opened anew it still does not offer to send
    assert again.settling.isVisible()
    assert again.act_button.isHidden()
    assert desk.posts == 1


def test_somebody_else_was_faster_is_an_answer_of_its_own(desk: Desk) -> None:
    desk.fail(Fault("drop-before", method="POST", path=CANCEL))
    dialog = desk.cancelling("issued-1")
    desk.make_ready(dialog)
    dialog.act_button.click()
    desk.qtbot.waitUntil(dialog.settling.isVisible)
    desk.settle_down(dialog)
    _cancelled_by("admin@exemplu.ro", desk, "issued-1")
    done, unsettled = QSignalSpy(dialog.done), QSignalSpy(dialog.unsettled)

    QTest.keyClick(dialog, Qt.Key.Key_F5)
    desk.settle_down(dialog)

    assert "cancelled by admin@exemplu.ro" in dialog.settling.standing
    assert dialog.settling.check_button.isHidden()
    dialog.reject()
    assert done.count() == 0
    # They could undo it, and our own request arrive after all: the journal goes on looking until it cannot.
    assert unsettled.count() == 1


def test_what_changed_meanwhile_is_shown_and_nothing_is_sent(desk: Desk) -> None:
    dialog = desk.cancelling("issued-1")
    desk.make_ready(dialog)
    dialog.question.button(Reached.YES).click()
    dialog.findings.ticks[Check.REACHED_CLIENT].click()
    desk.qtbot.waitUntil(dialog.act_button.isEnabled)
    book = desk.book("issued-1")
    book.detail["total"] = "99.00"
    desk.server.ledger.changed(book)

    dialog.act_button.click()
    desk.settle_down(dialog)

    assert "changed" in dialog.banner.headline
    assert "Total: " in dialog.banner.body
    assert "99" in dialog.banner.body
    assert not dialog.findings.ticks[Check.REACHED_CLIENT].isChecked(), "asked again"
    assert not dialog.act_button.isEnabled()
    assert dialog.reason_field.text == REASON
    assert desk.posts == 0
    assert book.status == "issued"


def test_a_faster_colleague_is_named(desk: Desk) -> None:
    dialog = desk.cancelling("issued-1")
    seen = QSignalSpy(dialog.seen)
    desk.make_ready(dialog)
    _cancelled_by("admin@exemplu.ro", desk, "issued-1")

    dialog.act_button.click()
    desk.settle_down(dialog)

    assert dialog.banner.headline.startswith("admin@exemplu.ro changed the invoice")
    assert "Status: Issued → Cancelled" in dialog.banner.body
    assert seen.count() == 1, "the list may show what is true now"
    assert desk.posts == 0


def test_a_refusal_is_quoted_and_the_text_stays(desk: Desk) -> None:
    said = "Doar facturile ciorna sau emise pot fi anulate. <b>x</b>"
    desk.fail(Fault("status", method="POST", path=CANCEL, status=422, body={"error": said}))
    dialog = desk.cancelling("issued-1")
    kept = QSignalSpy(dialog.reason_kept)
    desk.make_ready(dialog)

    dialog.act_button.click()
    desk.settle_down(dialog)

    assert dialog.isVisible()
    assert dialog.banner.headline == "The server refused."
    assert dialog.banner.quotation == said
    assert dialog.reason_field.text == REASON
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
    assert set(heard(kept)) == {REASON}
    assert desk.book("issued-1").status == "issued"


def test_a_session_that_ended_asks_for_a_sign_in_and_keeps_everything(desk: Desk) -> None:
    dialog = desk.cancelling("issued-1")
    wanted = QSignalSpy(dialog.sign_in_needed)
    desk.make_ready(dialog)
    desk.fail(_status(401, "*"))

    dialog.act_button.click()
    desk.settle_down(dialog)

    assert wanted.count() == 1
    assert dialog.isVisible()
    assert dialog.reason_field.text == REASON
    assert dialog.question.answer is Reached.NO
    assert desk.posts == 0
    assert desk.book("issued-1").status == "issued"


def test_a_server_that_is_gone_is_one_banner_not_eleven_rows(desk: Desk) -> None:
    summary = desk.summary("issued-1")
    desk.server.stop()

    dialog = desk.cancelling("issued-1", summary=summary, reason=REASON)

    assert not dialog.findings.rows
    assert dialog.banner.headline == "The server cannot be reached."
    assert not dialog.act_button.isEnabled()


def test_it_is_never_an_empty_dialog_while_reading(desk: Desk) -> None:
    summary = desk.summary("issued-1")
    services = desk.house.services
    dialog = CancelDialog(desk.frame(summary), services.cancellation, links=services.links)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    desk.qtbot.addWidget(dialog)

    dialog.open()

    assert dialog.is_looking
    assert "Checking" in dialog.advice.sentence
    assert dialog.hint.text() == "The invoice is being checked."
    assert dialog.reason_field.edit.isEnabled(), "one may type while it reads"
    desk.settle_down(dialog)


def _status(status: int, path: str, skip: int = 0) -> Fault:
    return Fault("status", path=path, count=-1, status=status, body={"error": "nu"}, skip=skip)


def _payment_link() -> dict[str, object]:
    return {
        "id": "019a0009-0000-7000-8000-000000000001",
        "status": "active",
        "token": "x",
        "paymentEnabled": True,
        "viewCount": 0,
        "lastViewedAt": None,
        "expiresAt": None,
        "createdAt": "2026-03-01T10:00:00+02:00",
    }


def _cancelled_by(email: str, desk: Desk, name: str) -> None:
    """A colleague cancels at the server, behind the dialog's back."""
    book, ledger = desk.book(name), desk.server.ledger
    metadata = {"action": "cancelled", "reason": "Alt motiv de anulare", "cancelledFromStatus": book.status}
    book.detail["cancelledAt"] = ledger.clock.stamp()
    book.detail["cancellationReason"] = "Alt motiv de anulare"
    book.moves_to("cancelled", ledger.event(book.status, "cancelled", email, metadata))
    ledger.changed(book)
