"""Asks whoever comes back to a locked program for the passphrase, or for a fresh sign-in."""

import math
import time
from collections.abc import Callable
from itertools import pairwise
from typing import Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QShowEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from storno_desktop.domain.account import AccountId
from storno_desktop.io_thread import IoThread, Ticket
from storno_desktop.service.window_lock import (
    LockStanding,
    NoPassphrase,
    NoPlace,
    UnlockAnswer,
    Unlocked,
    WindowLock,
    Wrong,
)
from storno_desktop.ui.announcement import announce
from storno_desktop.ui.busy import BusyLine
from storno_desktop.ui.icon_label import IconLabel
from storno_desktop.ui.plain_text import plain_label
from storno_desktop.ui.problem_banner import ProblemBanner
from storno_desktop.ui.theme import SPACE_L, SPACE_M, SPACE_S, SPACE_XL, Tone, set_tone, title_font

_WIDTH: Final = 440
_MARK: Final = 28
_TICK_MS: Final = 250


class LockDialog(QDialog):
    """The one thing that answers while the windows are covered.

    `unlocked` comes after the right passphrase, `sign_in_asked` and `quit_asked` when those are chosen (the
    close button of the window means quit, Esc means nothing). The dialog stays until somebody calls `dismiss`.
    The passphrase leaves the field with every try. `clock` is the one that the lock's waits are counted by.
    """

    unlocked = Signal()
    sign_in_asked = Signal()
    quit_asked = Signal()

    def __init__(
        self,
        io: IoThread,
        lock: WindowLock,
        account: AccountId,
        *,
        clock: Callable[[], float] = time.monotonic,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Storno Desktop is locked"))
        self.setWindowModality(Qt.WindowModality.ApplicationModal)
        self.setFixedWidth(_WIDTH)
        self._io, self._lock, self._account, self._clock = io, lock, account, clock
        self._standing: LockStanding | None = None
        self._asked: Ticket[UnlockAnswer] | None = None
        self._tries, self._free_at = 0, 0.0
        self._dismissed = False
        self.passphrase = QLineEdit(self)
        self.banner = ProblemBanner(parent=self)
        self._lead = plain_label(wraps=True, parent=self)
        self._caption = QLabel(self.tr("&Passphrase"), self)
        self._wait = plain_label(wraps=True, parent=self)
        self._busy = BusyLine(parent=self)
        self.unlock_button = QPushButton(self.tr("&Unlock"), self)
        self.sign_in_button = QPushButton(self.tr("&Sign in instead…"), self)
        self.quit_button = QPushButton(self.tr("&Quit"), self)
        self._ticking = QTimer(self)
        self._ticking.setInterval(_TICK_MS)

        self._lay_out()

        self.passphrase.textChanged.connect(lambda _text: self._refresh())
        self.unlock_button.clicked.connect(lambda _checked=False: self.submit())
        self.sign_in_button.clicked.connect(lambda _checked=False: self.sign_in_asked.emit())
        self.quit_button.clicked.connect(lambda _checked=False: self.quit_asked.emit())
        self._ticking.timeout.connect(self._count_down)
        self._refresh()

    def _lay_out(self) -> None:
        self._caption.setTextFormat(Qt.TextFormat.PlainText)
        self._caption.setBuddy(self.passphrase)
        self.passphrase.setEchoMode(QLineEdit.EchoMode.Password)
        self.passphrase.setObjectName("passphrase")
        self.passphrase.setAccessibleName(self.tr("Passphrase"))
        set_tone(self._lead, Tone.NEUTRAL)
        for button in (self.unlock_button, self.sign_in_button, self.quit_button):
            button.setAutoDefault(False)
        title = QHBoxLayout()
        title.setSpacing(SPACE_S)
        title.addWidget(IconLabel("lock", Tone.NEUTRAL, _MARK, self))
        title.addWidget(plain_label(self.windowTitle(), title_font(), parent=self), 1)
        whose = plain_label(self._account.email, wraps=True, parent=self)
        buttons = QHBoxLayout()
        buttons.setSpacing(SPACE_S)
        buttons.addWidget(self.quit_button)
        buttons.addStretch(1)
        buttons.addWidget(self.sign_in_button)
        buttons.addWidget(self.unlock_button)
        column = self._column = QVBoxLayout(self)
        column.setContentsMargins(SPACE_XL, SPACE_XL, SPACE_XL, SPACE_L)
        column.setSpacing(SPACE_M)
        column.addLayout(title)
        column.addWidget(whose)
        column.addWidget(self._lead)
        field = QHBoxLayout()
        field.setSpacing(SPACE_M)
        field.addWidget(self._caption)
        field.addWidget(self.passphrase, 1)
        column.addLayout(field)
        column.addWidget(self.banner)
        column.addWidget(self._wait)
        column.addWidget(self._busy)
        column.addLayout(buttons)
        order = (self.passphrase, self.unlock_button, self.sign_in_button, self.quit_button)
        for before, after in pairwise(order):
            QWidget.setTabOrder(before, after)

    # -------------------------------------------------------------------------------------- what it does

    def ask_standing(self) -> None:
        """Find out whether a passphrase is set; until that is known only sign-in and quit are offered."""
        self._busy.start()
        self._io.run(self._lock.standing(self._account), self._standing_came, owner=self)

    def submit(self) -> None:
        """Try what was typed; nothing while it is empty, an answer is awaited or the wait is not over."""
        if not self.unlock_button.isEnabled():
            return
        typed = self.passphrase.text()
        self.passphrase.clear()
        self.banner.clear()
        self._busy.start()
        self._asked = self._io.run(self._lock.unlock(self._account, typed), self._answered, owner=self)
        self._refresh()

    def say(self, headline: str, body: str = "") -> None:
        """Tell what keeps the program from doing what was chosen here."""
        self.banner.show_problem(headline, body, tone=Tone.WARNING)

    def hide_for_a_moment(self) -> None:
        """Open again before all windows that opened since; what was typed stays."""
        self.hide()
        self.show()

    def dismiss(self) -> None:
        """The windows are free, or the program ends: go away."""
        self._dismissed = True
        self._ticking.stop()
        self.passphrase.clear()
        if self._asked is not None:
            self._asked.drop()
        self.close()
        self.deleteLater()

    @property
    def standing(self) -> LockStanding | None:
        """Whether there is a passphrase, None until that is known."""
        return self._standing

    @property
    def is_asking(self) -> bool:
        """Whether a passphrase is being checked."""
        return self._asked is not None

    @property
    def lead(self) -> str:
        return self._lead.text()

    # -------------------------------------------------------------------------------------- how it behaves

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not event.spontaneous() and self._standing is None:
            self.ask_standing()

    def reject(self) -> None:
        """Esc leads nowhere: there is nothing behind this dialog to go back to."""
        if self._dismissed:
            super().reject()

    def closeEvent(self, event: QCloseEvent) -> None:
        if event.spontaneous():
            event.ignore()
            self.quit_asked.emit()
            return
        # The system ends the session, or `dismiss` was called; whoever covered the windows sees to the rest.
        self._dismissed = True
        super().closeEvent(event)

    # -------------------------------------------------------------------------------------- inside

    def _standing_came(self, standing: LockStanding) -> None:
        self._busy.stop()
        self._standing = standing
        self._refresh()
        (self.passphrase if standing is LockStanding.SET else self.sign_in_button).setFocus()

    def _answered(self, answer: UnlockAnswer) -> None:
        self._asked = None
        self._busy.stop()
        match answer:
            case Unlocked():
                self.unlocked.emit()
            case Wrong(tries, wait):
                self._tries, self._free_at = tries, self._clock() + wait
                self._tell_wrong()
                self._refresh()
                if wait > 0:
                    self._ticking.start()
                    announce(self, self._wait.text())
                self.passphrase.setFocus()
            case NoPassphrase():
                self._standing_came(LockStanding.NOT_SET)
            case NoPlace():
                self._standing_came(LockStanding.NO_PLACE)

    def _count_down(self) -> None:
        if self._seconds_left() == 0:
            self._ticking.stop()
            announce(self, self.tr("You can try again now."))
        self._refresh()

    def _seconds_left(self) -> int:
        return max(0, math.ceil(self._free_at - self._clock()))

    def _tell_wrong(self) -> None:
        self.banner.show_problem(
            self.tr("This is not the passphrase."),
            self.tr("Wrong tries in a row, counted by this program: %1.").replace("%1", str(self._tries)),
            tone=Tone.WARNING,
        )

    def _refresh(self) -> None:
        with_passphrase = self._standing is LockStanding.SET
        for each in (self._caption, self.passphrase, self.unlock_button):
            each.setVisible(with_passphrase)
        seconds = self._seconds_left()
        waits = bool(seconds) and with_passphrase and self._asked is None
        self._wait.setText(self.tr("Next try in %n second(s).", "", seconds) if waits else "")
        self._wait.setVisible(waits)
        self.passphrase.setReadOnly(self._asked is not None)
        self.unlock_button.setEnabled(
            with_passphrase and self._asked is None and not waits and bool(self.passphrase.text())
        )
        self._lead.setText(self._sentence())
        alone = self._standing in {LockStanding.NOT_SET, LockStanding.NO_PLACE}
        self.sign_in_button.setText(self.tr("&Sign in…") if alone else self.tr("&Sign in instead…"))
        self._make_primary(self.sign_in_button if alone else self.unlock_button)
        self._fit()

    def _make_primary(self, chosen: QPushButton) -> None:
        """The one that Enter presses, and that is filled."""
        for each in (self.unlock_button, self.sign_in_button):
            name = "primary" if each is chosen else ""
            each.setDefault(each is chosen)
            if each.objectName() != name:
                each.setObjectName(name)
                each.style().unpolish(each)
                each.style().polish(each)

    def _fit(self) -> None:
        """As high as the words need."""
        self._column.activate()
        self.setFixedHeight(self._column.totalHeightForWidth(_WIDTH))

    def _sentence(self) -> str:
        match self._standing:
            case None:
                return self.tr("One moment…")
            case LockStanding.SET:
                return self.tr("Nothing was closed. Work under way goes on.")
            case LockStanding.NOT_SET:
                return self.tr("No passphrase is set for this account. Sign in to go on; nothing was closed.")
            case LockStanding.NO_PLACE:
                return self.tr(
                    "The keyring of this computer does not answer, so no passphrase can be checked. "
                    "Sign in to go on; nothing was closed."
                )
