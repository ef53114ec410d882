"""A request as this computer keeps it: the file itself, whose it is, and how it ended."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum

from storno_desktop.domain.restore_request import RestoreRequest
from storno_desktop.domain.signed_paper import SignedPaper


class RequestState(Enum):
    """The values stand in the store."""

    WAITING = "waiting"
    RESTORED = "restored"
    """The server's own history says so."""
    REFUSED = "refused"
    EXPIRED = "expired"


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptRequest:
    """`is_own` tells a request that was made here from one that was received.

    Once it has ended `ended_at` says when, `by` who ended it (name and e-mail as far as they are known), `comment`
    why they refused.
    """

    request: RestoreRequest
    paper: SignedPaper = field(repr=False)
    is_own: bool
    state: RequestState = RequestState.WAITING
    ended_at: datetime | None = None
    by: str = ""
    comment: str = ""

    @property
    def waits(self) -> bool:
        """Whether nobody has answered it and its time has not ended."""
        return self.state is RequestState.WAITING
