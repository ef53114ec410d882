"""How fast the program may ask a server that whole offices share."""

import asyncio
import time
from collections.abc import Awaitable, Callable

REQUESTS_A_SECOND = 5.0
"""While a list is filled (contract §17)."""
AT_ONCE = 5
"""So many may follow each other without a wait: the first screen is not for waiting."""

_NO_TIME = 1e-6
"""Seconds that are only the rounding of a sum."""


class Pace:
    """Lets whoever asks for a turn through, but no faster in the long run than `per_second`.

    Turns are saved up while nobody asks, up to `at_once`. Those who wait are let through in the order in which
    they came. `clock` counts seconds; `sleep` waits for some.
    """

    def __init__(
        self,
        per_second: float = REQUESTS_A_SECOND,
        at_once: int = AT_ONCE,
        *,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._gap = 1.0 / per_second
        self._saved = self._gap * at_once
        self._clock = clock
        self._sleep = sleep
        self._next = 0.0
        """When the turn after all that were given out would come, if none were saved up."""

    async def turn(self) -> None:
        """Wait for the next turn."""
        now = self._clock()
        self._next = max(self._next, now - self._saved) + self._gap
        wait = self._next - now
        if wait > _NO_TIME:
            await self._sleep(wait)
