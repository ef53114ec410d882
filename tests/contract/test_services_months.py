"""A list that goes back only so many months: exactly those invoices, however the choice changes."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from PySide6.QtWidgets import QApplication

from storno_desktop.sandbox.settings import DialectName
from storno_desktop.service.refresh import RefreshProgress
from tests.contract.service_desk import ServiceDesk, open_desk


@pytest.fixture(params=["observed", "documented"])
def desk(qapp: QApplication, request: pytest.FixtureRequest) -> Iterator[ServiceDesk]:
    dialect: DialectName = request.param
    with open_desk(dialect=dialect, invoices=900) as opened:
        opened.sign_in("patron@demo.example")
        yield opened


def refresh(desk: ServiceDesk, since: date | None) -> RefreshProgress:
    service = desk.house.services.invoices
    step = desk.do(service.begin_refresh(desk.company, since))
    for _ in range(200):
        assert isinstance(step, RefreshProgress), step
        if step.done:
            return step
        step = desk.do(service.continue_refresh(desk.company))
    raise AssertionError("the refresh does not end")


def since_days(desk: ServiceDesk) -> list[date]:
    """The first of a month, a day in the middle of one, a day with nothing after it."""
    days = sorted(row.issue_date for row in desk.at_server(desk.company).values())
    middle = days[len(days) // 2]
    return [middle.replace(day=1), middle, days[-1], date(2100, 1, 1)]


def test_only_invoices_of_that_day_or_later_are_listed(desk: ServiceDesk) -> None:
    everything = desk.at_server(desk.company)
    for since in since_days(desk):
        wanted = {identity: row for identity, row in everything.items() if row.issue_date >= since}
        progress = refresh(desk, since)
        assert desk.in_store(desk.company) == wanted
        assert progress.expected == len(wanted)


def test_a_wider_choice_brings_the_older_ones_back(desk: ServiceDesk) -> None:
    refresh(desk, since_days(desk)[1])
    refresh(desk, None)
    assert desk.in_store(desk.company) == desk.at_server(desk.company)
