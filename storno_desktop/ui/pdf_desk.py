"""The PDF of the chosen invoice: viewed from this computer or from the server, kept, and removed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer, Signal

from storno_desktop.domain.evidence import Evidence
from storno_desktop.domain.invoice_summary import InvoiceId, InvoiceSummary
from storno_desktop.domain.kept_pdf import KeptPdf
from storno_desktop.domain.local_copy import CopyPlace, CopyStanding
from storno_desktop.domain.problem import NEVER_CAME, Problem
from storno_desktop.domain.session import Company
from storno_desktop.io_thread import IoThread, Ticket
from storno_desktop.ui.detail_reading import GLANCE_MS
from storno_desktop.ui.paper_desk import PaperDesk
from storno_desktop.ui.pdf_line import PdfLine
from storno_desktop.ui.problem_words import ProblemWords
from storno_desktop.ui.sentence import filled
from storno_desktop.ui.theme import Tone

if TYPE_CHECKING:
    # Imported when it is needed: start-up loads nothing that it does not show.
    from storno_desktop.service.services import Services
    from storno_desktop.ui.pdf_view import PdfView

_NOBODY: Final = InvoiceId("")


class PdfDesk(QObject):
    """Views, keeps and removes PDFs, and keeps `line` true for the invoice on show.

    `told` brings what is to be said, and in which tone. No PDF is ever opened by another program from here.
    """

    told = Signal(str, object)  # sentence, Tone

    def __init__(
        self,
        io: IoThread,
        services: Services,
        paper: PaperDesk,
        line: PdfLine,
        clock: Callable[[], datetime],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._io, self._services, self._paper, self._clock = io, services, paper, clock
        self._line = line
        self._problems = ProblemWords()
        self._company: Company | None = None
        self._on_show = _NOBODY
        self._ticket: Ticket[KeptPdf | None] | None = None
        self._glance = QTimer(self)
        self._glance.setSingleShot(True)
        self._glance.setInterval(GLANCE_MS)
        self._glance.timeout.connect(self._look)

    def follow(self, company: Company | None, invoice_id: InvoiceId | None) -> None:
        """Another invoice is on show, or none: the line tells of its PDF once the cursor rests."""
        self._drop()
        self._company, self._on_show = company, invoice_id or _NOBODY
        self._line.show_standing(None)
        if company is not None and invoice_id is not None:
            self._glance.start()

    def stop(self) -> None:
        """Nobody looks any more."""
        self._drop()
        self._on_show = _NOBODY

    def view(self, company: Company, invoice: InvoiceSummary) -> None:
        """Show the PDF that lies on this computer, at once; else have the server draw it."""
        self._io.run(
            self._services.pdfs.kept(company, invoice.id),
            lambda kept: self._kept_came(company, invoice, kept),
            owner=self,
        )

    def keep(self, company: Company, invoice: InvoiceSummary) -> None:
        """Keep the PDF on this computer until somebody removes it."""
        self._io.run(
            self._services.pdfs.choose(company, invoice.id),
            lambda outcome: self._chosen(company, invoice, outcome),
            owner=self,
        )

    def remove(self, company: Company, invoice: InvoiceSummary) -> None:
        """Remove the PDF from this computer."""
        self._io.run(
            self._services.pdfs.remove(company, invoice.id),
            lambda standing: self._show(invoice.id, standing),
            owner=self,
        )

    # -------------------------------------------------------------------------------------- inside

    def _drop(self) -> None:
        self._glance.stop()
        if self._ticket is not None:
            self._ticket.drop()
            self._ticket = None

    def _look(self) -> None:
        if self._company is not None and self._on_show != _NOBODY:
            invoice_id = self._on_show
            work = self._services.pdfs.standing(self._company, invoice_id)
            self._ticket = self._io.run(work, lambda standing: self._show(invoice_id, standing), owner=self)

    def _show(self, invoice_id: InvoiceId, standing: KeptPdf | None) -> None:
        if invoice_id == self._on_show:
            self._ticket = None
            self._line.show_standing(standing, self._clock())

    def _kept_came(self, company: Company, invoice: InvoiceSummary, kept: Evidence[bytes] | None) -> None:
        if kept is not None:
            view = self._open(company, invoice, kept)
            if invoice.id == self._on_show and self._line.is_outdated:
                view.banner.show_problem(
                    self.tr("The invoice changed after this PDF was drawn."),
                    self.tr("Read it again to see it as it is now."),
                    tone=Tone.WARNING,
                )
            return
        self.told.emit(filled(self.tr("The server is drawing %1…"), invoice.number), Tone.NEUTRAL)
        self._io.run(
            self._services.pdfs.read(company, invoice.id),
            lambda answer: self._drawn(company, invoice, answer),
            owner=self,
        )

    def _drawn(self, company: Company, invoice: InvoiceSummary, answer: Evidence[bytes] | Problem) -> None:
        if isinstance(answer, Problem):
            self.told.emit(self._why_not(invoice, answer), Tone.WARNING)
            return
        self._look_if_on_show(invoice.id)
        self._open(company, invoice, answer)

    def _why_not(self, invoice: InvoiceSummary, problem: Problem) -> str:
        words = self._problems
        if problem.kind in NEVER_CAME:
            return filled(
                self.tr("The PDF of %1 was not downloaded, and the server cannot draw it now. %2"),
                invoice.number,
                words.headline(problem),
            )
        return f"{words.headline(problem)} {words.next_step(problem)}"

    def _open(self, company: Company, invoice: InvoiceSummary, pdf: Evidence[bytes]) -> PdfView:
        view = self._paper.view_pdf(pdf, invoice.number)
        view.read_again_asked.connect(lambda: self._read_again(view, company, invoice))
        return view

    def _read_again(self, view: PdfView, company: Company, invoice: InvoiceSummary) -> None:
        view.set_reading(True)
        self._io.run(
            self._services.pdfs.read(company, invoice.id),
            lambda answer: self._came_again(view, invoice, answer),
            owner=view,
        )

    def _came_again(self, view: PdfView, invoice: InvoiceSummary, answer: Evidence[bytes] | Problem) -> None:
        view.set_reading(False)
        if isinstance(answer, Problem):
            words = self._problems
            view.banner.show_problem(
                words.headline(answer), words.next_step(answer), words.quotation(answer), words.tone(answer)
            )
        else:
            self._paper.show_pdf(view, answer, invoice.number)
            self._look_if_on_show(invoice.id)

    def _look_if_on_show(self, invoice_id: InvoiceId) -> None:
        if invoice_id == self._on_show:
            self._look()

    def _chosen(self, company: Company, invoice: InvoiceSummary, outcome: KeptPdf | Problem | None) -> None:
        if isinstance(outcome, Problem):
            self.told.emit(self._why_not(invoice, outcome), Tone.WARNING)
            return
        self._show(invoice.id, outcome)
        if outcome is None:
            self.told.emit(
                filled(self.tr("The PDF of %1 could not be kept on this computer."), invoice.number),
                Tone.WARNING,
            )
            return
        self._io.run(
            self._services.copy.standing(company.id),
            lambda standing: self._tell_kept(invoice, standing),
            owner=self,
        )

    def _tell_kept(self, invoice: InvoiceSummary, standing: CopyStanding) -> None:
        sentence = (
            self.tr("The PDF of %1 is kept on this computer.")
            if standing.place is CopyPlace.ON_DISK
            else self.tr("The PDF of %1 is kept until the program ends: nothing is kept on the disk.")
        )
        self.told.emit(filled(sentence, invoice.number), Tone.SUCCESS)
