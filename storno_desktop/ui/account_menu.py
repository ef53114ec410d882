"""The menu of who works here: the accounts of this computer, the organisations, lock, settings, sign-out."""

from collections import Counter
from collections.abc import Callable, Collection, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from storno_desktop.domain.account import AccountId
from storno_desktop.service.session import Session
from storno_desktop.ui.known_account import KnownAccount
from storno_desktop.ui.plain_text import plain_button_text
from storno_desktop.ui.sentence import filled

LOCK_KEYS = "Ctrl+Shift+L"
SETTINGS_KEYS = "Ctrl+,"

_WIDEST = 360


class AccountMenu(QMenu):
    """Lists what can be changed to, the present one ticked; it changes nothing by itself.

    A tick stays where it is until the window has really changed and calls `show_accounts` and `show_session`.
    """

    account_chosen = Signal(object)  # AccountId
    add_asked = Signal()
    organization_chosen = Signal(str)
    lock_asked = Signal()
    settings_asked = Signal()
    sign_out_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTitle(self.tr("&Account"))
        self._accounts = QActionGroup(self)
        self._organizations = QActionGroup(self)
        for group in (self._accounts, self._organizations):
            group.setExclusionPolicy(QActionGroup.ExclusionPolicy.ExclusiveOptional)
        self._end_of_accounts = self.addSeparator()
        self._entry(self.tr("A&dd an account…"), self.add_asked.emit)
        self.organizations = QMenu(self.tr("Or&ganisation"), self)
        self.addMenu(self.organizations)
        self.addSeparator()
        self.lock = self._entry(self.tr("&Lock now"), self.lock_asked.emit)
        self.lock.setShortcut(QKeySequence(LOCK_KEYS))
        settings = self._entry(self.tr("&Settings…"), self.settings_asked.emit)
        settings.setShortcut(QKeySequence(SETTINGS_KEYS))
        self.addSeparator()
        self.sign_out = self._entry(self.tr("Sign &out…"), self.sign_out_asked.emit)
        self.show_accounts((), None)
        self.show_session(None)

    def show_accounts(
        self,
        accounts: Sequence[KnownAccount],
        current: AccountId | None,
        closed: Collection[AccountId] = (),
    ) -> None:
        """The known accounts, the one used last on top; `closed` are those that the organisation's rules
        do not let in here."""
        _empty(self, self._accounts)
        for account, whole in zip(accounts, _names(accounts), strict=True):
            name, refused = self._short(whole), account.id in closed
            text = filled(self.tr("%1 (not allowed by your organisation)"), name) if refused else name
            action = self._tickable(
                self, self._accounts, text, account.id == current, self._choosing_account(account)
            )
            action.setEnabled(not refused)
            self.insertAction(self._end_of_accounts, action)
        self._end_of_accounts.setVisible(bool(accounts))

    def show_session(self, session: Session | None) -> None:
        """The organisations of the person signed in; without one there is nothing to lock or to sign out of."""
        _empty(self.organizations, self._organizations)
        user = None if session is None else session.user
        memberships = () if user is None else user.organizations
        for each in sorted(memberships, key=lambda one: (one.name or one.id).casefold()):
            action = self._tickable(
                self.organizations,
                self._organizations,
                self._short(each.name or each.id),
                user is not None and each.id == user.organization_id,
                self._choosing_organization(each.id),
            )
            self.organizations.addAction(action)
        self.organizations.menuAction().setVisible(len(memberships) > 1)
        for each_action in (self.lock, self.sign_out):
            each_action.setEnabled(session is not None)

    # -------------------------------------------------------------------------------------- inside

    def _choosing_account(self, account: KnownAccount) -> Callable[[], object]:
        return lambda: self.account_chosen.emit(account.id)

    def _choosing_organization(self, organization_id: str) -> Callable[[], object]:
        return lambda: self.organization_chosen.emit(organization_id)

    def _entry(self, text: str, slot: Callable[[], object]) -> QAction:
        action = QAction(text, self)
        action.triggered.connect(lambda _checked=False: slot())
        self.addAction(action)
        return action

    def _short(self, text: str) -> str:
        one_line = " ".join(text.split())  # a tab would part off what looks like a key
        return self.fontMetrics().elidedText(one_line, Qt.TextElideMode.ElideMiddle, _WIDEST)

    def _tickable(
        self, menu: QMenu, group: QActionGroup, text: str, ticked: bool, slot: Callable[[], object]
    ) -> QAction:
        action = QAction(plain_button_text(text), menu)
        action.setCheckable(True)
        action.setChecked(ticked)
        action.setData(ticked)
        group.addAction(action)

        def chosen(_checked: bool = False) -> None:
            for each in group.actions():
                each.setChecked(bool(each.data()))
            if not ticked:
                slot()

        action.triggered.connect(chosen)
        return action


def _empty(menu: QMenu, group: QActionGroup) -> None:
    for action in group.actions():
        menu.removeAction(action)
        group.removeAction(action)
        action.deleteLater()


def _names(accounts: Sequence[KnownAccount]) -> list[str]:
    """Name or e-mail; what tells two alike apart is added: the e-mail, and the host when there are several."""
    names = Counter(each.name for each in accounts)
    several = len({each.server for each in accounts}) > 1
    texts = []
    for each in accounts:
        parts = [each.name or each.email]
        if each.name and names[each.name] > 1:
            parts.append(each.email)
        if several:
            parts.append(each.host)
        texts.append(" · ".join(parts))
    return texts
