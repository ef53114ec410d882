"""The words for many invoices that are to be cancelled: the advice in short, what one waits for, what came of it."""

from PySide6.QtCore import QObject

from storno_desktop.domain.act import ActKind, Standing
from storno_desktop.domain.cancellation import Advice
from storno_desktop.domain.finding import Assessment, Finding, Verdict
from storno_desktop.domain.problem import Problem
from storno_desktop.service.cancel_run import PauseReason
from storno_desktop.service.case import (
    CaseChanged,
    Done,
    NotAllowed,
    NotJournalled,
    NotSent,
    OutcomeUnknown,
    Refused,
)
from storno_desktop.ui.advice_words import AdviceWords
from storno_desktop.ui.bar_words import BarWords
from storno_desktop.ui.bulk_row import BulkRow, ForAll, Readiness
from storno_desktop.ui.finding_words import FindingWords
from storno_desktop.ui.problem_words import ProblemWords
from storno_desktop.ui.sentence import filled
from storno_desktop.ui.theme import Tone
from storno_desktop.ui.words import Sign


class BulkWords(QObject):
    """For the table, the details of a row, and the list of results."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.findings = FindingWords(self)
        self.advices = AdviceWords(self)
        self._problems = ProblemWords(self)

    def advice(self, row: BulkRow, for_all: ForAll) -> Sign | None:
        """Cancel or storno in a word or two; None before it was read."""
        advice = row.advice(for_all)
        if advice is None:
            return None
        match advice.advice:
            case Advice.CANCEL if not row.is_answered(for_all):
                return Sign("info", self.tr("Nothing against it"), Tone.NEUTRAL)
            case Advice.CANCEL:
                return Sign("allowed", self.tr("Cancel"), Tone.SUCCESS)
            case Advice.CANCEL_DRAFT:
                return Sign("info", self.tr("Draft: delete it"), Tone.NEUTRAL)
            case Advice.CANCEL_THOUGH_DELIVERED:
                return Sign("warning", self.tr("Cancel; the client has it"), Tone.WARNING)
            case Advice.CREDIT_NOTE:
                return Sign("warning", self.tr("Storno invoice"), Tone.WARNING)
            case Advice.CORRECT_AND_RESEND:
                return Sign("warning", self.tr("Correct and resend"), Tone.WARNING)
            case Advice.NOTHING_TO_CANCEL:
                return Sign("info", self.tr("Nothing to cancel"), Tone.NEUTRAL)
            case Advice.NOT_YET_KNOWN:
                return Sign("unknown", self.tr("Not known"), Tone.NEUTRAL)

    def state(self, row: BulkRow, for_all: ForAll) -> Sign:
        """What came of it, or what it waits for."""
        return self.result(row) or self._readiness(row, for_all)

    def result(self, row: BulkRow) -> Sign | None:
        """What came of it in this run; None before anything did."""
        if row.outcome is None:
            if row.was_done_before:
                return Sign("allowed", self.tr("Cancelled"), Tone.SUCCESS)
            return Sign("waiting", self.tr("In the queue"), Tone.NEUTRAL) if row.is_planned else None
        match row.outcome:
            case Done():
                return Sign("allowed", self.tr("Cancelled"), Tone.SUCCESS)
            case Refused():
                return Sign("blocks", self.tr("Refused"), Tone.DANGER)
            case CaseChanged():
                return Sign("warning", self.tr("Changed, not sent"), Tone.WARNING)
            case NotSent() | NotJournalled() | NotAllowed():
                return Sign("info", self.tr("Not sent"), Tone.WARNING)
            case OutcomeUnknown(_, settlement):
                return self._settled(settlement.standing)

    def why(self, row: BulkRow, for_all: ForAll) -> str:
        """The reason behind the state in sentences, "" where there is no more to say."""
        match row.outcome:
            case Refused(problem):
                return self.problem(problem)
            case NotSent(problem) if problem is not None:
                return self.problem(problem)
            case NotSent():
                return self.tr("Another act on this invoice is under way.")
            case NotAllowed(why):
                return BarWords(self).sentence(why)
            case CaseChanged(case):
                return self._against(case.assessment)
            case OutcomeUnknown(_, settlement):
                return self._unknown(settlement.standing)
            case _:
                pass
        if row.why_not:
            return row.why_not
        if row.open is not None:
            return self._unknown(row.open.settlement.standing)
        found = row.answered(for_all)
        return "" if found is None else self._against(found[1])

    def remark(self, row: BulkRow, for_all: ForAll) -> str:
        """The reason that is sent; where that is not to be or went wrong, why."""
        if row.is_done or (row.outcome is None and row.readiness(for_all) not in _EXPLAINED):
            reason = row.reason or for_all.reason
            return "" if reason is None else reason.text
        return self.why(row, for_all)

    def problem(self, problem: Problem) -> str:
        """What stands in the way, with the server's own words as a quotation."""
        words = self._problems
        return " ".join(filter(None, (words.headline(problem), words.quotation(problem))))

    def pause(self, why: PauseReason, number: str, problem: Problem | None) -> tuple[str, str]:
        """Why the run waits, and what can be done."""
        match why:
            case PauseReason.ASKED:
                return self.tr("Paused."), self.tr("Nothing more is sent until you go on.")
            case PauseReason.OUTCOME_UNKNOWN:
                return (
                    filled(self.tr("Paused: the outcome for %1 is unknown."), number),
                    self.tr(
                        "The server did not confirm in time. It is not repeated; the program goes on checking. You may go on with the others."
                    ),
                )
            case PauseReason.HINDERED:
                safe = self.tr("The remaining invoices are as they were.")
                if problem is None:
                    return self.tr("Paused: not everything could be checked."), safe
                return (
                    filled(self.tr("Paused: %1"), self._problems.headline(problem)),
                    " ".join(filter(None, (safe, self._problems.next_step(problem)))),
                )
            case PauseReason.NOT_JOURNALLED:
                return (
                    self.tr("Paused: the journal cannot be written."),
                    self.tr("Nothing is sent without it. The remaining invoices are as they were."),
                )
            case PauseReason.BARRED:
                return (
                    self.tr("Paused: nothing may be sent now."),
                    self.tr("The remaining invoices are as they were."),
                )

    def blocked(self, assessment: Assessment) -> list[Finding]:
        """What is to be shown of an invoice: what stops it, else its warnings."""
        stops = [*assessment.with_verdict(Verdict.BLOCKING)] or [*assessment.with_verdict(Verdict.UNKNOWN)]
        return stops or [*assessment.warnings]

    # -------------------------------------------------------------------------------------- inside

    def _readiness(self, row: BulkRow, for_all: ForAll) -> Sign:
        match row.readiness(for_all):
            case Readiness.WAITING:
                return Sign("waiting", self.tr("To be checked"), Tone.NEUTRAL)
            case Readiness.INELIGIBLE:
                return Sign("blocks", self.tr("Cannot be cancelled"), Tone.DANGER)
            case Readiness.UNREAD:
                return Sign("unknown", self.tr("Could not be checked"), Tone.DANGER)
            case Readiness.OPEN:
                return Sign("unknown", self.tr("Outcome unknown"), Tone.WARNING)
            case Readiness.UNANSWERED:
                return Sign("info", self.tr("Answer the question"), Tone.NEUTRAL)
            case Readiness.UNNOTED:
                return Sign("warning", self.tr("Warning to note"), Tone.WARNING)
            case Readiness.WITHOUT_REASON:
                return Sign("info", self.tr("Without a reason"), Tone.NEUTRAL)
            case Readiness.LEFT_OUT:
                return Sign("info", self.tr("Left out"), Tone.NEUTRAL)
            case Readiness.READY:
                return Sign("allowed", self.tr("Ready"), Tone.SUCCESS)

    def _settled(self, standing: Standing) -> Sign:
        match standing:
            case Standing.DONE | Standing.DONE_AND_UNDONE:
                return Sign("allowed", self.tr("Cancelled"), Tone.SUCCESS)
            case Standing.DONE_BY_OTHER:
                return Sign("info", self.tr("Cancelled by another"), Tone.NEUTRAL)
            case Standing.NOT_DONE:
                return Sign("info", self.tr("Did not happen"), Tone.NEUTRAL)
            case Standing.GONE:
                return Sign("unknown", self.tr("No longer there"), Tone.NEUTRAL)
            case Standing.NOT_SEEN | Standing.NOT_READ:
                return Sign("unknown", self.tr("Outcome unknown"), Tone.WARNING)

    def _unknown(self, standing: Standing) -> str:
        match standing:
            case Standing.DONE_AND_UNDONE:
                return self.tr("It was cancelled, and brought into another state since.")
            case Standing.NOT_SEEN | Standing.NOT_READ:
                return self.tr("Do not repeat it. The program goes on checking with the server.")
            case Standing.NOT_DONE:
                return self.tr("The request never arrived, and by now it cannot any more.")
            case Standing.GONE:
                return self.tr(
                    "The invoice is no longer on the server; whether it had been cancelled before, nothing tells."
                )
            case Standing.DONE | Standing.DONE_BY_OTHER:
                return ""

    def _against(self, assessment: Assessment) -> str:
        said = []
        for finding in self.blocked(assessment):
            evidence = self.findings.evidence(finding)
            advice = self.findings.blocker_advice(finding, ActKind.CANCEL)
            told = " ".join(filter(None, (evidence, advice)))
            said.append(f"{self.findings.title(finding.check)}: {told}")
        return " ".join(said)


_EXPLAINED = frozenset({Readiness.INELIGIBLE, Readiness.UNREAD, Readiness.OPEN})
"""Of these the explanation tells more than a reason."""
