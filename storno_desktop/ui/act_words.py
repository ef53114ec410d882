"""The journal in words: what was asked, how it ended, and what each step tells."""

from PySide6.QtCore import QObject

from storno_desktop.domain.act import ActKind, Standing
from storno_desktop.domain.act_record import ActRecord, Fields, made_by, problem_of
from storno_desktop.domain.journal_row import ActState, FaultyRow, JournalFault
from storno_desktop.service.restore_requests import RequestFault
from storno_desktop.ui.bar_words import BarWords
from storno_desktop.ui.figures import Figures
from storno_desktop.ui.follow_up_words import FollowUpWords
from storno_desktop.ui.problem_words import ProblemWords
from storno_desktop.ui.request_words import RequestWords
from storno_desktop.ui.sentence import filled
from storno_desktop.ui.theme import Tone
from storno_desktop.ui.words import Sign

_REQUEST_FAULTS = frozenset(each.value for each in RequestFault)


class ActWords(QObject):
    """For the journal's window and the sheet of one act."""

    def __init__(self, figures: Figures, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._figures = figures
        self._problems = ProblemWords(self)
        self._afterwards = FollowUpWords(figures, self)

    def kind(self, kind: ActKind) -> str:
        """What was asked."""
        match kind:
            case ActKind.CANCEL:
                return self.tr("Cancellation")
            case ActKind.RESTORE:
                return self.tr("Restore")
            case ActKind.CREATE_STORNO:
                return self.tr("Storno draft")
            case ActKind.REVOKE_LINK:
                return self.tr("Closing of a public link")

    def outcome(self, record: ActRecord) -> Sign:
        """How it ended, or that it has not."""
        match record.state:
            case ActState.PREPARED:
                return Sign("waiting", self.tr("Under way"), Tone.NEUTRAL)
            case ActState.SENT:
                return Sign("waiting", self.tr("Sent"), Tone.NEUTRAL)
            case ActState.CONFIRMED | ActState.NOTED:
                return Sign("allowed", self.tr("Done"), Tone.SUCCESS)
            case ActState.REFUSED:
                return Sign("blocks", self.tr("Refused"), Tone.DANGER)
            case ActState.UNKNOWN:
                return Sign("unknown", self.tr("Outcome unknown"), Tone.WARNING)
            case ActState.ABANDONED:
                return Sign("info", self.tr("Given up"), Tone.NEUTRAL)
            case ActState.NOT_DONE if record.standing is Standing.DONE_BY_OTHER:
                return Sign("info", self.tr("Done by somebody else"), Tone.NEUTRAL)
            case ActState.NOT_DONE:
                return Sign("info", self.tr("Not done"), Tone.NEUTRAL)
            case ActState.GONE:
                return Sign("unknown", self.tr("Invoice gone"), Tone.NEUTRAL)

    def step(self, step: Fields) -> str:
        """What one row tells, in one or two sentences."""
        state = ActState(step["state"])
        problem = problem_of(step)
        because = "" if problem is None else self._problems.headline(problem)
        match state:
            case ActState.PREPARED:
                return self.tr("Decided by the person.")
            case ActState.ABANDONED:
                return self._given_up(str(step.get("why", "")))
            case ActState.SENT:
                return self.tr("Checked again on the server, the same as before; then sent.")
            case ActState.CONFIRMED if "settled" in step:
                return " ".join(filter(None, (self._settled(step["settled"]), self._made(step))))
            case ActState.CONFIRMED if made_by(step):
                return " ".join((self.tr("The server confirmed it."), self._made(step)))
            case ActState.CONFIRMED:
                return self.tr("The server confirmed it.")
            case ActState.REFUSED:
                quotation = "" if problem is None else self._problems.quotation(problem)
                return " ".join(filter(None, (self.tr("Refused; nothing was changed."), because, quotation)))
            case ActState.UNKNOWN if step.get("why") == "program_ended":
                return self.tr("The program ended before the answer came.")
            case ActState.UNKNOWN:
                return " ".join(filter(None, (self.tr("The answer was lost."), because)))
            case ActState.NOT_DONE:
                return self._settled(step["settled"])
            case ActState.GONE:
                return self.tr(
                    "The invoice is no longer on the server; whether it had happened before, nothing tells. By then the request could not arrive any more."
                )
            case ActState.NOTED:
                return self._afterwards.step(step)

    def fault(self, fault: FaultyRow | None) -> tuple[str, Tone]:
        """What checking the journal found."""
        if fault is None:
            return self.tr("Every row is as it was written."), Tone.SUCCESS
        number = self._figures.count(fault.number)
        return filled(self._faulty(fault.fault), number), Tone.DANGER

    # -------------------------------------------------------------------------------------- inside

    def _faulty(self, fault: JournalFault) -> str:
        match fault:
            case JournalFault.CHANGED:
                return self.tr(
                    "Row %1 was changed after it was written, or moved. Rows before it are intact."
                )
            case JournalFault.MISSING:
                return self.tr("Row %1 is missing. Rows before it are intact.")
            case JournalFault.CUT_OFF:
                return self.tr("The journal was cut off: row %1 and all after it are missing.")
            case JournalFault.OTHER_PAST:
                return self.tr(
                    "This is not the journal that was last written here: row %1 is another one. "
                    "An older copy may have been put in its place."
                )
            case JournalFault.UNREADABLE:
                return self.tr("The file is damaged at about row %1. Rows before it are intact.")

    def _made(self, step: Fields) -> str:
        number = made_by(step)
        return filled(self.tr("The draft is %1."), number) if number else ""

    def _given_up(self, why: str) -> str:
        match why:
            case "changed":
                return self.tr("Nothing was sent: the invoice had changed meanwhile.")
            case "another_open":
                return self.tr("Nothing was sent: another act on this invoice was open.")
            case "session_ended":
                return self.tr("Nothing was sent: the session had ended.")
            case "program_ended":
                return self.tr("Nothing was sent: the program ended before.")
            case "asked_elsewhere":
                return self.tr("Nothing was sent: a supervisor elsewhere was asked by a file.")
            case "supervisor_refused":
                return self.tr("Nothing was sent: the supervisor refused.")
            case _ if why in _REQUEST_FAULTS:
                said = RequestWords(self._figures, self).fault(RequestFault(why))
                return f"{self.tr('Nothing was sent.')} {said}"
            case _:
                barred = BarWords(self).sentence(why)
                return " ".join(filter(None, (self.tr("Nothing was sent."), barred)))

    def _settled(self, settled: Fields) -> str:
        event = settled.get("event", {})
        who, standing = str(event.get("by", "")), settled.get("standing")
        if standing == Standing.DONE.name:
            return self.tr("Reading back showed that it had happened.")
        if standing == Standing.DONE_AND_UNDONE.name:
            return self.tr("Reading back showed that it had happened, and was undone since.")
        if standing == Standing.DONE_BY_OTHER.name:
            pattern = self.tr("Reading back showed that somebody else did it: %1.")
            return filled(pattern, who) if who else self.tr("Reading back showed that somebody else did it.")
        return self.tr(
            "Reading back showed that nothing happened; by then the request could not arrive any more."
        )
