"""The cancelled numbers of one month, as the D394 declaration asks for them, and what the local copy cannot tell."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import Enum
from itertools import pairwise

import regex

from storno_desktop.domain.calendar import day_in_bucharest
from storno_desktop.domain.invoice_summary import Direction, InvoiceId, InvoiceStatus, InvoiceSummary
from storno_desktop.domain.month import Month

_NUMBER = regex.compile(r"(?s)(?P<series>.*?)(?P<number>[0-9]{1,18})")


class MonthOf(Enum):
    """By which date a cancelled invoice belongs to the month."""

    CANCELLATION = "cancellation"
    ISSUE = "issue"


@dataclass(frozen=True, slots=True, kw_only=True)
class CancelledNumber:
    """One cancelled number. `invoice` is the number as it stands on the invoice, `series` is what stands before the last digits of the number, perhaps nothing.

    `cancelled_on` is None where the server never told; `total` is in `currency`.
    """

    invoice: str
    series: str
    number: str
    issued_on: date
    cancelled_on: date | None
    buyer: str
    total: Decimal
    currency: str

    @classmethod
    def of(cls, invoice: InvoiceSummary) -> "CancelledNumber":
        """The number of this cancelled invoice."""
        series, number = parted(invoice.number)
        at = invoice.cancelled_at
        return cls(
            invoice=invoice.number.strip(),
            series=series,
            number=number,
            issued_on=invoice.issue_date,
            cancelled_on=None if at is None else day_in_bucharest(at),
            buyer=invoice.partner_name,
            total=invoice.total,
            currency=invoice.currency,
        )


@dataclass(frozen=True, slots=True)
class MissingNumbers:
    """Numbers from `first` to `last` of a series that no invoice bears; both are written as the series writes them."""

    series: str
    first: str
    last: str
    count: int

    def __iter__(self) -> Iterator[str]:
        """Each of them as it would stand on an invoice."""
        width, begin = len(self.first), int(self.first)
        return (f"{self.series}{str(begin + step).rjust(width, '0')}" for step in range(self.count))


@dataclass(frozen=True, slots=True, kw_only=True)
class CancelledNumbers:
    """What the local copy tells of one month, in the order of series and number.

    `undated` were cancelled nobody here knows when, and may belong to the month. `missing` are numbers between the
    lowest and the highest that were issued in the month which no invoice of the copy bears; `drafts` counts
    cancelled drafts, which never had a number; `unsettled` are numbers with an act whose outcome is open.
    """

    month: Month
    month_of: MonthOf
    numbers: tuple[CancelledNumber, ...]
    undated: tuple[CancelledNumber, ...] = ()
    missing: tuple[MissingNumbers, ...] = ()
    drafts: int = 0
    unsettled: tuple[str, ...] = ()


def parted(number: str) -> tuple[str, str]:
    """Series and number: what stands before the last digits, and these. All is number where it ends otherwise."""
    found = _NUMBER.fullmatch(number.strip())
    return ("", number.strip()) if found is None else (found["series"], found["number"])


def cancelled_numbers(
    month: Month,
    month_of: MonthOf,
    invoices: Iterable[InvoiceSummary],
    unsettled: frozenset[InvoiceId] = frozenset(),
) -> CancelledNumbers:
    """What these invoices of one company tell of the month; incoming ones are nobody's own numbers.

    All cancelled ones are to be handed in, and for the missing numbers all that were issued around the month; which
    of them come twice does not matter.
    """
    told: list[CancelledNumber] = []
    undated: list[CancelledNumber] = []
    series_of_month: dict[str, dict[int, str]] = {}
    known: dict[str, set[int]] = {}
    open_ones: list[str] = []
    drafts = 0
    for invoice in {each.id: each for each in invoices}.values():
        if invoice.direction is not Direction.OUTGOING:
            continue
        if not invoice.was_never_issued:
            series, number = parted(invoice.number)
            if number.isascii() and number.isdigit():
                known.setdefault(series, set()).add(int(number))
                if invoice.issue_date in month:
                    series_of_month.setdefault(series, {})[int(number)] = number
        if invoice.id in unsettled:
            open_ones.append(invoice.number)
        if invoice.status is not InvoiceStatus.CANCELLED:
            continue
        at = invoice.cancelled_at
        day = invoice.issue_date if month_of is MonthOf.ISSUE else at and day_in_bucharest(at)
        # Nothing is cancelled before it is issued; a later month cannot be ruled out.
        is_undated = day is None and invoice.issue_date < month.after.first
        if (day is None and not is_undated) or (day is not None and day not in month):
            continue
        if invoice.was_never_issued:
            drafts += not is_undated
        elif is_undated:
            undated.append(CancelledNumber.of(invoice))
        else:
            told.append(CancelledNumber.of(invoice))
    return CancelledNumbers(
        month=month,
        month_of=month_of,
        numbers=tuple(sorted(told, key=_order)),
        undated=tuple(sorted(undated, key=_order)),
        missing=tuple(
            each
            for series, numbers in sorted(series_of_month.items())
            for each in _missing(series, numbers, known[series])
        ),
        drafts=drafts,
        unsettled=tuple(sorted(open_ones)),
    )


def _order(each: CancelledNumber) -> tuple[str, int, str, date]:
    is_plain = each.number.isascii() and each.number.isdigit()
    return each.series, int(each.number) if is_plain else 0, each.number, each.issued_on


def _missing(series: str, of_month: dict[int, str], known: set[int]) -> list[MissingNumbers]:
    """Between the lowest and the highest number of the month; one that was issued on another day is not missing."""
    lowest, highest = min(of_month), max(of_month)
    inside = sorted(each for each in known if lowest <= each <= highest)
    has_zeros = any(each.startswith("0") for each in of_month.values())
    width = len(of_month[highest]) if has_zeros else 0
    found = []
    for one, next_one in pairwise(inside):
        if next_one - one > 1:
            first, last = (str(each).rjust(width, "0") for each in (one + 1, next_one - 1))
            found.append(MissingNumbers(series, first, last, next_one - one - 1))
    return found
