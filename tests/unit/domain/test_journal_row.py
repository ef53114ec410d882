"""A row is sealed with all before it, so that every change, gap and cut-off end is found where it begins."""

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storno_desktop.domain.journal_row import (
    NEXT,
    NO_SEAL,
    OPEN,
    UNFINISHED,
    ActState,
    Anchor,
    FaultyRow,
    JournalFault,
    JournalRow,
    first_fault,
    seal_of,
    told_of,
)

Row = tuple[int, bytes, str]


def chain(*texts: str) -> list[Row]:
    """Rows that fit each other."""
    rows: list[Row] = []
    seal = NO_SEAL
    for number, text in enumerate(texts, start=1):
        seal = seal_of(seal, number, text.encode())
        rows.append((number, text.encode(), seal))
    return rows


def test_a_seal_is_the_hash_of_the_seal_before_the_number_and_the_text() -> None:
    expected = hashlib.sha256(f"{NO_SEAL} 1 ".encode() + "ș".encode()).hexdigest()
    assert seal_of(NO_SEAL, 1, "ș".encode()) == expected


def test_rows_that_were_left_alone_have_no_fault() -> None:
    rows = chain("a", "b", "c")
    assert first_fault(rows) is None
    assert first_fault(rows, Anchor(3, rows[2][2])) is None
    assert first_fault(rows, Anchor(2, rows[1][2])) is None  # the keyring was slower than the file
    assert first_fault([], Anchor()) is None


@given(st.lists(st.text(max_size=8), min_size=2, max_size=12), st.data())
def test_whatever_is_done_to_a_row_is_found_there(texts: list[str], data: st.DataObject) -> None:
    rows = chain(*texts)
    last = len(rows)
    anchor = Anchor(last, rows[-1][2])
    place = data.draw(st.integers(0, last - 1))
    number, told, seal = rows[place]
    changed = [*rows[:place], (number, told + b"!", seal), *rows[place + 1 :]]
    assert first_fault(changed) == FaultyRow(number, JournalFault.CHANGED)
    removed = [*rows[:place], *rows[place + 1 :]]
    fault = JournalFault.CUT_OFF if number == last else JournalFault.MISSING
    assert first_fault(removed, anchor) == FaultyRow(number, fault)
    closed_up = [*rows[:place], *((n - 1, t, s) for n, t, s in rows[place + 1 :])]
    found = first_fault(closed_up, anchor)
    assert found is not None
    assert found.number == number
    if place + 1 < last:
        (_, other, other_seal) = rows[place + 1]
        swapped = [*rows[:place], (number, other, other_seal), (number + 1, told, seal), *rows[place + 2 :]]
        # Two equal texts still differ in their seals.
        assert first_fault(swapped) == FaultyRow(number, JournalFault.CHANGED)


def test_a_whole_forgery_is_found_by_the_anchor_alone() -> None:
    rows, forged = chain("a", "b", "c"), chain("a", "x", "c")
    assert first_fault(forged) is None
    assert first_fault(forged, Anchor(3, rows[2][2])) == FaultyRow(3, JournalFault.OTHER_PAST)
    assert first_fault(chain("a"), Anchor(3, rows[2][2])) == FaultyRow(2, JournalFault.CUT_OFF)


def test_an_anchor_is_read_back_as_it_was_written() -> None:
    anchor = Anchor(7, seal_of(NO_SEAL, 7, b"x"))
    assert Anchor.parse(anchor.text) == anchor
    for text in ("", "7", "x " + anchor.seal, "7 short", "-1 " + anchor.seal):
        assert Anchor.parse(text) is None


def test_a_row_tells_its_act_and_state() -> None:
    told = told_of("a1", ActState.SENT, {"reason": "Client greșit"})
    row = JournalRow(1, told, "")
    assert (row.act, row.state, row.fields["reason"]) == ("a1", ActState.SENT, "Client greșit")
    assert told == told_of("a1", ActState.SENT, {"reason": "Client greșit"})
    assert "ș" in told


def test_every_act_ends_and_only_notes_follow_what_came_about() -> None:
    ends = {state for state, following in NEXT.items() if following <= {ActState.NOTED}} - {ActState.NOTED}
    assert ends == {
        ActState.ABANDONED,
        ActState.CONFIRMED,
        ActState.REFUSED,
        ActState.NOT_DONE,
        ActState.GONE,
    }
    assert {state for state, following in NEXT.items() if ActState.NOTED in following} == {
        ActState.CONFIRMED,
        ActState.NOTED,
    }
    assert NEXT[ActState.NOTED] == {ActState.NOTED}, "a note reopens nothing"
    assert not ends & UNFINISHED
    assert OPEN < UNFINISHED
    assert NEXT[None] == {ActState.PREPARED}


@pytest.mark.parametrize("state", sorted(OPEN, key=str))
def test_what_may_have_been_sent_is_never_just_given_up(state: ActState) -> None:
    assert ActState.ABANDONED not in NEXT[state]
