"""Filling the store from a server: afterwards it holds what the server has, whatever happens on the way."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from PySide6.QtWidgets import QApplication

from storno_desktop.domain.evidence import Evidence
from storno_desktop.domain.invoice_summary import InvoiceId
from storno_desktop.domain.problem import Problem, ProblemKind
from storno_desktop.domain.session import Company
from storno_desktop.sandbox.invoice import Invoice
from storno_desktop.sandbox.settings import DialectName
from storno_desktop.service.refresh import RefreshProgress
from tests.contract.service_desk import IDS, ServiceDesk, open_desk

DIALECTS: list[DialectName] = ["observed", "documented"]
MOST_STEPS = 200


@contextmanager
def generated(dialect: DialectName, invoices: int) -> Iterator[ServiceDesk]:
    with open_desk(dialect=dialect, invoices=invoices) as desk:
        desk.sign_in("patron@demo.example")
        yield desk


@pytest.fixture(params=DIALECTS)
def desk(qapp: QApplication, request: pytest.FixtureRequest) -> Iterator[ServiceDesk]:
    """The seed, with the owner's main company."""
    with open_desk(dialect=request.param) as opened:
        opened.sign_in("owner@exemplu.ro")
        yield opened


@pytest.fixture
def observed(qapp: QApplication) -> Iterator[ServiceDesk]:
    with open_desk() as opened:
        opened.sign_in("owner@exemplu.ro")
        yield opened


def begin(desk: ServiceDesk, company: Company) -> RefreshProgress:
    step = desk.do(desk.house.services.invoices.begin_refresh(company))
    assert isinstance(step, RefreshProgress), step
    return step


def go_on(desk: ServiceDesk, company: Company) -> RefreshProgress:
    step = desk.do(desk.house.services.invoices.continue_refresh(company))
    assert isinstance(step, RefreshProgress), step
    return step


def refresh(desk: ServiceDesk, company: Company | None = None) -> RefreshProgress:
    """A whole refresh, as the window runs it."""
    company = company or desk.company
    step = begin(desk, company)
    for _ in range(MOST_STEPS):
        if step.done:
            return step
        later = go_on(desk, company)
        assert later.received >= step.received
        step = later
    raise AssertionError("the refresh does not end")


def assert_equal(desk: ServiceDesk, company: Company | None = None) -> None:
    company = company or desk.company
    assert desk.in_store(company) == desk.at_server(company)


def date_of(desk: ServiceDesk, name: str, day: str) -> None:
    """Give a seeded invoice another issue date."""
    desk.server.ledger.redate(desk.book(name), f"{day}T00:00:00+02:00")


# -------------------------------------------------------------------------------------------- sizes


@pytest.mark.parametrize("dialect", DIALECTS)
@pytest.mark.parametrize("invoices", [0, 1, 28, 29, 30, 100, 400])
def test_store_and_server_agree_for_any_size(qapp: QApplication, dialect: DialectName, invoices: int) -> None:
    with generated(dialect, invoices) as desk:
        for company in desk.session.companies if desk.session else ():
            progress = refresh(desk, company)
            held = desk.in_store(company)
            assert held == desk.at_server(company)
            assert progress.done
            assert progress.received == progress.expected == len(held)
            assert progress.unreadable == 0


@pytest.mark.parametrize("count", [0, 1, 19, 20, 21, 40, 41])
def test_page_borders_lose_nothing(qapp: QApplication, count: int) -> None:
    """So many invoices in one single month."""
    with open_desk() as desk:
        desk.sign_in("owner@exemplu.ro")
        ledger = desk.server.ledger
        for name, invoice_id in IDS.items():
            invoice = ledger.find(invoice_id)
            if invoice is not None and invoice.company == "A":
                date_of(desk, name, "2026-11-12")
        for invoice in list(ledger.shelf(ledger.companies[desk.company.id]).invoices(None, None))[count:]:
            ledger.delete(invoice)
        assert refresh(desk).received == count
        assert_equal(desk)
        assert len(desk.in_store(desk.company)) == count


def test_store_and_server_agree_on_the_seed(desk: ServiceDesk) -> None:
    progress = refresh(desk)
    assert (progress.received, progress.expected) == (64, 64)
    assert_equal(desk)


def test_the_list_is_never_paged_as_a_whole(observed: ServiceDesk) -> None:
    refresh(observed)
    assert observed.count("GET", "/api/v1/invoices") < 30


def test_companies_do_not_mix(observed: ServiceDesk) -> None:
    assert observed.session is not None
    first, second = observed.session.companies
    refresh(observed, first)
    refresh(observed, second)
    assert_equal(observed, first)
    assert_equal(observed, second)
    assert not set(observed.in_store(first)) & set(observed.in_store(second))


def test_two_companies_can_be_filled_in_turns(observed: ServiceDesk) -> None:
    assert observed.session is not None
    first, second = observed.session.companies
    steps = {each.id: begin(observed, each) for each in (first, second)}
    for _ in range(MOST_STEPS):
        for company in (first, second):
            if not steps[company.id].done:
                steps[company.id] = go_on(observed, company)
    assert all(step.done for step in steps.values())
    assert_equal(observed, first)
    assert_equal(observed, second)


# -------------------------------------------------------------------------------------------- dates


@pytest.mark.parametrize(
    "days",
    [
        {"issued-1": "2019-03-31", "issued-2": "2012-02-29"},
        {"issued-1": "2027-01-31", "issued-2": "2031-12-31"},
        {"issued-1": "2031-12-31", "issued-2": "1998-01-01"},
        {"issued-1": "2200-12-31", "issued-2": "1900-01-01"},
    ],
    ids=["a gap of years", "the future", "both", "the ends of what is read"],
)
def test_odd_dates_lose_nothing(desk: ServiceDesk, days: dict[str, str]) -> None:
    for name, day in days.items():
        date_of(desk, name, day)
    progress = refresh(desk)
    assert progress.received == progress.expected == 64
    assert_equal(desk)


@pytest.mark.parametrize("day", ["1900-01-01", "2200-12-31"])
def test_the_ends_of_what_is_read_end_a_refresh(observed: ServiceDesk, day: str) -> None:
    rows = newest_first(observed)
    for invoice in rows[2:]:
        observed.server.ledger.delete(invoice)
    for invoice in rows[:2]:
        observed.server.ledger.redate(invoice, f"{day}T00:00:00+02:00")
    spoil(observed, rows[0])  # so that the count is not reached and the months go on
    progress = refresh(observed)
    assert (progress.received, progress.unreadable) == (1, 1)
    assert_equal(observed)


# --------------------------------------------------------------------------------------- unreadable


def newest_first(desk: ServiceDesk) -> list[Invoice]:
    """The main company's invoices in the order of the list."""
    ledger = desk.server.ledger
    return list(ledger.shelf(ledger.companies[desk.company.id]).invoices(None, None))


def spoil(desk: ServiceDesk, *invoices: Invoice) -> None:
    """Rows without a status: they come, but cannot be read."""
    for invoice in invoices:
        invoice.detail["status"] = ""
        desk.server.ledger.changed(invoice)


@pytest.mark.parametrize("positions", [range(10), range(20), range(30, 40), range(63, 64), range(64)])
def test_unreadable_rows_are_counted_once_and_hide_no_other(desk: ServiceDesk, positions: range) -> None:
    rows = newest_first(desk)
    spoil(desk, *(rows[position] for position in positions))
    progress = refresh(desk)
    assert progress.unreadable == len(positions)
    assert progress.received == 64 - len(positions)
    assert_equal(desk)


def test_rows_that_became_unreadable_are_not_taken_for_gone(desk: ServiceDesk) -> None:
    refresh(desk)
    before = desk.in_store(desk.company)
    spoil(desk, newest_first(desk)[5])
    assert refresh(desk).unreadable == 1
    assert desk.in_store(desk.company).keys() == before.keys()


# ----------------------------------------------------------------------------------- broken off, gone


@pytest.mark.parametrize("skip", range(6))
def test_a_refresh_that_broke_off_goes_on_where_it_stopped(observed: ServiceDesk, skip: int) -> None:
    date_of(observed, "issued-1", "2019-03-31")
    service, company = observed.house.services.invoices, observed.company
    step = begin(observed, company)
    observed.fail("status", "/api/v1/invoices", method="GET", status=500, skip=skip)
    stumbles = 0
    for _ in range(MOST_STEPS):
        if step.done:
            break
        later = observed.do(service.continue_refresh(company))
        if isinstance(later, Problem):
            assert later.kind is ProblemKind.SERVER_FAULT
            stumbles += 1
            continue
        assert later.received >= step.received
        step = later
    assert (step.done, stumbles) == (True, 1)
    assert step.received == step.expected == 64
    assert_equal(observed)


@pytest.mark.parametrize("skip", [1, 2, 3])
def test_going_on_asks_for_the_month_that_failed_and_not_for_everything(
    observed: ServiceDesk, skip: int
) -> None:
    refresh(observed)
    undisturbed = observed.count("GET", "/api/v1/invoices")
    begin(observed, observed.company)
    observed.fail("status", "/api/v1/invoices", method="GET", status=500, skip=skip - 1)
    service = observed.house.services.invoices
    assert isinstance(observed.do(service.continue_refresh(observed.company)), Problem)
    step = go_on(observed, observed.company)
    while not step.done:
        step = go_on(observed, observed.company)
    assert step.received == 64
    assert observed.count("GET", "/api/v1/invoices") <= 3 * undisturbed


def test_a_server_that_is_away_costs_nothing_that_came(observed: ServiceDesk) -> None:
    refresh(observed)
    before = observed.in_store(observed.company)
    observed.server.stop()
    service = observed.house.services.invoices
    problem = observed.do(service.begin_refresh(observed.company))
    assert isinstance(problem, Problem)
    assert problem.kind is ProblemKind.NO_NETWORK
    assert observed.in_store(observed.company) == before


def test_going_on_without_a_beginning_begins(observed: ServiceDesk) -> None:
    assert go_on(observed, observed.company).received > 0


def test_gone_rows_disappear_and_changed_ones_change(desk: ServiceDesk) -> None:
    refresh(desk)
    desk.server.ledger.delete(desk.book("issued-3"))
    desk.by_another("issued-4", "cancel", reason="Anulată de altcineva")
    date_of(desk, "issued-5", "2025-01-15")
    assert IDS["issued-3"] in desk.in_store(desk.company)
    refresh(desk)
    assert IDS["issued-3"] not in desk.in_store(desk.company)
    assert desk.in_store(desk.company)[IDS["issued-4"]].status_code == "cancelled"
    assert_equal(desk)


def test_a_refresh_that_did_not_end_takes_nothing_away(observed: ServiceDesk) -> None:
    date_of(observed, "issued-1", "2019-03-31")
    refresh(observed)
    before = observed.in_store(observed.company)
    assert not begin(observed, observed.company).done
    assert not go_on(observed, observed.company).done
    assert observed.in_store(observed.company) == before


def test_an_invoice_deleted_during_the_refresh_is_gone_after_the_next(observed: ServiceDesk) -> None:
    refresh(observed)
    step = begin(observed, observed.company)
    observed.server.ledger.delete(newest_first(observed)[-1])
    while not step.done:
        step = go_on(observed, observed.company)
    refresh(observed)
    assert_equal(observed)


def test_invoices_that_come_during_the_refresh_push_none_out(observed: ServiceDesk) -> None:
    """The count is reached too early then: what was not asked about must not be taken for gone."""
    date_of(observed, "issued-1", "2019-03-31")
    refresh(observed)
    begun = begin(observed, observed.company)
    assert not begun.done
    for index in range(3):
        newcomer = dict(observed.book("issued-2").detail)
        newcomer |= {"id": observed.server.ledger.ids.next(), "number": f"BRS9{index}", "refundInvoices": []}
        observed.server.ledger.add(newcomer, observed.server.ledger.companies[observed.company.id])
    step = begun
    while not step.done:
        step = go_on(observed, observed.company)
        assert IDS["issued-1"] in observed.in_store(observed.company)
    assert_equal(observed)


def test_an_invoice_opened_during_the_refresh_stays(observed: ServiceDesk) -> None:
    refresh(observed)
    begin(observed, observed.company)
    newcomer = dict(observed.book("issued-2").detail)
    newcomer |= {"id": observed.server.ledger.ids.next(), "number": "BRS99", "refundInvoices": []}
    added = observed.server.ledger.add(newcomer, observed.server.ledger.companies[observed.company.id])
    # A month that was read already: only opening it brings it into the store.
    observed.server.ledger.redate(added, "2032-01-01T00:00:00+02:00")
    facts = observed.do(observed.house.services.invoices.open(observed.company, InvoiceId(added.id)))
    assert isinstance(facts.detail, Evidence)
    assert added.id in observed.in_store(observed.company)
    step = go_on(observed, observed.company)
    while not step.done:
        step = go_on(observed, observed.company)
    assert added.id in observed.in_store(observed.company)
    assert_equal(observed)


def test_a_new_refresh_replaces_the_one_under_way(desk: ServiceDesk) -> None:
    begin(desk, desk.company)
    go_on(desk, desk.company)
    assert refresh(desk).received == 64
    assert_equal(desk)


def test_two_refreshes_of_one_company_at_one_time_harm_nothing(desk: ServiceDesk) -> None:
    service, company = desk.house.services.invoices, desk.company
    date_of(desk, "issued-1", "2025-03-31")
    for _ in range(2):
        begin(desk, company)
        for _ in range(MOST_STEPS):
            steps = desk.do_together(service.continue_refresh(company), service.continue_refresh(company))
            if any(isinstance(step, RefreshProgress) and step.done for step in steps):
                break
        assert_equal(desk)


# -------------------------------------------------------------------------------------- opening one


def test_opening_brings_the_row_up_to_date(desk: ServiceDesk) -> None:
    refresh(desk)
    desk.by_another("issued-4", "cancel", reason="Anulată de altcineva")
    facts = desk.do(desk.house.services.invoices.open(desk.company, IDS["issued-4"]))
    assert isinstance(facts.detail, Evidence)
    assert desk.in_store(desk.company)[IDS["issued-4"]].status_code == "cancelled"
    assert facts.last_cancellation is not None


def test_an_invoice_that_cannot_be_opened_is_a_problem_in_its_place(desk: ServiceDesk) -> None:
    refresh(desk)
    before = desk.in_store(desk.company)
    desk.fail("status", f"*/{IDS['issued-4']}", method="GET", status=500)
    facts = desk.do(desk.house.services.invoices.open(desk.company, IDS["issued-4"]))
    assert isinstance(facts.detail, Problem)
    assert isinstance(facts.payments, Evidence)
    assert desk.in_store(desk.company) == before


def test_a_pause_holds_at_the_next_page_and_nothing_is_asked_for_until_it_ends(qapp: QApplication) -> None:
    with generated("observed", 300) as desk:
        invoices, company = desk.house.services.invoices, desk.company
        assert not begin(desk, company).done

        async def held() -> tuple[int, int]:
            await invoices.pause()
            before = len(desk.arrived)
            step = asyncio.create_task(invoices.continue_refresh(company))
            await asyncio.wait({step}, timeout=0.3)
            assert not step.done()
            asked = len(desk.arrived) - before
            await invoices.go_on()
            assert isinstance(await step, RefreshProgress)
            return asked, len(desk.arrived) - before

        while_held, afterwards = desk.do(held())
        assert while_held == 0 < afterwards


def test_a_refresh_that_begins_ends_the_pause_of_another_one(qapp: QApplication) -> None:
    with generated("observed", 300) as desk:
        desk.do(desk.house.services.invoices.pause())
        refresh(desk)
