"""Invoices to keep, and a store that is closed when a test is done with it."""

import random
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from uuid import UUID

from storno_desktop.domain.invoice_summary import Direction, InvoiceId, InvoiceStatus, InvoiceSummary
from storno_desktop.store.database import Database
from storno_desktop.store.invoices import InvoiceStore
from storno_desktop.store.reader import InvoiceReader

COMPANY = "a1"
NOON = datetime(2026, 3, 10, 12, tzinfo=UTC)
TODAY = date(2026, 3, 10)

BUYERS = ("Brânză și Țuică SRL", "ȘANTIER NOU SA", "Alfa Prod SRL", "Înfrățirea PFA", "Beta & Fiii SRL")


def an_invoice(
    number: str = "FCT-0001",
    *,
    identity: str = "",
    status: InvoiceStatus = InvoiceStatus.ISSUED,
    direction: Direction = Direction.OUTGOING,
    issued: date = date(2026, 3, 1),
    total: str = "119.00",
    currency: str = "RON",
    buyer: str = "Alfa Prod SRL",
    cif: str = "RO14399840",
    paid: str | None = None,
    cancelled_at: datetime | None = None,
    due: date | None = None,
) -> InvoiceSummary:
    """An invoice of which only what matters needs to be said; its id follows from the number."""
    return InvoiceSummary(
        id=InvoiceId(identity or f"id-{number}"),
        number=number,
        status=status,
        status_code=status.value,
        direction=direction,
        issue_date=issued,
        total=Decimal(total),
        currency=currency,
        client_name=buyer,
        client_cif=cif,
        sender_name=buyer,
        sender_cif=cif,
        amount_paid=None if paid is None else Decimal(paid),
        cancelled_at=cancelled_at,
        due_date=due,
    )


def many_invoices(count: int, seed: int = 7) -> list[InvoiceSummary]:
    """Invoices as a busy company has them, over two years, always the same ones."""
    chance = random.Random(seed)  # noqa: S311
    statuses = (
        InvoiceStatus.ISSUED,
        InvoiceStatus.DRAFT,
        InvoiceStatus.CANCELLED,
        InvoiceStatus.PAID,
        InvoiceStatus.VALIDATED,
    )
    rows = []
    for index in range(count):
        status = chance.choice(statuses)
        issued = TODAY - timedelta(days=chance.randrange(730))
        rows.append(
            an_invoice(
                f"FCT-{issued.year}-{index:06d}",
                identity=str(UUID(int=chance.getrandbits(128))),
                status=status,
                direction=chance.choice((Direction.OUTGOING,) * 4 + (Direction.INCOMING,)),
                issued=issued,
                total=str(Decimal(chance.randrange(-50_000, 2_000_000)) / 100),
                currency=chance.choice(("RON",) * 6 + ("EUR",)),
                buyer=chance.choice(BUYERS),
                cif=f"RO{chance.randrange(10**6, 10**8)}",
                cancelled_at=NOON - timedelta(days=chance.randrange(90))
                if status is InvoiceStatus.CANCELLED
                else None,
                due=issued + timedelta(days=30),
            )
        )
    return rows


@dataclass
class Shelf:
    """A store and its reader, as the program has them."""

    database: Database
    store: InvoiceStore
    reader: InvoiceReader


@contextmanager
def a_shelf() -> Iterator[Shelf]:
    """A store of its own, empty, and closed at the end."""
    database = Database()
    reader = InvoiceReader(database)
    try:
        yield Shelf(database, InvoiceStore(database), reader)
    finally:
        reader.close()
        database.close()
