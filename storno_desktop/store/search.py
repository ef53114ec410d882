"""Search as you type: what a person wrote, as terms that each must be found in number, partner, CIF or total."""

import re
from dataclasses import dataclass
from decimal import Decimal

from storno_desktop.domain.invoice import bare_cif
from storno_desktop.store.database import Row
from storno_desktop.store.folding import fold, number_key, words
from storno_desktop.store.invoice_row import amount_key

LONGEST_TEXT = 256
"""Letters of the question that count; no number or name that is looked for is longer."""
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


@dataclass(frozen=True, slots=True)
class Term:
    """One word of the question, folded; it contains at least one letter or digit.

    `cif` is the same without the prefix RO, "" where there is none.
    """

    text: str
    cif: str = ""

    def _phrase(self, text: str) -> str:
        return f'"{" ".join(words(text))}"*'

    def whole_words(self) -> str:
        """The question to the table of words: these words in a row, the last of them as a beginning."""
        sought = f"{{number name cif}} : {self._phrase(self.text)}"
        return f"({sought}) OR (cif : {self._phrase(self.cif)})" if self.cif else sought

    def pieces(self) -> str:
        """The question to the table of pieces, "" where the term is too short for one."""
        asked = []
        if len(self.text) >= _SHORTEST_PIECE:
            asked.append(_quoted(self.text))
        if len(self.cif) >= _SHORTEST_PIECE:
            asked.append(f"(cif : {_quoted(self.cif)})")
        return " OR ".join(asked)


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'


@dataclass(frozen=True, slots=True)
class Search:
    """A question as terms. No terms at all means that nothing can match."""

    text: str
    terms: tuple[Term, ...]

    @classmethod
    def of(cls, text: str) -> "Search | None":
        """The search for what was typed, None where that is blank.

        Words without any letter or digit count only by being there.
        """
        folded = fold(text[:LONGEST_TEXT]).strip()
        if not folded:
            return None
        terms = dict.fromkeys(_PREFIXED_CIF.sub("ro", folded).split())
        return cls(folded, tuple(Term(term, _without_ro(term)) for term in terms if words(term)))

    def places(self, company: int, low: int, high: int) -> tuple[str, tuple[object, ...]]:
        """A statement that gives `place` of every match between two places, and its bindings.

        Its parts come in the order of places, so that with an ORDER BY place nothing is sorted and the
        first matches cost no more than themselves.
        """
        parts, bindings = [], []
        for term in self.terms:
            part, bound = _term_places(term, company, low, high)
            parts.append(part)
            bindings.extend(bound)
        if len(parts) == 1:
            return parts[0], tuple(bindings)
        return " INTERSECT ".join(f"SELECT place FROM ({part})" for part in parts), tuple(bindings)  # noqa: S608

    def exact(self) -> tuple[str, str]:
        """The keys (number, CIF) that an invoice meant exactly would have."""
        return number_key(self.text), fold(bare_cif(self.text))

    def is_exact(self, row: Row) -> bool:
        """Whether a row of number and CIF key is meant exactly."""
        number, cif = row
        return fold(number).strip() == self.text or (bool(cif) and cif == self.exact()[1])


def _without_ro(term: str) -> str:
    bare = fold(bare_cif(term))
    return bare if bare != term else ""


def _term_places(term: Term, company: int, low: int, high: int) -> tuple[str, list[object]]:
    parts = ["SELECT rowid AS place FROM words WHERE words MATCH ? AND rowid BETWEEN ? AND ?"]
    bindings: list[object] = [term.whole_words(), low, high]
    if pieces := term.pieces():
        parts.append("SELECT rowid FROM pieces WHERE pieces MATCH ? AND rowid BETWEEN ? AND ?")
        bindings += [pieces, low, high]
    for amount in sorted(amounts(term.text)):
        parts.append(
            "SELECT place FROM invoice INDEXED BY invoice_by_total_key"
            " WHERE company = ? AND total_key = ? AND place BETWEEN ? AND ? AND NOT total_rounded"
        )
        bindings += [company, amount_key(amount)[0], low, high]
    return " UNION ".join(parts), bindings
