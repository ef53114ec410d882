"""What is known of a PDF that lies in the local copy."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class KeptPdf:
    """The PDF of one invoice as the server drew it: how many bytes, when it came by this computer's clock (aware),
    whether somebody chose to keep it rather than only opened it, and when it came by the server's clock, None
    where that was not told."""

    size: int
    observed_at: datetime
    is_chosen: bool
    server_time: datetime | None = None

    def is_older_than(self, change: datetime | None) -> bool:
        """Whether it was drawn before the invoice changed at this moment of the server's clock (aware)."""
        return change is not None and (self.server_time or self.observed_at) < change
