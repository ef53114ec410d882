"""The table of the invoices that are to be cancelled, and which of them is looked at."""

from __future__ import annotations

from PySide6.QtWidgets import QHeaderView, QTableView, QWidget

from storno_desktop.ui.bulk_model import BulkColumn, BulkModel
from storno_desktop.ui.bulk_row import BulkRow
from storno_desktop.ui.row_table import show_as_rows
from storno_desktop.ui.theme import ROW_NORMAL

_WIDTHS = {BulkColumn.NUMBER: 150, BulkColumn.TOTAL: 115, BulkColumn.ADVICE: 175, BulkColumn.STATE: 190}


class BulkTable(QTableView):
    """One row is under the cursor, the first one at the start; the details beside the table are of that one."""

    def __init__(self, model: BulkModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self.setObjectName("bulk")
        self.setModel(model)
        self.setAccessibleName(self.tr("Invoices to be cancelled"))
        show_as_rows(self, ROW_NORMAL)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header = self.horizontalHeader()
        for column, width in _WIDTHS.items():
            self.setColumnWidth(column, width)
        header.setMinimumSectionSize(90)
        header.setSectionResizeMode(BulkColumn.CLIENT, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(BulkColumn.REASON, QHeaderView.ResizeMode.Stretch)
        if model.rows:
            self.setCurrentIndex(model.index(0, 0))

    @property
    def chosen(self) -> BulkRow | None:
        """The row under the cursor."""
        return self._model.row(self.currentIndex().row())

    def show_in_sight(self, row: BulkRow) -> None:
        """Scroll to this row."""
        position = self._model.position_of(row.invoice_id)
        if position is not None:
            self.scrollTo(self._model.index(position, 0))
