"""What a start has at hand before there is an application goes on working once there is one."""

import os
import subprocess
import sys
from pathlib import Path

_A_START = """
import sys
from storno_desktop.app.swift_start import prepare

prepare()
from storno_desktop.app.opening import Opening
from storno_desktop.app.options import parse_options

opening = Opening(parse_options(["--demo", "--data-dir", sys.argv[1]]))
from storno_desktop.app.application import make_application
from storno_desktop.app.program import Program

program = Program(make_application(), opening)
collects = opening.house.io.collects
program.close()
sys.exit(0 if collects else "nobody looks for garbage")
"""


def test_garbage_is_looked_for_although_its_thread_began_before_the_application(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", _A_START, str(tmp_path / "data")],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    assert "startTimer" not in done.stderr
