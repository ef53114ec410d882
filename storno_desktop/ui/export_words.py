"""What stands in files and on paper beside the invoices themselves, and why one could not be written."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QLocale, QObject

from storno_desktop import __version__
from storno_desktop.domain.display_state import DisplayState
from storno_desktop.domain.invoice_summary import Direction
from storno_desktop.domain.listview import ListView
from storno_desktop.domain.session import Company
from storno_desktop.export.order import Field, Order, Wording
from storno_desktop.export.outcome import ExportFault, ExportProblem
from storno_desktop.ui.figures import Figures
from storno_desktop.ui.list_on_show import ListOnShow
from storno_desktop.ui.sentence import filled
from storno_desktop.ui.status_words import StatusWords
from storno_desktop.ui.view_words import ViewWords
from storno_desktop.ui.words import Words


class ExportWords(QObject):
    """Headings, stamps and sentences in the language chosen."""

    def __init__(self, words: Words, figures: Figures, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._words, self._figures = words, figures
        self._views = ViewWords(figures, self)
        self._statuses = StatusWords(self)

    # -------------------------------------------------------------------------------------- the order

    def order(self, shown: ListOnShow, now: datetime, *, masks_personal_numbers: bool = False) -> Order:
        """The list as it is to be written at this moment."""
        return Order(
            company_id=shown.company.id,
            view=shown.view,
            wording=self.wording(shown.view),
            stamp=self.stamp(shown, now),
            made_at=now,
            title=self.list_title(shown.company),
            unsettled=shown.unsettled,
            masks_personal_numbers=masks_personal_numbers,
        )

    def list_title(self, company: Company) -> str:
        """The title of the list, on paper and in the workbook."""
        return filled(self.tr("Invoices – %1"), company.name)

    def wording(self, view: ListView) -> Wording:
        """All words of the columns and rows."""
        is_romanian = QLocale().language() is QLocale.Language.Romanian
        return Wording(
            sheet=self.tr("Invoices", "name of a sheet"),
            about_sheet=self.tr("About", "name of a sheet"),
            headings={each: self._heading(each, view) for each in Field},
            states={each: self._words.state(each).word for each in DisplayState},
            directions={each: self._statuses.direction(each) for each in Direction},
            not_known=self.tr("not known"),
            window_passed=self.tr("passed"),
            outcome_unknown=self.tr("Outcome unknown"),
            total=self.tr("Total"),
            total_note=self.tr("Cancelled invoices are not counted in any total."),
            invoices=self.tr("invoices"),
            date_format="dd.mm.yyyy" if is_romanian else "d mmm yyyy",
        )

    def _heading(self, wanted: Field, view: ListView) -> str:
        match wanted:
            case Field.NUMBER:
                return self.tr("Number")
            case Field.ISSUE_DATE:
                return self.tr("Issue date")
            case Field.DUE_DATE:
                return self.tr("Due date")
            case Field.DIRECTION:
                return self.tr("Direction")
            case Field.PARTNER:
                return self._views.partner(view)
            case Field.CIF:
                return self.tr("CIF")
            case Field.STATUS:
                return self.tr("Status")
            case Field.SUBTOTAL:
                return self.tr("Without VAT")
            case Field.VAT:
                return self.tr("VAT")
            case Field.TOTAL:
                return self.tr("Total")
            case Field.CURRENCY:
                return self.tr("Currency")
            case Field.PAID:
                return self.tr("Paid")
            case Field.BALANCE:
                return self.tr("To be paid")
            case Field.CANCELLED_ON:
                return self.tr("Cancelled on")
            case Field.DAYS_LEFT:
                return self.tr("Days left to restore")

    # -------------------------------------------------------------------------------------- the stamp

    def stamp(self, shown: ListOnShow, now: datetime) -> tuple[tuple[str, str], ...]:
        """Where the rows come from: label and text."""
        company = shown.company
        filters = self._views.filters(shown.view)
        return (
            (self.tr("Company"), filled(self.tr("%1, CIF %2"), company.name, company.cif)),
            (self.tr("Filters"), ", ".join(filters) if filters else self.tr("none: all invoices")),
            (self.tr("Order"), self._views.order(shown.view)),
            (self.tr("Age of the data"), self.age(shown.read_at, is_whole=shown.is_whole)),
            (self.tr("Written on"), self._figures.moment(now)),
            (self.tr("Program"), f"Storno Desktop {__version__}"),
        )

    def filters(self, view: ListView) -> str:
        """The filters in force in one line, "" for none."""
        return ", ".join(self._views.filters(view))

    def age(self, read_at: datetime | None, *, is_whole: bool = True) -> str:
        """Of what moment the data are, and that they are a copy."""
        if read_at is None:
            return self.tr("local copy, never completely downloaded")
        text = filled(self.tr("data of %1, local copy"), self._figures.moment(read_at))
        return text if is_whole else f"{text} ({self.tr('not everything is downloaded')})"

    # -------------------------------------------------------------------------------------- what went wrong

    def problem(self, problem: ExportProblem) -> tuple[str, str]:
        """What happened, and what to do."""
        match problem.fault:
            case ExportFault.DISK_FULL:
                return self.tr("The disk is full."), self.tr(
                    "Nothing was written. Make room or choose another place, then save again."
                )
            case ExportFault.NOT_WRITABLE:
                return self.tr("This folder may not be written to."), self.tr("Choose another place.")
            case ExportFault.IN_USE:
                return self.tr("A file of this name is in use or protected."), self.tr(
                    "Close it in Excel, or choose another name. The file is as it was."
                )
            case ExportFault.NO_FOLDER:
                return self.tr("This folder does not exist."), self.tr("Choose another place.")
            case ExportFault.BAD_NAME:
                return self.tr("The file cannot have this name."), self.tr("Choose another name.")
            case ExportFault.OTHER:
                return self.tr("The file could not be written."), self.tr(
                    "Nothing was changed. Choose another place, or try again."
                )
