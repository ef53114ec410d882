"""What is remembered of invoices under numbers that they no longer have."""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal

from storno_desktop.domain.invoice_summary import InvoiceId, InvoiceSummary
from storno_desktop.domain.search_question import SearchQuestion
from storno_desktop.domain.tombstone import Tombstone
from storno_desktop.store.database import Connection, Row
from storno_desktop.store.folding import fold, number_key
from storno_desktop.store.invoice_row import moment_of
from storno_desktop.store.search import Search

_COLUMNS = "id, number, new_number, partner, issue_day, total, currency, observed"


def is_other_number(former: InvoiceSummary, number: str) -> bool:
    """Whether the invoice was known by a number that this one does not stand for.

    What a draft is called until it is issued was never a number.
    """
    known = fold(former.number).strip()
    return bool(known) and not former.was_never_issued and known != fold(number).strip()


def bury(
    connection: Connection, company: int, former: Mapping[InvoiceSummary, str | None], observed: int
) -> None:
    """Remember these invoices by their numbers, with the number that each has now; None for gone."""
    connection.run_many(
        "INSERT OR REPLACE INTO tombstone VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [
            (
                company,
                invoice.id,
                invoice.number,
                number_key(invoice.number),
                new_number,
                invoice.partner_name,
                invoice.issue_date.toordinal(),
                str(invoice.total),
                invoice.currency,
                observed,
            )
            for invoice, new_number in former.items()
        ],
    )


def follow(connection: Connection, company: int, present: Iterable[tuple[str, str | None]]) -> None:
    """Tell the tombstones of invoices (by id) the numbers that these have now; under its own number an
    invoice needs none. None for an invoice that is gone."""
    numbers = [(number, company, identity) for identity, number in present]
    connection.run_many("DELETE FROM tombstone WHERE number = ? AND company = ? AND id = ?", numbers)
    connection.run_many("UPDATE tombstone SET new_number = ? WHERE company = ? AND id = ?", numbers)


class TombstoneReader:
    """Finds invoices by former numbers, through one thread's connection."""

    def __init__(self, connection: Connection, company: int) -> None:
        self._connection = connection
        self._company = company

    def former(self, text: str) -> tuple[Tombstone, ...]:
        """The invoices that had the number which a search names exactly, the one noticed last first.

        Nothing where other words are looked for besides.
        """
        search = Search.of(SearchQuestion.of(text))
        if search is None:
            return ()
        numbers = {number for exact in search.exacts if not exact.others for number in exact.numbers}
        found = {
            (row[0], row[1]): row
            for number in numbers
            for row in self._candidates(number)
            if fold(row[1]).strip() in numbers
        }
        return tuple(map(_tombstone, sorted(found.values(), key=lambda row: (-row[7], row[1], row[0]))))

    def _candidates(self, number: str) -> list[Row]:
        return self._connection.rows(
            f"SELECT {_COLUMNS} FROM tombstone WHERE company = ? AND number_key = ?",  # noqa: S608
            (self._company, number_key(number)),
        )


def _tombstone(row: Row) -> Tombstone:
    identity, number, new_number, partner, issue_day, total, currency, observed = row
    return Tombstone(
        invoice_id=InvoiceId(identity),
        number=number,
        new_number=new_number,
        partner=partner,
        issue_date=date.fromordinal(issue_day),
        total=Decimal(total),
        currency=currency,
        observed_at=moment_of(observed),
    )
