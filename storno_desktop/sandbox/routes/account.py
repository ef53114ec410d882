"""The signed-in user, the companies and their series (contract §4, §13)."""

from __future__ import annotations

from storno_desktop.sandbox.asker import Asker
from storno_desktop.sandbox.call import Answer, Call
from storno_desktop.sandbox.refusal import Refusal, crashed
from storno_desktop.sandbox.routes.door import known


def _me(_: Call, asker: Asker) -> Answer:
    """A person's own session tells who works in it instead; rights are told before scopes narrow them."""
    shown = asker.world.dialect.shapes.me(asker.user, asker.membership)
    if not asker.world.me_permissions:
        shown = {name: value for name, value in shown.items() if name not in {"permissions", "currentRole"}}
    if asker.user.impersonator is not None and asker.scopes is None:
        shown = {**shown, "impersonating": True, "impersonator": asker.user.impersonator}
    return Answer(shown)


def _companies(_: Call, asker: Asker) -> Answer:
    if asker.membership is None:
        raise Refusal(404, "No organization found.")
    return Answer(asker.world.dialect.shapes.companies(asker.companies()))


def _series(call: Call, asker: Asker) -> Answer:
    company = asker.company(call)
    asker.needs("series.view")
    return Answer(asker.world.dialect.shapes.series(company))


def _delete_series(call: Call, asker: Asker) -> Answer:
    """Nothing is checked but the database refuses a series that a document still names (contract §13)."""
    asker.needs("series.manage")
    found = [
        (company, series)
        for company in asker.companies()
        for series in company.series
        if series["id"] == call.places["series"]
    ]
    if not found:
        raise Refusal(404, "Document series not found.")
    company, series = found[0]
    shelf = asker.world.ledger.shelf(company)
    if any(invoice.series_id == series["id"] for invoice in shelf.invoices(None, None)):
        raise crashed()
    company.series.remove(series)
    return Answer({"message": "Document series deleted."})


DOORS = [
    known("GET", "/api/v1/me", _me),
    known("GET", "/api/v1/companies", _companies),
    known("GET", "/api/v1/document-series", _series),
    known("DELETE", "/api/v1/document-series/{series}", _delete_series),
]
