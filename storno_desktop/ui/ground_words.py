"""The sentence for each single fact that a finding can rest on."""

from datetime import datetime

from PySide6.QtCore import QObject

from storno_desktop.domain.display_state import DisplayState
from storno_desktop.domain.evidence import Source
from storno_desktop.domain.finding import Ground, GroundKind
from storno_desktop.domain.invoice_summary import InvoiceStatus
from storno_desktop.domain.problem import Problem, ProblemKind
from storno_desktop.ui.figures import Figures
from storno_desktop.ui.sentence import filled
from storno_desktop.ui.words import Words

_OTHERWISE_NAMED = {
    InvoiceStatus.SENT_TO_PROVIDER: DisplayState.SENT,
    InvoiceStatus.PARTIALLY_PAID: DisplayState.PART_PAID,
    InvoiceStatus.REFUND: DisplayState.STORNO,
    InvoiceStatus.SYNCED: DisplayState.RECEIVED,
    InvoiceStatus.UNRECOGNISED: DisplayState.UNRECOGNISED,
}
"""The server's statuses whose word is not the one of the state that a person is shown."""


class GroundWords(QObject):
    """Says each ground in one short sentence; the server's and the client's own words stay as they are."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._words = Words(self)
        self._figures = Figures(self)

    def sentence(self, ground: Ground, problem: Problem | None = None) -> str:
        """One sentence with its full stop; `problem` is why something could not be read."""
        match ground.kind:
            case GroundKind.NOTHING_AT_ANAF:
                return self.tr("Nothing shows that it was sent to ANAF.")
            case GroundKind.ANAF_MESSAGE:
                return filled(self.tr("SPV has it: message %1."), ground.text)
            case GroundKind.ANAF_STATUS:
                return filled(self.tr("Its status at ANAF is “%1”."), ground.text)
            case GroundKind.ANAF_STATUS_UNFAMILIAR:
                return filled(self.tr("Its status at ANAF is not known to this program: “%1”."), ground.text)
            case GroundKind.ANAF_UPLOAD:
                return filled(self.tr("Sent to ANAF, upload %1."), ground.text)
            case GroundKind.ANAF_DOWNLOAD:
                return filled(self.tr("ANAF has answered, download %1."), ground.text)
            case GroundKind.ANAF_EVENT:
                happened = self._words.happening(ground.text, ground.text)
                return self._dated(self.tr("History: %1."), self.tr("History: %1, %2."), ground, happened)
            case GroundKind.SUBMISSION:
                return self._dated(
                    self.tr("Sent to %1, status “%2”."),
                    self.tr("Sent to %1, status “%2”, %3."),
                    ground,
                    ground.text,
                    ground.state,
                )
            case GroundKind.SUBMISSION_UNFAMILIAR:
                return filled(
                    self.tr("A transmission has a status not known to this program: “%1”."), ground.text
                )
            case GroundKind.SUBMISSIONS_NOT_PERMITTED:
                return self.tr(
                    "Your account may not read the transmissions to ANAF; all else shows that there was none."
                )
            case GroundKind.SENDING_SCHEDULED:
                return self._at(self.tr("It is about to be sent to ANAF: %1."), ground.moment)
            case GroundKind.SENDING_SCHEDULED_LATER:
                return self._at(self.tr("Not sent to ANAF yet; scheduled for %1."), ground.moment)
            case GroundKind.EMAIL_SCHEDULED:
                return self._at(self.tr("An e-mail is scheduled for %1."), ground.moment)
            case GroundKind.NO_CREDIT_NOTE:
                return self.tr("There is no storno invoice.")
            case GroundKind.CREDIT_NOTE:
                if ground.state == InvoiceStatus.DRAFT.value:
                    return filled(self.tr("There is a storno draft (%1)."), ground.text)
                return filled(self.tr("There is a storno invoice (%1)."), ground.text)
            case GroundKind.CREDIT_NOTE_CANCELLED:
                return filled(self.tr("The storno invoice %1 is cancelled."), ground.text)
            case GroundKind.REFUNDED_WITHOUT_CHILD:
                return self._dated(
                    self.tr("The history shows a storno, but the invoice names none."),
                    self.tr("The history shows a storno on %1, but the invoice names none."),
                    ground,
                )
            case GroundKind.IS_A_STORNO:
                if not ground.text:
                    return self.tr("It is itself a storno invoice.")
                return filled(self.tr("It is itself a storno invoice, of %1."), ground.text)
            case GroundKind.NO_PAYMENT:
                return self.tr("Nothing has been paid.")
            case GroundKind.PAYMENT:
                return filled(self.tr("There is a payment of %1."), self._amount(ground))
            case GroundKind.AMOUNT_PAID:
                return filled(self.tr("%1 count as paid."), self._amount(ground))
            case GroundKind.AMOUNT_PAID_UNKNOWN:
                return self.tr("The server does not tell how much has been paid.")
            case GroundKind.PAID_AT:
                return self._at(self.tr("It counts as paid since %1."), ground.moment)
            case GroundKind.PAYMENTS_DISAGREE:
                return self.tr("The invoice speaks of %n payment(s), the list shows none.", "", ground.count)
            case (
                GroundKind.DAY_OF_WINDOW
                | GroundKind.LAST_DAYS_OF_WINDOW
                | GroundKind.WINDOW_PASSED
                | GroundKind.CANCELLED_AT
                | GroundKind.CANCELLED_AT_MISSING
                | GroundKind.CANCELLED_IN_THE_FUTURE
                | GroundKind.CANCEL_EVENT_DIFFERS
                | GroundKind.COUNTED_BY_THIS_CLOCK
            ):
                return self._age(ground)
            case GroundKind.SERIES_ACTIVE:
                return filled(self.tr("Series %1 is in use."), ground.text)
            case GroundKind.SERIES_INACTIVE:
                return filled(self.tr("Series %1 is switched off."), ground.text)
            case GroundKind.SERIES_MISSING:
                return self.tr("The invoice has no series any more.")
            case GroundKind.SERIES_NOT_LISTED:
                return filled(self.tr("Series %1 does not exist any more."), ground.text)
            case GroundKind.NEVER_ISSUED:
                return self.tr("It was never issued: the series gives it a number then.")
            case (
                GroundKind.NO_SIGN_OF_DELIVERY
                | GroundKind.MAILED
                | GroundKind.MAIL_OPENED
                | GroundKind.MAIL_CAME_BACK
                | GroundKind.LINK_VIEWED
                | GroundKind.PERSON_SAYS_YES
                | GroundKind.PERSON_DOES_NOT_KNOW
                | GroundKind.PERSON_SAYS_NO
                | GroundKind.NO_PAYMENT_LINK
                | GroundKind.PAYMENT_LINK_ACTIVE
                | GroundKind.NO_PUBLIC_LINK
                | GroundKind.PUBLIC_LINK_OPEN
            ):
                return self._delivery(ground)
            case GroundKind.SPV_SYNCHRONISED_AFTER:
                return self._at(self.tr("SPV was last read on %1, after the cancellation."), ground.moment)
            case GroundKind.SPV_NOT_SYNCHRONISED_SINCE:
                return self._dated(
                    self.tr("SPV has not been read since the cancellation."),
                    self.tr("SPV has not been read since the cancellation; last on %1."),
                    ground,
                )
            case GroundKind.SPV_NOT_USED:
                return self.tr("The company does not use SPV.")
            case GroundKind.NEVER_RESTORED:
                return self.tr("It has not been restored before.")
            case GroundKind.RESTORED_ON:
                return filled(
                    self.tr("Restored before: %1, %2."),
                    self._figures.moment(ground.moment),
                    ground.text or "—",
                )
            case (
                GroundKind.GONE
                | GroundKind.REASON_GONE
                | GroundKind.REASON_STILL_THERE
                | GroundKind.NUMBER_IS_THE_SAME
                | GroundKind.NUMBER_IS_ANOTHER
            ):
                return self._after_restoring(ground)
            case GroundKind.DELIVERY_NOT_CHECKED | GroundKind.NOT_READ:
                return self.not_checked(ground.source, problem)
            case (
                GroundKind.STATUS_FITS
                | GroundKind.STATUS_IS
                | GroundKind.REJECTED_BY_ANAF
                | GroundKind.DIRECTION_FITS
                | GroundKind.IS_INCOMING
                | GroundKind.DIRECTION_UNKNOWN
                | GroundKind.COMPANY_FITS
                | GroundKind.OTHER_COMPANY
                | GroundKind.ISSUER_UNKNOWN
                | GroundKind.COMPANY_IS_WRITABLE
                | GroundKind.COMPANY_IS_READ_ONLY
                | GroundKind.PERMISSION_GRANTED
                | GroundKind.PERMISSION_MISSING
                | GroundKind.PERMISSION_OUT_OF_SCOPE
                | GroundKind.PERMISSION_UNREADABLE
                | GroundKind.PERMISSION_OF_ANOTHER
                | GroundKind.SESSION_IS_OWN
                | GroundKind.SESSION_IS_IMPERSONATED
            ):
                return self._eligibility(ground)

    def _age(self, ground: Ground) -> str:
        match ground.kind:
            case GroundKind.DAY_OF_WINDOW:
                return filled(self.tr("Day %1 of %2."), str(ground.count), str(ground.limit))
            case GroundKind.LAST_DAYS_OF_WINDOW:
                return filled(
                    self.tr("Day %1 of %2: among the last ones."), str(ground.count), str(ground.limit)
                )
            case GroundKind.WINDOW_PASSED:
                return filled(self.tr("Day %1; only %2 are allowed."), str(ground.count), str(ground.limit))
            case GroundKind.CANCELLED_AT:
                return self._at(self.tr("Cancelled on %1."), ground.moment)
            case GroundKind.CANCELLED_AT_MISSING:
                return self.tr("The server does not tell when it was cancelled.")
            case GroundKind.CANCELLED_IN_THE_FUTURE:
                return self._at(
                    self.tr("The date of the cancellation, %1, lies in the future."), ground.moment
                )
            case GroundKind.CANCEL_EVENT_DIFFERS:
                return self._at(self.tr("The history gives another date: %1."), ground.moment)
            case _:
                return self.tr("Counted by this computer's clock: the server did not tell the time.")

    def _delivery(self, ground: Ground) -> str:
        match ground.kind:
            case GroundKind.NO_SIGN_OF_DELIVERY:
                return self.tr("No e-mail went out and no link was viewed.")
            case GroundKind.MAILED:
                return self._dated(
                    self.tr("Mailed to %1 (%2)."),
                    self.tr("Mailed to %1 (%2) on %3."),
                    ground,
                    ground.text,
                    self._words.mail_status(ground.state),
                )
            case GroundKind.MAIL_OPENED:
                return self._at(self.tr("The e-mail was opened on %1."), ground.moment)
            case GroundKind.MAIL_CAME_BACK:
                return filled(self.tr("The e-mail to %1 was not delivered."), ground.text)
            case GroundKind.LINK_VIEWED:
                times = self.tr("The link was viewed %n time(s).", "", ground.count)
                if ground.moment is None:
                    return times
                last = self._at(self.tr("Last on %1."), ground.moment)
                return f"{times} {last}"
            case GroundKind.PERSON_SAYS_YES:
                return self.tr("You say that it reached the client.")
            case GroundKind.PERSON_DOES_NOT_KNOW:
                return self.tr("You do not know whether it reached the client.")
            case GroundKind.PERSON_SAYS_NO:
                return self.tr("You say that it did not reach the client another way.")
            case GroundKind.NO_PAYMENT_LINK:
                return self.tr("No payment link is active.")
            case GroundKind.NO_PUBLIC_LINK:
                return self.tr("The link is not open any more.")
            case GroundKind.PUBLIC_LINK_OPEN:
                return self.tr("%n public link(s) are open.", "", ground.count)
            case _:
                return self.tr("The payment link is active; the client could still pay after cancelling.")

    def _eligibility(self, ground: Ground) -> str:
        match ground.kind:
            case GroundKind.STATUS_FITS:
                return filled(self.tr("Its status is “%1”."), self.status(ground.state))
            case GroundKind.STATUS_IS:
                return filled(self.tr("Its status is “%1”."), self.status(ground.state))
            case GroundKind.REJECTED_BY_ANAF:
                return self.tr("Rejected by ANAF: cannot be cancelled.")
            case GroundKind.DIRECTION_FITS:
                return self.tr("The company issued it itself.")
            case GroundKind.IS_INCOMING:
                return self.tr("It is a supplier's invoice.")
            case GroundKind.DIRECTION_UNKNOWN:
                return self.tr("The server does not tell who issued it.")
            case GroundKind.COMPANY_FITS:
                return self.tr("It belongs to the selected company.")
            case GroundKind.OTHER_COMPANY:
                return filled(
                    self.tr("The invoice belongs to another company than the one selected: %1."), ground.text
                )
            case GroundKind.ISSUER_UNKNOWN:
                return self.tr("The issuer's fiscal code is missing, so the company cannot be compared.")
            case GroundKind.COMPANY_IS_WRITABLE:
                return self.tr("The company can be changed.")
            case GroundKind.COMPANY_IS_READ_ONLY:
                return self.tr("The company is read-only.")
            case GroundKind.PERMISSION_GRANTED:
                return filled(self.tr("Your account has the right %1."), ground.text)
            case GroundKind.PERMISSION_MISSING:
                return filled(self.tr("Your account does not have the right %1."), ground.text)
            case GroundKind.PERMISSION_OUT_OF_SCOPE:
                return filled(
                    self.tr("Your account has the right %1, this sign-in with the browser does not."),
                    ground.text,
                )
            case GroundKind.PERMISSION_OF_ANOTHER:
                return filled(self.tr("The supervisor needs the right %1."), ground.text)
            case GroundKind.PERMISSION_UNREADABLE:
                return filled(
                    self.tr("Whether you have the right %1 cannot be read. The server decides."), ground.text
                )
            case GroundKind.SESSION_IS_OWN:
                return self.tr("You are signed in as yourself.")
            case _:
                return self.tr("This session acts in another person's name.")

    def _after_restoring(self, ground: Ground) -> str:
        match ground.kind:
            case GroundKind.GONE:
                return self.tr("The server does not have it any more.")
            case GroundKind.REASON_GONE:
                return self.tr("The reason for cancelling is gone from the invoice.")
            case GroundKind.REASON_STILL_THERE:
                return filled(self.tr("The reason for cancelling is still there: “%1”."), ground.text)
            case GroundKind.NUMBER_IS_THE_SAME:
                return filled(self.tr("It is still %1."), ground.text)
            case _:
                return filled(self.tr("It is %1 now, and was %2."), ground.text, ground.state)

    def status(self, code: str) -> str:
        """The word for the server's status; a code that is not known stays as it is."""
        status = InvoiceStatus.of(code)
        state = _OTHERWISE_NAMED.get(status) or DisplayState(status.value)
        return self._words.state(state, code).word

    def not_checked(self, source: Source | None, problem: Problem | None) -> str:
        """What could not be read, and in brackets why."""
        match source:
            case Source.EVENTS:
                pattern = self.tr("The entries of the history could not be checked (%1).")
            case Source.PAYMENTS:
                pattern = self.tr("Payments could not be checked (%1).")
            case Source.EMAILS:
                pattern = self.tr("E-mails could not be checked (%1).")
            case Source.SHARE_LINKS:
                pattern = self.tr("Links could not be checked (%1).")
            case Source.SUBMISSIONS:
                pattern = self.tr("Transmissions to ANAF could not be checked (%1).")
            case Source.SERIES:
                pattern = self.tr("The series could not be checked (%1).")
            case Source.CREDIT_NOTES:
                pattern = self.tr("Storno invoices could not be checked (%1).")
            case Source.COMPANIES:
                pattern = self.tr("The company's data could not be checked (%1).")
            case Source.ACCOUNT:
                pattern = self.tr("Your rights could not be checked (%1).")
            case _:
                pattern = self.tr("The invoice's data could not be checked (%1).")
        return filled(pattern, self.problem_reason(problem))

    def problem_reason(self, problem: Problem | None) -> str:
        """Why something could not be read, in a few words."""
        if problem is None:
            return self.tr("the answer leaves it out")
        match problem.kind:
            case ProblemKind.NO_NETWORK:
                return self.tr("no connection")
            case ProblemKind.TIMED_OUT:
                return self.tr("no answer in time")
            case ProblemKind.TLS:
                return self.tr("certificate not trusted")
            case ProblemKind.PROXY:
                return self.tr("stopped by the proxy")
            case (
                ProblemKind.SIGNED_OUT
                | ProblemKind.WRONG_CREDENTIALS
                | ProblemKind.CAPTCHA
                | ProblemKind.OTHER_PERSON
                | ProblemKind.BROWSER_DENIED
                | ProblemKind.WRONG_STATE
                | ProblemKind.NO_CLIENT_ID
            ):
                return self.tr("the session has ended")
            case ProblemKind.CONNECTING:
                return self.tr("not connected yet")
            case ProblemKind.FORBIDDEN:
                return self.tr("no permission")
            case ProblemKind.ACCOUNT_INACTIVE | ProblemKind.EMAIL_NOT_CONFIRMED:
                return self.tr("the account is not active")
            case ProblemKind.NOT_FOUND:
                return self.tr("the server does not have it")
            case ProblemKind.INVALID | ProblemKind.CONFLICT | ProblemKind.REFUSED:
                return self.tr("the server refused")
            case ProblemKind.PLAN_LIMIT:
                return self.tr("not in the subscription")
            case ProblemKind.UPGRADE_REQUIRED:
                return self.tr("this program is too old")
            case ProblemKind.THROTTLED:
                return self.tr("too many requests")
            case ProblemKind.SERVER_FAULT:
                return self.tr("server fault")
            case ProblemKind.UNREADABLE | ProblemKind.TOO_LARGE | ProblemKind.REDIRECTED:
                return self.tr("answer not understood")

    def _amount(self, ground: Ground) -> str:
        return self._figures.amount(ground.amount, ground.currency)

    def _at(self, pattern: str, moment: datetime | None) -> str:
        return filled(pattern, self._figures.moment(moment))

    def _dated(self, undated: str, dated: str, ground: Ground, *values: str) -> str:
        """The sentence with the moment as its last value, or the one that does without."""
        if ground.moment is None:
            return filled(undated, *values)
        return filled(dated, *values, self._figures.moment(ground.moment))
