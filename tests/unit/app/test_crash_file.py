"""What a crash leaves for the next start, and that it names nobody."""

from __future__ import annotations

import stat
import subprocess
import sys
from pathlib import Path

import pytest

from storno_desktop.app.crash_file import CrashFile

CRASHES = """
import faulthandler, sys
from pathlib import Path
from storno_desktop.app.crash_file import CrashFile
crash = CrashFile(Path(sys.argv[1]))
crash.watch()
def carry_out_the_deed():
    faulthandler._sigsegv()
carry_out_the_deed()
"""


@pytest.fixture
def place(tmp_path: Path) -> Path:
    return tmp_path / "crash.txt"


def test_a_run_that_ends_in_order_leaves_nothing(place: Path) -> None:
    crash = CrashFile(place)
    assert not crash.watch()
    assert stat.S_IMODE(place.stat().st_mode) == 0o600
    crash.close()
    assert list(place.parent.iterdir()) == []


def test_a_hard_crash_is_found_by_the_next_start_and_seen_once(place: Path) -> None:
    done = subprocess.run([sys.executable, "-c", CRASHES, str(place)], check=False, capture_output=True)
    assert done.returncode != 0
    crash = CrashFile(place)
    assert crash.watch()
    crash.close()
    assert "Segmentation fault" in crash.earlier
    assert "carry_out_the_deed" in crash.earlier
    again = CrashFile(place)
    assert not again.watch()
    again.close()
    assert "carry_out_the_deed" in again.earlier  # for whoever asks later


def test_nobody_is_named_by_what_it_tells(place: Path) -> None:
    crash = CrashFile(place)
    crash.watch()
    try:
        raise KeyError("Popescu Construct SRL 1.234,50 RON")
    except KeyError as error:
        crash.note(error)
    crash.close(in_order=False)
    with place.open("a", encoding="utf-8") as file:
        file.write('  File "/home/ana.popescu/.venv/lib/site-packages/httpx/client.py", line 1 in get\n')
        file.write('  File "C:\\Users\\Ana Popescu\\storno_desktop\\ui\\sheet.py", line 2 in draw\n')
    crash = CrashFile(place)
    assert crash.watch()
    said = crash.earlier
    crash.close()
    assert "KeyError: […]" in said
    assert 'File "httpx/client.py", line 1' in said
    assert 'File "storno_desktop/ui/sheet.py", line 2' in said
    assert "opescu" not in said


def test_a_folder_that_cannot_be_written_is_no_obstacle(tmp_path: Path) -> None:
    crash = CrashFile(tmp_path / "nowhere" / "crash.txt")
    assert not crash.watch()
    crash.close()
