"""Compiles the translations while the project is built, so that no compiled file is ever committed."""

from __future__ import annotations

import importlib.util
import subprocess
import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

TRANSLATIONS = Path("resources", "i18n")


class TranslationsBuildHook(BuildHookInterface[Any]):
    """Turns each `resources/i18n/storno_*.ts` into the `.qm` file beside it, for wheels and editable installs."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002  hatchling passes both
        """Compile before the files are gathered; a source archive carries only the `.ts` files.

        `version` is `standard` or `editable`; both need the compiled files, the editable one in the checkout.
        """
        if self.target_name == "wheel":
            for compiled in compile_translations(Path(self.root)):
                self.app.display_info(f"Compiled {compiled.relative_to(self.root).as_posix()}")


def compile_translations(root: Path) -> list[Path]:
    """Compile all translations below `root` and return the `.qm` files, sorted; none to compile is no failure.

    Raises RuntimeError with lrelease's own words if one cannot be compiled: a build without its texts is no build.
    """
    sources = sorted((root / TRANSLATIONS).glob("storno_*.ts"))
    if not sources:
        return []
    lrelease = find_lrelease()
    compiled = []
    for source in sources:
        target = source.with_suffix(".qm")
        run = subprocess.run(
            [str(lrelease), "-silent", str(source), "-qm", str(target)],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            errors="replace",
            check=False,
        )
        if run.returncode != 0 or not target.is_file():
            words = (run.stderr + run.stdout).strip()
            raise RuntimeError(
                f"{source.name} could not be compiled (lrelease ended with {run.returncode}): {words}"
            )
        compiled.append(target)
    return compiled


def find_lrelease() -> Path:
    """The lrelease that comes inside PySide6, found without importing Qt; RuntimeError if it is not there."""
    # The tool itself, not the pyside6-lrelease script: a build environment need not have its scripts on the PATH.
    package = importlib.util.find_spec("PySide6")
    if package is None or package.submodule_search_locations is None:
        raise RuntimeError(
            "PySide6 is not installed where the project is built, so lrelease cannot be found."
        )
    name = "lrelease.exe" if sys.platform == "win32" else "lrelease"
    for location in package.submodule_search_locations:
        candidate = Path(location) / name
        if candidate.is_file():
            return candidate
    raise RuntimeError(f"The installed PySide6 holds no {name}.")
