"""One invoice on paper: all that was read of it, each part with what became of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from PySide6.QtCore import QObject
from PySide6.QtGui import QPagedPaintDevice

from storno_desktop import __version__
from storno_desktop.domain.display_state import display_state
from storno_desktop.domain.evidence import Evidence, Reading
from storno_desktop.domain.facts import Facts
from storno_desktop.domain.invoice import Invoice
from storno_desktop.domain.invoice_summary import Direction, InvoiceStatus, InvoiceSummary
from storno_desktop.domain.problem import NEVER_CAME, Problem
from storno_desktop.domain.session import Company
from storno_desktop.ui.figures import Figures
from storno_desktop.ui.paper import Foot
from storno_desktop.ui.problem_words import ProblemWords
from storno_desktop.ui.sentence import filled
from storno_desktop.ui.sheet import draw_sheet, escaped, grid, lines_of, pairs, paragraph, said
from storno_desktop.ui.words import Words


@dataclass(frozen=True, slots=True, kw_only=True)
class InvoiceOnShow:
    """One invoice as the detail shows it: the row, what was read of it, and the moment of printing."""

    company: Company
    summary: InvoiceSummary
    facts: Facts | None
    row_read_at: datetime | None
    now: datetime
    today: date


class InvoiceSheet(QObject):
    """Builds the page from plain text alone: whatever a client wrote is escaped before it comes in."""

    def __init__(self, words: Words, figures: Figures, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._words, self._figures = words, figures
        self._problems = ProblemWords()

    def draw(self, shown: InvoiceOnShow, device: QPagedPaintDevice) -> bool:
        """All pages on `device`, whose page is set; False where it would not take them."""
        return draw_sheet(self.as_html(shown), Foot(self.stamp(shown), self.tr("Page %1 of %2")), device)

    def title(self, shown: InvoiceOnShow) -> str:
        """For the document's properties and the name of the file."""
        return filled(self.tr("Invoice %1"), shown.summary.number)

    def stamp(self, shown: InvoiceOnShow) -> str:
        """How old the oldest part of what is printed is, and that it is a copy."""
        facts = shown.facts
        read_at = shown.row_read_at
        if facts is not None and isinstance(facts.detail, Evidence):
            parts = (facts.detail, facts.events, facts.payments, facts.emails)
            read_at = min(each.observed_at for each in parts if isinstance(each, Evidence))
        if read_at is None:
            age = self.tr("local copy, age not known")
        else:
            age = filled(self.tr("Data of %1, local copy"), self._figures.moment(read_at))
        printed = filled(self.tr("printed %1"), self._figures.moment(shown.now))
        return f"{age} · {printed} · Storno Desktop {__version__}"

    # -------------------------------------------------------------------------------------- the page

    def as_html(self, shown: InvoiceOnShow) -> str:
        """The whole page as marked-up text, for `draw`."""
        facts = shown.facts
        detail = None if facts is None else facts.detail
        parts = [self._head(shown)]
        if facts is not None and isinstance(detail, Evidence):
            invoice = detail.value
            parts += [
                self._cancellation(invoice, facts),
                self._anaf(invoice),
                self._lines(invoice),
                self._amounts(invoice),
                self._payments(facts),
                self._linked(invoice),
                self._delivery(invoice, facts),
                self._history(facts),
                self._notes(invoice),
            ]
        else:
            parts.append(paragraph(self._why(detail), "quiet"))
        return "".join(parts)

    def _head(self, shown: InvoiceOnShow) -> str:
        detail = None if shown.facts is None else shown.facts.detail
        summary = detail.value.summary if isinstance(detail, Evidence) else shown.summary
        sign = self._words.state(display_state(summary, shown.today), summary.status_code)
        void = summary.status is InvoiceStatus.CANCELLED
        party = detail.value.buyer if isinstance(detail, Evidence) else None
        address = ", ".join(
            each
            for each in ((party.address, party.city, party.county, party.country) if party else ())
            if each
        )
        is_incoming = summary.direction is Direction.INCOMING
        rows = [
            (self.tr("Status"), sign.word),
            (self.tr("Company"), filled(self.tr("%1, CIF %2"), shown.company.name, shown.company.cif)),
            (self.tr("Supplier") if is_incoming else self.tr("Client"), summary.partner_name or "—"),
            (self.tr("CIF"), summary.partner_cif or "—"),
            (self.tr("Address"), "" if is_incoming else address),
            (self.tr("Issue date"), self._figures.day(summary.issue_date)),
            (self.tr("Due date"), self._figures.day(summary.due_date)),
        ]
        total = self._figures.amount(summary.total, summary.currency)
        return (
            f"<h1>{escaped(self.title(shown))}</h1>"
            + f'<table cellspacing="0" cellpadding="2">{lines_of(each for each in rows if each[1])}</table>'
            + paragraph(filled(self.tr("Total: %1"), total), "total void" if void else "total")
            + (paragraph(self.tr("Void: not counted in any sum."), "quiet") if void else "")
        )

    def _cancellation(self, invoice: Invoice, facts: Facts) -> str:
        if invoice.summary.status is not InvoiceStatus.CANCELLED:
            return ""
        event = facts.last_cancellation
        at = invoice.summary.cancelled_at or (event.at if event else None)
        who = invoice.cancelled_by or (event.by if event else "")
        reason = invoice.cancellation_reason or (event.reason if event else "")
        is_read = isinstance(facts.events, Evidence)
        return pairs(
            self.tr("Cancellation"),
            [
                (self.tr("Cancelled on"), self._figures.moment(at)),
                (self.tr("By"), who or (self.tr("not known") if is_read else self._why(facts.events))),
                (self.tr("Reason"), reason or self.tr("no reason was given")),
            ],
        )

    def _anaf(self, invoice: Invoice) -> str:
        anaf = invoice.anaf
        rows = [
            (self.tr("Status at ANAF"), anaf.status),
            (self.tr("Upload index"), anaf.upload_id),
            (self.tr("SPV message"), anaf.message_id),
            (self.tr("Error"), anaf.error),
        ]
        known = [each for each in rows if each[1]]
        return pairs(self.tr("ANAF"), known) if known else ""

    def _lines(self, invoice: Invoice) -> str:
        heads = (
            (self.tr("Description"), False),
            (self.tr("Quantity"), True),
            (self.tr("Price"), True),
            (self.tr("VAT"), True),
            (self.tr("Without VAT"), True),
        )
        rows = [
            (
                each.description,
                f"{self._figures.quantity(each.quantity)} {each.unit}".strip(),
                self._figures.amount(each.unit_price),
                f"{self._figures.quantity(each.vat_rate)}%" if each.vat_rate is not None else "—",
                self._figures.amount(each.net_total, invoice.summary.currency),
            )
            for each in invoice.lines
        ]
        title = self.tr("Lines")
        return grid(title, heads, rows) if rows else said(title, self.tr("No lines"))

    def _amounts(self, invoice: Invoice) -> str:
        summary = invoice.summary
        rows = [
            (self.tr("Without VAT"), self._figures.amount(summary.subtotal, summary.currency)),
            (self.tr("VAT"), self._figures.amount(summary.vat_total, summary.currency)),
            (self.tr("Total"), self._figures.amount(summary.total, summary.currency)),
            (self.tr("Paid"), self._figures.amount(summary.amount_paid, summary.currency)),
            (self.tr("To be paid"), self._figures.amount(summary.owed, summary.currency)),
        ]
        if invoice.exchange_rate and summary.currency != "RON":
            rows.append((self.tr("Exchange rate"), self._figures.quantity(invoice.exchange_rate)))
        return pairs(self.tr("Amounts"), rows)

    def _payments(self, facts: Facts) -> str:
        payments = facts.payments
        if not isinstance(payments, Evidence):
            return said(self.tr("Payments"), self._why(payments))
        rows = [
            (
                self._figures.day(each.paid_on),
                self._words.payment_method(each.method),
                each.reference,
                self._figures.amount(each.amount, each.currency),
            )
            for each in payments.value
        ]
        heads = (
            (self.tr("Date"), False),
            (self.tr("Method"), False),
            (self.tr("Reference"), False),
            (self.tr("Amount"), True),
        )
        title = self.tr("Payments")
        return grid(title, heads, rows) if rows else said(title, self.tr("No payment recorded"))

    def _linked(self, invoice: Invoice) -> str:
        rows = []
        if invoice.summary.parent_id:
            rows.append((self.tr("Reverses"), invoice.parent_number or self.tr("original invoice")))
        rows.extend((self.tr("Storno"), each.number) for each in invoice.credit_notes or ())
        return pairs(self.tr("Linked documents"), rows) if rows else ""

    def _delivery(self, invoice: Invoice, facts: Facts) -> str:
        if invoice.summary.direction is Direction.INCOMING:
            return ""
        if not isinstance(facts.emails, Evidence):
            return said(self.tr("Sent to the client"), self._why(facts.emails))
        rows = [
            (self._figures.moment(each.sent_at), each.to, self._words.mail_status(each.status))
            for each in facts.emails.value
        ]
        heads = ((self.tr("When"), False), (self.tr("To"), False), (self.tr("Status"), False))
        title = self.tr("Sent to the client")
        return grid(title, heads, rows) if rows else said(title, self.tr("No e-mail known to Storno"))

    def _history(self, facts: Facts) -> str:
        events = facts.events
        if not isinstance(events, Evidence):
            return said(self.tr("History"), self._why(events))
        rows = [
            (
                self._figures.moment(each.at),
                self._words.happening(each.action, each.status_code),
                each.by,
                each.reason,
            )
            for each in events.value
        ]
        heads = (
            (self.tr("When"), False),
            (self.tr("What"), False),
            (self.tr("By"), False),
            (self.tr("Reason"), False),
        )
        return grid(self.tr("History"), heads, rows) if rows else ""

    def _notes(self, invoice: Invoice) -> str:
        return said(self.tr("Notes"), invoice.notes, "") if invoice.notes.strip() else ""

    def _why(self, reading: Reading[object]) -> str:
        if isinstance(reading, Problem) and reading.kind not in NEVER_CAME:
            return filled(self.tr("Could not be read. %1"), self._problems.headline(reading))
        return self.tr("Not downloaded")
