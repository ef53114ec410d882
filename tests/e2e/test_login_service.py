"""The program in front of a login service on a real message bus, which tells of sleep and waits for who holds it."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.e2e.programs import bare_environment

ROOT = Path(__file__).parents[2]


def test_it_hears_of_sleep_and_shutdown_and_holds_them_up_until_it_lets_go(tmp_path: Path) -> None:
    session = shutil.which("dbus-run-session")
    if session is None:
        reason = "needs dbus-run-session; packaging/test.sh installs it"
        if os.environ.get("CI", "").lower() in {"1", "true"}:
            pytest.fail(reason)
        pytest.skip(reason)
    done = subprocess.run(
        [session, "--", sys.executable, "-m", "tests.e2e.login_script"],
        env=bare_environment(tmp_path, PYTHONPATH=str(ROOT)),
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    held = "Inhibit sleep:shutdown delay"
    assert json.loads(done.stdout) == [
        *(held, "prepares", "lets go", "asleep", "awake"),
        *(held, "prepares", "lets go", "off"),
    ]
