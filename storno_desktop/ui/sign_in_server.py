"""The first question of signing in: which server, does it answer, and what has to be said about it."""

from datetime import timedelta

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QPushButton, QToolButton, QVBoxLayout, QWidget

from storno_desktop.domain.account import ServerProfile, usual_web_address
from storno_desktop.domain.problem import Problem, ProblemKind
from storno_desktop.domain.server_address import (
    HOSTED_SERVER,
    AddressFault,
    ServerAddress,
    parse_server_address,
)
from storno_desktop.domain.session import SignInWay
from storno_desktop.io_thread import IoThread, Ticket
from storno_desktop.service.session_service import ServerCheck, SessionService
from storno_desktop.ui.announcement import announce
from storno_desktop.ui.icon_label import IconLabel
from storno_desktop.ui.icons import set_icon
from storno_desktop.ui.plain_text import plain_label
from storno_desktop.ui.sentence import filled
from storno_desktop.ui.sign_in_desk import SignInDesk
from storno_desktop.ui.sign_in_form import SignInForm
from storno_desktop.ui.sign_in_words import SignInWords
from storno_desktop.ui.theme import ICON_SIZE, SPACE_S, Tone, secondary_font, set_tone

TOLERATED_SKEW = timedelta(minutes=2)
"""Codes of an authenticator fail, and ages are wrong, from about there on."""
_LONGEST_VERSION = 40


class SignInServer(QWidget):
    """Address, state, and behind "More" what self-hosted servers need.

    Nothing is asked of a server until the person edited the address and left it, or pressed Check.
    """

    changed = Signal()  # another server, or something else about it

    def __init__(
        self, io: IoThread, sessions: SessionService, desk: SignInDesk, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._io, self._sessions, self._desk = io, sessions, desk
        self._words = SignInWords(self)
        self._asked: Ticket[ServerCheck | Problem] | None = None
        self._known: ServerAddress | None = None
        self.address = QLineEdit(desk.server or HOSTED_SERVER, self)
        self.address.setObjectName("server")
        self.check_button = QPushButton(self.tr("&Check"), self)
        self.more_button = QToolButton(self)
        self.more_button.setObjectName("more")
        self.more_button.setText(self.tr("&More"))
        self.more_button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.more_button.setCheckable(True)
        self.web_address = QLineEdit(self)
        self.web_address.setObjectName("webAddress")
        self.client_id = QLineEdit(self)
        self.client_id.setObjectName("clientId")
        self._shown = plain_label(parent=self)
        self._icon = IconLabel("info", parent=self)
        self._state = plain_label(font=secondary_font(), wraps=True, parent=self)
        self._more = QWidget(self)
        self._lay_out()

        self.address.editingFinished.connect(self._left)
        self.address.textEdited.connect(self._edited)
        self.address.textChanged.connect(lambda _text: self.show_profile())
        self.check_button.clicked.connect(lambda _checked=False: self.check())
        self.more_button.toggled.connect(self._show_more)
        self.more_button.toggled.connect(self._more.setVisible)
        self._show_more(False)
        self._more.hide()
        self.show_profile()
        self._say_nothing()

    def _lay_out(self) -> None:
        line = QHBoxLayout()
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(SPACE_S)
        line.addWidget(self.address, 1)
        line.addWidget(self._shown, 1)
        line.addWidget(self.check_button)
        self._shown.setMinimumHeight(self.address.sizeHint().height())
        self._shown.hide()
        self._line = QWidget(self)
        self._line.setLayout(line)
        told = QHBoxLayout()
        told.setContentsMargins(0, 0, 0, 0)
        told.setSpacing(SPACE_S)
        top = Qt.AlignmentFlag.AlignTop
        above = (self.more_button.sizeHint().height() - ICON_SIZE) // 2  # level with the button beside it
        picture = QVBoxLayout()
        picture.setContentsMargins(0, above, 0, 0)
        picture.addWidget(self._icon)
        picture.addStretch(1)
        self._state.setContentsMargins(0, above, 0, 0)
        self._state.setAlignment(top)
        told.addLayout(picture)
        told.addWidget(self._state, 1)
        told.addWidget(self.more_button, 0, top)
        state = QWidget(self)
        state.setLayout(told)
        self.form = SignInForm()
        self.form.add(self.tr("&Server"), self._line, self.address)
        self.form.addRow("", state)
        self.extra_form = SignInForm(self._more)
        self.extra_form.add(self.tr("&Web address"), self.web_address)
        self.extra_form.add(self.tr("Client &ID"), self.client_id)
        hint = plain_label(
            self.tr(
                "For servers of your own: where people open Storno, and the OAuth client of this program."
            ),
            secondary_font(),
            wraps=True,
            parent=self._more,
        )
        set_tone(hint, Tone.NEUTRAL)
        self.extra_form.addRow("", hint)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_S)
        column.addLayout(self.form)
        column.addWidget(self._more)

    # -------------------------------------------------------------------------------------- what is asked

    def fix(self, server: ServerAddress | None = None, *, more: bool = True) -> None:
        """Show the server as text: it is not the person's to choose. `more` keeps what stands behind "More"."""
        if server is not None:
            self.address.setText(server.url)
        self._shown.setText(self.address.text())
        self._shown.show()
        self.address.hide()
        self.more_button.setVisible(more)
        label = self.form.labelForField(self._line)
        if isinstance(label, QLabel):
            label.setBuddy(self.check_button)

    @property
    def is_fixed(self) -> bool:
        """Whether the address is shown as text."""
        return self.address.isHidden()

    def chosen(self) -> ServerAddress | AddressFault:
        """The server that is meant, or why there is none."""
        return parse_server_address(self.address.text())

    def profile(self, server: ServerAddress) -> ServerProfile | AddressFault:
        """The server with what was said about it; the fault is that of the web address."""
        typed = self.web_address.text().strip()
        web = parse_server_address(typed) if typed else server
        if isinstance(web, AddressFault):
            return web
        return ServerProfile(server, usual_web_address(web), self.client_id.text().strip())

    def keep_profile(self, profile: ServerProfile) -> None:
        """Remember what the person said, if they said anything."""
        if profile != self._desk.profile_of(profile.server):
            self._desk.keep_profile(profile)

    def ask_for_more(self, field: QLineEdit) -> None:
        """Open what stands behind "More", at this field."""
        self.more_button.setChecked(True)
        field.setFocus()
        field.selectAll()

    def show_profile(self) -> None:
        """Fill in what is known about this server, where another one was shown before."""
        server = self.chosen()
        if isinstance(server, AddressFault) or server == self._known:
            return
        self._known = server
        profile = self._desk.profile_of(server)
        self.web_address.setText(profile.web_address)
        self.web_address.setPlaceholderText(usual_web_address(server))
        self.web_address.setReadOnly(self._desk.web_address_is_fixed(server))
        self.client_id.setText(profile.client_id)
        self.client_id.setReadOnly(self._desk.client_id_is_fixed(server))

    # -------------------------------------------------------------------------------------- checking

    def check(self) -> None:
        """Ask the server whether it is one; the answer stands below its address."""
        self.drop()
        self.address.setModified(False)
        server = self.chosen()
        if isinstance(server, AddressFault):
            self._say(self._words.address(server), Tone.DANGER)
            return
        self._say(self.tr("Checking the server…"), Tone.NEUTRAL, "waiting")
        self._asked = self._io.run(self._sessions.check(server), self.show_check, owner=self)

    @property
    def is_checking(self) -> bool:
        """Whether a server was asked and has not answered."""
        return self._asked is not None

    @property
    def sentence(self) -> str:
        """What is said about the server now."""
        return self._state.text()

    def drop(self) -> None:
        """The answer of the server is not waited for any more."""
        if self._asked is not None:
            self._asked.drop()
            self._asked = None
            self._say_nothing()

    def show_check(self, answer: ServerCheck | Problem) -> None:
        """What came of the check."""
        self._asked = None
        if isinstance(answer, Problem):
            self._show_problem(answer)
            return
        skew = answer.clock_skew
        says = filled(
            self.tr("Storno %1 answers (%2 ms)."),
            answer.version[:_LONGEST_VERSION],
            str(max(1, round(answer.milliseconds))),
        )
        if skew is not None and abs(skew) > TOLERATED_SKEW:
            self._say(f"{says} {self._skew(skew)}", Tone.WARNING)
        else:
            self._say(says, Tone.SUCCESS)

    def _show_problem(self, problem: Problem) -> None:
        """A problem where nothing but a server was looked for: whatever cannot be read is no Storno."""
        strange = {ProblemKind.UNREADABLE, ProblemKind.TOO_LARGE, ProblemKind.REDIRECTED, ProblemKind.REFUSED}
        if problem.kind in strange or self._is_other_server(problem):
            says = self.tr("No Storno server answers at this address.")
        else:
            says = self._words.headline(problem, SignInWay.PASSWORD)
        step = self._words.next_step(problem, SignInWay.PASSWORD)
        tone = self._words.problems.tone(problem)
        self._say(f"{says} {step}", tone)

    @staticmethod
    def _is_other_server(problem: Problem) -> bool:
        """A refusal of a question that every Storno server answers to everybody."""
        return problem.kind in {ProblemKind.SIGNED_OUT, ProblemKind.WRONG_CREDENTIALS}

    def _skew(self, skew: timedelta) -> str:
        minutes = round(abs(skew) / timedelta(minutes=1))
        if skew > timedelta():
            return self.tr("The clock of this computer is %n minute(s) behind: correct it.", "", minutes)
        return self.tr("The clock of this computer is %n minute(s) ahead: correct it.", "", minutes)

    # -------------------------------------------------------------------------------------- inside

    def _left(self) -> None:
        if self.address.isModified() and self.address.isVisible():
            self.check()
            self.changed.emit()

    def _edited(self) -> None:
        self.drop()
        self._say_nothing()

    def _say_nothing(self) -> None:
        self._say(self.tr("Not checked yet."), Tone.NEUTRAL)

    def _say(self, sentence: str, tone: Tone, icon: str = "") -> None:
        icons = {Tone.SUCCESS: "allowed", Tone.WARNING: "warning", Tone.DANGER: "blocks"}
        self._icon.set(icon or icons.get(tone, "info"), tone)
        set_tone(self._state, tone)
        self._state.setText(sentence)
        self.address.setAccessibleDescription(sentence)
        if tone is not Tone.NEUTRAL:
            announce(self, sentence)

    def _show_more(self, shown: bool) -> None:
        set_icon(self.more_button, "chevron-down" if shown else "chevron-right")
