"""The local passphrase that opens a covered window again, one for each account on this computer."""

from __future__ import annotations

import asyncio
import time
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum, auto

from storno_desktop.domain.account import AccountId
from storno_desktop.service.passphrase_verifier import PassphraseVerifier, lock_note
from storno_desktop.vault.secret_vault import SecretVault, VaultStanding

SHORTEST = 8
"""Characters, counted after composition: "ș" is one, however it was typed."""
FREE_TRIES = 3
"""So many wrong ones may follow each other without a wait."""
FIRST_WAIT, LONGEST_WAIT = 5.0, 300.0
"""Seconds after the last of the free tries, doubled with each further one, and where the doubling ends."""


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
        if PassphraseVerifier.of_text(await self._vault.find_note(lock_note(account))) is not None:
            return LockStanding.SET
        return await self._without_passphrase()

    async def has_passphrase(self, account: AccountId) -> bool:
        """Whether one is set and can be checked."""
        return await self.standing(account) is LockStanding.SET

    async def set_passphrase(self, account: AccountId, text: str) -> SetOutcome:
        """Set or replace the passphrase of this account; earlier wrong tries are forgotten."""
        if len(unicodedata.normalize("NFC", text)) < SHORTEST:
            return SetOutcome.TOO_SHORT
        verifier = await asyncio.to_thread(PassphraseVerifier.of_passphrase, text)
        if not await self._vault.keep_note(lock_note(account), verifier.text):
            return SetOutcome.NO_PLACE
        self._counts.pop(account, None)
        return SetOutcome.SET

    async def remove(self, account: AccountId) -> bool:
        """Forget the passphrase and the wrong tries of this account; True once nothing is left."""
        self._counts.pop(account, None)
        return await self._vault.forget_note(lock_note(account))

    async def unlock(self, account: AccountId, text: str) -> UnlockAnswer:
        """Check what was typed. After `FREE_TRIES` wrong ones each further one has to wait its time."""
        async with self._turn:
            count = self._counts.setdefault(account, _Count())
            left = count.free_at - self._clock()
            if left > 0:
                return Wrong(count.tries, left)
            verifier = PassphraseVerifier.of_text(await self._vault.find_note(lock_note(account)))
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
