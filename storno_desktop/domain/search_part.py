"""What one part of a search names, and what its value means: a status, amounts, dates, or words in one field."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import Enum

from storno_desktop.domain.folding import fold, words
from storno_desktop.domain.invoice_summary import InvoiceStatus, bare_cif


class SearchField(Enum):
    """The fields that a search may name."""

    CLIENT = "client"
    CIF = "cif"
    NUMBER = "number"
    STATUS = "status"
    TOTAL = "total"
    DATE = "date"
    REASON = "reason"


@dataclass(frozen=True, slots=True)
class Plain:
    """Words as typed, looked for in number, client, CIF, total and the reason of a cancellation."""

    text: str


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words between quotes: looked for in a row, in any one field."""

    text: str


@dataclass(frozen=True, slots=True)
class Sought:
    """Words that must stand in a row in this one field: CLIENT, CIF, NUMBER or REASON."""

    field: SearchField
    text: str


@dataclass(frozen=True, slots=True)
class StatusAmong:
    """Any of these statuses; never none."""

    statuses: frozenset[InvoiceStatus]


@dataclass(frozen=True, slots=True)
class TotalWithin:
    """Totals between two limits, each in the row's own currency; None is open."""

    least: Decimal | None = None
    most: Decimal | None = None
    with_least: bool = True
    with_most: bool = True


@dataclass(frozen=True, slots=True)
class IssuedWithin:
    """Issue dates between two calendar dates, both inclusive; None is open."""

    first: date | None = None
    last: date | None = None


@dataclass(frozen=True, slots=True)
class Unfinished:
    """A field's name whose value is still being typed; narrows nothing."""

    field: SearchField


@dataclass(frozen=True, slots=True)
class Misread:
    """A value that says nothing of this field; narrows nothing and is told to the person."""

    field: SearchField
    text: str


Sense = Plain | Phrase | Sought | StatusAmong | TotalWithin | IssuedWithin | Unfinished | Misread
"""What a part of a search means."""

_STATUS_WORDS: dict[InvoiceStatus, tuple[str, ...]] = {
    InvoiceStatus.DRAFT: ("draft", "drafts", "ciorna", "ciorne"),
    InvoiceStatus.SYNCED: ("synced", "received", "primita", "primite", "sincronizata"),
    InvoiceStatus.ISSUED: ("issued", "emisa", "emise"),
    InvoiceStatus.SENT_TO_PROVIDER: ("sent to provider", "sent to anaf", "trimisa la anaf", "trimise la anaf"),
    InvoiceStatus.VALIDATED: ("validated", "validata", "validate"),
    InvoiceStatus.REJECTED: ("rejected", "respinsa", "respinse"),
    InvoiceStatus.CANCELLED: ("cancelled", "canceled", "anulata", "anulate"),
    InvoiceStatus.PAID: ("paid", "platita", "platite", "achitata", "achitate", "incasata", "incasate"),
    InvoiceStatus.PARTIALLY_PAID: ("partially paid", "partly paid", "partial", "platita partial", "platite partial"),
    InvoiceStatus.OVERDUE: ("overdue", "restanta", "restante", "scadenta", "scadente", "intarziata"),
    InvoiceStatus.CONVERTED: ("converted", "convertita", "convertite"),
    InvoiceStatus.REFUND: ("refund", "storno"),
    InvoiceStatus.REFUNDED: ("refunded", "reversed", "stornata", "stornate"),
    InvoiceStatus.UNRECOGNISED: ("other", "alta", "altele"),
}  # fmt: skip
"""Folded: the server's code, and the words of the program in both languages."""

_NOT_LETTERS = re.compile(r"[\s_-]+")
_COMPARED = re.compile(r"(>=|=>|<=|=<|[<>=≥≤])?(.*)", re.DOTALL)
_RANGE = re.compile(r"\.\.+|…")
_AT_LEAST, _AT_MOST = {">=", "=>", "≥"}, {"<=", "=<", "≤"}
_WHOLE = re.compile(r"-?[0-9]{1,11}(?:[.,][0-9]{1,4})?")
_GROUPED = re.compile(r"-?[1-9][0-9]{0,2}(?:([.,])[0-9]{3})(?:\1[0-9]{3}){0,2}(?:(?!\1)[.,][0-9]{1,4})?")
_YEAR_FIRST = re.compile(r"([0-9]{4})(?:[-./]([0-9]{1,2})(?:[-./]([0-9]{1,2}))?)?")
_DAY_FIRST = re.compile(r"(?:([0-9]{1,2})[-./])?([0-9]{1,2})[-./]([0-9]{4})")
_BEGUN_DATE = re.compile(r"[0-9]{0,4}(?:[-./][0-9]{0,4}){0,2}")
_LONGEST_DATE = 10


def sense_of(field: SearchField, value: str) -> Sense:
    """What this value means for that field."""
    match field:
        case SearchField.STATUS:
            return _statuses(value)
        case SearchField.TOTAL:
            return _totals(value)
        case SearchField.DATE:
            return _dates(value)
        case SearchField.CLIENT | SearchField.CIF | SearchField.NUMBER | SearchField.REASON:
            blank = not words(fold(value)) or (field is SearchField.CIF and bare_cif(value) == "RO")
            return Unfinished(field) if blank else Sought(field, value.strip())


def _statuses(value: str) -> Sense:
    """One or more words, separated by commas; the beginning of a word stands for all that begin so."""
    found: set[InvoiceStatus] = set()
    for typed in value.split(","):
        word = _NOT_LETTERS.sub(" ", fold(typed)).strip()
        if not word:
            continue
        meant = {status for status, known in _STATUS_WORDS.items() if word in known} or {
            status for status, known in _STATUS_WORDS.items() if any(each.startswith(word) for each in known)
        }
        if not meant:
            return Misread(SearchField.STATUS, value)
        found |= meant
    return StatusAmong(frozenset(found)) if found else Unfinished(SearchField.STATUS)


def amount_of(typed: str) -> Decimal | None:
    """The amount as written here or elsewhere: 1.234,56 and 1,234.56 and 1234.56; 1.234 is a thousand and more."""
    text = "".join(typed.split()).replace("−", "-").rstrip(".,")
    if grouped := _GROUPED.fullmatch(text):
        text = text.replace(grouped.group(1), "")
    elif not _WHOLE.fullmatch(text):
        return None
    return Decimal(text.replace(",", "."))


def _totals(value: str) -> Sense:
    sign, rest = _parted(value)
    if not rest.strip(" .,…-−"):
        return Unfinished(SearchField.TOTAL)
    ends = _RANGE.split(rest)
    limits = [amount_of(end) if end.strip() else None for end in ends]
    if any(end.strip() and limit is None for end, limit in zip(ends, limits, strict=True)):
        return Misread(SearchField.TOTAL, value)
    if len(ends) == 1:
        return _beside(sign, limits[0])
    if len(ends) > 2 or sign:
        return Misread(SearchField.TOTAL, value)
    least, most = limits
    if least is not None and most is not None and least > most:
        least, most = most, least
    return TotalWithin(least, most)


def _beside(sign: str, limit: Decimal | None) -> TotalWithin:
    if sign == ">" or sign in _AT_LEAST:
        return TotalWithin(least=limit, with_least=sign != ">")
    if sign == "<" or sign in _AT_MOST:
        return TotalWithin(most=limit, with_most=sign != "<")
    return TotalWithin(limit, limit)


def _parted(value: str) -> tuple[str, str]:
    found = _COMPARED.fullmatch(value.strip())
    return (found.group(1) or "", found.group(2).strip()) if found else ("", value)


def period_of(typed: str) -> IssuedWithin | None:
    """The first and last day of a year, a month or a day: 2026, 2026-03, 03.2026, 2026-03-05, 05.03.2026."""
    if found := _YEAR_FIRST.fullmatch(typed):
        year, month, day = found.groups()
    elif found := _DAY_FIRST.fullmatch(typed):
        day, month, year = found.groups()
    else:
        return None
    try:
        first = date(int(year), int(month or 1), int(day or 1))
    except ValueError:
        return None
    if day:
        return IssuedWithin(first, first)
    last_month = int(month or 12)
    return IssuedWithin(first, date(first.year, last_month, monthrange(first.year, last_month)[1]))


def _dates(value: str) -> Sense:
    sign, rest = _parted(value)
    ends = ["".join(end.split()) for end in _RANGE.split(rest)]
    if not any(ends):
        return Unfinished(SearchField.DATE)
    periods = [period_of(end) for end in ends]
    if len(ends) > 2 or (len(ends) == 2 and sign):
        return Misread(SearchField.DATE, value)
    if any(end and period is None for end, period in zip(ends, periods, strict=True)):
        begun = all(period is not None or _is_begun(end) for end, period in zip(ends, periods, strict=True))
        return Unfinished(SearchField.DATE) if begun else Misread(SearchField.DATE, value)
    if len(periods) == 1:
        period = periods[0]
        return IssuedWithin() if period is None else _around(sign, period)
    first, last = periods
    if first and last and first.first and last.last and first.first > last.last:
        first, last = last, first
    return IssuedWithin(None if first is None else first.first, None if last is None else last.last)


def _is_begun(text: str) -> bool:
    """Whether a date may still come of it."""
    shaped = _YEAR_FIRST.fullmatch(text) or _DAY_FIRST.fullmatch(text)
    return not shaped and len(text) < _LONGEST_DATE and _BEGUN_DATE.fullmatch(text) is not None


def _around(sign: str, period: IssuedWithin) -> IssuedWithin:
    first, last = period.first, period.last
    if sign in _AT_LEAST:
        return IssuedWithin(first, None)
    if sign in _AT_MOST:
        return IssuedWithin(None, last)
    if sign == ">" and last is not None:
        return IssuedWithin(last + timedelta(days=1) if last < date.max else last, None)
    if sign == "<" and first is not None:
        return IssuedWithin(None, first - timedelta(days=1) if first > date.min else first)
    return period
