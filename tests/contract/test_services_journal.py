"""Every act is written down before it is sent and as it ends, and outlives the program that began it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from fnmatch import fnmatch
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from storno_desktop.app.furnishing import furnish
from storno_desktop.domain.act import ActKind, Standing
from storno_desktop.domain.act_record import ActRecord
from storno_desktop.domain.journal_row import ActState
from storno_desktop.sandbox.faults import Fault
from storno_desktop.service.case import CaseChanged, Done, NotJournalled, NotSent, OutcomeUnknown, Refused
from storno_desktop.service.journal_book import KEY_NOTE, JournalStanding
from storno_desktop.service.store_key import key_of_text
from storno_desktop.store.journal import Journal
from tests.contract.service_desk import ALONE, REASON, STATUS_ACTS, Deed, ServiceDesk, deed_of, open_desk

P, S, C, U, N = (
    ActState.PREPARED,
    ActState.SENT,
    ActState.CONFIRMED,
    ActState.UNKNOWN,
    ActState.NOT_DONE,
)


SEEN = {
    ActKind.CANCEL: {"anaf", "payments", "credit_notes", "status"},
    ActKind.RESTORE: {"anaf", "payments", "credit_notes", "status"},
    ActKind.CREATE_STORNO: {"credit_notes", "status", "permitted"},
    ActKind.REVOKE_LINK: {"public_link", "status", "permitted"},
}
"""Some of what the person saw."""


@pytest.fixture
def desk(qapp: QApplication, tmp_path: Path) -> Iterator[ServiceDesk]:
    with open_desk(turns=tmp_path / "turns", journal=tmp_path / "journal") as opened:
        opened.sign_in()
        yield opened


@pytest.fixture(params=list(ActKind), ids=lambda kind: kind.name.lower())
def deed(desk: ServiceDesk, request: pytest.FixtureRequest) -> Deed:
    return deed_of(desk, request.param)


def recorded(desk: ServiceDesk) -> list[ActRecord]:
    """Every act of the journal, newest first."""
    return desk.journalled()


def states(desk: ServiceDesk) -> list[ActState]:
    """The steps of the newest act."""
    return [row.state for row in recorded(desk)[0].rows]


def noted(deed: Deed) -> list[ActState]:
    """What follows an act that was made: a restored invoice is read again."""
    return [ActState.NOTED] if deed.kind is ActKind.RESTORE else []


def test_an_act_is_written_down_step_by_step(deed: Deed) -> None:
    outcome = deed.carry_out()
    assert isinstance(outcome, Done), outcome
    (record,) = recorded(deed.desk)
    assert [row.state for row in record.rows] == [P, S, C, *noted(deed)]
    assert (record.kind, record.invoice_id) == (deed.kind, deed.invoice_id)
    assert record.reason == (REASON if deed.kind is ActKind.CANCEL else "")
    assert record.author.server == deed.desk.server.url
    assert record.author.email == "contabil@exemplu.ro"
    assert record.company[0] == deed.desk.company.id
    prepared, sent, confirmed, *_ = record.steps
    assert {each["check"] for each in prepared["seen"]} >= SEEN[deed.kind]
    assert all(each["verdict"] in {"clear", "warning"} for each in prepared["seen"])
    assert fnmatch(sent["request"]["path"], deed.path)
    assert str(deed.invoice_id) in str(sent["request"])
    assert sent["until"] > sent["since"]
    assert confirmed["answer"]["status"] == deed.after
    assert deed.desk.do(deed.desk.house.services.journal.verify()) is None


def test_nothing_leaves_before_it_is_on_the_disk(deed: Deed) -> None:
    """Planted defect: send before the journal."""
    desk = deed.desk
    book = desk.house.services.journal
    found: list[list[ActState]] = []
    desk.do(desk.house.services.recovery.begin())

    async def key_text() -> str | None:
        return await book._vault.find_note(KEY_NOTE)

    key = key_of_text(desk.do(key_text()))
    assert book._folder is not None
    (file,) = book._folder.glob("*.journal")
    faults = desk.server.sandbox.faults
    strike = faults.strike

    def arriving(method: str, path: str) -> Fault | None:
        if method == deed.method and fnmatch(path, deed.path):
            other = Journal.open(file, key)
            assert isinstance(other, Journal)
            found.append([row.state for row in other.rows()])
            other.close()
        return strike(method, path)

    setattr(faults, "strike", arriving)  # noqa: B010  an assignment would not pass the type checker
    assert isinstance(deed.carry_out(), Done)
    assert found == [[P, S]]


def test_a_lost_answer_is_unknown_and_settled_by_reading(deed: Deed) -> None:
    deed.desk.fail("drop-after", deed.path, method=deed.method)
    assert isinstance(deed.carry_out(), Done)
    (record,) = recorded(deed.desk)
    assert [row.state for row in record.rows] == [P, S, U, C, *noted(deed)]
    assert record.steps[2]["problem"]["kind"] == "timed_out"
    settled = record.steps[3]["settled"]
    assert settled["standing"] == "DONE"
    if deed.kind is not ActKind.REVOKE_LINK:  # the server does not tell who closes a link
        assert settled["event"]["by"] == "contabil@exemplu.ro"


def test_what_somebody_else_did_is_not_done_by_us(deed: Deed) -> None:
    if deed.kind is ActKind.REVOKE_LINK:
        pytest.skip("the server does not tell who closed a link")
    intent = deed.lose()
    deed.by_colleague()
    told = deed.look_again(intent)
    assert isinstance(told, OutcomeUnknown)
    assert told.settlement.standing is Standing.DONE_BY_OTHER
    assert states(deed.desk) == [P, S, U]  # our own request may still be on its way
    deed.desk.server.sandbox.world.clock._frozen = intent.until + timedelta(seconds=1)
    deed.look_again(intent)
    assert states(deed.desk) == [P, S, U, N]
    assert recorded(deed.desk)[0].standing is Standing.DONE_BY_OTHER


def test_what_somebody_else_did_does_not_hide_a_late_request(deed: Deed) -> None:
    """They do it, and undo it; then our request arrives after all."""
    if deed.kind not in STATUS_ACTS:
        pytest.skip("a storno has a test of its own, and a link that was closed is not opened again")
    desk = deed.desk
    intent = deed.lose()
    deed.by_colleague()
    deed.look_again(intent)
    undo = Deed(desk, ActKind.RESTORE if deed.kind is ActKind.CANCEL else ActKind.CANCEL)
    undo.name = deed.name
    # Meanwhile nobody undoes it from here: nobody knows yet what the invoice comes to.
    assert isinstance(desk.do(undo.service.look(desk.company, deed.invoice_id)), OutcomeUnknown)
    undo.by_colleague()
    if deed.kind is ActKind.CANCEL:
        desk.by_another(deed.name, "issue")
    fields = {"reason": intent.reason} if intent.reason else {}
    desk.by_another(deed.name, deed.word, role="accountant", **fields)
    assert deed.recorded == 1
    assert isinstance(deed.look_again(intent), Done)
    assert states(desk) == [P, S, U, C, *noted(deed)]


def test_not_done_is_said_only_when_nothing_can_land_any_more(deed: Deed) -> None:
    intent = deed.lose()
    clock = deed.desk.server.sandbox.world.clock
    now = clock.now()
    clock._frozen = intent.until - timedelta(seconds=1)
    open_still = deed.look_again(intent)
    assert isinstance(open_still, OutcomeUnknown)
    assert open_still.settlement.standing is Standing.NOT_SEEN
    clock._frozen = intent.until + timedelta(seconds=1)
    assert intent.until - now > timedelta(minutes=3)  # the request's own limit, and two minutes
    settled = deed.look_again(intent)
    assert isinstance(settled, OutcomeUnknown)
    assert settled.settlement.standing is Standing.NOT_DONE
    assert states(deed.desk) == [P, S, U, N]
    assert deed.posts == 1
    # The invoice is free again.
    assert isinstance(deed.carry_out(), Done)
    assert deed.posts == 2


def test_a_refusal_a_change_and_a_missing_network_are_written_down_too(deed: Deed) -> None:
    case = deed.look()
    deed.desk.fail("status", deed.path, method=deed.method, status=422, body={"error": "Nu se poate."})
    assert isinstance(deed.carry_out(case), Refused)
    assert states(deed.desk) == [P, S, ActState.REFUSED]
    assert recorded(deed.desk)[0].steps[-1]["problem"]["server_text"] == "Nu se poate."
    deed.desk.by_another(deed.name, "payments", amount="1.00")
    assert isinstance(deed.carry_out(case), CaseChanged)
    assert states(deed.desk) == [P, ActState.ABANDONED]
    assert recorded(deed.desk)[0].steps[-1]["why"] == "changed"
    assert len(recorded(deed.desk)) == 2


def test_a_request_that_provably_never_left_is_no_open_act(deed: Deed) -> None:
    case = deed.look()
    deed.desk.stop_listening()
    assert isinstance(deed.carry_out(case), NotSent)
    assert states(deed.desk) == [P, S, ActState.REFUSED]


def test_without_a_journal_nothing_is_sent(deed: Deed) -> None:
    case = deed.look()
    book = deed.desk.house.services.journal

    async def close_it() -> None:
        await book.close()
        await book._vault.forget_note(KEY_NOTE)

    deed.desk.do(close_it())
    outcome = deed.carry_out(case)
    assert outcome == NotJournalled(JournalStanding.KEY_LOST)
    assert deed.posts == 0
    assert deed.status == deed.before


def test_an_open_act_is_found_by_the_next_start_and_settled(deed: Deed, tmp_path: Path) -> None:
    desk = deed.desk
    case = deed.look()
    desk.fail("drop-after", deed.path, method=deed.method)
    desk.fail("status", f"*/{deed.invoice_id}", method="GET", status=500, count=-1, skip=1)
    assert isinstance(deed.carry_out(case), OutcomeUnknown)
    desk.mend()
    desk.house.close()
    house = furnish(turns=tmp_path / "turns", journal=tmp_path / "journal")
    try:
        later = ServiceDesk(desk.server, house)
        later.sign_in("owner@exemplu.ro")  # another person of the same company sees it too
        later.do(house.services.load())
        (act,) = later.do(house.services.recovery.open_acts())
        assert (act.intent.invoice_id, act.intent.account) == (deed.invoice_id, "contabil@exemplu.ro")
        looked = later.do(house.services.cancellation.look(later.company, deed.invoice_id))
        assert not isinstance(looked, OutcomeUnknown)  # looking has settled it
        assert later.do(house.services.recovery.open_acts()) == ()
        assert states(later) == [P, S, U, C]
        assert deed.posts == 1
    finally:
        house.close()


def test_two_programs_never_do_the_same_act_at_once(deed: Deed, tmp_path: Path) -> None:
    other_house = furnish(turns=tmp_path / "turns", journal=tmp_path / "journal", policy=ALONE)
    try:
        other = ServiceDesk(deed.desk.server, other_house)
        other.sign_in()
        case = deed.look()
        theirs = deed_of(other, deed.kind)
        their_case = theirs.look()
        deed.desk.fail("delay", deed.path, method=deed.method, ms=300)
        running = deed.desk.house.io._submit(deed.carrying_out(case))
        outcome = theirs.carry_out(their_case)
        first = running.result(60)
        kinds = {type(first), type(outcome)}
        assert Done in kinds
        assert kinds <= {Done, NotSent, CaseChanged}
        assert not (isinstance(first, Done) and isinstance(outcome, Done))
        assert deed.recorded == 1
        assert other.do(other.house.services.journal.verify()) is None
    finally:
        other_house.close()


def test_signing_out_leaves_the_journal_alone(deed: Deed, tmp_path: Path) -> None:
    assert isinstance(deed.carry_out(), Done)
    deed.desk.do(deed.desk.house.services.sessions.sign_out())
    assert states(deed.desk) == [P, S, C, *noted(deed)]
    deed.desk.house.close()
    house = furnish(journal=tmp_path / "journal")
    try:
        assert states(ServiceDesk(deed.desk.server, house)) == [P, S, C, *noted(deed)]
    finally:
        house.close()
