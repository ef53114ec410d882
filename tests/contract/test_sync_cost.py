"""A refresh costs as much as has changed, sees what moved a count or a sum, and now and then everything."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, timedelta

import pytest
from PySide6.QtWidgets import QApplication

from storno_desktop.domain.invoice_summary import InvoiceId
from storno_desktop.domain.problem import Problem
from storno_desktop.sandbox.invoice import Invoice
from storno_desktop.sandbox.settings import DialectName
from storno_desktop.service.invoices import SWEEP_EVERY, InvoiceService
from storno_desktop.service.refresh import RefreshProgress
from tests.contract.service_desk import ServiceDesk, open_desk

NOTHING_CHANGED = 12
"""Requests for a list that is as it was, however long it is."""
EACH_CHANGE = 16
"""Requests more for one change: about one for each halving, and a page or two."""
PATH = "/api/v1/invoices"


@contextmanager
def filled(qapp: QApplication, invoices: int, dialect: DialectName = "observed") -> Iterator[ServiceDesk]:
    """A desk whose largest company (seven in ten of all invoices) is in the store."""
    del qapp
    with open_desk(dialect=dialect, invoices=invoices) as desk:
        with_the_largest_company(desk)
        refresh(desk)
        yield desk


@pytest.fixture
def desk(qapp: QApplication) -> Iterator[ServiceDesk]:
    with filled(qapp, 900) as opened:
        yield opened


def with_the_largest_company(desk: ServiceDesk) -> None:
    """Sign in; `desk.company` is the one with the most invoices."""
    session, ledger = desk.sign_in("patron@demo.example"), desk.server.ledger
    sizes = {each.id: ledger.shelf(ledger.companies[each.id]).count(None, None) for each in session.companies}
    largest_first = sorted(session.companies, key=lambda each: -sizes[each.id])
    desk.session = replace(session, companies=tuple(largest_first))


def refresh(desk: ServiceDesk, since: date | None = None, service: InvoiceService | None = None) -> int:
    """A whole refresh; how many lists it asked for."""
    before = desk.count("GET", PATH)
    service = service or desk.house.services.invoices
    step = desk.do(service.begin_refresh(desk.company, since))
    for _ in range(1_000):
        assert isinstance(step, RefreshProgress), step
        if step.done:
            return desk.count("GET", PATH) - before
        step = desk.do(service.continue_refresh(desk.company))
    raise AssertionError("the refresh does not end")


def books(desk: ServiceDesk) -> list[Invoice]:
    """The server's invoices of the company, newest first."""
    ledger = desk.server.ledger
    return list(ledger.shelf(ledger.companies[desk.company.id]).invoices(None, None))


def in_the_middle(desk: ServiceDesk, status: str) -> Invoice:
    """An invoice of this status from the middle of those that have it."""
    found = [invoice for invoice in books(desk) if invoice.status == status]
    return found[len(found) // 2]


def moves(desk: ServiceDesk, invoice: Invoice, **fields: object) -> None:
    """Somebody else changed it."""
    invoice.detail.update(fields)
    desk.server.ledger.changed(invoice)


def assert_equal(desk: ServiceDesk) -> None:
    assert desk.in_store(desk.company) == desk.at_server(desk.company)


def sweep_is_due(desk: ServiceDesk) -> None:
    """As if the program had stood for longer than sweeps are apart."""
    service = desk.house.services.invoices
    later = service._clock() + SWEEP_EVERY + timedelta(hours=1)
    setattr(service, "_clock", lambda: later)  # noqa: B010  an assignment would not pass the type checker


# --------------------------------------------------------------------------------------------- cost


@pytest.mark.parametrize("invoices", [100, 3_600])
def test_a_list_that_is_as_it_was_costs_a_dozen_requests(qapp: QApplication, invoices: int) -> None:
    with filled(qapp, invoices) as desk:
        assert refresh(desk) <= NOTHING_CHANGED
        assert_equal(desk)


@pytest.mark.parametrize("invoices", [900, 3_600])
def test_a_cancellation_costs_a_handful_more(qapp: QApplication, invoices: int) -> None:
    with filled(qapp, invoices) as desk:
        refresh(desk)
        cancelled = in_the_middle(desk, "issued")
        moves(desk, cancelled, status="cancelled", cancelledAt="2026-11-20T10:00:00+02:00")
        assert refresh(desk) <= NOTHING_CHANGED + EACH_CHANGE
        assert desk.in_store(desk.company)[InvoiceId(cancelled.id)].status_code == "cancelled"
        assert_equal(desk)
        assert refresh(desk) <= NOTHING_CHANGED


def test_ten_changes_cost_ten_times_a_handful(desk: ServiceDesk) -> None:
    seen_in_sums = [invoice for invoice in books(desk) if invoice.status != "cancelled"]
    for invoice in seen_in_sums[::60][:10]:
        moves(desk, invoice, amountPaid="1.00")
    assert refresh(desk) <= NOTHING_CHANGED + 10 * EACH_CHANGE
    assert_equal(desk)


def test_a_shorter_list_compares_only_its_months(desk: ServiceDesk) -> None:
    since = books(desk)[200].issue_date
    refresh(desk, since)
    assert min(row.issue_date for row in desk.in_store(desk.company).values()) == since
    assert refresh(desk, since) <= NOTHING_CHANGED


# ------------------------------------------------------------------------------------- what is seen


def issued(desk: ServiceDesk) -> None:
    moves(desk, in_the_middle(desk, "draft"), status="issued", number="FCT 999001")


def restored(desk: ServiceDesk) -> None:
    moves(desk, in_the_middle(desk, "cancelled"), status="draft", cancelledAt=None)


def paid(desk: ServiceDesk) -> None:
    moves(desk, in_the_middle(desk, "issued"), amountPaid="0.01")


def dearer(desk: ServiceDesk) -> None:
    moves(desk, in_the_middle(desk, "validated"), total="77.77")


def taxed(desk: ServiceDesk) -> None:
    moves(desk, in_the_middle(desk, "validated"), subtotal="77.77")


def deleted(desk: ServiceDesk) -> None:
    desk.server.ledger.delete(in_the_middle(desk, "validated"))


def added(desk: ServiceDesk) -> None:
    ledger = desk.server.ledger
    detail = dict(in_the_middle(desk, "validated").detail)
    ledger.add(detail | {"id": ledger.ids.next(), "number": "FCT 999002"}, ledger.companies[desk.company.id])


def added_long_ago(desk: ServiceDesk) -> None:
    added(desk)
    newcomer = next(each for each in books(desk) if each.detail["number"] == "FCT 999002")
    desk.server.ledger.redate(newcomer, "1995-05-05T00:00:00+03:00")


def redated(desk: ServiceDesk) -> None:
    desk.server.ledger.redate(books(desk)[3], "2024-12-15T00:00:00+02:00")


def swapped(desk: ServiceDesk) -> None:
    """One went and another with the same amounts came: the whole list counts and adds up as before."""
    rows = books(desk)
    desk.server.ledger.delete(rows[0])
    ledger = desk.server.ledger
    detail = dict(rows[0].detail) | {"id": ledger.ids.next(), "number": "FCT 999003"}
    newcomer = ledger.add(detail, ledger.companies[desk.company.id])
    ledger.redate(newcomer, "2024-12-12T00:00:00+02:00")


@pytest.mark.parametrize(
    "happen",
    [issued, restored, paid, dearer, taxed, deleted, added, added_long_ago, redated, swapped],
    ids=lambda happen: happen.__name__,
)
def test_a_change_far_back_is_seen(desk: ServiceDesk, happen: Callable[[ServiceDesk], None]) -> None:
    refresh(desk)
    happen(desk)
    refresh(desk)
    assert_equal(desk)
    assert refresh(desk) <= NOTHING_CHANGED


def test_what_moves_no_count_and_no_sum_is_found_by_the_sweep(desk: ServiceDesk) -> None:
    invoice = books(desk)[-1]
    moves(desk, invoice, number="FCT 999004")
    refresh(desk)
    assert desk.in_store(desk.company)[InvoiceId(invoice.id)].number != "FCT 999004"
    sweep_is_due(desk)
    refresh(desk)
    assert_equal(desk)
    assert refresh(desk) <= NOTHING_CHANGED


def test_without_sums_every_refresh_reads_everything(qapp: QApplication) -> None:
    with filled(qapp, 400, "documented") as desk:
        moves(desk, books(desk)[-1], number="FCT 999005")
        refresh(desk)
        assert_equal(desk)


# -------------------------------------------------------------------------- unreadable, broken off


def test_a_row_that_cannot_be_read_is_looked_for_once(qapp: QApplication) -> None:
    with open_desk(invoices=1_500) as desk:
        with_the_largest_company(desk)
        moves(desk, books(desk)[500], status="")
        refresh(desk)
        before = desk.in_store(desk.company)
        refresh(desk)
        service = desk.house.services.invoices
        assert refresh(desk) <= NOTHING_CHANGED
        step = desk.do(service.begin_refresh(desk.company))
        while isinstance(step, RefreshProgress) and not step.done:
            step = desk.do(service.continue_refresh(desk.company))
        assert isinstance(step, RefreshProgress)
        assert step.unreadable == 1
        assert desk.in_store(desk.company) == before == desk.at_server(desk.company)


def started_again(desk: ServiceDesk) -> InvoiceService:
    """The service of the program's next run, over what the last one kept."""
    last = desk.house.services.invoices
    return InvoiceService(last._connection, last._store, last._clock, last._details, last._notes)


def test_a_fill_that_broke_off_goes_on_where_it_stopped(qapp: QApplication) -> None:
    with open_desk(invoices=3_000) as desk:
        with_the_largest_company(desk)
        service = desk.house.services.invoices
        desk.do(service.begin_refresh(desk.company))
        desk.do(service.continue_refresh(desk.company))
        there = len(desk.in_store(desk.company))
        whole = len(books(desk))
        assert 100 < there < whole
        cost = refresh(desk, service=started_again(desk))
        assert_equal(desk)
        assert cost <= 1.5 * (whole - there) / 20 + 40
        assert refresh(desk, service=started_again(desk)) <= NOTHING_CHANGED


def test_the_next_run_compares_at_once_and_sweeps_when_the_time_has_come(desk: ServiceDesk) -> None:
    assert refresh(desk, service=started_again(desk)) <= NOTHING_CHANGED
    moves(desk, books(desk)[-1], number="FCT 999006")
    sweep_is_due(desk)
    service = started_again(desk)
    assert refresh(desk, service=service) <= NOTHING_CHANGED
    assert refresh(desk, service=service) > NOTHING_CHANGED
    assert_equal(desk)
    assert refresh(desk, service=service) <= NOTHING_CHANGED


def test_a_comparison_that_broke_off_goes_on(desk: ServiceDesk) -> None:
    refresh(desk)
    deleted(desk)
    service = desk.house.services.invoices
    for skip in range(1, 14, 3):
        step = desk.do(service.begin_refresh(desk.company))
        desk.fail("status", PATH, method="GET", status=500, skip=skip)
        stumbles = 0
        while not isinstance(step, RefreshProgress) or not step.done:
            stumbles += isinstance(step, Problem)
            step = desk.do(service.continue_refresh(desk.company))
        assert stumbles <= 1
        desk.mend()
        assert_equal(desk)
