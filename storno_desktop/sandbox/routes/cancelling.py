"""Cancelling and restoring one invoice (contract §8, §9)."""

from __future__ import annotations

from storno_desktop.sandbox import acts
from storno_desktop.sandbox.asker import Asker
from storno_desktop.sandbox.call import Answer, Call
from storno_desktop.sandbox.routes.door import known


def _cancel(call: Call, asker: Asker) -> Answer:
    world = asker.world
    invoice = asker.invoice(call, "invoice.cancel")
    acts.cancel(asker, invoice, world.dialect.rules.reason(call.fields()))
    world.tell("invoice.cancelled", invoice)
    return Answer(world.dialect.shapes.detail(world.ledger, invoice, with_children=False))


def _restore(call: Call, asker: Asker) -> Answer:
    world = asker.world
    invoice = asker.invoice(call, "invoice.edit")
    acts.restore(asker, invoice)
    world.tell("invoice.restored", invoice)
    return Answer(world.dialect.shapes.detail(world.ledger, invoice, with_children=False))


DOORS = [
    known("POST", "/api/v1/invoices/{invoice}/cancel", _cancel),
    known("POST", "/api/v1/invoices/{invoice}/restore", _restore),
]
