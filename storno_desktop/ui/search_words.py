"""What a named field of the search means, in words: on a chip, in the hint of the field, and where it is not understood."""

from calendar import monthrange
from datetime import date

from PySide6.QtCore import QDate, QLocale, QObject

from storno_desktop.domain.invoice_summary import InvoiceStatus
from storno_desktop.domain.search_part import (
    IssuedWithin,
    Misread,
    SearchField,
    Sense,
    Sought,
    StatusAmong,
    TotalWithin,
)
from storno_desktop.ui.figures import Figures
from storno_desktop.ui.sentence import filled
from storno_desktop.ui.status_words import StatusWords

_LONGEST = 40
"""Letters of what was typed that a chip repeats."""


class SearchWords(QObject):
    """Words for the parts of a search. What a person types is taken in both languages; this offers one."""

    def __init__(self, figures: Figures, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._figures = figures
        self._statuses = StatusWords()

    def prefix(self, field: SearchField) -> str:
        """What is typed to name the field, with its colon."""
        match field:
            case SearchField.CLIENT:
                return self.tr("client:", "typed into the search, understood in both languages")
            case SearchField.CIF:
                return self.tr("cif:", "typed into the search, understood in both languages")
            case SearchField.NUMBER:
                return self.tr("number:", "typed into the search, understood in both languages")
            case SearchField.STATUS:
                return self.tr("status:", "typed into the search, understood in both languages")
            case SearchField.TOTAL:
                return self.tr("total:", "typed into the search, understood in both languages")
            case SearchField.DATE:
                return self.tr("date:", "typed into the search, understood in both languages")
            case SearchField.REASON:
                return self.tr("reason:", "typed into the search, understood in both languages")

    def example(self, field: SearchField) -> str:
        """The field's name with a value that it understands."""
        prefix = self.prefix(field)
        match field:
            case SearchField.CLIENT:
                return f"{prefix}alfa"
            case SearchField.CIF:
                return f"{prefix}14399840"
            case SearchField.NUMBER:
                return f"{prefix}FCT-2026"
            case SearchField.STATUS:
                return prefix + self.tr("draft", "a status, typed into the search")
            case SearchField.TOTAL:
                return f"{prefix}>1000"
            case SearchField.DATE:
                return f"{prefix}2026-03"
            case SearchField.REASON:
                return prefix + self.tr("duplicate", "a reason of cancellation, typed into the search")

    def hint(self) -> str:
        """How the search is narrowed, in a few lines."""
        examples = [self.example(field) for field in SearchField]
        lines = (
            self.tr("Search number, client, CIF, amount or reason of cancellation."),
            filled(self.tr("Narrow it by a field: %1"), "  ".join(examples)),
            self.tr("Words between quotes must stand together."),
            self.tr("A reason is found once the details of its invoice were downloaded."),
        )
        return "\n".join(lines)

    def part(self, sense: Sense) -> str:
        """A part in force, for its chip; "" for what narrows nothing by a field."""
        match sense:
            case Sought():
                return filled(self._sought(sense.field), _short(sense.text))
            case StatusAmong():
                named = (status for status in InvoiceStatus if status in sense.statuses)
                return ", ".join(self._statuses.status(status) for status in named)
            case TotalWithin():
                return self._total(sense)
            case IssuedWithin():
                return self._issued(sense)
            case _:
                return ""

    def misread(self, sense: Misread) -> str:
        """What is not understood, and how it can be said."""
        match sense.field:
            case SearchField.TOTAL:
                sentence = self.tr("“%1” is no amount. Write for example %2, %3 or %4.")
                values = (">1000", "<500", "100..200")
            case SearchField.DATE:
                sentence = self.tr("“%1” is no date. Write for example %2, %3 or %4.")
                values = ("2026-03", "05.03.2026", "2026-01..2026-03")
            case _:
                sentence = self.tr("“%1” is no status. Write for example %2, %3 or %4.")
                values = (
                    self.tr("draft", "a status, typed into the search"),
                    self.tr("issued", "a status, typed into the search"),
                    self.tr("cancelled", "a status, typed into the search"),
                )
        prefix = self.prefix(sense.field)
        return filled(sentence, _short(sense.text), *(prefix + value for value in values))

    # -------------------------------------------------------------------------------------- inside

    def _sought(self, field: SearchField) -> str:
        match field:
            case SearchField.CIF:
                return self.tr("CIF: %1")
            case SearchField.NUMBER:
                return self.tr("Number: %1")
            case SearchField.REASON:
                return self.tr("Reason: %1")
            case _:
                return self.tr("Client: %1")

    def _total(self, limits: TotalWithin) -> str:
        least, most = limits.least, limits.most
        low, high = self._figures.amount(least), self._figures.amount(most)
        if least is None:
            return filled(self.tr("Total up to %1") if limits.with_most else self.tr("Total under %1"), high)
        if most is None:
            return filled(self.tr("Total from %1") if limits.with_least else self.tr("Total over %1"), low)
        if least == most:
            return filled(self.tr("Total %1"), low)
        return filled(self.tr("Total %1 to %2"), low, high)

    def _issued(self, period: IssuedWithin) -> str:
        first, last = period.first, period.last
        if first is None:
            return filled(self.tr("Issued until %1"), self._figures.day(last))
        if last is None:
            return filled(self.tr("Issued from %1"), self._figures.day(first))
        if first == last:
            return filled(self.tr("Issued on %1"), self._figures.day(first))
        if (first, last) == (date(first.year, 1, 1), date(first.year, 12, 31)):
            return filled(self.tr("Issued in %1"), f"{first.year}")
        if first.day == 1 and last == first.replace(day=monthrange(first.year, first.month)[1]):
            month = QLocale().toString(QDate(first.year, first.month, 1), "MMMM yyyy")
            return filled(self.tr("Issued in %1"), month)
        return filled(self.tr("Issued %1 to %2"), self._figures.day(first), self._figures.day(last))


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1].rstrip() + "…"
