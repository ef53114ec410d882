"""The use cases, built once and handed to the windows together."""

from dataclasses import dataclass

from storno_desktop.service.cancellation import CancellationService
from storno_desktop.service.doctor import Doctor
from storno_desktop.service.invoices import InvoiceService
from storno_desktop.service.local_copy import LocalCopy
from storno_desktop.service.policy import Policy
from storno_desktop.service.restoration import RestorationService
from storno_desktop.service.session import SessionService
from storno_desktop.service.watching import Watching
from storno_desktop.service.window_lock import WindowLock


@dataclass(frozen=True, slots=True)
class Services:
    """What a window may ask for; every call runs on the I/O thread. `policy` is what the organisation fixed."""

    sessions: SessionService
    invoices: InvoiceService
    cancellation: CancellationService
    restoration: RestorationService
    lock: WindowLock
    doctor: Doctor
    policy: Policy
    copy: LocalCopy
    watching: Watching
