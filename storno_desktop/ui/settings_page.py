"""What the pages of the settings window are made of: titles, rows, notes, and the mark of what is fixed."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import (
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from storno_desktop.ui.icon_label import IconLabel
from storno_desktop.ui.plain_text import plain_label
from storno_desktop.ui.theme import (
    SPACE_L,
    SPACE_M,
    SPACE_S,
    SPACE_XL,
    SPACE_XS,
    Tone,
    secondary_font,
    set_tone,
    strong_font,
    title_font,
)

LABELS = 176
"""Where the fields of a page begin, so that they stand below each other in all sections."""


class SettingsPage(QWidget):
    """A title and below it rows and sections, from top to bottom."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = plain_label(font=title_font(), parent=self)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(SPACE_XL, SPACE_XL, SPACE_XL, SPACE_L)
        self._column.setSpacing(SPACE_M)
        self._column.addWidget(self._title)

    @property
    def title(self) -> str:
        """What the page is about; it is called so in the list of pages."""
        return self._title.text()

    def set_title(self, title: str) -> None:
        """Name the page."""
        self._title.setText(title)
        self.setAccessibleName(title)

    def add(self, widget: QWidget) -> None:
        """Put a widget below what is there, across the whole page."""
        self._column.addWidget(widget)

    def add_section(self, title: str) -> None:
        """Begin a new group with a heading of its own."""
        self._column.addSpacing(SPACE_S)
        self._column.addWidget(plain_label(title, strong_font(), parent=self))

    def add_note(self, text: str) -> QLabel:
        """A sentence in secondary ink across the page."""
        note = note_label(text, self)
        self._column.addWidget(note)
        return note

    def add_rows(self) -> "SettingRows":
        """Rows of a label and a field."""
        rows = SettingRows(self)
        self._column.addWidget(rows)
        return rows

    def add_buttons(self, *buttons: QWidget) -> None:
        """Buttons beside each other, from the left."""
        row = QHBoxLayout()
        row.setSpacing(SPACE_S)
        for button in buttons:
            row.addWidget(button)
        row.addStretch(1)
        self._column.addLayout(row)

    def end(self) -> None:
        """What room is left stays empty at the foot."""
        self._column.addStretch(1)


class SettingRows(QWidget):
    """Labels on the left, fields on the right, perhaps a note below a field."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(SPACE_M)
        self._grid.setVerticalSpacing(SPACE_S)
        self._grid.setColumnMinimumWidth(0, LABELS)
        self._grid.setColumnStretch(1, 1)

    def add(self, text: str, field: QWidget, *, below: QWidget | None = None) -> QLabel:
        """A row; `text` may hold the letter that leads to the field. `below` stands under the field."""
        label = QLabel(text, self)
        label.setBuddy(field)
        row = self._grid.rowCount()
        takes_all = isinstance(field, QLineEdit | QLabel)
        self._grid.addWidget(label, row, 0, Qt.AlignmentFlag.AlignVCenter)
        if takes_all:
            self._grid.addWidget(field, row, 1)
        else:
            self._grid.addWidget(field, row, 1, Qt.AlignmentFlag.AlignLeft)
        if below is not None:
            self._grid.addWidget(below, row + 1, 1)
        return label


class FixedNote(QWidget):
    """A small lock and the words that the organisation decided this; hidden where it did not."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, SPACE_XS)
        row.setSpacing(SPACE_XS)
        row.addWidget(IconLabel("lock", parent=self))
        words = plain_label(self.tr("Set by your organisation"), secondary_font(), parent=self)
        set_tone(words, Tone.NEUTRAL)
        row.addWidget(words)
        row.addStretch(1)
        self.hide()

    def mark(self, field: QWidget, fixed: bool) -> None:
        """Close `field` and say why, or open it."""
        field.setEnabled(not fixed)
        self.setVisible(fixed)
        field.setAccessibleDescription(self.tr("Set by your organisation") if fixed else "")


class Choice(QComboBox):
    """A box to choose from that the wheel leaves alone: here every change counts at once."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.setMinimumContentsLength(14)

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()


def note_label(text: str, parent: QWidget) -> QLabel:
    """A sentence in secondary ink that breaks its lines."""
    note = plain_label(text, secondary_font(), wraps=True, parent=parent)
    set_tone(note, Tone.NEUTRAL)
    return note


def shown_text(text: str, name: str, parent: QWidget) -> QLineEdit:
    """A text that can be selected and copied by mouse and keys, and not changed."""
    field = QLineEdit(text, parent)
    field.setReadOnly(True)
    field.setAccessibleName(name)
    field.setCursorPosition(0)
    return field
