"""What differs between the invoice that a person saw and the invoice as it is now, in words."""

from PySide6.QtCore import QObject

from storno_desktop.domain.evidence import Evidence
from storno_desktop.domain.finding import fingerprint
from storno_desktop.domain.invoice import InvoiceEvent, InvoiceSummary
from storno_desktop.service.case import Case
from storno_desktop.ui.figures import Figures
from storno_desktop.ui.finding_words import FindingWords
from storno_desktop.ui.sentence import filled


class CaseDifference(QObject):
    """Names each difference in one line: fields of the invoice first, then what the checks found."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._figures = Figures(self)
        self._findings = FindingWords(self)

    def headline(self, before: Case, after: Case) -> str:
        """That it changed, when, and by whom, as far as the history tells."""
        event = _newest_new_event(before, after)
        if event is None or event.at is None:
            return self.tr("The invoice changed meanwhile. See what changed before you continue.")
        at = self._figures.moment(event.at)
        if event.by:
            return filled(
                self.tr("%1 changed the invoice on %2. See what changed before you continue."), event.by, at
            )
        return filled(self.tr("The invoice changed on %1. See what changed before you continue."), at)

    def lines(self, before: Case, after: Case) -> list[str]:
        """Each difference as "what: before → now"."""
        return self._of_invoice(before, after) + self._of_findings(before, after)

    def _of_invoice(self, before: Case, after: Case) -> list[str]:
        if before.facts.invoice is None or after.facts.invoice is None:
            return []
        old, new = before.facts.invoice.summary, after.facts.invoice.summary
        told = [
            self._change(name, was, now)
            for (name, was), (_, now) in zip(self._fields(old), self._fields(new), strict=True)
            if was != now
        ]
        if not told and old != new:
            told.append(self.tr("Other data of the invoice changed."))
        return told

    def _fields(self, invoice: InvoiceSummary) -> list[tuple[str, str]]:
        """Every field of a summary that has a name on screen."""
        figures = self._figures
        return [
            (self.tr("Status"), self._findings.status(invoice.status_code)),
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

    def _of_findings(self, before: Case, after: Case) -> list[str]:
        told = []
        for new in after.assessment.findings:
            old = before.assessment.of(new.check)
            if fingerprint([old]) == fingerprint([new]):
                continue
            was, now = self._findings.sign(old.verdict).word, self._findings.sign(new.verdict).word
            verdict = f"{was} → {now}" if was != now else now
            told.append(f"{self._findings.title(new.check)}: {verdict}. {self._findings.evidence(new)}")
        return told

    def _change(self, name: str, was: str, now: str) -> str:
        return f"{name}: {was} → {now}"


def _newest_new_event(before: Case, after: Case) -> InvoiceEvent | None:
    if not isinstance(before.facts.events, Evidence) or not isinstance(after.facts.events, Evidence):
        return None
    known = {event.id for event in before.facts.events.value}
    new = [event for event in after.facts.events.value if event.id not in known and event.at is not None]
    return max(new, key=lambda event: event.at.timestamp() if event.at else 0.0, default=None)
