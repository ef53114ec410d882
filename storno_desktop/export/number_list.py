"""The cancelled numbers of a month as a text file with separators (RFC 4180)."""

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from storno_desktop.domain.cancelled_numbers import CancelledNumber, CancelledNumbers
from storno_desktop.export.csv_sheet import ROMANIAN, CsvManner, defused, digits
from storno_desktop.export.fresh_file import FreshFile
from storno_desktop.export.outcome import Exported, ExportProblem, problem_of
from storno_desktop.export.row_values import one_line


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberWording:
    """Every word of the file, in the person's language.

    `headings` are those of the whole number, series, number, date of issue, date of cancelling, buyer, total and currency; `undated`
    stands before the numbers of which nobody knows when they were cancelled; `stamp` and `gaps` are lines of label
    and text: where the numbers come from, and what the copy cannot tell.
    """

    headings: Sequence[str]
    not_known: str
    undated: str
    stamp: Sequence[tuple[str, str]]
    gaps: Sequence[tuple[str, str]]


def numbers_csv(numbers: CancelledNumbers, wording: NumberWording, manner: CsvManner = ROMANIAN) -> str:
    """The numbers below their headings; behind an empty line each what else has to be known."""
    out = io.StringIO(newline="")
    sheet = csv.writer(out, delimiter=manner.separator, lineterminator="\r\n")
    sheet.writerow([defused(each) for each in wording.headings])
    sheet.writerows(_line(each, wording, manner) for each in numbers.numbers)
    if numbers.undated:
        sheet.writerow([])
        sheet.writerow([defused(wording.undated)])
        sheet.writerows(_line(each, wording, manner) for each in numbers.undated)
    for block in (wording.gaps, wording.stamp):
        if block:
            sheet.writerow([])
        sheet.writerows([defused(one_line(label)), defused(one_line(text))] for label, text in block)
    return out.getvalue()


def write_numbers(
    path: Path, numbers: CancelledNumbers, wording: NumberWording, manner: CsvManner = ROMANIAN
) -> Exported | ExportProblem:
    """All of it into this file, with a byte order mark; whole or not at all."""
    try:
        with FreshFile(path) as fresh:
            fresh.draft.write_bytes(numbers_csv(numbers, wording, manner).encode("utf-8-sig", "replace"))
            problem = fresh.publish()
    except OSError as error:
        return problem_of(error, path)
    return problem or Exported(path=path, rows=len(numbers.numbers))


def _line(each: CancelledNumber, wording: NumberWording, manner: CsvManner) -> list[str]:
    def day(value: date | None) -> str:
        return wording.not_known if value is None else value.strftime(manner.date_format)

    return [
        defused(one_line(each.invoice)),  # spreadsheets take away the zeros before a number that stands alone
        defused(one_line(each.series)),
        defused(one_line(each.number)),
        day(each.issued_on),
        day(each.cancelled_on),
        defused(one_line(each.buyer)),
        digits(each.total).replace(".", manner.decimal_point),
        defused(one_line(each.currency)),
    ]
