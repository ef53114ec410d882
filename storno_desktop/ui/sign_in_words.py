"""What the sign-in window says where the words depend on the way in, and not on the problem alone."""

from http import HTTPStatus

from PySide6.QtCore import QObject

from storno_desktop.domain.problem import Problem, ProblemKind
from storno_desktop.domain.server_address import AddressFault
from storno_desktop.domain.session import SignInWay
from storno_desktop.service.session_service import SafePlace
from storno_desktop.ui.problem_words import ProblemWords


def is_no_storno(problem: Problem) -> bool:
    """Whether something answers at the address that knows nothing of what every Storno server knows."""
    refused = problem.status is not None and problem.status >= HTTPStatus.BAD_REQUEST
    return problem.kind is ProblemKind.UNREADABLE and refused


class SignInWords(QObject):
    """Headlines and next steps by the way in; for everything else the words of all windows."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.problems = ProblemWords(self)

    def headline(self, problem: Problem, way: SignInWay) -> str:
        """What happened, in one sentence."""
        if is_no_storno(problem):
            return self.tr("No Storno server answers at this address.")
        match problem.kind, way:
            case ProblemKind.WRONG_CREDENTIALS, SignInWay.API_KEY:
                return self.tr("The server does not accept this API key (wrong, revoked or expired).")
            case ((ProblemKind.WRONG_CREDENTIALS | ProblemKind.SIGNED_OUT), SignInWay.BROWSER):
                return self.tr("The server does not accept what the browser brought.")
            case ProblemKind.TIMED_OUT, SignInWay.BROWSER if problem.status is None and problem.detail:
                return self.tr("Nothing came back from the browser in time.")
            case _:
                return self.problems.headline(problem)

    def next_step(self, problem: Problem, way: SignInWay) -> str:
        """What a person can do now."""
        if is_no_storno(problem):
            return self.tr("Check the address letter by letter; it is the API's, not the web page's.")
        match problem.kind, way:
            case ProblemKind.WRONG_CREDENTIALS, SignInWay.API_KEY:
                return self.tr("Copy the key again, or make a new one on the web.")
            case ((ProblemKind.WRONG_CREDENTIALS | ProblemKind.SIGNED_OUT), SignInWay.BROWSER):
                return self.tr("Begin again: an answer of the browser is good for one try.")
            case ProblemKind.TIMED_OUT, SignInWay.BROWSER if problem.status is None and problem.detail:
                return self.tr("Begin again when you are ready.")
            case ProblemKind.NO_CLIENT_ID, _:
                return self.tr("Ask your administrator for the client ID and type it under \u201eMore\u201d.")
            case ProblemKind.OTHER_PERSON, SignInWay.API_KEY:
                return self.tr("Nothing was changed. Use a key of the account that was open.")
            case _:
                return self.problems.next_step(problem)

    def wrong_code(self) -> str:
        """A second factor that is not right."""
        return self.tr("The code is not right.")

    def address(self, fault: AddressFault) -> str:
        """Why a text is no server's address."""
        match fault:
            case AddressFault.EMPTY:
                return self.tr("Type the server's address.")
            case AddressFault.NOT_AN_ADDRESS:
                return self.tr("This is not an address. It looks like https://api.storno.ro")
            case AddressFault.NOT_ENCRYPTED:
                return self.tr(
                    "Only addresses that begin with https:// are accepted; http:// only on this computer."
                )
            case AddressFault.HOLDS_CREDENTIALS:
                return self.tr("Remove the name and the password from the address.")

    def unsafe(self, place: SafePlace) -> str:
        """Why a session cannot be kept on this computer, "" if it can."""
        why = ""
        match place:
            case SafePlace.AVAILABLE:
                return ""
            case SafePlace.MISSING:
                why = self.tr("This computer has no keyring where a session could be kept safely.")
            case SafePlace.UNSAFE:
                why = self.tr("This computer's keyring writes secrets into plain files; it is not used.")
            case SafePlace.REFUSING:
                why = self.tr("This computer's keyring is locked or does not work.")
            case SafePlace.SILENT:
                why = self.tr("This computer's keyring does not answer.")
        return f"{why} {self.tr('The session lasts until the program is closed.')}"

    def way(self, way: SignInWay) -> str:
        """The name of a way in, with the key that chooses it."""
        match way:
            case SignInWay.PASSWORD:
                return self.tr("Passwo&rd")
            case SignInWay.BROWSER:
                return self.tr("&Browser")
            case SignInWay.API_KEY:
                return self.tr("&API key")

    def method(self, method: str) -> str:
        """The name of a second factor; the server's own word for one that is not known here."""
        match method:
            case "totp":
                return self.tr("Code from the authenticator app")
            case "backup_code":
                return self.tr("Backup code")
            case "email_otp":
                return self.tr("Code sent by e-mail")
            case "passkey":
                return self.tr("Passkey")
            case _:
                return method
