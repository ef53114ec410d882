"""One row of the journal: a step of an act, sealed together with everything before it."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import Enum, auto
from typing import Any

NO_SEAL = "0" * 64
"""What stands in the place of an earlier seal before the first row."""

FORMAT = 1
"""The version of what rows tell; a row says it, so that a later program can read an older one's."""


class ActState(Enum):
    """How far an act has come; the values stand in the rows (decisions 4)."""

    PREPARED = "prepared"
    """Decided by a person; nothing was sent."""
    ABANDONED = "abandoned"
    """Given up before anything was sent."""
    SENT = "sent"
    """On its way: from here on the server may have done it."""
    CONFIRMED = "confirmed"
    REFUSED = "refused"
    """The server said no, or the request provably never left."""
    UNKNOWN = "unknown"
    """The answer was lost."""
    NOT_DONE = "not_done"
    """Read back: it did not happen, or somebody else did it."""
    GONE = "gone"
    """Read back: the invoice is not there any more, and nothing tells whether it happened."""
    NOTED = "noted"
    """What was found or done after it was confirmed; how the act ended stays as it is."""


NEXT: Mapping[ActState | None, frozenset[ActState]] = {
    None: frozenset({ActState.PREPARED}),
    ActState.PREPARED: frozenset({ActState.SENT, ActState.ABANDONED}),
    ActState.SENT: frozenset({ActState.CONFIRMED, ActState.REFUSED, ActState.UNKNOWN}),
    ActState.UNKNOWN: frozenset({ActState.CONFIRMED, ActState.NOT_DONE, ActState.GONE}),
    ActState.ABANDONED: frozenset(),
    ActState.CONFIRMED: frozenset({ActState.NOTED}),
    ActState.REFUSED: frozenset(),
    ActState.NOT_DONE: frozenset(),
    ActState.GONE: frozenset(),
    ActState.NOTED: frozenset({ActState.NOTED}),
}
"""Which step may follow which; None is before the first."""

OPEN = frozenset({ActState.SENT, ActState.UNKNOWN})
"""The server may have acted and nobody knows: the invoice is locked."""

UNFINISHED = frozenset({ActState.PREPARED, *OPEN})
"""The act has come to no end."""


@dataclass(frozen=True, slots=True)
class JournalRow:
    """`number` counts from 1 without gaps; `told` is what the row tells, as JSON text; `seal` see `seal_of`."""

    number: int
    told: str
    seal: str

    @property
    def fields(self) -> dict[str, Any]:
        """What the row tells, by name."""
        found = json.loads(self.told)
        return found if isinstance(found, dict) else {}

    @property
    def act(self) -> str:
        """Which act this is a step of."""
        return str(self.fields.get("act", ""))

    @property
    def state(self) -> ActState:
        """The step. Raises ValueError for one that no version so far writes."""
        return ActState(self.fields.get("state"))


def told_of(act: str, state: ActState, fields: Mapping[str, object]) -> str:
    """What a row tells, as text; the same fields give the same text."""
    row = {"format": FORMAT, "act": act, "state": state.value, **fields}
    return json.dumps(row, ensure_ascii=False, separators=(",", ":"))


def seal_of(before: str, number: int, told: bytes) -> str:
    """SHA-256, in hex, over the seal of the row before, this row's number and what it tells (UTF-8)."""
    return hashlib.sha256(b"%s %d %s" % (before.encode(), number, told)).hexdigest()


@dataclass(frozen=True, slots=True)
class Anchor:
    """A row as it was known outside the journal: so many rows there were, and the last one had this seal."""

    number: int = 0
    seal: str = NO_SEAL

    @property
    def text(self) -> str:
        """As it is kept in the keyring."""
        return f"{self.number} {self.seal}"

    @classmethod
    def parse(cls, text: str) -> "Anchor | None":
        """The other way round; None for anything else."""
        number, _, seal = text.partition(" ")
        return cls(int(number), seal) if number.isdecimal() and len(seal) == len(NO_SEAL) else None


class JournalFault(Enum):
    """What is wrong with a journal."""

    CHANGED = auto()
    """What the row tells is not what was sealed: it was changed, or stands in another's place."""
    MISSING = auto()
    """There is no row of this number, though there are later ones."""
    CUT_OFF = auto()
    """Rows from this number on are gone: the keyring knows of more."""
    OTHER_PAST = auto()
    """All rows fit each other, but not what the keyring knows: the file is another one, or an older copy that
    was written on."""
    UNREADABLE = auto()
    """The file itself is damaged from about this row on."""


@dataclass(frozen=True, slots=True)
class FaultyRow:
    """The first row at which a journal is not what it was."""

    number: int
    fault: JournalFault


def first_fault(rows: Iterable[tuple[int, bytes, str]], anchor: Anchor | None = None) -> FaultyRow | None:
    """The first bad one of these rows (number, what it tells as UTF-8, seal), in the order in which they lie.

    None where all of them are as they were sealed and the anchor, if there is one, is among them.
    """
    return looked_through(rows, anchor)[0]


def looked_through(
    rows: Iterable[tuple[int, bytes, str]], anchor: Anchor | None = None
) -> tuple[FaultyRow | None, int]:
    """See `first_fault`; and how many good rows come first."""
    seal, expected = NO_SEAL, 1
    known, known_seal = (anchor.number, anchor.seal) if anchor is not None else (0, NO_SEAL)
    sha256 = hashlib.sha256  # a tight loop: a journal is gone through whole
    for number, told, said in rows:
        if number != expected:
            return FaultyRow(expected, JournalFault.MISSING), expected - 1
        if sha256(b"%s %d %s" % (seal.encode(), number, told)).hexdigest() != said:
            return FaultyRow(number, JournalFault.CHANGED), expected - 1
        if number == known and said != known_seal:
            return FaultyRow(number, JournalFault.OTHER_PAST), expected - 1
        seal = said
        expected += 1
    return FaultyRow(expected, JournalFault.CUT_OFF) if expected <= known else None, expected - 1
