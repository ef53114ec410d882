"""Tells of a later version when nobody is in the middle of an act; what it brings is a text, and a page on a click."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication, QWidget

from storno_desktop.domain.program_version import ProgramVersion
from storno_desktop.domain.update_news import UpdateNews
from storno_desktop.io_thread import IoThread
from storno_desktop.ui.notice_bar import NoticeBar
from storno_desktop.ui.sentence import filled
from storno_desktop.ui.theme import Tone

if TYPE_CHECKING:
    # Loaded where the office names a feed.
    from storno_desktop.domain.problem import Problem
    from storno_desktop.service.update_watch import FeedFault, UpdateWatch
    from storno_desktop.ui.update_dialog import UpdateDialog

FIRST_LOOK_MS: Final = 60_000
LOOK_EVERY_MS: Final = 24 * 3_600_000
REST_MS: Final = 5_000
"""How long it waits before it sees again whether somebody is in the middle of something."""


class UpdateDesk(QObject):
    """`heard` tells that news came, which may bar acts. Nothing is downloaded and nothing is started."""

    heard = Signal()

    def __init__(
        self,
        io: IoThread,
        watch: UpdateWatch,
        own: ProgramVersion | None,
        window: Callable[[], QWidget],
        notices: Callable[[], NoticeBar],
        language: Callable[[], str],
        clock: Callable[[], datetime],
        parent: QObject | None = None,
        *,
        open_url: Callable[[QUrl], object] = QDesktopServices.openUrl,
        rest_ms: int = REST_MS,
    ) -> None:
        super().__init__(parent)
        self._io, self._watch, self._own = io, watch, own
        self._window, self._notices, self._language, self._clock = window, notices, language, clock
        self._open_url = open_url
        self._news: UpdateNews | None = None
        self._told: UpdateNews | None = None
        self._next = QTimer(self)
        self._next.setSingleShot(True)
        self._next.timeout.connect(self.look)
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(rest_ms)
        self._rest.timeout.connect(self._tell)

    def begin(self) -> None:
        """See what is known, and look at the feed in a while, then once a day."""
        self._io.run(self._watch.recall(), self._came, owner=self)
        self._next.start(FIRST_LOOK_MS)

    def look(self) -> None:
        """Look at the feed now."""
        self._next.start(LOOK_EVERY_MS)
        self._io.run(self._watch.look(), self._came, owner=self)

    def show(self) -> UpdateDialog | None:
        """What is new."""
        from storno_desktop.ui.update_dialog import UpdateDialog

        if self._news is None:
            return None
        dialog = UpdateDialog(self._news, self._language(), self._open_url, self._window())
        dialog.open()
        return dialog

    # -------------------------------------------------------------------------------------- inside

    def _came(self, news: UpdateNews | FeedFault | Problem | None) -> None:
        if not isinstance(news, UpdateNews):
            return
        self._news = news
        self.heard.emit()
        self._tell()

    def _tell(self) -> None:
        news = self._news
        if news is None or news == self._told or self._own is None or news.version <= self._own:
            return
        is_read = not self._notices().isHidden()  # what was said before may be about an act
        if self._io.is_writing or is_read or QApplication.activeModalWidget() is not None:
            self._rest.start()
            return
        self._told = news
        self._notices().say(
            filled(self.tr("Version %1 of this program can be had."), str(news.version)),
            tone=Tone.NEUTRAL,
            action=self.tr("What is new…"),
            slot=self.show,
            at=self._clock(),
        )
