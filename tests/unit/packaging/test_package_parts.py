"""What the packages are made of: whose work they hold, what they need, and that they come out the same twice."""

from __future__ import annotations

import io
import json
import os
import shutil
import struct
import subprocess
import sys
import tarfile
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest

Load = Callable[[str], ModuleType]

NOON = 1_795_780_800


def installed(site: Path, name: str, *, licence: str = "MIT", text: str = "Do as you like.") -> Path:
    """Put a made-up distribution with one module into a folder; the module is returned."""
    about = site / f"{name}-1.2.dist-info"
    (about / "licenses").mkdir(parents=True)
    module = site / f"{name}.py"
    module.write_text("answer = 42\n", encoding="utf-8")
    record = [f"{name}.py,,", f"{about.name}/METADATA,,"]
    (about / "METADATA").write_text(
        f"Metadata-Version: 2.4\nName: {name}\nVersion: 1.2\nLicense-Expression: {licence}\n"
        f"Project-URL: Homepage, https://{name}.example\n",
        encoding="utf-8",
    )
    if text:
        (about / "licenses" / "LICENSE").write_text(text, encoding="utf-8")
        record.append(f"{about.name}/licenses/LICENSE,,")
    (about / "RECORD").write_text("\n".join(record), encoding="utf-8")
    return module


class MadeUpBundle:
    """A folder of installed distributions, and the list of files that were taken of them."""

    def __init__(self, folder: Path) -> None:
        self.site = folder / "site"
        self.collected = folder / "collected.json"
        installed(self.site, "pyinstaller", licence="GPL-2.0-or-later WITH Bootloader-exception")

    def take(self, *files: Path) -> None:
        self.collected.write_text(json.dumps([str(file) for file in files]), encoding="utf-8")


@pytest.fixture
def bundle(tmp_path: Path) -> MadeUpBundle:
    return MadeUpBundle(tmp_path)


# ------------------------------------------------------------------------------------- licences


def test_only_what_was_taken_is_named(load_script: Load, bundle: MadeUpBundle) -> None:
    taken = installed(bundle.site, "taken")
    installed(bundle.site, "left")
    bundle.take(taken, Path(os.__file__))

    parts = load_script("bundled_parts").bundled_parts(bundle.collected, bundle.site)

    assert [part.name for part in parts] == ["pyinstaller", "Python", "taken"]
    assert parts[-1].licence == "MIT"
    assert parts[-1].texts == (("LICENSE", "Do as you like."),)
    assert parts[-1].url == "https://taken.example"


def test_a_file_of_nobody_stops_the_build(load_script: Load, bundle: MadeUpBundle) -> None:
    stray = bundle.site / "stray.py"
    stray.touch()
    bundle.take(stray)

    with pytest.raises(LookupError, match=r"stray\.py"):
        load_script("bundled_parts").bundled_parts(bundle.collected, bundle.site)


def test_a_library_without_a_licence_text_stops_the_build(load_script: Load, bundle: MadeUpBundle) -> None:
    bundle.take(installed(bundle.site, "bare", text=""))

    with pytest.raises(LookupError, match="bare"):
        load_script("bundled_parts").bundled_parts(bundle.collected, bundle.site)


def test_qt_comes_with_the_texts_of_its_licences(load_script: Load, bundle: MadeUpBundle) -> None:
    bundle.take(installed(bundle.site, "PySide6_Essentials", licence="LGPL-3.0-only", text=""))

    parts = load_script("bundled_parts").bundled_parts(bundle.collected, bundle.site)
    text = load_script("notices").notices(parts)

    assert "GNU LESSER GENERAL PUBLIC LICENSE" in text
    assert "GNU GENERAL PUBLIC LICENSE" in text
    assert "libQt6*.so.6" in text  # what to replace, and where it is
    assert "PySide6_Essentials 1.2" in text


def test_a_text_that_several_share_stands_there_once(load_script: Load, bundle: MadeUpBundle) -> None:
    bundle.take(installed(bundle.site, "one"), installed(bundle.site, "two"))

    text = load_script("notices").notices(
        load_script("bundled_parts").bundled_parts(bundle.collected, bundle.site)
    )

    assert text.count("Do as you like.") == 1
    assert "one 1.2: LICENSE\n" in text
    assert "two 1.2: LICENSE\n" in text


def test_the_bill_of_materials_lists_the_same_and_is_the_same_twice(
    load_script: Load, bundle: MadeUpBundle
) -> None:
    bundle.take(installed(bundle.site, "Mixed_Case", licence="MPL-2.0 AND (Apache-2.0 OR MIT)"))
    parts = load_script("bundled_parts").bundled_parts(bundle.collected, bundle.site)
    bill = load_script("sbom").bill_of_materials

    document = json.loads(bill("0.1.0", parts, NOON))

    assert bill("0.1.0", parts, NOON) == bill("0.1.0", parts, NOON)
    assert (document["bomFormat"], document["specVersion"]) == ("CycloneDX", "1.6")
    found = next(each for each in document["components"] if each["name"] == "Mixed_Case")
    assert found["purl"] == "pkg:pypi/mixed-case@1.2"
    assert found["licenses"] == [{"expression": "MPL-2.0 AND (Apache-2.0 OR MIT)"}]
    references = [each["bom-ref"] for each in document["components"]]
    assert document["dependencies"][0]["dependsOn"] == references
    assert len(set(references)) == len(parts)


@pytest.mark.parametrize("words", ["MIT License", "BSD-3-Clause, Apache-2.0, dependency licenses", ""])
def test_words_that_are_no_spdx_expression_are_a_name(load_script: Load, words: str) -> None:
    assert load_script("sbom").licence(words) == {"license": {"name": words}}


# ------------------------------------------------------------------------------------- what it needs


@pytest.mark.skipif(sys.platform != "linux" or shutil.which("objdump") is None, reason="needs objdump")
def test_the_package_asks_for_what_its_files_are_linked_with(load_script: Load, tmp_path: Path) -> None:
    import _ctypes

    libraries = load_script("linked_libraries")
    shutil.copy(_ctypes.__file__, tmp_path / "program.so")

    needs = libraries.system_needs(tmp_path)

    assert ("libffi8",) in needs.packages
    assert needs.glibc >= (2, 4)
    assert needs.unused == ()


@pytest.mark.skipif(sys.platform != "linux" or shutil.which("objdump") is None, reason="needs objdump")
def test_a_library_that_no_package_is_known_for_stops_the_build(
    load_script: Load, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import _ctypes

    libraries = load_script("linked_libraries")
    monkeypatch.setattr(libraries, "packages_by_library", dict)
    shutil.copy(_ctypes.__file__, tmp_path / "program.so")

    with pytest.raises(libraries.UnknownLibraryError, match=r"program\.so is linked with libffi"):
        libraries.system_needs(tmp_path)


def test_the_control_file_offers_the_names_of_both_systems(
    load_script: Load, monkeypatch: pytest.MonkeyPatch
) -> None:
    debian = load_script("debian_package")
    monkeypatch.setattr(debian, "architecture", lambda: "amd64")
    monkeypatch.setenv("STORNO_MAINTAINER", "Ana Pop <ana@firma.example>")
    needs = load_script("linked_libraries").SystemNeeds(
        (("libglib2.0-0t64", "libglib2.0-0"), ("zlib1g",)), (2, 35), ()
    )

    text = debian.control_text("1.2.3", 140_000, needs)

    fields = dict(line.split(": ", 1) for line in text.splitlines() if not line.startswith(" "))
    assert fields["Package"] == "storno-desktop"
    assert fields["Version"] == "1.2.3"
    assert fields["Maintainer"] == "Ana Pop <ana@firma.example>"
    assert fields["Installed-Size"] == "140000"
    depends = fields["Depends"].split(", ")
    assert depends[0] == "libc6 (>= 2.35)"
    assert {"libglib2.0-0t64 | libglib2.0-0", "zlib1g", "tzdata", "ca-certificates"} <= set(depends)
    assert "@" not in text.replace("ana@firma", "")
    assert text.endswith("\n")


# ------------------------------------------------------------------------------------- the same twice


def test_an_archive_is_the_same_whenever_and_by_whomever_it_is_packed(
    load_script: Load, tmp_path: Path
) -> None:
    pack = load_script("steady_archive").pack
    for name, names, time, mode in (("one", "ab", 1_000, 0o600), ("two", "ba", 2_000, 0o664)):
        folder = tmp_path / name / "bundle"
        folder.mkdir(parents=True)
        for each in names:
            file = folder / each
            file.write_text(each, encoding="utf-8")
            file.chmod(mode)
            os.utime(file, (time, time))
        (folder / "link").symlink_to("a")
        pack(folder, tmp_path / f"{name}.tar.xz", NOON)

    one, two = ((tmp_path / f"{name}.tar.xz").read_bytes() for name in ("one", "two"))
    assert one == two
    with tarfile.open(fileobj=io.BytesIO(one)) as tar:
        members = tar.getmembers()
    assert [each.name for each in members] == ["bundle", "bundle/a", "bundle/b", "bundle/link"]
    assert {each.mtime for each in members} == {NOON}
    assert {each.uname for each in members} == {"root"}


@pytest.mark.skipif(shutil.which("dpkg-deb") is None, reason="needs dpkg-deb")
def test_a_debian_package_is_laid_out_and_packed_the_same_twice(load_script: Load, tmp_path: Path) -> None:
    debian = load_script("debian_package")
    needs = load_script("linked_libraries").SystemNeeds((("zlib1g",),), (2, 35), ())
    bundle, icons = tmp_path / "bundle", tmp_path / "icons"
    for folder in (bundle / "_internal", icons):
        folder.mkdir(parents=True)
    for name in ("storno-desktop", "LICENSE.txt", "THIRD-PARTY-NOTICES.txt", "_internal/library.so"):
        (bundle / name).write_text(name, encoding="utf-8")
    (bundle / "storno-desktop").chmod(0o700)
    (icons / "48.png").write_bytes(b"PNG")
    for number in "12":
        debian.make_package(
            bundle,
            icons,
            tmp_path / f"stage{number}",
            tmp_path / f"{number}.deb",
            version="1.2.3",
            needs=needs,
            made_at=NOON,
        )

    assert (tmp_path / "1.deb").read_bytes() == (tmp_path / "2.deb").read_bytes()
    listed = subprocess.run(
        ["dpkg-deb", "--contents", tmp_path / "1.deb"],  # noqa: S607  wherever it is
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    files = {line.split()[5]: line.split()[0] for line in listed.splitlines()}
    assert files["./usr/lib/storno-desktop/storno-desktop"] == "-rwxr-xr-x"
    assert files["./usr/lib/storno-desktop/_internal/library.so"] == "-rw-r--r--"
    assert files["./usr/bin/storno-desktop"].startswith("l")
    for name in (
        "applications/storno-desktop.desktop",
        "doc/storno-desktop/copyright",
        "icons/hicolor/48x48/apps/storno-desktop.png",
        "icons/hicolor/scalable/apps/storno-desktop.svg",
        "man/man1/storno-desktop.1.gz",
        "metainfo/ro.storno.desktop.metainfo.xml",
        "mime/packages/storno-desktop.xml",
    ):
        assert files[f"./usr/share/{name}"] == "-rw-r--r--"
    assert "root/root" in listed


def test_the_release_date_is_the_time_of_all_files(load_script: Load) -> None:
    text = '<release version="0.2" date="2026-11-28"/><release version="0.1" date="2026-01-02"/>'

    assert load_script("build").release_time(text) == 1_795_824_000


def test_builds_that_differ_are_told_with_every_file(
    load_script: Load, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    comparison = load_script("compare_builds")
    for name in ("one", "two"):
        folder = tmp_path / name
        folder.mkdir()
        (folder / "same.txt").write_text("same", encoding="utf-8")
        inner = tmp_path / f"{name}-inner"
        inner.mkdir()
        (inner / "file").write_text(name, encoding="utf-8")
        load_script("steady_archive").pack(inner, folder / "bundle.tar.xz", NOON)

    assert comparison.compare(tmp_path / "one", tmp_path / "one", tmp_path / "x") == 0
    assert "same, byte by byte" in capsys.readouterr().out
    assert comparison.compare(tmp_path / "one", tmp_path / "two", tmp_path / "x") == 1
    said = capsys.readouterr().out
    assert "differs: bundle.tar.xz" in said
    assert "one-inner/file" in said
    assert "same.txt" not in said


# ------------------------------------------------------------------------------------- start and icons


def test_the_bundle_keeps_its_libraries_to_itself(load_script: Load) -> None:
    give_back = load_script("storno_desktop_start").give_back
    environment = {"LD_LIBRARY_PATH": "/bundle", "HOME": "/home/ana"}

    give_back(environment)
    assert environment == {"HOME": "/home/ana"}

    environment = {"LD_LIBRARY_PATH": "/bundle:/own", "LD_LIBRARY_PATH_ORIG": "/own"}
    give_back(environment)
    assert environment == {"LD_LIBRARY_PATH": "/own"}


def test_the_icon_is_drawn_in_every_size(load_script: Load, tmp_path: Path) -> None:
    from PySide6.QtGui import QImage

    icons = load_script("program_icons")
    assert icons.main([str(tmp_path)]) == 0

    for size in icons.SIZES:
        picture = QImage(str(tmp_path / f"{size}.png"))
        assert (picture.width(), picture.height()) == (size, size)
        assert picture.pixelColor(0, 0).alpha() == 0
        assert picture.pixelColor(size // 2, 1 + size // 16).blue() > 150
    windows = (tmp_path / "storno-desktop.ico").read_bytes()
    assert struct.unpack("<HHH", windows[:6]) == (0, 1, len(icons.WINDOWS_SIZES))
    size, offset = struct.unpack("<II", windows[14:22])
    assert windows[offset : offset + 4] == b"\x89PNG"
    assert windows[offset : offset + size] == (tmp_path / "16.png").read_bytes()
    apple = (tmp_path / "storno-desktop.icns").read_bytes()
    assert apple[:4] == b"icns"
    assert struct.unpack(">I", apple[4:8])[0] == len(apple)
