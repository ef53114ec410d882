"""What differs between the invoice that a person saw and the invoice as it is now, in words."""

from PySide6.QtCore import QObject

from storno_desktop.domain.finding import fingerprint
from storno_desktop.service.case import Case
from storno_desktop.ui.figures import Figures
from storno_desktop.ui.finding_words import FindingWords
from storno_desktop.ui.invoice_difference import InvoiceDifference, new_events
from storno_desktop.ui.sentence import filled


class CaseDifference(QObject):
    """Names each difference in one line: fields of the invoice first, then what the checks found."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._figures = Figures(self)
        self._findings = FindingWords(self)
        self._invoices = InvoiceDifference(self)

    def headline(self, before: Case, after: Case) -> str:
        """That it changed, when, and by whom, as far as the history tells."""
        event = next(iter(new_events(before.facts, after.facts)), None)
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
        return self._invoices.of_summaries(before.facts.invoice.summary, after.facts.invoice.summary)

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
