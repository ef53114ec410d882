"""What is typed and prepared stays here until a person sends it, and goes once it was sent."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication

from storno_desktop.domain.act import ActKind, Standing
from storno_desktop.domain.cancellation import CancellationReason
from storno_desktop.domain.kept_reason import KeptReason
from storno_desktop.sandbox.settings import DialectName
from storno_desktop.service.case import CaseChanged, Done, OutcomeUnknown, Refused
from storno_desktop.service.prepared_acts import PreparedActs
from tests.contract.service_desk import IDS, REASON, Deed, ServiceDesk, open_desk

ISSUED = IDS["issued-1"]


@pytest.fixture(params=["observed", "documented"])
def desk(request: pytest.FixtureRequest, qapp: QApplication) -> Iterator[ServiceDesk]:
    dialect: DialectName = request.param
    with open_desk(dialect=dialect) as place:
        place.sign_in()
        place.do(place.house.services.invoices.open(place.company, ISSUED))
        yield place


def kept(desk: ServiceDesk) -> KeptReason | None:
    return desk.house.reader.kept_reason(desk.company.id, ISSUED)


def recent(desk: ServiceDesk) -> list[str]:
    return list(desk.house.reader.recent_reasons(desk.company.id))


def prepare(desk: ServiceDesk, text: str = REASON) -> None:
    reason = CancellationReason.parse(text)
    assert isinstance(reason, CancellationReason)
    row = desk.house.reader.get(desk.company.id, ISSUED)
    assert row is not None
    assert desk.do(desk.house.services.reasons.prepare(desk.company, row, reason))


def waiting(desk: ServiceDesk) -> PreparedActs:
    assert desk.session is not None
    return desk.do(desk.house.services.prepared(desk.session.companies))


def test_preparing_sends_nothing_ever(desk: ServiceDesk) -> None:
    before = list(desk.arrived)
    prepare(desk)
    assert desk.arrived == before
    # Everything that the program does by itself with the server there.
    services = desk.house.services
    desk.do(services.load())
    desk.do(services.invoices.begin_refresh(desk.company))
    desk.do(services.recovery.open_acts())
    desk.do(services.reasons.drop_moot(desk.company))
    assert desk.count("POST", "/invoices/") == 0
    assert desk.book("issued-1").status == "issued"
    found = kept(desk)
    assert found is not None
    assert (found.text, found.is_prepared) == (REASON, True)
    assert found.seen is not None
    assert found.seen.id == ISSUED


def test_once_it_was_sent_nothing_is_left_and_the_reason_is_a_recent_one(desk: ServiceDesk) -> None:
    prepare(desk, "Pregătită offline, comandă anulată")
    assert waiting(desk) == PreparedActs(passing=1)
    deed = Deed(desk, ActKind.CANCEL)
    assert isinstance(deed.carry_out(), Done)
    assert deed.posts == 1
    assert kept(desk) is None
    assert waiting(desk) == PreparedActs()
    assert recent(desk) == [REASON]  # the one that was sent, not the one that was prepared


def test_what_was_refused_or_found_changed_stays(desk: ServiceDesk) -> None:
    prepare(desk)
    deed = Deed(desk, ActKind.CANCEL)
    case = deed.look()
    desk.fail("status", deed.path, method="POST", status=422)
    assert isinstance(deed.carry_out(case), Refused)
    assert kept(desk) is not None
    desk.by_another("issued-1", "cancel", reason="Altcineva a fost mai rapid")
    assert isinstance(deed.carry_out(case), CaseChanged)
    assert kept(desk) is not None
    assert recent(desk) == []


def test_a_lost_answer_keeps_it_until_reading_back_shows_that_it_was_done(desk: ServiceDesk) -> None:
    prepare(desk)
    deed = Deed(desk, ActKind.CANCEL)
    case = deed.look()
    # Done at the server, the answer lost, and then nothing can be read for a while.
    desk.fail("drop-after", deed.path, method="POST")
    desk.fail("status", f"*/{ISSUED}*", method="GET", status=503, skip=case_reads(desk, deed), count=-1)
    outcome = deed.carry_out(case)
    assert isinstance(outcome, OutcomeUnknown)
    assert outcome.settlement.standing is Standing.NOT_READ
    assert isinstance(deed.look_again(outcome.intent), OutcomeUnknown)
    assert kept(desk) is not None
    assert recent(desk) == []
    desk.mend()
    assert isinstance(deed.look_again(outcome.intent), Done)
    assert deed.posts == 1
    assert kept(desk) is None
    assert recent(desk) == [REASON]


def case_reads(desk: ServiceDesk, deed: Deed) -> int:
    """How many readings of the invoice the checks before sending take."""
    before = desk.count("GET", str(ISSUED))
    deed.look()
    return desk.count("GET", str(ISSUED)) - before


@pytest.mark.parametrize(
    "text", ["😀" * 10, "Dublură a facturii\r\nde ieri", "„Ghilimele” și <b>&amp;", "a" * 500]
)
def test_what_is_a_reason_arrives_as_it_was_typed_and_settles(desk: ServiceDesk, text: str) -> None:
    reason = CancellationReason.parse(text)
    assert isinstance(reason, CancellationReason)
    deed = Deed(desk, ActKind.CANCEL)
    outcome = desk.do(desk.house.services.cancellation.cancel(deed.look(), reason, frozenset()))
    assert isinstance(outcome, Done), outcome
    assert desk.book("issued-1").detail["cancellationReason"] == reason.text
    assert recent(desk) == [reason.text]
    assert desk.do(desk.house.services.reasons.forget_recent(desk.company))
    assert recent(desk) == []
