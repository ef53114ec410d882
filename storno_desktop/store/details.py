"""Keeping what was read of an invoice beside its row: detail, events, payments, e-mails, links, series."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from storno_desktop.domain.evidence import Source
from storno_desktop.domain.invoice_summary import InvoiceId
from storno_desktop.store.company_slot import slot_of
from storno_desktop.store.database import Connection, Databases
from storno_desktop.store.invoice_row import moment_key, moment_of
from storno_desktop.store.safe_document import safe_document
from storno_desktop.store.trouble import write_or

OF_COMPANY = InvoiceId("")
"""Stands for the invoice in what belongs to the company as a whole (the series)."""


@dataclass(frozen=True, slots=True)
class KeptPart:
    """One answer of the server: its JSON, and when it came by this computer's and by the server's clock
    (aware; None where the server told no time)."""

    source: Source
    document: bytes
    observed_at: datetime
    server_time: datetime | None


class DetailStore:
    """The parts of every company's invoices; belongs to the thread that writes."""

    def __init__(self, databases: Databases) -> None:
        self._databases = databases

    @write_or(False)
    def keep_part(
        self,
        company_id: str,
        invoice_id: InvoiceId,
        source: Source,
        body: bytes,
        observed_at: datetime,
        server_time: datetime | None = None,
    ) -> bool:
        """Keep the server's answer in the place of an earlier one; whether it was kept.

        It is kept as it came, without secrets (`safe_document`). What was observed earlier never replaces
        what was observed later; what is no JSON, and what a disk refuses, is not kept.
        """
        document = safe_document(body)
        if document is None:
            return False
        connection = self._databases.writer_of(company_id)
        with connection.transaction():
            company = slot_of(connection, company_id)
            connection.run(
                "INSERT INTO part VALUES (?1, ?2, ?3, ?4, ?5, ?6) ON CONFLICT DO UPDATE SET"
                " observed = excluded.observed, server = excluded.server, document = excluded.document"
                " WHERE observed <= excluded.observed",
                (
                    company,
                    str(invoice_id),
                    source.name,
                    moment_key(observed_at),
                    None if server_time is None else moment_key(server_time),
                    document,
                ),
            )
        return True

    def parts(self, company_id: str, invoice_id: InvoiceId) -> Mapping[Source, KeptPart]:
        """Everything that is kept of the invoice, by where it was read."""
        return _parts(self._databases.writer_of(company_id), company_id, invoice_id)

    @write_or(False)
    def forget(self, company_id: str, invoice_id: InvoiceId | None = None) -> bool:
        """Keep nothing of this invoice any more, of no invoice of the company for None; whether that was done."""
        connection = self._databases.writer_of(company_id)
        with connection.transaction():
            connection.run(
                "DELETE FROM part WHERE company = (SELECT slot FROM company WHERE id = ?1)"
                " AND (?2 IS NULL OR invoice = ?2)",
                (company_id, invoice_id),
            )
        return True


class CompanyNotes:
    """Small texts to be remembered of a company, such as how far its synchronisation has come;
    belongs to the thread that writes."""

    def __init__(self, databases: Databases) -> None:
        self._databases = databases

    @write_or(False)
    def keep(self, company_id: str, name: str, text: str) -> bool:
        """Remember this text under this name in the place of an earlier one; whether it was kept."""
        connection = self._databases.writer_of(company_id)
        with connection.transaction():
            company = slot_of(connection, company_id)
            connection.run("INSERT OR REPLACE INTO note VALUES (?, ?, ?)", (company, name, text))
        return True

    def find(self, company_id: str, name: str) -> str | None:
        """What is remembered under this name, None for nothing."""
        row = self._databases.writer_of(company_id).row(
            "SELECT text FROM note JOIN company ON slot = company WHERE id = ? AND name = ?",
            (company_id, name),
        )
        return None if row is None else str(row[0])


def _parts(connection: Connection, company_id: str, invoice_id: InvoiceId) -> dict[Source, KeptPart]:
    rows = connection.rows(
        "SELECT source, document, part.observed, server FROM part JOIN company ON slot = company"
        " WHERE id = ? AND invoice = ?",
        (company_id, str(invoice_id)),
    )
    return {
        Source[source]: KeptPart(
            Source[source], document, moment_of(observed), None if server is None else moment_of(server)
        )
        for source, document, observed, server in rows
        if source in Source.__members__
    }
