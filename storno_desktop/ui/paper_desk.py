"""Where invoices leave the program: files, paper and PDF, and what came of it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from storno_desktop.domain.evidence import Evidence
from storno_desktop.io_thread import IoThread
from storno_desktop.service.listing import InvoiceListReader
from storno_desktop.ui.figures import Figures
from storno_desktop.ui.save_place import ask_save_place, documents_folder
from storno_desktop.ui.sentence import filled
from storno_desktop.ui.theme import Tone
from storno_desktop.ui.words import Words

if TYPE_CHECKING:
    # Imported when they are needed: start-up loads nothing that it does not show.
    from storno_desktop.export.outcome import Exported, ExportProblem, Stopped
    from storno_desktop.ui.export_dialog import ExportDialog
    from storno_desktop.ui.invoice_sheet import InvoiceOnShow
    from storno_desktop.ui.list_on_show import ListOnShow
    from storno_desktop.ui.number_list_dialog import NumberListDialog
    from storno_desktop.ui.number_sheet import NumbersOnShow
    from storno_desktop.ui.pdf_view import PdfView
    from storno_desktop.ui.printing import PaperWork, Printing


class PaperDesk(QObject):
    """Saves and prints the list and one invoice; `told` brings what is to be said, and in which tone."""

    told = Signal(str, object)  # sentence, Tone

    def __init__(
        self,
        io: IoThread,
        reader: InvoiceListReader,
        words: Words,
        figures: Figures,
        clock: Callable[[], datetime],
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._io, self._reader, self._clock, self._window = io, reader, clock, window
        self._words, self._figures = words, figures
        self._folder = documents_folder()
        self._printing_now: Printing | None = None

    def save_list(self, shown: ListOnShow) -> ExportDialog:
        """Ask in what form the list is to be saved, and save it."""
        from storno_desktop.ui.export_dialog import ExportDialog

        dialog = ExportDialog(
            self._io,
            self._reader.another,
            self._printing,
            shown,
            self._clock,
            self._folder,
            parent=self._window,
        )
        dialog.saved.connect(self._remember_folder)
        dialog.open()
        return dialog

    def show_numbers(self, shown: NumbersOnShow) -> NumberListDialog:
        """Show the cancelled numbers of a month, which can be saved."""
        from storno_desktop.ui.number_list_dialog import NumberListDialog
        from storno_desktop.ui.number_sheet import NumberSheet

        dialog = NumberListDialog(
            self._io,
            self._reader.another,
            NumberSheet(self._figures, self),
            self._printing.words,
            shown,
            self._clock,
            self._folder,
            self._window,
        )
        dialog.saved.connect(self._remember_folder)
        dialog.open()
        return dialog

    def print_list(self, shown: ListOnShow) -> PaperWork:
        """Ask for a printer, then print the list."""
        return self._watched(self._printing.print_list(shown))

    def print_invoice(self, shown: InvoiceOnShow) -> PaperWork:
        """Ask for a printer, then print what is known of one invoice."""
        return self._watched(self._printing.print_invoice(shown))

    def save_invoice(self, shown: InvoiceOnShow) -> QFileDialog:
        """Ask for a place, then write what is known of one invoice as a PDF."""
        from storno_desktop.ui.paper import file_name_of

        return ask_save_place(
            self._window,
            self.tr("Save as PDF"),
            kinds={"PDF (*.pdf)": "pdf"},
            folder=self._folder,
            name=f"{file_name_of(shown.summary.number)}.pdf",
            save=lambda path: self._write_invoice(shown, path),
        )

    def view_pdf(self, pdf: Evidence[bytes], number: str) -> PdfView:
        """Show a PDF that the server drew, inside the program."""
        from storno_desktop.ui.paper import file_name_of
        from storno_desktop.ui.pdf_view import PdfView

        view = PdfView(
            pdf.value,
            self._pdf_title(pdf, number),
            f"{file_name_of(number)}.pdf",
            self._printing.words,
            self._folder,
            self._window,
        )
        view.show_age(self._pdf_age(pdf))
        view.saved.connect(self._remember_folder)
        view.open()
        return view

    def show_pdf(self, view: PdfView, pdf: Evidence[bytes], number: str) -> None:
        """Show what was read again in a view that is open."""
        view.show_data(pdf.value, self._pdf_title(pdf, number))
        view.show_age(self._pdf_age(pdf))

    # -------------------------------------------------------------------------------------- inside

    @property
    def _printing(self) -> Printing:
        from storno_desktop.ui.printing import Printing

        if self._printing_now is None:
            self._printing_now = Printing(self._reader, self._words, self._figures, self._clock, self._window)
        return self._printing_now

    def _pdf_title(self, pdf: Evidence[bytes], number: str) -> str:
        read_at = self._figures.moment(pdf.observed_at)
        return filled(self.tr("Invoice %1, as the server drew it %2"), number, read_at)

    def _pdf_age(self, pdf: Evidence[bytes]) -> str:
        sentence = self.tr("From the local copy: %1") if pdf.is_kept else self.tr("Read on the server: %1")
        return filled(sentence, self._figures.age(pdf.observed_at, self._clock()))

    def _write_invoice(self, shown: InvoiceOnShow, path: Path) -> None:
        self._ended(self._printing.save_invoice_pdf(shown, path))

    def _watched(self, work: PaperWork) -> PaperWork:
        work.ended.connect(self._ended)
        return work

    def _ended(self, outcome: Exported | ExportProblem | Stopped) -> None:
        from storno_desktop.export.outcome import Exported, ExportProblem

        if isinstance(outcome, ExportProblem):
            self.told.emit(" ".join(self._printing.words.problem(outcome)), Tone.DANGER)
        elif isinstance(outcome, Exported) and outcome.path.name:
            self._remember_folder(outcome)
            self.told.emit(filled(self.tr("Saved: %1"), str(outcome.path)), Tone.SUCCESS)
        elif isinstance(outcome, Exported):
            self.told.emit(self.tr("Sent to the printer."), Tone.SUCCESS)

    def _remember_folder(self, outcome: Exported) -> None:
        self._folder = outcome.path.parent
