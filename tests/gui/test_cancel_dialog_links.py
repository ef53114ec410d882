"""What a cancellation leaves open, and the better way: shown in the cancel dialog, done only when asked for."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QSignalSpy, QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from storno_desktop.domain.act import ActKind, Intent
from storno_desktop.domain.cancellation import CancelPurpose
from storno_desktop.domain.facts import Reached
from storno_desktop.domain.invoice_summary import InvoiceSummary
from storno_desktop.sandbox.faults import Fault
from storno_desktop.sandbox.settings import DialectName
from storno_desktop.ui.cancel_dialog import CancelDialog
from storno_desktop.ui.chip import Chip
from storno_desktop.ui.open_links import OpenLinks
from storno_desktop.ui.theme import ThemeChoice, apply_theme
from tests.contract.service_desk import a_link
from tests.gui.act_desk import REASON, Desk, heard, signed_in

PAYMENT, VIEWING = "019a0009-0000-7000-8000-000000000001", "019a0009-0000-7000-8000-000000000002"
REVOKE = "*/share-links/*"


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


def with_links(desk: Desk, name: str = "issued-1") -> None:
    book = desk.book(name)
    viewing = {**a_link(VIEWING), "paymentEnabled": False, "viewCount": 0, "lastViewedAt": None}
    book.share_links = [a_link(PAYMENT), viewing]
    desk.server.ledger.changed(book)


def states(desk: Desk, name: str = "issued-1") -> list[str]:
    return [str(each["status"]) for each in desk.book(name).share_links]


def cancelled(desk: Desk, name: str = "issued-1") -> tuple[CancelDialog, OpenLinks]:
    """The dialog after a cancellation that left two links open, with the links read."""
    dialog = desk.cancelling(name)
    desk.make_ready(dialog)
    dialog.act_button.click()
    desk.qtbot.waitUntil(lambda: dialog.open_links is not None)
    view = dialog.open_links
    assert view is not None
    desk.qtbot.waitUntil(lambda: not view.is_looking and not dialog.is_busy)
    return dialog, view


def press(chip: Chip) -> None:
    button = chip.focusProxy()
    assert button is not None
    QTest.keyClick(button, Qt.Key.Key_Space)


def close_all(desk: Desk, dialog: CancelDialog, view: OpenLinks) -> None:
    view.close_button.click()
    desk.qtbot.waitUntil(lambda: not dialog.is_busy)


# ------------------------------------------------------------------------------------ the links


def test_links_left_open_are_listed_and_closed_only_when_asked(any_desk: Desk) -> None:
    with_links(any_desk)
    dialog, view = cancelled(any_desk)
    assert any_desk.book("issued-1").status == "cancelled"
    assert dialog.isVisible()
    assert dialog.windowTitle() == "BRS0001 is cancelled"
    assert dialog.safe_button.hasFocus()
    assert view.lines[0].startswith("Payment link · ")
    assert view.lines[1].startswith("Link for viewing · never viewed")
    assert "can pay it" in view.body
    assert states(any_desk) == ["active", "active"]

    close_all(any_desk, dialog, view)

    assert states(any_desk) == ["revoked", "revoked"]
    assert view.headline == "No public link is open any more."
    assert not view.close_button.isVisible()
    assert dialog.safe_button.hasFocus()
    assert any_desk.posts == 1
    dialog.safe_button.click()
    assert not dialog.isVisible()


def test_they_can_be_left_open(desk: Desk) -> None:
    with_links(desk)
    dialog, _view = cancelled(desk)
    unsettled, done = QSignalSpy(dialog.unsettled), QSignalSpy(dialog.finished)
    dialog.safe_button.click()
    assert (unsettled.count(), done.count()) == (0, 1)
    assert states(desk) == ["active", "active"]


def test_without_links_the_dialog_says_goodbye_as_ever(desk: Desk) -> None:
    dialog = desk.cancelling("issued-1")
    desk.make_ready(dialog)
    dialog.act_button.click()
    desk.qtbot.waitUntil(lambda: not dialog.isVisible())
    assert dialog.open_links is None


def test_the_consequence_counts_them_before_anything_happens(desk: Desk) -> None:
    with_links(desk)
    dialog = desk.cancelling("issued-1")
    said = " ".join(dialog.consequences.lines)
    assert "2 public link(s) stay open; once it is cancelled you can close them here." in said
    assert "its balance is void and counts in no sum" in said


def test_without_the_right_to_close_them_both_dialogs_say_so(desk: Desk) -> None:
    with_links(desk)
    user = desk.server.sandbox.world.accounts.user("contabil@exemplu.ro")
    assert user is not None
    for membership in user.memberships:
        membership.permissions.remove("invoice.edit")
    dialog = desk.cancelling("issued-1")
    assert "invoice.edit" in " ".join(dialog.consequences.lines)
    dialog.reject()
    _dialog, view = cancelled(desk)
    assert not view.close_button.isEnabled()
    assert "invoice.edit" in view.obstacle
    assert states(desk) == ["active", "active"]


def test_a_lost_answer_stops_the_rest_until_it_is_known(desk: Desk) -> None:
    with_links(desk)
    dialog, view = cancelled(desk)
    unsettled = QSignalSpy(dialog.unsettled)
    desk.fail(Fault("drop-before", method="DELETE", path=REVOKE))
    close_all(desk, dialog, view)
    assert "not known" in view.headline
    assert states(desk) == ["active", "active"]
    assert view.check_button.isVisible()
    # Looking again sends nothing and settles nothing: a late request may still land.
    view.check_button.click()
    desk.qtbot.waitUntil(lambda: not view.is_looking)
    assert "not known" in view.headline
    dialog.reject()
    (intent,) = heard(unsettled)
    assert isinstance(intent, Intent)
    assert (intent.kind, intent.target) == (ActKind.REVOKE_LINK, PAYMENT)
    assert states(desk) == ["active", "active"]


def test_a_lost_answer_to_what_happened_is_found_by_reading_and_the_rest_goes_on(desk: Desk) -> None:
    with_links(desk)
    dialog, view = cancelled(desk)
    desk.fail(Fault("drop-after", method="DELETE", path=REVOKE))
    close_all(desk, dialog, view)
    assert states(desk) == ["revoked", "revoked"]
    assert view.headline == "No public link is open any more."


def test_one_that_a_colleague_closed_meanwhile_stops_nothing(desk: Desk) -> None:
    with_links(desk)
    dialog, view = cancelled(desk)
    book = desk.book("issued-1")
    book.share_links = [{**book.share_links[0], "status": "revoked", "isValid": False}, book.share_links[1]]
    desk.server.ledger.changed(book)
    close_all(desk, dialog, view)
    assert states(desk) == ["revoked", "revoked"]
    assert view.headline == "No public link is open any more."


def test_a_refusal_is_told_and_the_rest_is_left_alone(desk: Desk) -> None:
    with_links(desk)
    dialog, view = cancelled(desk)
    desk.fail(Fault("status", method="DELETE", path=REVOKE, status=422, body={"error": "Nu se poate."}))
    close_all(desk, dialog, view)
    assert dialog.banner.headline == "The server refused."
    assert states(desk) == ["active", "active"]
    assert view.close_button.isEnabled()
    close_all(desk, dialog, view)
    assert states(desk) == ["revoked", "revoked"]
    assert not dialog.banner.isVisible()


def test_links_that_cannot_be_read_can_be_looked_for_again(desk: Desk) -> None:
    with_links(desk)
    dialog = desk.cancelling("issued-1")
    desk.make_ready(dialog)
    desk.fail(Fault("status", method="GET", path="*/share-links", status=500, count=-1, skip=1))
    dialog.act_button.click()
    desk.qtbot.waitUntil(lambda: dialog.open_links is not None)
    view = dialog.open_links
    assert view is not None
    desk.qtbot.waitUntil(lambda: not view.is_looking and not dialog.is_busy, timeout=20_000)
    assert "could not be read" in view.headline
    desk.mend()
    QTest.keyClick(dialog, Qt.Key.Key_F5)
    desk.qtbot.waitUntil(lambda: not view.is_looking)
    assert len(view.lines) == 2


# ------------------------------------------------------------------------------------ the better way


def test_a_delivered_invoice_leads_to_the_storno(desk: Desk) -> None:
    dialog = desk.cancelling("issued-1", reason=REASON)
    assert not dialog.advice.way_out_button.isVisible()
    dialog.question.button(Reached.YES).click()
    asked = QSignalSpy(dialog.storno_asked)
    button = dialog.advice.way_out_button
    assert button.isVisible()
    assert button.text() == "Create credit note (storno) instead…"
    QTest.keyClick(button, Qt.Key.Key_Space)
    (summary,) = heard(asked)
    assert isinstance(summary, InvoiceSummary)
    assert summary.id == desk.ids["issued-1"]
    assert desk.posts == 0


def test_a_purpose_that_needs_a_storno_offers_it(desk: Desk) -> None:
    dialog = desk.cancelling("issued-1")
    dialog.question.button(Reached.NO).click()
    assert not dialog.advice.way_out_button.isVisible()
    press(dialog.reason_field.chip(CancelPurpose.DUPLICATE))
    assert not dialog.advice.way_out_button.isVisible()
    dialog.question.button(Reached.YES).click()
    assert dialog.advice.way_out_button.isVisible()


@pytest.mark.parametrize("name", ["validated", "sent"])
def test_what_anaf_has_leads_to_the_storno(desk: Desk, name: str) -> None:
    dialog = desk.cancelling(name)
    assert dialog.advice.way_out_button.isEnabled()


@pytest.mark.parametrize("name", ["rejected", "paid", "draft-cancelme", "restore-1"])
def test_what_the_server_does_not_reverse_offers_none(desk: Desk, name: str) -> None:
    dialog = desk.cancelling(name)
    assert not dialog.advice.way_out_button.isVisible()


def test_without_the_right_the_way_is_shown_and_closed(qapp: QApplication, qtbot: QtBot) -> None:
    with signed_in(qtbot, email="angajat@exemplu.ro") as desk:
        dialog = desk.cancelling("sent")
        assert dialog.advice.way_out_button.isVisible()
        assert not dialog.advice.way_out_button.isEnabled()
        assert "invoice.refund" in dialog.advice.obstacle


def test_a_storno_that_there_is_already_is_opened_instead(desk: Desk) -> None:
    desk.add_storno_draft("issued-1")
    dialog = desk.cancelling("issued-1")
    stornos, pages = QSignalSpy(dialog.storno_asked), QSignalSpy(dialog.page_asked)
    assert dialog.advice.way_out_button.text() == "Open DRAFT-storno in Storno.ro"
    dialog.advice.way_out_button.click()
    (page,) = heard(pages)
    assert page == desk.server.ledger.children(desk.book("issued-1"))[0].id
    assert stornos.count() == 0
