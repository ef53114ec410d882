"""How long the sandbox waits before it answers: the latency asked for, and what lists cost the real backend."""

from __future__ import annotations

from storno_desktop.sandbox.settings import SandboxSettings

# Measured on the real backend with two cores: a page of twenty costs 21, 74 and 256 ms when 70, 5 000 and 20 000
# invoices lie in its window of dates, and a window of one month among as many 21, 25 and 41 ms.
_MS_OF_REQUEST = 20.0
_MS_OF_INVOICE = 0.0118


def wait_ms(settings: SandboxSettings, examined: int) -> float:
    """Milliseconds to wait; `examined` is the number of invoices a list had to look at."""
    if settings.cost == "none":
        return float(settings.latency_ms)
    return settings.latency_ms + _MS_OF_REQUEST + _MS_OF_INVOICE * examined
