"""A restore before two people: the operator asks, the supervisor signs in beside them, says yes or no."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtTest import QSignalSpy
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from storno_desktop.domain.facts import Reached
from storno_desktop.domain.journal_row import ActState
from storno_desktop.domain.restore_rules import RestoreRules
from storno_desktop.domain.session import SignInWay
from storno_desktop.service.policy import Policy
from storno_desktop.ui.after_restore_view import AfterRestoreView
from storno_desktop.ui.approval_dialog import ApprovalDialog
from storno_desktop.ui.figures import Figures
from storno_desktop.ui.language import Language
from storno_desktop.ui.operation_sheet import OperationSheet
from storno_desktop.ui.restore_dialog import RestoreDialog
from storno_desktop.ui.sign_in_dialog import SignInDialog
from storno_desktop.ui.theme import ThemeChoice, apply_theme
from tests.gui.front_office import ACCOUNTANT, PASSWORD, RESTORE, WHY, Office, opened, said, type_text

OWNER = "owner@exemplu.ro"
MISTAKE, INACTIVE = "restore-1", "cancelled-series-inactive"


@pytest.fixture
def office(qapp: QApplication, qtbot: QtBot, tmp_path: Path, language: Language) -> Iterator[Office]:
    yield from _office(qapp, qtbot, tmp_path, Policy())


def _office(qapp: QApplication, qtbot: QtBot, folder: Path, policy: Policy) -> Iterator[Office]:
    apply_theme(qapp, ThemeChoice.LIGHT)
    with opened(qapp, qtbot, folder, policy=policy) as place:
        for name in (MISTAKE, INACTIVE):
            for event in place.book(name).events:
                event["createdBy"] = ACCOUNTANT
        place.enter()
        yield place


def asked(office: Office, name: str = MISTAKE) -> RestoreDialog:
    """The operator's part, up to the button."""
    office.go_to(name)
    office.window.ask_restore()
    dialog = office.restore_dialog()
    dialog.question.button(Reached.NO).click()
    for box in dialog.findings.ticks.values():
        box.click()
    assert dialog.why_not() == "Write the reason."
    type_text(dialog.reason_field.edit, WHY)
    office.qtbot.waitUntil(dialog.act_button.isEnabled)
    assert dialog.act_button.text() == "Ask the supervisor…"
    return dialog


def sign_in(office: Office, dialog: RestoreDialog) -> SignInDialog:
    dialog.act_button.click()
    found = dialog.findChildren(SignInDialog)
    assert found
    return found[-1]


def approval(office: Office, dialog: RestoreDialog, email: str = OWNER) -> ApprovalDialog:
    """The supervisor's part, with everything read."""
    entrance = sign_in(office, dialog)
    type_text(entrance.email, email)
    type_text(entrance.password, PASSWORD)
    entrance.submit()
    office.qtbot.waitUntil(lambda: bool(dialog.findChildren(ApprovalDialog)), timeout=20_000)
    heard = dialog.findChildren(ApprovalDialog)[-1]
    office.qtbot.waitUntil(lambda: not heard.is_looking, timeout=20_000)
    return heard


def last_act(office: Office) -> ActState:
    async def read() -> ActState:
        return (await office.house.services.journal.acts_before(None, 1))[0].state

    return office.house.io.wait(read(), 10)


def test_a_supervisor_approves_at_the_desk(office: Office) -> None:
    dialog = asked(office)
    heard = approval(office, dialog)
    words = said(heard)
    assert "contabil@exemplu.ro" in words
    assert OWNER in words
    assert WHY in words
    assert "The approval expires in " in words
    office.qtbot.waitUntil(heard.act_button.isEnabled)
    heard.act_button.click()
    office.qtbot.waitUntil(lambda: bool(dialog.findChildren(AfterRestoreView)), timeout=20_000)
    office.settle()
    assert office.book(MISTAKE).status == "draft"
    assert office.book(MISTAKE).events[0]["createdBy"] == OWNER
    assert "is a draft again" in office.notice
    assert office.window.session is not None
    assert office.window.session.user.email == ACCOUNTANT
    assert last_act(office) is ActState.CONFIRMED

    (left,) = dialog.findChildren(AfterRestoreView)
    office.qtbot.waitUntil(lambda: left.follow_up is not None and not left.is_busy)
    assert "a draft, and all is in order" in left.headline.text()
    assert left.follow_up is not None
    sheet = OperationSheet(Figures()).as_html(left.follow_up.record)
    for part in (ACCOUNTANT, OWNER, WHY, "in whose name it was sent", "Read again after the restore"):
        assert part in sheet
    assert left.follow_up.record.rows[-1].seal in sheet
    dialog.reject()


def test_the_supervisors_sign_in_is_at_this_server_and_never_kept(office: Office) -> None:
    entrance = sign_in(office, asked(office))
    assert "Your session stays open" in said(entrance)
    assert not entrance.stay_choice.isVisible()
    assert not entrance.server.isVisible()
    assert SignInWay.API_KEY not in entrance._ways
    assert entrance.email.text() == ""
    entrance.reject()
    assert office.book(MISTAKE).status == "cancelled"


def test_a_warning_needs_its_tick_and_the_typed_number(office: Office) -> None:
    heard = approval(office, asked(office, INACTIVE))
    number = str(office.book(INACTIVE).detail["number"])
    assert not heard.act_button.isEnabled()
    for box in heard.findings.ticks.values():
        box.click()
    assert heard.why_not() == f"Type the number {number}."
    type_text(heard.typed, number)
    office.qtbot.waitUntil(heard.act_button.isEnabled)


def test_the_same_person_is_refused_with_the_way_out(office: Office) -> None:
    heard = approval(office, asked(office), ACCOUNTANT)
    assert "The supervisor must be another person." in said(heard)
    assert not heard.act_button.isEnabled()


def test_a_refusal_needs_a_comment_and_the_operator_reads_it(office: Office) -> None:
    dialog = asked(office)
    heard = approval(office, dialog)
    assert not heard.refuse_button.isEnabled()
    type_text(heard.comment.edit, "Clientul a primit-o deja")
    closed = QSignalSpy(heard.finished)
    heard.refuse_button.click()
    office.qtbot.waitUntil(lambda: closed.count() == 1)
    words = said(dialog)
    assert "refused the restore." in words
    assert "Clientul a primit-o deja" in words
    assert dialog.reason_field.text == WHY
    assert office.book(MISTAKE).status == "cancelled"
    assert last_act(office) is ActState.ABANDONED


def test_an_approval_that_took_too_long_has_to_be_checked_again(office: Office) -> None:
    heard = approval(office, asked(office))
    office.qtbot.waitUntil(heard.act_button.isEnabled)
    heard._supervision._good_until = 0.0
    heard._tick()
    assert not heard.act_button.isEnabled()
    assert "too old" in heard.why_not()
    assert not heard.extend_button.isEnabled()
    heard.check_again()
    office.qtbot.waitUntil(heard.act_button.isEnabled, timeout=20_000)


def test_what_changed_since_is_shown_and_nothing_is_sent(office: Office) -> None:
    heard = approval(office, asked(office))
    office.qtbot.waitUntil(heard.act_button.isEnabled)
    posts = office.meter("POST", RESTORE)
    office.book(MISTAKE).detail["amountPaid"] = "1.00"
    heard.act_button.click()
    office.qtbot.waitUntil(lambda: not heard.is_busy, timeout=20_000)
    assert heard.banner.isVisible()
    assert posts() == 0
    assert office.book(MISTAKE).status == "cancelled"


def test_an_office_of_one_person_waits_and_confirms(
    qapp: QApplication, qtbot: QtBot, tmp_path: Path, language: Language
) -> None:
    rules = RestoreRules(confirms_alone=True, roles=frozenset({"owner", "admin", "accountant"}))
    for office in _office(qapp, qtbot, tmp_path, Policy(restore=rules)):
        heard = approval(office, asked(office), ACCOUNTANT)
        assert "not supervised" in said(heard)
        assert heard.why_not().startswith("You may confirm in ")
        heard._supervision._began -= 601
        heard._tick()
        type_text(heard.typed, str(office.book(MISTAKE).detail["number"]))
        office.qtbot.waitUntil(heard.act_button.isEnabled)
