"""The recipes for all three systems can be read, and every file that they name is there."""

from __future__ import annotations

import ast
import json
import plistlib
import re
import tomllib
from pathlib import Path, PurePosixPath
from typing import Any

import pytest

PATH_IN_TEXT = re.compile(r"\b(?:packaging|resources)/[\w./-]+\w")


@pytest.fixture
def root(packaging_folder: Path) -> Path:
    return packaging_folder.parent


def pinned(file: Path) -> dict[str, int]:
    """The pinned distributions of a requirements file, with how many hashes each has."""
    counts: dict[str, int] = {}
    for block in re.split(r"\n(?=\S)", file.read_text(encoding="utf-8")):
        found = re.match(r"([\w.-]+)==\S+", block)
        assert found is not None, block
        counts[found[1]] = len(re.findall(r"--hash=sha256:[0-9a-f]{64}\b", block))
    return counts


def test_the_bundle_recipe_is_python_and_every_file_that_it_names_is_there(packaging_folder: Path) -> None:
    text = (packaging_folder / "storno.spec").read_text(encoding="utf-8")
    compile(text, "storno.spec", "exec")

    named = re.findall(r'HERE(?: / "([^"]+)")(?: / "([^"]+)")?', text)
    assert ("storno_desktop_start.py", "") in named
    for parts in named:
        assert packaging_folder.joinpath(*(part for part in parts if part)).exists(), parts


def test_the_bundle_recipe_takes_qt_for_all_that_the_program_imports(
    packaging_folder: Path, root: Path
) -> None:
    tree = ast.parse((packaging_folder / "storno.spec").read_text(encoding="utf-8"))
    values = {
        target.id: node.value
        for node in tree.body
        if isinstance(node, ast.Assign)
        for target in node.targets
        if isinstance(target, ast.Name)
    }
    libraries = ast.literal_eval(values["QT_LIBRARIES"])
    excluded = ast.literal_eval(values["UNUSED_MODULES"])

    used: set[str] = set()
    for file in (root / "storno_desktop").rglob("*.py"):
        used |= set(re.findall(r"PySide6\.Qt(\w+)", file.read_text(encoding="utf-8")))
    assert {"Core", "Gui", "Widgets"} <= used
    assert used <= set(libraries)
    assert not {f"PySide6.Qt{name}" for name in used} & set(excluded)


@pytest.mark.parametrize(
    ("system", "taken", "left"),
    [
        (
            "LINUX",
            [
                "PySide6/Qt/lib/libQt6Core.so.6",
                "PySide6/QtCore.abi3.so",
                "PySide6/Qt/plugins/platforms/libqxcb.so",
                "PySide6/Qt/lib/libicudata.so.73",
                "libshiboken6.abi3.so.6.11",
                "keyring-25.7.0.dist-info/entry_points.txt",
            ],
            [
                "keyring-25.7.0.dist-info/RECORD",
                "PySide6/Qt/lib/libQt6Quick.so.6",
                "PySide6/Qt/plugins/platformthemes/libqgtk3.so",
                "PySide6/Qt/plugins/tls/libqopensslbackend.so",
                "PySide6/Qt/translations/qtbase_de.qm",
            ],
        ),
        (
            "WINDOWS",
            [
                "PySide6\\Qt6Core.dll",
                "PySide6\\QtCore.pyd",
                "PySide6\\plugins\\platforms\\qwindows.dll",
                "python3.dll",
            ],
            ["PySide6\\Qt6Quick.dll", "PySide6\\opengl32sw.dll", "PySide6\\plugins\\imageformats\\qwebp.dll"],
        ),
        (
            "MACOS",
            [
                "QtCore",
                "PySide6/Qt/lib/QtGui.framework/Versions/A/QtGui",
                "PySide6/Qt/plugins/platforms/libqcocoa.dylib",
                "PySide6/QtCore.abi3.so",
            ],
            ["QtQuick", "PySide6/Qt/lib/QtQml.framework/Versions/A/QtQml", "PySide6/Qt/qml/QtQuick/qmldir"],
        ),
    ],
)
def test_the_bundle_takes_of_qt_what_is_used_on_each_system(
    packaging_folder: Path, system: str, taken: list[str], left: list[str]
) -> None:
    wanted = (
        "INSTALLERS_PAPERS",
        "QT_PLUGINS",
        "QT_LIBRARIES",
        "is_wanted",
        "qt_library",
        "is_ours_to_bring",
    )
    tree = ast.parse((packaging_folder / "storno.spec").read_text(encoding="utf-8"))
    pieces: list[ast.stmt] = [
        node
        for node in tree.body
        if (isinstance(node, ast.FunctionDef) and node.name in wanted)
        or (
            isinstance(node, ast.Assign)
            and isinstance(node.targets[0], ast.Name)
            and node.targets[0].id in wanted
        )
    ]
    assert len(pieces) == len(wanted)
    space: dict[str, Any] = {"Path": Path, "PurePosixPath": PurePosixPath}
    space |= {name: name == system for name in ("LINUX", "WINDOWS", "MACOS")}
    exec(compile(ast.Module(pieces, []), "storno.spec", "exec"), space)  # noqa: S102  our own recipe

    assert [name for name in taken if not space["is_wanted"](name, "/opt/build/" + name)] == []
    assert [name for name in left if space["is_wanted"](name, "/opt/build/" + name)] == []


def test_the_system_own_libraries_stay_with_the_system(packaging_folder: Path) -> None:
    text = (packaging_folder / "storno.spec").read_text(encoding="utf-8")
    function = next(
        node
        for node in ast.parse(text).body
        if isinstance(node, ast.FunctionDef) and node.name == "is_ours_to_bring"
    )
    space: dict[str, Any] = {"Path": Path, "LINUX": True}
    exec(compile(ast.Module([function], []), "storno.spec", "exec"), space)  # noqa: S102  our own recipe
    is_ours = space["is_ours_to_bring"]

    assert not is_ours("/usr/lib/x86_64-linux-gnu/libssl.so.3")
    assert not is_ours("/lib/x86_64-linux-gnu/libz.so.1")
    assert is_ours("/usr/lib/x86_64-linux-gnu/libpython3.11.so.1.0")
    assert is_ours("/usr/lib/python3.11/lib-dynload/_ssl.cpython-311-x86_64-linux-gnu.so")
    assert is_ours("/home/ana/storno/build/environment/lib/python3.11/site-packages/regex/_regex.so")


def test_every_library_is_pinned_by_hash_for_all_systems(packaging_folder: Path, root: Path) -> None:
    described = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    bundled = pinned(packaging_folder / "requirements" / "bundled.txt")
    building = pinned(packaging_folder / "requirements" / "building.txt")

    names = [re.match(r"[\w.-]+", each) for each in described["dependencies"]]
    wanted = {re.sub(r"[-_.]+", "-", each[0]).lower() for each in names if each is not None}
    assert wanted <= set(bundled)
    assert {"pyinstaller", "hatchling"} <= set(building)
    assert min([*bundled.values(), *building.values()]) >= 1
    assert bundled["orjson"] > 10  # wheels of all systems, not of one


def test_a_pinned_version_is_one_that_the_project_allows(packaging_folder: Path, root: Path) -> None:
    from packaging.requirements import Requirement

    described = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    text = (packaging_folder / "requirements" / "bundled.txt").read_text(encoding="utf-8")
    versions = dict(re.findall(r"^([\w.-]+)==([^\s;]+)", text, re.MULTILINE))

    for each in map(Requirement, described["dependencies"]):
        assert each.specifier.contains(versions[re.sub(r"[-_.]+", "-", each.name).lower()]), each


def test_the_flatpak_manifest_names_files_that_are_there(packaging_folder: Path) -> None:
    folder = packaging_folder / "flatpak"
    manifest = json.loads((folder / "ro.storno.desktop.json").read_text(encoding="utf-8"))

    module = manifest["modules"][0]
    assert manifest["command"] == "storno-desktop"
    built = [each["path"] for each in module["sources"] if "/build/" in each["path"]]
    assert built == ["../../build/bundle/storno-desktop"]
    for source in module["sources"]:
        assert source["path"] in built or (folder / source["path"]).exists(), source
    laid_out = [
        word for line in module["build-commands"] for word in line.split() if word.startswith("linux/")
    ]
    assert laid_out
    for word in laid_out:
        assert (packaging_folder / word).is_file(), word


def test_the_windows_recipe_names_files_that_are_there_and_what_the_bundle_calls_its_programs(
    packaging_folder: Path,
) -> None:
    folder = packaging_folder / "windows"
    text = (folder / "storno-desktop.iss").read_text(encoding="utf-8")

    for name in re.findall(r'Source: "([^"{]+)"', text):
        assert (folder / name.replace("\\", "/")).is_file(), name
    program = re.search(r'#define Program "(.+)\.exe"', text)
    assert program is not None
    assert f'program("{program[1]}"' in (packaging_folder / "storno.spec").read_text(encoding="utf-8")
    given = set(re.findall(r'f"/D(\w+)=', (packaging_folder / "windows_installer.py").read_text("utf-8")))
    assert set(re.findall(r"\{#(\w+)\}", text)) <= given | {"Name", "Program"}
    sections = re.findall(r"^\[(\w+)\]$", text, re.MULTILINE)
    assert len(sections) == len(set(sections))
    assert {"Setup", "Languages", "Files", "Icons"} <= set(sections)


def test_the_mac_entitlements_can_be_read(packaging_folder: Path) -> None:
    entitlements = plistlib.loads((packaging_folder / "macos" / "entitlements.plist").read_bytes())

    assert entitlements
    assert all(value is True for value in entitlements.values())


def test_the_workflow_builds_all_three_systems_with_scripts_that_are_there(root: Path) -> None:
    text = (root / ".github" / "workflows" / "packages.yml").read_text(encoding="utf-8")

    jobs = re.findall(r"^  ([\w-]+):$", text[text.index("\njobs:") :], re.MULTILINE)
    assert {"linux", "windows", "macos"} <= set(jobs)
    named = PATH_IN_TEXT.findall(text)
    assert named
    for name in named:
        assert (root / name).is_file(), name


def test_the_licence_of_the_project_has_one_place(root: Path, packaging_folder: Path) -> None:
    assert (root / "LICENSE").is_file()
    assert "project_license" not in (packaging_folder / "linux" / "ro.storno.desktop.metainfo.xml").read_text(
        "utf-8"
    )
    assert 'ROOT / "LICENSE"' in (packaging_folder / "packages.py").read_text("utf-8")
