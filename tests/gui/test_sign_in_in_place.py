"""A session that ended in the middle of work: the same person comes back, by the same way, and nobody else."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from storno_desktop.domain.account import account_id
from storno_desktop.domain.problem import Problem, ProblemKind
from storno_desktop.domain.session import SignInWay
from storno_desktop.sandbox.faults import Fault
from storno_desktop.service.session import Session
from tests.gui.entrance import PATIENCE_MS, Entrance
from tests.gui.front_office import ACCOUNTANT, BAKERY, PASSWORD, WORLD, Office, said

KEYS = WORLD["apiKeys"]


def by(session: Session, way: SignInWay) -> Session:
    """The same person, come by another way."""
    return replace(session, user=replace(session.user, way=way))


def test_server_person_and_way_are_told_and_only_the_password_is_asked(
    office: Office, tmp_path: Path
) -> None:
    lost = office.session_of()
    entrance = Entrance(office, tmp_path, only=lost)
    dialog = entrance.dialog
    assert "Your session has ended. Sign in again; what you typed is kept." in said(dialog)
    assert office.server.url in said(dialog)
    assert ACCOUNTANT in said(dialog)
    assert not dialog.server.isVisible()
    assert not dialog.email.isVisible()
    assert not dialog.ways.isVisible()
    assert not dialog.server_part.more_button.isVisible()
    assert dialog.focusWidget() is dialog.password
    dialog.password.setText(PASSWORD)
    assert entrance.enter().user.id == lost.user.id


def test_a_wrong_password_keeps_the_window_and_the_work_below(desk_at_work: Office, tmp_path: Path) -> None:
    session = desk_at_work.window.session
    assert session is not None
    entrance = Entrance(desk_at_work, tmp_path, only=session)
    entrance.dialog.password.setText("Altceva-1")
    entrance.submit()
    assert entrance.dialog.banner.headline == "The e-mail or the password is wrong."
    entrance.dialog.reject()
    assert desk_at_work.window.session is session
    assert desk_at_work.numbers()


def test_another_persons_key_changes_nothing(desk_at_work: Office, tmp_path: Path) -> None:
    session = desk_at_work.window.session
    assert session is not None
    entrance = Entrance(desk_at_work, tmp_path, only=by(session, SignInWay.API_KEY))
    assert ACCOUNTANT in said(entrance.dialog)
    entrance.dialog.key.setText(KEYS["owner-all"]["key"])
    entrance.submit()
    banner = entrance.dialog.banner
    assert banner.headline == "This is another account than the one that works here."
    assert banner.body == "Nothing was changed. Use a key of the account that was open."
    assert entrance.sessions == []
    entrance.dialog.reject()
    desk_at_work.window.refresh()
    desk_at_work.settle()
    assert not desk_at_work.banner.isVisible(), "the session of before goes on"


def test_another_person_in_the_browser_changes_nothing(office: Office, tmp_path: Path) -> None:
    entrance = Entrance(office, tmp_path, only=by(office.session_of(), SignInWay.BROWSER))
    entrance.wait_for_browser()
    entrance.browser.come_back("owner@exemplu.ro")
    dialog = entrance.dialog
    office.qtbot.waitUntil(lambda: not dialog.browser_page.is_waiting, timeout=PATIENCE_MS)
    assert dialog.banner.headline == "This is another account than the one that works here."
    assert entrance.sessions == []


def test_a_lost_session_is_kept_again_if_it_was_kept(office: Office, tmp_path: Path) -> None:
    lost = office.session_of()
    assert not Entrance(office, tmp_path, only=lost).dialog.stay.isChecked()
    assert Entrance(office, tmp_path, only=replace(lost, kept=True)).dialog.stay.isChecked()


def test_the_window_asks_in_place_for_the_person_who_works_there(desk_at_work: Office) -> None:
    office = desk_at_work
    office.fail(Fault("status", path="/api/*", count=2, status=401, body={"code": 401, "message": "x"}))
    office.window.refresh()
    office.settle()
    office.fail()
    office.banner.action_buttons[0].click()
    dialog = office.sign_in_dialog()
    assert not dialog.email.isVisible()
    dialog.password.setText(PASSWORD)
    with office.qtbot.waitSignal(dialog.signed_in, timeout=PATIENCE_MS):
        dialog.submit()
    office.settle()
    assert not office.banner.isVisible()


# ------------------------------------------------------------------------------------------------ deactivated


def deactivate(office: Office) -> None:
    """The administrator takes the accountant's access away."""
    user = office.server.sandbox.world.accounts.user(ACCOUNTANT)
    assert user is not None
    user.active = False


def test_a_deactivated_person_is_told_at_the_login(office: Office, tmp_path: Path) -> None:
    lost = office.session_of()
    deactivate(office)
    entrance = Entrance(office, tmp_path, only=lost)
    entrance.dialog.password.setText(PASSWORD)
    entrance.submit()
    assert entrance.dialog.banner.headline == "This account is deactivated."
    assert entrance.dialog.banner.body == "Ask the administrator of your company to activate it."
    assert entrance.dialog.password.text() == PASSWORD


def test_a_deactivated_person_is_told_when_a_kept_session_is_resumed(office: Office, tmp_path: Path) -> None:
    sessions, io = office.house.services.sessions, office.house.io
    address = office.session_of().server
    assert isinstance(io.wait(sessions.sign_in(address, ACCOUNTANT, PASSWORD, stay=True), 30), Session)
    deactivate(office)
    answer = io.wait(sessions.resume(account_id(address, ACCOUNTANT)), 30)
    assert isinstance(answer, Problem)
    assert answer.kind is ProblemKind.ACCOUNT_INACTIVE
    entrance = Entrance(office, tmp_path)
    entrance.dialog.show_answer(answer)
    assert entrance.dialog.banner.headline == "This account is deactivated."
    assert entrance.dialog.email.text() == ACCOUNTANT


def test_a_person_deactivated_in_the_middle_of_work_is_told_and_the_list_stays(desk_at_work: Office) -> None:
    deactivate(desk_at_work)
    desk_at_work.window.refresh()
    desk_at_work.settle()
    assert desk_at_work.banner.headline == "This account is deactivated."
    assert desk_at_work.numbers()
    assert desk_at_work.preferences.company_id == BAKERY
