"""Killed at any moment of filling the local copy, the program finds it whole, goes on, and ends with what the server has."""

from __future__ import annotations

import asyncio
import os
import random
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from starlette.types import Message, Receive, Scope, Send

from storno_desktop.domain.invoice_summary import InvoiceId, InvoiceSummary
from storno_desktop.domain.listview import ListView
from storno_desktop.domain.local_copy import CopyPlace, CopyStanding
from storno_desktop.sandbox.listen import SandboxServer
from storno_desktop.service.local_copy import LocalCopy
from storno_desktop.store.library import Library
from storno_desktop.store.reader import InvoiceReader
from storno_desktop.vault.secret_vault import SecretVault
from tests.contract.service_desk import ServiceDesk, open_desk
from tests.contract.test_sync_cost import PATH, refresh, with_the_largest_company
from tests.file_ring import FileRing
from tests.memory_ring import installed

ROOT = Path(__file__).parents[2]
EMAIL = "patron@demo.example"
INVOICES = 1_500
KILLED = -9 if os.name == "posix" else 1
"""The return code of a program that was killed."""
MOST_LINES = 7
"""Lines after which a kill follows at the latest: "in", "open" and some steps."""

Rows = dict[InvoiceId, InvoiceSummary]


@dataclass(frozen=True)
class Moment:
    """When a program is killed: once it has said so many lines, the server has then answered so many further
    bytes, and this process has counted so far. No clock is asked."""

    lines: int
    answered: int
    counted: int

    @classmethod
    def any(cls, chance: random.Random, whole: int) -> Moment:
        """A random one; `whole` is how many bytes the server answers during a fill."""
        answered = chance.choice((0, chance.randrange(whole // 5), chance.randrange(whole // 5)))
        return cls(chance.randrange(1, MOST_LINES), answered, chance.randrange(300_000))


class Fuse:
    """Kills a program when the server has answered enough; `answered` counts the bytes of all answers."""

    def __init__(self, server: SandboxServer) -> None:
        self.answered = 0
        self._victim: subprocess.Popen[str] | None = None
        self._end = self._counted = 0
        self._road = server.sandbox._road
        setattr(server.sandbox, "_road", self._counting)  # noqa: B010  an assignment would not pass the type checker

    def light(self, victim: subprocess.Popen[str], moment: Moment) -> None:
        """From now on the bytes count."""
        self._end, self._counted = self.answered + moment.answered, moment.counted
        if moment.answered:
            self._victim = victim
        else:
            self._kill(victim)

    def _kill(self, victim: subprocess.Popen[str]) -> None:
        for _ in range(self._counted):  # into the middle of what follows the answer
            pass
        victim.kill()

    async def _counting(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def told(message: Message) -> None:
            await send(message)
            self.answered += len(message.get("body", b""))
            victim = self._victim
            if victim is not None and self.answered >= self._end:
                self._victim = None
                self._kill(victim)

        await self._road(scope, receive, told)


@dataclass
class Start:
    """What became of one start of the program."""

    lines: list[str] = field(default_factory=list)
    requests: int = 0
    """Lists that it asked the server for."""

    @property
    def is_through(self) -> bool:
        """Whether it came to its end."""
        return "through" in self.lines

    @property
    def received(self) -> int:
        """How many invoices it has said that the copy holds."""
        return max((int(line) for line in self.lines if line.isdigit()), default=0)


class Office:
    """A server with the list of one company, and programs that fill copies from it."""

    def __init__(self, desk: ServiceDesk) -> None:
        self._desk = desk
        with_the_largest_company(desk)
        assert desk.session is not None
        self._session, self._company = desk.session, desk.company
        self.books: Rows = desk.at_server(desk.company)
        self._fuse = Fuse(desk.server)
        self.requests_of_a_fill = refresh(desk)
        """Lists that are asked for where there is nothing yet."""
        self.bytes_of_a_fill = self._fuse.answered

    def start(self, folder: Path, moment: Moment | None = None) -> Start:
        """One start, to the end or until it is killed."""
        server, before = self._desk.server, self._desk.count("GET", PATH)
        password = next(str(each["password"]) for each in server.accounts if each["email"] == EMAIL)
        words = [sys.executable, "-m", "tests.contract.sync_script", server.url, EMAIL, password]
        program = subprocess.Popen(
            [*words, self._company.id, str(folder)],
            cwd=ROOT,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            stdout=subprocess.PIPE,
            text=True,
        )
        came = Start()
        with program:
            assert program.stdout is not None
            try:
                for line in program.stdout:
                    came.lines += [line.strip()] if line.endswith("\n") else []
                    if moment is not None and len(came.lines) == moment.lines:
                        self._fuse.light(program, moment)
            except BaseException:
                program.kill()
                raise
        assert program.returncode == 0 or (moment is not None and program.returncode == KILLED), came
        assert program.returncode == KILLED or came.is_through
        came.requests = self._desk.count("GET", PATH) - before
        return came

    def kept(self, folder: Path) -> Rows:
        """What a program that begins now would find, which must be whole and true to the server.

        It is looked at in a copy: the unfinished business of the one that was killed is left to the next.
        """
        seen = folder.with_name(f"{folder.name}-seen")
        shutil.copytree(folder, seen)
        library, user = Library(), self._session.user
        try:
            with installed(FileRing(seen / "ring")):
                copy = LocalCopy(library, SecretVault(), seen / "cache")
                opening = copy.open(self._session.account, user.id, user.organization_id, self._company.id)
                assert asyncio.run(opening) == CopyStanding(CopyPlace.ON_DISK)
            database = library.database_of(self._company.id)
            assert database.writer.rows("PRAGMA integrity_check") == [("ok",)]
            rows = self._rows(library)
            assert database.writer.row("SELECT count(*) FROM invoice") == (len(rows),)
            assert database.writer.row("SELECT coalesce(sum(invoices), 0) FROM tally") == (len(rows),)
            assert database.health.trouble is None
        finally:
            library.close()
            shutil.rmtree(seen)
        assert rows.items() <= self.books.items()
        return rows

    def _rows(self, library: Library) -> Rows:
        reader = InvoiceReader(library)
        try:
            view = ListView(today=self._desk.house.clock().date(), direction=None)
            listing = reader.open(view, self._company.id)
            rows = [listing.row(position) for position in range(len(listing))]
            return {row.id: row for row in rows if row is not None}
        finally:
            reader.close()


@pytest.fixture(scope="module")
def office(qapp: QApplication) -> Iterator[Office]:
    with open_desk(invoices=INVOICES) as desk:
        yield Office(desk)


def kill_and_go_on(office: Office, place: Path, kills: int, seed: int) -> None:
    """So many kills, in one fill or, where it comes to its end among them, in several."""
    chance, fills, killed = random.Random(seed), 0, 0  # noqa: S311
    folder, before = place / "0", Rows()
    while killed < kills:
        folder.mkdir(exist_ok=True)
        came = office.start(folder, Moment.any(chance, office.bytes_of_a_fill))
        kept = office.kept(folder)
        assert kept.items() >= before.items()
        assert len(kept) >= came.received
        before = kept
        if came.is_through:
            assert kept == office.books
            fills += 1
            folder, before = place / str(fills), Rows()
        else:
            killed += 1
    folder.mkdir(exist_ok=True)
    assert office.start(folder).is_through
    assert office.kept(folder) == office.books


def test_a_fill_that_is_killed_five_times_ends_with_what_the_server_has(
    office: Office, tmp_path: Path
) -> None:
    kill_and_go_on(office, tmp_path, 5, seed=1)


@pytest.mark.long
def test_a_fill_that_is_killed_a_hundred_times_ends_with_what_the_server_has(
    office: Office, tmp_path: Path
) -> None:
    kill_and_go_on(office, tmp_path, 100, seed=2)


def test_after_a_kill_late_in_the_fill_the_next_start_asks_only_for_the_rest(
    office: Office, tmp_path: Path
) -> None:
    folder = tmp_path / "one"
    folder.mkdir()
    late = Moment(lines=2, answered=office.bytes_of_a_fill * 3 // 4, counted=0)
    assert not office.start(folder, late).is_through
    there = len(office.kept(folder))
    assert there > len(office.books) / 2
    again = office.start(folder)
    assert again.requests < office.requests_of_a_fill
    assert office.kept(folder) == office.books
