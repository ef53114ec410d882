"""Before the computer sleeps or shuts down nothing new is sent; once it is awake, all is looked at again."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal

from storno_desktop.app.login_service import LoginService
from storno_desktop.io_thread import IoThread
from storno_desktop.service.act_bar import ActBar

LONGEST_MS: Final = 60_000
"""A computer that was to sleep and is awake for so long has changed its mind, whatever was said of it."""


class RestWatch(QObject):
    """`rests` brings True before the computer sleeps, False when it is awake again.

    A write that is under way holds the sleep up, as long as the computer lets itself be held.
    """

    rests = Signal(bool)

    def __init__(
        self,
        service: LoginService,
        io: IoThread,
        bar: ActBar,
        parent: QObject | None = None,
        *,
        longest_ms: int = LONGEST_MS,
    ) -> None:
        super().__init__(parent)
        self._service, self._io, self._bar = service, io, bar
        self._is_resting = False
        self._doubt = QTimer(self)
        self._doubt.setSingleShot(True)
        self._doubt.setInterval(longest_ms)
        self._doubt.timeout.connect(lambda: self._prepare(False))
        service.prepares.connect(self._prepare)
        io.writes_ended.connect(self._wrote)
        service.hold()

    def _prepare(self, begins: bool) -> None:
        if begins == self._is_resting:
            return
        self._is_resting = begins
        self._bar.set_resting(begins)
        if begins:
            self._doubt.start()
            self.rests.emit(True)
            self._wrote()
        else:
            self._doubt.stop()
            self._service.hold()
            self.rests.emit(False)

    def _wrote(self) -> None:
        if self._is_resting and not self._io.is_writing:
            self._service.let_go()
