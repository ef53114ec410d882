"""Keeping what was received: the only place that writes invoices."""

from array import array
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from itertools import islice

from storno_desktop.domain.invoice import InvoiceId, InvoiceSummary
from storno_desktop.store.company_slot import slot_of
from storno_desktop.store.database import Connection, Databases, Row, among
from storno_desktop.store.folding import fold, words
from storno_desktop.store.invoice_row import FIELDS, KEYS, moment_key, moment_of, values_of
from storno_desktop.store.place import (
    date_range,
    day_range,
    even_labels,
    label_of,
    labels_between,
    place,
)
from storno_desktop.store.tally import TallyChange
from storno_desktop.store.trouble import write_or
from storno_desktop.store.window_tally import WindowTally

BATCH = 100
"""Rows in one transaction: a reader waits at most for one of them, a few milliseconds."""

_COLUMNS = f"{FIELDS}, {KEYS}"
_NAMES = [name.strip() for name in _COLUMNS.split(",")]
_AT = {name: index for index, name in enumerate(_NAMES)}
_TALLY = [_AT[name.strip()] for name in TallyChange.FIELDS.split(",")]
_SEARCHED = [_AT["number"], _AT["partner_key"], _AT["cif_key"]]
_MARKS = ", ".join("?" * (len(_NAMES) + 3))

# The names come from constants of this package; every value is bound.
_INSERT = f"INSERT INTO invoice (place, company, observed, {_COLUMNS}) VALUES ({_MARKS})"  # noqa: S608
_UPDATE = f"UPDATE invoice SET observed = ?, {' = ?, '.join(_NAMES)} = ? WHERE place = ?"  # noqa: S608
_STANDING = f"SELECT place, observed, {_COLUMNS} FROM invoice WHERE company = ? AND id IN "  # noqa: S608


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
    def put(self, company_id: str, rows: Iterable[InvoiceSummary], observed_at: datetime) -> int:
        """Keep these rows as the server gave them at that (aware) moment; how many were new or different.

        Where an id comes twice the later row counts. Written in transactions of BATCH rows each.
        """
        self._turn_to(company_id)
        observed, changed, source = moment_key(observed_at), 0, iter(rows)
        while batch := list(islice(source, BATCH)):
            values = {row.id: values_of(row) for row in batch}
            with self._connection.transaction():
                company = slot_of(self._connection, company_id)
                changed += self._put(company, values, observed)
                self._observed(company, observed)
        return changed

    @write_or(False)
    def replace(self, company_id: str, invoice: InvoiceSummary, observed_at: datetime) -> bool:
        """Keep one invoice that was read by itself; whether anything changed."""
        return self.put(company_id, (invoice,), observed_at) > 0

    @write_or(0)
    def mark_gone(self, company_id: str, ids: Iterable[InvoiceId], observed_at: datetime) -> int:
        """Leave out invoices that the server no longer has, with all that was read of them; how many that were.

        The ids are remembered with the moment, so that only a later observation brings one back.
        """
        self._turn_to(company_id)
        observed, gone, source = moment_key(observed_at), 0, iter(ids)
        while batch := list(islice(source, BATCH)):
            with self._connection.transaction():
                company = slot_of(self._connection, company_id)
                gone += self._mark_gone(company, batch, observed)
        return gone

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
            for table in ("gone", "part", "note"):
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

    def _put(self, company: int, values: dict[InvoiceId, Row], observed: int) -> int:
        ids = tuple(values)
        standing = {known.values[0]: known for known in map(_Known, self._standing(company, ids))}
        gone: dict[str, int] = dict(
            self._connection.rows(
                f"SELECT id, observed FROM gone WHERE company = ? AND id IN {_marks(ids)}",  # noqa: S608
                (company, *ids),
            )
        )
        tally, seen, same, moved, new = TallyChange(), [], [], [], []
        for identity, row in values.items():
            known = standing.get(identity)
            if known is None:
                if gone.get(identity, observed - 1) < observed:
                    new.append(row)
            elif known.observed > observed:
                continue
            elif known.values == row:
                seen.append((observed, known.place))
            elif known.values[_AT["issue_day"]] != row[_AT["issue_day"]]:
                moved.append(known)
                new.append(row)
            else:
                same.append((known, row))
        if seen:
            self._connection.run_many("UPDATE invoice SET observed = ? WHERE place = ?", seen)
        if moved:
            self._take_out(moved, tally)
        if same:
            self._rewrite(same, observed, tally)
        if new:
            if gone:
                self._connection.run_many(
                    "DELETE FROM gone WHERE company = ? AND id = ?", [(company, row[0]) for row in new]
                )
            self._bring_in(company, new, observed, tally)
        changed = len(new) + len(same)
        if changed:
            tally.write(self._connection, company)
            self._step(company)
        return changed

    def _standing(self, company: int, ids: Sequence[InvoiceId]) -> list[Row]:
        return self._connection.rows(_STANDING + _marks(ids), (company, *ids))

    def _step(self, company: int) -> None:
        self._connection.run("UPDATE company SET revision = revision + 1 WHERE slot = ?", (company,))

    def _mark_gone(self, company: int, ids: Sequence[InvoiceId], observed: int) -> int:
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
        return len(leaving)

    def _take_out(self, leaving: Sequence[_Known], tally: TallyChange) -> None:
        places = array("q", [known.place for known in leaving])
        self._connection.run("DELETE FROM invoice WHERE place IN carray(?)", (among(places),))
        self._forget_texts(places)
        for known in leaving:
            tally.went(_tallied(known.values))

    def _rewrite(self, changes: Sequence[tuple[_Known, Row]], observed: int, tally: TallyChange) -> None:
        self._connection.run_many(_UPDATE, [(observed, *row, known.place) for known, row in changes])
        texts = [(known.place, row) for known, row in changes if _searched(known.values) != _searched(row)]
        if texts:
            self._forget_texts(array("q", [key for key, _ in texts]))
            self._learn_texts(texts)
        for known, row in changes:
            tally.went(_tallied(known.values))
            tally.came(_tallied(row))

    def _bring_in(self, company: int, new: Sequence[Row], observed: int, tally: TallyChange) -> None:
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
        for row in new:
            tally.came(_tallied(row))

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
        texts = [(key, *_searched(row)) for key, row in placed]
        self._connection.run_many(
            "INSERT INTO words (rowid, number, name, cif) VALUES (?, ?, ?, ?)",
            [(key, *(" ".join(words(text)) for text in each)) for key, *each in texts],
        )
        self._connection.run_many(
            "INSERT INTO pieces (rowid, number, cif) VALUES (?, ?, ?)",
            [(key, number, cif) for key, number, _, cif in texts],
        )

    def _forget_texts(self, places: "array[int]") -> None:
        for table in ("words", "pieces"):
            self._connection.run_many(
                f"DELETE FROM {table} WHERE rowid = ?",  # noqa: S608
                [(key,) for key in places],
            )


def _marks(values: Sequence[object]) -> str:
    return f"({', '.join('?' * len(values))})"


def _tallied(values: Row) -> Row:
    return tuple(values[index] for index in _TALLY)


def _searched(values: Row) -> tuple[str, str, str]:
    """Number, partner and CIF, folded."""
    number, partner, cif = (values[index] for index in _SEARCHED)
    return fold(number), partner or "", cif or ""
