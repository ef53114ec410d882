"""The one place for secrets that outlive the program: the operating system's keyring."""

from __future__ import annotations

import asyncio
import json
import logging
import threading
from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from storno_desktop.domain.session import Tokens

if TYPE_CHECKING:
    from keyring.backend import KeyringBackend

log = logging.getLogger(__name__)

T = TypeVar("T")

SERVICE = "Storno Desktop"
PATIENCE = 8.0
"""Seconds to wait for a keyring: a locked one may ask the person, or never answer at all."""

_UNSAFE = ("keyrings.alt.", "keyring.backends.fail", "keyring.backends.null")


class SecretVault:
    """Keeps the tokens of a session per server and account; owned by the I/O thread.

    Every call answers in the end: a keyring that is missing, locked, unsafe (one that writes plain files)
    or silent counts as "not kept" and "not found". Nothing is ever written anywhere else.
    """

    def __init__(self, patience: float = PATIENCE) -> None:
        self._patience = patience

    async def keep(self, server: str, email: str, tokens: Tokens) -> bool:
        """Keep these tokens in the place of earlier ones; False where there is no safe place."""
        secret = json.dumps({"access": tokens.access, "refresh": tokens.refresh})
        return (
            await self._ask(lambda ring: _done(ring.set_password(SERVICE, _account(server, email), secret)))
            or False
        )

    async def find(self, server: str, email: str) -> Tokens | None:
        """The tokens kept for this account, None if there are none or they cannot be read."""
        secret = await self._ask(lambda ring: ring.get_password(SERVICE, _account(server, email)))
        if not secret:
            return None
        try:
            kept = json.loads(secret)
            return Tokens(access=str(kept["access"]), refresh=str(kept["refresh"]))
        except (ValueError, KeyError, TypeError):
            return None

    async def forget(self, server: str, email: str) -> bool:
        """Remove what is kept for this account; True once nothing is left."""
        account = _account(server, email)

        def remove(ring: KeyringBackend) -> bool:
            if ring.get_password(SERVICE, account) is not None:
                ring.delete_password(SERVICE, account)
            return True

        return await self._ask(remove) or False

    async def _ask(self, work: Callable[[KeyringBackend], T]) -> T | None:
        """Ask the keyring on a thread of its own, which nobody waits for once patience ends."""
        loop = asyncio.get_running_loop()
        answer: asyncio.Future[T | None] = loop.create_future()

        def settle(value: T | None) -> None:
            if not answer.done():
                answer.set_result(value)

        def ask() -> None:
            value = _answered(work)
            try:
                loop.call_soon_threadsafe(settle, value)
            except RuntimeError:  # the program ended meanwhile
                return

        threading.Thread(target=ask, name="storno-keyring", daemon=True).start()
        try:
            return await asyncio.wait_for(answer, self._patience)
        except TimeoutError:
            log.warning("the keyring did not answer")
            return None


def _answered(work: Callable[[KeyringBackend], T]) -> T | None:
    import keyring
    from keyring.errors import KeyringError

    try:
        ring = keyring.get_keyring()
        return work(ring) if is_safe(ring) else None
    except (KeyringError, OSError, RuntimeError) as error:
        log.info("the keyring refused: %s", type(error).__name__)
        return None


def is_safe(ring: KeyringBackend) -> bool:
    """Whether this backend keeps secrets from other people; a chain is as safe as its weakest part."""
    parts = getattr(ring, "backends", None)
    if isinstance(parts, list | tuple):
        return bool(parts) and all(is_safe(part) for part in parts)
    return not type(ring).__module__.startswith(_UNSAFE)


def _account(server: str, email: str) -> str:
    return f"{email.strip().casefold()} @ {server}"


def _done(_nothing: None) -> bool:
    return True
