"""Shifts the dates of a seed file to today, so that "cancelled three days ago" stays three days ago."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta

from storno_desktop.sandbox.clock import BUCHAREST
from storno_desktop.sandbox.plain import Json

_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_MOMENT = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}[+-]\d{2}:\d{2}")


def day_of_making(world: Json) -> date | None:
    """The day the file's data was made: the youngest creation of a user's profile in it."""
    made = [
        str(user["me"]["createdAt"])[:10]
        for user in world["users"].values()
        if isinstance(user.get("me"), dict) and user["me"].get("createdAt")
    ]
    return date.fromisoformat(max(made)) if made else None


def moved_to(world: Json, today: date) -> Json:
    """The same world with every date moved by the whole days between its making and `today`.

    Times of day stay what the wall clock said; the offset follows the season of the new day.
    """
    made = day_of_making(world)
    if made is None or made == today:
        return world
    shift = today - made
    return {name: _moved(part, shift) for name, part in world.items()}


def _moved(part: object, shift: timedelta) -> object:
    if isinstance(part, dict):
        return {name: _moved(value, shift) for name, value in part.items()}
    if isinstance(part, list):
        return [_moved(value, shift) for value in part]
    if not isinstance(part, str):
        return part
    if _DATE.fullmatch(part):
        return (date.fromisoformat(part) + shift).isoformat()
    if _MOMENT.fullmatch(part):
        wall_clock = datetime.fromisoformat(part).replace(tzinfo=None) + shift
        return wall_clock.replace(tzinfo=BUCHAREST).isoformat()
    return part
