"""All figures in one run: `sh packaging/bench.sh [--quick] [--json FILE]`.

The file holds one flat object; what is measured with tens of thousands of invoices carries its rows beside it.
Times are milliseconds, or seconds where the name ends in `_s`; ratios have no unit.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path

from PySide6.QtWidgets import QApplication

from tests.bench import click_figures, journal_figures, program_figures, stored_figures, sync_figures

WEB = {"cold_start_web_ms": 1560, "detail_open_web_ms": 184, "cancel_web_ms": 164, "memory_web_mb": 484}
"""The web application of today, measured on the same kind of machine (decisions 11)."""
QUICK_INVOICES, INVOICES = 3_000, 100_000
QUICK_RUNS, RUNS = 3, 7


class Figures:
    """What was measured so far: printed and written at once, so that what follows cannot lose it."""

    def __init__(self, file: Path | None) -> None:
        self._file = file
        self._noted: dict[str, float] = {}

    def note(self, figures: Mapping[str, float]) -> None:
        """These are measured."""
        self._noted |= figures
        for name, value in figures.items():
            sys.stdout.write(f"{name:22} {value:>12,.2f}\n")
        sys.stdout.flush()
        if self._file is not None:
            self._file.write_text(json.dumps(self._noted, indent=2) + "\n", encoding="utf-8")


def main() -> int:
    """Measure, print, and write the file if one was named."""
    parser = argparse.ArgumentParser(prog="bench.sh", description="Measures the program beside its floors.")
    parser.add_argument("--quick", action="store_true", help="fewer runs and fewer invoices")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures there")
    options = parser.parse_args()
    figures = Figures(options.json)
    worked = json.loads(program_figures.measure(QUICK_RUNS if options.quick else RUNS).as_json())
    # Its start signs in and downloads; `start_ratio` is that of a start on what this computer holds.
    figures.note(
        {"cold_start_ratio" if name == "start_ratio" else name: value for name, value in worked.items()}
    )
    figures.note(WEB)
    figures.note(asdict(click_figures.measure(click_figures.CANCELLATIONS)))
    application = QApplication(["bench", "-platform", "offscreen"])
    synced = sync_figures.measure(QUICK_INVOICES if options.quick else INVOICES)
    figures.note({"sync_rows" if name == "rows" else name: value for name, value in asdict(synced).items()})
    rows = journal_figures.QUICK_ROWS if options.quick else journal_figures.ROWS
    figures.note(asdict(journal_figures.measure(rows)))
    application.processEvents()
    sizes = stored_figures.QUICK_SIZES if options.quick else stored_figures.SIZES
    runs = stored_figures.QUICK_RUNS if options.quick else stored_figures.RUNS
    filled = stored_figures.QUICK_FILLED if options.quick else stored_figures.FILLED
    figures.note(asdict(stored_figures.measure(sizes, runs, filled)))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
