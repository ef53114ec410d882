"""Looking things up while the window is painted: a connection of its own that can only read."""

from collections import Counter
from collections.abc import Iterable
from datetime import date
from decimal import ROUND_DOWN, Decimal

from storno_desktop.domain.invoice import Direction, InvoiceId, InvoiceStatus, InvoiceSummary
from storno_desktop.domain.listview import (
    CANCELLABLE,
    RESTORE_WINDOW_DAYS,
    CurrencyTotal,
    ListView,
    Queue,
    QueueCounts,
)
from storno_desktop.store.database import Connection, Databases, Row
from storno_desktop.store.invoice_row import (
    DIRECTION_KEYS,
    EXACT,
    FIELDS,
    LARGEST_KEY,
    STATUS_KEYS,
    added,
    amount_of,
    status_of,
    summary_of,
)
from storno_desktop.store.listing import Listing
from storno_desktop.store.selection import Selection, tally_filters

_CENT = Decimal("0.01")
_CANCELLED = STATUS_KEYS[InvoiceStatus.CANCELLED]
_OUTGOING = DIRECTION_KEYS[Direction.OUTGOING]
_INCOMING = DIRECTION_KEYS[Direction.INCOMING]
_CANCELLABLE = {STATUS_KEYS[status] for status in CANCELLABLE}


class InvoiceReader:
    """What the window asks of the local store. Made, used and closed by one thread.

    A company of which nothing was received yet is empty, not an error.
    """

    def __init__(self, databases: Databases) -> None:
        self._databases = databases
        self._readers = databases.readers()

    def another(self) -> "InvoiceReader":
        """A reader like this one for the thread that asks, which uses and closes it."""
        return InvoiceReader(self._databases)

    def close(self) -> None:
        """Let go of the database; listings of this reader can read no further rows then."""
        self._readers.close()

    def open(self, view: ListView, company_id: str, first: int | None = None) -> Listing:
        """The answer to a view.

        With `first` only so many positions are read at once (for a search that is sorted by another
        column than the date, all), and `Listing.extend` learns the others.
        """
        self._turn_to(company_id)
        with self._connection.snapshot():
            return Listing(self._connection, Selection(view, self._slot(company_id)), first)

    def get(self, company_id: str, invoice_id: InvoiceId) -> InvoiceSummary | None:
        """One invoice as last received; None where it is not kept."""
        self._turn_to(company_id)
        row = self._connection.row(
            f"SELECT {FIELDS} FROM invoice WHERE company = ? AND id = ?",  # noqa: S608
            (self._slot(company_id), invoice_id),
        )
        return None if row is None else summary_of(row)

    def generation(self, company_id: str) -> int:
        """The company's count of visible changes; a listing with a lower one shows an older order."""
        self._turn_to(company_id)
        row = self._connection.row("SELECT revision FROM company WHERE id = ?", (company_id,))
        return int(row[0]) if row else 0

    def currencies(self, company_id: str) -> tuple[str, ...]:
        """The currencies of all the company's invoices, in alphabetical order."""
        self._turn_to(company_id)
        rows = self._connection.rows(
            "SELECT DISTINCT currency FROM tally WHERE company = ? ORDER BY currency",
            (self._slot(company_id),),
        )
        return tuple(row[0] for row in rows)

    def counts(self, company_id: str, today: date, window_days: int = RESTORE_WINDOW_DAYS) -> QueueCounts:
        """How much work waits; `today` is the calendar date in Europe/Bucharest."""
        self._turn_to(company_id)
        rows = self._connection.rows(
            "SELECT direction, status_key, cancelled_day, is_paid, sum(invoices) FROM tally"
            " WHERE company = ? GROUP BY 1, 2, 3, 4",
            (self._slot(company_id),),
        )
        by_queue: Counter[Queue] = Counter()
        by_status: Counter[int] = Counter()
        incoming = 0
        last_day = today.toordinal() - window_days
        for direction, status, day, is_paid, invoices in rows:
            if direction == _INCOMING:
                incoming += invoices
            if direction != _OUTGOING:
                continue
            by_status[status] += invoices
            if status in _CANCELLABLE and not is_paid:
                by_queue[Queue.CAN_BE_CANCELLED] += invoices
            elif status == _CANCELLED and day:
                open_still = day >= last_day
                by_queue[Queue.CAN_BE_RESTORED if open_still else Queue.WINDOW_PASSED] += invoices
        return QueueCounts(
            can_be_cancelled=by_queue[Queue.CAN_BE_CANCELLED],
            can_be_restored=by_queue[Queue.CAN_BE_RESTORED],
            window_passed=by_queue[Queue.WINDOW_PASSED],
            by_status=tuple((status_of(key), by_status[key]) for key in sorted(by_status)),
            all_outgoing=by_status.total(),
            all_incoming=incoming,
        )

    def totals(self, view: ListView, company_id: str) -> tuple[CurrencyTotal, ...]:
        """The exact sums of a view by currency, in alphabetical order; cancelled invoices are left out.

        Views that only filter by direction, status, currency and queue are answered from figures kept
        with every write; others are added up.
        """
        self._turn_to(company_id)
        with self._connection.snapshot():
            selection = Selection(view, self._slot(company_id))
            figures = self._tallied(selection)
            if figures is None:
                figures = self._added_up(selection)
        return tuple(
            CurrencyTotal(currency=currency, total=_readable(total), invoice_count=invoices)
            for currency, total, invoices in figures
        )

    def _turn_to(self, company_id: str) -> None:
        """Everything that follows is asked where this company is kept."""
        self._connection: Connection = self._readers.of(company_id)

    def _slot(self, company_id: str) -> int:
        row = self._connection.row("SELECT slot FROM company WHERE id = ?", (company_id,))
        return int(row[0]) if row else 0

    def _tallied(self, selection: Selection) -> list[tuple[str, Decimal, int]] | None:
        conditions = tally_filters(selection.view)
        if conditions is None:
            return None
        where = "".join(f" AND {condition}" for condition, _ in conditions)
        rows = self._connection.rows(
            "SELECT currency, sum(total), sum(invoices), sum(rounded) FROM tally"  # noqa: S608
            f" WHERE company = ? AND status_key <> {_CANCELLED}{where} GROUP BY currency ORDER BY currency",
            (selection.company, *(value for _, values in conditions for value in values)),
        )
        if any(rounded for *_, rounded in rows):
            return None
        return [(currency, amount_of(total), invoices) for currency, total, invoices, _ in rows]

    def _added_up(self, selection: Selection) -> list[tuple[str, Decimal, int]]:
        if selection.search is not None:
            return _sum(Listing(self._connection, selection, None).amounts())
        where, bindings = selection.where()
        source = f"FROM invoice INDEXED BY invoice_by_date WHERE {where} AND status_key <> {_CANCELLED}"
        exact = self._connection.rows(
            "SELECT currency, sum(total_key) FILTER (WHERE NOT total_rounded), count(*)"
            f" {source} GROUP BY currency",
            bindings,
        )
        rounded = self._connection.rows(
            f"SELECT currency, total {source} AND total_rounded",
            bindings,
        )
        sums = {currency: amount_of(total or 0) for currency, total, _ in exact}
        for currency, total in rounded:
            sums[currency] = added(sums[currency], Decimal(total))
        return [(currency, sums[currency], invoices) for currency, _, invoices in sorted(exact)]


def _sum(amounts: Iterable[Row]) -> list[tuple[str, Decimal, int]]:
    sums: dict[str, Decimal] = {}
    counts: Counter[str] = Counter()
    for currency, total in amounts:
        sums[currency] = added(sums.get(currency, Decimal(0)), Decimal(total))
        counts[currency] += 1
    return [(currency, sums[currency], counts[currency]) for currency in sorted(sums)]


def _readable(total: Decimal) -> Decimal:
    """With two decimals where that says everything."""
    if abs(total) > LARGEST_KEY:
        return total
    cents = total.quantize(_CENT, ROUND_DOWN, EXACT)
    return cents if cents == total else total
