"""A question to the list in words: every filter in force, and the order."""

from PySide6.QtCore import QObject

from storno_desktop.domain.invoice_summary import Direction, InvoiceStatus
from storno_desktop.domain.listview import Column, ListView
from storno_desktop.ui.figures import Figures
from storno_desktop.ui.sentence import filled
from storno_desktop.ui.status_words import StatusWords


class ViewWords(QObject):
    """Says what a list leaves out, so that a sheet of paper can be read without the program."""

    def __init__(self, figures: Figures, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._figures = figures
        self._statuses = StatusWords(self)

    def filters(self, view: ListView) -> list[str]:
        """One phrase for each filter in force; none for everything of the company."""
        found: list[str] = []
        if view.queue is not None:
            found.append(self._statuses.queue(view.queue))
        elif view.direction is not None:
            found.append(self._statuses.direction(view.direction))
        found.extend(self._statuses.status(each) for each in InvoiceStatus if each in view.states)
        if view.currency:
            found.append(filled(self.tr("currency %1"), view.currency))
        if view.date_from is not None:
            found.append(filled(self.tr("issued from %1"), self._figures.day(view.date_from)))
        if view.date_to is not None:
            found.append(filled(self.tr("issued until %1"), self._figures.day(view.date_to)))
        if view.total_min is not None:
            found.append(filled(self.tr("total from %1"), self._figures.amount(view.total_min)))
        if view.total_max is not None:
            found.append(filled(self.tr("total up to %1"), self._figures.amount(view.total_max)))
        if view.text.strip():
            found.append(filled(self.tr("search “%1”"), view.text.strip()))
        return found

    def order(self, view: ListView) -> str:
        """By which column, and which way."""
        name = self._column(view)
        return filled(self.tr("%1, descending") if view.descending else self.tr("%1, ascending"), name)

    def partner(self, view: ListView) -> str:
        """Who the other party of the rows is."""
        direction = Direction.OUTGOING if view.queue is not None else view.direction
        match direction:
            case Direction.OUTGOING:
                return self.tr("Client")
            case Direction.INCOMING:
                return self.tr("Supplier")
            case _:
                return self.tr("Partner")

    def _column(self, view: ListView) -> str:
        match view.sort:
            case Column.NUMBER:
                return self.tr("Number")
            case Column.ISSUE_DATE:
                return self.tr("Issue date")
            case Column.PARTNER:
                return self.partner(view)
            case Column.CIF:
                return self.tr("CIF")
            case Column.TOTAL:
                return self.tr("Total")
            case Column.PAID:
                return self.tr("Paid")
            case Column.STATUS:
                return self.tr("Status")
            case Column.CANCELLED_AT:
                return self.tr("Cancelled on")
            case Column.DAYS_LEFT:
                return self.tr("Days left to restore")
            case Column.DUE_DATE:
                return self.tr("Due date")
