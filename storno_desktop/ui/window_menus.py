"""The menus and keys of the main window."""

from collections.abc import Callable, Mapping
from functools import partial

from PySide6.QtCore import QLocale, QObject, Qt, Signal
from PySide6.QtGui import QAction, QActionGroup, QKeySequence, QShortcut
from PySide6.QtWidgets import QMainWindow, QMenu, QWidget

from storno_desktop.ui.language import LANGUAGES
from storno_desktop.ui.shortcuts import Shortcuts
from storno_desktop.ui.theme import ThemeChoice, appearance

Slot = Callable[[], object]

_LANGUAGE_NAMES = {"ro": "Română", "en": "English"}
_ANYWHERE = ("search", "refresh", "detail", "restore", "save", "print", "journal", "notice", "keys", "quit")
_IN_THE_TABLE = ("cancel", "copy")
"""Del and Ctrl+C mean something else in a field of text."""


class WindowMenus(QObject):
    """Fills the menu bar and binds the keys; `slots` says what each name of Shortcuts does.

    The keys are shortcuts of their own, apart from the menu's entries: a key answers even where an act is
    not possible, and then says why.
    """

    language_chosen = Signal(str)
    theme_chosen = Signal(object)  # ThemeChoice

    def __init__(
        self, window: QMainWindow, slots: Mapping[str, Slot], keys: Shortcuts, account: QMenu
    ) -> None:
        super().__init__(window)
        self._window, self._slots, self._keys = window, slots, keys
        self._fill_invoice(window.menuBar().addMenu(self.tr("&Invoice")))
        self._fill_view(window.menuBar().addMenu(self.tr("&View")))
        window.menuBar().addMenu(account)
        about = window.menuBar().addMenu(self.tr("&Help"))
        self._add(about, self.tr("&Keyboard shortcuts"), "keys")
        self._entry(about, self.tr("&Diagnostics…"), slots["diagnostics"])
        for name in _ANYWHERE:
            QShortcut(keys.keys(name), window).activated.connect(slots[name])

    def bind_table(self, table: QWidget) -> None:
        """The keys that act on the chosen row while the table has the focus."""
        for name in _IN_THE_TABLE:
            self._bind(self._keys.keys(name), table, self._slots[name])

    def bind_search(self, search: QWidget, leave: Slot, go_on: Slot) -> None:
        """Esc leaves the search field; Down and Enter go on to what was found."""
        self._bind(QKeySequence(Qt.Key.Key_Escape), search, leave)
        for key in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._bind(QKeySequence(key), search, go_on)

    def bind_views(self, choose: Callable[[int], object], count: int) -> None:
        """Ctrl+1 and on go to the views."""
        for number in range(count):
            key = QShortcut(QKeySequence(f"Ctrl+{number + 1}"), self._window)
            key.activated.connect(partial(choose, number))

    # -------------------------------------------------------------------------------------- inside

    def _fill_invoice(self, menu: QMenu) -> None:
        self._add(menu, self.tr("&Cancel invoice…"), "cancel")
        self._entry(menu, self.tr("Pr&epare the cancellation…"), self._slots["prepare"])
        self._entry(menu, self.tr("Create &storno (credit note)…"), self._slots["storno"])
        self._add(menu, self.tr("&Restore…"), "restore")
        self._entry(menu, self.tr("Requests for &approval…"), self._slots["requests"])
        self._entry(menu, self.tr("Open a request &file…"), self._slots["open_request"])
        self._entry(menu, self.tr("&Unfinished cancellations…"), self._slots["unfinished"])
        menu.addSeparator()
        self._add(menu, self.tr("&Open details"), "open")
        self._add(menu, self.tr("Copy &number"), "copy")
        menu.addSeparator()
        self._add(menu, self.tr("Save the &list…"), "save")
        self._add(menu, self.tr("&Print the list…"), "print")
        self._entry(menu, self.tr("Cancelled nu&mbers (D394)…"), self._slots["numbers"])
        self._entry(menu, self.tr("&View the PDF"), self._slots["view_pdf"])
        self._entry(menu, self.tr("&Keep the PDF on this computer"), self._slots["keep_pdf"])
        self._entry(menu, self.tr("Save the invoice as P&DF…"), self._slots["save_invoice"])
        self._entry(menu, self.tr("Prin&t the invoice…"), self._slots["print_invoice"])
        menu.addSeparator()
        self._add(menu, self.tr("&Quit"), "quit")

    def _fill_view(self, menu: QMenu) -> None:
        self._add(menu, self.tr("&Refresh"), "refresh")
        self._add(menu, self.tr("&Search"), "search")
        self._add(menu, self.tr("Show or hide &details"), "detail")
        self._add(menu, self.tr("&Journal"), "journal")
        menu.addSeparator()
        languages, group = menu.addMenu(self.tr("&Language")), QActionGroup(self)
        for code in LANGUAGES:
            action = self._entry(languages, _LANGUAGE_NAMES[code], partial(self.language_chosen.emit, code))
            self._tick(action, group, QLocale().name().startswith(code))
        themes, group = menu.addMenu(self.tr("&Theme")), QActionGroup(self)
        for choice, name in (
            (ThemeChoice.SYSTEM, self.tr("As the system")),
            (ThemeChoice.LIGHT, self.tr("Light")),
            (ThemeChoice.DARK, self.tr("Dark")),
        ):
            action = self._entry(themes, name, partial(self.theme_chosen.emit, choice))
            self._tick(action, group, appearance().choice is choice)

    def _add(self, menu: QMenu, text: str, name: str) -> QAction:
        key = self._keys.keys(name).toString(QKeySequence.SequenceFormat.NativeText)
        return self._entry(menu, f"{text}\t{key}", self._slots[name])

    @staticmethod
    def _entry(menu: QMenu, text: str, slot: Slot) -> QAction:
        action = QAction(text, menu)
        action.triggered.connect(lambda _checked=False: slot())
        menu.addAction(action)
        return action

    @staticmethod
    def _tick(action: QAction, group: QActionGroup, on: bool) -> None:
        action.setCheckable(True)
        action.setActionGroup(group)
        action.setChecked(on)

    @staticmethod
    def _bind(keys: QKeySequence, widget: QWidget, slot: Slot) -> None:
        key = QShortcut(keys, widget)
        key.setContext(Qt.ShortcutContext.WidgetShortcut)
        key.activated.connect(slot)
