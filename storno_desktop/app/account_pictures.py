"""The portraits of signing in, accounts, settings and the lock; see `pictures`."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QApplication, QWidget

from storno_desktop.app.doctor_words import DoctorWords
from storno_desktop.app.furnishing import House
from storno_desktop.domain.problem import Problem, ProblemKind
from storno_desktop.domain.session import SecondFactorChallenge, SignInWay
from storno_desktop.places import Places
from storno_desktop.sandbox.listen import SandboxServer
from storno_desktop.ui.main_window import MainWindow
from storno_desktop.ui.preferences import Preferences
from storno_desktop.ui.settings_dialog import LOCK, SERVER, SettingsDialog
from storno_desktop.ui.sign_in_desk import SignInDesk
from storno_desktop.ui.sign_in_dialog import SignInDialog
from storno_desktop.ui.window_guard import WindowGuard

_SETTINGS = ("accounts", "server", "look", "lock", "data")


class AccountPictures:
    """Draws with what a sitting lends: `save` keeps a picture, `until` lets the program work."""

    def __init__(
        self,
        house: House,
        window: MainWindow,
        preferences: Preferences,
        server: SandboxServer,
        save: Callable[[QWidget, str], None],
        until: Callable[[Callable[[], bool], str], None],
    ) -> None:
        self._house, self._window, self._preferences = house, window, preferences
        self._server, self._save, self._until = server, save, until

    def draw_sign_in(self) -> None:
        """Before anybody is in: the ways, what is wrong, and the second step."""
        dialog = self._window.ask_sign_in()
        self._save(dialog, "sign-in")
        dialog.email.setText("nume")
        dialog.password.setText("x")
        dialog.submit()
        self._save(dialog, "sign-in-objection")
        dialog.choose(SignInWay.API_KEY)
        self._save(dialog, "sign-in-key")
        dialog.reject()
        self._draw_server_and_browser()
        self._draw_second_step()

    def _draw_server_and_browser(self) -> None:
        dialog = self._other_dialog()
        dialog.server.setText(self._server.url)
        dialog.server_part.check()
        self._until(lambda: not dialog.server_part.is_checking, "the server's answer")
        dialog.server_part.show_profile()
        dialog.choose(SignInWay.BROWSER)
        dialog.server_part.client_id.setText(str(self._server.oauth_client["clientId"]))
        dialog.server_part.web_address.setText(self._server.url)
        self._save(dialog, "sign-in-browser")
        dialog.submit()
        self._until(lambda: dialog.browser_page.is_waiting, "the browser's page")
        self._save(dialog, "sign-in-browser-waits")
        dialog.reject()

    def _other_dialog(self) -> SignInDialog:
        """As the window opens it, but no browser comes up while pictures are drawn."""
        desk = SignInDesk(self._preferences, self._house.services.policy, newcomer=True)
        dialog = SignInDialog(
            self._house.io,
            self._house.services.sessions,
            desk=desk,
            open_url=lambda _url: True,
            parent=self._window,
        )
        dialog.open()
        return dialog

    def _draw_second_step(self) -> None:
        dialog = self._window.ask_sign_in()
        methods = ("totp", "backup_code", "email_otp")
        dialog.show_answer(SecondFactorChallenge(token="-" * 64, methods=methods))
        self._save(dialog, "sign-in-code")
        dialog.show_answer(Problem(ProblemKind.WRONG_CREDENTIALS, status=401))
        self._save(dialog, "sign-in-code-wrong")
        dialog.reject()
        dialog = self._window.ask_sign_in()
        dialog.email.setText("nume@firma.ro")
        dialog.password.setText("parolă")
        dialog.show_answer(Problem(ProblemKind.CAPTCHA, status=401))
        self._save(dialog, "sign-in-captcha")
        dialog.reject()

    def draw_inside(self, places: Places) -> None:
        """Somebody is in: the account menu, every page of the settings, sign-out and the lock."""
        menu = self._window.account_menu
        menu.popup(self._window.mapToGlobal(QPoint(0, 0)))
        self._save(menu, "account-menu")
        menu.close()
        self._draw_settings(places)
        leaving = self._window.sessions.ask_sign_out()
        if leaving is not None:
            self._save(leaving, "sign-out")
            leaving.reject()

    def _draw_settings(self, places: Places) -> None:
        session = self._window.session
        settings = SettingsDialog(
            self._house.io,
            self._house.services,
            self._preferences,
            places,
            DoctorWords(),
            session=session,
            company=self._window.company,
            parent=self._window,
        )
        settings.open()
        for page, name in enumerate(_SETTINGS):
            settings.show_page(page)
            if page == SERVER:
                settings.server.examine()
                self._until(lambda: not settings.server.is_examining, "the self-test")
            if page == LOCK:
                self._until(lambda: settings.lock.state.text() != "", "the lock's standing")
            self._save(settings, f"settings-{name}")
        settings.accept()

    def draw_lock(self, app: QApplication) -> None:
        """The covered window and the dialog before it."""
        session = self._window.session
        if session is None:
            return
        house, account = self._house, session.account
        guard = WindowGuard(
            app, house.io, lambda: house.services.lock, front=lambda: self._window, account=lambda: account
        )
        guard.lock()
        dialog = guard.dialog
        if dialog is not None:
            self._until(lambda: dialog.standing is not None, "the lock's standing")
            self._save(self._window, "locked")
            self._save(dialog, "lock")
        guard.unlock()
