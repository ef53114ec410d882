"""What is said when something goes wrong: what happened, what is safe, what to do next."""

from PySide6.QtCore import QObject

from storno_desktop.domain.problem import NetworkFault, Problem, ProblemKind, TlsFault
from storno_desktop.ui.sentence import filled
from storno_desktop.ui.theme import Tone


class ProblemWords(QObject):
    """The sentences for each kind of problem. The server's own text is never mixed in: it is shown as a quotation
    beside ours (`quotation`)."""

    def headline(self, problem: Problem) -> str:
        """What happened, in one sentence."""
        match problem.kind:
            case ProblemKind.NO_NETWORK:
                return self._no_way(problem)
            case ProblemKind.TIMED_OUT:
                return self.tr("The server did not answer in time.")
            case ProblemKind.TLS:
                return self._insecure(problem)
            case ProblemKind.PROXY:
                return self._held_up(problem)
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
            case ProblemKind.CONNECTING:
                return self.tr("Connecting…")

    def next_step(self, problem: Problem) -> str:
        """What a person can do now."""
        match problem.kind:
            case ProblemKind.NO_NETWORK:
                return self._to_find_a_way(problem)
            case ProblemKind.TIMED_OUT:
                return self.tr("Wait a moment and try again.")
            case ProblemKind.TLS:
                return self._to_be_secure(problem)
            case ProblemKind.PROXY:
                return self._to_pass(problem)
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
                    "The address may lead to something else, such as a web page or the sign-in page of a network. "
                    "Check the server's address; if it is right, try again, then tell your administrator."
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
            case ProblemKind.CONNECTING:
                return self.tr("Wait until the server has answered.")

    def _no_way(self, problem: Problem) -> str:
        match problem.network:
            case NetworkFault.NAME_NOT_FOUND if problem.place:
                return filled(self.tr("The name %1 cannot be found."), problem.place)
            case NetworkFault.NAME_NOT_FOUND:
                return self.tr("The server's name cannot be found.")
            case NetworkFault.NO_NAME_SERVICE | NetworkFault.NO_ROUTE:
                return self.tr("No way leads from this computer to the server.")
            case NetworkFault.TIMEOUT:
                return self.tr("The server does not answer.")
            case NetworkFault.REFUSED | NetworkFault.OTHER | None:
                return self.tr("The server cannot be reached.")

    def _to_find_a_way(self, problem: Problem) -> str:
        match problem.network:
            case NetworkFault.NAME_NOT_FOUND:
                return self.tr(
                    "Check the server's address letter by letter, and that this computer is connected to the network."
                )
            case NetworkFault.NO_NAME_SERVICE | NetworkFault.NO_ROUTE:
                return self.tr(
                    "Check this computer's network connection: cable, Wi-Fi or VPN. Then try again."
                )
            case NetworkFault.REFUSED:
                return self.tr(
                    "Nobody answers at this address and port. Check the server's address; if it is right, "
                    "try again in a few minutes."
                )
            case NetworkFault.TIMEOUT | NetworkFault.OTHER | None:
                return self.tr("Check the network connection and the server's address, then try again.")

    def _insecure(self, problem: Problem) -> str:
        match problem.tls:
            case TlsFault.SELF_SIGNED_OR_UNKNOWN_ISSUER:
                return self.tr(
                    "The server's certificate comes from an authority that this computer does not know."
                )
            case TlsFault.EXPIRED:
                return self.tr("The server's certificate has expired.")
            case TlsFault.NOT_YET_VALID:
                return self.tr("The server's certificate is not valid yet.")
            case TlsFault.WRONG_NAME if problem.place:
                return filled(self.tr("The server's certificate does not belong to %1."), problem.place)
            case TlsFault.WRONG_NAME:
                return self.tr("The server's certificate belongs to another name.")
            case TlsFault.OTHER | None:
                return self.tr("No secure connection to the server could be made.")

    def _to_be_secure(self, problem: Problem) -> str:
        match problem.tls:
            case TlsFault.SELF_SIGNED_OR_UNKNOWN_ISSUER:
                return self.tr(
                    "Nothing was sent. Ask your administrator to install the certificate authority in this "
                    "computer's operating system."
                )
            case TlsFault.EXPIRED:
                return self.tr(
                    "Nothing was sent. The server's administrator must renew it. If this computer's date is wrong, "
                    "correct it first."
                )
            case TlsFault.NOT_YET_VALID:
                return self.tr("Nothing was sent. Check this computer's date and time, then try again.")
            case TlsFault.WRONG_NAME:
                return self.tr(
                    "Nothing was sent. Check the server's address; if it is right, tell the server's administrator."
                )
            case TlsFault.OTHER | None:
                return self.tr(
                    "Nothing was sent. Check the date of this computer and the address; then ask your administrator."
                )

    def _held_up(self, problem: Problem) -> str:
        if not problem.place:
            return self.tr("This computer's proxy settings name a proxy that the program cannot use.")
        if problem.network is not None:
            return filled(self.tr("The proxy %1 cannot be reached."), problem.place)
        if problem.tls is not None:
            return filled(self.tr("No secure connection to the proxy %1 could be made."), problem.place)
        return filled(self.tr("The proxy %1 does not let the program through."), problem.place)

    def _to_pass(self, problem: Problem) -> str:
        from http import HTTPStatus

        if problem.status == HTTPStatus.PROXY_AUTHENTICATION_REQUIRED:
            return self.tr(
                "Nothing was sent. The proxy asks for a name and a password: check the proxy settings of this "
                "computer or ask your administrator."
            )
        return self.tr(
            "Nothing was sent. Check the proxy settings of this computer or ask your administrator."
        )

    def quotation(self, problem: Problem) -> str:
        """The server's own words, untrusted plain text; "" for none."""
        return problem.server_text

    def tone(self, problem: Problem) -> Tone:
        """Red for what cannot go on, amber for what passes by itself, none for what is only under way."""
        if problem.kind is ProblemKind.CONNECTING:
            return Tone.NEUTRAL
        passing = {ProblemKind.NO_NETWORK, ProblemKind.TIMED_OUT, ProblemKind.THROTTLED, ProblemKind.CAPTCHA}
        return Tone.WARNING if problem.kind in passing else Tone.DANGER
