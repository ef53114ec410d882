"""The walls of the house: each contract really breaks when its wall is breached, and each room says what it is for."""

import ast
import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "storno_desktop"
MODULES = sorted(PACKAGE.rglob("*.py"))
CONTRACTS = [
    contract["name"]
    for contract in tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
]

BREACHES = {
    "The house stands on its lower floors": ("domain/calendar.py", "import storno_desktop.wire.money"),
    "Qt stays upstairs": ("service/case.py", "import PySide6.QtCore"),
    "The domain knows no machinery": ("domain/calendar.py", "import threading"),
    "HTTP has one door": ("service/case.py", "import httpx"),
    "SQL has one door": ("api/ask.py", "import apsw"),
    "The windows see services, never plumbing": ("ui/busy.py", "import storno_desktop.store.database"),
    "The sandbox knows nothing of us": ("sandbox/clock.py", "import storno_desktop.domain.calendar"),
    "Only the front door lets the sandbox in": ("ui/busy.py", "import storno_desktop.sandbox.clock"),
    "No circles, at any depth": ("domain/calendar.py", "import storno_desktop.domain.listview"),
}
"""One import for each contract that only somebody who forgot the rule would write."""


def lint(folder: Path) -> str:
    """What import-linter says of the package in this folder."""
    ended = subprocess.run(
        [str(Path(sys.executable).with_name("lint-imports")), "--no-cache"],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(folder), "COLUMNS": "200", "NO_COLOR": "1"},
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert "Contracts: " in ended.stdout, ended.stdout + ended.stderr
    return ended.stdout


def broken(said: str) -> set[str]:
    """The contracts that it calls broken."""
    return {name for name in CONTRACTS if re.search(re.escape(name) + r"\s+BROKEN", said)}


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """The package as it stands, in a place where it can be spoiled."""
    shutil.copytree(PACKAGE, tmp_path / PACKAGE.name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return tmp_path


def test_each_contract_has_its_breach() -> None:
    assert set(BREACHES) == set(CONTRACTS)


def test_all_walls_stand(copy: Path) -> None:
    said = lint(copy)
    assert broken(said) == set()
    assert f"{len(CONTRACTS)} kept, 0 broken" in said


@pytest.mark.parametrize("contract", BREACHES)
def test_a_breach_is_noticed(copy: Path, contract: str) -> None:
    place, planted = BREACHES[contract]
    file = copy / PACKAGE.name / place
    text = file.read_text(encoding="utf-8")
    file.write_text(f"{text}\n{planted}\n", encoding="utf-8")
    assert contract in broken(lint(copy))


@pytest.mark.parametrize("module", MODULES, ids=lambda module: str(module.relative_to(PACKAGE)))
def test_each_room_says_what_it_is_for(module: Path) -> None:
    opening = ast.get_docstring(ast.parse(module.read_text(encoding="utf-8")))
    assert opening, module
    assert opening.split("\n\n")[0].rstrip().endswith((".", ":", "?")), opening
