"""The one place for secrets that outlive the program: the operating system's keyring."""

from __future__ import annotations

import logging
import secrets
import sys
import threading
from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractAsyncContextManager
from enum import Enum, auto
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from storno_desktop.domain.account import AccountId
from storno_desktop.domain.session import Tokens
from storno_desktop.vault.account_turn import account_turn
from storno_desktop.vault.token_text import text_of_tokens, tokens_of_text

if TYPE_CHECKING:
    import asyncio

    from keyring.backend import KeyringBackend

log = logging.getLogger(__name__)

T = TypeVar("T")

SERVICE = "Storno Desktop"
PATIENCE = 8.0
"""Seconds to wait for a keyring: a locked one may ask the person, or never answer at all."""
WINDOWS_PIECE = 1000
"""Characters that fit into one entry there: 2 560 bytes of UTF-16, and some room."""

_UNSAFE = ("keyrings.alt.", "keyring.backends.null")
_NONE = ("keyring.backends.fail",)
_OWN = "keyring.backends."
_PROBE = "is there a keyring?"


class VaultStanding(Enum):
    """Whether this computer has a safe place for secrets."""

    SAFE = auto()
    MISSING = auto()
    """No keyring at all."""
    UNSAFE = auto()
    """One that writes plain files, or throws everything away: it is not used."""
    REFUSING = auto()
    """There is one, and it is locked or does not work."""
    SILENT = auto()
    """There is one, and it did not answer in time."""


class SecretVault:
    """Keeps the tokens of a session per server and account, and a few notes; owned by the I/O thread.

    Every call answers in the end: a keyring that is missing, locked, unsafe (one that writes plain files)
    or silent counts as "not kept" and "not found". Nothing is ever written to a file; tokens that cannot
    or shall not be kept there are remembered until the program ends. `turns` is the folder in which programs
    of this person take turns, None where there is only this one. `piece` is the longest text of one entry.
    Without `keyring` this computer's is left alone, as the demonstration does: everything is remembered only.
    `kind` is what an earlier run told as its `kind`: looking which keyrings there are takes a start longer than
    reading from one.
    """

    def __init__(
        self,
        patience: float = PATIENCE,
        turns: Path | None = None,
        piece: int | None = WINDOWS_PIECE if sys.platform == "win32" else None,
        *,
        keyring: bool = True,
        kind: str = "",
    ) -> None:
        self._patience = patience
        self._turns = turns
        self._piece = piece
        self._has_keyring = keyring
        self._expected, self._kind = kind, ""
        self._remembered: dict[AccountId, Tokens] = {}

    def __repr__(self) -> str:
        return f"SecretVault({len(self._remembered)} remembered)"

    @property
    def kind(self) -> str:
        """Which of the keyrings that the library knows was found safe in this run, "" for none so far."""
        return self._kind

    async def standing(self) -> VaultStanding:
        """What the keyring is good for now: it is asked for something that it does not hold."""
        said = await self._ask(lambda ring: ring.get_password(SERVICE, _PROBE))
        return said if isinstance(said, VaultStanding) else VaultStanding.SAFE

    async def keep(self, account: AccountId, tokens: Tokens, *, durable: bool) -> bool:
        """Keep these tokens in the place of earlier ones: in the keyring if `durable`, else for this run.

        False where the keyring does not hold them: then they are remembered for this run.
        """
        if durable and await self._write(_entry(account), text_of_tokens(tokens)):
            self._remembered.pop(account, None)
            return True
        self._remembered[account] = tokens
        if not durable:
            await self._remove(_entry(account))
        return False

    async def find(self, account: AccountId) -> Tokens | None:
        """The newest tokens of this account, None if there are none or they cannot be read.

        What this run had to remember is newer than what the keyring may still hold; what the keyring holds
        may have been renewed there by another program.
        """
        if account in self._remembered:
            return self._remembered[account]
        text = await self._read(_entry(account))
        return tokens_of_text(text) if text else None

    async def is_gone(self, account: AccountId) -> bool:
        """Whether it is certain that nothing is kept for this account; a keyring that refuses tells nothing."""
        if account in self._remembered:
            return False
        return await self._ask(lambda ring: ring.get_password(SERVICE, _entry(account))) is None

    def is_remembered(self, account: AccountId) -> bool:
        """Whether these tokens live in the memory of this run alone."""
        return account in self._remembered

    async def forget(self, account: AccountId) -> bool:
        """Remove all that is kept and remembered for this account; True once nothing is left."""
        self._remembered.pop(account, None)
        return await self._remove(_entry(account))

    async def keep_note(self, name: str, secret: str) -> bool:
        """Keep another secret under this name; False where the keyring did not take it."""
        return await self._write(_note(name), secret)

    async def find_note(self, name: str) -> str | None:
        """The secret under this name, None if there is none or it cannot be read."""
        return await self._read(_note(name))

    def find_notes_now(self, names: Sequence[str]) -> Mapping[str, str | None] | VaultStanding:
        """The secrets under these names, for a thread that has nothing else to do meanwhile; where the keyring is
        no safe place or does not answer in time, how it stands."""
        if not self._has_keyring:
            return VaultStanding.MISSING
        answers: list[Mapping[str, str | None] | VaultStanding] = []

        def read(ring: KeyringBackend) -> Mapping[str, str | None]:
            return {name: _text_in(ring, _note(name)) for name in names}

        asking = threading.Thread(
            target=lambda: answers.append(self._answered(read, self._expected)),
            name="storno-keyring",
            daemon=True,
        )
        asking.start()
        asking.join(self._patience)
        if not answers:
            log.warning("the keyring did not answer")
            return VaultStanding.SILENT
        return answers[0]

    async def has_no_note(self, name: str) -> bool:
        """Whether it is certain that nothing is kept under this name; a keyring that refuses tells nothing."""
        return await self._ask(lambda ring: ring.get_password(SERVICE, _note(name))) is None

    async def forget_note(self, name: str) -> bool:
        """Remove the secret under this name; True once nothing is left."""
        return await self._remove(_note(name))

    def turn(self, account: AccountId) -> AbstractAsyncContextManager[None]:
        """One program at a time for this account; raises TimeoutError when the turn does not come."""
        return account_turn(self._turns, account)

    # -------------------------------------------------------------------------------------- inside

    async def _write(self, entry: str, text: str) -> bool:
        pieces = _pieces(text, self._piece)

        def write(ring: KeyringBackend) -> bool:
            for number, piece in enumerate(pieces):
                ring.set_password(SERVICE, _numbered(entry, number), piece)
            _remove_from(ring, entry, len(pieces))
            return True

        return await self._ask(write) is True

    async def _read(self, entry: str) -> str | None:
        said = await self._ask(lambda ring: _text_in(ring, entry))
        return said if isinstance(said, str) else None

    async def _remove(self, entry: str) -> bool:
        def remove(ring: KeyringBackend) -> bool:
            _remove_from(ring, entry, 0)
            return True

        return await self._ask(remove) is True

    async def _ask(self, work: Callable[[KeyringBackend], T]) -> T | VaultStanding:
        """Ask the keyring on a thread of its own, which nobody waits for once patience ends."""
        if not self._has_keyring:
            return VaultStanding.MISSING
        import asyncio  # a start reads without it

        loop = asyncio.get_running_loop()
        answer: asyncio.Future[T | VaultStanding] = loop.create_future()

        def settle(value: T | VaultStanding) -> None:
            if not answer.done():
                answer.set_result(value)

        def ask() -> None:
            value = self._answered(work)
            try:
                loop.call_soon_threadsafe(settle, value)
            except RuntimeError:  # the program ended meanwhile
                return

        threading.Thread(target=ask, name="storno-keyring", daemon=True).start()
        try:
            return await asyncio.wait_for(answer, self._patience)
        except TimeoutError:
            log.warning("the keyring did not answer")
            return VaultStanding.SILENT

    def _answered(self, work: Callable[[KeyringBackend], T], expected: str = "") -> T | VaultStanding:
        from keyring.errors import KeyringError, NoKeyringError

        try:
            ring = _expected_ring(expected) if expected.startswith(_OWN) else _found_ring()
            standing = standing_of(ring)
            if standing is not VaultStanding.SAFE:
                return standing
            name = f"{type(ring).__module__}.{type(ring).__qualname__}"
            self._kind = name if name.startswith(_OWN) else ""
            return work(ring)
        except NoKeyringError:
            return VaultStanding.MISSING
        except (KeyringError, OSError, RuntimeError, ValueError) as error:
            log.info("the keyring refused: %s", type(error).__name__)
            return VaultStanding.REFUSING


def _found_ring() -> KeyringBackend:
    import keyring

    return keyring.get_keyring()


def _expected_ring(name: str) -> KeyringBackend:
    """The keyring that the person or the system's administrator named, else this one, else the best that is found."""
    from keyring import core

    named = core.load_env() or core.load_config()
    if named is not None:
        return named
    try:
        return core.load_keyring(name)
    except (ImportError, AttributeError, RuntimeError):  # it is not there any more, or does not run
        return _found_ring()


def standing_of(ring: KeyringBackend) -> VaultStanding:
    """What this kind of backend is good for; a chain is as safe as its weakest part."""
    parts = getattr(ring, "backends", None)
    if isinstance(parts, list | tuple):
        standings = [standing_of(part) for part in parts]
        unsafe = VaultStanding.UNSAFE in standings
        return VaultStanding.UNSAFE if unsafe else min(standings, key=_rank, default=VaultStanding.MISSING)
    module = type(ring).__module__
    if module.startswith(_NONE):
        return VaultStanding.MISSING
    return VaultStanding.UNSAFE if module.startswith(_UNSAFE) else VaultStanding.SAFE


def _rank(standing: VaultStanding) -> int:
    return 0 if standing is VaultStanding.SAFE else 1


_SPLIT = "parts "


def _pieces(text: str, most: int | None) -> list[str]:
    """The text as entries that fit; a mark that all share tells a half-written set from a whole one."""
    if most is None or len(text) <= most:
        return [text]
    bodies = [text[start : start + most] for start in range(0, len(text), most)]
    mark = secrets.token_hex(4)
    return [f"{_SPLIT}{len(bodies)} {mark} {bodies[0]}", *(f"{mark} {body}" for body in bodies[1:])]


def _text_in(ring: KeyringBackend, entry: str) -> str | None:
    """The text of an entry, put together where it is kept in pieces."""
    first = ring.get_password(SERVICE, entry)
    if first is None or not first.startswith(_SPLIT):
        return first
    count, mark, body = first.removeprefix(_SPLIT).split(" ", 2)
    for number in range(1, int(count)):
        piece = ring.get_password(SERVICE, _numbered(entry, number)) or ""
        if not piece.startswith(f"{mark} "):
            return None  # another program is just writing them
        body += piece.removeprefix(f"{mark} ")
    return body


def _remove_from(ring: KeyringBackend, entry: str, number: int) -> None:
    while ring.get_password(SERVICE, _numbered(entry, number)) is not None:
        ring.delete_password(SERVICE, _numbered(entry, number))
        number += 1


def _numbered(entry: str, number: int) -> str:
    return entry if number == 0 else f"{entry} ({number + 1})"


def _entry(account: AccountId) -> str:
    return f"{account.email} @ {account.server.url}"


def _note(name: str) -> str:
    return f"note: {name}"
