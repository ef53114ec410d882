"""What the whole program costs beside a bare window and a bare request, measured in the same run.

The limits are about twice what was measured on two cores; `python -m tests.bench.program_figures` prints the figures.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.bench.program_figures import ProgramFigures, measure
from tests.bench.watcher import ENOUGH_ROWS

RUNS = 3
MOST_MEMORY_MB = 150
NOT_BEFORE_THE_FIRST_PAINT = (
    "httpx",
    "pydantic",
    "starlette",
    "uvicorn",
    "orjson",
    "keyring",
    "truststore",
    "storno_desktop.api.client",
    "storno_desktop.sandbox",
    "storno_desktop.wire",
    "storno_desktop.ui.act_dialog",
    "storno_desktop.ui.cancel_dialog",
    "storno_desktop.ui.restore_dialog",
    "storno_desktop.app.pictures",
    "storno_desktop.app.demonstration",
)


@pytest.fixture(scope="module")
def figures() -> ProgramFigures:
    return measure(RUNS)


@pytest.fixture(autouse=True)
def _kept(figures: ProgramFigures, record_property: Callable[[str, object], None]) -> None:
    record_property("figures", figures.as_json())


def test_the_program_is_usable_soon_after_a_bare_window(figures: ProgramFigures) -> None:
    assert figures.rows >= ENOUGH_ROWS
    assert figures.first_paint_ratio < 7, figures.as_json()
    assert figures.start_ratio < 14, figures.as_json()


def test_it_leaves_soon_after_a_bare_window(figures: ProgramFigures) -> None:
    assert figures.shutdown_ms < 3 * figures.bare_start_ms + 10 * figures.bare_shutdown_ms, figures.as_json()


def test_details_take_less_than_opening_a_window(figures: ProgramFigures) -> None:
    # Details are five requests. A bare window is a steadier measure of this machine than a request of one or two
    # milliseconds.
    assert figures.detail_open_ms < figures.bare_start_ms, figures.as_json()


def test_an_open_list_fits_into_its_memory(figures: ProgramFigures) -> None:
    if not figures.bare_memory_mb:
        pytest.skip("this system does not tell")
    assert figures.memory_mb <= MOST_MEMORY_MB, figures.as_json()


def test_nothing_is_loaded_before_the_first_paint_that_it_does_not_show(figures: ProgramFigures) -> None:
    assert "storno_desktop.ui.main_window" in figures.modules
    assert not figures.modules.intersection(NOT_BEFORE_THE_FIRST_PAINT)
