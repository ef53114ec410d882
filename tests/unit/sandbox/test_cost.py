"""The sandbox can be as slow as the real backend."""

from __future__ import annotations

import pytest

from storno_desktop.sandbox.cost import wait_ms
from storno_desktop.sandbox.settings import SandboxSettings


@pytest.mark.parametrize(
    ("examined", "measured"), [(70, 21), (5_000, 74), (20_000, 256), (5_000 // 12, 25), (20_000 // 12, 41)]
)
def test_lists_cost_what_was_measured(examined: int, measured: int) -> None:
    assert wait_ms(SandboxSettings(cost="real"), examined) == pytest.approx(measured, rel=0.1)


def test_latency_comes_on_top_and_nothing_else_is_charged() -> None:
    assert wait_ms(SandboxSettings(latency_ms=50), 20_000) == 50
    assert wait_ms(SandboxSettings(latency_ms=50, cost="real"), 0) == 70
    assert wait_ms(SandboxSettings(), 20_000) == 0
