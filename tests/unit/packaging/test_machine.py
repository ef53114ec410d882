"""What a fresh Linux machine lacks is found by loading it, and brought by apt where somebody may do so."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import NamedTuple

import pytest

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="other systems bring these libraries with Qt")

# A library that every Linux has, and one that none has until the made-up apt brings it.
NEEDS = """
[libraries.qt]
"libc.so.6" = ["libc6"]
"libstorno-made-up.so.7" = ["libstorno7t64", "libstorno7"]
[programs.end-to-end]
storno-made-up = ["storno-tools"]
[fonts]
"""

Programs = Callable[..., Path]


class Ended(NamedTuple):
    """How a run ended, what it said, and which apt commands it gave."""

    code: int
    said: str
    apt: list[str]


class Machine:
    """A made-up machine: its own table of needs, and apt, sudo and a dynamic loader's folder under our control."""

    def __init__(self, folder: Path, script: Path, programs: Programs) -> None:
        self.folder = folder / "a project"
        self.log = folder / "apt.log"
        self.libraries = folder / "lib"
        self.programs = programs
        self.libraries.mkdir()
        (self.folder / "packaging").mkdir(parents=True)
        shutil.copy(script, self.folder / "packaging")
        (self.folder / "packaging" / "system-needs.toml").write_text(NEEDS, encoding="utf-8")
        self.path = programs("env", "sh", "ln", "touch", "chmod", "true")

    def has_library(self) -> None:
        """Put the made-up library where the loader finds it."""
        (self.libraries / "libstorno-made-up.so.7").symlink_to(self.any_library())

    def any_library(self) -> Path:
        """Some shared library of this system to stand in for the made-up one."""
        maps = Path("/proc/self/maps").read_text(encoding="utf-8").split()
        return next(Path(word) for word in maps if word.startswith("/") and "/libc.so" in word)

    def has_apt(
        self, *packages: str, after_update: bool = False, works: bool = True, breaks_once: bool = False
    ) -> None:
        """Give it an apt that knows these packages, at once or only after its list was fetched."""
        fresh = self.log.with_name("fresh")
        known = "|".join(packages)
        cache = f'[ -e "{fresh}" ] || exit 100\n' if after_update else ""
        cache += f'for last; do :; done\ncase $last in {known}) echo "Package: $last" ;; *) exit 100 ;; esac'
        bring = f'ln -sf "{self.any_library()}" "{self.libraries}/libstorno-made-up.so.7"\n'
        bring += f'touch "{self.path}/storno-made-up"; chmod +x "{self.path}/storno-made-up"'
        if not works:
            bring = 'echo "E: Unable to fetch"; exit 100'
        if breaks_once:
            bring = f'[ -e "{fresh}" ] || exit 100\n{bring}'
        text = f'echo "apt-get $*" >> "{self.log}"\ncase $1 in update) touch "{fresh}" ;; install) {bring} ;; esac'
        self.programs(apt_get=text, apt_cache=cache)

    def start(self, *needs: str, user: int = 0) -> Ended:
        """Start the script as that user; the real one may be anybody."""
        driver = (
            "import os, runpy, sys; script = sys.argv[1]; sys.argv = sys.argv[1:]; "
            f"os.geteuid = lambda: {user}; runpy.run_path(script, run_name='__main__')"
        )
        run = subprocess.run(
            [sys.executable, "-c", driver, self.folder / "packaging" / "machine.py", *needs],
            env={"PATH": str(self.path), "LD_LIBRARY_PATH": str(self.libraries)},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )
        assert run.stdout == ""
        return Ended(
            run.returncode, run.stderr, self.log.read_text().splitlines() if self.log.exists() else []
        )


@pytest.fixture
def machine(tmp_path: Path, packaging_folder: Path, programs: Programs) -> Machine:
    return Machine(tmp_path, packaging_folder / "machine.py", programs)


def installed(ended: Ended) -> list[str]:
    """The packages of the last installation."""
    assert ended.apt
    words = ended.apt[-1].split()
    assert words[:3] == ["apt-get", "install", "-y"]
    return [word for word in words[3:] if not word.startswith(("-", "DPkg"))]


def test_a_complete_machine_is_left_alone_in_silence(machine: Machine) -> None:
    machine.has_library()
    machine.has_apt("libstorno7")

    assert machine.start("qt", user=1000) == Ended(0, "", [])


def test_root_installs_what_is_missing_without_fetching_a_list_that_is_there(machine: Machine) -> None:
    machine.has_apt("libstorno7")

    ended = machine.start("qt")

    assert ended.code == 0
    assert installed(ended) == ["libstorno7"]
    assert len(ended.apt) == 1
    assert "libstorno-made-up.so.7" in ended.said
    assert "libc" not in ended.said


def test_the_newer_name_of_a_package_is_taken_where_apt_knows_it(machine: Machine) -> None:
    machine.has_apt("libstorno7t64", "libstorno7")

    assert installed(machine.start("qt")) == ["libstorno7t64"]


def test_an_empty_list_of_packages_is_fetched_first(machine: Machine) -> None:
    machine.has_apt("libstorno7t64", after_update=True)

    ended = machine.start("qt")

    assert ended.code == 0
    assert ended.apt[0].startswith("apt-get update")
    assert installed(ended) == ["libstorno7t64"]


def test_a_list_too_old_to_install_from_is_fetched_once(machine: Machine) -> None:
    machine.has_apt("libstorno7", breaks_once=True)

    ended = machine.start("qt")

    assert ended.code == 0
    assert [line.split()[1] for line in ended.apt] == ["install", "update", "install"]


def test_programs_count_only_when_their_tests_are_run(machine: Machine) -> None:
    machine.has_library()
    machine.has_apt("storno-tools")

    assert machine.start("qt").apt == []
    assert installed(machine.start("qt", "end-to-end")) == ["storno-tools"]


def test_apts_own_words_are_shown_when_it_fails(machine: Machine) -> None:
    machine.has_apt("libstorno7", works=False)

    ended = machine.start("qt")

    assert ended.code == 1
    assert "E: Unable to fetch" in ended.said


def test_a_library_still_missing_after_the_installation_stops_the_start(machine: Machine) -> None:
    machine.has_apt("libstorno7")
    machine.programs(apt_get="exit 0")

    ended = machine.start("qt")

    assert ended.code == 1
    assert "still missing: libstorno-made-up.so.7" in ended.said


def test_without_root_and_sudo_the_exact_command_is_said_and_nothing_done(machine: Machine) -> None:
    machine.has_apt("libstorno7")

    ended = machine.start("qt", user=1000)

    assert ended.code == 1
    assert ended.apt == []
    assert "    su -c 'apt-get install -y libstorno7'\n" in ended.said


def test_the_command_fetches_the_list_too_where_apt_has_none(machine: Machine) -> None:
    machine.has_apt("libstorno7", after_update=True)

    ended = machine.start("qt", user=1000)

    assert "    su -c 'apt-get update -q && apt-get install -y libstorno7'\n" in ended.said


def test_sudo_without_a_password_is_used(machine: Machine) -> None:
    machine.has_apt("libstorno7")
    machine.programs(sudo='[ "$1" = -n ] || exit 9; shift; exec "$@"')

    ended = machine.start("qt", user=1000)

    assert ended.code == 0
    assert installed(ended) == ["libstorno7"]


def test_sudo_that_would_ask_is_not_asked_without_a_terminal(machine: Machine) -> None:
    machine.has_apt("libstorno7")
    machine.programs(sudo='[ "$1" = -n ] && exit 1; echo asked >&2; exit 9')

    ended = machine.start("qt", user=1000)

    assert ended.code == 1
    assert ended.apt == []
    assert "asked" not in ended.said
    assert "    sudo apt-get install -y libstorno7\n" in ended.said


def test_without_apt_the_libraries_are_named_and_the_start_goes_on(machine: Machine) -> None:
    ended = machine.start("qt")

    assert ended.code == 0
    assert "libstorno-made-up.so.7" in ended.said
    assert "package manager" in ended.said


def test_without_apt_a_python_that_cannot_make_environments_stops_the_start(
    load_script: Callable[[str], ModuleType], capfd: pytest.CaptureFixture[str]
) -> None:
    script = load_script("machine")

    assert script.without_apt([script.Missing("Python's venv module", script.PYTHON_VENV)]) == 1
    assert "venv" in capfd.readouterr().err


def test_every_need_that_the_scripts_name_is_in_the_table(packaging_folder: Path) -> None:
    import tomllib

    table = tomllib.loads((packaging_folder / "system-needs.toml").read_text(encoding="utf-8"))

    assert set(table["libraries"]) | set(table["programs"]) == {
        "qt",
        "x11",
        "wayland",
        "bundle",
        "end-to-end",
        "keyring",
        "build",
        "smoke",
    }
    assert table["fonts"]["qt"]
