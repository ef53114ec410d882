"""The journal of this computer's person: under which key it lies, whether it can be written, and how it is checked."""

from __future__ import annotations

import asyncio
import logging
import secrets
from collections.abc import Mapping
from contextlib import suppress
from enum import Enum, auto
from pathlib import Path
from typing import TYPE_CHECKING

from storno_desktop.domain.act_record import ActRecord
from storno_desktop.domain.journal_row import ActState, Anchor, FaultyRow, JournalRow
from storno_desktop.domain.local_copy import CopyTrouble
from storno_desktop.service.store_key import (
    SALT_BYTES,
    key_of_passphrase,
    key_of_recovery_code,
    key_of_text,
    mark_of,
    recovery_code_of,
)
from storno_desktop.store.database import KEY_BYTES
from storno_desktop.store.journal import Journal, NotNext, fault_of

if TYPE_CHECKING:
    from storno_desktop.vault.secret_vault import SecretVault

log = logging.getLogger(__name__)

KEY_NOTE = "journal"
HEAD_NOTE = "journal head"

_SALT_FILE = "journal.salt"
_LOCK_FILE = "journal.lock"
_TURN_S = 30.0
_ANCHOR_AFTER_S = 0.5
"""The rows of one act follow each other closely: a keyring takes longer than a row, and the last head counts."""
_SUFFIX = ".journal"


class JournalStanding(Enum):
    """Whether acts can be written down. Unless it is OPEN, nothing is sent that changes anything."""

    OPEN = auto()
    CLOSED = auto()
    """Nobody has opened it yet in this run."""
    NO_PASSPHRASE = auto()
    """This computer has no keyring and no journal yet: a passphrase has to be chosen for it."""
    PASSPHRASE_WANTED = auto()
    """It lies under a passphrase, which has to be typed once in each run."""
    KEY_LOST = auto()
    """There is a journal and the keyring does not hold its key: the recovery code opens it."""
    KEYRING_SILENT = auto()
    """The keyring is there and does not answer: it is locked, or busy."""
    DAMAGED = auto()
    NEWER = auto()
    """A later version of this program wrote it."""
    NOT_WRITABLE = auto()
    FULL = auto()
    BUSY = auto()
    """Another program holds it."""


_TROUBLES: Mapping[CopyTrouble, JournalStanding] = {
    CopyTrouble.NO_KEYRING: JournalStanding.KEYRING_SILENT,
    CopyTrouble.WRONG_KEY: JournalStanding.KEY_LOST,
    CopyTrouble.DAMAGED: JournalStanding.DAMAGED,
    CopyTrouble.NEWER_SCHEMA: JournalStanding.NEWER,
    CopyTrouble.FULL: JournalStanding.FULL,
    CopyTrouble.NOT_WRITABLE: JournalStanding.NOT_WRITABLE,
    CopyTrouble.BUSY: JournalStanding.BUSY,
    CopyTrouble.DISK: JournalStanding.NOT_WRITABLE,
}


class JournalBook:
    """The one journal of this person on this computer; owned by the I/O thread.

    Its file lies under `folder`, encrypted with a key of its own that stands in the keyring, or that a passphrase
    gives; neither signing out nor erasing local copies touches them. Without a folder it lives in memory, as in the
    demonstration. How many rows there are, and the last one's seal, stand in the keyring too, so that a cut-off end
    and an older copy are found. Whoever can use this person's keyring can also forge: this proves nothing against
    them.
    """

    def __init__(self, vault: SecretVault, folder: Path | None) -> None:
        self._vault = vault
        self._folder = folder
        self._journal: Journal | None = None
        self._key: bytes | None = None
        self._standing = JournalStanding.CLOSED
        self._has_ring = False
        self._is_new = False
        self._unanchored: Anchor | None = None
        self._anchoring: asyncio.Task[None] | None = None
        self._hurry = asyncio.Event()
        self._opening = asyncio.Lock()

    @property
    def standing(self) -> JournalStanding:
        """Whether acts can be written down now."""
        return self._standing

    @property
    def is_in_memory(self) -> bool:
        """Whether it ends with the program."""
        return self._folder is None

    @property
    def is_anchored(self) -> bool:
        """Whether the keyring knows its head."""
        return self._has_ring

    @property
    def journal(self) -> Journal | None:
        """The open journal, None unless the standing is OPEN."""
        return self._journal

    @property
    def new_code(self) -> str:
        """The recovery code of a journal that was begun in this run, until somebody said that it is kept; else ""."""
        return recovery_code_of(self._key) if self._is_new and self._key is not None else ""

    def code_is_kept(self) -> None:
        """The person has the recovery code: it is not shown again."""
        self._is_new = False

    async def open(self) -> JournalStanding:
        """Open it with what this computer holds, or begin it. Safe to call again: then it tries again."""
        async with self._opening:
            if self._journal is not None:
                return self._standing
            if self._folder is None:
                return self._open(None, None)
            return await self._open_in(self._folder)

    async def open_with_passphrase(self, passphrase: str) -> JournalStanding:
        """Open it with what the person typed, or begin it with that where there is none."""
        async with self._opening:
            if self._folder is None or self._journal is not None:
                return self._standing
            salt = self._salt(self._folder)
            if salt is None:
                return self._stand(JournalStanding.NOT_WRITABLE)
            key = await asyncio.to_thread(key_of_passphrase, passphrase, salt)
            files = _files(self._folder)
            if files and _file(self._folder, key) not in files:
                return self._stand(JournalStanding.PASSPHRASE_WANTED)
            return self._open(self._folder, key)

    async def open_with_code(self, code: str) -> JournalStanding:
        """Open it with its recovery code; the keyring holds its key from then on, if there is one."""
        async with self._opening:
            key = key_of_recovery_code(code)
            if self._folder is None or self._journal is not None or key is None:
                return self._standing
            if not _file(self._folder, key).exists():
                return self._standing
            await self._vault.keep_note(KEY_NOTE, key.hex())
            return self._open(self._folder, key)

    async def begin_anew(self) -> JournalStanding:
        """Leave a journal that cannot be opened where it is, and begin another one beside it."""
        async with self._opening:
            if self._folder is None or self._journal is not None:
                return self._standing
            key = secrets.token_bytes(KEY_BYTES)
            if not await self._vault.keep_note(KEY_NOTE, key.hex()):
                return self._stand(JournalStanding.KEYRING_SILENT)
            await self._vault.keep_note(HEAD_NOTE, Anchor().text)
            self._has_ring = True
            return self._open(self._folder, key)

    def add(
        self, act: str, state: ActState, fields: Mapping[str, object]
    ) -> JournalRow | NotNext | JournalStanding:
        """Write one step down (see `Journal.add`), or the standing says why that could not be."""
        if self._journal is None:
            return self._standing
        written = self._journal.add(act, state, fields)
        if isinstance(written, CopyTrouble):
            return self._stand_for(written)
        if isinstance(written, JournalRow):
            self._standing = JournalStanding.OPEN
            self._note_head(Anchor(written.number, written.seal))
        return written

    async def acts_before(self, number: int | None, count: int) -> tuple[ActRecord, ...]:
        """Up to `count` acts that began before the row of this number (None: the newest), the newest first."""
        if self._journal is None:
            return ()
        return self._journal.acts_before(self._journal.head().number + 1 if number is None else number, count)

    async def rows(self) -> tuple[JournalRow, ...]:
        """Every row, oldest first."""
        return () if self._journal is None else tuple(self._journal.rows())

    async def verify(self) -> FaultyRow | None:
        """Look through all rows on a thread of its own; None where each is as it was written."""
        journal = self._journal
        if journal is None:
            return None
        await self._anchored()
        anchor = Anchor.parse(await self._vault.find_note(HEAD_NOTE) or "") if self._has_ring else None

        def look() -> FaultyRow | None:
            connection = journal.reader()
            try:
                return fault_of(connection, anchor)
            finally:
                connection.close()

        return await asyncio.to_thread(look)

    async def close(self) -> None:
        """Let the keyring take the head, and let go of the file."""
        await self._anchored()
        if self._journal is not None:
            self._journal.close()
            self._journal = None
            self._standing = JournalStanding.CLOSED

    # -------------------------------------------------------------------------------------- inside

    async def _open_in(self, folder: Path) -> JournalStanding:
        files = _files(folder)
        key = key_of_text(await self._vault.find_note(KEY_NOTE))
        if key is not None:
            self._has_ring = True
            if files and _file(folder, key) not in files and not await self._knows_head():
                return self._stand(JournalStanding.KEY_LOST)
            return self._open(folder, key)
        if (folder / _SALT_FILE).exists():
            return self._stand(JournalStanding.PASSPHRASE_WANTED)
        # A keyring that is locked or slow also finds nothing: then nothing is begun.
        if await self._vault.has_no_note(KEY_NOTE):
            return self._stand(JournalStanding.KEY_LOST) if files else await self._begin(folder)
        if not await self._lacks_keyring():
            return self._stand(JournalStanding.KEYRING_SILENT)
        return self._stand(JournalStanding.KEY_LOST if files else JournalStanding.NO_PASSPHRASE)

    async def _begin(self, folder: Path) -> JournalStanding:
        from filelock import AsyncFileLock, Timeout

        try:
            _make(folder)
            # Of two programs that start at once, the second one uses the key of the first.
            async with AsyncFileLock(folder / _LOCK_FILE, timeout=_TURN_S, run_in_executor=False):
                key = key_of_text(await self._vault.find_note(KEY_NOTE))
                if key is None:
                    key = secrets.token_bytes(KEY_BYTES)
                    if not await self._vault.keep_note(KEY_NOTE, key.hex()):
                        return self._stand(JournalStanding.KEYRING_SILENT)
                self._has_ring = True
                return self._open(folder, key)
        except Timeout:
            return self._stand(JournalStanding.BUSY)
        except OSError as error:
            log.info("the journal's folder cannot be used: %s", type(error).__name__)
            return self._stand(JournalStanding.NOT_WRITABLE)

    async def _knows_head(self) -> bool:
        anchor = Anchor.parse(await self._vault.find_note(HEAD_NOTE) or "")
        return anchor is not None and anchor.number > 0

    async def _lacks_keyring(self) -> bool:
        from storno_desktop.vault.secret_vault import VaultStanding

        return await self._vault.standing() in {VaultStanding.MISSING, VaultStanding.UNSAFE}

    def _open(self, folder: Path | None, key: bytes | None) -> JournalStanding:
        file = None if folder is None or key is None else _file(folder, key)
        is_new = file is not None and not file.exists()
        opened = Journal.open(file, key)
        if isinstance(opened, CopyTrouble):
            return self._stand_for(opened)
        self._journal, self._key, self._is_new = opened, key, is_new
        return self._stand(JournalStanding.OPEN)

    def _stand(self, standing: JournalStanding) -> JournalStanding:
        self._standing = standing
        return standing

    def _stand_for(self, trouble: CopyTrouble) -> JournalStanding:
        return self._stand(_TROUBLES[trouble])

    def _salt(self, folder: Path) -> bytes | None:
        file = folder / _SALT_FILE
        try:
            _make(folder)
            if not file.exists():
                file.write_bytes(secrets.token_bytes(SALT_BYTES))
                file.chmod(0o600)
            return file.read_bytes()
        except OSError as error:
            log.info("the journal's salt could not be kept: %s", type(error).__name__)
            return None

    def _note_head(self, head: Anchor) -> None:
        """In the background, a little later: nobody waits for it."""
        if not self._has_ring:
            return
        self._unanchored = head
        if self._anchoring is None or self._anchoring.done():
            self._hurry.clear()
            self._anchoring = asyncio.get_running_loop().create_task(self._anchor())

    async def _anchor(self) -> None:
        while (head := self._unanchored) is not None:
            with suppress(TimeoutError):
                await asyncio.wait_for(self._hurry.wait(), _ANCHOR_AFTER_S)
            if self._unanchored is not head:
                continue  # more rows came
            self._unanchored = None
            if self._holds_to(head):
                await self._vault.keep_note(HEAD_NOTE, head.text)

    def _holds_to(self, head: Anchor) -> bool:
        """Whether it is still the head, and safe: the keyring must not know of rows that a power failure could take."""
        journal = self._journal
        if journal is None or journal.head().number != head.number:
            return False  # another program has gone on, and notes its own
        journal.bring_to_disk()
        return True

    async def _anchored(self) -> None:
        self._hurry.set()
        if self._anchoring is not None and not self._anchoring.done():
            await asyncio.wait([self._anchoring])


def _make(folder: Path) -> None:
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)


def _file(folder: Path, key: bytes) -> Path:
    return folder / f"{mark_of(key)}{_SUFFIX}"


def _files(folder: Path) -> list[Path]:
    return sorted(folder.glob(f"*{_SUFFIX}")) if folder.is_dir() else []
