"""What is said when something goes wrong: what happened, what is safe, what to do next."""

from PySide6.QtCore import QObject

from storno_desktop.domain.problem import Problem, ProblemKind
from storno_desktop.ui.theme import Tone


class ProblemWords(QObject):
    """The sentences for each kind of problem. The server's own text is never mixed in: it is shown as a quotation
    beside ours (`quotation`)."""

    def headline(self, problem: Problem) -> str:
        """What happened, in one sentence."""
        match problem.kind:
            case ProblemKind.NO_NETWORK:
                return self.tr("The server cannot be reached.")
            case ProblemKind.TIMED_OUT:
                return self.tr("The server did not answer in time.")
            case ProblemKind.TLS:
                return self.tr("The server's certificate is not trusted.")
            case ProblemKind.WRONG_CREDENTIALS:
                return self.tr("The e-mail or the password is wrong.")
            case ProblemKind.SIGNED_OUT:
                return self.tr("The session has ended.")
            case ProblemKind.CAPTCHA:
                return self.tr("The server asks for a captcha, which can be shown only in a browser.")
            case ProblemKind.ACCOUNT_INACTIVE:
                return self.tr("This account is deactivated.")
            case ProblemKind.EMAIL_NOT_CONFIRMED:
                return self.tr("The e-mail address of this account has not been confirmed.")
            case ProblemKind.FORBIDDEN:
                return self.tr("Your account does not have the right to do this.")
            case ProblemKind.NOT_FOUND:
                return self.tr("The server does not have this any more.")
            case ProblemKind.INVALID:
                return self.tr("The server did not accept what was sent.")
            case ProblemKind.CONFLICT:
                return self.tr("The invoice is in another state on the server.")
            case ProblemKind.REFUSED:
                return self.tr("The server refused.")
            case ProblemKind.PLAN_LIMIT:
                return self.tr("The Storno subscription does not include this.")
            case ProblemKind.UPGRADE_REQUIRED:
                return self.tr("This version of the program is too old for the server.")
            case ProblemKind.THROTTLED:
                return self.tr("Too many requests in a short time.")
            case ProblemKind.SERVER_FAULT:
                return self.tr("The server has a fault.")
            case ProblemKind.UNREADABLE:
                return self.tr("The server's answer could not be understood.")
            case ProblemKind.TOO_LARGE:
                return self.tr("The server's answer was too large and was not read.")
            case ProblemKind.REDIRECTED:
                return self.tr("The server points to another address.")
            case ProblemKind.OTHER_PERSON:
                return self.tr("This is another account than the one that works here.")
            case ProblemKind.BROWSER_DENIED:
                return self.tr("The sign-in was refused in the browser.")
            case ProblemKind.WRONG_STATE:
                return self.tr("This answer of the browser does not belong to this sign-in.")
            case ProblemKind.NO_CLIENT_ID:
                return self.tr("The sign-in with the browser is not set up for this server.")

    def next_step(self, problem: Problem) -> str:
        """What a person can do now."""
        match problem.kind:
            case ProblemKind.NO_NETWORK:
                return self.tr("Check the network connection and the server's address, then try again.")
            case ProblemKind.TIMED_OUT:
                return self.tr("Wait a moment and try again.")
            case ProblemKind.TLS:
                return self.tr(
                    "Nothing was sent. Check the date of this computer and the address; then ask your administrator."
                )
            case ProblemKind.WRONG_CREDENTIALS:
                return self.tr("Type them again. After several tries the server makes you wait a minute.")
            case ProblemKind.SIGNED_OUT:
                return self.tr("Sign in again. What you typed is kept.")
            case ProblemKind.CAPTCHA:
                return self.tr("Wait one minute and sign in again.")
            case ProblemKind.ACCOUNT_INACTIVE:
                return self.tr("Ask the administrator of your company to activate it.")
            case ProblemKind.EMAIL_NOT_CONFIRMED:
                return self.tr("Open the confirmation e-mail from Storno, then sign in again.")
            case ProblemKind.FORBIDDEN:
                return self.tr("Ask the administrator of your company for the right.")
            case ProblemKind.NOT_FOUND:
                return self.tr("Refresh the list (F5).")
            case ProblemKind.INVALID:
                return self.tr("Correct the text and try again.")
            case ProblemKind.CONFLICT | ProblemKind.REFUSED:
                return self.tr("Nothing was changed. Check again to see the invoice as it is now.")
            case ProblemKind.PLAN_LIMIT:
                return self.tr("Ask the owner of the Storno account.")
            case ProblemKind.UPGRADE_REQUIRED:
                return self.tr("Ask your administrator for the new version.")
            case ProblemKind.THROTTLED:
                if problem.retry_after is not None:
                    return self.tr("Try again in %n second(s).", "", max(1, round(problem.retry_after)))
                return self.tr("Wait one minute and try again.")
            case ProblemKind.SERVER_FAULT:
                return self.tr("Try again in a few minutes. If it goes on, tell your administrator.")
            case ProblemKind.UNREADABLE | ProblemKind.TOO_LARGE:
                return self.tr(
                    "Check the server's address. If it is right, try again, then tell your administrator."
                )
            case ProblemKind.REDIRECTED:
                return self.tr("Nothing was followed. Check the server's address in the sign-in window.")
            case ProblemKind.OTHER_PERSON:
                return self.tr("Nothing was changed. Sign in with the account that was open.")
            case ProblemKind.BROWSER_DENIED:
                return self.tr("Nothing was changed. Begin again when you want to allow it.")
            case ProblemKind.WRONG_STATE:
                return self.tr("Begin the sign-in again, and use only the newest page in the browser.")
            case ProblemKind.NO_CLIENT_ID:
                return self.tr("Sign in with the password, or ask your administrator for the client ID.")

    def quotation(self, problem: Problem) -> str:
        """The server's own words, untrusted plain text; "" for none."""
        return problem.server_text

    def tone(self, problem: Problem) -> Tone:
        """Red for what cannot go on, amber for what passes by itself."""
        passing = {ProblemKind.NO_NETWORK, ProblemKind.TIMED_OUT, ProblemKind.THROTTLED, ProblemKind.CAPTCHA}
        return Tone.WARNING if problem.kind in passing else Tone.DANGER
