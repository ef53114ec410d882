"""What the files of a bundle need of the Linux system that it is started on."""

from __future__ import annotations

import re
import subprocess
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

NEEDS = Path(__file__).with_name("system-needs.toml")
OF_THE_LOADER = re.compile(r"ld-linux.*|lib(c|m|dl|rt|pthread|util|resolv)\.so\.\d+")
"""Files of the C library itself."""


class UnknownLibraryError(Exception):
    """A library that no package is known for."""


@dataclass(frozen=True)
class SystemNeeds:
    """`packages`: what must be installed, each as the names that bring it, best first. `glibc`: the oldest C library
    that has all that is called. `unused`: libraries in the bundle that nothing in it is linked with."""

    packages: tuple[tuple[str, ...], ...]
    glibc: tuple[int, int]
    unused: tuple[str, ...]


def system_needs(bundle: Path) -> SystemNeeds:
    """Look at every program and library below that folder.

    Raises UnknownLibraryError if one is linked with a library that is neither in the bundle nor in
    `system-needs.toml`: whoever installs the package would not get it.
    """
    inside = {file.name for file in bundle.rglob("*") if ".so" in file.name}
    packages = packages_by_library()
    chosen: set[tuple[str, ...]] = set()
    used: set[str] = set()
    glibc = (2, 0)
    for file in programs_in(bundle):
        libraries, version = looked_into(file)
        used |= libraries
        glibc = max(glibc, version)
        for library in sorted(libraries - inside):
            if OF_THE_LOADER.fullmatch(library):
                continue
            if library not in packages:
                raise UnknownLibraryError(
                    f"{file.relative_to(bundle)} is linked with {library}, for which {NEEDS.name} names no package."
                )
            chosen.add(packages[library])
    plain = {
        file.name
        for file in bundle.rglob("lib*.so.*")
        if not file.is_symlink() and "plugins" not in file.parts and not file.name.startswith("libpython")
    }
    return SystemNeeds(tuple(sorted(chosen)), glibc, tuple(sorted(plain - used)))


def packages_by_library() -> dict[str, tuple[str, ...]]:
    """The packages that bring each library, best first, out of all sections of the table."""
    table = tomllib.loads(NEEDS.read_text(encoding="utf-8"))["libraries"]
    return {library: tuple(packages) for section in table.values() for library, packages in section.items()}


def programs_in(bundle: Path) -> Iterator[Path]:
    """The files there that the system's loader can load, in the order of their names, links left out."""
    for file in sorted(bundle.rglob("*")):
        if file.is_file() and not file.is_symlink():
            with file.open("rb") as opened:
                if opened.read(4) == b"\x7fELF":
                    yield file


def looked_into(file: Path) -> tuple[set[str], tuple[int, int]]:
    """The libraries that a file is linked with, and the version of the C library that it was linked against."""
    said = subprocess.run(["objdump", "-p", file], capture_output=True, text=True, check=True).stdout
    libraries = set(re.findall(r"^\s+NEEDED\s+(\S+)", said, re.MULTILINE))
    versions = [(int(major), int(minor)) for major, minor in re.findall(r"GLIBC_(\d+)\.(\d+)", said)]
    return libraries, max(versions, default=(2, 0))
