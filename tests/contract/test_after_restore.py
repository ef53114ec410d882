"""After a restore: the invoice is read again, what is not in order is found, and what is left to do outlives the program."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication

from storno_desktop.app.furnishing import furnish
from storno_desktop.domain.act import ActKind
from storno_desktop.domain.cancellation import CancellationReason
from storno_desktop.domain.facts import Reached
from storno_desktop.domain.finding import Check, Verdict
from storno_desktop.domain.follow_up import FollowUp, Task
from storno_desktop.domain.journal_row import ActState
from storno_desktop.sandbox.invoice import Invoice
from storno_desktop.sandbox.settings import DialectName
from storno_desktop.service.after_restore import AfterRestore, ToBeChecked
from storno_desktop.service.case import Case, Done, OutcomeUnknown
from tests.contract.service_desk import ALONE, IDS, REASON, Deed, ServiceDesk, open_desk

BOTH = pytest.mark.parametrize("desk", ["observed", "documented"], indirect=True)


@pytest.fixture
def desk(qapp: QApplication, request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[ServiceDesk]:
    dialect: DialectName = getattr(request, "param", "observed")
    with open_desk(journal=tmp_path / "journal", dialect=dialect) as opened:
        opened.sign_in()
        yield opened


def after(desk: ServiceDesk) -> AfterRestore:
    return desk.house.services.after_restore


def restored(desk: ServiceDesk, name: str = "restore-1") -> FollowUp:
    """The invoice restored; what is left to do."""
    deed = Deed(desk, ActKind.RESTORE)
    deed.name = name
    assert isinstance(deed.carry_out(), Done)
    return left_of(desk, name)


def left_of(desk: ServiceDesk, name: str = "restore-1") -> FollowUp:
    found = desk.do(after(desk).of(desk.company, IDS[name]))
    assert found is not None
    return found


def to_be_checked(desk: ServiceDesk) -> ToBeChecked:
    return desk.do(after(desk).to_be_checked(desk.company))


def tick(desk: ServiceDesk, follow_up: FollowUp, *tasks: Task) -> FollowUp:
    for task in tasks:
        follow_up = desk.do(after(desk).tick(desk.company, follow_up, task, done=True))
    return follow_up


def verified(desk: ServiceDesk, follow_up: FollowUp) -> FollowUp:
    found = desk.do(after(desk).verify(desk.company, follow_up))
    assert isinstance(found, FollowUp)
    return found


@BOTH
def test_a_restored_invoice_is_read_again_and_stays_to_be_checked_until_all_is_ticked(
    desk: ServiceDesk,
) -> None:
    left = restored(desk)

    assert left.verdict is Verdict.CLEAR
    assert [row.state for row in left.record.rows][-2:] == [ActState.CONFIRMED, ActState.NOTED]
    assert left.record.state is ActState.CONFIRMED
    assert left.left == (
        Task.CLIENT_AND_AMOUNTS,
        Task.SEND_TO_ANAF,
        Task.SEND_EMAIL,
        Task.TELL_ACCOUNTING,
    )
    assert to_be_checked(desk).follow_ups == {IDS["restore-1"]}

    left = tick(desk, left, *left.tasks[:-1])
    assert left.is_open
    left = tick(desk, left, left.tasks[-1])
    assert not left.is_open
    assert to_be_checked(desk) == ToBeChecked()
    left = desk.do(after(desk).tick(desk.company, left, Task.SEND_EMAIL, done=False))
    assert left.left == (Task.SEND_EMAIL,), "a tick can be taken back"
    assert desk.do(desk.house.services.journal.verify()) is None


def test_what_was_ticked_outlives_the_program(desk: ServiceDesk, tmp_path: Path) -> None:
    tick(desk, restored(desk), Task.SEND_EMAIL)
    house = furnish(journal=tmp_path / "journal", policy=ALONE)
    try:
        another = ServiceDesk(desk.server, house)
        another.sign_in()
        another.do(house.services.load())
        left = left_of(another)
        assert left.ticked == {Task.SEND_EMAIL}
        assert left.record.notes[-1]["ticked"]["by"] == "contabil@exemplu.ro"
        assert to_be_checked(another).ids == {IDS["restore-1"]}
    finally:
        house.close()


def changed(**fields: Any) -> Callable[[ServiceDesk, Invoice], None]:
    return lambda _desk, book: book.detail.update(fields)


def pay(desk: ServiceDesk, book: Invoice) -> None:
    book.payments = list(desk.book("cancelled-with-payments").payments)


DEVIATIONS: dict[str, tuple[Check, Callable[[ServiceDesk, Invoice], None]]] = {
    "restore-1": (Check.STATUS, changed(status="issued")),
    "restore-2": (Check.REASON_CLEARED, changed(cancellationReason="Client greșit")),
    "restore-3": (Check.PAYMENTS, pay),
    "restore-4": (Check.ANAF, changed(anafUploadId="5012345678")),
    "restore-5": (Check.NUMBER_KEPT, changed(number="BRS9999")),
}
"""What somebody or something does to an invoice between the restore and the reading after it."""


@BOTH
def test_what_is_not_in_order_is_found_at_once_and_named(desk: ServiceDesk) -> None:
    client, _ = desk.house.services.identity.connection.require()
    send = client.restore
    for name, (check, happens) in DEVIATIONS.items():

        async def meanwhile(
            *words: Any, name: str = name, happens: Callable[[ServiceDesk, Invoice], None] = happens
        ) -> Any:
            answer = await send(*words)
            book = desk.book(name)
            happens(desk, book)
            desk.server.ledger.changed(book)
            return answer

        setattr(client, "restore", meanwhile)  # noqa: B010  an assignment would not pass the type checker
        left = restored(desk, name)
        read = left.verification
        assert read is not None
        assert [each.check for each in read.with_verdict(Verdict.BLOCKING)] == [check], name
        assert left.verdict is Verdict.BLOCKING
        assert left.tasks[0] is Task.DEVIATION
        assert tick(desk, left, *left.tasks[1:]).is_open, (
            "what is not in order stays until it was looked into"
        )
        assert not tick(desk, left, Task.DEVIATION).is_open


def test_what_could_not_be_read_again_is_unknown_whatever_is_ticked(desk: ServiceDesk) -> None:
    desk.fail("status", "*/payments", method="GET", status=500, body={"error": "x"}, skip=2)
    left = restored(desk)

    assert left.verdict is Verdict.UNKNOWN
    left = tick(desk, left, *left.tasks)
    assert not left.left
    assert left.is_open
    assert to_be_checked(desk).follow_ups == {IDS["restore-1"]}

    left = verified(desk, left)
    assert left.verdict is Verdict.CLEAR
    assert not left.is_open


def test_a_restore_that_only_reading_back_shows_is_verified_too(desk: ServiceDesk) -> None:
    desk.fail("drop-after", "*/restore", method="POST")
    desk.fail("status", "*/events", method="GET", status=500, body={"error": "x"}, skip=2)
    deed = Deed(desk, ActKind.RESTORE)
    outcome = deed.carry_out()
    assert isinstance(outcome, OutcomeUnknown)
    assert to_be_checked(desk) == ToBeChecked(unknown=frozenset({IDS["restore-1"]}))

    desk.mend()
    assert isinstance(deed.look_again(outcome.intent), Done)
    assert left_of(desk).verdict is Verdict.CLEAR
    assert to_be_checked(desk) == ToBeChecked(follow_ups=frozenset({IDS["restore-1"]}))


def test_a_draft_that_somebody_deleted_is_told_and_not_just_unread(desk: ServiceDesk) -> None:
    left = restored(desk)
    desk.server.ledger._kept.pop(IDS["restore-1"])
    left = verified(desk, left)

    assert left.verdict is Verdict.BLOCKING
    assert left.left[0] is Task.DEVIATION


def test_what_a_cancellation_dropped_is_named_and_nothing_else_is_asked(desk: ServiceDesk) -> None:
    services, invoice_id = desk.house.services, IDS["issued-scheduled"]
    reason = CancellationReason.parse(REASON)
    assert isinstance(reason, CancellationReason)
    desk.book("issued-scheduled").detail["scheduledEmailAt"] = None
    case = desk.do(services.cancellation.look(desk.company, invoice_id, Reached.NO))
    assert isinstance(case, Case)
    assert case.facts.invoice is not None
    planned = case.facts.invoice.summary.scheduled_send_at
    assert planned is not None
    noted = frozenset(each.check for each in case.assessment.warnings)
    assert isinstance(desk.do(services.cancellation.cancel(case, reason, noted)), Done)

    left = restored(desk, "issued-scheduled")
    assert left.planned(Task.SEND_TO_ANAF) == planned
    assert Task.SEND_EMAIL not in left.tasks

    case = desk.do(services.cancellation.look(desk.company, invoice_id, Reached.NO))
    assert isinstance(case, Case)
    assert isinstance(desk.do(services.cancellation.cancel(case, reason, frozenset())), Done)
    assert desk.do(after(desk).of(desk.company, invoice_id)) is None, "it is cancelled again: nothing is left"
    assert to_be_checked(desk) == ToBeChecked()
