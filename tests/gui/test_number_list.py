"""The cancelled numbers of a month in the real window: read, told with their gaps, saved in both forms."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from storno_desktop.domain.month import Month
from storno_desktop.ui.language import Language
from storno_desktop.ui.number_list_dialog import NumberListDialog
from tests.gui.front_office import IDS, Office, opened
from tests.memory_ring import MemoryRing


@pytest.fixture(params=["ro", "en"])
def spoken(request: pytest.FixtureRequest, language: Language) -> str:
    language.choose(request.param)
    return str(request.param)


@pytest.fixture
def office(
    qapp: QApplication, qtbot: QtBot, tmp_path: Path, spoken: str, ring: MemoryRing
) -> Iterator[Office]:
    with opened(qapp, qtbot, tmp_path) as place:
        place.enter()
        yield place


def shown(office: Office, months_ago: int = 0) -> NumberListDialog:
    """The dialog with the numbers of this month, or an earlier one."""
    dialog = office.window.show_numbers()
    assert dialog is not None
    office.qtbot.waitUntil(lambda: dialog.numbers is not None)
    dialog.months.setCurrentIndex(months_ago)
    dialog.months.activated.emit(months_ago)
    office.qtbot.waitUntil(lambda: dialog.numbers is not None)
    return dialog


def invoices(dialog: NumberListDialog) -> list[str]:
    assert dialog.numbers is not None
    return [each.invoice for each in dialog.numbers.numbers]


NOVEMBER = ["BRS0018", "BRS0019", *(f"BRS00{number}" for number in range(28, 38)), "VECHE0007"]


def test_it_begins_with_the_month_that_is_over(office: Office, spoken: str) -> None:
    dialog = office.window.show_numbers()
    assert dialog is not None
    office.qtbot.waitUntil(lambda: dialog.numbers is not None)
    assert dialog.months.currentData() == Month(2026, 10)
    assert dialog.months.currentText() == {"en": "October 2026", "ro": "Octombrie 2026"}[spoken]
    assert invoices(dialog) == ["BRS0027"]
    assert "08.10.2026" in dialog.page.toPlainText() or "8 Oct 2026" in dialog.page.toPlainText()


def test_the_month_that_goes_on_says_what_is_missing(office: Office, spoken: str) -> None:
    dialog = shown(office)
    assert invoices(dialog) == NOVEMBER
    text = dialog.page.toPlainText()
    for part in (
        {"en": "before the month was over", "ro": "înainte de sfârșitul lunii"},
        {"en": "data of 22 Nov 2026, 19:00, local copy", "ro": "date din 22.11.2026, 19:00, copie locală"},
        {"en": "1 cancelled draft never had a number.", "ro": "1 ciornă anulată nu a avut niciodată număr."},
    ):
        assert part[spoken] in text
    assert not dialog.page.horizontalScrollBar().isVisible()


def test_by_the_day_of_issue_it_is_another_list(office: Office) -> None:
    dialog = shown(office, months_ago=3)
    assert invoices(dialog) == []
    dialog.by_issue.click()
    office.qtbot.waitUntil(lambda: dialog.numbers is not None)
    assert invoices(dialog) == ["BRS0027"]  # issued in August, cancelled in October


def test_a_copy_that_keeps_only_some_months_says_so(office: Office, spoken: str) -> None:
    office.preferences.months_listed = 12
    said = {
        "en": "Invoices issued before 1 Nov 2025 are not kept here",
        "ro": "emise înainte de 01.11.2025 nu se păstrează",
    }
    assert said[spoken] in shown(office).page.toPlainText()


def test_a_copy_that_was_never_whole_says_so(office: Office, spoken: str) -> None:
    office.window.refreshing._refreshed_at = None
    said = {"en": "never completely downloaded", "ro": "niciodată în întregime"}
    assert said[spoken] in shown(office).page.toPlainText()


def test_an_open_outcome_is_named(office: Office, spoken: str) -> None:
    office.window._desk.set_unsettled(frozenset({IDS["issued-1"]}))
    said = {
        "en": "BRS0001: whether it was cancelled is being checked",
        "ro": "BRS0001: se verifică dacă s-a anulat",
    }
    assert said[spoken] in shown(office).page.toPlainText()


@pytest.mark.parametrize("name", ["numere.csv", "numere.pdf"])
def test_it_is_saved_in_both_forms(office: Office, tmp_path: Path, name: str, spoken: str) -> None:
    dialog, path = shown(office), tmp_path / name
    dialog.save(path)
    office.qtbot.waitUntil(lambda: dialog.banner.isVisible())
    assert dialog.banner.headline == f"{ {'en': 'Saved', 'ro': 'Salvat'}[spoken] }: {path}"
    written = path.read_bytes()
    if path.suffix == ".pdf":
        assert written.startswith(b"%PDF-")
    else:
        text = written.decode("utf-8-sig")
        assert text.splitlines()[1].startswith("BRS0018;BRS;0018;")
        assert "copie locală" in text or "local copy" in text


def test_what_cannot_be_written_is_said_in_place(office: Office, tmp_path: Path) -> None:
    dialog = shown(office)
    for name in ("numere.csv", "numere.pdf"):
        dialog.banner.clear()
        dialog.save(tmp_path / "none" / name)
        office.qtbot.waitUntil(lambda: dialog.banner.isVisible())
        assert dialog.banner.body


def test_by_keyboard_from_the_month_to_the_file(office: Office) -> None:
    dialog = shown(office)
    office.qtbot.waitUntil(dialog.months.hasFocus)
    QTest.keyClick(dialog.months, Qt.Key.Key_Down)
    office.qtbot.waitUntil(lambda: dialog.numbers is not None and invoices(dialog) == ["BRS0027"])
    dialog.save_button.setFocus()
    QTest.keyClick(dialog.save_button, Qt.Key.Key_Space)
    asked = dialog.findChild(QFileDialog)
    assert asked is not None
    assert len(asked.nameFilters()) == 3
    asked.reject()
    QTest.keyClick(dialog, Qt.Key.Key_Escape)


def test_nobody_signed_in_has_no_numbers(
    qapp: QApplication, qtbot: QtBot, tmp_path: Path, language: Language, ring: MemoryRing
) -> None:
    with opened(qapp, qtbot, tmp_path) as place:
        assert place.window.show_numbers() is None
        assert place.notice == "Sign in first."
