"""A person signed in at a server."""

from __future__ import annotations

from dataclasses import dataclass

from storno_desktop.domain.account import AccountId, account_id
from storno_desktop.domain.problem import OUT_OF_REACH, Problem, ProblemKind
from storno_desktop.domain.server_address import ServerAddress
from storno_desktop.domain.session import Company, User
from storno_desktop.service.local_copy import CopyOwner

OFFLINE = OUT_OF_REACH | {ProblemKind.THROTTLED, ProblemKind.CONNECTING}
"""What keeps the server from being asked, and says nothing about the person's rights there."""


@dataclass(frozen=True, slots=True)
class Session:
    """A person signed in at a server, with the companies of the active organisation.

    `kept` tells whether the session was put into the keyring, None if nobody asked for that. `offline` is
    why the server could not be asked, CONNECTING while it is being asked: then person and companies are those
    of the last time, and nothing can be read or sent until `SessionService.resume` succeeds.
    """

    server: ServerAddress
    user: User
    companies: tuple[Company, ...]
    kept: bool | None = None
    offline: Problem | None = None

    @property
    def account(self) -> AccountId:
        """What tokens, settings and local data belong to."""
        return account_id(self.server, self.user.email)

    @property
    def copies(self) -> CopyOwner:
        """Whose local copies are this session's."""
        return CopyOwner(self.account, self.user.id, self.user.organization_id)

    @property
    def is_connecting(self) -> bool:
        """Whether the server has yet to say that this session still holds."""
        return self.offline is not None and self.offline.kind is ProblemKind.CONNECTING

    def company(self, company_id: str) -> Company | None:
        """The company with this id, another one where this person has no such company, None for none at all."""
        return next(
            (each for each in self.companies if each.id == company_id), next(iter(self.companies), None)
        )
