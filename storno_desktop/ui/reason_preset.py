"""Reasons that are written by one click: those that the program brings, or those that a person made."""

from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QCoreApplication

from storno_desktop.domain.cancellation import CancelPurpose
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
    """The preset that was written down; None where it writes nothing. A purpose that is not known is none."""
    text = entry.get("text", "").strip()
    name = " ".join(entry.get("name", "").split())[:LONGEST_NAME] or text[:LONGEST_NAME]
    if not text:
        return None
    known = {each.value: each for each in CancelPurpose}
    return ReasonPreset(name, text, known.get(entry.get("purpose", "")))
