"""The settings window: pages in a list on the left; every change counts at once."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from storno_desktop.domain.server_address import HOSTED_SERVER, ServerAddress, parse_server_address
from storno_desktop.domain.session import Company
from storno_desktop.io_thread import IoThread
from storno_desktop.places import Places
from storno_desktop.service.services import Services
from storno_desktop.service.session import Session
from storno_desktop.ui.doctor_view import ExamWords
from storno_desktop.ui.guard_time import GUARD_MS
from storno_desktop.ui.icons import icon
from storno_desktop.ui.known_account import KnownAccount
from storno_desktop.ui.preferences import Preferences
from storno_desktop.ui.settings_accounts import AccountsPage
from storno_desktop.ui.settings_copies import CopiesSection
from storno_desktop.ui.settings_data import DataPage
from storno_desktop.ui.settings_lock import LockPage
from storno_desktop.ui.settings_look import LookPage
from storno_desktop.ui.settings_page import SettingsPage
from storno_desktop.ui.settings_reasons import ReasonsPage
from storno_desktop.ui.settings_server import ServerPage
from storno_desktop.ui.sign_in_desk import SignInDesk
from storno_desktop.ui.sign_out_dialog import Leaving, SignOutDialog
from storno_desktop.ui.theme import ICON_SIZE, SPACE_L, SPACE_M, SPACE_S, Theme, appearance

ACCOUNTS, SERVER, LOOK, LOCK, DATA, REASONS = range(6)
"""The pages in their order."""

_ICONS = ("person", "server", "appearance", "lock", "data", "checklist")
_SIZE = QSize(800, 600)
_PAGES = 176
"""The width of the list on the left; wider where a name needs it."""


class SettingsDialog(QDialog):
    """Shows and changes what is chosen on this computer; what the organisation fixed is shown as fixed.

    Language, theme and sign-in are the program's: it hears the signals. A sign-out of the account in use
    closes this window before `signed_out` comes.
    """

    language_chosen = Signal(str)
    theme_chosen = Signal(object)  # ThemeChoice
    add_asked = Signal()
    lock_minutes_changed = Signal(int)
    months_changed = Signal(int)
    copies_resized = Signal()
    copies_moved = Signal(object)  # frozenset[str], of companies
    copies_erased = Signal()
    profile_changed = Signal(object)  # ServerProfile
    signed_out = Signal(object)  # Leaving

    def __init__(
        self,
        io: IoThread,
        services: Services,
        preferences: Preferences,
        places: Places,
        words: ExamWords,
        *,
        session: Session | None = None,
        company: Company | None = None,
        acting: Callable[[], bool] = lambda: False,
        page: int = ACCOUNTS,
        parent: QWidget | None = None,
        guard_ms: int = GUARD_MS,
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Settings"))
        self._io, self._services, self._preferences = io, services, preferences
        self._session, self._acting, self._guard_ms = session, acting, guard_ms
        # In the order in which Tab goes through them.
        self.list = QListWidget(self)
        self.pages = QStackedWidget(self)
        desk = SignInDesk(preferences, services.policy)
        server = session.server if session is not None else _server_of(desk)
        account = None if session is None else session.account
        self.accounts = AccountsPage(preferences, desk, session, company, self)
        self.server = ServerPage(io, services.doctor, words, desk, server, session, self)
        self.look = LookPage(self)
        self.lock = LockPage(io, services.lock, preferences, services.policy, account, self)
        copies = CopiesSection(io, services, preferences, session, self, guard_ms=guard_ms)
        self.data = DataPage(preferences, places, self, policy=services.policy, copies=copies)
        self.reasons = ReasonsPage(preferences, self)
        self._close = QPushButton(self.tr("Close"), self)

        self._lay_out()

        self.list.currentRowChanged.connect(self.pages.setCurrentIndex)
        self._close.clicked.connect(lambda _checked=False: self.accept())
        self.look.language_chosen.connect(self.language_chosen)
        self.look.theme_chosen.connect(self.theme_chosen)
        self.accounts.add_asked.connect(self.add_asked)
        self.accounts.sign_out_asked.connect(lambda each: self._ask_to_leave(each, removes=False))
        self.accounts.remove_asked.connect(lambda each: self._ask_to_leave(each, removes=True))
        self.lock.minutes_changed.connect(self.lock_minutes_changed)
        self.data.months_changed.connect(self.months_changed)
        copies.size_changed.connect(self.copies_resized)
        copies.companies_changed.connect(self.copies_moved)
        copies.erased.connect(self.copies_erased)
        self.server.profile_changed.connect(self.profile_changed)
        appearance().changed.connect(self._theme_changed)
        self.show_page(page)

    def _lay_out(self) -> None:
        self.list.setObjectName("settingsPages")
        self.list.setAccessibleName(self.tr("Settings"))
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setIconSize(QSize(ICON_SIZE, ICON_SIZE))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for page in self._all:
            item = QListWidgetItem(page.title)
            item.setSizeHint(QSize(0, self.fontMetrics().height() + SPACE_L))
            self.list.addItem(item)
            area = QScrollArea(self)
            area.setWidget(page)
            area.setWidgetResizable(True)
            area.setFrameShape(QFrame.Shape.NoFrame)
            area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
            area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            area.viewport().setAutoFillBackground(False)
            page.setAutoFillBackground(False)
            self.pages.addWidget(area)
        widest = max(self.fontMetrics().horizontalAdvance(page.title) for page in self._all)
        self.list.setFixedWidth(max(_PAGES, widest + 4 * SPACE_L))
        self._show_icons()
        foot = QHBoxLayout()
        foot.setContentsMargins(SPACE_L, SPACE_S, SPACE_L, SPACE_M)
        foot.addStretch(1)
        foot.addWidget(self._close)
        self._close.setAutoDefault(False)
        right = QVBoxLayout()
        right.setSpacing(0)
        right.addWidget(self.pages, 1)
        right.addLayout(foot)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.list)
        row.addLayout(right, 1)
        self.setMinimumSize(640, 440)
        self.resize(_SIZE)

    @property
    def page(self) -> int:
        """Which page is open, to be opened again after a change of language."""
        return self.list.currentRow()

    def show_page(self, page: int) -> None:
        """Go to a page: ACCOUNTS, SERVER, LOOK, LOCK, DATA or REASONS."""
        self.list.setCurrentRow(page)

    def show_session(self, session: Session | None, company: Company | None) -> None:
        """Somebody signed in or out below: the accounts are told anew."""
        self._session = session
        self.accounts.show_accounts(session, company)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not event.spontaneous():
            self.list.setFocus()

    def done(self, result: int) -> None:
        self.server.forget()
        self.lock.forget()
        self._preferences.keep()
        super().done(result)

    # -------------------------------------------------------------------------------------- inside

    @property
    def _all(self) -> tuple[SettingsPage, ...]:
        return (self.accounts, self.server, self.look, self.lock, self.data, self.reasons)

    def _theme_changed(self, _theme: Theme) -> None:
        self._show_icons()

    def _show_icons(self) -> None:
        for row, name in enumerate(_ICONS):
            self.list.item(row).setIcon(icon(name))

    def _ask_to_leave(self, account: KnownAccount, *, removes: bool) -> None:
        session = self._session
        in_use = session is not None and account.id == session.account
        prepared = self._services.prepared(session.companies) if session is not None and in_use else None
        dialog = SignOutDialog(
            self._io,
            self._services.sessions,
            self._services.lock,
            self._preferences,
            account,
            acting=in_use and self._acting(),
            removes=removes,
            prepared=prepared,
            parent=self,
            guard_ms=self._guard_ms,
        )
        dialog.signed_out.connect(lambda leaving: self._left(leaving, in_use))
        dialog.open()

    def _left(self, leaving: Leaving, in_use: bool) -> None:
        if in_use:
            self.accept()
        else:
            self.accounts.show_accounts(self._session, self.accounts.company)
        self.signed_out.emit(leaving)


def _server_of(desk: SignInDesk) -> ServerAddress:
    address = parse_server_address(desk.server)
    return address if isinstance(address, ServerAddress) else ServerAddress(HOSTED_SERVER)
