"""An act on an invoice that was deleted meanwhile: the server does not have it any more, and nothing tells the outcome."""

from http import HTTPStatus

from storno_desktop.domain.act import Intent, Settlement, Standing, can_land_no_more
from storno_desktop.domain.evidence import Evidence, Reading
from storno_desktop.domain.facts import Facts
from storno_desktop.domain.invoice import Invoice
from storno_desktop.domain.problem import Problem

_NOT_THERE = frozenset({HTTPStatus.NOT_FOUND, HTTPStatus.GONE})


def is_missing(record: Reading[Invoice]) -> bool:
    """Whether the server says that it has no such invoice; it says the same of one that was deleted."""
    return isinstance(record, Problem) and record.status in _NOT_THERE


def settle_gone(intent: Intent, facts: Facts) -> Settlement | None:
    """That the invoice is gone for good; None where that is not proven, or the request may still arrive.

    One "not found" may be a road that leads nowhere for a while. So the record is missing twice, and in between the
    company's own list answers and does not name it either: that answer's time tells whether the request can arrive.
    """
    absence = facts.absence
    if absence is None or not (is_missing(facts.detail) and is_missing(absence.again)):
        return None
    listed = absence.listed
    if not isinstance(listed, Evidence) or listed.value or not can_land_no_more(intent, listed):
        return None
    problem = absence.again if isinstance(absence.again, Problem) else None
    return Settlement(standing=Standing.GONE, problem=problem, listed=listed)
