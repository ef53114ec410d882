"""What a person types into the search field: words, phrases in quotes, and parts that name a field (`client:`)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from storno_desktop.domain.folding import fold
from storno_desktop.domain.invoice_summary import InvoiceStatus
from storno_desktop.domain.search_part import (
    IssuedWithin,
    Misread,
    Phrase,
    Plain,
    SearchField,
    Sense,
    Sought,
    StatusAmong,
    TotalWithin,
    Unfinished,
    sense_of,
)

LONGEST_TEXT = 256
"""Letters of the question that count; no number or name that is looked for is longer."""

_FIELDS = {
    "client": SearchField.CLIENT,
    "buyer": SearchField.CLIENT,
    "partener": SearchField.CLIENT,
    "furnizor": SearchField.CLIENT,
    "cif": SearchField.CIF,
    "cui": SearchField.CIF,
    "numar": SearchField.NUMBER,
    "nr": SearchField.NUMBER,
    "number": SearchField.NUMBER,
    "status": SearchField.STATUS,
    "stare": SearchField.STATUS,
    "total": SearchField.TOTAL,
    "data": SearchField.DATE,
    "date": SearchField.DATE,
    "motiv": SearchField.REASON,
    "motivul": SearchField.REASON,
    "reason": SearchField.REASON,
}
"""The names of the fields, folded; anything else before a colon is a plain word."""

_GAP = re.compile(r"[\s\x00-\x1f\x7f]+")
_TOKEN = re.compile(r"[^\s\x00-\x1f\x7f]+")
_NAME = re.compile(r"([^\W\d_]+):")
_CLOSING = {'"': '"', "„": '”“"', "“": '”"', "«": "»"}
_ONLY_SIGNS = re.compile(r"[<>=≥≤]+")


@dataclass(frozen=True, slots=True)
class SearchPart:
    """One part of the text, from `start` up to `end`, and what it means."""

    start: int
    end: int
    sense: Sense

    @property
    def is_plain(self) -> bool:
        """Whether no field is named."""
        return isinstance(self.sense, Plain | Phrase)

    @property
    def is_in_force(self) -> bool:
        """Whether it names a field and narrows the list."""
        return not isinstance(self.sense, Plain | Phrase | Unfinished | Misread)


@dataclass(frozen=True, slots=True)
class SearchQuestion:
    """The parts of a text in their order; all that narrow must hold, but of several statuses any one."""

    text: str
    parts: tuple[SearchPart, ...]

    @classmethod
    def of(cls, text: str) -> "SearchQuestion":
        """The question that was typed; every text is one."""
        return _asked(text[:LONGEST_TEXT])

    @property
    def plain(self) -> str:
        """The text without the parts that name a field."""
        return " ".join(self._runs(Plain, Phrase))

    @property
    def words(self) -> tuple[str, ...]:
        """The stretches of plain words as typed, phrases left out."""
        return tuple(self._runs(Plain))

    @property
    def phrases(self) -> tuple[str, ...]:
        """What stands between quotes."""
        return tuple(part.sense.text for part in self.parts if isinstance(part.sense, Phrase))

    @property
    def sought(self) -> tuple[Sought, ...]:
        """What is looked for in one field."""
        return tuple(part.sense for part in self.parts if isinstance(part.sense, Sought))

    @property
    def statuses(self) -> frozenset[InvoiceStatus]:
        """The statuses that were named; empty where none was."""
        named = [part.sense.statuses for part in self.parts if isinstance(part.sense, StatusAmong)]
        return frozenset[InvoiceStatus]().union(*named)

    @property
    def totals(self) -> tuple[TotalWithin, ...]:
        """The limits of the total; all hold."""
        return tuple(part.sense for part in self.parts if isinstance(part.sense, TotalWithin))

    @property
    def issued(self) -> tuple[IssuedWithin, ...]:
        """The limits of the issue date; all hold."""
        return tuple(part.sense for part in self.parts if isinstance(part.sense, IssuedWithin))

    @property
    def seeks_text(self) -> bool:
        """Whether words are looked for, in one field or in all."""
        return any(isinstance(part.sense, Plain | Phrase | Sought) for part in self.parts)

    @property
    def in_force(self) -> tuple[SearchPart, ...]:
        """The parts that name a field and narrow the list."""
        return tuple(part for part in self.parts if part.is_in_force)

    @property
    def misread(self) -> tuple[Misread, ...]:
        """The values that say nothing of their field."""
        return tuple(part.sense for part in self.parts if isinstance(part.sense, Misread))

    def without(self, part: SearchPart) -> str:
        """The text that is left when one part is taken away."""
        before, after = self.text[: part.start].rstrip(), self.text[part.end :].lstrip()
        return f"{before} {after}" if before and after else before or after

    def _runs(self, *kinds: type[Plain | Phrase]) -> Iterator[str]:
        """The text from the first to the last of neighbouring parts of these kinds."""
        start: int | None = None
        end = 0
        for part in self.parts:
            if isinstance(part.sense, kinds):
                start, end = part.start if start is None else start, part.end
            elif start is not None:
                yield self.text[start:end]
                start = None
        if start is not None:
            yield self.text[start:end]


@lru_cache(maxsize=8)
def _asked(text: str) -> SearchQuestion:
    return SearchQuestion(text, tuple(_parts(text)))


def _parts(text: str) -> Iterator[SearchPart]:
    at = _after_gap(text, 0)
    while at < len(text):
        if named := _name_at(text, at):
            field, begun = named
            value, end = _value(text, begun, field)
            yield SearchPart(at, end, sense_of(field, value))
        elif (closed := _closed(text, at)) and _is_gap(text, closed) and text[at + 1 : closed - 1].strip():
            end = closed
            yield SearchPart(at, end, Phrase(text[at + 1 : end - 1]))
        else:
            end = _token_end(text, at)
            yield SearchPart(at, end, Plain(text[at:end]))
        at = _after_gap(text, end)


def _name_at(text: str, at: int) -> tuple[SearchField, int] | None:
    """The field that is named here, and where its value begins."""
    found = _NAME.match(text, at)
    field = _FIELDS.get(fold(found.group(1))) if found else None
    return None if found is None or field is None else (field, found.end())


def _value(text: str, at: int, field: SearchField) -> tuple[str, int]:
    """The value that begins here or behind spaces, and where it ends; in quotes it may hold spaces.

    Quotes that are not closed yet reach to the end, because the person is still typing between them.
    """
    begun = _after_gap(text, at)
    if begun >= len(text) or (begun > at and _name_at(text, begun)):
        return "", at
    if text[begun] in _CLOSING:
        closed = _closed(text, begun)
        return (text[begun + 1 : closed - 1], closed) if closed else (text[begun + 1 :], len(text))
    end = _token_end(text, begun)
    while _goes_on(text[begun:end], field) and (behind := _after_gap(text, end)) < len(text):
        if _name_at(text, behind):
            break
        if field is SearchField.CIF and not text[behind].isdecimal():
            break
        end = _token_end(text, behind)
    return text[begun:end], end


def _goes_on(value: str, field: SearchField) -> bool:
    """Whether the next word still belongs to this value: `total:> 1000`, `status:draft, issued`, `cif:RO 123`."""
    match field:
        case SearchField.TOTAL | SearchField.DATE:
            return _ONLY_SIGNS.fullmatch(value) is not None
        case SearchField.STATUS:
            return value.endswith(",")
        case SearchField.CIF:
            return fold(value) == "ro"
        case SearchField.CLIENT | SearchField.NUMBER | SearchField.REASON:
            return False


def _closed(text: str, at: int) -> int | None:
    """Where the quotes that open here end, behind the closing mark."""
    closing = _CLOSING.get(text[at], "")
    return next((i + 1 for i in range(at + 1, len(text)) if text[i] in closing), None)


def _after_gap(text: str, at: int) -> int:
    found = _GAP.match(text, at)
    return found.end() if found else at


def _token_end(text: str, at: int) -> int:
    found = _TOKEN.match(text, at)
    return found.end() if found else at


def _is_gap(text: str, at: int) -> bool:
    return at >= len(text) or _GAP.match(text, at) is not None
