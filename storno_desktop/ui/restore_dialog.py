"""Asks whether to restore one cancelled invoice, shows every check with its evidence, and does it once."""

from collections.abc import Callable, Coroutine
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QWidget

from storno_desktop.domain.evidence import Evidence
from storno_desktop.domain.finding import Assessment, Check, Finding, Verdict
from storno_desktop.domain.invoice import Invoice
from storno_desktop.domain.invoice_summary import InvoiceId
from storno_desktop.domain.restoration import (
    DOCUMENTED,
    RESTS_ON,
    advise_restoration,
    number_consequence,
    still_to_come,
)
from storno_desktop.domain.restore_rules import WhenApproved
from storno_desktop.domain.session import Company
from storno_desktop.service.case import ActOutcome, Case, Done, OutcomeUnknown
from storno_desktop.service.restoration import RestorationService
from storno_desktop.ui.act_dialog import ActDialog, ActTexts
from storno_desktop.ui.act_frame import ActFrame
from storno_desktop.ui.advice_words import AdviceWords
from storno_desktop.ui.comment_field import CommentField
from storno_desktop.ui.findings_view import FindingRow, FindingsView
from storno_desktop.ui.sentence import filled
from storno_desktop.ui.theme import Tone
from storno_desktop.ui.words import Sign

_MAIN = (*DOCUMENTED, Check.REACHED_CLIENT, Check.SPV_SYNCHRONISED, Check.RESTORED_BEFORE)
"""Each has a row of its own; all others share one unless something stands against the restore."""


class RestoreDialog(ActDialog):
    """Open it with `open()`. Blocking and unknown checks cannot be overridden by anybody here.

    `supervisor_needed` comes in the place of the act where the office's rules ask for a second person: whoever hears
    it brings one, and tells by `acted` or `told_no` how that ended.
    """

    supervisor_needed = Signal(object)  # Case

    def __init__(
        self,
        frame: ActFrame,
        service: RestorationService,
        afterwards: Callable[[Company, InvoiceId, QWidget], QWidget] | None = None,
    ) -> None:
        """`afterwards` makes what is shown once it is restored; without it the dialog closes."""
        super().__init__(frame, service, _texts(frame.invoice.number))
        self._restoration, self._make_afterwards = service, afterwards
        self._advice_words = AdviceWords(self)
        self._findings = FindingsView(headed=True, parent=self._form)
        self.reason_field = CommentField(
            self.tr("Reason for restoring"),
            self.tr("Kept in the journal of this program; the server takes none."),
            service.rules.reason_length,
            self._form,
        )
        for each in (self._findings, self.advice, self.consequences, self.question, self.reason_field):
            self.form.addWidget(each)
        self.reason_field.changed.connect(self.refresh)
        self._findings.acknowledged.connect(self.note)
        self._findings.again_asked.connect(self.check_some)
        self.present(None)
        self.refresh()

    @property
    def findings(self) -> FindingsView:
        return self._findings

    def asks_about_client(self) -> bool:
        return True

    def send(self, case: Case, acknowledged: frozenset[Check]) -> Coroutine[Any, Any, ActOutcome]:
        return self._restoration.restore(case, acknowledged, self.reason_field.text)

    def still_missing(self) -> str:
        return self.reason_field.shortfall()

    def commit_act(self, case: Case) -> None:
        if self._restoration.rules.needs_supervisor(case.assessment):
            self.supervisor_needed.emit(case)
        else:
            super().commit_act(case)

    def afterwards(self, _done: Done) -> QWidget | None:
        if self._make_afterwards is None:
            return None
        self.rename(filled(self.tr("After the restore of %1"), self._invoice.number))
        return self._make_afterwards(self._own_company, self._invoice.id, self)

    def go_on(self, invoice: Evidence[Invoice]) -> None:
        """The supervisor approved, and it is restored: that was told already."""
        self.show_success(Done(invoice))

    def told_no(self, who: str, comment: str) -> None:
        """The supervisor refused."""
        self.show_problem(
            filled(self.tr("%1 refused the restore."), who),
            filled(self.tr("Comment: “%1”"), comment),
            tone=Tone.WARNING,
        )

    def looking(self) -> Coroutine[Any, Any, Case | OutcomeUnknown]:
        arrived = self._io.relay(self._arrived, owner=self)
        return self._restoration.look(self._own_company, self._invoice.id, self.answer_given(), arrived)

    def check_some(self, checks: frozenset[Check]) -> None:
        """Read afresh what these checks rest on, and nothing else."""
        if self.may_look and self._intent is None and self.case is not None:
            arrived = self._io.relay(self._arrived, owner=self)
            self.look_by(self._restoration.look_at(self.case, checks, arrived))

    def refresh(self) -> None:
        super().refresh()
        self._findings.allow_again(self.may_look)

    def present(self, case: Case | None) -> None:
        if case is None:
            waiting = self.words.waiting
            self.advice.show_advice(
                Sign(waiting.icon, self.tr("Checking the invoice on the server …"), Tone.NEUTRAL)
            )
            rows = [self._waiting(check) for check in _MAIN]
            self._findings.show_rows([*rows, self._eligibility_row(waiting)], frozenset())
            self.consequences.hide()
            return
        assessment = case.assessment
        self.advice.show_advice(
            self._advice_words.of_restoring(advise_restoration(assessment), assessment, case.facts),
            self._advice_words.why_restoring(assessment) if case.facts.invoice is not None else (),
        )
        unknown = assessment.with_verdict(Verdict.UNKNOWN)
        shown = [
            self._row_with_again(each, advised=each not in unknown or len(unknown) == 1)
            for each in map(assessment.of, _MAIN)
        ]
        self._findings.show_rows([*shown, *self._eligibility(case)], self.noted)
        possible = not assessment.with_verdict(Verdict.BLOCKING) and case.facts.invoice is not None
        supervised = self._restoration.rules.needs_supervisor(assessment)
        self.act_button.setText(self.tr("Ask the supervisor…") if supervised else self.tr("Restore as draft"))
        self.reason_field.setVisible(possible or bool(self.reason_field.text))
        self.consequences.show_lines(self._consequences(case) if possible else ())
        self.consequences.setVisible(possible)
        self.question.setVisible(possible)

    def _arrived(self, case: Case) -> None:
        """One reading more: what it settles is shown at once, all else still waits."""
        if not self.is_looking:
            return
        assessment = case.assessment
        waits = still_to_come(case.facts, assessment)
        rows = [
            self._waiting(check) if check in waits else self._so_far(assessment.of(check)) for check in _MAIN
        ]
        others = self._others(assessment)
        against = [each for each in others if each.verdict is Verdict.BLOCKING]
        if any(each.check in waits for each in others) and not against:
            rows.append(self._eligibility_row(self.words.waiting))
        else:
            rows += [replace(row, advice="") for row in self._eligibility(case)]
        self._findings.show_rows(rows, frozenset())

    # -------------------------------------------------------------------------------------- rows

    def _waiting(self, check: Check) -> FindingRow:
        return FindingRow(self.words.title(check), self.words.waiting, again=frozenset({check}))

    def _so_far(self, finding: Finding) -> FindingRow:
        """What there is to tick or to do is said once everything is there."""
        return replace(self._row_with_again(finding, advised=False), tick=None)

    def _row_with_again(self, finding: Finding, *, advised: bool = True) -> FindingRow:
        return replace(self.row(finding, advised=advised), again=frozenset({finding.check}))

    # -------------------------------------------------------------------------------------- status and rights

    def _eligibility_row(self, sign: Sign, evidence: str = "", read_at: str = "") -> FindingRow:
        return FindingRow(
            self.tr("Invoice and rights"),
            sign,
            evidence,
            read_at=read_at,
            again=frozenset(RESTS_ON) - frozenset(_MAIN),
        )

    @staticmethod
    def _others(assessment: Assessment) -> list[Finding]:
        return [each for each in assessment.findings if each.check not in _MAIN]

    def _eligibility(self, case: Case) -> list[FindingRow]:
        """One row when all is well or nothing could be read; else each that stands against it."""
        others = self._others(case.assessment)
        blocking = [each for each in others if each.verdict is Verdict.BLOCKING]
        unknown = [each for each in others if each.verdict is Verdict.UNKNOWN]
        rows = [self._row_with_again(each) for each in blocking]
        if unknown:
            sentences = dict.fromkeys(self.words.evidence(each) for each in unknown)
            rows.append(self._eligibility_row(self.words.sign(Verdict.UNKNOWN), " ".join(sentences)))
        if not rows:
            rows.append(self._all_clear(others))
        return rows

    def _all_clear(self, findings: list[Finding]) -> FindingRow:
        read = [each.observed_at for each in findings if each.observed_at is not None]
        return self._eligibility_row(
            self.words.sign(Verdict.CLEAR),
            self.tr("It is cancelled and your own; the supervisor restores it.")
            if self._restoration.rules.approval is WhenApproved.ALWAYS
            else self.tr("It is cancelled and your own, and you may restore it."),
            read_at=self.figures.clock(min(read)) if read else "",
        )

    # -------------------------------------------------------------------------------------- what happens

    def _consequences(self, case: Case) -> list[str]:
        """R1 to R7 of the contract, as far as they apply to this invoice."""
        invoice = case.facts.invoice
        if invoice is None:
            return []
        number = number_consequence(invoice, case.facts)
        lines = []
        if not number.leaves_gap:
            lines.append(
                self.tr("It was never issued: it gets its number when it is issued, and no gap is left.")
            )
        elif number.next_number:
            lines.append(
                filled(
                    self.tr("When issued again it gets another number (probably %1). %2 stays unused."),
                    number.next_number,
                    number.present,
                )
            )
        else:
            lines.append(
                filled(self.tr("When issued again it gets another number. %1 stays unused."), number.present)
            )
        if number.leaves_gap:
            date = self.figures.day(invoice.summary.issue_date)
            lines += [
                filled(
                    self.tr("The issue date stays %1: ANAF's term of five working days may have passed."),
                    date,
                ),
                self.tr("Change and save the draft before issuing: else its XML keeps the old number."),
            ]
        lines.append(
            self.tr("Planned sendings do not come back; issuing again may plan the sending to SPV anew.")
        )
        links = case.facts.share_links
        if isinstance(links, Evidence) and any(link.is_active for link in links.value):
            lines.append(self.tr("Public links stay open; the client keeps what was sent."))
        paid = invoice.summary.amount_paid
        if paid is not None and paid != 0:
            amount = self.figures.amount(paid, invoice.summary.currency)
            lines.append(filled(self.tr("What has been paid (%1) stays with the draft."), amount))
        lines.append(
            self.tr(
                "The reason for cancelling vanishes from the invoice; the server's history and the journal keep it."
            )
        )
        return lines


def _texts(number: str) -> ActTexts:
    translate = QCoreApplication.translate
    return ActTexts(
        question=filled(translate("RestoreDialog", "Restore invoice %1?"), number),
        sentence=translate("RestoreDialog", "Restoring makes it a draft again, not a valid invoice."),
        safe=translate("RestoreDialog", "Keep cancelled"),
        act=translate("RestoreDialog", "Restore as draft"),
        doing=filled(translate("RestoreDialog", "Restoring %1 …"), number),
        done=translate("RestoreDialog", "Restored ✓"),
    )
