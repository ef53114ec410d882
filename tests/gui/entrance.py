"""The sign-in window before the office's server, with a watch that stands still and a browser that is played."""

from __future__ import annotations

from pathlib import Path

import httpx
from PySide6.QtCore import QUrl
from PySide6.QtWidgets import QPushButton, QWidget

from storno_desktop.domain.account import ServerProfile
from storno_desktop.domain.server_address import ServerAddress, parse_server_address
from storno_desktop.service.policy import Policy
from storno_desktop.service.session import Session
from storno_desktop.ui.preferences import Preferences
from storno_desktop.ui.sign_in_desk import SignInDesk
from storno_desktop.ui.sign_in_dialog import SignInDialog
from tests.gui.front_office import ACCOUNTANT, PASSWORD, WORLD, Office

PATIENCE_MS = 20_000


class Watch:
    """Seconds that pass only when a test says so."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


class Browser:
    """Remembers the pages that it was sent to; `works` tells whether this computer has one."""

    def __init__(self) -> None:
        self.pages: list[str] = []
        self.works = True

    def __call__(self, url: QUrl) -> bool:
        self.pages.append(url.toString(QUrl.ComponentFormattingOption.FullyEncoded))
        return self.works

    def sign_in(self, email: str = ACCOUNTANT, decision: str = "allow", **fields: str) -> str:
        """The person signs in on the newest page; where the browser is sent then."""
        form = {"email": email, "password": PASSWORD, "decision": decision, **fields}
        answer = httpx.post(self.pages[-1], data=form)
        assert answer.status_code == 303, answer.text
        return answer.headers["Location"]

    def come_back(self, email: str = ACCOUNTANT, decision: str = "allow") -> httpx.Response:
        """The same, and the browser goes where it is sent."""
        return httpx.get(self.sign_in(email, decision))


class Entrance:
    """One sign-in window with everything filled in that a person knows by heart."""

    def __init__(
        self,
        office: Office,
        folder: Path,
        *,
        only: Session | None = None,
        policy: Policy | None = None,
        knows_client: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        self.office, self.watch, self.browser = office, Watch(), Browser()
        self.preferences = Preferences(folder / "entrance.ini")
        desk = SignInDesk(self.preferences, policy or Policy())
        self.desk = desk
        if knows_client:
            client = str(office.server.oauth_client["clientId"])
            desk.keep_profile(ServerProfile(self.address, office.server.url, client))
        house = office.house
        self.dialog = SignInDialog(
            house.io,
            house.services.sessions,
            desk=desk,
            only=only,
            monotonic=self.watch,
            open_url=self.browser,
            parent=parent or office.window,
        )
        office.qtbot.addWidget(self.dialog)
        self.sessions: list[Session] = []
        self.dialog.signed_in.connect(self.sessions.append)
        if only is None and not desk.server_is_fixed:
            self.dialog.server.setText(office.server.url)
        self.dialog.open()
        self.dialog.activateWindow()
        if only is None:
            self.dialog.email.setText(ACCOUNTANT)
            self.dialog.password.setText(PASSWORD)

    @property
    def address(self) -> ServerAddress:
        found = parse_server_address(self.office.server.url)
        assert isinstance(found, ServerAddress)
        return found

    def answered(self) -> None:
        """Wait until the server has said something to the last press."""
        dialog = self.dialog
        self.office.qtbot.waitUntil(lambda: not dialog.is_asking, timeout=PATIENCE_MS)

    def submit(self) -> None:
        """Press the button and wait for the answer."""
        self.dialog.submit()
        self.answered()

    def enter(self) -> Session:
        """Press the button that lets in."""
        with self.office.qtbot.waitSignal(self.dialog.signed_in, timeout=PATIENCE_MS):
            self.dialog.submit()
        return self.sessions[-1]

    def wait_for_browser(self) -> None:
        """Press the button and wait until the page is open."""
        before = len(self.browser.pages)
        self.dialog.submit()
        self.office.qtbot.waitUntil(lambda: len(self.browser.pages) > before, timeout=PATIENCE_MS)

    def at_code(self) -> None:
        """With the account that asks for a second step."""
        self.dialog.email.setText(WORLD["mfa"]["email"])
        self.submit()
        assert self.dialog.code.isVisible(), self.dialog.banner.headline

    def try_code(self, code: str) -> None:
        self.dialog.code.setText(code)
        self.submit()

    def button(self, text: str) -> QPushButton:
        """A button that can be seen."""
        shown = [each for each in self.dialog.findChildren(QPushButton) if each.isVisible()]
        return next(each for each in shown if each.text().replace("&", "") == text)
