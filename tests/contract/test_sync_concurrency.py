"""Others insert, cancel, restore and delete while a refresh runs: one ordinary refresh later all is equal."""

from __future__ import annotations

import random
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from decimal import Decimal

import pytest
from PySide6.QtWidgets import QApplication

from storno_desktop.sandbox.faults import Fault
from storno_desktop.sandbox.invoice import Invoice
from storno_desktop.service.refresh import RefreshProgress
from tests.contract.service_desk import ServiceDesk, open_desk

MOST_STEPS = 2_000
REQUESTS_A_CHANGE = 2
MOST_CHANGES = 80


class Colleagues:
    """People at the same company who are never idle; what they do follows from the number they start with."""

    def __init__(self, desk: ServiceDesk, start: int) -> None:
        self._ledger = desk.server.ledger
        self._company = self._ledger.companies[desk.company.id]
        self._chance = random.Random(start)  # noqa: S311
        self._born = 0
        self._asked = 0
        self._faults = desk.server.sandbox.faults
        self._strike = self._faults.strike

    @contextmanager
    def at_work(self) -> Iterator[None]:
        """Something changes between the requests of whoever reads the list meanwhile."""
        self._asked = 0
        setattr(self._faults, "strike", self._act_and_strike)  # noqa: B010  an assignment would not pass the type checker
        yield
        setattr(self._faults, "strike", self._strike)  # noqa: B010

    def _act_and_strike(self, method: str, path: str) -> Fault | None:
        self._asked += 1
        if self._asked % REQUESTS_A_CHANGE == 0 and self._asked <= MOST_CHANGES * REQUESTS_A_CHANGE:
            act = self._chance.choice((self._insert, self._cancel, self._restore, self._delete))
            act()
        return self._strike(method, path)

    def _any(self, *statuses: str) -> Invoice | None:
        shelf = self._ledger.shelf(self._company)
        found = [each for each in shelf.invoices(None, None) if not statuses or each.status in statuses]
        return self._chance.choice(found) if found else None

    def _insert(self) -> None:
        pattern = self._any()
        if pattern is None:
            return
        self._born += 1
        total = Decimal(self._chance.randrange(1, 10**6)) / 100
        detail = dict(pattern.detail) | {
            "id": self._ledger.ids.next(),
            "number": f"NOU{self._born:05}",
            "status": self._chance.choice(("draft", "issued")),
            "total": str(total),
            "cancelledAt": None,
            "parentDocumentId": None,
            "refundInvoices": [],
        }
        newcomer = self._ledger.add(detail, self._company)
        day = date(2026, 11, 22) - timedelta(days=self._chance.choice((0, 0, 0, 3, 40, 400)))
        self._ledger.redate(newcomer, f"{day}T00:00:00+02:00")

    def _cancel(self) -> None:
        invoice = self._any("issued", "draft")
        if invoice is not None:
            invoice.detail.update(status="cancelled", cancelledAt="2026-11-22T12:00:00+02:00")
            self._ledger.changed(invoice)

    def _restore(self) -> None:
        invoice = self._any("cancelled")
        if invoice is not None:
            invoice.detail.update(status="draft", cancelledAt=None)
            self._ledger.changed(invoice)

    def _delete(self) -> None:
        invoice = self._any()
        if invoice is not None:
            self._ledger.delete(invoice)


def refresh(desk: ServiceDesk) -> None:
    """A whole refresh."""
    service = desk.house.services.invoices
    step = desk.do(service.begin_refresh(desk.company))
    for _ in range(MOST_STEPS):
        assert isinstance(step, RefreshProgress), step
        if step.done:
            return
        step = desk.do(service.continue_refresh(desk.company))
    raise AssertionError("the refresh does not end")


def assert_equal(desk: ServiceDesk) -> None:
    assert desk.in_store(desk.company) == desk.at_server(desk.company)


@pytest.mark.parametrize("start", range(4))
def test_after_a_fill_among_changes_one_refresh_makes_all_equal(qapp: QApplication, start: int) -> None:
    with open_desk(invoices=1_500) as desk:
        desk.sign_in("patron@demo.example")
        with Colleagues(desk, start).at_work():
            refresh(desk)
        refresh(desk)
        assert_equal(desk)


@pytest.mark.parametrize("start", range(4))
def test_after_a_refresh_among_changes_one_refresh_makes_all_equal(qapp: QApplication, start: int) -> None:
    with open_desk(invoices=1_500) as desk:
        desk.sign_in("patron@demo.example")
        refresh(desk)
        colleagues = Colleagues(desk, start)
        for _ in range(3):
            with colleagues.at_work():
                refresh(desk)
        refresh(desk)
        assert_equal(desk)
