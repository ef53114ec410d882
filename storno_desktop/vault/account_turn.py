"""One program at a time for one account, so that two windows never renew the same session twice."""

from __future__ import annotations

import hashlib
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from storno_desktop.domain.account import AccountId

if TYPE_CHECKING:
    from filelock import AsyncFileLock

log = logging.getLogger(__name__)

LONGEST_WAIT = 100.0
"""Seconds; a refresh of another program ends by its own limits before that."""


@asynccontextmanager
async def account_turn(
    folder: Path | None, account: AccountId, longest: float = LONGEST_WAIT
) -> AsyncIterator[None]:
    """Wait until no other program of this person holds the account, then hold it.

    The lock is the operating system's: a program that dies gives it back. Where the folder cannot be
    written to, there is nobody to take turns with. Raises TimeoutError after `longest` seconds.
    """
    lock = None if folder is None else _lock(folder, account)
    if lock is None:
        yield
        return
    from filelock import Timeout

    try:
        await lock.acquire(timeout=longest)
    except Timeout as error:
        raise TimeoutError from error
    except OSError as error:
        log.warning("no turns can be taken: %s", type(error).__name__)
        yield
        return
    try:
        yield
    finally:
        await lock.release()


def _lock(folder: Path, account: AccountId) -> AsyncFileLock | None:
    from filelock import AsyncFileLock  # 30 ms that the first window need not wait for

    # The file's name tells nobody which account it is.
    name = hashlib.sha256(f"{account.email} @ {account.server.url}".encode()).hexdigest()[:24]
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        log.warning("no turns can be taken: %s", type(error).__name__)
        return None
    return AsyncFileLock(folder / f"{name}.lock", run_in_executor=False, fallback_to_soft=False)
