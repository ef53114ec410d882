"""Measures synchronising beside its floors: a bare loop that fetches the same pages, and paging the whole list.

python -m tests.bench.sync_figures [invoices]
"""

from __future__ import annotations

import asyncio
import json
import subprocess
import sys
from calendar import monthrange
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from time import perf_counter
from typing import Any

import httpx
from PySide6.QtWidgets import QApplication

from storno_desktop.api.listing_query import listing_query
from storno_desktop.app.furnishing import House, furnish
from storno_desktop.domain.evidence import Evidence
from storno_desktop.domain.fingerprint import Window
from storno_desktop.domain.invoice_summary import InvoiceStatus, InvoiceSummary
from storno_desktop.domain.listing import SERVER_PAGE_LIMIT, Page, ServerListing
from storno_desktop.domain.listview import ListView
from storno_desktop.domain.problem import Problem
from storno_desktop.domain.server_address import ServerAddress, parse_server_address
from storno_desktop.domain.session import Company, CompanyContext
from storno_desktop.service.connection import Reach
from storno_desktop.service.refresh import RefreshProgress
from storno_desktop.service.session import Session
from tests.memory_ring import MemoryRing, installed

ROOT = Path(__file__).parents[2]
INVOICES = 6_000
LATENCY_MS = 50
AT_ONCE = 4
EMAIL = "patron@demo.example"

Question = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class SyncFigures:
    """Seconds and requests for one company of `rows` invoices, towards a server on this computer.

    `sync_ratio` is the bare loop's time divided by ours, with LATENCY_MS added to each answer and pacing off;
    `sync_gain` the time of paging the whole list divided by ours, at what lists cost the real backend.
    `refresh_requests_0` and `refresh_requests_10` are what a refresh asks after none and ten changes.
    """

    rows: int
    sync_s: float
    bare_s: float
    sync_ratio: float
    windows_s: float
    paging_s: float
    sync_gain: float
    refresh_requests_0: int
    refresh_requests_10: int
    refresh_0_s: float
    refresh_10_s: float


class Fill:
    """A program without a window and a server of its own, filled and measured."""

    def __init__(self, house: House, server: dict[str, Any]) -> None:
        self._house = house
        self._url = str(server["url"])
        password = next(str(each["password"]) for each in server["accounts"] if each["email"] == EMAIL)
        address = parse_server_address(self._url)
        if not isinstance(address, ServerAddress):
            raise TypeError(address)
        session = house.io.wait(house.services.sessions.sign_in(address, EMAIL, password), timeout=60)
        if not isinstance(session, Session):
            raise TypeError(session)
        self._lists = 0
        self._count_lists()
        self.company = max(session.companies, key=self._size)

    def refresh(self) -> tuple[float, int]:
        """Seconds and requests of a whole refresh, stepped as the window steps it."""
        service, wait = self._house.services.invoices, self._house.io.wait
        before, begun = self._lists, perf_counter()
        step = wait(service.begin_refresh(self.company), timeout=600)
        while not (isinstance(step, RefreshProgress) and step.done):
            if not isinstance(step, RefreshProgress):
                raise TypeError(step)
            step = wait(service.continue_refresh(self.company), timeout=600)
        return perf_counter() - begun, self._lists - before

    def bare(self, questions: Sequence[Question]) -> float:
        """Seconds to fetch these pages, AT_ONCE at a time, and to throw them away."""
        reach = self._reach(self.company)
        tokens = reach.client.tokens
        if tokens is None:
            raise RuntimeError("nobody is signed in")
        headers = {
            "Accept": "application/json",
            "Authorization": f"Bearer {tokens.access}",
            "X-Company": reach.context.company_id,
            "X-Organization": reach.context.organization_id,
        }

        async def fetch() -> None:
            left = iter(questions)

            async def one_after_another(client: httpx.AsyncClient) -> None:
                for question in left:
                    answer = await client.get("/api/v1/invoices", params=dict(question))
                    answer.raise_for_status()

            async with httpx.AsyncClient(base_url=self._url, headers=headers, timeout=60) as client:
                await asyncio.gather(*(one_after_another(client) for _ in range(AT_ONCE)))

        begun = perf_counter()
        asyncio.run(fetch())
        return perf_counter() - begun

    def pages_by_months(self) -> list[Question]:
        """The questions that fill the store month by month, newest first."""
        months = Counter(row.issue_date.replace(day=1) for row in self._rows())
        questions: list[Question] = []
        for month in sorted(months, reverse=True):
            last = month.replace(day=monthrange(month.year, month.month)[1])
            questions += _pages(Window(month, last), months[month])
        return questions

    def pages_of_the_whole(self) -> list[Question]:
        """The questions that page the whole list."""
        return _pages(Window(), len(self._rows()))

    def cancel(self, count: int) -> None:
        """Somebody else cancels so many invoices, wherever the server lets them."""
        reach, done = self._reach(self.company), 0
        candidates = [row for row in self._rows() if row.status is InvoiceStatus.ISSUED]
        for row in candidates[:: max(1, len(candidates) // (3 * count))]:
            act = reach.client.cancel(reach.context, row.id, "Emisă din greșeală")
            done += not isinstance(self._house.io.wait(act, timeout=60), Problem)
            if done == count:
                return
        raise RuntimeError("too few invoices can be cancelled")

    def _rows(self) -> list[InvoiceSummary]:
        view = ListView(today=date(2026, 11, 22), direction=None)
        listing = self._house.reader.open(view, self.company.id)
        rows = (listing.row(position) for position in range(len(listing)))
        return [row for row in rows if row is not None]

    def _size(self, company: Company) -> int:
        reach = self._reach(company)
        question = reach.client.list_invoices(reach.context, ServerListing(limit=1))
        answer = self._house.io.wait(question, timeout=120)
        return 0 if isinstance(answer, Problem) else answer.value.total

    def _reach(self, company: Company) -> Reach:
        reach = self._house.services.invoices._connection.reach(company)
        if not isinstance(reach, Reach):
            raise TypeError(reach)
        return reach

    def _count_lists(self) -> None:
        client, _ = self._house.services.invoices._connection.require()
        ask = client.list_invoices

        async def counted(
            context: CompanyContext, listing: ServerListing
        ) -> Evidence[Page[InvoiceSummary]] | Problem:
            self._lists += 1
            return await ask(context, listing)

        setattr(client, "list_invoices", counted)  # noqa: B010  an assignment would not pass the type checker


def _pages(window: Window, rows: int) -> list[Question]:
    count = -(-rows // SERVER_PAGE_LIMIT)
    listings = (
        ServerListing(page=number, date_from=window.first, date_to=window.last)
        for number in range(1, count + 1)
    )
    return [listing_query(listing) for listing in listings]


@contextmanager
def a_fill(invoices: int, *options: str) -> Iterator[Fill]:
    """A server with so many invoices in all its companies, and a program that is signed in to it."""
    command = [sys.executable, "-m", "storno_desktop.sandbox", "--invoices", str(invoices), *options]
    server = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
    try:
        if server.stdout is None:
            raise RuntimeError("the server has a voice")
        told = json.loads(server.stdout.readline())
        with installed(MemoryRing()):
            house = furnish()
            try:
                yield Fill(house, told)
            finally:
                house.close()
    finally:
        server.terminate()
        server.wait(timeout=30)
        if server.stdout is not None:
            server.stdout.close()


def measure(invoices: int = INVOICES) -> SyncFigures:
    """All figures; needs a QApplication."""
    with a_fill(invoices, "--latency-ms", str(LATENCY_MS)) as fill:
        sync_s, _ = fill.refresh()
        months = fill.pages_by_months()
        bare_s = fill.bare(months)
        refresh_0_s, requests_0 = fill.refresh()
        fill.cancel(10)
        refresh_10_s, requests_10 = fill.refresh()
        rows = len(fill.pages_of_the_whole()) * SERVER_PAGE_LIMIT
    with a_fill(invoices, "--cost", "real") as fill:
        windows_s, _ = fill.refresh()
        paging_s = fill.bare(fill.pages_of_the_whole())
    return SyncFigures(
        rows=rows,
        sync_s=sync_s,
        bare_s=bare_s,
        sync_ratio=bare_s / sync_s,
        windows_s=windows_s,
        paging_s=paging_s,
        sync_gain=paging_s / windows_s,
        refresh_requests_0=requests_0,
        refresh_requests_10=requests_10,
        refresh_0_s=refresh_0_s,
        refresh_10_s=refresh_10_s,
    )


def main() -> int:
    """Print the figures as one line of JSON."""
    application = QApplication(["bench", "-platform", "offscreen"])
    figures = measure(*(int(each) for each in sys.argv[1:2]))
    del application
    sys.stdout.write(json.dumps({name: round(value, 3) for name, value in asdict(figures).items()}) + "\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
