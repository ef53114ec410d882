"""What all acts on an invoice share on screen: look, show, ask, send once, and say truly how it ended."""

from abc import abstractmethod
from collections.abc import Coroutine
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QKeyCombination, Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from storno_desktop.domain.act import Intent
from storno_desktop.domain.evidence import Evidence
from storno_desktop.domain.facts import Reached
from storno_desktop.domain.finding import Check, Finding, GroundKind, Verdict, fingerprint
from storno_desktop.domain.problem import Problem, ProblemKind
from storno_desktop.io_thread import Ticket
from storno_desktop.service.act_service import ActService
from storno_desktop.service.case import (
    ActOutcome,
    Case,
    CaseChanged,
    Done,
    NotAllowed,
    OutcomeUnknown,
    Refused,
)
from storno_desktop.ui.act_frame import ActFrame
from storno_desktop.ui.advice_view import AdviceView
from storno_desktop.ui.announcement import announce
from storno_desktop.ui.bar_words import BarWords
from storno_desktop.ui.case_difference import CaseDifference
from storno_desktop.ui.consequence_list import ConsequenceList
from storno_desktop.ui.figures import Figures
from storno_desktop.ui.finding_words import FindingWords
from storno_desktop.ui.findings_view import FindingRow, FindingsView
from storno_desktop.ui.invoice_facts import InvoiceFacts
from storno_desktop.ui.question_dialog import WIDEST, QuestionDialog
from storno_desktop.ui.reached_question import ReachedQuestion
from storno_desktop.ui.sentence import filled
from storno_desktop.ui.settling_view import SettlingView
from storno_desktop.ui.theme import SPACE_M, SPACE_XL, Tone, set_tone, strong_font
from storno_desktop.ui.unsent_telling import UnsentTelling


@dataclass(frozen=True, slots=True)
class ActTexts:
    """What a dialog calls things: the question, both buttons, the work and its success."""

    question: str
    safe: str
    act: str
    doing: str
    done: str
    sentence: str = ""
    tone: Tone = Tone.DANGER


class ActDialog(QuestionDialog):
    """Reads everything about one invoice, shows what speaks for and against, and acts through its service.

    `done` brings the invoice as the server has it after success; `unsettled` the intent when the dialog is
    closed while nobody knows the outcome; `seen` every newer reading of the invoice on the way. The window
    answers `sign_in_needed` with a sign-in and then calls `check_again`, and `journal_needed` (with its standing)
    by opening the journal, without which nothing is sent.
    """

    # QDialog.done(int) is hidden by this on purpose: nobody calls it, and Qt's own calls do not look here.
    done = Signal(object)  # type: ignore[assignment]
    seen = Signal(object)
    unsettled = Signal(object)
    sign_in_needed = Signal()
    journal_needed = Signal(object)

    def __init__(self, frame: ActFrame, service: ActService, texts: ActTexts) -> None:
        super().__init__(
            texts.question,
            texts.sentence,
            safe=texts.safe,
            act=texts.act,
            tone=texts.tone,
            parent=frame.parent,
            guard_ms=frame.guard_ms,
        )
        self._io, self._service = frame.io, service
        self._own_company, self._invoice = frame.company, frame.invoice
        self._texts = texts
        self._look_delays_ms = tuple(frame.look_delays_ms)
        self._looks = 0
        self._case: Case | None = None
        self._ticket: Ticket[Any] | None = None
        self._intent: Intent | None = None
        self._lost: Problem | None = None
        self._succeeded = False
        self._noted: dict[Check, str] = {}

        self.words, self.figures = FindingWords(self), Figures(self)
        self._difference = CaseDifference(self)
        self.telling = UnsentTelling(self)
        self._form = QWidget(self)
        self.facts_line = InvoiceFacts(frame.now, self._form)
        self.advice = AdviceView(self._form)
        self.question = ReachedQuestion(self._form)
        self.consequences = ConsequenceList(self._form)
        self.settling = SettlingView(self)
        self.settling.hide()
        for each in (self._form, self.settling):  # one width in all states: nothing jumps sideways
            each.setMinimumWidth(WIDEST - 2 * SPACE_XL)
        self.form = QVBoxLayout(self._form)
        self.form.setContentsMargins(0, 0, 0, 0)
        self.form.setSpacing(SPACE_M)
        self.form.addWidget(self.facts_line)
        self.add_evidence(self._form)
        self.add_evidence(self.settling)
        self.set_company(frame.company.name, frame.company.cif)
        self.facts_line.show_invoice(frame.invoice)

        self._next_look = QTimer(self)
        self._next_look.setSingleShot(True)
        self._farewell = QTimer(self)
        self._farewell.setSingleShot(True)
        self._farewell.setInterval(frame.farewell_ms)
        again = QShortcut(QKeySequence(QKeyCombination(Qt.Key.Key_F5)), self)
        again.setAutoRepeat(False)
        again.activated.connect(self.check_again)
        self.committed.connect(self._carry_out)
        self.finished.connect(lambda _result: self._leave())
        self.telling.sign_in_needed.connect(self.sign_in_needed)
        self.telling.journal_needed.connect(self.journal_needed)
        self.telling.check_asked.connect(self.check_again)
        self.facts_line.check_wanted.connect(self.check_again)
        self.settling.check_wanted.connect(self.check_again)
        self.question.answered.connect(self._answer)
        self._next_look.timeout.connect(self._read_back)
        self._farewell.timeout.connect(self.accept)

    # -------------------------------------------------------------------------------------- what a subclass says

    @property
    @abstractmethod
    def findings(self) -> FindingsView:
        """Where the findings stand."""

    @abstractmethod
    def asks_about_client(self) -> bool:
        """Whether the human question has to be answered."""

    @abstractmethod
    def present(self, case: Case | None) -> None:
        """Show what was read; None while nothing has been."""

    @abstractmethod
    def send(self, case: Case, acknowledged: frozenset[Check]) -> Coroutine[Any, Any, ActOutcome]:
        """The work itself; called only when nothing is missing."""

    def afterwards(self, _done: Done) -> QWidget | None:
        """What is shown in the form's place after success; None where there is nothing more to see or do."""
        return None

    def still_missing(self) -> str:
        """What else the act waits for, in a sentence; "" for nothing."""
        return ""

    def looking(self) -> Coroutine[Any, Any, Case | OutcomeUnknown]:
        """The reading of everything."""
        return self._service.look(self._own_company, self._invoice.id, self.answer_given())

    def commit_act(self, case: Case) -> None:
        """The person decided, and nothing is missing."""
        self._io.commit(self.send(case, self.noted), self.acted, owner=self)
        self.set_busy(self._texts.doing)  # while the readings are on their way

    # -------------------------------------------------------------------------------------- looking

    def open(self) -> None:
        super().open()
        self.check_again()

    @property
    def case(self) -> Case | None:
        """What the person sees."""
        return self._case

    @property
    def is_looking(self) -> bool:
        """Whether a reading is under way."""
        return self._ticket is not None

    @property
    def may_look(self) -> bool:
        """Whether something can be read afresh now."""
        return not (self.is_busy or self.is_looking or self._succeeded)

    @property
    def noted(self) -> frozenset[Check]:
        """The warnings that were ticked and still say what they said then."""
        if self._case is None:
            return frozenset()
        return frozenset(
            finding.check
            for finding in self._case.assessment.warnings
            if self._noted.get(finding.check) == fingerprint([finding])
        )

    def check_again(self) -> None:
        """Read everything afresh: F5, the button, and the window after a new sign-in."""
        if not self.may_look:
            return
        if self._intent is not None:
            self._read_back()
            return
        self.look_by(self.looking())

    def look_by(self, work: Coroutine[Any, Any, Case | OutcomeUnknown]) -> None:
        """This reading is under way; what it shows takes the place of what is on show. Nothing can be sent meanwhile."""
        self.clear_problem()
        self.telling.begin_anew()
        self._ticket = self._io.run(work, self._looked, owner=self)
        self._busy.start()
        self.facts_line.set_checking(True)
        if self._case is None:
            self.present(None)
        self.refresh()

    def _looked(self, result: Case | OutcomeUnknown) -> None:
        self._ticket = None
        self._busy.stop()
        self.facts_line.set_checking(False)
        match result:
            case OutcomeUnknown():
                self._become_unknown(result)
            case Case():
                before = self._case
                self._take(result)
                if before is not None and before.facts.invoice is not None:
                    self._tell_difference(before)
                announce(self, self.advice.sentence)

    def _take(self, case: Case) -> None:
        """From now on this is what the person sees."""
        self._case = case.answered(self.answer_given())
        detail = case.facts.detail
        if isinstance(detail, Evidence):
            self._invoice = detail.value.summary
            self.facts_line.show_invoice(self._invoice)
            self.seen.emit(detail)
        read = [each.observed_at for each in case.assessment.findings if each.observed_at is not None]
        self.facts_line.set_read_at(min(read, default=None))
        self._show()
        self._tell_problem(case)

    def _show(self) -> None:
        self.present(self._case)
        self.setAccessibleDescription(self.advice.sentence)
        self.refresh()

    def _tell_problem(self, case: Case) -> None:
        """One banner for a session that has ended or an invoice that could not be read at all."""
        problems = [each.problem for each in case.assessment.findings if each.problem is not None]
        ended = next((each for each in problems if each.kind is ProblemKind.SIGNED_OUT), None)
        detail = case.facts.detail
        problem = ended or (detail if isinstance(detail, Problem) else None)
        if problem is not None:
            self._banner_for(problem)

    def _tell_difference(self, before: Case) -> None:
        if self._case is None or self._case.facts.invoice is None or self._case.says_the_same(before):
            return
        self._noted.clear()
        self._show()
        headline = self._difference.headline(before, self._case)
        lines = self._difference.lines(before, self._case)
        self.show_problem(headline, "\n".join(lines), tone=Tone.WARNING)

    # -------------------------------------------------------------------------------------- deciding

    def note(self, check: Check, ticked: bool) -> None:
        """The person acknowledged a warning, or took that back."""
        self._noted.pop(check, None)
        if ticked and self._case is not None:
            self._noted[check] = fingerprint([self._case.assessment.of(check)])
        self.refresh()

    def why_not(self) -> str:
        """Why the act cannot be chosen now, in one sentence; "" when it can."""
        if self._ticket is not None:
            return self.tr("The invoice is being checked.")
        if self._case is None or self._intent is not None:
            return self.tr("The invoice has not been checked.")
        assessment = self._case.assessment
        if assessment.with_verdict(Verdict.BLOCKING):
            return self.tr("Something stands against it: see above.")
        if assessment.stopped:
            return self.tr("Not everything could be checked. Check again.")
        if self.asks_about_client() and self.question.answer is None:
            return self.tr("Answer the question first.")
        left = len(assessment.warnings) - len(self.noted)
        if left > 0:
            return self.words.to_take_note_of(left)
        return self.still_missing()

    def refresh(self) -> None:
        """Open or close the act by what is there now."""
        if not self._succeeded:
            reason = self.why_not()
            self.allow_act(not reason and self._intent is None, "" if self._intent is not None else reason)

    def _answer(self, _reached: Reached) -> None:
        if self._case is not None:
            self._case = self._case.answered(self.answer_given())
            self._show()
            announce(self, self.advice.sentence)
        self.refresh()

    def answer_given(self) -> Reached | None:
        """The person's own answer about the client, if it is asked for."""
        return self.question.answer if self.asks_about_client() else None

    # -------------------------------------------------------------------------------------- acting

    def _carry_out(self) -> None:
        case = self._case
        if case is None or self.why_not() or self._succeeded:
            return
        self.clear_problem()
        self.commit_act(case)

    def acted(self, outcome: ActOutcome) -> None:
        """How it ended."""
        if isinstance(outcome, Done):
            self._succeed(outcome)
            return
        self.set_idle()
        match outcome:
            case CaseChanged(case):
                before = self._case
                self._noted.clear()
                self._take(case)
                if before is not None:
                    self._tell_difference(before)
            case OutcomeUnknown():
                self._become_unknown(outcome)
            case NotAllowed(why):
                self.telling.tell(outcome, self.why_not_allowed(why))
            case Refused(problem):
                self.telling.tell(outcome, lacking=self._lacking(problem))
            case _:
                self.telling.tell(outcome)

    def why_not_allowed(self, why: str) -> str:
        """What does not let it, in a sentence, by the journal's word."""
        return BarWords(self).sentence(why) or self.tr("The rules of your organisation do not allow it.")

    def _lacking(self, problem: Problem) -> str:
        """Rights that could not be read beforehand (an API key's) are named once the server misses them."""
        if problem.kind is not ProblemKind.FORBIDDEN or self._case is None:
            return ""
        for ground in self._case.assessment.of(Check.PERMITTED).grounds:
            if ground.kind is GroundKind.PERMISSION_UNREADABLE:
                lacking = self.tr("Nothing was changed. The API key, or its account, most likely lacks %1.")
                return filled(lacking, ground.text)
        return ""

    def _banner_for(self, problem: Problem) -> None:
        self.telling.tell_problem(problem, may_check=self._intent is None)

    def _succeed(self, done: Done) -> None:
        self._succeeded = True
        self.done.emit(done.invoice)  # the row in the list comes first
        self.show_success(done)

    def show_success(self, done: Done) -> None:
        """It is done: say so, and go on with what comes of it or close."""
        self._succeeded = True
        self._intent = None
        self._next_look.stop()
        self.clear_problem()
        self.settling.show_done(self._texts.done)
        self.set_busy(self._texts.done, may_leave=True)
        self._busy.stop()
        set_tone(self.hint, Tone.SUCCESS)
        self.hint.setFont(strong_font())
        self.safe_button.setText(self.tr("Close"))
        more = self.afterwards(done)
        if more is None:
            self._farewell.start()
        else:
            self._go_on_with(more)

    def _go_on_with(self, view: QWidget) -> None:
        """The dialog stays open for what came of it; the act itself is over."""
        view.setMinimumWidth(WIDEST - 2 * SPACE_XL)
        self.set_sentence("")
        self._form.hide()
        self.settling.hide()
        self.act_button.hide()
        self.add_evidence(view)
        view.show()
        self.set_idle()
        self.allow_act(False, self._texts.done)
        self.safe_button.setFocus()

    # -------------------------------------------------------------------------------------- not knowing

    def _become_unknown(self, outcome: OutcomeUnknown) -> None:
        """The form is gone for good: there is nothing to send any more, only something to find out."""
        self._intent, self._lost = outcome.intent, outcome.problem
        self.clear_problem()
        self.rename(filled(self.tr("%1: outcome unknown"), outcome.intent.number))
        self.set_sentence("")
        self._form.hide()
        self.settling.show()
        self.act_button.hide()
        self.safe_button.setText(self.tr("Close"))
        self.refresh()
        self._standing(outcome)
        self.safe_button.setFocus()

    def _read_back(self) -> None:
        if self._intent is None or self._ticket is not None:
            return
        self._next_look.stop()
        self.settling.set_checking(True)
        self._busy.start()
        look = self._service.look_again(self._own_company, self._intent)
        self._ticket = self._io.run(look, self._settled, owner=self)

    def _settled(self, result: Done | OutcomeUnknown) -> None:
        self._ticket = None
        self._busy.stop()
        self.settling.set_checking(False)
        match result:
            case Done() if self._intent is None or self._intent.kind is self._service.kind:
                self._succeed(result)
            case Done():
                self._other_is_done(result)
            case OutcomeUnknown():
                self._standing(result)

    def _other_is_done(self, done: Done) -> None:
        """An act of another kind was open on this invoice, and it happened; this dialog's own was never sent."""
        self._intent = None
        self._succeeded = True  # nothing is left to do here
        self._next_look.stop()
        self.clear_problem()
        self.settling.show_done(self.tr("It happened."))
        self.seen.emit(done.invoice)

    def _standing(self, outcome: OutcomeUnknown) -> None:
        settlement = outcome.settlement
        self.settling.show_standing(outcome.intent, settlement, self._lost)
        if settlement.invoice is not None:
            self.seen.emit(settlement.invoice)
        if settlement.can_be_told:
            if settlement.ends_the_act:
                self._intent = None
            self._succeeded = True  # nothing is left to do here; the rest is the journal's to see
            return
        if settlement.problem is not None and settlement.problem.kind is ProblemKind.SIGNED_OUT:
            self._banner_for(settlement.problem)
        else:
            self.clear_problem()
        delay = self._look_delays_ms[min(self._looks, len(self._look_delays_ms) - 1)]
        self._looks += 1
        self._next_look.start(delay)

    def _leave(self) -> None:
        if self._ticket is not None:
            self._ticket.drop()
        self._next_look.stop()
        self._farewell.stop()
        if self._intent is not None:
            self.unsettled.emit(self._intent)

    # -------------------------------------------------------------------------------------- rows

    def _fit(self) -> None:
        super()._fit()
        # The smallest height that a layout gives of itself is the one at its narrowest; the area around would
        # take that for the height of its content and scroll into nothing.
        self._body.setMinimumHeight(max(self._column.totalHeightForWidth(self.width()), 1))

    def row(self, finding: Finding, *, advised: bool = True) -> FindingRow:
        """A finding as a row, with what to do about it unless another row says it already."""
        advice = self.words.blocker_advice(finding, self._service.kind) if advised else ""
        # A warning is for somebody who can go on.
        stopped = self._case is not None and self._case.assessment.stopped
        return FindingRow(
            title=self.words.title(finding.check),
            sign=self.words.sign(finding.verdict),
            evidence=self.words.evidence(finding),
            advice=advice,
            read_at="" if finding.observed_at is None else self.figures.clock(finding.observed_at),
            tick=finding.check if finding.verdict is Verdict.WARNING and not stopped else None,
            source=self.words.sources(finding),
        )
