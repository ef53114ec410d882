"""How the outcome of a lost act is told: each kind by its own evidence."""

from storno_desktop.domain.act import ActKind, Intent, Settlement
from storno_desktop.domain.facts import Facts
from storno_desktop.domain.settling_gone import settle_gone
from storno_desktop.domain.settling_link import settle_link
from storno_desktop.domain.settling_status import settle_status
from storno_desktop.domain.settling_storno import settle_storno


def settle(intent: Intent, facts: Facts) -> Settlement:
    """Tell from a fresh reading what became of an act whose answer was lost."""
    gone = settle_gone(intent, facts)
    if gone is not None:
        return gone
    match intent.kind:
        case ActKind.CANCEL | ActKind.RESTORE:
            return settle_status(intent, facts)
        case ActKind.CREATE_STORNO:
            return settle_storno(intent, facts)
        case ActKind.REVOKE_LINK:
            return settle_link(intent, facts)
