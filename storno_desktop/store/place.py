"""Where an invoice stands: a 63-bit number whose order is company, then issue date, then id.

It is the row's primary key. So "newest first" is a backwards walk, a company or a range of dates is a
range of keys, and every index ends with the tie-break of the list without holding a date or an id.
"""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from datetime import date

_LABEL_BITS = 29
_DAY_BITS = 22
LABELS = 1 << _LABEL_BITS
"""How many invoices of one company and one date can be told apart."""
COMPANIES = 1 << (63 - _LABEL_BITS - _DAY_BITS)

_STRIDE = 1 << 16


def place(company: int, day: int, label: int) -> int:
    """The key for a company's slot, an issue date's ordinal and a label within that date."""
    return ((company << _DAY_BITS | day) << _LABEL_BITS) | label


def day_range(company: int, first: int, last: int) -> tuple[int, int]:
    """The lowest and highest keys of a company from one day's ordinal to another, both inclusive."""
    return place(company, first, 0), place(company, last, LABELS - 1)


def date_range(company: int, first: date | None, last: date | None) -> tuple[int, int]:
    """The lowest and highest keys of a company between two issue dates, inclusive; None is open."""
    return day_range(
        company,
        first.toordinal() if first else 0,
        last.toordinal() if last else date.max.toordinal(),
    )


def label_of(key: int) -> int:
    """The label within its date."""
    return key & (LABELS - 1)


def even_labels(ids: Iterable[str]) -> dict[str, int]:
    """Labels in the order of the ids, spread evenly."""
    ordered = sorted(ids)
    step = LABELS // (len(ordered) + 1)
    return {identity: step * (index + 1) for index, identity in enumerate(ordered)}


def labels_between(standing: Sequence[tuple[str, int]], newcomers: Iterable[str]) -> dict[str, int] | None:
    """Labels for new ids among those that stand already (in order); None where a gap is too narrow.

    Neighbours at either end keep a stride, so that what arrives one by one does not halve the rest of the
    space each time.
    """
    if not standing:
        return even_labels(newcomers)
    known = [identity for identity, _ in standing]
    gaps: dict[int, list[str]] = {}
    for identity in newcomers:
        gaps.setdefault(bisect_left(known, identity), []).append(identity)
    labels: dict[str, int] = {}
    for gap, members in gaps.items():
        low = standing[gap - 1][1] if gap else 0
        high = standing[gap][1] if gap < len(standing) else LABELS
        step = (high - low) // (len(members) + 1)
        if step == 0:
            return None
        if gap == len(standing):
            high = low + min(step, _STRIDE) * (len(members) + 1)
        elif gap == 0:
            low = high - min(step, _STRIDE) * (len(members) + 1)
        step = (high - low) // (len(members) + 1)
        for index, identity in enumerate(sorted(members)):
            labels[identity] = low + step * (index + 1)
    return labels
