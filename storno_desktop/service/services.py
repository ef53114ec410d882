"""The use cases, built once and handed to the windows together."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    # Only names here: what looks at invoices and acts on them is loaded behind the first rows.
    from storno_desktop.domain.account import AccountId
    from storno_desktop.domain.session import Company
    from storno_desktop.service.act_bar import ActBar
    from storno_desktop.service.after_restore import AfterRestore
    from storno_desktop.service.cancel_runs import CancelRuns
    from storno_desktop.service.cancellation import CancellationService
    from storno_desktop.service.connection import Connection
    from storno_desktop.service.desk_supervision import DeskSupervision
    from storno_desktop.service.detail_fill import DetailFill
    from storno_desktop.service.doctor import Doctor
    from storno_desktop.service.first_sight import FirstLook, FirstSight
    from storno_desktop.service.invoices import InvoiceService
    from storno_desktop.service.journal_book import JournalBook, JournalStanding
    from storno_desktop.service.link_closing import LinkClosingService
    from storno_desktop.service.local_copy import LocalCopy
    from storno_desktop.service.pdfs import PdfService
    from storno_desktop.service.policy import Policy
    from storno_desktop.service.prepared_acts import PreparedActs
    from storno_desktop.service.reasons import Reasons
    from storno_desktop.service.recovery import Recovery
    from storno_desktop.service.restoration import RestorationService
    from storno_desktop.service.restore_requests import RestoreRequests
    from storno_desktop.service.retention import Retention
    from storno_desktop.service.session_service import SessionService
    from storno_desktop.service.storno_creation import StornoCreationService
    from storno_desktop.service.watching import Watching
    from storno_desktop.service.window_lock import WindowLock


@dataclass(frozen=True, slots=True)
class Identity:
    """Who works here: what a sign-in needs."""

    connection: Connection
    sessions: SessionService
    lock: WindowLock


@dataclass(frozen=True, slots=True)
class ServerWork:
    """What asks the server about invoices and acts on them: nobody needs it before the first rows are on show."""

    invoices: InvoiceService
    cancellation: CancellationService
    cancel_runs: CancelRuns
    reasons: Reasons
    restoration: RestorationService
    after_restore: AfterRestore
    supervise: Callable[[], DeskSupervision]
    requests: RestoreRequests
    storno: StornoCreationService
    links: LinkClosingService
    recovery: Recovery
    journal: JournalBook
    doctor: Doctor
    watching: Watching
    details: DetailFill
    retention: Retention
    pdfs: PdfService


class Services:
    """What a window may ask for; every call runs on the I/O thread. `policy` is what the organisation fixed, `bar`
    what keeps the program from acting at all, to be set and asked on any thread.

    The local copy and the first look at it are there from the start; what a sign-in needs, and the work with the
    server, are made when they are first asked for, on whichever thread that is, and once.
    """

    def __init__(
        self,
        *,
        policy: Policy,
        copy: LocalCopy,
        look: FirstLook,
        bar: ActBar,
        make_identity: Callable[[], Identity],
        make_work: Callable[[Connection], ServerWork],
    ) -> None:
        self.policy = policy
        self.copy = copy
        self.look = look
        self.bar = bar
        self._make_identity = make_identity
        self._make_work = make_work
        self._identity: Identity | None = None
        self._work: ServerWork | None = None
        self._supervisions: list[DeskSupervision] = []
        self._making = threading.RLock()

    @property
    def identity(self) -> Identity:
        """Who works here; a session that the first look found goes on."""
        with self._making:
            if self._identity is None:
                self._identity = self._make_identity()
                self._go_on()
            return self._identity

    def first_look(self, account: AccountId, company_id: str, *, opens_copy: bool) -> FirstSight:
        """See `FirstLook.take`; a session that it finds goes on."""
        sight = self.look.take(account, company_id, opens_copy=opens_copy)
        with self._making:
            self._go_on()
        return sight

    def _go_on(self) -> None:
        if self._identity is not None and self.look.recalled is not None:
            self._identity.sessions.go_on_from(self.look.recalled)

    @property
    def has_identity(self) -> bool:
        """Whether anybody asked who works here."""
        return self._identity is not None

    @property
    def sessions(self) -> SessionService:
        """Signing in and out."""
        return self.identity.sessions

    @property
    def lock(self) -> WindowLock:
        """The passphrase of a covered window."""
        return self.identity.lock

    @property
    def work(self) -> ServerWork:
        """All of the work with the server; the first call loads its rules, which takes a moment."""
        with self._making:
            if self._work is None:
                self._work = self._make_work(self.identity.connection)
            return self._work

    async def load(self) -> JournalStanding:
        """Have the work with the server ready before anybody asks for it, and the journal open; how that stands."""
        return await self.work.recovery.begin()

    @property
    def invoices(self) -> InvoiceService:
        """Listing and opening invoices."""
        return self.work.invoices

    @property
    def cancellation(self) -> CancellationService:
        """Cancelling."""
        return self.work.cancellation

    @property
    def cancel_runs(self) -> CancelRuns:
        """Cancelling many, one after the other."""
        return self.work.cancel_runs

    @property
    def reasons(self) -> Reasons:
        """What is typed and not sent, and what is prepared."""
        return self.work.reasons

    async def prepared(self, companies: Iterable[Company]) -> PreparedActs:
        """The cancellations of these companies that were prepared and not sent."""
        from storno_desktop.service.prepared_acts import prepared_acts

        return await prepared_acts(self.copy, self.reasons, companies)

    @property
    def restoration(self) -> RestorationService:
        """Restoring."""
        return self.work.restoration

    @property
    def after_restore(self) -> AfterRestore:
        """What is left to do after a restore."""
        return self.work.after_restore

    def supervise(self) -> DeskSupervision:
        """A new restore under supervision, with nobody signed in yet."""
        made = self.work.supervise()
        self._supervisions.append(made)
        return made

    @property
    def requests(self) -> RestoreRequests:
        """Restores that are asked for by a file."""
        return self.work.requests

    async def see_off(self, supervision: DeskSupervision) -> None:
        """The supervisor goes, and with them what was made for them."""
        await supervision.leave()
        await supervision.close()
        if supervision in self._supervisions:
            self._supervisions.remove(supervision)

    async def close(self) -> None:
        """The program ends: whoever is in goes, supervisors too, and the journal is let go of."""
        for each in self._supervisions:
            await each.close()
        if self.has_identity:
            await self.sessions.leave()
        if self._work is not None:
            await self._work.journal.close()

    @property
    def storno(self) -> StornoCreationService:
        """Reversing."""
        return self.work.storno

    @property
    def links(self) -> LinkClosingService:
        """Closing public links."""
        return self.work.links

    @property
    def recovery(self) -> Recovery:
        """Acts with an open outcome."""
        return self.work.recovery

    @property
    def journal(self) -> JournalBook:
        """What was done from this computer, and what became of it."""
        return self.work.journal

    @property
    def doctor(self) -> Doctor:
        """The self-test."""
        return self.work.doctor

    @property
    def watching(self) -> Watching:
        """The server's hints."""
        return self.work.watching

    @property
    def details(self) -> DetailFill:
        """Reading details ahead."""
        return self.work.details

    @property
    def retention(self) -> Retention:
        """How much of a local copy stays on this computer."""
        return self.work.retention

    @property
    def pdfs(self) -> PdfService:
        """The PDF of an invoice, kept or drawn by the server."""
        return self.work.pdfs
