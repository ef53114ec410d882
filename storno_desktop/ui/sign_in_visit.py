"""One sign-in in the browser: the page is opened there, and what comes back is waited for."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QUrl, Signal
from PySide6.QtGui import QGuiApplication

from storno_desktop.domain.problem import Problem
from storno_desktop.io_thread import IoThread, Ticket
from storno_desktop.service.session import Session
from storno_desktop.service.session_service import BROWSER_PATIENCE, BrowserErrand, SessionService
from storno_desktop.ui.problem_banner import ProblemBanner
from storno_desktop.ui.sign_in_browser import BrowserPage
from storno_desktop.ui.theme import Tone

OpenUrl = Callable[[QUrl], bool]
"""Opens a page in the person's browser and says whether it could."""


class BrowserVisit(QObject):
    """Lives as long as the window and serves one errand after the other; `banner` is where it says things."""

    ended = Signal(object)  # the Session, or the Problem that came instead

    def __init__(
        self,
        io: IoThread,
        sessions: SessionService,
        page: BrowserPage,
        banner: ProblemBanner,
        open_url: OpenUrl,
    ) -> None:
        super().__init__(page)
        self._io, self._sessions, self._open_url = io, sessions, open_url
        self._page, self._banner = page, banner
        self._waited: Ticket[Session | Problem] | None = None
        self.errand: BrowserErrand | None = None
        page.again.connect(self.open_page)
        page.copied.connect(self._copy_page)

    def begin(self, errand: BrowserErrand) -> None:
        """Open the page and wait for the browser to come back."""
        self.errand = errand
        self._waited = self._io.run(self._sessions.finish_browser(errand), self._came_back, owner=self)
        self._page.begin(BROWSER_PATIENCE)
        self.open_page()

    def open_page(self) -> None:
        """Open the page of the errand, once more if need be; nothing but a web page is ever opened."""
        if self.errand is None:
            return
        self._banner.clear()
        url = QUrl(self.errand.url)
        if url.scheme() not in {"http", "https"} or not self._open_url(url):
            self._banner.show_problem(
                self.tr("The browser could not be opened."),
                self.tr("Copy the address and open it in a browser on this computer."),
                tone=Tone.WARNING,
            )

    def drop(self) -> None:
        """Nobody waits for the browser any more."""
        if self._waited is not None:
            self._waited.drop()
        self._waited = self.errand = None
        self._page.end()

    def _came_back(self, answer: Session | Problem) -> None:
        self._waited = self.errand = None
        self._page.end()
        self.ended.emit(answer)

    def _copy_page(self) -> None:
        if self.errand is not None:
            QGuiApplication.clipboard().setText(self.errand.url)
            self._banner.show_problem(
                self.tr("The address was copied."),
                self.tr("Open it in a browser on this computer."),
                tone=Tone.SUCCESS,
            )
