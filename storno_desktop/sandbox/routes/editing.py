"""Changing, deleting, issuing and submitting one invoice (contract §9)."""

from __future__ import annotations

from datetime import date

from storno_desktop.sandbox import acts
from storno_desktop.sandbox.asker import Asker
from storno_desktop.sandbox.call import Answer, Call
from storno_desktop.sandbox.clock import midnight
from storno_desktop.sandbox.invoice import Invoice
from storno_desktop.sandbox.new_document import line_of, problems_of, set_lines
from storno_desktop.sandbox.plain import words
from storno_desktop.sandbox.refusal import Refusal
from storno_desktop.sandbox.routes.door import known

_FREE_TEXTS = words("notes paymentTerms mentions internalNote orderNumber contractNumber")
_VALID = {"valid": True, "errors": [], "warnings": [], "schematronAvailable": False}


def _update(call: Call, asker: Asker) -> Answer:
    world = asker.world
    invoice = asker.invoice(call, "invoice.edit")
    uploaded = invoice.detail["anafUploadId"] is not None and invoice.status != "rejected"
    if invoice.status in {"cancelled", "sent_to_provider"} or uploaded:
        raise Refusal(422, "Invoice is not editable.", promised=409)
    asked = call.fields()
    for complaint in problems_of({"lines": invoice.detail["lines"], **asked}, world.clock.today()):
        raise Refusal(400, complaint)
    invoice.detail.update({name: asked[name] for name in _FREE_TEXTS if name in asked})
    if asked.get("lines"):
        lines = [line_of(world.ledger, index, line) for index, line in enumerate(asked["lines"], 1)]
        set_lines(invoice.detail, lines)
    if asked.get("dueDate"):
        invoice.detail["dueDate"] = _midnight_of(asked["dueDate"])
    world.ledger.redate(invoice, _midnight_of(asked.get("issueDate") or invoice.detail["issueDate"]))
    world.tell("invoice.updated", invoice)
    return Answer({"invoice": world.dialect.shapes.detail(world.ledger, invoice), "validation": _VALID})


def _midnight_of(value: object) -> str:
    return midnight(date.fromisoformat(str(value)[:10]))


def remove(asker: Asker, invoice: Invoice) -> None:
    """Deletes a draft or a cancelled invoice; the last number of a series is given back (contract §9 R2)."""
    if invoice.status not in {"draft", "cancelled"}:
        raise Refusal(422, "Invoice cannot be deleted.", promised=409)
    ledger = asker.world.ledger
    series = ledger.company_of(invoice).series_by_id(invoice.series_id)
    if series is not None and invoice.detail["anafUploadId"] is None:
        last = f"{series['prefix']}{int(series['currentNumber']):04d}"
        if invoice.detail["number"] == last:
            series["currentNumber"] -= 1
    ledger.delete(invoice)


def _delete(call: Call, asker: Asker) -> Answer:
    invoice = asker.invoice(call, "invoice.delete")
    remove(asker, invoice)
    asker.world.tell("invoice.deleted", invoice, bare=True)
    return Answer(status=204)


def _issue(call: Call, asker: Asker) -> Answer:
    invoice = asker.invoice(call, "invoice.issue")
    issued = acts.issue(asker, invoice)
    asker.world.tell("invoice.issued", invoice)
    return Answer(issued)


def _submit(call: Call, asker: Asker) -> Answer:
    """Without a token for ANAF nothing can be sent; the status is looked at first."""
    invoice = asker.invoice(call, "efactura.submit")
    if invoice.status not in {"issued", "rejected"}:
        raise Refusal(422, f"Factura nu poate fi trimisa in SPV (status: {invoice.status}).")
    raise Refusal(422, "No valid ANAF token. Please connect to ANAF first.")


def _validate(call: Call, asker: Asker) -> Answer:
    asker.invoice(call, "invoice.view")
    return Answer(_VALID)


DOORS = [
    known("PUT", "/api/v1/invoices/{invoice}", _update),
    known("DELETE", "/api/v1/invoices/{invoice}", _delete),
    known("POST", "/api/v1/invoices/{invoice}/issue", _issue),
    known("POST", "/api/v1/invoices/{invoice}/submit", _submit),
    known("POST", "/api/v1/invoices/{invoice}/validate", _validate),
]
