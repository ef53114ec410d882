"""Reading the cancelled numbers of a month out of the local copy, in a thread of its own."""

import asyncio
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from itertools import chain, islice
from typing import Final

from storno_desktop.domain.cancelled_numbers import CancelledNumbers, MonthOf, cancelled_numbers
from storno_desktop.domain.invoice_summary import Direction, InvoiceId, InvoiceStatus, InvoiceSummary
from storno_desktop.domain.listview import ListView
from storno_desktop.domain.month import Month
from storno_desktop.export.course import Course, Halt
from storno_desktop.export.list_export import OpenReader
from storno_desktop.export.order import ExportReader
from storno_desktop.export.outcome import Stopped

MOST_LOOKED_FOR: Final = 500
"""So many numbers that seem to be missing are looked for one by one; beyond that the series has another rhythm."""


async def read_numbers_aside(
    open_reader: OpenReader,
    company_id: str,
    month: Month,
    month_of: MonthOf,
    unsettled: frozenset[InvoiceId],
    course: Course,
) -> CancelledNumbers | Stopped:
    """`read_numbers` in a thread of its own; being cancelled stops it."""
    work = asyncio.get_running_loop().run_in_executor(
        None, read_numbers, open_reader, company_id, month, month_of, unsettled, course
    )
    try:
        return await asyncio.shield(work)
    except asyncio.CancelledError:
        course.stop()
        await asyncio.wait({work})
        raise


def read_numbers(
    open_reader: OpenReader,
    company_id: str,
    month: Month,
    month_of: MonthOf,
    unsettled: frozenset[InvoiceId],
    course: Course,
) -> CancelledNumbers | Stopped:
    """What the copy of this company tells of the month; blocks until it is done.

    Read are all cancelled invoices, and all issued from the month before to the month after; a number that seems to
    be missing may bear a date still farther away, and is looked for by itself.
    """
    around = month.before.first, month.after.after.first - timedelta(days=1)
    anybody = ListView(today=month.first, direction=Direction.OUTGOING)
    cancelled = ListView(
        today=month.first, direction=Direction.OUTGOING, states=frozenset({InvoiceStatus.CANCELLED})
    )
    reader = open_reader()
    try:
        rows = list(_rows(reader, cancelled, company_id, course))
        rows += _rows(reader, _within(anybody, *around), company_id, course)
        rows += filter(None, (reader.get(company_id, each) for each in unsettled))
        missing = cancelled_numbers(month, month_of, rows).missing
        for number in islice(chain.from_iterable(missing), MOST_LOOKED_FOR):
            course.check()
            rows += _bearers(reader, replace(anybody, text=number), company_id, number)
    except Halt:
        return Stopped()
    finally:
        reader.close()
    return cancelled_numbers(month, month_of, rows, unsettled)


def _bearers(reader: ExportReader, view: ListView, company_id: str, number: str) -> Iterator[InvoiceSummary]:
    listing = reader.open(view, company_id)
    first = listing.row(0) if len(listing) else None  # an exact number stands first
    if first is not None and first.number == number:
        yield first


def _within(view: ListView, first: date, last: date) -> ListView:
    return replace(view, date_from=first, date_to=last)


def _rows(reader: ExportReader, view: ListView, company_id: str, course: Course) -> Iterator[InvoiceSummary]:
    listing = reader.open(view, company_id)
    course.begin(len(listing))
    for position in range(len(listing)):
        invoice = listing.row(position)
        if invoice is not None:  # None: it has vanished since the order was read
            yield invoice
        course.step(position + 1)
