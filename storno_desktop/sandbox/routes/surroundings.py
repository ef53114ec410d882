"""What surrounds invoices: the exchange with SPV and the values a new invoice starts with."""

from __future__ import annotations

from storno_desktop.sandbox.asker import Asker
from storno_desktop.sandbox.call import Answer, Call
from storno_desktop.sandbox.refusal import Refusal
from storno_desktop.sandbox.routes.door import known

_CURRENCIES = ["RON", "EUR", "USD", "GBP", "CHF", "HUF", "CZK", "PLN", "BGN", "SEK", "NOK", "DKK"]
_VAT_RATES = [("21", "Cota standard", "S"), ("11", "Cota redusa", "S"), ("0", "Scutit", "Z")]
_UNITS = [("buc", "Bucata", "H87"), ("kg", "Kilogram", "KGM"), ("ora", "Ora", "HUR"), ("zi", "Zi", "DAY")]
_KINDS = [("invoice", "Factura"), ("proforma", "Proforma"), ("credit_note", "Nota de credit")]
_METHODS = [("bank_transfer", "Transfer bancar"), ("cash", "Numerar"), ("card", "Card"), ("other", "Altele")]


def _status(call: Call, asker: Asker) -> Answer:
    document = asker.company(call).document
    plan = asker.membership.plan if asker.membership else None
    shown = {
        "syncEnabled": document["syncEnabled"],
        "lastSyncedAt": document["lastSyncedAt"],
        "hasValidToken": False,
        "tokenError": None,
        "syncDaysBack": document["syncDaysBack"],
        "syncInterval": plan["features"]["syncIntervalSeconds"] if plan else None,
    }
    return Answer(shown)


def _log(call: Call, asker: Asker) -> Answer:
    company = asker.company(call)
    limit = call.whole_number("limit", 10)
    fields = (
        "id",
        "number",
        "direction",
        "status",
        "syncedAt",
        "senderName",
        "receiverName",
        "total",
        "currency",
    )
    synced = [
        invoice
        for invoice in asker.world.ledger.shelf(company).invoices(None, None)
        if invoice.detail["syncedAt"] is not None
    ]
    synced.sort(key=lambda invoice: (invoice.detail["syncedAt"], invoice.id), reverse=True)
    entries = [{name: invoice.detail[name] for name in fields} for invoice in synced[:limit]]
    return Answer({"entries": entries, "total": len(synced)})


def _trigger(call: Call, asker: Asker) -> Answer:
    asker.company(call)
    body = {"messageKey": "error.sync.no_token", "code": "NO_TOKEN"}
    raise Refusal(422, "No valid ANAF token. Please connect to ANAF first.", "E1", body)


def _defaults(call: Call, asker: Asker) -> Answer:
    """The choices of the invoice form; lists of countries and counties are short here."""
    document = asker.company(call).document
    shown = {
        "vatRates": [
            {"rate": rate, "label": label, "categoryCode": code, "default": rate == _VAT_RATES[0][0]}
            for rate, label, code in _VAT_RATES
        ],
        "currencies": _CURRENCIES,
        "defaultCurrency": document["defaultCurrency"],
        "defaultPaymentTermDays": 30,
        "defaultUnitOfMeasure": "buc",
        "unitsOfMeasure": [
            {"value": unit, "label": f"{unit} ({name})", "code": code} for unit, name, code in _UNITS
        ],
        "exchangeRates": [],
        "exchangeRateDate": asker.world.clock.today().isoformat(),
        "documentSeriesTypes": [{"value": kind, "label": label} for kind, label in _KINDS],
        "paymentMethods": [{"value": method, "label": label} for method, label in _METHODS],
        "isVatPayer": document["vatPayer"],
        "reverseCharge": False,
        "exportApplicable": False,
        "ossApplicable": document["oss"],
        "ossVatRate": None,
        "ossVatRates": [],
        "countries": [{"code": "RO", "label": "Romania"}, {"code": "DE", "label": "Germany"}],
        "counties": [{"code": "AB", "label": "Alba"}, {"code": "B", "label": "Bucuresti"}],
    }
    return Answer(shown)


DOORS = [
    known("GET", "/api/v1/sync/status", _status),
    known("GET", "/api/v1/sync/log", _log),
    known("POST", "/api/v1/sync/trigger", _trigger),
    known("GET", "/api/v1/invoice-defaults", _defaults),
]
