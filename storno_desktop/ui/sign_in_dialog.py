"""Signing in: which server, which way, and a second step where the account asks for one."""

import time
from collections.abc import Callable, Coroutine
from typing import Any, TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDesktopServices, QShowEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from storno_desktop.domain.account import ServerProfile
from storno_desktop.domain.problem import Problem, ProblemKind
from storno_desktop.domain.server_address import AddressFault
from storno_desktop.domain.session import SecondFactorChallenge, SignInWay
from storno_desktop.io_thread import IoThread, Ticket
from storno_desktop.service.session import Session
from storno_desktop.service.session_service import BrowserErrand, SessionService
from storno_desktop.ui.sign_in_desk import SignInDesk
from storno_desktop.ui.sign_in_sheet import SignInPage, SignInSheet
from storno_desktop.ui.sign_in_visit import BrowserVisit, OpenUrl
from storno_desktop.ui.theme import Tone
from storno_desktop.ui.wait_clock import Monotonic

USUAL_WAIT = 60.0
"""Seconds until the server forgets how often somebody tried, where it does not say (contract §3.1, §3.2)."""

T = TypeVar("T")
SignInAnswer = Session | SecondFactorChallenge | Problem


class SignInDialog(SignInSheet):
    """Asks who works here. What was typed stays until signing in succeeds; a login is sent once a press.

    With `only` the session of a person ended in the middle of work: this very person is let in again, at the
    same server and by the same way. `monotonic` measures all waits; `open_url` opens a page in the browser
    and says whether it could. `elsewhere_asked` comes where a supervisor was to sign in and is not here.
    """

    signed_in = Signal(object)  # the Session
    elsewhere_asked = Signal()

    def __init__(
        self,
        io: IoThread,
        sessions: SessionService,
        *,
        desk: SignInDesk,
        only: Session | None = None,
        monotonic: Monotonic = time.monotonic,
        open_url: OpenUrl = QDesktopServices.openUrl,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(io, sessions, desk, only, monotonic, parent)
        self._io, self._sessions = io, sessions
        self._asked: Ticket[Any] | None = None
        self._visit = BrowserVisit(io, sessions, self.browser_page, self.banner, open_url)
        self._connect()

    def _connect(self) -> None:
        self._act.clicked.connect(lambda _checked=False: self.submit())
        self._leave.clicked.connect(lambda _checked=False: self.reject())
        self.elsewhere_button.clicked.connect(lambda _checked=False: self.elsewhere_asked.emit())
        self._back.clicked.connect(lambda _checked=False: self._leave_code())
        self.server_part.changed.connect(self._forget_holds)
        self.browser_page.given_up.connect(self._give_up_browser)
        self._visit.ended.connect(self.show_answer)
        self.code_page.code_wanted.connect(self._send_code)
        self.code_page.browser_wanted.connect(self._to_browser)
        self.code_page.expired.connect(self._challenge_expired)
        for page, hold in self._holds.items():
            hold.ended.connect(lambda page=page: self._hold_ended(page))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if event.spontaneous():
            return
        self._fit()
        self._first_field().setFocus(Qt.FocusReason.OtherFocusReason)
        if self.stay_choice.may_be_kept:
            self._io.run(self._sessions.safe_place(), self.stay_choice.show_place, owner=self)

    # -------------------------------------------------------------------------------------- asking

    def submit(self) -> None:
        """Send what was typed, or say what is missing; nothing while an answer is awaited or time has to pass."""
        if self.is_asking or self._holds[self._page].is_running:
            return
        self.banner.clear()
        if self.browser_page.is_waiting:
            self._paste()
        elif self._page is SignInPage.CODE:
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
        self._set_asking(True)

    def _answered(self) -> None:
        self._asked = None
        self._set_asking(False)

    def show_answer(self, answer: SignInAnswer) -> None:
        """What came of it: in, one more step, or why not."""
        self._answered()
        match answer:
            case Session():
                self._enter(answer)
            case SecondFactorChallenge():
                self._ask_code(answer)
            case Problem() if self._page is SignInPage.CODE:
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
        if self._asked is not None:
            self._asked.drop()
        self._answered()
        self._visit.drop()
        self.server_part.drop()
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

    def _hold_ended(self, page: SignInPage) -> None:
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
        self._visit.begin(answer)
        self._refresh()
        self.browser_page.paste.setFocus()

    def _paste(self) -> None:
        text = self.browser_page.paste.text()
        if self._visit.errand is not None and text.strip():
            self._ask(self._sessions.paste_answer(self._visit.errand, text), self._pasted)

    def _pasted(self, problem: Problem | None) -> None:
        self._answered()
        if problem is None:
            self.browser_page.paste.clear()
        elif self.browser_page.is_waiting:
            self._show_problem(problem)
            self.browser_page.paste.setFocus()
            self.browser_page.paste.selectAll()

    def _give_up_browser(self) -> None:
        self._visit.drop()
        self.banner.clear()
        self._give_up()
        self._refresh()
        self._act.setFocus()
