"""What holds for every text that a person may type or paste as a reason."""

import unicodedata

from hypothesis import example, given
from hypothesis import strategies as st

from storno_desktop.domain.cancellation import (
    MAX_REASON,
    MIN_REASON,
    CancellationReason,
    ReasonFault,
    ReasonProblem,
    reason_length,
)

awkward = st.text(
    st.sampled_from(
        "aă\u0306\u0301ș \t\n\r\v\f\x85\u2028\u2029\u00a0\u2000\u3000\u200d\u200b\ufe0f😀🇷🇴👍🏽1⃣\u1100\u1161\0\ud83d"
    ),
    max_size=60,
)
texts = st.text(max_size=80) | awkward | st.text(st.characters(), min_size=8, max_size=30)
"""Lone halves of surrogates included."""


@given(texts)
@example("")
@example("a" * 500)
@example("\n" * 600)
@example("\ud800" * 12)
def test_any_text_is_answered_and_what_is_taken_is_in_order(raw: str) -> None:
    parsed = CancellationReason.parse(raw)
    if isinstance(parsed, ReasonProblem):
        assert (parsed.missing > 0) is (parsed.fault is ReasonFault.TOO_SHORT)
        assert (parsed.excess > 0) is (parsed.fault is ReasonFault.TOO_LONG)
        return
    assert MIN_REASON <= reason_length(parsed.text) <= MAX_REASON
    assert unicodedata.is_normalized("NFC", parsed.text)
    assert parsed.text == parsed.text.strip()
    assert len(parsed.text.splitlines()) == 1
    assert not {unicodedata.category(character) for character in parsed.text} & {"Cc", "Cf", "Cs", "Zl", "Zp"}
    parsed.text.encode("utf-8")


@given(texts)
def test_parsing_again_changes_nothing(raw: str) -> None:
    parsed = CancellationReason.parse(raw)
    if isinstance(parsed, CancellationReason):
        assert CancellationReason.parse(parsed.text) == parsed


@given(texts, st.text(" \t\n\u00a0\u2003\r", max_size=12), st.text(" \t\n\u00a0\u2003\r", max_size=12))
def test_blanks_around_a_text_change_nothing(raw: str, before: str, after: str) -> None:
    if unicodedata.combining(raw[:1] or "a") == 0:
        assert CancellationReason.parse(before + raw + after) == CancellationReason.parse(raw)


@given(st.lists(st.sampled_from(["a", "ș", "😀", "e\u0301", "🇷🇴", "❤️"]), min_size=1, max_size=600))
def test_length_is_the_number_of_visible_characters(clusters: list[str]) -> None:
    # A letter between them keeps neighbours from growing together.
    parsed = CancellationReason.parse("x".join(clusters))
    length = 2 * len(clusters) - 1
    if isinstance(parsed, ReasonProblem):
        assert parsed.length == length
        assert not MIN_REASON <= length <= MAX_REASON
    else:
        assert reason_length(parsed.text) == length
