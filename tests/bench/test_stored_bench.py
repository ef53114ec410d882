"""What a start on a company that this computer holds costs beside its floor, and what it leaves for later."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication

from tests.bench.keyring_session import keyring_session
from tests.bench.measured_process import run_program
from tests.bench.stored_company import StoredCompany, store_company
from tests.bench.stored_figures import start_times
from tests.bench.watcher import ENOUGH_ROWS

INVOICES = 2_000
RUNS = 3
NOT_BEFORE_THE_ROWS = (
    "asyncio",
    "httpx",
    "pydantic",
    "orjson",
    "truststore",
    "keyring.backends.chainer",  # a start does not look which keyrings there are
    "storno_desktop.api.client",
    "storno_desktop.wire",
    "storno_desktop.sandbox",
    "storno_desktop.domain.invoice",
    "storno_desktop.domain.search_question",
    "storno_desktop.domain.cancellation",
    "storno_desktop.domain.restoration",
    "storno_desktop.export",
    "storno_desktop.service.cancellation",
    "storno_desktop.service.doctor",
    "storno_desktop.service.invoices",
    "storno_desktop.service.restoration",
    "storno_desktop.service.session_service",
    "storno_desktop.service.watching",
    "storno_desktop.store.invoices",
    "storno_desktop.ui.act_dialog",
    "storno_desktop.ui.invoice_detail",
    "storno_desktop.ui.pdf_desk",
    "storno_desktop.ui.search_words",
    "storno_desktop.ui.settings_dialog",
)


@pytest.fixture(scope="module")
def company(qapp: QApplication, tmp_path_factory: pytest.TempPathFactory) -> Iterator[StoredCompany]:
    place = tmp_path_factory.mktemp("stored")
    with keyring_session(place / "ring") as environment:
        stored = store_company(place / "data", INVOICES, environment)
        run_program(dict(stored.environment), "tests.bench.stored_start", str(stored.data))
        yield stored


def test_the_rows_are_there_before_everything_that_they_do_not_need(company: StoredCompany) -> None:
    told = run_program(dict(company.environment), "tests.bench.stored_start", str(company.data))
    assert told["rows"] >= ENOUGH_ROWS
    loaded = set(told["modules"])
    assert {"storno_desktop.ui.main_window", "storno_desktop.store.reader", "keyring"} <= loaded
    assert loaded.isdisjoint(NOT_BEFORE_THE_ROWS), loaded.intersection(NOT_BEFORE_THE_ROWS)


def test_a_start_on_stored_rows_costs_little_more_than_its_floor(
    company: StoredCompany, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """The limit is about twice what was measured on two cores."""
    code = {"PYTHONPYCACHEPREFIX": str(tmp_path_factory.mktemp("code"))}
    _bare, floor, ours = start_times(company, RUNS, code)
    assert ours / floor < 3, (ours, floor)
