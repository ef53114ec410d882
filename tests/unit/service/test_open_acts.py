"""An invoice is held by one act at a time, in this program and in others, and what is open outlives the program."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from pathlib import Path

import pytest

from storno_desktop.domain.act import ActKind, Intent, Settlement, Standing
from storno_desktop.domain.act_record import Author, told_prepared
from storno_desktop.domain.cancellation import assess_cancellation
from storno_desktop.domain.finding import Assessment
from storno_desktop.domain.invoice_summary import InvoiceId
from storno_desktop.domain.journal_row import ActState
from storno_desktop.domain.problem import Acted, Problem, ProblemKind
from storno_desktop.domain.session import Company
from storno_desktop.service.journal_book import JournalBook, JournalStanding
from storno_desktop.service.open_acts import OpenActs
from storno_desktop.vault.secret_vault import SecretVault
from tests.unit.domain.builders import NOW, an_invoice, facts

SERVER = "http://127.0.0.1:1"
INVOICE = InvoiceId("inv-1")
LOST = Problem(ProblemKind.TIMED_OUT, acted=Acted.UNKNOWN)
SEEN: Assessment = assess_cancellation(facts(an_invoice("issued")))
COMPANY = Company(id="c-1", name="Bucătăria SRL", cif="18547290")
AUTHOR = Author(server=SERVER, email="a@b.ro", user_id="u-1", name="Ana")


def opened() -> OpenActs:
    """Acts with a journal in memory."""
    acts = OpenActs(JournalBook(SecretVault(keyring=False), None), lambda: NOW)
    assert asyncio.run(acts.ready()) is JournalStanding.OPEN
    return acts


def prepared(acts: OpenActs, reason: str = "Client greșit, se emite alta") -> Intent:
    told = told_prepared(
        ActKind.CANCEL,
        AUTHOR,
        COMPANY,
        an_invoice("issued").summary,
        reason=reason,
        seen=SEEN,
        acknowledged=(),
    )
    act = acts.prepare(told)
    assert isinstance(act, str)
    return Intent(
        act=act,
        kind=ActKind.CANCEL,
        invoice_id=INVOICE,
        number="BRS0012",
        account="a@b.ro",
        since=NOW,
        until=NOW + timedelta(minutes=3),
        reason=reason,
        known=frozenset({"e-1", "e-2"}),
    )


def state_of(acts: OpenActs, intent: Intent) -> ActState:
    assert acts.book.journal is not None
    record = acts.book.journal.act(intent.act)
    assert record is not None
    return record.state


def sent(acts: OpenActs) -> Intent:
    intent = prepared(acts)
    assert acts.begin(intent, {"method": "POST"}, SEEN) is None
    return intent


# -------------------------------------------------------------------------------------------- holding


@pytest.mark.parametrize("alone", [True, False])
def test_an_invoice_is_held_by_one_act_at_a_time(alone: bool, tmp_path: Path) -> None:
    acts = OpenActs(JournalBook(SecretVault(keyring=False), None), lambda: NOW, None if alone else tmp_path)
    with acts.taking(SERVER, INVOICE) as first:
        assert first
        with acts.taking(SERVER, INVOICE) as second:
            assert not second
        with acts.taking(
            SERVER, INVOICE
        ) as third:  # the second one's leaving has not let go of the first's hold
            assert not third
        with (
            acts.taking(SERVER, InvoiceId("inv-2")) as other,
            acts.taking("http://other", INVOICE) as elsewhere,
        ):
            assert other
            assert elsewhere
    with acts.taking(SERVER, INVOICE) as later:
        assert later


def test_two_programs_hold_an_invoice_one_after_the_other(tmp_path: Path) -> None:
    one, two = (
        OpenActs(JournalBook(SecretVault(keyring=False), None), lambda: NOW, tmp_path / "turns")
        for _ in range(2)
    )
    with one.taking(SERVER, INVOICE) as first, two.taking(SERVER, INVOICE) as second:
        assert (first, second) == (True, False)
    with two.taking(SERVER, INVOICE) as later:
        assert later


@pytest.mark.logs_warnings
def test_where_no_turn_can_be_taken_nothing_is_held(tmp_path: Path) -> None:
    """Two programs could send the same act."""
    place = tmp_path / "a file"
    place.write_text("")
    acts = OpenActs(JournalBook(SecretVault(keyring=False), None), lambda: NOW, place)
    with acts.taking(SERVER, INVOICE) as free:
        assert not free


def test_a_mistake_lets_go_of_the_invoice() -> None:
    acts = opened()
    with pytest.raises(ZeroDivisionError), acts.taking(SERVER, INVOICE):
        _ = 1 / 0
    with acts.taking(SERVER, INVOICE) as free:
        assert free


# -------------------------------------------------------------------------------------------- steps


def test_an_act_is_open_from_its_sending_to_its_end() -> None:
    acts = opened()
    intent = prepared(acts)
    assert acts.unsettled(SERVER, INVOICE, intent.act) is None
    assert acts.begin(intent, {"method": "POST"}, SEEN) is None
    assert [each.act for each in acts.all_unsettled(SERVER)] == [intent.act]
    assert acts.all_unsettled("http://other") == ()
    acts.confirm(intent, "cancelled")
    assert acts.all_unsettled(SERVER) == ()
    assert state_of(acts, intent) is ActState.CONFIRMED


def test_what_is_read_back_from_the_journal_is_what_was_meant() -> None:
    acts = opened()
    intent = sent(acts)
    acts.lose(intent, LOST)
    assert acts.unsettled(SERVER, INVOICE) == intent
    assert acts.unsettled("http://other", INVOICE) is None
    assert acts.unsettled(SERVER, InvoiceId("inv-2")) is None


@pytest.mark.parametrize(
    ("standing", "state"),
    [
        (Standing.DONE, ActState.CONFIRMED),
        (Standing.DONE_AND_UNDONE, ActState.CONFIRMED),
        (Standing.DONE_BY_OTHER, ActState.NOT_DONE),
        (Standing.NOT_DONE, ActState.NOT_DONE),
        (Standing.NOT_SEEN, ActState.UNKNOWN),
        (Standing.NOT_READ, ActState.UNKNOWN),
    ],
)
def test_only_evidence_settles(standing: Standing, state: ActState) -> None:
    acts = opened()
    intent = sent(acts)
    acts.lose(intent, LOST)
    acts.settle(intent, Settlement(standing=standing))
    assert state_of(acts, intent) is state
    assert (acts.unsettled(SERVER, INVOICE) is None) is (state is not ActState.UNKNOWN)


def test_a_refusal_and_giving_up_end_an_act() -> None:
    acts = opened()
    refused, given_up = sent(acts), prepared(acts)
    acts.refuse(refused, Problem(ProblemKind.CONFLICT, status=409, server_text="Nu."))
    acts.abandon(given_up.act, "changed")
    assert state_of(acts, refused) is ActState.REFUSED
    assert state_of(acts, given_up) is ActState.ABANDONED
    assert acts.unsettled(SERVER, INVOICE) is None


def test_what_a_dead_program_left_behind_is_given_up_or_open() -> None:
    book = JournalBook(SecretVault(keyring=False), None)
    first = OpenActs(book, lambda: NOW)
    asyncio.run(first.ready())
    only_prepared, on_its_way = prepared(first), sent(first)
    second = OpenActs(book, lambda: NOW)
    asyncio.run(second.ready())
    assert state_of(second, only_prepared) is ActState.ABANDONED
    assert state_of(second, on_its_way) is ActState.UNKNOWN
    assert second.unsettled(SERVER, INVOICE) == on_its_way


def test_what_another_program_is_just_doing_is_left_alone(tmp_path: Path) -> None:
    book = JournalBook(SecretVault(keyring=False), None)
    first = OpenActs(book, lambda: NOW, tmp_path)
    asyncio.run(first.ready())
    with first.taking(SERVER, INVOICE):
        intent = sent(first)
        second = OpenActs(book, lambda: NOW, tmp_path)
        asyncio.run(second.ready())
        assert state_of(second, intent) is ActState.SENT


@pytest.mark.logs_warnings
def test_nothing_begins_where_it_cannot_be_written_down() -> None:
    acts = OpenActs(JournalBook(SecretVault(keyring=False), None), lambda: NOW)
    assert acts.prepare({}) is JournalStanding.CLOSED
