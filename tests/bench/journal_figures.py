"""Measures looking through a long journal beside hashing the same rows from memory, whole and tampered with.

python -m tests.bench.journal_figures [rows]
"""

from __future__ import annotations

import gc
import hashlib
import json
import secrets
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

import apsw
from PySide6.QtWidgets import QApplication

from storno_desktop.domain.act import ActKind
from storno_desktop.domain.journal_row import NO_SEAL, Anchor, FaultyRow, JournalFault, seal_of
from storno_desktop.store.database import KEY_BYTES, Database
from storno_desktop.store.journal import JOURNAL, fault_of
from tests.contract.service_desk import Deed, open_desk

ROWS, QUICK_ROWS = 100_000, 30_000
TRIES = 9

Rows = list[tuple[int, bytes, str]]


@dataclass(frozen=True)
class JournalFigures:
    """`journal_verify_ms` is the fastest of some whole readings of a journal on disk, each through a connection of
    its own; `journal_hash_ms` that of a plain loop which seals the same rows from memory; `journal_verify_ratio` the
    one divided by the other. `journal_rows` rows tell `journal_mb` MiB. `journal_tampered_ratio` is the slowest of
    the readings of a journal with a changed, removed, exchanged or cut-off part, each named, by the same floor.
    """

    journal_rows: int
    journal_mb: float
    journal_verify_ms: float
    journal_hash_ms: float
    journal_verify_ratio: float
    journal_tampered_ratio: float


def measure(count: int) -> JournalFigures:
    """Write so many rows as acts write them, and look through them by turns; raises for a part that is not named."""
    rows = rows_like(_told_by_acts(), count)
    key = secrets.token_bytes(KEY_BYTES)
    with TemporaryDirectory() as folder:
        file = Path(folder) / "long.journal"
        write(file, key, rows)
        head = Anchor(count, rows[-1][2])
        hashed, verified = [], []
        for _ in range(TRIES):
            hashed.append(_timed_hashing(rows))
            verified.append(_timed_reading(file, key, head, None))
        floor = min(hashed)
        tampered = max(
            min(_timed_reading(file, key, head, named) for _ in range(TRIES))
            for named in tampered_with(file, key, count)
        )
    return JournalFigures(
        journal_rows=count,
        journal_mb=sum(len(told) for _, told, _ in rows) / 2**20,
        journal_verify_ms=min(verified) * 1e3,
        journal_hash_ms=floor * 1e3,
        journal_verify_ratio=min(verified) / floor,
        journal_tampered_ratio=tampered / floor,
    )


def rows_like(pattern: list[str], count: int) -> Rows:
    """So many sealed rows that tell the same as these do, each three of an act of its own."""
    rows: Rows = []
    seal = NO_SEAL
    act = json.loads(pattern[0])["act"]
    for number in range(1, count + 1):
        step = pattern[(number - 1) % len(pattern)]
        told = step.replace(act, f"{(number - 1) // len(pattern):016x}").encode()
        seal = seal_of(seal, number, told)
        rows.append((number, told, seal))
    return rows


def write(file: Path, key: bytes, rows: Rows) -> None:
    """All of them at one stroke: written one after the other, each would wait for the disk."""
    database = Database(file, key, JOURNAL)
    with database.writer.transaction():
        database.writer.run_many(
            "INSERT INTO row (number, told, seal) VALUES (?, ?, ?)",
            [(number, told.decode(), seal) for number, told, seal in rows],
        )
    database.close()


def tampered_with(file: Path, key: bytes, count: int) -> Iterator[FaultyRow]:
    """What somebody with the key could do, one after the other; what should be named each time."""
    place = count * 2 // 3
    with _tampering(file, key) as connection:
        kept = list(
            connection.execute(
                "SELECT number, told, seal FROM row WHERE number >= ? ORDER BY number", (place,)
            )
        )

        def put(*rows: tuple[object, ...]) -> None:
            connection.executemany("INSERT OR REPLACE INTO row (number, told, seal) VALUES (?, ?, ?)", rows)

        def named(fault: JournalFault) -> FaultyRow:
            connection.execute("PRAGMA wal_checkpoint(truncate)")  # as it lies when somebody has tampered
            return FaultyRow(place, fault)

        first, second = kept[:2]
        put((place, str(first[1]).replace("2", "3", 1), first[2]))
        yield named(JournalFault.CHANGED)
        put((place, *second[1:]), (place + 1, *first[1:]))
        yield named(JournalFault.CHANGED)
        put(first, second)
        connection.execute("DELETE FROM row WHERE number = ?", (place,))
        yield named(JournalFault.MISSING)
        connection.execute("DELETE FROM row WHERE number >= ?", (place,))
        yield named(JournalFault.CUT_OFF)


@contextmanager
def _tampering(file: Path, key: bytes) -> Iterator[apsw.Connection]:
    connection = apsw.Connection(str(file))
    try:
        connection.pragma("cipher", "chacha20")
        connection.pragma("key", f"raw:{key.hex()}")
        connection.execute("DROP TRIGGER row_is_never_changed; DROP TRIGGER row_is_never_removed")
        yield connection
    finally:
        connection.close()


def _timed_hashing(rows: Rows) -> float:
    gc.collect()
    begun = perf_counter()
    before = NO_SEAL
    for number, told, seal in rows:
        if hashlib.sha256(b"%s %d %s" % (before.encode(), number, told)).hexdigest() != seal:
            raise RuntimeError(f"row {number} was sealed wrongly")
        before = seal
    return perf_counter() - begun


def _timed_reading(file: Path, key: bytes, head: Anchor, named: FaultyRow | None) -> float:
    """As the Verify button reads, with a connection of its own."""
    database = Database(file, key, JOURNAL)
    gc.collect()
    begun = perf_counter()
    connection = database.reader()
    found = fault_of(connection, head)
    connection.close()
    taken = perf_counter() - begun
    database.close()
    if found != named:
        raise RuntimeError(f"named {found} instead of {named}")
    return taken


def _told_by_acts() -> list[str]:
    """What the three steps of a real cancellation tell."""
    with open_desk() as desk:
        desk.sign_in()
        Deed(desk, ActKind.CANCEL).carry_out()

        async def read() -> list[str]:
            journal = desk.house.services.journal.journal
            return [] if journal is None else [row.told for row in journal.rows()]

        return desk.do(read())


if __name__ == "__main__":
    application = QApplication(["bench", "-platform", "offscreen"])
    figures = measure(int(sys.argv[1]) if len(sys.argv) > 1 else ROWS)
    sys.stdout.write(json.dumps({name: round(value, 3) for name, value in asdict(figures).items()}) + "\n")
