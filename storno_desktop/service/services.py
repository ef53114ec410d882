"""The use cases, built once and handed to the windows together."""

from dataclasses import dataclass

from storno_desktop.service.cancellation import CancellationService
from storno_desktop.service.invoices import InvoiceService
from storno_desktop.service.restoration import RestorationService
from storno_desktop.service.session import SessionService


@dataclass(frozen=True, slots=True)
class Services:
    """What a window may ask for; every call runs on the I/O thread."""

    sessions: SessionService
    invoices: InvoiceService
    cancellation: CancellationService
    restoration: RestorationService
