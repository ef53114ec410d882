"""Tries the built package as its user will: install, work by keyboard, remove; or measures its start.

python -m tests.smoke.installed_package [--suite NAME] [--unpacked] [--times N] [--keep DIR]

Ends with 0 and a last line that begins with "Passed" if all went well.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.e2e.screen import Screen
from tests.smoke.clean_root import USER, CleanRoot
from tests.smoke.front_desk import FrontDesk
from tests.smoke.start_figures import measure

PRODUCT = Path(__file__).parents[2] / "dist"
NAME = "storno-desktop"
LARGEST_KIB = 250 * 1024
LATER = "+later"
WORDS = ("--demo", "--lang", "ro", "--theme", "light")


def main(arguments: Sequence[str]) -> int:
    """Do what the words ask for; 0 if all went well."""
    parser = argparse.ArgumentParser(prog="smoke.sh")
    parser.add_argument(
        "--suite", default="", help="the release to install in; this system's own if left out"
    )
    parser.add_argument(
        "--unpacked", action="store_true", help="unpack into an empty folder, install nothing"
    )
    parser.add_argument("--times", type=int, default=0, metavar="N", help="measure N starts and end")
    parser.add_argument("--keep", type=Path, metavar="DIR", help="copy the pictures there")
    read = parser.parse_args(arguments)
    packages = sorted(PRODUCT.glob("*.deb"))
    if len(packages) != 1:
        say(f"{PRODUCT} holds {len(packages)} packages; build one first: sh packaging/build.sh")
        return 1
    with TemporaryDirectory(prefix="storno-smoke-", ignore_cleanup_errors=True) as name:
        place = Path(name)
        place.chmod(0o755)
        if read.times:
            unpack(packages[0], place / "root")
            say(measure(place / "root" / "usr" / "bin" / NAME, place, read.times))
            return 0
        try:
            if read.unpacked or os.geteuid() != 0:
                try_unpacked(packages[0], place)
            else:
                try_installed(packages[0], place, read.suite)
        finally:
            if read.keep is not None and (place / "screen").is_dir():
                shutil.copytree(place / "screen", read.keep, dirs_exist_ok=True)
    return 0


# ------------------------------------------------------------------------------------------------ installed


def try_installed(package: Path, place: Path, suite: str) -> None:
    """The whole life of the package in a clean root: apt brings what it needs, and takes it away again."""
    own = dict(
        line.split("=", 1)
        for line in Path("/etc/os-release").read_text(encoding="utf-8").splitlines()
        if "=" in line
    )
    suite = suite or own["VERSION_CODENAME"].strip('"')
    say(f"Making a clean root of {suite} ...")
    root = CleanRoot(place / "root", suite)
    assert root.named("storno") == []
    say("Installing the package ...")
    root.run("apt-get", "update", "-q")
    shutil.copy(package, root.folder / "var" / "cache")
    file = f"/var/cache/{package.name}"
    root.run("apt-get", "install", "-y", "-q", "--no-install-recommends", file)
    (root.folder / file[1:]).unlink()
    kib = int(root.run("dpkg-query", "-W", "-f", "${Installed-Size}", NAME))
    assert kib <= LARGEST_KIB, f"it takes {kib} KiB"
    assert root.run("dpkg", "--verify", NAME) == ""
    assert root.run(NAME, "--version", user=USER).startswith(NAME)
    say(f"Working with it ({kib / 1024:.0f} MiB installed) ...")
    with Screen(place) as screen:
        environment = root.environment(USER, DISPLAY=screen.display)
        work(screen, root.command([NAME, *WORDS], USER), environment, place / "output.txt")
    say("Putting a later version in its place ...")
    before = fingerprints(root.home)
    later = later_version(package, place)
    shutil.move(later, root.folder / file[1:])
    root.run("apt-get", "install", "-y", "-q", file)
    (root.folder / file[1:]).unlink()
    assert root.run("dpkg-query", "-W", "-f", "${Version}", NAME).endswith(LATER)
    assert root.run("dpkg", "--verify", NAME) == ""
    assert root.run(NAME, "--version", user=USER).startswith(NAME)
    assert fingerprints(root.home) == before, "the person's own files were touched"
    say("Removing it ...")
    root.run("apt-get", "purge", "-y", "-q", NAME)
    assert fingerprints(root.home) == before, "the person's own files were touched"
    left = [path for path in root.named("storno") if not path.startswith(f"/home/{USER}/")]
    assert left == [], f"left behind: {left}"
    kept = [path for path in root.named("storno") if path.endswith(".ini")]
    assert kept, "the settings of the person went with the package"
    say(
        f"Passed: installed on {suite}, an invoice cancelled and restored, a later version put in its place, removed; only {USER}'s own data are left."
    )


def later_version(package: Path, place: Path) -> Path:
    """The same package under a higher version, not compressed."""
    unpacked, made = place / "later", place / "later.deb"
    subprocess.run(["dpkg-deb", "--raw-extract", package, unpacked], check=True)  # noqa: S607  wherever it is
    control = unpacked / "DEBIAN" / "control"
    told = control.read_text(encoding="utf-8")
    control.write_text(re.sub(r"(?m)^(Version: .*)$", rf"\1{LATER}", told), encoding="utf-8")
    subprocess.run(
        ["dpkg-deb", "-Znone", "--root-owner-group", "--build", unpacked, made],  # noqa: S607
        check=True,
        stdout=subprocess.DEVNULL,
    )
    shutil.rmtree(unpacked)
    return made


def fingerprints(home: Path) -> dict[str, str]:
    """What lies in somebody's own folder, each file by its content."""
    files = (each for each in home.rglob("*") if each.is_file())
    return {str(each.relative_to(home)): hashlib.sha256(each.read_bytes()).hexdigest() for each in files}


# ------------------------------------------------------------------------------------------------ unpacked


def try_unpacked(package: Path, place: Path) -> None:
    """What can be tried without an administrator: the same files, in an empty folder and an empty environment.

    apt, what the package depends on, and removing it are not tried so.
    """
    say("Unpacking the package into an empty folder: neither apt nor what it depends on is tried this way.")
    root = place / "root"
    unpack(package, root)
    home = place / "home"
    home.mkdir()
    with Screen(place) as screen:
        environment = {
            "PATH": "/usr/bin:/bin",
            "HOME": str(home),
            "LANG": "C.UTF-8",
            "DISPLAY": screen.display,
        }
        command = [str(root / "usr" / "bin" / NAME), *WORDS]
        work(screen, command, environment, place / "output.txt")
    say("Passed: unpacked, an invoice cancelled and restored.")


def unpack(package: Path, root: Path) -> None:
    """Lay the package's files out in that folder."""
    subprocess.run(["dpkg-deb", "--extract", package, root], check=True)  # noqa: S607  wherever it is


# ------------------------------------------------------------------------------------------------ at work


def work(screen: Screen, command: Sequence[str], environment: Mapping[str, str], output: Path) -> None:
    """The list, a cancellation, its restoration, and an end with 0 and without a complaint."""
    with running(command, environment, output) as process:
        desk = FrontDesk(screen)
        try:
            desk.see_the_list()
            desk.restore(desk.cancel())
            desk.leave()
            assert process.wait(30) == 0
        except AssertionError:
            screen.picture("failed")
            say(output.read_text(errors="replace"))
            raise
    said = output.read_text(errors="replace")
    assert "Traceback" not in said, said
    assert "Fatal" not in said, said


@contextmanager
def running(
    command: Sequence[str], environment: Mapping[str, str], output: Path
) -> Iterator[subprocess.Popen[bytes]]:
    """The program with all its output in one file, killed at the end if it still lives."""
    with (
        output.open("wb") as file,
        subprocess.Popen(command, env=dict(environment), stdout=file, stderr=file) as process,
    ):
        try:
            yield process
        finally:
            process.kill()


def say(sentence: str) -> None:
    """A line for the person at the keyboard."""
    print(sentence, flush=True)  # noqa: T201  it is what this command is for


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
