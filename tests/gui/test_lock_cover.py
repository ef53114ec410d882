"""The sheet over a locked window: nothing shines through, and beneath it everything goes on."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QLabel,
    QLayout,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from storno_desktop.ui.announcement import announce
from storno_desktop.ui.lock_cover import LockCover
from storno_desktop.ui.theme import DARK, ThemeChoice, apply_theme
from tests.gui.front_office import said
from tests.gui.locked_office import heard_below


@pytest.fixture
def plain(qtbot: QtBot) -> QDialog:
    """A dialog with one of everything that can be in the way of covering."""
    dialog = QDialog()
    column = QVBoxLayout(dialog)
    for name in ("seen", "hidden", "second"):
        label = QLabel(f"{name} secret", dialog)
        label.setObjectName(name)
        column.addWidget(label)
    part(dialog, "hidden").hide()
    column.addWidget(QLineEdit(dialog))
    dialog.setWindowTitle("Invoice BRS0001")
    dialog.setAccessibleDescription("BRS0001 can be cancelled")
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.activateWindow()
    return dialog


def part(dialog: QDialog, name: str) -> QLabel:
    found = dialog.findChild(QLabel, name)
    assert found is not None
    return found


def field_of(dialog: QDialog) -> QLineEdit:
    found = dialog.findChild(QLineEdit)
    assert found is not None
    return found


def test_the_sheet_lies_over_everything_and_follows_the_size(plain: QDialog) -> None:
    cover = LockCover(plain, "Storno Desktop")
    assert cover.geometry() == plain.rect()
    plain.resize(700, 500)
    QApplication.processEvents()
    assert cover.geometry() == plain.rect()
    assert plain.childAt(350, 250) in {cover, *cover.findChildren(QWidget)}
    assert "secret" not in said(plain)
    assert "secret" not in " ".join(heard_below(plain))
    assert plain.windowTitle() == plain.accessibleName() == "Storno Desktop"
    assert "BRS0001" not in plain.accessibleDescription()


def test_lifting_gives_back_what_was_there(plain: QDialog) -> None:
    field = QLineEdit("typed text", plain)
    column = plain.layout()
    assert column is not None
    column.addWidget(field)
    QApplication.processEvents()
    field.setFocus()
    field.setSelection(2, 3)
    size = plain.size()

    LockCover(plain, "Storno Desktop").lift()
    QApplication.processEvents()

    assert plain.windowTitle() == "Invoice BRS0001"
    assert plain.accessibleName() == ""
    assert plain.accessibleDescription() == "BRS0001 can be cancelled"
    assert plain.size() == size
    assert [part(plain, each).isVisible() for each in ("seen", "hidden", "second")] == [True, False, True]
    assert plain.focusWidget() is field
    assert (field.text(), field.selectedText()) == ("typed text", "ped")
    assert plain.findChildren(LockCover) == []


def test_a_window_as_large_as_its_content_stays_so_large(plain: QDialog) -> None:
    column = plain.layout()
    assert column is not None
    column.setSizeConstraint(QLayout.SizeConstraint.SetFixedSize)
    QApplication.processEvents()
    size = plain.size()
    cover = LockCover(plain, "Storno Desktop")
    QApplication.processEvents()
    assert plain.size() == cover.size() == size
    cover.lift()
    QApplication.processEvents()
    assert plain.size() == size


def test_what_the_program_shows_and_hides_meanwhile_comes_out_so(plain: QDialog) -> None:
    cover = LockCover(plain, "Storno Desktop")
    part(plain, "seen").hide()
    part(plain, "hidden").show()
    for _ in range(2):
        part(plain, "second").hide()
        part(plain, "second").show()
    assert not any(part(plain, each).isVisible() for each in ("seen", "hidden", "second"))
    cover.lift()
    assert [part(plain, each).isVisible() for each in ("seen", "hidden", "second")] == [False, True, True]


def test_what_is_shown_and_hidden_again_meanwhile_stays_hidden(plain: QDialog) -> None:
    cover = LockCover(plain, "Storno Desktop")
    part(plain, "hidden").show()
    part(plain, "hidden").hide()
    cover.lift()
    assert not part(plain, "hidden").isVisible()


def test_what_is_made_or_removed_meanwhile_is_under_the_sheet_too(plain: QDialog, qtbot: QtBot) -> None:
    cover = LockCover(plain, "Storno Desktop")
    part(plain, "seen").deleteLater()
    new = QLabel("new secret", plain)
    new.setGeometry(plain.rect())
    new.show()
    qtbot.waitUntil(lambda: not new.isVisible())
    assert plain.childAt(plain.rect().center()) in {cover, *cover.findChildren(QWidget)}
    cover.lift()
    assert new.isVisible()


def test_titles_and_focus_that_the_program_sets_meanwhile_wait(plain: QDialog) -> None:
    field_of(plain).setFocus()
    button = QPushButton("Press", plain)
    column = plain.layout()
    assert column is not None
    column.addWidget(button)
    button.show()
    cover = LockCover(plain, "Storno Desktop")
    plain.setWindowTitle("Invoice BRS0002")
    plain.setAccessibleDescription("BRS0002 is cancelled")
    button.setFocus()
    assert plain.windowTitle() == "Storno Desktop"
    cover.lift()
    assert plain.windowTitle() == "Invoice BRS0002"
    assert plain.accessibleDescription() == "BRS0002 is cancelled"
    assert plain.focusWidget() is button


def test_nothing_about_a_covered_window_is_read_aloud(
    plain: QDialog, monkeypatch: pytest.MonkeyPatch
) -> None:
    spoken: list[str] = []
    monkeypatch.setattr(QAccessible, "updateAccessibility", lambda event: spoken.append(event.message()))
    cover = LockCover(plain, "Storno Desktop")
    announce(part(plain, "seen"), "BRS0001 was cancelled")
    assert spoken == []
    cover.lift()
    announce(part(plain, "seen"), "BRS0001 was cancelled")
    assert spoken == ["BRS0001 was cancelled"]


def test_the_sheet_wears_the_colours_of_the_theme(plain: QDialog, qapp: QApplication) -> None:
    cover = LockCover(plain, "Storno Desktop")
    apply_theme(qapp, ThemeChoice.DARK)
    QApplication.processEvents()
    assert plain.grab().toImage().pixelColor(1, 1) == DARK.color("raised")
    cover.lift()
    apply_theme(qapp, ThemeChoice.LIGHT)
