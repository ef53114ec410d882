"""The settings page of the lock: after what time the window is covered, and what opens it again."""

from __future__ import annotations

from collections.abc import Coroutine
from enum import Enum, auto
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QPushButton, QWidget

from storno_desktop.domain.account import AccountId
from storno_desktop.io_thread import IoThread, Ticket
from storno_desktop.service.policy import Policy
from storno_desktop.service.window_lock import (
    SHORTEST,
    LockStanding,
    NoPassphrase,
    NoPlace,
    SetOutcome,
    UnlockAnswer,
    Unlocked,
    WindowLock,
    Wrong,
)
from storno_desktop.ui.plain_text import plain_label
from storno_desktop.ui.preferences import LOCK_MINUTES, Preferences
from storno_desktop.ui.problem_banner import ProblemBanner
from storno_desktop.ui.settings_page import Choice, FixedNote, SettingsPage
from storno_desktop.ui.theme import Tone


class _Task(Enum):
    """What the form of the passphrase is open for."""

    NOTHING = auto()
    SET = auto()
    CHANGE = auto()
    REMOVE = auto()


class LockPage(SettingsPage):
    """Takes the time, and sets, changes or removes the passphrase of the account in use.

    Changing and removing ask for the present passphrase: somebody who passes an open window must not be able
    to leave a key of their own behind.
    """

    minutes_changed = Signal(int)

    def __init__(
        self,
        io: IoThread,
        lock: WindowLock,
        preferences: Preferences,
        policy: Policy,
        account: AccountId | None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._io, self._lock, self._preferences, self._account = io, lock, preferences, account
        self._task = _Task.NOTHING
        self._asked: Ticket[Any] | None = None
        self.standing: LockStanding | None = None
        self.set_title(self.tr("Lock"))
        self.minutes, self.fixed = Choice(self), FixedNote(self)
        self.state = plain_label(wraps=True, parent=self)
        self.set_button = QPushButton(self.tr("&Set a passphrase…"), self)
        self.change_button = QPushButton(self.tr("&Change…"), self)
        self.remove_button = QPushButton(self.tr("&Remove…"), self)
        self.present, self.new, self.again = (QLineEdit(self) for _ in range(3))
        self.save_button, self.back_button = QPushButton(self), QPushButton(self.tr("Back"), self)
        self.banner = ProblemBanner(parent=self)

        self._fill_minutes(policy)
        self._lay_out(policy)

        self.minutes.activated.connect(lambda row: self._choose(int(self.minutes.itemData(row))))
        self.set_button.clicked.connect(lambda _checked=False: self._begin(_Task.SET))
        self.change_button.clicked.connect(lambda _checked=False: self._begin(_Task.CHANGE))
        self.remove_button.clicked.connect(lambda _checked=False: self._begin(_Task.REMOVE))
        self.save_button.clicked.connect(lambda _checked=False: self._save())
        self.back_button.clicked.connect(lambda _checked=False: self._begin(_Task.NOTHING))
        for field in (self.present, self.new, self.again):
            field.returnPressed.connect(self._save)
        self._begin(_Task.NOTHING)
        self.look()

    def _fill_minutes(self, policy: Policy) -> None:
        after = self._preferences.lock_after(policy)
        minutes = 0 if after is None else round(after.total_seconds() / 60)
        for each in sorted({*LOCK_MINUTES, minutes}, key=lambda one: (one == 0, one)):
            self.minutes.addItem(self._minutes(each), each)
        self.minutes.setCurrentIndex(self.minutes.findData(minutes))

    def _lay_out(self, policy: Policy) -> None:
        rows = self.add_rows()
        rows.add(self.tr("Cover the window &after"), self.minutes, below=self.fixed)
        self.fixed.mark(self.minutes, policy.lock_after is not None)
        self.add_note(
            self.tr(
                "Counted from the last key or movement of the mouse. A covered window shows no invoice; what you "
                "typed stays, and an act under way is carried through."
            )
        )
        self.add_section(self.tr("Passphrase"))
        self.add(self.state)
        for button in (self.set_button, self.change_button, self.remove_button):
            button.setAutoDefault(False)
        self.add_buttons(self.set_button, self.change_button, self.remove_button)
        self.passphrase_rows = self.add_rows()
        self._labels = []
        for text, field in (
            (self.tr("&Present passphrase"), self.present),
            (self.tr("&New passphrase"), self.new),
            (self.tr("New passphrase a&gain"), self.again),
        ):
            field.setEchoMode(QLineEdit.EchoMode.Password)
            self._labels.append(self.passphrase_rows.add(text, field))
        self.add(self.banner)
        for button in (self.save_button, self.back_button):
            button.setAutoDefault(False)
        self.save_button.setObjectName("primary")
        self.add_buttons(self.save_button, self.back_button)
        self.add_note(
            self.tr(
                "It opens the covered window on this computer, for this account, and is nobody's password: it keeps "
                "passers-by away. Only a slow hash of it is kept, in the system's keyring. If you forget it, sign "
                "in at the covered window; to set a new one, sign out and remove what this computer knows of the "
                "account."
            )
        )
        self.end()

    # -------------------------------------------------------------------------------------- the passphrase

    def look(self) -> None:
        """Ask the keyring whether a passphrase is set."""
        if self._account is None:
            self._show(None)
            return
        self._asked = self._io.run(self._lock.standing(self._account), self._show, owner=self)

    @property
    def is_asking(self) -> bool:
        """Whether the keyring or the hash is still at work."""
        return self._asked is not None

    def forget(self) -> None:
        """The window closes: what was typed goes."""
        for field in (self.present, self.new, self.again):
            field.clear()

    def _show(self, standing: LockStanding | None) -> None:
        self._asked = None
        self.standing = standing
        self.state.setText(self._said(standing))
        self._arrange()

    def _said(self, standing: LockStanding | None) -> str:
        match standing:
            case None:
                return self.tr("Sign in first: a passphrase belongs to an account.")
            case LockStanding.SET:
                return self.tr("A passphrase opens the covered window.")
            case LockStanding.NOT_SET:
                return self.tr("No passphrase is set: the covered window opens by signing in again.")
            case LockStanding.NO_PLACE:
                return self.tr(
                    "This computer has no safe keyring that answers, so no passphrase can be kept: the covered "
                    "window opens by signing in again."
                )

    def _begin(self, task: _Task) -> None:
        """Open the form for this, or close it."""
        self._task = task
        self.banner.clear()
        self.forget()
        self._arrange()
        match task:
            case _Task.SET:
                self.save_button.setText(self.tr("Set the passphrase"))
                self.new.setFocus()
            case _Task.CHANGE:
                self.save_button.setText(self.tr("Change the passphrase"))
                self.present.setFocus()
            case _Task.REMOVE:
                self.save_button.setText(self.tr("Remove the passphrase"))
                self.present.setFocus()
            case _Task.NOTHING:
                pass

    def _arrange(self) -> None:
        """Show what fits the standing and the task."""
        task, standing, idle = self._task, self.standing, self._task is _Task.NOTHING
        shown = {
            self.set_button: idle and standing is not LockStanding.SET,
            self.change_button: idle and standing is LockStanding.SET,
            self.remove_button: idle and standing is LockStanding.SET,
            self.save_button: not idle,
            self.back_button: not idle,
            self.present: task in {_Task.CHANGE, _Task.REMOVE},
            self.new: task in {_Task.SET, _Task.CHANGE},
            self.again: task in {_Task.SET, _Task.CHANGE},
        }
        for widget, visible in shown.items():
            widget.setVisible(visible)
        for label, field in zip(self._labels, (self.present, self.new, self.again), strict=True):
            label.setVisible(shown[field])
        self.passphrase_rows.setVisible(not idle)
        self.set_button.setEnabled(standing is LockStanding.NOT_SET)

    def _save(self) -> None:
        if self._account is None or self._asked is not None or self._task is _Task.NOTHING:
            return
        if self._task in {_Task.CHANGE, _Task.REMOVE} and not self.present.text():
            self._object(self.tr("Type the present passphrase."), self.present)
            return
        if self._task in {_Task.SET, _Task.CHANGE} and self.new.text() != self.again.text():
            self._object(self.tr("The two new passphrases are not the same."), self.again)
            return
        self.banner.clear()
        self._enable(False)
        self._asked = self._io.commit(self._work(self._account), self._answered, owner=self)

    def _work(
        self, account: AccountId
    ) -> Coroutine[Any, Any, SetOutcome | bool | Wrong | NoPassphrase | NoPlace]:
        """What the form asks for, to be done on the I/O thread."""
        lock, task, present, new = self._lock, self._task, self.present.text(), self.new.text()

        async def work() -> SetOutcome | bool | Wrong | NoPassphrase | NoPlace:
            if task is not _Task.SET:
                unlocked: UnlockAnswer = await lock.unlock(account, present)
                if not isinstance(unlocked, Unlocked):
                    return unlocked
            if task is _Task.REMOVE:
                return await lock.remove(account)
            return await lock.set_passphrase(account, new)

        return work()

    def _answered(self, answer: SetOutcome | bool | Wrong | NoPassphrase | NoPlace) -> None:
        self._asked = None
        self._enable(True)
        match answer:
            case SetOutcome.SET | True:
                self._begin(_Task.NOTHING)
                self.look()
                (self.set_button if self.set_button.isVisible() else self.change_button).setFocus()
            case SetOutcome.TOO_SHORT:
                self._object(self.tr("Use at least %n character(s).", "", SHORTEST), self.new)
            case Wrong(wait=wait) if wait > 0:
                self._object(
                    self.tr(
                        "This is not the present passphrase. The next try counts in %n second(s).",
                        "",
                        max(1, round(wait)),
                    ),
                    self.present,
                )
            case Wrong():
                self._object(self.tr("This is not the present passphrase."), self.present)
            case NoPassphrase():
                self._begin(_Task.NOTHING)
                self.look()
            case SetOutcome.NO_PLACE | NoPlace() | False:
                self._object(
                    self.tr("The keyring did not take the change. The passphrase is as it was."), self.new
                )

    def _enable(self, enabled: bool) -> None:
        for each in (self.present, self.new, self.again, self.save_button, self.back_button):
            each.setEnabled(enabled)

    def _object(self, sentence: str, field: QLineEdit) -> None:
        self.banner.show_problem(sentence, tone=Tone.WARNING)
        if field.isVisible():
            field.setFocus()
            field.selectAll()

    # -------------------------------------------------------------------------------------- the time

    def _minutes(self, minutes: int) -> str:
        return self.tr("%n minute(s)", "", minutes) if minutes else self.tr("Never")

    def _choose(self, minutes: int) -> None:
        if minutes != self._preferences.lock_minutes:
            self._preferences.lock_minutes = minutes
            self.minutes_changed.emit(minutes)
