"""Files of an invoice: a small PDF and a small UBL document (contract §16)."""

from __future__ import annotations

import unicodedata
from xml.sax.saxutils import escape

from storno_desktop.sandbox.asker import Asker
from storno_desktop.sandbox.call import Answer, Call
from storno_desktop.sandbox.invoice import Invoice
from storno_desktop.sandbox.refusal import Refusal
from storno_desktop.sandbox.routes.door import known

_UBL = "urn:oasis:names:specification:ubl:schema:xsd:"


def _pdf(call: Call, asker: Asker) -> Answer:
    """Incoming documents need a renderer that neither the recorded backend nor the sandbox has."""
    invoice = asker.invoice(call, "invoice.view")
    if invoice.detail["direction"] == "incoming":
        missing = "java.lang.NoClassDefFoundError: net/sf/jasperreports/engine/util/JRLoader"
        failed = "PDF generation failed: PDF generation failed: PDF generation error: "
        raise Refusal(500, failed + missing)
    return Answer(raw=_page(invoice), kind="application/pdf", headers=_named(invoice, "inline", "pdf"))


def _page(invoice: Invoice) -> bytes:
    """One page of plain text; letters beyond Latin lose their marks, a cancelled invoice says so."""
    detail = invoice.detail
    lines = [
        f"Factura {detail['number']}" + (" - ANULATA" if invoice.status == "cancelled" else ""),
        f"Data: {invoice.issue_date.isoformat()}",
        f"Furnizor: {detail['senderName']}",
        f"Client: {detail['receiverName']}",
        f"Total: {detail['total']} {detail['currency']}",
    ]
    shown = [
        unicodedata.normalize("NFKD", line).encode("ascii", "ignore").decode().replace("\\", " ")
        for line in lines
    ]
    drawn = " ".join(f"({line.translate(str.maketrans('()', '[]'))}) Tj 0 -20 Td" for line in shown)
    content = f"BT /F1 12 Tf 60 780 Td {drawn} ET".encode()
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R"
        b" /Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    written = b"%PDF-1.4\n"
    offsets = []
    for index, body in enumerate(objects, 1):
        offsets.append(len(written))
        written += b"%d 0 obj\n%s\nendobj\n" % (index, body)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    end = len(written)
    written += b"xref\n0 %d\n0000000000 65535 f \n%s" % (len(objects) + 1, table)
    return written + b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (
        len(objects) + 1,
        end,
    )


def _xml(call: Call, asker: Asker) -> Answer:
    invoice = asker.invoice(call, "invoice.view")
    detail = invoice.detail
    fields = {
        "ID": detail["number"],
        "IssueDate": invoice.issue_date.isoformat(),
        "InvoiceTypeCode": detail["invoiceTypeCode"] or "380",
        "DocumentCurrencyCode": detail["currency"],
        "Note": detail["notes"],
    }
    written = "".join(
        f"  <cbc:{name}>{escape(str(value))}</cbc:{name}>\n" for name, value in fields.items() if value
    )
    text = (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<Invoice xmlns="{_UBL}Invoice-2" xmlns:cbc="{_UBL}CommonBasicComponents-2">\n'
        f"  <cbc:UBLVersionID>2.1</cbc:UBLVersionID>\n{written}</Invoice>\n"
    )
    return Answer(raw=text.encode(), kind="application/xml", headers=_named(invoice, "attachment", "xml"))


def _named(invoice: Invoice, disposition: str, ending: str) -> dict[str, str]:
    """The number goes into the header as it is; bytes beyond Latin are sent as UTF-8."""
    header = f'{disposition}; filename="invoice-{invoice.detail["number"]}.{ending}"'
    return {"Content-Disposition": header.encode().decode("latin-1")}


DOORS = [
    known("GET", "/api/v1/invoices/{invoice}/pdf", _pdf),
    known("GET", "/api/v1/invoices/{invoice}/xml", _xml),
]
