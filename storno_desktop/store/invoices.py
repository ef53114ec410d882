"""Keeping what was received: the only place that writes invoices."""

from array import array
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from itertools import chain, islice, repeat

from storno_desktop.domain.invoice_summary import InvoiceId, InvoiceStatus, InvoiceSummary
from storno_desktop.store.company_slot import slot_of
from storno_desktop.store.database import Connection, Databases, Row, among
from storno_desktop.store.invoice_row import (
    FIELDS,
    KEYS,
    STATUS_KEYS,
    moment_key,
    moment_of,
    summary_of,
    values_of,
)
from storno_desktop.store.place import (
    date_range,
    day_range,
    even_labels,
    label_of,
    labels_between,
    place,
)
from storno_desktop.store.reasons import drop_reasons, keep_reasons, reasons_at
from storno_desktop.store.received import (
    drop_received,
    keep_received,
    packed,
    received_at,
    renew_received,
    unpacked,
)
from storno_desktop.store.searched_text import TABLES, spaced
from storno_desktop.store.tally import TallyChange
from storno_desktop.store.tombstones import bury, follow, is_other_number
from storno_desktop.store.trouble import write_or
from storno_desktop.store.window_tally import WindowTally

BATCH = 100
"""Rows in one transaction: a reader waits at most for one of them, a few milliseconds."""

_COLUMNS = f"{FIELDS}, {KEYS}"
_NAMES = [name.strip() for name in _COLUMNS.split(",")]
_AT = {name: index for index, name in enumerate(_NAMES)}
_TALLY = [_AT[name] for name in TallyChange.FIELDS]
_SEARCHED = [_AT["number"], _AT["partner_key"], _AT["cif_key"]]
_MARKS = ", ".join("?" * (len(_NAMES) + 3))
_CANCELLED = STATUS_KEYS[InvoiceStatus.CANCELLED]

# The names come from constants of this package; every value is bound.
_INSERT = f"INSERT INTO invoice (place, company, observed, {_COLUMNS}) VALUES ({_MARKS})"  # noqa: S608
_UPDATE = f"UPDATE invoice SET observed = ?, {' = ?, '.join(_NAMES)} = ? WHERE place = ?"  # noqa: S608
_STANDING = f"SELECT place, observed, {_COLUMNS} FROM invoice WHERE company = ? AND id IN "  # noqa: S608


Answer = tuple[Sequence[InvoiceSummary], datetime, Sequence[bytes]]
"""Rows as the server gave them, the (aware) moment, and the same rows as they were received (see `put`)."""


class _Known:
    """An invoice as it stands in the table."""

    __slots__ = ("observed", "place", "values")

    def __init__(self, row: Row) -> None:
        self.place: int = row[0]
        self.observed: int = row[1]
        self.values: Row = row[2:]


class InvoiceStore:
    """The invoices of every company, written by one thread.

    Each call gives a company's `revision` one more step where anything visible changed. What was observed
    earlier never replaces what was observed later, so a late answer does no harm. Where a disk refuses to
    take more, what writes changes nothing and says so by 0 or False; the database's health says why.
    """

    def __init__(self, databases: Databases) -> None:
        self._databases = databases

    @write_or(0)
    def put(
        self,
        company_id: str,
        rows: Iterable[InvoiceSummary],
        observed_at: datetime,
        documents: Iterable[bytes] = (),
    ) -> int:
        """Keep these rows as the server gave them at that (aware) moment; how many were new or different.

        `documents` are the rows as they were received, in the same order, b"" for one that is not there;
        what of them cannot be kept leaves the row as good. Where an id comes twice the later row counts.
        Written in transactions of BATCH rows each.
        """
        changed, source = 0, zip(rows, chain(documents, repeat(b"")), strict=False)
        while batch := list(islice(source, BATCH)):
            each = [row for row, _ in batch], observed_at, [document for _, document in batch]
            changed += self._put_together(company_id, [each])
        return changed

    @write_or(0)
    def put_together(self, company_id: str, answers: Sequence[Answer]) -> int:
        """As `put`, for several answers, all in one transaction; together they should hold no more than BATCH rows."""
        return self._put_together(company_id, answers) if answers else 0

    @write_or(False)
    def replace(self, company_id: str, invoice: InvoiceSummary, observed_at: datetime) -> bool:
        """Keep one invoice that was read by itself; whether anything changed."""
        return self.put(company_id, (invoice,), observed_at) > 0

    @write_or(0)
    def mark_gone(self, company_id: str, ids: Iterable[InvoiceId], observed_at: datetime) -> int:
        """Leave out invoices that the server no longer has, with all that was read of them; how many that were.

        The ids are remembered with the moment, so that only a later observation brings one back, and a
        tombstone tells what stood under the number.
        """
        return self._leave_out(company_id, ids, observed_at, are_gone=True)

    @write_or(0)
    def leave_out(self, company_id: str, ids: Iterable[InvoiceId], observed_at: datetime) -> int:
        """Keep these invoices no longer although the server has them; how many that were.

        As `mark_gone`, without tombstones.
        """
        return self._leave_out(company_id, ids, observed_at, are_gone=False)

    @write_or(False)
    def know_reason(self, company_id: str, invoice_id: InvoiceId, reason: str, observed_at: datetime) -> bool:
        """Keep why an invoice was cancelled, as long as it is; "" for no reason. Whether anything changed.

        Nothing is kept of an invoice that is not here or not cancelled.
        """
        self._turn_to(company_id)
        row = self._connection.row(
            "SELECT place, status_key FROM invoice JOIN company ON slot = company WHERE company.id = ?"
            " AND invoice.id = ?",
            (company_id, invoice_id),
        )
        if row is None or row[1] != _CANCELLED:
            return False
        place_, text, moment = row[0], reason.strip(), moment_key(observed_at)
        known = reasons_at(self._connection, (place_,)).get(place_, (moment, ""))
        if known[0] > moment or known[1] == text:
            return False
        with self._connection.transaction():
            drop_reasons(self._connection, (place_,))
            keep_reasons(self._connection, [(place_, moment, text)] if text else [])
        return True

    def received(self, company_id: str, invoice_id: InvoiceId) -> bytes | None:
        """The JSON of the invoice's row as it last came in a list, without secrets; None where it never did."""
        self._turn_to(company_id)
        row = self._connection.row(
            "SELECT received.document FROM received JOIN invoice ON spot = -place"
            " JOIN company ON slot = invoice.company WHERE company.id = ? AND invoice.id = ?",
            (company_id, invoice_id),
        )
        return None if row is None else unpacked(row[0])

    @write_or(0)
    def forget(self, company_id: str) -> int:
        """Remove all that is kept of the company, what is known to be gone included; how many invoices that were."""
        self._turn_to(company_id)
        forgotten, ids = 0, tuple(self.known_ids(company_id))
        for start in range(0, len(ids), BATCH):
            with self._connection.transaction():
                company = slot_of(self._connection, company_id)
                tally = TallyChange()
                leaving = [_Known(row) for row in self._standing(company, ids[start : start + BATCH])]
                self._take_out(leaving, tally)
                tally.write(self._connection, company)
                self._step(company)
                forgotten += len(leaving)
        with self._connection.transaction():
            company = slot_of(self._connection, company_id)
            for table in ("gone", "part", "note", "tombstone"):
                self._connection.run(f"DELETE FROM {table} WHERE company = ?", (company,))  # noqa: S608
            self._connection.run("UPDATE company SET observed = NULL WHERE slot = ?", (company,))
        return forgotten

    def count(self, company_id: str) -> int:
        """How many invoices are kept for the company, incoming ones too."""
        self._turn_to(company_id)
        row = self._connection.row(
            "SELECT coalesce(sum(invoices), 0) FROM tally JOIN company ON slot = company WHERE id = ?",
            (company_id,),
        )
        return int(row[0]) if row else 0

    def newest_observation(self, company_id: str) -> datetime | None:
        """When anything of this company was last observed (UTC); None for never."""
        self._turn_to(company_id)
        row = self._connection.row("SELECT observed FROM company WHERE id = ?", (company_id,))
        return None if row is None or row[0] is None else moment_of(row[0])

    def known_ids(
        self, company_id: str, date_from: date | None = None, date_to: date | None = None
    ) -> frozenset[InvoiceId]:
        """The ids kept for a window of issue dates, both inclusive; None is open."""
        self._turn_to(company_id)
        slot = self._connection.row("SELECT slot FROM company WHERE id = ?", (company_id,))
        if slot is None:
            return frozenset()
        found = self._connection.rows(
            "SELECT id FROM invoice WHERE place BETWEEN ? AND ?", date_range(slot[0], date_from, date_to)
        )
        return frozenset(InvoiceId(row[0]) for row in found)

    def windows(self, company_id: str) -> WindowTally:
        """What is kept of the company, counted and added up by windows of issue dates."""
        self._turn_to(company_id)
        slot = self._connection.row("SELECT slot FROM company WHERE id = ?", (company_id,))
        return WindowTally(self._connection, slot[0] if slot else 0)

    def _turn_to(self, company_id: str) -> None:
        """Everything that follows happens where this company is kept."""
        self._connection: Connection = self._databases.writer_of(company_id)

    def _observed(self, company: int, observed: int) -> None:
        self._connection.run(
            "UPDATE company SET observed = max(coalesce(observed, ?1), ?1) WHERE slot = ?2",
            (observed, company),
        )

    def _leave_out(
        self, company_id: str, ids: Iterable[InvoiceId], observed_at: datetime, *, are_gone: bool
    ) -> int:
        self._turn_to(company_id)
        observed, count, source = moment_key(observed_at), 0, iter(ids)
        while batch := list(islice(source, BATCH)):
            with self._connection.transaction():
                company = slot_of(self._connection, company_id)
                left_out = self._go_without(company, batch, observed)
                if are_gone:
                    follow(self._connection, company, ((each.id, None) for each in left_out))
                    bury(self._connection, company, dict.fromkeys(left_out), observed)
                count += len(left_out)
        return count

    def _put_together(self, company_id: str, answers: Sequence[Answer]) -> int:
        self._turn_to(company_id)
        # Made ready before the transaction begins, for which readers in memory wait.
        prepared = [
            (
                {row.id: values_of(row) for row in rows},
                {
                    row.id: kept
                    for row, document in zip(rows, chain(documents, repeat(b"")), strict=False)
                    if (kept := packed(document)) is not None
                },
                moment_key(observed_at),
            )
            for rows, observed_at, documents in answers
        ]
        changed = 0
        with self._connection.transaction():
            company = slot_of(self._connection, company_id)
            for values, received, observed in prepared:
                changed += self._put(company, values, received, observed)
                self._observed(company, observed)
        return changed

    def _put(
        self, company: int, values: dict[InvoiceId, Row], received: dict[InvoiceId, bytes], observed: int
    ) -> int:
        ids = tuple(values)
        standing = {known.values[0]: known for known in map(_Known, self._standing(company, ids))}
        gone: dict[str, int] = dict(
            self._connection.rows(
                f"SELECT id, observed FROM gone WHERE company = ? AND id IN {_marks(ids)}",  # noqa: S608
                (company, *ids),
            )
        )
        tally = TallyChange()
        seen: dict[InvoiceId, int] = {}
        same: list[tuple[_Known, Row]] = []
        moved: list[tuple[_Known, Row]] = []
        new: list[Row] = []
        for identity, row in values.items():
            known = standing.get(identity)
            if known is None:
                if gone.get(identity, observed - 1) < observed:
                    new.append(row)
            elif known.observed > observed:
                continue
            elif known.values == row:
                seen[identity] = known.place
            elif known.values[_AT["issue_day"]] != row[_AT["issue_day"]]:
                moved.append((known, row))
            else:
                same.append((known, row))
        if seen:
            self._connection.run_many(
                "UPDATE invoice SET observed = ? WHERE place = ?", [(observed, key) for key in seen.values()]
            )
        self._renumber(company, (*same, *moved), observed)
        if same:
            self._rewrite(same, observed, tally)
        staying = seen | {row[0]: known.place for known, row in same}
        if staying:
            renewed = {staying[each]: kept for each, kept in received.items() if each in staying}
            renew_received(self._connection, renewed)
        if moved:
            self._move(company, moved, received, observed, tally)
        if new:
            if gone:
                self._connection.run_many(
                    "DELETE FROM gone WHERE company = ? AND id = ?", [(company, row[0]) for row in new]
                )
                returned = ((row[0], row[_AT["number"]]) for row in new if row[0] in gone)
                follow(self._connection, company, returned)
            self._bring_in(company, new, received, observed, tally)
        changed = len(new) + len(moved) + len(same)
        if changed:
            tally.write(self._connection, company)
            self._step(company)
        return changed

    def _standing(self, company: int, ids: Sequence[InvoiceId]) -> list[Row]:
        return self._connection.rows(_STANDING + _marks(ids), (company, *ids))

    def _step(self, company: int) -> None:
        self._connection.run("UPDATE company SET revision = revision + 1 WHERE slot = ?", (company,))

    def _go_without(self, company: int, ids: Sequence[InvoiceId], observed: int) -> list[InvoiceSummary]:
        """The invoices that were left out."""
        self._connection.run_many(
            "INSERT INTO gone VALUES (?, ?, ?)"
            " ON CONFLICT DO UPDATE SET observed = max(observed, excluded.observed)",
            [(company, identity, observed) for identity in ids],
        )
        known = [_Known(row) for row in self._standing(company, ids)]
        leaving = [one for one in known if one.observed <= observed]
        if leaving:
            tally = TallyChange()
            self._take_out(leaving, tally)
            self._connection.run_many(
                "DELETE FROM part WHERE company = ? AND invoice = ?",
                [(company, known.values[0]) for known in leaving],
            )
            tally.write(self._connection, company)
            self._step(company)
        return [summary_of(known.values) for known in leaving]

    def _renumber(self, company: int, changes: Sequence[tuple[_Known, Row]], observed: int) -> None:
        """Leave a tombstone where a number changed."""
        number = _AT["number"]
        renumbered = [(known, row) for known, row in changes if known.values[number] != row[number]]
        if renumbered:
            follow(self._connection, company, ((row[0], row[number]) for _, row in renumbered))
            former = {summary_of(known.values): row[number] for known, row in renumbered}
            former = {each: now for each, now in former.items() if is_other_number(each, now)}
            bury(self._connection, company, former, observed)

    def _take_out(self, leaving: Sequence[_Known], tally: TallyChange) -> None:
        places = array("q", [known.place for known in leaving])
        self._connection.run("DELETE FROM invoice WHERE place IN carray(?)", (among(places),))
        self._forget_texts(places)
        drop_received(self._connection, places)
        drop_reasons(self._connection, places)
        for known in leaving:
            tally.went(_tallied(known.values))

    def _move(
        self,
        company: int,
        moves: Sequence[tuple[_Known, Row]],
        received: dict[InvoiceId, bytes],
        observed: int,
        tally: TallyChange,
    ) -> None:
        """Put invoices on other days, with what stood beside them."""
        places = [known.place for known, _ in moves]
        documents, reasons = received_at(self._connection, places), reasons_at(self._connection, places)
        by_id = {known.values[0]: known.place for known, _ in moves}
        self._take_out([known for known, _ in moves], tally)
        along = {each: documents[key] for each, key in by_id.items() if key in documents}
        placed = self._bring_in(company, [row for _, row in moves], along | received, observed, tally)
        ended = {row[0] for known, row in moves if _is_over(known.values, row)}
        keep_reasons(
            self._connection,
            [
                (key, *reasons[by_id[row[0]]])
                for key, row in placed
                if by_id[row[0]] in reasons and row[0] not in ended
            ],
        )

    def _rewrite(self, changes: Sequence[tuple[_Known, Row]], observed: int, tally: TallyChange) -> None:
        self._connection.run_many(_UPDATE, [(observed, *row, known.place) for known, row in changes])
        texts = [(known.place, row) for known, row in changes if _searched(known.values) != _searched(row)]
        if texts:
            self._forget_texts(array("q", [key for key, _ in texts]))
            self._learn_texts(texts)
        drop_reasons(self._connection, [known.place for known, row in changes if _is_over(known.values, row)])
        for known, row in changes:
            tally.went(_tallied(known.values))
            tally.came(_tallied(row))

    def _bring_in(
        self,
        company: int,
        new: Sequence[Row],
        received: dict[InvoiceId, bytes],
        observed: int,
        tally: TallyChange,
    ) -> list[tuple[int, Row]]:
        """The rows with the places that they were given."""
        by_day: dict[int, list[Row]] = {}
        for row in new:
            by_day.setdefault(row[_AT["issue_day"]], []).append(row)
        placed = [
            (place(company, day, label), row)
            for day, rows in sorted(by_day.items())
            for label, row in self._labelled(company, day, rows)
        ]
        self._connection.run_many(_INSERT, [(key, company, observed, *row) for key, row in placed])
        self._learn_texts(placed)
        keep_received(
            self._connection, [(key, received[row[0]]) for key, row in placed if row[0] in received]
        )
        for row in new:
            tally.came(_tallied(row))
        return placed

    def _labelled(self, company: int, day: int, rows: Sequence[Row]) -> list[tuple[int, Row]]:
        low, high = day_range(company, day, day)
        there = [
            (identity, label_of(key))
            for key, identity in self._connection.rows(
                "SELECT place, id FROM invoice WHERE place BETWEEN ? AND ? ORDER BY place", (low, high)
            )
        ]
        labels = labels_between(there, (row[0] for row in rows))
        if labels is None:
            labels = even_labels([*(identity for identity, _ in there), *(row[0] for row in rows)])
            self._respace(company, day, there, labels)
        return sorted((labels[row[0]], row) for row in rows)

    def _respace(
        self, company: int, day: int, there: Sequence[tuple[str, int]], labels: dict[str, int]
    ) -> None:
        moves = [(place(company, day, old), place(company, day, labels[i])) for i, old in there]
        # Through the negative keys, where nothing else stands: a new key may still be somebody's old one.
        self._connection.run_many(
            "UPDATE invoice SET place = ? WHERE place = ?", [(-new, old) for old, new in moves]
        )
        self._connection.run_many(
            "UPDATE invoice SET place = ? WHERE place = ?", [(new, -new) for _, new in moves]
        )
        new_places = dict(moves)
        documents = received_at(self._connection, tuple(new_places))
        drop_received(self._connection, tuple(new_places))
        keep_received(self._connection, [(new_places[old], each) for old, each in documents.items()])
        reasons = drop_reasons(self._connection, tuple(new_places))
        keep_reasons(self._connection, [(new_places[old], *each) for old, each in reasons.items()])
        self._forget_texts(array("q", [old for old, _ in moves]))
        low, high = day_range(company, day, day)
        self._learn_texts(
            [
                (row[0], row[1:])
                for row in self._connection.rows(
                    f"SELECT place, {_COLUMNS} FROM invoice WHERE place BETWEEN ? AND ?",  # noqa: S608
                    (low, high),
                )
            ]
        )

    def _learn_texts(self, placed: Iterable[tuple[int, Row]]) -> None:
        texts = [(key, _searched(row)) for key, row in placed]
        for index, table in enumerate(TABLES):
            self._connection.run_many(
                f"INSERT INTO {table} (rowid, text) VALUES (?, ?)",  # noqa: S608
                [(key, text) for key, each in texts if (text := spaced(each[index]))],
            )

    def _forget_texts(self, places: "array[int]") -> None:
        for table in TABLES:
            self._connection.run_many(
                f"DELETE FROM {table} WHERE rowid = ?",  # noqa: S608
                [(key,) for key in places],
            )


def _marks(values: Sequence[object]) -> str:
    return f"({', '.join('?' * len(values))})"


def _is_over(former: Row, row: Row) -> bool:
    """Whether the cancellation of the former row has ended; another one at another moment may have followed."""
    status, moment = _AT["status_key"], _AT["cancelled_key"]
    if former[status] != _CANCELLED:
        return False
    moments = {former[moment], row[moment]} - {None}
    return row[status] != _CANCELLED or len(moments) == 2


def _tallied(values: Row) -> Row:
    return tuple(values[index] for index in _TALLY)


def _searched(values: Row) -> tuple[str, str, str]:
    """Number, partner and CIF, as TABLES hold them."""
    number, partner, cif = (values[index] for index in _SEARCHED)
    return number, partner or "", cif or ""
