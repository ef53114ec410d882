"""The pace towards a server that others share, counted by a clock that only waiting moves."""

import asyncio

import pytest

from storno_desktop.service.pace import Pace


class Clock:
    def __init__(self) -> None:
        self.now = 100.0
        self.waits: list[float] = []

    def __call__(self) -> float:
        return self.now

    async def sleep(self, seconds: float) -> None:
        self.waits.append(seconds)
        self.now += seconds


def turns(pace: Pace, count: int) -> None:
    async def take() -> None:
        for _ in range(count):
            await pace.turn()

    asyncio.run(take())


def test_the_first_ones_do_not_wait() -> None:
    clock = Clock()
    turns(Pace(5, 5, clock=clock, sleep=clock.sleep), 5)
    assert clock.waits == []


@pytest.mark.parametrize("count", [6, 25, 100])
def test_in_the_long_run_no_more_than_five_a_second(count: int) -> None:
    clock = Clock()
    turns(Pace(5, 5, clock=clock, sleep=clock.sleep), count)
    assert clock.now - 100.0 == pytest.approx((count - 5) / 5)


def test_rest_saves_up_no_more_than_a_few_turns() -> None:
    clock = Clock()
    pace = Pace(5, 5, clock=clock, sleep=clock.sleep)
    turns(pace, 10)
    clock.now += 3600
    clock.waits.clear()
    turns(pace, 6)
    assert clock.waits == [pytest.approx(0.2)]


def test_those_who_wait_together_are_spread() -> None:
    clock = Clock()
    waits: list[float] = []

    async def note(seconds: float) -> None:
        waits.append(seconds)

    async def all_at_once() -> None:
        pace = Pace(5, 5, clock=clock, sleep=note)
        await asyncio.gather(*(pace.turn() for _ in range(8)))

    asyncio.run(all_at_once())
    assert waits == [pytest.approx(0.2), pytest.approx(0.4), pytest.approx(0.6)]
