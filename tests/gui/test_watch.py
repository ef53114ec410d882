"""When the list is looked at again by itself: by injected clocks only, no timer is waited for but one."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtTest import QSignalSpy
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from storno_desktop.ui.watch import FOCUS_S, HINT_S, LONGEST_S, POLL_S, WAKING_S, LookReason, Watch


class Clock:
    def __init__(self) -> None:
        self.now = 1_000.0

    def __call__(self) -> float:
        return self.now


class Post:
    """A window with a watch over it that was just looked at; chance is always in the middle."""

    def __init__(self, window: QWidget, clock: Clock) -> None:
        self.window, self.clock, self.chance = window, clock, 0.5
        self.watch = Watch(window, clock=clock, chance=lambda: self.chance)
        self.spy = QSignalSpy(self.watch.look_asked)
        self.watch.start()
        self.watch.began()
        self.watch.succeeded()

    def go(self, seconds: float) -> None:
        """Time goes by, and the timer does its work as on a computer that is awake."""
        end = self.clock.now + seconds
        while self.clock.now < end - 1e-9:
            rest = self.watch.rest_ms
            assert rest is not None
            self.clock.now = min(end, self.clock.now + rest / 1000)
            self.watch.tick()

    def asked(self) -> list[LookReason]:
        """What was asked since the last time."""
        reasons = [self.spy.at(index)[0] for index in range(self.spy.count())]
        self.spy = QSignalSpy(self.watch.look_asked)
        return reasons

    def come_back(self) -> None:
        QCoreApplication.sendEvent(self.window, QEvent(QEvent.Type.WindowActivate))

    def answer(self, well: bool = True) -> None:
        """A refresh begins and ends at once."""
        self.watch.began()
        if well:
            self.watch.succeeded()
        else:
            self.watch.failed()


@pytest.fixture
def post(qapp: QApplication, qtbot: QtBot) -> Iterator[Post]:
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    QApplication.processEvents()
    made = Post(window, Clock())
    yield made
    made.watch.stop()


def test_it_looks_about_every_ninety_seconds(post: Post) -> None:
    post.go(POLL_S - 0.01)
    assert post.asked() == []
    post.go(0.01)
    assert post.asked() == [LookReason.POLL]
    post.answer()
    post.go(POLL_S)
    assert post.asked() == [LookReason.POLL]


@pytest.mark.parametrize(("chance", "seconds"), [(0.0, 72.0), (0.999_999, 108.0)])
def test_programs_that_began_together_do_not_look_together(post: Post, chance: float, seconds: float) -> None:
    post.chance = chance
    post.answer()
    post.go(seconds - 0.1)
    assert post.asked() == []
    post.go(0.1)
    assert post.asked() == [LookReason.POLL]


def test_while_a_refresh_is_under_way_nothing_is_asked(post: Post) -> None:
    post.watch.began()
    post.go(10 * POLL_S)
    post.come_back()
    assert post.asked() == []
    post.watch.succeeded()
    post.go(POLL_S)
    assert post.asked() == [LookReason.POLL]


def test_failures_make_the_rests_longer_up_to_a_quarter_of_an_hour(post: Post) -> None:
    rests = []
    for _ in range(7):
        post.answer(well=False)
        began = post.clock.now
        while not post.spy.count():
            post.go(1)
        rests.append(post.clock.now - began)
        assert post.asked() == [LookReason.POLL]
    assert rests == [90, 180, 360, 720, 900, 900, 900]
    post.answer()
    post.go(POLL_S)
    assert post.asked() == [LookReason.POLL]


def test_no_rest_is_longer_than_a_quarter_of_an_hour_whatever_chance_says(post: Post) -> None:
    post.chance = 0.999_999
    for _ in range(60):
        post.answer(well=False)
    post.go(LONGEST_S)
    assert post.asked() == [LookReason.POLL]


def test_who_comes_back_finds_fresh_rows_but_not_twice_in_fifteen_seconds(post: Post) -> None:
    post.go(FOCUS_S - 0.01)
    post.come_back()
    assert post.asked() == []
    post.go(0.01)
    post.come_back()
    post.come_back()
    assert post.asked() == [LookReason.FOCUS]
    post.answer()
    post.go(FOCUS_S - 1)
    post.come_back()
    assert post.asked() == []


def test_coming_back_does_not_wait_for_the_end_of_a_long_rest(post: Post) -> None:
    for _ in range(5):
        post.answer(well=False)
    post.go(FOCUS_S)
    post.come_back()
    assert post.asked() == [LookReason.FOCUS]


def test_after_sleep_it_looks_at_once(post: Post) -> None:
    post.clock.now += 8 * 3600
    post.watch.tick()
    assert post.asked() == [LookReason.WAKE]


def test_a_late_timer_is_no_sleep(post: Post) -> None:
    post.clock.now += 30
    post.watch.tick()
    assert post.asked() == []


def test_the_network_may_come_later_than_the_program_wakes(post: Post) -> None:
    for _ in range(5):
        post.answer(well=False)
    post.clock.now += 3600
    post.watch.tick()
    assert post.asked() == [LookReason.WAKE]
    post.answer(well=False)
    post.go(WAKING_S)
    assert post.asked() == [LookReason.POLL]
    post.answer(well=False)
    post.go(POLL_S - 1)
    assert post.asked() == []
    post.go(1)
    assert post.asked() == [LookReason.POLL]


def test_a_clock_that_is_put_back_delays_nothing(post: Post) -> None:
    post.go(POLL_S - 10)
    post.clock.now -= 3600
    post.watch.tick()
    post.go(9)
    assert post.asked() == []
    post.go(1)
    assert post.asked() == [LookReason.POLL]


def test_a_hidden_window_asks_for_nothing_and_once_when_it_shows_again(post: Post, qtbot: QtBot) -> None:
    post.window.hide()
    post.go(20 * POLL_S)
    post.watch.hint()
    post.clock.now += 3600
    post.watch.tick()
    assert post.asked() == []
    post.window.show()
    qtbot.waitUntil(lambda: post.spy.count() > 0)
    QApplication.processEvents()
    assert len(post.asked()) == 1


def test_a_minimised_window_is_hidden(post: Post, qtbot: QtBot) -> None:
    post.window.showMinimized()
    post.go(2 * POLL_S)
    assert post.asked() == []
    post.window.showNormal()
    qtbot.waitUntil(lambda: post.spy.count() > 0)
    assert len(post.asked()) == 1


def test_a_locked_window_asks_for_nothing_and_once_when_it_is_opened(post: Post) -> None:
    post.watch.set_locked(True)
    post.go(20 * POLL_S)
    post.come_back()
    post.watch.hint()
    assert post.asked() == []
    post.watch.set_locked(False)
    assert len(post.asked()) == 1


def test_a_hint_is_followed_but_not_faster_than_every_few_seconds(post: Post) -> None:
    post.go(HINT_S)
    post.watch.hint()
    assert post.asked() == [LookReason.HINT]
    post.answer()
    for _ in range(50):
        post.watch.hint()
        post.go(HINT_S / 100)
    assert post.asked() == []
    post.go(HINT_S)
    assert post.asked() == [LookReason.HINT]


def test_a_hint_during_a_refresh_is_followed_after_it(post: Post) -> None:
    post.go(HINT_S)
    post.watch.began()
    post.watch.hint()
    post.go(60)
    assert post.asked() == []
    post.watch.succeeded()
    post.go(HINT_S - 0.1)
    assert post.asked() == []
    post.go(0.1)
    assert post.asked() == [LookReason.HINT]


def test_what_was_due_before_a_refresh_needs_no_second_one(post: Post) -> None:
    post.watch.hint()  # too soon after the last one: kept
    post.answer()
    post.go(POLL_S - 1)
    assert post.asked() == []


def test_before_the_start_and_after_the_stop_it_is_silent(qtbot: QtBot, post: Post) -> None:
    post.watch.stop()
    assert post.watch.rest_ms is None
    post.clock.now += 3600
    post.watch.tick()
    post.watch.hint()
    post.watch.set_locked(False)
    post.come_back()
    post.answer()
    assert post.asked() == []
    post.watch.start()
    post.go(POLL_S)
    assert post.asked() == [LookReason.POLL]


def test_nobody_who_is_asked_and_does_nothing_keeps_it_from_asking_again(post: Post) -> None:
    post.go(2 * POLL_S)
    assert post.asked() == [LookReason.POLL, LookReason.POLL]


def test_who_is_asked_may_stop_it(post: Post) -> None:
    post.watch.look_asked.connect(lambda _reason: post.watch.stop())
    post.go(POLL_S - 1)
    post.clock.now += 1
    post.watch.tick()
    assert post.watch.rest_ms is None


def test_the_timer_ticks_by_itself(qtbot: QtBot, post: Post) -> None:
    watch = Watch(post.window, clock=post.clock, tick_ms=1)
    watch.start()
    with qtbot.waitSignal(watch.look_asked):
        post.clock.now += 3600
    watch.stop()
