"""Counts attempts per client address, as the backend's limiters do: so many a minute (contract §17)."""

from __future__ import annotations

from collections import defaultdict

from storno_desktop.sandbox.clock import Clock

PER_MINUTE = 5
EXCHANGES_PER_MINUTE = 20


class Attempts:
    """A window of one minute for each address; a frozen clock never empties it."""

    def __init__(self, clock: Clock, per_minute: int = PER_MINUTE) -> None:
        self._clock = clock
        self._per_minute = per_minute
        self._moments: dict[str, list[int]] = defaultdict(list)

    def left(self, address: str) -> int:
        """How many attempts this address has still free."""
        since = self._clock.epoch() - 60
        recent = [moment for moment in self._moments[address] if moment > since]
        self._moments[address] = recent
        return max(0, self._per_minute - len(recent))

    def take(self, address: str) -> bool:
        """Uses one attempt up; False when none is left."""
        if not self.left(address):
            return False
        self._moments[address].append(self._clock.epoch())
        return True
