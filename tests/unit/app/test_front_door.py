"""The door of one data folder: who is first, who hands over, and what it does with strangers."""

from __future__ import annotations

import socket
import stat
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtNetwork import QLocalSocket
from pytestqt.qtbot import QtBot

from storno_desktop.app.errand import Errand, errand_of
from storno_desktop.app.front_door import MOST_BYTES, MOST_CALLERS, Call, Entry, FrontDoor
from storno_desktop.domain.invoice_summary import InvoiceId
from storno_desktop.places import Places

INVOICE = "019a0002-0000-7000-8000-000000000001"
REQUEST = Path("/home/ana/cerere ț.storno-request")
LOADED = "print(code, [name for name in sys.modules if name in ('PySide6.QtGui', 'PySide6.QtWidgets', 'pydantic')])"
SECOND_START = """
import sys
from pathlib import Path
from storno_desktop.app.errand import errand_of
from storno_desktop.app.front_door import Call, FrontDoor
print(FrontDoor(Path(sys.argv[1])).enter(Call(errand_of(sys.argv[2], Path.cwd())), answer_ms=20_000).name)
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "turns"


@pytest.fixture
def door(folder: Path, qtbot: QtBot) -> Iterator[FrontDoor]:
    made = FrontDoor(folder)
    assert made.enter(Call(Errand())) is Entry.FREE
    assert made.open()
    yield made
    made.close()


def second_start(door: FrontDoor, folder: Path, qtbot: QtBot, word: str = "") -> Call:
    """What another process hands over, having said so and ended."""
    command = [sys.executable, "-c", SECOND_START, str(folder), word]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as start:
        with qtbot.waitSignal(door.called, timeout=20_000) as called:
            if not door.is_open:
                assert door.open()
        assert start.communicate(timeout=20)[0] == "HANDED_OVER\n"
    assert called.args is not None
    call = called.args[0]
    assert isinstance(call, Call)
    return call


# ------------------------------------------------------------------------------------------------ the errand


@pytest.mark.parametrize(
    ("word", "errand"),
    [
        ("", Errand()),
        ("a.storno-request", Errand(request=Path("/work/a.storno-request"))),
        ("/b c.storno-request", Errand(request=Path("/b c.storno-request"))),
        ("file:///b%20c.storno-request", Errand(request=Path("/b c.storno-request"))),
        (f"storno-desktop://invoice/{INVOICE}", Errand(invoice=InvoiceId(INVOICE))),
        ("a.json", None),
        ("file://elsewhere/b.storno-request", None),
        ("file:///b%0Ac.storno-request", None),
        ("a\n.storno-request", None),
        ("x" * 5_000 + ".storno-request", None),
        ("storno-desktop://invoice/1", None),
        (f"storno-desktop://cancel/{INVOICE}", None),
        (f"storno-desktop://invoice/{INVOICE}?reason=x", None),
        (f"https://app.storno.ro/invoices/{INVOICE}", None),
    ],
)
def test_only_request_files_and_invoices_are_opened(word: str, errand: Errand | None) -> None:
    assert errand_of(word, Path("/work")) == errand


@pytest.mark.parametrize("errand", [Errand(), Errand(request=REQUEST), Errand(invoice=InvoiceId(INVOICE))])
def test_a_call_reads_as_it_was_written(errand: Errand) -> None:
    assert Call.from_bytes(Call(errand, "token-1").to_bytes()) == Call(errand, "token-1")


@pytest.mark.parametrize(
    "line",
    [
        b"",
        b"\xff\n",
        b"[]\n",
        b"[" * 5_000,
        b'{"call": 1, "open": ""}\n',
        b'{"call": 2, "open": "", "token": ""}\n',
        b'{"call": 1, "open": "", "token": "", "more": 1}\n',
        b'{"call": 1, "open": 1, "token": ""}\n',
        b'{"call": 1, "open": "/etc/passwd", "token": ""}\n',
        b'{"call": 1, "open": "a.storno-request", "token": ""}\n',
        b'{"call": 1, "open": "", "token": "a b"}\n',
        b'{"call": 1, "open": "", "token": "' + b"x" * 300 + b'"}\n',
    ],
)
def test_what_is_no_call_is_none(line: bytes) -> None:
    assert Call.from_bytes(line) is None


# ------------------------------------------------------------------------------------------------ the door


def test_a_second_start_hands_over_its_file_and_leaves(door: FrontDoor, folder: Path, qtbot: QtBot) -> None:
    assert second_start(door, folder, qtbot, str(REQUEST)) == Call(Errand(request=REQUEST))


def test_a_second_start_of_the_program_ends_well_and_loads_no_window(tmp_path: Path, qtbot: QtBot) -> None:
    door = FrontDoor(Places.of(tmp_path).turns)
    assert door.enter(Call(Errand())) is Entry.FREE
    assert door.open()
    words = ["--data-dir", str(tmp_path), f"storno-desktop://invoice/{INVOICE}"]
    script = f"import sys; from storno_desktop.__main__ import main; code = main({words!r}); {LOADED}"
    command = [sys.executable, "-c", script]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as start:
        with qtbot.waitSignal(door.called, timeout=20_000) as called:
            pass
        assert start.communicate(timeout=20)[0] == "0 []\n"
    assert called.args is not None
    assert called.args[0].errand == Errand(invoice=InvoiceId(INVOICE))
    door.close()


def test_two_starts_at_once_make_one_window(folder: Path, qtbot: QtBot) -> None:
    first = FrontDoor(folder)
    assert first.enter(Call(Errand())) is Entry.FREE
    other = FrontDoor(folder)
    assert other.enter(Call(Errand()), opening_ms=50) is Entry.SILENT  # its window is still being loaded
    assert second_start(first, folder, qtbot) == Call(Errand())
    first.close()
    assert other.enter(Call(Errand())) is Entry.FREE
    other.close()


def test_programs_with_other_folders_do_not_meet(door: FrontDoor, tmp_path: Path) -> None:
    other = FrontDoor(tmp_path / "elsewhere")
    assert other.enter(Call(Errand())) is Entry.FREE
    assert other.open()
    other.close()


def test_a_socket_of_a_program_that_died_is_replaced(folder: Path, qtbot: QtBot) -> None:
    folder.mkdir(mode=0o700)
    left = socket.socket(socket.AF_UNIX)
    left.bind(str(folder / "window.sock"))
    left.listen()
    left.close()
    door = FrontDoor(folder)
    assert door.enter(Call(Errand())) is Entry.FREE
    second_start(door, folder, qtbot)
    door.close()
    assert not (folder / "window.sock").exists()


def test_a_program_that_hangs_is_not_started_twice(folder: Path) -> None:
    folder.mkdir(mode=0o700)
    with socket.socket(socket.AF_UNIX) as hanging:
        hanging.bind(str(folder / "window.sock"))
        hanging.listen()
        assert FrontDoor(folder).enter(Call(Errand()), answer_ms=50) is Entry.SILENT


def test_only_its_own_person_reaches_it(door: FrontDoor, folder: Path) -> None:
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert stat.S_IMODE((folder / "window.sock").stat().st_mode) & 0o077 == 0


def test_a_long_path_has_its_door_elsewhere(tmp_path: Path, qtbot: QtBot) -> None:
    folder = tmp_path / ("a" * 60) / ("b" * 60)
    door = FrontDoor(folder)
    assert door.enter(Call(Errand())) is Entry.FREE
    second_start(door, folder, qtbot)
    door.close()


@pytest.mark.logs_warnings
@pytest.mark.parametrize("said", [b"GET / HTTP/1.1\r\n\r\n", b"x" * (MOST_BYTES + 10)])
def test_a_stranger_is_sent_away(door: FrontDoor, qtbot: QtBot, said: bytes) -> None:
    caller = QLocalSocket()
    with (
        qtbot.assertNotEmitted(door.called),
        qtbot.waitSignal(caller.disconnected, timeout=2_000),  # before its time is up
    ):
        caller.connectToServer(door._address)
        caller.write(said)
    assert not caller.bytesAvailable()


def test_who_says_nothing_keeps_nobody_out(folder: Path, qtbot: QtBot) -> None:
    door = FrontDoor(folder, caller_ms=300)
    assert door.enter(Call(Errand())) is Entry.FREE
    assert door.open()
    silent = [QLocalSocket() for _ in range(MOST_CALLERS)]
    for each in silent:
        each.connectToServer(door._address)
    qtbot.waitUntil(lambda: len(door._callers) == MOST_CALLERS)
    one_too_many = QLocalSocket()
    with qtbot.waitSignal(one_too_many.disconnected, timeout=2_000):
        one_too_many.connectToServer(door._address)
    qtbot.waitUntil(lambda: not door._callers)  # their time is up
    second_start(door, folder, qtbot)
    door.close()
