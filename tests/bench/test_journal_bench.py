"""Looking through a long journal costs little more than hashing it; what was tampered with is named as fast.

`python -m tests.bench.journal_figures` prints the figures.
"""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication

from tests.bench.journal_figures import QUICK_ROWS, JournalFigures, measure

LIMIT = 3
"""Times what hashing the same bytes takes (decisions 8)."""


@pytest.fixture(scope="module")
def figures(qapp: QApplication) -> JournalFigures:
    del qapp
    return measure(QUICK_ROWS)


def test_a_journal_is_looked_through_about_as_fast_as_it_is_hashed(figures: JournalFigures) -> None:
    assert figures.journal_mb * 2**20 / figures.journal_rows > 500  # as long as real rows are
    assert figures.journal_verify_ratio <= LIMIT, figures


def test_what_was_changed_removed_exchanged_or_cut_off_is_named_as_fast(figures: JournalFigures) -> None:
    assert figures.journal_tampered_ratio <= LIMIT, figures
