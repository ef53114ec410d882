"""What a person chose stays chosen, and a damaged settings file reads as the usual."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QByteArray

from storno_desktop.ui.preferences import Preferences
from storno_desktop.ui.theme import ThemeChoice


def test_choices_are_there_the_next_time(tmp_path: Path) -> None:
    file = tmp_path / "settings.ini"
    first = Preferences(file)
    first.language, first.theme, first.server = "ro", ThemeChoice.DARK, "https://facturi.example"
    first.email, first.company_id, first.shows_detail = "ana@exemplu.ro", "7", False
    first.geometry = QByteArray(b"\x01\x02\x00\xff")
    first.stays_signed_in = True
    first.keep()

    again = Preferences(file)

    assert (again.language, again.theme, again.server) == ("ro", ThemeChoice.DARK, "https://facturi.example")
    assert (again.email, again.company_id, again.shows_detail) == ("ana@exemplu.ro", "7", False)
    assert again.geometry == QByteArray(b"\x01\x02\x00\xff")
    assert again.stays_signed_in


def test_a_first_start_reads_the_usual(tmp_path: Path) -> None:
    usual = Preferences(tmp_path / "nothing" / "settings.ini")
    assert (usual.language, usual.theme) == ("", ThemeChoice.SYSTEM)
    assert (usual.server, usual.email, usual.company_id) == ("", "", "")
    assert usual.geometry.isEmpty()
    assert usual.shows_detail
    assert not usual.stays_signed_in


@pytest.mark.parametrize(
    "content",
    [
        b"[General]\nlanguage=klingon\ntheme=purple\ngeometry=7\ndetail=perhaps\nstay=2\n",
        b"\xff\xfe\x00garbage",
        b"[General\nlanguage",
        b"[General]\ngeometry=@Invalid()\nlanguage=@Invalid()\ntheme=@ByteArray()\n",
        b"",
    ],
)
def test_a_damaged_file_reads_as_the_usual(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "settings.ini"
    file.write_bytes(content)
    read = Preferences(file)
    assert (read.language, read.theme) == ("", ThemeChoice.SYSTEM)
    assert read.geometry.isEmpty()
    assert read.shows_detail
    assert not read.stays_signed_in
    read.language = "ro"
    assert read.language == "ro"
