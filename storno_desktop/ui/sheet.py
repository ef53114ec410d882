"""Sections of plain text on pages of paper: headings, pairs, tables, a foot on each page."""

from __future__ import annotations

import html
from collections.abc import Iterable
from typing import Final

from PySide6.QtCore import QRectF, QSizeF
from PySide6.QtGui import (
    QAbstractTextDocumentLayout,
    QPagedPaintDevice,
    QPainter,
    QPalette,
    QTextDocument,
)

from storno_desktop.ui.paper import BAND, INK, SECONDARY, Foot, Paper, paper_font
from storno_desktop.ui.theme import Theme

_STYLE: Final = """
h1 { font-size: 15pt; margin: 0 0 6px 0; }
.section { font-size: 10.5pt; font-weight: 600; padding-top: 12px; text-align: left; }
th { text-align: left; font-weight: 600; }
p { margin: 0; }
.band { background-color: %(band)s; }
.quiet { color: %(quiet)s; }
.void { text-decoration: line-through; color: %(quiet)s; }
.total { font-size: 13pt; font-weight: 600; margin-top: 6px; }
"""
_ON_PAPER: Final = _STYLE % {"band": BAND.name(), "quiet": SECONDARY.name()}
_ROOM: Final = "&nbsp;" * 4
"""Between a label and its text."""


def style_on_screen(theme: Theme) -> str:
    """The same look for a document in a window that wears this theme."""
    return _STYLE % {"band": theme.sunken, "quiet": theme.secondary}


def draw_sheet(body: str, foot: Foot, device: QPagedPaintDevice) -> bool:
    """All pages of this body (made by the functions below) on `device`, whose page is set; False where it would
    not take them."""
    paper = Paper.of(device)
    painter = QPainter()
    if not painter.begin(device):
        return False
    room = QSizeF(paper.size.width(), paper.size.height() - paper.points(Foot.HEIGHT_POINTS))
    document = QTextDocument()
    document.documentLayout().setPaintDevice(painter.device())
    document.setDefaultFont(paper_font(9))
    document.setDefaultStyleSheet(_ON_PAPER)
    document.setDocumentMargin(0)
    document.setHtml(body)
    document.setPageSize(room)
    pages, complete = document.pageCount(), True
    for number in range(pages):
        if number and not device.newPage():
            complete = False
            break
        painter.save()
        painter.translate(0, -number * room.height())
        page = QRectF(0, number * room.height(), room.width(), room.height())
        painter.setClipRect(page)
        context = QAbstractTextDocumentLayout.PaintContext()
        context.palette.setColor(QPalette.ColorRole.Text, INK)
        context.clip = page
        document.documentLayout().draw(painter, context)
        painter.restore()
        foot.draw(painter, paper, number + 1, pages)
    return bool(painter.end()) and complete


def escaped(text: str) -> str:
    """Whatever somebody wrote, as plain text."""
    return html.escape(text).replace("\n", "<br>")


def paragraph(text: str, kind: str = "") -> str:
    """One paragraph; `kind` is "quiet", "void" or "total"."""
    return f'<p class="{kind}">{escaped(text)}</p>'


def _section(title: str, columns: int, head: str, body: str, *, is_wide: bool) -> str:
    """A table whose head holds the title, so that no page ends with a title alone."""
    width = ' width="100%"' if is_wide else ""
    top = f'<tr><th class="section" colspan="{columns}">{escaped(title)}</th></tr>{head}'
    return f'<table{width} cellspacing="0" cellpadding="2"><thead>{top}</thead>{body}</table>'


def said(title: str, text: str, kind: str = "quiet") -> str:
    """A section of one sentence."""
    return _section(title, 1, "", f'<tr><td class="{kind}">{escaped(text)}</td></tr>', is_wide=True)


def pairs(title: str, rows: Iterable[tuple[str, str]]) -> str:
    """A section of labels and what belongs to them."""
    return _section(title, 2, "", lines_of(rows), is_wide=False)


def lines_of(rows: Iterable[tuple[str, str]]) -> str:
    """Labels and what belongs to them, as rows of a table."""
    return "".join(
        f'<tr><td class="quiet">{escaped(label)}{_ROOM}</td><td>{escaped(text)}</td></tr>'
        for label, text in rows
    )


def grid(title: str, heads: Iterable[tuple[str, bool]], rows: Iterable[tuple[str, ...]]) -> str:
    """A section with a table whose columns that are True stand to the right."""
    known = list(heads)
    sides = [' align="right"' if right else "" for _, right in known]
    top = "".join(
        f'<th{side} class="band">{escaped(head)}</th>' for (head, _), side in zip(known, sides, strict=True)
    )
    body = "".join(
        "<tr>"
        + "".join(f"<td{side}>{escaped(cell)}</td>" for cell, side in zip(row, sides, strict=True))
        + "</tr>"
        for row in rows
    )
    return _section(title, len(known), f"<tr>{top}</tr>", body, is_wide=True)
