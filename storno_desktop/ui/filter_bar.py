"""What narrows the list: the search field, the filter menu and the chips of the filters in force."""

from dataclasses import replace
from datetime import date, timedelta

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QMenu, QToolButton, QVBoxLayout, QWidget

from storno_desktop.domain.invoice import Direction, InvoiceStatus
from storno_desktop.domain.listview import ListView
from storno_desktop.ui.chip import Chip
from storno_desktop.ui.figures import Figures
from storno_desktop.ui.icons import icon, set_icon
from storno_desktop.ui.plain_text import plain_button_text
from storno_desktop.ui.status_words import StatusWords
from storno_desktop.ui.theme import SPACE_S, SPACE_XS

_CLEAR_ACTION = "_q_qlineeditclearaction"
"""How Qt calls the action of its own clear button, whose picture does not follow the theme."""

_OFFERED = (
    InvoiceStatus.DRAFT,
    InvoiceStatus.ISSUED,
    InvoiceStatus.SENT_TO_PROVIDER,
    InvoiceStatus.VALIDATED,
    InvoiceStatus.REJECTED,
    InvoiceStatus.CANCELLED,
    InvoiceStatus.REFUND,
    InvoiceStatus.REFUNDED,
    InvoiceStatus.PAID,
    InvoiceStatus.PARTIALLY_PAID,
    InvoiceStatus.OVERDUE,
)


class FilterBar(QWidget):
    """Shows a ListView as a search text and chips, and changes it. Every filter in force is a chip: nothing is
    hidden by a filter that cannot be seen and taken away."""

    changed = Signal(object)  # the new ListView

    def __init__(self, figures: Figures, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._figures = figures
        self._statuses = StatusWords()
        self._view: ListView | None = None
        self._currencies: tuple[str, ...] = ()
        self.search = QLineEdit(self)
        self.search.setObjectName("search")
        self.search.setPlaceholderText(self.tr("Search (Ctrl+F)"))
        self.search.setToolTip(self.tr("Search number, client, CIF or amount"))
        self.search.setAccessibleName(self.tr("Search number, client, CIF or amount"))
        self.search.setClearButtonEnabled(True)
        glass = self.search.addAction(icon("search"), QLineEdit.ActionPosition.LeadingPosition)
        set_icon(glass, "search")
        for clear in self.search.findChildren(QAction, _CLEAR_ACTION):
            set_icon(clear, "close")
        self.search.setMinimumWidth(180)
        self.search.setMaximumWidth(420)
        self._menu_button = QToolButton(self)
        self._menu_button.setText(self.tr("Filters"))
        self._menu_button.setObjectName("filters")
        set_icon(self._menu_button, "filter")
        self._menu_button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self._menu_button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._menu = QMenu(self)
        self._menu_button.setMenu(self._menu)
        self.actions_row = QHBoxLayout()
        self.actions_row.setSpacing(SPACE_S)
        self._chips = QWidget(self)
        self._chip_row = QHBoxLayout(self._chips)

        self._lay_out()

        self.search.textChanged.connect(self._text_changed)
        self._menu.aboutToShow.connect(self._fill_menu)

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(SPACE_S)
        top.addWidget(self.search, 1)
        top.addWidget(self._menu_button)
        top.addStretch(0)
        top.addLayout(self.actions_row)
        self._chip_row.setContentsMargins(0, SPACE_XS, 0, 0)
        self._chip_row.setSpacing(SPACE_S)
        self._chip_row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE_S, SPACE_S, SPACE_S, SPACE_S)
        column.setSpacing(0)
        column.addLayout(top)
        column.addWidget(self._chips)

    def show_view(self, view: ListView, currencies: tuple[str, ...] = ()) -> None:
        """Show the filters of this question without telling anybody."""
        self._view, self._currencies = view, currencies
        if self.search.text() != view.text:
            blocked = self.search.blockSignals(True)
            self.search.setText(view.text)
            self.search.blockSignals(blocked)
        self._show_chips(view)

    def clear_filters(self) -> None:
        """Everything of this company."""
        if self._view is not None:
            self._change(
                replace(
                    self._view,
                    text="",
                    states=frozenset(),
                    direction=None,
                    currency="",
                    date_from=None,
                    date_to=None,
                    total_min=None,
                    total_max=None,
                    queue=None,
                )
            )

    # -------------------------------------------------------------------------------------- inside

    def _text_changed(self, text: str) -> None:
        if self._view is not None:
            self._view = replace(self._view, text=text)
            self.changed.emit(self._view)

    def _change(self, view: ListView) -> None:
        self.show_view(view, self._currencies)
        self.changed.emit(view)

    def _show_chips(self, view: ListView) -> None:
        while self._chip_row.count() > 1:
            item = self._chip_row.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for text, without in self._filters(view):
            chip = Chip(text, parent=self._chips)
            chip.removed.connect(lambda changed=without: self._change(changed))
            self._chip_row.insertWidget(self._chip_row.count() - 1, chip)
        self._chips.setVisible(self._chip_row.count() > 1)

    def _filters(self, view: ListView) -> list[tuple[str, ListView]]:
        """Each filter in force in words, with the question that is left without it."""
        found: list[tuple[str, ListView]] = []
        if view.queue is not None:
            found.append((self._statuses.queue(view.queue), replace(view, queue=None)))
        elif view.direction is not None:
            found.append((self._statuses.direction(view.direction), replace(view, direction=None)))
        found.extend(
            (self._statuses.status(status), replace(view, states=view.states - {status}))
            for status in _OFFERED
            if status in view.states
        )
        if view.currency:
            found.append((self._figures.currency(view.currency), replace(view, currency="")))
        if view.date_from is not None:
            text = self.tr("from %1").replace("%1", self._figures.day(view.date_from))
            found.append((text, replace(view, date_from=None)))
        if view.date_to is not None:
            text = self.tr("until %1").replace("%1", self._figures.day(view.date_to))
            found.append((text, replace(view, date_to=None)))
        return found

    def _fill_menu(self) -> None:
        self._menu.clear()
        view = self._view
        if view is None:
            return
        states = self._menu.addMenu(self.tr("Status"))
        for status in _OFFERED:
            self._tick(
                states,
                self._statuses.status(status),
                status in view.states,
                replace(view, states=view.states ^ {status}, queue=None),
            )
        directions = self._menu.addMenu(self.tr("Direction"))
        self._tick(directions, self.tr("Both"), view.direction is None, replace(view, direction=None))
        for direction in (Direction.OUTGOING, Direction.INCOMING):
            self._tick(
                directions,
                self._statuses.direction(direction),
                view.direction is direction,
                replace(view, direction=direction, queue=None),
            )
        dates = self._menu.addMenu(self.tr("Issue date"))
        for text, first, last in self._periods(view):
            self._tick(
                dates,
                text,
                (view.date_from, view.date_to) == (first, last),
                replace(view, date_from=first, date_to=last),
            )
        if len(self._currencies) > 1:
            money = self._menu.addMenu(self.tr("Currency"))
            self._tick(money, self.tr("All"), not view.currency, replace(view, currency=""))
            for code in self._currencies:
                self._tick(
                    money,
                    self._figures.currency(code),
                    view.currency == code,
                    replace(view, currency=code),
                )
        self._menu.addSeparator()
        clear = self._menu.addAction(self.tr("Clear filters"))
        clear.triggered.connect(self.clear_filters)

    def _tick(self, menu: QMenu, text: str, on: bool, changed: ListView) -> None:
        action = QAction(plain_button_text(text), menu)
        action.setCheckable(True)
        action.setChecked(on)
        action.triggered.connect(lambda _checked=False: self._change(changed))
        menu.addAction(action)

    def _periods(self, view: ListView) -> list[tuple[str, date | None, date | None]]:
        today = view.today
        month = today.replace(day=1)
        before = (month - timedelta(days=1)).replace(day=1)
        return [
            (self.tr("Any date"), None, None),
            (self.tr("This month"), month, None),
            (self.tr("Last month"), before, month - timedelta(days=1)),
            (self.tr("Last 90 days"), today - timedelta(days=90), None),
            (self.tr("This year"), today.replace(month=1, day=1), None),
            (
                self.tr("Last year"),
                today.replace(year=today.year - 1, month=1, day=1),
                today.replace(year=today.year - 1, month=12, day=31),
            ),
        ]
