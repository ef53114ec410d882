"""Sets the project up in its own folder and starts the program, its tests or its checks; needs only Python.

    python packaging/bootstrap.py run [arguments of storno-desktop]
    python packaging/bootstrap.py test [arguments of pytest]
    python packaging/bootstrap.py check
    python packaging/bootstrap.py bench [--quick] [--json FILE]
    python packaging/bootstrap.py smoke [arguments, see smoke.sh]

Everything it installs goes into `.venv`. What it says itself goes to the error stream, so that the program's own
output stays clean. On Linux the system's libraries are the business of `run.sh` and `test.sh`.
"""

from __future__ import annotations

import errno
import hashlib
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

OLDEST_PYTHON = (3, 11)
ROOT = Path(__file__).resolve().parent.parent
STAMP_NAME = "storno-stamp.json"
UNFINISHED_NAME = "storno-unfinished"
LOG_NAME = "storno-install.log"
INTERRUPTED = 130

NO_NETWORK_SIGNS = (
    "Temporary failure in name resolution",
    "Name or service not known",
    "nodename nor servname",
    "getaddrinfo failed",
    "NewConnectionError",
    "NameResolutionError",
    "Failed to establish a new connection",
    "Failed to resolve",
    "Network is unreachable",
    "No route to host",
    "Connection refused",
    "ConnectTimeoutError",
    "ReadTimeoutError",
    "ProxyError",
    "(from versions: none)",
)

MEASURING = {"bench": "tests.bench.figures", "smoke": "tests.smoke.installed_package"}

CHECKS: dict[str, list[str]] = {
    "ruff check": ["-m", "ruff", "check", "."],
    "ruff format": ["-m", "ruff", "format", "--check", "."],
    "mypy": ["-m", "mypy"],
    "mypy, set-up": [
        "-m",
        "mypy",
        *(f"packaging/{path.name}" for path in sorted((ROOT / "packaging").glob("*.py"))),
    ],
    # It offers no `-m`, and the script beside Python stops working when the folder is moved.
    "lint-imports": [
        "-c",
        "from importlinter.cli import lint_imports_command; lint_imports_command()",
        "--no-cache",
        "--no-logo",
    ],
    "vulture": ["-m", "vulture"],
}


class SetupError(Exception):
    """What stands in the way of setting up, in sentences for the person at the keyboard."""


def main(arguments: list[str]) -> int:
    """Do what the first argument names and return the exit code; 1 when setting up failed, 2 for a wrong call."""
    if sys.version_info < OLDEST_PYTHON:
        say(
            f"Storno Desktop needs Python {dotted(OLDEST_PYTHON)} or newer; this is {dotted(sys.version_info)} "
            f"({sys.executable}). Start this script with a newer one."
        )
        return 1
    if not arguments or arguments[0] not in ("run", "test", "check", "bench", "smoke"):
        say("Usage: python packaging/bootstrap.py run|test|check|bench|smoke [arguments]")
        return 2
    purpose, passed_on = arguments[0], arguments[1:]
    try:
        python = set_up(ROOT, with_tests=purpose != "run")
    except SetupError as error:
        say(str(error))
        return 1
    except OSError as error:
        say(f"Setting up in {ROOT} failed: {error}")
        return 1
    except KeyboardInterrupt:
        say("Interrupted. The next start continues from here.")
        return INTERRUPTED
    if purpose == "run":
        return replace_by(
            [str(python), "-P", "-m", "storno_desktop", *program_arguments(passed_on)], child_environment()
        )
    if purpose == "test":
        os.chdir(ROOT)
        return replace_by([str(python), "-m", "pytest", *passed_on], headless(child_environment()))
    if purpose in MEASURING:
        os.chdir(ROOT)
        return replace_by([str(python), "-m", MEASURING[purpose], *passed_on], headless(child_environment()))
    return run_checks(python)


# ------------------------------------------------------------------------------------------------ setting up


def set_up(root: Path, *, with_tests: bool) -> Path:
    """Make `.venv` hold the project as it is described now, doing nothing if it already does; its Python is returned.

    A stamp inside says what was installed from which inputs; it is taken away before anything is changed and written
    last. An environment that was being changed when the machine or the person stopped it is made anew.
    """
    home = root / ".venv"
    with only_one(root):
        tag = environment_tag(home)
        stamp = read_stamp(home)
        moved = stamp.get("folder", str(root)) != str(root)
        if tag is None or moved or (home / UNFINISHED_NAME).exists():
            stamp = {}
            tag = make_environment(home)
        if stamp.get("inputs") == inputs_hash(root, tag) and (stamp.get("tests") or not with_tests):
            return environment_python(home)
        # Whoever ran the tests once keeps the tools for them, in the versions that are asked for now.
        with_tests = with_tests or bool(stamp.get("tests"))
        (home / STAMP_NAME).unlink(missing_ok=True)
        install(root, home, with_tests=with_tests)
        write_stamp(home, {"folder": str(root), "inputs": inputs_hash(root, tag), "tests": with_tests})
    return environment_python(home)


@contextmanager
def only_one(root: Path) -> Iterator[None]:
    """Let one start at a time change `.venv`; the system itself ends the lock of one that was killed."""
    with (root / "packaging" / "bootstrap.py").open("rb") as file:
        if not try_lock(file):
            say("Another start is setting up .venv: waiting for it ...")
            while not try_lock(file, wait=True):
                pass
        yield


def try_lock(file: IO[bytes], *, wait: bool = False) -> bool:
    """Lock that open file against other processes until it is closed, and say whether it is ours now."""
    try:
        if sys.platform == "win32":
            import msvcrt

            file.seek(1 << 30)  # beyond its end: a locked byte could not be read, and Python reads this file
            msvcrt.locking(file.fileno(), msvcrt.LK_LOCK if wait else msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(file, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
    except OSError as error:
        # Anything else is a file system without locks (some network shares): two starts at once are not told apart.
        return error.errno not in (errno.EACCES, errno.EAGAIN, errno.EDEADLK)
    return True


def inputs_hash(root: Path, tag: str) -> str:
    """SHA-256, in hexadecimal, over all that an installation is made from; `tag` names the Python it is made for."""
    inputs = [root / "pyproject.toml", root / "packaging" / "hatch_build.py"]
    inputs += sorted((root / "resources" / "i18n").glob("*.ts"))
    digest = hashlib.sha256(tag.encode())
    for path in inputs:
        content = path.read_bytes()
        # Names and lengths keep a byte that moves from one file to the next from going unseen.
        digest.update(f"\0{path.relative_to(root).as_posix()}\0{len(content)}\0".encode())
        digest.update(content)
    return digest.hexdigest()


def read_stamp(home: Path) -> dict[str, object]:
    """What the last completed installation wrote down; empty if there was none or it cannot be read."""
    try:
        stamp = json.loads((home / STAMP_NAME).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return stamp if isinstance(stamp, dict) else {}


def write_stamp(home: Path, stamp: dict[str, object]) -> None:
    """Write the stamp in one step, so that a half-written one is never read."""
    draft = home / f"{STAMP_NAME}.new"
    draft.write_text(json.dumps(stamp), encoding="utf-8")
    draft.replace(home / STAMP_NAME)


def environment_python(home: Path) -> Path:
    """Where a virtual environment keeps its interpreter on this system."""
    return home / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def environment_tag(home: Path) -> str | None:
    """Which Python the environment at `home` is made for, such as `cpython-311 linux-x86_64`.

    None if it is of no use: missing, half made, too old, or its system's Python was replaced (it lost its pip then).
    """
    if not (home / "pyvenv.cfg").is_file():
        return None
    return answer(
        environment_python(home),
        "import sys, sysconfig, pip\n"
        f"assert sys.version_info >= {OLDEST_PYTHON} and sys.prefix != sys.base_prefix\n"
        "print(sys.implementation.cache_tag, sysconfig.get_platform())",
    )


def answer(python: Path, question: str) -> str | None:
    """What lines of Python print in that interpreter; None if they fail or it cannot even start."""
    command = [str(python), "-P", "-c", question]
    try:
        run = subprocess.run(command, env=child_environment(), capture_output=True, text=True, check=False)
    except OSError:
        return None
    return run.stdout.strip() if run.returncode == 0 else None


def make_environment(home: Path) -> str:
    """Make a new environment at `home`, in place of whatever stands there, and return its tag."""
    # From inside .venv itself the interpreter beneath must do it.
    beneath = Path(getattr(sys, "_base_executable", "") or sys.executable)
    if answer(beneath, "import ensurepip, venv") is None:
        version = dotted(sys.version_info[:2])
        raise SetupError(
            f"This Python ({beneath}) cannot make environments: its venv module is not installed.\n"
            f"On Debian and Ubuntu: sudo apt-get install python{version}-venv"
        )
    if home.is_symlink() or home.is_file():
        home.unlink()
    if home.exists():
        say(
            f"The environment in {home.name} is unfinished, or its Python or folder has changed: making it anew ..."
        )
        shutil.rmtree(home)
    else:
        say(f"Making a Python environment in {home.name} ...")
    run = subprocess.run(
        [str(beneath), "-m", "venv", str(home)],
        env=child_environment(),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        errors="replace",
        check=False,
    )
    tag = environment_tag(home) if run.returncode == 0 else None
    if tag is None:
        raise SetupError(
            f"The environment in {home.name} could not be made:\n{last_lines(run.stdout + run.stderr)}"
        )
    return tag


def install(root: Path, home: Path, *, with_tests: bool) -> None:
    """Install the project editable, with its libraries; a SetupError says what stood in the way."""
    import tomllib  # not before the version of Python was looked at

    described = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))
    builders = [str(requirement) for requirement in described["build-system"]["requires"]]
    say("Installing the libraries into .venv (the first time about 130 MB; this can take some minutes) ...")
    unfinished = home / UNFINISHED_NAME
    unfinished.touch()
    # The build tools go into .venv too: an isolated build would unpack a second PySide6 for its lrelease.
    pip(home, ["install", *builders])
    # Colons and backslashes of a Windows path would be read as an address; `.` with a working folder never is.
    pip(home, ["install", "--no-build-isolation", "--editable", ".[dev]" if with_tests else "."], folder=root)
    unfinished.unlink()


def pip(home: Path, arguments: list[str], folder: Path | None = None) -> None:
    """Run the environment's pip, with the person's own settings, and keep its words in a log beside the stamp."""
    command = [
        str(environment_python(home)),
        "-P",
        "-m",
        "pip",
        "--disable-pip-version-check",
        "--no-input",
        *arguments,
    ]
    run = subprocess.run(
        command,
        env=child_environment(),
        cwd=folder,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
        check=False,
    )
    log = home / LOG_NAME
    with log.open("a", encoding="utf-8") as file:
        file.write(f"$ pip {' '.join(arguments)}\n{run.stdout}\n")
    if run.returncode != 0:
        # Without a network pip stops before it changes anything; after any other failure something may be half done.
        if any(sign in run.stdout for sign in NO_NETWORK_SIGNS):
            (home / UNFINISHED_NAME).unlink(missing_ok=True)
        raise SetupError(f"{essence(run.stdout)}\n\n{explain(run.stdout)}\nAll that was said is in {log}")


def explain(output: str) -> str:
    """One sentence of advice for what pip said when it failed."""
    if "No space left on device" in output or "Errno 28" in output:
        return "The disk is full: installing needs about 1 GB. Make room and start again."
    if "CERTIFICATE_VERIFY_FAILED" in output:
        return (
            "The Python package index answered with a certificate that is not trusted here, as proxies of companies "
            "do. Tell pip their certificate (pip config set global.cert FILE) and start again."
        )
    if any(sign in output for sign in NO_NETWORK_SIGNS):
        return (
            "The Python package index could not be reached. Check the connection (or the proxy) and start again; "
            "what was downloaded already is kept."
        )
    return "The libraries could not be installed."


# ------------------------------------------------------------------------------------------------ starting


def program_arguments(passed_on: list[str]) -> list[str]:
    """The program's arguments: without a server of one's own, the demonstration one that comes with the program."""
    chosen = any(
        word in ("--server", "--demo", "sandbox") or word.startswith("--server=") for word in passed_on
    )
    return list(passed_on) if chosen else ["--demo", *passed_on]


def child_environment() -> dict[str, str]:
    """This process's environment without the settings that would lead another Python to the wrong libraries."""
    strays = (
        "PYTHONHOME",
        "PYTHONPATH",
        "__PYVENV_LAUNCHER__",
        "PIP_TARGET",
        "PIP_PREFIX",
        "PIP_REQUIRE_VIRTUALENV",
    )
    # A person's `user = true` for pip would make it refuse to install into .venv.
    return {name: value for name, value in os.environ.items() if name not in strays} | {"PIP_USER": "0"}


def headless(environment: dict[str, str]) -> dict[str, str]:
    """The same environment, with Qt drawing into memory unless another platform was asked for."""
    return {"QT_QPA_PLATFORM": "offscreen"} | environment


def replace_by(command: list[str], environment: dict[str, str]) -> int:
    """Become that command where the system can, so that its exit code and signals are its own; else wait for it."""
    sys.stdout.flush()
    sys.stderr.flush()
    if os.name != "nt":
        os.execve(command[0], command, environment)  # noqa: S606  a shell is what must not be there
    # Ctrl+C reaches the whole console; the program decides what it means, we only wait.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    return subprocess.run(command, env=environment, check=False).returncode


def run_checks(python: Path) -> int:
    """Run all checks, also after one failed, and report each in a line; 0 only if all passed."""
    failed = []
    for name, arguments in CHECKS.items():
        begun = time.monotonic()
        run = subprocess.run(
            [str(python), *arguments],
            cwd=ROOT,
            env=child_environment(),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            encoding="utf-8",
            errors="replace",
            check=False,
        )
        passed = run.returncode == 0
        print(f"{'passed' if passed else 'FAILED'}  {name}  ({time.monotonic() - begun:.1f} s)", flush=True)
        if not passed:
            failed.append(name)
            print(run.stdout, flush=True)
    print(f"Failed: {', '.join(failed)}." if failed else "All checks passed.", flush=True)
    return 1 if failed else 0


# ------------------------------------------------------------------------------------------------ words


def say(sentence: str) -> None:
    """A line for the person at the keyboard."""
    print(sentence, file=sys.stderr, flush=True)


def dotted(version: tuple[int | str, ...]) -> str:
    """A version as people write it: the numbers only."""
    return ".".join(str(part) for part in version[:3])


def essence(output: str) -> str:
    """What pip itself calls errors; the end of its words if it names none."""
    errors = [line for line in output.splitlines() if line.startswith("ERROR:")]
    return "\n".join(errors) or last_lines(output)


def last_lines(output: str, count: int = 15) -> str:
    """The end of a long output, where tools say what went wrong."""
    return "\n".join(output.strip().splitlines()[-count:])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
