"""Killed in the middle of a run over many, the program goes on with the rest at its next start: none twice, none lost."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from itertools import product
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from storno_desktop.domain.act import ActKind
from storno_desktop.domain.cancellation import CancellationReason
from storno_desktop.domain.facts import Reached
from storno_desktop.domain.invoice_summary import InvoiceId
from storno_desktop.sandbox.faults import Fault
from storno_desktop.sandbox.listen import SandboxServer
from storno_desktop.sandbox.settings import DialectName, SandboxSettings
from storno_desktop.service.cancel_run import CancelRun, Decided, RunStanding
from storno_desktop.service.case import Case, Done
from tests.contract.act_script import ANSWERED
from tests.contract.arrivals import arrivals_at
from tests.contract.killed_program import next_start, run_and_kill, settle_as_the_window_does
from tests.contract.service_desk import IDS, REASON, SEED, Deed, ServiceDesk

FOUR = tuple(IDS[f"bulk-{number}"] for number in (1, 2, 3, 4))


@dataclass(frozen=True)
class Place:
    """Where a run is killed: at this step of its `nth` invoice, numbered from 1. `done` tells whether the server did
    that one by then, `is_open` whether the journal cannot know it; `fault` meets its request."""

    stop: str
    nth: int
    done: bool
    is_open: bool
    fault: str = ""

    @property
    def name(self) -> str:
        """For the list of tests."""
        return f"{self.stop}-{self.nth}"


def place(stop: str, nth: int) -> Place:
    """What is so after this step."""
    fault = "drop-before" if stop == "unknown" else ""
    return Place(stop, nth, stop in {ANSWERED, "confirmed"}, stop in {"sent", "unknown", ANSWERED}, fault)


USUAL = (place("sent", 2), place(ANSWERED, 3))
STOPS = ("prepared", "sent", ANSWERED, "unknown", "confirmed")
ALL = tuple(place(stop, nth) for stop, nth in product(STOPS, (1, 2, 3, 4)))


def rest_of(desk: ServiceDesk) -> tuple[str, list[InvoiceId]]:
    """The name of the run that broke off, and what nothing was done about; nothing where none is left."""
    found = desk.do(desk.house.services.cancel_runs.left())
    return (found[0].plan.run, [each.invoice_id for each in found[0].to_do]) if found else ("", [])


def decided_anew(desk: ServiceDesk, invoice_id: InvoiceId) -> Decided:
    """A person has looked at it again."""
    case = desk.do(desk.house.services.cancel_runs.look(desk.company, invoice_id, Reached.NO))
    reason = CancellationReason.parse(REASON)
    assert isinstance(case, Case), case
    assert isinstance(reason, CancellationReason)
    return Decided(case, reason, frozenset(finding.check for finding in case.assessment.warnings))


def go_on(desk: ServiceDesk) -> None:
    """Cancel the rest."""
    run_name, to_do = rest_of(desk)
    decided = [decided_anew(desk, each) for each in to_do]
    run = desk.do(desk.house.services.cancel_runs.begin(desk.company, decided, run_name))
    assert isinstance(run, CancelRun), run
    told = [desk.do(run.step()) for _ in to_do]
    assert [each.invoice_id for each in told] == to_do
    assert all(isinstance(each.outcome, Done) for each in told), told
    assert told[-1].standing is RunStanding.FINISHED
    desk.do(run.leave())


def kill_and_go_on(server: SandboxServer, where: Place, folder: Path) -> None:
    """One kill, and everything that follows from it."""
    heard = arrivals_at(server)
    killed_at = FOUR[where.nth - 1]
    if where.fault:
        server.sandbox.faults.add([Fault(where.fault, method="POST", path=f"*/{killed_at}/cancel")])
    times = 1 if where.fault else where.nth  # only the one that meets the fault comes to that step
    run_and_kill(server, "run_script", [",".join(FOUR), str(times)], folder, where.stop)
    after = list(FOUR[where.nth :])
    with next_start(server, folder) as desk:
        sent = len(heard)
        undone = after if where.done or where.is_open else [killed_at, *after]
        assert rest_of(desk)[1] == undone
        recovery = desk.house.services.recovery
        open_acts = desk.do(recovery.open_acts())
        assert [each.intent.invoice_id for each in open_acts] == [killed_at] * where.is_open
        settle_as_the_window_does(desk)
        assert not [each for each in heard[sent:] if each.method == "POST" and "/cancel" in each.path]
        assert len(desk.do(recovery.open_acts())) == (where.is_open and not where.done)
        if undone:  # also while the outcome of the one is open, which is no part of the rest
            go_on(desk)
        if where.is_open and not where.done:
            server.sandbox.world.clock._frozen = open_acts[0].intent.until + timedelta(seconds=1)
            settle_as_the_window_does(desk)
            single = Deed(desk, ActKind.CANCEL)
            single.name = next(name for name, each in IDS.items() if each == killed_at)
            assert single.status == single.before
            assert isinstance(single.carry_out(), Done)
        assert rest_of(desk)[1] == []
        assert desk.do(recovery.open_acts()) == ()
        assert desk.do(desk.house.services.journal.verify()) is None
    for each in FOUR:
        invoice = server.ledger.find(each)
        assert invoice is not None
        assert invoice.status == "cancelled"
        done = [event for event in invoice.events if (event["metadata"] or {}).get("action") == "cancelled"]
        assert len(done) == 1
        lost = bool(where.fault) and each == killed_at
        assert len(heard.at(f"/api/v1/invoices/{each}/cancel", "POST")) == 1 + lost


@pytest.mark.parametrize("where", USUAL, ids=lambda where: where.name)
def test_a_run_that_is_killed_is_settled_and_gone_on_with(
    qapp: QApplication, tmp_path: Path, where: Place
) -> None:
    with SandboxServer(SandboxSettings(seed=SEED)) as server:
        kill_and_go_on(server, where, tmp_path)


@pytest.mark.long
def test_a_run_that_is_killed_at_every_step_of_every_invoice_is_gone_on_with(
    qapp: QApplication, tmp_path: Path
) -> None:
    dialects: tuple[DialectName, ...] = ("observed", "documented")
    for dialect in dialects:
        with SandboxServer(SandboxSettings(seed=SEED, dialect=dialect)) as server:
            for where in ALL:
                server.sandbox.reset()
                kill_and_go_on(server, where, tmp_path / f"{dialect}-{where.name}")
