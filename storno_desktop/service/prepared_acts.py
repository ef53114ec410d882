"""Cancellations that somebody prepared and nobody has sent: what signing out does to them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from storno_desktop.domain.local_copy import CopyPlace
from storno_desktop.domain.session import Company
from storno_desktop.service.local_copy import LocalCopy
from storno_desktop.service.reasons import Reasons


@dataclass(frozen=True, slots=True)
class PreparedActs:
    """How many wait: `kept` on this computer's disk, `passing` in memory alone, which ends with the session."""

    kept: int = 0
    passing: int = 0


async def prepared_acts(copy: LocalCopy, reasons: Reasons, companies: Iterable[Company]) -> PreparedActs:
    """Those of these companies, as far as their copies are open; on the I/O thread."""
    kept = passing = 0
    for each in companies:
        count = await reasons.waiting(each)
        standing = await copy.standing(each.id)
        if standing.place is CopyPlace.ON_DISK:
            kept += count
        else:
            passing += count
    return PreparedActs(kept, passing)
