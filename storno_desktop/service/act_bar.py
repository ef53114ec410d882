"""What keeps this program from acting at all, whatever the invoice."""

from __future__ import annotations

from enum import Enum

from storno_desktop.domain.program_version import ProgramVersion


class Bar(Enum):
    """Why nothing is sent; the value is the journal's word for it."""

    VERSION_TOO_OLD = "version_too_old"
    """The office, or the program's own makers, say that this version may not act any more."""
    COMPUTER_RESTS = "computer_rests"
    """The computer is about to sleep, or the person is being logged out."""


class ActBar:
    """Asked before an act is written down, and once more right before it is sent.

    May be set on any thread. `own` is this program's version, None for one that cannot be compared: it is as good
    as the newest. `least` is the lowest one that may act, as the policy says; `raise_to` can only make it stricter.
    """

    def __init__(self, own: ProgramVersion | None = None, least: ProgramVersion | None = None) -> None:
        self._own = own
        self._least = least
        self._rests = False

    @property
    def now(self) -> Bar | None:
        """Why nothing may be sent at this moment, None where acts are possible."""
        if self._own is not None and self._least is not None and self._own < self._least:
            return Bar.VERSION_TOO_OLD
        return Bar.COMPUTER_RESTS if self._rests else None

    @property
    def least(self) -> ProgramVersion | None:
        """The lowest version that may act."""
        return self._least

    def raise_to(self, least: ProgramVersion) -> None:
        """From now on at least this version is needed."""
        if self._least is None or least > self._least:
            self._least = least

    def set_resting(self, rests: bool) -> None:
        """The computer is about to sleep, or has woken up."""
        self._rests = rests
