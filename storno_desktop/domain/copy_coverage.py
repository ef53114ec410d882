"""Which part of a company's invoices a local copy can hold."""

from dataclasses import dataclass
from datetime import date, datetime

from storno_desktop.domain.calendar import day_in_bucharest
from storno_desktop.domain.month import Month


@dataclass(frozen=True, slots=True)
class CopyCoverage:
    """When the copy was last brought up to date as a whole (aware; None for never), and since which issue day it
    keeps invoices (None for all of them)."""

    read_at: datetime | None
    since: date | None = None

    def was_over(self, month: Month) -> bool:
        """Whether the month had ended when the copy was brought up to date."""
        return self.read_at is not None and day_in_bucharest(self.read_at) >= month.after.first

    def holds_all_issued_in(self, month: Month) -> bool:
        """Whether no invoice of that month is too old to be kept."""
        return self.since is None or self.since <= month.first
