"""What a reason is: one visible line of 10 to 500 characters, counted as a person counts them."""

import unicodedata

import pytest

from storno_desktop.domain.cancellation import (
    CancellationReason,
    ReasonFault,
    ReasonProblem,
    reason_length,
)

TEN = "Anulată 10"
BREAKS = [
    "\n",
    "\r\n",
    "\r",
    "\v",
    "\f",
    "\x85",
    "\u2028",
    "\u2029",
    "\n\n",
    "\r\n\r\n",
    " \n ",
    "\t\n\t",
    "\n \r",
]
INVISIBLE = {
    "zero width joiner": "\u200d",
    "zero width non-joiner": "\u200c",
    "zero width space": "\u200b",
    "word joiner": "\u2060",
    "byte order mark": "\ufeff",
    "soft hyphen": "\u00ad",
    "right-to-left mark": "\u200f",
    "right-to-left override": "\u202e",
    "isolate": "\u2066",
    "tab": "\t",
    "nul": "\0",
    "bell": "\a",
    "escape": "\x1b",
    "file separator": "\x1c",
    "delete": "\x7f",
    "c1 control": "\x9f",
    "high half of a surrogate": "\ud83d",
    "low half of a surrogate": "\ude00",
    "not a character": "\ufffe",
    "combining grapheme joiner": "\u034f",
    "hangul filler": "\u3164",
    "halfwidth hangul filler": "\uffa0",
    "mongolian vowel separator": "\u180e",
    "braille blank": "\u2800",
    "tag": "\U000e0067",
    "lone variation selector": "\ufe0f",
}


def text(raw: str) -> str:
    reason = CancellationReason.parse(raw)
    assert isinstance(reason, CancellationReason), reason
    return reason.text


def problem(raw: str) -> ReasonProblem:
    found = CancellationReason.parse(raw)
    assert isinstance(found, ReasonProblem), found
    return found


@pytest.mark.parametrize(
    ("length", "expected"),
    [
        (0, ReasonProblem(ReasonFault.TOO_SHORT, 0, missing=10)),
        (9, ReasonProblem(ReasonFault.TOO_SHORT, 9, missing=1)),
        (10, CancellationReason("a" * 10)),
        (500, CancellationReason("a" * 500)),
        (501, ReasonProblem(ReasonFault.TOO_LONG, 501, excess=1)),
    ],
)
def test_ten_to_five_hundred(length: int, expected: CancellationReason | ReasonProblem) -> None:
    assert CancellationReason.parse("a" * length) == expected


@pytest.mark.parametrize(
    "cluster",
    ["e\u0301", "q\u0323\u0307", "😀", "👍🏽", "❤️", "1️⃣", "🇷🇴", "ș", "s\u0326", "\u1100\u1161", "क्षि"],
)
def test_a_character_is_what_a_person_sees_as_one(cluster: str) -> None:
    assert reason_length(cluster * 9) == 9
    assert problem(cluster * 9).fault is ReasonFault.TOO_SHORT
    assert text(cluster * 10) == unicodedata.normalize("NFC", cluster * 10)
    assert len(text(cluster * 500)) >= 500
    assert problem(cluster * 501).excess == 1


def test_text_is_composed() -> None:
    assert text("Anulata\u0306 din gres\u0326eala\u0306") == "Anulată din greșeală"


@pytest.mark.parametrize("at", ["inside", "start", "end"])
@pytest.mark.parametrize("name", INVISIBLE)
def test_what_nobody_can_see_is_refused(name: str, at: str) -> None:
    character = INVISIBLE[name]
    raw = {
        "inside": f"Anulată{character} corect",
        "start": f"{character}Anulată corect",
        "end": f"Anulată corect{character}",
    }
    if character == "\t" and at != "inside":
        assert text(raw[at]) == "Anulată corect"
    else:
        assert problem(raw[at]).fault is ReasonFault.INVISIBLE_CHARACTER


def test_a_family_joined_by_zero_width_joiners_is_refused() -> None:
    assert problem("Anulată 👨‍👩‍👧 din greșeală").fault is ReasonFault.INVISIBLE_CHARACTER


def test_what_cannot_be_seen_is_told_before_the_length() -> None:
    assert problem("a\u200b").fault is ReasonFault.INVISIBLE_CHARACTER
    assert problem("a\u200b" * 600).fault is ReasonFault.INVISIBLE_CHARACTER


@pytest.mark.parametrize("line_break", BREAKS, ids=ascii)
def test_every_kind_of_line_break_becomes_one_space(line_break: str) -> None:
    assert text(f"Dublură{line_break}a facturii") == "Dublură a facturii"
    assert text(f"{line_break}Dublură facturii{line_break}") == "Dublură facturii"


@pytest.mark.parametrize(
    "blank", [" ", "\u00a0", "\u2003", "\u202f", "\u3000", "\u2000", "\t", "\r\n"], ids=ascii
)
def test_blanks_at_the_ends_do_not_count(blank: str) -> None:
    assert text(f"{blank * 3}{TEN}{blank * 3}") == TEN
    assert problem(f"{blank * 9}a{blank * 9}").missing == 9
    assert problem(blank * 600) == ReasonProblem(ReasonFault.TOO_SHORT, 0, missing=10)


def test_blanks_inside_stay_as_they_were_typed() -> None:
    assert text("a\u00a0b  c d e f") == "a\u00a0b  c d e f"


def test_too_long_is_refused_never_cut() -> None:
    assert problem("cuvânt " * 100).fault is ReasonFault.TOO_LONG


def test_what_is_sent_is_what_was_made() -> None:
    reason = CancellationReason.parse(f"  {TEN}\n")
    assert reason == CancellationReason(TEN)
    assert CancellationReason.parse(TEN) == reason


def test_a_pasted_megabyte_is_answered_in_one_pass() -> None:
    """Time grows with the length, not with its square: a square would take hours, not a moment."""
    assert problem("a" + " " * 1_000_000 + "b").fault is ReasonFault.TOO_LONG
    assert problem("a\n" * 300_000).fault is ReasonFault.TOO_LONG
