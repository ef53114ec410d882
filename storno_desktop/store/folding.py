"""Making texts comparable: without diacritics and case, and numbers by the size of their digits."""

import re
import unicodedata

_CONTROLS = dict.fromkeys([*range(32), 127], " ")
_WORD = re.compile(r"[^\W_]+")
_DIGITS = re.compile(r"[0-9]+")


def fold(text: str) -> str:
    """The text without case and diacritics: ș, ş and s are one letter; control characters become spaces."""
    if text.isascii():
        return text.lower().translate(_CONTROLS)
    parts = unicodedata.normalize("NFKD", text.casefold())
    bare = "".join(letter for letter in parts if not unicodedata.combining(letter))
    return bare.casefold().translate(_CONTROLS)


def words(folded: str) -> list[str]:
    """The runs of letters and digits in a folded text, in their order."""
    return _WORD.findall(folded)


def number_key(number: str) -> str:
    """A text that sorts invoice numbers as people do: FCT-9 before FCT-10, without case and diacritics."""

    def by_size(run: re.Match[str]) -> str:
        digits = run.group().lstrip("0")
        return f"{len(digits):03d}{digits}"

    return _DIGITS.sub(by_size, fold(number))
