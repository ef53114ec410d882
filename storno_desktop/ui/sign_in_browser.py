"""Signing in with the browser: what is said before, and what can be done while it is waited for."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from storno_desktop.ui.plain_text import plain_label
from storno_desktop.ui.sentence import filled
from storno_desktop.ui.sign_in_form import SignInForm
from storno_desktop.ui.theme import SPACE_M, SPACE_S, Tone, secondary_font, set_tone
from storno_desktop.ui.wait_clock import Monotonic, WaitClock


class BrowserPage(QWidget):
    """A sentence; and while the browser has the floor, how long it still has and the ways around it."""

    again = Signal()  # open the page once more
    copied = Signal()  # the address is wanted in the clipboard
    given_up = Signal()
    pasted = Signal()  # the text of the fallback changed

    def __init__(self, monotonic: Monotonic, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.clock = WaitClock(monotonic, self)
        self._says = plain_label(
            self.tr("You sign in on Storno's page in your browser and allow this program there."),
            wraps=True,
            parent=self,
        )
        self._hint = plain_label(
            self.tr("Captcha, passkeys and the second step all work there; no password is typed here."),
            secondary_font(),
            wraps=True,
            parent=self,
        )
        set_tone(self._hint, Tone.NEUTRAL)
        self.waiting = QWidget(self)
        self._left = plain_label(wraps=True, parent=self.waiting)
        self.again_button = QPushButton(self.tr("&Open the page again"), self.waiting)
        self.copy_button = QPushButton(self.tr("&Copy the address"), self.waiting)
        self.give_up_button = QPushButton(self.tr("Cance&l"), self.waiting)
        self.paste = QLineEdit(self.waiting)
        self.paste.setObjectName("paste")
        self.paste.setClearButtonEnabled(True)
        self._lay_out()
        self.again_button.clicked.connect(lambda _checked=False: self.again.emit())
        self.copy_button.clicked.connect(lambda _checked=False: self.copied.emit())
        self.give_up_button.clicked.connect(lambda _checked=False: self.given_up.emit())
        self.paste.textChanged.connect(lambda _text: self.pasted.emit())
        self.clock.ticked.connect(self._show_left)
        self.waiting.hide()

    def _lay_out(self) -> None:
        buttons = QHBoxLayout()
        buttons.setSpacing(SPACE_S)
        for each in (self.again_button, self.copy_button, self.give_up_button):
            buttons.addWidget(each)
        buttons.addStretch(1)
        fallback = plain_label(
            self.tr(
                "If the browser ends at a page that it cannot open, copy that page's address and paste it here."
            ),
            secondary_font(),
            wraps=True,
            parent=self.waiting,
        )
        set_tone(fallback, Tone.NEUTRAL)
        self.form = SignInForm()
        self.form.add(self.tr("Add&ress or code"), self.paste)
        inside = QVBoxLayout(self.waiting)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(SPACE_M)
        inside.addWidget(self._left)
        inside.addLayout(buttons)
        inside.addWidget(fallback)
        inside.addLayout(self.form)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_S)
        column.addWidget(self._says)
        column.addWidget(self._hint)
        column.addWidget(self.waiting)

    @property
    def is_waiting(self) -> bool:
        """Whether the browser has the floor."""
        return not self.waiting.isHidden()

    @property
    def sentence(self) -> str:
        """What is said about the wait."""
        return self._left.text()

    def begin(self, patience: float) -> None:
        """The browser was opened: wait for it, `patience` seconds at most."""
        self._says.hide()
        self._hint.hide()
        self.paste.clear()
        self.clock.start(patience)
        self.waiting.show()

    def end(self) -> None:
        """It came back, or nobody waits for it any more."""
        self.clock.stop()
        self.waiting.hide()
        self._says.show()
        self._hint.show()

    def _show_left(self) -> None:
        self._left.setText(
            filled(
                self.tr("Waiting for you to sign in in the browser: %1 left."),
                self.clock.reading,
            )
        )
