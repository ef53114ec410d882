"""Signing in: server, e-mail, password, and a code where the account asks for one."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from storno_desktop.domain.problem import Problem
from storno_desktop.domain.server_address import HOSTED_SERVER, AddressFault, parse_server_address
from storno_desktop.domain.session import SecondFactorChallenge
from storno_desktop.io_thread import IoThread, Ticket
from storno_desktop.service.session import Session, SessionService
from storno_desktop.ui.busy import BusyLine
from storno_desktop.ui.icons import app_icon
from storno_desktop.ui.plain_text import plain_label
from storno_desktop.ui.problem_banner import ProblemBanner
from storno_desktop.ui.problem_words import ProblemWords
from storno_desktop.ui.theme import SPACE_L, SPACE_M, SPACE_S, SPACE_XL, Tone, set_tone, title_font

_WIDTH = 440
_OFFERED_METHODS = ("totp", "backup_code")
"""Not the code by e-mail: nothing here asks the server to send one yet."""

SignInAnswer = Session | SecondFactorChallenge | Problem


class SignInDialog(QDialog):
    """Asks who works here. What was typed stays until signing in succeeds; a login is sent once a press."""

    signed_in = Signal(object)  # the Session

    def __init__(
        self,
        io: IoThread,
        sessions: SessionService,
        *,
        server: str = "",
        email: str = "",
        stay: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Sign in to Storno"))
        self.setFixedWidth(_WIDTH)
        self._io = io
        self._sessions = sessions
        self._problems = ProblemWords()
        self._challenge: SecondFactorChallenge | None = None
        self._asked: Ticket[SignInAnswer] | None = None
        self._is_asking = False
        self.server = QLineEdit(server or HOSTED_SERVER, self)
        self.email = QLineEdit(email, self)
        self.password = QLineEdit(self)
        self.stay = QCheckBox(self.tr("&Keep me signed in on this computer"), self)
        self.stay.setChecked(stay)
        self.method = QComboBox(self)
        self.code = QLineEdit(self)
        self.banner = ProblemBanner(parent=self)
        self._busy = BusyLine(parent=self)
        self._act = QPushButton(self.tr("Sign in"), self)
        self._leave = QPushButton(self.tr("Close"), self)
        self._back = QPushButton(self.tr("Back"), self)
        self._lead = plain_label(wraps=True, parent=self)
        self._pages = QStackedLayout()

        self._lay_out()

        self._act.clicked.connect(lambda _checked=False: self.submit())
        self._leave.clicked.connect(lambda _checked=False: self.reject())
        self._back.clicked.connect(lambda _checked=False: self._ask_password())
        self._ask_password()

    def _lay_out(self) -> None:
        self.password.setEchoMode(QLineEdit.EchoMode.Password)
        for field, name in ((self.server, "server"), (self.email, "email"), (self.password, "password")):
            field.setObjectName(name)
        self.code.setObjectName("code")
        self.code.setMaxLength(32)
        self.email.setPlaceholderText(self.tr("name@company.ro"))
        set_tone(self._lead, Tone.NEUTRAL)
        account = QFormLayout()
        account.setVerticalSpacing(SPACE_M)
        account.setHorizontalSpacing(SPACE_M)
        account.setContentsMargins(0, 0, 0, 0)
        account.addRow(self.tr("&Server"), self.server)
        account.addRow(self.tr("&E-mail"), self.email)
        account.addRow(self.tr("&Password"), self.password)
        account.addRow("", self.stay)
        factor = QFormLayout()
        factor.setVerticalSpacing(SPACE_M)
        factor.setHorizontalSpacing(SPACE_M)
        factor.setContentsMargins(0, 0, 0, 0)
        factor.addRow(self.tr("&Method"), self.method)
        factor.addRow(self.tr("C&ode"), self.code)
        for form in (account, factor):
            for row in range(form.rowCount()):
                label = form.itemAt(row, QFormLayout.ItemRole.LabelRole)
                named = label.widget() if label is not None else None
                if named is not None:  # beside the text in its field, not above it
                    named.setMinimumHeight(self.email.sizeHint().height())
            page = QWidget(self)
            page.setLayout(form)
            self._pages.addWidget(page)
        title = QHBoxLayout()
        title.setSpacing(SPACE_S)
        mark = QLabel(self)
        mark.setPixmap(app_icon().pixmap(28, 28))
        title.addWidget(mark)
        title.addWidget(plain_label(self.tr("Sign in to Storno"), title_font(), parent=self), 1)
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
        column.addLayout(self._pages)
        column.addWidget(self.banner)
        column.addWidget(self._busy)
        column.addLayout(buttons)

    def session_ended(self, server: str, email: str) -> None:
        """Ask again in the middle of work: the same server and person, the password empty."""
        self.server.setText(server)
        self.email.setText(email)
        self._lead.setText(self.tr("Your session has ended. Sign in again; what you typed is kept."))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        first = next((f for f in (self.server, self.email, self.password) if not f.text()), self.password)
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    # -------------------------------------------------------------------------------------- inside

    def _ask_password(self) -> None:
        self._challenge = None
        self._pages.setCurrentIndex(0)
        self._back.hide()
        self._lead.setText(self.tr("With the account that you use on the web. The password is not stored."))
        self.banner.clear()

    def _ask_code(self, challenge: SecondFactorChallenge) -> None:
        self._challenge = challenge
        self.method.clear()
        for method in _OFFERED_METHODS:
            if method in challenge.methods:
                self.method.addItem(self._method_name(method), method)
        self._lead.setText(
            self.tr("This account asks for a second step. The code is valid for five minutes.")
        )
        self._pages.setCurrentIndex(1)
        self._back.show()
        self.code.clear()
        self.code.setFocus()

    def _method_name(self, method: str) -> str:
        match method:
            case "totp":
                return self.tr("Code from the authenticator app")
            case "backup_code":
                return self.tr("Backup code")
            case _:
                return self.tr("Code sent by e-mail")

    def submit(self) -> None:
        """Send what was typed, or say what is missing; nothing while an answer is awaited."""
        if self._is_asking:
            return
        self.banner.clear()
        if self._challenge is not None:
            if not self.code.text().strip():
                self._object(self.tr("Type the code."), self.code)
                return
            self._set_busy(True)
            self._asked = self._io.run(
                self._sessions.answer_challenge(
                    self._challenge, self.code.text().strip(), str(self.method.currentData() or "totp")
                ),
                self.show_answer,
                owner=self,
            )
            return
        server = parse_server_address(self.server.text())
        if isinstance(server, AddressFault):
            self._object(self._address_sentence(server), self.server)
        elif "@" not in self.email.text().strip():
            self._object(self.tr("Type the e-mail address of your account."), self.email)
        elif not self.password.text():
            self._object(self.tr("Type your password."), self.password)
        else:
            self._set_busy(True)
            self._asked = self._io.run(
                self._sessions.sign_in(
                    server, self.email.text().strip(), self.password.text(), stay=self.stay.isChecked()
                ),
                self.show_answer,
                owner=self,
            )

    def reject(self) -> None:
        """Closed: a sign-in under way is broken off, so that nobody is let in behind the window's back."""
        if self._asked is not None:
            self._asked.drop()
        super().reject()

    def show_answer(self, answer: SignInAnswer) -> None:
        """What came of it: in, one more step, or why not."""
        self._asked = None
        self._set_busy(False)
        match answer:
            case Session():
                self.password.clear()
                self.code.clear()
                self._ask_password()
                self.accept()
                self.signed_in.emit(answer)
            case SecondFactorChallenge():
                self._ask_code(answer)
            case Problem():
                self.banner.show_problem(
                    self._problems.headline(answer),
                    self._problems.next_step(answer),
                    self._problems.quotation(answer),
                    self._problems.tone(answer),
                )
                field = self.code if self._challenge is not None else self.password
                field.setFocus()
                field.selectAll()

    def _object(self, sentence: str, field: QLineEdit) -> None:
        self.banner.show_problem(sentence, tone=Tone.WARNING)
        field.setFocus()
        field.selectAll()

    def _address_sentence(self, fault: AddressFault) -> str:
        match fault:
            case AddressFault.EMPTY:
                return self.tr("Type the server's address.")
            case AddressFault.NOT_AN_ADDRESS:
                return self.tr("This is not an address. It looks like https://api.storno.ro")
            case AddressFault.NOT_ENCRYPTED:
                return self.tr(
                    "Only addresses that begin with https:// are accepted; http:// only on this computer."
                )
            case AddressFault.HOLDS_CREDENTIALS:
                return self.tr("Remove the name and the password from the address.")

    def _set_busy(self, busy: bool) -> None:
        self._is_asking = busy
        for each in (
            self.server,
            self.email,
            self.password,
            self.stay,
            self.method,
            self.code,
            self._act,
            self._back,
        ):
            each.setEnabled(not busy)
        if busy:
            self._busy.start()
        else:
            self._busy.stop()
