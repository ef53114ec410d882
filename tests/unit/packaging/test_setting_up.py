"""Setting up for real: a small project with its own build, so that pip needs no network, and the true environment."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

PROJECT = """
[project]
name = "storno-desktop"
version = "1"
[build-system]
requires = ["pip"]
build-backend = "backend"
backend-path = ["packaging"]
"""
BACKEND = """
import pathlib, zipfile
def build_editable(folder, config_settings=None, metadata_directory=None):
    name = "storno_desktop-1-py3-none-any.whl"
    needs = pathlib.Path("needs.txt")
    lines = ["Metadata-Version: 2.1", "Name: storno-desktop", "Version: 1", "Provides-Extra: dev"]
    lines += ["Requires-Dist: " + need for need in needs.read_text().split()] if needs.exists() else []
    with zipfile.ZipFile(pathlib.Path(folder, name), "w") as wheel:
        wheel.writestr("_storno.pth", str(pathlib.Path.cwd()))
        wheel.writestr("storno_desktop-1.dist-info/METADATA", "\\n".join(lines) + "\\n")
        wheel.writestr("storno_desktop-1.dist-info/WHEEL", "Wheel-Version: 1.0\\nTag: py3-none-any\\n")
        wheel.writestr("storno_desktop-1.dist-info/RECORD", "")
    return name
"""
PROGRAM = """
import json, os, signal, sys
print(json.dumps({"arguments": sys.argv[1:], "folder": os.getcwd(), "platform": os.environ.get("QT_QPA_PLATFORM")}))
sys.stdout.flush()
if "--die" in sys.argv:
    os.kill(os.getpid(), signal.SIGTERM)
sys.exit(7)
"""


class Ended(NamedTuple):
    """How a start ended: its exit code, what the program printed, and what setting up said."""

    code: int
    printed: str
    said: str


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory, packaging_folder: Path) -> Iterator[Path]:
    """A set-up project in a folder with a space; each test leaves it so that the next start works."""
    root = tmp_path_factory.mktemp("set up") / "a project"
    (root / "packaging").mkdir(parents=True)
    (root / "storno_desktop").mkdir()
    shutil.copy(packaging_folder / "bootstrap.py", root / "packaging")
    (root / "packaging" / "backend.py").write_text(BACKEND, encoding="utf-8")
    (root / "packaging" / "hatch_build.py").touch()
    (root / "pyproject.toml").write_text(PROJECT, encoding="utf-8")
    (root / "storno_desktop" / "__main__.py").write_text(PROGRAM, encoding="utf-8")
    (root / "pytest.py").write_text(PROGRAM, encoding="utf-8")
    first = start(root, "run")
    assert first.code == 7, first.said
    assert "Making a Python environment" in first.said
    yield root
    shutil.rmtree(root)


def start(
    root: Path, *arguments: str, folder: Path | None = None, environment: dict[str, str] | None = None
) -> Ended:
    outer = {name: value for name, value in os.environ.items() if name != "QT_QPA_PLATFORM"}
    run = subprocess.run(
        [sys.executable, str(root / "packaging" / "bootstrap.py"), *arguments],
        cwd=folder or root.parent,
        env=outer | (environment or {}),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    return Ended(run.returncode, run.stdout, run.stderr)


def test_arguments_arrive_as_they_were_and_the_exit_code_comes_back(project: Path, tmp_path: Path) -> None:
    odd = ["--data-dir", "two words", 'quote"d', "it's", "$HOME", "a;b", "", "ș ț", "*"]

    ended = start(project, "run", *odd, folder=tmp_path)

    assert ended.code == 7
    assert json.loads(ended.printed) == {
        "arguments": ["--demo", *odd],
        "folder": str(tmp_path),
        "platform": None,
    }


@pytest.mark.skipif(sys.platform == "win32", reason="signals are a POSIX matter")
def test_a_signal_that_ends_the_program_is_seen_outside(project: Path) -> None:
    assert start(project, "run", "--die").code == -signal.SIGTERM


def test_pytest_runs_in_the_projects_folder_and_headless(project: Path, tmp_path: Path) -> None:
    ended = start(project, "test", "tests/unit", "-k", "one or two", folder=tmp_path)

    assert ended.code == 7
    said = {"arguments": ["tests/unit", "-k", "one or two"], "folder": str(project), "platform": "offscreen"}
    assert json.loads(ended.printed) == said


def test_the_next_start_installs_nothing_and_says_nothing(project: Path) -> None:
    start(project, "test")

    assert start(project, "run").said == ""
    assert start(project, "test").said == ""


def test_changed_inputs_are_installed_once(project: Path) -> None:
    with (project / "pyproject.toml").open("a", encoding="utf-8") as file:
        file.write("# changed\n")

    changed = start(project, "run")

    assert "Installing" in changed.said
    assert "Making" not in changed.said
    assert start(project, "run").said == ""


def test_an_interrupted_installation_is_made_anew(project: Path) -> None:
    (project / ".venv" / "storno-unfinished").touch()
    (project / ".venv" / "half-made").touch()

    ended = start(project, "run")

    assert ended.code == 7
    assert "making it anew" in ended.said
    assert not (project / ".venv" / "half-made").exists()
    assert start(project, "run").said == ""


@pytest.mark.skipif(sys.platform == "win32", reason="there an environment holds a copy of its Python")
def test_an_environment_whose_python_is_gone_is_made_anew(project: Path) -> None:
    python = project / ".venv" / "bin" / "python"
    python.unlink()
    python.symlink_to("/nowhere/python3.10")

    ended = start(project, "run")

    assert ended.code == 7
    assert "making it anew" in ended.said


def test_a_folder_that_was_moved_gets_a_new_environment(project: Path) -> None:
    elsewhere = project.with_name("another name")
    project.rename(elsewhere)
    try:
        ended = start(elsewhere, "run")
        assert ended.code == 7
        assert "making it anew" in ended.said
    finally:
        elsewhere.rename(project)


def test_without_a_network_the_start_says_so_and_the_next_one_recovers(project: Path) -> None:
    needs = project / "needs.txt"
    needs.write_text("storno-library-that-is-nowhere", encoding="utf-8")
    with (project / "pyproject.toml").open("a", encoding="utf-8") as file:
        file.write("# with a need\n")
    nowhere = {
        "PIP_CONFIG_FILE": os.devnull,
        "PIP_INDEX_URL": "http://127.0.0.1:9/simple",
        "PIP_RETRIES": "0",
    }
    try:
        ended = start(project, "run", environment=nowhere)
    finally:
        needs.unlink()

    assert ended.code == 1
    assert ended.printed == ""
    assert "could not be reached" in ended.said
    recovered = start(project, "run")
    assert recovered.code == 7
    assert "making it anew" not in recovered.said
