"""Both languages are complete, and choosing one changes the whole window at once."""

from __future__ import annotations

import logging
import subprocess
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from pathlib import Path

import PySide6
import pytest
from PySide6.QtCore import QCoreApplication, QLocale
from PySide6.QtWidgets import QApplication

from storno_desktop.ui.language import LANGUAGES, Language
from tests.gui.front_office import Office

ROOT = Path(__file__).parents[2]
TEXTS = ROOT / "resources" / "i18n"
ROMANIAN = TEXTS / "storno_ro.ts"
FORMS = 3
"""Romanian says 1 factură, 2 facturi, 20 de facturi."""

Key = tuple[str, str, str]
_CEDILLAS = "ŞşŢţ"


def messages(file: Path) -> Iterator[tuple[Key, ET.Element]]:
    """Each text in a .ts file by context, source and comment."""
    for context in ET.parse(file).getroot().iter("context"):  # noqa: S314  our own file
        for message in context.iter("message"):
            name = context.findtext("name", "")
            yield (name, message.findtext("source", ""), message.findtext("comment", "")), message


def is_gone(message: ET.Element) -> bool:
    translation = message.find("translation")
    return translation is not None and translation.get("type") in {"vanished", "obsolete"}


@pytest.fixture(scope="module")
def sources(tmp_path_factory: pytest.TempPathFactory) -> dict[Key, bool]:
    """Every text in the program, and whether it has a plural."""
    target = tmp_path_factory.mktemp("texts") / "found.ts"
    lupdate = next(
        each
        for name in ("lupdate", "lupdate.exe")
        for each in Path(str(PySide6.__file__)).parent.rglob(name)
        if each.is_file()
    )
    modules = sorted(map(str, (ROOT / "storno_desktop").rglob("*.py")))
    subprocess.run([lupdate, "-silent", *modules, "-ts", str(target)], check=True, capture_output=True)
    return {key: message.get("numerus") == "yes" for key, message in messages(target)}


@pytest.fixture(scope="module")
def romanian() -> dict[Key, ET.Element]:
    return {key: message for key, message in messages(ROMANIAN) if not is_gone(message)}


def test_every_text_of_the_program_is_said_in_romanian(
    sources: dict[Key, bool], romanian: dict[Key, ET.Element]
) -> None:
    assert len(sources) > 200
    silent = [
        key
        for key in sources
        if key not in romanian
        or romanian[key].find("translation") is None
        or _translation(romanian[key]).get("type") == "unfinished"
        or not "".join(_translation(romanian[key]).itertext()).strip()
    ]
    assert silent == []


def test_no_translation_speaks_of_a_text_that_is_gone(
    sources: dict[Key, bool], romanian: dict[Key, ET.Element]
) -> None:
    assert [key for key in romanian if key not in sources] == []


def test_romanian_plurals_have_all_forms(sources: dict[Key, bool], romanian: dict[Key, ET.Element]) -> None:
    short = [
        key
        for key, plural in sources.items()
        if plural
        and key in romanian
        and len([form for form in _translation(romanian[key]).iter("numerusform") if form.text]) != FORMS
    ]
    assert short == []


def test_english_plurals_are_complete(sources: dict[Key, bool]) -> None:
    english = dict(messages(TEXTS / "storno_en.ts"))
    short = [
        key
        for key, plural in sources.items()
        if plural
        and (
            key not in english
            or len([form for form in _translation(english[key]).iter("numerusform") if form.text]) != 2
        )
    ]
    assert short == []


def test_translations_keep_the_places_for_values_and_write_comma_letters(
    romanian: dict[Key, ET.Element],
) -> None:
    for (_, source, _), message in romanian.items():
        forms = list(_translation(message).iter("numerusform")) or [_translation(message)]
        for form in forms:
            said = form.text or ""
            assert not set(said) & set(_CEDILLAS), said
            for place in ("%1", "%2", "%3"):
                assert (place in said) == (place in source), (source, said)
            assert ("…" in said) == ("…" in source), (source, said)


def _translation(message: ET.Element) -> ET.Element:
    found = message.find("translation")
    assert found is not None
    return found


def test_a_language_brings_its_way_of_writing_and_leaves_no_rest(language: Language) -> None:
    language.choose("ro")
    assert QLocale().name() == "ro_RO"
    assert QCoreApplication.translate("InvoiceTableModel", "Number") == "Număr"
    language.choose("en")
    assert QLocale().name() == "en_GB"
    assert QCoreApplication.translate("InvoiceTableModel", "Number") == "Number"
    assert QCoreApplication.translate("InvoiceListPage", "%Ln invoice(s)", "", 1) == "1 invoice"
    assert QCoreApplication.translate("InvoiceListPage", "%Ln invoice(s)", "", 799_785) == "799,785 invoices"
    language.choose("ro")
    many = QCoreApplication.translate("InvoiceListPage", "%Ln invoice(s)", "", 799_785)
    assert many == "799.785 de facturi"


def test_qts_own_words_are_romanian_too(language: Language) -> None:
    language.choose("ro")
    assert QCoreApplication.translate("QPlatformTheme", "Cancel") != "Cancel"


def test_an_unknown_language_is_english(language: Language) -> None:
    language.choose("tlh")
    assert language.code == "en"


@pytest.mark.logs_warnings
def test_a_missing_translation_is_logged_and_nothing_breaks(
    qapp: QApplication, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, tmp_path: Path
) -> None:
    monkeypatch.setattr("storno_desktop.ui.language.asset", lambda name: tmp_path / name)
    before, chosen = QLocale(), Language(qapp)
    with caplog.at_level(logging.ERROR):
        chosen.choose("ro")
    QLocale.setDefault(before)
    assert "storno_ro" in caplog.text


@pytest.mark.parametrize("code", LANGUAGES)
def test_the_window_speaks_the_chosen_language(office: Office, language: Language, code: str) -> None:
    language.choose(code)
    office.window.close()
    office.window = office.open_window()
    office.enter()

    words = {"ro": ["Anulează factura…", "Restaurează…"], "en": ["Cancel invoice…", "Restore…"]}[code]
    assert [office.window.cancel_button.text(), office.window.restore_button.text()] == words
