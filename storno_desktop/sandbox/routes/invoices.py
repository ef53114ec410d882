"""The list of invoices and one of them (contract §5, §6)."""

from __future__ import annotations

from storno_desktop.sandbox.asker import Asker
from storno_desktop.sandbox.call import Answer, Call
from storno_desktop.sandbox.routes.door import known


def _list(call: Call, asker: Asker) -> Answer:
    world = asker.world
    asker.needs("invoice.view")
    company = asker.company(call)
    query = world.dialect.rules.query(call)
    page = world.listing.page(company, query)
    return Answer(world.dialect.shapes.page(world.ledger, company, query, page), examined=page.examined)


def _one(call: Call, asker: Asker) -> Answer:
    invoice = asker.invoice(call, "invoice.view")
    return Answer(asker.world.dialect.shapes.detail(asker.world.ledger, invoice))


DOORS = [
    known("GET", "/api/v1/invoices", _list),
    known("GET", "/api/v1/invoices/{invoice}", _one),
]
