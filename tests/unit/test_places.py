"""Where things lie, and that only their person can read them."""

import os
import stat
from pathlib import Path

import pytest
from PySide6.QtCore import QStandardPaths

from storno_desktop.places import Places

POSIX = pytest.mark.skipif(os.name != "posix", reason="modes of folders are a POSIX matter")


def mode(folder: Path) -> int:
    return stat.S_IMODE(folder.stat().st_mode)


def test_everything_moves_with_the_data_folder(tmp_path: Path) -> None:
    places = Places.of(tmp_path / "elsewhere")
    for file in (places.settings_file, places.log_file):
        assert file.is_relative_to(tmp_path / "elsewhere")
        assert file.parent.is_dir()
        assert not file.exists()


def test_nothing_is_made_before_it_is_asked_for(tmp_path: Path) -> None:
    Places.of(tmp_path / "elsewhere")
    assert list(tmp_path.iterdir()) == []


def test_the_usual_folders_bear_the_programs_name() -> None:
    QStandardPaths.setTestModeEnabled(True)
    try:
        places = Places.of(None)
    finally:
        QStandardPaths.setTestModeEnabled(False)
    assert places.settings.name == places.data.name == "Storno Desktop"
    assert places.settings.is_absolute()


@POSIX
def test_every_folder_that_is_made_belongs_to_the_person_alone(tmp_path: Path) -> None:
    old = os.umask(0o022)
    try:
        home = tmp_path / "new" / "home"
        places = Places.of(home)
        _ = places.settings_file, places.log_file
    finally:
        os.umask(old)
    for folder in (home, places.settings, places.data, places.log_file.parent):
        assert mode(folder) == 0o700, folder


@POSIX
def test_folders_that_were_there_are_left_as_they_are(tmp_path: Path) -> None:
    tmp_path.chmod(0o755)
    _ = Places.of(tmp_path).log_file
    assert mode(tmp_path) == 0o755
    assert mode(tmp_path / "data") == 0o700
