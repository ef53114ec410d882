"""Compares two builds byte by byte and names every file that differs."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tarfile
from pathlib import Path


def compare(one: Path, other: Path, unpacked: Path) -> int:
    """Compare what lies in two folders, looking into packages that differ; 0 if all is the same, 1 if not.

    `unpacked` is a folder for what has to be unpacked; it is emptied.
    """
    different = differences(one, other)
    if not different:
        print("The two builds are the same, byte by byte.")
        return 0
    for name in different:
        print(f"differs: {name}")
        if (one / name).is_file() and (other / name).is_file():
            shutil.rmtree(unpacked, ignore_errors=True)
            sides = [
                unpack(side / name, unpacked / label) for side, label in ((one, "one"), (other, "other"))
            ]
            for inner in differences(*sides):
                print(f"    in it: {inner}")
    return 1


def differences(one: Path, other: Path) -> list[str]:
    """The files, sorted, that only one of the folders has or that differ in bytes, kind or mode."""
    names = {path.relative_to(side).as_posix() for side in (one, other) for path in side.rglob("*")}
    return sorted(name for name in names if seen(one / name) != seen(other / name))


def seen(path: Path) -> tuple[object, ...]:
    """Everything about a file that counts."""
    if path.is_symlink():
        return "link", str(path.readlink())
    if path.is_dir():
        return "folder", path.stat().st_mode
    if not path.is_file():
        return ("missing",)
    return "file", path.stat().st_mode, path.read_bytes()


def unpack(package: Path, target: Path) -> Path:
    """Unpack a .deb or .tar.xz into that folder and return it; of anything else nothing is unpacked."""
    target.mkdir(parents=True)
    if package.suffix == ".deb":
        subprocess.run(["dpkg-deb", "--raw-extract", package, target], check=True)
    elif package.name.endswith(".tar.xz"):
        with tarfile.open(package) as tar:
            tar.extractall(target, filter="tar")
    return target


if __name__ == "__main__":
    sys.exit(compare(*(Path(argument) for argument in sys.argv[1:4])))
