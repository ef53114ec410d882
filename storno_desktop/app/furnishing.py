"""Building every part once: the store, the client's factory, the services and the I/O thread under them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from storno_desktop.domain.server_address import ServerAddress
from storno_desktop.io_thread import IoThread
from storno_desktop.service.acts import OpenActs
from storno_desktop.service.cancellation import CancellationService
from storno_desktop.service.connection import Connection
from storno_desktop.service.doctor import Doctor
from storno_desktop.service.invoices import InvoiceService
from storno_desktop.service.kept_details import KeptDetails
from storno_desktop.service.local_copy import LocalCopy
from storno_desktop.service.policy import Policy
from storno_desktop.service.remembered_session import RememberedSession
from storno_desktop.service.restoration import RestorationService
from storno_desktop.service.services import Services
from storno_desktop.service.session import SessionService
from storno_desktop.service.watching import Watching
from storno_desktop.service.window_lock import WindowLock
from storno_desktop.store.details import CompanyNotes, DetailStore
from storno_desktop.store.invoices import InvoiceStore
from storno_desktop.store.library import Library
from storno_desktop.store.reader import InvoiceReader
from storno_desktop.vault.secret_vault import SecretVault

if TYPE_CHECKING:
    from storno_desktop.api.client import StornoClient
    from storno_desktop.api.line_check import LineCheck
    from storno_desktop.api.token_keeper import TokenKeeper


def system_clock() -> datetime:
    """The present by this computer's clock, aware."""
    return datetime.now(UTC)  # noqa: TID251  the one place that asks


@dataclass(frozen=True, slots=True)
class House:
    """Everything that lives as long as the program: made by `furnish`, ended by `close`."""

    io: IoThread
    services: Services
    reader: InvoiceReader
    library: Library
    clock: Callable[[], datetime]

    def close(self) -> None:
        """Shut down in order: the windows are closed already; writes get their grace, reads are dropped."""
        self.reader.close()
        self.io.close(self._leave)

    async def _leave(self) -> None:
        await self.services.sessions.leave()
        await self.services.copy.close()
        self.library.close()


def furnish(
    clock: Callable[[], datetime] = system_clock,
    *,
    turns: Path | None = None,
    policy: Policy | None = None,
    keyring: bool = True,
    cache: Path | None = None,
) -> House:
    """Build the house; to be called on the GUI thread once the application exists.

    `turns` is the folder in which the programs of one person take turns, None for a program alone;
    `policy` what the organisation fixed; without `keyring` nothing is kept beyond this run. `cache` is the
    folder of the local copies, None to keep invoices in memory.
    """
    io = IoThread()
    io.start()
    vault = SecretVault(turns=turns, keyring=keyring)
    work = _furnish_io(clock, vault, policy or Policy(), cache if keyring else None)
    services, library = io.wait(work, timeout=30)
    return House(io, services, InvoiceReader(library), library, clock)


async def _furnish_io(
    clock: Callable[[], datetime], vault: SecretVault, policy: Policy, cache: Path | None
) -> tuple[Services, Library]:
    """What lives on the I/O thread is made there."""

    def make_client(server: ServerAddress, keeper: TokenKeeper | None) -> StornoClient:
        from storno_desktop.api.client import StornoClient

        return StornoClient(server.url, clock=clock, keeper=keeper)

    library = Library()
    store = InvoiceStore(library)
    connection = Connection()
    acts = OpenActs()
    services = Services(
        sessions=SessionService(
            connection, make_client, vault, None if cache is None else RememberedSession(vault)
        ),
        invoices=InvoiceService(
            connection, store, clock, KeptDetails(DetailStore(library)), CompanyNotes(library)
        ),
        cancellation=CancellationService(connection, acts),
        restoration=RestorationService(connection, acts),
        lock=WindowLock(vault),
        doctor=make_doctor(policy, vault, make_client, clock),
        policy=policy,
        copy=LocalCopy(library, vault, cache),
        watching=Watching(connection),
    )
    return services, library


def make_doctor(
    policy: Policy,
    vault: SecretVault,
    make_client: Callable[[ServerAddress, TokenKeeper | None], StornoClient],
    clock: Callable[[], datetime] = system_clock,
) -> Doctor:
    """The doctor as the program builds it: real lines and real clients."""

    def line_to(server: ServerAddress) -> LineCheck:
        from storno_desktop.api.line_check import LineCheck

        return LineCheck(server)

    return Doctor(policy=policy, vault=vault, line_to=line_to, client_to=make_client, clock=clock)
