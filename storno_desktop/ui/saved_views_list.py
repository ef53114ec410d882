"""The saved views in the pane on the left: one line each, chosen by a click or the arrow keys, removed by Delete."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QFrame, QListWidget, QListWidgetItem, QMenu, QWidget

from storno_desktop.domain.listview import ListView
from storno_desktop.ui.icons import icon, set_icon
from storno_desktop.ui.plain_text import plain_tooltip
from storno_desktop.ui.queue_delegate import QueueDelegate
from storno_desktop.ui.saved_view import SavedView
from storno_desktop.ui.sentence import filled
from storno_desktop.ui.theme import ROW_NORMAL, Theme, appearance

_LEAST_ROWS = 2


class SavedViewsList(QListWidget):
    """Shows saved views in the order given. Only a selection chooses: to come by with Tab chooses nothing."""

    chosen = Signal(object)  # SavedView
    removed = Signal(object)  # SavedView

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._views: tuple[SavedView, ...] = ()
        self.setObjectName("savedViews")
        self.setAccessibleName(self.tr("Saved views"))
        self._delegate = QueueDelegate(self)
        self.setItemDelegate(self._delegate)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.setMinimumHeight(_LEAST_ROWS * ROW_NORMAL)
        self.customContextMenuRequested.connect(self._open_menu)
        self.itemSelectionChanged.connect(self._selected)
        appearance().changed.connect(self._theme_changed)

    def show_views(self, views: Sequence[SavedView]) -> None:
        """Show these; nothing is marked."""
        self._views = tuple(views)
        blocked = self.blockSignals(True)
        self.clear()
        for view in self._views:
            item = QListWidgetItem(icon("bookmark"), view.name)
            item.setToolTip(plain_tooltip(filled(self.tr("%1 (Delete removes the view)"), view.name)))
            self.addItem(item)
        self.blockSignals(blocked)

    def mark(self, view: ListView | None) -> bool:
        """Mark the saved view that asks this question, or none; whether there is one. Tells nobody."""
        asked = (i for i, saved in enumerate(self._views) if view is not None and saved.asks(view))
        row = next(asked, -1)
        blocked = self.blockSignals(True)
        self.setCurrentRow(row)
        if row < 0:
            self.clearSelection()
        self.blockSignals(blocked)
        if self._views:
            self.viewport().update()
        return row >= 0

    def menu_of(self, row: int) -> QMenu:
        """What can be done with the view in this line."""
        saved = self._views[row]
        menu = QMenu(self)
        remove = QAction(self.tr("Remove this view"), menu)
        set_icon(remove, "close")
        remove.triggered.connect(lambda _checked=False: self.removed.emit(saved))
        menu.addAction(remove)
        return menu

    def keyPressEvent(self, event: QKeyEvent) -> None:
        row = self.currentRow()
        if event.key() == Qt.Key.Key_Delete:
            if 0 <= row < len(self._views):
                self.removed.emit(self._views[row])
            return  # never the window's own Delete, which asks to cancel an invoice
        super().keyPressEvent(event)

    # -------------------------------------------------------------------------------------- inside

    def _selected(self) -> None:
        rows = [index.row() for index in self.selectedIndexes()]
        if rows and rows[0] < len(self._views):
            self.chosen.emit(self._views[rows[0]])

    def _open_menu(self, at: QPoint) -> None:
        row = self.indexAt(at).row()
        if row >= 0:
            menu = self.menu_of(row)
            menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            menu.popup(self.viewport().mapToGlobal(at))

    def _theme_changed(self, _theme: Theme) -> None:
        """An icon keeps the colours in which it was made."""
        for row in range(self.count()):
            self.item(row).setIcon(icon("bookmark"))
