"""Asks before an account is left, does it, and tells what could not be done."""

from __future__ import annotations

from collections.abc import Coroutine
from dataclasses import dataclass, replace
from typing import Any

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from storno_desktop.domain.session import SignInWay
from storno_desktop.io_thread import IoThread
from storno_desktop.service.prepared_acts import PreparedActs
from storno_desktop.service.session_service import SessionService, SignedOut
from storno_desktop.service.window_lock import WindowLock
from storno_desktop.ui.consequence_list import ConsequenceList
from storno_desktop.ui.guard_time import GUARD_MS
from storno_desktop.ui.known_account import KnownAccount
from storno_desktop.ui.plain_text import plain_label
from storno_desktop.ui.preferences import Preferences
from storno_desktop.ui.question_dialog import QuestionDialog
from storno_desktop.ui.sentence import filled
from storno_desktop.ui.theme import Tone, secondary_font, set_tone

_BELOW_A_TICK = 29
"""From the edge of a check box to its words."""


@dataclass(frozen=True, slots=True)
class Leaving:
    """An account that was signed out of; `forgets` whether what this computer knew of it goes too."""

    account: KnownAccount
    forgets: bool


class SignOutDialog(QuestionDialog):
    """Signs out of `account`; with `removes` it also forgets the account without asking about that.

    `prepared` looks up what is prepared and not sent, None for an account that is not in use: what becomes of that is
    said. The account's entry in the preferences is changed here; what else is kept of it is for whoever hears
    `signed_out` with `forgets`. Where all is well the dialog closes by itself; else it stays to be read,
    and `signed_out` comes when it is closed.
    """

    signed_out = Signal(object)  # Leaving

    def __init__(
        self,
        io: IoThread,
        sessions: SessionService,
        lock: WindowLock,
        preferences: Preferences,
        account: KnownAccount,
        *,
        acting: bool = False,
        removes: bool = False,
        prepared: Coroutine[Any, Any, PreparedActs] | None = None,
        parent: QWidget | None = None,
        guard_ms: int = GUARD_MS,
    ) -> None:
        question, safe, act = _texts(account.email, removes)
        super().__init__(question, safe=safe, act=act, tone=Tone.ACCENT, parent=parent, guard_ms=guard_ms)
        self._io, self._sessions, self._lock = io, sessions, lock
        self._preferences = preferences
        self._account = account
        self._acting, self._removes = acting, removes
        self._left: Leaving | None = None
        self._prepared = PreparedActs()
        self._consequences = ConsequenceList(self)
        self.wipe = QCheckBox(self.tr("Also &remove what this computer knows of this account"), self)
        self._add_evidence()
        self._show()
        self.wipe.toggled.connect(lambda _on: self._show())
        self.committed.connect(self._leave)
        if prepared is not None:
            io.run(prepared, self._prepared_came, owner=self)

    @property
    def lines(self) -> tuple[str, ...]:
        """What happens, line by line."""
        return self._consequences.lines

    def _prepared_came(self, prepared: PreparedActs) -> None:
        if self._left is None:
            self._prepared = prepared
            self._show()

    def _show(self) -> None:
        """What happens to the session, and to what waits here for somebody."""
        kept, lost = self._prepared.kept, self._prepared.passing
        if self._removes or self.wipe.isChecked():
            kept, lost = 0, kept + lost
        sentences = [self.tr("An act is under way. It is carried through first.")] if self._acting else []
        if lost:
            sentences.append(self.tr("%n prepared cancellation(s) will be lost, unsent.", "", lost))
        self.set_sentence(" ".join(sentences))
        lines = self._lines()
        if kept:
            lines.append(
                self.tr(
                    "%n prepared cancellation(s) stay(s) on this computer, unsent, until you sign in again.",
                    "",
                    kept,
                )
            )
        self._consequences.show_lines(lines)

    def _lines(self) -> list[str]:
        lines = [self.tr("The session is removed from this computer's keyring.")]
        match self._account.way:
            case SignInWay.BROWSER:
                lines.append(self.tr("The access that the browser gave is ended on the server too."))
            case SignInWay.API_KEY:
                lines.append(self.tr("The API key itself stays valid. If need be, delete it in Storno."))
            case SignInWay.PASSWORD:
                lines.append(self.tr("Next time you need the password again."))
        if self._removes:
            lines.append(self._forgotten())
        return lines

    def _forgotten(self) -> str:
        return self.tr(
            "Forgotten are its entry in the list of accounts, the company opened last, the lock's passphrase, "
            "and the local copy of its invoices with what is prepared in it."
        )

    def _add_evidence(self) -> None:
        self.add_evidence(self._consequences)
        known = self._forgotten()
        if not self._removes:
            explained = plain_label(known, secondary_font(), wraps=True, parent=self)
            explained.setContentsMargins(_BELOW_A_TICK, 0, 0, 0)
            set_tone(explained, Tone.NEUTRAL)
            self.wipe.setAccessibleDescription(known)
            choice = QVBoxLayout()
            choice.setSpacing(0)
            choice.addWidget(self.wipe)
            choice.addWidget(explained)
            self.evidence.addLayout(choice)
        else:
            self.wipe.hide()

    # -------------------------------------------------------------------------------------- inside

    def _leave(self) -> None:
        forgets = self._removes or self.wipe.isChecked()
        waiting = self.tr("Waiting for the act under way, then signing out…")
        self.set_busy(waiting if self._acting else self.tr("Signing out…"))
        self._io.commit(self._signing_out(forgets), lambda told: self._told(told, forgets), owner=self)

    async def _signing_out(self, forgets: bool) -> SignedOut:
        """On the I/O thread: the session, then what else the keyring holds of the account."""
        account = self._account.id
        told = await self._sessions.forget(account)
        if forgets and not await self._lock.remove(account):
            return replace(told, forgotten=False)
        return told

    def _told(self, told: SignedOut, forgets: bool) -> None:
        self.set_idle()
        self._left = Leaving(self._account, forgets)
        if forgets:
            self._preferences.remove(self._account.id)
        else:
            known = self._preferences.known(self._account.id)
            if known is not None:
                self._preferences.update(replace(known, stays=False))
        if told.revoked is not False and told.forgotten:
            self.accept()
            return
        self._stay_to_be_read(told)

    def _stay_to_be_read(self, told: SignedOut) -> None:
        sentences = []
        if told.revoked is False:
            sentences.append(
                self.tr(
                    "The server could not be told. End the access in Storno, in the settings of your account, "
                    "under the authorised applications."
                )
            )
        if not told.forgotten:
            sentences.append(
                self.tr(
                    "The keyring did not give the entry up. Open the keyring of this computer and remove "
                    "“Storno Desktop” there by hand."
                )
            )
        headline = self.tr("You are signed out here, but something is left to do.")
        self.act_button.hide()
        self.safe_button.setText(self.tr("Close"))
        self.wipe.setEnabled(False)
        self.set_sentence("")
        self.show_problem(headline, "\n\n".join(sentences), tone=Tone.WARNING)
        self.safe_button.setFocus()

    def done(self, result: int) -> None:
        left, self._left = self._left, None
        super().done(result)
        if left is not None:
            self.signed_out.emit(left)


def _texts(email: str, removes: bool) -> tuple[str, str, str]:
    """Question, safe button and act; needed before there is a dialog that could translate."""
    translate = QCoreApplication.translate
    if removes:
        question = translate("SignOutDialog", "Remove %1 from this computer?")
        return (
            filled(question, email),
            translate("SignOutDialog", "Keep it"),
            translate("SignOutDialog", "Remove"),
        )
    question = translate("SignOutDialog", "Sign out of %1?")
    safe = translate("SignOutDialog", "Keep me signed in")
    return filled(question, email), safe, translate("SignOutDialog", "Sign out")
