"""An office whose windows can be locked, and what a person does at them."""

from __future__ import annotations

from keyring.backends.fail import Keyring as NoRing
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QSignalSpy, QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from storno_desktop.domain.account import AccountId, account_id
from storno_desktop.service.window_lock import SetOutcome, WindowLock
from storno_desktop.ui.lock_dialog import LockDialog
from storno_desktop.ui.window_guard import WindowGuard
from storno_desktop.vault.secret_vault import SecretVault
from tests.gui.front_office import ACCOUNTANT, Office, type_text

PASSPHRASE = "căciulă șubredă"
REASON = "Client greșit, se emite alta"


class Clock:
    """Goes on when it is told to."""

    def __init__(self) -> None:
        self.now = 500.0

    def __call__(self) -> float:
        return self.now


def no_ring() -> NoRing:
    """What a computer without a keyring has."""
    return NoRing()  # type: ignore[no-untyped-call]


class Locked:
    """An office whose windows can be locked, and what a person does at them."""

    def __init__(self, office: Office, qapp: QApplication) -> None:
        self.office, self.clock = office, Clock()
        self.account: AccountId | None = account_id(office.session_of().server, ACCOUNTANT)
        self.lock = WindowLock(SecretVault(), self.clock)
        self.guard = WindowGuard(
            qapp,
            office.house.io,
            lambda: self.lock,
            front=lambda: office.window,
            account=lambda: self.account,
            clock=self.clock,
        )
        self.opened = QSignalSpy(self.guard.unlocked)

    def set_passphrase(self) -> None:
        assert self.account is not None
        work = self.lock.set_passphrase(self.account, PASSPHRASE)
        assert self.office.house.io.wait(work, 30) is SetOutcome.SET

    def go(self) -> LockDialog:
        """Locked, and known whether there is a passphrase."""
        self.guard.lock()
        dialog = self.dialog
        self.office.qtbot.waitUntil(lambda: dialog.standing is not None)
        return dialog

    @property
    def dialog(self) -> LockDialog:
        assert self.guard.dialog is not None
        return self.guard.dialog

    def try_with(self, text: str) -> None:
        dialog = self.dialog
        type_text(dialog.passphrase, text)
        QTest.keyClick(dialog.passphrase, Qt.Key.Key_Return)
        self.office.qtbot.waitUntil(lambda: self.guard.dialog is None or not dialog.is_asking)

    def come_back(self) -> None:
        self.try_with(PASSPHRASE)
        assert not self.guard.is_locked

    def shown_words(self) -> str:
        """Everything that an eye finds in all windows but the dialog that asks, and their names."""
        windows = [each for each in QApplication.topLevelWidgets() if each.isVisible()]
        words = []
        for each in windows:
            words += [each.windowTitle(), each.accessibleName(), each.accessibleDescription()]
            labels = each.findChildren(QLabel)
            words += [
                label.text() for label in labels if label.isVisible() and label.window() is not self.dialog
            ]
        return "\n".join(words)


def heard_below(window: QWidget) -> list[str]:
    """The names of what a screen reader may walk through in a window."""
    found: list[str] = []

    def walk(widget: QWidget) -> None:
        for child in widget.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly):
            if child.isWindow() or not child.isVisible():
                continue
            interface = QAccessible.queryAccessibleInterface(child)
            found.append(interface.text(QAccessible.Text.Name))
            walk(child)

    walk(window)
    return [each for each in found if each]


def minutes(clock: Clock, many: float) -> None:
    """So many pass."""
    clock.now += many * 60
