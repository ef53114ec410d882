"""Signing in: which server, which way, and a second step where the account asks for one."""

import time
from collections.abc import Callable, Coroutine
from enum import Enum
from typing import Any, TypeVar

from PySide6.QtCore import QEvent, Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QGuiApplication, QShowEvent
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QTabBar,
    QVBoxLayout,
    QWidget,
)

from storno_desktop.domain.account import ServerProfile
from storno_desktop.domain.problem import Problem, ProblemKind
from storno_desktop.domain.server_address import AddressFault
from storno_desktop.domain.session import SecondFactorChallenge, SignInWay, User
from storno_desktop.io_thread import IoThread, Ticket
from storno_desktop.service.session import BROWSER_PATIENCE, BrowserErrand, Session, SessionService
from storno_desktop.ui.busy import BusyLine
from storno_desktop.ui.icons import app_icon
from storno_desktop.ui.plain_text import plain_label
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
USUAL_WAIT = 60.0
"""Seconds until the server forgets how often somebody tried, where it does not say (contract §3.1, §3.2)."""

T = TypeVar("T")
SignInAnswer = Session | SecondFactorChallenge | Problem


class _Page(Enum):
    """What the middle of the window shows."""

    PASSWORD = SignInWay.PASSWORD
    BROWSER = SignInWay.BROWSER
    API_KEY = SignInWay.API_KEY
    CODE = "code"


class SignInDialog(QDialog):
    """Asks who works here. What was typed stays until signing in succeeds; a login is sent once a press.

    With `only` the session of a person ended in the middle of work: this very person is let in again, at the
    same server and by the same way. `monotonic` measures all waits; `open_url` opens a page in the browser
    and says whether it could.
    """

    signed_in = Signal(object)  # the Session

    def __init__(
        self,
        io: IoThread,
        sessions: SessionService,
        *,
        desk: SignInDesk,
        only: Session | None = None,
        monotonic: Monotonic = time.monotonic,
        open_url: Callable[[QUrl], bool] = QDesktopServices.openUrl,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Sign in to Storno"))
        self.setFixedWidth(WIDTH)
        self._io, self._sessions, self._open_url = io, sessions, open_url
        self._only: User | None = None if only is None else only.user
        self._words = SignInWords(self)
        self._asked: Ticket[Any] | None = None
        self._visit: Ticket[Session | Problem] | None = None
        self._errand: BrowserErrand | None = None
        self._ways = [each for each in SignInWay if each in desk.ways]
        if only is not None:
            self._ways = [only.user.way]

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
        self._lead = plain_label(wraps=True, parent=self)
        self._holds = {page: WaitClock(monotonic, self) for page in _Page}

        self._name_parts()
        self.email.setText(desk.email)
        for way in self._ways:
            self.ways.addTab(self._words.way(way))
        self.ways.setVisible(len(self._ways) > 1)
        if only is not None:
            self.server_part.fix(only.server, more=only.user.way is SignInWay.BROWSER)
            self.password_page.fix(only.user.email)
        elif desk.server_is_fixed:
            self.server_part.fix()
        self._lay_out()
        self._connect()
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
        title.addWidget(plain_label(self.tr("Sign in to Storno"), title_font(), parent=self), 1)
        self.ways.setDrawBase(False)
        self.ways.setExpanding(False)
        self.ways.setAccessibleName(self.tr("Way of signing in"))
        account = SignInForm()
        account.add(self.tr("Account"), self._account)
        account.setRowVisible(self._account, self._shows_account)
        buttons = QHBoxLayout()
        buttons.setSpacing(SPACE_S)
        buttons.addWidget(self._back)
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

    def _connect(self) -> None:
        self._act.clicked.connect(lambda _checked=False: self.submit())
        self._leave.clicked.connect(lambda _checked=False: self.reject())
        self._back.clicked.connect(lambda _checked=False: self._leave_code())
        self.ways.currentChanged.connect(lambda _index: self._way_chosen())
        self.server_part.changed.connect(self._forget_holds)
        self.browser_page.again.connect(self._open_page)
        self.browser_page.copied.connect(self._copy_page)
        self.browser_page.given_up.connect(self._give_up_browser)
        self.browser_page.pasted.connect(self._refresh)
        self.code_page.code_wanted.connect(self._send_code)
        self.code_page.browser_wanted.connect(self._to_browser)
        self.code_page.method_changed.connect(self._refresh)
        self.code_page.expired.connect(self._challenge_expired)
        for page, hold in self._holds.items():
            hold.ticked.connect(self._refresh)
            hold.ended.connect(lambda page=page: self._hold_ended(page))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if event.spontaneous():
            return
        self._fit()
        self._first_field().setFocus(Qt.FocusReason.OtherFocusReason)
        if self.stay_choice.may_be_kept:
            self._io.run(self._sessions.safe_place(), self.stay_choice.show_place, owner=self)

    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.LayoutRequest:
            self._fit()
        return super().event(event)

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
        return self._asked is not None

    def choose(self, way: SignInWay) -> None:
        """Choose a way in, if it is open here."""
        if way in self._ways:
            self.ways.setCurrentIndex(self._ways.index(way))

    @property
    def _page(self) -> _Page:
        return _Page(self.way) if self.code_page.challenge is None else _Page.CODE

    def _ask_way(self) -> None:
        if self._only is not None:
            self._lead.setText(self.tr("Your session has ended. Sign in again; what you typed is kept."))
        else:
            self._lead.setText(
                self.tr("With the account that you use on the web. The password is not stored.")
            )
        self.banner.clear()
        self._show_page()

    def _show_page(self) -> None:
        page = self._page
        asks_code = page is _Page.CODE
        self.password_page.setVisible(page is _Page.PASSWORD)
        self.browser_page.setVisible(page is _Page.BROWSER)
        self.key_page.setVisible(page is _Page.API_KEY)
        self.code_page.setVisible(asks_code)
        self.server_part.setVisible(not asks_code)
        self.ways.setVisible(not asks_code and len(self._ways) > 1)
        self.stay_choice.setVisible(not asks_code)
        self._back.setVisible(asks_code)
        self._refresh()

    def _way_chosen(self) -> None:
        self.banner.clear()
        self._show_page()
        if self.focusWidget() is not self.ways:  # there the arrow keys go on
            self._first_field().setFocus()

    def _first_field(self) -> QWidget:
        if self._page is _Page.CODE:
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

    def _refresh(self) -> None:
        """What can be touched now, and what the button says."""
        busy, waits = self._asked is not None, self.browser_page.is_waiting
        hold = self._holds[self._page]
        for each in (self.server_part, self.ways, self.stay_choice):
            each.setEnabled(not busy and not waits)
        for page in (self.password_page, self.key_page, self.code_page, self._back):
            page.setEnabled(not busy)
        if hold.is_running:
            self._act.setText(filled(self.tr("Wait %1"), hold.reading))
        elif self._page is _Page.BROWSER:
            self._act.setText(self.tr("Continue") if waits else self.tr("Open the browser"))
        else:
            self._act.setText(self.tr("Sign in"))
        lacks_paste = waits and not self.browser_page.paste.text().strip()
        lacks_code = self._page is _Page.CODE and not self.code_page.takes_code
        self._act.setEnabled(not (busy or hold.is_running or lacks_paste or lacks_code))
        if busy or waits:
            self._busy.start()
        else:
            self._busy.stop()

    def _fit(self) -> None:
        """As high as what is shown needs, the upper edge where it was."""
        inside = self.layout()
        if inside is None or not self.isVisible():
            return
        inside.activate()
        wanted = inside.totalHeightForWidth(WIDTH)
        if wanted != self.height():
            self.setFixedHeight(wanted)

    # -------------------------------------------------------------------------------------- asking

    def submit(self) -> None:
        """Send what was typed, or say what is missing; nothing while an answer is awaited or time has to pass."""
        if self._asked is not None or self._holds[self._page].is_running:
            return
        self.banner.clear()
        if self.browser_page.is_waiting:
            self._paste()
        elif self._page is _Page.CODE:
            self._submit_code()
        else:
            self._submit_way()

    def _submit_way(self) -> None:
        self.server_part.drop()
        server = self.server_part.chosen()
        if isinstance(server, AddressFault):
            self._object(self._words.address(server), self.server)
            return
        profile = self.server_part.profile(server)
        if isinstance(profile, AddressFault):
            self.server_part.ask_for_more(self.server_part.web_address)
            self._object(self._words.address(profile), self.server_part.web_address)
            return
        objection = None
        if self.way is SignInWay.PASSWORD:
            objection = self.password_page.objection()
        elif self.way is SignInWay.API_KEY:
            objection = self.key_page.objection()
        if objection is not None:
            self._object(*objection)
            return
        self.server_part.keep_profile(profile)
        self._send(profile)

    def _send(self, profile: ServerProfile) -> None:
        sessions, stay, only = self._sessions, self.stay_choice.stays, self._only
        match self.way:
            case SignInWay.PASSWORD:
                email, password = self.email.text().strip(), self.password.text()
                self._ask(
                    sessions.sign_in(profile.server, email, password, stay=stay, only=only), self.show_answer
                )
            case SignInWay.API_KEY:
                key = self.key_page.key
                self._ask(
                    sessions.sign_in_with_key(profile.server, key, stay=stay, only=only), self.show_answer
                )
            case SignInWay.BROWSER:
                sentence = self.tr("You can close this page and go back to Storno Desktop.")
                self._ask(
                    sessions.begin_browser(profile, sentence, stay=stay, only=only), self._browser_begun
                )

    def _ask(self, work: Coroutine[Any, Any, T], then: Callable[[T], object]) -> None:
        self._asked = self._io.run(work, then, owner=self)
        self._refresh()

    def _answered(self) -> None:
        self._asked = None
        self._refresh()

    def show_answer(self, answer: SignInAnswer) -> None:
        """What came of it: in, one more step, or why not."""
        self._answered()
        match answer:
            case Session():
                self._enter(answer)
            case SecondFactorChallenge():
                self._ask_code(answer)
            case Problem() if self._page is _Page.CODE:
                self._show_code_problem(answer)
            case Problem():
                self._show_problem(answer)
                self._back_to_field(answer)

    def _enter(self, session: Session) -> None:
        for field in (self.password, self.key, self.browser_page.paste):
            field.clear()
        self.password_page.secret.conceal()
        self.key_page.secret.conceal()
        self.code_page.close_challenge()
        self._ask_way()
        self.accept()
        self.signed_in.emit(session)

    def reject(self) -> None:
        """Closed: a sign-in under way is broken off, so that nobody is let in behind the window's back."""
        if self._asked is not None and self._asked.future.done():
            self._asked.deliver()  # it was quicker than the key
            if not self.isVisible():
                return
        for ticket in (self._asked, self._visit):
            if ticket is not None:
                ticket.drop()
        self._asked = self._visit = self._errand = None
        self.server_part.drop()
        self.browser_page.end()
        self.code_page.close_challenge()
        self._give_up()
        super().reject()

    def _give_up(self) -> None:
        """No door of ours stays open, no challenge is held."""
        self._io.run(self._sessions.give_up(), lambda _none: None, owner=self)

    # -------------------------------------------------------------------------------------- what went wrong

    def _show_problem(self, problem: Problem) -> None:
        way = self.way
        self.banner.show_problem(
            self._words.headline(problem, way),
            self._words.next_step(problem, way),
            self._words.problems.quotation(problem),
            self._words.problems.tone(problem),
        )
        if problem.kind in {ProblemKind.CAPTCHA, ProblemKind.THROTTLED}:
            self._holds[self._page].start(
                USUAL_WAIT if problem.retry_after is None else max(1.0, problem.retry_after)
            )
        if problem.kind is ProblemKind.CAPTCHA and self._knows_browser_way():
            self.banner.add_action(self.tr("Sign in with the browser"), self._to_browser)

    def _back_to_field(self, problem: Problem) -> None:
        if problem.kind is ProblemKind.NO_CLIENT_ID:
            self.server_part.ask_for_more(self.server_part.client_id)
            return
        field = self._first_field()
        if self.way is SignInWay.PASSWORD:
            field = self.password
        field.setFocus()
        if isinstance(field, QLineEdit):
            field.selectAll()

    def _object(self, sentence: str, field: QLineEdit) -> None:
        self.banner.show_problem(sentence, tone=Tone.WARNING)
        field.setFocus()
        field.selectAll()

    def _hold_ended(self, page: _Page) -> None:
        if page is self._page:
            self.banner.clear()
            self._refresh()

    def _forget_holds(self) -> None:
        """Another server does not know how often this one was asked."""
        for hold in self._holds.values():
            hold.stop()
        self._refresh()

    # -------------------------------------------------------------------------------------- the second step

    def _ask_code(self, challenge: SecondFactorChallenge) -> None:
        self._lead.setText(self.tr("This account asks for a second step."))
        self.banner.clear()
        self.code_page.open(challenge, offers_browser=self._knows_browser_way())
        self._show_page()
        self.code.setFocus()

    def _submit_code(self) -> None:
        challenge, objection = self.code_page.challenge, self.code_page.objection()
        if objection is not None:
            self._object(*objection)
        elif challenge is not None:
            code = self.code.text().strip()
            self._ask(
                self._sessions.answer_challenge(challenge, code, self.code_page.chosen), self.show_answer
            )

    def _send_code(self) -> None:
        challenge = self.code_page.challenge
        if challenge is None or self._asked is not None:
            return
        self.banner.clear()
        self.code_page.set_sending(True)
        self._ask(self._sessions.send_code(challenge), self._code_sent)

    def _code_sent(self, problem: Problem | None) -> None:
        self._answered()
        self.code_page.set_sending(False)
        if problem is None:
            self.code_page.was_sent()
            self.code.setFocus()
        else:
            self._show_code_problem(problem)

    def _show_code_problem(self, problem: Problem) -> None:
        match problem.kind:
            case ProblemKind.WRONG_CREDENTIALS if self.code_page.count_wrong_code():
                self.banner.show_problem(self._words.wrong_code(), self._code_advice())
                self.code.setFocus()
                self.code.selectAll()
            case ProblemKind.WRONG_CREDENTIALS:
                self._leave_code()
                self._say_again(self.tr("Five codes were not right, so the server ended this attempt."))
            case ProblemKind.SIGNED_OUT:
                self._leave_code()
                self._say_again(self.tr("The time for the code is over, or there were too many tries."))
            case ProblemKind.OTHER_PERSON | ProblemKind.ACCOUNT_INACTIVE | ProblemKind.FORBIDDEN:
                self._leave_code()
                self._show_problem(problem)
            case _:
                self._show_problem(problem)
                self.code.setFocus()

    def _code_advice(self) -> str:
        if self.code_page.chosen == "totp":
            return self.tr("Type the newest code. If it goes on, check the clock of this computer and phone.")
        return self.tr("Type it again, or choose another method.")

    def _challenge_expired(self) -> None:
        if self._asked is not None:
            return  # the server has the last word on the code that is under way
        self._leave_code()
        self._say_again(self.tr("The five minutes for the code are over."))

    def _leave_code(self) -> None:
        """Back to the password, with everything as it was typed."""
        self.code_page.close_challenge()
        self._give_up()
        self._ask_way()
        self.password.setFocus()

    def _say_again(self, headline: str) -> None:
        self.banner.show_problem(
            headline, self.tr("What you typed is kept: press Sign in to begin again."), tone=Tone.WARNING
        )

    # -------------------------------------------------------------------------------------- the browser

    def _knows_browser_way(self) -> bool:
        """Whether the browser is open as a way here, and set up for this server."""
        server = self.server_part.chosen()
        if SignInWay.BROWSER not in self._ways or isinstance(server, AddressFault):
            return False
        profile = self.server_part.profile(server)
        return isinstance(profile, ServerProfile) and bool(profile.client_id)

    def _to_browser(self) -> None:
        """The way around what this window cannot show; the page opens on the next press."""
        if self.code_page.challenge is not None:
            self._leave_code()
        self.choose(SignInWay.BROWSER)
        self._act.setFocus()

    def _browser_begun(self, answer: BrowserErrand | Problem) -> None:
        self._answered()
        if isinstance(answer, Problem):
            self.show_answer(answer)
            return
        self._errand = answer
        self._visit = self._io.run(self._sessions.finish_browser(answer), self._browser_ended, owner=self)
        self.browser_page.begin(BROWSER_PATIENCE)
        self._refresh()
        self.browser_page.paste.setFocus()
        self._open_page()

    def _open_page(self) -> None:
        if self._errand is None:
            return
        self.banner.clear()
        url = QUrl(self._errand.url)
        if url.scheme() not in {"http", "https"} or not self._open_url(url):
            self.banner.show_problem(
                self.tr("The browser could not be opened."),
                self.tr("Copy the address and open it in a browser on this computer."),
                tone=Tone.WARNING,
            )

    def _copy_page(self) -> None:
        if self._errand is not None:
            QGuiApplication.clipboard().setText(self._errand.url)
            self.banner.show_problem(
                self.tr("The address was copied."),
                self.tr("Open it in a browser on this computer."),
                tone=Tone.SUCCESS,
            )

    def _paste(self) -> None:
        text = self.browser_page.paste.text()
        if self._errand is not None and text.strip():
            self._ask(self._sessions.paste_answer(self._errand, text), self._pasted)

    def _pasted(self, problem: Problem | None) -> None:
        self._answered()
        if problem is None:
            self.browser_page.paste.clear()
        elif self.browser_page.is_waiting:
            self._show_problem(problem)
            self.browser_page.paste.setFocus()
            self.browser_page.paste.selectAll()

    def _browser_ended(self, answer: Session | Problem) -> None:
        self._visit = self._errand = None
        self.browser_page.end()
        self.show_answer(answer)

    def _give_up_browser(self) -> None:
        if self._visit is not None:
            self._visit.drop()
        self._visit = self._errand = None
        self.browser_page.end()
        self.banner.clear()
        self._give_up()
        self._refresh()
        self._act.setFocus()
