"""Amounts as the server sends them: text on the real server, JSON numbers in its documentation (contract §1)."""

import re
from decimal import Decimal
from typing import Annotated, Any

from pydantic import BeforeValidator

_AMOUNT = re.compile(r"[+-]?[0-9]{1,18}(?:\.[0-9]{1,20})?(?:[eE][+-]?[0-9]{1,2})?")
_GREATEST = Decimal(10) ** 15
_FINEST = 20
# Up to here a JSON number with two decimals has at most 15 digits, and a double gives each of them back.
_GREATEST_AS_NUMBER = 10**13


def amount(value: object) -> Decimal:
    """The exact decimal for a text or number of the server's.

    Refused with ValueError, because a guessed amount is worse than none: NaN and infinities, numbers
    too large to keep their cents, texts in another form (spaces, separators, digits of other
    scripts), true and false. Digits of a JSON number are kept as they were written, without any
    arithmetic on binary fractions.
    """
    if isinstance(value, Decimal):
        spelled = str(value)
    elif isinstance(value, str):
        spelled = value.strip()
    elif isinstance(value, int | float) and not isinstance(value, bool):
        if not abs(value) < _GREATEST_AS_NUMBER:
            raise ValueError("a number beyond any amount")
        spelled = repr(value)
    else:
        raise ValueError("not an amount")
    if not _AMOUNT.fullmatch(spelled):
        raise ValueError("not written as an amount")
    decimal = Decimal(spelled)
    if not abs(decimal) < _GREATEST or (decimal and decimal.adjusted() < -_FINEST):
        raise ValueError("a number beyond any amount")
    return decimal


def _amount_or_nothing(value: Any) -> Any:
    return None if value is None or value == "" else amount(value)


Amount = Annotated[Decimal, BeforeValidator(amount)]
OptionalAmount = Annotated[Decimal | None, BeforeValidator(_amount_or_nothing)]
