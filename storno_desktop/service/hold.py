"""A pause that a person asked for: whoever downloads waits at the next page."""

import asyncio


class Hold:
    """Shut by `begin` and opened by `end`; belongs to the I/O thread."""

    def __init__(self) -> None:
        self._free = asyncio.Event()
        self._free.set()

    def begin(self) -> None:
        """Nothing new is asked for from now on; what is under way comes in."""
        self._free.clear()

    def end(self) -> None:
        """Go on."""
        self._free.set()

    async def passes(self) -> None:
        """Wait for the end of the pause, if there is one."""
        await self._free.wait()
