"""Calendar dates and moments as the server sends them, in both of its spellings (contract §1)."""

import re
from datetime import date, datetime
from typing import Annotated, Any
from zoneinfo import ZoneInfo

from pydantic import BeforeValidator

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_YEARS = range(1900, 2201)
_SERVER_ZONE = ZoneInfo("Europe/Bucharest")


def calendar_day(value: object) -> date:
    """The date that was meant: the first ten characters, never shifted to another zone.

    The real server sends local midnight with its offset, the documentation a bare date. Anything
    else is a ValueError.
    """
    if isinstance(value, datetime):
        value = value.date()
    if isinstance(value, date):
        day = value
    elif isinstance(value, str) and _DAY.fullmatch(value[:10]):
        day = date.fromisoformat(value[:10])
    else:
        raise ValueError("not a date")
    if day.year not in _YEARS:
        raise ValueError("a date beyond any invoice")
    return day


def moment(value: object) -> datetime:
    """An aware moment from an ISO 8601 text with any offset or Z.

    A text without an offset is the server's own local time, Europe/Bucharest; a bare date is its
    midnight there. Anything else is a ValueError.
    """
    if isinstance(value, str) and _DAY.match(value):
        parsed = datetime.fromisoformat(value)
    elif isinstance(value, datetime):
        parsed = value
    else:
        raise ValueError("not a moment")
    if parsed.year not in _YEARS:
        raise ValueError("a moment beyond any invoice")
    return parsed if parsed.tzinfo is not None else parsed.replace(tzinfo=_SERVER_ZONE)


def _day_or_nothing(value: Any) -> Any:
    return None if value is None or value == "" else calendar_day(value)


def _moment_or_nothing(value: Any) -> Any:
    return None if value is None or value == "" else moment(value)


Day = Annotated[date, BeforeValidator(calendar_day)]
OptionalDay = Annotated[date | None, BeforeValidator(_day_or_nothing)]
OptionalMoment = Annotated[datetime | None, BeforeValidator(_moment_or_nothing)]
