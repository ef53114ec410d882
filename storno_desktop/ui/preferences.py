"""What a person chose for this computer; never a secret."""

from pathlib import Path

from PySide6.QtCore import QByteArray, QSettings

from storno_desktop.ui.theme import ThemeChoice


class Preferences:
    """Typed access to the settings file. What is missing or damaged in it reads as the usual value."""

    def __init__(self, file: Path) -> None:
        self._settings = QSettings(str(file), QSettings.Format.IniFormat)

    def keep(self) -> None:
        """Write everything down now; Qt does it by itself soon after each change."""
        self._settings.sync()

    @property
    def language(self) -> str:
        """ "ro", "en", or "" where nothing was chosen."""
        chosen = str(self._settings.value("language", ""))
        return chosen if chosen in {"ro", "en"} else ""

    @language.setter
    def language(self, code: str) -> None:
        self._settings.setValue("language", code)

    @property
    def theme(self) -> ThemeChoice:
        """The theme; the system's where nothing was chosen."""
        try:
            return ThemeChoice(str(self._settings.value("theme", ThemeChoice.SYSTEM.value)))
        except ValueError:
            return ThemeChoice.SYSTEM

    @theme.setter
    def theme(self, choice: ThemeChoice) -> None:
        self._settings.setValue("theme", choice.value)

    @property
    def server(self) -> str:
        """The server's address that was used last, "" for none."""
        return str(self._settings.value("server", ""))

    @server.setter
    def server(self, url: str) -> None:
        self._settings.setValue("server", url)

    @property
    def email(self) -> str:
        """Who signed in last, "" for nobody."""
        return str(self._settings.value("email", ""))

    @email.setter
    def email(self, email: str) -> None:
        self._settings.setValue("email", email)

    @property
    def company_id(self) -> str:
        """The company that was open last."""
        return str(self._settings.value("company", ""))

    @company_id.setter
    def company_id(self, company_id: str) -> None:
        self._settings.setValue("company", company_id)

    @property
    def geometry(self) -> QByteArray:
        """Where the window stood; empty for the first time."""
        stored = self._settings.value("geometry")
        return stored if isinstance(stored, QByteArray) else QByteArray()

    @geometry.setter
    def geometry(self, geometry: QByteArray) -> None:
        self._settings.setValue("geometry", geometry)

    @property
    def shows_detail(self) -> bool:
        """Whether the pane on the right is open."""
        return str(self._settings.value("detail", "true")).lower() != "false"

    @shows_detail.setter
    def shows_detail(self, shown: bool) -> None:
        self._settings.setValue("detail", "true" if shown else "false")

    @property
    def stays_signed_in(self) -> bool:
        """Whether the last sign-in asked for the session to be kept in the keyring."""
        return str(self._settings.value("stay", "false")).lower() == "true"

    @stays_signed_in.setter
    def stays_signed_in(self, stay: bool) -> None:
        self._settings.setValue("stay", "true" if stay else "false")
