"""Filling the list from the server, step by step, and how fresh it is."""

from collections.abc import Callable
from datetime import date, datetime, timedelta

from PySide6.QtCore import QObject, QTimer, Signal

from storno_desktop.domain.problem import Problem
from storno_desktop.domain.session import Company
from storno_desktop.io_thread import IoThread, Ticket
from storno_desktop.service.invoices import InvoiceService
from storno_desktop.service.refresh import RefreshProgress
from storno_desktop.ui.figures import Figures
from storno_desktop.ui.problem_words import ProblemWords
from storno_desktop.ui.theme import Tone

_TICK_MS = 5_000
GROWING_OLD = timedelta(minutes=15)


class Refreshing(QObject):
    """Runs one refresh at a time for the company on show; another company drops the one under way."""

    advanced = Signal(object)  # RefreshProgress: rows came
    finished = Signal(object)  # RefreshProgress
    failed = Signal(object)  # Problem; what came before it stays
    aged = Signal()  # the age in `sentence` may read differently now

    def __init__(
        self, io: IoThread, service: InvoiceService, clock: Callable[[], datetime], figures: Figures
    ) -> None:
        super().__init__()
        self._io = io
        self._service = service
        self._clock = clock
        self._figures = figures
        self._problems = ProblemWords()
        self._company: Company | None = None
        self._since: date | None = None
        self._ticket: Ticket[RefreshProgress | Problem] | None = None
        self._refreshed_at: datetime | None = None
        self._problem: Problem | None = None
        self._progress: RefreshProgress | None = None
        self._ticking = QTimer(self)
        self._ticking.setInterval(_TICK_MS)
        self._ticking.timeout.connect(self.aged)
        self._ticking.start()

    @property
    def is_running(self) -> bool:
        """Whether a refresh is under way."""
        return self._ticket is not None

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
            return
        self.stop()
        if self._company is not None and self._company.id != company.id:
            self._refreshed_at = None
        self._company, self._problem, self._progress, self._since = company, None, None, since
        self._ticket = self._io.run(self._service.begin_refresh(company, since), self._stepped, owner=self)
        self.aged.emit()

    def recall(self, company: Company, refreshed_at: datetime | None, problem: Problem | None) -> None:
        """What this computer holds of the company is of that moment (None: not known); `problem` is why the
        server cannot be asked now, None where it is about to be."""
        if self._company is None or self._company.id != company.id or self._refreshed_at is None:
            self._company, self._refreshed_at = company, refreshed_at
        self._problem = problem
        self.aged.emit()

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
        if self.is_running and self._refreshed_at is None:
            if self._progress is not None and self._progress.expected:
                done = self._figures.count(self._progress.received)
                whole = self._figures.count(self._progress.expected)
                return (
                    self.tr("Downloading: %1 of %2").replace("%1", done).replace("%2", whole),
                    Tone.NEUTRAL,
                    "refresh",
                )
            return self.tr("Downloading…"), Tone.NEUTRAL, "refresh"
        if self._problem is not None:
            text = self._problems.headline(self._problem)
            if self._refreshed_at is not None:
                text += " " + self.tr("Data from %1").replace("%1", self._figures.moment(self._refreshed_at))
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
        if step.done:
            self._refreshed_at = step.observed_at
            self.finished.emit(step)
            return
        self._ticket = self._io.run(self._service.continue_refresh(company), self._stepped, owner=self)
        self.advanced.emit(step)
