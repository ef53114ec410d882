"""The list in the middle: filters above, the table, and one line of sums below."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import chain, islice
from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QObject,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QStackedLayout,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from storno_desktop.domain.invoice_summary import Direction, InvoiceId, InvoiceSummary
from storno_desktop.domain.listview import ListFigures, ListView, Queue, QueueCounts
from storno_desktop.io_thread import IoThread, Ticket
from storno_desktop.service.list_counting import CountedList, ListCounting
from storno_desktop.service.listing import InvoiceListReader, Listing
from storno_desktop.ui.busy import BusyLine, SkeletonRows
from storno_desktop.ui.empty_state import EmptyState
from storno_desktop.ui.figures import Figures
from storno_desktop.ui.filter_bar import FilterBar
from storno_desktop.ui.invoice_delegate import InvoiceDelegate
from storno_desktop.ui.invoice_model import SORT_OF, Cell, InvoiceTableModel
from storno_desktop.ui.plain_text import plain_label, plain_tooltip
from storno_desktop.ui.problem_banner import ProblemBanner
from storno_desktop.ui.row_table import show_as_rows
from storno_desktop.ui.theme import (
    ICON_SIZE,
    ROW_NORMAL,
    SPACE_M,
    SPACE_S,
    SPACE_XS,
    Tone,
    secondary_font,
    set_tone,
    tabular,
)
from storno_desktop.ui.words import Words

if TYPE_CHECKING:
    # Imported when there is something for it to say: start-up loads nothing that it does not show.
    from storno_desktop.ui.former_numbers import FormerNumbers

_SAMPLES: dict[Cell, str] = {
    Cell.NUMBER: "DRAFT-019a0000",
    Cell.CIF: "DE000000000",
    Cell.TOTAL: "−00.000,00 RON",
    Cell.PAID: "00.000,00",
    Cell.STATUS: "Rezultat necunoscut",
    Cell.DAYS_LEFT: "00",
}
"""The widest ordinary text of each column: widths follow the font, not the rows. Dates are measured as they are
written in the chosen language."""
_LEAST_PARTNER = 120
_AT_FIRST = 64
"""Positions that are learnt at once; more than most screens show. The others come from another thread."""
_AT_ONCE = 2_000
"""A list of so many is read anew at once when the store has changed; a longer one on another thread."""
_PAINT_FIRST_MS = 30
"""The rows in sight are painted before another thread begins to find the others and takes turns with this one."""
_PAUSE_MS = 120
"""After the last key; then the rest and the totals follow."""
_REST_MS = 1_000
"""While the store changes all the time a long list follows no faster than this."""
_CHOSEN_MS = 60
"""What is told of several chosen rows follows so long after the last one was chosen."""
_MOST_KEPT = 1_000
"""So many chosen rows stay chosen when the list is read anew."""
_ANY_DAY = date(2028, 12, 28)


class InvoiceListPage(QWidget):
    """Shows one ListView of one company out of the store, and says what a person picks in it."""

    picked = Signal(object)  # the InvoiceSummary under the cursor, or None
    opened = Signal()  # Enter or a double click on a row
    selected = Signal()  # other rows are chosen than before, shortly after that
    view_changed = Signal(object)  # the ListView after a filter or a sort

    def __init__(self, io: IoThread, reader: InvoiceListReader, words: Words, figures: Figures) -> None:
        super().__init__()
        self._io = io
        self._reader = reader
        self._desk = ListCounting(reader.another)
        self._counting: Ticket[CountedList] | None = None
        self._counts_anew = False
        self._known_figures: ListFigures | None = None
        self._currencies: tuple[str, ...] | None = None
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.timeout.connect(self._count)
        self._choosing = QTimer(self)
        self._choosing.setSingleShot(True)
        self._choosing.setInterval(_CHOSEN_MS)
        self._choosing.timeout.connect(self.selected)
        self._told_chosen = ""
        self._figures = figures
        self._company_id = ""
        self._view: ListView | None = None
        self._picked: InvoiceId | None = None
        self._former: FormerNumbers | None = None
        self._loading = False
        self.filters = FilterBar(figures, self)
        self.model = InvoiceTableModel(words, figures, lambda id_: reader.read_at(self._company_id, id_))
        self.table = QTableView(self)
        self.banner = ProblemBanner(dismissible=True, parent=self)
        self.busy = BusyLine(parent=self)
        self.empty = EmptyState("list", "", parent=self)
        self._sums = plain_label(font=tabular(secondary_font()), parent=self)
        self._count_label = plain_label(font=secondary_font(), parent=self)

        self._set_up_table()
        self._skeleton = SkeletonRows(self.table.viewport())
        self._lay_out()

        self.filters.changed.connect(self._filtered)
        self.table.horizontalHeader().sortIndicatorChanged.connect(self._sorted)
        self.table.activated.connect(lambda _index: self.opened.emit())
        self.table.selectionModel().currentRowChanged.connect(self._row_changed)
        self.table.selectionModel().selectionChanged.connect(lambda *_ranges: self._choosing.start())
        self.empty.acted.connect(self.filters.clear_filters)

    def _set_up_table(self) -> None:
        table = self.table
        viewport = QWidget(table)
        # Of a widget of Qt's own making the class would have to be found first, among all that there are.
        table.setViewport(viewport)
        viewport.setAutoFillBackground(True)
        viewport.setBackgroundRole(QPalette.ColorRole.Base)
        table.setObjectName("invoices")
        table.setAccessibleName(self.tr("Invoices"))
        table.setModel(self.model)
        table.setItemDelegate(InvoiceDelegate(self.model))
        show_as_rows(table, ROW_NORMAL)
        table.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        table.setSortingEnabled(False)
        table.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        table.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header = table.horizontalHeader()
        header.setSectionsClickable(True)
        header.setSortIndicatorShown(True)
        header.setSortIndicatorClearable(False)
        header.setMinimumSectionSize(48)
        # The state is what a person looks for first: it stays in sight where the window is narrow.
        header.moveSection(header.visualIndex(Cell.STATUS), Cell.PARTNER)
        header.moveSection(header.visualIndex(Cell.DAYS_LEFT), Cell.PARTNER + 1)
        metrics = table.fontMetrics()
        day = self._figures.day(_ANY_DAY)
        for cell, sample in (*_SAMPLES.items(), (Cell.DATE, day), (Cell.CANCELLED_AT, day)):
            room = (ICON_SIZE + SPACE_S if cell is Cell.STATUS else 0) + 2 * SPACE_S + SPACE_M
            heading = str(self.model.headerData(cell, Qt.Orientation.Horizontal) or "")
            widest = max(metrics.horizontalAdvance(sample), metrics.horizontalAdvance(heading) + SPACE_M)
            table.setColumnWidth(cell, widest + room)
        table.viewport().installEventFilter(self)

    def _lay_out(self) -> None:
        rows = QWidget(self)
        self._stack = QStackedLayout(rows)
        self._stack.addWidget(self.table)
        self._stack.addWidget(self.empty)
        foot = QHBoxLayout()
        foot.setContentsMargins(SPACE_M, SPACE_XS, SPACE_M, SPACE_XS)
        foot.setSpacing(SPACE_M)
        foot.addWidget(self._count_label)
        foot.addStretch(1)
        foot.addWidget(self._sums)
        for label in (self._count_label, self._sums):
            set_tone(label, Tone.NEUTRAL)
        line = QFrame(self)
        line.setFrameShape(QFrame.Shape.NoFrame)
        line.setFixedHeight(1)
        line.setObjectName("hairline")
        banner_room = QHBoxLayout()
        banner_room.setContentsMargins(SPACE_S, 0, SPACE_S, SPACE_S)
        banner_room.addWidget(self.banner)
        column = self._column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.filters)
        column.addLayout(banner_room)
        column.addWidget(self.busy)
        column.addWidget(rows, 1)
        column.addWidget(line)
        column.addLayout(foot)

    # -------------------------------------------------------------------------------------- what it shows

    def show_view(self, company_id: str, view: ListView) -> None:
        """Ask another question: the list starts at its top."""
        self._company_id, self._view = company_id, view
        self._show_sort(view)
        self._show_columns(view)
        self._currencies = tuple(self._reader.currencies(company_id))
        self.filters.show_view(view, self._currencies)
        self._read(keep_place=False)

    def reload(self) -> None:
        """The store changed: show the same question again, where the person was."""
        view = self._view
        if view is None:
            return
        self._offer_currencies(view)
        if self.model.rowCount() <= _AT_ONCE and self._counting is None:
            self._read(keep_place=True, first=_AT_ONCE)
            return
        self.model.show_newest(self._in_sight())
        self._show_figures(self._reader.figures_at_hand(view, self._company_id))
        self._counts_anew = True
        if self._counting is None and not self._pause.isActive():
            self._pause.start(_REST_MS)

    def show_changed(self, invoice: InvoiceSummary) -> None:
        """The server has just told this of one invoice: its row is painted before anything else happens."""
        position = self.model.show_changed(invoice)
        if position is not None:
            row = self.table.visualRect(self.model.index(position, 0))
            self.table.viewport().repaint(0, row.top(), self.table.viewport().width(), row.height())

    def _offer_currencies(self, view: ListView) -> None:
        """The filters name the currencies that there are by now."""
        currencies = tuple(self._reader.currencies(self._company_id))
        if currencies != self._currencies:
            self._currencies = currencies
            self.filters.show_view(view, currencies)

    def _in_sight(self) -> range:
        """The positions of the rows on the screen."""
        known = self.model.rowCount()
        first, last = self.table.rowAt(0), self.table.rowAt(self.table.viewport().height() - 1)
        return range(max(first, 0), known if last < 0 else last + 1)

    @property
    def is_counting(self) -> bool:
        """Whether positions or figures of the list are still to come."""
        return self._counting is not None or self._pause.isActive()

    @property
    def count(self) -> int:
        """How many invoices answer the question, as far as it is known."""
        return self.model.rowCount() if self._known_figures is None else self._known_figures.count

    def close_reading(self) -> None:
        """Nobody looks at the list any more."""
        self._stop_counting()
        self._desk.close()

    def set_loading(self, loading: bool) -> None:
        """Whether the very first rows are still on their way."""
        self._loading = loading
        self._show_emptiness()

    def counts(self) -> QueueCounts:
        """How many invoices each work queue holds now."""
        return (
            QueueCounts()
            if self._view is None
            else self._reader.counts(self._company_id, self._view.today, self._view.window_days)
        )

    @property
    def company_id(self) -> str:
        """Whose invoices are on show, "" for nobody's."""
        return self._company_id

    @property
    def view(self) -> ListView | None:
        """The question on show."""
        return self._view

    @property
    def current(self) -> InvoiceSummary | None:
        """The invoice under the cursor."""
        return self.model.invoice(self.table.currentIndex())

    @property
    def chosen_count(self) -> int:
        """How many rows are chosen."""
        return sum(len(each) for each in self._chosen_ranges())

    def chosen(self, most: int) -> list[InvoiceSummary]:
        """The chosen invoices from top to bottom, no more than `most`."""
        positions = islice(chain.from_iterable(self._chosen_ranges()), most)
        rows = (self.model.row(position) for position in positions)
        return [row for row in rows if row is not None]

    def tell_chosen(self, sentence: str, more: str = "") -> None:
        """Below the list, in the place of its count, what several chosen rows have in common; "" for nothing."""
        self._told_chosen = sentence
        self._count_label.setToolTip(plain_tooltip(more))
        self._count_label.setAccessibleDescription(more)
        set_tone(self._count_label, Tone.ACCENT if sentence else Tone.NEUTRAL)
        self._show_count()

    def pick(self, invoice_id: InvoiceId) -> bool:
        """Put the cursor on an invoice; False if it is not in this list."""
        position = self.model.position_of(invoice_id)
        if position is None and self.is_counting and self._view is not None:
            self._stop_counting()  # asked for by name: worth the moment that the whole order takes
            self._put(self._reader.open(self._view, self._company_id), keep_place=True)
            self._pause.start(0)
            position = self.model.position_of(invoice_id)
        if position is None:
            return False
        self._set_current(position)
        return True

    def focus_search(self) -> None:
        """To the search field, its text selected."""
        self.filters.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.filters.search.selectAll()

    # -------------------------------------------------------------------------------------- inside

    def _read(self, *, keep_place: bool, first: int = _AT_FIRST, pause_ms: int = _PAINT_FIRST_MS) -> None:
        """Ask the store for the beginning; what is not known then is found on another thread, after a pause while
        somebody types."""
        view = self._view
        if view is None:
            return
        self._stop_counting()
        self._show_former(view.text)
        listing = self._reader.open(view, self._company_id, first)
        self._known_figures = None
        if listing.is_complete or len(listing):
            self._put(listing, keep_place=keep_place)
            self._show_figures(self._reader.figures_at_hand(view, self._company_id))
        else:
            self._show_figures(
                None
            )  # the order by this column is still to be found; until then the old rows stay
        if not listing.is_complete or self._known_figures is None:
            self._pause.start(pause_ms)

    def _show_former(self, text: str) -> None:
        """What became of the invoice, where the text names a number that one no longer has."""
        former = self._reader.former(self._company_id, text) if text else ()
        if former and self._former is None:
            from storno_desktop.ui.former_numbers import FormerNumbers

            self._former = FormerNumbers(self._figures, self)
            self._former.number_asked.connect(self._look_for)
            self._column.insertWidget(1, self._former)
        if self._former is not None:
            self._former.show_former(former)

    def _look_for(self, number: str) -> None:
        """Whatever else is filtered now: the invoice with this number is to be seen."""
        self.filters.clear_filters()
        self.filters.search.setText(number)

    def _put(self, listing: Listing, *, keep_place: bool) -> None:
        """These rows instead of the others, the cursor on the same invoice where it is among them."""
        view = self._view
        if view is None:
            return
        if keep_place and self._looks_the_same(listing):
            self.model.go_on_with(listing)
            return
        picked, scrolled = self._picked, self.table.verticalScrollBar().value()
        chosen = [row.id for row in self.chosen(_MOST_KEPT)] if keep_place and self._keeps_chosen else []
        row = max(0, self.table.currentIndex().row()) if keep_place else 0
        selection = self.table.selectionModel()
        blocked = selection.blockSignals(True)
        self.model.show(listing, view)
        selection.blockSignals(blocked)
        position = self.model.position_of(picked) if picked is not None else None
        if keep_place:
            self.table.verticalScrollBar().setValue(scrolled)
        if position is None and self.model.rowCount():
            position = min(row, self.model.rowCount() - 1)
        if position is not None:
            self._set_current(position, scroll=not keep_place)
        if len(chosen) > 1:
            self._choose(chosen)
        self._row_changed(self.table.currentIndex(), QModelIndex())
        self._show_emptiness()

    def _looks_the_same(self, listing: Listing) -> bool:
        """Whether the rows in sight, the chosen one among them, stand in this listing as they are shown: then a
        list that grows behind the window costs no painting."""
        known = self.model.rowCount()
        if not known or len(listing) < known:
            return False
        in_sight, chosen = self._in_sight(), self.table.currentIndex().row()
        if in_sight.stop == known < len(listing):
            return False  # there may be room below for rows that came
        return all(
            (row := self.model.row(position)) is not None and row == listing.row(position)
            for position in (*in_sight, max(chosen, 0))
        )

    def _stop_counting(self) -> None:
        self._pause.stop()
        self._counts_anew = False
        if self._counting is not None:
            self._counting.drop()
            self._counting = None

    def _count(self) -> None:
        """Find the whole order and the figures on another thread."""
        view, company_id = self._view, self._company_id
        if view is None:
            return
        self._counts_anew = False
        self._counting = self._io.run(self._desk.count(view, company_id), self._counted, owner=self)

    def _counted(self, counted: CountedList) -> None:
        self._counting = None
        if self._view is None:
            return
        if not self.model.take_over(counted.listing):
            listing = self._reader.open(self._view, self._company_id, 1)
            listing.adopt(counted.listing)
            self._put(listing, keep_place=True)
        self._show_figures(counted.figures)
        self._desk.tidy(counted)
        if self._counts_anew:
            self._pause.start(_REST_MS)

    def _chosen_ranges(self) -> list[range]:
        """From top to bottom, none twice: with moved columns Qt tells some rows more than once."""
        selection = self.table.selectionModel().selection()
        told = (selection.at(number) for number in range(selection.count()))
        merged: list[range] = []
        for top, bottom in sorted((each.top(), each.bottom() + 1) for each in told):
            if merged and top <= merged[-1].stop:
                merged[-1] = range(merged[-1].start, max(bottom, merged[-1].stop))
            else:
                merged.append(range(top, bottom))
        return merged

    @property
    def _keeps_chosen(self) -> bool:
        return 1 < self.chosen_count <= _MOST_KEPT

    def _choose(self, ids: list[InvoiceId]) -> None:
        """Exactly these rows are chosen, as far as they are listed; the cursor stays."""
        found = QItemSelection()
        for each in ids:
            position = self.model.position_of(each)
            if position is not None:
                index = self.model.index(position, 0)
                found.select(index, index)
        flag = QItemSelectionModel.SelectionFlag
        self.table.selectionModel().select(found, flag.ClearAndSelect | flag.Rows)

    def _set_current(self, position: int, *, scroll: bool = True) -> None:
        index = self.model.index(position, Cell.NUMBER)
        self.table.selectionModel().setCurrentIndex(
            index, QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
        )
        if scroll:
            self.table.scrollTo(index)

    def _row_changed(self, index: QModelIndex, _previous: QModelIndex) -> None:
        invoice = self.model.invoice(index)
        self._picked = invoice.id if invoice is not None else self._picked
        self.picked.emit(invoice)

    def _filtered(self, view: ListView) -> None:
        self._view = view
        self._show_columns(view)
        self._read(keep_place=False, pause_ms=_PAUSE_MS if view.text else _PAINT_FIRST_MS)
        self.view_changed.emit(view)

    def _sorted(self, section: int, order: Qt.SortOrder) -> None:
        if self._view is None:
            return
        self._view = replace(
            self._view, sort=SORT_OF[Cell(section)], descending=order is Qt.SortOrder.DescendingOrder
        )
        self.filters.show_view(self._view, tuple(self._reader.currencies(self._company_id)))
        self._read(keep_place=False)
        self.view_changed.emit(self._view)

    def _show_columns(self, view: ListView) -> None:
        """Columns that would be empty for this question are left out."""
        is_to_do = view.queue in {Queue.CAN_BE_CANCELLED, Queue.PREPARED, Queue.TO_BE_CHECKED}
        uncancelled = is_to_do or view.direction is Direction.INCOMING
        for cell in (Cell.CANCELLED_AT, Cell.DAYS_LEFT):
            self.table.setColumnHidden(cell, uncancelled)
        self.table.setColumnHidden(Cell.PAID, view.queue is not None)
        self.table.setColumnHidden(Cell.STATUS, view.queue in {Queue.CAN_BE_RESTORED, Queue.WINDOW_PASSED})
        self._fit_partner()

    def _fit_partner(self) -> None:
        """The partner's name gets what the others leave, but never too little to be read."""
        others = sum(
            self.table.columnWidth(cell)
            for cell in Cell
            if cell is not Cell.PARTNER and not self.table.isColumnHidden(cell)
        )
        room = self.table.viewport().width() - others
        self.table.setColumnWidth(Cell.PARTNER, max(room, _LEAST_PARTNER))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.table.viewport() and event.type() is QEvent.Type.Resize:
            self._fit_partner()
        return super().eventFilter(watched, event)

    def _show_sort(self, view: ListView) -> None:
        section = next((cell for cell, column in SORT_OF.items() if column is view.sort), Cell.DATE)
        header = self.table.horizontalHeader()
        blocked = header.blockSignals(True)
        header.setSortIndicator(
            section, Qt.SortOrder.DescendingOrder if view.descending else Qt.SortOrder.AscendingOrder
        )
        header.blockSignals(blocked)

    def _show_emptiness(self) -> None:
        empty = self.model.rowCount() == 0
        if empty and self._loading:
            self._skeleton.start()
        else:
            self._skeleton.stop()
        if empty and not self._loading:
            narrowed = self._view is not None and _is_narrowed(self._view)
            self.empty.set(
                "list",
                self.tr("No invoices match these filters.")
                if narrowed
                else self.tr("This company has no invoices yet."),
                self.tr("Clear filters") if narrowed else "",
            )
        self._stack.setCurrentWidget(self.empty if empty and not self._loading else self.table)

    def _show_figures(self, figures: ListFigures | None) -> None:
        """The count and the sums below the list; None while they are being found."""
        self._known_figures = figures
        if figures is None:
            self._show_count()
            self._sums.setText("")
            return
        self._show_count()
        parts = [
            self._figures.amount(each.total, each.currency) for each in figures.totals if each.invoice_count
        ]
        self._sums.setText(
            self.tr("Total without cancelled: %1").replace("%1", " · ".join(parts)) if parts else ""
        )

    def _show_count(self) -> None:
        figures = self._known_figures
        if self._told_chosen:
            self._count_label.setText(self._told_chosen)
        elif figures is None:
            self._count_label.setText("…")
        else:
            count = figures.count
            self._count_label.setText(self.tr("%Ln invoice(s)", "", count) if count else "")


def _is_narrowed(view: ListView) -> bool:
    return bool(
        view.text
        or view.states
        or view.direction
        or view.currency
        or view.date_from
        or view.date_to
        or view.queue
        or view.total_min is not None
        or view.total_max is not None
    )
