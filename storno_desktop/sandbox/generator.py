"""A believable world of Romanian invoices of any size, each derived from its index when it is asked for."""

from datetime import date, datetime
from decimal import Decimal
from functools import cached_property
from typing import Any, NamedTuple
from uuid import UUID

from storno_desktop.sandbox.generator_calendar import midnight_moment
from storno_desktop.sandbox.generator_document import written
from storno_desktop.sandbox.generator_ledger import Entry, Ledger
from storno_desktop.sandbox.generator_lines import drawn_lines, money, sums
from storno_desktop.sandbox.generator_random import mixed, uuid_text
from storno_desktop.sandbox.generator_sketch import FirmFacts, Relative, Sketch
from storno_desktop.sandbox.generator_world import (
    FIRMS,
    OLD_SERIES_USED,
    facts_of,
    series_objects,
    world_around,
)

_INDEX_BITS = 36
_INDEX_MASK = (1 << _INDEX_BITS) - 1


class Head(NamedTuple):
    """What totals over many documents need: status, direction, currency, amounts and document type."""

    status: str
    direction: str
    currency: str
    subtotal: Decimal
    vat_total: Decimal
    total: Decimal
    document_type: str


class InvoiceGenerator:
    """``count`` invoices of four firms in three organisations, over the three years that end at ``now``.

    Indexes run from 0; each firm has a range of them, in order of issue date. The same count, random seed
    and ``now`` (an aware time) always give the same data. Nothing is kept but what days and series need, so
    a million invoices cost no more than ten. From 150 invoices on, every awkward case exists once.
    """

    def __init__(self, count: int, random_seed: int, now: datetime) -> None:
        self._count = max(0, count)
        self._seed = mixed(random_seed, 0x5EED)
        self._now = now
        second, others = self._count * 22 // 100, self._count * 8 // 100
        fourth = others // 4
        sizes = (self._count - second - others, second, others - fourth, fourth)
        self._ranges: dict[str, range] = {}
        self._ledgers: list[tuple[range, Ledger, FirmFacts]] = []
        start = 0
        for firm, size in zip(FIRMS, sizes, strict=True):
            ledger = Ledger(firm, size, random_seed, now)
            place = range(start, start + size)
            self._ranges[firm.key] = place
            self._ledgers.append(
                (
                    place,
                    ledger,
                    facts_of(firm, series_objects(firm, {**ledger.used(), "old": OLD_SERIES_USED})),
                )
            )
            start += size

    def __len__(self) -> int:
        return self._count

    def world(self) -> dict[str, Any]:
        """Password, second factor, API keys, users and companies with their series, freshly built."""
        used = {ledger.firm.key: ledger.used() for _, ledger, _ in self._ledgers}
        calendar = self._ledgers[0][1].calendar
        night = midnight_moment(calendar.today)
        # SPV is read at three in the morning; before that, the last reading is the one of the night before.
        synced = night + 10_800 if night + 10_800 <= calendar.now else night - 75_600
        return world_around(used, self._seed, synced)

    @cached_property
    def cases(self) -> dict[str, int]:
        """The index of every awkward case by its key."""
        return {
            key: place.start + rank
            for place, ledger, _ in self._ledgers
            for key, rank in ledger.cases.items()
        }

    def company_range(self, key: str) -> range:
        """The indexes of a company's invoices, ``A`` to ``D``."""
        return self._ranges[key]

    def invoice_id(self, index: int) -> str:
        """The id of an invoice: a UUIDv7 whose time is the creation, with the index hidden in its end."""
        place, ledger, _ = self._at(index)
        rank = index - place.start
        return self._id(ledger, rank, ledger.calendar.place(rank)[0], index)

    def index_of(self, invoice_id: str) -> int | None:
        """The index of an id, or None if this world has no such invoice."""
        try:
            number = UUID(invoice_id).int
        except ValueError:
            return None
        index = (number ^ self._seed) & _INDEX_MASK
        if index >= self._count or self.invoice_id(index) != invoice_id.lower():
            return None
        return index

    def issue_date(self, index: int) -> date:
        """The day an invoice was issued; it never falls as indexes of one company rise."""
        place, ledger, _ = self._at(index)
        return ledger.calendar.day(ledger.calendar.place(index - place.start)[0])

    def window(self, key: str, first: date, last: date) -> range:
        """The indexes of a company's invoices issued from one day to another, both included."""
        place = self._ranges[key]
        ranks = next(ledger for _, ledger, _ in self._ledgers if ledger.firm.key == key).calendar.ranks(
            first, last
        )
        return range(place.start + ranks.start, place.start + ranks.stop)

    def head(self, index: int) -> Head:
        """Status, direction, currency, amounts and type of an invoice, without building its record."""
        place, ledger, _ = self._at(index)
        entry = ledger.entry(index - place.start)
        net, vat = sums(ledger.basket(entry))
        traits = entry.traits
        return Head(
            traits.status,
            traits.direction,
            traits.currency,
            money(net),
            money(vat),
            money(net + vat),
            traits.document_type,
        )

    def record(self, index: int) -> dict[str, Any]:
        """Everything the server knows of an invoice, freshly built.

        Keys: detail (as ``GET /invoices/{uuid}`` in the observed dialect), events, payments, emails,
        shareLinks, submissions, key (the case, or ``ordinary``) and company.
        """
        place, ledger, facts = self._at(index)
        entry = ledger.entry(index - place.start)
        other = self._relative(place, ledger, entry)
        # A reversal is addressed to the buyer of what it reverses.
        source = ledger.entry(entry.other) if entry.reverses else entry
        kind = "any" if source.traits.buyer == "none" else source.traits.buyer
        # The smaller of two draws: firms have a few large clients and many small ones.
        skew = min(source.bits >> 24 & 0xFFFF, source.bits >> 40 & 0xFFFF)
        buyer = 0 if kind in ("long", "markup") else ledger.parties.size * skew >> 16
        lines = drawn_lines(ledger.basket(entry))
        return written(
            Sketch(
                firm=facts,
                id=self._id(ledger, entry.rank, entry.day, index),
                key=entry.key,
                traits=entry.traits,
                issued_on=ledger.calendar.day(entry.day),
                today=ledger.calendar.today,
                created=ledger.calendar.created(entry.rank, entry.day),
                now=ledger.calendar.now,
                number=ledger.number(entry),
                buyer=ledger.parties.party(kind, buyer),
                lines=lines,
                net=sum(line.net for line in lines),
                vat=sum(line.vat for line in lines),
                bits=entry.bits,
                seed=mixed(self._seed, index),
                parent=other if entry.reverses else None,
                child=None if entry.reverses else other,
            )
        )

    def _at(self, index: int) -> tuple[range, Ledger, FirmFacts]:
        for found in self._ledgers:
            if index in found[0]:
                return found
        raise IndexError(index)

    def _id(self, ledger: Ledger, rank: int, day: int, index: int) -> str:
        bits = mixed(self._seed, index)
        low = (bits >> 28 << _INDEX_BITS) | ((index ^ self._seed) & _INDEX_MASK)
        return uuid_text(ledger.calendar.created(rank, day), bits, low)

    def _relative(self, place: range, ledger: Ledger, entry: Entry) -> Relative | None:
        if entry.other < 0:
            return None
        other = ledger.entry(entry.other)
        return Relative(
            self._id(ledger, other.rank, other.day, place.start + other.rank),
            ledger.number(other),
            ledger.calendar.day(other.day),
            other.traits.status,
        )
