"""Writing the list into a file: in a thread of its own, row by row, whole or not at all."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from enum import Enum, auto
from pathlib import Path
from typing import Protocol

from storno_desktop.domain.invoice_summary import InvoiceStatus
from storno_desktop.export.course import Course, Halt
from storno_desktop.export.csv_sheet import INTERNATIONAL, ROMANIAN, CsvSheet
from storno_desktop.export.fresh_file import FreshFile
from storno_desktop.export.order import ExportReader, Order
from storno_desktop.export.outcome import Exported, ExportProblem, Stopped, problem_of
from storno_desktop.export.row_values import RowValues, Sums, Value

OpenReader = Callable[[], ExportReader]
"""Makes a reader of the store; called in the thread that uses and closes it."""

_TRIES = 2
"""Where the store changed while its rows were read, they are read once more; a sync changes it all the time."""


class SheetFormat(Enum):
    """The kinds of file; CSV in the two manners that differ by country."""

    XLSX = auto()
    CSV_ROMANIAN = auto()
    CSV_INTERNATIONAL = auto()

    @property
    def suffix(self) -> str:
        """What the file's name ends with."""
        return ".xlsx" if self is SheetFormat.XLSX else ".csv"


class _Sheet(Protocol):
    def add(self, values: Sequence[Value], *, is_cancelled: bool) -> None: ...
    def end(self, sums: Sums, course: Course) -> None: ...
    def close(self) -> None: ...


async def export_list_aside(
    open_reader: OpenReader, order: Order, kind: SheetFormat, path: Path, course: Course
) -> Exported | ExportProblem | Stopped:
    """`export_list` in a thread of its own; being cancelled stops it and waits until it has cleaned up."""
    work = asyncio.get_running_loop().run_in_executor(
        None, export_list, open_reader, order, kind, path, course
    )
    try:
        return await asyncio.shield(work)
    except asyncio.CancelledError:
        course.stop()
        await asyncio.wait({work})
        raise


def export_list(
    open_reader: OpenReader, order: Order, kind: SheetFormat, path: Path, course: Course
) -> Exported | ExportProblem | Stopped:
    """Write the rows of the order's view, in its order, to `path`; a file there is replaced at the end.

    Blocks until it is done; memory does not grow with the rows but by eight bytes for each.
    """
    try:
        reader = open_reader()
        try:
            for left in reversed(range(_TRIES)):
                with FreshFile(path) as fresh:
                    rows, changed = _write(reader, order, kind, fresh, course)
                    if changed and left:
                        continue
                    course.check()
                    return fresh.publish() or Exported(path=path, rows=rows, changed_meanwhile=changed)
        finally:
            reader.close()
    except Halt:
        return Stopped()
    except OSError as error:
        return problem_of(error, path)
    raise AssertionError("the last try always ends")


def _write(
    reader: ExportReader, order: Order, kind: SheetFormat, fresh: FreshFile, course: Course
) -> tuple[int, bool]:
    """How many rows were written, and whether the store changed meanwhile."""
    listing = reader.open(order.view, order.company_id)
    course.begin(len(listing))
    sheet = _sheet(kind, fresh, order, course)
    try:
        values, sums, rows = RowValues(order), Sums(), 0
        for position in range(len(listing)):
            invoice = listing.row(position)
            if invoice is not None:  # None: it has vanished since the order was read
                sheet.add(values.of(invoice), is_cancelled=invoice.status is InvoiceStatus.CANCELLED)
                sums.add(invoice)
                rows += 1
            course.step(position + 1)
        changed = reader.generation(order.company_id) != listing.generation
        course.pack()
        sheet.end(sums, course)
    finally:
        sheet.close()
    return rows, changed


def _sheet(kind: SheetFormat, fresh: FreshFile, order: Order, course: Course) -> _Sheet:
    match kind:
        case SheetFormat.XLSX:
            from storno_desktop.export.xlsx_sheet import XlsxSheet  # the library is loaded when it is needed

            return XlsxSheet(fresh, order, course)
        case SheetFormat.CSV_ROMANIAN:
            return CsvSheet(fresh.draft, order, ROMANIAN)
        case SheetFormat.CSV_INTERNATIONAL:
            return CsvSheet(fresh.draft, order, INTERNATIONAL)
