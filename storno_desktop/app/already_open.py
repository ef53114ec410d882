"""What a start says that finds the program open already, and nobody answering there."""

import sys

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QMessageBox

from storno_desktop.app.application import make_application
from storno_desktop.app.options import Options
from storno_desktop.places import Places
from storno_desktop.ui.language import Language, system_language
from storno_desktop.ui.preferences import Preferences


def tell_that_it_is_open(options: Options, places: Places) -> int:
    """Say so, on the terminal and in a window that waits to be closed; returns the exit code."""
    sys.stderr.write("storno-desktop: it is open already and does not answer.\n")
    app = make_application()
    Language(app).choose(options.language or Preferences(places.settings_file).language or system_language())
    box = QMessageBox()
    box.setIcon(QMessageBox.Icon.Warning)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setWindowTitle("Storno Desktop")
    box.setText(
        QCoreApplication.translate("AlreadyOpen", "Storno Desktop is open already, but it does not answer.")
    )
    box.setInformativeText(
        QCoreApplication.translate(
            "AlreadyOpen",
            "Wait a moment and try again. If it stays so, end it and start it anew: what was sent is settled then.",
        )
    )
    box.exec()
    return 1
