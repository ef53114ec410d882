"""The table of invoices: columns, what each cell shows, and the value behind a row."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from enum import IntEnum
from typing import Any, Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QIcon

from storno_desktop.domain.display_state import display_state
from storno_desktop.domain.invoice_summary import Direction, InvoiceId, InvoiceStatus, InvoiceSummary
from storno_desktop.domain.listview import Column, ListView, days_left, is_closing
from storno_desktop.service.listing import Listing
from storno_desktop.ui.figures import Figures
from storno_desktop.ui.icons import icon
from storno_desktop.ui.plain_text import plain_tooltip
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


_LINES_KEPT: Final = 1_000
_UNREAD: Final = "—"
"""In the place of what no answer of the server told so far; never an empty cell, and never a zero."""


@dataclass(frozen=True, slots=True)
class CellLook:
    """A cell as it is painted; without `ink` in that of the text around it. `width` is that of the text, in pixels."""

    text: str
    width: int
    font: QFont
    ink: QColor | None
    icon: QIcon | None
    is_figure: bool


class InvoiceTableModel(QAbstractTableModel):
    """Shows one Listing. A row is read when it is painted; nothing is kept here but the listing, and how the last
    rows that were painted look."""

    def __init__(
        self, words: Words, figures: Figures, read_at: Callable[[InvoiceId], datetime | None]
    ) -> None:
        """`read_at` is asked for the age of a row when somebody points at it."""
        super().__init__()
        self._words = words
        self._figures = figures
        self._read_at = read_at
        self._listing: Listing | None = None
        self._newer: dict[InvoiceId, InvoiceSummary] = {}
        self._today = date.min
        self._window_days = 30
        self._direction: Direction | None = Direction.OUTGOING
        self._unsettled: frozenset[InvoiceId] = frozenset()
        self._prepared: frozenset[InvoiceId] = frozenset()
        self._lines: dict[int, tuple[CellLook, ...] | None] = {}
        self._lines_theme = current_theme()
        self._plain = tabular(interface_font())
        self._metrics = QFontMetrics(self._plain)
        self._struck = QFont(self._plain)
        self._struck.setStrikeOut(True)

    def show(self, listing: Listing, view: ListView) -> None:
        """Another question or other data: replace all rows."""
        self.beginResetModel()
        self._forget_looks()
        self._listing, self._today, self._window_days = listing, view.today, view.window_days
        self._direction = Direction.OUTGOING if view.queue is not None else view.direction
        self.endResetModel()

    def show_newest(self, in_sight: range) -> None:
        """The same rows in the same order, some with other content; of those in sight only these are painted."""
        if self._listing is None:
            return
        before = [self.row(position) for position in in_sight]
        self._listing.forget_rows()
        self._forget_looks()
        for position, row in zip(in_sight, before, strict=True):
            if self._listing.row(position) != row:
                self.dataChanged.emit(self.index(position, 0), self.index(position, len(Cell) - 1))

    def go_on_with(self, listing: Listing) -> None:
        """Another listing of the same question that begins with the rows in sight and has no fewer: what is on the
        screen stays there."""
        known, found = self.rowCount(), len(listing)
        self._forget_looks()
        if found > known:
            self.beginInsertRows(QModelIndex(), known, found - 1)
            self._listing = listing
            self.endInsertRows()
        else:
            self._listing = listing

    def show_changed(self, invoice: InvoiceSummary) -> int | None:
        """The server has just told this of one invoice: its row, if it is listed, says so before the store does."""
        position = self.position_of(invoice.id)
        if position is not None:
            self._newer[invoice.id] = invoice
            self._lines.pop(position, None)
            self.dataChanged.emit(self.index(position, 0), self.index(position, len(Cell) - 1))
        return position

    def row(self, position: int) -> InvoiceSummary | None:
        """The invoice at a position as it is shown, None beyond the end or once it has vanished."""
        found = None if self._listing is None else self._listing.row(position)
        return found if found is None or not self._newer else self._newer.get(found.id, found)

    def take_over(self, other: Listing) -> bool:
        """Learn the positions that another listing of the same question has beyond those known; False where it is
        of another moment, so that its rows have to be shown anew."""
        mine = self._listing
        known = self.rowCount()
        self._lines.clear()
        if mine is None or other.generation != mine.generation or len(other) < known:
            return False
        if len(other) == known:
            mine.adopt(other)
            return True
        if not known:
            return False
        self.beginInsertRows(QModelIndex(), known, len(other) - 1)
        mine.adopt(other)
        self.endInsertRows()
        return True

    def mark_unsettled(self, ids: frozenset[InvoiceId]) -> None:
        """These invoices have an act whose outcome is not known."""
        self._unsettled = ids
        self._statuses_changed()

    def mark_prepared(self, ids: frozenset[InvoiceId]) -> None:
        """Somebody means to cancel these invoices; they are as valid as before."""
        if ids != self._prepared:
            self._prepared = ids
            self._statuses_changed()

    def _statuses_changed(self) -> None:
        self._lines.clear()
        if self.rowCount():
            self.dataChanged.emit(self.index(0, Cell.STATUS), self.index(self.rowCount() - 1, Cell.STATUS))

    def invoice(self, index: Index) -> InvoiceSummary | None:
        """The invoice of a row, None outside the table or once it has vanished from the store."""
        return self.row(index.row()) if index.isValid() else None

    def line(self, row: int) -> tuple[CellLook, ...] | None:
        """How the cells of a row look, by Cell; None for a row that has vanished from the store."""
        theme = current_theme()
        if theme is not self._lines_theme or len(self._lines) > _LINES_KEPT:
            self._lines.clear()
            self._lines_theme = theme
        if row not in self._lines:
            invoice = self.row(row)
            self._lines[row] = None if invoice is None else tuple(self._look(invoice, cell) for cell in Cell)
        return self._lines[row]

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

    def _forget_looks(self) -> None:
        """The rows are read anew, from the store."""
        self._lines.clear()
        self._newer.clear()

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
        if role == INVOICE_ROLE:
            return self.row(index.row())
        line = self.line(index.row())
        if line is None:
            return None
        look = line[index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            return look.text
        if role == Qt.ItemDataRole.FontRole:
            return look.font
        if role == Qt.ItemDataRole.ForegroundRole:
            return look.ink
        if role == Qt.ItemDataRole.DecorationRole:
            return look.icon
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._tip(index.row(), look.text)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            text = self._not_downloaded() if look.text == _UNREAD else look.text
            return f"{self._heading(Cell(index.column()))}: {text}"
        return None

    def _tip(self, row: int, text: str) -> str:
        """The whole text, for a cell that is too narrow for it, and how old the row is."""
        invoice = self.row(row)
        read_at = None if invoice is None else self._read_at(invoice.id)
        lines = [self._not_downloaded() if text == _UNREAD else text]
        if read_at is not None:
            lines.append(self.tr("Received from the server: %1").replace("%1", self._figures.moment(read_at)))
        return plain_tooltip("\n".join(filter(None, lines)))

    def _not_downloaded(self) -> str:
        return self.tr("Not downloaded")

    def _look(self, invoice: InvoiceSummary, cell: Cell) -> CellLook:
        cancelled = invoice.status is InvoiceStatus.CANCELLED
        font = self._struck if cancelled and cell in _STRUCK else self._plain
        text, ink, picture = self._text(invoice, cell), self._ink(invoice, cell), None
        if cell is Cell.STATUS and invoice.id in self._unsettled:
            text, ink, picture = self.tr("Outcome unknown"), None, icon("waiting")
        elif cell is Cell.STATUS:
            sign = self._words.state(display_state(invoice, self._today), invoice.status_code)
            is_prepared = invoice.id in self._prepared
            word = self.tr("%1, prepared").replace("%1", sign.word) if is_prepared else sign.word
            text, ink, picture = word, None, icon(sign.icon, sign.tone)
        width = self._metrics.horizontalAdvance(text)
        return CellLook(text, width, font, ink, picture, cell in _FIGURES)

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
                return invoice.partner_name or _UNREAD
            case Cell.CIF:
                return invoice.partner_cif or _UNREAD
            case Cell.TOTAL:
                return self._figures.amount(invoice.total, invoice.currency)
            case Cell.PAID:
                return "" if invoice.amount_paid == 0 else self._figures.amount(invoice.amount_paid)
            case Cell.STATUS:
                return ""  # an icon and a word: see `_look`
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

    def _ink(self, invoice: InvoiceSummary, cell: Cell) -> QColor | None:
        theme = current_theme()
        if invoice.status is InvoiceStatus.CANCELLED and cell is not Cell.DAYS_LEFT:
            return theme.color("secondary")
        if cell in {Cell.CIF, Cell.PAID}:
            return theme.color("secondary")
        if cell is Cell.DAYS_LEFT:
            left = days_left(invoice, self._today, self._window_days)
            return theme.color("warning" if is_closing(left) else "secondary")
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
        int(Qt.ItemDataRole.ToolTipRole),
        INVOICE_ROLE,
    }
)
