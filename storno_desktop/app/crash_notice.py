"""Tells that the run before this one broke off, until somebody has seen it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QObject, Qt

from storno_desktop.ui.notice_bar import NoticeBar
from storno_desktop.ui.theme import Tone


class CrashNotice(QObject):
    """Says it once; where other news took its place before anybody could press its button, once more after them."""

    def __init__(
        self, bar: NoticeBar, show: Callable[[], object], clock: Callable[[], datetime], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._bar, self._show, self._clock = bar, show, clock
        self._say()
        bar.vanished.connect(self._say_again, Qt.ConnectionType.SingleShotConnection)

    def _say(self) -> None:
        self._bar.say(
            self.tr("The program ended unexpectedly the last time. What was sent then is being settled."),
            tone=Tone.WARNING,
            action=self.tr("Show what is known…"),
            slot=self._show,
            at=self._clock(),
        )
        self._said = self._bar.text

    def _say_again(self) -> None:
        if self._bar.text != self._said:
            self._say()
