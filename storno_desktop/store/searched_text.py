"""Texts as they stand in the tables that are searched, and what is looked for in them.

These tables hold every three neighbouring signs of a text. With two spaces before each word they also know where words
begin: " sr" is a word that begins with "sr", "  s" one that begins with "s". So every question, short or long, finds its
first answers without looking at the others.
"""

from storno_desktop.store.folding import fold, words

TABLES = ("numbers", "names", "cifs")
"""The tables of numbers, partners' names and their CIFs, each with the rows' places."""

_GAP = "  "
_SHORTEST_PIECE = 3


def spaced(text: str) -> str:
    """The words of a text, folded, each behind a gap."""
    return "".join(_GAP + word for word in words(fold(text)))


def piece(text: str) -> str:
    """The question for the words of this text, folded, wherever they stand together; for fewer than three letters
    where a word begins with them. "" where it has no words."""
    found = words(text)
    sought = _GAP.join(found)
    if not sought:
        return ""
    return f'"{sought}"' if len(" ".join(found)) >= _SHORTEST_PIECE else f'"{_GAP}{sought}"'
