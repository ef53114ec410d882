"""Locks the program: covers its windows, lets nothing through to them, and takes the covers away again."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication, QToolTip, QWidget
from shiboken6 import isValid

from storno_desktop.domain.account import AccountId
from storno_desktop.io_thread import IoThread

if TYPE_CHECKING:
    # Imported when something is locked: start-up loads nothing that it does not show.
    from storno_desktop.service.window_lock import WindowLock
    from storno_desktop.ui.lock_cover import LockCover
    from storno_desktop.ui.lock_dialog import LockDialog

_NAME: Final = "Storno Desktop"
_MOST_POPUPS: Final = 100

_Kind = QEvent.Type
_PRESSES: Final = frozenset((_Kind.KeyPress, _Kind.MouseButtonPress, _Kind.TouchBegin, _Kind.TabletPress))
_INPUT: Final = _PRESSES | {
    _Kind.KeyRelease,
    _Kind.ShortcutOverride,
    _Kind.Shortcut,
    _Kind.InputMethod,
    _Kind.MouseButtonRelease,
    _Kind.MouseButtonDblClick,
    _Kind.MouseMove,
    _Kind.Wheel,
    _Kind.TouchUpdate,
    _Kind.TouchEnd,
    _Kind.TabletMove,
    _Kind.TabletRelease,
    _Kind.NativeGesture,
    _Kind.ContextMenu,
    _Kind.ToolTip,
    _Kind.WhatsThis,
    _Kind.DragEnter,
    _Kind.DragMove,
    _Kind.Drop,
}


class WindowGuard(QObject):
    """Covers every window of the program while it is locked, those too that open meanwhile.

    Nothing is closed, signed out or interrupted: answers that come while the windows are covered are in them
    afterwards. `front` gives the main window of the moment, `account` whose passphrase opens it, None while
    nobody is signed in (then there is nothing to lock). `sign_in_asked` brings the dialog over which to ask
    for a fresh sign-in of the same person; whoever asks calls `unlock` when that person is in.
    """

    locked = Signal()
    unlocked = Signal()
    sign_in_asked = Signal(object)  # the LockDialog

    def __init__(
        self,
        app: QApplication,
        io: IoThread,
        lock: Callable[[], WindowLock],
        *,
        front: Callable[[], QWidget],
        account: Callable[[], AccountId | None],
        clock: Callable[[], float] = time.monotonic,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._app, self._io, self._lock = app, io, lock
        self._front, self._account_now, self._clock = front, account, clock
        self._account: AccountId | None = None
        self._covers: dict[QWidget, LockCover] = {}
        self._dialog: LockDialog | None = None
        self._active: QWidget | None = None

    @property
    def is_locked(self) -> bool:
        """Whether the windows are covered."""
        return self._account is not None

    @property
    def dialog(self) -> LockDialog | None:
        """The dialog that asks for the passphrase, None while nothing is locked."""
        return self._dialog

    def lock(self) -> None:
        """Cover everything, now. Locking what is locked changes nothing."""
        if self.is_locked:
            return
        self._account = self._account_now()
        if self._account is None:
            return
        _close_popups()
        QToolTip.hideText()
        self._active = _active_window()
        for window in QApplication.topLevelWidgets():
            if window.isVisible() and _is_place_of_work(window):
                self._cover(window)
        self._app.installEventFilter(self)
        self._come_forward()
        self.locked.emit()

    def unlock(self) -> None:
        """Take the covers away: the right passphrase was given, or the person has signed in afresh."""
        if self._account is None:
            return
        account, self._account = self._account, None
        self._app.removeEventFilter(self)
        self._dismiss_dialog()
        for window, cover in self._covers.items():
            if isValid(window) and isValid(cover):
                cover.lift()
        self._covers.clear()
        back = self._active if self._active is not None and isValid(self._active) else self._front()
        if back.isVisible():
            back.activateWindow()
        self._active = None
        self._io.run(self._lock().forgive(account), lambda _none: None, owner=self)
        self.unlocked.emit()

    # -------------------------------------------------------------------------------------- how it behaves

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind in _INPUT:
            if not self._is_beneath(watched):
                return False
            if kind in _PRESSES:
                self._soon(self._come_forward)
            return True
        if isinstance(watched, QWidget) and watched.isWindow() and not event.spontaneous():
            if kind is _Kind.Show:
                self._receive(watched)
            elif kind is _Kind.Hide and (watched is self._dialog or watched is self._over):
                self._soon(self._come_forward)
        return False

    # -------------------------------------------------------------------------------------- inside

    @property
    def _over(self) -> QWidget | None:
        """The window that the dialog stands over."""
        return self._dialog.parentWidget() if self._dialog is not None else None

    def _cover(self, window: QWidget) -> None:
        from storno_desktop.ui.lock_cover import LockCover

        self._covers[window] = LockCover(window, _NAME)

    def _receive(self, window: QWidget) -> None:
        """A window opens while the program is locked."""
        if self._is_free(window):
            return
        if window.windowType() is Qt.WindowType.Popup:
            QTimer.singleShot(0, window, window.hide)
        elif _is_place_of_work(window):
            if window not in self._covers:
                self._cover(window)
            self._soon(self._come_forward)

    def _is_free(self, widget: QWidget | None) -> bool:
        """Whether a widget belongs to the dialog that asks, or to one opened from it."""
        while widget is not None:
            if widget is self._dialog:
                return True
            widget = widget.parentWidget()
        return False

    def _is_beneath(self, watched: QObject) -> bool:
        """Whether input for this object is meant for something that is covered."""
        if watched.isWindowType():  # the system's side of a window hands everything on to the widgets in it
            return False
        each: QObject | None = watched
        while each is not None and not isinstance(each, QWidget):  # a key or an action belongs to a widget
            each = each.parent()
        return not self._is_free(each)

    def _come_forward(self) -> None:
        """See that the dialog is there and stands before all others, or is gone with the main window."""
        if self._account is None:
            return
        front = self._front()
        if not front.isVisible():
            self._dismiss_dialog()
            return
        if self._dialog is not None and (not self._dialog.isVisible() or self._over is not front):
            self._dismiss_dialog()
        if self._dialog is None:
            self._open_dialog(self._account, front)
            return
        if not self._is_free(QApplication.activeModalWidget()):
            self._dialog.hide_for_a_moment()  # the latest modal window stands before the earlier ones
        over = QApplication.activeModalWidget() or self._dialog
        over.raise_()
        over.activateWindow()

    def _open_dialog(self, account: AccountId, front: QWidget) -> None:
        from storno_desktop.ui.lock_dialog import LockDialog

        dialog = LockDialog(self._io, self._lock(), account, clock=self._clock, parent=front)
        self._dialog = dialog
        dialog.unlocked.connect(self.unlock)
        dialog.sign_in_asked.connect(lambda: self.sign_in_asked.emit(dialog))
        dialog.quit_asked.connect(self._quit)
        dialog.show()
        dialog.raise_()
        dialog.activateWindow()

    def _dismiss_dialog(self) -> None:
        dialog, self._dialog = self._dialog, None
        if dialog is not None and isValid(dialog):
            dialog.dismiss()

    def _quit(self) -> None:
        """Close the windows as their close buttons would, from the topmost down; one that refuses stops it."""
        front = self._front()
        windows = [each for each in self._covers if isValid(each) and each is not front and each.isVisible()]
        for window in [*sorted(windows, key=_depth, reverse=True), front]:
            window.close()
            if isValid(window) and window.isVisible():
                if self._dialog is not None:
                    self._dialog.say(
                        self.tr("Something is still under way."),
                        self.tr("Wait until it is finished, then quit. Its result is kept meanwhile."),
                    )
                return

    def _soon(self, slot: Callable[[], None]) -> None:
        QTimer.singleShot(0, self, slot)


def _active_window() -> QWidget | None:
    return QApplication.activeWindow()


def _close_popups() -> None:
    for _ in range(_MOST_POPUPS):
        popup: QWidget | None = QApplication.activePopupWidget()
        if popup is None:
            return
        popup.close()


def _is_place_of_work(window: QWidget) -> bool:
    """Whether this is a window to be covered; a menu or a hint is none."""
    return window.windowType() not in {
        Qt.WindowType.Popup,
        Qt.WindowType.ToolTip,
        Qt.WindowType.Desktop,
        Qt.WindowType.SplashScreen,
    }


def _depth(window: QWidget) -> int:
    depth, parent = 0, window.parentWidget()
    while parent is not None:
        depth, parent = depth + 1, parent.parentWidget()
    return depth
