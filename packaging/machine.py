"""Gives a fresh Linux machine the system libraries and programs that Qt and the tests need, through apt if it is there.

    python packaging/machine.py NEED...        with NEED one of: qt, x11, wayland, end-to-end, keyring,
                                                             build, smoke

Whether something is there is decided by trying to load it, never by the name of a package: those differ between
Debian 12 and Ubuntu 24.04. Exit code 0 when the start may go on, 1 with a clear sentence when it cannot.
"""

from __future__ import annotations

import ctypes
import importlib.util
import json
import os
import shlex
import shutil
import subprocess
import sys
import sysconfig
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent
NEEDS = Path(__file__).with_name("system-needs.toml")
PYTHON_LIBRARY = (f"libpython{sys.version_info[0]}.{sys.version_info[1]}",)
PYTHON_VENV = (f"python{sys.version_info[0]}.{sys.version_info[1]}-venv", "python3-venv")
INSTALL = ("apt-get", "install", "-y", "-q", "--no-install-recommends", "-o", "DPkg::Lock::Timeout=300")
UPDATE = ("apt-get", "update", "-q")


class Missing(NamedTuple):
    """Something the machine lacks: its name for people, and the packages that bring it, best first."""

    name: str
    packages: tuple[str, ...]


def main(arguments: list[str]) -> int:
    """Bring what the named needs lack and return the exit code; `--list` first only prints it, as JSON."""
    if arguments[:1] == ["--list"]:
        print(json.dumps(look(arguments[1:])))
        return 0
    try:
        missing = look_afresh(arguments)
        if not missing:
            return 0
        if shutil.which("apt-get") is None:
            return without_apt(missing)
        return through_apt(missing, arguments)
    except KeyboardInterrupt:
        say("Interrupted.")
        return 130


# ------------------------------------------------------------------------------------------------ looking


def look(needs: list[str]) -> list[Missing]:
    """What of these needs is missing here; loads the libraries that it finds into this very process."""
    table = tomllib.loads(NEEDS.read_text(encoding="utf-8"))
    probes: dict[str, Callable[[str], bool]] = {
        "libraries": loads,
        "programs": on_the_path,
        "fonts": has_font,
    }
    missing = [
        Missing(name, tuple(packages))
        for kind, is_there in probes.items()
        for need in needs
        for name, packages in table[kind].get(need, {}).items()
        if not is_there(name)
    ]
    if not can_make_environments() and not environment_works():
        missing.append(Missing("Python's venv module", PYTHON_VENV))
    if "build" in needs and not is_a_library():
        missing.append(Missing("Python as a library", PYTHON_LIBRARY))
    return missing


def look_afresh(needs: list[str]) -> list[Missing]:
    """What `look` finds in a process of its own, which sees libraries that were installed a moment ago."""
    run = subprocess.run(
        [sys.executable, __file__, "--list", *needs], stdout=subprocess.PIPE, text=True, check=True
    )
    return [Missing(name, tuple(packages)) for name, packages in json.loads(run.stdout)]


def loads(library: str) -> bool:
    """Whether the system's loader finds that library and everything it needs in turn."""
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def on_the_path(program: str) -> bool:
    """Whether that program can be started by its name."""
    return shutil.which(program) is not None


def has_font(_name: str) -> bool:
    """Whether fontconfig knows any font; without one Qt starts, but every letter is an empty box."""
    try:
        fontconfig = ctypes.CDLL("libfontconfig.so.1")
    except OSError:
        return False  # it is about to be installed, and a font beside it does no harm
    fontconfig.FcConfigGetFonts.restype = ctypes.POINTER(ctypes.c_int)
    fontconfig.FcConfigGetFonts.argtypes = [ctypes.c_void_p, ctypes.c_int]
    if not fontconfig.FcInit():
        return False
    fonts = fontconfig.FcConfigGetFonts(
        None, 0
    )  # the current configuration's system fonts; the count comes first
    return bool(fonts) and fonts[0] > 0


def can_make_environments() -> bool:
    """Whether this Python brings what `python -m venv` needs; Debian keeps it in a package of its own."""
    return importlib.util.find_spec("ensurepip") is not None and importlib.util.find_spec("venv") is not None


def is_a_library() -> bool:
    """Whether this Python can be put into a bundle, which takes its shared library; Debian keeps that apart too."""
    folder, name = (sysconfig.get_config_var(each) for each in ("LIBDIR", "INSTSONAME"))
    return bool(folder and name) and (Path(folder) / name).is_file()


def environment_works() -> bool:
    """Whether the project's `.venv` is made already, so that nothing is needed to make it."""
    try:
        run = subprocess.run(
            [ROOT / ".venv" / "bin" / "python", "-c", "import pip"], capture_output=True, check=False
        )
    except OSError:
        return False
    return run.returncode == 0


# ------------------------------------------------------------------------------------------------ bringing


def through_apt(missing: list[Missing], needs: list[str]) -> int:
    """Install what is missing as root or through sudo; where neither is possible, say the exact command."""
    rights = administrator()
    wants_update = any(known(item) is None for item in missing)
    if rights is None:
        say(f"Missing on this system: {names(missing)}.")
        say("Installing it needs an administrator. Run this once, then start again:\n")
        commands = [shlex.join(UPDATE)] if wants_update else []
        commands.append(shlex.join(["apt-get", "install", "-y", *chosen(missing)]))
        say("    " + by_hand(commands) + "\n")
        return 1
    if wants_update:
        say("Asking apt for its current list of packages ...")
        if not apt(rights, UPDATE):
            return 1
    say(f"Installing with apt what this system lacks ({names(missing)}): {' '.join(chosen(missing))} ...")
    installed = apt(rights, (*INSTALL, *chosen(missing)), quietly=not wants_update)
    if not installed and not wants_update:
        # A list that knows every package may still be too old to fetch them.
        installed = apt(rights, UPDATE) and apt(rights, (*INSTALL, *chosen(missing)))
    if not installed:
        return 1
    still = look_afresh(needs)
    if still:
        say(
            f"Installed, but still missing: {names(still)}. Packages that should bring it: {' '.join(chosen(still))}."
        )
        return 1
    return 0


def without_apt(missing: list[Missing]) -> int:
    """Name what is missing where there is no apt, and go on if at least Python itself can do its part."""
    say(f"Missing on this system: {names(missing)}.")
    if any(item.packages == PYTHON_VENV for item in missing):
        say("Install Python's venv and ensurepip modules with your package manager, then start again.")
        return 1
    say("There is no apt-get here: if the program does not start, install these with your package manager.")
    return 0


def administrator() -> list[str] | None:
    """What to put before a command so that it runs as root; None if that cannot be had without asking in vain."""
    if os.geteuid() == 0:
        return []
    if shutil.which("sudo") is None:
        return None
    if (
        subprocess.run(
            ["sudo", "-n", "true"], capture_output=True, stdin=subprocess.DEVNULL, check=False
        ).returncode
        == 0
    ):
        return ["sudo", "-n"]
    # Only a person at a terminal can answer sudo's question.
    return ["sudo"] if sys.stdin is not None and sys.stdin.isatty() else None


def by_hand(commands: list[str]) -> str:
    """The line to type that runs these commands as root, with whatever the machine has for that."""
    if shutil.which("sudo") is not None:
        return " && ".join(f"sudo {command}" for command in commands)
    return f"su -c {shlex.quote(' && '.join(commands))}"


def apt(rights: list[str], command: tuple[str, ...], *, quietly: bool = False) -> bool:
    """Run apt without a question to anybody and say whether it succeeded; its own words are shown if it did not."""
    run = subprocess.run(
        [*rights, "env", "DEBIAN_FRONTEND=noninteractive", "LC_ALL=C.UTF-8", *command],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
        check=False,
    )
    if run.returncode != 0 and not quietly:
        say(run.stdout.strip())
        say(f"{' '.join(command[:2])} failed: see above.")
    return run.returncode == 0


def chosen(missing: list[Missing]) -> list[str]:
    """The packages to install, each once. One that apt does not know yet goes by its oldest name, which the newer
    ones provide."""
    return list(dict.fromkeys(known(item) or item.packages[-1] for item in missing))


def known(item: Missing) -> str | None:
    """The first of its packages that apt has a description of, if any."""
    for package in item.packages:
        run = subprocess.run(
            ["apt-cache", "show", "--no-all-versions", package], capture_output=True, check=False
        )
        if run.returncode == 0 and run.stdout.strip():
            return package
    return None


# ------------------------------------------------------------------------------------------------ words


def names(missing: list[Missing]) -> str:
    """The missing things in one line."""
    return ", ".join(item.name for item in missing)


def say(sentence: str) -> None:
    """A line for the person at the keyboard; the program's own output stays clean."""
    print(sentence, file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
