"""The table of invoices: columns, what each cell shows, and the value behind a row."""

from datetime import date
from enum import IntEnum
from typing import Any, Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QFont

from storno_desktop.domain.invoice import (
    Direction,
    InvoiceId,
    InvoiceStatus,
    InvoiceSummary,
    display_state,
)
from storno_desktop.domain.listview import Column, ListView, days_left
from storno_desktop.service.listing import Listing
from storno_desktop.ui.figures import Figures
from storno_desktop.ui.icons import icon
from storno_desktop.ui.theme import current_theme, interface_font, tabular
from storno_desktop.ui.words import Words

Index = QModelIndex | QPersistentModelIndex
INVOICE_ROLE: Final = int(Qt.ItemDataRole.UserRole)
"""The InvoiceSummary behind a row."""


class Cell(IntEnum):
    """The columns from left to right."""

    NUMBER = 0
    DATE = 1
    PARTNER = 2
    CIF = 3
    TOTAL = 4
    PAID = 5
    STATUS = 6
    CANCELLED_AT = 7
    DAYS_LEFT = 8


SORT_OF: Final[dict[Cell, Column]] = {
    Cell.NUMBER: Column.NUMBER,
    Cell.DATE: Column.ISSUE_DATE,
    Cell.PARTNER: Column.PARTNER,
    Cell.CIF: Column.CIF,
    Cell.TOTAL: Column.TOTAL,
    Cell.PAID: Column.PAID,
    Cell.STATUS: Column.STATUS,
    Cell.CANCELLED_AT: Column.CANCELLED_AT,
    Cell.DAYS_LEFT: Column.DAYS_LEFT,
}

_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
_FIGURES = frozenset({Cell.TOTAL, Cell.PAID, Cell.DAYS_LEFT})
_STRUCK = frozenset({Cell.NUMBER, Cell.TOTAL})


class InvoiceTableModel(QAbstractTableModel):
    """Shows one Listing. A row is read when it is painted; nothing is kept here but the listing."""

    def __init__(self, words: Words, figures: Figures) -> None:
        super().__init__()
        self._words = words
        self._figures = figures
        self._listing: Listing | None = None
        self._today = date.min
        self._window_days = 30
        self._direction: Direction | None = Direction.OUTGOING
        self._unsettled: frozenset[InvoiceId] = frozenset()
        self._plain = tabular(interface_font())
        self._struck = QFont(self._plain)
        self._struck.setStrikeOut(True)

    def show(self, listing: Listing, view: ListView) -> None:
        """Another question or other data: replace all rows."""
        self.beginResetModel()
        self._listing, self._today, self._window_days = listing, view.today, view.window_days
        self._direction = Direction.OUTGOING if view.queue is not None else view.direction
        self.endResetModel()

    def refresh(self, listing: Listing) -> None:
        """The same rows in the same order, some with other content."""
        self._listing = listing
        self.dataChanged.emit(self.index(0, 0), self.index(max(self.rowCount() - 1, 0), len(Cell) - 1))

    def mark_unsettled(self, ids: frozenset[InvoiceId]) -> None:
        """These invoices have an act whose outcome is not known."""
        self._unsettled = ids
        if self.rowCount():
            self.dataChanged.emit(self.index(0, Cell.STATUS), self.index(self.rowCount() - 1, Cell.STATUS))

    def invoice(self, index: Index) -> InvoiceSummary | None:
        """The invoice of a row, None outside the table or once it has vanished from the store."""
        if self._listing is None or not index.isValid():
            return None
        return self._listing.row(index.row())

    def position_of(self, invoice_id: InvoiceId) -> int | None:
        """The row of an invoice, None if it is not listed."""
        return None if self._listing is None else self._listing.position_of(invoice_id)

    def partner_heading(self) -> str:
        """Who the other party is in the rows on show."""
        match self._direction:
            case Direction.OUTGOING:
                return self.tr("Client")
            case Direction.INCOMING:
                return self.tr("Supplier")
            case _:
                return self.tr("Partner")

    # -------------------------------------------------------------------------------------- Qt asks

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  Qt's own default
        return 0 if parent.isValid() or self._listing is None else len(self._listing)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  Qt's own default
        return 0 if parent.isValid() else len(Cell)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation is not Qt.Orientation.Horizontal or not 0 <= section < len(Cell):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._heading(Cell(section))
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _RIGHT if section in _FIGURES else _LEFT
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _RIGHT if index.column() in _FIGURES else _LEFT
        if role not in _ANSWERED or self._listing is None:
            return None
        invoice = self._listing.row(index.row())
        if invoice is None:
            return None
        cell = Cell(index.column())
        cancelled = invoice.status is InvoiceStatus.CANCELLED
        if role == Qt.ItemDataRole.DisplayRole:
            return self._text(invoice, cell)
        if role == Qt.ItemDataRole.FontRole:
            return self._struck if cancelled and cell in _STRUCK else self._plain
        if role == Qt.ItemDataRole.ForegroundRole:
            return self._ink(invoice, cell)
        if role == Qt.ItemDataRole.DecorationRole:
            if cell is not Cell.STATUS:
                return None
            if invoice.id in self._unsettled:
                return icon("waiting")
            sign = self._words.state(display_state(invoice, self._today), invoice.status_code)
            return icon(sign.icon, sign.tone)
        if role == INVOICE_ROLE:
            return invoice
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{self._heading(cell)}: {self._text(invoice, cell)}"
        return None

    def _heading(self, cell: Cell) -> str:
        match cell:
            case Cell.NUMBER:
                return self.tr("Number")
            case Cell.DATE:
                return self.tr("Date")
            case Cell.PARTNER:
                return self.partner_heading()
            case Cell.CIF:
                return self.tr("CIF")
            case Cell.TOTAL:
                return self.tr("Total")
            case Cell.PAID:
                return self.tr("Paid")
            case Cell.STATUS:
                return self.tr("Status")
            case Cell.CANCELLED_AT:
                return self.tr("Cancelled on")
            case Cell.DAYS_LEFT:
                return self.tr("Days left")

    def _text(self, invoice: InvoiceSummary, cell: Cell) -> str:
        match cell:
            case Cell.NUMBER:
                return invoice.number
            case Cell.DATE:
                return self._figures.day(invoice.issue_date)
            case Cell.PARTNER:
                return invoice.partner_name or "—"
            case Cell.CIF:
                return invoice.partner_cif or "—"
            case Cell.TOTAL:
                return self._figures.amount(invoice.total, invoice.currency)
            case Cell.PAID:
                return "" if invoice.amount_paid == 0 else self._figures.amount(invoice.amount_paid)
            case Cell.STATUS:
                if invoice.id in self._unsettled:
                    return self.tr("Outcome unknown")
                return self._words.state(display_state(invoice, self._today), invoice.status_code).word
            case Cell.CANCELLED_AT:
                return self._figures.day_of(invoice.cancelled_at) if self._is_cancelled(invoice) else ""
            case Cell.DAYS_LEFT:
                return self._days_left(invoice)

    def _days_left(self, invoice: InvoiceSummary) -> str:
        if not self._is_cancelled(invoice) or invoice.direction is Direction.INCOMING:
            return ""
        left = days_left(invoice, self._today, self._window_days)
        if left is None:
            return self.tr("not known")
        if left < 0:
            return self.tr("passed")
        return self.tr("last day") if left == 0 else str(left)

    def _ink(self, invoice: InvoiceSummary, cell: Cell) -> Any:
        theme = current_theme()
        if cell is Cell.STATUS:
            return None
        if invoice.status is InvoiceStatus.CANCELLED and cell is not Cell.DAYS_LEFT:
            return theme.color("secondary")
        if cell in {Cell.CIF, Cell.PAID}:
            return theme.color("secondary")
        if cell is Cell.DAYS_LEFT:
            left = days_left(invoice, self._today, self._window_days)
            return theme.color("warning") if left is not None and 0 <= left < 3 else theme.color("secondary")
        return None

    @staticmethod
    def _is_cancelled(invoice: InvoiceSummary) -> bool:
        return invoice.status is InvoiceStatus.CANCELLED


_ANSWERED: Final = frozenset(
    {
        int(Qt.ItemDataRole.DisplayRole),
        int(Qt.ItemDataRole.FontRole),
        int(Qt.ItemDataRole.ForegroundRole),
        int(Qt.ItemDataRole.DecorationRole),
        int(Qt.ItemDataRole.AccessibleTextRole),
        INVOICE_ROLE,
    }
)
