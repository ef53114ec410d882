"""What stands in the way of cancelling many invoices, or makes a run wait, with what can be done about it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from storno_desktop.domain.problem import Problem, Remedy
from storno_desktop.service.cancel_run import PauseReason, RunProgress
from storno_desktop.service.cancel_runs import NoRun
from storno_desktop.service.case import NotJournalled
from storno_desktop.service.journal_book import JournalStanding
from storno_desktop.ui.bulk_row import BulkRow
from storno_desktop.ui.bulk_running import NotBegun
from storno_desktop.ui.bulk_words import BulkWords
from storno_desktop.ui.problem_banner import ProblemBanner
from storno_desktop.ui.problem_words import ProblemWords
from storno_desktop.ui.sentence import filled
from storno_desktop.ui.theme import Tone


class BulkBanner(ProblemBanner):
    """`check_asked`: what could not be read shall be read again; `look_asked`: what has an open outcome shall be read
    back now. `journal_needed` brings the journal's standing."""

    check_asked = Signal()
    look_asked = Signal()
    sign_in_needed = Signal()
    journal_needed = Signal(object)  # JournalStanding

    def __init__(self, words: BulkWords, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._words, self._problems = words, ProblemWords(self)
        self._why: PauseReason | None = None

    def forget_pause(self) -> None:
        """Another stage begins."""
        self._why = None

    def tell_problem(self, problem: Problem, *, may_check: bool) -> None:
        """Something could not be read."""
        words = self._problems
        self.show_problem(
            words.headline(problem),
            words.next_step(problem),
            words.quotation(problem),
            words.tone(problem),
        )
        if problem.remedy is Remedy.SIGN_IN:
            self.add_action(self.tr("Sign in"), self.sign_in_needed.emit)
        elif may_check:
            self.add_action(self.tr("Check again"), self.check_asked.emit)

    def tell_pause(self, progress: RunProgress, row: BulkRow | None) -> None:
        """A run waits for a person; `row` is the invoice that it came to last."""
        if progress.why is None or (progress.why is self._why and self.isVisible()):
            return
        self._why = progress.why
        headline, body = self._words.pause(progress.why, "" if row is None else row.number, progress.problem)
        tone = Tone.NEUTRAL if progress.why is PauseReason.ASKED else Tone.WARNING
        self.show_problem(headline, body, tone=tone)
        problem = progress.problem
        if progress.why is PauseReason.OUTCOME_UNKNOWN:
            self.add_action(self.tr("Check now"), self.look_asked.emit)
        elif problem is not None and problem.remedy is Remedy.SIGN_IN:
            self.add_action(self.tr("Sign in"), self.sign_in_needed.emit)
            self.sign_in_needed.emit()
        if isinstance(progress.outcome, NotJournalled):
            self.journal_needed.emit(progress.outcome.standing)

    def tell_not_begun(self, why: NotBegun) -> None:
        """A run did not begin; nothing was sent."""
        match why:
            case JournalStanding():
                self.journal_needed.emit(why)
            case NoRun.ANOTHER_RUNS:
                self.show_problem(
                    self.tr("You are cancelling many invoices in another window already."),
                    self.tr("Nothing was sent. Let that one end first."),
                    tone=Tone.WARNING,
                )
            case NoRun.NOT_KEPT:
                self.show_problem(
                    self.tr("What is planned could not be written down."),
                    self.tr("Nothing was sent. Make room on the disk, then try again."),
                )
            case Problem():
                self.tell_problem(why, may_check=True)

    def tell_read_back(self, row: BulkRow, state: str) -> None:
        """What became of the invoice that the run waits for."""
        if self._why is PauseReason.OUTCOME_UNKNOWN and not row.is_unknown:
            self.show_problem(
                filled(self.tr("%1: %2"), row.number, state),
                tone=Tone.SUCCESS if row.is_done else Tone.NEUTRAL,
            )
