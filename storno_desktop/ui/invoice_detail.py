"""The pane on the right: one invoice in full, and how old each part of it is."""

from dataclasses import replace
from datetime import date, datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QToolButton, QVBoxLayout, QWidget

from storno_desktop.domain.evidence import Evidence, Reading
from storno_desktop.domain.facts import Facts
from storno_desktop.domain.invoice import (
    Direction,
    Invoice,
    InvoiceId,
    InvoiceStatus,
    InvoiceSummary,
    display_state,
)
from storno_desktop.domain.problem import Problem
from storno_desktop.ui.busy import BusyLine
from storno_desktop.ui.detail_section import DetailSection
from storno_desktop.ui.empty_state import EmptyState
from storno_desktop.ui.figures import Figures
from storno_desktop.ui.icons import set_icon
from storno_desktop.ui.plain_text import plain_label
from storno_desktop.ui.problem_banner import ProblemBanner
from storno_desktop.ui.problem_words import ProblemWords
from storno_desktop.ui.status_badge import StatusBadge
from storno_desktop.ui.theme import (
    SPACE_L,
    SPACE_M,
    SPACE_S,
    SPACE_XS,
    Tone,
    amount_font,
    secondary_font,
    set_tone,
    strong_font,
    tabular,
    title_font,
)
from storno_desktop.ui.words import Words


class InvoiceDetailPane(QFrame):
    """Shows what the list knows at once, and the full record when it has been read.

    A part that could not be read says so; it is never shown as empty.
    """

    close_asked = Signal()
    read_again_asked = Signal(object)  # the InvoiceId
    linked_asked = Signal(object)  # the InvoiceId of a linked document

    def __init__(self, words: Words, figures: Figures, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("detailPane")
        self.setAccessibleName(self.tr("Invoice details"))
        self._words = words
        self._figures = figures
        self._problems = ProblemWords()
        self._summary: InvoiceSummary | None = None
        self._facts: Facts | None = None
        self._today = date.min
        self._number = plain_label(font=title_font(), parent=self)
        self._badge = StatusBadge("draft", "", Tone.NEUTRAL, self)
        self._partner = plain_label(font=strong_font(), wraps=True, parent=self)
        self._identity = plain_label(font=tabular(secondary_font()), wraps=True, parent=self)
        self._total = plain_label(font=tabular(amount_font()), parent=self)
        self._total_note = plain_label(font=secondary_font(), wraps=True, parent=self)
        self._age = plain_label(font=secondary_font(), parent=self)
        self._again = QToolButton(self)
        self._close = QToolButton(self)
        self._busy = BusyLine(parent=self)
        self._banner = ProblemBanner(parent=self)
        self._sections = QVBoxLayout()
        self._body = QWidget(self)
        self._scroll = QScrollArea(self)
        self._empty = EmptyState("document", self.tr("Choose an invoice to see its details."), parent=self)

        self._lay_out()

        self._close.clicked.connect(lambda _checked=False: self.close_asked.emit())
        self._again.clicked.connect(lambda _checked=False: self._ask_again())
        self.clear()

    def _lay_out(self) -> None:
        set_icon(self._close, "close")
        self._close.setAccessibleName(self.tr("Close the details"))
        self._close.setToolTip(self.tr("Close the details"))
        set_icon(self._again, "refresh")
        self._again.setAccessibleName(self.tr("Read this invoice again"))
        self._again.setToolTip(self.tr("Read this invoice again"))
        for label in (self._identity, self._total_note, self._age):
            set_tone(label, Tone.NEUTRAL)
        self._number.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        head = QHBoxLayout()
        head.setContentsMargins(SPACE_L, SPACE_S, SPACE_S, SPACE_S)
        head.setSpacing(SPACE_S)
        head.addWidget(self._number)
        head.addStretch(1)
        head.addWidget(self._badge)
        head.addWidget(self._close)
        self._column = QVBoxLayout(self._body)
        self._column.setContentsMargins(SPACE_L, SPACE_S, SPACE_L, SPACE_L)
        self._column.setSpacing(SPACE_XS)
        for each in (self._partner, self._identity, self._total, self._total_note):
            self._column.addWidget(each)
        age = QHBoxLayout()
        age.setSpacing(SPACE_XS)
        age.addWidget(self._age, 1)
        age.addWidget(self._again)
        self._column.addLayout(age)
        self._column.addWidget(self._banner)
        self._sections.setSpacing(SPACE_M)
        self._column.addLayout(self._sections)
        self._column.addStretch(1)
        self._scroll.setWidget(self._body)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.viewport().setAutoFillBackground(False)
        self._body.setAutoFillBackground(False)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        self._head = QWidget(self)
        self._head.setLayout(head)
        whole.addWidget(self._head)
        whole.addWidget(self._busy)
        whole.addWidget(self._empty, 1)
        whole.addWidget(self._scroll, 1)

    # -------------------------------------------------------------------------------------- what it shows

    @property
    def invoice_id(self) -> InvoiceId | None:
        """The invoice on show."""
        return None if self._summary is None else self._summary.id

    def clear(self) -> None:
        """Nothing is chosen."""
        self._summary = self._facts = None
        self._busy.stop()
        for each in (self._head, self._scroll):
            each.hide()
        self._empty.show()

    def show_summary(self, invoice: InvoiceSummary, today: date, facts: Facts | None = None) -> None:
        """The row at once; what was read of it earlier, if anything, below."""
        other = invoice.id != self.invoice_id
        self._summary, self._today = invoice, today
        self._empty.hide()
        for each in (self._head, self._scroll):
            each.show()
        if other:
            self._facts = None
            self._scroll.verticalScrollBar().setValue(0)
            self._clear_sections()
            self._banner.clear()
        self._show_head(invoice)
        if facts is not None:
            self.show_facts(facts)
        elif other:
            self._age.setText(self.tr("Details not read yet"))

    def set_reading(self, reading: bool) -> None:
        """Whether the full record is on its way."""
        if reading:
            self._busy.start()
        else:
            self._busy.stop()

    def show_facts(self, facts: Facts) -> None:
        """The full record, part by part."""
        self._busy.stop()
        self._banner.clear()
        if isinstance(facts.detail, Problem):
            self._banner.show_problem(
                self.tr("The details could not be read. %1").replace(
                    "%1", self._problems.headline(facts.detail)
                ),
                self._problems.next_step(facts.detail),
                self._problems.quotation(facts.detail),
                self._problems.tone(facts.detail),
            )
            if self._facts is not None:
                return
        self._facts = facts
        self._clear_sections()
        if isinstance(facts.detail, Evidence):
            self._show_head(facts.detail.value.summary)
            self._show_record(facts.detail.value, facts)

    def show_age(self, now: datetime) -> None:
        """Bring the ages up to date; called now and then."""
        if self._facts is not None and isinstance(self._facts.detail, Evidence):
            age = self._figures.age(self._facts.detail.observed_at, now)
            self._age.setText(self.tr("Read on the server: %1").replace("%1", age))

    # -------------------------------------------------------------------------------------- inside

    def _ask_again(self) -> None:
        if self.invoice_id is not None:
            self.read_again_asked.emit(self.invoice_id)

    def _show_head(self, invoice: InvoiceSummary) -> None:
        sign = self._words.state(display_state(invoice, self._today), invoice.status_code)
        cancelled = invoice.status is InvoiceStatus.CANCELLED
        self._number.setText(invoice.number)
        self._badge.set(sign.icon, sign.word, sign.tone)
        self._partner.setText(invoice.partner_name or "—")
        identity = [
            self.tr("CIF %1").replace("%1", invoice.partner_cif) if invoice.partner_cif else "",
            self.tr("issued on %1").replace("%1", self._figures.day(invoice.issue_date)),
            self.tr("due on %1").replace("%1", self._figures.day(invoice.due_date))
            if invoice.due_date
            else "",
        ]
        self._identity.setText(" · ".join(part for part in identity if part))
        font = tabular(amount_font())
        font.setStrikeOut(cancelled)
        self._total.setFont(font)
        self._total.setEnabled(not cancelled)
        self._total.setText(self._figures.amount(invoice.total, invoice.currency))
        self._total_note.setText(self._balance_note(invoice))
        self._total_note.setVisible(bool(self._total_note.text()))

    def _balance_note(self, invoice: InvoiceSummary) -> str:
        if invoice.status is InvoiceStatus.CANCELLED:
            return self.tr("Void: not counted in any sum.")
        if invoice.amount_paid:
            paid = self._figures.amount(invoice.amount_paid, invoice.currency)
            rest = self._figures.amount(invoice.balance, invoice.currency)
            return self.tr("Paid %1, to be paid %2").replace("%1", paid).replace("%2", rest)
        return ""

    def _clear_sections(self) -> None:
        while self._sections.count():
            item = self._sections.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()

    def _add(self, title: str) -> DetailSection:
        section = DetailSection(title, self._body)
        self._sections.addWidget(section)
        return section

    def _show_record(self, invoice: Invoice, facts: Facts) -> None:
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
