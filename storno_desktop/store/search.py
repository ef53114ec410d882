"""Search as you type: what a person wrote, as terms that each must be found in number, partner, CIF, total or reason."""

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from storno_desktop.domain.invoice_summary import bare_cif
from storno_desktop.domain.search_part import SearchField, Sought
from storno_desktop.domain.search_question import SearchQuestion
from storno_desktop.store.database import Row
from storno_desktop.store.folding import fold, number_key, words
from storno_desktop.store.invoice_row import amount_key
from storno_desktop.store.searched_text import piece

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


_TABLES: Final = {SearchField.NUMBER: "numbers", SearchField.CLIENT: "names", SearchField.CIF: "cifs"}
_FORMS: Final = frozenset({"srl", "s.r.l.", "s.r.l", "pfa", "ifn", "snc", "scs", "srld", "srl-d"})
_SHORTEST_IN_REASONS = 3
"""Letters from which on words that name no field are looked for in reasons too."""


@dataclass(frozen=True, slots=True)
class Term:
    """Words of the question that stand in a row, folded; they contain at least one letter or digit.

    `cif` is the same without the prefix RO, "" where there is none. `field` is where they are looked for,
    None for everywhere.
    """

    text: str
    cif: str = ""
    field: SearchField | None = None

    @classmethod
    def of(cls, sought: Sought) -> "Term":
        """What was looked for in one field."""
        text = bare_cif(sought.text) if sought.field is SearchField.CIF else sought.text
        return cls(fold(text).strip(), field=sought.field)

    @property
    def amounts(self) -> frozenset[Decimal]:
        """The totals that are found by it too."""
        return amounts(self.text) if self.field is None else frozenset()

    @property
    def questions(self) -> list[tuple[str, str]]:
        """The tables in which it is looked for, each with the question to it."""
        asked = [(table, piece(self.text)) for field, table in _TABLES.items() if self.field in {None, field}]
        if self.cif:
            asked.append((_TABLES[SearchField.CIF], piece(self.cif)))
        is_long = len(self.text) >= _SHORTEST_IN_REASONS
        if self.field is SearchField.REASON or (self.field is None and is_long):
            asked.append(("reasons", f'"{" ".join(words(self.text))}"*'))
        return asked


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
        """The term that is likely the rarest, and the others: a reason, or a long one, rather of digits than of
        letters; a form of company only where nothing else is asked."""
        lead = max(self.terms, key=_rarity)
        return lead, tuple(term for term in self.terms if term != lead)

    def places(self, company: int, low: int, high: int) -> tuple[str, tuple[object, ...]]:
        """A statement that gives `place` of every match between two places, and its bindings.

        Its parts come in the order of places, so that with an ORDER BY place nothing is sorted and the
        first matches cost no more than themselves.
        """
        return places_of(self.terms, company, low, high)


def _rarity(term: Term) -> tuple[bool, bool, int, int]:
    digits = sum(map(str.isdecimal, term.text))
    return term.field is SearchField.REASON, term.text not in _FORMS, digits, len(term.text)


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
    parts: list[str] = []
    bindings: list[object] = []
    for table, asked in term.questions:
        found = f"SELECT rowid AS place FROM {table} WHERE {table} MATCH ?"  # noqa: S608
        parts.append(f"{found} AND rowid BETWEEN ? AND ?")
        bindings += [asked, low, high]
    for amount in sorted(term.amounts):
        parts.append(
            "SELECT place FROM invoice INDEXED BY invoice_by_total_key"
            " WHERE company = ? AND total_key = ? AND place BETWEEN ? AND ? AND NOT total_rounded"
        )
        bindings += [company, amount_key(amount)[0], low, high]
    return " UNION ".join(parts), bindings
