"""Keeps that somebody means to cancel an invoice, and why, while the server cannot be asked; it sends nothing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QWidget

from storno_desktop.domain.cancellation import CancellationReason
from storno_desktop.domain.invoice_summary import InvoiceSummary
from storno_desktop.domain.kept_reason import KeptReason
from storno_desktop.domain.session import Company
from storno_desktop.ui.figures import Figures
from storno_desktop.ui.guard_time import GUARD_MS
from storno_desktop.ui.invoice_facts import InvoiceFacts
from storno_desktop.ui.plain_text import plain_label
from storno_desktop.ui.problem_banner import ProblemBanner
from storno_desktop.ui.question_dialog import WIDEST, QuestionDialog
from storno_desktop.ui.reason_field import ReasonField
from storno_desktop.ui.reason_preset import ReasonPreset
from storno_desktop.ui.reason_shelf import ReasonShelf
from storno_desktop.ui.sentence import filled
from storno_desktop.ui.theme import SPACE_XL, Tone, secondary_font, set_tone


class PrepareDialog(QuestionDialog):
    """Open it with `open()`. It has no way to the server.

    `lasts` tells whether what is kept outlives the program; `read_at` when the row was last read. `prepared` comes
    once it is kept.
    """

    prepared = Signal(object)  # InvoiceSummary

    def __init__(
        self,
        shelf: ReasonShelf,
        company: Company,
        invoice: InvoiceSummary,
        *,
        read_at: datetime | None,
        lasts: bool,
        now: Callable[[], datetime],
        parent: QWidget | None = None,
        guard_ms: int = GUARD_MS,
    ) -> None:
        question, sentence, safe, act = _texts(invoice.number)
        super().__init__(
            question, sentence, safe=safe, act=act, tone=Tone.ACCENT, parent=parent, guard_ms=guard_ms
        )
        self._shelf, self._own_company, self._invoice = shelf, company, invoice
        self._is_kept = False
        self._figures = Figures(self)
        self.set_company(company.name, company.cif)
        facts = InvoiceFacts(now, self)
        facts.again_button.hide()
        facts.show_invoice(invoice)
        facts.set_read_at(read_at)
        self.note = ProblemBanner(parent=self)
        presets: Sequence[ReasonPreset] | None = shelf.presets
        self.reason_field = ReasonField(
            shelf.text(company, invoice.id),
            self,
            number=invoice.number,
            presets=presets,
            recent=shelf.recent(company),
        )
        self.reason_field.setMinimumWidth(WIDEST - 2 * SPACE_XL)
        for each in (facts, self.note, self.reason_field):
            self.add_evidence(each)
        if not lasts:
            passing = plain_label(
                self.tr(
                    "No copy of this company is kept on the disk: this too is gone when the program ends."
                ),
                secondary_font(),
                wraps=True,
                parent=self,
            )
            set_tone(passing, Tone.WARNING)
            self.add_evidence(passing)
        self._show_kept(shelf.kept(company, invoice.id))
        self.reason_field.changed.connect(self._refresh_act)
        self.reason_field.rested.connect(self.keep_text)
        self.reason_field.forget_asked.connect(lambda: shelf.forget_recent(company))
        self.committed.connect(self._prepare)
        self.finished.connect(lambda _result: self.keep_text())
        self._refresh_act()

    # -------------------------------------------------------------------------------------- inside

    def _show_kept(self, kept: KeptReason | None) -> None:
        if kept is None or kept.prepared_at is None:
            return
        at = self._figures.moment(kept.prepared_at)
        self.note.show_problem(filled(self.tr("Prepared on %1, not cancelled."), at), tone=Tone.NEUTRAL)
        self.note.add_action(self.tr("Discard what was prepared"), self._discard)

    def _discard(self) -> None:
        self._is_kept = True  # nothing of it is to be kept when the dialog closes
        self._shelf.discard(self._own_company, self._invoice.id)
        self.accept()

    def _refresh_act(self) -> None:
        missing = self.reason_field.shortfall()
        self.allow_act(not missing, missing)

    def _prepare(self) -> None:
        reason = self.reason_field.reason
        if isinstance(reason, CancellationReason):
            self.set_busy(self.tr("Keeping it …"))
            self._shelf.prepare(self._own_company, self._invoice, reason, self._told)

    def _told(self, kept: bool) -> None:
        self.set_idle()
        if kept:
            self._is_kept = True
            self.prepared.emit(self._invoice)
            self.accept()
        else:
            self.show_problem(
                self.tr("It could not be kept."),
                self.tr("The disk takes nothing more, or the local copy is damaged. Nothing was sent."),
            )

    def keep_text(self) -> None:
        """Have the text kept as it stands, unless it was prepared or discarded."""
        if not self._is_kept:
            self._shelf.keep(self._own_company, self._invoice.id, self.reason_field.text)


def _texts(number: str) -> tuple[str, str, str, str]:
    """Question, sentence, safe button and act; needed before there is a dialog that could translate."""
    translate = QCoreApplication.translate
    return (
        filled(translate("PrepareDialog", "Prepare the cancellation of %1?"), number),
        translate(
            "PrepareDialog",
            "The invoice stays valid: nothing is sent, now or later by itself. Reason and intent are kept on this "
            "computer. Once the server answers, you check everything anew and cancel it yourself.",
        ),
        translate("PrepareDialog", "Do not prepare"),
        translate("PrepareDialog", "Prepare"),
    )
