"""The common parts of the windows, by what a person sees, hears and presses."""

from datetime import UTC, datetime

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible, QCursor
from PySide6.QtTest import QSignalSpy, QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QToolButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from storno_desktop.ui.busy import BusyLine, SkeletonRows
from storno_desktop.ui.chip import Chip
from storno_desktop.ui.company_chip import CompanyChip
from storno_desktop.ui.company_dot import colour_of_company
from storno_desktop.ui.elided_label import ElidedLabel
from storno_desktop.ui.empty_state import EmptyState
from storno_desktop.ui.notice_bar import Notice, NoticeBar
from storno_desktop.ui.problem_banner import ProblemBanner
from storno_desktop.ui.status_badge import StatusBadge
from storno_desktop.ui.theme import LIGHT, ThemeChoice, Tone, apply_theme

MARKUP = "<b>SC & fiii</b> <img src='http://client.example/x.png'>"
LONG_AGO = datetime(2026, 3, 12, 14, 32, tzinfo=UTC)


@pytest.fixture(autouse=True)
def light_and_no_pointer(qapp: QApplication) -> None:
    apply_theme(qapp, ThemeChoice.LIGHT)
    QCursor.setPos(700, 500)  # not over what the tests show


def labels(widget: QWidget) -> list[QLabel]:
    return widget.findChildren(QLabel)


def spoken_name(widget: QWidget) -> str:
    return QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name)


# -------------------------------------------------------------------------------------------- status badge


def test_a_badge_says_its_state_by_icon_word_and_tone(qtbot: QtBot) -> None:
    badge = StatusBadge("draft", "Draft", Tone.NEUTRAL)
    qtbot.addWidget(badge)

    badge.set("rejected", "Rejected", Tone.DANGER)

    assert (badge.icon_name, badge.word, badge.tone) == ("rejected", "Rejected", Tone.DANGER)
    assert spoken_name(badge) == "Rejected"
    badge.show()
    assert labels(badge)[0].palette().windowText().color() == LIGHT.color("danger")


# -------------------------------------------------------------------------------------------- chips


def test_a_filter_chip_is_removed_by_its_button_and_by_delete(qtbot: QtBot) -> None:
    chip = Chip("Status: cancelled")
    qtbot.addWidget(chip)
    chip.show()
    removed = QSignalSpy(chip.removed)
    button = chip.findChild(QToolButton)
    assert isinstance(button, QToolButton)

    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    QTest.keyClick(button, Qt.Key.Key_Delete)
    QTest.keyClick(button, Qt.Key.Key_Space)

    assert removed.count() == 3
    assert spoken_name(button) == "Remove the filter Status: cancelled"


def test_a_preset_chip_is_switched_and_never_removed(qtbot: QtBot) -> None:
    chip = Chip("Overdue & open", checkable=True)
    qtbot.addWidget(chip)
    chip.show()
    clicked, removed = QSignalSpy(chip.clicked), QSignalSpy(chip.removed)
    button = chip.findChild(QPushButton)
    assert isinstance(button, QPushButton)

    chip.set_checked(True)
    assert clicked.count() == 0
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    QTest.keyClick(button, Qt.Key.Key_Delete)

    assert clicked.count() == 1
    assert clicked.at(0) == [False]
    assert not chip.is_checked
    assert removed.count() == 0
    assert spoken_name(button) == "Overdue & open"


def test_a_company_is_named_with_its_cif_and_keeps_its_colour(qtbot: QtBot) -> None:
    chip = CompanyChip("Țesătoria Mureșul SRL", "RO12345678")
    qtbot.addWidget(chip)

    assert spoken_name(chip) == "Țesătoria Mureșul SRL, RO12345678"
    assert chip.colour == colour_of_company("12345678")
    chip.set("Alta SRL", "RO87654321", "#8A5A00")
    assert chip.colour.name().upper() == "#8A5A00"


def test_a_company_name_gives_way_and_the_cif_does_not(qtbot: QtBot) -> None:
    chip = CompanyChip("A company whose name is far too long for the pane it stands in SRL", "RO12345678")
    qtbot.addWidget(chip)
    chip.resize(200, 24)
    chip.show()

    name = chip.findChild(ElidedLabel)
    cif = next(label for label in labels(chip) if label.text() == "RO12345678")
    assert isinstance(name, ElidedLabel)
    assert name.is_elided
    assert cif.width() >= cif.sizeHint().width()
    assert cif.geometry().right() <= chip.width()


# -------------------------------------------------------------------------------------------- foreign text


def test_foreign_names_are_text_in_every_part(qtbot: QtBot) -> None:
    banner, bar = ProblemBanner(), NoticeBar()
    banner.show_problem(MARKUP, MARKUP, MARKUP)
    bar.say(MARKUP)
    parts = [
        banner,
        bar,
        StatusBadge("draft", MARKUP, Tone.NEUTRAL),
        Chip(MARKUP),
        CompanyChip(MARKUP, MARKUP),
    ]
    parts += [EmptyState("search", MARKUP), ElidedLabel(MARKUP)]
    for part in parts:
        qtbot.addWidget(part)
        own = [part] if isinstance(part, QLabel) else labels(part)
        assert own
        assert {label.textFormat() for label in own} == {Qt.TextFormat.PlainText}, part


def test_an_elided_name_is_whole_in_its_tooltip_and_without_markup(qtbot: QtBot) -> None:
    label = ElidedLabel(MARKUP)
    qtbot.addWidget(label)
    label.resize(60, 20)
    label.show()

    assert label.is_elided
    assert "&lt;b&gt;SC &amp; fiii&lt;/b&gt;" in label.toolTip()
    assert "<img" not in label.toolTip()

    label.resize(2000, 20)
    assert (label.is_elided, label.toolTip()) == (False, "")


# -------------------------------------------------------------------------------------------- banner


def test_a_banner_is_hidden_until_there_is_something_to_say(qtbot: QtBot) -> None:
    banner = ProblemBanner()
    qtbot.addWidget(banner)
    assert banner.isHidden()

    banner.show_problem("The server refused", "Nothing was changed.", "Invoice is not cancellable.")

    assert banner.isVisible()
    assert (banner.headline, banner.body) == ("The server refused", "Nothing was changed.")
    assert banner.quotation == "Invoice is not cancellable."
    assert spoken_name(banner) == "The server refused"

    banner.clear()
    assert banner.isHidden()
    assert banner.headline == ""


def test_a_banner_is_announced(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    said: list[tuple[str, object]] = []

    def hear(event: object) -> None:
        said.append((event.message(), event.politeness()))  # type: ignore[attr-defined]

    monkeypatch.setattr(QAccessible, "updateAccessibility", staticmethod(hear))
    banner = ProblemBanner()
    qtbot.addWidget(banner)

    banner.show_problem("The server refused", "Nothing was changed.", "Not cancellable.")
    banner.show_problem("Changed by a colleague", tone=Tone.WARNING)

    politeness = QAccessible.AnnouncementPoliteness
    assert said == [
        ("The server refused Nothing was changed. Not cancellable.", politeness.Assertive),
        ("Changed by a colleague", politeness.Polite),
    ]


def test_the_buttons_of_a_banner_belong_to_one_problem(qtbot: QtBot) -> None:
    banner = ProblemBanner()
    qtbot.addWidget(banner)
    pressed: list[str] = []
    banner.show_problem("Refused")
    button = banner.add_action("Read again", lambda: pressed.append("read"))
    banner.add_action("Open in the web", lambda: pressed.append("web"))

    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert pressed == ["read"]
    assert [each.text() for each in banner.action_buttons] == ["Read again", "Open in the web"]

    banner.show_problem("Something else")
    assert banner.action_buttons == ()


def test_a_banner_can_be_dismissed_only_where_that_is_allowed(qtbot: QtBot) -> None:
    fixed, loose = ProblemBanner(), ProblemBanner(dismissible=True)
    for banner in (fixed, loose):
        qtbot.addWidget(banner)
        banner.show_problem("Offline")
    dismissed = QSignalSpy(loose.dismissed)
    close = loose.findChild(QToolButton)
    hidden = fixed.findChild(QToolButton)
    assert isinstance(close, QToolButton)
    assert isinstance(hidden, QToolButton)
    assert hidden.isHidden()

    QTest.mouseClick(close, Qt.MouseButton.LeftButton)

    assert dismissed.count() == 1
    assert loose.isHidden()


def test_a_banner_is_as_high_as_its_words_and_cuts_none(qtbot: QtBot) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    column = QVBoxLayout(page)
    banner = ProblemBanner(parent=page)
    column.addWidget(banner)
    page.resize(400, 600)
    page.show()
    banner.show_problem("Refused", "Nothing was changed, and the invoice is as it was. " * 6)
    QApplication.processEvents()

    body = next(label for label in labels(banner) if label.text() == banner.body)
    assert body.height() >= body.heightForWidth(body.width())
    assert banner.height() == banner.heightForWidth(banner.width())


# -------------------------------------------------------------------------------------------- busy line


def test_a_quick_answer_shows_no_busy_line(qtbot: QtBot) -> None:
    line = BusyLine(delay_ms=10_000)
    qtbot.addWidget(line)
    appeared = QSignalSpy(line.appeared)

    line.start()
    busy = line.is_busy
    line.stop()

    assert (busy, line.is_busy) == (True, False)
    assert appeared.count() == 0
    assert not line.is_shown


def test_a_busy_line_appears_after_its_delay_and_then_stays_a_while(qtbot: QtBot) -> None:
    line = BusyLine(delay_ms=0, keep_ms=10_000)
    qtbot.addWidget(line)
    with qtbot.waitSignal(line.appeared):
        line.start()
        before = line.is_shown

    line.stop()

    assert (before, line.is_shown) == (False, True)


def test_a_busy_line_vanishes_when_both_the_work_and_its_stay_are_over(qtbot: QtBot) -> None:
    line = BusyLine(delay_ms=0, keep_ms=0)
    qtbot.addWidget(line)
    with qtbot.waitSignal(line.appeared):
        line.start()

    with qtbot.waitSignal(line.vanished):
        line.stop()
        QApplication.processEvents()

    assert not line.is_shown


def test_a_busy_line_that_starts_again_while_staying_does_not_vanish(qtbot: QtBot) -> None:
    line = BusyLine(delay_ms=0, keep_ms=0)
    qtbot.addWidget(line)
    with qtbot.waitSignal(line.appeared):
        line.start()
    vanished = QSignalSpy(line.vanished)

    line.start()
    QApplication.processEvents()

    assert line.is_shown
    assert vanished.count() == 0


def test_a_busy_line_never_changes_its_height(qtbot: QtBot) -> None:
    line = BusyLine(delay_ms=0, keep_ms=0)
    qtbot.addWidget(line)
    line.show()
    idle = line.size()

    with qtbot.waitSignal(line.appeared):
        line.start()

    assert line.size() == idle
    assert line.height() == 4


def test_a_busy_line_fills_by_pieces(qtbot: QtBot) -> None:
    line = BusyLine(delay_ms=0)
    qtbot.addWidget(line)
    line.resize(200, 4)
    line.show()
    with qtbot.waitSignal(line.appeared):
        line.start()
    line.set_progress(3, 4)

    picture = line.grab().toImage()
    assert picture.pixelColor(140, 2) == LIGHT.color("accent")
    assert picture.pixelColor(160, 2) == LIGHT.color("hairline")
    assert (line.value(), line.maximum()) == (3, 4)


def test_skeleton_rows_cover_their_list_and_let_the_mouse_through(qtbot: QtBot) -> None:
    rows = QWidget()
    qtbot.addWidget(rows)
    rows.resize(300, 200)
    skeleton = SkeletonRows(rows)
    rows.show()
    assert not skeleton.isVisible()

    skeleton.start()
    rows.resize(400, 300)

    assert skeleton.geometry() == rows.rect()
    assert rows.childAt(QPoint(10, 10)) is None
    skeleton.stop()
    assert not skeleton.isVisible()


# -------------------------------------------------------------------------------------------- empty and notices


def test_an_empty_list_says_one_sentence_and_offers_one_act(qtbot: QtBot) -> None:
    empty = EmptyState("search", "No invoice matches these filters.", "Clear the filters")
    qtbot.addWidget(empty)
    empty.show()
    acted = QSignalSpy(empty.acted)

    QTest.mouseClick(empty.button, Qt.MouseButton.LeftButton)
    assert acted.count() == 1

    empty.set("list", "There are no invoices yet.")
    assert empty.button.isHidden()
    assert spoken_name(empty) == "There are no invoices yet."


def test_a_notice_offers_its_act_once_and_stays_in_the_list(qtbot: QtBot) -> None:
    bar = NoticeBar()
    qtbot.addWidget(bar)
    shown: list[str] = []
    bar.say(
        "A-1 was cancelled.", tone=Tone.SUCCESS, action="Show", slot=lambda: shown.append("A-1"), at=LONG_AGO
    )
    button = bar.findChild(QPushButton)
    assert isinstance(button, QPushButton)

    QTest.mouseClick(button, Qt.MouseButton.LeftButton)

    assert shown == ["A-1"]
    assert bar.isHidden()
    assert bar.notices == (Notice("A-1 was cancelled.", Tone.SUCCESS, LONG_AGO),)


def test_a_notice_without_a_timeout_waits_to_be_closed(qtbot: QtBot) -> None:
    bar = NoticeBar()
    qtbot.addWidget(bar)
    bar.say("First", timeout_ms=0)
    bar.say("Second")
    QApplication.processEvents()

    assert bar.isVisible()
    assert bar.text == "Second"
    assert [notice.text for notice in bar.notices] == ["First", "Second"]


def test_a_notice_with_a_timeout_goes_by_itself(qtbot: QtBot) -> None:
    bar = NoticeBar()
    qtbot.addWidget(bar)

    with qtbot.waitSignal(bar.vanished):
        bar.say("Copied", timeout_ms=0)


def test_a_notice_is_not_taken_away_while_the_keyboard_is_in_it(qtbot: QtBot) -> None:
    bar = NoticeBar()
    qtbot.addWidget(bar)
    bar.say("Copied", action="Show")
    button = bar.findChild(QPushButton)
    assert isinstance(button, QPushButton)
    bar.activateWindow()
    button.setFocus()
    qtbot.waitUntil(button.hasFocus)
    bar.say("Copied again", action="Show", timeout_ms=0)
    vanished = QSignalSpy(bar.vanished)

    QApplication.processEvents()
    QApplication.processEvents()
    assert vanished.count() == 0

    button.clearFocus()
    qtbot.waitUntil(lambda: vanished.count() == 1)
