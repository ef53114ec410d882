"""Looking things up while the window is painted: a connection of its own that can only read."""

from collections import Counter
from datetime import date, datetime
from decimal import ROUND_DOWN, Decimal

from storno_desktop.domain.invoice_summary import Direction, InvoiceId, InvoiceStatus, InvoiceSummary
from storno_desktop.domain.kept_reason import KeptReason
from storno_desktop.domain.listview import (
    CANCELLABLE,
    RESTORE_WINDOW_DAYS,
    CurrencyTotal,
    ListFigures,
    ListView,
    Queue,
    QueueCounts,
    is_closing,
)
from storno_desktop.domain.tombstone import Tombstone
from storno_desktop.store.database import Connection, Databases, among
from storno_desktop.store.invoice_row import (
    DIRECTION_KEYS,
    EXACT,
    FIELDS,
    LARGEST_KEY,
    STATUS_KEYS,
    added,
    amount_of,
    moment_of,
    status_of,
    summary_of,
)
from storno_desktop.store.kept_reason_reader import KeptReasonReader
from storno_desktop.store.listing import Listing
from storno_desktop.store.selection import NAMED, Selection, tally_filters

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

    def read_at(self, company_id: str, invoice_id: InvoiceId) -> datetime | None:
        """When the server last said something new of this invoice's row (aware, UTC); None where it is not kept."""
        self._turn_to(company_id)
        row = self._connection.row(
            "SELECT observed FROM invoice WHERE company = ? AND id = ?", (self._slot(company_id), invoice_id)
        )
        return None if row is None else moment_of(row[0])

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
        incoming = closing = 0
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
                closing += invoices if is_closing(day - last_day) else 0
        return QueueCounts(
            can_be_cancelled=by_queue[Queue.CAN_BE_CANCELLED],
            can_be_restored=by_queue[Queue.CAN_BE_RESTORED],
            window_passed=by_queue[Queue.WINDOW_PASSED],
            prepared=len(self.prepared(company_id)),
            closing=closing,
            by_status=tuple((status_of(key), by_status[key]) for key in sorted(by_status)),
            all_outgoing=by_status.total(),
            all_incoming=incoming,
        )

    def figures(self, view: ListView, company_id: str) -> ListFigures:
        """How many invoices answer a view, and their exact sums by currency in alphabetical order.

        Cancelled invoices count but are left out of the sums. Costs a walk over what is found, unless
        `figures_at_hand` knows.
        """
        at_hand = self.figures_at_hand(view, company_id)
        if at_hand is not None:
            return at_hand
        with self._connection.snapshot():
            return _added_up(self._connection, Selection(view, self._slot(company_id)))

    def figures_at_hand(self, view: ListView, company_id: str) -> ListFigures | None:
        """The same where it costs nothing: views that only filter by direction, status, currency and queue are
        answered from figures kept with every write. None for all others."""
        self._turn_to(company_id)
        with self._connection.snapshot():
            return _tallied(self._connection, Selection(view, self._slot(company_id)))

    def totals(self, view: ListView, company_id: str) -> tuple[CurrencyTotal, ...]:
        """The sums of `figures`."""
        return self.figures(view, company_id).totals

    def interrupt(self) -> None:
        """Have a question that is under way on another thread end without an answer; nothing it read is used."""
        self._readers.interrupt()

    def former(self, company_id: str, text: str) -> tuple[Tombstone, ...]:
        """The invoices that once had the number which a search names exactly, the one noticed last first."""
        from storno_desktop.store.tombstones import TombstoneReader

        self._turn_to(company_id)
        return TombstoneReader(self._connection, self._slot(company_id)).former(text)

    def kept_reason(self, company_id: str, invoice_id: InvoiceId) -> KeptReason | None:
        """What was typed as the reason for this invoice and not sent; None for nothing."""
        return self._reasons(company_id).kept(invoice_id)

    def prepared(self, company_id: str) -> frozenset[InvoiceId]:
        """The outgoing invoices that somebody means to cancel, and that can still be cancelled as far as rows tell."""
        return self._reasons(company_id).prepared()

    def recent_reasons(self, company_id: str) -> tuple[str, ...]:
        """The reasons sent lately, the last one first."""
        return self._reasons(company_id).recent()

    def _reasons(self, company_id: str) -> KeptReasonReader:
        self._turn_to(company_id)
        return KeptReasonReader(self._connection, self._slot(company_id))

    def _turn_to(self, company_id: str) -> None:
        """Everything that follows is asked where this company is kept."""
        self._connection: Connection = self._readers.of(company_id)

    def _slot(self, company_id: str) -> int:
        row = self._connection.row("SELECT slot FROM company WHERE id = ?", (company_id,))
        return int(row[0]) if row else 0


def _tallied(connection: Connection, selection: Selection) -> ListFigures | None:
    conditions = tally_filters(selection.view)
    if conditions is None:
        return None
    if selection.view.queue in NAMED:
        return _added_up(connection, selection)  # they are few
    if selection.view.queue in {Queue.CAN_BE_RESTORED, Queue.WINDOW_PASSED}:
        conditions = [*conditions, ("cancelled_day <> 0", ())]  # a day that is not known is in neither
    where = "".join(f" AND {condition}" for condition, _ in conditions)
    rows = connection.rows(
        "SELECT currency, sum(invoices), sum(invoices) FILTER (WHERE counts), sum(total) FILTER (WHERE counts),"  # noqa: S608
        f" sum(rounded) FROM (SELECT *, status_key <> {_CANCELLED} AS counts FROM tally)"
        f" WHERE company = ?{where} GROUP BY currency ORDER BY currency",
        (selection.company, *(value for _, values in conditions for value in values)),
    )
    if any(rounded for *_, rounded in rows):
        return None
    return ListFigures(
        count=sum(row[1] for row in rows),
        totals=tuple(
            CurrencyTotal(currency=currency, total=_readable(amount_of(total)), invoice_count=invoices)
            for currency, _, invoices, total, _ in rows
            if invoices
        ),
    )


def _added_up(connection: Connection, selection: Selection) -> ListFigures:
    where, bindings = selection.where()
    found, source = "", f"FROM invoice INDEXED BY invoice_by_date WHERE {where}"
    if selection.search is not None:
        if selection.search.terms:
            sought, bound = selection.search.places(selection.company, *selection.bounds)
        else:
            exact = Listing(connection, selection, None).places
            sought, bound = ("SELECT value FROM carray(?)", (among(exact),)) if exact else ("SELECT 0", ())
        found = f"WITH hit (spot) AS MATERIALIZED ({sought}) "
        source = f"FROM hit CROSS JOIN invoice ON place = spot WHERE {where}"
        bindings = (*bound, *bindings)
    rows = connection.rows(
        f"{found}SELECT currency, count(*), count(*) FILTER (WHERE status_key <> {_CANCELLED}),"
        f" sum(total_key) FILTER (WHERE status_key <> {_CANCELLED} AND NOT total_rounded),"
        f" sum(total_rounded) FILTER (WHERE status_key <> {_CANCELLED})"
        f" {source} GROUP BY currency ORDER BY currency",
        bindings,
    )
    sums = {currency: amount_of(total or 0) for currency, _, _, total, _ in rows}
    if any(rounded for *_, rounded in rows):
        beyond = f"{found}SELECT currency, total {source} AND status_key <> {_CANCELLED} AND total_rounded"
        for currency, total in connection.rows(beyond, bindings):
            sums[currency] = added(sums[currency], Decimal(total))
    return ListFigures(
        count=sum(row[1] for row in rows),
        totals=tuple(
            CurrencyTotal(currency=currency, total=_readable(sums[currency]), invoice_count=invoices)
            for currency, _, invoices, *_ in rows
            if invoices
        ),
    )


def _readable(total: Decimal) -> Decimal:
    """With two decimals where that says everything."""
    if abs(total) > LARGEST_KEY:
        return total
    cents = total.quantize(_CENT, ROUND_DOWN, EXACT)
    return cents if cents == total else total
