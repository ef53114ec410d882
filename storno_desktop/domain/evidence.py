"""What a claim rests on: a value, where it was read, and when."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum, auto
from typing import Generic, TypeVar

from storno_desktop.domain.problem import Problem

T_co = TypeVar("T_co", covariant=True)


class Source(Enum):
    """The places where the server was asked (contract §25, letters in brackets)."""

    LIST = auto()
    DETAIL = auto()  # D
    EVENTS = auto()  # E
    PAYMENTS = auto()  # P
    EMAILS = auto()  # M
    SHARE_LINKS = auto()  # L
    SUBMISSIONS = auto()  # S
    SERIES = auto()  # DS
    CREDIT_NOTES = auto()
    COMPANIES = auto()
    ACCOUNT = auto()
    CANCEL = auto()
    RESTORE = auto()
    STORNO = auto()
    REVOKE_LINK = auto()
    PERSON = auto()
    """Not the server: what the person at the desk answered."""


@dataclass(frozen=True, slots=True)
class Evidence(Generic[T_co]):
    """A value as the server gave it.

    `observed_at` is when the answer came, by this computer's clock (aware); `server_time` the server's
    own clock from its `Date` header, None where it sent none. `is_kept` tells that it was read back from
    this computer's local copy because the server could not be asked now: good for looking, never for an
    act. `document` is the answer as it was received, only on its way into the local copy.
    """

    value: T_co
    source: Source
    observed_at: datetime
    server_time: datetime | None = None
    is_kept: bool = False
    document: bytes | None = field(default=None, repr=False, compare=False)

    @property
    def moment(self) -> datetime:
        """The best known time of the observation: the server's clock, else this computer's."""
        return self.server_time or self.observed_at


Reading = Evidence[T_co] | Problem | None
"""A fact that was read, could not be read, or was not asked for (None)."""
