"""Making texts comparable: numbers by the size of their digits, beside what the domain says of letters."""

import re

from storno_desktop.domain.folding import fold, words

__all__ = ["fold", "number_key", "words", "words_of"]

_DIGITS = re.compile(r"[0-9]+")


def number_key(number: str) -> str:
    """A text that sorts invoice numbers as people do: FCT-9 before FCT-10, without case and diacritics."""

    def by_size(run: re.Match[str]) -> str:
        digits = run.group().lstrip("0")
        return f"{len(digits):03d}{digits}"

    return _DIGITS.sub(by_size, fold(number))


def words_of(text: str) -> str:
    """The words of a text as the table of words keeps them: folded, with one space between."""
    return " ".join(words(fold(text)))
