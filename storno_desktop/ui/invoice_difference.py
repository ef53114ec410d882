"""What differs between two readings of one invoice, in words."""

from PySide6.QtCore import QObject

from storno_desktop.domain.evidence import Evidence
from storno_desktop.domain.facts import Facts
from storno_desktop.domain.invoice import Invoice, InvoiceEvent, Payment
from storno_desktop.domain.invoice_summary import InvoiceSummary
from storno_desktop.ui.figures import Figures
from storno_desktop.ui.finding_words import FindingWords
from storno_desktop.ui.words import Words


class InvoiceDifference(QObject):
    """Names each difference in one line, as "what: before → now". A part that one of the two readings does not
    hold says nothing: what was not read cannot have changed."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._figures = Figures(self)
        self._statuses = FindingWords(self)
        self._words = Words()

    def lines(self, before: Facts, after: Facts) -> list[str]:
        """Everything that the details show and that is another now; new entries of the history only where
        nothing else tells what happened."""
        told: list[str] = []
        if before.invoice is not None and after.invoice is not None:
            told += self.of_summaries(before.invoice.summary, after.invoice.summary)
            told += self._of_records(before.invoice, after.invoice)
        if isinstance(before.payments, Evidence) and isinstance(after.payments, Evidence):
            told += self._of_payments(before.payments.value, after.payments.value)
        if not told:
            told += [self._happened(event) for event in new_events(before, after)]
        return told

    def of_summaries(self, old: InvoiceSummary, new: InvoiceSummary) -> list[str]:
        """What the list knows of the invoice."""
        told = [
            _change(name, was, now)
            for (name, was), (_, now) in zip(self._fields(old), self._fields(new), strict=True)
            if was != now
        ]
        if not told and old != new:
            told.append(self.tr("Other data of the invoice changed."))
        return told

    # -------------------------------------------------------------------------------------- inside

    def _fields(self, invoice: InvoiceSummary) -> list[tuple[str, str]]:
        """Every field of a summary that has a name on screen."""
        figures = self._figures
        return [
            (self.tr("Status"), self._statuses.status(invoice.status_code)),
            (self.tr("Number"), invoice.number),
            (self.tr("Total"), figures.amount(invoice.total, invoice.currency)),
            (self.tr("Paid"), figures.amount(invoice.amount_paid, invoice.currency)),
            (self.tr("Balance"), figures.amount(invoice.balance, invoice.currency)),
            (self.tr("Client"), invoice.partner_name),
            (self.tr("Client's CIF"), invoice.partner_cif or "—"),
            (self.tr("Issue date"), figures.day(invoice.issue_date)),
            (self.tr("Due date"), figures.day(invoice.due_date)),
            (self.tr("Paid on"), figures.moment(invoice.paid_at)),
            (self.tr("Cancelled on"), figures.moment(invoice.cancelled_at)),
            (self.tr("Scheduled for SPV"), figures.moment(invoice.scheduled_send_at)),
            (self.tr("Scheduled e-mail"), figures.moment(invoice.scheduled_email_at)),
        ]

    def _of_records(self, old: Invoice, new: Invoice) -> list[str]:
        told = []
        if old.anaf.status != new.anaf.status:
            told.append(_change(self.tr("Status at ANAF"), old.anaf.status or "—", new.anaf.status or "—"))
        if old.lines != new.lines:
            was, now = self._figures.count(len(old.lines)), self._figures.count(len(new.lines))
            told.append(
                _change(self.tr("Lines"), was, now)
                if was != now
                else self.tr("The lines of the invoice changed.")
            )
        if old.credit_notes is not None and new.credit_notes is not None:
            was, now = (
                ", ".join(f"{note.number} ({self._statuses.status(note.status_code)})" for note in each)
                for each in (old.credit_notes, new.credit_notes)
            )
            if was != now:
                told.append(_change(self.tr("Storno"), was or "—", now or "—"))
        return told

    def _of_payments(self, old: tuple[Payment, ...], new: tuple[Payment, ...]) -> list[str]:
        was, now = (self._payments(each) for each in (old, new))
        return [_change(self.tr("Payments"), was, now)] if was != now else []

    def _payments(self, payments: tuple[Payment, ...]) -> str:
        figures = self._figures
        said = sorted(
            f"{figures.amount(each.amount, each.currency)} ({figures.day(each.paid_on)})" for each in payments
        )
        return ", ".join(said) or self.tr("none", "payments")

    def _happened(self, event: InvoiceEvent) -> str:
        what = self._words.happening(event.action, event.status_code)
        return f"{what} · {self._figures.moment(event.at)}" if event.at else what


def new_events(before: Facts, after: Facts) -> list[InvoiceEvent]:
    """Entries of the history that only the later reading holds, the newest first; none where one was not read."""
    if not isinstance(before.events, Evidence) or not isinstance(after.events, Evidence):
        return []
    known = {event.id for event in before.events.value}
    new = [event for event in after.events.value if event.id not in known and event.at is not None]
    return sorted(new, key=lambda event: event.at.timestamp() if event.at else 0.0, reverse=True)


def _change(name: str, was: str, now: str) -> str:
    return f"{name}: {was} → {now}"
