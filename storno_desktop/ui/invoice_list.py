"""The list in the middle: filters above, the table, and one line of sums below."""

from dataclasses import replace
from datetime import date

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, QObject, Qt, QTimer, Signal
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

from storno_desktop.domain.invoice import Direction, InvoiceId, InvoiceSummary
from storno_desktop.domain.listview import ListView, Queue, QueueCounts
from storno_desktop.service.listing import InvoiceListReader
from storno_desktop.ui.busy import BusyLine, SkeletonRows
from storno_desktop.ui.empty_state import EmptyState
from storno_desktop.ui.figures import Figures
from storno_desktop.ui.filter_bar import FilterBar
from storno_desktop.ui.invoice_model import SORT_OF, Cell, InvoiceTableModel
from storno_desktop.ui.plain_text import plain_label
from storno_desktop.ui.problem_banner import ProblemBanner
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

_SAMPLES: dict[Cell, str] = {
    Cell.NUMBER: "DRAFT-019a0000",
    Cell.CIF: "DE000000000",
    Cell.TOTAL: "−00.000,00 RON",
    Cell.PAID: "00.000,00",
    Cell.STATUS: "Trimisă la ANAF",
    Cell.DAYS_LEFT: "00",
}
"""The widest ordinary text of each column: widths follow the font, not the rows. Dates are measured as they are
written in the chosen language."""
_LEAST_PARTNER = 120
_AT_FIRST = 256
"""Positions that are learnt at each key of a search; more than any screen shows."""
_PAUSE_MS = 120
"""After the last key; then the rest and the totals follow."""
_ANY_DAY = date(2028, 12, 28)


class InvoiceListPage(QWidget):
    """Shows one ListView of one company out of the store, and says what a person picks in it."""

    picked = Signal(object)  # the InvoiceSummary under the cursor, or None
    opened = Signal()  # Enter or a double click on a row
    view_changed = Signal(object)  # the ListView after a filter or a sort

    def __init__(self, reader: InvoiceListReader, words: Words, figures: Figures) -> None:
        super().__init__()
        self._reader = reader
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(lambda: self._read(keep_place=True))
        self._figures = figures
        self._company_id = ""
        self._view: ListView | None = None
        self._picked: InvoiceId | None = None
        self._loading = False
        self.filters = FilterBar(figures, self)
        self.model = InvoiceTableModel(words, figures)
        self.table = QTableView(self)
        self.banner = ProblemBanner(dismissible=True, parent=self)
        self.busy = BusyLine(parent=self)
        self._skeleton = SkeletonRows(self.table.viewport())
        self._empty = EmptyState("list", "", parent=self)
        self._sums = plain_label(font=tabular(secondary_font()), parent=self)
        self._count = plain_label(font=secondary_font(), parent=self)

        self._set_up_table()
        self._lay_out()

        self.filters.changed.connect(self._filtered)
        self.table.horizontalHeader().sortIndicatorChanged.connect(self._sorted)
        self.table.activated.connect(lambda _index: self.opened.emit())
        self.table.selectionModel().currentRowChanged.connect(self._row_changed)
        self._empty.acted.connect(self.filters.clear_filters)

    def _set_up_table(self) -> None:
        table = self.table
        table.setObjectName("invoices")
        table.setAccessibleName(self.tr("Invoices"))
        table.setModel(self.model)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.setShowGrid(False)
        table.setWordWrap(False)
        table.setTabKeyNavigation(False)
        table.setSortingEnabled(False)
        table.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        table.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        table.verticalHeader().hide()
        table.verticalHeader().setDefaultSectionSize(ROW_NORMAL)
        table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header = table.horizontalHeader()
        header.setHighlightSections(False)
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
        self._stack.addWidget(self._empty)
        foot = QHBoxLayout()
        foot.setContentsMargins(SPACE_M, SPACE_XS, SPACE_M, SPACE_XS)
        foot.setSpacing(SPACE_M)
        foot.addWidget(self._count)
        foot.addStretch(1)
        foot.addWidget(self._sums)
        for label in (self._count, self._sums):
            set_tone(label, Tone.NEUTRAL)
        line = QFrame(self)
        line.setFrameShape(QFrame.Shape.NoFrame)
        line.setFixedHeight(1)
        line.setObjectName("hairline")
        banner_room = QHBoxLayout()
        banner_room.setContentsMargins(SPACE_S, 0, SPACE_S, SPACE_S)
        banner_room.addWidget(self.banner)
        column = QVBoxLayout(self)
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
        self.filters.show_view(view, tuple(self._reader.currencies(company_id)))
        self._read(keep_place=False)

    def reload(self) -> None:
        """The store changed: show the same question again, where the person was."""
        if self._view is not None:
            self.filters.show_view(self._view, tuple(self._reader.currencies(self._company_id)))
            self._read(keep_place=True)

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
    def view(self) -> ListView | None:
        """The question on show."""
        return self._view

    @property
    def current(self) -> InvoiceSummary | None:
        """The invoice under the cursor."""
        return self.model.invoice(self.table.currentIndex())

    def pick(self, invoice_id: InvoiceId) -> bool:
        """Put the cursor on an invoice; False if it is not in this list."""
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

    def _read(self, *, keep_place: bool, first: int | None = None) -> None:
        """Ask the store; with `first` only the beginning while somebody types, and the rest once they pause."""
        view = self._view
        if view is None:
            return
        picked, scrolled = self._picked, self.table.verticalScrollBar().value()
        listing = self._reader.open(view, self._company_id, first)
        self._pause.stop()
        selection = self.table.selectionModel()
        blocked = selection.blockSignals(True)
        self.model.show(listing, view)
        selection.blockSignals(blocked)
        position = self.model.position_of(picked) if picked is not None else None
        if keep_place:
            self.table.verticalScrollBar().setValue(scrolled)
        if position is None and self.model.rowCount():
            position = 0
        if position is not None:
            self._set_current(position, scroll=not keep_place)
        self._row_changed(self.table.currentIndex(), QModelIndex())
        self._show_emptiness()
        if listing.is_complete:
            self._show_sums(view)
        else:
            self._count.setText("…")
            self._sums.setText("")
            self._pause.start()

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
        self._read(keep_place=False, first=_AT_FIRST if view.text else None)
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
        uncancelled = view.queue is Queue.CAN_BE_CANCELLED or view.direction is Direction.INCOMING
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
            self._empty.set(
                "list",
                self.tr("No invoices match these filters.")
                if narrowed
                else self.tr("This company has no invoices yet."),
                self.tr("Clear filters") if narrowed else "",
            )
        self._stack.setCurrentWidget(self._empty if empty and not self._loading else self.table)

    def _show_sums(self, view: ListView) -> None:
        count = self.model.rowCount()
        self._count.setText(self.tr("%n invoice(s)", "", count) if count else "")
        sums = self._reader.totals(view, self._company_id) if count else ()
        parts = [self._figures.amount(each.total, each.currency) for each in sums if each.invoice_count]
        self._sums.setText(
            self.tr("Total without cancelled: %1").replace("%1", " · ".join(parts)) if parts else ""
        )


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
