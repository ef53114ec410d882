"""What is said about all the invoices together: the question, how many wait for what, how far the work has come."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from enum import Enum, auto

from PySide6.QtCore import QObject

from storno_desktop.domain.invoice_summary import InvoiceId
from storno_desktop.ui.bulk_model import BulkModel
from storno_desktop.ui.bulk_row import Readiness
from storno_desktop.ui.bulk_words import BulkWords
from storno_desktop.ui.figures import Figures
from storno_desktop.ui.sentence import filled

_ENOUGH = 10
"""After so many pieces of work it can be told how long the rest takes."""
_TO_DECIDE = (Readiness.UNANSWERED, Readiness.UNNOTED, Readiness.WITHOUT_REASON)


class BulkStage(Enum):
    """Where the window is."""

    REVIEW = auto()
    RUNNING = auto()
    PAUSED = auto()
    ENDED = auto()


@dataclass(frozen=True, slots=True, kw_only=True)
class BulkCourse:
    """How far the work of a stage has come: `done` of `whole` pieces in `spent_s` seconds.

    `following` is the next invoice of a run, `begun` when a run that broke off had begun, None for a new one.
    """

    stage: BulkStage
    is_looking: bool
    done: int
    whole: int
    spent_s: float
    following: InvoiceId | None = None
    begun: datetime | None = None

    @property
    def left(self) -> int:
        """Pieces still to do."""
        return self.whole - self.done


class BulkSummary(QObject):
    """The words of the window that are not about one invoice."""

    def __init__(self, words: BulkWords, figures: Figures, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._words, self._figures = words, figures

    def title(self, model: BulkModel, course: BulkCourse) -> str:
        """The question, or what is being done."""
        match course.stage:
            case BulkStage.REVIEW if course.begun is not None:
                return self.tr("Go on cancelling?")
            case BulkStage.REVIEW:
                return self.tr("Cancel %n invoice(s)?", "", len(model.rows))
            case BulkStage.RUNNING:
                pattern, number = self.tr("Cancelling %1 of %2"), min(course.done + 1, course.whole)
                return filled(pattern, self._figures.count(number), self._figures.count(course.whole))
            case BulkStage.PAUSED:
                pattern = self.tr("Paused after %1 of %2")
                return filled(pattern, self._figures.count(course.done), self._figures.count(course.whole))
            case BulkStage.ENDED:
                return self.tr("%n invoice(s) cancelled", "", sum(row.is_done for row in model.rows))

    def sentence(self, model: BulkModel, course: BulkCourse) -> str:
        """The one sentence that matters."""
        match course.stage:
            case BulkStage.REVIEW if course.begun is not None:
                pattern = self.tr(
                    "A run of %1 broke off, with %2 of %3 cancelled. Nothing was sent since. Look at the rest and decide anew."
                )
                done = self._figures.count(sum(row.is_done for row in model.rows))
                rows = self._figures.count(len(model.rows))
                return filled(pattern, self._figures.moment(course.begun), done, rows)
            case BulkStage.REVIEW:
                return self.tr(
                    "Only those that are ready are cancelled, one after the other. Each is checked again right before it is sent."
                )
            case BulkStage.RUNNING:
                return filled(self.tr("Now: %1"), _number(model, course.following))
            case BulkStage.PAUSED:
                return filled(self.tr("Next: %1"), _number(model, course.following))
            case BulkStage.ENDED:
                return ""

    def counted(self, model: BulkModel, course: BulkCourse, counts: Counter[Readiness]) -> str:
        """How many wait for what; later, what came of how many."""
        if course.stage is BulkStage.REVIEW:
            return " · ".join(self._waiting(counts))
        results = Counter(sign.word for row in model.rows if (sign := self._words.result(row)) is not None)
        return " · ".join(f"{word}: {self._figures.count(count)}" for word, count in results.most_common())

    def why_not(self, course: BulkCourse, counts: Counter[Readiness], shortfall: str) -> str:
        """Why the act cannot be chosen now, "" where it can; `shortfall` is what the reason lacks."""
        if course.stage is BulkStage.PAUSED:
            return ""
        if course.is_looking:
            return self.tr("The invoices are still being checked.")
        if counts[Readiness.READY]:
            return ""
        if counts[Readiness.WAITING]:
            return self.tr("Not everything could be checked. Check again.")
        if counts[Readiness.UNANSWERED]:
            return self.tr("Answer the question first.")
        if counts[Readiness.WITHOUT_REASON]:
            return shortfall
        if counts[Readiness.UNNOTED]:
            return self.tr("Choose each invoice with a warning and take note of it.")
        return self.tr("None of them can be cancelled.")

    def hint(self, course: BulkCourse, counts: Counter[Readiness], why_not: str) -> str:
        """What stands beside the buttons."""
        match course.stage:
            case BulkStage.REVIEW if not why_not:
                others = sum(counts[each] for each in _TO_DECIDE)
                told = self.tr("%n that you have not decided about stay(s) as it is.", "", others)
                return told if others else ""
            case BulkStage.REVIEW:
                return " ".join(filter(None, (why_not, self._time_left(course) if course.is_looking else "")))
            case BulkStage.RUNNING:
                return self._time_left(course)
            case BulkStage.PAUSED:
                return self.tr("What is left can be gone through again later, after fresh checks.")
            case BulkStage.ENDED:
                return ""

    # -------------------------------------------------------------------------------------- inside

    def _waiting(self, counts: Counter[Readiness]) -> list[str]:
        to_decide = sum(counts[each] for each in _TO_DECIDE)
        told = (
            (counts[Readiness.READY], self.tr("%n ready", "", counts[Readiness.READY])),
            (to_decide, self.tr("%n to decide about", "", to_decide)),
            (counts[Readiness.LEFT_OUT], self.tr("%n left out", "", counts[Readiness.LEFT_OUT])),
            (
                counts[Readiness.INELIGIBLE],
                self.tr("%n cannot be cancelled", "", counts[Readiness.INELIGIBLE]),
            ),
            (counts[Readiness.UNREAD], self.tr("%n could not be checked", "", counts[Readiness.UNREAD])),
            (counts[Readiness.OPEN], self.tr("%n with an unknown outcome", "", counts[Readiness.OPEN])),
            (counts[Readiness.WAITING], self.tr("%n still to be checked", "", counts[Readiness.WAITING])),
        )
        return [text for count, text in told if count]

    def _time_left(self, course: BulkCourse) -> str:
        """How long the rest takes, once that can be told."""
        if course.done < _ENOUGH:
            return ""
        minutes = round(course.spent_s / course.done * course.left / 60)
        return self.tr("About %n minute(s) left.", "", minutes) if minutes >= 1 else ""


def _number(model: BulkModel, invoice_id: InvoiceId | None) -> str:
    position = None if invoice_id is None else model.position_of(invoice_id)
    row = None if position is None else model.row(position)
    return "—" if row is None else row.number
