"""Makes the bundle and its packages; `build.py` starts it with the build environment's Python.

    python packaging/packages.py PLACE PRODUCT

works in the folder PLACE and puts what is to be given away into PRODUCT.
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path

import debian_package
import macos_image
import program_icons
import windows_installer
from bundled_parts import bundled_parts
from hatch_build import compile_translations
from linked_libraries import programs_in, system_needs
from notices import notices
from sbom import bill_of_materials
from steady_archive import pack

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
NAME = "storno-desktop"


def main(arguments: list[str]) -> int:
    """Make everything that this system can make; the exit code."""
    place, product = (Path(argument) for argument in arguments)
    made_at = int(os.environ["SOURCE_DATE_EPOCH"])
    version = own_version()
    say("Texts and icons ...")
    gather_resources(place)
    program_icons.main([str(place / "icons")])
    say("The bundle ...")
    bundle = make_bundle(place)
    add_papers(bundle, place, version, made_at)
    shutil.rmtree(product, ignore_errors=True)
    product.mkdir(parents=True)
    shutil.copyfile(bundle / "sbom.cdx.json", product / f"{NAME}-{version}.cdx.json")
    if sys.platform == "win32":
        windows_installer.make(bundle, place / "icons", product, version)
    elif sys.platform == "darwin":
        macos_image.make(place / "bundle" / "Storno Desktop.app", product, version)
    else:
        linux_packages(bundle, place, product, version, made_at)
    write_sums(product)
    for file in sorted(product.iterdir()):
        say(f"{file.stat().st_size / 1e6:8.1f} MB  {file}")
    return 0


def own_version() -> str:
    """The program's version, read without importing it."""
    text = (ROOT / "storno_desktop" / "__init__.py").read_text(encoding="utf-8")
    found = re.search(r'__version__ = "([^"]+)"', text)
    if found is None:
        raise LookupError("storno_desktop/__init__.py names no version")
    return found[1]


def gather_resources(place: Path) -> None:
    """Icons, style and compiled texts, as the installed program wants them."""
    resources = place / "resources"
    shutil.rmtree(resources, ignore_errors=True)
    shutil.copytree(ROOT / "resources", resources, ignore=shutil.ignore_patterns("*.qm"))
    compile_translations(place)
    for source in resources.rglob("*.ts"):
        source.unlink()


def make_bundle(place: Path) -> Path:
    """Let PyInstaller gather the program and its libraries in one folder, which is returned."""
    for name in ("bundle", "work"):
        shutil.rmtree(place / name, ignore_errors=True)
    command = [sys.executable, "-s", "-m", "PyInstaller", "--noconfirm", "--log-level", "WARN"]
    command += [
        "--distpath",
        str(place / "bundle"),
        "--workpath",
        str(place / "work"),
        str(HERE / "storno.spec"),
    ]
    own = {"STORNO_PLACE": str(place.resolve()), "PYINSTALLER_CONFIG_DIR": str(place.resolve() / "work")}
    subprocess.run(command, env=os.environ | own, check=True)
    bundle = place / "bundle" / NAME
    if sys.platform == "linux":
        take_debugging_out(bundle)
    return bundle


def take_debugging_out(bundle: Path) -> None:
    """Python's own files may carry tables for debuggers, which make up a tenth of a bundle."""
    for file in programs_in(bundle / "_internal"):
        if file.name.startswith("libpython") or "lib-dynload" in file.parts:
            subprocess.run(["strip", "--strip-unneeded", file], check=True)


def add_papers(bundle: Path, place: Path, version: str, made_at: int) -> None:
    """Put licence, notices and the bill of materials beside the program."""
    parts = bundled_parts(place / "work" / "collected.json", Path(sysconfig.get_path("purelib")))
    shutil.copyfile(ROOT / "LICENSE", bundle / "LICENSE.txt")
    (bundle / "THIRD-PARTY-NOTICES.txt").write_text(notices(parts), encoding="utf-8", newline="\n")
    bill = bill_of_materials(version, parts, made_at)
    (bundle / "sbom.cdx.json").write_text(bill, encoding="utf-8", newline="\n")


def linux_packages(bundle: Path, place: Path, product: Path, version: str, made_at: int) -> None:
    """The bundle as an archive, and the Debian package."""
    needs = system_needs(bundle)
    if needs.unused:
        say(f"Nothing in the bundle is linked with {', '.join(needs.unused)}.")
    say("The archive ...")
    pack(bundle, product / f"{NAME}-{version}-linux-{os.uname().machine}.tar.xz", made_at)
    say("The Debian package ...")
    stage = place / "stage"
    shutil.rmtree(stage, ignore_errors=True)
    package = product / f"{NAME}_{version}_{debian_package.architecture()}.deb"
    debian_package.make_package(
        bundle, place / "icons", stage, package, version=version, needs=needs, made_at=made_at
    )


def write_sums(product: Path) -> None:
    """What `sha256sum --check` reads."""
    lines = [
        f"{hashlib.sha256(file.read_bytes()).hexdigest()}  {file.name}\n"
        for file in sorted(product.iterdir())
    ]
    (product / "SHA256SUMS").write_text("".join(lines), encoding="utf-8", newline="\n")


def say(sentence: str) -> None:
    """A line for the person at the keyboard."""
    print(sentence, file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
