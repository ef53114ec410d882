"""run.sh and test.sh find a Python, ask for the right libraries, and hand every argument on as it was."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(
    sys.platform == "win32", reason="these scripts are for systems with a POSIX shell"
)

Programs = Callable[..., Path]

# A Python that answers the questions of find-python.sh as told and writes down what it is started with.
PYTHON = """
case $1 in
    -c) case $2 in *ensurepip*) exit {without_venv} ;; *) exit {too_old} ;; esac ;;
    --version) echo "Python 3.9.2" ;;
    *) {{ echo "{name} $(basename "$1")"; shift; for argument in "$@"; do echo "<$argument>"; done; }} >> "{log}" ;;
esac
"""


@pytest.fixture
def project(tmp_path: Path, packaging_folder: Path) -> Path:
    root = tmp_path / "a project"
    (root / "packaging").mkdir(parents=True)
    for script in packaging_folder.glob("*.sh"):
        shutil.copy(script, root / "packaging")
    (root / "tests" / "unit").mkdir(parents=True)
    (root / "tests" / "e2e").mkdir()
    return root


@pytest.fixture
def path(programs: Programs, tmp_path: Path) -> Path:
    """The PATH of a Linux machine with one good Python."""
    python = PYTHON.format(name="python3", without_venv=0, too_old=0, log=tmp_path / "log")
    return programs("sh", "dirname", "basename", python3=python, uname="echo Linux")


def start(script: Path, path: Path, *arguments: str, **environment: str) -> tuple[int, str, list[str]]:
    """Start a script from another folder; its exit code, what it said, and what Python was started with."""
    run = subprocess.run(
        [path / "sh", script, *arguments],
        cwd="/",
        env={"PATH": str(path), **environment},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    log = path.parent / "log"
    return (
        run.returncode,
        run.stdout + run.stderr,
        log.read_text(encoding="utf-8").splitlines() if log.exists() else [],
    )


@pytest.mark.parametrize("shell", ["sh", "dash", "bash"])
def test_the_scripts_are_read_by_every_shell(packaging_folder: Path, shell: str) -> None:
    if shutil.which(shell) is None:
        pytest.skip(f"no {shell} here")
    scripts = sorted(packaging_folder.glob("*.sh"))
    assert {script.name for script in scripts} >= {"run.sh", "test.sh"}
    for script in scripts:
        subprocess.run([shell, "-n", script], check=True)


def test_without_a_desktop_the_start_says_so_before_anything_else(project: Path, path: Path) -> None:
    code, said, started = start(project / "packaging" / "run.sh", path)

    assert code == 1
    assert "no desktop was found" in said
    assert started == []


@pytest.mark.parametrize(
    "argument", ["--help", "--version", "--screenshot=pictures", "--screenshot", "sandbox"]
)
def test_what_needs_no_window_needs_no_desktop(project: Path, path: Path, argument: str) -> None:
    code, _, started = start(project / "packaging" / "run.sh", path, argument)

    assert code == 0
    assert started == ["python3 machine.py", "<qt>", "python3 bootstrap.py", "<run>", f"<{argument}>"]


@pytest.mark.parametrize(
    ("desktop", "needs"),
    [
        ({"DISPLAY": ":0"}, ["<qt>", "<x11>"]),
        ({"WAYLAND_DISPLAY": "wayland-0"}, ["<qt>", "<wayland>"]),
        ({"DISPLAY": ":0", "WAYLAND_DISPLAY": "wayland-0"}, ["<qt>", "<x11>", "<wayland>"]),
        ({"DISPLAY": ":0", "QT_QPA_PLATFORM": "offscreen"}, ["<qt>"]),
        ({"QT_QPA_PLATFORM": "wayland;xcb"}, ["<qt>", "<x11>", "<wayland>"]),
    ],
)
def test_only_the_libraries_of_this_desktop_are_asked_for(
    project: Path, path: Path, desktop: dict[str, str], needs: list[str]
) -> None:
    code, _, started = start(project / "packaging" / "run.sh", path, **desktop)

    assert code == 0
    assert started == ["python3 machine.py", *needs, "python3 bootstrap.py", "<run>"]


@pytest.mark.parametrize(
    ("arguments", "end_to_end"),
    [
        ([], True),
        (["-q", "-p", "no:cacheprovider"], True),
        (["tests"], True),
        (["tests/e2e"], True),
        (["tests/e2e/test_story.py::test_cancel"], True),
        (["tests/unit", "tests/e2e"], True),
        (["tests/unit", "-q"], False),
        (["tests/unit::test_one"], False),
    ],
)
def test_the_end_to_end_tools_are_asked_for_when_those_tests_run(
    project: Path, path: Path, arguments: list[str], end_to_end: bool
) -> None:
    code, _, started = start(project / "packaging" / "test.sh", path, *arguments)

    assert code == 0
    assert started[: started.index("python3 bootstrap.py")] == (
        ["python3 machine.py", "<qt>", "<x11>", "<end-to-end>", "<keyring>"]
        if end_to_end
        else ["python3 machine.py", "<qt>"]
    )


@pytest.mark.parametrize(("script", "purpose"), [("run.sh", "run"), ("test.sh", "test")])
def test_arguments_with_odd_characters_arrive_whole(
    project: Path, path: Path, script: str, purpose: str
) -> None:
    odd = ["--help", "two words", "it's", 'a "quote"', "$HOME", "*", "", "ș"]

    code, _, started = start(project / "packaging" / script, path, *odd)

    assert code == 0
    assert started[-len(odd) - 1 :] == [f"<{purpose}>", *(f"<{argument}>" for argument in odd)]


def test_a_machine_that_cannot_be_prepared_stops_the_start(
    project: Path, path: Path, programs: Programs
) -> None:
    programs(python3='case $1 in -c) exit 0 ;; */machine.py) exit 1 ;; *) echo "started anyway" ;; esac')

    code, said, _ = start(project / "packaging" / "run.sh", path, "--help")

    assert (code, said) == (1, "")


def test_the_exit_code_is_the_programs(project: Path, path: Path, programs: Programs) -> None:
    programs(python3="case $1 in -c) exit 0 ;; */machine.py) exit 0 ;; *) exit 42 ;; esac")

    assert start(project / "packaging" / "run.sh", path, "--help")[0] == 42
    assert start(project / "packaging" / "test.sh", path)[0] == 42


def test_a_python_that_can_make_environments_goes_before_a_newer_one(
    project: Path, path: Path, programs: Programs, tmp_path: Path
) -> None:
    log = tmp_path / "log"
    newer = PYTHON.format(name="python3.13", without_venv=1, too_old=0, log=log)
    programs(**{"python3.13": newer})

    assert start(project / "packaging" / "run.sh", path, "--help")[2][0] == "python3 machine.py"

    programs(python3=PYTHON.format(name="python3", without_venv=1, too_old=0, log=log))
    log.unlink()
    assert start(project / "packaging" / "run.sh", path, "--help")[2][0] == "python3.13 machine.py"


def test_a_python_too_old_is_named_and_none_is_started(
    project: Path, path: Path, programs: Programs, tmp_path: Path
) -> None:
    programs(python3=PYTHON.format(name="python3", without_venv=1, too_old=1, log=tmp_path / "log"))

    code, said, started = start(project / "packaging" / "test.sh", path)

    assert code == 1
    assert "needs Python 3.11 or newer; this system's python3 is Python 3.9.2" in said
    assert started == []


def test_a_machine_without_python_gets_the_command(project: Path, programs: Programs) -> None:
    path = programs("sh", "dirname", uname="echo Linux")

    code, said, _ = start(project / "packaging" / "run.sh", path, "--help")

    assert code == 1
    assert "apt-get install python3 python3-venv" in said


def test_other_systems_bring_their_libraries_themselves(
    project: Path, path: Path, programs: Programs
) -> None:
    programs(uname="echo Darwin")

    code, _, started = start(project / "packaging" / "run.sh", path)

    assert code == 0
    assert started == ["python3 bootstrap.py", "<run>"]
