"""A version of this program, as numbers that can be compared."""

from __future__ import annotations

import re
from dataclasses import dataclass

_WRITTEN = re.compile(r"(0|[1-9][0-9]{0,4})\.(0|[1-9][0-9]{0,4})\.(0|[1-9][0-9]{0,4})")


@dataclass(frozen=True, slots=True, order=True)
class ProgramVersion:
    """Three numbers, as in 1.4.0."""

    major: int
    minor: int
    patch: int

    @classmethod
    def parse(cls, text: str) -> ProgramVersion | None:
        """The version that is written so; None for anything else, such as a fourth number or a letter."""
        found = _WRITTEN.fullmatch(text)
        return None if found is None else cls(*map(int, found.groups()))

    def __str__(self) -> str:
        return f"{self.major}.{self.minor}.{self.patch}"
