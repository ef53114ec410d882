"""Keeps the tokens of an account while somebody only looks at it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from storno_desktop.domain.account import AccountId
from storno_desktop.domain.session import Tokens
from storno_desktop.vault.secret_vault import SecretVault


class LookingKeeper:
    """Keeps what a look renewed, since the old tokens may be worth nothing then; forgets nothing."""

    def __init__(self, vault: SecretVault, account: AccountId, *, durable: bool) -> None:
        self._vault = vault
        self._account = account
        self._durable = durable
        self.has_renewed = False

    @asynccontextmanager
    async def turn(self) -> AsyncIterator[None]:
        """One program at a time."""
        async with self._vault.turn(self._account):
            yield

    async def newest(self) -> Tokens | None:
        """What is kept now."""
        return await self._vault.find(self._account)

    async def keep(self, tokens: Tokens) -> None:
        """Before it is used."""
        self.has_renewed = True
        await self._vault.keep(self._account, tokens, durable=self._durable)

    async def end(self, tokens: Tokens) -> None:
        """A session that the server ended is for the program to forget, when it says so to the person."""
