"""Where the invoices of a company are kept on this computer, and what stands in the way of that."""

from dataclasses import dataclass
from enum import Enum, auto
from typing import Final

MONTHS_LISTED: Final = (0, 12, 24, 60)
"""The choices of how many months back the list goes; 0 is all of them."""
MEGABYTES: Final = (200, 500, 1_000, 2_000, 0)
"""The choices of how much an account's copies may take on the disk, in millions of bytes; 0 is without a limit."""


class CopyPlace(Enum):
    """Where the local copy of a company lives."""

    ON_DISK = auto()
    """In an encrypted file: it is there again at the next start."""
    IN_MEMORY = auto()
    """In this run's memory alone: it ends with the program."""


class CopyTrouble(Enum):
    """What stands in the way of keeping a copy on disk."""

    NO_KEYRING = auto()
    """No safe place for the key (none, locked, silent, or one that writes plain files)."""
    WRONG_KEY = auto()
    """The file was made with another key than the keyring holds now, so nobody can read it any more."""
    DAMAGED = auto()
    """What stands in the file cannot be read, although the key is the right one."""
    NEWER_SCHEMA = auto()
    """A later version of this program made the file; it is not touched."""
    FULL = auto()
    """The disk, or this person's share of it, is full."""
    NOT_WRITABLE = auto()
    """The folder or the file may not be written."""
    BUSY = auto()
    """Another program held the file for too long."""
    DISK = auto()
    """The disk failed in another way."""


@dataclass(frozen=True, slots=True)
class CopyStanding:
    """How a company is kept now.

    Without `trouble` all is well, or memory was what was asked for. ON_DISK with WRONG_KEY or DAMAGED: an
    earlier file was left aside and a new one was begun, which the server fills. ON_DISK with FULL,
    NOT_WRITABLE, BUSY or DISK: what is there can be read, and nothing new is kept until the copy is
    opened again. IN_MEMORY with a trouble: that is why.
    """

    place: CopyPlace
    trouble: CopyTrouble | None = None


BEGUN_ANEW: Final = frozenset({CopyTrouble.WRONG_KEY, CopyTrouble.DAMAGED})
"""With these troubles a copy on disk holds nothing of what was read in earlier runs."""
