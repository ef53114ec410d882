"""Tells a screen reader what has just appeared, without moving the focus to it."""

from PySide6.QtWidgets import QWidget

COVERED = "covered"
"""The property of a window that is covered while the program is locked: nothing about it is read aloud."""


def announce(about: QWidget, text: str, *, interrupts: bool = False) -> None:
    """Have `text` read aloud; `interrupts` for what the person must hear before going on."""
    if about.window().property(COVERED):
        return
    from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent  # a start announces nothing

    event = QAccessibleAnnouncementEvent(about, text)
    politeness = QAccessible.AnnouncementPoliteness
    event.setPoliteness(politeness.Assertive if interrupts else politeness.Polite)
    QAccessible.updateAccessibility(event)
