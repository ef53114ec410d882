"""The settings page of the accounts that this computer knows."""

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt, Signal, SignalInstance
from PySide6.QtWidgets import (
    QAbstractItemView,
    QGridLayout,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QWidget,
)

from storno_desktop.domain.account import AccountId
from storno_desktop.domain.session import Company, SignInWay
from storno_desktop.service.session import Session
from storno_desktop.ui.elided_label import ElidedLabel
from storno_desktop.ui.icons import icon
from storno_desktop.ui.known_account import KnownAccount
from storno_desktop.ui.plain_text import plain_label
from storno_desktop.ui.preferences import Preferences
from storno_desktop.ui.settings_page import LABELS, SettingsPage
from storno_desktop.ui.sign_in_desk import SignInDesk
from storno_desktop.ui.theme import ICON_SIZE, SPACE_M, SPACE_S, Theme, Tone, appearance, set_tone

_ROWS_SEEN = 3.5


class AccountsPage(SettingsPage):
    """Lists the accounts, tells about the chosen one, and offers what can be done with it."""

    add_asked = Signal()
    sign_out_asked = Signal(object)  # KnownAccount
    remove_asked = Signal(object)  # KnownAccount

    def __init__(
        self,
        preferences: Preferences,
        desk: SignInDesk,
        session: Session | None,
        company: Company | None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._preferences, self._desk = preferences, desk
        self._session, self.company = session, company
        self._known: tuple[KnownAccount, ...] = ()
        self.set_title(self.tr("Accounts"))
        self.list = QListWidget(self)
        self._facts = _Facts(self)
        self.add_button = QPushButton(self.tr("A&dd an account…"), self)
        self.sign_out_button = QPushButton(self.tr("Sign &out…"), self)
        self.remove_button = QPushButton(self.tr("&Remove…"), self)

        self._lay_out()

        self.list.currentRowChanged.connect(lambda _row: self._show_chosen())
        self.add_button.clicked.connect(lambda _checked=False: self.add_asked.emit())
        self.sign_out_button.clicked.connect(self._asking(self.sign_out_asked))
        self.remove_button.clicked.connect(self._asking(self.remove_asked))
        appearance().changed.connect(self._theme_changed)
        self.show_accounts(session, company)

    def _lay_out(self) -> None:
        self.list.setAccessibleName(self.tr("Accounts"))
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setIconSize(QSize(ICON_SIZE, ICON_SIZE))
        self.list.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.list.setFixedHeight(round(self._row_height() * _ROWS_SEEN))
        self.list.setObjectName("settingsAccounts")
        self.add(self.list)
        self.add_buttons(self.add_button, self.sign_out_button, self.remove_button)
        self.add(self._facts)
        for button in (self.add_button, self.sign_out_button, self.remove_button):
            button.setAutoDefault(False)
        self.end()

    def show_accounts(self, session: Session | None, company: Company | None) -> None:
        """What is known now; `session` is the one in use, `company` the one open in it."""
        chosen = self.chosen
        self._session, self.company = session, company
        self._known = self._preferences.accounts
        blocked = self.list.blockSignals(True)
        self.list.clear()
        for account in self._known:
            item = QListWidgetItem(
                f"{_one_line(account.name or account.email)}\n{self._second_line(account)}"
            )
            item.setSizeHint(QSize(0, self._row_height()))
            self.list.addItem(item)
        self._show_icons()
        wanted = self._in_use if chosen is None else chosen.id
        ids = [each.id for each in self._known]
        self.list.setCurrentRow(ids.index(wanted) if wanted in ids else 0)
        self.list.blockSignals(blocked)
        self._show_chosen()

    @property
    def chosen(self) -> KnownAccount | None:
        """The account that the list stands at."""
        row = self.list.currentRow()
        return self._known[row] if 0 <= row < len(self._known) else None

    @property
    def facts(self) -> dict[str, str]:
        """What is told about the chosen account, by its headings."""
        return self._facts.shown

    # -------------------------------------------------------------------------------------- inside

    @property
    def _in_use(self) -> AccountId | None:
        return None if self._session is None else self._session.account

    def _asking(self, signal: SignalInstance) -> Callable[[bool], None]:
        def ask(_checked: bool = False) -> None:
            if self.chosen is not None:
                signal.emit(self.chosen)

        return ask

    def _row_height(self) -> int:
        return 2 * self.fontMetrics().height() + SPACE_M

    def _second_line(self, account: KnownAccount) -> str:
        parts = [_one_line(account.email), account.host] if account.name else [account.host]
        if account.id == self._in_use:
            parts.append(self.tr("in use"))
        return " · ".join(parts)

    def _theme_changed(self, _theme: Theme) -> None:
        self._show_icons()

    def _show_icons(self) -> None:
        for row, account in enumerate(self._known[: self.list.count()]):
            in_use = account.id == self._in_use
            self.list.item(row).setIcon(
                icon("allowed", Tone.SUCCESS) if in_use else icon("person", Tone.NEUTRAL)
            )

    def _show_chosen(self) -> None:
        account = self.chosen
        for button in (self.sign_out_button, self.remove_button):
            button.setEnabled(account is not None)
        if account is None:
            self._facts.show_facts([(self.tr("Nobody has signed in on this computer yet."), "", False)])
            return
        facts = [
            (self.tr("E-mail"), account.email, True),
            (self.tr("Server"), account.server, True),
            (self.tr("Signed in with"), self._way(account.way), False),
            (self.tr("Session"), self._standing(account), False),
        ]
        session = self._session
        if session is not None and account.id == session.account:
            facts.append((self.tr("Organisation"), session.user.organization_name or "—", True))
            company = self.company
            said = "—" if company is None else f"{company.name} · {company.cif}"
            facts.append((self.tr("Company"), said, True))
        self._facts.show_facts(facts)

    def _way(self, way: SignInWay) -> str:
        match way:
            case SignInWay.PASSWORD:
                return self.tr("E-mail and password")
            case SignInWay.BROWSER:
                return self.tr("The browser")
            case SignInWay.API_KEY:
                return self.tr("An API key")

    def _standing(self, account: KnownAccount) -> str:
        if not self._desk.admits(account):
            return self.tr("Your organisation's rules do not allow this account here")
        if self._session is not None and account.id == self._in_use:
            if self._session.kept:
                return self.tr("In use, kept in this computer's keyring")
            if self._session.kept is None:
                return self.tr("In use, ends with the program")
            return self.tr("In use, in memory only: there is no safe keyring")
        if account.stays:
            return self.tr("Kept in this computer's keyring")
        return self.tr("Not kept in this computer's keyring")


class _Facts(QWidget):
    """Headings and values below each other; values from outside are elided, our own are not."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, SPACE_S, 0, 0)
        self._grid.setHorizontalSpacing(SPACE_M)
        self._grid.setVerticalSpacing(SPACE_S)
        self._grid.setColumnMinimumWidth(0, LABELS)
        self._grid.setColumnStretch(1, 1)
        self._widgets: list[QWidget] = []
        self.shown: dict[str, str] = {}

    def show_facts(self, facts: list[tuple[str, str, bool]]) -> None:
        """Heading, value, and whether the value comes from outside."""
        for widget in self._widgets:
            self._grid.removeWidget(widget)
            widget.hide()
            widget.deleteLater()
        self._widgets = []
        self.shown = {heading: value for heading, value, _outside in facts}
        for row, (heading, value, outside) in enumerate(facts):
            label = plain_label(heading, parent=self)
            set_tone(label, Tone.NEUTRAL)
            said = ElidedLabel(value, self) if outside else plain_label(value, wraps=True, parent=self)
            said.setAccessibleName(f"{heading}: {value}")
            self._grid.addWidget(label, row, 0, Qt.AlignmentFlag.AlignTop)
            self._grid.addWidget(said, row, 1)
            self._widgets += [label, said]
            for each in (label, said):
                each.show()


def _one_line(text: str) -> str:
    return " ".join(text.split())
