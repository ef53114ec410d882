"""Views that somebody names: kept for the account, shown below the queues, chosen and removed again."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtTest import QSignalSpy, QTest
from PySide6.QtWidgets import QApplication, QMenu, QPushButton, QToolButton
from pytestqt.qtbot import QtBot

from storno_desktop.domain.account import account_id
from storno_desktop.domain.invoice_summary import Direction, InvoiceStatus
from storno_desktop.domain.listview import Column, ListView, Queue
from storno_desktop.domain.server_address import ServerAddress
from storno_desktop.ui.numbered_entries import MOST_ENTRIES
from storno_desktop.ui.preferences import Preferences
from storno_desktop.ui.save_view_dialog import SaveViewDialog
from storno_desktop.ui.saved_view import LONGEST_NAME, SavedView, view_name
from storno_desktop.ui.saved_views_desk import SavedViewsDesk
from storno_desktop.ui.saved_views_list import SavedViewsList
from tests.gui.front_office import CANCELLABLE, OUTGOING, Office, type_text

TODAY = date(2026, 11, 22)
ANA = account_id(ServerAddress("https://api.storno.ro"), "ana@exemplu.ro")
DAN = account_id(ServerAddress("https://api.storno.ro"), "dan@exemplu.ro")
FULL = ListView(
    today=TODAY,
    text='client:"Șapte; Țări, SRL" total:>=1.000,5 %2 100% @x=[y] \\n',
    states=frozenset({InvoiceStatus.DRAFT, InvoiceStatus.UNRECOGNISED}),
    direction=Direction.INCOMING,
    currency="EUR",
    date_from=date(2026, 3, 4),
    date_to=date(2026, 5, 6),
    total_min=Decimal("-1.50"),
    total_max=Decimal(1000),
    queue=Queue.CAN_BE_RESTORED,
    sort=Column.PARTNER,
    descending=False,
)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "settings.ini"


# ------------------------------------------------------------------------------------------------ what is kept


@pytest.mark.parametrize(
    "view", [FULL, ListView(today=TODAY), ListView(today=TODAY, direction=None, text="x")]
)
def test_a_view_comes_back_as_it_was_saved(file: Path, view: ListView) -> None:
    preferences = Preferences(file)
    preferences.keep_saved_views(ANA, [SavedView.of("  Ce  e\tde\nrezolvat; [1] ", view)])
    preferences.keep()
    (again,) = Preferences(file).saved_views(ANA)
    assert again.name == "Ce e de rezolvat; [1]"
    assert again.on(TODAY) == view
    assert again.asks(view)
    assert not again.asks(replace(view, descending=not view.descending))
    assert Preferences(file).saved_views(DAN) == ()


def test_a_period_moves_with_the_calendar_and_other_dates_stay() -> None:
    month = SavedView.of("luna", ListView(today=TODAY, date_from=date(2026, 11, 1)))
    assert month.on(date(2027, 1, 15)).date_from == date(2027, 1, 1)
    spring = SavedView.of("x", ListView(today=TODAY, date_from=date(2026, 3, 1), date_to=date(2026, 5, 31)))
    later = spring.on(date(2027, 1, 15))
    assert (later.date_from, later.date_to) == (date(2026, 3, 1), date(2026, 5, 31))


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("name", " "), ("states", "DRAFT NOTHING"), ("direction", "up"), ("from", "2026-02-31"), ("to", "x"),
        ("least", "abc"), ("most", "NaN"), ("queue", "x"), ("sort", "x"), ("period", "x"),
    ],
)  # fmt: skip
def test_a_damaged_view_is_left_out_and_the_others_stay(file: Path, key: str, value: str) -> None:
    preferences = Preferences(file)
    preferences.keep_saved_views(ANA, [SavedView.of("one", FULL), SavedView.of("two", FULL)])
    preferences.keep()
    settings = QSettings(str(file), QSettings.Format.IniFormat)
    (group,) = [name for name in settings.allKeys() if name.endswith("/1/name")]
    settings.setValue(group.replace("name", key), value)
    settings.sync()
    assert [view.name for view in Preferences(file).saved_views(ANA)] == ["two"]


def test_an_account_that_is_removed_takes_its_views_along(file: Path) -> None:
    preferences = Preferences(file)
    for account in (ANA, DAN):
        preferences.keep_saved_views(account, [SavedView.of("one", FULL)])
    preferences.remove(ANA)
    preferences.keep()
    assert Preferences(file).saved_views(ANA) == ()
    assert len(Preferences(file).saved_views(DAN)) == 1
    assert "ana" not in file.read_text(encoding="utf-8")


def test_a_name_is_one_line() -> None:
    assert view_name(" a\u202e\0 b\r\nc ") == "a b c"
    assert len(view_name("x" * 500)) == LONGEST_NAME
    assert view_name("\t") == ""


# ------------------------------------------------------------------------------------------------ the dialog


def test_the_dialog_says_what_it_replaces_and_needs_a_name(qtbot: QtBot) -> None:
    dialog = SaveViewDialog("Issued, alfa", ["Luna"], most=2)
    qtbot.addWidget(dialog)
    named = QSignalSpy(dialog.named)
    dialog.open()
    assert dialog.name.selectedText() == "Issued, alfa"
    dialog.name.setText("luna ")
    assert dialog.note == "Replaces the saved view “Luna”."
    dialog.name.setText("  ")
    assert (dialog.note, dialog.act_button.isEnabled()) == ("", False)
    QTest.keyClick(dialog.name, Qt.Key.Key_Return)
    assert named.count() == 0
    dialog.name.setText(" two  words ")
    QTest.keyClick(dialog.name, Qt.Key.Key_Return)
    assert [named.at(0)[0], named.count()] == ["two words", 1]
    assert not dialog.isVisible()


def test_a_full_list_takes_only_replacements(qtbot: QtBot) -> None:
    dialog = SaveViewDialog("new", [f"view {number}" for number in range(MOST_ENTRIES)], most=MOST_ENTRIES)
    qtbot.addWidget(dialog)
    assert not dialog.act_button.isEnabled()
    assert "no room" in dialog.note
    dialog.name.setText("VIEW 7")
    assert dialog.act_button.isEnabled()


# ------------------------------------------------------------------------------------------------ in the window


class Desk:
    """The window's own panes with the desk between them."""

    def __init__(self, office: Office) -> None:
        window = office.window
        self.office, self.window = office, window
        found = window.findChild(SavedViewsDesk)
        self.desk = found or SavedViewsDesk(office.preferences, window.views, window.list, window)
        self.desk.show()

    @property
    def shelf(self) -> SavedViewsList:
        found = self.window.views.findChild(SavedViewsList)
        assert isinstance(found, SavedViewsList)
        return found

    @property
    def names(self) -> list[str]:
        return [self.shelf.item(row).text() for row in range(self.shelf.count())]

    def marked(self) -> tuple[int, int]:
        """The marked lines among queues and saved views."""
        rows = [index.row() for index in self.shelf.selectedIndexes()]
        return self.office.queues.currentRow(), rows[0] if rows else -1

    def save(self, name: str) -> None:
        """As a person does: menu, name, Enter."""
        button = self.window.list.filters.findChild(QToolButton, "filters")
        assert isinstance(button, QToolButton)
        menu = button.menu()
        assert isinstance(menu, QMenu)
        menu.aboutToShow.emit()
        next(action for action in menu.actions() if action.text() == "Save this view…").trigger()
        dialog = self.window.findChildren(SaveViewDialog)[-1]
        dialog.name.selectAll()
        type_text(dialog.name, name)
        QTest.keyClick(dialog.name, Qt.Key.Key_Return)
        QApplication.processEvents()


@pytest.fixture
def desk(desk_at_work: Office) -> Desk:
    return Desk(desk_at_work)


def test_what_is_on_show_is_saved_chosen_again_and_removed(desk: Desk) -> None:
    office = desk.office
    assert not desk.shelf.isVisible()
    office.view(OUTGOING)
    office.search("status:anulate")
    numbers = office.numbers()
    assert numbers
    desk.save("Anulate")
    assert (desk.names, desk.shelf.isVisible(), desk.marked()) == (["Anulate"], True, (-1, 0))

    office.view(CANCELLABLE)
    assert desk.marked() == (CANCELLABLE, -1)
    assert office.numbers() != numbers
    place = desk.shelf.visualItemRect(desk.shelf.item(0)).center()
    QTest.mouseClick(desk.shelf.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert (office.numbers(), desk.marked()) == (numbers, (-1, 0))
    assert [chip.text for chip in office.chips()] == ["Outgoing", "Cancelled"]

    office.search("status:anulate x")
    assert desk.marked() == (OUTGOING, -1)
    QTest.mouseClick(desk.shelf.viewport(), Qt.MouseButton.LeftButton, pos=place)
    QTest.keyClick(desk.shelf, Qt.Key.Key_Delete)
    assert (desk.names, desk.shelf.isVisible()) == ([], False)
    assert desk.window.findChildren(QMenu, "never") == []
    assert office.numbers() == numbers


def test_the_queues_keep_all_their_lines_in_sight(desk: Desk) -> None:
    for number in range(12):
        desk.desk.save(f"view {number}")
    for height in (900, 600):
        desk.window.resize(960, height)
        QApplication.processEvents()
        assert desk.office.queues.verticalScrollBar().maximum() == 0
        assert desk.shelf.height() >= 2 * desk.shelf.visualItemRect(desk.shelf.item(0)).height()
    assert desk.shelf.verticalScrollBar().maximum() > 0


def test_the_same_name_replaces_in_its_place(desk: Desk) -> None:
    office = desk.office
    for number, name in enumerate(["one", "two", "ONE"]):
        office.search(f"nr:{number}")
        desk.save(name)
    assert desk.names == ["ONE", "two"]
    assert [view.asked.text for view in desk.desk.views] == ["nr:2", "nr:1"]


def test_the_menu_of_a_line_removes_it(desk: Desk) -> None:
    desk.save("one")
    (remove,) = desk.shelf.menu_of(0).actions()
    assert remove.text() == "Remove this view"
    remove.trigger()
    assert desk.names == []


def test_to_come_by_with_tab_chooses_nothing(desk: Desk) -> None:
    desk.save("one")
    desk.office.view(OUTGOING)
    chosen = QSignalSpy(desk.shelf.chosen)
    desk.shelf.setFocus(Qt.FocusReason.TabFocusReason)
    QApplication.processEvents()
    assert chosen.count() == 0
    QTest.keyClick(desk.shelf, Qt.Key.Key_Down)
    QTest.keyClick(desk.shelf, Qt.Key.Key_Up)
    QTest.keyClick(desk.shelf, Qt.Key.Key_Space)
    assert chosen.count() == 1


def test_views_belong_to_the_account(desk: Desk) -> None:
    desk.save("one")
    assert desk.names == ["one"]
    preferences = desk.office.preferences
    mine = preferences.current
    assert mine is not None
    preferences.server, preferences.email = DAN.server.url, DAN.email
    desk.window.views.account_shown.emit()
    assert (desk.names, desk.shelf.isVisible()) == ([], False)
    preferences.server, preferences.email = mine.server.url, mine.email
    desk.window.views.account_shown.emit()
    assert desk.names == ["one"]


def test_nobody_signed_in_saves_nothing(office: Office) -> None:
    desk = Desk(office).desk
    assert desk.ask_name() is None
    desk.save("x")
    assert desk.views == ()


def test_the_buttons_name_what_they_do(qtbot: QtBot) -> None:
    dialog = SaveViewDialog("", [], most=1)
    qtbot.addWidget(dialog)
    assert [button.text() for button in dialog.findChildren(QPushButton)] == ["Do not save", "Save view"]
