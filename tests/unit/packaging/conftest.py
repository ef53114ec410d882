"""Gives the set-up scripts' tests the scripts as modules, and folders of made-up programs to put on the PATH."""

from __future__ import annotations

import importlib.util
import shutil
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest

PACKAGING = Path(__file__).resolve().parents[3] / "packaging"


@pytest.fixture(scope="session")
def packaging_folder() -> Path:
    """The folder with the scripts under test."""
    return PACKAGING


@pytest.fixture(scope="session")
def load_script() -> Callable[[str], ModuleType]:
    """Imports a script of that folder, which is no package, by its file's name; it finds those beside it."""
    if str(PACKAGING) not in sys.path:
        sys.path.append(str(PACKAGING))

    def load(name: str) -> ModuleType:
        spec = importlib.util.spec_from_file_location(f"storno_setup_{name}", PACKAGING / f"{name}.py")
        assert spec is not None
        assert spec.loader is not None
        module = importlib.util.module_from_spec(spec)
        sys.modules[spec.name] = module  # a dataclass looks its own module up there
        spec.loader.exec_module(module)
        return module

    return load


@pytest.fixture
def programs(tmp_path: Path) -> Callable[..., Path]:
    """Makes a folder that serves as the whole PATH: real programs by name, made-up ones by their shell text."""
    if sys.platform == "win32":
        pytest.skip("these scripts are for systems with a POSIX shell")

    def make(*real: str, **made_up: str) -> Path:
        folder = tmp_path / "programs"
        folder.mkdir(exist_ok=True)
        for name in real:
            found = shutil.which(name)
            assert found is not None, name
            (folder / name).symlink_to(found)
        for name, text in made_up.items():
            file = folder / name.replace("_", "-")
            file.write_text(f"#!/bin/sh\n{text}\n", encoding="utf-8")
            file.chmod(0o755)
        return folder

    return make
