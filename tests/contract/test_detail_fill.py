"""Details read ahead: which, in which order, how politely, and that it goes on after the program was killed."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from itertools import count, pairwise
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication

from storno_desktop.domain.calendar import day_in_bucharest
from storno_desktop.domain.evidence import Evidence
from storno_desktop.domain.facts import Facts
from storno_desktop.domain.invoice_summary import InvoiceId, InvoiceSummary
from storno_desktop.domain.listview import Queue, queue_of
from storno_desktop.service.detail_fill import FIRST_REST_S, MOST_FAILURES, DetailFill, DetailProgress
from tests.contract.service_desk import IDS, ServiceDesk, open_desk
from tests.contract.test_services_refresh import refresh

ROOT = Path(__file__).parents[2]
DETAIL = "/api/v1/invoices/*-*-*-*-????????????"
PARTS = ("", "/events", "/payments", "/emails", "/share-links")
OPEN = {Queue.CAN_BE_CANCELLED, Queue.CAN_BE_RESTORED}


@pytest.fixture
def desk(qapp: QApplication) -> Iterator[ServiceDesk]:
    with open_desk() as opened:
        opened.sign_in("owner@exemplu.ro")
        refresh(opened)
        yield opened


def step(desk: ServiceDesk) -> DetailProgress:
    return desk.do(desk.house.services.details.step(desk.company))


def another(desk: ServiceDesk, **more: Any) -> DetailFill:
    """One that begins afresh, with other limits."""
    services = desk.house.services
    return DetailFill(services.invoices._connection, services.invoices, services.details._gaps, **more)


def to_the_end(desk: ServiceDesk, most: int = 500) -> DetailProgress:
    for _ in range(most):
        told = step(desk)
        if told.is_over:
            return told
        assert not told.rest
    raise AssertionError("it does not end")


def read_ahead(desk: ServiceDesk) -> list[InvoiceId]:
    """The invoices whose detail was asked for, in this order."""
    prefix = "/api/v1/invoices/"
    asked = [path.removeprefix(prefix) for method, path in desk.arrived if path.startswith(prefix)]
    return [InvoiceId(each) for each in asked if "/" not in each]


def open_ones(desk: ServiceDesk) -> list[InvoiceSummary]:
    """What can be cancelled or still be restored, by the server's day."""
    today = day_in_bucharest(desk.house.services.invoices.server_now())
    return [row for row in desk.in_store(desk.company).values() if queue_of(row, today) in OPEN]


def kept(desk: ServiceDesk, invoice_id: InvoiceId) -> Facts:
    return desk.do(desk.house.services.invoices.kept(desk.company, invoice_id))


def test_what_can_be_cancelled_or_restored_is_read_once_newest_first_and_nothing_else(
    desk: ServiceDesk,
) -> None:
    expected = {row.id for row in open_ones(desk)}
    rows = desk.in_store(desk.company)
    assert len(rows) > len(expected) > 10
    desk.arrived.clear()
    told = to_the_end(desk)
    asked = read_ahead(desk)
    assert len(asked) == len(set(asked))
    assert set(asked) == expected
    assert (told.done, told.planned) == (len(expected), len(expected))
    assert all(rows[one].issue_date >= rows[other].issue_date for one, other in pairwise(asked))
    assert len(desk.arrived) == len(expected) * len(PARTS)
    assert {method for method, _ in desk.arrived} == {"GET"}
    facts = kept(desk, asked[0])
    read = (facts.detail, facts.events, facts.payments, facts.emails, facts.share_links)
    assert all(isinstance(each, Evidence) for each in read)
    for name in ("cancelled-old-31d", "B-cancelled"):
        assert IDS[name] not in asked


def test_what_is_kept_is_not_read_again_until_its_row_changes(desk: ServiceDesk) -> None:
    to_the_end(desk)
    desk.arrived.clear()
    refresh(desk)
    lists = len(desk.arrived)
    assert to_the_end(desk).is_over
    assert len(desk.arrived) == lists
    desk.book("issued-1").detail["number"] = "SCHIMBAT-1"
    read_anew(desk)
    desk.arrived.clear()
    to_the_end(desk)
    assert read_ahead(desk) == [IDS["issued-1"]]
    facts = kept(desk, IDS["issued-1"])
    assert facts.invoice is not None
    assert facts.invoice.summary.number == "SCHIMBAT-1"


def read_anew(desk: ServiceDesk) -> None:
    """All rows, as a sweep would."""
    desk.do(_sweep(desk))


async def _sweep(desk: ServiceDesk) -> None:
    service = desk.house.services.invoices
    told = await service._begin_walk(desk.company, None)
    while not getattr(told, "done", True):
        told = await service.continue_refresh(desk.company)


def test_it_waits_while_a_person_waits(desk: ServiceDesk) -> None:
    desk.fail("delay", "*/pdf", ms=300, count=1)
    desk.arrived.clear()
    pdfs, details = desk.house.services.pdfs, desk.house.services.details

    async def a_person() -> int:
        await pdfs.read(desk.company, IDS["issued-1"])
        return len(desk.arrived)

    async def in_the_background() -> int:
        assert (await details.step(desk.company)).done
        return len(desk.arrived)

    assert desk.do_together(a_person(), in_the_background()) == [1, 1 + len(PARTS)]


def test_no_more_are_read_than_a_session_may(desk: ServiceDesk) -> None:
    few = another(desk, most=3)
    desk.arrived.clear()
    told = [desk.do(few.step(desk.company)) for _ in range(5)]
    assert [each.is_over for each in told] == [False, False, True, True, True]
    assert (told[2].done, told[2].planned) == (3, 3)
    assert len(read_ahead(desk)) == 3
    desk.sign_in("owner@exemplu.ro")
    assert not desk.do(few.step(desk.company)).is_over
    assert len(set(read_ahead(desk))) == 4


def test_a_busy_server_is_left_alone_for_longer_and_longer_and_then_for_good(desk: ServiceDesk) -> None:
    desk.fail("status", DETAIL, status=500, count=-1)
    hours = count(0, 3600)
    patient = another(desk, seconds=lambda: next(hours))
    assert step(desk).rest == FIRST_REST_S
    asked = len(desk.arrived)
    assert 0 < step(desk).rest < FIRST_REST_S  # whoever wishes to go on, the server is left alone
    assert len(desk.arrived) == asked
    told = [desk.do(patient.step(desk.company)) for _ in range(MOST_FAILURES + 1)]
    assert [each.rest for each in told] == [FIRST_REST_S * 2**n for n in range(MOST_FAILURES)] + [0.0]
    assert told[-1].is_over
    assert len(set(read_ahead(desk))) == len(told)  # not always the same one
    desk.mend()
    assert not desk.do(patient.step(desk.company)).rest


def test_a_server_that_names_its_time_gets_it(desk: ServiceDesk) -> None:
    more = {"status": 429, "headers": {"Retry-After": "700"}}
    desk.fail("status", DETAIL, count=1, **more)
    assert step(desk).rest == 700


def test_an_invoice_that_could_not_be_read_to_the_end_is_not_kept(desk: ServiceDesk) -> None:
    desk.fail("status", "*/emails", status=500, count=1)
    hours = count(0, 3600)
    patient = another(desk, seconds=lambda: next(hours))
    assert desk.do(patient.step(desk.company)).rest
    first = read_ahead(desk)[-1]
    assert kept(desk, first) == Facts()
    while not desk.do(patient.step(desk.company)).is_over:
        pass
    assert kept(desk, first).detail is not None


def test_a_part_that_this_person_may_not_see_is_asked_for_once(desk: ServiceDesk) -> None:
    desk.fail("status", "*/emails", status=403, count=-1, body={"error": "Forbidden"})
    desk.arrived.clear()
    told = to_the_end(desk)
    assert told.done == len(open_ones(desk))
    assert desk.count("GET", "/emails") == 1
    assert desk.count("GET", "/share-links") == told.done


def test_who_may_not_see_details_is_left_in_peace_and_stays_signed_in(desk: ServiceDesk) -> None:
    desk.fail("status", DETAIL, status=403, count=-1, body={"error": "Forbidden"})
    desk.arrived.clear()
    assert [step(desk).is_over for _ in range(3)] == [True] * 3
    assert len(desk.arrived) == 1
    assert desk.house.services.invoices._connection.is_open


def test_a_session_that_ended_is_nothing_that_reading_ahead_says(desk: ServiceDesk) -> None:
    desk.fail("status", "/api/v1/invoices/*-*-*-*-*", status=401, count=-1, body={"message": "Expired"})
    assert step(desk).is_over
    assert desk.house.services.invoices._connection.is_open
    desk.mend()
    assert not step(desk).is_over


@pytest.mark.usefixtures("qapp")
def test_after_a_kill_it_goes_on_where_it_stopped(tmp_path: Path) -> None:
    with open_desk() as desk:
        desk.sign_in("owner@exemplu.ro")
        refresh(desk)
        expected = {row.id for row in open_ones(desk)}
        desk.arrived.clear()
        assert "over" not in a_program(desk, tmp_path, killed_after=6)
        first = read_ahead(desk)
        assert 6 <= len(first) < len(expected)
        assert a_program(desk, tmp_path)[-1] == "over"
        again = read_ahead(desk)[len(first) :]
        assert set(first) | set(again) == expected
        assert len(set(first) & set(again)) <= 1  # the one that was under way


def a_program(desk: ServiceDesk, folder: Path, killed_after: int | None = None) -> list[str]:
    """What a program says that fills a copy and reads details ahead, to the end or until so many are read."""
    password = next(
        str(each["password"]) for each in desk.server.accounts if each["email"] == "owner@exemplu.ro"
    )
    words = [sys.executable, "-m", "tests.contract.sync_script", desk.server.url, "owner@exemplu.ro"]
    program = subprocess.Popen(
        [*words, password, desk.company.id, str(folder), "details"],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        text=True,
    )
    lines: list[str] = []
    with program:
        assert program.stdout is not None
        try:
            for line in program.stdout:
                lines.append(line.strip())
                if lines.count("detail") == killed_after:
                    program.kill()
        except BaseException:
            program.kill()
            raise
    return lines


def test_one_that_cannot_be_read_is_not_tried_again_in_this_session(desk: ServiceDesk) -> None:
    desk.fail("garbage", f"*/{IDS['issued-1']}", count=-1)
    assert to_the_end(desk).done == len(open_ones(desk))
    desk.arrived.clear()
    assert to_the_end(desk).is_over
    assert desk.arrived == []
    assert kept(desk, IDS["issued-1"]).detail is None


def test_a_single_part_that_is_gone_says_nothing_of_the_others(desk: ServiceDesk) -> None:
    desk.fail("status", "*/emails", status=404, count=1)
    told = to_the_end(desk)
    assert desk.count("GET", "/emails") == told.done


def test_a_server_of_the_documentation_is_read_once_too(qapp: QApplication) -> None:
    with open_desk(dialect="documented") as desk:
        desk.sign_in("owner@exemplu.ro")
        refresh(desk)
        assert to_the_end(desk).done == len(open_ones(desk)) > 10
        read_anew(desk)
        desk.arrived.clear()
        to_the_end(desk)
        assert read_ahead(desk) == []
