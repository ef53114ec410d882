"""What is known of an invoice, part by part, each with its age; a part that was never read says so."""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from storno_desktop.domain.display_state import display_state
from storno_desktop.domain.evidence import Evidence, Reading
from storno_desktop.domain.facts import Facts
from storno_desktop.domain.invoice import Invoice
from storno_desktop.domain.invoice_summary import Direction, InvoiceStatus, InvoiceSummary
from storno_desktop.domain.problem import NEVER_CAME, Problem
from storno_desktop.domain.restoration import number_consequence
from storno_desktop.ui.detail_section import DetailSection
from storno_desktop.ui.figures import Figures
from storno_desktop.ui.problem_words import ProblemWords
from storno_desktop.ui.sentence import filled
from storno_desktop.ui.theme import SPACE_M, Tone
from storno_desktop.ui.words import Words

SAME_READING: Final = timedelta(minutes=1)
"""Parts that came within this time of each other have one age, which stands at the top."""


@dataclass(frozen=True, slots=True)
class _Part:
    """One section and what it rests on."""

    section: DetailSection
    readings: tuple[Reading[Any], ...]


class InvoiceRecord(QWidget):
    """Sections below each other: cancellation, ANAF, amounts, lines, payments, links, delivery, history.

    What was not read is never shown as empty: it was not downloaded, or it could not be read. Each section rests
    on readings of its own; `show_age` says beside its heading how old they are where the top of the pane says
    something else.
    """

    linked_asked = Signal(object)  # the InvoiceId of a linked document

    def __init__(self, words: Words, figures: Figures, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = words
        self._figures = figures
        self._problems = ProblemWords()
        self._today = date.min
        self._was_answered = False
        self._parts: list[_Part] = []
        self._sections = QVBoxLayout(self)
        self._sections.setContentsMargins(0, 0, 0, 0)
        self._sections.setSpacing(SPACE_M)

    def clear(self) -> None:
        """Show nothing."""
        self._parts.clear()
        while self._sections.count():
            item = self._sections.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()

    def _add(self, title: str, *readings: Reading[Any]) -> DetailSection:
        section = DetailSection(title, self)
        self._sections.addWidget(section)
        self._parts.append(_Part(section, readings))
        return section

    def show_record(self, row: InvoiceSummary, facts: Facts, today: date) -> None:
        """All that was read of this invoice; `row` is what the list knows, `today` the date in Europe/Bucharest."""
        self.clear()
        self._today = today
        self._was_answered = isinstance(facts.detail, Evidence) and not facts.detail.is_kept
        invoice = facts.invoice
        summary = row if invoice is None else invoice.summary
        if summary.status is InvoiceStatus.CANCELLED:
            self._show_cancellation(summary, facts)
        self._show_anaf(summary, facts)
        self._show_amounts(summary, facts)
        self._show_lines(facts)
        self._show_payments(facts)
        self._show_links(facts)
        if summary.direction is not Direction.INCOMING:  # nothing of ours goes to a client there
            self._show_series(facts)
            self._show_delivery(facts)
        self._show_history(facts)

    def show_age(self, now: datetime, detail: Reading[Invoice]) -> None:
        """Bring the ages up to date. `detail` is the reading whose age stands at the top of the pane."""
        for part in self._parts:
            told = "; ".join(dict.fromkeys(self._told(reading, now) for reading in part.readings))
            part.section.set_basis(self._beside(part, now, detail), told)

    def _beside(self, part: _Part, now: datetime, detail: Reading[Invoice]) -> str:
        """The age of what is oldest in a section, "" where the age at the top holds for all of it."""
        read = [each for each in part.readings if isinstance(each, Evidence)]
        if not read:
            return ""
        oldest = min(read, key=lambda each: each.observed_at)
        if (
            isinstance(detail, Evidence)
            and oldest.is_kept is detail.is_kept
            and abs(oldest.observed_at - detail.observed_at) < SAME_READING
        ):
            return ""
        age = self._figures.age(oldest.observed_at, now)
        return self.tr("%1 · local copy").replace("%1", age) if oldest.is_kept else age

    def _told(self, reading: Reading[Any], now: datetime) -> str:
        if not isinstance(reading, Evidence):
            return self._why(reading)
        words = self.tr("From the local copy: %1") if reading.is_kept else self.tr("Read on the server: %1")
        return words.replace("%1", self._figures.age(reading.observed_at, now))

    def _show_cancellation(self, summary: InvoiceSummary, facts: Facts) -> None:
        section = self._add(self.tr("Cancellation"), facts.detail, facts.events)
        invoice, event = facts.invoice, facts.last_cancellation
        at = summary.cancelled_at or (event.at if event else None)
        self._pair(
            section, self.tr("Cancelled on"), self._figures.moment(at) if at else "", facts.detail, "—"
        )
        who = (invoice.cancelled_by if invoice else "") or (event.by if event else "")
        self._pair(section, self.tr("By"), who, facts.events, self.tr("not known"))
        reason = (invoice.cancellation_reason if invoice else "") or (event.reason if event else "")
        self._pair(section, self.tr("Reason"), reason, facts.detail, self.tr("no reason was given"))
        if event is not None and event.cancelled_from:
            was_draft = event.cancelled_from == InvoiceStatus.DRAFT.value
            section.pair(self.tr("It was before"), self.tr("a draft") if was_draft else self.tr("issued"))

    def _pair(
        self, section: DetailSection, label: str, text: str, reading: Reading[Any], without: str
    ) -> None:
        """A name and its value; without one, what that means: there is none, or nobody read it."""
        if text or isinstance(reading, Evidence):
            section.pair(label, text or without)
        elif self._is_not_downloaded(reading):
            section.pair(label, self._why(reading))
        else:
            section.not_read(label, self._why(reading))

    def _show_anaf(self, summary: InvoiceSummary, facts: Facts) -> None:
        invoice = facts.invoice
        if invoice is None:
            self._say_unread(self._add(self.tr("ANAF"), facts.detail), facts.detail)
            return
        anaf = invoice.anaf
        if not (anaf.upload_id or anaf.message_id or anaf.status or anaf.error or summary.scheduled_send_at):
            return
        section = self._add(self.tr("ANAF"), facts.detail)
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

    def _show_amounts(self, summary: InvoiceSummary, facts: Facts) -> None:
        section = self._add(self.tr("Amounts"), facts.detail)
        section.figure(self.tr("Without VAT"), self._amount(summary.subtotal, summary, facts))
        section.figure(self.tr("VAT"), self._amount(summary.vat_total, summary, facts))
        section.figure(self.tr("Total"), self._figures.amount(summary.total, summary.currency), strong=True)
        rate = None if facts.invoice is None else facts.invoice.exchange_rate
        if rate and summary.currency != "RON":
            section.figure(self.tr("Exchange rate"), self._figures.quantity(rate))

    def _amount(self, value: Decimal | None, summary: InvoiceSummary, facts: Facts) -> str:
        if value is None and facts.invoice is None:
            return self._why(facts.detail)
        return self._figures.amount(value, summary.currency)

    def _show_lines(self, facts: Facts) -> None:
        invoice = facts.invoice
        if invoice is None:
            self._say_unread(self._add(self.tr("Lines"), facts.detail), facts.detail)
            return
        section = self._add(self.tr("%n line(s)", "", len(invoice.lines)), facts.detail)
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
        section = self._add(self.tr("Payments"), facts.payments)
        if not isinstance(facts.payments, Evidence):
            self._say_unread(section, facts.payments)
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

    def _show_links(self, facts: Facts) -> None:
        invoice = facts.invoice
        if invoice is None:
            self._say_unread(self._add(self.tr("Linked documents"), facts.detail), facts.detail)
            return
        if not invoice.credit_notes and not invoice.summary.parent_id:
            return
        section = self._add(self.tr("Linked documents"), facts.detail)
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

    def _show_series(self, facts: Facts) -> None:
        """The series of the invoice and its next number, from the later one of the two places that tell it."""
        invoice, listed = facts.invoice, facts.series
        own = None if invoice is None else invoice.series
        if invoice is None or own is None or not isinstance(facts.detail, Evidence):
            return
        if isinstance(listed, Evidence) and listed.observed_at < facts.detail.observed_at:
            listed = None
        series = None
        if isinstance(listed, Evidence):
            series = next((each for each in listed.value if each.id == own.id), None)
        section = self._add(self.tr("Series"), listed if series is not None else facts.detail)
        name = self._words.series(series) if series else own.prefix or "—"
        upcoming = number_consequence(invoice, replace(facts, series=listed if series else None)).next_number
        section.say(filled(self.tr("%1, next number %2"), name, upcoming) if upcoming else name)

    def _show_delivery(self, facts: Facts) -> None:
        section = self._add(self.tr("Sent to the client"), facts.emails, facts.share_links)
        if not isinstance(facts.emails, Evidence) and not isinstance(facts.share_links, Evidence):
            self._say_unread(section, facts.emails)
            return
        if not isinstance(facts.emails, Evidence):
            self._say_unread(section, facts.emails, self.tr("E-mails"))
        else:
            for mail in facts.emails.value:
                state = self._words.mail_status(mail.status)
                if mail.opened_at is not None:
                    state = self.tr("opened on %1").replace("%1", self._figures.moment(mail.opened_at))
                section.happening("mail", f"{mail.to}: {state}", self._figures.moment(mail.sent_at))
        if not isinstance(facts.share_links, Evidence):
            self._say_unread(section, facts.share_links, self.tr("Links"))
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
        section = self._add(self.tr("History"), facts.events)
        if not isinstance(facts.events, Evidence):
            self._say_unread(section, facts.events)
            return
        for event in facts.events.value:
            text = self._words.happening(event.action, event.status_code)
            when = self._figures.moment(event.at)
            section.happening(_EVENT_ICONS.get(event.action, "event"), text, when, event.by, event.reason)

    def _say_unread(self, section: DetailSection, reading: Reading[Any], what: str = "") -> None:
        """Nothing is known of this part, or of `what` in it: it was not downloaded, or could not be read."""
        why = f"{what}: {self._why(reading)}" if what else self._why(reading)
        if self._is_not_downloaded(reading) and not (isinstance(reading, Problem) and self._was_answered):
            section.nothing(why)
        else:
            section.unread(why)

    @staticmethod
    def _is_not_downloaded(reading: Reading[Any]) -> bool:
        """Whether a part is missing only because nobody could ask, or asked, for it."""
        return reading is None or (isinstance(reading, Problem) and reading.kind in NEVER_CAME)

    def _why(self, reading: Reading[Any]) -> str:
        if isinstance(reading, Problem) and not self._is_not_downloaded(reading):
            return self.tr("Could not be read. %1").replace("%1", self._problems.headline(reading))
        if isinstance(reading, Problem) and self._was_answered:  # else the top says why, once
            return self.tr("Not downloaded. %1").replace("%1", self._problems.headline(reading))
        return self.tr("Not downloaded")


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
