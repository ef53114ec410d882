"""Writing a generated document out, field by field, in the dialect observed on the real server."""

from datetime import timedelta
from typing import Final

from storno_desktop.sandbox import generator_texts as texts
from storno_desktop.sandbox.generator_buyers import supplier_object
from storno_desktop.sandbox.generator_calendar import midnight_text, stamp
from storno_desktop.sandbox.generator_history import (
    Moments,
    anaf_of,
    events_of,
    moments_of,
    payments_of,
    reason_of,
    submissions_of,
)
from storno_desktop.sandbox.generator_lines import line_objects, money_text
from storno_desktop.sandbox.generator_mail import emails_of, share_links_of
from storno_desktop.sandbox.generator_sketch import JsonObject, Sketch

_UNUSED_AT_THE_MIDDLE: Final = (
    "contractNumber",
    "issuerName",
    "issuerId",
    "mentions",
    "internalNote",
    "salesAgent",
    "deputyName",
    "deputyIdentityCard",
    "deputyAuto",
)
_UNUSED_AT_THE_END: Final = (
    "clientBalanceExisting",
    "clientBalanceOverdue",
    "taxPointDate",
    "taxPointDateCode",
    "buyerReference",
    "receivingAdviceReference",
    "despatchAdviceReference",
    "tenderOrLotReference",
    "invoicedObjectIdentifier",
    "buyerAccountingReference",
    "businessProcessType",
    "payeeName",
    "payeeIdentifier",
    "payeeLegalRegistrationIdentifier",
)


def written(sketch: Sketch) -> JsonObject:
    """The whole record of a document: detail, events, payments, e-mails, links, submissions, case, firm."""
    moments = moments_of(sketch)
    payments = payments_of(sketch, moments)
    return {
        "detail": _detail(sketch, moments, payments),
        "events": events_of(sketch, moments),
        "payments": payments,
        "emails": emails_of(sketch, moments),
        "shareLinks": share_links_of(sketch, moments),
        "submissions": submissions_of(sketch, moments),
        "key": sketch.key,
        "company": sketch.firm.key,
    }


def _detail(sketch: Sketch, moments: Moments, payments: list[JsonObject]) -> JsonObject:
    traits, firm, buyer = sketch.traits, sketch.firm, sketch.buyer
    incoming = traits.direction == "incoming"
    known = traits.buyer != "none"
    total = sketch.net + sketch.vat
    paid, paid_at = _paid(sketch, moments, payments)
    anaf = anaf_of(sketch, moments)
    due = None if traits.due_days < 0 else midnight_text(sketch.issued_on + timedelta(days=traits.due_days))
    detail: JsonObject = {
        "id": sketch.id,
        "client": dict(buyer.client) if known and not incoming else None,
        "documentType": traits.document_type,
        "status": traits.status,
        "direction": traits.direction,
        "anafMessageId": anaf["anafMessageId"],
        "senderCif": buyer.code if incoming else firm.cif,
        "receiverCif": firm.cif if incoming else buyer.code,
        "senderName": buyer.name if incoming else firm.name,
        "receiverName": firm.name if incoming else buyer.name,
        "signatureValid": None,
        "syncedAt": anaf["syncedAt"],
        "number": sketch.number,
        "subtotal": money_text(sketch.net),
        "vatTotal": money_text(sketch.vat),
        "total": money_text(total),
        "discount": money_text(sum(line.discount for line in sketch.lines)),
        "currency": traits.currency,
        "invoiceTypeCode": "380",
        "issueDate": midnight_text(sketch.issued_on),
        "dueDate": due,
        "notes": _notes(sketch),
        "paymentTerms": f"{traits.due_days} de zile"
        if traits.due_days > 0 and sketch.bits & 3 == 0
        else None,
        "exchangeRate": _exchange_rate(sketch) if traits.currency != "RON" else None,
        "language": "ro",
        "anafUploadId": anaf["anafUploadId"],
        "anafDownloadId": anaf["anafDownloadId"],
        "anafStatus": anaf["anafStatus"],
        "anafErrorMessage": anaf["anafErrorMessage"],
        "isDuplicate": traits.duplicate,
        "isLateSubmission": traits.late,
        "paidAt": stamp(paid_at) if paid_at else None,
        "paymentMethod": payments[0]["paymentMethod"] if payments and paid_at else None,
        "cancelledAt": stamp(moments.cancelled) if moments.cancelled else None,
        "cancellationReason": reason_of(sketch),
        "scheduledSendAt": _scheduled_send(sketch, moments),
        "scheduledEmailAt": stamp(sketch.now + traits.email_in * 60) if traits.email_in else None,
        "deliveryLocation": None,
        "projectReference": None,
        "lines": line_objects(sketch.lines, sketch.created, sketch.seed),
        "supplier": supplier_object(buyer) if incoming else None,
        "attachments": [],
        "payments": [[] for _ in payments],
        "amountPaid": money_text(paid),
        "documentSeries": _series(sketch),
        "orderNumber": f"CMD-{sketch.seed % 90_000 + 10_000}" if sketch.bits & 15 == 9 else None,
        **dict.fromkeys(_UNUSED_AT_THE_MIDDLE),
        "tvaLaIncasare": False,
        "platitorTva": True,
        "plataOnline": traits.link == "payable",
        "showClientBalance": False,
        **dict.fromkeys(_UNUSED_AT_THE_END),
        "payeeBankAccount": None if incoming else firm.bank_account,
        "payeeBankName": None if incoming else firm.bank_name,
        "ublExtensions": None,
        "buyerSnapshot": dict(buyer.snapshot) if known and not incoming else None,
        "penaltyEnabled": False,
        "penaltyPercentPerDay": None,
        "penaltyGraceDays": None,
        "parentDocumentId": sketch.parent.id if sketch.parent else None,
        "parentDocumentNumber": sketch.parent.number if sketch.parent else None,
        "parentDocumentDate": sketch.parent.issued_on.isoformat() if sketch.parent else None,
        "balance": money_text(total - paid),
    }
    if sketch.child:
        detail["refundInvoices"] = [
            {
                "id": sketch.child.id,
                "number": sketch.child.number,
                "issueDate": sketch.child.issued_on.isoformat(),
                "status": sketch.child.status,
            }
        ]
    return detail


def _paid(sketch: Sketch, moments: Moments, payments: list[JsonObject]) -> tuple[int, int]:
    """The amount paid in bani and the moment it was paid in full (0: not yet)."""
    total = sketch.net + sketch.vat
    if sketch.traits.payment == "settled":
        return total, moments.issued
    if sketch.traits.payment == "full":
        open_days = max((moments.limit - moments.issued) // 86_400, 0)
        return total, moments.issued + min(3 + sketch.bits % 23, open_days) * 86_400
    return sum(int(payment["amount"].replace(".", "")) for payment in payments), 0


def _notes(sketch: Sketch) -> str | None:
    if sketch.parent:
        return f"Stornează {sketch.parent.number} din {sketch.parent.issued_on:%d.%m.%Y}"
    if sketch.traits.notes:
        return sketch.traits.notes
    return texts.NOTES[(sketch.bits >> 5) % len(texts.NOTES)] if sketch.bits & 3 == 1 else None


def _exchange_rate(sketch: Sketch) -> str:
    # The leu was near 4.97 for years and lost a little in May 2025.
    base = 4_9700 if sketch.issued_on.toordinal() < 739_377 else 5_0650
    return f"{(base + sketch.issued_on.toordinal() * 37 % 211) / 10_000:.4f}"


def _scheduled_send(sketch: Sketch, moments: Moments) -> str | None:
    if sketch.traits.send_in:
        return stamp(sketch.now + sketch.traits.send_in * 60)
    delay = sketch.firm.efactura_delay_hours
    if delay and sketch.traits.status == "issued" and sketch.traits.document_type == "invoice":
        due = moments.issued + delay * 3600
        return stamp(due) if sketch.traits.direction == "outgoing" and due > sketch.now else None
    return None


def _series(sketch: Sketch) -> JsonObject | None:
    # A reversal gets its series when it is issued (contract section 11).
    if sketch.traits.series == "none" or (sketch.parent and sketch.traits.drafted_only):
        return None
    return dict(sketch.firm.series[sketch.traits.series])
