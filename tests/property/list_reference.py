"""What the list's question means, said once more in plain Python over a plain list."""

import re
import unicodedata
from dataclasses import dataclass, field
from datetime import timedelta
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from storno_desktop.domain.invoice_summary import Direction, InvoiceStatus, InvoiceSummary
from storno_desktop.domain.listview import Column, ListView, Queue

_LETTERS = str.maketrans("ăâîșşțţ", "aaisstt")


def plain(text: str) -> str:
    """Without case and the Romanian diacritics."""
    return unicodedata.normalize("NFC", text).lower().translate(_LETTERS)


def bare(cif: str) -> str:
    """A fiscal code without RO."""
    found = re.fullmatch(r"ro(\d+)", plain(cif).replace(" ", ""))
    return found.group(1) if found else plain(cif).replace(" ", "")


def parts(text: str) -> list[str]:
    """Words of letters and digits."""
    return re.findall(r"[^\W_]+", text)


def amount(term: str) -> set[Decimal]:
    """The readings of a term as an amount."""
    readings = set()
    if re.fullmatch(r"-?\d+([.,]\d{1,4})?", term):
        readings.add(Decimal(term.replace(",", ".")))
    if re.fullmatch(r"-?\d{1,3}(\.\d{3})+(,\d{1,4})?", term):
        readings.add(Decimal(term.replace(".", "").replace(",", ".")))
    if re.fullmatch(r"-?\d{1,3}(,\d{3})+(\.\d{1,4})?", term):
        readings.add(Decimal(term.replace(",", "")))
    return readings


def _stands_in(term: str, text: str) -> bool:
    """Whether the words of the term stand together anywhere in the text; of few letters, whether a word begins so."""
    sought, there = " ".join(parts(term)), parts(text)
    if len(sought) >= 3:
        return sought in " ".join(there)
    return any(word.startswith(sought) for word in there)


def matches(invoice: InvoiceSummary, term: str) -> bool:
    """Whether one word of the question is found in the invoice."""
    number, name, cif = plain(invoice.number), plain(invoice.partner_name), bare(invoice.partner_cif)
    if any(_stands_in(term, text) for text in (number, name, cif)):
        return True
    without = bare(term)
    if without != term and _stands_in(without, cif):
        return True
    return invoice.total in amount(term)


_PART = re.compile(r'(?:^|(?<=\s))(?:([^\W\d_]+):(?:"([^"]*)"|(\S*))|"([^"]+)"(?=\s|$)|(\S+))')
_NAMES = {
    "client": "client", "cif": "cif", "cui": "cif", "numar": "number", "nr": "number", "number": "number",
    "status": "status", "stare": "status", "total": "total", "data": "date", "date": "date",
}  # fmt: skip
_STATUSES = {
    "draft": InvoiceStatus.DRAFT, "ciorna": InvoiceStatus.DRAFT, "emisa": InvoiceStatus.ISSUED,
    "issued": InvoiceStatus.ISSUED, "anulate": InvoiceStatus.CANCELLED, "cancelled": InvoiceStatus.CANCELLED,
}  # fmt: skip


@dataclass
class Asked:
    """A text taken apart; `named` are pairs of a field and its value."""

    plain: str = ""
    terms: list[str] = field(default_factory=list)
    named: list[tuple[str, str]] = field(default_factory=list)


def asked(text: str) -> Asked:
    """What was typed, as far as the strategies write it: every value directly behind its colon."""
    found, kept = Asked(), []
    for part in _PART.finditer(text):
        name, quoted, value, phrase, _ = part.groups()
        if name is not None and plain(name) in _NAMES:
            found.named.append((_NAMES[plain(name)], quoted if quoted is not None else value))
            continue
        kept.append(part.group())
        if phrase is not None:
            found.terms.append(plain(phrase).strip())
    found.plain = text.strip() if not found.named else " ".join(kept)
    words = re.sub(r'(?:^|(?<=\s))"[^"]+"(?=\s|$)', " ", found.plain)
    found.terms += re.sub(r"\bro +(?=\d)", "ro", plain(words)).split()
    found.terms = [term for term in found.terms if parts(term)]
    return found


def _number(invoice: InvoiceSummary) -> str:
    return plain(invoice.number).strip()


def _limits(value: str) -> tuple[str, list[str]]:
    sign = re.match(r"[<>=]*", value)
    assert sign is not None
    return sign.group(), value[sign.end() :].split("..")


def _compared(least: Any, most: Any, value: Any, sign: str) -> bool:
    match sign:
        case ">":
            return bool(value > most)
        case ">=":
            return bool(value >= least)
        case "<":
            return bool(value < least)
        case "<=":
            return bool(value <= most)
        case _:
            return bool(least <= value <= most)


def _in_total(invoice: InvoiceSummary, value: str) -> bool:
    sign, ends = _limits(value)
    low = Decimal(ends[0].replace(",", ".") or "-Infinity")
    high = Decimal(ends[-1].replace(",", ".") or "Infinity")
    return _compared(min(low, high), max(low, high), invoice.total, sign)


def _in_period(invoice: InvoiceSummary, value: str) -> bool:
    """By the texts themselves: a day begins with its month and its year."""
    sign, ends = _limits(value)
    if len(ends) > 1 and "" not in ends and ends[0] > ends[1] + "~":
        ends.reverse()
    day = invoice.issue_date.isoformat()
    return _compared(ends[0], ends[-1] + "~", day, sign)


def _holds(invoice: InvoiceSummary, name: str, value: str) -> bool:
    term = plain(value).strip()
    match name:
        case "total":
            return _in_total(invoice, value)
        case "date":
            return _in_period(invoice, value)
        case "client":
            return not parts(term) or _stands_in(term, plain(invoice.partner_name))
        case "cif":
            term, there = bare(value), bare(invoice.partner_cif)
        case _:
            there = plain(invoice.number)
    return not parts(term) or term == "ro" or _stands_in(term, there)


def _is_plainly_exact(invoice: InvoiceSummary, question: Asked) -> bool:
    wanted = plain(question.plain).strip()
    phrase = re.fullmatch(r'"([^"]+)"', wanted)
    spellings = {wanted, phrase.group(1).strip() if phrase else wanted}
    cif = bare(invoice.partner_cif)
    return wanted != "" and (
        _number(invoice) in spellings or (cif != "" and cif in {bare(each) for each in spellings})
    )


def is_exact(invoice: InvoiceSummary, text: str) -> bool:
    """Whether this invoice's number or CIF was asked for as a whole."""
    question = asked(text)
    numbers = {
        plain(value).strip() for name, value in question.named if name == "number" and parts(plain(value))
    }
    cifs = {bare(value) for name, value in question.named if name == "cif"} - {"", "ro"}
    return (
        _is_plainly_exact(invoice, question)
        or _number(invoice) in numbers
        or bare(invoice.partner_cif) in cifs
    )


def is_found(invoice: InvoiceSummary, text: str) -> bool:
    """Whether the invoice answers what was typed."""
    question = asked(text)
    statuses = [value for name, value in question.named if name == "status" and value]
    named = [each for each in question.named if each[0] != "status" and each[1]]
    return (
        (not statuses or any(invoice.status is _STATUSES[plain(value)] for value in statuses))
        and all(_holds(invoice, *each) for each in named)
        and (
            not question.plain
            or _is_plainly_exact(invoice, question)
            or (
                (bool(question.terms) or any(name in {"client", "cif", "number"} for name, _ in named))
                and all(matches(invoice, term) for term in question.terms)
            )
        )
    )


def _in_queue(invoice: InvoiceSummary, view: ListView) -> bool:
    if view.queue is None:
        return True
    if invoice.direction is not Direction.OUTGOING or view.queue is Queue.PREPARED:
        return False  # nobody prepares anything there
    if view.queue is Queue.TO_BE_CHECKED:
        return invoice.id in view.ids
    if view.queue is Queue.CAN_BE_CANCELLED:
        unpaid = not invoice.amount_paid and invoice.paid_at is None
        return invoice.status in (InvoiceStatus.DRAFT, InvoiceStatus.ISSUED) and unpaid
    if invoice.status is not InvoiceStatus.CANCELLED or invoice.cancelled_at is None:
        return False
    day = invoice.cancelled_at.astimezone(ZoneInfo("Europe/Bucharest")).date()
    passed = view.today > day + timedelta(days=view.window_days)
    return passed == (view.queue is Queue.WINDOW_PASSED)


def answers(invoice: InvoiceSummary, view: ListView) -> bool:
    """Whether the invoice belongs into the list."""
    return (
        is_found(invoice, view.text)
        and _in_queue(invoice, view)
        and (not view.states or invoice.status in view.states)
        and (view.direction is None or invoice.direction is view.direction)
        and (not view.currency or invoice.currency == view.currency)
        and (view.date_from is None or invoice.issue_date >= view.date_from)
        and (view.date_to is None or invoice.issue_date <= view.date_to)
        and (view.total_min is None or invoice.total >= view.total_min)
        and (view.total_max is None or invoice.total <= view.total_max)
    )


def _key(invoice: InvoiceSummary, column: Column) -> object:
    cancelled = invoice.cancelled_at
    match column:
        case Column.NUMBER:
            return re.sub(r"\d+", lambda run: run.group().lstrip("0").zfill(30), plain(invoice.number))
        case Column.ISSUE_DATE:
            return invoice.issue_date
        case Column.PARTNER:
            return plain(invoice.partner_name) or None
        case Column.CIF:
            return bare(invoice.partner_cif) or None
        case Column.TOTAL:
            return invoice.total
        case Column.PAID:
            return invoice.amount_paid
        case Column.STATUS:
            return list(InvoiceStatus).index(invoice.status)
        case Column.CANCELLED_AT:
            return cancelled
        case Column.DAYS_LEFT:
            return None if cancelled is None else cancelled.astimezone(ZoneInfo("Europe/Bucharest")).date()
        case Column.DUE_DATE:
            return invoice.due_date


def listed(invoices: list[InvoiceSummary], view: ListView) -> list[InvoiceSummary]:
    """The answer to the view."""
    chosen = [invoice for invoice in invoices if answers(invoice, view)]
    known = [invoice for invoice in chosen if _key(invoice, view.sort) is not None]
    unknown = [invoice for invoice in chosen if _key(invoice, view.sort) is None]
    for part in (known, unknown):
        part.sort(key=lambda invoice: (invoice.issue_date, invoice.id), reverse=view.descending)
    known.sort(key=lambda invoice: _key(invoice, view.sort), reverse=view.descending)  # type: ignore[arg-type,return-value]
    ordered = known + unknown
    if view.text.strip():
        ordered.sort(key=lambda invoice: not is_exact(invoice, view.text))
    return ordered
