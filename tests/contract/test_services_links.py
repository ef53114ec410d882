"""Closing the public links of a cancelled invoice: each once, told truly, and only when it is asked for."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from storno_desktop.domain.act import ActKind, Standing
from storno_desktop.domain.finding import Check, Verdict
from storno_desktop.domain.problem import ProblemKind
from storno_desktop.sandbox.settings import DialectName
from storno_desktop.service.case import Case, CaseChanged, Done, OutcomeUnknown, Refused
from tests.contract.service_desk import Closing, Deed, ServiceDesk, a_link, open_desk


@pytest.fixture(params=["observed", "documented"])
def desk(qapp: QApplication, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[ServiceDesk]:
    dialect: DialectName = request.param
    with open_desk(turns=tmp_path / "turns", journal=tmp_path / "journal", dialect=dialect) as opened:
        opened.sign_in()
        yield opened


@pytest.fixture
def closing(desk: ServiceDesk) -> Closing:
    return Closing(desk)


def states(closing: Closing) -> list[str]:
    return [str(each["status"]) for each in closing.desk.book(closing.name).share_links]


def test_one_link_is_closed_with_one_request_and_the_other_stays(closing: Closing) -> None:
    outcome = closing.carry_out()
    assert isinstance(outcome, Done), outcome
    assert states(closing) == ["revoked", "active"]
    assert closing.desk.count("DELETE", "share-links") == 1


def test_all_links_are_closed_one_after_the_other_on_what_was_read_once(closing: Closing) -> None:
    case, links = closing.look(), closing.desk.house.services.links
    for link in (closing.link, closing.other_link):
        assert isinstance(closing.desk.do(links.close(case, link)), Done)
    assert states(closing) == ["revoked", "revoked"]
    assert [record.target for record in closing.desk.journalled()] == [closing.other_link, closing.link]


def test_a_link_that_somebody_closed_meanwhile_is_left_alone(closing: Closing) -> None:
    case = closing.look()
    closing.by_colleague()
    outcome = closing.carry_out(case)
    assert isinstance(outcome, CaseChanged), outcome
    assert outcome.case.target == closing.link
    assert outcome.case.assessment.of(Check.PUBLIC_LINK).verdict is Verdict.BLOCKING
    assert closing.posts == 1  # the colleague's own


def test_the_links_of_an_invoice_that_stands_again_are_left_alone(closing: Closing) -> None:
    case = closing.look()
    closing.desk.by_another(closing.name, "restore")
    assert isinstance(closing.carry_out(case), CaseChanged)
    assert closing.posts == 0


@pytest.mark.parametrize("fault", ["drop-after", "garbage"])
def test_a_lost_answer_is_found_by_reading_and_sent_once(closing: Closing, fault: str) -> None:
    closing.desk.fail(fault, closing.path, method="DELETE")
    assert isinstance(closing.carry_out(), Done)
    assert closing.posts == 1


def test_one_that_never_arrived_stays_open_and_is_never_sent_again(closing: Closing) -> None:
    """Planted defect: resend on timeout."""
    case = closing.look()
    intent = closing.lose()
    assert intent.target == closing.link
    second = closing.carry_out(case)
    assert isinstance(second, OutcomeUnknown)
    assert second.intent == intent
    assert (closing.posts, states(closing)) == (1, ["active", "active"])
    looked = closing.look_again(intent)
    assert isinstance(looked, OutcomeUnknown)
    assert looked.settlement.standing is Standing.NOT_SEEN


@pytest.mark.parametrize(("status", "expected"), [(403, ProblemKind.FORBIDDEN), (404, ProblemKind.NOT_FOUND)])
def test_a_refusal_is_told_and_changes_nothing(closing: Closing, status: int, expected: ProblemKind) -> None:
    case = closing.look()
    closing.desk.fail("status", closing.path, method="DELETE", status=status, body={"error": "Nu."})
    outcome = closing.carry_out(case)
    assert isinstance(outcome, Refused), outcome
    assert outcome.problem.kind is expected
    assert states(closing) == ["active", "active"]


def test_a_page_of_a_proxy_is_no_success(closing: Closing) -> None:
    closing.desk.fail("html", closing.path, method="DELETE", status=200)
    outcome = closing.carry_out()
    assert isinstance(outcome, OutcomeUnknown), outcome
    assert outcome.settlement.standing is Standing.NOT_SEEN


def test_without_the_right_nothing_is_sent(desk: ServiceDesk) -> None:
    desk.sign_in("angajat@exemplu.ro")
    closing = Closing(desk)
    case = closing.look()
    assert case.assessment.of(Check.PERMITTED).verdict is Verdict.BLOCKING
    assert case.assessment.of(Check.PERMITTED).grounds[0].text == "invoice.edit"
    assert isinstance(closing.carry_out(case), CaseChanged)
    assert closing.posts == 0


def test_a_cancellation_closes_no_link_by_itself(desk: ServiceDesk) -> None:
    deed = Deed(desk, ActKind.CANCEL)
    book = desk.book(deed.name)
    book.share_links = [a_link(Closing.link)]
    desk.server.ledger.changed(book)
    assert isinstance(deed.carry_out(), Done)
    assert [each["status"] for each in book.share_links] == ["active"]
    looked = desk.do(desk.house.services.links.look(desk.company, deed.invoice_id))
    assert isinstance(looked, Case)
    assert not looked.assessment.stopped
