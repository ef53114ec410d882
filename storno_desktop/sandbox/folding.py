"""Compares text as MySQL's utf8mb4_unicode_ci does: without case, without accents (contract §5)."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache


@lru_cache(maxsize=4096)
def _folded_letter(letter: str) -> str:
    bare = "".join(part for part in unicodedata.normalize("NFKD", letter) if not unicodedata.combining(part))
    small = bare.casefold()
    return small if len(small) == len(bare) else bare


@lru_cache(maxsize=65536)
def folded(text: str) -> str:
    """The text as the collation weighs it: `Ș`, `ş`, `S` and `s` are one letter."""
    return "".join(_folded_letter(letter) for letter in text)


@lru_cache(maxsize=256)
def containing(wanted: str) -> re.Pattern[str]:
    """The pattern of `LIKE '%wanted%'` over folded text.

    The backend does not escape what it was given, so `%` matches any run, `_` any letter and a
    backslash takes the meaning from the letter after it.
    """
    pieces: list[str] = []
    letters = iter(folded(wanted))
    for letter in letters:
        if letter == "%":
            pieces.append(".*")
        elif letter == "_":
            pieces.append(".")
        elif letter == "\\":
            pieces.append(re.escape(next(letters, "\\")))
        else:
            pieces.append(re.escape(letter))
    return re.compile("".join(pieces), re.DOTALL)
