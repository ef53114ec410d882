"""Making texts comparable: without diacritics and case, and as the words that stand in them."""

import re
import unicodedata

_CONTROLS = dict.fromkeys([*range(32), 127], " ")
_WORD = re.compile(r"[^\W_]+")


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
