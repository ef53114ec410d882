"""Waiting for the server's hint that something changed in a company: a reason to look, never the news itself."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from enum import Enum, auto
from typing import TYPE_CHECKING, Final

from storno_desktop.domain.problem import Problem, ProblemKind
from storno_desktop.domain.session import Company
from storno_desktop.service.connection import Connection, Reach

if TYPE_CHECKING:
    # Only a name here: the window must not wait for HTTP to be imported.
    from storno_desktop.api.client import StornoClient

GATHER_S: Final = 0.5
"""Hints that come within this time of the first are one (contract §19)."""
FIRST_WAIT_S: Final = 2.0
LONGEST_WAIT_S: Final = 300.0
"""Between two tries to get a line; each failure doubles the wait from the first on."""

_NEVER: Final = frozenset((ProblemKind.PLAN_LIMIT, ProblemKind.NOT_FOUND, ProblemKind.FORBIDDEN))
"""Neither this plan nor this server has hints, which does not change within a session."""


class Hint(Enum):
    """What waiting for a hint came to."""

    CHANGED = auto()
    """Something changed, or may have while nobody listened: look."""
    NOT_OFFERED = auto()
    """There are no hints in this session, the session is over, or another company is listened to by now."""


@dataclass(slots=True)
class _Listening:
    """The line that is open, or being opened, for one company."""

    reach: Reach
    changed: asyncio.Event = field(default_factory=asyncio.Event)
    task: asyncio.Task[None] | None = None

    def fits(self, reach: Reach) -> bool:
        return self.reach == reach and self.task is not None and not self.task.done()

    def cancel(self) -> None:
        if self.task is not None:
            self.task.cancel()


class Watching:
    """One line at most, for the company that was asked about last; owned by the I/O thread.

    Between two calls of `next_hint` the line stays, so that nothing is missed; cancelling a call, or `stop`,
    ends it. `sleep` and `chance` (0 up to 1) replace the outside world in tests.
    """

    def __init__(
        self,
        connection: Connection,
        *,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
        chance: Callable[[], float] = random.random,
    ) -> None:
        self._connection = connection
        self._sleep = sleep
        self._chance = chance
        self._listening: _Listening | None = None
        self._without: tuple[StornoClient, str] | None = None

    async def next_hint(self, company: Company) -> Hint:
        """Wait for a hint about this company, as long as it takes. Lost lines are made anew, unseen by the caller;
        after each the first hint is one of precaution."""
        while True:
            reach = self._connection.reach(company)
            if isinstance(reach, Problem) or self._without == _whose(reach):
                self._cut()
                return Hint.NOT_OFFERED
            listening = self._listen_to(company, reach)
            try:
                await _first_of(listening.changed.wait(), listening.task)
                if listening.changed.is_set():
                    await self._sleep(GATHER_S)
                    listening.changed.clear()
                    return Hint.CHANGED
                if self._listening is not listening:
                    return Hint.NOT_OFFERED
            except asyncio.CancelledError:
                listening.cancel()
                raise

    async def stop(self) -> None:
        """Cut the line; whoever waits for a hint gets none."""
        self._cut()

    # -------------------------------------------------------------------------------------- inside

    def _cut(self) -> None:
        listening, self._listening = self._listening, None
        if listening is not None:
            listening.cancel()

    def _listen_to(self, company: Company, reach: Reach) -> _Listening:
        if self._listening is None or not self._listening.fits(reach):
            self._cut()
            listening = self._listening = _Listening(reach)
            listening.task = asyncio.create_task(self._listen(company, listening))
        return self._listening

    async def _listen(self, company: Company, listening: _Listening) -> None:
        """Keep a line open until the session is another's or has no hints."""
        from storno_desktop.api.realtime import Heard

        reach = listening.reach
        failures, was_ready = 0, False

        def heard(what: Heard) -> None:
            nonlocal failures, was_ready
            if what is Heard.CHANGED or was_ready:
                listening.changed.set()
            failures, was_ready = 0, True

        while self._connection.reach(company) == reach:
            problem = await reach.client.hints(reach.context, heard)
            if problem is not None and problem.kind in _NEVER:
                self._without = _whose(reach)
                return
            await self._sleep(self._wait(failures))
            failures += 1

    def _wait(self, failures: int) -> float:
        # Half of it by chance: after a restart of the server many programs come back.
        bound = min(LONGEST_WAIT_S, FIRST_WAIT_S * 2.0 ** min(failures, 16))
        return bound * (1 + self._chance()) / 2


def _whose(reach: Reach) -> tuple[StornoClient, str]:
    """Whose plan it is."""
    return reach.client, reach.user.organization_id


async def _first_of(waiting: Awaitable[object], task: asyncio.Task[None] | None) -> None:
    """Until one of the two is over."""
    first = asyncio.ensure_future(waiting)
    try:
        await asyncio.wait(
            {first, task} if task is not None else {first}, return_when=asyncio.FIRST_COMPLETED
        )
    finally:
        first.cancel()
    if task is not None and task.done() and not task.cancelled():
        task.result()
