"""What hangs on an invoice: history, mail, share links, submissions and stornos (contract §7, §14, §15)."""

from __future__ import annotations

from dataclasses import replace

from storno_desktop.sandbox.asker import Asker
from storno_desktop.sandbox.call import Answer, Call
from storno_desktop.sandbox.refusal import Refusal, not_found
from storno_desktop.sandbox.routes.door import known


def _events(call: Call, asker: Asker) -> Answer:
    invoice = asker.invoice(call, "invoice.view")
    return Answer(asker.world.dialect.shapes.events(invoice))


def _emails(call: Call, asker: Asker) -> Answer:
    invoice = asker.invoice(call, "invoice.view")
    return Answer([asker.world.dialect.shapes.email(email) for email in invoice.emails])


def _email_defaults(call: Call, asker: Asker) -> Answer:
    detail = asker.invoice(call, "invoice.view").detail
    body = (
        f"Buna ziua,\n\nVa trimitem atasat factura {detail['number']}.\n\nCu stima,\n{detail['senderName']}"
    )
    to = detail["client"]["email"] if detail["client"] else None
    subject = f"Factura {detail['number']} - {detail['senderName']}"
    return Answer({"to": to, "subject": subject, "body": body, "templateId": None})


def _share_links(call: Call, asker: Asker) -> Answer:
    invoice = asker.invoice(call, "invoice.view")
    return Answer([asker.world.dialect.shapes.share_link(link) for link in invoice.share_links])


def _revoke_share_link(call: Call, asker: Asker) -> Answer:
    invoice = asker.invoice(call, "invoice.edit")
    link = next((link for link in invoice.share_links if link["id"] == call.places["link"]), None)
    if link is None:
        raise Refusal(404, "Share link not found.")
    withdrawn = {**link, "status": "revoked", "isValid": False, "revokedAt": asker.world.clock.stamp()}
    invoice.share_links = [withdrawn if each is link else each for each in invoice.share_links]
    asker.world.ledger.changed(invoice)
    return Answer(status=204)


def _submissions(call: Call, asker: Asker) -> Answer:
    """The one part that looks at `X-Company` and is blind to invoices of other companies."""
    asker.needs("efactura.view")
    company = asker.company(call)
    invoice = asker.world.ledger.find(call.places["invoice"])
    if invoice is None or invoice.company != company.key:
        raise not_found()
    return Answer([asker.world.dialect.shapes.submission(each) for each in invoice.submissions])


def _credit_notes(call: Call, asker: Asker) -> Answer:
    """The stornos of an invoice; only the documentation knows this path."""
    world = asker.world
    if not world.dialect.rules.serves_credit_notes:
        raise Refusal(404, "Not Found", "E8")
    invoice = asker.invoice(call, "invoice.view")
    return Answer(
        [world.dialect.shapes.detail(world.ledger, child) for child in world.ledger.children(invoice)]
    )


def _all_credit_notes(call: Call, asker: Asker) -> Answer:
    """The credit notes of a company as a list; only the documentation knows this path."""
    world = asker.world
    if not world.dialect.rules.serves_credit_notes:
        raise Refusal(404, "Not Found", "E8")
    asker.needs("invoice.view")
    company = asker.company(call)
    query = replace(world.dialect.rules.query(call), reversing=True)
    page = world.listing.page(company, query)
    return Answer(world.dialect.shapes.page(world.ledger, company, query, page), examined=page.examined)


DOORS = [
    known("GET", "/api/v1/invoices/{invoice}/events", _events),
    known("GET", "/api/v1/invoices/{invoice}/emails", _emails),
    known("GET", "/api/v1/invoices/{invoice}/email-defaults", _email_defaults),
    known("GET", "/api/v1/invoices/{invoice}/share-links", _share_links),
    known("DELETE", "/api/v1/invoices/{invoice}/share-links/{link}", _revoke_share_link),
    known("GET", "/api/v1/invoices/{invoice}/einvoice-submissions", _submissions),
    known("GET", "/api/v1/invoices/{invoice}/credit-notes", _credit_notes),
    known("GET", "/api/v1/credit-notes", _all_credit_notes),
]
