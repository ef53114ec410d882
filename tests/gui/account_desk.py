"""A server, a house and a settings file, without the program's window: what the parts about accounts need."""

from __future__ import annotations

from collections.abc import Coroutine, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

from storno_desktop.app.doctor_words import DoctorWords
from storno_desktop.app.furnishing import House, furnish
from storno_desktop.domain.server_address import ServerAddress
from storno_desktop.domain.session import SignInWay, Tokens
from storno_desktop.places import Places
from storno_desktop.sandbox.listen import SandboxServer
from storno_desktop.sandbox.settings import SandboxSettings
from storno_desktop.service.act_bar import ActBar
from storno_desktop.service.policy import Policy
from storno_desktop.service.prepared_acts import PreparedActs
from storno_desktop.service.services import Services
from storno_desktop.service.session import Session
from storno_desktop.ui.known_account import KnownAccount
from storno_desktop.ui.preferences import Preferences
from storno_desktop.ui.settings_dialog import ACCOUNTS, SettingsDialog
from storno_desktop.ui.sign_out_dialog import SignOutDialog
from storno_desktop.vault.secret_vault import SecretVault
from tests.gui.front_office import ACCOUNTANT, NOW, PASSWORD, SEED


@dataclass
class AccountDesk:
    """Somebody may sign in here, look at the settings and go."""

    qtbot: QtBot
    server: SandboxServer
    house: House
    preferences: Preferences
    places: Places
    session: Session | None = None

    @property
    def services(self) -> Services:
        return self.house.services

    def sign_in(self, email: str = ACCOUNTANT, *, stay: bool = True) -> Session:
        """Signed in and known to the preferences, as the window would have it."""
        answer = self.house.io.wait(
            self.services.sessions.sign_in(ServerAddress(self.server.url), email, PASSWORD, stay=stay), 30
        )
        assert isinstance(answer, Session)
        self.session = answer
        self.preferences.welcome(answer.server, answer.user, stays=bool(answer.kept))
        return answer

    def know(self, email: str, way: SignInWay = SignInWay.PASSWORD, *, stays: bool = True) -> KnownAccount:
        """An account that is not in use, with a session in the keyring if it stays."""
        account = KnownAccount(server=self.server.url, email=email, way=way, stays=stays)
        self.preferences.add(account)
        if stays:
            tokens = Tokens(access="a-token", refresh="r-token", way=way, client_id="c")
            assert self.house.io.wait(SecretVault().keep(account.id, tokens, durable=True), 10)
        return account

    def settings(self, page: int = ACCOUNTS, policy: Policy | None = None) -> SettingsDialog:
        """The settings window, open."""
        services = self.services if policy is None else under(self.services, policy)
        company = None if self.session is None else self.session.companies[0]
        dialog = SettingsDialog(
            self.house.io,
            services,
            self.preferences,
            self.places,
            DoctorWords(),
            session=self.session,
            company=company,
            page=page,
            guard_ms=0,
        )
        self._keep(dialog)
        dialog.show()
        dialog.activateWindow()
        self.qtbot.waitUntil(lambda: not dialog.lock.is_asking)
        return dialog

    def sign_out_dialog(
        self,
        account: KnownAccount,
        *,
        acting: bool = False,
        removes: bool = False,
        prepared: Coroutine[Any, Any, PreparedActs] | None = None,
    ) -> SignOutDialog:
        """The question, open."""
        dialog = SignOutDialog(
            self.house.io,
            self.services.sessions,
            self.services.lock,
            self.preferences,
            account,
            acting=acting,
            removes=removes,
            prepared=prepared,
            guard_ms=0,
        )
        self._keep(dialog)
        dialog.open()
        self.qtbot.waitUntil(dialog.act_button.isEnabled)
        return dialog

    def _keep(self, dialog: QDialog) -> None:
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)  # a test looks at it afterwards
        self.qtbot.addWidget(dialog)


@contextmanager
def settled_in(qapp: QApplication, qtbot: QtBot, folder: Path) -> Iterator[AccountDesk]:
    """A desk for the time of one test; nobody is signed in."""
    with SandboxServer(SandboxSettings(seed=SEED, now=NOW, dates="as-is")) as server:
        house = furnish(lambda: NOW)
        desk = AccountDesk(qtbot, server, house, Preferences(folder / "settings.ini"), Places.of(folder))
        try:
            yield desk
        finally:
            house.close()
            qapp.processEvents()


def under(services: Services, policy: Policy) -> Services:
    """The same services where an organisation fixed this."""
    return Services(
        bar=ActBar(),
        policy=policy,
        copy=services.copy,
        look=services.look,
        make_identity=lambda: services.identity,
        make_work=lambda _connection: services.work,
    )
