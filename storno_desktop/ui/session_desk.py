"""Where a session begins, changes and ends: accounts, organisations, sign-in and sign-out."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QWidget

from storno_desktop.domain.account import AccountId
from storno_desktop.domain.problem import Problem, ProblemKind
from storno_desktop.domain.server_address import parse_server_address
from storno_desktop.io_thread import IoThread, Ticket
from storno_desktop.service.services import Services
from storno_desktop.service.session import Session
from storno_desktop.ui.known_account import KnownAccount
from storno_desktop.ui.preferences import Preferences
from storno_desktop.ui.question_dialog import GUARD_MS
from storno_desktop.ui.sign_in_desk import SignInDesk

if TYPE_CHECKING:
    # Imported when they are opened: start-up loads nothing that it does not show.
    from storno_desktop.ui.sign_in_dialog import SignInDialog
    from storno_desktop.ui.sign_out_dialog import Leaving, SignOutDialog

_Resumed = Session | Problem | None


class SessionDesk(QObject):
    """Holds who is signed in. Every change of it ends in one of the signals; failures leave it as it was.

    `entered` brings the session that begins or goes on, `left` the account that was signed out of, `failed`
    why a change did not come about; `changing` tells that one is under way. `went_on` follows the first
    `entered` where a kept session was taken up at the start: nobody has proved who sits here.
    """

    entered = Signal(object)  # Session
    went_on = Signal()
    left = Signal(object)  # Leaving
    failed = Signal(object)  # Problem
    changing = Signal(bool)

    def __init__(
        self,
        io: IoThread,
        services: Services,
        preferences: Preferences,
        window: QWidget,
        guard_ms: int = GUARD_MS,
    ) -> None:
        super().__init__()
        self._io = io
        self._services = services
        self._preferences = preferences
        self._window = window
        self._guard_ms = guard_ms
        self._changing: Ticket[_Resumed] | None = None
        self.session: Session | None = None

    # -------------------------------------------------------------------------------------- coming in

    def begin(self, server: str = "") -> None:
        """Go on with the kept session of the account used last, at this server if one is named (as typed);
        where there is none, ask who works here."""
        desk = SignInDesk(self._preferences, self._services.policy)
        current = self._preferences.current
        known = None if current is None else self._preferences.known(current)
        elsewhere = bool(server) and (known is None or parse_server_address(server) != known.address)
        if known is None or elsewhere or not known.stays or not desk.admits(known):
            self.ask(server=server)
        else:
            self._resume(known.id, at_start=True)

    def reconnect(self) -> None:
        """Looking things up without the server: try once more to reach it."""
        if self.session is not None and self._changing is None:
            self._resume(self.session.account)

    def choose(self, account: AccountId) -> None:
        """Change to another account of this computer; with its kept session, else through the sign-in."""
        if self.session is not None and self.session.account == account:
            return
        self._resume(account)

    def choose_organization(self, organization_id: str) -> None:
        """Work for another organisation of the same person."""
        self._change(self._services.sessions.switch_organization(organization_id), self._organization_came)

    def ask(
        self,
        account: AccountId | None = None,
        *,
        newcomer: bool = False,
        server: str = "",
        parent: QWidget | None = None,
    ) -> SignInDialog:
        """Open the sign-in: for the account used last, for this one, or for somebody new."""
        desk = SignInDesk(self._preferences, self._services.policy, account=account, newcomer=newcomer)
        return self._open(desk, None, server, parent)

    def ask_again(self, parent: QWidget | None = None) -> SignInDialog:
        """The session ended: the same person signs in over whatever is open, and everything below stays."""
        if self.session is None:
            return self.ask(parent=parent)
        desk = SignInDesk(self._preferences, self._services.policy, account=self.session.account)
        return self._open(desk, self.session, "", parent)

    def enter(self, session: Session) -> None:
        """Begin or go on with a session, and remember it as the one used last."""
        self.session = session
        self._welcome(session)
        self.entered.emit(session)

    # -------------------------------------------------------------------------------------- going out

    def ask_sign_out(self) -> SignOutDialog | None:
        """Ask whether to sign out, and of how much; None where nobody is signed in."""
        from storno_desktop.ui.sign_out_dialog import SignOutDialog

        if self.session is None:
            return None
        account = self._preferences.known(self.session.account) or self._welcome(self.session)
        dialog = SignOutDialog(
            self._io,
            self._services.sessions,
            self._services.lock,
            self._preferences,
            account,
            parent=self._window,
            guard_ms=self._guard_ms,
        )
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.signed_out.connect(self.leave)
        dialog.open()
        return dialog

    def leave(self, leaving: Leaving) -> None:
        """An account was signed out of, here or in the settings. What this program holds of the companies of
        the one in use is put away; where the account is to be forgotten, its local copy is removed."""
        session = self.session
        in_use = session if session is not None and session.account == leaving.account.id else None
        if in_use is not None:
            self.session = None
        told = (lambda _none: self.left.emit(leaving)) if in_use is not None else (lambda _none: None)
        self._io.commit(self._put_away(leaving, in_use), told, owner=self)

    async def _put_away(self, leaving: Leaving, in_use: Session | None) -> None:
        """On the I/O thread: files first, then what memory holds."""
        copy = self._services.copy
        if in_use is not None:
            await copy.close()
            await self._services.invoices.forget(in_use.companies)
        if leaving.forgets:
            await copy.wipe(leaving.account.id)

    # -------------------------------------------------------------------------------------- inside

    def _open(
        self, desk: SignInDesk, only: Session | None, server: str, parent: QWidget | None
    ) -> SignInDialog:
        from storno_desktop.ui.sign_in_dialog import SignInDialog

        dialog = SignInDialog(
            self._io, self._services.sessions, desk=desk, only=only, parent=parent or self._window
        )
        if server:
            dialog.server.setText(server)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.signed_in.connect(self.enter)
        dialog.open()
        return dialog

    def _resume(self, account: AccountId, *, at_start: bool = False) -> None:
        known = self._preferences.known(account)
        organization = "" if known is None else known.organization_id
        self._change(
            self._services.sessions.resume(account, organization),
            lambda answer: self._resumed(account, answer, at_start),
        )

    def _resumed(self, account: AccountId, answer: _Resumed, at_start: bool) -> None:
        """In, or to the sign-in of that account; what only passes (no network) leaves everything as it is."""
        if isinstance(answer, Session):
            self.enter(answer)
            if at_start:
                self.went_on.emit()
            return
        if isinstance(answer, Problem) and answer.kind is not ProblemKind.SIGNED_OUT:
            if self.session is not None:
                self.failed.emit(answer)
            else:
                self._recall(account, answer, at_start)
            return
        dialog = self.ask(account)
        if isinstance(answer, Problem):
            dialog.show_answer(answer)

    def _recall(self, account: AccountId, why: Problem, at_start: bool) -> None:
        """The server cannot be asked: look things up without it, or say so in the sign-in."""

        def came(session: Session | None) -> None:
            if session is None:
                self.ask(account).show_answer(why)
                return
            self.enter(session)
            if at_start:
                self.went_on.emit()

        self._io.run(self._services.sessions.recall(account, why), came, owner=self)

    def _organization_came(self, answer: _Resumed) -> None:
        if isinstance(answer, Session):
            self.enter(answer)
        elif answer is not None:
            self.failed.emit(answer)

    def _change(self, work: Coroutine[object, object, _Resumed], then: Callable[[_Resumed], None]) -> None:
        """One change at a time; the newest wish counts."""
        if self._changing is not None:
            self._changing.drop()

        def came(answer: _Resumed) -> None:
            self._changing = None
            self.changing.emit(False)
            then(answer)

        self.changing.emit(True)
        self._changing = self._io.run(work, came, owner=self)

    def _welcome(self, session: Session) -> KnownAccount:
        return self._preferences.welcome(session.server, session.user, stays=bool(session.kept))
