"""Where the reason for cancelling is typed, counted by the rule that decides about it."""

from dataclasses import dataclass

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPlainTextEdit, QVBoxLayout, QWidget

from storno_desktop.domain.cancellation import (
    MAX_REASON,
    MIN_REASON,
    CancellationReason,
    CancelPurpose,
    ReasonFault,
    ReasonProblem,
    reason_length,
)
from storno_desktop.ui.announcement import announce
from storno_desktop.ui.chip import Chip
from storno_desktop.ui.plain_text import plain_label
from storno_desktop.ui.sentence import filled
from storno_desktop.ui.theme import SPACE_S, SPACE_XS, Tone, secondary_font, set_tone, strong_font

_LINES = 2
_PAUSE_MS = 800
"""After so long without a key the count is read aloud: not at every letter."""


@dataclass(frozen=True, slots=True)
class _Preset:
    purpose: CancelPurpose
    word: str
    text: str


class ReasonField(QWidget):
    """Preset chips, a field and a live count. Tab leaves the field; a chip fills it in and sends nothing."""

    changed = Signal()

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._purpose: CancelPurpose | None = None
        self._label = plain_label(self.tr("Reason for cancelling"), strong_font(), parent=self)
        self._presets = self._known_presets()
        self._chips = {each.purpose: Chip(each.word, checkable=True, parent=self) for each in self._presets}
        self._edit = QPlainTextEdit(text, self)
        self._help = plain_label(
            self.tr("At least 10 characters, not counting spaces at the ends. Stays visible on the invoice."),
            secondary_font(),
            wraps=True,
            parent=self,
        )
        self._counter = plain_label(font=secondary_font(), parent=self)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._lay_out()
        self._edit.setTabChangesFocus(True)
        self._edit.setAccessibleName(self._label.text())
        self._edit.setAccessibleDescription(self._help.text())
        self._label.setBuddy(self._edit)
        set_tone(self._help, Tone.NEUTRAL)
        for preset in self._presets:
            chip = self._chips[preset.purpose]
            chip.clicked.connect(lambda on, which=preset: self._choose(which, on))
        self._edit.textChanged.connect(self._count)
        self._pause.timeout.connect(lambda: announce(self._edit, self._counter.text()))
        self._count()
        self._pause.stop()

    def _lay_out(self) -> None:
        edges = self._edit.contentsMargins().top() + self._edit.contentsMargins().bottom() + 2 * SPACE_S
        self._edit.setFixedHeight(_LINES * self._edit.fontMetrics().lineSpacing() + edges)
        chips = QHBoxLayout()
        chips.setSpacing(SPACE_XS)
        for chip in self._chips.values():
            chips.addWidget(chip)
        chips.addStretch(1)
        foot = QHBoxLayout()
        foot.setSpacing(SPACE_S)
        foot.addWidget(self._help, 1)
        foot.addWidget(self._counter)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_XS)
        column.addWidget(self._label)
        column.addLayout(chips)
        column.addWidget(self._edit)
        column.addLayout(foot)

    def _known_presets(self) -> tuple[_Preset, ...]:
        return (
            _Preset(
                CancelPurpose.CREATED_IN_ERROR, self.tr("Issued by mistake"), self.tr("Issued by mistake")
            ),
            _Preset(CancelPurpose.DUPLICATE, self.tr("Duplicate"), self.tr("Duplicate of another invoice")),
            _Preset(
                CancelPurpose.WRONG_CLIENT, self.tr("Wrong client"), self.tr("Issued to the wrong client")
            ),
            _Preset(
                CancelPurpose.ORDER_CANCELLED,
                self.tr("Not sent, order cancelled"),
                self.tr("Not sent, order cancelled"),
            ),
        )

    # -------------------------------------------------------------------------------------- what it holds

    @property
    def text(self) -> str:
        """What was typed, letter by letter."""
        return self._edit.toPlainText()

    @property
    def reason(self) -> CancellationReason | ReasonProblem:
        """What the rule makes of it."""
        return CancellationReason.parse(self.text)

    @property
    def purpose(self) -> CancelPurpose | None:
        """What the chosen chip tells the adviser."""
        return self._purpose

    @property
    def edit(self) -> QPlainTextEdit:
        return self._edit

    @property
    def counter(self) -> QLabel:
        return self._counter

    def chip(self, purpose: CancelPurpose) -> Chip:
        return self._chips[purpose]

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

    def _choose(self, preset: _Preset, on: bool) -> None:
        self._purpose = preset.purpose if on else None
        for purpose, chip in self._chips.items():
            chip.set_checked(purpose is self._purpose)
        if on:
            self._fill(preset.text)
        self.changed.emit()

    def _fill(self, text: str) -> None:
        """An empty field or another preset gives way; what somebody typed stays and gets this added."""
        present = self.text.strip()
        known = {preset.text for preset in self._presets}
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
        reason = self.reason
        count, tone = self._counted(reason)
        self._counter.setText(count)
        set_tone(self._counter, tone)
        self._edit.setProperty("invalid", tone is Tone.DANGER)
        self._edit.style().unpolish(self._edit)
        self._edit.style().polish(self._edit)
        self._pause.start()
        self.changed.emit()

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
