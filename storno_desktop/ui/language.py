"""The language of the program: its own texts, Qt's texts, and how numbers and dates are written."""

import logging

from PySide6.QtCore import QCoreApplication, QLocale, QTranslator

from storno_desktop.ui.assets import asset

log = logging.getLogger(__name__)

LANGUAGES = ("ro", "en")

_LOCALES = {
    "ro": QLocale(QLocale.Language.Romanian, QLocale.Country.Romania),
    "en": QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom),
}


class Language:
    """Puts a language on the application, and takes the previous one off."""

    def __init__(self, app: QCoreApplication) -> None:
        self._app = app
        self._installed: list[QTranslator] = []
        self.code = ""

    def choose(self, code: str) -> None:
        """`code` is "ro" or "en"; windows made from now on speak it."""
        self.take_off()
        self.code = code if code in LANGUAGES else "en"
        QLocale.setDefault(_LOCALES[self.code])
        folder = str(asset("i18n"))
        for name in (f"storno_qt_{self.code}", f"storno_{self.code}"):
            self._install(name, folder)

    def take_off(self) -> None:
        """Leave the application without any translation; the way of writing numbers stays."""
        for translator in self._installed:
            self._app.removeTranslator(translator)
        self._installed = []

    def _install(self, name: str, folder: str) -> None:
        translator = QTranslator()
        if translator.load(name, folder):
            self._app.installTranslator(translator)
            self._installed.append(translator)
        elif name != "storno_qt_en":
            log.error("the translation %s is missing", name)


def system_language() -> str:
    """Romanian on a Romanian desktop, else English."""
    return "ro" if QLocale.system().language() is QLocale.Language.Romanian else "en"
