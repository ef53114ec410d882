"""The elements of a JSON list as they were written, beside what was read of them."""

import json
import re

_DECODER = json.JSONDecoder()
_SPACE = re.compile(r"[ \t\n\r]*")

Element = tuple[object, str]
"""A value, and how it was spelled."""


def elements_of(body: bytes, name: str, read: list[object]) -> tuple[bytes, ...]:
    """The elements of the list `name` of a JSON object (UTF-8), byte by byte as they stand in `body`.

    `read` is what another reader made of them. Where the two do not agree on everything, nothing is given:
    an element must not stand beside another one's text.
    """
    try:
        found = _of_object(body.decode(), name)
    except (ValueError, IndexError, RecursionError):
        return ()
    if [value for value, _ in found] != read:
        return ()
    return tuple(spelled.encode() for _, spelled in found)


def _of_object(text: str, name: str) -> list[Element]:
    """The elements of the member of this name; where it stands twice the later one counts."""
    found: list[Element] = []
    at = _behind(text, 0, "{")
    while text[at] != "}":
        key, at = _DECODER.raw_decode(text, at)
        at = _behind(text, at, ":")
        if key == name:
            found, at = _of_list(text, at)
        else:
            _, at = _DECODER.raw_decode(text, at)
        at = _at_next(text, at)
    return found


def _of_list(text: str, at: int) -> tuple[list[Element], int]:
    """The elements of the list that begins here, or of an object in the place of one (contract §27); and its end."""
    found: list[Element] = []
    is_list = text[at] == "["
    at = _behind(text, at, "[{")
    while text[at] != ("]" if is_list else "}"):
        if not is_list:
            _, at = _DECODER.raw_decode(text, at)
            at = _behind(text, at, ":")
        value, end = _DECODER.raw_decode(text, at)
        found.append((value, text[at:end]))
        at = _at_next(text, end)
    return found, at + 1


def _at_next(text: str, at: int) -> int:
    """Where the next element begins, or the closing sign stands."""
    at = _after_space(text, at)
    return _after_space(text, at + 1) if text[at] == "," else at


def _behind(text: str, at: int, signs: str) -> int:
    """Behind one of these signs and the spaces around it."""
    at = _after_space(text, at)
    if text[at] not in signs:
        raise ValueError("another sign was expected")
    return _after_space(text, at + 1)


def _after_space(text: str, at: int) -> int:
    found = _SPACE.match(text, at)
    return found.end() if found else at
