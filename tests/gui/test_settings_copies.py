"""How large local copies may be, of which companies there are some, and deleting them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from storno_desktop.app.doctor_words import DoctorWords
from storno_desktop.domain.local_copy import CopyPlace
from storno_desktop.places import Places
from storno_desktop.sandbox.faults import Fault
from storno_desktop.service.policy import Policy
from storno_desktop.service.retention import Retained
from storno_desktop.service.session import Session
from storno_desktop.ui.erase_copies_dialog import EraseCopiesDialog
from storno_desktop.ui.language import Language
from storno_desktop.ui.settings_copies import CopiesSection
from storno_desktop.ui.settings_dialog import DATA, SettingsDialog
from storno_desktop.ui.settings_page import FixedNote
from tests.gui.account_desk import under
from tests.gui.front_office import BAKERY, BUILDERS, LIST, NOW, Office, opened, said
from tests.gui.test_settings_dialog import choose
from tests.memory_ring import MemoryRing


@pytest.fixture
def office(
    qapp: QApplication, qtbot: QtBot, tmp_path: Path, language: Language, ring: MemoryRing
) -> Iterator[Office]:
    with opened(qapp, qtbot, tmp_path, cache=tmp_path / "cache") as place:
        yield place


def settings(office: Office, tmp_path: Path, policy: Policy | None = None) -> SettingsDialog:
    """The settings at the page of data, wired to the window as the program does it."""
    services = office.house.services
    dialog = SettingsDialog(
        office.house.io,
        services if policy is None else under(services, policy),
        office.preferences,
        Places.of(tmp_path),
        DoctorWords(),
        session=office.window.session,
        company=office.window.company,
        page=DATA,
        guard_ms=0,
    )
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    dialog.copies_resized.connect(office.window.fit_copies)
    dialog.copies_moved.connect(office.window.copies_moved)
    dialog.copies_erased.connect(office.window.begin_anew)
    office.qtbot.addWidget(dialog)
    dialog.show()
    return dialog


def section(dialog: SettingsDialog) -> CopiesSection:
    found = dialog.data.copies
    assert found is not None
    return found


def until(office: Office, is_so: Callable[[], bool]) -> None:
    office.qtbot.waitUntil(is_so, timeout=20_000)


def files(tmp_path: Path) -> int:
    return len([*(tmp_path / "cache").rglob("*.store")])


def lines(copies: CopiesSection) -> list[str]:
    return [copies.companies.item(row).text() for row in range(copies.companies.count())]


def session_of(office: Office) -> Session:
    assert office.window.session is not None
    return office.window.session


def test_each_company_says_how_much_it_takes_and_of_when_it_is(office: Office, tmp_path: Path) -> None:
    office.enter()
    copies = section(settings(office, tmp_path))
    until(office, lambda: "data from" in "".join(lines(copies)))
    companies = session_of(office).companies
    shown = dict(zip((each.id for each in companies), lines(copies), strict=True))
    assert "kB, data from" in shown[BAKERY] or "MB, data from" in shown[BAKERY]
    assert shown[BUILDERS].endswith("\nNothing on the disk")
    assert copies.which.currentText() == "All companies"
    assert not copies.companies.item(0).flags() & Qt.ItemFlag.ItemIsUserCheckable


def test_a_company_that_is_not_ticked_leaves_the_disk_and_goes_on_in_memory(
    office: Office, tmp_path: Path
) -> None:
    office.enter()
    numbers = office.numbers()
    assert files(tmp_path) == 1
    copies = section(settings(office, tmp_path))
    choose(copies.which, 1)
    assert files(tmp_path) == 1
    row = [each.id for each in session_of(office).companies].index(BAKERY)
    copies.companies.setCurrentRow(row)
    copies.companies.setFocus()
    asked = office.meter("GET", LIST)
    QTest.keyClick(copies.companies, Qt.Key.Key_Space)
    until(office, lambda: files(tmp_path) == 0 and asked() > 0 and not office.window.is_busy)
    office.settle()
    assert office.numbers() == numbers
    copy = office.house.services.copy
    assert office.house.io.wait(copy.standing(BAKERY), 10).place is CopyPlace.IN_MEMORY
    assert not office.preferences.keeps_copy(session_of(office).account, BAKERY)
    assert office.preferences.keeps_copy(session_of(office).account, BUILDERS)
    QTest.keyClick(copies.companies, Qt.Key.Key_Space)
    until(office, lambda: files(tmp_path) == 1 and not office.window.is_busy)
    assert office.numbers() == numbers


def test_a_size_counts_at_once_and_what_cannot_be_met_is_said(
    office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    office.enter()
    copies = section(settings(office, tmp_path))
    assert copies.megabytes.currentText() == "No limit"
    choose(copies.megabytes, 0)
    assert office.preferences.megabytes == 200
    assert office.preferences.copies_at_most(Policy()) == 200_000_000
    assert not copies.too_large.isVisibleTo(copies)

    async def too_much(*_any: object) -> Retained:
        return Retained(310_000_000, 200_000_000)

    monkeypatch.setattr(office.house.services.retention, "standing", too_much)
    copies.look()
    until(office, lambda: copies.too_large.isVisibleTo(copies))
    assert "The local copies take 310.0 MB." in said(copies)


def test_deleting_asks_first_and_fills_anew(office: Office, tmp_path: Path, ring: MemoryRing) -> None:
    office.enter()
    numbers, before = office.numbers(), [*(tmp_path / "cache").rglob("*.store")]
    dialog = settings(office, tmp_path)
    copies = section(dialog)
    copies.erase.click()
    question = dialog.findChildren(EraseCopiesDialog)[-1]
    assert question.safe_button.hasFocus() or question.safe_button.isDefault()
    question.reject()
    assert [*(tmp_path / "cache").rglob("*.store")] == before
    asked = office.meter("GET", LIST)
    copies.erase.click()
    question = dialog.findChildren(EraseCopiesDialog)[-1]
    until(office, question.act_button.isEnabled)
    QTest.mouseClick(question.act_button, Qt.MouseButton.LeftButton)
    until(office, lambda: asked() > 0 and not office.window.is_busy)
    office.settle()
    after = [*(tmp_path / "cache").rglob("*.store")]
    assert len(after) == 1
    assert after != before  # another key, another name
    assert office.numbers() == numbers


def test_what_the_organisation_fixed_is_shown_as_fixed(office: Office, tmp_path: Path) -> None:
    office.enter()
    dialog = settings(office, tmp_path, Policy(months=24, megabytes=500))
    copies = section(dialog)
    assert (copies.megabytes.currentText(), copies.megabytes.isEnabled()) == ("500 MB", False)
    assert (dialog.data.months.currentData(), dialog.data.months.isEnabled()) == (24, False)
    notes = [note for note in dialog.data.findChildren(FixedNote) if note.isVisibleTo(dialog.data)]
    assert len(notes) == 2
    assert office.preferences.copies_at_most(Policy(megabytes=500)) == 500_000_000
    assert office.preferences.months_in_force(Policy(months=24)) == 24


def test_without_a_session_there_is_nothing_to_choose_companies_from(office: Office, tmp_path: Path) -> None:
    copies = section(settings(office, tmp_path))
    assert not copies.erase.isEnabled()
    assert not copies.which.isEnabled()
    assert not copies.companies.isVisibleTo(copies)


def test_what_was_in_an_earlier_runs_memory_is_not_said_to_be_here(office: Office) -> None:
    session = office.session_of()
    office.preferences.keep_companies(session.account, ())
    office.preferences.note_refresh(BAKERY, NOW)
    office.preferences.company_id = BAKERY
    office.fail(Fault("delay", path=LIST, count=-1, ms=500))
    office.window.enter(session)
    until(office, lambda: office.window.refreshing.is_running)
    assert said(office.window.views.download).startswith("Downloading")
    office.fail()
    office.settle()
    assert said(office.window.views.download).startswith("Updated")


def test_a_list_in_memory_is_known_to_be_whole_when_its_company_is_shown_again(office: Office) -> None:
    session = office.session_of()
    office.preferences.keep_companies(session.account, ())
    office.enter()
    companies = {each.id: each for each in session.companies}
    office.window.views.company_chosen.emit(companies[BUILDERS])
    office.settle()
    office.fail(Fault("delay", path=LIST, count=-1, ms=500))
    office.window.views.company_chosen.emit(companies[BAKERY])
    until(office, lambda: office.window.refreshing.is_running)
    assert said(office.window.views.download).startswith("Updated")
