"""The bar over the list: named fields as chips, what is not understood said gently, everything removable."""

from datetime import date

import pytest
from PySide6.QtCore import QLocale, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QMenu, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from storno_desktop.domain.invoice_summary import InvoiceStatus
from storno_desktop.domain.listview import ListView, Queue
from storno_desktop.domain.period import Period
from storno_desktop.domain.search_part import SearchField
from storno_desktop.domain.search_question import SearchQuestion
from storno_desktop.ui.chip import Chip
from storno_desktop.ui.figures import Figures
from storno_desktop.ui.filter_bar import FilterBar
from storno_desktop.ui.flow_layout import FlowLayout
from storno_desktop.ui.language import Language
from storno_desktop.ui.search_words import SearchWords
from tests.gui.front_office import type_text

TODAY = date(2026, 11, 22)


class Bar:
    """A filter bar, and every question that it asked."""

    def __init__(self, qtbot: QtBot, view: ListView) -> None:
        self.bar = FilterBar(Figures())
        qtbot.addWidget(self.bar)
        self.asked: list[ListView] = []
        self.bar.changed.connect(self.asked.append)
        self.bar.resize(900, 120)
        self.bar.show()
        self.bar.activateWindow()
        self.bar.show_view(view, ("RON",))

    def type(self, text: str) -> None:
        self.bar.search.clear()
        type_text(self.bar.search, text)

    @property
    def chips(self) -> list[Chip]:
        QApplication.processEvents()
        return [chip for chip in self.bar.findChildren(Chip) if not chip.isHidden()]

    @property
    def said(self) -> list[str]:
        return [chip.text for chip in self.chips]

    @property
    def hint(self) -> str:
        QApplication.processEvents()
        chips = self.bar.findChildren(Chip)
        labels = [
            label for label in self.bar.findChildren(QLabel) if not any(c.isAncestorOf(label) for c in chips)
        ]
        return "".join(label.text() for label in labels if label.isVisible())


@pytest.fixture
def bar(qtbot: QtBot, language: Language) -> Bar:
    return Bar(qtbot, ListView(today=TODAY, direction=None))


@pytest.mark.parametrize(
    ("text", "chips"),
    [
        ("client:alfa", ["Client: alfa"]),
        ('client:"Șapte Țări & <b>fiii</b>"', ["Client: Șapte Țări & <b>fiii</b>"]),
        ("cif:123 nr:%2", ["CIF: 123", "Number: %2"]),
        ("stare:ciorne,emise", ["Drafts, Issued"]),
        ("total:>1000", ["Total over 1,000.00"]),
        ("total:>=1000", ["Total from 1,000.00"]),
        ("total:<1.000,5", ["Total under 1,000.50"]),
        ("total:..5", ["Total up to 5.00"]),
        ("total:5", ["Total 5.00"]),
        ("total:5..6", ["Total 5.00 to 6.00"]),
        ("data:2026", ["Issued in 2026"]),
        ("data:2026-03", ["Issued in March 2026"]),
        ("data:05.03.2026", ["Issued on 5 Mar 2026"]),
        ("data:>2026-03", ["Issued from 1 Apr 2026"]),
        ("data:<2026-03", ["Issued until 28 Feb 2026"]),
        ("data:2026-01..2026-03", ["Issued 1 Jan 2026 to 31 Mar 2026"]),
        ("alfa prod 12", []),
        ("client: total:> data:20", []),
        ("x:y", []),
    ],
)
def test_each_named_field_in_force_is_a_chip(bar: Bar, text: str, chips: list[str]) -> None:
    bar.type(text)
    assert bar.said == chips
    assert bar.hint == ""
    assert bar.asked[-1].text == text


def test_a_chip_takes_its_part_out_of_the_text(bar: Bar) -> None:
    bar.type('alfa client:"x y" 12 total:>5 rest')
    first, second = bar.chips
    second.removed.emit()
    assert bar.bar.search.text() == 'alfa client:"x y" 12 rest'
    assert bar.asked[-1].text == 'alfa client:"x y" 12 rest'
    # The other chip says the same as before; it takes away what is there now.
    first = bar.chips[0]
    type_text(bar.bar.search, " more")
    assert bar.chips[0] is first
    first.removed.emit()
    assert bar.asked[-1].text == "alfa 12 rest more"
    assert bar.said == []


def test_the_keyboard_stays_at_the_chips_while_it_removes_them(bar: Bar) -> None:
    restorable = ListView(today=TODAY, direction=None, queue=Queue.CAN_BE_RESTORED, text="cif:1 nr:2")
    bar.bar.show_view(restorable)
    chips = bar.chips
    chips[1].setFocus()
    QTest.keyClick(chips[1], Qt.Key.Key_Delete)
    assert bar.said == ["Cancelled – restorable", "Number: 2"]
    assert QApplication.focusWidget() is bar.chips[1].focusProxy()
    QTest.keyClick(bar.chips[1], Qt.Key.Key_Delete)
    QTest.keyClick(bar.chips[0], Qt.Key.Key_Backspace)
    assert bar.said == []
    assert QApplication.focusWidget() is bar.bar.search


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("total:>abc", "“>abc” is no amount. Write for example total:>1000, total:<500 or total:100..200."),
        ("data:2026-13", "“2026-13” is no date. Write for example date:2026-03,"),
        (
            "status:<b>",
            "“<b>” is no status. Write for example status:draft, status:issued or status:cancelled.",
        ),
    ],
)
def test_what_is_not_understood_is_said_and_narrows_nothing(bar: Bar, text: str, hint: str) -> None:
    bar.type(f"alfa {text}")
    assert bar.hint.startswith(hint)
    assert bar.said == []
    bar.type("alfa")
    assert bar.hint == ""


def test_the_words_offered_are_understood(qapp: QApplication, language: Language) -> None:
    for code in ("en", "ro"):
        language.choose(code)
        words = SearchWords(Figures())
        hint = words.hint()
        for sense in SearchQuestion.of(" ".join(map(words.example, SearchField))).parts:
            assert words.part(sense.sense)
            assert words.part(sense.sense) == words.part(sense.sense).strip()
        assert all(words.example(field) in hint for field in SearchField)


def test_a_field_is_named_from_the_menu(bar: Bar) -> None:
    bar.type("alfa")
    menu = open_menu(bar.bar)
    fields = next(a for a in menu.actions() if a.text() == "Search in one field").menu()
    assert isinstance(fields, QMenu)
    action = next(a for a in fields.actions() if a.text().startswith("client:"))
    action.trigger()
    assert bar.bar.search.text() == "alfa client:"
    assert bar.bar.search.hasFocus()


def test_chips_go_on_in_the_next_line_and_nothing_is_cut(bar: Bar) -> None:
    many = frozenset(InvoiceStatus) - {
        InvoiceStatus.UNRECOGNISED,
        InvoiceStatus.SYNCED,
        InvoiceStatus.CONVERTED,
    }
    bar.bar.show_view(ListView(today=TODAY, states=many, text="client:alfa"))
    bar.bar.resize(500, 300)
    chips = bar.chips
    assert len({chip.y() for chip in chips}) > 1
    room = chips[0].parentWidget()
    assert room is not None
    for chip in chips:
        assert chip.geometry().right() < room.width()
        assert chip.geometry().bottom() < room.height()
        assert chip.width() >= chip.sizeHint().width()
    assert bar.bar.minimumSizeHint().width() < 700


def test_a_flow_is_as_high_as_its_lines(qtbot: QtBot) -> None:
    room = QWidget()
    qtbot.addWidget(room)
    flow = FlowLayout(room, 8)
    for _ in range(3):
        box = QWidget(room)
        box.setFixedSize(100, 20)
        flow.addWidget(box)
    assert [flow.heightForWidth(width) for width in (316, 315, 208, 207, 10)] == [20, 48, 48, 76, 76]


@pytest.mark.parametrize("period", Period)
def test_a_period_knows_itself_by_its_dates(period: Period) -> None:
    first, last = period.dates(TODAY)
    assert Period.of(first, last, TODAY) is period
    assert first <= (last or TODAY)
    assert Period.of(first, date(2020, 1, 1), TODAY) is None


def test_amounts_on_chips_are_written_as_the_language_is_used_to(qtbot: QtBot, language: Language) -> None:
    language.choose("ro")
    assert QLocale().language() is QLocale.Language.Romanian
    sense = SearchQuestion.of("total:1234,5").parts[0].sense
    assert "1.234,50" in SearchWords(Figures()).part(sense)


def open_menu(bar: FilterBar) -> QMenu:
    button = bar.findChild(QToolButton, "filters")
    assert isinstance(button, QToolButton)
    menu = button.menu()
    assert isinstance(menu, QMenu)
    menu.aboutToShow.emit()
    return menu
