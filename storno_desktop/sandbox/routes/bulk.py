"""Changes to many invoices in one call, each booked for itself (contract §10, §11)."""

from __future__ import annotations

from collections.abc import Callable

from storno_desktop.sandbox import acts
from storno_desktop.sandbox.asker import Asker
from storno_desktop.sandbox.call import Answer, Call
from storno_desktop.sandbox.dialects.observed_rules import php_text
from storno_desktop.sandbox.invoice import Invoice
from storno_desktop.sandbox.new_document import reversing_draft
from storno_desktop.sandbox.plain import Json
from storno_desktop.sandbox.refusal import Refusal, crashed
from storno_desktop.sandbox.routes.door import Door, known
from storno_desktop.sandbox.routes.editing import remove
from storno_desktop.sandbox.routes.payments import forget_all, settle

_MOST = 100
_REVERSIBLE = frozenset(("issued", "sent_to_provider", "validated", "synced"))

Act = Callable[[Asker, Invoice, Json], None]


def _cancel(asker: Asker, invoice: Invoice, fields: Json) -> None:
    reason = fields.get("reason")
    if isinstance(reason, list | dict):
        # The backend shows its own stumbling to the client, and so does this.
        raise Refusal(
            500,
            "App\\Manager\\InvoiceManager::cancel(): Argument #2 ($reason) must be of type ?string, array given, "
            "called in <backend>/src/Controller/Api/V1/InvoiceController.php on line 226",
        )
    acts.cancel(asker, invoice, None if reason is None else php_text(reason))


def _delete(asker: Asker, invoice: Invoice, _: Json) -> None:
    remove(asker, invoice)


def _issue(asker: Asker, invoice: Invoice, _: Json) -> None:
    acts.issue(asker, invoice)


def _reverse(asker: Asker, invoice: Invoice, _: Json) -> None:
    ledger = asker.world.ledger
    detail = invoice.detail
    if (
        detail["direction"] != "outgoing"
        or invoice.status not in _REVERSIBLE
        or detail["cancelledAt"] is not None
    ):
        raise Refusal(422, "Invoice cannot be reversed.")
    if invoice.parent_id is not None or ledger.children(invoice):
        raise Refusal(422, "Invoice is already part of a reversal.")
    reversing_draft(ledger, invoice, asker.user.email)


def _each(path: str, permission: str, done: str, act: Act) -> Door:
    """A door that does one thing to each of the ids and tells how many, and what went wrong with the others."""

    def answer(call: Call, asker: Asker) -> Answer:
        world = asker.world
        fields = call.fields()
        ids = fields.get("ids")
        if not isinstance(ids, list) or not 1 <= len(ids) <= _MOST:
            raise Refusal(400, f"Provide between 1 and {_MOST} IDs.")
        count = 0
        touched: dict[str, Invoice] = {}
        errors: list[Json] = []
        for invoice_id in ids:
            if invoice_id is None or isinstance(invoice_id, list | dict):
                raise crashed()
            invoice = world.ledger.find(php_text(invoice_id))
            try:
                if invoice is None:
                    raise Refusal(404, "Invoice not found.")
                if not asker.sees(invoice, permission):
                    raise Refusal(403, "Access Denied.")
                act(asker, invoice, fields)
                touched[world.ledger.company_of(invoice).id] = invoice
            except Refusal as refusal:
                errors.append({"id": invoice_id, "error": refusal.text})
            else:
                count += 1
        for one in touched.values():
            world.tell("invoice.bulk_updated", one, bare=True)
        return Answer(world.dialect.shapes.bulk(done, count, errors))

    return known("POST", path, answer)


DOORS = [
    _each("/api/v1/invoices/bulk-cancel", "invoice.cancel", "cancelled", _cancel),
    _each("/api/v1/invoices/bulk-delete", "invoice.delete", "deleted", _delete),
    _each("/api/v1/invoices/bulk-finalize", "invoice.issue", "issued", _issue),
    _each("/api/v1/invoices/bulk-storno", "invoice.refund", "created", _reverse),
    _each("/api/v1/invoices/bulk-mark-paid", "payment.create", "marked", settle),
    _each("/api/v1/invoices/bulk-mark-unpaid", "payment.delete", "unmarked", forget_all),
]
