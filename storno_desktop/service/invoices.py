"""Listing and opening invoices: the store answers at once, the network fills it behind."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Set
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from storno_desktop.domain.calendar import day_in_bucharest
from storno_desktop.domain.evidence import Evidence, Source
from storno_desktop.domain.facts import Facts
from storno_desktop.domain.invoice import Invoice
from storno_desktop.domain.invoice_summary import InvoiceId
from storno_desktop.domain.problem import Problem
from storno_desktop.domain.session import Company
from storno_desktop.service.comparison import Comparison
from storno_desktop.service.connection import Connection
from storno_desktop.service.hold import Hold
from storno_desktop.service.inquiry import Inquiry, is_hindered, unread
from storno_desktop.service.kept_details import KeptDetails
from storno_desktop.service.month_walk import MonthWalk
from storno_desktop.service.pace import Pace
from storno_desktop.service.refresh import CompanyList, RefreshProgress
from storno_desktop.service.unexplained import Unexplained
from storno_desktop.store.details import CompanyNotes
from storno_desktop.store.invoices import InvoiceStore

SWEEP_EVERY = timedelta(days=7)
"""So often everything is read anew: some changes move neither a count nor a sum."""

_SWEPT, _FILLING = "swept", "filling"
"""Noted of a company: when the last walk through all of its list began, and the first one."""


@dataclass(frozen=True, slots=True)
class _UnderWay:
    """A refresh of one company that has begun."""

    listed: CompanyList
    refresh: MonthWalk | Comparison
    since: date | None
    began_at: datetime


class InvoiceService:
    """The use cases of looking; owned by the I/O thread. `clock` gives the aware present.

    A company of which nothing is kept yet is filled by a walk through all its months. From then on a
    refresh compares what the server counts with what is kept and reads only what differs; it also goes
    on with a fill that broke off. Where the server sends no sums, and once in SWEEP_EVERY, the walk
    reads everything again.
    """

    def __init__(
        self,
        connection: Connection,
        store: InvoiceStore,
        clock: Callable[[], datetime],
        details: KeptDetails,
        notes: CompanyNotes,
    ) -> None:
        self._connection = connection
        self._store = store
        self._details = details
        self._clock = clock
        self._under_way: dict[str, _UnderWay] = {}
        self._unexplained: defaultdict[str, Unexplained] = defaultdict(Unexplained)
        self._notes = notes
        self._pace, self._hold = Pace(), Hold()
        self._server_ahead = timedelta()
        self._compared: set[str] = set()
        self._without_totals: set[str] = set()

    async def begin_refresh(self, company: Company, since: date | None = None) -> RefreshProgress | Problem:
        """Fetch the newest page; `continue_refresh` fetches the rest.

        With `since` only invoices issued on that day or later are fetched and stay in the list.
        """
        self._hold.end()
        if not self._can_compare(company):
            return await self._begin_walk(company, since)
        listed, now = self._list_of(company), self._clock()
        comparison = Comparison(listed, self._unexplained[company.id], day_in_bucharest(now), since)
        problem = await comparison.begin()
        if problem is not None:
            return problem
        return await self._told(company, _UnderWay(listed, comparison, since, now))

    async def continue_refresh(self, company: Company) -> RefreshProgress | Problem:
        """Some more. A problem leaves the refresh where it is, so that it can be continued."""
        under_way = self._under_way.get(company.id)
        if under_way is None:
            return await self.begin_refresh(company)
        async with under_way.listed.turn:
            return await under_way.refresh.step() or await self._told(company, under_way)

    async def pause(self) -> None:
        """Ask for no further page until `go_on`, or until another refresh begins."""
        self._hold.begin()

    async def go_on(self) -> None:
        """The end of a pause."""
        self._hold.end()

    async def open(self, company: Company, invoice_id: InvoiceId) -> Facts:
        """Everything that the detail shows, read now and kept; the row in the store follows.

        Parts about which the server cannot be asked now are answered from what was kept earlier: their
        evidence says `is_kept`, and its times are those of then. A problem stays where nothing is kept.
        """
        reach = self._connection.reach(company)
        with self._connection.asking():
            facts = unread(reach) if isinstance(reach, Problem) else await Inquiry(reach).for_view(invoice_id)
        facts = await self._keep_read(company, invoice_id, facts)
        return self._details.completed(company.id, invoice_id, facts)

    async def open_for_later(
        self, company: Company, invoice_id: InvoiceId, without: Set[Source] = frozenset()
    ) -> Facts:
        """The same while nobody waits for it: one request after the other, no faster than the list is filled,
        each after everything that somebody waits for. Nothing is kept of an invoice that could not be read
        to the end; parts read at the places in `without` are not asked for.
        """
        reach = self._connection.reach(company)
        if isinstance(reach, Problem):
            return unread(reach)
        is_paced = not reach.client.address.is_loopback

        async def turn() -> None:
            if is_paced:
                await self._pace.turn()
            await self._connection.nobody_asks()

        facts = await Inquiry(reach).for_keeping(invoice_id, turn, without)
        if is_hindered(facts) or self._connection.reach(company) != reach:
            return facts
        return await self._keep_read(company, invoice_id, facts)

    def server_now(self) -> datetime:
        """The present by the server's clock, as far as a refresh of this run heard it; else by this computer's."""
        return self._clock() + self._server_ahead

    async def kept(self, company: Company, invoice_id: InvoiceId) -> Facts:
        """What is kept of the details, at once and without asking the server; None for parts that are not."""
        return self._details.kept(company.id, invoice_id)

    async def keep(self, company: Company, invoice: Evidence[Invoice]) -> None:
        """Bring the row in the store up to what the server has just said of this invoice."""
        self._store.replace(company.id, invoice.value.summary, invoice.observed_at)
        reason = invoice.value.cancellation_reason
        self._store.know_reason(company.id, invoice.value.id, reason, invoice.observed_at)

    async def forget(self, companies: Iterable[Company]) -> None:
        """Remove what is kept of these companies from this computer; the server is not asked."""
        for company in companies:
            self._under_way.pop(company.id, None)
            self._unexplained.pop(company.id, None)
            self._compared.discard(company.id)
            self._store.forget(company.id)

    # -------------------------------------------------------------------------------------- inside

    def _list_of(self, company: Company) -> CompanyList:
        return CompanyList(self._connection, self._store, company, self._pace, self._hold)

    async def _keep_read(self, company: Company, invoice_id: InvoiceId, facts: Facts) -> Facts:
        if isinstance(facts.detail, Evidence):
            await self.keep(company, facts.detail)
        return self._details.keep(company.id, invoice_id, facts)

    def _can_compare(self, company: Company) -> bool:
        """A sweep that is due waits until this run has compared once: that brings the news sooner."""
        if company.id in self._without_totals or not self._store.count(company.id):
            return False
        swept = self._noted(company, _SWEPT)
        is_due = swept is not None and self._clock() - swept >= SWEEP_EVERY
        return not is_due or company.id not in self._compared

    def _noted(self, company: Company, name: str) -> datetime | None:
        text = self._notes.find(company.id, name)
        return None if text is None else datetime.fromisoformat(text)

    def _note(self, company: Company, name: str, moment: datetime) -> None:
        self._notes.keep(company.id, name, moment.isoformat())

    async def _begin_walk(self, company: Company, since: date | None) -> RefreshProgress | Problem:
        listed, now = self._list_of(company), self._clock()
        walk = MonthWalk(listed, since)
        if self._noted(company, _SWEPT) is None and self._noted(company, _FILLING) is None:
            self._note(company, _FILLING, now)
        return await walk.begin() or await self._told(company, _UnderWay(listed, walk, since, now))

    async def _told(self, company: Company, under_way: _UnderWay) -> RefreshProgress | Problem:
        """How far it is; a comparison with a server that sends no sums gives way to the walk."""
        refresh = under_way.refresh
        self._server_ahead = under_way.listed.server_ahead or self._server_ahead
        if isinstance(refresh, Comparison) and refresh.is_blind:
            self._without_totals.add(company.id)
            return await self._begin_walk(company, under_way.since)
        progress = refresh.progress()
        if not progress.done:
            self._under_way[company.id] = under_way
            return progress
        if isinstance(refresh, MonthWalk):
            self._note(company, _SWEPT, under_way.began_at)
        else:
            self._compared.add(company.id)
            if self._noted(company, _SWEPT) is None:
                # It went on with a fill that broke off, of which nothing was read before this.
                self._note(company, _SWEPT, self._noted(company, _FILLING) or under_way.began_at)
        if self._under_way.get(company.id) is under_way:
            del self._under_way[company.id]
        return progress
