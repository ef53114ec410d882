"""Filling the list from the server, step by step, and how fresh it is."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from storno_desktop.domain.problem import Problem, ProblemKind
from storno_desktop.domain.session import Company
from storno_desktop.io_thread import IoThread, Ticket
from storno_desktop.ui.figures import Figures
from storno_desktop.ui.problem_words import ProblemWords
from storno_desktop.ui.theme import Tone

if TYPE_CHECKING:
    from storno_desktop.service.refresh import RefreshProgress
    from storno_desktop.service.services import Services

_TICK_MS = 5_000
_NO_BREAK = "\u00a0"
GROWING_OLD = timedelta(minutes=15)


class Refreshing(QObject):
    """Runs one refresh at a time for the company on show; another company drops the one under way."""

    advanced = Signal(object)  # RefreshProgress: rows came
    finished = Signal(object)  # RefreshProgress
    failed = Signal(object)  # Problem; what came before it stays
    aged = Signal()  # the age in `sentence` may read differently now

    def __init__(
        self, io: IoThread, services: Services, clock: Callable[[], datetime], figures: Figures
    ) -> None:
        super().__init__()
        self._io = io
        self._services = services
        self._clock = clock
        self._figures = figures
        self._problems = ProblemWords()
        self._company: Company | None = None
        self._since: date | None = None
        self._ticket: Ticket[RefreshProgress | Problem] | None = None
        self._refreshed_at: datetime | None = None
        self._problem: Problem | None = None
        self._progress: RefreshProgress | None = None
        self._complete: dict[str, datetime] = {}  # by company: what `refreshed_at` was in this run
        self._paused: dict[str, RefreshProgress | None] = {}  # by company: how far it had come
        self._ticking = QTimer(self)
        self._ticking.setInterval(_TICK_MS)
        self._ticking.timeout.connect(self.aged)
        self._ticking.start()

    @property
    def is_running(self) -> bool:
        """Whether a refresh is under way."""
        return self._ticket is not None

    @property
    def is_filling(self) -> bool:
        """Whether the list is being downloaded for the first time and goes on by itself."""
        return self.is_running and self._refreshed_at is None and not self.is_paused

    @property
    def is_paused(self) -> bool:
        """Whether the person holds the download of the company on show."""
        return self._company is not None and self._company.id in self._paused

    @property
    def refreshed_at(self) -> datetime | None:
        """When the last complete refresh of this company was answered, None for never."""
        return self._refreshed_at

    @property
    def problem(self) -> Problem | None:
        """Why the last refresh stopped, None if it did not."""
        return self._problem

    def start(self, company: Company, since: date | None = None) -> None:
        """Begin a refresh, or leave the one that runs for this company alone.

        `since` is the first issue date to ask for, None for all invoices.
        """
        if self._ticket is not None and self._company == company and self._since == since:
            self.resume()
            return
        self._paused.pop(company.id, None)
        self.stop()
        if self._company is not None and self._company.id != company.id:
            self._refreshed_at = None
        self._company, self._problem, self._progress, self._since = company, None, None, since
        self._ticket = self._io.run(
            self._services.invoices.begin_refresh(company, since), self._stepped, owner=self
        )
        self.aged.emit()

    def recall(self, company: Company, refreshed_at: datetime | None, problem: Problem | None) -> None:
        """What the disk holds of the company is of that moment (None: not known, or nothing is on the disk);
        `problem` is why the server cannot be asked now, None where it is about to be."""
        if self._company is None or self._company.id != company.id or self._refreshed_at is None:
            self._company, self._refreshed_at = company, refreshed_at or self._complete.get(company.id)
        self._problem = problem
        self.aged.emit()

    def pause(self) -> None:
        """Hold the download at the end of a page, until `resume` or `start`; another company is not held."""
        if self._company is not None and self.is_filling:
            self._paused[self._company.id] = self._progress
            self._io.run(self._services.invoices.pause(), lambda _none: None, owner=self)
            self.aged.emit()

    def resume(self) -> None:
        """Go on with the download where it is held."""
        if self._company is None or not self.is_paused:
            return
        del self._paused[self._company.id]
        if self._ticket is None:
            self.start(self._company, self._since)
        else:
            self._io.run(self._services.invoices.go_on(), lambda _none: None, owner=self)
            self.aged.emit()

    def inherit(self, other: Refreshing) -> None:
        """What another window of this run knows: what is complete, and what is paused."""
        self._complete, self._paused = dict(other._complete), dict(other._paused)

    def forget_all(self) -> None:
        """Nothing of any company is here any more: somebody signed out."""
        self.forget()
        self._complete.clear()
        self._paused.clear()

    def forget(self) -> None:
        """Nothing of the company on show is here any more."""
        self.stop()
        if self._company is not None:
            self._paused.pop(self._company.id, None)
            self._complete.pop(self._company.id, None)
        self._company, self._refreshed_at, self._progress, self._problem = None, None, None, None

    def stop(self) -> None:
        """Drop what is under way; rows that came stay."""
        if self._ticket is not None:
            self._ticket.drop()
            self._ticket = None

    def close(self) -> None:
        """No more ticks: the window goes."""
        self.stop()
        self._ticking.stop()

    def sentence(self) -> tuple[str, Tone, str]:
        """How fresh the list is, with a tone and an icon."""
        if self._company is not None and self.is_paused:
            held = self._paused[self._company.id]
            text = self.tr("The download is paused: %1%") if held else self.tr("The download is paused.")
            return text.replace("%1", str(_percent(held))), Tone.NEUTRAL, "pause"
        if self.is_running and self._refreshed_at is None:
            if self._progress is not None and self._progress.expected:
                text = self.tr("Downloading: %1% (%2 of %3)")
                for place, number in (
                    ("%3", self._figures.count(self._progress.expected)),
                    ("%2", self._figures.count(self._progress.received)),
                    ("%1", str(_percent(self._progress))),
                ):
                    text = text.replace(place, number)
                return unbroken(text, "("), Tone.NEUTRAL, "refresh"
            return self.tr("Downloading…"), Tone.NEUTRAL, "refresh"
        if self._problem is not None:
            text = self._problems.headline(self._problem)
            if self._refreshed_at is not None:
                text += " " + self.tr("Data from %1").replace("%1", self._figures.moment(self._refreshed_at))
            if self._problem.kind is ProblemKind.CONNECTING:
                return text, Tone.NEUTRAL, "refresh"
            return text, Tone.DANGER, "offline"
        if self._refreshed_at is None:
            return self.tr("Not downloaded yet"), Tone.NEUTRAL, "offline"
        now = self._clock()
        age = self._figures.age(self._refreshed_at, now)
        if now - self._refreshed_at > GROWING_OLD:
            return self.tr("Updated %1").replace("%1", age), Tone.WARNING, "warning"
        return self.tr("Updated %1").replace("%1", age), Tone.NEUTRAL, "validated"

    def _stepped(self, step: RefreshProgress | Problem) -> None:
        company = self._company
        self._ticket = None
        if company is None:
            return
        if isinstance(step, Problem):
            self._problem = step
            self.failed.emit(step)
            return
        self._progress = step
        if self.is_paused:
            self._paused[company.id] = step
        if step.done:
            self._paused.pop(company.id, None)
            self._refreshed_at = self._complete[company.id] = step.observed_at
            self.finished.emit(step)
            return
        self._ticket = self._io.run(
            self._services.invoices.continue_refresh(company), self._stepped, owner=self
        )
        self.advanced.emit(step)


def unbroken(text: str, mark: str) -> str:
    """The text, with figures that stay in one line from this mark on."""
    head, found, figures = text.partition(mark)
    return head + found + figures.replace(" ", _NO_BREAK)


def _percent(progress: RefreshProgress | None) -> int:
    """Whole percents of what the server counts; 100 only at the end."""
    if progress is None or not progress.expected:
        return 0
    percent = 100 * progress.received // progress.expected
    return max(0, min(percent, 100 if progress.done else 99))
