"""The cancelled numbers of one month, to look at, to copy and to save for the D394 declaration."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QPushButton,
    QRadioButton,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from storno_desktop.domain.calendar import day_in_bucharest
from storno_desktop.domain.cancelled_numbers import CancelledNumbers, MonthOf
from storno_desktop.domain.month import Month
from storno_desktop.export.course import Course
from storno_desktop.export.csv_sheet import INTERNATIONAL, ROMANIAN, CsvManner
from storno_desktop.export.list_export import OpenReader
from storno_desktop.export.number_list import write_numbers
from storno_desktop.export.number_reading import read_numbers_aside
from storno_desktop.export.outcome import Exported, ExportProblem, Stopped
from storno_desktop.io_thread import IoThread, Ticket
from storno_desktop.ui.announcement import announce
from storno_desktop.ui.busy import BusyLine
from storno_desktop.ui.company_chip import CompanyChip
from storno_desktop.ui.number_sheet import NumberSheet, NumbersOnShow
from storno_desktop.ui.plain_text import plain_label
from storno_desktop.ui.printing import save_sheet_pdf
from storno_desktop.ui.problem_banner import ProblemBanner
from storno_desktop.ui.save_place import ask_save_place
from storno_desktop.ui.sentence import filled
from storno_desktop.ui.settings_page import Choice
from storno_desktop.ui.sheet import style_on_screen
from storno_desktop.ui.theme import (
    SPACE_M,
    SPACE_S,
    SPACE_XL,
    Tone,
    current_theme,
    secondary_font,
    set_tone,
    title_font,
)

if TYPE_CHECKING:
    from storno_desktop.ui.export_words import ExportWords

MONTHS_BACK: Final = 36
_SIZE = QSize(820, 680)


class NumberListDialog(QDialog):
    """Open it with `open()`. It reads the local copy alone, and says how old that is and what it lacks.

    `saved` brings what was written, so that the window may remember the folder.
    """

    saved = Signal(object)  # Exported

    def __init__(
        self,
        io: IoThread,
        open_reader: OpenReader,
        sheet: NumberSheet,
        words: ExportWords,
        shown: NumbersOnShow,
        clock: Callable[[], datetime],
        folder: Path,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Cancelled numbers (D394)"))
        self._io, self._open_reader, self._sheet, self._words = io, open_reader, sheet, words
        self._shown, self._clock, self._folder = shown, clock, folder
        self._numbers: CancelledNumbers | None = None
        self._ticket: Ticket[CancelledNumbers | Stopped] | None = None
        self._course = Course()
        self.months, self.page = Choice(self), QTextBrowser(self)
        self.by_cancellation = QRadioButton(self.tr("&Cancelled in this month"), self)
        self.by_issue = QRadioButton(self.tr("&Issued in this month"), self)
        self.banner = ProblemBanner(dismissible=True, parent=self)
        self.save_button = QPushButton(self.tr("&Save…"), self)
        self.close_button = QPushButton(self.tr("Close"), self)
        self._busy = BusyLine(parent=self)

        self._lay_out()

        self.months.activated.connect(lambda _row: self.read())
        self._group.idClicked.connect(lambda _id: self.read())
        self.save_button.clicked.connect(lambda _on=False: self._ask_place())
        self.close_button.clicked.connect(lambda _on=False: self.accept())
        self.finished.connect(lambda _result: self._leave())

    def _lay_out(self) -> None:
        month = Month.of(day_in_bucharest(self._clock()))
        for _ in range(MONTHS_BACK):
            self.months.addItem(self._sheet.month(month), month)
            month = month.before
        self.months.setCurrentIndex(1)  # the declaration is about the month that is over
        self._group = QButtonGroup(self)
        for each in (self.by_cancellation, self.by_issue):
            self._group.addButton(each)
        self.by_cancellation.setChecked(True)
        company = CompanyChip(parent=self)
        company.set(self._shown.company.name, self._shown.company.cif, "")
        label = plain_label(self.tr("Month"), parent=self)
        label.setBuddy(self.months)
        self.months.setAccessibleName(self.tr("Month"))
        choice = QHBoxLayout()
        choice.setSpacing(SPACE_M)
        for widget in (label, self.months, self.by_cancellation, self.by_issue):
            choice.addWidget(widget)
        choice.addStretch(1)
        self.page.setAccessibleName(self.tr("Cancelled numbers"))
        self.page.setOpenLinks(False)
        note = plain_label(
            self.tr("From the local copy. Which date decides is for your accountant to say."),
            secondary_font(),
            wraps=True,
            parent=self,
        )
        set_tone(note, Tone.NEUTRAL)
        foot = QHBoxLayout()
        foot.setSpacing(SPACE_S)
        foot.addWidget(note, 1)
        foot.addWidget(self.close_button)
        foot.addWidget(self.save_button)
        self.close_button.setDefault(True)
        self.save_button.setAutoDefault(False)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE_XL, SPACE_XL, SPACE_XL, SPACE_M)
        column.setSpacing(SPACE_M)
        column.addWidget(plain_label(self.windowTitle(), title_font(), parent=self))
        column.addWidget(company)
        column.addLayout(choice)
        column.addWidget(self.banner)
        column.addWidget(self._busy)
        column.addWidget(self.page, 1)
        column.addLayout(foot)
        self.resize(_SIZE)

    # -------------------------------------------------------------------------------------- what it shows

    def open(self) -> None:
        super().open()
        self.months.setFocus()
        self.read()

    @property
    def numbers(self) -> CancelledNumbers | None:
        """What is on show; None while it is being read."""
        return self._numbers

    @property
    def month_of(self) -> MonthOf:
        """By which date the month is meant."""
        return MonthOf.CANCELLATION if self.by_cancellation.isChecked() else MonthOf.ISSUE

    def read(self) -> None:
        """Read the month that is chosen."""
        self._leave()
        self._numbers, self._course = None, Course()
        self.save_button.setEnabled(False)
        self.banner.clear()
        self._busy.start()
        work = read_numbers_aside(
            self._open_reader,
            self._shown.company.id,
            self.months.currentData(),
            self.month_of,
            self._shown.unsettled,
            self._course,
        )
        self._ticket = self._io.run(work, self._read, owner=self)

    def _read(self, numbers: CancelledNumbers | Stopped) -> None:
        self._ticket = None
        self._busy.stop()
        if isinstance(numbers, Stopped):
            return
        self._numbers = numbers
        self.page.document().setDefaultStyleSheet(style_on_screen(current_theme()))
        self.page.setHtml(self._sheet.as_html(numbers, self._shown, self._clock()))
        self.save_button.setEnabled(True)
        announce(self.page, self.tr("%Ln cancelled number(s)", "", len(numbers.numbers)))

    def _leave(self) -> None:
        self._course.stop()
        if self._ticket is not None:
            self._ticket.drop()
            self._ticket = None

    # -------------------------------------------------------------------------------------- saving

    def _kinds(self) -> dict[str, CsvManner | None]:
        """The forms by what the file dialog calls them; None is a PDF."""
        return {
            self.tr("PDF (*.pdf)"): None,
            self.tr("CSV for Excel in Romanian (*.csv)"): ROMANIAN,
            self.tr("CSV, international (*.csv)"): INTERNATIONAL,
        }

    def _ask_place(self) -> QFileDialog | None:
        numbers = self._numbers
        if numbers is None:
            return None
        kinds = self._kinds()
        dialog = ask_save_place(
            self,
            self.tr("Save the cancelled numbers"),
            kinds={kind: "pdf" if manner is None else "csv" for kind, manner in kinds.items()},
            folder=self._folder,
            name=self._sheet.title(numbers),
            save=lambda path: self.save(path, kinds.get(dialog.selectedNameFilter()) or ROMANIAN),
        )
        return dialog

    def save(self, path: Path, manner: CsvManner = ROMANIAN) -> None:
        """Write what is on show: as a PDF where the name ends so, else as CSV."""
        numbers, now = self._numbers, self._clock()
        if numbers is None:
            return
        if path.suffix.lower() == ".pdf":
            self._ended(
                save_sheet_pdf(
                    path,
                    self._sheet.title(numbers),
                    lambda device: self._sheet.draw(numbers, self._shown, now, device),
                )
            )
            return
        wording = self._sheet.wording(numbers, self._shown, now)

        async def write() -> Exported | ExportProblem:
            import asyncio

            return await asyncio.to_thread(write_numbers, path, numbers, wording, manner)

        self._io.run(write(), self._ended, owner=self)

    def _ended(self, told: Exported | ExportProblem) -> None:
        if isinstance(told, ExportProblem):
            headline, advice = self._words.problem(told)
            self.banner.show_problem(headline, advice, told.detail)
            return
        self._folder = told.path.parent
        self.saved.emit(told)
        self.banner.show_problem(filled(self.tr("Saved: %1"), str(told.path)), tone=Tone.SUCCESS)
