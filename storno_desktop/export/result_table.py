"""A short table with a stamp as a file: what came of a piece of work, for the accountant's own records."""

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from io import StringIO
from pathlib import Path

from storno_desktop.export.csv_sheet import ROMANIAN, CsvManner, defused
from storno_desktop.export.fresh_file import FreshFile
from storno_desktop.export.outcome import Exported, ExportProblem, problem_of
from storno_desktop.export.row_values import one_line

_AMOUNT = "#,##0.00"
_WIDEST = 60
_MOST_CHARACTERS = 32_767
_EXACT_DIGITS = 15
"""So many a workbook keeps of a number."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ResultTable:
    """`rows` have a text or an amount for each heading; `stamp` is label and text, told after the rows."""

    title: str
    headings: tuple[str, ...]
    rows: Sequence[tuple[str | Decimal | None, ...]]
    stamp: tuple[tuple[str, str], ...] = ()


def write_results(path: Path, table: ResultTable) -> Exported | ExportProblem:
    """The table into this file, as a workbook where its name ends in .xlsx, else as CSV; whole or not at all."""
    try:
        with FreshFile(path) as file:
            if path.suffix.lower() == ".xlsx":
                _write_workbook(file.draft, table)
            else:
                file.draft.write_bytes(results_csv(table).encode("utf-8-sig", "replace"))
            problem = file.publish()
    except OSError as error:
        return problem_of(error, path)
    return problem or Exported(path=path, rows=len(table.rows))


def results_csv(table: ResultTable, manner: CsvManner = ROMANIAN) -> str:
    """Lines ended by CR LF; the stamp follows behind an empty line."""
    out = StringIO(newline="")
    sheet = csv.writer(out, delimiter=manner.separator, lineterminator="\r\n")
    sheet.writerow([defused(each) for each in table.headings])
    for row in table.rows:
        sheet.writerow([_written(each, manner) for each in row])
    if table.stamp:
        sheet.writerow([])
    for label, text in table.stamp:
        sheet.writerow([defused(one_line(label)), defused(one_line(text))])
    return out.getvalue()


def _written(value: str | Decimal | None, manner: CsvManner) -> str:
    match value:
        case None:
            return ""
        case Decimal():
            return format(value, "f").replace(".", manner.decimal_point)
        case str():
            return defused(one_line(value))


def _write_workbook(draft: Path, table: ResultTable) -> None:
    from xlsxwriter import Workbook  # the library is loaded when it is needed
    from xlsxwriter.exceptions import XlsxWriterException

    book = Workbook(str(draft), {"strings_to_formulas": False, "strings_to_urls": False})
    heading = book.add_format({"bold": True, "bottom": 1})
    amount = book.add_format({"num_format": _AMOUNT})
    sheet = book.add_worksheet()
    sheet.freeze_panes(1, 0)
    for column, text in enumerate(table.headings):
        sheet.write_string(0, column, text, heading)
        shown = [text, *(str(row[column] or "") for row in table.rows)]
        sheet.set_column(column, column, min(max(map(len, shown)) + 2, _WIDEST))
    for line, row in enumerate(table.rows, 1):
        for column, value in enumerate(row):
            if isinstance(value, Decimal) and len(value.as_tuple().digits) <= _EXACT_DIGITS:
                sheet.write_number(line, column, float(value), amount)
            elif value is not None:
                sheet.write_string(line, column, one_line(str(value))[:_MOST_CHARACTERS])
    for line, (label, text) in enumerate(table.stamp, len(table.rows) + 2):
        sheet.write_string(line, 0, one_line(label)[:_MOST_CHARACTERS], heading)
        sheet.write_string(line, 1, one_line(text)[:_MOST_CHARACTERS])
    try:
        book.close()
    except XlsxWriterException as error:
        cause = error.args[0] if error.args else None
        raise cause if isinstance(cause, OSError) else OSError(str(error)) from error
