"""What keeps the program from acting at all: nothing is sent, whoever asks and whatever was begun; reading goes on."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication

from storno_desktop.domain.act import ActKind
from storno_desktop.domain.journal_row import ActState
from storno_desktop.domain.program_version import ProgramVersion
from storno_desktop.service.act_bar import ActBar, Bar
from storno_desktop.service.case import ActOutcome, Done, NotAllowed
from tests.contract.service_desk import STATUS_ACTS, Deed, ServiceDesk, open_desk


@pytest.fixture
def desk(qapp: QApplication) -> Iterator[ServiceDesk]:
    with open_desk() as opened:
        opened.sign_in()
        yield opened


@pytest.mark.parametrize(
    ("own", "least", "barred"),
    [
        ("1.2.3", None, None),
        ("1.2.3", "1.2.3", None),
        ("1.10.0", "1.9.9", None),
        ("1.2.3", "1.2.4", Bar.VERSION_TOO_OLD),
        ("0.9.9", "1.0.0", Bar.VERSION_TOO_OLD),
        ("1.0.0rc1", "9.0.0", None),  # no version of ours is written so
    ],
)
def test_an_older_version_than_the_lowest_may_not_act(
    own: str, least: str | None, barred: Bar | None
) -> None:
    bar = ActBar(ProgramVersion.parse(own), None if least is None else ProgramVersion.parse(least))
    assert bar.now is barred
    bar.raise_to(ProgramVersion(0, 0, 1))  # never lowers it
    assert bar.now is barred


@pytest.mark.parametrize("kind", STATUS_ACTS)
def test_a_version_that_is_too_old_reads_and_does_not_act(desk: ServiceDesk, kind: ActKind) -> None:
    deed = Deed(desk, kind)
    desk.house.services.bar.raise_to(ProgramVersion(99, 0, 0))
    assert deed.carry_out(deed.look()) == NotAllowed("version_too_old")
    assert deed.posts == 0
    assert desk.journalled() == []


def test_what_was_being_checked_when_the_computer_went_to_sleep_is_not_sent(desk: ServiceDesk) -> None:
    deed, bar = Deed(desk, ActKind.CANCEL), desk.house.services.bar
    case = deed.look()
    desk.fail("delay", "*/payments", ms=300)

    async def fall_asleep() -> ActOutcome:
        carried = asyncio.ensure_future(deed.carrying_out(case))
        await asyncio.sleep(0.1)  # the checks take 0.3 s: they are under way
        bar.set_resting(True)
        return await carried

    assert desk.do(fall_asleep()) == NotAllowed("computer_rests")
    assert deed.posts == 0
    (act,) = desk.journalled()
    assert act.state is ActState.ABANDONED
    bar.set_resting(False)
    assert isinstance(deed.carry_out(), Done)
    assert deed.posts == 1
