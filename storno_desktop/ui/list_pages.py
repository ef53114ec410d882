"""The list on paper: which rows stand on which page, and how a page is drawn."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPaintDevice, QPainter, QTextLayout, QTextOption

from storno_desktop.domain.invoice_summary import InvoiceStatus, InvoiceSummary
from storno_desktop.export.order import Field, Order
from storno_desktop.export.row_values import RowValues, Sums, Value, one_line
from storno_desktop.ui.figures import Figures
from storno_desktop.ui.paper import BAND, HAIRLINE, INK, SECONDARY, Foot, Paper, paper_font

_LETTERS, _SMALL, _TITLE = 8.0, 7.5, 13.0
_GAP: Final = 8.0
_MOST_LINES: Final = 12
_LEFT_OUT: Final = frozenset({Field.SUBTOTAL, Field.VAT, Field.BALANCE, Field.CURRENCY, Field.DUE_DATE})
"""What a page has no room for; the total carries its currency."""
_RIGHT: Final = frozenset({Field.TOTAL, Field.PAID, Field.DAYS_LEFT})
_STRUCK: Final = frozenset({Field.NUMBER, Field.TOTAL})

_SAMPLES: Final[dict[Field, str]] = {
    Field.NUMBER: "FCT-2026-000000",
    Field.DIRECTION: "MMMMMM",
    Field.CIF: "RO1234567890123",
    Field.TOTAL: "−1.234.567,89 MMM",
    Field.PAID: "1.234.567,89",
}
"""The widest that these columns usually hold; a wider text goes on in the next line."""


@dataclass(slots=True)
class Page:
    """The rows from `first` up to, not including, `end`."""

    first: int
    end: int = 0


@dataclass(slots=True)
class Pages:
    """What the first walk over the rows found: where pages begin, and the sums."""

    all: list[Page] = field(default_factory=list)
    sums: Sums = field(default_factory=Sums)
    rows: int = 0


class ListPages:
    """Measures and draws; the rows are handed in one by one, so that nobody waits for all of them."""

    def __init__(
        self, order: Order, heading: str, foot: Foot, figures: Figures, device: QPaintDevice, paper: Paper
    ) -> None:
        self._order, self._heading, self._foot = order, heading, foot
        self._figures, self._paper = figures, paper
        self._values = RowValues(order)
        self._fields = [each for each in order.fields if each not in _LEFT_OUT]
        self._places = [order.fields.index(each) for each in self._fields]
        self._font, self._strong = paper_font(_LETTERS), paper_font(_LETTERS, strong=True)
        self._struck = QFont(self._font)
        self._struck.setStrikeOut(True)
        self._metrics = QFontMetricsF(self._font, device)
        self._device = device
        self._line = self._metrics.lineSpacing()
        self._padding = paper.points(3.5)
        self._columns = self._columned(device)
        self._top = self._head_height(device)
        self._bottom = paper.size.height() - paper.points(Foot.HEIGHT_POINTS)
        self.pages = Pages()
        self._y = self._top

    # -------------------------------------------------------------------------------------- measuring

    def measure(self, position: int, invoice: InvoiceSummary | None) -> None:
        """Find the page of the row at this position; to be called for all of them in order."""
        pages = self.pages
        if not pages.all:
            pages.all.append(Page(0))
        if invoice is not None:
            height = self._height(self._texts(invoice))
            if self._y + height > self._bottom and pages.all[-1].end > pages.all[-1].first:
                pages.all.append(Page(position))
                self._y = self._top
            self._y += height
            pages.sums.add(invoice)
            pages.rows += 1
        pages.all[-1].end = position + 1

    def end_measuring(self) -> None:
        """All rows were handed in: the totals need room too."""
        if not self.pages.all:
            self.pages.all.append(Page(0))
        if self._y + self._totals_height() > self._bottom:
            last = self.pages.all[-1].end
            self.pages.all.append(Page(last, last))

    # -------------------------------------------------------------------------------------- drawing

    def draw(self, painter: QPainter, number: int, rows: Iterator[InvoiceSummary | None]) -> None:
        """Page `number`, counted from 0, with its rows."""
        self._draw_head(painter)
        self._draw_headings(painter)
        y = self._top
        for invoice in rows:
            if invoice is not None:
                y += self._draw_row(painter, y, invoice)
        if number == len(self.pages.all) - 1:
            self._draw_totals(painter, y)
        self._foot.draw(painter, self._paper, number + 1, len(self.pages.all))

    # -------------------------------------------------------------------------------------- inside

    def _columned(self, device: QPaintDevice) -> list[QRectF]:
        """Left edge and width of each column; the partner gets what the others leave."""
        strong = QFontMetricsF(self._strong, device)
        gap = self._paper.points(_GAP)
        day = self._figures.day(date(2026, 9, 28))
        states = max(self._order.wording.states.values(), key=self._metrics.horizontalAdvance)
        samples = _SAMPLES | {
            Field.ISSUE_DATE: day,
            Field.CANCELLED_ON: day,
            Field.STATUS: states,
            Field.DAYS_LEFT: self._order.wording.window_passed,
            Field.DIRECTION: max(self._order.wording.directions.values(), key=len),
        }
        widths: dict[Field, float] = {}
        for each in self._fields:
            if each is not Field.PARTNER:
                words = self._order.wording.headings[each].split(" ")
                heading = max(strong.horizontalAdvance(word) for word in words)
                widths[each] = max(self._metrics.horizontalAdvance(samples[each]), heading)
        inset = gap / 2
        rest = self._paper.size.width() - sum(widths.values()) - gap * (len(self._fields) - 1) - 2 * inset
        widths[Field.PARTNER] = max(rest, self._paper.points(80))
        columns, x = [], inset
        for each in self._fields:
            columns.append(QRectF(x, 0, widths[each], 0))
            x += widths[each] + gap
        return columns

    def _head_height(self, device: QPaintDevice) -> float:
        title = QFontMetricsF(paper_font(_TITLE, strong=True), device).lineSpacing()
        band = self._headings_height()
        return title + self._sub_height() + self._paper.points(6) + band

    def _sub_height(self) -> float:
        room = QRectF(0, 0, self._paper.size.width(), 0)
        flags = Qt.TextFlag.TextWordWrap.value
        metrics = QFontMetricsF(paper_font(_SMALL), self._device)
        return metrics.boundingRect(room, flags, self._heading).height()

    def _headings_height(self) -> float:
        metrics = QFontMetricsF(self._strong, self._device)
        flags = Qt.TextFlag.TextWordWrap.value
        words = self._order.wording.headings
        tallest = max(
            metrics.boundingRect(QRectF(0, 0, column.width() + 1, 0), flags, words[each]).height()
            for each, column in zip(self._fields, self._columns, strict=True)
        )
        return tallest + 2 * self._padding

    def _draw_head(self, painter: QPainter) -> None:
        width = self._paper.size.width()
        title = paper_font(_TITLE, strong=True)
        metrics = QFontMetricsF(title, painter.device())
        painter.setPen(INK)
        painter.setFont(title)
        room = QRectF(0, 0, width, metrics.lineSpacing())
        text = metrics.elidedText(one_line(self._order.title), Qt.TextElideMode.ElideRight, width)
        painter.drawText(room, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, text)
        painter.setPen(SECONDARY)
        painter.setFont(paper_font(_SMALL))
        below = QRectF(0, metrics.lineSpacing(), width, self._sub_height())
        painter.drawText(below, Qt.TextFlag.TextWordWrap.value, self._heading)

    def _draw_headings(self, painter: QPainter) -> None:
        height = self._headings_height()
        top = self._top - height
        painter.fillRect(QRectF(0, top, self._paper.size.width(), height), BAND)
        painter.setFont(self._strong)
        painter.setPen(INK)
        for each, column in zip(self._fields, self._columns, strict=True):
            room = QRectF(column.x(), top, column.width() + 1, height)
            side = Qt.AlignmentFlag.AlignRight if each in _RIGHT else Qt.AlignmentFlag.AlignLeft
            flags = side.value | Qt.AlignmentFlag.AlignVCenter.value | Qt.TextFlag.TextWordWrap.value
            painter.drawText(room, flags, self._order.wording.headings[each])

    def _texts(self, invoice: InvoiceSummary) -> list[str]:
        values = self._values.of(invoice)
        return [
            self._text(each, values[place], invoice)
            for each, place in zip(self._fields, self._places, strict=True)
        ]

    def _text(self, wanted: Field, value: Value, invoice: InvoiceSummary) -> str:
        match value:
            case None:
                return ""
            case str():
                return value
            case Decimal():
                if wanted is Field.PAID and not value:
                    return ""
                return self._figures.amount(value, invoice.currency if wanted is Field.TOTAL else "")
            case int():
                return self._figures.count(value)
            case date():
                return self._figures.day(value)

    def _height(self, texts: list[str]) -> float:
        lines = max(
            1 if each in _RIGHT else self._lines(text, column.width())
            for each, text, column in zip(self._fields, texts, self._columns, strict=True)
        )
        return lines * self._line + 2 * self._padding

    def _lines(self, text: str, width: float) -> int:
        if self._metrics.horizontalAdvance(text) <= width:
            return 1
        return min(self._laid(text, width, self._font, Qt.AlignmentFlag.AlignLeft).lineCount(), _MOST_LINES)

    def _fitting(self, font: QFont, text: str, width: float) -> QFont:
        """Smaller letters where an amount is too long: its digits stay in one piece."""
        wide = self._metrics.horizontalAdvance(text)
        if wide <= width:
            return font
        smaller = QFont(font)
        smaller.setPointSizeF(font.pointSizeF() * width / wide * 0.98)
        return smaller

    def _laid(self, text: str, width: float, font: QFont, side: Qt.AlignmentFlag) -> QTextLayout:
        """The text in lines of this width: broken between words, within one only where it is too long."""
        layout = QTextLayout(text, font, self._device)
        option = QTextOption(side)
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout.setTextOption(option)
        layout.beginLayout()
        for number in range(_MOST_LINES):
            line = layout.createLine()
            if not line.isValid():
                break
            line.setLineWidth(width)
            line.setPosition(QPointF(0, number * self._line))
        layout.endLayout()
        return layout

    def _draw_row(self, painter: QPainter, y: float, invoice: InvoiceSummary) -> float:
        texts = self._texts(invoice)
        height = self._height(texts)
        void = invoice.status is InvoiceStatus.CANCELLED
        painter.setPen(SECONDARY if void else INK)
        for each, text, column in zip(self._fields, texts, self._columns, strict=True):
            if not text:
                continue
            font = self._struck if void and each in _STRUCK else self._font
            side = Qt.AlignmentFlag.AlignRight if each in _RIGHT else Qt.AlignmentFlag.AlignLeft
            if each in _RIGHT:
                font = self._fitting(font, text, column.width())
            elif self._lines(text, column.width()) > 1:
                place = QPointF(column.x(), y + self._padding)
                self._laid(text, column.width(), font, side).draw(painter, place)
                continue
            painter.setFont(font)
            room = QRectF(column.x(), y + self._padding, column.width() + 1, height - 2 * self._padding)
            painter.drawText(room, side.value | Qt.AlignmentFlag.AlignTop.value, text)
        self._rule(painter, y + height, HAIRLINE)
        return height

    def _rule(self, painter: QPainter, y: float, colour: QColor) -> None:
        painter.setPen(colour)
        painter.drawLine(0, round(y), round(self._paper.size.width()), round(y))

    def _totals_height(self) -> float:
        return (len(list(self.pages.sums)) + 1) * self._line * 1.4 + 2 * self._padding

    def _draw_totals(self, painter: QPainter, y: float) -> None:
        words, step = self._order.wording, self._line * 1.4
        y += self._padding * 2
        place = self._fields.index(Field.TOTAL)
        column = self._columns[place]
        painter.setPen(INK)
        right = Qt.AlignmentFlag.AlignRight.value | Qt.AlignmentFlag.AlignTop.value
        for currency, total, count in self.pages.sums:
            painter.setFont(self._strong)
            amount = self._figures.amount(total, currency)
            label = f"{words.total} ({self._figures.count(count)} {words.invoices})"
            painter.drawText(QRectF(0, y, column.right() + 1, step), right, amount)
            room = QFontMetricsF(self._strong, painter.device()).horizontalAdvance(amount)
            left = column.right() - max(room, column.width()) - self._paper.points(_GAP)
            painter.drawText(QRectF(0, y, left, step), right, label)
            y += step
        painter.setFont(paper_font(_SMALL))
        painter.setPen(SECONDARY)
        painter.drawText(QRectF(0, y, column.right() + 1, step), right, words.total_note)
