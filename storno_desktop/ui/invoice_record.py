"""The full record of an invoice, part by part; a part that could not be read says so."""

from dataclasses import replace
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from storno_desktop.domain.evidence import Evidence, Reading
from storno_desktop.domain.facts import Facts
from storno_desktop.domain.invoice import Direction, Invoice, InvoiceStatus, InvoiceSummary, display_state
from storno_desktop.domain.problem import Problem
from storno_desktop.ui.detail_section import DetailSection
from storno_desktop.ui.figures import Figures
from storno_desktop.ui.problem_words import ProblemWords
from storno_desktop.ui.theme import SPACE_M, Tone
from storno_desktop.ui.words import Words


class InvoiceRecord(QWidget):
    """Sections below each other: cancellation, ANAF, amounts, lines, payments, links, delivery, history.

    What was not read is never shown as empty.
    """

    linked_asked = Signal(object)  # the InvoiceId of a linked document

    def __init__(self, words: Words, figures: Figures, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = words
        self._figures = figures
        self._problems = ProblemWords()
        self._today = date.min
        self._sections = QVBoxLayout(self)
        self._sections.setContentsMargins(0, 0, 0, 0)
        self._sections.setSpacing(SPACE_M)

    def clear(self) -> None:
        """Show nothing."""
        while self._sections.count():
            item = self._sections.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()

    def _add(self, title: str) -> DetailSection:
        section = DetailSection(title, self)
        self._sections.addWidget(section)
        return section

    def show_record(self, invoice: Invoice, facts: Facts, today: date) -> None:
        """All that was read of this invoice; `today` is the date in Europe/Bucharest."""
        self.clear()
        self._today = today
        if invoice.summary.status is InvoiceStatus.CANCELLED:
            self._show_cancellation(invoice, facts)
        self._show_anaf(invoice)
        self._show_amounts(invoice)
        self._show_lines(invoice)
        self._show_payments(facts)
        self._show_links(invoice)
        if invoice.summary.direction is not Direction.INCOMING:  # nothing of ours goes to a client there
            self._show_delivery(facts)
        self._show_history(facts)

    def _show_cancellation(self, invoice: Invoice, facts: Facts) -> None:
        section = self._add(self.tr("Cancellation"))
        event = facts.last_cancellation
        at = invoice.summary.cancelled_at or (event.at if event else None)
        section.pair(self.tr("Cancelled on"), self._figures.moment(at))
        who = invoice.cancelled_by or (event.by if event else "")
        if who or isinstance(facts.events, Evidence):
            section.pair(self.tr("By"), who or self.tr("not known"))
        else:
            section.not_read(self.tr("By"), self._why(facts.events))
        reason = invoice.cancellation_reason or (event.reason if event else "")
        section.pair(self.tr("Reason"), reason or self.tr("no reason was given"))
        if event is not None and event.cancelled_from:
            was_draft = event.cancelled_from == InvoiceStatus.DRAFT.value
            section.pair(self.tr("It was before"), self.tr("a draft") if was_draft else self.tr("issued"))

    def _show_anaf(self, invoice: Invoice) -> None:
        anaf, summary = invoice.anaf, invoice.summary
        if not (anaf.upload_id or anaf.message_id or anaf.status or anaf.error or summary.scheduled_send_at):
            return
        section = self._add(self.tr("ANAF"))
        if anaf.status:
            section.pair(self.tr("Status at ANAF"), anaf.status)
        if anaf.upload_id:
            section.pair(self.tr("Upload index"), anaf.upload_id)
        if anaf.message_id:
            section.pair(self.tr("SPV message"), anaf.message_id)
        if anaf.error:
            section.pair(self.tr("Error"), anaf.error, Tone.DANGER)
        if summary.scheduled_send_at:
            section.pair(self.tr("Sending planned for"), self._figures.moment(summary.scheduled_send_at))

    def _show_amounts(self, invoice: Invoice) -> None:
        summary = invoice.summary
        section = self._add(self.tr("Amounts"))
        section.figure(self.tr("Without VAT"), self._figures.amount(summary.subtotal, summary.currency))
        section.figure(self.tr("VAT"), self._figures.amount(summary.vat_total, summary.currency))
        section.figure(self.tr("Total"), self._figures.amount(summary.total, summary.currency), strong=True)
        if invoice.exchange_rate and summary.currency != "RON":
            section.figure(self.tr("Exchange rate"), self._figures.quantity(invoice.exchange_rate))

    def _show_lines(self, invoice: Invoice) -> None:
        section = self._add(self.tr("%n line(s)", "", len(invoice.lines)))
        for line in invoice.lines:
            price = self._figures.amount(line.unit_price)
            quantity = f"{self._figures.quantity(line.quantity)} {line.unit}".strip()
            vat = self.tr("VAT %1%").replace("%1", self._figures.quantity(line.vat_rate))
            section.item(
                line.description,
                f"{quantity} × {price} · {vat}",
                self._figures.amount(line.net_total, invoice.summary.currency),
            )

    def _show_payments(self, facts: Facts) -> None:
        section = self._add(self.tr("Payments"))
        if not isinstance(facts.payments, Evidence):
            section.unread(self._why(facts.payments))
            return
        if not facts.payments.value:
            section.nothing(self.tr("No payment recorded"))
        for payment in facts.payments.value:
            how = self._words.payment_method(payment.method)
            section.item(
                self._figures.day(payment.paid_on),
                f"{how} · {payment.reference}" if payment.reference else how,
                self._figures.amount(payment.amount, payment.currency),
            )

    def _show_links(self, invoice: Invoice) -> None:
        if not invoice.credit_notes and not invoice.summary.parent_id:
            return
        section = self._add(self.tr("Linked documents"))
        if invoice.summary.parent_id:
            number = invoice.parent_number or self.tr("original invoice")
            button = section.link(self.tr("Reverses %1").replace("%1", number))
            parent = invoice.summary.parent_id
            button.clicked.connect(lambda _checked=False: self.linked_asked.emit(parent))
        for note in invoice.credit_notes or ():
            sign = self._words.state(
                display_state(_as_summary(note.number, note.status, invoice.summary), self._today),
                note.status_code,
            )
            text = self.tr("Storno %1 (%2)").replace("%1", note.number).replace("%2", sign.word)
            button = section.link(text)
            button.clicked.connect(lambda _checked=False, each=note.id: self.linked_asked.emit(each))

    def _show_delivery(self, facts: Facts) -> None:
        section = self._add(self.tr("Sent to the client"))
        if not isinstance(facts.emails, Evidence):
            section.unread(self._why(facts.emails))
        else:
            for mail in facts.emails.value:
                state = self._words.mail_status(mail.status)
                if mail.opened_at is not None:
                    state = self.tr("opened on %1").replace("%1", self._figures.moment(mail.opened_at))
                section.happening("mail", f"{mail.to}: {state}", self._figures.moment(mail.sent_at))
        if not isinstance(facts.share_links, Evidence):
            section.unread(self._why(facts.share_links))
        else:
            for link in facts.share_links.value:
                if link.view_count:
                    text = self.tr("Link opened %n time(s)", "", link.view_count)
                    section.happening("link-viewed", text, self._figures.moment(link.last_viewed_at))
                elif link.is_active:
                    section.happening("link", self.tr("Active link, never opened"), "")
        if section.is_bare:
            section.nothing(self.tr("No e-mail and no opened link known to Storno"))

    def _show_history(self, facts: Facts) -> None:
        section = self._add(self.tr("History"))
        if not isinstance(facts.events, Evidence):
            section.unread(self._why(facts.events))
            return
        for event in facts.events.value:
            text = self._words.happening(event.action, event.status_code)
            when = self._figures.moment(event.at)
            section.happening(_EVENT_ICONS.get(event.action, "event"), text, when, event.by, event.reason)

    def _why(self, reading: Reading[object]) -> str:
        if isinstance(reading, Problem):
            return self.tr("Could not be read. %1").replace("%1", self._problems.headline(reading))
        return self.tr("Not read yet")


_EVENT_ICONS = {
    "created": "draft",
    "issued": "issued",
    "refund_issued": "storno",
    "submitted_to_anaf": "sent",
    "submitted_to_einvoice": "sent",
    "anaf_validated": "validated",
    "anaf_rejected": "rejected",
    "synced_from_anaf": "synced",
    "cancelled": "cancelled",
    "restored": "restore",
    "refunded": "refunded",
    "storno_created": "storno",
    "payment_recorded": "payment",
}


def _as_summary(number: str, status: InvoiceStatus, like: InvoiceSummary) -> InvoiceSummary:
    return replace(like, number=number, status=status, due_date=None, amount_paid=None, balance=None)
