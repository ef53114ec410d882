"""A supervisor elsewhere, on screen: the operator saves a file, somebody else opens it and decides."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from storno_desktop.domain.facts import Reached
from storno_desktop.domain.restore_answer import AnswerKind, RestoreAnswer
from storno_desktop.domain.restore_request import REQUEST_LASTS, RestoreRequest
from storno_desktop.domain.server_address import ServerAddress
from storno_desktop.domain.signed_paper import SignedPaper, key_fingerprint, read_paper, signed_part
from storno_desktop.domain.supervision import Requester
from storno_desktop.service.policy import Policy
from storno_desktop.ui.approval_dialog import ApprovalDialog
from storno_desktop.ui.language import Language
from storno_desktop.ui.request_dialog import RequestDialog
from storno_desktop.ui.requests_window import RequestsWindow
from storno_desktop.ui.sign_in_dialog import SignInDialog
from storno_desktop.ui.theme import ThemeChoice, apply_theme
from storno_desktop.vault.signing_key import SigningKey
from tests.gui.front_office import ACCOUNTANT, IDS, NOW, WHY, Office, has_gone, opened, said, type_text

OWNER = "owner@exemplu.ro"
MISTAKE = "restore-1"
COMMENT = "Clientul a primit-o deja"
KEY = SigningKey(b"0123456789abcdef" * 2)
REQUEST = RestoreRequest(
    server=ServerAddress("https://api.storno.ro"),
    organization_id="o-1",
    company_id="c-1",
    company_name="",
    company_cif="",
    invoice_id=IDS[MISTAKE],
    number="BRS0032",
    requester=Requester(user_id="u-1", email=ACCOUNTANT),
    reason=WHY,
    made_at=NOW,
    expires_at=NOW + REQUEST_LASTS,
    nonce="0f" * 16,
)
FILE = SignedPaper(REQUEST, KEY.public, KEY.sign(signed_part(REQUEST, KEY.public))).as_bytes


@pytest.fixture
def office(qapp: QApplication, qtbot: QtBot, tmp_path: Path, language: Language) -> Iterator[Office]:
    apply_theme(qapp, ThemeChoice.LIGHT)
    with opened(qapp, qtbot, tmp_path, policy=Policy()) as place:
        for event in place.book(MISTAKE).events:
            event["createdBy"] = ACCOUNTANT
        place.enter()
        yield place


def asked(office: Office, path: Path) -> bytes:
    """The operator's part: what the file holds."""
    office.go_to(MISTAKE)
    office.window.ask_restore()
    dialog = office.restore_dialog()
    office.answer(dialog)
    dialog.act_button.click()
    dialog.findChildren(SignInDialog)[-1].elsewhere_button.click()
    place = dialog.findChildren(QFileDialog)[-1]
    assert place.defaultSuffix() == "storno-request"
    place.fileSelected.emit(str(path))
    office.qtbot.waitUntil(lambda: has_gone(dialog), timeout=20_000)
    assert "waits for approval" in office.notice
    assert office.book(MISTAKE).status == "cancelled"
    return path.read_bytes()


def received(office: Office, path: Path) -> RequestDialog:
    office.enter(OWNER)
    office.window.open_request_file(path)
    office.qtbot.waitUntil(lambda: bool(office.window.findChildren(RequestDialog)), timeout=20_000)
    return office.window.findChildren(RequestDialog)[-1]


def heard(office: Office, dialog: RequestDialog) -> ApprovalDialog:
    office.qtbot.waitUntil(dialog.act_button.isEnabled)
    dialog.act_button.click()
    office.qtbot.waitUntil(lambda: bool(office.window.findChildren(ApprovalDialog)), timeout=20_000)
    approval = office.window.findChildren(ApprovalDialog)[-1]
    office.qtbot.waitUntil(lambda: not approval.is_looking, timeout=20_000)
    return approval


def test_a_request_is_saved_opened_and_approved(office: Office, tmp_path: Path) -> None:
    path = tmp_path / "cerere.storno-request"
    paper = read_paper(asked(office, path))
    assert isinstance(paper, SignedPaper)
    waiting = office.window.views.waiting_button
    office.qtbot.waitUntil(lambda: waiting.text() == "Waiting for approval: 1")
    dialog = received(office, path)
    words = said(dialog)
    assert ACCOUNTANT in words
    assert WHY in words
    assert key_fingerprint(paper.key) in words
    assert "the first file from contabil@exemplu.ro" in words
    approval = heard(office, dialog)
    assert ACCOUNTANT in said(approval)
    assert approval.why_not() == "Answer the question first."  # not even that is believed
    approval.question.button(Reached.NO).click()
    office.qtbot.waitUntil(approval.act_button.isEnabled)
    approval.act_button.click()
    office.qtbot.waitUntil(lambda: has_gone(approval), timeout=20_000)
    office.settle()
    assert office.book(MISTAKE).status == "draft"
    assert office.book(MISTAKE).events[0]["createdBy"] == OWNER
    assert "is a draft again" in office.notice
    office.qtbot.waitUntil(waiting.isHidden)
    # It was used, and is not accepted again.
    office.window.open_request_file(path)
    office.qtbot.waitUntil(lambda: "was used already" in office.notice)


def test_a_request_is_refused_and_the_answer_saved(office: Office, tmp_path: Path) -> None:
    path, reply = tmp_path / "cerere.storno-request", tmp_path / "raspuns.storno-request"
    asked(office, path)
    approval = heard(office, received(office, path))
    type_text(approval.comment.edit, COMMENT)
    office.qtbot.waitUntil(approval.refuse_button.isEnabled)
    approval.refuse_button.click()
    office.qtbot.waitUntil(lambda: bool(office.window.findChildren(QFileDialog)), timeout=20_000)
    office.window.findChildren(QFileDialog)[-1].fileSelected.emit(str(reply))
    office.qtbot.waitUntil(reply.exists)
    answer = read_paper(reply.read_bytes())
    assert isinstance(answer, SignedPaper)
    assert isinstance(answer.content, RestoreAnswer)
    assert answer.content.kind is AnswerKind.REFUSED
    assert answer.content.comment == COMMENT
    assert office.book(MISTAKE).status == "cancelled"
    office.window._requests.show()
    shown = office.window.findChildren(RequestsWindow)[-1]
    office.qtbot.waitUntil(lambda: shown.table.rowCount() == 1)
    state = shown.table.item(0, 0)
    assert state is not None
    assert state.text() == "Refused"
    assert COMMENT in shown.standing.text()
    assert shown.answer_button.isEnabled()
    assert not shown.decide_button.isEnabled()
    shown.close()


def test_a_changed_file_waits_for_a_session_and_is_not_accepted(
    qapp: QApplication, qtbot: QtBot, tmp_path: Path, language: Language
) -> None:
    path = tmp_path / "cerere.storno-request"
    path.write_bytes(FILE.replace(WHY.encode(), b"Din alta pricina"))
    with opened(qapp, qtbot, tmp_path, policy=Policy()) as office:
        office.window.open_request_file(path)
        assert "opened once you are signed in" in office.notice
        office.enter(OWNER)
        office.qtbot.waitUntil(lambda: "changed after it was signed" in office.notice, timeout=20_000)
        assert not office.window.findChildren(RequestDialog)
