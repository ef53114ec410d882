"""Killed right after any step of an act, the program settles it at its next start: nothing twice, nothing lost."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from itertools import cycle, islice, product
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from storno_desktop.domain.act import ActKind, Standing
from storno_desktop.domain.act_record import ActRecord
from storno_desktop.domain.journal_row import ActState
from storno_desktop.sandbox.faults import Fault
from storno_desktop.sandbox.listen import SandboxServer
from storno_desktop.sandbox.settings import DialectName, SandboxSettings
from storno_desktop.service.case import Case, Done, OutcomeUnknown
from tests.contract.act_script import ANSWERED
from tests.contract.arrivals import arrivals_at
from tests.contract.killed_program import next_start, run_and_kill, settle_as_the_window_does
from tests.contract.service_desk import IDS, SEED, STATUS_ACTS, Deed, ServiceDesk

OFTEN, VERY_OFTEN = 5, 50

P, S, U = ActState.PREPARED, ActState.SENT, ActState.UNKNOWN
C, N, A = ActState.CONFIRMED, ActState.NOT_DONE, ActState.ABANDONED


@dataclass(frozen=True)
class Point:
    """Where a program is killed and what the next start makes of it."""

    name: str
    stop: str
    """The point that the program waits at."""
    found: tuple[ActState, ...]
    """What the journal holds once the next start has looked through it."""
    ends: tuple[ActState, ...]
    """And in the end."""
    done: bool
    """Whether the server did it."""
    posts: int
    """How many requests reached the server before the kill."""
    fault: str = ""
    """What meets the request."""


POINTS = (
    Point("prepared", "prepared", (P, A), (P, A), done=False, posts=0),
    Point("sent", "sent", (P, S, U), (P, S, U, N), done=False, posts=0),
    Point("sent-and-done", ANSWERED, (P, S, U), (P, S, U, C), done=True, posts=1),
    Point("lost", "unknown", (P, S, U), (P, S, U, N), done=False, posts=1, fault="drop-before"),
    Point("lost-and-done", "unknown", (P, S, U), (P, S, U, C), done=True, posts=1, fault="drop-after"),
    Point("confirmed", "confirmed", (P, S, C), (P, S, C), done=True, posts=1),
    Point("read-back", "confirmed", (P, S, U, C), (P, S, U, C), done=True, posts=1, fault="reset"),
)


def bring_to(server: SandboxServer, kind: ActKind, point: Point, folder: Path) -> None:
    """Let a program come to the point of this act, and kill it there."""
    invoice = IDS["issued-1" if kind is ActKind.CANCEL else "restore-1"]
    path = f"/api/v1/invoices/{invoice}/{kind.value}"
    if point.fault:
        server.sandbox.faults.add([Fault(point.fault, method="POST", path=path)])
    heard = arrivals_at(server)
    run_and_kill(server, "act_script", [kind.value, invoice], folder, point.stop)
    assert len(heard.at(path, "POST")) == point.posts


def the_one_act(desk: ServiceDesk) -> ActRecord:
    """All that the journal holds, which is of one act and whole."""
    services = desk.house.services
    assert desk.do(services.journal.verify()) is None

    async def read() -> tuple[ActRecord, ...]:
        journal = services.journal.journal
        assert journal is not None
        return journal.acts_before(journal.head().number + 1, 99)

    (record,) = desk.do(read())
    return record


def steps(desk: ServiceDesk) -> tuple[ActState, ...]:
    """How far that act came, without the notes that follow its end."""
    return tuple(row.state for row in the_one_act(desk).rows if row.state is not ActState.NOTED)


def check(desk: ServiceDesk, kind: ActKind, point: Point) -> None:
    """What the start after the kill finds and makes of it, to the end."""
    deed, services = Deed(desk, kind), desk.house.services
    assert steps(desk) == point.found
    assert deed.recorded == int(point.done)
    is_open = point.found[-1] is U
    acts = desk.do(services.recovery.open_acts())
    assert [act.intent.invoice_id for act in acts] == [deed.invoice_id] * is_open
    if is_open and not point.done:
        # It may be on its way still: nobody says that it did not happen, and nobody may do it again.
        case = desk.do(deed.service.look(desk.company, deed.invoice_id))
        assert isinstance(case, OutcomeUnknown)
        assert case.settlement.standing is Standing.NOT_SEEN
        clock = desk.server.sandbox.world.clock
        clock._frozen = acts[0].intent.until - timedelta(seconds=1)
        settle_as_the_window_does(desk)
        assert steps(desk) == point.found
        clock._frozen = acts[0].intent.until + timedelta(seconds=1)
    settle_as_the_window_does(desk)
    assert steps(desk) == point.ends
    was_verified = kind is ActKind.RESTORE and is_open and point.done
    assert bool(the_one_act(desk).notes) is was_verified
    assert desk.do(services.recovery.open_acts()) == ()
    assert deed.posts == 0
    assert deed.recorded == int(point.done)
    assert deed.status == (deed.after if point.done else deed.before)
    if not point.done:
        # The invoice is free for a new decision.
        looked = desk.do(deed.service.look(desk.company, deed.invoice_id))
        assert isinstance(looked, Case)
        assert isinstance(deed.carry_out(), Done)
        assert (deed.posts, deed.recorded) == (1, 1)
        assert desk.do(services.journal.verify()) is None


def kill_and_settle(point: Point, place: Path, kills: int) -> None:
    """So many kills at one point, of both acts and in both dialects by turns."""
    dialects: tuple[DialectName, ...] = ("observed", "documented")
    turns = list(islice(cycle(product(dialects, STATUS_ACTS)), kills))
    for dialect in dialects:
        with SandboxServer(SandboxSettings(seed=SEED, dialect=dialect)) as server:
            for number, (_, kind) in enumerate(turn for turn in turns if turn[0] == dialect):
                server.sandbox.reset()
                folder = place / f"{dialect}-{number}"
                bring_to(server, kind, point, folder)
                with next_start(server, folder) as desk:
                    check(desk, kind, point)


@pytest.mark.parametrize("point", POINTS, ids=lambda point: point.name)
def test_an_act_that_is_killed_five_times_is_settled_by_the_next_start(
    qapp: QApplication, tmp_path: Path, point: Point
) -> None:
    kill_and_settle(point, tmp_path, OFTEN)


@pytest.mark.long
@pytest.mark.parametrize("point", POINTS, ids=lambda point: point.name)
def test_an_act_that_is_killed_fifty_times_is_settled_by_the_next_start(
    qapp: QApplication, tmp_path: Path, point: Point
) -> None:
    kill_and_settle(point, tmp_path, VERY_OFTEN)
