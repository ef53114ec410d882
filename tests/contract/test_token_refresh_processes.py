"""Two programs of one person, in processes of their own, renew one session once (decisions 6)."""

from __future__ import annotations

import asyncio
import json
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

import pytest

from storno_desktop.domain.session import SignInWay
from storno_desktop.sandbox.faults import Fault
from storno_desktop.sandbox.listen import SandboxServer
from storno_desktop.sandbox.settings import DialectName, SandboxSettings
from tests.contract.arrivals import Arrivals, arrivals_at
from tests.contract.program import OWNER, Program, enter, expire
from tests.contract.service_desk import SEED
from tests.file_ring import FileRing
from tests.memory_ring import installed

PROGRAMS = 2
REQUESTS = 30
ROOT = Path(__file__).parents[2]


@contextmanager
def waiting_program(server: SandboxServer, folder: Path) -> Iterator[subprocess.Popen[str]]:
    """A program that has gone on with the kept session and waits for its orders."""
    words = [sys.executable, "-m", "tests.contract.waiting_program", server.url, OWNER]
    words += [str(folder / "ring"), str(folder / "turns"), str(REQUESTS)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    with subprocess.Popen(
        words, cwd=ROOT, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        try:
            yield process
        finally:
            process.kill()


def told(process: subprocess.Popen[str]) -> str:
    assert process.stdout is not None
    return process.stdout.readline().strip()


def order(process: subprocess.Popen[str]) -> None:
    assert process.stdin is not None
    process.stdin.write("ask\n")
    process.stdin.flush()


class Office:
    """Several programs at one server, with one keyring between them."""

    def __init__(self, server: SandboxServer, folder: Path, stack: ExitStack) -> None:
        self.server = server
        self.ring = FileRing(folder / "ring")
        self.programs = [stack.enter_context(waiting_program(server, folder)) for _ in range(PROGRAMS)]
        assert [told(each) for each in self.programs] == ["ready"] * PROGRAMS
        self.heard: Arrivals = arrivals_at(server)

    def all_ask(self) -> list[dict[str, Any]]:
        """All of them at the same moment; what came of it."""
        for each in self.programs:
            order(each)
        return [json.loads(told(each)) for each in self.programs]


def sign_in_once(server: SandboxServer, way: SignInWay, folder: Path) -> None:
    """A first program signs in, keeps the session and ends."""

    async def story() -> None:
        program = Program(turns=folder / "turns")
        await enter(program, server, way)
        await program.sessions.leave()

    with installed(FileRing(folder / "ring")):
        asyncio.run(story())


@pytest.fixture(
    params=[
        ("observed", SignInWay.PASSWORD),
        ("documented", SignInWay.PASSWORD),
        ("observed", SignInWay.BROWSER),
        ("documented", SignInWay.BROWSER),
    ],
    ids=lambda each: f"{each[1].value}-{each[0]}",
)
def office(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Office]:
    dialect: DialectName = request.param[0]
    with SandboxServer(SandboxSettings(dialect=dialect, seed=SEED)) as server, ExitStack() as stack:
        sign_in_once(server, request.param[1], tmp_path)
        yield Office(server, tmp_path, stack)


def slow_renewals(server: SandboxServer) -> None:
    """So slow that the other program surely comes while one is under way."""
    slow = [Fault("delay", method="POST", path=path, count=-1, ms=400) for path in ("*/refresh", "*/token")]
    server.sandbox.faults.add(slow)


def test_two_programs_renew_once_at_each_end_of_the_token(office: Office) -> None:
    slow_renewals(office.server)
    for times in (1, 2):
        expire(office.server)
        came = office.all_ask()
        assert [each["kinds"] for each in came] == [{"": REQUESTS}] * PROGRAMS
        assert len(office.heard.renewals) == times
        assert len({each["token"] for each in came}) == 1
    assert len(office.ring.entries) == 1


def test_two_programs_do_not_try_a_browsers_token_again_whose_answer_was_lost(tmp_path: Path) -> None:
    with SandboxServer(SandboxSettings(seed=SEED)) as server, ExitStack() as stack:
        sign_in_once(server, SignInWay.BROWSER, tmp_path)
        office = Office(server, tmp_path, stack)
        expire(server)
        server.sandbox.faults.add([Fault("drop-after", method="POST", path="*/token", count=-1)])
        for _ in range(2):
            assert [each["kinds"] for each in office.all_ask()] == [{"SIGNED_OUT": REQUESTS}] * PROGRAMS
            assert len(office.heard.renewals) == 1
        assert office.ring.entries == []


def test_a_program_that_dies_in_its_turn_does_not_hold_up_the_others(tmp_path: Path) -> None:
    """A password session: nothing tells whether its refresh was answered, so the other one tries."""
    with SandboxServer(SandboxSettings(seed=SEED)) as server, ExitStack() as stack:
        sign_in_once(server, SignInWay.PASSWORD, tmp_path)
        office = Office(server, tmp_path, stack)
        dying, living = office.programs
        expire(server)
        server.sandbox.faults.add([Fault("delay", method="POST", path="*/refresh", ms=60_000)])
        order(dying)
        glance = threading.Event()
        while not any(each.path.endswith("/refresh") for each in office.heard):
            assert dying.poll() is None
            glance.wait(0.01)
        order(living)
        dying.kill()
        assert json.loads(told(living))["kinds"] == {"": REQUESTS}
        assert len(office.heard.renewals) == 2
