"""Nobody at the computer: what counts as a sign of a person, and what time counts."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QSignalSpy, QTest
from PySide6.QtWidgets import (
    QApplication,
    QLineEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from storno_desktop.ui.idle_watch import IdleWatch, lasting_clock
from tests.gui.locked_office import Clock, minutes


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def watch(qapp: QApplication, clock: Clock) -> Iterator[IdleWatch]:
    made = IdleWatch(qapp, 15, clock=clock)
    yield made
    made.set_minutes(0)


def move_to(widget: QWidget, x: int) -> None:
    place = QPointF(x, 5)
    none = Qt.MouseButton.NoButton
    move = QMouseEvent(QEvent.Type.MouseMove, place, place, none, none, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(widget, move)


def test_after_the_minutes_without_a_sign_it_speaks_once(watch: IdleWatch, clock: Clock) -> None:
    spy = QSignalSpy(watch.idle)
    minutes(clock, 14.99)
    watch.look()
    assert spy.count() == 0
    minutes(clock, 0.01)
    watch.look()
    minutes(clock, 60)
    watch.look()
    assert spy.count() == 1
    assert watch.rest_ms is None


def test_every_sign_of_a_person_begins_the_time_anew(watch: IdleWatch, clock: Clock, qtbot: QtBot) -> None:
    spy, field = QSignalSpy(watch.idle), QLineEdit()
    qtbot.addWidget(field)
    field.show()
    button = Qt.MouseButton.LeftButton
    signs: list[Callable[[], object]] = [
        lambda: QTest.keyClick(field, Qt.Key.Key_A),
        lambda: QTest.mouseClick(field, button, pos=QPoint(4, 4)),
        lambda: move_to(field, 7),
        lambda: move_to(field, 9),
        lambda: QTest.wheelEvent(field.windowHandle(), QPointF(4, 4), QPoint(0, 120)),
    ]
    for sign in signs:
        minutes(clock, 14)
        sign()
    minutes(clock, 14)
    watch.look()
    assert spy.count() == 0
    minutes(clock, 1)
    watch.look()
    assert spy.count() == 1


def test_what_the_program_does_by_itself_is_no_sign(watch: IdleWatch, clock: Clock, qtbot: QtBot) -> None:
    spy, field = QSignalSpy(watch.idle), QLineEdit()
    qtbot.addWidget(field)
    move_to(field, 7)
    minutes(clock, 14)
    field.show()
    field.setText("written by the program")
    QApplication.processEvents()
    move_to(field, 7)  # the window opened under the pointer
    minutes(clock, 1)
    watch.look()
    assert spy.count() == 1


def test_the_next_sign_after_that_begins_anew(watch: IdleWatch, clock: Clock, qtbot: QtBot) -> None:
    spy, field = QSignalSpy(watch.idle), QLineEdit()
    qtbot.addWidget(field)
    minutes(clock, 15)
    watch.look()
    QTest.keyClick(field, Qt.Key.Key_A)
    assert field.text() == "a"
    assert watch.rest_ms is not None
    minutes(clock, 15)
    watch.look()
    assert spy.count() == 2


def test_the_first_key_after_the_computer_slept_comes_too_late(
    watch: IdleWatch, clock: Clock, qtbot: QtBot
) -> None:
    spy, field = QSignalSpy(watch.idle), QLineEdit()
    qtbot.addWidget(field)
    minutes(clock, 8 * 60)
    QTest.keyClick(field, Qt.Key.Key_A)
    assert spy.count() == 1
    assert field.text() == ""


def test_the_timer_never_rests_longer_than_a_sleeping_computer_may_hide(
    watch: IdleWatch, clock: Clock
) -> None:
    assert watch.rest_ms == 10_000
    minutes(clock, 14.95)
    watch.look()
    assert watch.rest_ms == 3_000


def test_the_timer_speaks_by_itself(qapp: QApplication, qtbot: QtBot, clock: Clock) -> None:
    watch = IdleWatch(qapp, 1, clock=clock, look_ms=1)
    with qtbot.waitSignal(watch.idle):
        minutes(clock, 1)


def test_zero_minutes_are_never_and_new_minutes_count_from_now(watch: IdleWatch, clock: Clock) -> None:
    spy = QSignalSpy(watch.idle)
    watch.set_minutes(0)
    assert watch.minutes == 0
    assert watch.rest_ms is None
    minutes(clock, 1000)
    watch.look()
    watch.set_minutes(5)
    assert watch.minutes == 5
    minutes(clock, 4)
    watch.look()
    assert spy.count() == 0
    minutes(clock, 1)
    watch.look()
    assert spy.count() == 1


def test_the_clock_of_the_system_goes_on() -> None:
    clock = lasting_clock()
    assert clock() <= clock()
