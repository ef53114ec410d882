"""One firm's share of the invoices: which document stands at which rank, and which number it bears."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from itertools import accumulate
from typing import Final, NamedTuple

from storno_desktop.sandbox.generator_buyers import Parties
from storno_desktop.sandbox.generator_calendar import BUCHAREST, DAYS, BusinessCalendar, last_clock_change
from storno_desktop.sandbox.generator_cases import Case
from storno_desktop.sandbox.generator_lines import INTRA_COMMUNITY, Basket, rates_on
from storno_desktop.sandbox.generator_people import FOUNDED
from storno_desktop.sandbox.generator_random import mixed
from storno_desktop.sandbox.generator_texts import SUPPLIES
from storno_desktop.sandbox.generator_traits import (
    CANCELLED_DRAFT,
    CREDIT_NOTE,
    DRAFT,
    DRAFT_EURO,
    EXPORT_OPEN,
    EXPORT_PAID,
    INCOMING,
    INCOMING_PAID,
    NUMBERED,
    PROFORMA_CONVERTED,
    PROFORMA_OPEN,
    REFUND,
    REFUNDED,
    Series,
    Traits,
    ordinary_main,
)
from storno_desktop.sandbox.generator_world import OLD_SERIES_USED, Firm

# Ordinary documents come in the same order over and over, so that numbers can be counted without looking:
# M main series, E export, I incoming, D draft, P reversed by the R after it, C credit note, F proforma.
_ORDER: Final = "MMMIMMMEMMIMMMMDMMIMMMMMIMPRMMIMMMEMMIMMDMMMIMMMMEMMIMMCMMIMFMMM"
_BLOCK: Final = len(_ORDER)
_SERIES_OF: Final[dict[Series, str]] = {"main": "MP", "export": "E", "storno": "RC", "proforma": "F"}
_COUNTED: Final = {
    series: [0, *accumulate(int(sort in sorts) for sort in _ORDER)] for series, sorts in _SERIES_OF.items()
}
_DRAFT_DAYS: Final = 6


class Entry(NamedTuple):
    """A document as the ledger knows it; ``other`` is the rank of the other half of a reversal or -1."""

    rank: int
    day: int
    ordinary: int
    special: int
    bits: int
    key: str
    traits: Traits
    other: int
    reverses: bool


def _issue_day(case: Case, today: date) -> date:
    if case.traits.clock_change:
        return last_clock_change(today, case.traits.clock_change == "spring") - timedelta(days=2)
    day = today - timedelta(days=case.age)
    # Nobody issues on a Sunday; what is dated today or yesterday stays.
    return day - timedelta(days=max(0, day.weekday() - 4)) if case.age >= 2 else day


def _whole_pairs(cases: Sequence[Case]) -> Sequence[Case]:
    """Cases without a last one whose reversal did not find room any more."""
    reversed_keys = {case.reverses for case in cases}
    last = cases[-1] if cases else None
    if last and not last.reverses and last.key not in reversed_keys and _is_reversed(last):
        return cases[:-1]
    return cases


def _is_reversed(case: Case) -> bool:
    return (
        case.traits.status == "refunded"
        or case.key.startswith("child-")
        or case.key == "issued-draft-reversal"
    )


class Ledger:
    """The documents of one firm, ranked by issue date; ranks start at 0."""

    def __init__(self, firm: Firm, count: int, random_seed: int, now: datetime) -> None:
        self.firm = firm
        self.seed = mixed(random_seed, ord(firm.key))
        today = now.astimezone(BUCHAREST).date()
        cases = _whole_pairs(firm.cases[:count])
        dated = sorted(((_issue_day(case, today), case) for case in cases), key=lambda pair: pair[0])
        self._cases = [case for _, case in dated]
        self._ordinary = count - len(cases)
        self.calendar = BusinessCalendar(now, self._ordinary, [day for day, _ in dated])
        self._number_before: dict[Series, list[int]] = {
            series: [0, *accumulate(int(_takes_number(case.traits, series)) for case in self._cases)]
            for series in NUMBERED
        }
        self._rank_of_case: dict[str, int] = {}
        before = self.calendar.special_before
        for number in range(DAYS):
            last_ordinary = self.calendar.ordinary_before[number + 1]
            for special in range(before[number], before[number + 1]):
                self._rank_of_case[self._cases[special].key] = last_ordinary + special
        self._reversal_of = {case.reverses: case.key for case in self._cases if case.reverses}
        self.parties = Parties(self.seed, min(5000, 80 + count // 150), FOUNDED + 10_000 * ord(firm.key))

    @property
    def cases(self) -> dict[str, int]:
        """The rank of every awkward case by its key."""
        return self._rank_of_case

    def entry(self, rank: int) -> Entry:
        """The document at a rank."""
        day, ordinary, special = self.calendar.place(rank)
        bits = mixed(self.seed, rank)
        if special >= 0:
            case = self._cases[special]
            partner = case.reverses or self._reversal_of.get(case.key, "")
            other = self._rank_of_case.get(partner, -1) if partner else -1
            return Entry(rank, day, -1, special, bits, case.key, case.traits, other, bool(case.reverses))
        sort = _ORDER[ordinary % _BLOCK]
        if sort == "P" and ordinary + 1 < self._ordinary:
            return Entry(
                rank,
                day,
                ordinary,
                -1,
                bits,
                "ordinary",
                REFUNDED,
                self._rank_of_ordinary(ordinary + 1),
                False,
            )
        if sort == "R":
            return Entry(
                rank, day, ordinary, -1, bits, "ordinary", REFUND, self._rank_of_ordinary(ordinary - 1), True
            )
        return Entry(
            rank, day, ordinary, -1, bits, "ordinary", _ordinary_traits(sort, DAYS - 1 - day, bits), -1, False
        )

    def _rank_of_ordinary(self, ordinary: int) -> int:
        # On a day the special ones come last, so those of all earlier days stand before it.
        before = self.calendar.ordinary_before
        low, high = 0, DAYS
        while low < high:
            middle = (low + high) // 2
            if before[middle + 1] > ordinary:
                high = middle
            else:
                low = middle + 1
        return ordinary + self.calendar.special_before[low]

    def basket(self, entry: Entry) -> Basket:
        """What the lines of a document are drawn from; a reversal mirrors the document that it reverses."""
        source = self.entry(entry.other) if entry.reverses else entry
        traits = source.traits
        abroad = traits.buyer in ("german", "hungarian")
        return Basket(
            bits=source.bits,
            size=traits.lines or 1 + (source.bits >> 61) % 4,
            goods=SUPPLIES if traits.direction == "incoming" else self.firm.goods,
            rates=INTRA_COMMUNITY if abroad else rates_on(self.calendar.day(source.day)),
            sign=entry.traits.sign,
            foreign=traits.currency == "EUR",
            discounts=traits.series == "main" and source.other < 0 and not abroad,
        )

    def number(self, entry: Entry) -> str:
        """The number that a document bears: consecutive in its series, ``DRAFT-`` before issue."""
        traits = entry.traits
        if traits.direction == "incoming":
            return f"F-{entry.bits % 9000 + 1000}/{self.calendar.day(entry.day).year}"
        if traits.drafted_only:
            return f"DRAFT-{entry.bits & 0xFFFFFFFF:08x}"
        series = traits.series
        if series in NUMBERED:
            return f"{self.firm.prefixes[series]}{self._taken(series, entry):04d}"
        if series == "none":
            return f"IMPORT-{entry.bits % 90_000 + 10_000}"
        used = OLD_SERIES_USED if series == "old" else 12
        return f"{self.firm.prefixes[series]}{used:04d}"

    def _taken(self, series: Series, entry: Entry) -> int:
        """How many numbers of a series were taken up to and with a document."""
        if entry.special >= 0:
            ordinary, special = self.calendar.ordinary_before[entry.day + 1], entry.special + 1
        else:
            ordinary, special = entry.ordinary + 1, self.calendar.special_before[entry.day]
        return self._ordinary_taken(series, ordinary) + self._number_before[series][special]

    def _ordinary_taken(self, series: Series, ordinary: int) -> int:
        counted = _COUNTED[series]
        return ordinary // _BLOCK * counted[_BLOCK] + counted[ordinary % _BLOCK]

    def used(self) -> dict[Series, int]:
        """How many numbers each series has given out."""
        return {
            series: self._ordinary_taken(series, self._ordinary) + self._number_before[series][-1]
            for series in NUMBERED
        }


def _takes_number(traits: Traits, series: Series) -> bool:
    return traits.series == series and not traits.drafted_only


def _ordinary_traits(sort: str, days: int, bits: int) -> Traits:
    share = bits & 1023
    if sort in "MP":
        return ordinary_main(days, bits)
    if sort == "I":
        return INCOMING_PAID if days > 20 and share < 600 else INCOMING
    if sort == "E":
        return EXPORT_PAID if days > 25 and share < 900 else EXPORT_OPEN
    if sort == "D":
        if days <= _DRAFT_DAYS:
            return DRAFT if share < 900 else DRAFT_EURO
        return CANCELLED_DRAFT if share < 128 else INCOMING
    if sort == "C":
        return CREDIT_NOTE
    return PROFORMA_CONVERTED if days > 15 else PROFORMA_OPEN
