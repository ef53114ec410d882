"""Says inside a dialog why an act did not happen, and offers what can be done about it."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from storno_desktop.domain.problem import Problem, Remedy
from storno_desktop.service.case import NotAllowed, NotJournalled, NotSent, Refused, Unsent
from storno_desktop.ui.bar_words import BarWords
from storno_desktop.ui.problem_words import ProblemWords
from storno_desktop.ui.question_dialog import QuestionDialog
from storno_desktop.ui.theme import Tone


class UnsentTelling(QObject):
    """The one place where every dialog's acts are told of that changed nothing.

    `journal_needed` brings the journal's standing. A sign-in is asked for at once the first time that it is missing,
    and by a button after that.
    """

    sign_in_needed = Signal()
    journal_needed = Signal(object)  # JournalStanding
    check_asked = Signal()

    def __init__(self, dialog: QuestionDialog) -> None:
        super().__init__(dialog)
        self._dialog, self._problems = dialog, ProblemWords(self)
        self._asked_to_sign_in = False

    def begin_anew(self) -> None:
        """Everything is read afresh: a sign-in that is missing then is asked for again."""
        self._asked_to_sign_in = False

    def tell(self, outcome: Unsent, rule: str = "", lacking: str = "") -> None:
        """Say it; `rule` is the office's rule that an act was not allowed by, `lacking` what a refusal is likely due to."""
        match outcome:
            case NotSent(problem):
                if problem is None:
                    under_way = self.tr("Nothing was sent: another act on this invoice is under way.")
                    self._dialog.show_problem(under_way, tone=Tone.WARNING)
                else:
                    self.tell_problem(problem, self.tr("Nothing was sent."))
            case NotJournalled(standing):
                banner = self._dialog.show_problem(
                    self.tr("Nothing was sent: the journal is not open."),
                    self.tr("Every act is written down before it is sent."),
                    tone=Tone.WARNING,
                )
                banner.add_action(self.tr("Open the journal…"), lambda: self.journal_needed.emit(standing))
                self.journal_needed.emit(standing)
            case NotAllowed(why):
                rule = rule or BarWords(self).sentence(why)
                self._dialog.show_problem(self.tr("Nothing was sent."), rule, tone=Tone.WARNING)
            case Refused(problem):
                self.tell_problem(problem, lacking)

    def tell_problem(self, problem: Problem, safe: str = "", *, may_check: bool = True) -> None:
        """What went wrong, after the reassurance `safe`; `may_check` offers to read everything afresh."""
        words = self._problems
        body = " ".join(filter(None, (safe, words.next_step(problem))))
        banner = self._dialog.show_problem(
            words.headline(problem), body, words.quotation(problem), tone=words.tone(problem)
        )
        if problem.remedy is Remedy.SIGN_IN:
            banner.add_action(self.tr("Sign in"), self.sign_in_needed.emit)
            if not self._asked_to_sign_in:
                self._asked_to_sign_in = True
                self.sign_in_needed.emit()
        elif may_check:
            banner.add_action(self.tr("Check again"), self.check_asked.emit)
