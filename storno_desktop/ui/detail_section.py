"""One part of an invoice's details: a heading and rows of one kind."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from storno_desktop.ui.icon_label import IconLabel
from storno_desktop.ui.plain_text import plain_button_text, plain_label, plain_tooltip
from storno_desktop.ui.theme import (
    SPACE_L,
    SPACE_M,
    SPACE_S,
    SPACE_XS,
    Tone,
    interface_font,
    secondary_font,
    set_tone,
    strong_font,
    tabular,
)

_LABEL_WIDTH = 116


class DetailSection(QWidget):
    """A heading and, below it, pairs, items, events or one sentence; beside it, how old all that is."""

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(title)
        self._title = plain_label(title, strong_font(), parent=self)
        self._age = self._quiet("")
        self._age.setWordWrap(False)
        self._age.hide()
        self._rows = QGridLayout()
        self._rows.setHorizontalSpacing(SPACE_S)
        self._rows.setVerticalSpacing(SPACE_XS)
        self._rows.setColumnStretch(1, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, SPACE_S, 0, 0)
        column.setSpacing(SPACE_XS)
        head = QHBoxLayout()
        head.setSpacing(SPACE_S)
        head.addWidget(self._title)
        head.addStretch(1)
        head.addWidget(self._age)
        column.addLayout(head)
        column.addLayout(self._rows)

    @property
    def is_bare(self) -> bool:
        """Whether nothing was put below the heading so far."""
        return self._rows.count() == 0

    @property
    def age(self) -> str:
        """What stands beside the heading; "" for nothing."""
        return self._age.text()

    def set_basis(self, age: str, told: str) -> None:
        """`age` stands beside the heading, "" for nothing; `told` says where it was read and when to whoever asks:
        in the tooltip and to a screen reader."""
        self._age.setText(age)
        self._age.setVisible(bool(age))
        self._title.setToolTip(plain_tooltip(told))
        self._age.setToolTip(plain_tooltip(told))
        self.setAccessibleDescription(told)

    def pair(self, label: str, text: str, tone: Tone | None = None) -> None:
        """A name at the left, what it is at the right."""
        row = self._next()
        name = self._quiet(label)
        name.setMinimumWidth(_LABEL_WIDTH)
        value = self._text(text, tabular(interface_font()))
        if tone is not None:
            set_tone(value, tone)
        name.setBuddy(value)
        self._rows.addWidget(name, row, 0, Qt.AlignmentFlag.AlignTop)
        self._rows.addWidget(value, row, 1, 1, 2)

    def figure(self, label: str, amount: str, *, strong: bool = False) -> None:
        """A name at the left, an amount at the right edge."""
        row = self._next()
        font = tabular(strong_font() if strong else interface_font())
        value = self._text(amount, font)
        value.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        value.setWordWrap(False)
        name = plain_label(label, strong_font(), parent=self) if strong else self._quiet(label)
        self._rows.addWidget(name, row, 0, 1, 2)
        self._rows.addWidget(value, row, 2)

    def item(self, text: str, note: str, amount: str) -> None:
        """A line of its own with a note below and an amount at the right edge."""
        row = self._next()
        value = self._text(amount, tabular(interface_font()))
        value.setWordWrap(False)
        value.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
        self._rows.addWidget(self._text(text, interface_font()), row, 0, 1, 2)
        self._rows.addWidget(value, row, 2, Qt.AlignmentFlag.AlignTop)
        self._rows.addWidget(self._quiet(note), row + 1, 0, 1, 3)
        self._rows.setRowMinimumHeight(row + 2, SPACE_XS)

    def happening(self, icon_name: str, text: str, when: str, who: str = "", quotation: str = "") -> None:
        """Something that happened: an icon, what, when and by whom, and the words that were said."""
        row = self._next()
        inside = QGridLayout()
        inside.setHorizontalSpacing(SPACE_S)
        inside.setVerticalSpacing(0)
        inside.setColumnStretch(1, 1)
        inside.addWidget(IconLabel(icon_name, parent=self), 0, 0, Qt.AlignmentFlag.AlignTop)
        inside.addWidget(self._text(text, interface_font()), 0, 1)
        below = 1
        for note in (" · ".join(part for part in (when, who) if part), quotation):
            if note:
                inside.addWidget(self._quiet(f"„{note}”" if note is quotation else note), below, 1)
                below += 1
        inside.setContentsMargins(0, 0, 0, SPACE_XS)
        self._rows.addLayout(inside, row, 0, 1, 3)

    def link(self, text: str) -> QPushButton:
        """A button that leads to another document."""
        button = QPushButton(plain_button_text(text), self)
        button.setAutoDefault(False)
        self._rows.addWidget(button, self._next(), 0, 1, 3, Qt.AlignmentFlag.AlignLeft)
        return button

    def say(self, sentence: str) -> None:
        """One line across the whole width."""
        self._rows.addWidget(self._text(sentence, tabular(interface_font())), self._next(), 0, 1, 3)

    def nothing(self, sentence: str) -> None:
        """It was read, and there is nothing."""
        self._rows.addWidget(self._quiet(sentence), self._next(), 0, 1, 3)

    def unread(self, why: str) -> None:
        """It was not read: said in words and with a mark, never left empty."""
        row = self._next()
        note = self._text(why, secondary_font())
        set_tone(note, Tone.WARNING)
        self._rows.addWidget(
            IconLabel("unknown", Tone.WARNING, parent=self),
            row,
            0,
            Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft,
        )
        self._rows.addWidget(note, row, 1, 1, 2)
        self._rows.setColumnMinimumWidth(0, SPACE_L + SPACE_M - SPACE_S)

    def not_read(self, label: str, why: str) -> None:
        """One pair whose value was not read."""
        self.pair(label, why, Tone.WARNING)

    # -------------------------------------------------------------------------------------- inside

    def _next(self) -> int:
        return self._rows.rowCount() if self._rows.count() else 0

    def _quiet(self, text: str) -> QLabel:
        label = self._text(text, tabular(secondary_font()))
        set_tone(label, Tone.NEUTRAL)
        return label

    def _text(self, text: str, font: QFont) -> QLabel:
        label = plain_label(text, font, wraps=True, parent=self)
        label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        return label
