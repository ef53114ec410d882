"""Bringing a window to the front because its person asked for it from outside."""

import os

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget


def bring_forward(window: QWidget, token: str = "") -> None:
    """Show the window, and what is open above it, before all others. `token` is the desktop's permission (Wayland
    gives one to whoever the person started, and lets nobody forward without it)."""
    if token:
        os.environ["XDG_ACTIVATION_TOKEN"] = token  # Qt takes it from there, once
    front = QApplication.activeModalWidget() or window
    for each in (window, front):
        each.setWindowState(
            (each.windowState() & ~Qt.WindowState.WindowMinimized) | Qt.WindowState.WindowActive
        )
        each.show()
        each.raise_()
    front.activateWindow()
