"""News that needs no answer, in one bar at the bottom of the window; what was said can be read again."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import QTimer, Signal
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
_ICONS = {Tone.SUCCESS: "allowed", Tone.WARNING: "warning", Tone.DANGER: "blocks"}


@dataclass(frozen=True)
class Notice:
    """One thing that was said, and when, as far as the caller told."""

    text: str
    tone: Tone
    at: datetime | None


class NoticeBar(QFrame):
    """Shows the latest notice until it is closed, replaced or, with a timeout, over.

    The pointer over the bar, or the focus in it, holds the timeout, and so do a locked window and a dialog over it. The last 200 notices are kept, oldest first.
    """

    vanished = Signal()

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
        if timeout_ms is not None:
            self._timeout.start(timeout_ms)
        announce(self, text)

    @property
    def text(self) -> str:
        return self._text.text()

    @property
    def notices(self) -> tuple[Notice, ...]:
        """All that was said, oldest first."""
        return tuple(self._past)

    def close_notice(self) -> None:
        """Take the present notice away; it stays in the list."""
        self._timeout.stop()
        self._slot = None
        self.hide()
        self.vanished.emit()

    def _act(self) -> None:
        slot = self._slot
        self.close_notice()
        if slot is not None:
            slot()

    def _time_is_up(self) -> None:
        covered = not self.isHidden() and not self.isVisible()  # nobody could read it yet
        covered = covered or QApplication.activeModalWidget() is not None  # or press its button
        if covered or self.underMouse() or self._action.hasFocus() or self._close.hasFocus():
            self._timeout.start()
            return
        self.close_notice()
