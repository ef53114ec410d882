"""A keyring for the time of a measurement: the system's own kind where one can be started, else one in files."""

from __future__ import annotations

import os
import shutil
import subprocess
import time
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from pathlib import Path

import keyring
from keyring.backends import fail

from tests.bench.ring_at_hand import BACKEND, FOLDER, RingAtHand

PROGRAMS = ("dbus-daemon", "gnome-keyring-daemon")
_PATIENCE_S = 30.0

# A bus that starts nothing by itself: asked too early, the usual one would start a second, locked keyring, which
# then answers in the place of ours.
_BUS = """<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type>
  <listen>unix:tmpdir={run}</listen>
  <auth>EXTERNAL</auth>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
  </policy>
</busconfig>
"""


@contextmanager
def keyring_session(folder: Path) -> Iterator[Mapping[str, str]]:
    """The keyring of this process and, with the environment that is given, of those that it starts.

    A Secret Service on a message bus of its own is what a program on a Linux desktop meets; without the programs
    for it, what is measured reads its secrets from files.
    """
    before = dict(os.environ)
    if any(shutil.which(each) is None for each in PROGRAMS):
        told = {"PYTHON_KEYRING_BACKEND": BACKEND, FOLDER: str(folder)}
        os.environ.update(told)
        keyring.set_keyring(RingAtHand())
        yield told
    else:
        with _secret_service(folder) as found:
            yield found
    keyring.set_keyring(fail.Keyring())  # type: ignore[no-untyped-call]
    os.environ.clear()
    os.environ.update(before)


@contextmanager
def _secret_service(folder: Path) -> Iterator[Mapping[str, str]]:
    from keyring.backends.SecretService import Keyring

    run = folder / "run"
    run.mkdir(parents=True, mode=0o700, exist_ok=True)
    told = {"XDG_RUNTIME_DIR": str(run), "XDG_DATA_HOME": str(folder / "data")}
    environment = {**os.environ, **told}
    bus_file = folder / "bus.conf"
    bus_file.write_text(_BUS.format(run=run))
    bus_command = ["dbus-daemon", f"--config-file={bus_file}", "--nofork", "--print-address"]
    command = ["gnome-keyring-daemon", "--unlock", "--foreground", "--components=secrets"]
    pipe, nothing = subprocess.PIPE, subprocess.DEVNULL
    with subprocess.Popen(bus_command, env=environment, stdout=pipe, stderr=nothing, text=True) as bus:
        try:
            if bus.stdout is None:
                raise RuntimeError("the bus has a voice")
            told["DBUS_SESSION_BUS_ADDRESS"] = bus.stdout.readline().strip()
            with subprocess.Popen(
                command, env={**environment, **told}, stdin=pipe, stdout=nothing, stderr=nothing
            ) as service:
                try:
                    if service.stdin is None:
                        raise RuntimeError("the service takes its password there")
                    service.stdin.write(b"\n")
                    service.stdin.close()
                    os.environ.update(told)
                    keyring.set_keyring(Keyring())  # type: ignore[no-untyped-call]
                    _wait_for_it()
                    yield told
                finally:
                    service.terminate()
        finally:
            bus.terminate()


def _wait_for_it() -> None:
    """Ask until it answers, over one connection: each question that fails through the library leaves one open."""
    import secretstorage

    end = time.monotonic() + _PATIENCE_S
    with closing(secretstorage.dbus_init()) as connection:
        while True:
            try:
                if not secretstorage.get_default_collection(connection).is_locked():
                    return
            except secretstorage.exceptions.SecretStorageException:
                if time.monotonic() > end:
                    raise
            if time.monotonic() > end:
                raise TimeoutError("the keyring stays locked")
