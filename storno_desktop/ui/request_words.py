"""Requests in words: how one stands, and why a file was not accepted."""

from datetime import datetime

from PySide6.QtCore import QObject

from storno_desktop.domain.kept_request import KeptRequest, RequestState
from storno_desktop.domain.signed_paper import PaperFault
from storno_desktop.domain.supervision import Requester
from storno_desktop.service.restore_requests import AskFault, NotReceived, RequestFault
from storno_desktop.ui.figures import Figures
from storno_desktop.ui.sentence import filled
from storno_desktop.ui.theme import Tone
from storno_desktop.ui.words import Sign


class RequestWords(QObject):
    """For the list of requests, and for the notices about them."""

    def __init__(self, figures: Figures, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._figures = figures

    def state(self, kept: KeptRequest, me: Requester | None, now: datetime) -> Sign:
        """How it stands for whoever is signed in; one that nobody looked up at the server has expired by this computer's clock."""
        match kept.state:
            case RequestState.WAITING if kept.request.is_over(now):
                return Sign("warning", self.tr("Expired"), Tone.WARNING)
            case RequestState.WAITING if kept.is_of(me):
                return Sign("waiting", self.tr("Waiting for approval"), Tone.NEUTRAL)
            case RequestState.WAITING:
                return Sign("supervisor", self.tr("Waiting for you"), Tone.ACCENT)
            case RequestState.RESTORED:
                return Sign("allowed", self.tr("Restored"), Tone.SUCCESS)
            case RequestState.REFUSED:
                return Sign("blocks", self.tr("Refused"), Tone.DANGER)
            case RequestState.EXPIRED:
                return Sign("warning", self.tr("Expired"), Tone.WARNING)

    def standing(self, kept: KeptRequest, me: Requester | None) -> str:
        """What is known of it beyond the row, in one or two sentences."""
        moment = self._figures.moment
        match kept.state:
            case RequestState.WAITING if kept.is_of(me):
                sentence = self.tr(
                    "Send its file to a supervisor. It ends by itself once the server shows the restore, and expires on %1."
                )
                return filled(sentence, moment(kept.request.expires_at))
            case RequestState.WAITING:
                return filled(
                    self.tr("Nothing has been decided. It expires on %1."), moment(kept.request.expires_at)
                )
            case RequestState.RESTORED:
                return filled(self.tr("Restored on the server by %1 on %2."), kept.by, moment(kept.ended_at))
            case RequestState.REFUSED:
                sentence = self.tr("Refused by %1 on %2: “%3”")
                return filled(sentence, kept.by, moment(kept.ended_at), kept.comment)
            case RequestState.EXPIRED:
                return self.tr("Nobody approved it in time. Ask again if it is still wanted.")

    def not_received(self, refused: NotReceived) -> str:
        """Why a file was not accepted, and what to do."""
        fault = refused.fault
        return self._unread(fault) if isinstance(fault, PaperFault) else self.fault(fault)

    def fault(self, fault: RequestFault) -> str:
        """The same for one that could be read."""
        match fault:
            case RequestFault.ALTERED:
                return self.tr(
                    "This file was changed after it was signed, or damaged on its way. It was not accepted: ask for it again."
                )
            case RequestFault.OTHER_SERVER:
                return self.tr("This file is about another server than the one you are signed in to.")
            case RequestFault.OTHER_ORGANIZATION:
                return self.tr(
                    "This file is about another organisation. If you belong to it, choose it in the account menu first."
                )
            case RequestFault.OTHER_COMPANY:
                return self.tr("This file is about a company that your account does not see.")
            case RequestFault.OWN:
                return self.tr("Whoever asks cannot answer: another person has to open this file.")
            case RequestFault.REPLAYED:
                return self.tr("This file was used already. An answered request cannot be answered again.")
            case RequestFault.EXPIRED:
                return self.tr("This request has expired. Ask for a new one.")
            case RequestFault.UNTIMELY:
                return self.tr(
                    "This request claims to be made in the future or to last too long. Compare the clocks of both computers."
                )
            case RequestFault.KEY_CHANGED:
                return self.tr(
                    "This file is signed with another key than before. Open it again and compare the fingerprint."
                )
            case RequestFault.NOT_ASKED:
                return self.tr("This answers a request that was not made here.")

    def ask_fault(self, fault: AskFault) -> str:
        """Why no request was made, and what to do."""
        match fault:
            case AskFault.NO_KEY:
                return self.tr(
                    "A request is signed with a key in this computer's keyring, and the keyring does not answer. "
                    "Unlock it, or have the supervisor sign in here."
                )
            case AskFault.REASON:
                return self.tr(
                    "The reason is too short or too long, or holds characters that nobody can see."
                )
            case AskFault.NOT_KEPT:
                return self.tr("The request could not be written down, so it was not made.")

    # -------------------------------------------------------------------------------------- inside

    def _unread(self, fault: PaperFault) -> str:
        match fault:
            case PaperFault.TOO_LARGE | PaperFault.NOT_A_PAPER:
                return self.tr("This is no request of Storno Desktop, or it arrived incomplete.")
            case PaperFault.NEWER:
                return self.tr(
                    "A later version of Storno Desktop made this file. Update the program to read it."
                )
            case PaperFault.INCOMPLETE:
                return self.tr(
                    "Something in this file is missing or not as it should be. It was not accepted."
                )
