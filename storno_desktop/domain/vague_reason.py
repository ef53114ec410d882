"""Reasons that are long enough and still tell nobody what happened. A hint follows, never a refusal."""

import unicodedata
from enum import Enum, auto

import regex

_WORD = regex.compile(r"\p{L}[\p{L}\p{M}]*")
_AGAIN = regex.compile(r"(\p{L}+?)\1+")
_KEY_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm", "qwertzuiop", "yxcvbnm")
_SHORTEST_RUN = 4
"""Fewer keys beside each other occur in ordinary words."""

_SAYS_NOTHING = frozenset(
    _WORD.findall(
        "a al am an anula anuleaza anulam anulare anularea anulat anulata anulez asa astazi azi cancel canceled "
        "cancelation cancellation cancelled cancelling cauza de din factura facturii facturi fara for aceasta "
        "acestei i invoice is it la motiv motivul nimic no none nothing nr nu number numar numarul of pentru "
        "reason se sterge stergere stiu test the this to today va x xx xxx"
    )
)
"""Words, without their accents, of which alone nobody learns why; the language of the window does not matter."""


class Vagueness(Enum):
    """How a reason fails to say what happened."""

    NO_WORDS = auto()
    """Digits and signs alone."""
    REPEATED = auto()
    """One word, one syllable or one letter again and again."""
    KEYS_IN_A_ROW = auto()
    """Letters as they lie beside each other on the keyboard."""
    ONLY_THAT = auto()
    """It says that the invoice is cancelled, not why."""


def vagueness(reason: str, number: str = "") -> Vagueness | None:
    """How the reason for cancelling the invoice with this number is vague, None where it may say something."""
    text = _bare(reason)
    if number:
        text = text.replace(_bare(number), " ")
    words = _WORD.findall(text)
    if not words:
        return Vagueness.NO_WORDS
    if len({_unit(word) for word in words}) == 1 and (len(words) > 1 or _unit(words[0]) != words[0]):
        return Vagueness.REPEATED
    if all(_is_run(word) for word in words):
        return Vagueness.KEYS_IN_A_ROW
    if all(word in _SAYS_NOTHING for word in words):
        return Vagueness.ONLY_THAT
    return None


def _bare(text: str) -> str:
    """Without accents and capitals: many people type neither."""
    taken_apart = unicodedata.normalize("NFD", text.casefold())
    return "".join(each for each in taken_apart if not unicodedata.combining(each))


def _unit(word: str) -> str:
    """What the word consists of, if it is one thing repeated; else the word."""
    again = _AGAIN.fullmatch(word)
    return word if again is None else again[1]


def _is_run(word: str) -> bool:
    return len(word) >= _SHORTEST_RUN and any(word in row or word in row[::-1] for row in _KEY_ROWS)
