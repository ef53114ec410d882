"""The build carries the compiled translations, and a translation that cannot be compiled stops it."""

from __future__ import annotations

import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest

TRANSLATION = """<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ro_RO" sourcelanguage="en_US">
<context><name>Words</name><message><source>Cancelled</source><translation>Anulată</translation></message></context>
</TS>
"""


@pytest.fixture
def build(load_script: Callable[[str], ModuleType]) -> ModuleType:
    return load_script("hatch_build")


def project_with(folder: Path, **translations: str) -> Path:
    texts = folder / "resources" / "i18n"
    texts.mkdir(parents=True)
    for name, text in translations.items():
        (texts / f"{name}.ts").write_text(text, encoding="utf-8")
    return folder


def test_each_translation_is_compiled_beside_its_source(build: ModuleType, tmp_path: Path) -> None:
    root = project_with(
        tmp_path / "a project", storno_ro=TRANSLATION, storno_en=TRANSLATION.replace("ro_RO", "en_US")
    )

    compiled = build.compile_translations(root)

    assert [path.name for path in compiled] == ["storno_en.qm", "storno_ro.qm"]
    assert "Anulată".encode("utf-16-be") in (root / "resources" / "i18n" / "storno_ro.qm").read_bytes()


def test_nothing_to_compile_is_no_failure(build: ModuleType, tmp_path: Path) -> None:
    assert build.compile_translations(tmp_path) == []


def test_a_damaged_translation_stops_the_build_and_is_named(build: ModuleType, tmp_path: Path) -> None:
    root = project_with(tmp_path, storno_ro=TRANSLATION)
    (earlier,) = build.compile_translations(root)
    earlier.with_suffix(".ts").write_text(TRANSLATION.replace("</context>", ""), encoding="utf-8")

    with pytest.raises(RuntimeError, match=r"storno_ro\.ts could not be compiled"):
        build.compile_translations(root)


def test_a_wheel_holds_icons_style_and_compiled_translations(packaging_folder: Path, tmp_path: Path) -> None:
    project = packaging_folder.parent
    root = tmp_path / "a project"
    for part in ("storno_desktop", "resources", "packaging"):
        shutil.copytree(project / part, root / part, ignore=shutil.ignore_patterns("__pycache__", "*.qm"))
    for part in ("pyproject.toml", "README.md"):
        shutil.copy(project / part, root / part)

    subprocess.run(
        [
            sys.executable,
            "-m",
            "pip",
            "wheel",
            "-q",
            "--no-build-isolation",
            "--no-deps",
            "-w",
            tmp_path / "out",
            ".",
        ],
        cwd=root,
        check=True,
        timeout=300,
    )

    (wheel,) = (tmp_path / "out").glob("*.whl")
    inside = set(zipfile.ZipFile(wheel).namelist())
    expected = {
        path.relative_to(root).as_posix() for path in (root / "resources").rglob("*") if path.is_file()
    }
    assert {f"storno_desktop/{path}" for path in expected} <= inside
    for folder, suffix in (("icons", ".svg"), ("style", ".qss"), ("i18n", ".qm")):
        found = [
            name
            for name in inside
            if name.startswith(f"storno_desktop/resources/{folder}/") and name.endswith(suffix)
        ]
        assert found, f"no {suffix} in {folder}"
    assert {"storno_desktop/resources/i18n/storno_ro.qm", "storno_desktop/py.typed"} <= inside
