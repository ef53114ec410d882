"""What the program adds to a cancellation beyond the requests themselves, measured in the same run.

`python -m tests.bench.click_figures` prints the figures.
"""

from __future__ import annotations

from tests.bench.click_figures import measure

CANCELLATIONS = 20
MOST_MS = 30


def test_from_the_click_to_the_repainted_row_little_is_added() -> None:
    figures = measure(CANCELLATIONS)
    # The limit is for a machine that does nothing else; here the requests' own time is the measure, with room.
    assert figures.cancel_ms <= 2 * figures.bare_cancel_ms + MOST_MS, figures
