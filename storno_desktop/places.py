"""The folders of this program: settings, data and logs."""

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QStandardPaths

_FOLDER = "Storno Desktop"


@dataclass(frozen=True, slots=True)
class Places:
    """Where things lie. The folders are made, for this person alone, when they are first asked for."""

    settings: Path
    data: Path

    @classmethod
    def of(cls, data_dir: Path | None) -> "Places":
        """The system's usual folders, or everything under `data_dir` (the only way to move them)."""
        if data_dir is not None:
            return cls(data_dir / "settings", data_dir / "data")
        return cls(
            _standard(QStandardPaths.StandardLocation.GenericConfigLocation),
            _standard(QStandardPaths.StandardLocation.GenericDataLocation),
        )

    @property
    def settings_file(self) -> Path:
        """The ini file with what a person chose; it holds no secret."""
        return _made(self.settings) / "storno-desktop.ini"

    @property
    def demo_settings_file(self) -> Path:
        """The settings of the demonstration: its account must not be offered at the next real sign-in."""
        return _made(self.settings) / "storno-desktop-demo.ini"

    @property
    def turns(self) -> Path:
        """Where programs of this person take turns; the folder is made when it is needed."""
        return self.data / "turns"

    @property
    def cache(self) -> Path:
        """Where the encrypted local copies lie; the folder is made when the first one is kept."""
        return self.data / "cache"

    @property
    def journal(self) -> Path:
        """Where the encrypted journal of all acts lies; the folder is made when it is begun."""
        return self.data / "journal"

    @property
    def update_news(self) -> Path:
        """What was heard last of later versions of this program."""
        return self.data / "update-news.json"

    @property
    def log_file(self) -> Path:
        """The newest log file; older ones lie beside it."""
        return _made(self.data / "logs") / "storno-desktop.log"

    @property
    def crash_file(self) -> Path:
        """What a run that crashed leaves; see `CrashFile`."""
        return self.log_file.with_name("crash.txt")


def _standard(location: QStandardPaths.StandardLocation) -> Path:
    return Path(QStandardPaths.writableLocation(location)) / _FOLDER


def _made(folder: Path) -> Path:
    # mkdir(parents=True) gives its mode to the last folder only.
    missing = [each for each in (folder, *folder.parents) if not each.exists()]
    for each in reversed(missing):
        each.mkdir(mode=0o700, exist_ok=True)
    return folder
