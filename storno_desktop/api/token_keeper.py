"""What a client asks of whoever keeps its tokens: turns, what others renewed, and keeping before use."""

from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass
from typing import Protocol

from storno_desktop.domain.session import Tokens


@dataclass(frozen=True, slots=True)
class Ended:
    """Nothing is kept any more: another program of this person signed out, or its tokens were lost."""


class TokenKeeper(Protocol):
    """The tokens of one account, which other programs of the same person may renew as well."""

    def turn(self) -> AbstractAsyncContextManager[None]:
        """Only one renews at a time; raises TimeoutError when the turn does not come."""
        ...

    async def newest(self) -> Tokens | Ended | None:
        """What is kept now, which somebody else may have renewed or ended; None where it cannot be told."""
        ...

    async def keep(self, tokens: Tokens) -> None:
        """Called with every new pair before it is used."""
        ...

    async def end(self, tokens: Tokens) -> None:
        """The server said that these are no good any more: nobody need try them again."""
        ...


class NoKeeper:
    """For a client that lives alone: nothing is kept, nobody else renews."""

    @asynccontextmanager
    async def turn(self) -> AsyncIterator[None]:
        """At once."""
        yield

    async def newest(self) -> Tokens | None:
        """Nothing is kept."""
        return None

    async def keep(self, tokens: Tokens) -> None:
        """Nothing is kept."""

    async def end(self, tokens: Tokens) -> None:
        """Nothing is kept."""
