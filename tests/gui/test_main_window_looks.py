"""The window for the eye and the ear: nothing cut, every control named, and colours that follow the theme."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtGui import QAccessible, QColor, QIcon
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QScrollBar,
    QToolButton,
    QWidget,
)

from storno_desktop.ui.elided_label import ElidedLabel
from storno_desktop.ui.invoice_model import Cell
from storno_desktop.ui.language import Language
from storno_desktop.ui.queue_delegate import COUNT_ROLE, QueueDelegate
from storno_desktop.ui.theme import DARK, LIGHT, ThemeChoice, Tone, apply_theme
from tests.gui.front_office import CANCELLABLE, INCOMING, OUTGOING, RESTORABLE, Office

SIZES = [(960, 600), (1440, 900)]


@pytest.fixture(params=["ro", "en"])
def spoken(request: pytest.FixtureRequest, office: Office, language: Language) -> Office:
    """The window in one of the languages."""
    language.choose(request.param)
    office.window.close()
    office.window = office.open_window()
    office.enter()
    return office


def visible(window: QWidget) -> Iterator[QWidget]:
    for _ in range(4):  # a layout inside a layout needs a round for each
        QApplication.processEvents()
    yield from (each for each in window.findChildren(QWidget) if each.isVisibleTo(window))


def cut_words(window: QWidget) -> list[str]:
    """The words of ours that are not wholly drawn."""
    cut = []
    for each in visible(window):
        if isinstance(each, QLabel) and each.text() and not isinstance(each, ElidedLabel):
            if each.wordWrap():
                short = each.heightForWidth(each.width()) > each.height()
            else:
                short = each.fontMetrics().horizontalAdvance(each.text()) > each.contentsRect().width()
            if short:
                cut.append(
                    f"{each.text()} {each.width()}x{each.height()} {each.heightForWidth(each.width())}"
                )
        elif (isinstance(each, QPushButton) and each.text()) or (
            isinstance(each, QToolButton) and each.text() and each.objectName() != "companySwitch"
        ):
            if each.sizeHint().width() > each.width():
                cut.append(each.text())
        elif isinstance(each, QLineEdit) and each.placeholderText():
            room = each.width() - 2 * 24  # the glass and the clear button
            if each.fontMetrics().horizontalAdvance(each.placeholderText()) > room:
                cut.append(each.placeholderText())
        else:
            continue
        if _outside(each, window):
            cut.append(f"outside: {_words(each)}")
    return cut


def _outside(each: QWidget, window: QWidget) -> bool:
    """Whether a part lies beyond an edge where nobody can scroll to it."""
    at = each.mapTo(window, QPoint(0, 0))
    parent = each.parentWidget()
    while parent is not None and parent is not window:
        if isinstance(parent, QScrollArea):
            return at.x() < 0 or at.x() + each.width() > window.width()
        parent = parent.parentWidget()
    return not window.rect().contains(each.rect().translated(at))


def _words(each: QWidget) -> str:
    if isinstance(each, QLabel | QAbstractButton):
        return each.text()
    return each.objectName()


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("view", [CANCELLABLE, RESTORABLE, OUTGOING, INCOMING])
def test_no_word_is_cut(spoken: Office, size: tuple[int, int], view: int) -> None:
    window = spoken.window
    window.resize(*size)
    spoken.view(view)

    assert cut_words(window) == []
    header = window.list.table.horizontalHeader()
    for cell in Cell:
        if not header.isSectionHidden(cell):
            heading = str(window.list.model.headerData(cell, Qt.Orientation.Horizontal))
            assert header.fontMetrics().horizontalAdvance(heading) + 16 <= header.sectionSize(cell), heading
    delegate = spoken.queues.itemDelegate()
    assert isinstance(delegate, QueueDelegate)
    names = [spoken.queues.item(row).text() for row in range(spoken.queues.count())]
    most = max(int(spoken.queues.item(row).data(COUNT_ROLE)) for row in range(spoken.queues.count()))
    assert delegate.width_for(names, most) <= window.views.width()
    bar = window.menuBar()
    for action in bar.actions():
        assert bar.actionGeometry(action).right() < window.width()


def test_a_problem_in_a_small_window_is_not_cut(spoken: Office) -> None:
    spoken.window.resize(960, 600)
    spoken.server.stop()
    spoken.window.refresh()
    spoken.settle()
    assert spoken.banner.isVisible()
    assert cut_words(spoken.window) == []


def test_every_control_has_a_name(spoken: Office) -> None:
    for view in (CANCELLABLE, OUTGOING):
        spoken.view(view)
        nameless = []
        for each in visible(spoken.window):
            if each.focusPolicy() == Qt.FocusPolicy.NoFocus or isinstance(each, QScrollBar | QScrollArea):
                continue
            if each is spoken.window.list.table.viewport() or each.objectName().startswith("qt_"):
                continue
            speaker = QAccessible.queryAccessibleInterface(each)
            name = speaker.text(QAccessible.Text.Name)
            if not name.strip():
                nameless.append(f"{type(each).__name__} {each.objectName()}")
            assert "&" not in name.replace("& ", ""), name
        assert nameless == []


def test_the_whole_window_follows_the_theme_at_once(qapp: QApplication, desk_at_work: Office) -> None:
    office = desk_at_work
    office.go_to("issued-1")
    window = office.window
    icons: dict[str, QAbstractButton] = {
        each.accessibleName(): each
        for each in window.findChildren(QAbstractButton)
        if not each.icon().isNull() and each.isVisibleTo(window)
    }
    assert len(icons) > 5

    apply_theme(qapp, ThemeChoice.DARK)

    for name, each in icons.items():
        assert inks(each.icon()) <= {DARK.hex(tone).lower() for tone in Tone}, name
    for row in range(office.queues.count()):
        assert inks(office.queues.item(row).icon()) <= {DARK.hex(tone).lower() for tone in Tone}
    for action in window.list.filters.search.actions():
        assert inks(action.icon()) <= {DARK.hex(tone).lower() for tone in Tone}
    status = office.cell("issued-1", Cell.STATUS).data(Qt.ItemDataRole.DecorationRole)
    assert inks(status) == {DARK.hex(Tone.ACCENT).lower()}
    apply_theme(qapp, ThemeChoice.LIGHT)
    assert inks(office.queues.item(0).icon()) <= {LIGHT.hex(tone).lower() for tone in Tone}


def inks(icon: QIcon) -> set[str]:
    """The colours of an icon where it is drawn in full."""
    image = icon.pixmap(QSize(20, 20), 1.0).toImage()
    found = set()
    for x in range(image.width()):
        for y in range(image.height()):
            colour: QColor = image.pixelColor(x, y)
            if colour.alpha() == 255:
                found.add(colour.name())
    return found


def test_another_language_keeps_session_company_and_place(translations: None, tmp_path: Path) -> None:
    run = subprocess.run(
        [sys.executable, "-m", "tests.gui.language_story", str(tmp_path)],
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )

    assert run.returncode == 0, run.stderr
    assert "Traceback" not in run.stderr
    kept = {"company": True, "session": True, "size": [960, 640], "button": "Anulează factura…"}
    assert json.loads(run.stdout) == kept
