"""What an office fixes about restoring cancelled invoices."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from enum import Enum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    # Only a name here: a start reads the rules long before anything is checked.
    from storno_desktop.domain.finding import Assessment


class WhenApproved(Enum):
    """When a restore needs a second person; the values stand in the policy file."""

    ALWAYS = "always"
    ON_WARNING = "on-warning"
    NEVER = "never"


@dataclass(frozen=True, slots=True, kw_only=True)
class RestoreRules:
    """What the office fixed about restoring; the defaults are the strictest (decisions 3).

    `roles` make a supervisor, each as the server spells it; `permissions` a supervisor must hold besides.
    `reason_length` counts grapheme clusters. With `confirms_alone` the person who asks may confirm alone, after
    `alone_after` and having typed the number: for a firm of one person.
    """

    window_days: int = 30
    approval: WhenApproved = WhenApproved.ALWAYS
    roles: frozenset[str] = frozenset({"owner", "admin"})
    permissions: frozenset[str] = frozenset()
    canceller_may_approve: bool = False
    reason_length: int = 10
    confirms_alone: bool = False
    alone_after: timedelta = timedelta(minutes=10)

    def needs_supervisor(self, assessment: Assessment) -> bool:
        """Whether a second person has to approve what was found."""
        if self.approval is WhenApproved.ON_WARNING:
            return bool(assessment.warnings)
        return self.approval is WhenApproved.ALWAYS
