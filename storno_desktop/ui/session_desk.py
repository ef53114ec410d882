"""Where a session begins, changes and ends: accounts, organisations, sign-in and sign-out."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QWidget

from storno_desktop.domain.account import AccountId
from storno_desktop.domain.problem import Problem, ProblemKind
from storno_desktop.io_thread import IoThread, Ticket
from storno_desktop.service.session import OFFLINE, Session
from storno_desktop.ui.guard_time import GUARD_MS
from storno_desktop.ui.known_account import KnownAccount
from storno_desktop.ui.preferences import Preferences
from storno_desktop.ui.sign_in_desk import SignInDesk

if TYPE_CHECKING:
    # Imported when they are opened: start-up loads nothing that it does not show.
    from storno_desktop.domain.local_copy import CopyStanding
    from storno_desktop.service.first_sight import FirstSight
    from storno_desktop.service.services import Services
    from storno_desktop.ui.first_glance import FirstGlance
    from storno_desktop.ui.sign_in_dialog import SignInDialog
    from storno_desktop.ui.sign_out_dialog import Leaving, SignOutDialog

_Resumed = Session | Problem | None


class SessionDesk(QObject):
    """Holds who is signed in. Every change of it ends in one of the signals; failures leave it as it was.

    `entered` brings the session that begins or goes on, `left` the account that was signed out of, `failed`
    why a change did not come about; `changing` tells that one is under way which somebody asked for. At the start a kept session is
    entered before the server was asked about it, and once more when it has answered; `passphrase_due` follows
    the first `entered` then where a passphrase is set, since nobody has proved who sits here. `turned_away`
    tells that the server does not let this person in any more, `blank` that this computer has nothing to show
    before the server answers or somebody signs in.
    """

    entered = Signal(object)  # Session
    passphrase_due = Signal()
    left = Signal(object)  # Leaving
    turned_away = Signal(object, object)  # AccountId, Problem
    blank = Signal()
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
        self._opened_copy: CopyStanding | None = None
        self.session: Session | None = None

    # -------------------------------------------------------------------------------------- coming in

    def begin(self, glance: FirstGlance | None, server: str = "") -> None:
        """Go on with the kept session that the first glance looks for; without one, ask who works here, at this
        server if one is named (as typed)."""
        if glance is None:
            self.ask(server=server)
            self.blank.emit()
        else:
            glance.tell(lambda sight: self._sighted(glance.account.id, sight))

    @property
    def opened_copy(self) -> CopyStanding | None:
        """While `entered` brings the session of the first look: how the copy of its company stands, if it was opened."""
        return self._opened_copy

    @property
    def may_reconnect(self) -> bool:
        """Whether asking the server again could bring it back: not while it is being asked, nor where a sign-in
        is needed."""
        offline = None if self.session is None else self.session.offline
        return self._changing is None and offline is not None and offline.kind is not ProblemKind.SIGNED_OUT

    def reconnect(self, *, quiet: bool = False) -> None:
        """Looking things up without the server: try once more to reach it; quietly where nobody asked."""
        if self.session is not None and self.may_reconnect:
            self._resume(self.session.account, quiet=quiet)

    def choose(self, account: AccountId) -> None:
        """Change to another account of this computer; with its kept session, else through the sign-in."""
        if self.session is not None and self.session.account == account:
            return
        self._resume(account)

    def choose_organization(self, organization_id: str) -> None:
        """Work for another organisation of the same person, which only the server can tell about."""
        if self.session is not None and self.session.offline is not None:
            self.failed.emit(self.session.offline)
            return
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
            prepared=self._services.prepared(self.session.companies),
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
        self._io.run(self._services.load(), lambda _none: None, owner=self)  # while the person types
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.signed_in.connect(self.enter)
        dialog.open()
        return dialog

    def _sighted(self, account: AccountId, sight: FirstSight) -> None:
        """What this computer holds comes on show; whoever shows it calls `reconnect` as soon as it is there."""
        if sight.session is None or self.session is not None:
            self._resume(account, has_passphrase=sight.has_passphrase)
            self.blank.emit()
            return
        self._opened_copy = sight.copy
        self.enter(sight.session)
        self._opened_copy = None
        if sight.has_passphrase:
            self.passphrase_due.emit()

    def _resume(self, account: AccountId, *, has_passphrase: bool = False, quiet: bool = False) -> None:
        known = self._preferences.known(account)
        organization = "" if known is None else known.organization_id
        self._change(
            self._services.sessions.resume(account, organization),
            lambda answer: self._resumed(account, answer, has_passphrase),
            quiet=quiet,
        )

    def _resumed(self, account: AccountId, answer: _Resumed, has_passphrase: bool) -> None:
        """In, or to the sign-in of that account; what only passes (no network) leaves everything as it is.

        A passphrase is due where this is the first that anybody sees of a kept session.
        """
        session = self.session
        if isinstance(answer, Session):
            self.enter(answer)
            if has_passphrase and session is None:
                self.passphrase_due.emit()
        elif session is None:
            self._came_from_outside(account, answer, has_passphrase)
        elif session.offline is not None and session.account == account:
            self._still_without(session, answer or Problem(ProblemKind.SIGNED_OUT))
        elif isinstance(answer, Problem) and answer.kind is not ProblemKind.SIGNED_OUT:
            self.failed.emit(answer)
            self._go_on_connecting()
        else:
            self._ask_for(account, answer)
            self._go_on_connecting()

    def _came_from_outside(self, account: AccountId, answer: Problem | None, has_passphrase: bool) -> None:
        """Nobody is in, and the kept session does not let anybody in now."""
        if answer is None or answer.kind is ProblemKind.SIGNED_OUT:
            self._ask_for(account, answer)
        else:
            self._recall(account, answer, has_passphrase)

    def _still_without(self, session: Session, why: Problem) -> None:
        """The server was asked about a session that was only recalled, and did not confirm it."""
        if why.kind is ProblemKind.SIGNED_OUT:
            self.enter(replace(session, offline=why))
            self.ask_again().show_answer(why)
        elif why.kind not in OFFLINE:
            self.session = None
            self._io.commit(
                self._leave_behind(session),
                lambda _none: self.turned_away.emit(session.account, why),
                owner=self,
            )
        elif session.is_connecting:
            self.enter(replace(session, offline=why))
        else:
            self.failed.emit(why)

    def _go_on_connecting(self) -> None:
        """Asking about another account took the place of asking about this one."""
        if self.session is not None and self.session.is_connecting:
            self.reconnect()

    async def _leave_behind(self, session: Session) -> None:
        """On the I/O thread: nothing of it stays at hand; the local copy stays where it is."""
        await self._services.sessions.leave()
        await self._services.copy.close()
        await self._services.invoices.forget(session.companies)

    def _ask_for(self, account: AccountId, answer: Problem | None) -> None:
        dialog = self.ask(account)
        if answer is not None:
            dialog.show_answer(answer)

    def _recall(self, account: AccountId, why: Problem, has_passphrase: bool) -> None:
        """The server cannot be asked: look things up without it, or say so in the sign-in."""

        def came(session: Session | None) -> None:
            if session is None:
                self._ask_for(account, why)
                return
            self.enter(session)
            if has_passphrase:
                self.passphrase_due.emit()

        self._io.run(self._services.sessions.recall(account, why), came, owner=self)

    def _organization_came(self, answer: _Resumed) -> None:
        if isinstance(answer, Session):
            self.enter(answer)
        elif answer is not None:
            self.failed.emit(answer)

    def _change(
        self,
        work: Coroutine[object, object, _Resumed],
        then: Callable[[_Resumed], None],
        *,
        quiet: bool = False,
    ) -> None:
        """One change at a time; the newest wish counts."""
        if self._changing is not None:
            self._changing.drop()

        def came(answer: _Resumed) -> None:
            self._changing = None
            self.changing.emit(False)
            then(answer)

        if not quiet:
            self.changing.emit(True)
        self._changing = self._io.run(work, came, owner=self)

    def _welcome(self, session: Session) -> KnownAccount:
        return self._preferences.welcome(session.server, session.user, stays=bool(session.kept))
