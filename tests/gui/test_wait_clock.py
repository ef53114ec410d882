"""Waits are measured by a clock and painted by a timer."""

from __future__ import annotations

from PySide6.QtTest import QSignalSpy
from pytestqt.qtbot import QtBot

from storno_desktop.ui.wait_clock import WaitClock
from tests.gui.entrance import Watch


def test_it_reads_what_is_left_and_says_once_that_it_is_over(qtbot: QtBot) -> None:
    watch = Watch()
    clock = WaitClock(watch)
    ended = QSignalSpy(clock.ended)
    assert (clock.is_running, clock.reading) == (False, "0:00")

    clock.start(61)
    assert (clock.is_running, clock.reading) == (True, "1:01")
    watch.now += 0.5
    assert clock.reading == "1:01"
    watch.now += 12.5
    assert clock.reading == "0:48"
    watch.now += 47.9
    with qtbot.waitSignal(clock.ticked):
        pass
    assert (clock.is_running, clock.reading, ended.count()) == (True, "0:01", 0)
    watch.now += 0.1
    with qtbot.waitSignal(clock.ended):
        pass
    assert (clock.is_running, clock.seconds_left, ended.count()) == (False, 0, 1)


def test_a_wait_that_is_stopped_never_ends(qtbot: QtBot) -> None:
    watch = Watch()
    clock, other = WaitClock(watch), WaitClock(watch)
    ended = QSignalSpy(clock.ended)
    clock.start(5)
    clock.stop()
    other.start(5)
    watch.now += 6
    with qtbot.waitSignal(other.ended):
        pass
    assert (clock.is_running, ended.count()) == (False, 0)
