"""A public link whose closing was not answered: the list of links tells the outcome."""

from storno_desktop.domain.act import Intent, Settlement, Standing, can_land_no_more, is_recent
from storno_desktop.domain.evidence import Evidence
from storno_desktop.domain.facts import Facts


def settle_link(intent: Intent, facts: Facts) -> Settlement:
    """Tell from a fresh reading of the invoice and its links what became of it.

    The server does not tell who closed a link: one that was open at the last reading before sending and is closed
    since counts as closed by us. One that is not listed any more is closed, but not by this.
    """
    invoice, links = facts.detail, facts.share_links
    if not isinstance(invoice, Evidence):
        return Settlement(standing=Standing.NOT_READ, problem=invoice)
    if not isinstance(links, Evidence):
        return Settlement(standing=Standing.NOT_READ, invoice=invoice, problem=links)
    link = next((each for each in links.value if each.id == intent.target), None)
    if link is None:
        return Settlement(standing=Standing.DONE_BY_OTHER, invoice=invoice)
    if link.is_revoked:
        is_ours = link.revoked_at is None or is_recent(link.revoked_at, intent)
        return Settlement(standing=Standing.DONE if is_ours else Standing.DONE_BY_OTHER, invoice=invoice)
    is_late = can_land_no_more(intent, links)
    return Settlement(standing=Standing.NOT_DONE if is_late else Standing.NOT_SEEN, invoice=invoice)
