"""Keeping invoices on this computer's disk: which file belongs to whom, under which key, and what stands in the way."""

import hashlib
import logging
import os
import re
import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from storno_desktop.domain.account import AccountId
from storno_desktop.domain.local_copy import CopyPlace, CopyStanding, CopyTrouble
from storno_desktop.service.store_key import key_of_text, mark_of
from storno_desktop.store.database import KEY_BYTES, Database
from storno_desktop.store.library import Library
from storno_desktop.store.trouble import trouble_of
from storno_desktop.vault.secret_vault import SecretVault

log = logging.getLogger(__name__)

_IN_MEMORY = CopyStanding(CopyPlace.IN_MEMORY)
_ON_DISK = CopyStanding(CopyPlace.ON_DISK)
_SUFFIX = ".store"
_ASIDE = ".damaged"
_SALT_FILE = "names"
_SALT_BYTES = 16
_FILE = re.compile(r"(?P<whose>[0-9a-f]{20})-(?P<key>[0-9a-f]{8})-(?P<number>[0-9]{1,6})\.store")


@dataclass(frozen=True, slots=True)
class CopyOwner:
    """Whose copies: the account, and who that is in which organisation at the server."""

    account: AccountId
    user_id: str
    organization_id: str


class LocalCopy:
    """The local copies of companies; owned by the I/O thread.

    Each company of an account has one encrypted file under `folder`, for this person alone. The key is
    random, one for each account, and lies in the keyring only; the file's name says which key it was made
    with (a check value that tells nothing about the key), so that a wrong key and a damaged file are told
    apart. Names of files tell nobody anything. Without a folder, and wherever there is any trouble, a company
    is kept in memory, and its standing says why.
    """

    def __init__(self, library: Library, vault: SecretVault, folder: Path | None) -> None:
        self._library = library
        self._vault = vault
        self._folder = folder
        self._keys: dict[AccountId, bytes] = {}
        self._standings: dict[str, CopyStanding] = {}
        self._files: dict[str, Path] = {}
        self._lent: set[str] = set()
        """Companies whose files are open for somebody else than the window."""

    async def open(
        self, account: AccountId, user_id: str, organization_id: str, company_id: str
    ) -> CopyStanding:
        """Have this company kept in its file, and say how it stands. Safe to call again at any time.

        Called again it tries once more where something was in the way: a full disk that has room by now
        takes new rows, a file that turned out to be damaged is set aside and begun anew. Files of another
        account are closed first: nobody reads what another one kept.
        """
        self._lent.discard(company_id)
        return await self._open(account, user_id, organization_id, company_id)

    async def _open(
        self, account: AccountId, user_id: str, organization_id: str, company_id: str
    ) -> CopyStanding:
        if self._folder is None:
            return self._stands(company_id, _IN_MEMORY)
        key = await self._key(account)
        if key is None:
            self._let_go(company_id)
            return self._stands(company_id, CopyStanding(CopyPlace.IN_MEMORY, CopyTrouble.NO_KEYRING))
        return self._open_with(key, self._folder, account, (user_id, organization_id, company_id))

    def open_now(
        self, account: AccountId, user_id: str, organization_id: str, company_id: str, secret: str | None
    ) -> CopyStanding | None:
        """The same as `open` with what the keyring holds under `copy_note`; None where that is no key: `open` then
        makes one."""
        key = key_of_text(secret)
        if self._folder is None or key is None:
            return None
        self._keys[account] = key
        return self._open_with(key, self._folder, account, (user_id, organization_id, company_id))

    def _open_with(
        self, key: bytes, folder: Path, account: AccountId, whom: tuple[str, str, str]
    ) -> CopyStanding:
        """`whom`: the ids of person, organisation and company."""
        company_id = whom[-1]
        try:
            shelf = self._shelf(folder, account)
            whose = self._name(folder, *whom)
            return self._stands(company_id, self._put_up(company_id, shelf, whose, key))
        except OSError as error:
            self._let_go(company_id)
            trouble = trouble_of(error)
            return self._stands(company_id, CopyStanding(CopyPlace.IN_MEMORY, trouble))

    async def keep_in_memory(self, owner: CopyOwner, company_id: str) -> CopyStanding:
        """Have nothing of this company on the disk: its file, if there is one, is removed."""
        self._let_go(company_id)
        try:
            for each in self._all_of(owner, company_id):
                each.unlink(missing_ok=True)
        except OSError as error:
            log.info("a local copy could not be removed: %s", type(error).__name__)
        return self._stands(company_id, _IN_MEMORY)

    async def sizes(self, owner: CopyOwner, company_ids: Iterable[str]) -> Mapping[str, int]:
        """Bytes that each of these companies takes on the disk."""
        return {each: _bytes(self._all_of(owner, each)) for each in company_ids}

    async def taken(self, owner: CopyOwner) -> int:
        """Bytes that all copies of this account take on the disk."""
        shelf = self._shelf_of(owner)
        return 0 if shelf is None else _bytes(shelf.iterdir())

    def is_on_disk(self, company_id: str) -> bool:
        """Whether the company is kept in a file that is open now."""
        return company_id in self._files

    async def open_more(self, owner: CopyOwner, company_ids: Iterable[str]) -> tuple[str, ...]:
        """Open the files of those of these companies that have one and are not open; which ones that were."""
        opened = []
        for each in company_ids:
            if each not in self._files and self._all_of(owner, each):
                self._lent.add(each)
                standing = await self._open(owner.account, owner.user_id, owner.organization_id, each)
                opened += [each] if standing.place is CopyPlace.ON_DISK else []
        return tuple(opened)

    async def let_go(self, company_ids: Iterable[str]) -> None:
        """Close files that `open_more` opened, except of companies that were opened otherwise meanwhile."""
        for each in company_ids:
            if each in self._lent:
                self._lent.discard(each)
                self._let_go(each)

    async def remove_set_aside(self, owner: CopyOwner) -> None:
        """Remove damaged files that were set aside."""
        shelf = self._shelf_of(owner)
        if shelf is None:
            return
        try:
            for each in shelf.glob(f"*{_ASIDE}"):
                each.unlink(missing_ok=True)
        except OSError as error:
            log.info("a damaged local copy could not be removed: %s", type(error).__name__)

    async def standing(self, company_id: str) -> CopyStanding:
        """How the company is kept now, what was noticed since it was opened included."""
        standing = self._standings.get(company_id, _IN_MEMORY)
        if standing.place is CopyPlace.ON_DISK:
            trouble = self._library.database_of(company_id).health.trouble
            return CopyStanding(CopyPlace.ON_DISK, trouble) if trouble is not None else standing
        return standing

    async def close(self) -> None:
        """Let go of every file: somebody else signs in, or nobody."""
        for company_id in tuple(self._files):
            self._let_go(company_id)
        self._keys.clear()
        self._standings.clear()
        self._lent.clear()

    async def wipe(self, account: AccountId) -> bool:
        """Remove all files of this account and their key; whether nothing is left.

        Without the key nobody can read a file that could not be removed.
        """
        self._keys.pop(account, None)
        is_forgotten = await self._vault.forget_note(copy_note(account))
        if self._folder is None or not self._folder.is_dir():
            return True
        try:
            shelf = self._shelf(self._folder, account)
            for company_id, file in tuple(self._files.items()):
                if file.parent == shelf:
                    self._let_go(company_id)
            for each in sorted(shelf.iterdir()) if shelf.is_dir() else ():
                each.unlink(missing_ok=True)
            if shelf.is_dir():
                shelf.rmdir()
        except OSError as error:
            log.info("a local copy could not be removed: %s", type(error).__name__)
            return False
        return is_forgotten

    async def size(self) -> int:
        """Bytes that all local copies of this computer's person take on the disk."""
        if self._folder is None or not self._folder.is_dir():
            return 0
        return sum(each.stat().st_size for each in self._folder.rglob("*") if each.is_file())

    # -------------------------------------------------------------------------------------- inside

    def _stands(self, company_id: str, standing: CopyStanding) -> CopyStanding:
        self._standings[company_id] = standing
        return standing

    def _put_up(self, company_id: str, shelf: Path, whose: str, key: bytes) -> CopyStanding:
        mark = mark_of(key)
        begin = f"{whose}-{mark}-"
        at_hand = self._files.get(company_id)
        if at_hand is not None and at_hand.parent == shelf and at_hand.name.startswith(begin):
            health = self._library.database_of(company_id).health
            if health.trouble is not CopyTrouble.DAMAGED:
                health.recover()
                return self._standings[company_id]
            return self._rebuild(company_id, at_hand, key)
        for other, file in tuple(self._files.items()):
            if other == company_id or file.parent != shelf:
                self._let_go(other)
        files = _files_of(shelf, whose)
        mine = [file for file in files if file.name.startswith(begin)]
        file = mine[-1] if mine else shelf / f"{begin}1{_SUFFIX}"
        database = Database.open(file, key)
        if database is CopyTrouble.DAMAGED:
            return self._rebuild(company_id, file, key)
        if not isinstance(database, Database):
            log.info("a local copy cannot be used: %s", database.name)
            return CopyStanding(CopyPlace.IN_MEMORY, database)
        self._keep_there(company_id, file, database)
        return CopyStanding(CopyPlace.ON_DISK, CopyTrouble.WRONG_KEY) if files and not mine else _ON_DISK

    def _rebuild(self, company_id: str, damaged: Path, key: bytes) -> CopyStanding:
        """Set the damaged file aside and begin a new one under another name.

        Never under the same: a reader that still has the old one open would, when it lets go of it, take away
        the new one's log of unwritten pages.
        """
        log.info("a local copy is damaged and set aside")
        self._let_go(company_id)
        begin, number = damaged.stem.rsplit("-", 1)
        for earlier in damaged.parent.glob(f"{begin}-*{_ASIDE}"):
            earlier.unlink(missing_ok=True)
        file = damaged.with_name(f"{begin}-{int(number) + 1}{_SUFFIX}")
        database = Database.open(file, key)
        if not isinstance(database, Database):
            return CopyStanding(CopyPlace.IN_MEMORY, database)
        try:
            damaged.rename(damaged.with_name(damaged.name + _ASIDE))
        except OSError:
            log.info("the damaged local copy could not be renamed")  # the higher number counts all the same
        self._keep_there(company_id, file, database)
        return CopyStanding(CopyPlace.ON_DISK, CopyTrouble.DAMAGED)

    def _keep_there(self, company_id: str, file: Path, database: Database) -> None:
        self._library.put_up(company_id, database)
        self._files[company_id] = file

    def _let_go(self, company_id: str) -> None:
        self._library.let_go(company_id)
        self._files.pop(company_id, None)
        self._standings.pop(company_id, None)

    async def _key(self, account: AccountId) -> bytes | None:
        """The account's key, made and kept where there is none yet; None where there is no place for it."""
        if account in self._keys:
            return self._keys[account]
        name = copy_note(account)
        key = key_of_text(await self._vault.find_note(name))
        if key is None:
            try:
                async with self._vault.turn(account):
                    key = await self._new_key(name)
            except TimeoutError:
                return None
        if key is not None:
            self._keys[account] = key
        return key

    async def _new_key(self, name: str) -> bytes | None:
        key = key_of_text(await self._vault.find_note(name))  # another program may just have made it
        if key is not None:
            return key
        # A keyring that is locked or slow also finds nothing: a new key would lock the old one's files for good.
        if not await self._vault.has_no_note(name):
            return None
        key = secrets.token_bytes(KEY_BYTES)
        return key if await self._vault.keep_note(name, key.hex()) else None

    def _shelf_of(self, owner: CopyOwner) -> Path | None:
        """Where the account's files lie, None where there are none."""
        if self._folder is None or not self._folder.is_dir():
            return None
        shelf = self._shelf(self._folder, owner.account)
        return shelf if shelf.is_dir() else None

    def _all_of(self, owner: CopyOwner, company_id: str) -> list[Path]:
        """Every file of this company, those of other keys and those set aside included."""
        shelf = self._shelf_of(owner)
        if self._folder is None or shelf is None:
            return []
        whose = self._name(self._folder, owner.user_id, owner.organization_id, company_id)
        return sorted(shelf.glob(f"{whose}-*"))

    def _shelf(self, folder: Path, account: AccountId) -> Path:
        return folder / self._name(folder, account.server.url, account.email)

    def _name(self, folder: Path, *parts: str) -> str:
        told = "\n".join(parts).encode()
        return hashlib.blake2b(told, digest_size=10, key=_salt(folder)).hexdigest()


def _bytes(files: Iterable[Path]) -> int:
    """How much these files take; one that vanishes meanwhile takes nothing."""
    taken = 0
    for each in files:
        try:
            taken += each.stat().st_size
        except OSError:
            continue
    return taken


def _files_of(shelf: Path, whose: str) -> list[Path]:
    """All files of one company under whichever key, the one begun last at the end."""
    found = []
    for each in shelf.glob(f"{whose}-*{_SUFFIX}"):
        name = _FILE.fullmatch(each.name)
        if name is not None:
            found.append((int(name["number"]), each.name, each))
    return [each for *_, each in sorted(found)]


def _salt(folder: Path) -> bytes:
    """What makes the names of files mean nothing elsewhere; random, made once for the folder."""
    file = folder / _SALT_FILE
    try:
        known = file.read_bytes()
    except FileNotFoundError:
        known = b""
    if len(known) == _SALT_BYTES:
        return known
    missing = [each for each in (folder, *folder.parents) if not each.exists()]
    for each in reversed(missing):
        each.mkdir(mode=0o700, exist_ok=True)
    salt = secrets.token_bytes(_SALT_BYTES)
    draft = folder / f"{_SALT_FILE}.{secrets.token_hex(4)}"
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as opened:
        opened.write(salt)
    try:
        os.link(draft, file)  # only one of two programs that begin together makes it
    except FileExistsError:
        salt = file.read_bytes()
        if len(salt) != _SALT_BYTES:
            draft.replace(file)
            return file.read_bytes()
    except OSError:  # a file system without links
        draft.replace(file)
        return salt
    draft.unlink()
    return salt


def copy_note(account: AccountId) -> str:
    """The name under which the keyring holds the key of an account's copies."""
    return f"local copy of {account.email} @ {account.server.url}"
