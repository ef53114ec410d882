"""One company's invoices in the order of their issue dates, untouched ones not even built until asked for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from storno_desktop.sandbox.invoice import Invoice
from storno_desktop.sandbox.invoice_source import InvoiceSource

ZERO = Decimal(0)


@dataclass(frozen=True)
class Sums:
    """What the list answer adds up over invoices that are not cancelled, currencies mixed (contract §5)."""

    subtotal: Decimal = ZERO
    vat: Decimal = ZERO
    total: Decimal = ZERO
    receivable: Decimal = ZERO
    payable: Decimal = ZERO

    def __add__(self, other: Sums) -> Sums:
        return Sums(
            self.subtotal + other.subtotal,
            self.vat + other.vat,
            self.total + other.total,
            self.receivable + other.receivable,
            self.payable + other.payable,
        )


NOTHING = Sums()


def sums_of(invoice: Invoice) -> Sums:
    """What one invoice adds."""
    if invoice.status == "cancelled":
        return NOTHING
    open_amount = invoice.total - invoice.paid
    incoming = invoice.detail["direction"] == "incoming"
    return Sums(
        Decimal(str(invoice.detail["subtotal"])),
        Decimal(str(invoice.detail["vatTotal"])),
        invoice.total,
        ZERO if incoming else open_amount,
        open_amount if incoming else ZERO,
    )


class Shelf:
    """The days of a company, each with the ids issued on it.

    `find` turns an id into its present invoice. Ids that came or went since the start are kept per
    day, so that a page deep inside a million invoices costs a walk over days, not over invoices.
    """

    def __init__(self, source: InvoiceSource, key: str, find: Callable[[str], Invoice | None]) -> None:
        self._source = source
        self._key = key
        self._find = find
        self._gone: dict[date, set[str]] = defaultdict(set)
        self._come: dict[date, set[str]] = defaultdict(set)
        self._sums: dict[date, Sums] = {}
        self._ranges = self._days_of_source()

    def put(self, invoice_id: str, day: date) -> None:
        """An invoice now stands on this day."""
        self._gone[day].discard(invoice_id)
        if not self._at_home(invoice_id, day):
            self._come[day].add(invoice_id)
        self.stale(day)

    def take(self, invoice_id: str, day: date) -> None:
        """An invoice no longer stands on this day."""
        self._come[day].discard(invoice_id)
        if self._at_home(invoice_id, day):
            self._gone[day].add(invoice_id)
        self.stale(day)

    def stale(self, day: date) -> None:
        """An invoice of this day changed, so its sums must be added anew."""
        self._sums.pop(day, None)

    def count(self, first: date | None, last: date | None) -> int:
        """How many invoices stand in the window."""
        return sum(self._size(day) for day in self._days(first, last))

    def page(
        self, first: date | None, last: date | None, *, oldest_first: bool, skip: int, take: int
    ) -> list[str]:
        """Ids by issue date, of one day by falling id, after the first `skip`."""
        found: list[str] = []
        days = self._days(first, last)
        for day in reversed(days) if oldest_first else days:
            size = self._size(day)
            if skip >= size:
                skip -= size
                continue
            found += self._ids(day)[skip : skip + take - len(found)]
            skip = 0
            if len(found) == take:
                break
        return found

    def ids(self, first: date | None, last: date | None) -> Iterator[str]:
        """The ids of the window, newest issue date first."""
        for day in self._days(first, last):
            yield from self._ids(day)

    def invoices(self, first: date | None, last: date | None) -> Iterator[Invoice]:
        """All invoices of the window, newest issue date first."""
        for day in self._days(first, last):
            yield from self._of(day)

    def sums(self, first: date | None, last: date | None) -> Sums:
        """The sums of the window; a day is added up once and again after a change."""
        whole = NOTHING
        for day in self._days(first, last):
            if day not in self._sums:
                self._sums[day] = sum(map(sums_of, self._of(day)), NOTHING)
            whole += self._sums[day]
        return whole

    def _days_of_source(self) -> dict[date, range]:
        whole = self._source.company_range(self._key)
        days: dict[date, range] = {}
        index = whole.start
        while index < whole.stop:
            day = self._source.issue_date(index)
            days[day] = self._source.window(self._key, day, day)
            index = days[day].stop
        return days

    def _days(self, first: date | None, last: date | None) -> list[date]:
        days = {*self._ranges, *(day for day, ids in self._come.items() if ids)}
        wanted = [day for day in days if (first is None or day >= first) and (last is None or day <= last)]
        return sorted(wanted, reverse=True)

    def _at_home(self, invoice_id: str, day: date) -> bool:
        index = self._source.index_of(invoice_id)
        return index is not None and index in self._ranges.get(day, range(0))

    def _size(self, day: date) -> int:
        home = self._ranges.get(day, range(0))
        return len(home) - len(self._gone.get(day, ())) + len(self._come.get(day, ()))

    def _ids(self, day: date) -> list[str]:
        home = {self._source.invoice_id(index) for index in self._ranges.get(day, range(0))}
        return sorted((home - self._gone.get(day, set())) | self._come.get(day, set()), reverse=True)

    def _of(self, day: date) -> Iterator[Invoice]:
        for invoice_id in self._ids(day):
            invoice = self._find(invoice_id)
            if invoice is not None:
                yield invoice
