"""A program that is measured, in a process of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
LONGEST_S = 120.0


def run_program(
    environment: Mapping[str, str], module: str, *words: str, patience: float = LONGEST_S
) -> dict[str, Any]:
    """What it tells. Its modules are compiled once, as an installation has them: whoever keeps Python from that
    would measure the compiler."""
    inherited = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    done = subprocess.run(
        [sys.executable, "-m", module, *words],
        cwd=ROOT,
        env={**inherited, "QT_QPA_PLATFORM": "offscreen", **environment},
        capture_output=True,
        text=True,
        timeout=patience,
        check=False,
    )
    if done.returncode or not done.stdout:
        raise RuntimeError(done.stderr)
    told: dict[str, Any] = json.loads(done.stdout)
    return told
