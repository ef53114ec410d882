"""The second step: a code, the time that is left for it, and how many tries were used."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from storno_desktop.domain.session import SecondFactorChallenge
from storno_desktop.ui.plain_text import plain_label
from storno_desktop.ui.sentence import filled
from storno_desktop.ui.sign_in_form import SignInForm
from storno_desktop.ui.sign_in_words import SignInWords
from storno_desktop.ui.theme import SPACE_S, Tone, secondary_font, set_tone
from storno_desktop.ui.wait_clock import Monotonic, WaitClock

CHALLENGE_SECONDS = 300.0
"""How long a challenge lives; every wrong code starts it anew (contract §3.2)."""
MOST_TRIES = 5
SEND_AGAIN_SECONDS = 30.0
_BEARABLE = ("totp", "backup_code", "email_otp", "passkey")
"""In the order in which they are offered; what a server offers besides is not understood here."""


class CodePage(QWidget):
    """Method and code of one challenge."""

    code_wanted = Signal()  # by e-mail
    browser_wanted = Signal()  # a passkey works nowhere else
    method_changed = Signal()
    expired = Signal()

    def __init__(self, monotonic: Monotonic, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = SignInWords(self)
        self.challenge: SecondFactorChallenge | None = None
        self.tries = 0
        self.clock = WaitClock(monotonic, self)
        self._pause = WaitClock(monotonic, self)
        self._was_sent = self._is_sending = self._offers_browser = False
        self.method = QComboBox(self)
        self.method.setObjectName("method")
        self.code = QLineEdit(self)
        self.code.setObjectName("code")
        self.code.setMaxLength(32)
        self.send_button = QPushButton(self)
        self.browser_button = QPushButton(self.tr("Sign in with the &browser"), self)
        self._says = plain_label(font=secondary_font(), wraps=True, parent=self)
        set_tone(self._says, Tone.NEUTRAL)
        self._left = plain_label(font=secondary_font(), wraps=True, parent=self)
        set_tone(self._left, Tone.NEUTRAL)
        self._lay_out()
        self.method.currentIndexChanged.connect(lambda _index: self._method_chosen())
        self.send_button.clicked.connect(lambda _checked=False: self.code_wanted.emit())
        self.browser_button.clicked.connect(lambda _checked=False: self.browser_wanted.emit())
        self.clock.ticked.connect(self._show_left)
        self.clock.ended.connect(self.expired)
        self._pause.ticked.connect(self._show_method)

    def _lay_out(self) -> None:
        line = QHBoxLayout()
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(SPACE_S)
        line.addWidget(self.code, 1)
        line.addWidget(self.send_button)
        field = QWidget(self)
        field.setLayout(line)
        self._field = field
        self.form = SignInForm()
        self.form.add(self.tr("&Method"), self.method)
        self.form.add(self.tr("C&ode"), field, self.code)
        self.form.addRow("", self._says)
        aside = QHBoxLayout()
        aside.setContentsMargins(0, 0, 0, 0)
        aside.addWidget(self.browser_button)
        aside.addStretch(1)
        self._aside = QWidget(self)
        self._aside.setLayout(aside)
        self.form.addRow("", self._aside)
        self.form.addRow("", self._left)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(self.form)

    # -------------------------------------------------------------------------------------- its life

    def open(self, challenge: SecondFactorChallenge, *, offers_browser: bool) -> None:
        """A new challenge; `offers_browser` tells whether there is a way for a passkey."""
        self.challenge, self.tries = challenge, 0
        self._was_sent = self._is_sending = False
        self._offers_browser = offers_browser
        self._pause.stop()
        self.method.blockSignals(True)
        self.method.clear()
        for method in [each for each in _BEARABLE if each in challenge.methods] or ["totp"]:
            self.method.addItem(self._words.method(method), method)
        self.method.blockSignals(False)
        self.code.clear()
        self._method_chosen()
        self.clock.start(CHALLENGE_SECONDS)

    def close_challenge(self) -> None:
        """The challenge is answered, dead or left alone."""
        self.challenge = None
        self.clock.stop()
        self._pause.stop()
        self.code.clear()

    def count_wrong_code(self) -> bool:
        """One more code was not right; False when that was the last one that the server takes."""
        self.tries += 1
        if self.tries >= MOST_TRIES:
            return False
        self.clock.start(CHALLENGE_SECONDS)
        return True

    # -------------------------------------------------------------------------------------- the method

    @property
    def chosen(self) -> str:
        """The method, by the server's word."""
        return str(self.method.currentData() or "totp")

    @property
    def takes_code(self) -> bool:
        """Whether a code can be typed for the chosen method; a passkey has none."""
        return self.chosen != "passkey"

    @property
    def sentence(self) -> str:
        """What is said about the chosen method."""
        return self._says.text()

    @property
    def tally(self) -> str:
        """What is said about tries and time."""
        return self._left.text()

    def objection(self) -> tuple[str, QLineEdit] | None:
        """What is missing, and where."""
        if self.code.text().strip():
            return None
        return self.tr("Type the code."), self.code

    def set_sending(self, sending: bool) -> None:
        """A code by e-mail was asked for, and the server has not answered."""
        self._is_sending = sending
        self._show_method()

    def was_sent(self) -> None:
        """The server sent a code by e-mail."""
        self._was_sent = True
        self._pause.start(SEND_AGAIN_SECONDS)
        self._show_method()

    def _method_chosen(self) -> None:
        self._show_method()
        self.method_changed.emit()

    def _show_method(self) -> None:
        method = self.chosen
        by_mail, by_passkey = method == "email_otp", method == "passkey"
        self.form.setRowVisible(self._field, not by_passkey)
        self.send_button.setVisible(by_mail)
        self.send_button.setEnabled(not self._is_sending and not self._pause.is_running)
        if self._pause.is_running:
            self.send_button.setText(filled(self.tr("Again in %1"), self._pause.reading))
        else:
            self.send_button.setText(
                self.tr("Send a&nother code") if self._was_sent else self.tr("Se&nd the code")
            )
        self.form.setRowVisible(self._aside, by_passkey and self._offers_browser)
        match method:
            case "totp":
                says = self.tr("Six digits that change every half minute.")
            case "backup_code":
                says = self.tr("Each backup code is good for one sign-in.")
            case "email_otp" if self._was_sent:
                says = self.tr("The code was sent to your e-mail. It is valid for 5 minutes.")
            case "email_otp":
                says = self.tr("Have a code sent to the e-mail of the account, then type it here.")
            case _ if self._offers_browser:
                says = self.tr("A passkey works only in the browser.")
            case _:
                says = self.tr("A passkey works only in the browser. Choose another method.")
        self._says.setText(says)

    def _show_left(self) -> None:
        self._left.setText(
            filled(
                self.tr("%1 left · %2 of %3 tries used (our own count)"),
                self.clock.reading,
                str(self.tries),
                str(MOST_TRIES),
            )
        )
