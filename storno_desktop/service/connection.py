"""The server, account and company that all work here is about."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from storno_desktop.domain.session import Company, CompanyContext, User

if TYPE_CHECKING:
    # Only a name here: the window must not wait for HTTP to be imported.
    from storno_desktop.api.client import StornoClient


@dataclass(slots=True)
class Connection:
    """Holds the one client of a signed-in session; owned by the I/O thread.

    Made once and handed to every service; signing in fills it, signing out empties it.
    """

    client: StornoClient | None = None
    user: User | None = None
    companies: tuple[Company, ...] = ()

    @property
    def is_open(self) -> bool:
        """Whether somebody is signed in."""
        return self.client is not None and self.user is not None

    def require(self) -> tuple[StornoClient, User]:
        """The client and user of the session. Asking without one is a bug of the caller."""
        if self.client is None or self.user is None:
            raise RuntimeError("asked for a session before signing in")
        return self.client, self.user

    def context(self, company: Company) -> CompanyContext:
        """The headers for one of the session's own companies (contract §4.3)."""
        _, user = self.require()
        return CompanyContext(organization_id=user.organization_id, company_id=company.id)
