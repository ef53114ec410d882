"""Measures cancelling in the program beside the same requests with nothing around them, in one run.

python -m tests.bench.click_figures [cancellations]
"""

from __future__ import annotations

import json
import statistics
import sys
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import httpx

from storno_desktop.sandbox.listen import SandboxServer
from storno_desktop.sandbox.settings import SandboxSettings
from tests.bench.keyring_session import keyring_session
from tests.bench.measured_process import run_program
from tests.bench.program_figures import largest_company, signed_in

INVOICES = 9_000
CANCELLATIONS = 24


@dataclass(frozen=True)
class ClickFigures:
    """Medians in milliseconds. `cancel_ms` goes from the final click to the row that is painted as cancelled, with a
    journal on disk and a keyring; `bare_cancel_ms` is the same readings and the same request alone, in a program
    without a window; `click_overhead_ms` is what the program adds to them.
    """

    cancel_ms: float
    bare_cancel_ms: float
    click_overhead_ms: float


def measure(cancellations: int) -> ClickFigures:
    """Cancel so many invoices with the program and, before and after, without it, at one server."""
    with (
        SandboxServer(SandboxSettings(invoices=INVOICES)) as server,
        TemporaryDirectory() as folder,
        keyring_session(Path(folder) / "ring") as environment,
    ):
        account = server.accounts[0]
        email, password = str(account["email"]), str(account["password"])
        with httpx.Client(base_url=server.url, timeout=60) as client:
            company = largest_company(client, signed_in(client, email, password))
        whom = [server.url, email, password, company]
        half = str(-(-cancellations // 2))
        bare = _child("tests.bench.bare_clicks", [*whom, half], environment)
        ours = _child(
            "tests.bench.watched_clicks", [f"{folder}/data", *whom, str(cancellations)], environment
        )
        bare += _child("tests.bench.bare_clicks", [*whom, half], environment)
    if min(len(ours), len(bare)) < cancellations:
        raise RuntimeError(f"too few invoices could be cancelled: {len(ours)}, {len(bare)}")
    spent, floor = statistics.median(ours), statistics.median(bare)
    return ClickFigures(cancel_ms=spent, bare_cancel_ms=floor, click_overhead_ms=spent - floor)


def _child(module: str, words: list[str], environment: Mapping[str, str]) -> list[float]:
    told = run_program(environment, module, *words)
    return [float(each) for each in told["cancel_ms"]]


if __name__ == "__main__":
    figures = measure(int(sys.argv[1]) if len(sys.argv) > 1 else CANCELLATIONS)
    sys.stdout.write(json.dumps({name: round(value, 2) for name, value in asdict(figures).items()}) + "\n")
