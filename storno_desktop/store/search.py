"""Search as you type: what a person wrote, as terms that each must be found in number, partner, CIF or total."""

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from storno_desktop.domain.invoice import bare_cif
from storno_desktop.domain.search_part import SearchField, Sought
from storno_desktop.domain.search_question import SearchQuestion
from storno_desktop.store.database import Row
from storno_desktop.store.folding import fold, number_key, words
from storno_desktop.store.invoice_row import amount_key

_SHORTEST_PIECE = 3

_PREFIXED_CIF = re.compile(r"\bro +(?=[0-9])")
_PLAIN = re.compile(r"[-+−]?[0-9]{1,11}(?:[.,][0-9]{1,4})?")
_ROMANIAN = re.compile(r"[-+−]?[0-9]{1,3}(?:\.[0-9]{3}){1,3}(?:,[0-9]{1,4})?")
_ENGLISH = re.compile(r"[-+−]?[0-9]{1,3}(?:,[0-9]{3}){1,3}(?:\.[0-9]{1,4})?")


def amounts(term: str) -> frozenset[Decimal]:
    """What the term may mean as an amount: 1.234,56 and 1234.56 and 1,234.56; 1.234 has two meanings."""
    text = term.replace("−", "-")
    readings = set()
    if _PLAIN.fullmatch(term):
        readings.add(text.replace(",", "."))
    if _ROMANIAN.fullmatch(term):
        readings.add(text.replace(".", "").replace(",", "."))
    if _ENGLISH.fullmatch(term):
        readings.add(text.replace(",", ""))
    return frozenset(Decimal(reading) for reading in readings)


_ANYWHERE: Final = "{number name cif}"
_COLUMNS = {SearchField.CLIENT: "name", SearchField.CIF: "cif", SearchField.NUMBER: "number"}


@dataclass(frozen=True, slots=True)
class Term:
    """Words of the question that stand in a row, folded; they contain at least one letter or digit.

    `cif` is the same without the prefix RO, "" where there is none. `column` of the table of words is where
    they are looked for.
    """

    text: str
    cif: str = ""
    column: str = _ANYWHERE

    @classmethod
    def of(cls, sought: Sought) -> "Term":
        """What was looked for in one field."""
        text = bare_cif(sought.text) if sought.field is SearchField.CIF else sought.text
        return cls(fold(text).strip(), column=_COLUMNS[sought.field])

    @property
    def may_be_amount(self) -> bool:
        """Whether a total is found by it too."""
        return self.column == _ANYWHERE

    def _phrase(self, text: str) -> str:
        return f'"{" ".join(words(text))}"*'

    def whole_words(self) -> str:
        """The question to the table of words: these words in a row, the last of them as a beginning."""
        sought = f"{self.column} : {self._phrase(self.text)}"
        return f"({sought}) OR (cif : {self._phrase(self.cif)})" if self.cif else sought

    def pieces(self) -> str:
        """The question to the table of pieces, "" where it holds no such column or the term is too short."""
        if self.column == "name":
            return ""
        asked = []
        if len(self.text) >= _SHORTEST_PIECE:
            piece = _quoted(self.text)
            asked.append(piece if self.column == _ANYWHERE else f"({self.column} : {piece})")
        if len(self.cif) >= _SHORTEST_PIECE:
            asked.append(f"(cif : {_quoted(self.cif)})")
        return " OR ".join(asked)


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'


@dataclass(frozen=True, slots=True)
class Exact:
    """A number or CIF that may be meant exactly, each "" for none; `others` are the terms that must hold besides.

    `numbers` are spellings of the same number: with quotes around it and without.
    """

    numbers: tuple[str, ...]
    cif: str
    others: tuple[Term, ...]

    @property
    def keys(self) -> list[tuple[str, str]]:
        """The keys that such an invoice has, with the columns in which they stand."""
        found = [("number_key", number_key(number)) for number in self.numbers]
        return [*found, ("cif_key", self.cif)] if self.cif else found

    def is_meant(self, row: Row) -> bool:
        """Whether a row of number and CIF key is meant exactly."""
        number, cif = row
        return fold(number).strip() in self.numbers or (bool(self.cif) and cif == self.cif)


@dataclass(frozen=True, slots=True)
class Search:
    """The words of a question as terms that must all be found. No terms at all means that nothing can match."""

    terms: tuple[Term, ...]
    exacts: tuple[Exact, ...]

    @classmethod
    def of(cls, question: SearchQuestion) -> "Search | None":
        """The search for the words of a question, None where it has none.

        Words without any letter or digit count only by being there.
        """
        if not question.seeks_text:
            return None
        named = tuple(map(Term.of, question.sought))
        plain = _plain_terms(question)
        typed = "".join((*question.words, *question.phrases))
        if not named and not fold(typed).strip():  # an accent without its letter is as good as a space
            return None
        terms = tuple(dict.fromkeys((*plain, *named)))
        return cls(terms, (*_plain_exacts(question, named), *_named_exacts(question, terms)))

    @property
    def parted(self) -> tuple[Term, tuple[Term, ...]]:
        """The term that is likely the rarest, and the others: a long one, rather of digits than of letters."""
        lead = max(self.terms, key=lambda term: (sum(map(str.isdecimal, term.text)), len(term.text)))
        return lead, tuple(term for term in self.terms if term != lead)

    def places(self, company: int, low: int, high: int) -> tuple[str, tuple[object, ...]]:
        """A statement that gives `place` of every match between two places, and its bindings.

        Its parts come in the order of places, so that with an ORDER BY place nothing is sorted and the
        first matches cost no more than themselves.
        """
        return places_of(self.terms, company, low, high)


def places_of(terms: tuple[Term, ...], company: int, low: int, high: int) -> tuple[str, tuple[object, ...]]:
    """As `Search.places`, for some of the terms."""
    parts, bindings = [], []
    for term in terms:
        part, bound = _term_places(term, company, low, high)
        parts.append(part)
        bindings.extend(bound)
    if len(parts) == 1:
        return parts[0], tuple(bindings)
    return " INTERSECT ".join(f"SELECT place FROM ({part})" for part in parts), tuple(bindings)  # noqa: S608


def _plain_terms(question: SearchQuestion) -> tuple[Term, ...]:
    typed = [term for run in question.words for term in _PREFIXED_CIF.sub("ro", fold(run)).split()]
    typed += [fold(phrase).strip() for phrase in question.phrases]
    return tuple(Term(term, _without_ro(term)) for term in dict.fromkeys(typed) if words(term))


def _plain_exacts(question: SearchQuestion, named: tuple[Term, ...]) -> tuple[Exact, ...]:
    spellings = [question.plain]
    if question.phrases and not question.words:
        spellings += question.phrases[:1] * (len(question.phrases) == 1)
    numbers = tuple(folded for each in spellings if (folded := fold(each).strip()))
    return (Exact(numbers, fold(bare_cif(numbers[-1])), named),) if numbers else ()


def _named_exacts(question: SearchQuestion, terms: tuple[Term, ...]) -> tuple[Exact, ...]:
    found = []
    for sought in question.sought:
        own = Term.of(sought)
        others = tuple(term for term in terms if term != own)
        if sought.field is SearchField.NUMBER:
            found.append(Exact((own.text,), "", others))
        elif sought.field is SearchField.CIF:
            found.append(Exact((), own.text, others))
    return tuple(found)


def _without_ro(term: str) -> str:
    bare = fold(bare_cif(term))
    return bare if bare != term else ""


def _term_places(term: Term, company: int, low: int, high: int) -> tuple[str, list[object]]:
    parts = ["SELECT rowid AS place FROM words WHERE words MATCH ? AND rowid BETWEEN ? AND ?"]
    bindings: list[object] = [term.whole_words(), low, high]
    if pieces := term.pieces():
        parts.append("SELECT rowid FROM pieces WHERE pieces MATCH ? AND rowid BETWEEN ? AND ?")
        bindings += [pieces, low, high]
    for amount in sorted(amounts(term.text)) if term.may_be_amount else ():
        parts.append(
            "SELECT place FROM invoice INDEXED BY invoice_by_total_key"
            " WHERE company = ? AND total_key = ? AND place BETWEEN ? AND ? AND NOT total_rounded"
        )
        bindings += [company, amount_key(amount)[0], low, high]
    return " UNION ".join(parts), bindings
