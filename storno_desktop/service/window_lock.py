"""The local passphrase that opens a covered window again, one for each account on this computer."""

from __future__ import annotations

import asyncio
import base64
import binascii
import hashlib
import hmac
import secrets
import time
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum, auto

from storno_desktop.domain.account import AccountId
from storno_desktop.vault.secret_vault import SecretVault, VaultStanding

SHORTEST = 8
"""Characters, counted after composition: "ș" is one, however it was typed."""
FREE_TRIES = 3
"""So many wrong ones may follow each other without a wait."""
FIRST_WAIT, LONGEST_WAIT = 5.0, 300.0
"""Seconds after the last of the free tries, doubled with each further one, and where the doubling ends."""

# The costs are part of the kind: what is kept never says how much memory its check may take.
_KIND = "scrypt-15-8-1"
_COST, _BLOCK, _LANES = 2**15, 8, 1
_MEMORY = 64 * 1024 * 1024
_SALT_BYTES, _KEY_BYTES = 16, 32


class SetOutcome(Enum):
    """What became of a new passphrase."""

    SET = auto()
    TOO_SHORT = auto()
    """Fewer than `SHORTEST` characters; the former passphrase, if any, still holds."""
    NO_PLACE = auto()
    """The keyring did not take it; the former passphrase, if any, still holds."""


class LockStanding(Enum):
    """Whether a window of this account can be opened by a passphrase."""

    SET = auto()
    NOT_SET = auto()
    NO_PLACE = auto()
    """The keyring is missing, unsafe, locked or silent: whether a passphrase was set cannot be told."""


@dataclass(frozen=True, slots=True)
class Unlocked:
    """That was the passphrase."""


@dataclass(frozen=True, slots=True)
class Wrong:
    """That was not it, or it came before the wait was over and was not even looked at.

    `tries` are the wrong ones in a row, `wait` the seconds until the next one counts, 0 for at once.
    """

    tries: int
    wait: float


@dataclass(frozen=True, slots=True)
class NoPassphrase:
    """None was set for this account, so nothing that is typed can open the window."""


@dataclass(frozen=True, slots=True)
class NoPlace:
    """The keyring does not answer, so nothing that is typed can be checked."""


UnlockAnswer = Unlocked | Wrong | NoPassphrase | NoPlace


@dataclass(slots=True)
class _Count:
    tries: int = 0
    free_at: float = 0.0


class WindowLock:
    """Sets and checks passphrases; only a salted, slow hash (scrypt) is kept, and only in the keyring.

    It keeps passers-by away from a window that stands open. It is no protection against somebody who runs
    programs in this person's name: the count of wrong tries, like the wait after them, lives in the memory
    of this run and starts again with the program. `clock` counts seconds and never goes back.

    Owned by the I/O thread; tries are checked one after the other, so that none escapes the count.
    """

    def __init__(self, vault: SecretVault, clock: Callable[[], float] = time.monotonic) -> None:
        self._vault = vault
        self._clock = clock
        self._counts: dict[AccountId, _Count] = {}
        self._turn = asyncio.Lock()

    async def standing(self, account: AccountId) -> LockStanding:
        """Whether a passphrase is set for this account, as far as the keyring tells."""
        if _Verifier.of_text(await self._vault.find_note(_note(account))) is not None:
            return LockStanding.SET
        return await self._without_passphrase()

    async def has_passphrase(self, account: AccountId) -> bool:
        """Whether one is set and can be checked."""
        return await self.standing(account) is LockStanding.SET

    async def set_passphrase(self, account: AccountId, text: str) -> SetOutcome:
        """Set or replace the passphrase of this account; earlier wrong tries are forgotten."""
        if len(unicodedata.normalize("NFC", text)) < SHORTEST:
            return SetOutcome.TOO_SHORT
        verifier = await asyncio.to_thread(_Verifier.of_passphrase, text)
        if not await self._vault.keep_note(_note(account), verifier.text):
            return SetOutcome.NO_PLACE
        self._counts.pop(account, None)
        return SetOutcome.SET

    async def remove(self, account: AccountId) -> bool:
        """Forget the passphrase and the wrong tries of this account; True once nothing is left."""
        self._counts.pop(account, None)
        return await self._vault.forget_note(_note(account))

    async def unlock(self, account: AccountId, text: str) -> UnlockAnswer:
        """Check what was typed. After `FREE_TRIES` wrong ones each further one has to wait its time."""
        async with self._turn:
            count = self._counts.setdefault(account, _Count())
            left = count.free_at - self._clock()
            if left > 0:
                return Wrong(count.tries, left)
            verifier = _Verifier.of_text(await self._vault.find_note(_note(account)))
            if verifier is None:
                standing = await self._without_passphrase()
                return NoPlace() if standing is LockStanding.NO_PLACE else NoPassphrase()
            if await asyncio.to_thread(verifier.fits, text):
                self._counts.pop(account, None)
                return Unlocked()
            count.tries += 1
            wait = _wait_after(count.tries)
            count.free_at = self._clock() + wait
            return Wrong(count.tries, wait)

    async def forgive(self, account: AccountId) -> None:
        """Forget the wrong tries: the person has just proved at the server who they are."""
        self._counts.pop(account, None)

    async def _without_passphrase(self) -> LockStanding:
        # An empty answer of the vault may mean both: nothing is kept, or nobody answers.
        standing = await self._vault.standing()
        return LockStanding.NOT_SET if standing is VaultStanding.SAFE else LockStanding.NO_PLACE


def _wait_after(tries: int) -> float:
    if tries < FREE_TRIES:
        return 0.0
    return min(FIRST_WAIT * 2.0 ** min(tries - FREE_TRIES, 16), LONGEST_WAIT)


def _note(account: AccountId) -> str:
    return f"window lock of {account.email} @ {account.server.url}"


class _Verifier:
    """Tells whether a text is the passphrase, without holding it."""

    __slots__ = ("_key", "_salt")

    def __init__(self, salt: bytes, key: bytes) -> None:
        self._salt, self._key = salt, key

    def __repr__(self) -> str:
        return "_Verifier()"

    @classmethod
    def of_passphrase(cls, passphrase: str) -> _Verifier:
        """A new one with a salt of its own; slow on purpose."""
        salt = secrets.token_bytes(_SALT_BYTES)
        return cls(salt, _key_of(passphrase, salt))

    @classmethod
    def of_text(cls, text: str | None) -> _Verifier | None:
        """The one that `text` was written for, None if it is damaged or of another kind."""
        kind, _, rest = (text or "").partition(":")
        if kind != _KIND:
            return None
        try:
            salt, key = (base64.b64decode(part, validate=True) for part in rest.split(":"))
        except (binascii.Error, ValueError):
            return None
        return cls(salt, key) if len(salt) == _SALT_BYTES and len(key) == _KEY_BYTES else None

    @property
    def text(self) -> str:
        """What the keyring keeps."""
        parts = (base64.b64encode(part).decode("ascii") for part in (self._salt, self._key))
        return ":".join((_KIND, *parts))

    def fits(self, passphrase: str) -> bool:
        """Whether this is the passphrase; takes as long for a wrong one as for the right one."""
        return hmac.compare_digest(_key_of(passphrase, self._salt), self._key)


def _key_of(passphrase: str, salt: bytes) -> bytes:
    # A half character, which a broken keyboard or clipboard may bring, is as good as any other.
    typed = unicodedata.normalize("NFC", passphrase).encode("utf-8", "surrogatepass")
    return hashlib.scrypt(typed, salt=salt, n=_COST, r=_BLOCK, p=_LANES, maxmem=_MEMORY, dklen=_KEY_BYTES)
