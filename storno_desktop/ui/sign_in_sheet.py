"""The sign-in window as it stands on the desk: its parts, which of them show, and what can be touched now."""

from enum import Enum

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPushButton, QTabBar, QVBoxLayout, QWidget

from storno_desktop.domain.session import SignInWay
from storno_desktop.io_thread import IoThread
from storno_desktop.service.session import Session
from storno_desktop.service.session_service import SessionService
from storno_desktop.ui.busy import BusyLine
from storno_desktop.ui.icons import app_icon
from storno_desktop.ui.plain_text import plain_label, plain_tooltip
from storno_desktop.ui.problem_banner import ProblemBanner
from storno_desktop.ui.sentence import filled
from storno_desktop.ui.sign_in_browser import BrowserPage
from storno_desktop.ui.sign_in_code import CodePage
from storno_desktop.ui.sign_in_desk import SignInDesk
from storno_desktop.ui.sign_in_form import SignInForm
from storno_desktop.ui.sign_in_key import KeyPage
from storno_desktop.ui.sign_in_password import PasswordPage
from storno_desktop.ui.sign_in_server import SignInServer
from storno_desktop.ui.sign_in_stay import StayChoice
from storno_desktop.ui.sign_in_words import SignInWords
from storno_desktop.ui.theme import SPACE_L, SPACE_M, SPACE_S, SPACE_XL, Tone, set_tone, title_font
from storno_desktop.ui.wait_clock import Monotonic, WaitClock

WIDTH = 520


class SignInPage(Enum):
    """What the middle of the window shows."""

    PASSWORD = SignInWay.PASSWORD
    BROWSER = SignInWay.BROWSER
    API_KEY = SignInWay.API_KEY
    CODE = "code"


class SignInSheet(QDialog):
    """Server, ways, the page of the chosen way or of the second step, and the buttons. It asks nobody anything.

    With `only` it is for one person who has to come back: server, account and way are told, not asked.
    """

    def __init__(
        self,
        io: IoThread,
        sessions: SessionService,
        desk: SignInDesk,
        only: Session | None,
        monotonic: Monotonic,
        parent: QWidget | None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Sign in to Storno"))
        self.setFixedWidth(WIDTH)
        if desk.is_beside:
            self.setWindowTitle(self.tr("Supervisor's sign-in"))
        self._only = None if only is None else only.user
        self._is_asking, self._is_beside = False, desk.is_beside
        self._words = SignInWords(self)
        self._ways = [each for each in SignInWay if each in desk.ways] if only is None else [only.user.way]

        self.server_part = SignInServer(io, sessions, desk, self)
        self.ways = QTabBar(self)
        self.password_page = PasswordPage(self)
        self.browser_page = BrowserPage(monotonic, self)
        self.key_page = KeyPage(self)
        self.code_page = CodePage(monotonic, self)
        stays = desk.stays if only is None or desk.stay_is_fixed else only.kept is not None
        self.stay_choice = StayChoice(stays, fixed=desk.stay_is_fixed, parent=self)
        self.banner = ProblemBanner(parent=self)
        self._account = plain_label("" if only is None else only.user.email, parent=self)
        self._busy = BusyLine(parent=self)
        self._back = QPushButton(self.tr("Back"), self)
        self._leave = QPushButton(self.tr("Close"), self)
        self._act = QPushButton(self.tr("Sign in"), self)
        self.elsewhere_button = QPushButton(self.tr("Supervisor elsewhere…"), self)
        self._lead = plain_label(wraps=True, parent=self)
        self._holds = {page: WaitClock(monotonic, self) for page in SignInPage}

        self._name_parts()
        self.email.setText(desk.email)
        for way in self._ways:
            self.ways.addTab(self._words.way(way))
        if desk.way in self._ways:
            self.ways.setCurrentIndex(self._ways.index(desk.way))
        self.ways.setVisible(len(self._ways) > 1)
        if only is not None:
            self.server_part.fix(only.server, more=only.user.way is SignInWay.BROWSER)
            self.password_page.fix(only.user.email)
        elif desk.server_is_fixed:
            self.server_part.fix()
        self._lay_out()
        self.ways.currentChanged.connect(lambda _index: self._way_chosen())
        self.browser_page.pasted.connect(self._refresh)
        self.code_page.method_changed.connect(self._refresh)
        for hold in self._holds.values():
            hold.ticked.connect(self._refresh)
        self._ask_way()

    def _name_parts(self) -> None:
        """The fields by the names that a person would give them."""
        self.server, self.email = self.server_part.address, self.password_page.email
        self.password, self.key = self.password_page.secret.edit, self.key_page.secret.edit
        self.method, self.code = self.code_page.method, self.code_page.code
        self.stay = self.stay_choice.box

    def _lay_out(self) -> None:
        set_tone(self._lead, Tone.NEUTRAL)
        title = QHBoxLayout()
        title.setSpacing(SPACE_S)
        mark = QLabel(self)
        mark.setPixmap(app_icon().pixmap(28, 28))
        title.addWidget(mark)
        title.addWidget(plain_label(self.windowTitle(), title_font(), parent=self), 1)
        self.ways.setDrawBase(False)
        self.ways.setExpanding(False)
        self.ways.setAccessibleName(self.tr("Way of signing in"))
        account = SignInForm()
        account.add(self.tr("Account"), self._account)
        account.setRowVisible(self._account, self._shows_account)
        buttons = QHBoxLayout()
        buttons.setSpacing(SPACE_S)
        self.elsewhere_button.setAutoDefault(False)
        self.elsewhere_button.setToolTip(
            plain_tooltip(self.tr("Saves a request as a file, for a supervisor at another computer"))
        )
        buttons.addWidget(self._back)
        buttons.addWidget(self.elsewhere_button)
        buttons.addStretch(1)
        buttons.addWidget(self._leave)
        buttons.addWidget(self._act)
        self._act.setDefault(True)
        self._act.setObjectName("primary")
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE_XL, SPACE_XL, SPACE_XL, SPACE_L)
        column.setSpacing(SPACE_M)
        column.addLayout(title)
        column.addWidget(self._lead)
        column.addWidget(self.server_part)
        column.addWidget(self.ways)
        if self._shows_account:
            column.addLayout(account)
        for page in (self.password_page, self.browser_page, self.key_page, self.code_page, self.stay_choice):
            column.addWidget(page)
        column.addWidget(self.banner)
        column.addStretch(1)
        column.addWidget(self._busy)
        column.addLayout(buttons)
        forms = [
            self.server_part.form,
            self.server_part.extra_form,
            account,
            self.password_page.form,
            self.browser_page.form,
            self.key_page.form,
            self.code_page.form,
        ]
        widest = max(form.widest_label() for form in forms)
        for form in forms:
            form.set_label_width(widest)
        for before, after in (
            (self.server, self.server_part.check_button),
            (self.server_part.check_button, self.server_part.more_button),
            (self.server_part.more_button, self.server_part.web_address),
            (self.server_part.web_address, self.server_part.client_id),
            (self.server_part.client_id, self.ways),
            (self.ways, self.email),
            (self.email, self.password),
        ):
            QWidget.setTabOrder(before, after)

    @property
    def _shows_account(self) -> bool:
        """Whether nothing else on the page says who has to come back."""
        return self._only is not None and self._only.way is not SignInWay.PASSWORD

    # -------------------------------------------------------------------------------------- what is shown

    @property
    def way(self) -> SignInWay:
        """The way in that is chosen."""
        return self._ways[max(0, self.ways.currentIndex())]

    @property
    def act_button(self) -> QPushButton:
        """The button that goes on."""
        return self._act

    @property
    def is_asking(self) -> bool:
        """Whether the server was asked something and has not answered; a browser may take its time besides."""
        return self._is_asking

    def choose(self, way: SignInWay) -> None:
        """Choose a way in, if it is open here."""
        if way in self._ways:
            self.ways.setCurrentIndex(self._ways.index(way))

    @property
    def _page(self) -> SignInPage:
        return SignInPage(self.way) if self.code_page.challenge is None else SignInPage.CODE

    def _ask_way(self) -> None:
        if self._only is not None:
            self._lead.setText(self.tr("Your session has ended. Sign in again; what you typed is kept."))
        elif self._is_beside:
            self._lead.setText(
                self.tr(
                    "The supervisor signs in here, with their own account. Your session stays open; "
                    "theirs ends with this restore and is not kept."
                )
            )
        else:
            self._lead.setText(
                self.tr("With the account that you use on the web. The password is not stored.")
            )
        self.banner.clear()
        self._show_page()

    def _show_page(self) -> None:
        page = self._page
        asks_code = page is SignInPage.CODE
        self.password_page.setVisible(page is SignInPage.PASSWORD)
        self.browser_page.setVisible(page is SignInPage.BROWSER)
        self.key_page.setVisible(page is SignInPage.API_KEY)
        self.code_page.setVisible(asks_code)
        self.server_part.setVisible(not asks_code)
        self.ways.setVisible(not asks_code and len(self._ways) > 1)
        self.stay_choice.setVisible(not asks_code and not self._is_beside)
        self._back.setVisible(asks_code)
        self.elsewhere_button.setVisible(self._is_beside and not asks_code)
        self._refresh()

    def _way_chosen(self) -> None:
        self.banner.clear()
        self._show_page()
        if self.focusWidget() is not self.ways:  # there the arrow keys go on
            self._first_field().setFocus()

    def _first_field(self) -> QWidget:
        if self._page is SignInPage.CODE:
            return self.code
        if not self.server.text() and not self.server_part.is_fixed:
            return self.server
        match self.way:
            case SignInWay.PASSWORD:
                return self.password_page.first_field()
            case SignInWay.BROWSER:
                return self._act
            case SignInWay.API_KEY:
                return self.key

    def _set_asking(self, asking: bool) -> None:
        self._is_asking = asking
        self._refresh()

    def _refresh(self) -> None:
        """What can be touched now, and what the button says."""
        busy, waits = self._is_asking, self.browser_page.is_waiting
        hold = self._holds[self._page]
        for each in (self.server_part, self.ways, self.stay_choice):
            each.setEnabled(not busy and not waits)
        for page in (self.password_page, self.key_page, self.code_page, self._back):
            page.setEnabled(not busy)
        if hold.is_running:
            self._act.setText(filled(self.tr("Wait %1"), hold.reading))
        elif self._page is SignInPage.BROWSER:
            self._act.setText(self.tr("Continue") if waits else self.tr("Open the browser"))
        else:
            self._act.setText(self.tr("Sign in"))
        lacks_paste = waits and not self.browser_page.paste.text().strip()
        lacks_code = self._page is SignInPage.CODE and not self.code_page.takes_code
        self._act.setEnabled(not (busy or hold.is_running or lacks_paste or lacks_code))
        if busy or waits:
            self._busy.start()
        else:
            self._busy.stop()

    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.LayoutRequest:
            self._fit()
        return super().event(event)

    def _fit(self) -> None:
        """As high as what is shown needs, the upper edge where it was."""
        inside = self.layout()
        if inside is None or not self.isVisible():
            return
        inside.activate()
        wanted = inside.totalHeightForWidth(WIDTH)
        if 0 < wanted != self.height():  # a covered window has no layout for a while
            self.setFixedHeight(wanted)
