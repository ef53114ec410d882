"""Where the reason for cancelling is typed, counted by the rule that decides about it."""

from collections.abc import Sequence

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QAction, QTextCursor
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from storno_desktop.domain.cancellation import (
    MAX_REASON,
    MIN_REASON,
    CancellationReason,
    CancelPurpose,
    ReasonFault,
    ReasonProblem,
    reason_length,
)
from storno_desktop.domain.vague_reason import Vagueness, vagueness
from storno_desktop.ui.announcement import announce
from storno_desktop.ui.chip import Chip
from storno_desktop.ui.flow_layout import FlowLayout
from storno_desktop.ui.icon_label import IconLabel
from storno_desktop.ui.plain_text import plain_button_text, plain_label, plain_tooltip
from storno_desktop.ui.reason_edit import ReasonEdit
from storno_desktop.ui.reason_preset import ReasonPreset, usual_presets
from storno_desktop.ui.sentence import filled
from storno_desktop.ui.theme import SPACE_S, SPACE_XS, Tone, secondary_font, set_tone, strong_font

_LINES = 2
_PAUSE_MS = 800
"""After so long without a key the count is read aloud, and what was typed is worth keeping: not at every letter."""
_MOST_RECENT = 10
_LONGEST_ENTRY = 70


class ReasonField(QWidget):
    """Preset chips, reasons sent lately, a field and a live count. Tab leaves the field; a chip fills it in and sends
    nothing. A reason that tells nobody anything gets a hint, which stops nobody.

    `changed` comes at every letter, `rested` when somebody paused, `forget_asked` when the recent reasons shall be
    forgotten. `number` is that of the invoice; without `presets` there are those of the program.
    """

    changed = Signal()
    rested = Signal()
    forget_asked = Signal()

    def __init__(
        self,
        text: str = "",
        parent: QWidget | None = None,
        *,
        number: str = "",
        presets: Sequence[ReasonPreset] | None = None,
        recent: Sequence[str] = (),
    ) -> None:
        super().__init__(parent)
        self._number, self._recent = number, tuple(recent[:_MOST_RECENT])
        self._chosen: ReasonPreset | None = None
        self._label = plain_label(self.tr("Reason for cancelling"), strong_font(), parent=self)
        self._presets = tuple(usual_presets() if presets is None else presets)
        self._chips = [Chip(each.name, checkable=True, parent=self) for each in self._presets]
        self.recent = QPushButton(self.tr("Recent"), self)
        self._show_recent()
        self._edit = ReasonEdit(text, self)
        self._rule = self.tr(
            "At least 10 characters, not counting spaces at the ends. Stays visible on the invoice."
        )
        self._vague = IconLabel("info", Tone.WARNING, parent=self)
        self._help = plain_label(self._rule, secondary_font(), wraps=True, parent=self)
        self._counter = plain_label(font=secondary_font(), parent=self)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._lay_out()
        self._edit.setAccessibleName(self._label.text())
        self._edit.setAccessibleDescription(self._help.text())
        self._label.setBuddy(self._edit)
        set_tone(self._help, Tone.NEUTRAL)
        for preset, chip in zip(self._presets, self._chips, strict=True):
            chip.setToolTip(plain_tooltip(preset.text))
            chip.clicked.connect(lambda on, which=preset: self._choose(which, on))
        self._edit.textChanged.connect(self._count)
        self._pause.timeout.connect(self._rest)
        self._count()
        self._pause.stop()

    def _lay_out(self) -> None:
        edges = self._edit.contentsMargins().top() + self._edit.contentsMargins().bottom() + 2 * SPACE_S
        self._edit.setFixedHeight(_LINES * self._edit.fontMetrics().lineSpacing() + edges)
        chips = FlowLayout(None, SPACE_XS)
        for chip in (*self._chips, self.recent):
            chips.addWidget(chip)
        foot = QHBoxLayout()
        foot.setSpacing(SPACE_S)
        foot.addWidget(self._vague)
        foot.addWidget(self._help, 1)
        foot.addWidget(self._counter)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_XS)
        column.addWidget(self._label)
        column.addLayout(chips)
        column.addWidget(self._edit)
        column.addLayout(foot)

    # -------------------------------------------------------------------------------------- what it holds

    @property
    def text(self) -> str:
        """What was typed, letter by letter."""
        return self._edit.exact_text

    @property
    def reason(self) -> CancellationReason | ReasonProblem:
        """What the rule makes of it."""
        return CancellationReason.parse(self.text)

    @property
    def purpose(self) -> CancelPurpose | None:
        """What the chosen chip tells the adviser."""
        return None if self._chosen is None else self._chosen.purpose

    @property
    def edit(self) -> QPlainTextEdit:
        return self._edit

    @property
    def counter(self) -> QLabel:
        return self._counter

    def chip(self, purpose: CancelPurpose) -> Chip:
        """The first chip with this purpose."""
        found = next(number for number, each in enumerate(self._presets) if each.purpose is purpose)
        return self._chips[found]

    @property
    def chips(self) -> Sequence[Chip]:
        """One for each preset."""
        return self._chips

    def hint(self) -> str:
        """What could be said better, in a sentence; "" where the reason may say something, or is none yet."""
        reason = self.reason
        if not isinstance(reason, CancellationReason):
            return ""
        match vagueness(reason.text, self._number):
            case None:
                return ""
            case Vagueness.NO_WORDS:
                return self.tr("No words in it: say in a few what happened.")
            case Vagueness.REPEATED:
                return self.tr("The same again and again: say what happened.")
            case Vagueness.KEYS_IN_A_ROW:
                return self.tr("This looks like keys pressed at random: say what happened.")
            case Vagueness.ONLY_THAT:
                return self.tr("This says that it is cancelled, not why. Whoever looks in a year will ask.")

    def shortfall(self) -> str:
        """What is missing, as a sentence for beside the button; "" when the reason may be sent."""
        reason = self.reason
        if isinstance(reason, CancellationReason):
            return ""
        match reason.fault:
            case ReasonFault.TOO_SHORT if reason.length == 0:
                return self.tr("Write the reason.")
            case ReasonFault.TOO_SHORT:
                return self.tr("%n more character(s) needed.", "", reason.missing)
            case ReasonFault.TOO_LONG:
                return self.tr("%n character(s) too many.", "", reason.excess)
            case ReasonFault.INVISIBLE_CHARACTER:
                return self.tr("The reason holds an invisible character. Type it again by hand.")

    # -------------------------------------------------------------------------------------- what happens

    def clear(self) -> None:
        """Nothing is typed and nothing is chosen."""
        self._chosen = None
        for chip in self._chips:
            chip.set_checked(False)
        self._edit.clear()

    def _choose(self, preset: ReasonPreset, on: bool) -> None:
        self._chosen = preset if on else None
        for each, chip in zip(self._presets, self._chips, strict=True):
            chip.set_checked(each is self._chosen)
        if on:
            self._fill(preset.text)
        self.changed.emit()

    def _fill(self, text: str) -> None:
        """An empty field or another preset gives way; what somebody typed stays and gets this added."""
        present = self.text.strip()
        known = {*(preset.text for preset in self._presets), *self._recent}
        cursor = self._edit.textCursor()
        cursor.beginEditBlock()  # one step for Ctrl+Z
        if not present or present in known:
            cursor.select(QTextCursor.SelectionType.Document)
            cursor.insertText(text)
        elif text not in present:
            cursor.movePosition(QTextCursor.MoveOperation.End)
            cursor.insertText(f"; {text}")
        cursor.endEditBlock()
        self._edit.setTextCursor(cursor)

    def _count(self) -> None:
        count, tone = self._counted(self.reason)
        self._counter.setText(count)
        set_tone(self._counter, tone)
        hint = self.hint()
        self._help.setText(hint or self._rule)
        set_tone(self._help, Tone.WARNING if hint else Tone.NEUTRAL)
        self._vague.setVisible(bool(hint))
        self._edit.setProperty("invalid", tone is Tone.DANGER)
        self._edit.style().unpolish(self._edit)
        self._edit.style().polish(self._edit)
        self._pause.start()
        self.changed.emit()

    def _rest(self) -> None:
        announce(self._edit, " ".join(filter(None, (self._counter.text(), self.hint()))))
        self.rested.emit()

    def _show_recent(self) -> None:
        self.recent.setObjectName("preset")
        self.recent.setAutoDefault(False)
        self.recent.setAccessibleName(self.tr("Recent reasons"))
        self.recent.setToolTip(self.tr("Recent reasons"))
        self.recent.setVisible(bool(self._recent))
        menu = QMenu(self.recent)
        for reason in self._recent:
            shown = reason if len(reason) <= _LONGEST_ENTRY else f"{reason[:_LONGEST_ENTRY]}…"
            self._entry(menu, plain_button_text(shown)).triggered.connect(
                lambda _on=False, text=reason: self._fill(text)
            )
        menu.addSeparator()
        self._entry(menu, self.tr("Forget these reasons")).triggered.connect(
            lambda _on=False: self._forget_recent()
        )
        self.recent.setMenu(menu)

    @staticmethod
    def _entry(menu: QMenu, text: str) -> QAction:
        action = QAction(text, menu)
        menu.addAction(action)
        return action

    def _forget_recent(self) -> None:
        self.recent.hide()
        self._edit.setFocus()
        self.forget_asked.emit()

    def _counted(self, reason: CancellationReason | ReasonProblem) -> tuple[str, Tone]:
        if isinstance(reason, CancellationReason):
            return self.tr("%n character(s)", "", reason_length(reason.text)), Tone.SUCCESS
        match reason.fault:
            case ReasonFault.TOO_SHORT:
                short = self.tr("%1 / minimum %2 characters")
                return filled(short, str(reason.length), str(MIN_REASON)), Tone.NEUTRAL
            case ReasonFault.TOO_LONG:
                long = self.tr("%1 / maximum %2 characters")
                return filled(long, str(reason.length), str(MAX_REASON)), Tone.DANGER
            case ReasonFault.INVISIBLE_CHARACTER:
                return self.tr("Invisible character"), Tone.DANGER
