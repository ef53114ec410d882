"""One invoice as the values of a row, before any format is chosen; and the sums of all of them."""

import re
from collections.abc import Iterator
from datetime import date
from decimal import Context, Decimal

from storno_desktop.domain.calendar import day_in_bucharest
from storno_desktop.domain.display_state import display_state
from storno_desktop.domain.invoice_summary import Direction, InvoiceStatus, InvoiceSummary
from storno_desktop.domain.listview import days_left
from storno_desktop.export.order import Field, Order

Value = str | Decimal | int | date | None
"""What a cell holds; None is an empty cell."""

_EXACT = Context(prec=200)
_PERSONAL_NUMBER = re.compile(r"(?<!\d)[1-9]\d{8}(?=\d{4}(?!\d))")
_CONTROLS = re.compile(r"[\x00-\x09\x0b-\x1f\x7f\x85\u2028\u2029]+")
_UNWRITABLE = re.compile("[\ud800-\udfff\ufffe\uffff]")
_BREAKS = re.compile(r"\s*[\r\n\u2028\u2029\x85]+\s*")


def masked(text: str) -> str:
    """The text with 13-digit personal numbers (CNP) reduced to their last four digits."""
    return _PERSONAL_NUMBER.sub("•" * 9, text)


def one_line(text: str) -> str:
    """The text without line breaks, control characters and what no file can hold."""
    return _UNWRITABLE.sub("\ufffd", _CONTROLS.sub(" ", _BREAKS.sub(" ", text))).strip()


class RowValues:
    """Turns invoices into rows of an order's fields."""

    def __init__(self, order: Order) -> None:
        self._order = order
        self._fields = order.fields

    def of(self, invoice: InvoiceSummary) -> list[Value]:
        """The cells from left to right."""
        return [self._value(invoice, each) for each in self._fields]

    def _value(self, invoice: InvoiceSummary, wanted: Field) -> Value:
        words = self._order.wording
        match wanted:
            case Field.NUMBER:
                return self._text(invoice.number)
            case Field.ISSUE_DATE:
                return invoice.issue_date
            case Field.DUE_DATE:
                return invoice.due_date
            case Field.DIRECTION:
                return words.directions[invoice.direction]
            case Field.PARTNER:
                return self._text(invoice.partner_name)
            case Field.CIF:
                return self._text(invoice.partner_cif)
            case Field.STATUS:
                return self._state(invoice)
            case Field.SUBTOTAL:
                return self._amount(invoice.subtotal)
            case Field.VAT:
                return self._amount(invoice.vat_total)
            case Field.TOTAL:
                return invoice.total
            case Field.CURRENCY:
                return self._text(invoice.currency)
            case Field.PAID:
                return self._amount(invoice.amount_paid)
            case Field.BALANCE:
                return self._amount(invoice.owed)
            case Field.CANCELLED_ON:
                return self._cancelled_on(invoice)
            case Field.DAYS_LEFT:
                return self._days_left(invoice)

    def _text(self, text: str) -> str:
        text = one_line(text)
        return masked(text) if self._order.masks_personal_numbers else text

    def _amount(self, amount: Decimal | None) -> Value:
        return self._order.wording.not_known if amount is None else amount

    def _state(self, invoice: InvoiceSummary) -> str:
        words = self._order.wording
        if invoice.id in self._order.unsettled:
            return words.outcome_unknown
        word = words.states[display_state(invoice, self._order.view.today)]
        is_new = invoice.status is InvoiceStatus.UNRECOGNISED
        return self._text(invoice.status_code) or word if is_new else word

    def _cancelled_on(self, invoice: InvoiceSummary) -> Value:
        if invoice.status is not InvoiceStatus.CANCELLED:
            return None
        at = invoice.cancelled_at
        return self._order.wording.not_known if at is None else day_in_bucharest(at)

    def _days_left(self, invoice: InvoiceSummary) -> Value:
        if invoice.status is not InvoiceStatus.CANCELLED or invoice.direction is Direction.INCOMING:
            return None
        view, words = self._order.view, self._order.wording
        left = days_left(invoice, view.today, view.window_days)
        if left is None:
            return words.not_known
        return left if left >= 0 else words.window_passed


class Sums:
    """Exact totals by currency; cancelled invoices are left out, as under the list."""

    def __init__(self) -> None:
        self._sums: dict[str, tuple[Decimal, int]] = {}

    def add(self, invoice: InvoiceSummary) -> None:
        """Count one invoice."""
        if invoice.status is InvoiceStatus.CANCELLED:
            return
        total, count = self._sums.get(invoice.currency, (Decimal(0), 0))
        self._sums[invoice.currency] = _EXACT.add(total, invoice.total), count + 1

    def __iter__(self) -> Iterator[tuple[str, Decimal, int]]:
        """Currency, total and how many invoices, in alphabetical order."""
        for currency, (total, count) in sorted(self._sums.items()):
            yield currency, total, count
