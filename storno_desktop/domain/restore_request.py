"""A restore that somebody asks a supervisor elsewhere for: what is wanted and why. It gives no right to anything."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from storno_desktop.domain.invoice_summary import InvoiceId
from storno_desktop.domain.server_address import ServerAddress
from storno_desktop.domain.supervision import Requester

REQUEST_LASTS = timedelta(days=7)
"""For how long a request may be approved; a file that claims more is refused."""

CLOCKS_DIFFER = timedelta(minutes=10)
"""How far into the future a request may seem to be made: two computers' clocks are never the same."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RestoreRequest:
    """One request, as its file says it.

    `number` and `company_name` are for people's eyes; which invoice of which company of which organisation is meant
    stands in the ids. `made_at` and `expires_at` are whole seconds in UTC, by the server's clock where it told one;
    `nonce` tells this request from every other.
    """

    server: ServerAddress
    organization_id: str
    company_id: str
    company_name: str
    company_cif: str
    invoice_id: InvoiceId
    number: str
    requester: Requester
    reason: str
    made_at: datetime
    expires_at: datetime
    nonce: str

    def is_over(self, now: datetime) -> bool:
        """Whether its time has ended."""
        return now >= self.expires_at

    def is_untimely(self, now: datetime) -> bool:
        """Whether it claims to be made later than now, or to last longer than any request may."""
        too_early = self.made_at > now + CLOCKS_DIFFER
        return too_early or self.expires_at - self.made_at > REQUEST_LASTS or self.expires_at <= self.made_at
