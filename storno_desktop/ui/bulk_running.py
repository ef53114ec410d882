"""Drives a run from the window: asks for one step after the other, and for nothing once nobody looks any more."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from storno_desktop.domain.invoice_summary import InvoiceId
from storno_desktop.domain.problem import Problem
from storno_desktop.domain.session import Company
from storno_desktop.io_thread import IoThread, Ticket
from storno_desktop.service.cancel_run import CancelRun, Decided, RunProgress, RunStanding
from storno_desktop.service.cancel_runs import CancelRuns, NoRun
from storno_desktop.service.case import Done, OutcomeUnknown
from storno_desktop.service.journal_book import JournalStanding
from storno_desktop.ui.settling_desk import LOOK_DELAYS_MS

NotBegun = Problem | JournalStanding | NoRun
"""Why a run does not begin."""


class BulkRunning(QObject):
    """`begun` brings the run's name, `progressed` every step; `refused` why nothing began; `read_back` what became of an invoice whose
    answer was lost, which is looked up again and again until it is known. The delays are for tests."""

    begun = Signal(str)  # the run's name in the journal
    progressed = Signal(object)  # RunProgress
    refused = Signal(object)  # NotBegun
    read_back = Signal(object, object)  # InvoiceId, Done | OutcomeUnknown

    def __init__(
        self,
        io: IoThread,
        runs: CancelRuns,
        company: Company,
        parent: QObject | None = None,
        delays_ms: Sequence[int] = LOOK_DELAYS_MS,
    ) -> None:
        super().__init__(parent)
        self._io, self._runs, self._company = io, runs, company
        self._delays_ms = tuple(delays_ms)
        self._run: CancelRun | None = None
        self._step: Ticket[RunProgress] | None = None
        self._begins = False
        self._early = ""
        self._orders = 0
        self._open: dict[InvoiceId, CancelRun] = {}
        self._looks = 0
        self._looking: Ticket[Any] | None = None
        self._next_look = QTimer(self)
        self._next_look.setSingleShot(True)
        self._next_look.timeout.connect(self.look_again)

    @property
    def is_sending(self) -> bool:
        """Whether an invoice is just being cancelled, or what was asked of the run has not come to it yet."""
        return self._step is not None or self._begins or self._orders > 0

    def begin(self, decided: Sequence[Decided], goes_on: str) -> None:
        """Keep the plan, and begin with the first; an earlier run of this window has ended."""
        self._begins, self._early = True, ""
        ended, self._run = self._run, None

        async def begin() -> CancelRun | NotBegun:
            if ended is not None:
                await ended.leave()
            return await self._runs.begin(self._company, decided, goes_on)

        self._io.commit(begin(), self._begun, owner=self)

    def pause(self) -> None:
        """Nothing more is sent until `go_on`."""
        self._tell("pause")

    def go_on(self) -> None:
        """The next one."""
        self._tell("go_on")

    def stop(self) -> None:
        """End it."""
        self._tell("stop")

    def leave(self) -> None:
        """Nobody looks any more; what is under way comes to its end."""
        self._next_look.stop()
        if self._looking is not None:
            self._looking.drop()
            self._looking = None
        run, self._run = self._run, None
        if run is not None:
            self._io.commit(run.leave(), lambda _none: None, owner=self._io)

    def look_again(self) -> None:
        """Read the invoices back whose outcome is open."""
        if not self._open or self._looking is not None:
            return
        self._next_look.stop()
        sought = tuple(self._open.items())

        async def look() -> list[tuple[InvoiceId, Done | OutcomeUnknown | None]]:
            return [(each, await run.look_again(each)) for each, run in sought]

        self._looking = self._io.run(look(), self._looked, owner=self)

    # -------------------------------------------------------------------------------------- inside

    def _begun(self, run: CancelRun | NotBegun) -> None:
        self._begins = False
        if not isinstance(run, CancelRun):
            self.refused.emit(run)
            return
        self._run = run
        self.begun.emit(run.run)
        if self._early:
            self._tell(self._early)
        else:
            self._take_step()

    def _take_step(self) -> None:
        if self._run is not None and self._step is None:
            self._step = self._io.commit(self._run.step(), self._stepped, owner=self)

    def _stepped(self, progress: RunProgress) -> None:
        self._step = None
        outcome = progress.outcome
        is_open = isinstance(outcome, OutcomeUnknown) and not outcome.settlement.ends_the_act
        if is_open and progress.invoice_id is not None and self._run is not None:
            self._open[progress.invoice_id] = self._run
            self._looks = 0
            self._wait()
        self._show(progress)

    def _show(self, progress: RunProgress) -> None:
        self.progressed.emit(progress)
        if progress.standing is RunStanding.GOING:
            self._take_step()

    def _tell(self, what: str) -> None:
        run = self._run
        if run is None:
            self._early = what  # it is just beginning: this comes before its first step
            return
        work = {"pause": run.pause, "go_on": run.go_on, "stop": run.stop}[what]
        self._orders += 1
        self._io.commit(work(), self._ordered, owner=self)

    def _ordered(self, progress: RunProgress) -> None:
        self._orders -= 1
        if self._step is None:  # else the step that is under way tells how the run stands, once it has ended
            self._show(progress)

    def _wait(self) -> None:
        self._next_look.start(self._delays_ms[min(self._looks, len(self._delays_ms) - 1)])
        self._looks += 1

    def _looked(self, seen: list[tuple[InvoiceId, Done | OutcomeUnknown | None]]) -> None:
        self._looking = None
        for invoice_id, outcome in seen:
            if outcome is None:
                continue
            if isinstance(outcome, Done) or outcome.settlement.ends_the_act:
                self._open.pop(invoice_id, None)
            self.read_back.emit(invoice_id, outcome)
        if self._open:
            self._wait()
