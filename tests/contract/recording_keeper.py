"""A keeper of tokens that writes down what it is told, in the order in which it was told."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from storno_desktop.domain.session import Tokens


class RecordingKeeper:
    """Keeps every pair in `kept` and every pair that the server ended in `ended`; nobody else renews."""

    def __init__(self) -> None:
        self.kept: list[Tokens] = []
        self.ended: list[Tokens] = []

    @asynccontextmanager
    async def turn(self) -> AsyncIterator[None]:
        """At once."""
        yield

    async def newest(self) -> Tokens | None:
        """The last pair that came."""
        return self.kept[-1] if self.kept else None

    async def keep(self, tokens: Tokens) -> None:
        """One more."""
        self.kept.append(tokens)

    async def end(self, tokens: Tokens) -> None:
        """One less."""
        self.ended.append(tokens)
