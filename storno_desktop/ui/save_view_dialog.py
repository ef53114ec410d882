"""Asks for the name under which the filters, the search and the order on show are kept."""

from collections.abc import Iterable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from storno_desktop.ui.plain_text import plain_label
from storno_desktop.ui.saved_view import LONGEST_NAME, view_name
from storno_desktop.ui.sentence import filled
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

_WIDTH = 420


class SaveViewDialog(QDialog):
    """A field for the name and two buttons. Enter saves: nothing is lost by it but a view of the same name, and
    the dialog says so before. Beyond the `most` views only those of a taken name are saved. Use `open()`."""

    named = Signal(str)

    def __init__(
        self, suggestion: str, taken: Iterable[str], *, most: int, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Save this view"))
        self._taken = {name.casefold(): name for name in taken}
        self._most = most
        title = plain_label(self.tr("Save this view"), title_font(), parent=self)
        explained = plain_label(
            self.tr("Keeps the filters, the search and the order for this account, on this computer."),
            wraps=True,
            parent=self,
        )
        label = plain_label(self.tr("Name of the view"), parent=self)
        self.name = QLineEdit(self)
        self.name.setMaxLength(LONGEST_NAME)
        self.name.setText(view_name(suggestion))
        self.name.selectAll()
        self.name.setAccessibleName(self.tr("Name of the view"))
        label.setBuddy(self.name)
        self._note = plain_label(font=secondary_font(), wraps=True, parent=self)
        set_tone(self._note, Tone.NEUTRAL)
        self.safe_button = QPushButton(self.tr("Do not save"), self)
        self.act_button = QPushButton(self.tr("Save view"), self)
        self.act_button.setDefault(True)
        self.safe_button.setAutoDefault(False)

        buttons = QHBoxLayout()
        buttons.setSpacing(SPACE_S)
        buttons.addStretch(1)
        buttons.addWidget(self.safe_button)
        buttons.addWidget(self.act_button)
        field = QVBoxLayout()
        field.setSpacing(SPACE_S)
        for each in (label, self.name, self._note):
            field.addWidget(each)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE_XL, SPACE_XL, SPACE_XL, SPACE_L)
        column.setSpacing(SPACE_M)
        column.addWidget(title)
        column.addWidget(explained)
        column.addLayout(field)
        column.addStretch(1)
        column.addLayout(buttons)
        self.setMinimumWidth(_WIDTH)

        self.safe_button.clicked.connect(self.reject)
        self.act_button.clicked.connect(self._save)
        self.name.textChanged.connect(self._show_note)
        self._show_note()
        self.name.setFocus()

    @property
    def note(self) -> str:
        """What is said below the name."""
        return self._note.text()

    def _show_note(self) -> None:
        name = view_name(self.name.text())
        taken = self._taken.get(name.casefold())
        full = taken is None and len(self._taken) >= self._most
        if taken is not None:
            self._note.setText(filled(self.tr("Replaces the saved view “%1”."), taken))
        elif full:
            self._note.setText(self.tr("There is no room for more saved views. Remove one of them first."))
        else:
            self._note.setText("")
        self.act_button.setEnabled(bool(name) and not full)

    def _save(self) -> None:
        self.named.emit(view_name(self.name.text()))
        self.accept()
