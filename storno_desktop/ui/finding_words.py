"""What a check found, in words: its title, its sign, the sentences behind it and what to do next."""

from PySide6.QtCore import QObject

from storno_desktop.domain.act import ActKind
from storno_desktop.domain.evidence import Source
from storno_desktop.domain.finding import Check, Finding, Ground, GroundKind, Verdict
from storno_desktop.domain.invoice_summary import InvoiceStatus
from storno_desktop.domain.problem import Problem
from storno_desktop.ui.ground_words import GroundWords
from storno_desktop.ui.theme import Tone
from storno_desktop.ui.words import Sign


class FindingWords(QObject):
    """The words for findings, the same in both dialogs and wherever else a finding is shown."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._grounds = GroundWords(self)

    def title(self, check: Check) -> str:
        """What was looked at."""
        match check:
            case Check.ANAF:
                return self.tr("ANAF")
            case Check.CREDIT_NOTES:
                return self.tr("Storno invoices")
            case Check.PAYMENTS:
                return self.tr("Payments")
            case Check.AGE:
                return self.tr("Time limit")
            case Check.SERIES:
                return self.tr("Series")
            case Check.REACHED_CLIENT:
                return self.tr("Client")
            case Check.PAYMENT_LINK:
                return self.tr("Payment link")
            case Check.PUBLIC_LINK:
                return self.tr("Public link")
            case Check.SPV_SYNCHRONISED:
                return self.tr("SPV")
            case Check.RESTORED_BEFORE:
                return self.tr("Earlier restore")
            case Check.STATUS:
                return self.tr("Status")
            case Check.OUTGOING:
                return self.tr("Issuer")
            case Check.RIGHT_COMPANY:
                return self.tr("Company")
            case Check.COMPANY_WRITABLE:
                return self.tr("Read-only")
            case Check.PERMITTED:
                return self.tr("Your rights")
            case Check.OWN_SESSION:
                return self.tr("Session")
            case Check.REASON_CLEARED:
                return self.tr("Reason")
            case Check.NUMBER_KEPT:
                return self.tr("Number")

    def sign(self, verdict: Verdict) -> Sign:
        """The result as an icon, a word and a tone."""
        match verdict:
            case Verdict.CLEAR:
                return Sign("allowed", self.tr("Allowed"), Tone.SUCCESS)
            case Verdict.WARNING:
                return Sign("warning", self.tr("Warning"), Tone.WARNING)
            case Verdict.BLOCKING:
                return Sign("blocks", self.tr("Blocks"), Tone.DANGER)
            case Verdict.UNKNOWN:
                return Sign("unknown", self.tr("Unknown"), Tone.DANGER)

    @property
    def waiting(self) -> Sign:
        """The sign of a check whose answer is still to come."""
        return Sign("waiting", self.tr("Checking"), Tone.NEUTRAL)

    def ground(self, ground: Ground, problem: Problem | None = None) -> str:
        """One fact behind a finding, as a sentence."""
        return self._grounds.sentence(ground, problem)

    def problem_reason(self, problem: Problem | None) -> str:
        """Why a fact could not be read, in a few words."""
        return self._grounds.problem_reason(problem)

    def status(self, code: str) -> str:
        """The word for the server's status."""
        return self._grounds.status(code)

    def evidence(self, finding: Finding) -> str:
        """Everything that a finding rests on, sentence after sentence."""
        said = dict.fromkeys(self.ground(ground, finding.problem) for ground in finding.grounds)
        return " ".join(said)

    def sources(self, finding: Finding) -> str:
        """Where the evidence was read, in a few words."""
        return ", ".join(dict.fromkeys(filter(None, map(self._source, finding.sources))))

    def _source(self, source: Source) -> str:
        match source:
            case Source.DETAIL:
                return self.tr("invoice")
            case Source.EVENTS:
                return self.tr("history")
            case Source.PAYMENTS:
                return self.tr("payments")
            case Source.EMAILS:
                return self.tr("e-mails")
            case Source.SHARE_LINKS:
                return self.tr("links")
            case Source.SUBMISSIONS:
                return self.tr("transmissions")
            case Source.SERIES:
                return self.tr("series")
            case Source.CREDIT_NOTES:
                return self.tr("storno invoices")
            case Source.COMPANIES:
                return self.tr("company")
            case Source.ACCOUNT:
                return self.tr("account")
            case Source.PERSON:
                return self.tr("your answer")
            case _:
                return ""

    def to_take_note_of(self, warnings: int) -> str:
        """How many warnings still wait for their tick."""
        # Said here and not in the dialog: in a class that has subclasses, tr() takes the English plural, once
        # its number is filled in, for a translation that it found.
        return self.tr("Take note of %n warning(s) first.", "", warnings)

    def blocker_advice(self, finding: Finding, act: ActKind) -> str:
        """What a person can do about a finding that stops the act; "" for one that does not."""
        if finding.verdict is Verdict.UNKNOWN:
            return self._until_checked(act)
        if finding.verdict is not Verdict.BLOCKING:
            return ""
        match act:
            case ActKind.CANCEL:
                return self._before_cancelling(finding)
            case ActKind.RESTORE:
                return self._before_restoring(finding)
            case ActKind.CREATE_STORNO:
                return self._before_reversing(finding)
            case ActKind.REVOKE_LINK:
                return self._about_rights(finding)

    def _until_checked(self, act: ActKind) -> str:
        match act:
            case ActKind.CANCEL:
                return self.tr("Cancelling is stopped until they are.")
            case ActKind.RESTORE:
                return self.tr("Restoring is stopped until they are.")
            case ActKind.CREATE_STORNO:
                return self.tr("The storno is stopped until they are.")
            case ActKind.REVOKE_LINK:
                return self.tr("Closing is stopped until they are.")

    def _before_cancelling(self, finding: Finding) -> str:
        kinds = {ground.kind for ground in finding.grounds}
        states = {InvoiceStatus.of(ground.state) for ground in finding.grounds}
        match finding.check:
            case Check.STATUS if GroundKind.REJECTED_BY_ANAF in kinds:
                return self.tr("Correct it and send it again.")
            case Check.STATUS if InvoiceStatus.CANCELLED in states:
                return self.tr("Nothing is left to do. If that was a mistake, restore it.")
            case Check.STATUS if states & _REVERSED:
                return self.tr("It is reversed already; nothing is left to do.")
            case Check.STATUS if states & _AT_ANAF:
                return self.tr("Use a storno invoice.")
            case Check.STATUS if states & _SETTLED:
                return self.tr("Only drafts and issued invoices can be cancelled. Use a storno invoice.")
            case Check.STATUS:
                return self.tr("Only drafts and issued invoices can be cancelled.")
            case Check.ANAF if GroundKind.SENDING_SCHEDULED in kinds:
                return self.tr(
                    "Stop the sending in Storno.ro and check again; once ANAF has it, use a storno invoice."
                )
            case Check.ANAF:
                return self.tr("Cannot be cancelled: use a storno invoice.")
            case Check.CREDIT_NOTES if InvoiceStatus.DRAFT in states:
                return self.tr("Issuing it would change the cancelled invoice's status. Delete it first.")
            case Check.CREDIT_NOTES:
                return self.tr("It is reversed already: cancelling it too would be wrong.")
            case Check.PAYMENTS:
                return self.tr(
                    "Use a storno invoice; or, if the payment was entered by mistake, delete it in Storno.ro and check again."
                )
            case Check.OUTGOING:
                return self.tr("Only your own invoices can be cancelled. Ask the supplier for a storno.")
            case _:
                return self._about_rights(finding)

    def _before_restoring(self, finding: Finding) -> str:
        states = {InvoiceStatus.of(ground.state) for ground in finding.grounds}
        match finding.check:
            case Check.ANAF:
                return self.tr("It must not become a draft again: make a new invoice.")
            case Check.CREDIT_NOTES if InvoiceStatus.DRAFT in states:
                return self.tr("Delete the storno draft in Storno.ro, then check again.")
            case Check.CREDIT_NOTES:
                return self.tr("It is reversed: make a new invoice.")
            case Check.PAYMENTS:
                return self.tr("Delete the payment in Storno.ro, then check again; or make a new invoice.")
            case Check.AGE | Check.SERIES:
                return self.tr("Make a new invoice.")
            case Check.STATUS:
                return self.tr("Only cancelled invoices can be restored.")
            case Check.OUTGOING:
                return self.tr("Only your own invoices can be restored.")
            case _:
                return self._about_rights(finding)

    def _before_reversing(self, finding: Finding) -> str:
        kinds = {ground.kind for ground in finding.grounds}
        states = {InvoiceStatus.of(ground.state) for ground in finding.grounds}
        match finding.check:
            case Check.STATUS if GroundKind.REJECTED_BY_ANAF in kinds:
                return self.tr("Correct it and send it again.")
            case Check.STATUS if InvoiceStatus.DRAFT in states:
                return self.tr("A draft is corrected or deleted as it stands.")
            case Check.STATUS:
                return self.tr("The server reverses issued invoices only. Make the storno in Storno.ro.")
            case Check.CREDIT_NOTES if GroundKind.IS_A_STORNO in kinds:
                return self.tr("A storno is not reversed again.")
            case Check.CREDIT_NOTES if InvoiceStatus.DRAFT in states:
                return self.tr("A second one is not made: go on with that draft in Storno.ro.")
            case Check.CREDIT_NOTES:
                return self.tr("A second one is not made.")
            case Check.OUTGOING:
                return self.tr("Ask the supplier for a storno.")
            case _:
                return self._about_rights(finding)

    def _about_rights(self, finding: Finding) -> str:
        match finding.check:
            case Check.RIGHT_COMPANY:
                return self.tr("Nothing was sent. Select that company first.")
            case Check.COMPANY_WRITABLE:
                return self.tr("Ask the owner of the Storno account about its subscription.")
            case Check.PERMITTED:
                return self.tr("Ask your administrator for it.")
            case Check.PUBLIC_LINK:
                return self.tr("Nothing is left to do.")
            case Check.OWN_SESSION:
                return self.tr("Sign in with your own account.")
            case _:
                return ""


_REVERSED = frozenset({InvoiceStatus.REFUND, InvoiceStatus.REFUNDED, InvoiceStatus.CONVERTED})
_AT_ANAF = frozenset({InvoiceStatus.SENT_TO_PROVIDER, InvoiceStatus.VALIDATED})
_SETTLED = frozenset({InvoiceStatus.PAID, InvoiceStatus.PARTIALLY_PAID, InvoiceStatus.OVERDUE})
