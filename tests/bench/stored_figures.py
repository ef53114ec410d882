"""Measures the program on companies of very different sizes that this computer holds: start, list, and a download.

python -m tests.bench.stored_figures [--quick]
"""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import httpx
from PySide6.QtWidgets import QApplication

from tests.bench.keyring_session import keyring_session
from tests.bench.measured_process import ROOT, run_program
from tests.bench.program_figures import largest_company, signed_in
from tests.bench.stored_company import StoredCompany, store_company

SIZES = (1_000, 100_000, 1_000_000)
QUICK_SIZES = (1_000, 10_000, 40_000)
FILLED, QUICK_FILLED = 100_000, 5_000
RUNS, QUICK_RUNS = 7, 3
_LONGEST_S = 1_800
_LONGEST_START_S = 60


@dataclass(frozen=True)
class StoredFigures:
    """Milliseconds and MiB; ratios have no unit. `least`, `middle` and `most` are the invoices of the companies.

    `start_ratio` is the time from the start of the process to twenty painted rows and an answered key, divided by
    that of a bare window which reads the same key and opens the same file (`start_bare_ratio`: of a window alone),
    both with `middle` invoices; `start_growth` the same start with `most` divided by that with `least`. Searching,
    views and scrolling go from the key, the click or the wheel to the painted rows, with `most` invoices;
    `search_ratio` is `search_p95_ms` divided by `raw_search_p95_ms`, the same questions asked of the database
    alone. `slowest_view_ms` is the slowest of all queues, sorts and filters that find nothing.
    `memory_growth_mb` is what the program holds after all that with `most` invoices beyond `least`.
    `gui_block_ms` is the longest time for which the event loop did not turn while `filled` invoices came.
    """

    least: int
    middle: int
    most: int
    stored_start_ms: float
    stored_floor_ms: float
    start_ratio: float
    start_bare_ratio: float
    start_growth: float
    search_p50_ms: float
    search_p95_ms: float
    raw_search_p95_ms: float
    search_ratio: float
    slowest_view_ms: float
    scroll_p50_ms: float
    scroll_p99_ms: float
    memory_growth_mb: float
    filled: int
    gui_block_ms: float


def measure(sizes: Sequence[int], runs: int, filled: int) -> StoredFigures:
    """Make the companies, start the programs by turns, and work in them."""
    with TemporaryDirectory() as folder, keyring_session(Path(folder) / "ring") as environment:
        place = Path(folder)
        companies = [store_company(place / str(size), size, environment) for size in sizes]
        code = {"PYTHONPYCACHEPREFIX": str(place / "code")}  # as an installed program has it
        starts = [start_times(company, runs, code) for company in companies]
        lists = [_listed(company, code) for company in (companies[0], companies[-1])]
        block = _filled(place / "filled", filled, code)
    bare, floor, ours = starts[1]
    least, most = lists
    keys, raw, frames = most["search_ms"], most["raw_search_ms"], most["frames_ms"]
    return StoredFigures(
        least=sizes[0],
        middle=sizes[1],
        most=sizes[-1],
        stored_start_ms=ours,
        stored_floor_ms=floor,
        start_ratio=ours / floor,
        start_bare_ratio=ours / bare,
        start_growth=starts[-1][2] / starts[0][2],
        search_p50_ms=_share(keys, 0.5),
        search_p95_ms=_share(keys, 0.95),
        raw_search_p95_ms=_share(raw, 0.95),
        search_ratio=_share(keys, 0.95) / _share(raw, 0.95),
        slowest_view_ms=max(most["views_ms"].values()),
        scroll_p50_ms=_share(frames, 0.5),
        scroll_p99_ms=_share(frames, 0.99),
        memory_growth_mb=most["memory_mb"] - least["memory_mb"],
        filled=int(block["rows"]),
        gui_block_ms=float(block["gui_block_ms"]),
    )


def _share(values: Sequence[float], share: float) -> float:
    """The value that this share of all does not exceed."""
    ordered = sorted(values)
    return float(ordered[min(len(ordered) - 1, int(len(ordered) * share))])


def start_times(company: StoredCompany, runs: int, code: dict[str, str]) -> tuple[float, float, float]:
    """Medians (ms) from the start of the process to usable: a bare window, the floor, the program."""
    kinds = (
        ("tests.bench.bare_window",),
        ("tests.bench.bare_copy_window", str(company.file), company.key_entry),
        ("tests.bench.stored_start", str(company.data)),
    )
    taken: list[list[float]] = [[], [], []]
    for run in range(runs + 1):
        for kind, words in enumerate(kinds):
            begun = time.monotonic()
            told = run_program({**company.environment, **code}, *words, patience=_LONGEST_START_S)
            if run:  # the first brings everything into the system's cache
                taken[kind].append((told["usable_at"] - begun) * 1e3)
    bare, floor, ours = (statistics.median(each) for each in taken)
    return bare, floor, ours


def _listed(company: StoredCompany, code: dict[str, str]) -> dict[str, Any]:
    words = ("tests.bench.watched_list", str(company.data), str(company.file), company.key_entry)
    return run_program({**company.environment, **code}, *words, patience=_LONGEST_S)


def _filled(folder: Path, invoices: int, code: dict[str, str]) -> dict[str, Any]:
    command = [sys.executable, "-m", "storno_desktop.sandbox", "--invoices", str(invoices)]
    server = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
    try:
        if server.stdout is None:
            raise RuntimeError("the server has a voice")
        told = json.loads(server.stdout.readline())
        email, password = told["accounts"][0]["email"], told["accounts"][0]["password"]
        with httpx.Client(base_url=told["url"], timeout=60) as client:
            company = largest_company(client, signed_in(client, email, password))
        words = ("tests.bench.watched_fill", str(folder), told["url"], email, password, company)
        without_keyring = {"PYTHON_KEYRING_BACKEND": "keyring.backends.fail.Keyring"}
        return run_program({**without_keyring, **code}, *words, patience=_LONGEST_S)
    finally:
        server.terminate()
        server.wait()


def main() -> int:
    """Print the figures as one line of JSON."""
    quick = "--quick" in sys.argv[1:]
    application = QApplication(["bench", "-platform", "offscreen"])
    figures = measure(QUICK_SIZES, QUICK_RUNS, QUICK_FILLED) if quick else measure(SIZES, RUNS, FILLED)
    del application
    sys.stdout.write(json.dumps({name: round(value, 3) for name, value in asdict(figures).items()}) + "\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
