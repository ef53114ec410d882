"""What the makers of this program say about its versions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from storno_desktop.domain.program_version import ProgramVersion


@dataclass(frozen=True, slots=True)
class UpdateNews:
    """`number` grows with every news, so that older ones are recognised. `version` is the newest one, `least` the
    lowest that may act (None for any), `page` an https address where it can be had, `notes` plain texts by language.
    """

    number: int
    version: ProgramVersion
    page: str
    notes: Mapping[str, str]
    least: ProgramVersion | None = None

    def note(self, language: str) -> str:
        """What is new, in this language or in the one that there is; "" for nothing."""
        return self.notes.get(language) or next(iter(self.notes.values()), "")
