"""The settings page of language and theme."""

from PySide6.QtCore import QLocale, Signal
from PySide6.QtWidgets import QWidget

from storno_desktop.ui.language import LANGUAGES
from storno_desktop.ui.settings_page import Choice, SettingsPage
from storno_desktop.ui.theme import ThemeChoice, appearance

_LANGUAGE_NAMES = {"ro": "Română", "en": "English"}
"""Each in its own words: somebody who cannot read the present one finds the way back."""


class LookPage(SettingsPage):
    """Tells what was chosen; the program dresses itself."""

    language_chosen = Signal(str)
    theme_chosen = Signal(object)  # ThemeChoice

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.set_title(self.tr("Look"))
        self.language, self.theme = Choice(self), Choice(self)
        for code in LANGUAGES:
            self.language.addItem(_LANGUAGE_NAMES[code], code)
        for choice, name in (
            (ThemeChoice.SYSTEM, self.tr("As the system")),
            (ThemeChoice.LIGHT, self.tr("Light")),
            (ThemeChoice.DARK, self.tr("Dark")),
        ):
            self.theme.addItem(name, choice)
        self.language.setCurrentIndex(
            next((row for row, code in enumerate(LANGUAGES) if QLocale().name().startswith(code)), 0)
        )
        self.theme.setCurrentIndex(list(map(self.theme.itemData, range(3))).index(appearance().choice))
        rows = self.add_rows()
        rows.add(self.tr("&Language"), self.language)
        rows.add(self.tr("&Theme"), self.theme)
        self.add_note(
            self.tr(
                "Amounts and dates are written as the language is used to. Nothing on the server changes."
            )
        )
        self.end()
        self.language.activated.connect(
            lambda row: self.language_chosen.emit(str(self.language.itemData(row)))
        )
        self.theme.activated.connect(lambda row: self.theme_chosen.emit(self.theme.itemData(row)))
