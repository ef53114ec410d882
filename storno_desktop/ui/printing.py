"""Paper and PDF: what is to be printed meets the printer or the file."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QFileDevice, QObject, QSaveFile, Qt, QTimer, Signal
from PySide6.QtGui import QPdfWriter
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QWidget

from storno_desktop import __version__
from storno_desktop.export.order import Order
from storno_desktop.export.outcome import Exported, ExportFault, ExportProblem, Stopped
from storno_desktop.service.listing import InvoiceListReader
from storno_desktop.ui.export_words import ExportWords
from storno_desktop.ui.figures import Figures
from storno_desktop.ui.invoice_sheet import InvoiceOnShow, InvoiceSheet
from storno_desktop.ui.list_on_show import ListOnShow
from storno_desktop.ui.list_printing import ListPrinting
from storno_desktop.ui.paper import Foot, set_page
from storno_desktop.ui.words import Words

_DOTS_AN_INCH = 600


class PaperWork(QObject):
    """One document on its way to a printer or into a file.

    `ended` comes exactly once: `Exported` (for a printer with an empty path), `ExportProblem` or `Stopped`.
    It destroys itself afterwards.
    """

    progressed = Signal(int, int)
    ended = Signal(object)  # Exported | ExportProblem | Stopped

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.printing: ListPrinting | None = None
        self._is_stopped = False

    def stop(self) -> None:
        """Leave it: a file is not written, a printer gets what was sent already."""
        self._is_stopped = True
        if self.printing is not None:
            self.printing.stop()

    @property
    def is_stopped(self) -> bool:
        """Whether somebody asked to stop."""
        return self._is_stopped

    def end(self, told: Exported | ExportProblem | Stopped) -> None:
        """Tell what became of it."""
        self.ended.emit(told)
        self.deleteLater()


class _Pdf:
    """A PDF that appears whole or not at all."""

    def __init__(self, path: Path, title: str, *, landscape: bool) -> None:
        self.path = path
        self._file = QSaveFile(str(path.resolve()))
        self._is_open = self._file.open(QSaveFile.OpenModeFlag.WriteOnly)
        self.writer = QPdfWriter(self._file)
        self.writer.setResolution(_DOTS_AN_INCH)
        self.writer.setTitle(title)
        self.writer.setCreator(f"Storno Desktop {__version__}")
        set_page(self.writer, landscape=landscape)

    @property
    def trouble(self) -> ExportProblem | None:
        """Why it cannot even begin."""
        return None if self._is_open else self._problem()

    def commit(self, rows: int) -> Exported | ExportProblem:
        """Give it its name."""
        if self._file.error() is not QFileDevice.FileError.NoError or not self._file.commit():
            return self._problem()
        return Exported(path=self.path, rows=rows)

    def give_up(self) -> None:
        """Leave what had the name before as it was."""
        if self._is_open:
            self._file.cancelWriting()
            self._file.commit()

    def _problem(self) -> ExportProblem:
        errors = QFileDevice.FileError
        error = self._file.error()
        if not self.path.resolve().parent.is_dir():
            fault = ExportFault.NO_FOLDER
        elif self.path.is_dir():
            fault = ExportFault.BAD_NAME
        elif error is errors.ResourceError:
            fault = ExportFault.DISK_FULL
        elif error is errors.RenameError:
            fault = ExportFault.IN_USE
        elif error in {errors.PermissionsError, errors.OpenError}:
            fault = ExportFault.IN_USE if self.path.exists() else ExportFault.NOT_WRITABLE
        else:
            fault = ExportFault.OTHER
        return ExportProblem(fault, self.path, self._file.errorString())


def save_sheet_pdf(path: Path, title: str, draw: Callable[[QPdfWriter], bool]) -> Exported | ExportProblem:
    """Write one upright document to `path`, replacing what is there once all is drawn; at once."""
    pdf = _Pdf(path, title, landscape=False)
    if pdf.trouble is not None:
        return pdf.trouble
    if not draw(pdf.writer):
        pdf.give_up()
        return ExportProblem(ExportFault.OTHER, path)
    return pdf.commit(1)


class Printing(QObject):
    """Everything that leaves the window on paper or as a PDF; one for a window.

    `reader` is the window's own; `clock` gives the moment of the stamp (aware).
    """

    def __init__(
        self,
        reader: InvoiceListReader,
        words: Words,
        figures: Figures,
        clock: Callable[[], datetime],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._reader, self._figures, self._clock = reader, figures, clock
        self._window = parent
        self.words = ExportWords(words, figures, self)
        self.sheet = InvoiceSheet(words, figures, self)

    def print_list(self, shown: ListOnShow, *, masks_personal_numbers: bool = False) -> PaperWork:
        """Ask for a printer, then print the list."""
        work = PaperWork(self)
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        set_page(printer, landscape=True)
        order = self.words.order(shown, self._clock(), masks_personal_numbers=masks_personal_numbers)
        printer.setDocName(order.title)

        def begin() -> None:
            pages = printer.printRange() is QPrinter.PrintRange.PageRange
            first, last = (printer.fromPage(), printer.toPage()) if pages else (0, 0)
            printing = self._listed(shown, order, printer, work, first, last)
            printing.finished.connect(lambda: work.end(Exported(path=Path(), rows=printing.row_count)))

            def stopped() -> None:
                printer.abort()
                work.end(_stopped(work))

            printing.stopped.connect(stopped)
            printing.start()

        self._ask_printer(printer, begin, work)
        return work

    def save_list_pdf(
        self, shown: ListOnShow, path: Path, *, masks_personal_numbers: bool = False
    ) -> PaperWork:
        """Write the list to `path`, replacing what is there once all is written."""
        work = PaperWork(self)
        order = self.words.order(shown, self._clock(), masks_personal_numbers=masks_personal_numbers)
        pdf = _Pdf(path, order.title, landscape=True)
        trouble = pdf.trouble
        printing = self._listed(shown, order, pdf.writer, work)

        def stopped() -> None:
            pdf.give_up()
            work.end(_stopped(work, path))

        def begin() -> None:
            if work.is_stopped:
                return
            if trouble is not None:
                work.end(trouble)
            else:
                printing.start()

        printing.finished.connect(lambda: work.end(pdf.commit(printing.row_count)))
        printing.stopped.connect(stopped)
        _soon(work, begin)
        return work

    def print_invoice(self, shown: InvoiceOnShow) -> PaperWork:
        """Ask for a printer, then print all that is known of one invoice."""
        work = PaperWork(self)
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        set_page(printer, landscape=False)
        printer.setDocName(self.sheet.title(shown))

        def begin() -> None:
            drawn = self.sheet.draw(shown, printer)
            work.end(Exported(path=Path(), rows=1) if drawn else ExportProblem(ExportFault.OTHER, Path()))

        self._ask_printer(printer, begin, work)
        return work

    def save_invoice_pdf(self, shown: InvoiceOnShow, path: Path) -> Exported | ExportProblem:
        """Write all that is known of one invoice to `path`, replacing what is there; at once."""
        return save_sheet_pdf(path, self.sheet.title(shown), lambda device: self.sheet.draw(shown, device))

    # -------------------------------------------------------------------------------------- inside

    def _listed(
        self,
        shown: ListOnShow,
        order: Order,
        device: QPdfWriter | QPrinter,
        work: PaperWork,
        first: int = 0,
        last: int = 0,
    ) -> ListPrinting:
        filters = self.words.filters(shown.view)
        company = f"CIF {shown.company.cif}" if shown.company.cif else ""
        heading = " · ".join(filter(None, (company, filters)))
        age = self.words.age(shown.read_at, is_whole=shown.is_whole)
        printed = self.tr("printed %1").replace("%1", self._figures.moment(order.made_at))
        stamp = f"{age[:1].upper()}{age[1:]} · {printed} · Storno Desktop {__version__}"
        printing = ListPrinting(
            self._reader,
            order,
            heading,
            Foot(stamp, self.tr("Page %1 of %2")),
            self._figures,
            device,
            first_page=first,
            last_page=last,
            parent=work,
        )
        printing.progressed.connect(work.progressed)
        work.printing = printing
        return printing

    def _ask_printer(self, printer: QPrinter, begin: Callable[[], None], work: PaperWork) -> None:
        dialog = QPrintDialog(printer, self._window)
        dialog.setOption(QPrintDialog.PrintDialogOption.PrintPageRange, True)

        def answered(result: int) -> None:
            if result == QDialog.DialogCode.Accepted.value:
                _soon(work, begin)
            else:
                work.end(Stopped())
            dialog.deleteLater()

        dialog.finished.connect(answered)
        dialog.setWindowModality(Qt.WindowModality.WindowModal)
        dialog.show()  # open() of this one class wants a receiver for its signal


def _stopped(work: PaperWork, path: Path | None = None) -> Stopped | ExportProblem:
    """Whether somebody stopped it, or the device did."""
    return Stopped() if work.is_stopped else ExportProblem(ExportFault.OTHER, path or Path())


def _soon(work: PaperWork, begin: Callable[[], None]) -> None:
    """After the caller has connected to the signals."""
    QTimer.singleShot(0, work, begin)
