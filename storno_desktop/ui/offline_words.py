"""What is said while the server cannot be asked: why, what still works, and what can be done about it."""

from datetime import datetime, timedelta
from enum import Enum, auto
from typing import Final

from PySide6.QtCore import QObject

from storno_desktop.domain.problem import OUT_OF_REACH, NetworkFault, Problem, ProblemKind, TlsFault
from storno_desktop.ui.figures import Figures
from storno_desktop.ui.problem_words import ProblemWords
from storno_desktop.ui.sentence import filled

TOLERATED_SKEW: Final = timedelta(minutes=2)
"""A clock that is off by less explains nothing."""

_WITHOUT_SERVER: Final = OUT_OF_REACH | {ProblemKind.SIGNED_OUT}


class WayBack(Enum):
    """What brings the server back, as far as a person here can do it."""

    TRY_NOW = auto()
    SIGN_IN = auto()


def is_offline(problem: Problem) -> bool:
    """Whether the server, or the session, is out of reach; a refusal by a server that answers is something else."""
    return problem.kind in _WITHOUT_SERVER


def way_back(problem: Problem) -> WayBack:
    """What the button beside the words does."""
    return WayBack.SIGN_IN if problem.kind is ProblemKind.SIGNED_OUT else WayBack.TRY_NOW


class OfflineWords(QObject):
    """Sentences for the banner. `skew` is how far the server's clock is ahead of this computer's (negative:
    behind), None where it is not known."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._problems = ProblemWords(self)
        self._figures = Figures(self)

    def headline(self, data_from: datetime | None) -> str:
        """That the program works on what it holds, and how old that is; None where the age is not known."""
        if data_from is None:
            return self.tr("You are working offline.")
        return filled(self.tr("You are working offline – data from %1."), self._figures.moment(data_from))

    def cause(self, problem: Problem, skew: timedelta | None = None) -> str:
        """Why, in one sentence."""
        if self._is_about_time(problem) and skew is not None and abs(skew) > TOLERATED_SKEW:
            return self._wrong_clock(skew)
        match problem.kind, problem.network:
            case ProblemKind.NO_NETWORK, (NetworkFault.NO_NAME_SERVICE | NetworkFault.NO_ROUTE):
                return self.tr("This computer has no network.")
            case ProblemKind.NO_NETWORK, NetworkFault.NAME_NOT_FOUND:
                return self._problems.headline(problem)
            case ((ProblemKind.NO_NETWORK | ProblemKind.TIMED_OUT), _):
                return self.tr("The server does not answer.")
            case ProblemKind.SIGNED_OUT, _:
                return self.tr("Your session has ended.")
            case ProblemKind.TLS, _ if problem.tls is TlsFault.NOT_YET_VALID:
                return self.tr(
                    "The server's certificate is not valid yet; this computer's clock may be behind."
                )
            case ProblemKind.TLS, _ if problem.tls is TlsFault.EXPIRED and skew is None:
                return self.tr("The server's certificate has expired, or this computer's clock is ahead.")
            case ((ProblemKind.UNREADABLE | ProblemKind.TOO_LARGE | ProblemKind.REDIRECTED), _):
                return self.tr(
                    "Something else than the Storno server answers, perhaps this network's own page."
                )
            case _:
                return self._problems.headline(problem)

    def limits(self) -> str:
        """What works and what does not."""
        return self.tr("You can view, search, print and export. Cancelling and restoring need a connection.")

    def action(self, way: WayBack) -> str:
        """The button's words."""
        match way:
            case WayBack.TRY_NOW:
                return self.tr("Try now")
            case WayBack.SIGN_IN:
                return self.tr("Sign in…")

    def trying(self) -> str:
        """The button's words while the server is being asked."""
        return self.tr("Trying…")

    @staticmethod
    def _is_about_time(problem: Problem) -> bool:
        return problem.tls in {TlsFault.EXPIRED, TlsFault.NOT_YET_VALID}

    def _wrong_clock(self, skew: timedelta) -> str:
        minutes = round(abs(skew) / timedelta(minutes=1))
        if skew > timedelta():
            return self.tr("The clock of this computer is %n minute(s) behind: correct it.", "", minutes)
        return self.tr("The clock of this computer is %n minute(s) ahead: correct it.", "", minutes)
