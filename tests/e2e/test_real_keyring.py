"""The vault in front of a real Secret Service: one that works, one that is locked, none, and one that is unsafe."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.e2e.programs import bare_environment

ROOT = Path(__file__).parents[2]
PROGRAMS = ("gnome-keyring-daemon", "dbus-run-session")
UNLOCKED = 'printf "\\n" | gnome-keyring-daemon --unlock --components=secrets >/dev/null; exec "$@"'
"""Starts the service with an empty password in a session of its own, then what is to run in it."""
NO_SERVICE = 'exec "$@"'
KIND = "keyring.backends.SecretService.Keyring"


@pytest.fixture(autouse=True)
def _a_keyring_can_be_had() -> None:
    """Skip where it cannot; where everything must run (CI=true) that is a failure."""
    missing = [name for name in PROGRAMS if shutil.which(name) is None]
    if not missing:
        return
    reason = f"needs {', '.join(missing)}; packaging/test.sh installs them"
    if os.environ.get("CI", "").lower() in {"1", "true"}:
        pytest.fail(reason)
    pytest.skip(reason)


class Desk:
    """A person's session on this computer: a home and, for each program, a message bus of its own."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self.run_folder = home / "run"
        self.run_folder.mkdir(parents=True, mode=0o700)
        services = home / "dbus-services"
        services.mkdir()
        # A bus without any service to start: only what was started by hand is there.
        self.bus = home / "session.conf"
        self.bus.write_text(
            '<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"'
            ' "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd"><busconfig><type>session</type>'
            f"<listen>unix:tmpdir={self.run_folder}</listen><servicedir>{services}</servicedir>"
            '<policy context="default"><allow send_destination="*" eavesdrop="true"/>'
            '<allow eavesdrop="true"/><allow own="*"/></policy></busconfig>'
        )

    def tell(self, story: str, around: str = UNLOCKED, word: str = "", **more: str) -> dict[str, Any]:
        """Run one story of the script in a new session, to its end, and give what it found."""
        environment = bare_environment(
            self.home, XDG_RUNTIME_DIR=str(self.run_folder), PYTHONPATH=str(ROOT), **more
        )
        command = ["dbus-run-session", f"--config-file={self.bus}", "--", "sh", "-c", around, "sh"]
        command += [sys.executable, "-m", "tests.e2e.keyring_script", story, word]
        run = subprocess.run(
            command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=120, check=False
        )
        assert run.returncode == 0, run.stderr
        told: dict[str, Any] = json.loads(run.stdout)
        return told

    def lies_in_a_file(self, secret: str) -> bool:
        """Whether any file of the home holds this text."""
        return any(
            secret.encode() in each.read_bytes()
            for each in self.home.rglob("*")
            if each.is_file() and not each.is_symlink()
        )


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path / "home")


def test_a_later_program_finds_what_an_earlier_one_kept_and_takes_it_away(desk: Desk) -> None:
    assert desk.tell("keep") == {"standing": "SAFE", "kept": True, "note": True, "kind": KIND}
    assert desk.tell("find") == {
        "same": True,
        "note": "verificator țș",
        "gone_before": False,
        "forgotten": True,
        "note_forgotten": True,
        "gone": True,
        "left": None,
        "note_left": None,
    }


def test_a_start_reads_from_the_keyring_that_it_knows_without_looking_for_others(desk: Desk) -> None:
    desk.tell("keep")
    notes = {"window lock": "verificator țș", "nothing": None}
    assert desk.tell("glance", word=KIND) == {"notes": notes, "kind": KIND, "looked": False}
    assert desk.tell("glance") == {"notes": notes, "kind": KIND, "looked": True}


def test_a_keyring_that_was_known_and_is_gone_is_looked_for_anew(desk: Desk) -> None:
    desk.tell("keep")
    assert desk.tell("glance", NO_SERVICE, KIND) == {"notes": "MISSING", "kind": "", "looked": True}
    gone = "keyring.backends.kwallet.DBusKeyring"
    assert desk.tell("glance", word=gone)["notes"] == {"window lock": "verificator țș", "nothing": None}


def test_tokens_in_pieces_are_put_together_and_replaced_whole(desk: Desk) -> None:
    assert desk.tell("pieces") == {"kept": True, "same": True, "shorter": True}


def test_a_locked_keyring_refuses_and_the_session_goes_on_in_memory(desk: Desk) -> None:
    told = desk.tell("locked")
    assert told == {
        "kept": True,
        "standing": "REFUSING",
        "found": False,
        "gone": False,
        "kept_again": False,
        "remembered": True,
    }


def test_without_any_service_nothing_is_kept_and_nothing_is_written(desk: Desk) -> None:
    told = desk.tell("standing", NO_SERVICE)
    assert told == {
        "standing": "MISSING",
        "kept": False,
        "note": False,
        "remembered": True,
        "next_start": None,
    }
    assert not desk.lies_in_a_file("acces-xxx")


def test_a_backend_that_writes_plain_files_is_not_used_though_the_computer_chose_it(desk: Desk) -> None:
    """The module bears the name by which such a backend is known, and would write all that it is given."""
    package = desk.home / "site" / "keyrings" / "alt"
    package.mkdir(parents=True)
    (package / "file.py").write_text(
        "import pathlib\n"
        "from keyring.backend import KeyringBackend\n\n"
        "class PlaintextKeyring(KeyringBackend):\n"
        "    priority = 9\n"
        "    def get_password(self, service, username):\n"
        "        return None\n"
        "    def set_password(self, service, username, password):\n"
        "        pathlib.Path.home().joinpath('plain.txt').write_text(password)\n"
        "    def delete_password(self, service, username):\n"
        "        pass\n"
    )
    told = desk.tell(
        "standing",
        f'export PYTHONPATH="{desk.home / "site"}:$PYTHONPATH"; {NO_SERVICE}',
        PYTHON_KEYRING_BACKEND="keyrings.alt.file.PlaintextKeyring",
    )
    assert told["standing"] == "UNSAFE"
    assert (told["kept"], told["note"], told["remembered"]) == (False, False, True)
    assert not (desk.home / "plain.txt").exists()
    assert not desk.lies_in_a_file("acces-xxx")
