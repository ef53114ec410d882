"""A request as this computer keeps it: the file itself, whose it is, and how it ended."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum

from storno_desktop.domain.restore_request import RestoreRequest
from storno_desktop.domain.signed_paper import SignedPaper
from storno_desktop.domain.supervision import Requester


class RequestState(Enum):
    """The values stand in the store."""

    WAITING = "waiting"
    RESTORED = "restored"
    """The server's own history says so."""
    REFUSED = "refused"
    EXPIRED = "expired"


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptRequest:
    """`is_own` tells a request that was made in this program from one that was received; a supervisor who shares the
    computer may decide about both.

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

    def is_of(self, person: Requester | None) -> bool:
        """Whether this person asked."""
        return person is not None and self.request.requester.is_same_as(person)

    @property
    def waits(self) -> bool:
        """Whether nobody has answered it and its time has not ended."""
        return self.state is RequestState.WAITING
