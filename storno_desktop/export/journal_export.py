"""The journal as a file for people (CSV) and for programs (JSON), with every seal, so that others can check it."""

import csv
import io
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from storno_desktop.domain.journal_row import JournalRow
from storno_desktop.export.csv_sheet import ROMANIAN, CsvManner, defused
from storno_desktop.export.fresh_file import write_whole
from storno_desktop.export.outcome import Exported, ExportProblem
from storno_desktop.export.row_values import one_line

HEADINGS: Final = (
    "number",
    "at",
    "act",
    "kind",
    "state",
    "invoice",
    "invoice_id",
    "company",
    "cif",
    "by",
    "server",
    "reason",
    "outcome",
    "seal",
)
"""One line a row of the journal; the names are the same in every language, for programs read them."""


def journal_json(rows: Iterable[JournalRow]) -> str:
    """A list of rows: `number`, `seal`, what the row tells as `told`, and the exact text of it as `text`.

    The seal is SHA-256 over "<seal before> <number> <text>"; before the first row stand 64 zeros.
    """
    told = [{"number": row.number, "seal": row.seal, "told": row.fields, "text": row.told} for row in rows]
    return json.dumps(told, ensure_ascii=False, indent=1) + "\n"


def journal_csv(rows: Iterable[JournalRow], manner: CsvManner = ROMANIAN) -> str:
    """One line a row, CR LF, with what the act's first row told repeated in each of its lines."""
    out = io.StringIO(newline="")
    sheet = csv.writer(out, delimiter=manner.separator, lineterminator="\r\n")
    sheet.writerow(HEADINGS)
    begun: dict[str, dict[str, object]] = {}
    for row in rows:
        fields = row.fields
        first = begun.setdefault(row.act, fields)
        sheet.writerow([defused(one_line(each)) for each in _line(row, fields, first)])
    return out.getvalue()


def write_journal(path: Path, rows: Iterable[JournalRow]) -> Exported | ExportProblem:
    """All rows into this file, as JSON where its name ends so, else as CSV; whole or not at all."""
    known = tuple(rows)
    is_json = path.suffix.lower() == ".json"
    content = journal_json(known).encode() if is_json else journal_csv(known).encode("utf-8-sig", "replace")
    return write_whole(path, content) or Exported(path=path, rows=len(known))


def _line(row: JournalRow, fields: dict[str, object], first: dict[str, object]) -> list[str]:
    invoice, company, by = (_part(first, name) for name in ("invoice", "company", "by"))
    problem, settled = _part(fields, "problem"), _part(fields, "settled")
    outcome = settled.get("standing") or problem.get("kind") or fields.get("why") or ""
    values = (
        row.number,
        fields.get("at", ""),
        row.act,
        first.get("kind", ""),
        fields.get("state", ""),
        invoice.get("number", ""),
        invoice.get("id", ""),
        company.get("name", ""),
        company.get("cif", ""),
        by.get("email", ""),
        by.get("server", ""),
        first.get("reason", ""),
        str(outcome).lower(),
        row.seal,
    )
    return [str(each) for each in values]


def _part(fields: dict[str, object], name: str) -> dict[str, object]:
    found = fields.get(name)
    return found if isinstance(found, dict) else {}
