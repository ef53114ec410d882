"""The list as an Excel workbook: real numbers and dates, a second sheet that tells where they come from."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from datetime import UTC, date, datetime, time
from decimal import Decimal
from typing import IO, TYPE_CHECKING, Final, cast

from storno_desktop.export.course import Course
from storno_desktop.export.fresh_file import FreshFile, WatchedFile
from storno_desktop.export.order import Field, Order
from storno_desktop.export.row_values import Sums, Value, one_line

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

LAST_ROW: Final = 1_048_575
"""The last row of a sheet, counted from 0: more invoices go on to another sheet."""
_MOST_CHARACTERS: Final = 32_767
_WIDEST, _NARROWEST = 60, 8
_A4 = 9
_AMOUNT = "#,##0.00##"
_OLDEST_DAY = date(1900, 3, 1)
"""Excel counts a 29th of February 1900 that never was; older dates are written as text."""
_SECONDARY_INK = "#4B5563"
_HEADING_PAPER = "#EEF0F3"

_AMOUNTS = frozenset({Field.SUBTOTAL, Field.VAT, Field.TOTAL, Field.PAID, Field.BALANCE})
_STRUCK = frozenset({Field.NUMBER, Field.TOTAL})


class XlsxSheet:
    """Rows go to the disk as they come; what the library needs beside lies in the draft's own folder."""

    def __init__(self, fresh: FreshFile, order: Order, course: Course) -> None:
        from xlsxwriter import Workbook

        self._order, self._course, self._fields = order, course, order.fields
        self._raw = fresh.draft.open("xb+")
        self._file = WatchedFile(self._raw, course)
        self._book = Workbook(
            cast(IO[bytes], self._file),
            {"constant_memory": True, "tmpdir": str(fresh.folder), "use_zip64": True},
        )
        made_at = order.made_at.astimezone(UTC)
        self._book.set_properties({"title": order.title, "created": made_at.replace(tzinfo=None)})
        self._formats: dict[tuple[str, bool, bool], Format] = {}
        self._bold = self._book.add_format({"bold": True})
        self._wrapped = self._book.add_format({"text_wrap": True, "valign": "top"})
        self._heading = self._book.add_format(
            {"bold": True, "bg_color": _HEADING_PAPER, "bottom": 1, "valign": "vcenter"}
        )
        self._heading_right = self._book.add_format(
            {"bold": True, "bg_color": _HEADING_PAPER, "bottom": 1, "valign": "vcenter", "align": "right"}
        )
        self._widths: list[int] = []
        self._sheets = 0
        self._sheet = self._begin_sheet()

    def add(self, values: Sequence[Value], *, is_cancelled: bool) -> None:
        """One invoice."""
        if self._next > LAST_ROW:
            self._end_sheet()
            self._sheet = self._begin_sheet()
        for column, (wanted, value) in enumerate(zip(self._fields, values, strict=True)):
            if value is not None:
                self._write(self._sheet, self._next, column, wanted, value, is_cancelled)
        self._next += 1

    def end(self, sums: Sums, course: Course) -> None:
        """Totals, the second sheet, and the putting together; the file is complete then.

        Raises OSError where the disk takes no more.
        """
        from xlsxwriter.exceptions import XlsxWriterException

        self._end_sheet()
        self._write_totals_below(sums)
        self._write_about(sums)
        course.check()
        try:
            self._book.close()
        except XlsxWriterException as error:
            cause = self._file.failure or (error.args[0] if error.args else None)
            raise cause if isinstance(cause, OSError) else OSError(str(error)) from error
        self._raw.flush()

    def close(self) -> None:
        """Let go of all files, complete or not."""
        for sheet in self._book.worksheets():
            # The library lets go of them only in its own close(), which also writes the whole workbook.
            with suppress(OSError):  # what could not be flushed was told already, or is given up
                sheet._opt_close()
        with suppress(OSError):
            self._raw.close()

    # -------------------------------------------------------------------------------------- inside

    def _begin_sheet(self) -> Worksheet:
        self._sheets += 1
        name = self._order.wording.sheet
        sheet = self._book.add_worksheet(name if self._sheets == 1 else f"{name} {self._sheets}")
        self._dress(sheet)
        headings = [self._order.wording.headings[each] for each in self._fields]
        # Room for the arrow of the filter beside the word.
        self._widths = [max(len(heading) + 3, _NARROWEST) for heading in headings]
        for column, (wanted, heading) in enumerate(zip(self._fields, headings, strict=True)):
            right = wanted in _AMOUNTS or wanted is Field.DAYS_LEFT
            sheet.write_string(0, column, heading, self._heading_right if right else self._heading)
        self._next = 1
        return sheet

    def _dress(self, sheet: Worksheet) -> None:
        sheet.freeze_panes(1, 0)
        sheet.set_landscape()
        sheet.set_paper(_A4)
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(0)
        title = self._order.title.replace("&", "&&")[:200]
        sheet.set_header(f"&L{title}")
        sheet.set_footer("&R&P / &N")

    def _end_sheet(self) -> None:
        self._sheet.autofilter(0, 0, max(self._next - 1, 1), len(self._fields) - 1)
        for column, width in enumerate(self._widths):
            self._sheet.set_column(column, column, min(width + 1, _WIDEST))

    def _write(
        self, sheet: Worksheet, row: int, column: int, wanted: Field, value: Value, is_cancelled: bool
    ) -> None:
        struck = is_cancelled and wanted in _STRUCK
        match value:
            case Decimal():
                number = _number(value)
                shown = f"{value:,.2f}"
                if number is None:
                    shown = str(value)
                    sheet.write_string(row, column, shown, self._format("right", is_cancelled, struck))
                else:
                    sheet.write_number(row, column, number, self._format("amount", is_cancelled, struck))
            case int():
                shown = str(value)
                sheet.write_number(row, column, value, self._format("count", is_cancelled, struck))
            case date() if value >= _OLDEST_DAY:
                shown = value.isoformat()
                moment = datetime.combine(value, time())
                sheet.write_datetime(row, column, moment, self._format("date", is_cancelled, struck))
            case _:
                shown = _cut(str(value))
                kind = "right" if wanted in _AMOUNTS or wanted is Field.DAYS_LEFT else "text"
                sheet.write_string(row, column, shown, self._format(kind, is_cancelled, struck))
        self._widths[column] = max(self._widths[column], len(shown))

    def _format(self, kind: str, is_cancelled: bool, struck: bool) -> Format:
        known = self._formats.get((kind, is_cancelled, struck))
        if known is not None:
            return known
        looks: dict[str, object] = {}
        match kind:
            case "amount":
                looks["num_format"] = _AMOUNT
            case "date":
                looks["num_format"] = self._order.wording.date_format
                looks["align"] = "left"
            case "right":
                looks["align"] = "right"
            case _:
                pass
        if is_cancelled:
            looks["font_color"] = _SECONDARY_INK
        if struck:
            looks["font_strikeout"] = True
        made = self._formats[(kind, is_cancelled, struck)] = self._book.add_format(looks)
        return made

    def _write_totals_below(self, sums: Sums) -> None:
        """Under the last row with a free one between, so that neither filter nor sorting takes them along."""
        words, sheet = self._order.wording, self._sheet
        totals = list(sums)
        row = self._next + 1
        if not totals or row + len(totals) > LAST_ROW:
            return
        amount = self._book.add_format({"bold": True, "num_format": _AMOUNT})
        for currency, total, count in totals:
            sheet.write_string(row, 0, words.total, self._bold)
            sheet.write_string(row, 1, f"{count} {words.invoices}", self._bold)
            _write_total(sheet, row, self._fields.index(Field.TOTAL), total, amount)
            sheet.write_string(row, self._fields.index(Field.CURRENCY), _cut(currency), self._bold)
            row += 1
        sheet.write_string(row, 0, words.total_note)

    def _write_about(self, sums: Sums) -> None:
        words = self._order.wording
        sheet = self._book.add_worksheet(words.about_sheet)
        sheet.set_column(0, 0, 28)
        sheet.set_column(1, 1, _WIDEST)
        sheet.write_string(0, 0, _cut(self._order.title), self._bold)
        row = 2
        for label, text in self._order.stamp:
            sheet.write_string(row, 0, _cut(one_line(label)), self._bold)
            sheet.write_string(row, 1, _cut(one_line(text)), self._wrapped)
            row += 1
        amount = self._book.add_format({"num_format": _AMOUNT, "align": "left"})
        row += 1
        for currency, total, count in sums:
            sheet.write_string(row, 0, f"{words.total} {currency}", self._bold)
            _write_total(sheet, row, 1, total, amount)
            sheet.write_string(row, 2, f"{count} {words.invoices}")
            row += 1
        sheet.set_column(2, 2, 16)
        sheet.write_string(row, 0, words.total_note)


def _write_total(sheet: Worksheet, row: int, column: int, total: Decimal, looks: Format) -> None:
    number = _number(total)
    if number is None:
        sheet.write_string(row, column, str(total), looks)
    else:
        sheet.write_number(row, column, number, looks)


def _number(value: Decimal) -> float | None:
    """The number as Excel keeps it (15 digits), None where digits would be lost."""
    if not value.is_finite() or len(value.normalize().as_tuple().digits) > 15:
        return None
    number = float(value)
    return number if Decimal(repr(number)) == value else None


def _cut(text: str) -> str:
    """Excel refuses longer ones as a whole."""
    return text if len(text) <= _MOST_CHARACTERS else text[: _MOST_CHARACTERS - 1] + "…"
