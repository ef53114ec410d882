"""What can be done to an invoice: cancel, restore, issue. Each checks by the dialect's rules, then books it."""

from __future__ import annotations

from storno_desktop.sandbox.asker import Asker
from storno_desktop.sandbox.dialects.observed_shapes import next_number
from storno_desktop.sandbox.invoice import Invoice
from storno_desktop.sandbox.plain import Json, money
from storno_desktop.sandbox.refusal import Refusal


def cancel(asker: Asker, invoice: Invoice, reason: str | None) -> None:
    """Cancels; what was planned to be sent is forgotten, all else stays (contract §8)."""
    ledger = asker.world.ledger
    asker.world.dialect.rules.may_cancel(ledger, invoice)
    before = invoice.status
    metadata = {"action": "cancelled", "reason": reason, "cancelledFromStatus": before}
    invoice.detail["cancelledAt"] = ledger.clock.stamp()
    invoice.detail["cancellationReason"] = reason
    invoice.detail["scheduledSendAt"] = None
    invoice.detail["scheduledEmailAt"] = None
    invoice.moves_to("cancelled", ledger.event(before, "cancelled", asker.user.email, metadata))
    ledger.changed(invoice)


def restore(asker: Asker, invoice: Invoice) -> None:
    """Makes a cancelled invoice a draft again; it keeps its number (contract §9)."""
    ledger = asker.world.ledger
    asker.world.dialect.rules.may_restore(ledger, invoice)
    invoice.detail["cancelledAt"] = None
    invoice.detail["cancellationReason"] = None
    event = ledger.event("cancelled", "draft", asker.user.email, {"action": "restored"})
    invoice.restored = {"at": event["createdAt"], "by": asker.user.email}
    invoice.moves_to("draft", event)
    ledger.changed(invoice)


def issue(asker: Asker, invoice: Invoice) -> Json:
    """Gives a draft the next number of its series, even if it had one; a storno turns its parent (contract §9 R1, §11)."""
    ledger = asker.world.ledger
    if invoice.status != "draft":
        raise Refusal(422, "Only draft invoices can be issued.", promised=409)
    company = ledger.company_of(invoice)
    series = company.series_by_id(invoice.series_id) or company.default_series(
        str(invoice.detail["documentType"])
    )
    if series is None:
        raise Refusal(422, "Nu se poate emite factura fără o serie de document. Creați o serie în setări.")
    invoice.detail["documentSeries"] = {"id": series["id"], "prefix": series["prefix"]}
    invoice.detail["number"] = next_number(series)
    series["currentNumber"] += 1
    status = "issued" if invoice.parent_id is None else "refund"
    planned = {"efacturaDelayHours": company.document["efacturaDelayHours"], "scheduledSendAt": None}
    action = "issued" if status == "issued" else "refund_issued"
    event = ledger.event("draft", status, asker.user.email, {"action": action, **planned})
    invoice.moves_to(status, event)
    if status == "refund":
        _settle_storno(asker, invoice)
    ledger.changed(invoice)
    return {"status": status, "number": invoice.detail["number"], **planned}


def _settle_storno(asker: Asker, storno: Invoice) -> None:
    ledger = asker.world.ledger
    storno.detail["amountPaid"] = money(storno.total)
    storno.detail["paidAt"] = ledger.clock.stamp()
    parent = ledger.find(storno.parent_id or "")
    if parent is not None:
        metadata = {"action": "refunded", "refundInvoiceId": storno.id}
        parent.moves_to("refunded", ledger.event(parent.status, "refunded", asker.user.email, metadata))
        ledger.changed(parent)
