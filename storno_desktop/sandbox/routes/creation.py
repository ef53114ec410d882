"""Creating an invoice: a draft, a storno of another one included (contract §11)."""

from __future__ import annotations

from storno_desktop.sandbox.asker import Asker
from storno_desktop.sandbox.call import Answer, Call
from storno_desktop.sandbox.invoice import Invoice
from storno_desktop.sandbox.new_document import problems_of, requested_draft
from storno_desktop.sandbox.plain import Json
from storno_desktop.sandbox.refusal import Refusal
from storno_desktop.sandbox.routes.door import known

_VALID = {"valid": True, "errors": [], "warnings": [], "schematronAvailable": False}


def _create(call: Call, asker: Asker) -> Answer:
    """A key used before gives the old invoice again, still with 201."""
    world = asker.world
    asker.needs("invoice.create")
    company = asker.company(call)
    asked = call.fields()
    key = asked.get("idempotencyKey")
    known_id = world.ledger.keys_of_creation.get(str(key)) if key else None
    earlier = world.ledger.find(known_id) if known_id else None
    if earlier is not None:
        return Answer(
            {"invoice": world.dialect.shapes.detail(world.ledger, earlier), "validation": _VALID}, 201
        )
    for complaint in problems_of(asked, world.clock.today()):
        raise Refusal(400, complaint)
    invoice = requested_draft(world.ledger, company, asker.user.email, asked)
    if key:
        world.ledger.keys_of_creation[str(key)] = invoice.id
    world.tell("invoice.created", invoice)
    return Answer({"invoice": _as_given(asker, invoice, asked["lines"]), "validation": _VALID}, 201)


def _as_given(asker: Asker, invoice: Invoice, lines: list[Json]) -> Json:
    """The first answer still shows numbers as they were sent; only what is read again has the columns' scale."""
    shown = asker.world.dialect.shapes.detail(asker.world.ledger, invoice)
    numbers = ("quantity", "unitPrice", "vatRate")
    shown["lines"] = [
        {**line, **{name: str(given[name]) for name in numbers if name in given and name in line}}
        for line, given in zip(shown["lines"], lines, strict=True)
    ]
    return shown


DOORS = [known("POST", "/api/v1/invoices", _create)]
