"""The one QApplication."""

import sys

from PySide6.QtWidgets import QApplication

from storno_desktop import __version__


def make_application() -> QApplication:
    """The one QApplication, named so that desktops and screen readers know it."""
    QApplication.setApplicationName("storno-desktop")
    QApplication.setApplicationDisplayName("Storno Desktop")
    QApplication.setApplicationVersion(__version__)
    QApplication.setDesktopFileName("storno-desktop")
    return QApplication(sys.argv[:1])
