"""Reasons that were typed and not sent yet, cancellations prepared with them, and the reasons sent lately."""

import json
from datetime import datetime

from storno_desktop.domain.invoice_summary import InvoiceId, InvoiceSummary
from storno_desktop.store.company_slot import slot_of
from storno_desktop.store.database import Databases
from storno_desktop.store.invoice_row import moment_key, summary_of, values_of
from storno_desktop.store.kept_reason_reader import JOINED, NAMES, OPEN_STILL, PREPARED
from storno_desktop.store.trouble import write_or

RECENT_KEPT = 20
"""So many reasons sent lately are kept of each company."""

_NOBODY: tuple[InvoiceSummary, ...] = ()
_OF_INVOICE = "company = (SELECT slot FROM company WHERE id = ?1) AND invoice = ?2"
_MOOT = (
    f"SELECT prepared IS NOT NULL, {', '.join(f'invoice.{name}' for name in NAMES)} {JOINED}"  # noqa: S608
    f" WHERE typed.company = (SELECT slot FROM company WHERE id = ?) AND NOT ({OPEN_STILL})"
)


class KeptReasons:
    """The reasons of every company; belongs to the thread that writes."""

    def __init__(self, databases: Databases) -> None:
        self._databases = databases

    @write_or(False)
    def keep(self, company_id: str, invoice_id: InvoiceId, text: str, at: datetime) -> bool:
        """Keep what is typed for this invoice by now; whether it was kept.

        A text of blanks alone keeps nothing. What was prepared stays prepared: with the new text, or with its own
        where the new one is blank.
        """
        connection = self._databases.writer_of(company_id)
        with connection.transaction():
            company = slot_of(connection, company_id)
            if not text.strip():
                connection.run(
                    "DELETE FROM typed WHERE company = ? AND invoice = ? AND prepared IS NULL",
                    (company, invoice_id),
                )
                return True
            connection.run(
                "INSERT INTO typed (company, invoice, text, kept) VALUES (?, ?, ?, ?)"
                " ON CONFLICT DO UPDATE SET text = excluded.text, kept = excluded.kept",
                (company, invoice_id, _writable(text), moment_key(at)),
            )
        return True

    @write_or(False)
    def prepare(self, company_id: str, invoice: InvoiceSummary, text: str, at: datetime) -> bool:
        """Somebody means to cancel this invoice, as it is now, for this reason; whether that was kept."""
        connection = self._databases.writer_of(company_id)
        with connection.transaction():
            connection.run(
                "INSERT OR REPLACE INTO typed VALUES (?, ?, ?, ?, ?, ?)",
                (
                    slot_of(connection, company_id),
                    invoice.id,
                    _writable(text),
                    moment_key(at),
                    moment_key(at),
                    _told(invoice),
                ),
            )
        return True

    @write_or(False)
    def drop(self, company_id: str, invoice_id: InvoiceId) -> bool:
        """Keep nothing that was typed for this invoice, and nothing that was prepared; whether that was done."""
        connection = self._databases.writer_of(company_id)
        with connection.transaction():
            connection.run(f"DELETE FROM typed WHERE {_OF_INVOICE}", (company_id, invoice_id))  # noqa: S608
        return True

    @write_or(_NOBODY)
    def drop_moot(self, company_id: str) -> tuple[InvoiceSummary, ...]:
        """Drop what was typed for invoices that can no longer be cancelled, as far as their rows tell; those of
        them whose cancellation was prepared, as they are now."""
        connection = self._databases.writer_of(company_id)
        found = connection.rows(_MOOT, (company_id,))
        if not found:
            return ()
        with connection.transaction():
            connection.run_many(
                f"DELETE FROM typed WHERE {_OF_INVOICE}",  # noqa: S608
                [(company_id, row[1]) for row in found],
            )
        return tuple(summary_of(row[1:]) for row in found if row[0])

    @write_or(0)
    def waiting(self, company_id: str) -> int:
        """How many cancellations are prepared, of invoices that can still be cancelled as far as their rows tell."""
        return len(self._databases.writer_of(company_id).rows(PREPARED, (company_id,)))

    @write_or(False)
    def sent(self, company_id: str, invoice_id: InvoiceId, text: str, at: datetime) -> bool:
        """This invoice was cancelled for this reason: nothing typed for it is left, and the reason is a recent one;
        whether that was kept."""
        connection = self._databases.writer_of(company_id)
        with connection.transaction():
            company = slot_of(connection, company_id)
            connection.run("DELETE FROM typed WHERE company = ? AND invoice = ?", (company, invoice_id))
            connection.run("INSERT OR REPLACE INTO recent VALUES (?, ?, ?)", (company, text, moment_key(at)))
            connection.run(
                "DELETE FROM recent WHERE company = ?1 AND text NOT IN"
                " (SELECT text FROM recent WHERE company = ?1 ORDER BY used DESC, text LIMIT ?2)",
                (company, RECENT_KEPT),
            )
        return True

    @write_or(False)
    def forget_recent(self, company_id: str) -> bool:
        """Keep no reasons sent lately; whether that was done."""
        connection = self._databases.writer_of(company_id)
        with connection.transaction():
            connection.run(
                "DELETE FROM recent WHERE company = (SELECT slot FROM company WHERE id = ?)", (company_id,)
            )
        return True


def _writable(text: str) -> str:
    """Halves of surrogates, which somebody may paste, cannot be written; what stands for them is refused as well."""
    return "".join("\ufffe" if "\ud800" <= letter <= "\udfff" else letter for letter in text)


def _told(invoice: InvoiceSummary) -> str:
    return json.dumps(dict(zip(NAMES, values_of(invoice), strict=False)), ensure_ascii=False)
