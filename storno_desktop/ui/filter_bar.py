"""What narrows the list: the search field, the filter menu and the chips of the filters in force."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLineEdit, QMenu, QToolButton, QVBoxLayout, QWidget

from storno_desktop.domain.invoice_summary import Direction, InvoiceStatus
from storno_desktop.domain.listview import ListView
from storno_desktop.domain.period import Period
from storno_desktop.ui.chip import Chip
from storno_desktop.ui.figures import Figures
from storno_desktop.ui.flow_layout import FlowLayout
from storno_desktop.ui.icon_label import IconLabel
from storno_desktop.ui.icons import icon, set_icon
from storno_desktop.ui.plain_text import plain_button_text, plain_label, plain_tooltip
from storno_desktop.ui.status_words import StatusWords
from storno_desktop.ui.theme import SPACE_S, SPACE_XS, Tone, secondary_font, set_tone

if TYPE_CHECKING:
    # Imported when something is looked for or explained: a start does neither.
    from storno_desktop.domain.search_part import SearchField
    from storno_desktop.domain.search_question import SearchQuestion
    from storno_desktop.ui.search_words import SearchWords

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
    save_asked = Signal()  # the question on show is to be kept under a name

    def __init__(self, figures: Figures, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._figures = figures
        self._statuses = StatusWords()
        self._view: ListView | None = None
        self._currencies: tuple[str, ...] = ()
        self._saves = False
        self.search = QLineEdit(self)
        self.search.setObjectName("search")
        self.search.setPlaceholderText(self.tr("Search (Ctrl+F)"))
        self.search.setAccessibleName(self.tr("Search number, client, CIF, amount or reason"))
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
        self._chip_row = FlowLayout(self._chips, SPACE_S)
        self._shown: list[Chip] = []
        self._hint = QWidget(self)
        self._hint_text = plain_label(font=secondary_font(), wraps=True, parent=self._hint)

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
        self._chip_row.setContentsMargins(0, SPACE_S, 0, 0)
        set_tone(self._hint_text, Tone.WARNING)
        hint = QHBoxLayout(self._hint)
        hint.setContentsMargins(0, SPACE_S, 0, 0)
        hint.setSpacing(SPACE_XS)
        hint.addWidget(IconLabel("warning", Tone.WARNING, parent=self._hint), 0, Qt.AlignmentFlag.AlignTop)
        hint.addWidget(self._hint_text, 1)
        self._hint.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE_S, SPACE_S, SPACE_S, SPACE_S)
        column.setSpacing(0)
        column.addLayout(top)
        column.addWidget(self._hint)
        column.addWidget(self._chips)

    def explain(self) -> None:
        """Say under the pointer, and to a screen reader, how a search is narrowed: nobody needs it at the first sight."""
        self.search.setToolTip(plain_tooltip(self._words.hint()))
        self.search.setAccessibleDescription(self._words.hint())

    def show_view(self, view: ListView, currencies: tuple[str, ...] = ()) -> None:
        """Show the filters of this question without telling anybody."""
        self._view, self._currencies = view, currencies
        if self.search.text() != view.text:
            blocked = self.search.blockSignals(True)
            self.search.setText(view.text)
            self.search.blockSignals(blocked)
        self._show_chips(view)

    def offer_saving(self) -> None:
        """Put the saving of a view into the menu; `save_asked` tells when it is chosen."""
        self._saves = True

    def filters_in_words(self) -> list[str]:
        """Every filter in force and what else is searched for, as the chips say it."""
        view = self._view
        if view is None:
            return []
        question = _question(view)
        plain = "" if question is None else question.plain
        return [*(text for text, _ in self._filters(view)), *([plain] if plain else [])]

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

    @cached_property
    def _words(self) -> SearchWords:
        from storno_desktop.ui.search_words import SearchWords

        return SearchWords(self._figures, self)

    def _text_changed(self, text: str) -> None:
        if self._view is not None:
            self._view = replace(self._view, text=text)
            self._show_chips(self._view)
            self.changed.emit(self._view)

    def _change(self, view: ListView) -> None:
        self.show_view(view, self._currencies)
        self.changed.emit(view)

    def _show_chips(self, view: ListView) -> None:
        """A chip that says the same as before stays: while somebody types, nothing else moves."""
        texts = [text for text, _ in self._filters(view)]
        if texts != [chip.text for chip in self._shown]:
            self._replace_chips(texts)
        question = _question(view)
        misread = [] if question is None else [self._words.misread(sense) for sense in question.misread]
        self._hint_text.setText("\n".join(misread))
        self._hint.setVisible(bool(misread))

    def _replace_chips(self, texts: list[str]) -> None:
        while self._chip_row.count():
            self._chip_row.takeAt(0)
        for old in self._shown:
            old.hide()
            old.deleteLater()
        self._shown = [Chip(text, parent=self._chips) for text in texts]
        for position, chip in enumerate(self._shown):
            chip.removed.connect(lambda at=position: self._remove(at))
            self._chip_row.addWidget(chip)
        self._chips.setVisible(bool(texts))
        self._chips.updateGeometry()

    def _remove(self, position: int) -> None:
        """Take a filter away; the keyboard goes on with the next one."""
        filters = self._filters(self._view) if self._view is not None else []
        if position >= len(filters):
            return
        focused = QApplication.focusWidget()
        had_focus = focused is not None and self._chips.isAncestorOf(focused)
        self._change(filters[position][1])
        if had_focus:
            nearest = self._shown[min(position, len(self._shown) - 1) :][:1]
            (nearest[0] if nearest else self.search).setFocus(Qt.FocusReason.OtherFocusReason)

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
        question = _question(view)
        if question is not None:
            found.extend(
                (self._words.part(part.sense), replace(view, text=question.without(part)))
                for part in question.in_force
            )
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
        from storno_desktop.domain.search_part import SearchField

        fields = self._menu.addMenu(self.tr("Search in one field"))
        for field in SearchField:
            action = fields.addAction(self._words.example(field))
            action.triggered.connect(lambda _checked=False, named=field: self._name_field(named))
        self._menu.addSeparator()
        if self._saves:
            save = self._menu.addAction(self.tr("Save this view…"))
            save.triggered.connect(lambda _checked=False: self.save_asked.emit())
        clear = self._menu.addAction(self.tr("Clear filters"))
        clear.triggered.connect(self.clear_filters)

    def _tick(self, menu: QMenu, text: str, on: bool, changed: ListView) -> None:
        action = QAction(plain_button_text(text), menu)
        action.setCheckable(True)
        action.setChecked(on)
        action.triggered.connect(lambda _checked=False: self._change(changed))
        menu.addAction(action)

    def _periods(self, view: ListView) -> list[tuple[str, date | None, date | None]]:
        names = {
            Period.THIS_MONTH: self.tr("This month"),
            Period.LAST_MONTH: self.tr("Last month"),
            Period.LAST_90_DAYS: self.tr("Last 90 days"),
            Period.THIS_YEAR: self.tr("This year"),
            Period.LAST_YEAR: self.tr("Last year"),
        }
        offered = [(name, *period.dates(view.today)) for period, name in names.items()]
        return [(self.tr("Any date"), None, None), *offered]

    def _name_field(self, field: SearchField) -> None:
        """The field's name behind what was typed, ready for its value."""
        typed = self.search.text().rstrip()
        self.search.setText(f"{typed} {self._words.prefix(field)}" if typed else self._words.prefix(field))
        self.search.setFocus(Qt.FocusReason.OtherFocusReason)


def _question(view: ListView) -> SearchQuestion | None:
    """What is typed, None for nothing."""
    if not view.text:
        return None
    from storno_desktop.domain.search_question import SearchQuestion

    return SearchQuestion.of(view.text)
