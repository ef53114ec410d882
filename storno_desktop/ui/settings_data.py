"""The settings page of what lies on this computer, and where."""

from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

from PySide6.QtCore import QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QPushButton, QWidget

from storno_desktop.domain.local_copy import MONTHS_LISTED
from storno_desktop.places import Places
from storno_desktop.service.policy import Policy
from storno_desktop.ui.preferences import Preferences
from storno_desktop.ui.settings_copies import CopiesSection
from storno_desktop.ui.settings_page import Choice, FixedNote, SettingsPage, note_label, shown_text
from storno_desktop.ui.theme import Tone, set_tone


def open_folder(folder: Path) -> bool:
    """Have the desktop show a folder; False where it cannot."""
    return QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))


class DataPage(SettingsPage):
    """Takes how far back the list goes and how much of it is kept, shows the places, and says what is kept there."""

    months_changed = Signal(int)

    def __init__(
        self,
        preferences: Preferences,
        places: Places,
        parent: QWidget | None = None,
        *,
        policy: Policy | None = None,
        copies: CopiesSection | None = None,
        show_folder: Callable[[Path], bool] = open_folder,
    ) -> None:
        super().__init__(parent)
        self.copies = copies
        self._preferences, self._places, self._show_folder = preferences, places, show_folder
        self.set_title(self.tr("Data"))
        self.months, self.fixed = Choice(self), FixedNote(self)
        for months in MONTHS_LISTED:
            self.months.addItem(self._months(months), months)
        in_force = policy or Policy()
        self.months.setCurrentIndex(MONTHS_LISTED.index(preferences.months_in_force(in_force)))
        self.fixed.mark(self.months, in_force.months is not None)
        self.folder = shown_text(str(places.data), self.tr("Data folder"), self)
        self.settings_file = shown_text(str(preferences.file), self.tr("Settings"), self)
        self.log_file = shown_text(str(places.log_file), self.tr("Log"), self)
        self.open = QPushButton(self.tr("&Open the folder"), self)
        self.objection = note_label(self.tr("The desktop could not open the folder."), self)

        self._lay_out()

        self.months.activated.connect(lambda row: self._choose(int(self.months.itemData(row))))
        self.open.clicked.connect(lambda _checked=False: self._open())

    def _lay_out(self) -> None:
        self.open.setAutoDefault(False)
        set_tone(self.objection, Tone.DANGER)
        self.objection.hide()
        self.add_section(self.tr("Invoices"))
        self.add_rows().add(self.tr("&Show invoices of"), self.months, below=self.fixed)
        self.add_note(
            self.tr(
                "What was listed stays in the data folder for work without the server: encrypted, with the key "
                "in the system's keyring. Without a keyring it is in memory until the program ends. Invoices "
                "older than chosen here stay on the server and are removed from this computer."
            )
        )
        if self.copies is not None:
            self.add_section(self.tr("Local data"))
            self.add(self.copies)
            for before, after in pairwise([self.months, *self.copies.controls, self.folder]):
                QWidget.setTabOrder(before, after)
        self.add_section(self.tr("Places"))
        rows = self.add_rows()
        rows.add(self.tr("Data folder"), self.folder)
        rows.add(self.tr("Settings"), self.settings_file)
        rows.add(self.tr("Log"), self.log_file)
        self.add_buttons(self.open)
        self.add(self.objection)
        self.add_note(
            self.tr(
                "The log takes 2 MB at most and holds no password, no key and no client's name. Passwords and "
                "sessions are never in a file: sessions are in the system's keyring. Everything is moved by "
                "starting the program with --data-dir."
            )
        )
        self.end()

    def _months(self, months: int) -> str:
        match months:
            case 0:
                return self.tr("All years")
            case 12:
                return self.tr("The last 12 months")
            case 24:
                return self.tr("The last 24 months")
            case _:
                return self.tr("The last 5 years")

    def _choose(self, months: int) -> None:
        if months != self._preferences.months_listed:
            self._preferences.months_listed = months
            self.months_changed.emit(months)

    def _open(self) -> None:
        self.objection.setVisible(not self._show_folder(self._places.data))
