"""The keys of the program, in one table, and the window that lists them."""

from dataclasses import dataclass

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QDialog, QGridLayout, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from storno_desktop.ui.plain_text import plain_label
from storno_desktop.ui.theme import (
    SPACE_L,
    SPACE_M,
    SPACE_S,
    SPACE_XL,
    Tone,
    set_tone,
    strong_font,
    title_font,
)


@dataclass(frozen=True, slots=True)
class Shortcut:
    """One key and what it does; `name` is how the window finds it."""

    name: str
    keys: str
    does: str


class Shortcuts(QObject):
    """Every key of the main window."""

    def all(self) -> tuple[Shortcut, ...]:
        """In the order in which the list of keys shows them."""
        return (
            Shortcut("search", "Ctrl+F", self.tr("Search")),
            Shortcut("refresh", "F5", self.tr("Refresh the list")),
            Shortcut("open", "Return", self.tr("Open the details of the chosen invoice")),
            Shortcut("detail", "F8", self.tr("Show or hide the details")),
            Shortcut("cancel", "Del", self.tr("Cancel the chosen invoices…")),
            Shortcut(
                "choose", "Space", self.tr("Choose another invoice too (go there with Ctrl and the arrows)")
            ),
            Shortcut("restore", "Ctrl+Shift+R", self.tr("Restore the chosen invoice…")),
            Shortcut("copy", "Ctrl+C", self.tr("Copy the number of the chosen invoice")),
            Shortcut("save", "Ctrl+S", self.tr("Save the list to a file")),
            Shortcut("print", "Ctrl+P", self.tr("Print the list")),
            Shortcut("journal", "Ctrl+J", self.tr("Show the journal")),
            Shortcut("lock", "Ctrl+Shift+L", self.tr("Lock the window")),
            Shortcut("settings", "Ctrl+,", self.tr("Settings")),
            Shortcut("views", "Ctrl+1 … Ctrl+6", self.tr("Go to a view on the left")),
            Shortcut("notice", "F6", self.tr("Go to the notice at the bottom, Esc closes it")),
            Shortcut("clear", "Esc", self.tr("In the search field: clear it and go to the list")),
            Shortcut("check", "F5", self.tr("In a dialog: check again on the server")),
            Shortcut("act", "Ctrl+Return", self.tr("In a dialog: carry out the act")),
            Shortcut("keys", "F1", self.tr("Show these keys")),
            Shortcut("quit", "Ctrl+Q", self.tr("Quit")),
        )

    def keys(self, name: str) -> QKeySequence:
        """The key of one action."""
        found = next(shortcut for shortcut in self.all() if shortcut.name == name)
        return QKeySequence(found.keys)


class ShortcutsDialog(QDialog):
    """Lists the keys, two columns, closed by Esc."""

    def __init__(self, shortcuts: Shortcuts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Keyboard shortcuts"))
        grid = QGridLayout()
        grid.setHorizontalSpacing(SPACE_XL)
        grid.setVerticalSpacing(SPACE_S)
        for row, shortcut in enumerate(shortcuts.all()):
            keys = plain_label(self._shown(shortcut.keys), strong_font(), parent=self)
            set_tone(keys, Tone.ACCENT)
            does = plain_label(shortcut.does, parent=self)
            grid.addWidget(keys, row, 0)
            grid.addWidget(does, row, 1)
        close = QPushButton(self.tr("Close"), self)
        close.setDefault(True)
        close.clicked.connect(lambda _checked=False: self.accept())
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(close)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE_XL, SPACE_XL, SPACE_XL, SPACE_L)
        column.setSpacing(SPACE_M)
        column.addWidget(plain_label(self.tr("Keyboard shortcuts"), title_font(), parent=self))
        column.addLayout(grid)
        column.addLayout(buttons)
        close.setFocus()

    @staticmethod
    def _shown(keys: str) -> str:
        parts = [
            QKeySequence(part.strip()).toString(QKeySequence.SequenceFormat.NativeText)
            for part in keys.split("…")
        ]
        return " … ".join(parts)
