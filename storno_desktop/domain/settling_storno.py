"""A storno whose creation was not answered: a credit note that was not there before tells the outcome."""

from storno_desktop.domain.act import (
    Intent,
    Settlement,
    Standing,
    can_land_no_more,
    is_by_us,
    is_recent,
)
from storno_desktop.domain.evidence import Evidence
from storno_desktop.domain.facts import ChildFacts, Facts
from storno_desktop.domain.invoice import Invoice, InvoiceEvent


def settle_storno(intent: Intent, facts: Facts) -> Settlement:
    """Tell from a fresh reading of the invoice, its credit notes, and the records and histories of the new ones.

    A new one counts as ours if its history says that our account made it, or does not say who did. One that could
    not be read leaves everything open, unless another one is ours.
    """
    detail, listed = facts.detail, facts.known_credit_notes
    if not isinstance(detail, Evidence):
        return Settlement(standing=Standing.NOT_READ, problem=detail)
    if not isinstance(listed, Evidence):
        return Settlement(standing=Standing.NOT_READ, invoice=detail, problem=listed)
    read = {child.id: child for child in facts.new_children}
    new = [read.get(child.id, ChildFacts(child.id)) for child in listed.value if child.id not in intent.known]
    is_late = can_land_no_more(intent, detail) and can_land_no_more(intent, listed)
    told = [_told_by(child, intent, detail, is_late=is_late) for child in new]
    for standing in (Standing.DONE, Standing.NOT_READ, Standing.DONE_BY_OTHER):
        for each in told:
            if each.standing is standing:
                return each
    return Settlement(standing=Standing.NOT_DONE if is_late else Standing.NOT_SEEN, invoice=detail)


def _told_by(child: ChildFacts, intent: Intent, parent: Evidence[Invoice], *, is_late: bool) -> Settlement:
    record, history = child.detail, child.events
    if not isinstance(record, Evidence):
        return Settlement(standing=Standing.NOT_READ, invoice=parent, problem=record)
    if not isinstance(history, Evidence):
        return Settlement(standing=Standing.NOT_READ, invoice=parent, problem=history)
    origin = _beginning(history.value)
    is_ours = origin is None or not origin.by or (is_by_us(origin.by, intent) and _is_new(origin, intent))
    return Settlement(
        standing=Standing.DONE if is_ours else Standing.DONE_BY_OTHER,
        invoice=parent,
        made=record,
        event=origin,
        # Were theirs deleted meanwhile, the server would still make ours.
        may_still_land=not is_ours and not is_late,
    )


def _is_new(event: InvoiceEvent, intent: Intent) -> bool:
    return event.at is None or is_recent(event.at, intent)


def _beginning(history: tuple[InvoiceEvent, ...]) -> InvoiceEvent | None:
    """The entry that tells of its creation; the server orders the entries of one second at will."""
    created = [event for event in history if event.action in _CREATIONS]
    return min(
        created or history,
        key=lambda event: (event.at is None, event.at.timestamp() if event.at else 0.0, event.id),
        default=None,
    )


_CREATIONS = frozenset({"storno_created", "created"})
