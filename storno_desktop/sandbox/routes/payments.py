"""Payments of an invoice; they never change its status and are taken in any of them (contract §12)."""

from __future__ import annotations

from datetime import date

from storno_desktop.sandbox.asker import Asker
from storno_desktop.sandbox.call import Answer, Call
from storno_desktop.sandbox.clock import midnight
from storno_desktop.sandbox.invoice import Invoice
from storno_desktop.sandbox.plain import Json, money, number
from storno_desktop.sandbox.refusal import Refusal
from storno_desktop.sandbox.routes.door import known


def _list(call: Call, asker: Asker) -> Answer:
    invoice = asker.invoice(call, "invoice.view")
    return Answer([asker.world.dialect.shapes.payment(payment) for payment in invoice.payments])


def _create(call: Call, asker: Asker) -> Answer:
    invoice = asker.invoice(call, "invoice.view")
    asker.needs("payment.create")
    payment = _record(asker, invoice, call.fields())
    return Answer(asker.world.dialect.shapes.payment(payment), 201)


def _record(asker: Asker, invoice: Invoice, asked: Json) -> Json:
    """Only the amount is checked: positive, and no more than is open."""
    amount = number(asked.get("amount"))
    if amount <= 0:
        raise Refusal(422, "Payment amount must be positive.")
    if amount > invoice.total - invoice.paid:
        raise Refusal(422, "Payment amount exceeds the balance.")
    ledger = asker.world.ledger
    payment = {
        "id": ledger.ids.next(),
        "amount": money(amount),
        "currency": asked.get("currency") or invoice.detail["currency"],
        "paymentDate": _payment_date(asked.get("paymentDate"), ledger.clock.stamp()),
        "paymentMethod": asked.get("paymentMethod") or "bank_transfer",
        "reference": asked.get("reference"),
        "notes": asked.get("notes"),
        "isReconciled": False,
        "createdAt": ledger.clock.stamp(),
    }
    newest_first = sorted(
        [payment, *invoice.payments], key=lambda each: str(each["paymentDate"])[:10], reverse=True
    )
    invoice.payments = newest_first
    invoice.settle_payments(ledger.clock.stamp())
    ledger.changed(invoice)
    return payment


def _payment_date(asked: object, now: str) -> str:
    if not asked:
        return now
    try:
        return midnight(date.fromisoformat(str(asked)[:10]))
    except ValueError:
        raise Refusal(422, "Invalid payment date.") from None


def _delete(call: Call, asker: Asker) -> Answer:
    """Works on cancelled invoices too and leaves no trace in the history."""
    invoice = asker.invoice(call, "invoice.view")
    asker.needs("payment.delete")
    kept = [payment for payment in invoice.payments if payment["id"] != call.places["payment"]]
    if len(kept) == len(invoice.payments):
        raise Refusal(404, "Payment not found.")
    _keep(asker, invoice, kept)
    return Answer(status=204)


def _keep(asker: Asker, invoice: Invoice, payments: list[Json]) -> None:
    invoice.payments = payments
    invoice.settle_payments(asker.world.clock.stamp())
    asker.world.ledger.changed(invoice)


def settle(asker: Asker, invoice: Invoice, fields: Json) -> None:
    """Pays what is open."""
    asked = {
        "amount": str(invoice.total - invoice.paid),
        "paymentMethod": fields.get("paymentMethod"),
        "paymentDate": fields.get("paidAt"),
    }
    _record(asker, invoice, asked)


def forget_all(asker: Asker, invoice: Invoice, _: Json) -> None:
    """Deletes all payments."""
    _keep(asker, invoice, [])


DOORS = [
    known("GET", "/api/v1/invoices/{invoice}/payments", _list),
    known("POST", "/api/v1/invoices/{invoice}/payments", _create),
    known("DELETE", "/api/v1/invoices/{invoice}/payments/{payment}", _delete),
]
