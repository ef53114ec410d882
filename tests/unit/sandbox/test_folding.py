"""Searching compares letters as the backend's collation does."""

from __future__ import annotations

import pytest

from storno_desktop.sandbox.folding import containing, folded


@pytest.mark.parametrize(
    ("wanted", "text"),
    [
        ("tesatoria", "Țesătoria Nouă SRL"),
        ("ŢESĂTORIA", "Țesătoria Nouă SRL"),
        ("stefan", "Ştefan & Ștefan"),
        ("%", "anything"),
        ("a_c", "xABCx"),
        ("a%z", "Abecedar Z"),
        ("50\\%", "reducere 50%"),
        ("", ""),
        ("\\", "back\\slash"),
    ],
)
def test_found(wanted: str, text: str) -> None:
    assert containing(wanted).search(folded(text))


@pytest.mark.parametrize(
    ("wanted", "text"), [("O'", "Nouă"), ("50\\%", "500"), ("lodz", "Łódź"), (".", "abc"), ("ss", "Straße")]
)
def test_not_found(wanted: str, text: str) -> None:
    assert not containing(wanted).search(folded(text))
