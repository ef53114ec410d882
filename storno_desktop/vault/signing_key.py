"""The key with which one account signs its requests and answers: made at first use, kept in the keyring alone."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from storno_desktop.domain.account import AccountId
from storno_desktop.vault.secret_vault import SecretVault

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

log = logging.getLogger(__name__)

KEY_BYTES = 32


class SigningKey:
    """An Ed25519 key; `repr` shows its public half alone."""

    def __init__(self, secret: bytes) -> None:
        """Raises ValueError unless `secret` is KEY_BYTES long."""
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

        self._key: Ed25519PrivateKey = Ed25519PrivateKey.from_private_bytes(secret)
        self.public = self._key.public_key().public_bytes_raw().hex()
        """The public key, in hex."""

    def __repr__(self) -> str:
        return f"SigningKey({self.public})"

    def sign(self, content: bytes) -> str:
        """The signature over these bytes, in hex."""
        return self._key.sign(content).hex()


def signature_fits(public: str, signature: str, content: bytes) -> bool:
    """Whether whoever holds the other half of this key (both in hex) signed exactly these bytes."""
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    try:
        Ed25519PublicKey.from_public_bytes(bytes.fromhex(public)).verify(bytes.fromhex(signature), content)
    except (InvalidSignature, ValueError):  # a wrong length, a point that is none
        return False
    return True


class SigningKeys:
    """One key for each account; owned by the I/O thread.

    Where there is no keyring a key would be another one in every run, and nobody could know it again: then there is
    none, unless `remembers`, for a program of which nothing outlives the run.
    """

    def __init__(self, vault: SecretVault, *, remembers: bool = False) -> None:
        self._vault = vault
        self._remembers = remembers
        self._known: dict[AccountId, SigningKey] = {}

    async def of(self, account: AccountId) -> SigningKey | None:
        """The key of this account, made where there is none; None where the keyring gives and takes nothing."""
        if account not in self._known:
            found = await self._found(account)
            if found is None:
                return None
            self._known[account] = found
        return self._known[account]

    # -------------------------------------------------------------------------------------- inside

    async def _found(self, account: AccountId) -> SigningKey | None:
        try:
            # Of two programs that sign for the first time at once, the second one uses the key of the first.
            async with self._vault.turn(account):
                return await self._kept_or_made(account)
        except TimeoutError:
            log.warning("no turn came to make a signing key")
            return None

    async def _kept_or_made(self, account: AccountId) -> SigningKey | None:
        from secrets import token_bytes

        name = _note_of(account)
        kept = _key_of(await self._vault.find_note(name))
        if kept is not None:
            return kept
        made = token_bytes(KEY_BYTES)
        # A keyring that is locked or slow also finds nothing: then nothing is made.
        if await self._vault.has_no_note(name) and await self._vault.keep_note(name, made.hex()):
            return SigningKey(made)
        return SigningKey(made) if self._remembers else None


def _key_of(text: str | None) -> SigningKey | None:
    try:
        return None if text is None else SigningKey(bytes.fromhex(text))
    except ValueError:
        log.warning("the kept signing key is damaged")
        return None


def _note_of(account: AccountId) -> str:
    return f"signing key of {account.email} @ {account.server.url}"
