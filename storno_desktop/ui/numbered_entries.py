"""Lists in the settings file: one numbered group of texts for each thing."""

from collections.abc import Sequence

from PySide6.QtCore import QSettings

MOST_ENTRIES = 50
"""More accounts or servers than anybody has; a damaged file may claim any number."""

Entry = dict[str, str]


def text_in(settings: QSettings, key: str) -> str:
    """The text under a key, "" where there is none or it is something else."""
    value = settings.value(key, "")
    return value if isinstance(value, str) else ""


def entries_in(settings: QSettings, group: str) -> list[Entry]:
    """The numbered entries of a group, in the order of their numbers."""
    settings.beginGroup(group)
    numbers = sorted((name for name in settings.childGroups() if name.isdecimal()), key=int)
    entries: list[Entry] = []
    for number in numbers[:MOST_ENTRIES]:
        settings.beginGroup(number)
        entries.append({key: text_in(settings, key) for key in settings.childKeys()})
        settings.endGroup()
    settings.endGroup()
    return entries


def keep_entries(settings: QSettings, group: str, entries: Sequence[Entry]) -> None:
    """Write these in the place of all earlier ones; "count" tells an empty list from none at all."""
    settings.remove(group)
    settings.beginGroup(group)
    kept = entries[:MOST_ENTRIES]
    settings.setValue("count", len(kept))
    for number, entry in enumerate(kept, start=1):
        for key, value in entry.items():
            settings.setValue(f"{number}/{key}", value)
    settings.endGroup()
