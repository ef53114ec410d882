"""The acts of this person: one at a time on an invoice, each step written down before the next one is taken."""

from __future__ import annotations

import hashlib
import logging
import secrets
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from storno_desktop.domain.act import Intent, Settlement, Standing
from storno_desktop.domain.act_record import (
    ActRecord,
    Fields,
    told_answer,
    told_problem,
    told_sent,
    told_settlement,
    told_ticked,
    told_verified,
)
from storno_desktop.domain.finding import Assessment
from storno_desktop.domain.invoice import Invoice
from storno_desktop.domain.invoice_summary import InvoiceId
from storno_desktop.domain.journal_row import OPEN, ActState, JournalRow
from storno_desktop.domain.problem import Problem
from storno_desktop.service.act_bar import ActBar
from storno_desktop.service.journal_book import JournalBook, JournalStanding

if TYPE_CHECKING:
    from filelock import FileLock

log = logging.getLogger(__name__)


class OpenActs:
    """Keeps an invoice from being acted upon twice, in this program and in others; owned by the I/O thread.

    An invoice is taken from before its last reading until its act has ended one way or another: what somebody read
    before another act cannot lead to a second one. `turns` is the folder in which the programs of this person take
    turns, None for a program alone; a program that dies gives its turn back. What is open stands in the journal,
    and outlives the program.
    """

    def __init__(
        self,
        book: JournalBook,
        clock: Callable[[], datetime],
        turns: Path | None = None,
        bar: ActBar | None = None,
    ) -> None:
        self.bar = bar or ActBar()
        self._book = book
        self._clock = clock
        self._turns = turns
        self._taken: set[tuple[str, InvoiceId]] = set()
        self._locks: dict[str, FileLock] = {}
        self._has_looked = False

    @property
    def book(self) -> JournalBook:
        """The journal."""
        return self._book

    async def ready(self, *, tries_again: bool = False) -> JournalStanding:
        """Open the journal if nobody has, and see once what a program that died has left behind.

        With `tries_again` also where it could not be opened before.
        """
        standing = self._book.standing
        if standing is JournalStanding.CLOSED or (tries_again and self._book.journal is None):
            standing = await self._book.open()
        if standing is JournalStanding.OPEN and not self._has_looked:
            self._has_looked = True
            self._look_through()
        return standing

    @contextmanager
    def taking(self, server: str, invoice_id: InvoiceId) -> Iterator[bool]:
        """Hold the invoice of this server (its address) for one act; False if another one holds it."""
        whose = (server, invoice_id)
        if whose in self._taken:
            yield False
            return
        lock = None if self._turns is None else self._lock(self._turns, server, invoice_id)
        if lock is not None and not _acquired(lock):
            yield False
            return
        self._taken.add(whose)
        try:
            yield True
        finally:
            self._taken.discard(whose)
            if lock is not None:
                lock.release()

    # -------------------------------------------------------------------------------------- the steps

    def prepare(self, fields: Fields) -> str | JournalStanding:
        """A person decided: the act begins. Its name, or why it cannot be written down."""
        act = secrets.token_hex(8)
        written = self._add(act, ActState.PREPARED, fields)
        return act if written is None else written

    def abandon(self, act: str, why: str, more: Mapping[str, object] | None = None) -> None:
        """It is given up before anything was sent; `why` is one word."""
        self._add(act, ActState.ABANDONED, {"why": why, **(more or {})})

    def begin(
        self, intent: Intent, request: Mapping[str, object], checked: Assessment
    ) -> JournalStanding | None:
        """From here on the outcome counts as open; None once that is on the disk, else nothing may be sent."""
        return self._add(intent.act, ActState.SENT, told_sent(intent, request, checked))

    def confirm(self, intent: Intent, status: str, made: Invoice | None = None) -> None:
        """The server's answer says that it is done: what it was done to has this status, `made` is a new storno."""
        self._add(intent.act, ActState.CONFIRMED, told_answer(status, made))

    def refuse(self, intent: Intent, problem: Problem) -> None:
        """The server said no, or the request provably never left."""
        self._add(intent.act, ActState.REFUSED, told_problem(problem))

    def lose(self, intent: Intent, problem: Problem | None) -> None:
        """The answer was lost."""
        self._add(intent.act, ActState.UNKNOWN, told_problem(problem))

    def settle(self, intent: Intent, settlement: Settlement) -> None:
        """Reading back has shown what became of it; does nothing while that is not known for good."""
        if not settlement.ends_the_act:
            return
        state = _ENDS.get(settlement.standing, ActState.NOT_DONE)
        told = {**told_settlement(settlement), **told_problem(settlement.problem)}
        self._add(intent.act, state, told)

    def note_verified(self, act: str, found: Assessment) -> JournalStanding | None:
        """The invoice was read again after the act; None once that is written down."""
        return self._add(act, ActState.NOTED, told_verified(found))

    def note_ticked(self, act: str, task: str, by: str, *, done: bool) -> JournalStanding | None:
        """Somebody ticked what is to be done afterwards, or took it back; None once that is written down."""
        return self._add(act, ActState.NOTED, told_ticked(task, by, done=done))

    # -------------------------------------------------------------------------------------- what is open

    def unsettled(self, server: str, invoice_id: InvoiceId, own: str = "") -> Intent | None:
        """The act on this invoice of this server whose outcome is not known, if there is one.

        Only for whoever has taken the invoice: then nobody is just sending it. An act whose program died between
        sending and hearing becomes one whose answer was lost. `own` is the act that was just prepared here.
        """
        for record in self._unfinished(server, invoice_id):
            if record.act != own:
                intent = self._left_open(record)
                if intent is not None:
                    return intent
        return None

    def under_way(self, server: str, invoice_id: InvoiceId) -> Intent | None:
        """The same while somebody else holds the invoice: an act that was sent, whether its answer may still come."""
        for record in self._unfinished(server, invoice_id):
            if record.state in OPEN:
                return record.intent
        return None

    def all_unsettled(self, server: str) -> tuple[ActRecord, ...]:
        """The acts at this server whose outcome is not known, oldest first."""
        journal = self._book.journal
        if journal is None:
            return ()
        found = (each for each in journal.unfinished() if each.author.server == server)
        return tuple(each for each in found if each.state in OPEN)

    # -------------------------------------------------------------------------------------- inside

    def _unfinished(self, server: str, invoice_id: InvoiceId) -> list[ActRecord]:
        journal = self._book.journal
        found = () if journal is None else journal.unfinished_of(str(invoice_id))
        return [record for record in found if record.author.server == server]

    def _look_through(self) -> None:
        """What a program that died had only prepared is given up, what it had sent is open."""
        journal = self._book.journal
        for record in journal.unfinished() if journal is not None else ():
            with self.taking(record.author.server, record.invoice_id) as free:
                if free:
                    self._left_open(record)

    def _left_open(self, record: ActRecord) -> Intent | None:
        """An unfinished act that nobody is carrying out: what it comes to; its intent if its outcome is open."""
        if record.state is ActState.PREPARED:
            self.abandon(record.act, "program_ended")
            return None
        if record.state is ActState.SENT:
            self._add(record.act, ActState.UNKNOWN, {"why": "program_ended"})
        return record.intent

    def _add(self, act: str, state: ActState, fields: Mapping[str, object]) -> JournalStanding | None:
        told = {"at": self._clock().isoformat(), **fields}
        written = self._book.add(act, state, told)
        if isinstance(written, JournalRow):
            return None
        if isinstance(written, JournalStanding):
            log.warning("a step could not be written down: %s, %s", state.name, written.name)
            return written
        # Another program has settled it meanwhile, by the same evidence.
        log.info("a step was not the next one: %s", state.name)
        return JournalStanding.BUSY

    def _lock(self, turns: Path, server: str, invoice_id: InvoiceId) -> FileLock:
        from filelock import FileLock

        # So few names that the files stay few; invoices of one name share a lock, which counts its holders.
        name = hashlib.sha256(f"{invoice_id} @ {server}".encode()).hexdigest()[:3]
        if name not in self._locks:
            self._locks[name] = FileLock(turns / f"act-{name}.lock", blocking=False)
        return self._locks[name]


_ENDS: Mapping[Standing, ActState] = {
    Standing.DONE: ActState.CONFIRMED,
    Standing.DONE_AND_UNDONE: ActState.CONFIRMED,
    Standing.GONE: ActState.GONE,
}
"""Which step ends an act that was read back; for every other standing that ends one it is NOT_DONE."""


def _acquired(lock: FileLock) -> bool:
    from filelock import Timeout

    try:
        Path(lock.lock_file).parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        lock.acquire(blocking=False)
    except Timeout:
        return False
    except OSError as error:
        # Without a lock two programs could send the same act.
        log.warning("an invoice could not be taken: %s", type(error).__name__)
        return False
    return True
