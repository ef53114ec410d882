"""What holds for the whole session and must not be missed: calm lines across the top of the window."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from storno_desktop.domain.account import AccountId
from storno_desktop.domain.local_copy import CopyStanding, CopyTrouble
from storno_desktop.service.act_bar import ActBar, Bar
from storno_desktop.service.policy import Policy
from storno_desktop.service.session import Session
from storno_desktop.ui.announcement import announce
from storno_desktop.ui.bar_words import BarWords
from storno_desktop.ui.icon_label import IconLabel
from storno_desktop.ui.icons import set_icon
from storno_desktop.ui.plain_text import plain_label, plain_tooltip
from storno_desktop.ui.theme import SPACE_L, SPACE_S, SPACE_XS, Tone


class SessionLine(QFrame):
    """One sentence with an icon; one that may be dismissed has a button for it."""

    dismissed = Signal()

    def __init__(
        self, name: str, tone: Tone, *, dismissible: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("sessionLine")
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._text = plain_label(wraps=True, parent=self)
        row = QHBoxLayout(self)
        row.setContentsMargins(SPACE_L, SPACE_XS, SPACE_S, SPACE_XS)
        row.setSpacing(SPACE_S)
        row.addWidget(IconLabel(name, tone, parent=self))
        row.addWidget(self._text, 1)
        if dismissible:
            close = QToolButton(self)
            set_icon(close, "close")
            close.setAccessibleName(self.tr("Close this notice"))
            close.setToolTip(self.tr("Close this notice"))
            close.clicked.connect(lambda _checked=False: self._dismiss())
            row.addWidget(close)
        self.hide()

    def say(self, text: str) -> None:
        """Show and read it aloud; nothing if it is shown already."""
        if self.text == text:
            return
        self._text.setText(text)
        self.setAccessibleName(text)
        self.show()
        announce(self, text)

    def be_silent(self) -> None:
        """Nothing to say any more."""
        self._text.setText("")
        self.hide()

    @property
    def text(self) -> str:
        return self._text.text()

    def _dismiss(self) -> None:
        self.be_silent()
        self.dismissed.emit()


class SessionBanner(QWidget):
    """Takes no room while there is nothing to say."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._broken_policy = SessionLine("warning", Tone.WARNING, parent=self)
        self._too_old = SessionLine("warning", Tone.WARNING, parent=self)
        self._impersonation = SessionLine("supervisor", Tone.WARNING, parent=self)
        self._not_kept = SessionLine("info", Tone.NEUTRAL, dismissible=True, parent=self)
        self._copy = SessionLine("warning", Tone.WARNING, dismissible=True, parent=self)
        self._copy.dismissed.connect(self._appear)
        self._account: AccountId | None = None
        self._dismissed_for: AccountId | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for line in self.lines:
            column.addWidget(line)
        self._not_kept.dismissed.connect(self._dismiss_not_kept)
        self._appear()

    @property
    def lines(self) -> tuple[SessionLine, ...]:
        """From top to bottom, those without a word included."""
        return (self._broken_policy, self._too_old, self._impersonation, self._not_kept, self._copy)

    def show_policy(self, policy: Policy) -> None:
        """A policy that is broken is said for as long as it is: the strictest rules hold."""
        if policy.fault is None:
            self._broken_policy.be_silent()
        else:
            self._broken_policy.say(
                self.tr(
                    "Your organisation's rules for this computer cannot be relied on, so the strictest hold. "
                    "Tell your administrator."
                )
            )
            self._broken_policy.setToolTip(plain_tooltip(str(policy.fault)))
        self._appear()

    def show_bar(self, bar: ActBar) -> None:
        """A version that may not act is told of for as long as it runs."""
        if bar.now is not Bar.VERSION_TOO_OLD:
            return
        self._too_old.say(BarWords(self).sentence(bar.now.value))
        self._appear()

    def show_session(self, session: Session | None) -> None:
        """What is to be said about this session; None where nobody is signed in."""
        self._account = None if session is None else session.account
        if session is not None and session.user.impersonating:
            self._impersonation.say(
                self.tr("You see this account as support staff. Nothing can be cancelled or restored.")
            )
        else:
            self._impersonation.be_silent()
        unkept = session is not None and session.kept is False
        if unkept and self._account != self._dismissed_for:
            self._not_kept.say(
                self.tr(
                    "This computer has no safe place to keep the session. "
                    "You will be asked to sign in again next time."
                )
            )
        else:
            self._not_kept.be_silent()
        self._appear()

    def show_copy(self, standing: CopyStanding) -> None:
        """What is to be said about the local copy of the company on show."""
        sentence = self._about_copy(standing)
        if sentence:
            self._copy.say(sentence)
        else:
            self._copy.be_silent()
        self._appear()

    def _about_copy(self, standing: CopyStanding) -> str:
        match standing.trouble:
            case None:
                return ""
            case CopyTrouble.NO_KEYRING:
                return self.tr(
                    "Invoices are kept in memory only, since there is no safe place for the key of a local copy. "
                    "Without the server nothing can be looked up after a restart."
                )
            case CopyTrouble.WRONG_KEY:
                return self.tr(
                    "The local copy belongs to a key that the keyring no longer holds. "
                    "A new one is filled from the server."
                )
            case CopyTrouble.DAMAGED:
                return self.tr(
                    "The local copy was damaged and set aside. A new one is filled from the server."
                )
            case CopyTrouble.NEWER_SCHEMA:
                return self.tr(
                    "The local copy was made by a newer version of this program and is left as it is: install that "
                    "version again to use it. Invoices are kept in memory until the program ends."
                )
            case CopyTrouble.FULL:
                return self.tr(
                    "The disk is full: what is new is not kept on this computer. Make room, then refresh."
                )
            case CopyTrouble.NOT_WRITABLE:
                return self.tr(
                    "The folder of the local copy may not be written: what is new is not kept on this computer."
                )
            case CopyTrouble.BUSY:
                return self.tr(
                    "Another program holds the local copy: what is new is not kept on this computer."
                )
            case CopyTrouble.DISK:
                return self.tr("The disk failed: what is new is not kept on this computer.")

    def _dismiss_not_kept(self) -> None:
        self._dismissed_for = self._account
        self._appear()

    def _appear(self) -> None:
        self.setVisible(any(line.text for line in self.lines))
