"""The one shape of all dialogs that change something: a question, what it rests on, and two ways out."""

from itertools import pairwise

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from storno_desktop.ui.act_button import ActButton
from storno_desktop.ui.announcement import announce
from storno_desktop.ui.busy import BusyLine
from storno_desktop.ui.company_chip import CompanyChip
from storno_desktop.ui.guard_time import GUARD_MS
from storno_desktop.ui.plain_text import plain_button_text, plain_label
from storno_desktop.ui.problem_banner import ProblemBanner
from storno_desktop.ui.theme import (
    SPACE_L,
    SPACE_M,
    SPACE_S,
    SPACE_XL,
    Tone,
    secondary_font,
    set_tone,
    title_font,
)

NARROWEST, WIDEST = 560, 680

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class QuestionDialog(QDialog):
    """Asks one question and offers a safe way out and an act; a subclass fills in evidence and does the work.

    The safe button is the default, has the focus at the start and answers Esc. The act answers a click, Space
    and Ctrl+Enter, never Enter, and sleeps for `guard_ms` after opening and after every wait, so that a second
    click meant for the window below does nothing. Enter in a field does nothing either: what was typed must not
    be lost by habit.

    The dialog stays open while it works: `set_busy`, `show_problem` and `accept` are its life. It grows upwards,
    so that the buttons stay under the pointer. Use `open()`, never `exec()`.
    """

    committed = Signal()  # the act was chosen; the dialog stays

    def __init__(
        self,
        question: str,
        sentence: str = "",
        *,
        safe: str,
        act: str,
        tone: Tone = Tone.DANGER,
        parent: QWidget | None = None,
        guard_ms: int = GUARD_MS,
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(question)
        self.setAccessibleName(question)
        self._allowed, self._why_not, self._busy_with, self._may_leave = True, "", "", True
        self._focus_before: QWidget | None = None
        self._fitting = False

        self._body = QWidget(self)
        self._title = plain_label(question, title_font(), wraps=True, parent=self._body)
        self._company = CompanyChip(parent=self._body)
        self._company.hide()
        self._sentence = plain_label(sentence, wraps=True, parent=self._body)
        self._sentence.setVisible(bool(sentence))
        self._inputs = QWidget(self._body)
        self._banner = ProblemBanner(parent=self._body)
        self._scroll = QScrollArea(self)
        self._busy = BusyLine(parent=self)
        self._foot = QWidget(self)
        self._hint = plain_label(font=secondary_font(), wraps=True, parent=self._foot)
        set_tone(self._hint, Tone.NEUTRAL)
        self._safe = QPushButton(plain_button_text(safe), self._foot)
        self._act = ActButton(act, tone, self._foot)
        self._guard = QTimer(self)
        self._guard.setSingleShot(True)
        self._guard.setInterval(guard_ms)

        self._lay_out()

        self._safe.setDefault(True)
        self._safe.clicked.connect(self.reject)
        self._safe.installEventFilter(self)
        self._act.clicked.connect(self._commit)
        self._body.installEventFilter(self)
        self._guard.timeout.connect(self._refresh)
        for keys in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            shortcut = QShortcut(QKeySequence(Qt.Modifier.CTRL | keys), self)
            shortcut.setAutoRepeat(False)
            shortcut.activated.connect(self._commit)
        self._refresh()

    def _lay_out(self) -> None:
        self.evidence = QVBoxLayout(self._inputs)
        self._column = QVBoxLayout(self._body)
        self._foot_row = QHBoxLayout(self._foot)
        self.evidence.setContentsMargins(0, 0, 0, 0)
        self.evidence.setSpacing(SPACE_M)
        column = self._column
        column.setContentsMargins(SPACE_XL, SPACE_XL, SPACE_XL, SPACE_L)
        column.setSpacing(SPACE_M)
        for each in (self._title, self._company, self._sentence, self._inputs, self._banner):
            column.addWidget(each)
        column.addStretch(1)
        self._scroll.setWidget(self._body)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        # Both would paint the colour of a bar over the paper of the dialog.
        self._scroll.viewport().setAutoFillBackground(False)
        self._body.setAutoFillBackground(False)

        row = self._foot_row
        row.setContentsMargins(SPACE_XL, SPACE_M, SPACE_XL, SPACE_L)
        row.setSpacing(SPACE_S)
        row.addWidget(self._hint, 1)
        row.addSpacing(SPACE_S)
        row.addWidget(self._safe)
        row.addWidget(self._act)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self._scroll, 1)
        whole.addWidget(self._busy)
        whole.addWidget(self._foot)

    # -------------------------------------------------------------------------------------- what it says

    def set_company(self, name: str, cif: str, colour: str = "") -> None:
        """Name the company in whose books this happens; every dialog that changes something does."""
        self._company.set(name, cif, colour)
        self._company.show()

    def rename(self, title: str) -> None:
        """The question is another one now, or answered."""
        self._title.setText(title)
        self.setWindowTitle(title)
        self.setAccessibleName(title)

    def set_sentence(self, sentence: str) -> None:
        """The one sentence that matters."""
        self._sentence.setText(sentence)
        self._sentence.setVisible(bool(sentence))

    def add_evidence(self, widget: QWidget) -> None:
        """Put `widget` below what is there; inputs too go in here, so that `set_busy` can close them."""
        self.evidence.addWidget(widget)

    def show_problem(
        self, headline: str, body: str = "", quotation: str = "", tone: Tone = Tone.DANGER
    ) -> ProblemBanner:
        """Say inside the dialog what went wrong; the banner is returned for its buttons."""
        self._banner.show_problem(headline, body, quotation, tone)
        self._fit()
        self._scroll.ensureWidgetVisible(self._banner)
        return self._banner

    def clear_problem(self) -> None:
        self._banner.clear()

    # -------------------------------------------------------------------------------------- what it allows

    def allow_act(self, allowed: bool, why_not: str = "") -> None:
        """Open or close the act. A closed one says why, beside the buttons and to the screen reader."""
        self._allowed, self._why_not = allowed, "" if allowed else why_not
        self._refresh()

    def set_busy(self, doing: str, *, may_leave: bool = False) -> None:
        """Work began: close the inputs and say what is being done. Esc works only if `may_leave`."""
        if not self._busy_with:
            self._focus_before = self.focusWidget()
        self._busy_with, self._may_leave = doing or " ", may_leave
        self._inputs.setEnabled(False)
        self._busy.start()
        announce(self, doing)
        self._refresh()

    def set_progress(self, done: int, total: int) -> None:
        """How far the work has come, in pieces."""
        self._busy.set_progress(done, total)

    def set_idle(self) -> None:
        """Work ended: the inputs open again, the focus is where it was, and the guard sleeps once more."""
        if not self._busy_with:
            return
        self._busy_with, self._may_leave = "", True
        self._inputs.setEnabled(True)
        self._busy.stop()
        self._guard.start()
        self._refresh()
        (self._focus_before or self._safe).setFocus()

    @property
    def is_busy(self) -> bool:
        return bool(self._busy_with)

    @property
    def banner(self) -> ProblemBanner:
        return self._banner

    @property
    def safe_button(self) -> QPushButton:
        return self._safe

    @property
    def act_button(self) -> ActButton:
        return self._act

    @property
    def hint(self) -> QLabel:
        return self._hint

    # -------------------------------------------------------------------------------------- how it behaves

    def reject(self) -> None:
        if self._may_leave:
            super().reject()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if event.spontaneous():
            return
        self._guard.start()
        self._refresh()
        self._safe.setFocus()
        self._fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _ENTER:  # QDialog would press the default button from within any field
            event.accept()
            return
        super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._body and event.type() is QEvent.Type.LayoutRequest:
            self._fit()
        if (
            watched is self._safe
            and isinstance(event, QKeyEvent)
            and event.type() is QEvent.Type.KeyPress
            and event.key() in _ENTER
            and (event.isAutoRepeat() or event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        ):
            return True  # the Enter that opened this dialog is still held down; or it was meant for the act
        return super().eventFilter(watched, event)

    def _commit(self) -> None:
        if self._act.isEnabled():
            self.committed.emit()

    def _refresh(self) -> None:
        self._act.setEnabled(self._allowed and not self._busy_with and not self._guard.isActive())
        self._safe.setEnabled(self._may_leave)
        hint = self._busy_with.strip() or self._why_not
        self._hint.setText(hint)
        self._act.setAccessibleDescription(self._why_not)

    def _go_by_sight(self) -> None:
        """Tab goes from the top to the buttons at the bottom, whatever was made when: rows come as they are read."""
        # Not by walking nextInFocusChain(): that hands Python the ownership of widgets that are Qt's.
        tab, body = Qt.FocusPolicy.TabFocus, self._body
        seen = [
            (each.mapTo(body, QPoint()), each)
            for each in body.findChildren(QWidget)
            if each.focusPolicy() & tab and each.isVisibleTo(body)
        ]
        seen.sort(key=lambda one: (one[0].y(), one[0].x()))
        for before, after in pairwise([*(each for _, each in seen), self._safe, self._act]):
            QWidget.setTabOrder(before, after)

    def _fit(self) -> None:
        """As wide as the content likes within the limits, as high as it needs, the bottom edge where it was."""
        if self._fitting or not self.isVisible():
            return
        self._fitting = True
        inside = self._column
        inside.activate()
        width = min(max(inside.totalSizeHint().width(), NARROWEST), WIDEST)
        wanted = inside.totalHeightForWidth(width)
        wanted = wanted if wanted > 0 else inside.totalSizeHint().height()
        rest = self._busy.height() + self._foot_row.totalHeightForWidth(width)
        room = self.screen().availableGeometry()
        height = min(wanted + rest, room.height() - 2 * SPACE_XL)
        policy = Qt.ScrollBarPolicy
        fits = height == wanted + rest
        self._scroll.setVerticalScrollBarPolicy(
            policy.ScrollBarAlwaysOff if fits else policy.ScrollBarAsNeeded
        )
        bottom, was_laid_out = self.y() + self.height(), self.minimumHeight() > 0
        self.setFixedSize(width, height)
        if was_laid_out and bottom != self.y() + height:
            self.move(self.x(), max(room.top(), bottom - height))
        self._go_by_sight()
        self._fitting = False
