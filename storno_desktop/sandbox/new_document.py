"""Writes new drafts: from a request, or as the full reversal of an invoice (contract §11)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from storno_desktop.sandbox.clock import midnight
from storno_desktop.sandbox.invoice import DRAFT_PREFIX, Invoice
from storno_desktop.sandbox.ledger import Company, Ledger
from storno_desktop.sandbox.plain import Json, money, number, scaled, words

_NONE_AT_FIRST = words(
    "anafMessageId signatureValid syncedAt invoiceTypeCode dueDate notes paymentTerms exchangeRate anafUploadId "
    "anafDownloadId anafStatus anafErrorMessage paidAt paymentMethod cancelledAt cancellationReason scheduledSendAt "
    "scheduledEmailAt deliveryLocation projectReference supplier documentSeries orderNumber contractNumber issuerName "
    "issuerId mentions internalNote salesAgent deputyName deputyIdentityCard deputyAuto clientBalanceExisting "
    "clientBalanceOverdue taxPointDate taxPointDateCode buyerReference receivingAdviceReference "
    "despatchAdviceReference tenderOrLotReference invoicedObjectIdentifier buyerAccountingReference "
    "businessProcessType payeeName payeeIdentifier payeeLegalRegistrationIdentifier payeeBankAccount payeeBankName "
    "ublExtensions penaltyPercentPerDay penaltyGraceDays"
)
_FALSE_AT_FIRST = words(
    "isDuplicate isLateSubmission tvaLaIncasare platitorTva plataOnline showClientBalance penaltyEnabled"
)
_TAKEN_FROM_REQUEST = words(
    "notes paymentTerms mentions internalNote orderNumber contractNumber invoiceTypeCode"
)
_PERCENT = Decimal(100)


def line_of(ledger: Ledger, position: int, asked: Json) -> Json:
    """A line as the table keeps it: net amount, tax on it, everything rounded to its column's scale."""
    quantity, price, rate = (number(asked.get(name, 0)) for name in ("quantity", "unitPrice", "vatRate"))
    net = number(money(quantity * price)) - number(asked.get("discount", 0))
    return {
        "id": ledger.ids.next(),
        "position": position,
        "description": str(asked["description"]),
        "quantity": scaled(quantity, 4),
        "unitOfMeasure": asked.get("unitOfMeasure") or "buc",
        "unitPrice": scaled(price, 2),
        "vatRate": scaled(rate, 2),
        "vatCategoryCode": asked.get("vatCategoryCode") or "S",
        "vatAmount": money(net * rate / _PERCENT),
        "lineTotal": money(net),
        "discount": scaled(asked.get("discount", 0), 2),
        "discountPercent": scaled(asked.get("discountPercent", 0), 2),
        "vatIncluded": bool(asked.get("vatIncluded", False)),
        "productCode": asked.get("productCode"),
        "lineNote": asked.get("lineNote"),
        "buyerAccountingRef": None,
        "buyerItemIdentification": None,
        "standardItemIdentification": None,
        "cpvCode": None,
        "ublExtensions": None,
        "productId": asked.get("productId") or ledger.ids.next(),
    }


def set_lines(detail: Json, lines: list[Json]) -> None:
    """Puts lines into a document and adds them up."""
    net = sum((number(line["lineTotal"]) for line in lines), Decimal(0))
    tax = sum((number(line["vatAmount"]) for line in lines), Decimal(0))
    detail.update(
        lines=lines,
        subtotal=money(net),
        vatTotal=money(tax),
        total=money(net + tax),
        discount=money(sum((number(line["discount"]) for line in lines), Decimal(0))),
    )


def requested_draft(ledger: Ledger, company: Company, author: str, asked: Json) -> Invoice:
    """A new outgoing draft from the fields of a request; whoever calls has checked them.

    A negative draft counts as settled at once, without any payment.
    """
    client_id = asked.get("clientId")
    witness = ledger.dealing_with(company, str(client_id)) if client_id else None
    detail = _blank(ledger, company)
    if witness is not None:
        _addressed_like(detail, witness)
    elif asked.get("receiverName"):
        detail.update(receiverName=asked["receiverName"], receiverCif=asked.get("receiverCif"))
    series = company.series_by_id(asked.get("documentSeriesId")) or company.default_series("invoice")
    detail.update(
        {name: asked[name] for name in _TAKEN_FROM_REQUEST if name in asked},
        documentType=asked.get("documentType", "invoice"),
        currency=asked.get("currency") or company.document["defaultCurrency"],
        issueDate=_day(asked.get("issueDate")) or midnight(ledger.clock.today()),
        dueDate=_day(asked.get("dueDate")),
        documentSeries=series and {"id": series["id"], "prefix": series["prefix"]},
    )
    parent = ledger.find(str(asked["parentDocumentId"])) if asked.get("parentDocumentId") else None
    if parent is not None:
        _reverses(detail, parent)
    set_lines(detail, [line_of(ledger, index, line) for index, line in enumerate(asked["lines"], 1)])
    return _booked(ledger, company, author, detail, {"action": "created"})


def reversing_draft(ledger: Ledger, original: Invoice, author: str) -> Invoice:
    """The storno of a whole invoice: the same lines with negated quantities, no series yet."""
    company = ledger.company_of(original)
    detail = _blank(ledger, company)
    _addressed_like(detail, original)
    _reverses(detail, original)
    for name in ("currency", "language", "invoiceTypeCode", "exchangeRate", "documentType"):
        detail[name] = original.detail[name]
    negated = [{**line, "quantity": -number(line["quantity"])} for line in original.detail["lines"]]
    set_lines(detail, [line_of(ledger, index, line) for index, line in enumerate(negated, 1)])
    origin = {"originalInvoiceId": original.id, "originalInvoiceNumber": original.detail["number"]}
    return _booked(ledger, company, author, detail, {"action": "storno_created", **origin})


def _blank(ledger: Ledger, company: Company) -> Json:
    invoice_id = ledger.ids.next()
    return {
        **dict.fromkeys(_NONE_AT_FIRST),
        **dict.fromkeys(_FALSE_AT_FIRST, False),
        "id": invoice_id,
        "client": None,
        "documentType": "invoice",
        "status": "draft",
        "direction": "outgoing",
        "senderCif": str(company.document["cif"]),
        "senderName": company.document["name"],
        "receiverCif": None,
        "receiverName": None,
        "buyerSnapshot": None,
        "number": DRAFT_PREFIX + invoice_id[:8],
        "currency": company.document["defaultCurrency"],
        "issueDate": midnight(ledger.clock.today()),
        "language": "ro",
        "attachments": [],
        "amountPaid": "0.00",
        "parentDocumentId": None,
        "parentDocumentNumber": None,
        "parentDocumentDate": None,
    }


def _addressed_like(detail: Json, witness: Invoice) -> None:
    for name in ("client", "buyerSnapshot", "receiverName", "receiverCif"):
        detail[name] = witness.detail[name]


def _reverses(detail: Json, parent: Invoice) -> None:
    detail.update(
        parentDocumentId=parent.id,
        parentDocumentNumber=parent.detail["number"],
        parentDocumentDate=parent.issue_date.isoformat(),
    )


def _booked(ledger: Ledger, company: Company, author: str, detail: Json, metadata: Json) -> Invoice:
    if number(detail["total"]) < 0:
        detail["amountPaid"] = detail["total"]
    invoice = ledger.add(detail, company)
    invoice.events.insert(0, ledger.event(None, "draft", author, metadata))
    return invoice


def _day(value: object) -> str | None:
    return midnight(date.fromisoformat(str(value)[:10])) if value else None


def problems_of(asked: Json, today: date) -> Iterable[str]:
    """What a controller would complain about, in its order and words."""
    lines = asked.get("lines")
    if not isinstance(lines, list) or not lines:
        yield "At least one line is required."
        return
    for index, line in enumerate(lines, 1):
        if not isinstance(line, dict) or not line.get("description"):
            yield f"Line {index}: description is required."
    for name in ("issueDate", "dueDate"):
        value = asked.get(name)
        if value is None:
            continue
        try:
            day = date.fromisoformat(str(value)[:10])
        except ValueError:
            yield f"Invalid {name}."
            continue
        if name == "issueDate" and day > today:
            yield "Issue date cannot be in the future."
