"""What follows a restore, in words: what reading it again showed, what to do about it, and what to tick."""

from PySide6.QtCore import QObject

from storno_desktop.domain.act_record import Fields, checks_of
from storno_desktop.domain.finding import Assessment, Check, Finding, GroundKind, Verdict
from storno_desktop.domain.follow_up import FollowUp, Task
from storno_desktop.domain.invoice_summary import InvoiceStatus
from storno_desktop.ui.figures import Figures
from storno_desktop.ui.finding_words import FindingWords
from storno_desktop.ui.sentence import filled
from storno_desktop.ui.theme import Tone
from storno_desktop.ui.words import Sign


class FollowUpWords(QObject):
    """For the checklist, the journal and the sheet of one act."""

    def __init__(self, figures: Figures, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._figures = figures
        self._findings = FindingWords(self)

    def sign(self, verdict: Verdict) -> Sign:
        """What one look after the restore came to."""
        match verdict:
            case Verdict.CLEAR:
                return Sign("allowed", self.tr("In order"), Tone.SUCCESS)
            case Verdict.WARNING:
                return Sign("warning", self.tr("Warning"), Tone.WARNING)
            case Verdict.BLOCKING:
                return Sign("blocks", self.tr("Not in order"), Tone.DANGER)
            case Verdict.UNKNOWN:
                return Sign("unknown", self.tr("Unknown"), Tone.WARNING)

    def headline(self, verdict: Verdict) -> Sign:
        """What all looks together came to, in one sentence."""
        match verdict:
            case Verdict.BLOCKING:
                sentence = self.tr("It was read again and is not as it should be. See below what to do.")
                return Sign("blocks", sentence, Tone.DANGER)
            case Verdict.UNKNOWN:
                sentence = self.tr(
                    "It could not be read again in full. Until it is, nobody knows that all is well."
                )
                return Sign("unknown", sentence, Tone.WARNING)
            case Verdict.CLEAR | Verdict.WARNING:
                sentence = self.tr("It was read again: a draft, and all is in order.")
                return Sign("allowed", sentence, Tone.SUCCESS)

    def advice(self, finding: Finding) -> str:
        """What to do about what is not in order; "" for all else."""
        if finding.verdict is not Verdict.BLOCKING:
            return ""
        match finding.check:
            case Check.STATUS if finding.grounds[0].kind is GroundKind.GONE:
                return self.tr(
                    "Somebody deleted the draft. Ask in the office, and make a new invoice if one is due."
                )
            case Check.STATUS if InvoiceStatus.of(finding.grounds[0].state) is InvoiceStatus.CANCELLED:
                return self.tr(
                    "Somebody cancelled it again. Ask in the office before you restore it once more."
                )
            case Check.STATUS:
                return self.tr("If you went on with it yourself, tick it off below. Else ask who did.")
            case Check.PAYMENTS:
                return self.tr("Find out which invoice the payment is for, and do not issue this one before.")
            case Check.ANAF:
                return self.tr(
                    "Do not issue it. If ANAF has it, it needs a storno invoice; ask your accountant."
                )
            case Check.REASON_CLEARED:
                return self.tr("Do not issue it before the reason is gone: open it in Storno.ro and save it.")
            case _:
                return self.tr("Look in the history who changed it, and tell accounting which number counts.")

    def task(self, task: Task) -> str:
        """What is to be done, as a person reads it beside its tick box."""
        match task:
            case Task.CLIENT_AND_AMOUNTS:
                return self.tr("Check the client and the amounts")
            case Task.SEND_TO_ANAF:
                return self.tr("Plan the sending to SPV again")
            case Task.SEND_EMAIL:
                return self.tr("Plan the e-mail to the client again")
            case Task.TELL_ACCOUNTING:
                return self.tr("Tell accounting about the unused number")
            case Task.DEVIATION:
                return self.tr("Look into what is not in order")

    def note(self, task: Task, follow_up: FollowUp) -> str:
        """Why it is on the list, in a sentence."""
        planned = follow_up.planned(task)
        match task:
            case Task.CLIENT_AND_AMOUNTS:
                return self.tr("Something made somebody cancel it. Correct the draft before you issue it.")
            case Task.SEND_TO_ANAF | Task.SEND_EMAIL if planned is not None:
                at = self._figures.moment(planned)
                return filled(self.tr("It was planned for %1; cancelling dropped that."), at)
            case Task.SEND_TO_ANAF | Task.SEND_EMAIL:
                return self.tr(
                    "If it was planned: cancelling dropped that, and restoring does not bring it back."
                )
            case Task.TELL_ACCOUNTING:
                number = follow_up.record.number
                return filled(
                    self.tr("Issued again it gets another number, and %1 stays unused in the series."), number
                )
            case Task.DEVIATION:
                return self.tr("Tick it once you know why, and have done what is said above.")

    def step(self, note: Fields) -> str:
        """What one row of the journal tells of it."""
        if "verified" in note:
            return self._verified(Assessment(findings=checks_of(note["verified"])))
        told = note.get("ticked", {})
        task = next((each for each in Task if each.value == told.get("task")), None)
        if task is None:
            return self.tr("A note of another version of the program.")
        pattern = self.tr("%1 ticked: %2.") if told["done"] else self.tr("%1 took the tick back: %2.")
        return filled(pattern, told["by"] or "—", self.task(task))

    # -------------------------------------------------------------------------------------- inside

    def _verified(self, read: Assessment) -> str:
        against = read.with_verdict(Verdict.BLOCKING)
        if against:
            found = " ".join(self._findings.evidence(each) for each in against)
            return filled(self.tr("Read again; not in order: %1"), found)
        unknown = read.with_verdict(Verdict.UNKNOWN)
        if unknown or not read.findings:
            return self.tr("Read again, but not all of it could be read.")
        return self.tr("Read again: a draft, and all is in order.")
