"""Keeping the local copies within the size that was chosen: what is let go first, and whether that was enough."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from storno_desktop.domain.calendar import day_in_bucharest
from storno_desktop.domain.invoice_summary import InvoiceId
from storno_desktop.service.local_copy import CopyOwner, LocalCopy
from storno_desktop.store.kept_parts import KeptParts, PartWeight

AT_ONCE = 50
"""Invoices in one transaction."""
WEIGHED_AT_ONCE = 500
AGAIN_AFTER = timedelta(minutes=15)
_ROUNDS = 3
"""Pages are not bytes of documents: what was let go is measured at the file, and more is let go if need be."""


class KeptPdfs(Protocol):
    """The PDFs that are kept of companies; belongs to the thread that writes."""

    def total_bytes(self, company_id: str) -> int:
        """What they weigh."""

    def forget_until(self, company_id: str, at_most_bytes: int) -> object:
        """Let the oldest go until the rest weighs no more than that."""


@dataclass(frozen=True, slots=True)
class Retained:
    """How it stands: bytes that the account's copies take on the disk, and the bytes that they may (None: any)."""

    taken: int
    at_most: int | None

    @property
    def fits(self) -> bool:
        """Whether the chosen size is kept to."""
        return self.at_most is None or self.taken <= self.at_most


class Retention:
    """Lets go of kept PDFs first, then of details of invoices that can be neither cancelled nor restored, those
    read longest ago first; never of rows of the list. Owned by the I/O thread."""

    def __init__(
        self, copy: LocalCopy, parts: KeptParts, clock: Callable[[], datetime], pdfs: KeptPdfs | None = None
    ) -> None:
        self._copy = copy
        self._parts = parts
        self._clock = clock
        self._pdfs = pdfs
        self._turn = asyncio.Lock()
        self._tried: dict[tuple[CopyOwner, int], datetime] = {}
        """When the copies were last brought to this size, or were found not to come down to it."""

    async def standing(self, owner: CopyOwner, at_most: int | None) -> Retained:
        """How it stands, as it is."""
        return Retained(await self._copy.taken(owner), at_most)

    async def enforce(self, owner: CopyOwner, companies: Sequence[str], at_most: int | None) -> Retained:
        """Keep the copies of this account within so many bytes, in small steps; `companies` are those of the
        session by id, the one on show first. It is the last to lose anything."""
        async with self._turn:
            standing = await self.standing(owner, at_most)
            if at_most is None or standing.fits or self._is_in_vain((owner, at_most)):
                return standing
            order = tuple(reversed(companies))
            borrowed = await self._copy.open_more(owner, order)
            try:
                on_disk = [each for each in order if self._copy.is_on_disk(each)]
                standing = await self._shrink(owner, on_disk, at_most)
                self._tried[owner, at_most] = self._clock()
                return standing
            finally:
                await self._copy.let_go(borrowed)

    # -------------------------------------------------------------------------------------- inside

    def _is_in_vain(self, wish: tuple[CopyOwner, int]) -> bool:
        """Whether the same was tried a short while ago: what could go is gone."""
        tried = self._tried.get(wish)
        return tried is not None and tried <= self._clock() < tried + AGAIN_AFTER

    async def _shrink(self, owner: CopyOwner, companies: Sequence[str], at_most: int) -> Retained:
        await self._copy.remove_set_aside(owner)
        for each in companies:
            await self._give_back(each)
        standing = await self.standing(owner, at_most)
        for _ in range(_ROUNDS):
            if standing.fits:
                break
            excess = standing.taken - at_most
            let_go = 0
            for each in companies:
                let_go += self._forget_pdfs(each, excess - let_go)
            let_go += await self._forget_parts(companies, excess - let_go)
            for each in companies:
                await self._give_back(each)
            standing = await self.standing(owner, at_most)
            if not let_go:
                break
        return standing

    def _forget_pdfs(self, company_id: str, excess: int) -> int:
        """How many bytes of PDFs were let go."""
        if self._pdfs is None or excess <= 0:
            return 0
        before = self._pdfs.total_bytes(company_id)
        if before:
            self._pdfs.forget_until(company_id, max(0, before - excess))
        return before - self._pdfs.total_bytes(company_id)

    async def _forget_parts(self, companies: Sequence[str], excess: int) -> int:
        """How many bytes of details were let go, over all companies by age."""
        if excess <= 0:
            return 0
        weighed = [
            (weight.observed, each, weight.invoice_id)
            for each in companies
            async for weight in self._weights(each)
        ]
        weighed.sort()
        today, let_go = day_in_bucharest(self._clock()), 0
        for start in range(0, len(weighed), AT_ONCE):
            batch = weighed[start : start + AT_ONCE]
            for each in companies:
                ids = [invoice_id for _, company, invoice_id in batch if company == each]
                let_go += self._parts.forget(each, ids, today) if ids else 0
            if let_go >= excess:
                break
            await asyncio.sleep(0)
        return let_go

    async def _weights(self, company_id: str) -> AsyncIterator[PartWeight]:
        after = InvoiceId("")
        while weights := self._parts.weights(company_id, after, WEIGHED_AT_ONCE):
            for each in weights:
                yield each
            after = weights[-1].invoice_id
            await asyncio.sleep(0)

    async def _give_back(self, company_id: str) -> None:
        is_more = True
        while is_more:
            is_more = self._parts.give_back(company_id)
            await asyncio.sleep(0)
        self._parts.settle(company_id)
