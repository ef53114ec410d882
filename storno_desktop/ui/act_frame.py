"""What every dialog about an act on one invoice stands on: the invoice and its company, the clock, and the window."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from PySide6.QtWidgets import QWidget

from storno_desktop.domain.invoice_summary import InvoiceSummary
from storno_desktop.domain.session import Company
from storno_desktop.io_thread import IoThread
from storno_desktop.ui.guard_time import GUARD_MS
from storno_desktop.ui.settling_desk import LOOK_DELAYS_MS

FAREWELL_MS = 900
"""For how long success stays on screen before the dialog closes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ActFrame:
    """`now` is this computer's clock, `parent` the window below. The invoice is as the list shows it; the dialog
    reads it afresh. The delays, in milliseconds, are for tests."""

    io: IoThread
    company: Company
    invoice: InvoiceSummary
    now: Callable[[], datetime]
    parent: QWidget | None = None
    guard_ms: int = GUARD_MS
    look_delays_ms: Sequence[int] = LOOK_DELAYS_MS
    farewell_ms: int = FAREWELL_MS
