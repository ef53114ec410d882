"""Starting the two programs as a person does: the installed script, in a process of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx

SCRIPT = Path(sys.executable).with_name("storno-desktop")
# By its own Python: the first line of the script names where the environment lay when it was made.
STORNO = (sys.executable, str(SCRIPT))
SEED = Path(__file__).parents[1] / "data" / "storno" / "seed.json"
_LINUX_ONLY = ("PATH", "LD_LIBRARY_PATH", "SYSTEMROOT", "TMPDIR")


def bare_environment(home: Path, **more: str) -> dict[str, str]:
    """The variables of a person who has just logged in, with an empty home of their own and no desktop."""
    home.mkdir(parents=True, exist_ok=True)
    kept = {name: os.environ[name] for name in _LINUX_ONLY if name in os.environ}
    return {**kept, "HOME": str(home), "LANG": "C.UTF-8", **more}


def run_script(
    *words: str, environment: Mapping[str, str], timeout: float = 120
) -> subprocess.CompletedProcess[str]:
    """Run `storno-desktop` with these words to its end."""
    return subprocess.run(
        [*STORNO, *words], env=dict(environment), capture_output=True, text=True, timeout=timeout, check=False
    )


@dataclass(frozen=True)
class RunningSandbox:
    """A sandbox in a process of its own."""

    process: subprocess.Popen[str]
    url: str
    email: str
    password: str

    def invoice(self, invoice_id: str) -> dict[str, Any]:
        """The server's own record, asked through its back door."""
        answer = httpx.get(f"{self.url}/_sandbox/invoices/{invoice_id}")
        assert answer.status_code == 200
        record: dict[str, Any] = answer.json()
        return record


@contextmanager
def sandbox(home: Path, *words: str) -> Iterator[RunningSandbox]:
    """A sandbox with its back door open, killed at the end if it still lives."""
    command = [*STORNO, "sandbox", "--port", "0", "--control", *words]
    with subprocess.Popen(command, env=bare_environment(home), stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        try:
            ready = json.loads(process.stdout.readline())
            account = ready["accounts"][0]
            yield RunningSandbox(process, ready["url"], account["email"], account["password"])
        finally:
            process.kill()


@contextmanager
def desktop(environment: Mapping[str, str], output: Path, *words: str) -> Iterator[subprocess.Popen[bytes]]:
    """The program with all its output in one file, killed at the end if it still lives."""
    with (
        output.open("wb") as file,
        subprocess.Popen([*STORNO, *words], env=dict(environment), stdout=file, stderr=file) as process,
    ):
        try:
            yield process
        finally:
            process.kill()
