"""News that needs no answer, in one bar at the bottom of the window; what was said can be read again."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QEnterEvent, QKeyEvent
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QWidget,
)

from storno_desktop.ui.announcement import announce
from storno_desktop.ui.icon_label import IconLabel
from storno_desktop.ui.icons import set_icon
from storno_desktop.ui.plain_text import plain_button_text, plain_label
from storno_desktop.ui.theme import SPACE_L, SPACE_S, SPACE_XS, Tone

_KEPT = 200
_LEAST_MS = 2_000
"""So long it stays at least after the pointer or the focus left it."""
_ICONS = {Tone.SUCCESS: "allowed", Tone.WARNING: "warning", Tone.DANGER: "blocks"}


@dataclass(frozen=True)
class Notice:
    """One thing that was said, and when, as far as the caller told."""

    text: str
    tone: Tone
    at: datetime | None


class NoticeBar(QFrame):
    """Shows the latest notice until it is closed, replaced or, with a timeout, over.

    The pointer over the bar, or the focus in it, stops the time, which goes on where it stood; a locked window or a
    dialog before it holds it too. `take_focus` leads the keyboard to it, Esc closes it. The last 200 notices are
    kept, oldest first.
    """

    vanished = Signal()
    left = Signal()  # it went while the focus was in it

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("noticeBar")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._icon = IconLabel("info", parent=self)
        self._text = plain_label(wraps=True, parent=self)
        self._action = QPushButton(self)
        self._action.setAutoDefault(False)
        self._close = QToolButton(self)
        set_icon(self._close, "close")
        self._close.setAccessibleName(self.tr("Close this notice"))
        self._close.setToolTip(self.tr("Close this notice"))
        self._slot: Callable[[], object] | None = None
        self._past: list[Notice] = []
        self._left_ms: int | None = None
        self._timeout = QTimer(self)
        self._timeout.setSingleShot(True)
        row = QHBoxLayout(self)
        row.setContentsMargins(SPACE_L, SPACE_XS, SPACE_S, SPACE_XS)
        row.setSpacing(SPACE_S)
        row.addWidget(self._icon)
        row.addWidget(self._text, 1)
        row.addWidget(self._action)
        row.addWidget(self._close)
        self._action.clicked.connect(self._act)
        self._close.clicked.connect(self.close_notice)
        self._timeout.timeout.connect(self._time_is_up)
        for button in (self._action, self._close):
            button.installEventFilter(self)
        self.hide()

    def say(
        self,
        text: str,
        *,
        tone: Tone = Tone.NEUTRAL,
        action: str = "",
        slot: Callable[[], object] | None = None,
        timeout_ms: int | None = None,
        at: datetime | None = None,
    ) -> None:
        """Show and read aloud `text`; `action` names a button that calls `slot` and closes the bar.

        Without `timeout_ms` it stays until it is closed or replaced.
        """
        self._past = [*self._past, Notice(text, tone, at)][-_KEPT:]
        self._icon.set(_ICONS.get(tone, "info"), tone)
        self._text.setText(text)
        self._slot = slot
        self._action.setText(plain_button_text(action))
        self._action.setVisible(bool(action))
        self.setAccessibleName(text)
        self.show()
        self._timeout.stop()
        self._left_ms = None
        if timeout_ms is not None:
            self._timeout.start(timeout_ms)
            if self._is_held:
                self._hold()
        announce(self, text)

    @property
    def text(self) -> str:
        return self._text.text()

    @property
    def notices(self) -> tuple[Notice, ...]:
        """All that was said, oldest first."""
        return tuple(self._past)

    def take_focus(self) -> bool:
        """Lead the keyboard to what can be done here; False where there is no notice."""
        if self.isHidden():
            return False
        button = self._close if self._action.isHidden() else self._action
        button.setFocus(Qt.FocusReason.ShortcutFocusReason)
        return True

    def close_notice(self) -> None:
        """Take the present notice away; it stays in the list."""
        self._timeout.stop()
        self._left_ms = None
        self._slot = None
        had_focus = self._action.hasFocus() or self._close.hasFocus()
        self.hide()
        self.vanished.emit()
        if had_focus:
            self.left.emit()

    def _act(self) -> None:
        slot = self._slot
        self.close_notice()
        if slot is not None:
            slot()

    def _time_is_up(self) -> None:
        covered = not self.isHidden() and not self.isVisible()  # nobody could read it yet
        covered = covered or QApplication.activeModalWidget() is not None  # or press its button
        if covered or self._is_held:
            self._timeout.start()
            return
        self.close_notice()

    @property
    def _is_held(self) -> bool:
        return self.underMouse() or self._action.hasFocus() or self._close.hasFocus()

    def _hold(self) -> None:
        if self._timeout.isActive():
            self._left_ms = self._timeout.remainingTime()
            self._timeout.stop()

    def _go_on(self) -> None:
        if self._left_ms is not None and not self._is_held:
            self._timeout.start(max(self._left_ms, min(_LEAST_MS, self._timeout.interval())))
            self._left_ms = None

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self._hold()

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._go_on()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close_notice()
            return
        super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.FocusIn:
            self._hold()
        elif event.type() is QEvent.Type.FocusOut:
            self._go_on()
        return super().eventFilter(watched, event)
