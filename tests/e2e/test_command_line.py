"""What the installed program answers on the command line, where it writes, and how it ends when told to."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import httpx
import pytest
from PySide6.QtGui import QImage

from storno_desktop import __version__
from tests.e2e.programs import STORNO, bare_environment, desktop, run_script, sandbox
from tests.e2e.screen import until

PROMPTLY = 15.0
"""Seconds. It takes a fraction of one; a loaded machine is forgiven, waiting for a network is not."""


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home"


@pytest.fixture
def windowed(home: Path) -> dict[str, str]:
    """Surroundings in which windows are drawn and nobody sees them."""
    return bare_environment(home, QT_QPA_PLATFORM="offscreen")


def written(folder: Path) -> set[str]:
    """The files below a folder."""
    return {str(each.relative_to(folder)) for each in folder.rglob("*") if not each.is_dir()}


# ------------------------------------------------------------------------------------------------ words


@pytest.mark.parametrize("words", [("--help",), ("sandbox", "--help")])
def test_help_names_the_options(home: Path, words: tuple[str, ...]) -> None:
    done = run_script(*words, environment=bare_environment(home))
    assert (done.returncode, done.stderr) == (0, "")
    option = "--dialect" if "sandbox" in words else "--data-dir"
    assert option in done.stdout


def test_the_version_is_the_packages(home: Path) -> None:
    done = run_script("--version", environment=bare_environment(home))
    assert (done.returncode, done.stdout, done.stderr) == (0, f"storno-desktop {__version__}\n", "")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--colour", "red"), "--colour"),
        (("--lang", "de"), "--lang"),
        (("--demo", "--server", "https://api.example.ro"), "--demo brings its own server"),
        (("sandbox", "--dialect", "old"), "--dialect"),
        (("invoices",), "invoices"),
    ],
)
def test_words_that_are_not_understood_are_named(home: Path, words: tuple[str, ...], said: str) -> None:
    done = run_script(*words, environment=bare_environment(home))
    assert done.returncode == 2
    assert said in done.stderr
    assert "Traceback" not in done.stderr


def test_without_words_and_without_a_desktop_it_says_so(home: Path) -> None:
    if sys.platform != "linux":
        pytest.skip("other systems always have a desktop")
    done = run_script(environment=bare_environment(home))
    assert done.returncode == 1
    assert done.stderr.startswith("storno-desktop: it opens a window")
    assert done.stderr.count("\n") == 1


def test_a_place_that_cannot_be_written_to_is_named(windowed: dict[str, str], tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    done = run_script("--data-dir", str(tmp_path / "file" / "below"), environment=windowed)
    assert done.returncode == 1
    assert done.stderr.startswith("storno-desktop: a folder of its own cannot be made")
    assert done.stderr.count("\n") == 1


# ------------------------------------------------------------------------------------------------ pictures


def test_pictures_are_drawn_without_a_screen(home: Path, tmp_path: Path) -> None:
    folder = tmp_path / "pictures"
    words = ("--screenshot", str(folder), "--lang", "en", "--theme", "light")
    done = run_script(*words, environment=bare_environment(home), timeout=300)
    assert done.returncode == 0, done.stderr
    assert "Traceback" not in done.stderr
    names = sorted(each.name for each in folder.iterdir())
    assert done.stdout.split() == names
    assert len(names) >= 20
    for name in names:
        assert name.endswith("-en-light.png")
        picture = QImage(str(folder / name))
        assert not picture.isNull(), name
        assert 200 <= picture.width() <= 3_000, name
        assert 150 <= picture.height() <= 2_000, name
        middle = {picture.pixel(x, picture.height() // 2) for x in range(0, picture.width(), 2)}
        rows = {picture.pixel(picture.width() // 2, y) for y in range(0, picture.height(), 2)}
        assert len(middle | rows) > 2, f"{name} is empty"


# ------------------------------------------------------------------------------------------------ places


def test_a_data_dir_holds_everything(home: Path, windowed: dict[str, str], tmp_path: Path) -> None:
    data = tmp_path / "with spaces și ă"
    _run_until_rows(windowed, tmp_path / "output.txt", data)
    # What the demonstration remembers stays apart: its account is not offered at a real sign-in.
    assert written(data) == {"data/logs/storno-desktop.log", "settings/storno-desktop-demo.ini"}
    assert written(home) == set()
    assert not [each for each in data.rglob("*") if each.is_dir() and each.stat().st_mode & 0o077]


def test_without_a_data_dir_it_keeps_to_its_folders(
    home: Path, windowed: dict[str, str], tmp_path: Path
) -> None:
    if sys.platform != "linux":
        pytest.skip("the folders of Linux")
    _run_until_rows(windowed, tmp_path / "output.txt", None)
    places = {".config/Storno Desktop/", ".local/share/Storno Desktop/"}
    assert written(home)
    assert not [each for each in written(home) if not each.startswith(tuple(places))]


def _run_until_rows(environment: dict[str, str], output: Path, data: Path | None) -> None:
    """Run the demonstration until its list has been asked for and end it."""
    words = ("--demo",) if data is None else ("--demo", "--data-dir", str(data))
    top = Path(environment["HOME"]) if data is None else data
    with desktop(environment, output, *words) as process:
        until(lambda: "GET /api/v1/invoices: 200" in logged(top), "rows")
        process.send_signal(signal.SIGTERM)
        assert process.wait(PROMPTLY) == 128 + signal.SIGTERM
    said = output.read_text(errors="replace")
    assert "Traceback" not in said, said


def logged(top: Path) -> str:
    """The program's log below a folder, "" before there is one."""
    return "".join(each.read_text() for each in top.rglob("storno-desktop.log"))


# ------------------------------------------------------------------------------------------------ the end


@pytest.mark.parametrize("told", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_ends_it_in_order(windowed: dict[str, str], tmp_path: Path, told: signal.Signals) -> None:
    output, data = tmp_path / "output.txt", tmp_path / "data"
    words = ("--data-dir", str(data), "--server", "http://127.0.0.1:9")
    with desktop(windowed, output, *words) as process:
        until(lambda: "begins" in logged(data), "the window")
        process.send_signal(told)
        assert process.wait(PROMPTLY) == 128 + told
    assert logged(data).rstrip().endswith(f"storno-desktop ends with {128 + told}")
    said = output.read_text(errors="replace")
    assert "Traceback" not in said, said


def test_a_signal_does_not_wait_for_an_answer(windowed: dict[str, str], tmp_path: Path) -> None:
    """The server takes two minutes for the list; the person has gone."""
    slow = [{"kind": "delay", "path": "/api/v1/invoices", "count": -1, "ms": 120_000}]
    faults = tmp_path / "faults.json"
    faults.write_text(json.dumps(slow))
    script = "; ".join(
        (
            "import sys",
            "from pathlib import Path",
            "from storno_desktop.app import demonstration, start",
            "from storno_desktop.sandbox.settings import SandboxSettings",
            f"slow = SandboxSettings(faults=Path({str(faults)!r}))",
            "begun = demonstration._started",
            "demonstration._started = lambda _none: begun(slow)",
            f"sys.exit(start.main(['--demo', '--data-dir', {str(tmp_path / 'data')!r}]))",
        )
    )
    with subprocess.Popen([sys.executable, "-c", script], env=windowed) as process:
        try:
            until(lambda: "GET /api/v1/companies: 200" in logged(tmp_path / "data"), "signed in")
            process.send_signal(signal.SIGTERM)
            assert process.wait(PROMPTLY) == 128 + signal.SIGTERM
        finally:
            process.kill()


@pytest.mark.parametrize("told", [signal.SIGTERM, signal.SIGINT])
def test_the_sandbox_ends_well_on_a_signal(home: Path, told: signal.Signals) -> None:
    with sandbox(home, "--invoices", "30") as books:
        assert httpx.get(f"{books.url}/api/v1/version").status_code == 200
        books.process.send_signal(told)
        assert books.process.wait(PROMPTLY) == 0


def test_output_that_nobody_reads_any_more_is_no_fault(home: Path) -> None:
    read, write = os.pipe()
    os.close(read)
    done = subprocess.run(
        [*STORNO, "--help"],
        env=bare_environment(home),
        stdout=write,
        stderr=subprocess.PIPE,
        text=True,
        check=False,
    )
    os.close(write)
    assert "Traceback" not in done.stderr
