"""Finding the whole order of a view and its figures on a thread of its own, while the window shows the beginning."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass

from storno_desktop.domain.listview import ListFigures, ListView
from storno_desktop.service.listing import InvoiceListReader, Listing

OpenReader = Callable[[], InvoiceListReader]
"""Makes a reader of the store; called in the thread that uses and closes it."""
_LONG = 100_000
"""Positions of a list after which memory is worth giving back."""


@dataclass(frozen=True, slots=True)
class CountedList:
    """All positions of a view, and its figures; both of about the same moment."""

    listing: Listing
    figures: ListFigures


class ListCounting:
    """One thread with one reader, which counts one view after the other; the reader is opened by the first.

    Always the same thread: what each new one takes of the memory for a long list would stay with it.
    """

    def __init__(self, open_reader: OpenReader) -> None:
        self._open_reader = open_reader
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="storno-count")
        self._reader: InvoiceListReader | None = None
        self._lock = threading.Lock()
        self._dropped: set[int] = set()
        self._serial = 0
        self._under_way = 0

    async def count(self, view: ListView, company_id: str) -> CountedList:
        """Everything of a view; being cancelled ends the question on the other thread."""
        import asyncio  # the first rows come without it

        self._serial += 1
        serial = self._serial
        work: Future[CountedList | None] = self._thread.submit(self._count, serial, view, company_id)
        try:
            counted = await asyncio.shield(asyncio.wrap_future(work))
        except asyncio.CancelledError:
            self._drop(serial)
            raise
        if counted is None:
            raise RuntimeError("dropped, and still waited for")
        return counted

    def tidy(self, counted: CountedList) -> None:
        """It was taken over: what the list before it took is given back to the system."""
        if len(counted.listing) >= _LONG:
            from storno_desktop.service.spare_memory import give_back

            self._thread.submit(give_back)

    def close(self) -> None:
        """End what is under way, close the reader, and take no more; waits for a moment at most."""
        with self._lock:
            self._dropped.add(self._under_way)
            if self._reader is not None:
                self._reader.interrupt()
        self._thread.submit(self._close_reader)
        self._thread.shutdown()

    # -------------------------------------------------------------------------------------- inside

    def _drop(self, serial: int) -> None:
        with self._lock:
            self._dropped.add(serial)
            if self._under_way == serial and self._reader is not None:
                self._reader.interrupt()

    def _count(self, serial: int, view: ListView, company_id: str) -> CountedList | None:
        reader = self._reader or self._open_reader()
        with self._lock:
            self._reader = reader
            if serial in self._dropped:
                self._ended(serial)
                return None
            self._under_way = serial
        try:
            listing = reader.open(view, company_id)
            counted = CountedList(listing, reader.figures(view, company_id))
        finally:
            with self._lock:
                self._ended(serial)
        return counted

    def _ended(self, serial: int) -> None:
        self._under_way = 0
        self._dropped.discard(serial)

    def _close_reader(self) -> None:
        if self._reader is not None:
            self._reader.close()
