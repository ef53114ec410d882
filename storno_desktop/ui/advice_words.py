"""The advisers in words: cancel or storno, restore or new invoice, and why."""

from PySide6.QtCore import QObject

from storno_desktop.domain.cancellation import Advice, CancelAdvice
from storno_desktop.domain.eligibility import SIGNS
from storno_desktop.domain.facts import Facts
from storno_desktop.domain.finding import Assessment, Check, Ground, GroundKind, Verdict
from storno_desktop.domain.invoice_summary import InvoiceStatus
from storno_desktop.domain.restoration import RestoreAdvice
from storno_desktop.ui.finding_words import FindingWords
from storno_desktop.ui.sentence import filled
from storno_desktop.ui.theme import Tone
from storno_desktop.ui.words import Sign


class AdviceWords(QObject):
    """The recommendation as a sign whose word is a whole sentence, and the reasons for it."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._findings = FindingWords(self)

    def of_cancelling(self, advice: CancelAdvice, facts: Facts) -> Sign:
        """Cancel or storno; the first sentence that the dialog says."""
        match advice.advice:
            case Advice.CANCEL if facts.reached is None:
                return Sign(
                    "info",
                    self.tr("Nothing shows that the client or ANAF has it. One question is left."),
                    Tone.NEUTRAL,
                )
            case Advice.CANCEL:
                return Sign(
                    "allowed",
                    self.tr("Recommended: cancel. The invoice has not reached the client or ANAF."),
                    Tone.SUCCESS,
                )
            case Advice.CANCEL_DRAFT:
                return Sign(
                    "info",
                    self.tr("It may be cancelled. The usual way with a draft is to delete it in Storno.ro."),
                    Tone.NEUTRAL,
                )
            case Advice.CANCEL_THOUGH_DELIVERED:
                return Sign(
                    "warning",
                    filled(
                        self.tr(
                            "Recommended: cancel. But Romanian law expects a storno once the client has the invoice. %1"
                        ),
                        self._strongest(advice.grounds),
                    ).strip(),
                    Tone.WARNING,
                )
            case Advice.CREDIT_NOTE:
                return Sign(
                    "warning",
                    filled(
                        self.tr("Recommended: storno invoice. %1"), self._strongest(advice.grounds)
                    ).strip(),
                    Tone.WARNING,
                )
            case Advice.CORRECT_AND_RESEND:
                return Sign(
                    "warning",
                    self.tr("Rejected by ANAF: cannot be cancelled. Correct it and send it again."),
                    Tone.WARNING,
                )
            case Advice.NOTHING_TO_CANCEL:
                return Sign(
                    "info",
                    filled(
                        self.tr("There is nothing to cancel. %1"), self._strongest(advice.grounds)
                    ).strip(),
                    Tone.NEUTRAL,
                )
            case Advice.NOT_YET_KNOWN:
                return self._not_yet()

    def of_restoring(self, advice: RestoreAdvice, assessment: Assessment, facts: Facts) -> Sign:
        """Restore or new invoice."""
        match advice:
            case RestoreAdvice.RESTORE if facts.reached is None:
                return Sign(
                    "info",
                    self.tr("Nothing stands against restoring. One question is left."),
                    Tone.NEUTRAL,
                )
            case RestoreAdvice.RESTORE:
                return Sign(
                    "allowed",
                    self.tr("Recommended: restore. The invoice has not reached the client or ANAF."),
                    Tone.SUCCESS,
                )
            case RestoreAdvice.NEW_INVOICE_REACHED_CLIENT:
                grounds = assessment.of(Check.REACHED_CLIENT).grounds
                return Sign(
                    "warning",
                    filled(
                        self.tr("Recommended: leave it cancelled and make a new invoice. %1"),
                        self._strongest(tuple(ground for ground in grounds if ground.kind in SIGNS)),
                    ).strip(),
                    Tone.WARNING,
                )
            case RestoreAdvice.NEW_INVOICE_AT_ANAF:
                return Sign(
                    "warning",
                    self.tr("Recommended: make a new invoice. ANAF has this one."),
                    Tone.WARNING,
                )
            case RestoreAdvice.BLOCKED:
                blocking = len(assessment.with_verdict(Verdict.BLOCKING))
                return Sign(
                    "blocks",
                    self.tr("It cannot be restored: %n check(s) block it.", "", blocking),
                    Tone.DANGER,
                )
            case RestoreAdvice.NOT_YET_KNOWN:
                return self._not_yet()

    def why_cancelling(self, facts: Facts, assessment: Assessment) -> list[str]:
        """The reasons behind "cancel or storno": the rules first, then what was found."""
        rules = [
            self.tr(
                "Storno's documentation: cancel what has not been sent, duplicates and mistakes; use a storno to correct amounts, to refund a part, and for what is in the accounts already."
            ),
            self.tr(
                "Fiscal Code, art. 330 (1): an invoice that the client does not have is cancelled and made anew; one that the client has is corrected by a storno. Your accountant decides."
            ),
        ]
        if facts.invoice is not None and facts.invoice.summary.status is InvoiceStatus.REJECTED:
            rules = [self.tr("An invoice that ANAF rejected is neither cancelled nor reversed.")]
        checks = (Check.ANAF, Check.CREDIT_NOTES, Check.PAYMENTS, Check.REACHED_CLIENT)
        return rules + [self._found(assessment, check) for check in checks]

    def why_restoring(self, assessment: Assessment) -> list[str]:
        """The reasons behind "restore or new invoice"."""
        return [
            self.tr(
                "Storno's documentation: restore what was cancelled by accident and has not been sent; make a new invoice when amounts change or the client has the old one."
            ),
            self.tr(
                "It also recommends restoring to keep the number. The server does not do that: issuing again gives the next number."
            ),
            self._found(assessment, Check.REACHED_CLIENT),
        ]

    def _found(self, assessment: Assessment, check: Check) -> str:
        finding = assessment.of(check)
        return f"{self._findings.title(check)}: {self._findings.evidence(finding)}"

    def _not_yet(self) -> Sign:
        return Sign(
            "unknown",
            self.tr("No recommendation: not everything could be checked."),
            Tone.NEUTRAL,
        )

    def _strongest(self, grounds: tuple[Ground, ...]) -> str:
        """The sentence that settles it: what a machine saw counts more than what a person supposes."""
        said = sorted(grounds, key=lambda ground: _WEIGHT.get(ground.kind, 0))
        return self._findings.ground(said[0]) if said else ""


_WEIGHT = {
    GroundKind.MAIL_OPENED: 1,
    GroundKind.LINK_VIEWED: 2,
    GroundKind.MAILED: 3,
    GroundKind.PERSON_SAYS_YES: 4,
    GroundKind.PERSON_DOES_NOT_KNOW: 5,
}
"""Of the signs of delivery the certain ones come first; all other grounds come before them."""
