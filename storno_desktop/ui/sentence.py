"""Puts values into a translated sentence without reading the values."""

import re

_PLACE = re.compile(r"%([1-9])")


def filled(sentence: str, *values: str) -> str:
    """`sentence` with %1, %2 … replaced in one pass, so that a value holding "%2" stays as it is.

    A place without a value stays: a translation that asks for too much is seen, not hidden.
    """

    def value(place: re.Match[str]) -> str:
        index = int(place[1]) - 1
        return values[index] if index < len(values) else place[0]

    return _PLACE.sub(value, sentence)
