"""Asks whether to reverse one invoice by a storno draft, has it made once, and shows it."""

from collections.abc import Coroutine
from typing import Any

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QWidget

from storno_desktop.domain.finding import Check, Verdict
from storno_desktop.domain.problem import Problem
from storno_desktop.service.case import ActOutcome, Case, Done
from storno_desktop.service.storno_creation import StornoCreationService
from storno_desktop.ui.act_dialog import ActDialog, ActTexts
from storno_desktop.ui.act_frame import ActFrame
from storno_desktop.ui.findings_view import FindingsView
from storno_desktop.ui.sentence import filled
from storno_desktop.ui.storno_result import StornoResult
from storno_desktop.ui.theme import Tone
from storno_desktop.ui.words import Sign


class StornoDialog(ActDialog):
    """Open it with `open()`.

    `created` brings the outcome with the draft; `page_asked` the id of the document whose page in the web
    application somebody wants to see. Nothing is opened unasked.
    """

    created = Signal(object)  # Done
    page_asked = Signal(object)  # InvoiceId

    def __init__(self, frame: ActFrame, service: StornoCreationService) -> None:
        super().__init__(frame, service, _texts(frame.invoice.number))
        self._creation = service
        self._findings = FindingsView(headed=False, parent=self._form)
        self.question.hide()
        for each in (self.advice, self._findings, self.consequences):
            self.form.addWidget(each)
        self.advice.way_out_asked.connect(self._open_existing)
        self.present(None)
        self.refresh()

    @property
    def findings(self) -> FindingsView:
        return self._findings

    def asks_about_client(self) -> bool:
        return False

    def send(self, case: Case, acknowledged: frozenset[Check]) -> Coroutine[Any, Any, ActOutcome]:
        return self._creation.create(case, acknowledged)

    def present(self, case: Case | None) -> None:
        if case is None:
            waiting = self.words.waiting
            sentence = self.tr("Checking the invoice on the server …")
            self.advice.show_advice(Sign(waiting.icon, sentence, Tone.NEUTRAL))
            self._findings.show_rows((), frozenset())
        else:
            self._present_case(case)
        self.consequences.show_lines(self._consequences())

    def _present_case(self, case: Case) -> None:
        assessment = case.assessment
        self.advice.show_advice(self._advice(case))
        existing = case.facts.present_storno
        to_existing = "" if existing is None else filled(self.tr("Open %1 in Storno.ro"), existing.number)
        self.advice.offer_way_out(to_existing, icon="open-in-web")
        against = [each for each in assessment.findings if each.verdict is not Verdict.CLEAR]
        if isinstance(case.facts.detail, Problem):  # one banner says it
            against = []
        is_said = len(assessment.with_verdict(Verdict.UNKNOWN)) > 1
        rows = [self.row(each, advised=not (is_said and each.verdict is Verdict.UNKNOWN)) for each in against]
        self._findings.show_rows(rows, self.noted)
        self.consequences.setVisible(not assessment.with_verdict(Verdict.BLOCKING))

    def _advice(self, case: Case) -> Sign:
        assessment = case.assessment
        if case.facts.present_storno is not None:
            return Sign("info", self.tr("It has a storno already; a second one is not made."), Tone.NEUTRAL)
        if assessment.with_verdict(Verdict.BLOCKING):
            return Sign("info", self.tr("No storno can be made of it here."), Tone.NEUTRAL)
        if assessment.stopped:
            return Sign("unknown", self.tr("Not everything could be checked."), Tone.NEUTRAL)
        sentence = self.tr("A storno draft reverses the whole invoice. You issue it in Storno.ro.")
        return Sign("storno", sentence, Tone.NEUTRAL)

    def _consequences(self) -> list[str]:
        invoice, figures = self._invoice, self.figures
        total = figures.amount(-invoice.total, invoice.currency)
        lines = [
            filled(self.tr("A draft of %1 is made, with every line of %2 reversed."), total, invoice.number),
            self.tr("Nothing is issued and nobody is told. It gets its number when you issue it."),
            filled(self.tr("Only then does %1 count as reversed."), invoice.number),
            filled(self.tr("Until then %1 can neither be cancelled nor reversed again."), invoice.number),
        ]
        if invoice.scheduled_send_at is not None:
            at = figures.moment(invoice.scheduled_send_at)
            lines.append(
                filled(self.tr("The sending of %1 to SPV planned for %2 goes on."), invoice.number, at)
            )
        if invoice.amount_paid:
            paid = figures.amount(invoice.amount_paid, invoice.currency)
            lines.append(filled(self.tr("What has been paid (%1) stays recorded."), paid))
        return lines

    def afterwards(self, done: Done) -> QWidget | None:
        self.rename(filled(self.tr("Storno of %1"), done.invoice.value.number))
        result = StornoResult(done, self.figures, self)
        result.page_asked.connect(self.page_asked)
        self.created.emit(done)
        return result

    def _open_existing(self) -> None:
        existing = None if self.case is None else self.case.facts.present_storno
        if existing is not None:
            self.page_asked.emit(existing.id)


def _texts(number: str) -> ActTexts:
    translate = QCoreApplication.translate
    return ActTexts(
        question=filled(translate("StornoDialog", "Create a storno (credit note) for %1?"), number),
        safe=translate("StornoDialog", "Not now"),
        act=translate("StornoDialog", "Create storno draft"),
        doing=filled(translate("StornoDialog", "Creating the storno draft of %1 …"), number),
        done=translate("StornoDialog", "Created ✓"),
        tone=Tone.ACCENT,
    )
