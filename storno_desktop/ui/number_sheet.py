"""The cancelled numbers of a month on screen, on paper and for a file: the same words everywhere."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from PySide6.QtCore import QLocale, QObject
from PySide6.QtGui import QPagedPaintDevice

from storno_desktop import __version__
from storno_desktop.domain.cancelled_numbers import (
    CancelledNumber,
    CancelledNumbers,
    MissingNumbers,
    MonthOf,
)
from storno_desktop.domain.copy_coverage import CopyCoverage
from storno_desktop.domain.invoice_summary import InvoiceId
from storno_desktop.domain.month import Month
from storno_desktop.domain.session import Company
from storno_desktop.export.number_list import NumberWording
from storno_desktop.ui.figures import Figures
from storno_desktop.ui.paper import Foot
from storno_desktop.ui.sentence import filled
from storno_desktop.ui.sheet import draw_sheet, escaped, grid, pairs, paragraph

_MOST_GAPS = 40
"""So many stretches of missing numbers are written out; the rest is counted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NumbersOnShow:
    """Whose numbers are asked for, what the local copy can tell of them, and whose outcome is open."""

    company: Company
    coverage: CopyCoverage
    unsettled: frozenset[InvoiceId] = field(default_factory=frozenset)


class NumberSheet(QObject):
    """Says what is in the list and, as plainly, what the local copy cannot tell."""

    def __init__(self, figures: Figures, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._figures = figures

    def title(self, numbers: CancelledNumbers) -> str:
        """For the document's properties and the name of the file."""
        return filled(self.tr("Cancelled numbers %1"), f"{numbers.month.year}-{numbers.month.month:02}")

    def month(self, month: Month) -> str:
        """The month by its name."""
        name = QLocale().standaloneMonthName(month.month)
        return f"{name[:1].upper()}{name[1:]} {month.year}"

    def draw(
        self, numbers: CancelledNumbers, shown: NumbersOnShow, now: datetime, device: QPagedPaintDevice
    ) -> bool:
        """All pages on `device`; False where it would not take them."""
        printed = filled(self.tr("printed %1"), self._figures.moment(now))
        stamp = f"{self._age(shown.coverage)} · {printed} · Storno Desktop {__version__}"
        body = self.as_html(numbers, shown, now)
        return draw_sheet(body, Foot(stamp, self.tr("Page %1 of %2")), device)

    def as_html(self, numbers: CancelledNumbers, shown: NumbersOnShow, now: datetime) -> str:
        """The whole sheet as marked-up text."""
        headings = self._headings()
        heads = [(headings[0], False), *((each, False) for each in headings[3:6]), (headings[6], True)]
        title = filled(self.tr("Cancelled numbers – %1"), self.month(numbers.month))
        parts = [f"<h1>{escaped(title)}</h1>"]
        parts.append(pairs("", [each for each in self._stamp(numbers, shown, now) if each[0]]))
        gaps = self.gaps(numbers, shown)
        if gaps:  # above the list: nobody takes it for whole who reads only its beginning
            parts.append(pairs(self.tr("What this list cannot tell"), gaps))
        if numbers.numbers:
            parts.append(grid(self._counted(numbers), heads, map(self._row, numbers.numbers)))
        else:
            parts.append(paragraph(self.tr("No cancelled number of this month is in the local copy.")))
        if numbers.undated:
            parts.append(grid(self._undated(), heads, map(self._row, numbers.undated)))
        return "".join(parts)

    def wording(self, numbers: CancelledNumbers, shown: NumbersOnShow, now: datetime) -> NumberWording:
        """The words for a file."""
        return NumberWording(
            headings=self._headings(),
            not_known=self.tr("not known"),
            undated=self._undated(),
            stamp=self._stamp(numbers, shown, now),
            gaps=self.gaps(numbers, shown),
        )

    def gaps(self, numbers: CancelledNumbers, shown: NumbersOnShow) -> list[tuple[str, str]]:
        """What the copy does not hold, each with a label; nothing where it holds all."""
        coverage, found = shown.coverage, []
        if coverage.read_at is None:
            found.append(
                (
                    self.tr("Not complete"),
                    self.tr("The list was never completely downloaded: numbers may be missing."),
                )
            )
        elif not coverage.was_over(numbers.month):
            text = self.tr(
                "The data is of %1, before the month was over: what was cancelled since is missing."
            )
            found.append((self.tr("Not complete"), filled(text, self._figures.moment(coverage.read_at))))
        if coverage.since is not None and (
            numbers.month_of is MonthOf.CANCELLATION or not coverage.holds_all_issued_in(numbers.month)
        ):
            text = self.tr("Invoices issued before %1 are not kept here: their numbers would be missing.")
            found.append((self.tr("Older invoices"), filled(text, self._figures.day(coverage.since))))
        if numbers.unsettled:
            text = self.tr("%1: whether it was cancelled is being checked.")
            found.append((self.tr("Outcome unknown"), filled(text, ", ".join(numbers.unsettled))))
        if numbers.missing:
            found.append((self.tr("No invoice here bears"), self._missing(numbers.missing)))
        if numbers.drafts:
            drafts = self.tr("%Ln cancelled draft(s) never had a number.", "", numbers.drafts)
            found.append((self.tr("Left out"), drafts))
        return found

    # -------------------------------------------------------------------------------------- inside

    def _headings(self) -> tuple[str, ...]:
        return (
            self.tr("Invoice"),
            self.tr("Series"),
            self.tr("Number"),
            self.tr("Issued on"),
            self.tr("Cancelled on"),
            self.tr("Buyer"),
            self.tr("Total"),
            self.tr("Currency"),
        )

    def _row(self, each: CancelledNumber) -> tuple[str, ...]:
        when = self.tr("not known") if each.cancelled_on is None else self._figures.day(each.cancelled_on)
        total = self._figures.amount(each.total, each.currency)
        return each.invoice, self._figures.day(each.issued_on), when, each.buyer or "—", total

    def _counted(self, numbers: CancelledNumbers) -> str:
        return self.tr("%Ln cancelled number(s)", "", len(numbers.numbers))

    def _undated(self) -> str:
        return self.tr("Cancelled, it is not known here when; some may belong to this month")

    def _missing(self, missing: tuple[MissingNumbers, ...]) -> str:
        told = [
            f"{each.series}{each.first}" if each.count == 1 else f"{each.series}{each.first}–{each.last}"
            for each in missing[:_MOST_GAPS]
        ]
        if len(missing) > _MOST_GAPS:
            told.append("…")
        count = sum(each.count for each in missing)
        why = self.tr("%Ln number(s) inside the series: restored, deleted, or not downloaded.", "", count)
        return f"{', '.join(told)}. {why}"

    def _stamp(self, numbers: CancelledNumbers, shown: NumbersOnShow, now: datetime) -> list[tuple[str, str]]:
        company = shown.company
        by = (
            self.tr("date of cancelling")
            if numbers.month_of is MonthOf.CANCELLATION
            else self.tr("date of issue")
        )
        return [
            (self.tr("Company"), filled(self.tr("%1, CIF %2"), company.name, company.cif)),
            (self.tr("Month"), filled(self.tr("%1, by the %2"), self.month(numbers.month), by)),
            (self.tr("Age of the data"), self._age(shown.coverage)),
            (self.tr("Written on"), self._figures.moment(now)),
            (self.tr("Program"), f"Storno Desktop {__version__}"),
        ]

    def _age(self, coverage: CopyCoverage) -> str:
        if coverage.read_at is None:
            return self.tr("local copy, never completely downloaded")
        return filled(self.tr("data of %1, local copy"), self._figures.moment(coverage.read_at))
