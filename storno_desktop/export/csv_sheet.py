"""The list as a text file with separators (RFC 4180), in the two manners that spreadsheets expect."""

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from io import TextIOWrapper
from pathlib import Path
from typing import Final

from storno_desktop.export.course import Course
from storno_desktop.export.order import Field, Order
from storno_desktop.export.row_values import Sums, Value, one_line


@dataclass(frozen=True, slots=True)
class CsvManner:
    """How a country's spreadsheets read such a file; `date_format` is for `strftime`."""

    separator: str
    decimal_point: str
    date_format: str


ROMANIAN: Final = CsvManner(";", ",", "%d.%m.%Y")
"""What Excel in Romanian opens right by a double click."""
INTERNATIONAL: Final = CsvManner(",", ".", "%Y-%m-%d")

_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠", "|", "%")


def defused(text: str) -> str:
    """The text with an apostrophe before it where a spreadsheet would take it for a formula."""
    return f"'{text}" if text.lstrip().startswith(_FORMULA_STARTS) else text


class CsvSheet:
    """UTF-8 with a byte order mark, lines ended by CR LF. After the rows, behind an empty line, follow the
    totals by currency and the stamp, so that the first line is the heading for every program that reads it.
    """

    def __init__(self, draft: Path, order: Order, manner: CsvManner) -> None:
        self._order, self._manner = order, manner
        self._raw = draft.open("xb")
        self._text = TextIOWrapper(self._raw, encoding="utf-8-sig", errors="replace", newline="")
        self._out = csv.writer(self._text, delimiter=manner.separator, lineterminator="\r\n")
        self._out.writerow([defused(order.wording.headings[each]) for each in order.fields])

    def add(self, values: Sequence[Value], *, is_cancelled: bool) -> None:  # noqa: ARG002  no styles here
        """One invoice."""
        self._out.writerow([self._written(value) for value in values])

    def end(self, sums: Sums, course: Course) -> None:
        """Totals and stamp; the file is complete then."""
        course.check()
        words, fields = self._order.wording, self._order.fields
        totals = list(sums)
        if totals or self._order.stamp:
            self._out.writerow([])
        for currency, total, count in totals:
            line: list[Value] = [None] * len(fields)
            line[0], line[1] = words.total, f"{count} {words.invoices}"
            line[fields.index(Field.TOTAL)], line[fields.index(Field.CURRENCY)] = total, currency
            self._out.writerow([self._written(value) for value in line])
        if totals:
            self._out.writerow([self._written(words.total_note)])
        for label, text in self._order.stamp:
            self._out.writerow([self._written(one_line(label)), self._written(one_line(text))])
        self._text.flush()

    def close(self) -> None:
        """Let go of the file, complete or not."""
        try:
            self._text.close()
        except OSError:  # what could not be flushed was told already, or is given up
            self._raw.close()

    def _written(self, value: Value) -> str:
        match value:
            case None:
                return ""
            case str():
                return defused(value)
            case Decimal():
                return digits(value).replace(".", self._manner.decimal_point)
            case int():
                return str(value)
            case date():
                return value.strftime(self._manner.date_format)


def digits(value: Decimal) -> str:
    """All digits as they are stored, two decimals at least, no groups."""
    text = format(value, "f")
    whole, point, fraction = text.partition(".")
    fraction = fraction.rstrip("0").ljust(2, "0")
    return f"{whole}.{fraction}" if point or fraction else whole
