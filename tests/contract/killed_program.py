"""A program of this person that is killed at a point of its way, and the one that is started after it."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from storno_desktop.app.furnishing import furnish
from storno_desktop.sandbox.listen import SandboxServer
from tests.contract.service_desk import ALONE, ServiceDesk
from tests.file_ring import FileRing
from tests.memory_ring import installed

ROOT = Path(__file__).parents[2]
EMAIL = "contabil@exemplu.ro"
KILLED = -9 if os.name == "posix" else 1
"""The return code of a program that was killed."""


def run_and_kill(server: SandboxServer, script: str, arguments: list[str], folder: Path, point: str) -> None:
    """Let the script of this name come to the point, and kill it there. It is called with the server's address,
    e-mail and password, these arguments, the folder and the point."""
    password = next(str(each["password"]) for each in server.accounts if each["email"] == EMAIL)
    command = [sys.executable, "-m", f"tests.contract.{script}", server.url, EMAIL, password]
    program = subprocess.Popen(
        [*command, *arguments, str(folder), point],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    with program:
        assert program.stdout is not None
        said = program.stdout.readline().strip()
        program.kill()
    assert (said, program.returncode) == (point, KILLED)


@contextmanager
def next_start(server: SandboxServer, folder: Path) -> Iterator[ServiceDesk]:
    """Another program on the same folders, signed in, with the journal looked through."""
    with installed(FileRing(folder / "ring")):
        house = furnish(turns=folder / "turns", journal=folder / "journal", policy=ALONE)
        try:
            desk = ServiceDesk(server, house)
            desk.sign_in(EMAIL)
            desk.do(house.services.load())
            yield desk
        finally:
            house.close()


def settle_as_the_window_does(desk: ServiceDesk) -> None:
    """Read every open act back."""
    recovery = desk.house.services.recovery
    for act in desk.do(recovery.open_acts()):
        desk.do(recovery.read_back(act))
