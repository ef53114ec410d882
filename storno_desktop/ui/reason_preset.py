"""Reasons that are written by one click: those that the program brings, or those that a person made."""

from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QCoreApplication

from storno_desktop.domain.cancellation import CancellationReason, CancelPurpose, ReasonFault
from storno_desktop.ui.numbered_entries import Entry

MOST_PRESETS: Final = 8
"""More would push what matters out of the dialog."""
LONGEST_NAME: Final = 40
"""Letters of a name; it stands on a chip."""


@dataclass(frozen=True, slots=True)
class ReasonPreset:
    """The word on the chip, the text that it writes, and what it tells the adviser, None for nothing."""

    name: str
    text: str
    purpose: CancelPurpose | None = None

    @property
    def is_usable(self) -> bool:
        """Whether it writes something that can become a reason; what is missing to one is written by hand."""
        parsed = CancellationReason.parse(self.text)
        if isinstance(parsed, CancellationReason):
            return True
        return parsed.fault is ReasonFault.TOO_SHORT and parsed.length > 0


def usual_presets() -> tuple[ReasonPreset, ...]:
    """Those of the program, in the language chosen."""
    translate = QCoreApplication.translate
    return (
        ReasonPreset(
            translate("ReasonField", "Issued by mistake"),
            translate("ReasonField", "Issued by mistake"),
            CancelPurpose.CREATED_IN_ERROR,
        ),
        ReasonPreset(
            translate("ReasonField", "Duplicate"),
            translate("ReasonField", "Duplicate of another invoice"),
            CancelPurpose.DUPLICATE,
        ),
        ReasonPreset(
            translate("ReasonField", "Wrong client"),
            translate("ReasonField", "Issued to the wrong client"),
            CancelPurpose.WRONG_CLIENT,
        ),
        ReasonPreset(
            translate("ReasonField", "Not sent, order cancelled"),
            translate("ReasonField", "Not sent, order cancelled"),
            CancelPurpose.ORDER_CANCELLED,
        ),
    )


def entry_of(preset: ReasonPreset) -> Entry:
    """How the preset is written down."""
    purpose = "" if preset.purpose is None else preset.purpose.value
    return {"name": preset.name, "text": preset.text, "purpose": purpose}


def preset_of(entry: Entry) -> ReasonPreset | None:
    """The preset that was written down; None where it writes nothing that can be used. A purpose that is not known
    is none."""
    text = entry.get("text", "").strip()
    known = {each.value: each for each in CancelPurpose}
    preset = ReasonPreset(preset_name(entry.get("name", ""), text), text, known.get(entry.get("purpose", "")))
    return preset if preset.is_usable else None


def preset_name(typed: str, text: str) -> str:
    """The name as it stands on a chip: one line, visible, not too long; without one the text serves."""
    shown = "".join(letter if letter.isprintable() else " " for letter in typed)
    words = " ".join(shown.split()) or " ".join(text.split())
    return words[:LONGEST_NAME].strip()
