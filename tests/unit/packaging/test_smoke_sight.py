"""The trial of the package tells a list of invoices from a blank window, an empty list and a list still to come."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QColor, QImage, QPainter

from tests.smoke.front_desk import FEWEST_LINES, lines_in

WHITE, INK, PALE, BLACK = (QColor(name) for name in ("#FFFFFF", "#1A1A1A", "#F0F0F0", "#000000"))


def screen(ground: QColor, ink: QColor | None = None, rows: int = 0) -> QImage:
    """A screen with that many rows of words, each 12 pixels high, 32 apart."""
    picture = QImage(1440, 900, QImage.Format.Format_RGB32)
    picture.fill(ground)
    painter = QPainter(picture)
    for row in range(rows):
        for word in range(5):
            painter.fillRect(300 + word * 140, 130 + row * 32, 60, 12, ink or ground)
    painter.end()
    return picture


def test_each_row_of_writing_counts_once() -> None:
    assert lines_in(screen(WHITE, INK, 23)) == 23
    assert lines_in(screen(WHITE, INK, 1)) == 1


@pytest.mark.parametrize(
    "picture", [screen(WHITE), screen(BLACK), screen(WHITE, PALE, 23)], ids=["white", "black", "placeholders"]
)
def test_what_is_no_list_has_no_rows(picture: QImage) -> None:
    assert lines_in(picture) == 0


def test_a_mouse_pointer_is_no_row() -> None:
    picture = screen(WHITE)
    painter = QPainter(picture)
    painter.fillRect(720, 450, 12, 20, BLACK)
    painter.end()

    assert lines_in(picture) == 0
    assert lines_in(screen(WHITE, INK, 5)) < FEWEST_LINES
