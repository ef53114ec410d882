"""Measures the whole program beside its floors in one run: a bare window, a bare request; prints JSON.

python -m tests.bench.program_figures [runs]
"""

from __future__ import annotations

import json
import statistics
import sys
import time
from dataclasses import asdict, dataclass
from tempfile import TemporaryDirectory
from typing import Any

import httpx

from storno_desktop.sandbox.listen import SandboxServer
from storno_desktop.sandbox.settings import SandboxSettings
from tests.bench.measured_process import run_program

INVOICES = 2_000


@dataclass(frozen=True)
class ProgramFigures:
    """Medians over the runs; times in milliseconds from the start of the process or from the key, memory in MiB.

    `cold_start_ms` ends when twenty real rows are painted and a key has moved the cursor, signing in and the
    first page of the list from a server on this computer included; `bare_start_ms` when a window with one field
    has answered a key. `first_paint_ms` is the empty window.
    """

    cold_start_ms: float
    first_paint_ms: float
    bare_start_ms: float
    start_ratio: float
    first_paint_ratio: float
    detail_open_ms: float
    memory_mb: float
    bare_memory_mb: float
    shutdown_ms: float
    bare_shutdown_ms: float
    rows: int
    modules: frozenset[str]
    """What was imported when the window was painted for the first time."""

    def as_json(self) -> str:
        """One line, without the modules."""
        numbers = {name: value for name, value in asdict(self).items() if name != "modules"}
        return json.dumps({name: round(value, 2) for name, value in numbers.items()})


def measure(runs: int) -> ProgramFigures:
    """Start each program `runs` times by turns, in front of one sandbox in this process's neighbourhood."""
    with SandboxServer(SandboxSettings(invoices=INVOICES)) as server, TemporaryDirectory() as folder:
        account = server.accounts[0]
        email, password = str(account["email"]), str(account["password"])
        with httpx.Client(base_url=server.url) as client:
            headers = signed_in(client, email, password)
            company = largest_company(client, headers)
            bare, ours = [], []
            words = [f"{folder}/first", server.url, email, password, company]
            _child(
                "tests.bench.bare_window"
            )  # the libraries come into the system's cache, the code is compiled
            _child("tests.bench.watched_program", *words)
            for run in range(runs):
                bare.append(_child("tests.bench.bare_window"))
                words = [f"{folder}/{run}", server.url, email, password, company]
                ours.append(_child("tests.bench.watched_program", *words))

    def middle(of: list[dict[str, Any]], name: str) -> float:
        return statistics.median(float(each[name]) for each in of)

    return ProgramFigures(
        cold_start_ms=middle(ours, "usable_ms"),
        first_paint_ms=middle(ours, "painted_ms"),
        bare_start_ms=middle(bare, "usable_ms"),
        start_ratio=middle(ours, "usable_ms") / middle(bare, "usable_ms"),
        first_paint_ratio=middle(ours, "painted_ms") / middle(bare, "usable_ms"),
        detail_open_ms=middle(ours, "detail_open_ms"),
        memory_mb=middle(ours, "memory_mb"),
        bare_memory_mb=middle(bare, "memory_mb"),
        shutdown_ms=middle(ours, "shutdown_ms"),
        bare_shutdown_ms=middle(bare, "shutdown_ms"),
        rows=min(each["rows"] for each in ours),
        modules=frozenset(ours[0]["modules"]),
    )


def _child(module: str, *words: str) -> dict[str, Any]:
    begun = time.monotonic()
    told = run_program({"PYTHON_KEYRING_BACKEND": _NO_KEYRING}, module, *words)
    ended = time.monotonic()
    told["usable_ms"] = (told["usable_at"] - begun) * 1e3
    told["painted_ms"] = (told.get("painted_at", told["usable_at"]) - begun) * 1e3
    told["shutdown_ms"] = (ended - told["left_at"]) * 1e3
    return told


_NO_KEYRING = "keyring.backends.fail.Keyring"


def signed_in(client: httpx.Client, email: str, password: str) -> dict[str, str]:
    """The headers of a session."""
    answer = client.post("/api/auth", json={"email": email, "password": password}).json()
    return {"Authorization": f"Bearer {answer['token']}"}


def largest_company(client: httpx.Client, headers: dict[str, str]) -> str:
    """The id of the company with the most invoices."""
    companies = client.get("/api/v1/companies", headers=headers).json()["data"]

    def invoices(company: str) -> int:
        asked = {**headers, "X-Company": company}
        return int(client.get("/api/v1/invoices", headers=asked, params={"limit": 1}).json()["total"])

    return max((str(each["id"]) for each in companies), key=invoices)


if __name__ == "__main__":
    sys.stdout.write(measure(int(sys.argv[1]) if len(sys.argv) > 1 else 5).as_json() + "\n")
