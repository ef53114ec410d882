"""A program that writes into a store as fast as it can, until it is killed.

    python -m tests.unit.store.writing_program FILE BEGIN

Goes on at BEGIN: puts invoices in batches, changes and takes out earlier ones, keeps parts. Says after every
round "ROUND", once all of it was written.
"""

from __future__ import annotations

import sys
from datetime import timedelta
from pathlib import Path

from storno_desktop.domain.evidence import Source
from storno_desktop.domain.invoice_summary import InvoiceId, InvoiceStatus, InvoiceSummary
from storno_desktop.store.database import Database
from storno_desktop.store.details import CompanyNotes, DetailStore
from storno_desktop.store.invoices import InvoiceStore
from tests.unit.store.kept import COMPANY, NOON, TODAY, an_invoice
from tests.unit.store.test_file import KEY

A_ROUND = 40
"""Invoices that come in each round; in the next one half of them change, and every tenth goes."""


def coming(step: int) -> list[InvoiceSummary]:
    """What comes in this round."""
    return [
        an_invoice(
            f"R-{step:05d}-{index:03d}",
            identity=f"{index:03d}-{step:05d}",
            issued=TODAY - timedelta(days=(step * 7 + index) % 300),
            total=f"{step * 100 + index}.50",
        )
        for index in range(A_ROUND)
    ]


def write(database: Database, step: int) -> None:
    """One round."""
    store, moment = InvoiceStore(database), NOON + timedelta(seconds=step)
    store.put(COMPANY, coming(step), moment)
    if step:
        earlier = coming(step - 1)
        changed = [
            an_invoice(row.number, identity=row.id, status=InvoiceStatus.CANCELLED, issued=row.issue_date)
            for row in earlier[::2]
        ]
        store.put(COMPANY, changed, moment)
        store.mark_gone(COMPANY, gone(step - 1), moment)
    DetailStore(database).keep_part(
        COMPANY, coming(step)[1].id, Source.DETAIL, b'{"round": %d}' % step, moment
    )
    CompanyNotes(database).keep(COMPANY, "round", str(step))


def gone(step: int) -> list[InvoiceId]:
    """What of this round goes in the next one."""
    return [row.id for row in coming(step)[::10]]


def main(file: str, begin: str) -> None:
    """Until the end that comes from outside."""
    database = Database.open(Path(file), KEY)
    assert isinstance(database, Database), database
    step = int(begin)
    while True:
        write(database, step)
        print(step, flush=True)  # noqa: T201
        step += 1


if __name__ == "__main__":
    main(*sys.argv[1:])
