"""What a whole window of invoices looks like from afar: a count and some sums, enough to see that it changed."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from storno_desktop.domain.invoice_summary import Direction, InvoiceStatus, InvoiceSummary
from storno_desktop.domain.listing import ListTotals

EARLIEST = date(1900, 1, 1)
LATEST = date(2200, 12, 31)
"""No readable invoice lies beyond these days; a window that is open at an end is cut up as if it ended there."""

_UNITS = 10_000
_TOLERANCE = 49
"""Ten-thousandths: less than half a cent, for servers that give their sums as floating-point numbers."""


@dataclass(frozen=True, slots=True)
class Window:
    """Issue dates from `first` to `last`, both inclusive; None is open."""

    first: date | None = None
    last: date | None = None

    @property
    def lower(self) -> date:
        """The first day on which an invoice can lie."""
        return self.first or min(EARLIEST, self.upper)

    @property
    def upper(self) -> date:
        """The last day on which an invoice can lie."""
        return self.last or max(LATEST, self.first or LATEST)

    @property
    def days(self) -> int:
        """How many days that makes."""
        return (self.upper - self.lower).days + 1

    def __contains__(self, day: date) -> bool:
        return self.lower <= day <= self.upper

    def middle(self) -> date:
        """The day at which its later half begins."""
        return self.lower + timedelta(days=self.days // 2)

    def split(self, at: date) -> "tuple[Window, Window]":
        """The part before this day (which must not be the first one) and the part from this day on."""
        if not self.lower < at <= self.upper:
            raise ValueError("a window is split within")
        return Window(self.first, at - timedelta(days=1)), Window(at, self.last)


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """How many invoices a window holds, and five sums over those that are not cancelled, currencies mixed.

    `sums` are net, VAT, gross, receivable and payable in ten-thousandths, the order of `ListTotals`;
    None where they are not known, and then only the counts say anything.
    """

    count: int
    sums: tuple[int, ...] | None = None

    @classmethod
    def of(cls, count: int, totals: ListTotals | None) -> "Fingerprint":
        """What the server says of a window. Nothing adds up to nothing, whether it says so or not."""
        if totals is None:
            return cls(count, None if count else _NOTHING)
        each = (totals.subtotal, totals.vat_total, totals.total, totals.receivable, totals.payable)
        return cls(count, tuple(_units(amount) for amount in each))

    @classmethod
    def of_rows(cls, rows: Iterable[InvoiceSummary]) -> "Fingerprint":
        """These rows by the server's rules (contract §5): cancelled ones count but add nothing."""
        count, sums = 0, _NOTHING
        for row in rows:
            count += 1
            if row.status is not InvoiceStatus.CANCELLED:
                is_owed = row.direction is Direction.INCOMING
                adds = sums_of(row.subtotal, row.vat_total, row.total, row.amount_paid, is_owed=is_owed)
                sums = tuple(sum_ + more for sum_, more in zip(sums, adds, strict=True))
        return cls(count, sums)

    def __add__(self, other: "Fingerprint") -> "Fingerprint":
        if self.sums is None or other.sums is None:
            return Fingerprint(self.count + other.count)
        return Fingerprint(
            self.count + other.count, tuple(a + b for a, b in zip(self.sums, other.sums, strict=True))
        )

    def __sub__(self, other: "Fingerprint") -> "Fingerprint":
        if self.sums is None or other.sums is None:
            return Fingerprint(self.count - other.count)
        return Fingerprint(
            self.count - other.count, tuple(a - b for a, b in zip(self.sums, other.sums, strict=True))
        )

    @property
    def is_nothing(self) -> bool:
        """Whether this, as a difference, says that two windows look alike. Unknown sums never do."""
        return not self.count and self.sums is not None and all(abs(sum_) <= _TOLERANCE for sum_ in self.sums)


def sums_of(
    subtotal: Decimal | None,
    vat_total: Decimal | None,
    total: Decimal,
    amount_paid: Decimal | None,
    *,
    is_owed: bool,
) -> tuple[int, ...]:
    """What an invoice that is not cancelled adds to each of the sums; `is_owed` is one that came in."""
    unpaid = _units(total - (amount_paid or 0))
    receivable, payable = (0, unpaid) if is_owed else (unpaid, 0)
    return _units(subtotal or _ZERO), _units(vat_total or _ZERO), _units(total), receivable, payable


def _units(amount: Decimal) -> int:
    return int((amount * _UNITS).to_integral_value())


_ZERO = Decimal(0)
_NOTHING: tuple[int, ...] = (0, 0, 0, 0, 0)
NO_INVOICES = Fingerprint(0, _NOTHING)
"""Of an empty window."""
