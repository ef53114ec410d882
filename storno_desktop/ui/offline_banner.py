"""One calm line across the window while the server cannot be asked: why, how old the rows are, and a way back."""

from datetime import datetime, timedelta

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from storno_desktop.domain.problem import Problem
from storno_desktop.ui.announcement import announce
from storno_desktop.ui.icon_label import IconLabel
from storno_desktop.ui.offline_words import OfflineWords, WayBack, is_offline, way_back
from storno_desktop.ui.plain_text import plain_button_text, plain_label, plain_tooltip
from storno_desktop.ui.problem_words import ProblemWords
from storno_desktop.ui.theme import SPACE_L, SPACE_S, SPACE_XS, Tone, strong_font


class OfflineBanner(QFrame):
    """Hidden until `refresh_failed` finds something to say, hidden again by `refresh_succeeded`.

    It is read aloud when it appears and when the cause is another one, never for the same failure again: what
    fails in the background stays quiet. It takes no focus. The button asks, the window does.
    """

    try_asked = Signal()
    sign_in_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("sessionLine")
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._words, self._problems = OfflineWords(self), ProblemWords(self)
        self._way = WayBack.TRY_NOW
        self._headline = plain_label(font=strong_font(), wraps=True, parent=self)
        self._body = plain_label(wraps=True, parent=self)
        self.button = QPushButton(self)
        self.button.setAutoDefault(False)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._headline)
        words.addWidget(self._body)
        row = QHBoxLayout(self)
        row.setContentsMargins(SPACE_L, SPACE_XS, SPACE_S, SPACE_XS)
        row.setSpacing(SPACE_S)
        row.addWidget(IconLabel("offline", Tone.WARNING, parent=self))
        row.addLayout(words, 1)
        row.addWidget(self.button)
        self.button.clicked.connect(lambda _checked=False: self._ask())
        self.hide()

    @property
    def headline(self) -> str:
        return self._headline.text()

    @property
    def body(self) -> str:
        return self._body.text()

    def refresh_failed(
        self,
        problem: Problem,
        *,
        shows_rows: bool,
        data_from: datetime | None = None,
        skew: timedelta | None = None,
    ) -> bool:
        """A refresh stopped. True if it is said here; False if the caller has to say it: the server answered
        and refused, or there are no rows that could be worked with.

        `data_from` is when the rows on show were last brought up to date; `skew` as `OfflineWords` has it.
        """
        if not is_offline(problem) or not shows_rows:
            self._be_silent()
            return False
        self._way = way_back(problem)
        cause = self._words.cause(problem, skew)
        body = f"{cause} {self._words.limits()}"
        is_news = body != self.body
        self._headline.setText(self._words.headline(data_from))
        self._body.setText(body)
        self.setToolTip(plain_tooltip(self._problems.next_step(problem)))
        self.setAccessibleName(self.headline)
        self.setAccessibleDescription(self.body)
        self._be_ready()
        self.show()
        if is_news:
            announce(self, f"{self.headline} {self.body}")
        return True

    def refresh_began(self) -> None:
        """The server is being asked: the button waits with the person."""
        if not self.isHidden() and self._way is WayBack.TRY_NOW:
            self.button.setEnabled(False)
            self.button.setText(plain_button_text(self._words.trying()))

    def refresh_stopped(self) -> None:
        """The refresh was given up without an answer: what was said still holds."""
        if not self.isHidden():
            self._be_ready()

    def refresh_succeeded(self) -> None:
        """The server is there."""
        if self.isHidden():
            return
        announce(self, self.tr("The connection is back."))
        self._be_silent()

    def clear(self) -> None:
        """Another company, or nobody signed in: nothing is known of any failure."""
        self._be_silent()

    # -------------------------------------------------------------------------------------- inside

    def _be_ready(self) -> None:
        self.button.setText(plain_button_text(self._words.action(self._way)))
        self.button.setEnabled(True)

    def _be_silent(self) -> None:
        self.hide()
        self._headline.setText("")
        self._body.setText("")

    def _ask(self) -> None:
        if self._way is WayBack.SIGN_IN:
            self.sign_in_asked.emit()
        else:
            self.try_asked.emit()
