"""Synchronising beside its floors, measured in the same run; ratios only, for a busy machine is slow at both.

`python -m tests.bench.sync_figures` prints the figures.
"""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication

from tests.bench.sync_figures import INVOICES, SyncFigures, measure


@pytest.fixture(scope="module")
def figures(qapp: QApplication) -> SyncFigures:
    del qapp
    return measure(INVOICES)


def test_a_fill_keeps_pace_with_a_bare_loop(figures: SyncFigures) -> None:
    assert figures.sync_ratio >= 0.7, figures  # the shorter the list, the more its edges weigh


def test_months_are_cheaper_than_paging_the_whole_list(figures: SyncFigures) -> None:
    assert figures.sync_gain >= 1.2, figures


def test_a_refresh_asks_for_what_changed(figures: SyncFigures) -> None:
    assert figures.refresh_requests_0 <= 12, figures
    assert figures.refresh_requests_10 <= 250, figures
