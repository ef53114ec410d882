"""Building every part once: the store, the client's factory, the services and the I/O thread under them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from storno_desktop.domain.server_address import ServerAddress
from storno_desktop.io_thread import IoThread
from storno_desktop.service.account_keeper import AccountKeeper
from storno_desktop.service.acts import OpenActs
from storno_desktop.service.cancellation import CancellationService
from storno_desktop.service.connection import Connection
from storno_desktop.service.invoices import InvoiceService
from storno_desktop.service.restoration import RestorationService
from storno_desktop.service.services import Services
from storno_desktop.service.session import SessionService
from storno_desktop.store.database import Database
from storno_desktop.store.invoices import InvoiceStore
from storno_desktop.store.reader import InvoiceReader
from storno_desktop.vault.secret_vault import SecretVault

if TYPE_CHECKING:
    from storno_desktop.api.client import StornoClient


def system_clock() -> datetime:
    """The present by this computer's clock, aware."""
    return datetime.now(UTC)  # noqa: TID251  the one place that asks


@dataclass(frozen=True, slots=True)
class House:
    """Everything that lives as long as the program: made by `furnish`, ended by `close`."""

    io: IoThread
    services: Services
    reader: InvoiceReader
    database: Database
    clock: Callable[[], datetime]

    def close(self) -> None:
        """Shut down in order: the windows are closed already; writes get their grace, reads are dropped."""
        self.reader.close()
        self.io.close(self._leave)

    async def _leave(self) -> None:
        await self.services.sessions.leave()
        self.database.close()


def furnish(clock: Callable[[], datetime] = system_clock, turns: Path | None = None) -> House:
    """Build the house; to be called on the GUI thread once the application exists.

    `turns` is the folder in which the programs of one person take turns, None for a program alone.
    """
    io = IoThread()
    io.start()
    services, database = io.wait(_furnish_io(clock, turns), timeout=30)
    return House(io, services, InvoiceReader(database), database, clock)


async def _furnish_io(clock: Callable[[], datetime], turns: Path | None) -> tuple[Services, Database]:
    """What lives on the I/O thread is made there."""

    def make_client(server: ServerAddress, keeper: AccountKeeper) -> StornoClient:
        from storno_desktop.api.client import StornoClient

        return StornoClient(server.url, clock=clock, keeper=keeper)

    database = Database()
    store = InvoiceStore(database)
    connection = Connection()
    acts = OpenActs()
    services = Services(
        sessions=SessionService(connection, make_client, SecretVault(turns=turns)),
        invoices=InvoiceService(connection, store),
        cancellation=CancellationService(connection, acts),
        restoration=RestorationService(connection, acts),
    )
    return services, database
