"""Cancelling many is a loop of single cancels: one at a time, each once, and a person decides whenever it halts."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from itertools import islice
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from storno_desktop.app.furnishing import furnish
from storno_desktop.domain.act import Standing
from storno_desktop.domain.cancellation import CancellationReason
from storno_desktop.domain.facts import Reached
from storno_desktop.domain.invoice_summary import InvoiceId
from storno_desktop.domain.journal_row import ActState
from storno_desktop.domain.problem import ProblemKind
from storno_desktop.domain.run_plan import LeftRun
from storno_desktop.service.cancel_run import CancelRun, Decided, PauseReason, RunProgress, RunStanding
from storno_desktop.service.cancel_runs import MOST_AT_ONCE, NoRun
from storno_desktop.service.case import (
    Case,
    CaseChanged,
    Done,
    NotJournalled,
    NotSent,
    OutcomeUnknown,
    Refused,
)
from storno_desktop.service.journal_book import KEY_NOTE, JournalStanding
from tests.contract.service_desk import IDS, REASON, ServiceDesk, open_desk

FOUR = ("bulk-1", "bulk-2", "bulk-3", "bulk-4")


@pytest.fixture
def desk(qapp: QApplication, tmp_path: Path) -> Iterator[ServiceDesk]:
    with open_desk(turns=tmp_path / "turns", journal=tmp_path / "journal") as opened:
        opened.sign_in()
        yield opened


@contextmanager
def next_program(desk: ServiceDesk, folder: Path) -> Iterator[ServiceDesk]:
    """Another program of the same person at the same server, signed in."""
    house = furnish(turns=folder / "turns", journal=folder / "journal")
    try:
        other = ServiceDesk(desk.server, house)
        other.sign_in()
        other.do(house.services.load())
        yield other
    finally:
        house.close()


def decided(desk: ServiceDesk, *names: str, reason: str = REASON) -> list[Decided]:
    """Looked at, the question answered, every warning noted."""
    return [decided_about(desk, IDS[name], reason) for name in names]


def decided_about(desk: ServiceDesk, invoice_id: InvoiceId, reason: str = REASON) -> Decided:
    case = desk.do(desk.house.services.cancel_runs.look(desk.company, invoice_id, Reached.NO))
    assert isinstance(case, Case), case
    parsed = CancellationReason.parse(reason)
    assert isinstance(parsed, CancellationReason)
    return Decided(case, parsed, frozenset(finding.check for finding in case.assessment.warnings))


def begun(desk: ServiceDesk, invoices: Sequence[Decided], goes_on: str = "") -> CancelRun:
    run = desk.do(desk.house.services.cancel_runs.begin(desk.company, invoices, goes_on))
    assert isinstance(run, CancelRun), run
    return run


def stepped(desk: ServiceDesk, run: CancelRun) -> list[RunProgress]:
    """Step after step, as long as the run goes."""
    told = [desk.do(run.step())]
    while told[-1].standing is RunStanding.GOING:
        told.append(desk.do(run.step()))
    return told


def dies(desk: ServiceDesk, run: CancelRun) -> None:
    """The program ends without leaving its run; what it held falls free, as the system sees to."""

    async def lets_go() -> None:
        run._held.close()

    desk.do(lets_go())
    desk.house.close()


def statuses(desk: ServiceDesk, *names: str) -> list[str]:
    return [desk.book(name).status for name in names]


def posts(desk: ServiceDesk, name: str = "") -> int:
    """Cancellations that reached the server, of this invoice or of all."""
    part = f"{IDS[name]}/cancel" if name else "/cancel"
    return desk.count("POST", part)


def left(desk: ServiceDesk) -> tuple[LeftRun, ...]:
    return desk.do(desk.house.services.cancel_runs.left())


# -------------------------------------------------------------------------------------------- one after another


def test_each_is_cancelled_once_in_its_order_and_belongs_to_the_run(desk: ServiceDesk) -> None:
    run = begun(desk, decided(desk, *FOUR))
    told = stepped(desk, run)
    assert [each.invoice_id for each in told] == [IDS[name] for name in FOUR]
    assert all(isinstance(each.outcome, Done) for each in told)
    assert [each.left for each in told] == [3, 2, 1, 0]
    assert told[0].following == IDS["bulk-2"]
    assert told[-1].standing is RunStanding.FINISHED
    assert statuses(desk, *FOUR) == ["cancelled"] * 4
    assert [desk.book(name).detail["cancellationReason"] for name in FOUR] == [REASON] * 4
    cancels = [path for method, path in desk.arrived if method == "POST" and path.endswith("/cancel")]
    assert cancels == [f"/api/v1/invoices/{IDS[name]}/cancel" for name in FOUR]
    journal = desk.house.services.journal.journal
    assert journal is not None

    async def of_run() -> list[tuple[InvoiceId, ActState]]:
        return [(record.invoice_id, record.state) for record in journal.run_of(run.run)]

    assert desk.do(of_run()) == [(IDS[name], ActState.CONFIRMED) for name in FOUR]
    # Nothing is left to go on with, and a further step does nothing.
    assert desk.do(run.step()).outcome is None
    desk.do(run.leave())
    assert left(desk) == ()
    assert posts(desk) == 4


def test_each_bears_its_own_reason(desk: ServiceDesk) -> None:
    first, second = "Emisă de două ori, din greșeală", "Comanda a fost anulată de client"
    run = begun(desk, [*decided(desk, "bulk-1", reason=first), *decided(desk, "bulk-2", reason=second)])
    stepped(desk, run)
    assert desk.book("bulk-1").detail["cancellationReason"] == first
    assert desk.book("bulk-2").detail["cancellationReason"] == second


def test_two_steps_at_once_are_taken_one_after_the_other(desk: ServiceDesk) -> None:
    """Whoever asks twice does not have two requests on their way."""
    run = begun(desk, decided(desk, *FOUR))
    under_way, most = 0, 0
    client = desk.house.services.invoices._connection.client
    assert client is not None
    cancel = client.cancel

    async def watched(*args: object) -> object:
        nonlocal under_way, most
        under_way += 1
        most = max(most, under_way)
        try:
            return await cancel(*args)  # type: ignore[arg-type]
        finally:
            under_way -= 1

    setattr(client, "cancel", watched)  # noqa: B010  an assignment would not pass the type checker
    told = desk.do_together(run.step(), run.step(), run.step(), run.step())
    assert all(isinstance(each.outcome, Done) for each in told)
    assert most == 1


def test_each_is_read_again_right_before_it_is_sent(desk: ServiceDesk) -> None:
    """What changed since the review is not sent, and the others are."""
    run = begun(desk, decided(desk, *FOUR))
    desk.by_another("bulk-2", "payments", amount="1.00")
    told = stepped(desk, run)
    assert [type(each.outcome) for each in told] == [Done, CaseChanged, Done, Done]
    assert statuses(desk, *FOUR) == ["cancelled", "issued", "cancelled", "cancelled"]
    assert posts(desk, "bulk-2") == 0


def test_a_warning_that_nobody_noted_is_not_sent(desk: ServiceDesk) -> None:
    case = desk.do(desk.house.services.cancel_runs.look(desk.company, IDS["bulk-1"], Reached.YES))
    assert isinstance(case, Case)
    assert case.assessment.warnings
    reason = CancellationReason.parse(REASON)
    assert isinstance(reason, CancellationReason)
    (only,) = stepped(desk, begun(desk, [Decided(case, reason, frozenset())]))
    assert isinstance(only.outcome, CaseChanged)
    assert posts(desk) == 0


# -------------------------------------------------------------------------------------------- pause and stop


def test_a_pause_sends_nothing_until_somebody_goes_on(desk: ServiceDesk) -> None:
    run = begun(desk, decided(desk, *FOUR))
    desk.do(run.step())
    paused = desk.do(run.pause())
    assert (paused.standing, paused.why, paused.left) == (RunStanding.PAUSED, PauseReason.ASKED, 3)
    assert desk.do(run.step()).outcome is None
    assert posts(desk) == 1
    assert desk.do(run.go_on()).standing is RunStanding.GOING
    assert stepped(desk, run)[-1].standing is RunStanding.FINISHED
    assert posts(desk) == 4


def test_a_pause_lets_the_one_under_way_come_to_its_end(desk: ServiceDesk) -> None:
    run = begun(desk, decided(desk, *FOUR))

    async def pausing() -> tuple[RunProgress, RunProgress]:
        step = asyncio.ensure_future(run.step())
        await asyncio.sleep(0)
        paused = await run.pause()
        return paused, await step

    paused, step = desk.do(pausing())
    assert paused.standing is RunStanding.PAUSED
    # Either it had not begun, and nothing was sent, or it is done and told; never half.
    assert (step.outcome is None) == (posts(desk) == 0)
    assert step.standing is RunStanding.PAUSED


def test_a_stop_ends_it_for_good(desk: ServiceDesk) -> None:
    run = begun(desk, decided(desk, *FOUR))
    desk.do(run.step())
    assert desk.do(run.stop()).standing is RunStanding.STOPPED
    assert desk.do(run.go_on()).standing is RunStanding.STOPPED
    assert desk.do(run.step()).outcome is None
    desk.do(run.leave())
    assert posts(desk) == 1
    assert left(desk) == ()


# -------------------------------------------------------------------------------------------- unknown and refused


def test_an_unknown_outcome_pauses_the_run_and_is_never_sent_again(desk: ServiceDesk) -> None:
    """Planted defect: resend on timeout."""
    run = begun(desk, decided(desk, *FOUR))
    desk.fail("drop-before", f"*{IDS['bulk-2']}/cancel", method="POST")
    first, second = stepped(desk, run)
    assert isinstance(first.outcome, Done)
    assert isinstance(second.outcome, OutcomeUnknown)
    assert (second.standing, second.why) == (RunStanding.PAUSED, PauseReason.OUTCOME_UNKNOWN)
    assert desk.do(run.step()).outcome is None
    assert posts(desk) == 2
    # A person goes on with the others; the open one stays as it is.
    desk.do(run.go_on())
    assert [type(each.outcome) for each in stepped(desk, run)] == [Done, Done]
    assert posts(desk, "bulk-2") == 1
    again = desk.do(run.look_again(IDS["bulk-2"]))
    assert isinstance(again, OutcomeUnknown)
    assert again.settlement.standing is Standing.NOT_SEEN


def test_a_lost_answer_that_reading_back_settles_does_not_halt(desk: ServiceDesk) -> None:
    run = begun(desk, decided(desk, *FOUR))
    desk.fail("drop-after", f"*{IDS['bulk-2']}/cancel", method="POST")
    told = stepped(desk, run)
    assert all(isinstance(each.outcome, Done) for each in told)
    assert posts(desk) == 4


def test_what_was_read_back_is_known_from_then_on(desk: ServiceDesk) -> None:
    run = begun(desk, decided(desk, "bulk-1"))
    desk.fail("drop-after", f"*{IDS['bulk-1']}/cancel", method="POST")
    desk.fail("status", f"*/{IDS['bulk-1']}", method="GET", status=500, count=-1, skip=1)
    (only,) = stepped(desk, run)
    assert isinstance(only.outcome, OutcomeUnknown)
    assert only.standing is RunStanding.FINISHED
    desk.mend()
    assert isinstance(desk.do(run.look_again(IDS["bulk-1"])), Done)
    assert desk.do(run.look_again(IDS["bulk-1"])) is None
    assert posts(desk) == 1


def test_what_somebody_else_did_stays_open_until_our_own_request_can_land_no_more(desk: ServiceDesk) -> None:
    run = begun(desk, decided(desk, *FOUR))
    desk.fail("drop-before", f"*{IDS['bulk-1']}/cancel", method="POST")
    assert isinstance(desk.do(run.step()).outcome, OutcomeUnknown)
    desk.by_another("bulk-1", "cancel", reason="Anulată de altcineva")
    for _ in range(2):  # it goes on being looked at
        seen = desk.do(run.look_again(IDS["bulk-1"]))
        assert isinstance(seen, OutcomeUnknown)
        assert seen.settlement.standing is Standing.DONE_BY_OTHER
        assert not seen.settlement.ends_the_act
    assert posts(desk, "bulk-1") == 2  # theirs and ours


def test_a_refusal_of_one_invoice_does_not_halt_and_can_be_tried_again(desk: ServiceDesk) -> None:
    run = begun(desk, decided(desk, *FOUR))
    path = f"*{IDS['bulk-2']}/cancel"
    desk.fail("status", path, method="POST", status=422, body={"error": "Nu se poate."})
    told = stepped(desk, run)
    assert [type(each.outcome) for each in told] == [Done, Refused, Done, Done]
    desk.do(run.leave())
    again = begun(desk, decided(desk, "bulk-2"), goes_on=run.run)
    assert again.run == run.run
    (only,) = stepped(desk, again)
    assert isinstance(only.outcome, Done)
    assert [posts(desk, name) for name in FOUR] == [1, 2, 1, 1]


def test_a_refusal_that_would_meet_the_next_one_too_halts(desk: ServiceDesk) -> None:
    run = begun(desk, decided(desk, *FOUR))
    desk.fail("status", "*/cancel", method="POST", status=403, body={"error": "Fără drept."}, count=-1)
    (only,) = stepped(desk, run)
    assert isinstance(only.outcome, Refused)
    assert (only.standing, only.why) == (RunStanding.PAUSED, PauseReason.HINDERED)
    assert only.problem is not None
    assert only.problem.kind is ProblemKind.FORBIDDEN
    assert posts(desk) == 1


# -------------------------------------------------------------------------------------------- what stands in the way


def test_without_the_server_it_halts_and_the_invoice_is_next_again(desk: ServiceDesk) -> None:
    run = begun(desk, decided(desk, *FOUR))
    desk.do(run.step())
    desk.fail("drop-before", "*", method="GET", count=-1)
    told = desk.do(run.step())
    assert (told.standing, told.why, told.returned) == (RunStanding.PAUSED, PauseReason.HINDERED, True)
    assert told.problem is not None
    assert (told.following, told.left) == (IDS["bulk-2"], 3)
    assert posts(desk) == 1
    desk.mend()
    desk.do(run.go_on())
    assert [type(each.outcome) for each in stepped(desk, run)] == [Done, Done, Done]
    assert [posts(desk, name) for name in FOUR] == [1, 1, 1, 1]


def test_once_the_session_ended_it_halts(desk: ServiceDesk) -> None:
    run = begun(desk, decided(desk, *FOUR))
    desk.do(desk.house.services.sessions.sign_out())
    told = desk.do(run.step())
    assert isinstance(told.outcome, NotSent)
    assert (told.why, told.returned) == (PauseReason.HINDERED, True)
    desk.sign_in()
    desk.do(run.go_on())
    assert [type(each.outcome) for each in stepped(desk, run)] == [Done] * 4


def test_without_a_journal_nothing_begins_and_a_running_one_halts(desk: ServiceDesk) -> None:
    chosen = decided(desk, *FOUR)
    run = begun(desk, chosen[:2])
    book = desk.house.services.journal

    async def close_it() -> None:
        await book.close()
        await book._vault.forget_note(KEY_NOTE)

    desk.do(close_it())
    told = desk.do(run.step())
    assert told.outcome == NotJournalled(JournalStanding.KEY_LOST)
    assert (told.why, told.returned) == (PauseReason.NOT_JOURNALLED, True)
    refused = desk.do(desk.house.services.cancel_runs.begin(desk.company, chosen[2:]))
    assert refused is JournalStanding.KEY_LOST
    assert posts(desk) == 0


def test_another_run_of_the_same_person_has_to_end_first(desk: ServiceDesk, tmp_path: Path) -> None:
    run = begun(desk, decided(desk, *FOUR))
    second = decided(desk, "bulk-5")
    assert desk.do(desk.house.services.cancel_runs.begin(desk.company, second)) is NoRun.ANOTHER_RUNS
    with next_program(desk, tmp_path) as other:
        assert left(other) == ()  # it is no run that broke off
        theirs = decided(other, "bulk-5")
        assert other.do(other.house.services.cancel_runs.begin(other.company, theirs)) is NoRun.ANOTHER_RUNS
        desk.do(run.stop())
        desk.do(run.leave())
        assert isinstance(other.do(other.house.services.cancel_runs.begin(other.company, theirs)), CancelRun)


def test_not_one_invoice_twice_and_not_too_many(desk: ServiceDesk) -> None:
    one = decided(desk, "bulk-1")
    for chosen in (one * 2, one * (MOST_AT_ONCE + 1)):
        with pytest.raises(ValueError, match="different invoices"):
            desk.do(desk.house.services.cancel_runs.begin(desk.company, chosen))
    assert posts(desk) == 0


# -------------------------------------------------------------------------------------------- a program that died


def test_a_run_that_broke_off_is_found_by_the_next_start_which_sends_nothing(
    desk: ServiceDesk, tmp_path: Path
) -> None:
    run = begun(desk, decided(desk, *FOUR))
    desk.do(run.step())
    desk.fail("status", f"*{IDS['bulk-2']}/cancel", method="POST", status=422, body={"error": "Nu."})
    desk.do(run.step())
    dies(desk, run)
    with next_program(desk, tmp_path) as later:
        (found,) = left(later)
        assert found.plan.run == run.run
        assert found.done == 1
        assert not found.is_open
        assert [each.invoice_id for each in found.to_do] == [IDS["bulk-3"], IDS["bulk-4"]]
        assert {each.reason for each in found.to_do} == {REASON}
        assert found.acts[IDS["bulk-2"]].state is ActState.REFUSED
        assert posts(desk) + posts(later) == 2
        rest = begun(later, decided(later, "bulk-3", "bulk-4"), goes_on=run.run)
        assert [type(each.outcome) for each in stepped(later, rest)] == [Done, Done]
        later.do(rest.leave())
        assert left(later) == ()
        assert statuses(later, *FOUR) == ["cancelled", "issued", "cancelled", "cancelled"]


def test_what_had_been_sent_when_the_program_died_is_no_part_of_the_rest(
    desk: ServiceDesk, tmp_path: Path
) -> None:
    run = begun(desk, decided(desk, *FOUR))
    desk.fail("drop-before", f"*{IDS['bulk-1']}/cancel", method="POST")
    desk.do(run.step())
    dies(desk, run)
    with next_program(desk, tmp_path) as later:
        (found,) = left(later)
        assert found.is_open
        assert [each.invoice_id for each in found.to_do] == [IDS[name] for name in FOUR[1:]]
        looked = later.do(later.house.services.cancel_runs.look(later.company, IDS["bulk-1"]))
        assert isinstance(looked, OutcomeUnknown)


def test_leaving_a_paused_run_keeps_its_rest_until_somebody_gives_it_up(desk: ServiceDesk) -> None:
    run = begun(desk, decided(desk, *FOUR))
    desk.do(run.step())
    desk.do(run.leave())
    assert desk.do(run.step()).outcome is None
    (found,) = left(desk)
    assert len(found.to_do) == 3
    desk.do(desk.house.services.cancel_runs.drop(found.plan.run))
    assert left(desk) == ()
    assert posts(desk) == 1


def test_the_rest_is_only_for_who_planned_it(desk: ServiceDesk, tmp_path: Path) -> None:
    run = begun(desk, decided(desk, *FOUR))
    desk.do(run.leave())
    desk.house.close()
    house = furnish(turns=tmp_path / "turns", journal=tmp_path / "journal")
    try:
        other = ServiceDesk(desk.server, house)
        other.sign_in("owner@exemplu.ro")
        other.do(house.services.load())
        assert left(other) == ()
        other.sign_in()
        assert len(left(other)) == 1
    finally:
        house.close()


# -------------------------------------------------------------------------------------------- many


@pytest.mark.parametrize("many", [20, pytest.param(MOST_AT_ONCE, marks=pytest.mark.long)])
def test_many_come_to_their_end_one_by_one(qapp: QApplication, many: int) -> None:
    """With a refusal and a lost answer among them, and each of the others cancelled exactly once."""
    with open_desk(invoices=150 * many) as desk:
        session, ledger = desk.sign_in("patron@demo.example"), desk.server.ledger
        sizes = {
            each.id: ledger.shelf(ledger.companies[each.id]).count(None, None) for each in session.companies
        }
        largest_first = sorted(session.companies, key=lambda each: -sizes[each.id])
        desk.session = replace(session, companies=tuple(largest_first))
        candidates = (decided_about(desk, each) for each in cancellable(desk))
        free = (each for each in candidates if not each.case.assessment.stopped)
        chosen = list(islice(free, many))
        assert len(chosen) == many
        run = begun(desk, chosen)
        refused, lost = chosen[many // 3].invoice_id, chosen[many // 2].invoice_id
        desk.fail("status", f"*{refused}/cancel", method="POST", status=422, body={"error": "Nu."})
        desk.fail("drop-after", f"*{lost}/cancel", method="POST")
        told = stepped(desk, run)
        assert [each.invoice_id for each in told] == [each.invoice_id for each in chosen]
        assert sum(isinstance(each.outcome, Done) for each in told) == many - 1
        cancels = Counter(path for method, path in desk.arrived if method == "POST" and "/cancel" in path)
        assert cancels == {f"/api/v1/invoices/{each.invoice_id}/cancel": 1 for each in chosen}
        found = [desk.server.ledger.find(each.invoice_id) for each in chosen]
        assert sum(each is not None and each.status == "cancelled" for each in found) == many - 1


def cancellable(desk: ServiceDesk) -> list[InvoiceId]:
    """Issued invoices of the first company of a generated world, in the server's books."""
    ledger = desk.server.ledger
    return [
        InvoiceId(invoice.id)
        for invoice in ledger.shelf(ledger.companies[desk.company.id]).invoices(None, None)
        if invoice.status == "issued"
        and invoice.detail["direction"] == "outgoing"
        and not invoice.detail.get("anafUploadId")
    ]


def test_a_computer_that_goes_to_sleep_pauses_the_run_and_loses_nothing(desk: ServiceDesk) -> None:
    run = begun(desk, decided(desk, *FOUR))
    assert isinstance(desk.do(run.step()).outcome, Done)
    desk.house.services.bar.set_resting(True)
    told = desk.do(run.step())
    assert (told.standing, told.why, told.returned, told.left) == (
        RunStanding.PAUSED,
        PauseReason.BARRED,
        True,
        3,
    )
    desk.house.services.bar.set_resting(False)
    desk.do(run.go_on())
    assert [isinstance(desk.do(run.step()).outcome, Done) for _ in range(3)] == [True] * 3
    desk.do(run.leave())
