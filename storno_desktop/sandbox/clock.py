"""The sandbox's time: real or frozen, always told in Bucharest as the backend tells it (contract §1)."""

from __future__ import annotations

import secrets
from datetime import UTC, date, datetime
from email.utils import format_datetime
from zoneinfo import ZoneInfo

BUCHAREST = ZoneInfo("Europe/Bucharest")


class Clock:
    """Tells the time, whole seconds, in Bucharest; `frozen` (aware) stops it for good."""

    def __init__(self, frozen: datetime | None = None) -> None:
        self._frozen = frozen

    def now(self) -> datetime:
        """This moment, aware, without microseconds."""
        moment = self._frozen or datetime.now(UTC)  # noqa: TID251 - this is the clock itself
        return moment.astimezone(BUCHAREST).replace(microsecond=0)

    def today(self) -> date:
        """The calendar day in Bucharest."""
        return self.now().date()

    def stamp(self) -> str:
        """This moment as the backend writes it: `2026-01-31T10:00:00+02:00`."""
        return self.now().isoformat()

    def http_date(self) -> str:
        """This moment for the `Date` header."""
        return format_datetime(self.now().astimezone(UTC), usegmt=True)

    def epoch(self) -> int:
        """This moment as Unix seconds."""
        return int(self.now().timestamp())


def midnight(day: date) -> str:
    """A DATE column as the backend serialises it: local midnight with offset (contract §1)."""
    return datetime(day.year, day.month, day.day, tzinfo=BUCHAREST).isoformat()


class Identities:
    """Makes UUIDs of version 7, each greater than the one before, as the backend numbers new rows."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._last = 0

    def next(self) -> str:
        """A new id in the usual 36 characters."""
        self._last = max(self._last + 1, self._clock.epoch() * 1000 << 12)
        millis, counter = self._last >> 12, self._last & 0xFFF
        tail = secrets.randbits(62)
        number = millis << 80 | 0x7 << 76 | counter << 64 | 0b10 << 62 | tail
        text = f"{number:032x}"
        return "-".join((text[:8], text[8:12], text[12:16], text[16:20], text[20:]))
