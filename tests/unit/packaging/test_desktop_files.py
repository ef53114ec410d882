"""What a desktop reads of the program is well formed and tells the same story everywhere."""

from __future__ import annotations

import re
import shutil
import subprocess
from configparser import ConfigParser
from pathlib import Path
from xml.etree import ElementTree as Xml

import pytest
from PySide6.QtWidgets import QApplication

from storno_desktop import __version__
from storno_desktop.app.options import parse_options

MEDIA_TYPE = "application/vnd.storno-desktop.request+json"
MIME_INFO = "{http://www.freedesktop.org/standards/shared-mime-info}"
LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"


class KeepsCase(ConfigParser):
    """`Name` and `name` are different keys there."""

    def optionxform(self, optionstr: str) -> str:
        return optionstr


@pytest.fixture
def linux(packaging_folder: Path) -> Path:
    return packaging_folder / "linux"


@pytest.fixture
def entry(linux: Path) -> dict[str, str]:
    parser = KeepsCase(interpolation=None, strict=True)
    parser.read(linux / "storno-desktop.desktop", encoding="utf-8")
    assert parser.sections() == ["Desktop Entry"]
    return dict(parser["Desktop Entry"])


@pytest.fixture
def component(linux: Path) -> Xml.Element:
    return Xml.parse(linux / "ro.storno.desktop.metainfo.xml").getroot()  # noqa: S314  our own file


def test_the_desktop_entry_starts_the_program_and_speaks_both_languages(entry: dict[str, str]) -> None:
    assert entry["Type"] == "Application"
    assert entry["Exec"].split()[0] == "storno-desktop"
    assert entry["Icon"] == "storno-desktop"
    assert entry["Terminal"] == "false"
    assert entry["Categories"].endswith(";")
    for key in ("GenericName", "Comment", "Keywords"):
        assert entry[key] != entry[f"{key}[ro]"]


def test_the_window_belongs_to_the_desktop_entry(entry: dict[str, str], qapp: QApplication) -> None:
    from storno_desktop.app import application

    source = Path(application.__file__).read_text(encoding="utf-8")

    # Desktops put a window and its entry together by this name.
    assert 'setDesktopFileName("storno-desktop")' in source
    assert entry["StartupWMClass"] == "storno-desktop"


def test_the_entry_offers_to_open_request_files_exactly_if_the_program_takes_a_file(
    entry: dict[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    try:
        parse_options(["a.storno-request"])
        takes_a_file = True
    except SystemExit:
        takes_a_file = False

    offered = entry.get("MimeType", "").rstrip(";").split(";")
    assert (MEDIA_TYPE in offered) == takes_a_file
    assert (entry["Exec"].split()[1:] in (["%f"], ["%u"])) == takes_a_file


def test_the_request_files_are_known_by_their_ending(linux: Path) -> None:
    root = Xml.parse(linux / "storno-desktop.xml").getroot()  # noqa: S314  our own file
    types = root.findall(f"{MIME_INFO}mime-type")

    assert [each.get("type") for each in types] == [MEDIA_TYPE]
    assert [each.get("pattern") for each in types[0].findall(f"{MIME_INFO}glob")] == ["*.storno-request"]
    comments = types[0].findall(f"{MIME_INFO}comment")
    assert {each.get(LANGUAGE) for each in comments} == {None, "ro"}


def test_software_centres_find_program_entry_and_media_type(component: Xml.Element, linux: Path) -> None:
    assert component.get("type") == "desktop-application"
    assert f"{component.findtext('id')}.metainfo.xml" in {each.name for each in linux.iterdir()}
    launched = component.findtext("launchable") or ""
    assert (linux / launched).is_file()
    assert component.findtext("provides/binary") == "storno-desktop"
    assert component.findtext("provides/mediatype") == MEDIA_TYPE


def test_each_text_for_software_centres_stands_in_both_languages(component: Xml.Element) -> None:
    for path in ("summary", "description/p"):
        texts = component.findall(path)
        assert sum(each.get(LANGUAGE) is None for each in texts) == sum(
            each.get(LANGUAGE) == "ro" for each in texts
        )
    assert not [text for text in component.itertext() if "ş" in text or "ţ" in text]


def test_the_newest_release_is_this_version(component: Xml.Element) -> None:
    releases = [each.attrib for each in component.findall("releases/release")]

    assert max(releases, key=lambda each: each["date"])["version"] == __version__


def test_the_manual_page_names_every_option_and_command(
    linux: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    page = (linux / "storno-desktop.1").read_text(encoding="utf-8").replace("\\-", "-")
    with pytest.raises(SystemExit):
        parse_options(["--help"])

    told = capsys.readouterr().out
    options = set(re.findall(r"--[a-z-]+", told)) - {"--help"}
    missing = [word for word in (*options, "doctor", "journal", "sandbox") if word not in page]
    assert {"--demo", "--server"} <= options
    assert missing == []
    assert page.startswith(".TH STORNO-DESKTOP 1 ")


@pytest.mark.parametrize(
    ("program", "words", "file"),
    [
        ("desktop-file-validate", [], "storno-desktop.desktop"),
        ("appstreamcli", ["validate", "--no-net", "--no-color"], "ro.storno.desktop.metainfo.xml"),
        ("mandoc", ["-T", "lint", "-W", "warning"], "storno-desktop.1"),
    ],
)
def test_the_system_own_examiners_find_nothing(
    linux: Path, program: str, words: list[str], file: str
) -> None:
    if shutil.which(program) is None:
        pytest.skip(f"no {program} here")

    run = subprocess.run([program, *words, linux / file], capture_output=True, text=True, check=False)

    assert run.returncode == 0, run.stdout + run.stderr
