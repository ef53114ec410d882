"""The plain shapes everything here is made of: JSON objects, and money kept as text with two decimals."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from typing import Any

Json = dict[str, Any]

CENT = Decimal("0.01")


def money(value: Decimal) -> str:
    """An amount as the backend writes it: `"1190.00"`."""
    return str(value.quantize(CENT, rounding=ROUND_HALF_UP))


def scaled(value: object, places: int) -> str:
    """A number of a request, rounded to the scale of its database column; nonsense counts as zero."""
    return str(number(value).quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP))


def number(value: object) -> Decimal:
    """Text or number of a request as a Decimal; nonsense counts as zero, as MySQL counts it."""
    try:
        found = Decimal(str(value).strip())
    except InvalidOperation:
        return Decimal(0)
    return found if found.is_finite() else Decimal(0)


def words(text: str) -> list[str]:
    """Names written one after the other, apart from each other by spaces."""
    return text.split()
