"""Keeps the tokens of one signed-in account on behalf of the client that uses them."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from storno_desktop.api.token_keeper import Ended
from storno_desktop.domain.account import AccountId
from storno_desktop.domain.session import Tokens
from storno_desktop.vault.secret_vault import SecretVault


class AccountKeeper:
    """What `api.token_keeper.TokenKeeper` asks for, made of the vault.

    Until `settle` says whose tokens these are, nothing is kept: somebody on the way in is nobody yet.
    """

    def __init__(self, vault: SecretVault) -> None:
        self._vault = vault
        self._account: AccountId | None = None
        self._durable = False

    async def settle(self, account: AccountId, tokens: Tokens, *, durable: bool) -> bool:
        """From here on the tokens belong to this account; False where the keyring did not take them."""
        self._account, self._durable = account, durable
        return await self._vault.keep(account, tokens, durable=durable)

    def let_go(self) -> None:
        """Nothing is kept any more, whatever a renewal under way may still bring."""
        self._account = None

    @asynccontextmanager
    async def turn(self) -> AsyncIterator[None]:
        """Tokens that live in the memory of this program alone are nobody else's to renew."""
        if self._account is None or not self._durable:
            yield
            return
        async with self._vault.turn(self._account):
            yield

    async def newest(self) -> Tokens | Ended | None:
        """What is kept now; nobody but another program can have emptied the keyring."""
        if self._account is None:
            return None
        found = await self._vault.find(self._account)
        if found is None and self._durable and await self._vault.is_gone(self._account):
            return Ended()
        return found

    async def keep(self, tokens: Tokens) -> None:
        """Before it is used."""
        if self._account is not None:
            await self._vault.keep(self._account, tokens, durable=self._durable)

    async def end(self, tokens: Tokens) -> None:
        """Forget what the server ended, unless something newer stands there already."""
        if self._account is None:
            return
        kept = await self._vault.find(self._account)
        if kept is not None and kept.refresh == tokens.refresh:
            await self._vault.forget(self._account)
