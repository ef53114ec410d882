"""The settings window: what it shows, what it changes at once, and what the organisation fixed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import keyring
import pytest
from keyring.backends.fail import Keyring as NoKeyring
from PySide6.QtCore import QPoint, QPointF, Qt, QTranslator
from PySide6.QtGui import QAccessible, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QScrollArea, QScrollBar, QWidget
from pytestqt.qtbot import QtBot

from storno_desktop.domain.account import ServerProfile
from storno_desktop.domain.server_address import HOSTED_SERVER, ServerAddress
from storno_desktop.domain.session import SignInWay
from storno_desktop.service.policy import Policy
from storno_desktop.service.window_lock import LockStanding
from storno_desktop.ui.known_account import KnownAccount
from storno_desktop.ui.language import Language
from storno_desktop.ui.settings_data import DataPage
from storno_desktop.ui.settings_dialog import ACCOUNTS, DATA, LOCK, LOOK, SERVER, SettingsDialog
from storno_desktop.ui.settings_lock import LockPage
from storno_desktop.ui.settings_page import Choice, FixedNote
from storno_desktop.ui.sign_out_dialog import Leaving, SignOutDialog
from storno_desktop.ui.theme import ThemeChoice, apply_theme
from tests.gui.account_desk import AccountDesk, settled_in
from tests.gui.front_office import ACCOUNTANT, said, type_text
from tests.gui.test_main_window_looks import cut_words, visible
from tests.memory_ring import MemoryRing

PASSPHRASE = "mere și pere"


@pytest.fixture
def desk(
    qapp: QApplication, qtbot: QtBot, tmp_path: Path, language: Language, ring: MemoryRing
) -> Iterator[AccountDesk]:
    apply_theme(qapp, ThemeChoice.LIGHT)
    with settled_in(qapp, qtbot, tmp_path) as place:
        yield place


def choose(box: Choice, position: int) -> None:
    """Choose with the keyboard, as a person would."""
    box.setFocus()
    QTest.keyClick(box, Qt.Key.Key_Home)
    for _ in range(position):
        QTest.keyClick(box, Qt.Key.Key_Down)


def fixed_notes(page: QWidget) -> int:
    return sum(note.isVisibleTo(page) for note in page.findChildren(FixedNote))


# ------------------------------------------------------------------------------------------------ the window


def test_pages_are_reached_by_the_arrow_keys_and_esc_closes(desk: AccountDesk) -> None:
    desk.sign_in()
    dialog = desk.settings()
    assert dialog.list.hasFocus()
    titles = []
    for page in (ACCOUNTS, SERVER, LOOK, LOCK, DATA):
        assert dialog.page == dialog.pages.currentIndex() == page
        titles.append(dialog.list.currentItem().text())
        QTest.keyClick(dialog.list, Qt.Key.Key_Down)
    assert titles == ["Accounts", "Server", "Look", "Lock", "Data"]
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_tab_goes_from_the_list_through_the_page_to_the_button(desk: AccountDesk) -> None:
    desk.sign_in()
    dialog = desk.settings()
    assert dialog.data.copies is not None
    controls = dialog.data.copies.controls
    pages: list[list[QWidget]] = [
        [dialog.accounts.list, dialog.accounts.add_button, dialog.accounts.sign_out_button],
        [dialog.server.api, dialog.server.web, dialog.server.client, dialog.server.test],
        [dialog.look.language, dialog.look.theme],
        [dialog.lock.minutes, dialog.lock.set_button],
        [dialog.data.months, *controls, dialog.data.folder, dialog.data.settings_file, dialog.data.log_file],
    ]
    for page, wanted in enumerate(pages):
        dialog.show_page(page)
        dialog.list.setFocus()
        passed: list[QWidget] = []
        while True:
            QTest.keyClick(dialog.focusWidget(), Qt.Key.Key_Tab)
            if dialog.focusWidget() is dialog.list:
                break
            passed.append(dialog.focusWidget())
        assert passed[: len(wanted)] == wanted
        last = passed[-1]
        assert isinstance(last, QAbstractButton)
        assert last.text() == "Close"


def test_enter_in_a_field_does_not_close_the_window(desk: AccountDesk) -> None:
    desk.sign_in()
    dialog = desk.settings(SERVER)
    dialog.server.client.setFocus()
    type_text(dialog.server.client, "abc")
    QTest.keyClick(dialog.server.client, Qt.Key.Key_Return)
    assert dialog.isVisible()
    assert desk.preferences.client_id(ServerAddress(desk.server.url)) == "abc"


class _Wordy(QTranslator):
    """A language that takes a quarter more room than English."""

    def isEmpty(self) -> bool:  # noqa: N802  Qt's name
        return False

    def translate(self, context: str, source: str, *_rest: object) -> str:
        more = len(source) // 4
        return source + " îm" * (more // 3) if " " in source else source + "m" * more


@pytest.fixture(params=["en", "ro", "wordy"])
def spoken(request: pytest.FixtureRequest, qapp: QApplication, language: Language) -> Iterator[str]:
    wordy = _Wordy()
    if request.param == "wordy":
        qapp.installTranslator(wordy)
    else:
        language.choose(request.param)
    yield request.param
    qapp.removeTranslator(wordy)


@pytest.mark.parametrize("fixed", [False, True])
def test_no_word_is_cut_and_every_control_is_named(desk: AccountDesk, spoken: str, fixed: bool) -> None:
    session = desk.sign_in()
    desk.know("o.adresa.foarte.lunga.a.unui.contabil@societatea-de-contabilitate-exemplu.ro", stays=False)
    policy = Policy(
        server=session.server,
        web_address="https://web.example",
        client_id="x",
        lock_after=timedelta(minutes=7),
    )
    dialog = desk.settings(policy=policy if fixed else None)
    for page in (ACCOUNTS, SERVER, LOOK, LOCK, DATA):
        dialog.show_page(page)
        assert cut_words(dialog) == []
        for each in visible(dialog):
            if each.focusPolicy() == Qt.FocusPolicy.NoFocus or isinstance(each, QScrollArea | QScrollBar):
                continue
            if each.objectName().startswith("qt_"):
                continue
            name = QAccessible.queryAccessibleInterface(each).text(QAccessible.Text.Name)
            assert name.strip(), f"{type(each).__name__} on page {page}"


def test_icons_follow_the_theme(qapp: QApplication, desk: AccountDesk) -> None:
    desk.sign_in()
    dialog = desk.settings()
    before = dialog.list.item(0).icon().pixmap(16, 16).toImage()
    account = dialog.accounts.list.item(0).icon().pixmap(16, 16).toImage()
    apply_theme(qapp, ThemeChoice.DARK)
    assert dialog.list.item(0).icon().pixmap(16, 16).toImage() != before
    assert dialog.accounts.list.item(0).icon().pixmap(16, 16).toImage() != account
    apply_theme(qapp, ThemeChoice.LIGHT)


# ------------------------------------------------------------------------------------------------ accounts


def test_the_account_in_use_is_told_with_its_organisation_and_company(desk: AccountDesk) -> None:
    session = desk.sign_in()
    dialog = desk.settings()
    company = session.companies[0]
    assert dialog.accounts.facts == {
        "E-mail": ACCOUNTANT,
        "Server": desk.server.url,
        "Signed in with": "E-mail and password",
        "Session": "In use, kept in this computer's keyring",
        "Organisation": session.user.organization_name,
        "Company": f"{company.name} · {company.cif}",
    }


@pytest.mark.parametrize(
    ("way", "stays", "told"),
    [
        (SignInWay.BROWSER, True, ("The browser", "Kept in this computer's keyring")),
        (SignInWay.API_KEY, False, ("An API key", "Not kept in this computer's keyring")),
    ],
)
def test_another_account_is_told_as_far_as_it_is_known(
    desk: AccountDesk, way: SignInWay, stays: bool, told: tuple[str, str]
) -> None:
    desk.sign_in()
    desk.know("dan@exemplu.ro", way, stays=stays)
    page = desk.settings().accounts
    assert page.chosen is not None
    assert page.chosen.email == ACCOUNTANT  # the one in use, though another one was used last
    page.list.setFocus()
    QTest.keyClick(page.list, Qt.Key.Key_Up)
    assert (page.facts["Signed in with"], page.facts["Session"]) == told
    assert "Company" not in page.facts
    assert page.sign_out_button.isEnabled()  # what is not kept may still be in memory
    assert page.remove_button.isEnabled()


def test_a_session_in_memory_and_one_that_was_not_to_be_kept(desk: AccountDesk) -> None:
    desk.sign_in(stay=False)
    assert desk.settings().accounts.facts["Session"] == "In use, ends with the program"
    keyring.set_keyring(NoKeyring())  # type: ignore[no-untyped-call]
    desk.sign_in(stay=True)
    assert desk.settings().accounts.facts["Session"] == "In use, in memory only: there is no safe keyring"


def test_without_an_account_only_adding_is_possible(desk: AccountDesk) -> None:
    dialog = desk.settings()
    page = dialog.accounts
    assert page.facts == {"Nobody has signed in on this computer yet.": ""}
    assert not page.sign_out_button.isEnabled()
    assert not page.remove_button.isEnabled()
    asked: list[bool] = []
    dialog.add_asked.connect(lambda: asked.append(True))
    page.add_button.click()
    assert asked == [True]
    assert dialog.isVisible()


def test_names_from_outside_are_shown_letter_by_letter(desk: AccountDesk) -> None:
    desk.preferences.add(KnownAccount(server=HOSTED_SERVER, email="a@b.ro", name="<b>Ana</b>\n& Dan"))
    page = desk.settings().accounts
    assert page.list.item(0).text() == "<b>Ana</b> & Dan\na@b.ro · api.storno.ro"


def leave(desk: AccountDesk, dialog: SettingsDialog, button: QAbstractButton) -> SignOutDialog:
    button.click()
    question = dialog.findChild(SignOutDialog)
    assert isinstance(question, SignOutDialog)
    question.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    desk.qtbot.waitUntil(question.act_button.isEnabled)
    question.act_button.click()
    desk.qtbot.waitUntil(lambda: not question.is_busy)
    return question


def test_another_account_is_removed_in_place(desk: AccountDesk, ring: MemoryRing) -> None:
    desk.sign_in()
    other = desk.know("dan@exemplu.ro")
    dialog = desk.settings()
    told: list[Leaving] = []
    dialog.signed_out.connect(told.append)
    dialog.accounts.list.setCurrentRow(0)

    leave(desk, dialog, dialog.accounts.remove_button)

    assert told == [Leaving(other, forgets=True)]
    assert dialog.isVisible()
    assert dialog.accounts.list.count() == 1
    assert all("dan@" not in entry for _service, entry in ring.secrets)


def test_signing_out_of_the_account_in_use_closes_the_settings_first(desk: AccountDesk) -> None:
    session = desk.sign_in()
    dialog = desk.settings()
    open_when_told: list[bool] = []
    dialog.signed_out.connect(lambda _leaving: open_when_told.append(dialog.isVisible()))

    leave(desk, dialog, dialog.accounts.sign_out_button)

    assert open_when_told == [False]
    known = desk.preferences.known(session.account)
    assert known is not None
    assert not known.stays


# ------------------------------------------------------------------------------------------------ the server


def test_addresses_are_kept_for_the_server_in_use(desk: AccountDesk) -> None:
    desk.sign_in()
    server = ServerAddress(desk.server.url)
    dialog = desk.settings(SERVER)
    changed: list[ServerProfile] = []
    dialog.profile_changed.connect(changed.append)
    page = dialog.server
    assert (page.api.text(), page.api.isReadOnly()) == (desk.server.url, True)
    assert page.web.text() == desk.server.url

    page.web.setFocus()
    page.web.selectAll()
    type_text(page.web, "facturi.example/login")
    page.client.setFocus()
    type_text(page.client, "client-7")
    QTest.keyClick(page.client, Qt.Key.Key_Return)

    assert page.web.text() == "https://facturi.example"
    wanted = ServerProfile(server, "https://facturi.example", "client-7")
    assert changed[-1] == wanted
    assert desk.preferences.web_address(server) == "https://facturi.example"

    page.web.clear()
    page.client.clear()
    for field in (page.web, page.client):
        field.setFocus()
        QTest.keyClick(field, Qt.Key.Key_Return)
    assert changed[-1] == ServerProfile(server, desk.server.url)
    assert page.web.text() == desk.server.url


@pytest.mark.parametrize("typed", ["http://facturi.example", "https://ana:parola@facturi.example", "nu știu"])
def test_a_web_address_that_cannot_be_right_is_objected_to_and_not_kept(
    desk: AccountDesk, typed: str
) -> None:
    desk.sign_in()
    page = desk.settings(SERVER).server
    page.web.setText(typed)
    page.web.setFocus()
    QTest.keyClick(page.web, Qt.Key.Key_Return)
    assert page.objection.isVisible()
    assert desk.server.url in page.objection.text()
    assert page.web.text() == typed  # what was typed is not lost
    assert desk.preferences.web_address(ServerAddress(desk.server.url)) == ""
    page.web.setText("https://facturi.example")
    QTest.keyClick(page.web, Qt.Key.Key_Return)
    assert not page.objection.isVisible()


def test_a_client_id_with_spaces_is_not_kept(desk: AccountDesk) -> None:
    page = desk.settings(SERVER).server
    page.client.setText("a b")
    page.client.setFocus()
    QTest.keyClick(page.client, Qt.Key.Key_Return)
    assert page.objection.isVisible()
    assert desk.preferences.client_id(ServerAddress(HOSTED_SERVER)) == ""


def test_the_connection_is_tested_look_by_look(desk: AccountDesk) -> None:
    desk.sign_in()
    page = desk.settings(SERVER).server
    page.test.click()
    page.test.click()
    assert not page.test.isEnabled()
    desk.qtbot.waitUntil(lambda: not page.is_examining, timeout=20_000)
    assert page.test.isEnabled()
    assert len(page.view.lines) == 12
    assert page.view.summary == "Nothing failed."
    assert any(line.startswith("Server. in order. Storno") for line in page.view.lines)
    assert ACCOUNTANT not in said(page.view)

    desk.server.stop()
    page.test.click()
    desk.qtbot.waitUntil(lambda: not page.is_examining, timeout=20_000)
    assert page.view.summary == "Something failed."
    assert any(line.startswith("Server. failed") for line in page.view.lines)
    assert "Check the network connection" in said(page.view) or "Check the server" in said(page.view)


def test_a_test_under_way_is_dropped_with_the_window(desk: AccountDesk) -> None:
    desk.sign_in()
    dialog = desk.settings(SERVER)
    dialog.server.test.click()
    dialog.reject()
    assert not dialog.server.is_examining


# ------------------------------------------------------------------------------------------------ the look


def test_language_and_theme_are_told_at_once(desk: AccountDesk) -> None:
    dialog = desk.settings(LOOK)
    languages: list[str] = []
    themes: list[ThemeChoice] = []
    dialog.language_chosen.connect(languages.append)
    dialog.theme_chosen.connect(themes.append)
    assert dialog.look.language.currentText() == "English"
    assert dialog.look.theme.currentText() == "Light"
    choose(dialog.look.language, 0)
    choose(dialog.look.theme, 2)
    assert languages[-1:] == ["ro"]
    assert themes[-1:] == [ThemeChoice.DARK]


# ------------------------------------------------------------------------------------------------ the lock


def standing(page: LockPage) -> LockStanding | None:
    return page.standing


def submit(desk: AccountDesk, page: LockPage, present: str = "", new: str = "", again: str = "") -> None:
    for field, text in ((page.present, present), (page.new, new), (page.again, again)):
        field.setText(text)
    page.save_button.click()
    desk.qtbot.waitUntil(lambda: not page.is_asking, timeout=20_000)


def test_the_time_of_the_lock_counts_at_once(desk: AccountDesk) -> None:
    dialog = desk.settings(LOCK)
    told: list[int] = []
    dialog.lock_minutes_changed.connect(told.append)
    box = dialog.lock.minutes
    assert [box.itemData(row) for row in range(box.count())] == [1, 5, 15, 30, 60, 0]
    assert box.currentData() == 15
    choose(box, 5)
    assert told[-1] == 0
    assert desk.preferences.lock_minutes == 0
    assert box.currentText() == "Never"


def test_the_wheel_over_a_choice_changes_nothing(desk: AccountDesk) -> None:
    box = desk.settings(LOCK).lock.minutes
    middle = QPointF(box.rect().center())
    turn = QWheelEvent(
        middle,
        QPointF(box.mapToGlobal(middle)),
        QPoint(0, 0),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(box, turn)
    assert box.currentData() == 15


def test_a_passphrase_is_set_changed_and_removed(desk: AccountDesk, ring: MemoryRing) -> None:
    session = desk.sign_in()
    page = desk.settings(LOCK).lock
    lock = desk.services.lock
    assert standing(page) is LockStanding.NOT_SET
    assert "opens by signing in again" in page.state.text()

    page.set_button.click()
    assert not page.present.isVisible()
    submit(desk, page, new=PASSPHRASE, again=PASSPHRASE)
    assert standing(page) is LockStanding.SET
    assert desk.house.io.wait(lock.has_passphrase(session.account), 10)
    assert page.new.text() == page.again.text() == ""

    page.change_button.click()
    submit(desk, page, present="altceva", new="prune și nuci", again="prune și nuci")
    assert "not the present passphrase" in page.banner.headline
    assert page.new.text() == "prune și nuci"  # what was typed stays
    submit(desk, page, present=PASSPHRASE, new="prune și nuci", again="prune și nuci")
    assert not page.banner.isVisible()

    page.remove_button.click()
    assert not page.new.isVisible()
    submit(desk, page, present=PASSPHRASE)  # the former one
    assert standing(page) is LockStanding.SET
    submit(desk, page, present="prune și nuci")
    assert standing(page) is LockStanding.NOT_SET
    assert not desk.house.io.wait(lock.has_passphrase(session.account), 10)
    assert all(PASSPHRASE not in secret and "prune" not in secret for secret in ring.secrets.values())


@pytest.mark.parametrize(
    ("new", "again", "objection"),
    [
        ("mere", "mere", "Use at least"),
        (PASSPHRASE, "mere și bere", "not the same"),
    ],
)
def test_a_passphrase_that_will_not_do_is_objected_to(
    desk: AccountDesk, new: str, again: str, objection: str
) -> None:
    desk.sign_in()
    page = desk.settings(LOCK).lock
    page.set_button.click()
    submit(desk, page, new=new, again=again)
    assert objection in page.banner.headline
    page.back_button.click()
    assert not page.banner.isVisible()
    assert page.new.text() == ""
    assert page.set_button.isVisible()


def test_after_several_wrong_tries_the_wait_is_said(desk: AccountDesk) -> None:
    session = desk.sign_in()
    desk.house.io.wait(desk.services.lock.set_passphrase(session.account, PASSPHRASE), 30)
    page = desk.settings(LOCK).lock
    page.remove_button.click()
    for _ in range(3):
        submit(desk, page, present="altceva")
    assert "The next try counts in" in page.banner.headline
    submit(desk, page, present=PASSPHRASE)  # too early
    assert standing(page) is LockStanding.SET
    assert "The next try counts in" in page.banner.headline


def test_without_a_keyring_or_an_account_no_passphrase_can_be_set(desk: AccountDesk) -> None:
    assert "Sign in first" in desk.settings(LOCK).lock.state.text()
    keyring.set_keyring(NoKeyring())  # type: ignore[no-untyped-call]
    desk.sign_in()
    page = desk.settings(LOCK).lock
    assert standing(page) is LockStanding.NO_PLACE
    assert "no safe keyring" in page.state.text()
    assert not page.set_button.isEnabled()


def test_what_was_typed_goes_with_the_window(desk: AccountDesk) -> None:
    desk.sign_in()
    dialog = desk.settings(LOCK)
    dialog.lock.set_button.click()
    type_text(dialog.lock.new, PASSPHRASE)
    dialog.reject()
    assert dialog.lock.new.text() == ""


# ------------------------------------------------------------------------------------------------ the data


def test_places_are_shown_and_the_folder_is_opened(desk: AccountDesk, tmp_path: Path, qtbot: QtBot) -> None:
    opened: list[Path] = []

    def no_desktop(folder: Path) -> bool:
        opened.append(folder)
        return False

    page = DataPage(desk.preferences, desk.places, show_folder=no_desktop)
    qtbot.addWidget(page)
    page.show()
    assert page.folder.text() == str(tmp_path / "data")
    assert page.settings_file.text() == str(tmp_path / "settings.ini")
    assert page.log_file.text() == str(tmp_path / "data" / "logs" / "storno-desktop.log")
    assert page.folder.isReadOnly()
    page.folder.setFocus()
    QTest.keyClick(page.folder, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert page.folder.selectedText() == page.folder.text()
    page.open.click()
    assert opened == [tmp_path / "data"]
    assert page.objection.isVisible()  # this desktop shows no folders
    assert "--data-dir" in said(page)
    assert "What was listed stays in the data folder" in said(page)


def test_how_far_back_the_list_goes_counts_at_once(desk: AccountDesk) -> None:
    dialog = desk.settings(DATA)
    told: list[int] = []
    dialog.months_changed.connect(told.append)
    assert dialog.data.months.currentText() == "All years"
    choose(dialog.data.months, 2)
    assert told[-1] == 24
    dialog.accept()
    assert "months=24" in desk.preferences.file.read_text(encoding="utf-8")


# ------------------------------------------------------------------------------------------------ the policy


def test_what_the_organisation_fixed_is_shown_and_cannot_be_changed(desk: AccountDesk) -> None:
    session = desk.sign_in()
    desk.preferences.lock_minutes = 60
    policy = Policy(
        server=session.server,
        web_address="https://web.example",
        client_id="storno-desktop",
        ways=frozenset({SignInWay.BROWSER}),
        lock_after=timedelta(minutes=7),
    )
    dialog = desk.settings(policy=policy)
    assert dialog.accounts.facts["Session"] == "Your organisation's rules do not allow this account here"
    page = dialog.server
    assert (page.web.text(), page.web.isEnabled()) == ("https://web.example", False)
    assert (page.client.text(), page.client.isEnabled()) == ("storno-desktop", False)
    assert fixed_notes(page) == 3
    assert (dialog.lock.minutes.currentData(), dialog.lock.minutes.isEnabled()) == (7, False)
    assert fixed_notes(dialog.lock) == 1
    assert page.web.accessibleDescription() == "Set by your organisation"
    assert desk.preferences.lock_minutes == 60


def test_what_nobody_fixed_is_not_marked(desk: AccountDesk) -> None:
    desk.sign_in()
    dialog = desk.settings()
    assert [fixed_notes(page) for page in (dialog.server, dialog.lock)] == [0, 0]
    assert dialog.server.web.isEnabled()
    assert dialog.lock.minutes.isEnabled()


def test_no_secret_is_in_the_settings_file(desk: AccountDesk, ring: MemoryRing) -> None:
    desk.sign_in()
    dialog = desk.settings(LOCK)
    dialog.lock.set_button.click()
    submit(desk, dialog.lock, new=PASSPHRASE, again=PASSPHRASE)
    dialog.accept()
    written = desk.preferences.file.read_text(encoding="utf-8")
    assert ACCOUNTANT in written  # the file that a secret would be in
    assert PASSPHRASE not in written
    for secret in ring.secrets.values():
        assert secret not in written
        assert secret[:20] not in written
