"""Builds the packages in an environment of their own, with libraries of exactly the versions and bytes that are pinned.

    python packaging/build.py              into dist/
    python packaging/build.py compare      once more, from nothing and elsewhere, and compares the two byte by byte

The build itself is `packages.py`, started with the environment's Python.
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

from bootstrap import (
    ROOT,
    SetupError,
    child_environment,
    environment_python,
    environment_tag,
    make_environment,
    pip,
    say,
)
from compare_builds import compare

PINNED = tuple(ROOT / "packaging" / "requirements" / name for name in ("bundled.txt", "building.txt"))
METAINFO = ROOT / "packaging" / "linux" / "ro.storno.desktop.metainfo.xml"
STAMP = "storno-built-from"


def main(arguments: list[str]) -> int:
    """Build, or build again and compare; 0 if all went well, 1 if not, 2 for a wrong call."""
    if arguments not in ([], ["compare"]):
        say("Usage: python packaging/build.py [compare]")
        return 2
    place, product = ROOT / "build", ROOT / "dist"
    if not arguments:
        return build(place, product)
    if not (product / "SHA256SUMS").is_file():
        say("There is nothing to compare with yet: build first, without `compare`.")
        return 1
    again = place / "again"
    shutil.rmtree(again, ignore_errors=True)
    failed = build(again, again / "dist")
    return failed or compare(product, again / "dist", again / "unpacked")


def build(place: Path, product: Path) -> int:
    """Work in the folder `place`, put what is made into `product`, and return the exit code."""
    place.mkdir(parents=True, exist_ok=True)
    try:
        python = environment(place / "environment")
    except SetupError as error:
        say(str(error))
        return 1
    made_at = os.environ.get("SOURCE_DATE_EPOCH") or str(release_time(METAINFO.read_text(encoding="utf-8")))
    # The order of Python's sets ends up in compiled files, so it must always be the same.
    steady = {
        "SOURCE_DATE_EPOCH": made_at,
        "PYTHONHASHSEED": "0",
        "PYTHONDONTWRITEBYTECODE": "1",
        "TZ": "UTC",
    }
    words = [str(python), "-s", str(ROOT / "packaging" / "packages.py"), str(place), str(product)]
    return subprocess.run(
        words, env=child_environment() | steady, stdin=subprocess.DEVNULL, check=False
    ).returncode


def environment(home: Path) -> Path:
    """The Python of an environment at `home` that holds what is pinned and nothing else."""
    tag = environment_tag(home)
    wanted = hashlib.sha256(b"\0".join(file.read_bytes() for file in PINNED)).hexdigest()
    stamp = home / STAMP
    if tag is not None and stamp.is_file() and stamp.read_text(encoding="utf-8") == f"{tag} {wanted}":
        return environment_python(home)
    shutil.rmtree(home, ignore_errors=True)
    tag = make_environment(home)
    lists = [word for file in PINNED for word in ("--requirement", str(file))]
    # Nothing is compiled here: what is bundled is what its makers published, down to the hash.
    pip(home, ["install", "--require-hashes", "--only-binary", ":all:", "--no-compile", *lists])
    stamp.write_text(f"{tag} {wanted}", encoding="utf-8")
    return environment_python(home)


def release_time(metainfo: str) -> int:
    """The day of the newest release in that text, as seconds since 1970: the time that all files bear."""
    days = re.findall(r'<release version="[^"]+" date="(\d{4}-\d{2}-\d{2})"', metainfo)
    return int(datetime.fromisoformat(max(days)).replace(tzinfo=UTC).timestamp())


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
