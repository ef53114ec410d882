"""Keeping the PDFs of invoices: those that were opened, and those that somebody chose to keep."""

from datetime import datetime
from typing import Final

from storno_desktop.domain.evidence import Evidence, Source
from storno_desktop.domain.invoice_summary import InvoiceId
from storno_desktop.domain.kept_pdf import KeptPdf
from storno_desktop.store.company_slot import slot_of
from storno_desktop.store.database import Databases
from storno_desktop.store.invoice_row import moment_key, moment_of
from storno_desktop.store.trouble import write_or

MARK: Final = b"%PDF-"
END: Final = b"%%EOF"
"""Stands in the last kilobyte of every whole PDF; an answer that was cut off on its way has none."""
MOST_BYTES: Final = 40 * 1024 * 1024
"""A single PDF is never larger: the client takes no more either."""

_OF_COMPANY = "company = (SELECT slot FROM company WHERE id = ?1)"


class PdfStore:
    """The PDFs of every company's invoices; belongs to the thread that writes."""

    def __init__(self, databases: Databases) -> None:
        self._databases = databases

    @write_or(False)
    def keep(
        self,
        company_id: str,
        invoice_id: InvoiceId,
        document: bytes,
        observed_at: datetime,
        server_time: datetime | None = None,
    ) -> bool:
        """Keep the PDF byte by byte in the place of an earlier one; whether it was kept.

        What was observed earlier never replaces what was observed later, and what was chosen for keeping stays
        chosen. What is no whole PDF, is too large, or a disk refuses, is not kept.
        """
        is_pdf = document.startswith(MARK) and END in document[-1024:]
        if not is_pdf or len(document) > MOST_BYTES:
            return False
        connection, observed = self._databases.writer_of(company_id), moment_key(observed_at)
        with connection.transaction():
            connection.run(
                "INSERT INTO pdf VALUES (?1, ?2, ?3, ?4, ?3, 0, ?5, ?6) ON CONFLICT DO UPDATE SET"
                " observed = excluded.observed, server = excluded.server, used = max(used, excluded.used),"
                " size = excluded.size, document = excluded.document WHERE observed <= excluded.observed",
                (
                    slot_of(connection, company_id),
                    str(invoice_id),
                    observed,
                    None if server_time is None else moment_key(server_time),
                    len(document),
                    document,
                ),
            )
        return True

    def open(self, company_id: str, invoice_id: InvoiceId, now: datetime) -> Evidence[bytes] | None:
        """The PDF as it was kept, None for none; that it was used at this (aware) moment is remembered."""
        row = self._databases.writer_of(company_id).row(
            f"SELECT document, observed, server FROM pdf WHERE {_OF_COMPANY} AND invoice = ?2",  # noqa: S608
            (company_id, str(invoice_id)),
        )
        if row is None:
            return None
        self._used(company_id, invoice_id, now)
        document, observed, server = row
        server_time = None if server is None else moment_of(server)
        return Evidence(document, Source.DETAIL, moment_of(observed), server_time, is_kept=True)

    def standing(self, company_id: str, invoice_id: InvoiceId) -> KeptPdf | None:
        """What is known of the PDF without reading it, None for none."""
        row = self._databases.writer_of(company_id).row(
            f"SELECT size, observed, chosen, server FROM pdf WHERE {_OF_COMPANY} AND invoice = ?2",  # noqa: S608
            (company_id, str(invoice_id)),
        )
        if row is None:
            return None
        size, observed, chosen, server = row
        server_time = None if server is None else moment_of(server)
        return KeptPdf(size, moment_of(observed), bool(chosen), server_time)

    @write_or(False)
    def choose(self, company_id: str, invoice_id: InvoiceId) -> bool:
        """Somebody wants this PDF to stay; whether it is there."""
        connection = self._databases.writer_of(company_id)
        with connection.transaction():
            connection.run(
                f"UPDATE pdf SET chosen = 1 WHERE {_OF_COMPANY} AND invoice = ?2",  # noqa: S608
                (company_id, str(invoice_id)),
            )
        return self.standing(company_id, invoice_id) is not None

    @write_or(False)
    def forget(self, company_id: str, invoice_id: InvoiceId) -> bool:
        """Keep this PDF no more; whether that was done."""
        connection = self._databases.writer_of(company_id)
        with connection.transaction():
            connection.run(
                f"DELETE FROM pdf WHERE {_OF_COMPANY} AND invoice = ?2",  # noqa: S608
                (company_id, str(invoice_id)),
            )
        return True

    def total_bytes(self, company_id: str) -> int:
        """How many bytes all PDFs of the company have together."""
        row = self._databases.writer_of(company_id).row(
            f"SELECT sum(size) FROM pdf WHERE {_OF_COMPANY}",  # noqa: S608
            (company_id,),
        )
        return int(row[0] or 0) if row is not None else 0

    @write_or(0)
    def forget_until(self, company_id: str, at_most_bytes: int) -> int:
        """Forget PDFs until the rest has at most so many bytes together; how many were forgotten.

        Those that were used longest ago go first; those that somebody chose to keep go last.
        """
        connection = self._databases.writer_of(company_id)
        left = self.total_bytes(company_id)
        leaving: list[tuple[str, str]] = []
        for invoice, size in connection.rows(
            f"SELECT invoice, size FROM pdf WHERE {_OF_COMPANY} ORDER BY chosen, used, invoice",  # noqa: S608
            (company_id,),
        ):
            if left <= at_most_bytes:
                break
            left -= size
            leaving.append((company_id, invoice))
        if leaving:
            with connection.transaction():
                connection.run_many(
                    f"DELETE FROM pdf WHERE {_OF_COMPANY} AND invoice = ?2",  # noqa: S608
                    leaving,
                )
        return len(leaving)

    @write_or(False)
    def _used(self, company_id: str, invoice_id: InvoiceId, now: datetime) -> bool:
        connection = self._databases.writer_of(company_id)
        with connection.transaction():
            connection.run(
                f"UPDATE pdf SET used = max(used, ?3) WHERE {_OF_COMPANY} AND invoice = ?2",  # noqa: S608
                (company_id, str(invoice_id), moment_key(now)),
            )
        return True
