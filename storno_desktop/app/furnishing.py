"""Building every part once: the store, the client's factory, the services and the I/O thread under them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from storno_desktop import __version__
from storno_desktop.domain.program_version import ProgramVersion
from storno_desktop.domain.server_address import ServerAddress
from storno_desktop.io_thread import IoThread
from storno_desktop.service.act_bar import ActBar
from storno_desktop.service.first_sight import FirstLook
from storno_desktop.service.local_copy import LocalCopy
from storno_desktop.service.policy import Policy
from storno_desktop.service.services import Services
from storno_desktop.store.library import Library
from storno_desktop.store.reader import InvoiceReader
from storno_desktop.vault.secret_vault import SecretVault

if TYPE_CHECKING:
    from storno_desktop.api.client import StornoClient
    from storno_desktop.api.line_check import LineCheck
    from storno_desktop.api.token_keeper import TokenKeeper
    from storno_desktop.service.connection import Connection
    from storno_desktop.service.desk_supervision import DeskSupervision
    from storno_desktop.service.doctor import Doctor
    from storno_desktop.service.open_acts import OpenActs
    from storno_desktop.service.services import Identity, ServerWork
    from storno_desktop.vault.signing_key import SigningKeys


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
    vault: SecretVault
    clock: Callable[[], datetime]

    def close(self) -> None:
        """Shut down in order: the windows are closed already; writes get their grace, reads are dropped."""
        self.reader.close()
        self.io.close(self._leave)

    async def _leave(self) -> None:
        await self.services.close()
        await self.services.copy.close()
        self.library.close()


def furnish(
    clock: Callable[[], datetime] = system_clock,
    *,
    turns: Path | None = None,
    policy: Policy | None = None,
    keyring: bool = True,
    keyring_kind: str = "",
    cache: Path | None = None,
    journal: Path | None = None,
) -> House:
    """Build the house; to be called on the GUI thread once the application exists.

    `turns` is the folder in which the programs of one person take turns, None for a program alone;
    `policy` what the organisation fixed; without `keyring` nothing is kept beyond this run, `keyring_kind` is
    the one that an earlier run found. `cache` is the folder of the local copies, None to keep invoices in memory;
    `journal` that of the journal of all acts, None to have it end with the program.
    """
    io = IoThread()
    io.start()
    vault = SecretVault(turns=turns, keyring=keyring, kind=keyring_kind)
    library = Library()
    places = _Places(cache if keyring else None, journal, turns)
    services = _furnish_services(clock, vault, library, policy or Policy(), places)
    return House(io, services, InvoiceReader(library), library, vault, clock)


@dataclass(frozen=True, slots=True)
class _Places:
    """Folders; None where nothing is kept, or nobody takes turns."""

    cache: Path | None
    journal: Path | None
    turns: Path | None


def _furnish_services(
    clock: Callable[[], datetime], vault: SecretVault, library: Library, policy: Policy, places: _Places
) -> Services:
    """What lives on the I/O thread, most of it made there when it is first asked for."""

    def make_client(server: ServerAddress, keeper: TokenKeeper | None) -> StornoClient:
        from storno_desktop.api.client import StornoClient

        return StornoClient(server.url, clock=clock, keeper=keeper)

    def make_identity() -> Identity:
        from storno_desktop.service.connection import Connection
        from storno_desktop.service.remembered_session import RememberedSession
        from storno_desktop.service.services import Identity
        from storno_desktop.service.session_service import SessionService
        from storno_desktop.service.window_lock import WindowLock

        connection = Connection()
        remembered = None if places.cache is None else RememberedSession(vault)
        sessions = SessionService(connection, make_client, vault, remembered)
        return Identity(connection, sessions, WindowLock(vault))

    def make_work(connection: Connection) -> ServerWork:
        from storno_desktop.service.journal_book import JournalBook
        from storno_desktop.service.open_acts import OpenActs
        from storno_desktop.vault.signing_key import SigningKeys

        doctor = make_doctor(policy, vault, make_client, clock)
        book = JournalBook(vault, places.journal)
        acts = OpenActs(book, clock, places.turns, bar)

        def supervise() -> DeskSupervision:
            from time import monotonic

            from storno_desktop.service.desk_supervision import DeskSupervision
            from storno_desktop.service.session_service import SessionService

            # Nothing of a supervisor's session is kept anywhere.
            nowhere = SecretVault(keyring=False)
            return DeskSupervision(
                connection,
                acts,
                policy.restore,
                lambda own: SessionService(own, make_client, nowhere),
                monotonic,
            )

        keys = SigningKeys(vault, remembers=book.is_in_memory)
        return _furnish_work(connection, library, copy, acts, clock, doctor, policy, supervise, keys)

    bar = ActBar(ProgramVersion.parse(__version__), policy.least_version)
    cache = places.cache
    copy = LocalCopy(library, vault, cache)
    look = FirstLook(vault, copy, remembers=cache is not None)
    return Services(
        policy=policy, copy=copy, look=look, bar=bar, make_identity=make_identity, make_work=make_work
    )


def _furnish_work(
    connection: Connection,
    library: Library,
    copy: LocalCopy,
    acts: OpenActs,
    clock: Callable[[], datetime],
    doctor: Doctor,
    policy: Policy,
    supervise: Callable[[], DeskSupervision],
    keys: SigningKeys,
) -> ServerWork:
    """What is loaded behind the first rows, on the thread that asks for it first."""
    from time import monotonic

    from storno_desktop.service.after_restore import AfterRestore
    from storno_desktop.service.cancel_runs import CancelRuns
    from storno_desktop.service.cancellation import CancellationService
    from storno_desktop.service.detail_fill import DetailFill
    from storno_desktop.service.invoices import InvoiceService
    from storno_desktop.service.kept_details import KeptDetails
    from storno_desktop.service.link_closing import LinkClosingService
    from storno_desktop.service.pdfs import PdfService
    from storno_desktop.service.reasons import Reasons
    from storno_desktop.service.recovery import Recovery
    from storno_desktop.service.restoration import RestorationService
    from storno_desktop.service.restore_requests import RestoreRequests
    from storno_desktop.service.retention import Retention
    from storno_desktop.service.services import ServerWork
    from storno_desktop.service.storno_creation import StornoCreationService
    from storno_desktop.service.watching import Watching
    from storno_desktop.store.detail_gaps import DetailGaps
    from storno_desktop.store.details import CompanyNotes, DetailStore
    from storno_desktop.store.invoices import InvoiceStore
    from storno_desktop.store.kept_parts import KeptParts
    from storno_desktop.store.kept_reasons import KeptReasons
    from storno_desktop.store.pdfs import PdfStore

    details = KeptDetails(DetailStore(library))
    invoices = InvoiceService(connection, InvoiceStore(library), clock, details, CompanyNotes(library))
    pdfs = PdfStore(library)
    reasons = Reasons(KeptReasons(library), clock)
    cancellation = CancellationService(connection, acts, reasons)
    restoration = RestorationService(connection, acts, policy.restore, details)
    storno, links = StornoCreationService(connection, acts), LinkClosingService(connection, acts)
    return ServerWork(
        invoices=invoices,
        cancellation=cancellation,
        cancel_runs=CancelRuns(connection, acts, cancellation, clock),
        reasons=reasons,
        restoration=restoration,
        after_restore=AfterRestore(connection, acts),
        storno=storno,
        links=links,
        supervise=supervise,
        requests=RestoreRequests(connection, acts, restoration, keys, clock, monotonic),
        recovery=Recovery(connection, acts, (cancellation, restoration, storno, links)),
        journal=acts.book,
        doctor=doctor,
        watching=Watching(connection),
        details=DetailFill(connection, invoices, DetailGaps(library)),
        retention=Retention(copy, KeptParts(library), invoices.server_now, pdfs),
        pdfs=PdfService(connection, pdfs, clock),
    )


def make_doctor(
    policy: Policy,
    vault: SecretVault,
    make_client: Callable[[ServerAddress, TokenKeeper | None], StornoClient],
    clock: Callable[[], datetime] = system_clock,
) -> Doctor:
    """The doctor as the program builds it: real lines and real clients."""
    from storno_desktop.service.doctor import Doctor

    def line_to(server: ServerAddress) -> LineCheck:
        from storno_desktop.api.line_check import LineCheck

        return LineCheck(server)

    return Doctor(policy=policy, vault=vault, line_to=line_to, client_to=make_client, clock=clock)
